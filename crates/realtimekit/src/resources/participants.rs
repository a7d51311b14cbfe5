//! Participants: the people who may enter a meeting.

use super::scope::Scope;
use crate::request::Request;
use crate::requests::{
    ParticipantsAdd, ParticipantsDelete, ParticipantsGet, ParticipantsList, ParticipantsRefreshToken,
    ParticipantsUpdate,
};

/// The participants of a meeting.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// let meeting = app.meetings().create().title("Weekly sync").send().await?;
/// let participants = app.meeting(meeting.id).participants();
/// let mary = participants.add("user-42", "group_call_host").name("Mary Sue").send().await?;
/// // The browser joins with this token. Keep it out of logs.
/// let token = mary.token.expose();
/// let everybody = participants.list().all().await?;
/// assert_eq!(everybody[0].custom_participant_id.as_deref(), Some("user-42"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Participants {
    pub(crate) scope: Scope,
    pub(crate) meeting_id: String,
}

impl Participants {
    pub(crate) fn new(scope: Scope, meeting_id: String) -> Self {
        Self { scope, meeting_id }
    }

    /// Lists the participants of the meeting, without their tokens.
    ///
    /// Returns everybody who was added to the meeting, a page at a time, whether they ever joined or not;
    /// who was in a session is reported by the participants of that session. The list holds no tokens.
    /// Returns 404 when the app has no such meeting.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants`
    pub fn list(&self) -> Request<ParticipantsList> {
        self.scope.list(ParticipantsList::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Adds a participant and returns the token with which they join. `custom_participant_id` is your identifier of the
    /// person, `preset_name` the preset that defines their permissions. Set a name too: without one the token cannot join.
    ///
    /// Adds a person to the meeting and issues the token for joining it. The status is 201; 200 has been
    /// seen as well. According to one source, a `custom_participant_id` that the meeting already has leads
    /// to the same participant with a new token; another shows it refused with 422 and "Participant already
    /// exists". So the request does not count as safe to repeat. Tokens are issued for inactive meetings
    /// too, although such a meeting cannot be joined. Returns 400 without a custom participant id, 404 when
    /// the app has no such meeting, and an error beginning with "No preset found" when no preset has the
    /// given name.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants`
    pub fn add(
        &self,
        custom_participant_id: impl Into<String>,
        preset_name: impl Into<String>,
    ) -> Request<ParticipantsAdd> {
        let operation = ParticipantsAdd::new(self.scope.app_id(), &self.meeting_id, custom_participant_id, preset_name);
        self.scope.request(operation)
    }
}

/// One participant of a meeting, by the id that adding them returned.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// # let meeting = app.meetings().create().title("Weekly sync").send().await?;
/// let meeting = app.meeting(meeting.id);
/// let mary = meeting.participants().add("user-42", "group_call_host").name("Mary Sue").send().await?;
/// let mary = meeting.participant(mary.id);
/// mary.update().preset_name("group_call_guest").send().await?;
/// let renewed = mary.refresh_token().send().await?;
/// mary.delete().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ParticipantHandle {
    pub(crate) scope: Scope,
    pub(crate) meeting_id: String,
    id: String,
}

impl ParticipantHandle {
    pub(crate) fn new(scope: Scope, meeting_id: String, id: String) -> Self {
        Self { scope, meeting_id, id }
    }

    /// Identifier of the participant.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the participant, without the token.
    ///
    /// Returns one participant, without a token; `participants_refresh_token` issues one. The path takes
    /// the `id` from adding the participant, not the peer id of a session. Returns 404 when the meeting has
    /// no such participant.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`
    pub fn get(&self) -> Request<ParticipantsGet> {
        self.scope.request(ParticipantsGet::new(self.scope.app_id(), &self.meeting_id, &self.id))
    }

    /// Changes the fields that are set, and keeps the others.
    ///
    /// Sets the name, the picture or the preset of a participant and keeps what is not given. The response
    /// carries a fresh token; earlier tokens stay valid. The `custom_participant_id` cannot be changed.
    /// Returns 404 when the meeting has no such participant, and an error beginning with "No preset found"
    /// when no preset has the given name.
    ///
    /// `PATCH /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`
    pub fn update(&self) -> Request<ParticipantsUpdate> {
        self.scope.request(ParticipantsUpdate::new(self.scope.app_id(), &self.meeting_id, &self.id))
    }

    /// Creates a new token; the present one remains valid until it expires.
    ///
    /// Issues a new token with which the participant can join, also after an earlier one has expired; the
    /// participant and its preset stay the same. There is no request body. Every request returns another
    /// token, and earlier ones stay valid until they expire. Returns 404 when the meeting has no such
    /// participant.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}/token`
    pub fn refresh_token(&self) -> Request<ParticipantsRefreshToken> {
        self.scope.request(ParticipantsRefreshToken::new(self.scope.app_id(), &self.meeting_id, &self.id))
    }

    /// Removes the participant; all their tokens are revoked.
    ///
    /// Deletes the participant and revokes all of its tokens. The response has no identifier of the
    /// participant. Returns 404 when the meeting has no such participant, as on a repeated request.
    ///
    /// `DELETE /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`
    pub fn delete(&self) -> Request<ParticipantsDelete> {
        self.scope.request(ParticipantsDelete::new(self.scope.app_id(), &self.meeting_id, &self.id))
    }
}
