// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `participants`.

#[allow(unused_imports)]
use super::*;

/// A participant that was deleted. The response has neither the identifier nor the name, and names the
/// preset by its identifier.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeletedParticipant {
    /// Time at which the participant was added.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier that the caller had given to the person.
    pub custom_participant_id: Option<String>,
    /// Identifier of the preset that the participant had.
    pub preset_id: Option<String>,
    /// Time of the last change to the participant.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    DeletedParticipant { "created_at" => created_at : optional, "custom_participant_id"
    => custom_participant_id : non_empty, "preset_id" => preset_id : non_empty,
    "updated_at" => updated_at : optional }
}

/// A person who may enter a meeting. One presence of that person in a session has a separate
/// identifier, the peer id; there, `user_id` holds the `id` of this object.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Participant {
    /// Time at which the participant was added.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier that the caller gave to the person, such as the key of a user in the caller's database.
    pub custom_participant_id: Option<String>,
    /// Identifier of the participant, assigned by the service when the participant was added.
    pub id: String,
    /// Name shown in the meeting. `null` when none was given; the participant cannot join then.
    pub name: Option<String>,
    /// URL of a picture shown in the meeting. `null` when there is none.
    pub picture: Option<String>,
    /// Name of the preset with the permissions of the participant.
    pub preset_name: Option<String>,
    /// Time of the last change to the participant.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    Participant { "created_at" => created_at : optional, "custom_participant_id" =>
    custom_participant_id : non_empty, "id" => id : required, "name" => name : optional,
    "picture" => picture : non_empty, "preset_name" => preset_name : optional,
    "updated_at" => updated_at : optional }
}

/// The person who is to be added to a meeting.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ParticipantCreate {
    /// Identifier of the person chosen by the caller, unique within the meeting. Sessions, webhooks and
    /// transcripts repeat it, so a key of your database is better than an e-mail address.
    pub custom_participant_id: String,
    /// Name shown in the meeting. Always send one: left out or `null`, the token cannot join, while an
    /// empty string is enough.
    pub name: Option<String>,
    /// URL of a picture shown in the meeting. Left out or `null` means no picture.
    pub picture: Option<String>,
    /// Name (not identifier) of a preset of the app. Upper and lower case matter.
    pub preset_name: String,
}

crate::record! {
    ParticipantCreate { "custom_participant_id" => custom_participant_id : required,
    "name" => name : optional, "picture" => picture : optional, "preset_name" =>
    preset_name : required }
}

impl ParticipantCreate {
    /// A `ParticipantCreate` with everything that is required.
    pub fn new(
        custom_participant_id: impl Into<String>,
        preset_name: impl Into<String>,
    ) -> Self {
        Self {
            custom_participant_id: custom_participant_id.into(),
            name: None,
            picture: None,
            preset_name: preset_name.into(),
        }
    }

    /// Name shown in the meeting. Always send one: left out or `null`, the token cannot join, while an
    /// empty string is enough.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// URL of a picture shown in the meeting. Left out or `null` means no picture.
    #[must_use]
    pub fn picture(mut self, value: impl Into<String>) -> Self {
        self.picture = Some(value.into());
        self
    }
}

/// A new token of a participant.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ParticipantToken {
    /// Token with which a browser or a mobile app joins as the participant. A JWT, valid for 100 days.
    /// Earlier tokens stay valid until they expire.
    pub token: crate::Secret,
}

crate::record! {
    ParticipantToken { "token" => token : required }
}

/// Properties of a participant to be changed. What is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ParticipantUpdate {
    /// New name shown in the meeting. What `null` does is not documented; a participant without a name
    /// cannot join.
    pub name: Option<Option<String>>,
    /// URL of the new picture. What `null` does is not documented.
    pub picture: Option<Option<String>>,
    /// Name (not identifier) of the preset that applies from now on. Upper and lower case matter. What
    /// `null` does is not documented.
    pub preset_name: Option<Option<String>>,
}

