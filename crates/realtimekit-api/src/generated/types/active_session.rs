// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `active_session`.

#[allow(unused_imports)]
use super::*;

/// Whom to remove from the live session. Name people in either list or in both; an older document asks
/// for both lists, of which one may be empty.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ActiveSessionKick {
    /// People to remove, by the identifier that the caller chose. The service has been seen to return 200
    /// to this and remove nobody.
    pub custom_participant_ids: Option<Vec<String>>,
    /// People to remove, by the id that adding them to the meeting returned (`user_id` of a session
    /// participant, not the peer id).
    pub participant_ids: Option<Vec<String>>,
}

crate::record! {
    ActiveSessionKick { "custom_participant_ids" => custom_participant_ids : optional,
    "participant_ids" => participant_ids : optional }
}

impl ActiveSessionKick {
    /// An empty `ActiveSessionKick`; set what is needed.
    pub fn new() -> Self {
        Self {
            custom_participant_ids: None,
            participant_ids: None,
        }
    }

    /// People to remove, by the identifier that the caller chose. The service has been seen to return 200
    /// to this and remove nobody.
    #[must_use]
    pub fn custom_participant_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.custom_participant_ids = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// People to remove, by the id that adding them to the meeting returned (`user_id` of a session
    /// participant, not the peer id).
    #[must_use]
    pub fn participant_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.participant_ids = Some(value.into_iter().map(Into::into).collect());
        self
    }
}

/// The outcome of removing everybody.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ActiveSessionKickAllData {
    /// Name of the action, such as `kick`.
    pub action: Option<String>,
    /// Number of people who were removed.
    pub kicked_participants_count: Option<i64>,
}

crate::record! {
    ActiveSessionKickAllData { "action" => action : optional, "kicked_participants_count"
    => kicked_participants_count : optional }
}

/// Whom to mute in the live session. Name people in either list or in both. Upstream asks for both
/// lists, of which one may be empty.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ActiveSessionMute {
    /// People to mute, by the identifier that the caller chose.
    pub custom_participant_ids: Option<Vec<String>>,
    /// People to mute, by the id that adding them to the meeting returned (`user_id` of a session
    /// participant, not the peer id).
    pub participant_ids: Option<Vec<String>>,
}

crate::record! {
    ActiveSessionMute { "custom_participant_ids" => custom_participant_ids : optional,
    "participant_ids" => participant_ids : optional }
}

impl ActiveSessionMute {
    /// An empty `ActiveSessionMute`; set what is needed.
    pub fn new() -> Self {
        Self {
            custom_participant_ids: None,
            participant_ids: None,
        }
    }

    /// People to mute, by the identifier that the caller chose.
    #[must_use]
    pub fn custom_participant_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.custom_participant_ids = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// People to mute, by the id that adding them to the meeting returned (`user_id` of a session
    /// participant, not the peer id).
    #[must_use]
    pub fn participant_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.participant_ids = Some(value.into_iter().map(Into::into).collect());
        self
    }
}

/// How to mute everybody in the live session.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ActiveSessionMuteAll {
    /// Whether people may unmute themselves afterwards. With `false` they stay muted.
    pub allow_unmute: bool,
}

crate::record! {
    ActiveSessionMuteAll { "allow_unmute" => allow_unmute : required }
}

impl ActiveSessionMuteAll {
    /// A `ActiveSessionMuteAll` with everything that is required.
    pub fn new(allow_unmute: bool) -> Self {
        Self { allow_unmute }
    }
}

/// The outcome of muting everybody.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ActiveSessionMuteAllData {
    /// Name of the action, such as `mute`.
    pub action: Option<String>,
    /// Number of people who were muted.
    pub muted_participants_count: Option<i64>,
}

crate::record! {
    ActiveSessionMuteAllData { "action" => action : optional, "muted_participants_count"
    => muted_participants_count : optional }
}

