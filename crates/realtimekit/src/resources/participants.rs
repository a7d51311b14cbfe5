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
    pub fn list(&self) -> Request<ParticipantsList> {
        self.scope.list(ParticipantsList::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Adds a participant and returns the token with which they join. `custom_participant_id` is your identifier of the
    /// person, `preset_name` the preset that defines their permissions. Set a name too: without one the token cannot join.
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
    pub fn get(&self) -> Request<ParticipantsGet> {
        self.scope.request(ParticipantsGet::new(self.scope.app_id(), &self.meeting_id, &self.id))
    }

    /// Changes the fields that are set, and keeps the others.
    pub fn update(&self) -> Request<ParticipantsUpdate> {
        self.scope.request(ParticipantsUpdate::new(self.scope.app_id(), &self.meeting_id, &self.id))
    }

    /// Creates a new token; the present one remains valid until it expires.
    pub fn refresh_token(&self) -> Request<ParticipantsRefreshToken> {
        self.scope.request(ParticipantsRefreshToken::new(self.scope.app_id(), &self.meeting_id, &self.id))
    }

    /// Removes the participant; all their tokens are revoked.
    pub fn delete(&self) -> Request<ParticipantsDelete> {
        self.scope.request(ParticipantsDelete::new(self.scope.app_id(), &self.meeting_id, &self.id))
    }
}