crate::record! {
    ParticipantUpdate { "name" => name : nullable, "picture" => picture : nullable,
    "preset_name" => preset_name : nullable }
}

impl ParticipantUpdate {
    /// An empty `ParticipantUpdate`; set what is needed.
    pub fn new() -> Self {
        Self {
            name: None,
            picture: None,
            preset_name: None,
        }
    }

    /// New name shown in the meeting. What `null` does is not documented; a participant without a name
    /// cannot join.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(Some(value.into()));
        self
    }

    /// Sets `name` to `null`, which clears it; leaving it out keeps the value it has.
    #[must_use]
    pub fn clear_name(mut self) -> Self {
        self.name = Some(None);
        self
    }

    /// URL of the new picture. What `null` does is not documented.
    #[must_use]
    pub fn picture(mut self, value: impl Into<String>) -> Self {
        self.picture = Some(Some(value.into()));
        self
    }

    /// Sets `picture` to `null`, which clears it; leaving it out keeps the value it has.
    #[must_use]
    pub fn clear_picture(mut self) -> Self {
        self.picture = Some(None);
        self
    }

    /// Name (not identifier) of the preset that applies from now on. Upper and lower case matter. What
    /// `null` does is not documented.
    #[must_use]
    pub fn preset_name(mut self, value: impl Into<String>) -> Self {
        self.preset_name = Some(Some(value.into()));
        self
    }

    /// Sets `preset_name` to `null`, which clears it; leaving it out keeps the value it has.
    #[must_use]
    pub fn clear_preset_name(mut self) -> Self {
        self.preset_name = Some(None);
        self
    }
}

/// A person who may enter a meeting, together with the token for entering it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ParticipantWithToken {
    /// Time at which the participant was added.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier that the caller gave to the person, such as the key of a user in the caller's database.
    pub custom_participant_id: Option<String>,
    /// Identifier of the participant, assigned by the service when the participant was added.
    pub id: String,
    /// Name shown in the meeting. `null` when none was given; the token cannot join then.
    pub name: Option<String>,
    /// URL of a picture shown in the meeting. `null` when there is none.
    pub picture: Option<String>,
    /// Name of the preset with the permissions of the participant.
    pub preset_name: Option<String>,
    /// Token with which a browser or a mobile app joins as this participant. A JWT, valid for 100 days.
    /// Deleting the participant revokes it.
    pub token: crate::Secret,
    /// Time of the last change to the participant.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    ParticipantWithToken { "created_at" => created_at : optional, "custom_participant_id"
    => custom_participant_id : non_empty, "id" => id : required, "name" => name :
    optional, "picture" => picture : non_empty, "preset_name" => preset_name : optional,
    "token" => token : required, "updated_at" => updated_at : optional }
}

/// A participant after a change, with a fresh token. Responses to changes are partial; only `id` is
/// guaranteed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UpdatedParticipant {
    /// Time at which the participant was added.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier that the caller gave to the person, such as the key of a user in the caller's database.
    pub custom_participant_id: Option<String>,
    /// Identifier of the participant, assigned by the service when the participant was added.
    pub id: String,
    /// Name shown in the meeting. `null` when none was given; the token cannot join then.
    pub name: Option<String>,
    /// URL of a picture shown in the meeting. `null` when there is none.
    pub picture: Option<String>,
    /// Name of the preset with the permissions of the participant.
    pub preset_name: Option<String>,
    /// A fresh token with which a browser or a mobile app joins as this participant, if the service sends
    /// one. Earlier tokens stay valid.
    pub token: Option<crate::Secret>,
    /// Time of the last change to the participant.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    UpdatedParticipant { "created_at" => created_at : optional, "custom_participant_id"
    => custom_participant_id : non_empty, "id" => id : required, "name" => name :
    optional, "picture" => picture : non_empty, "preset_name" => preset_name : optional,
    "token" => token : non_empty, "updated_at" => updated_at : optional }
}