/// A person in a live session on whom an action was taken.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ActiveSessionParticipant {
    /// When the participant was created.
    pub created_at: Option<crate::Timestamp>,
    /// Email address of the person. Personal data; absent or `null` when it is not known.
    pub email: Option<String>,
    /// Identifier of the session participant.
    pub id: String,
    /// Name of the person. Personal data; absent or `null` when none was given.
    pub name: Option<String>,
    /// URL of a picture of the person; absent or `null` when there is none.
    pub picture: Option<String>,
    /// When the participant was last changed.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    ActiveSessionParticipant { "created_at" => created_at : optional, "email" => email :
    optional, "id" => id : required, "name" => name : optional, "picture" => picture :
    non_empty, "updated_at" => updated_at : optional }
}

/// An action on some people of a live session, and the people whom it reached.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ActiveSessionParticipantActionData {
    /// Name of the action, such as `kick`.
    pub action: Option<String>,
    /// People whom the action reached. Empty when no one matched.
    pub participants: Option<Vec<ActiveSessionParticipant>>,
}

crate::record! {
    ActiveSessionParticipantActionData { "action" => action : optional, "participants" =>
    participants : optional }
}

/// A question asked in a live session, with its answers and votes.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Poll {
    /// Whether votes are shown without the names of the voters.
    pub anonymous: Option<bool>,
    /// Identifier of the person who asked.
    pub created_by: Option<String>,
    /// Whether votes stay hidden from a person until that person has voted.
    pub hide_votes: Option<bool>,
    /// Identifier of the poll.
    pub id: String,
    /// The answers with their votes.
    pub options: Option<Vec<PollOption>>,
    /// The question.
    pub question: Option<String>,
    /// Identifiers of those who have voted.
    pub voted: Option<Vec<String>>,
}

crate::record! {
    Poll { "anonymous" => anonymous : optional, "created_by" => created_by : optional,
    "hide_votes" => hide_votes : optional, "id" => id : required, "options" => options :
    optional, "question" => question : optional, "voted" => voted : optional }
}

/// A question for the people in a live session.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PollCreate {
    /// Whether votes are shown without the names of the voters. The default is not documented.
    pub anonymous: Option<bool>,
    /// Whether votes stay hidden from a person until that person has voted. The default is not documented.
    pub hide_votes: Option<bool>,
    /// Answers to choose from.
    pub options: Vec<String>,
    /// The question to ask.
    pub question: String,
}

crate::record! {
    PollCreate { "anonymous" => anonymous : optional, "hide_votes" => hide_votes :
    optional, "options" => options : required, "question" => question : required }
}

impl PollCreate {
    /// A `PollCreate` with everything that is required.
    pub fn new(
        options: impl IntoIterator<Item = impl Into<String>>,
        question: impl Into<String>,
    ) -> Self {
        Self {
            anonymous: None,
            hide_votes: None,
            options: options.into_iter().map(Into::into).collect(),
            question: question.into(),
        }
    }

    /// Whether votes are shown without the names of the voters. The default is not documented.
    #[must_use]
    pub fn anonymous(mut self, value: bool) -> Self {
        self.anonymous = Some(value);
        self
    }

    /// Whether votes stay hidden from a person until that person has voted. The default is not documented.
    #[must_use]
    pub fn hide_votes(mut self, value: bool) -> Self {
        self.hide_votes = Some(value);
        self
    }
}

/// The outcome of asking a question.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PollData {
    /// Name of the action. The values are not documented.
    pub action: Option<String>,
    /// A question asked in a live session, with its answers and votes.
    pub poll: Option<Poll>,
}

crate::record! {
    PollData { "action" => action : optional, "poll" => poll : optional }
}

/// One answer of a poll and the votes for it.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PollOption {
    /// Number of votes for the answer.
    pub count: Option<i64>,
    /// The answer.
    pub text: Option<String>,
    /// The votes for the answer; empty when there are none.
    pub votes: Option<Vec<PollVote>>,
}

crate::record! {
    PollOption { "count" => count : optional, "text" => text : optional, "votes" => votes
    : optional }
}

/// One vote in a poll.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PollVote {
    /// Identifier of the voter.
    pub id: String,
    /// Name of the voter. Personal data.
    pub name: Option<String>,
}

crate::record! {
    PollVote { "id" => id : required, "name" => name : optional }
}
