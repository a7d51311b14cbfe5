//! The live session of a meeting.

use super::scope::Scope;
use crate::request::Request;
use crate::requests::{
    ActiveSessionCreatePoll, ActiveSessionGet, ActiveSessionKick, ActiveSessionKickAll, ActiveSessionMute,
    ActiveSessionMuteAll,
};

/// The live session of a meeting. If there is none, all operations except [`get`](Self::get) fail with "not found".
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// # let meeting = app.meetings().create().title("Weekly sync").send().await?;
/// # let mary = app.meeting(&meeting.id).participants().add("u", "group_call_host").name("Mary").send().await?;
/// # emulator.join(&meeting.id, &mary.id)?;
/// let active = app.meeting(meeting.id).active_session();
/// if let Some(session) = active.get().send().await? {
///     println!("{:?} people are in it", session.live_participants);
///     active.create_poll("Lunch?", ["Pizza", "Soup"]).anonymous(true).send().await?;
///     active.kick_all().send().await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ActiveSessionHandle {
    pub(crate) scope: Scope,
    pub(crate) meeting_id: String,
}

impl ActiveSessionHandle {
    pub(crate) fn new(scope: Scope, meeting_id: String) -> Self {
        Self { scope, meeting_id }
    }

    /// Fetches the live session; `None` if there is none.
    pub fn get(&self) -> Request<ActiveSessionGet> {
        self.scope.request(ActiveSessionGet::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Removes people from the session, by their participant ids. With `custom_participant_ids` the service was observed
    /// to remove nobody.
    pub fn kick(&self, participant_ids: impl IntoIterator<Item = impl Into<String>>) -> Request<ActiveSessionKick> {
        let operation = ActiveSessionKick::new(self.scope.app_id(), &self.meeting_id);
        self.scope.request(operation).participant_ids(participant_ids)
    }

    /// Removes everybody from the session. Stop recordings first: a recording that is stopped afterwards may never be
    /// uploaded.
    pub fn kick_all(&self) -> Request<ActiveSessionKickAll> {
        self.scope.request(ActiveSessionKickAll::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Mutes people, by their participant ids.
    pub fn mute(&self, participant_ids: impl IntoIterator<Item = impl Into<String>>) -> Request<ActiveSessionMute> {
        let operation = ActiveSessionMute::new(self.scope.app_id(), &self.meeting_id);
        self.scope.request(operation).participant_ids(participant_ids)
    }

    /// Mutes everybody; `allow_unmute` permits people to unmute themselves.
    pub fn mute_all(&self, allow_unmute: bool) -> Request<ActiveSessionMuteAll> {
        self.scope.request(ActiveSessionMuteAll::new(self.scope.app_id(), &self.meeting_id, allow_unmute))
    }

    /// Asks everybody in the session a question.
    pub fn create_poll(
        &self,
        question: impl Into<String>,
        options: impl IntoIterator<Item = impl Into<String>>,
    ) -> Request<ActiveSessionCreatePoll> {
        self.scope.request(ActiveSessionCreatePoll::new(self.scope.app_id(), &self.meeting_id, options, question))
    }
}
