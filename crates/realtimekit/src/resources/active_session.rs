//! The session that is live in a meeting.

use super::App;
use crate::request::Request;
use crate::requests::{
    ActiveSessionCreatePoll, ActiveSessionGet, ActiveSessionKick, ActiveSessionKickAll, ActiveSessionMute,
    ActiveSessionMuteAll,
};

/// The live session of a meeting. Without one, all operations but [`get`](Self::get) fail with "not found".
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client = realtimekit::Client::builder()
/// #     .base_url(emulator.base_url())
/// #     .account_id(emulator.account_id())
/// #     .api_token(emulator.api_token())
/// #     .build()?;
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
pub struct ActiveSession {
    app: App,
    meeting_id: String,
}

impl ActiveSession {
    pub(crate) fn new(app: App, meeting_id: String) -> Self {
        Self { app, meeting_id }
    }

    /// Fetches the live session; `None` when there is none.
    pub fn get(&self) -> Request<ActiveSessionGet> {
        self.app.request(ActiveSessionGet::new(self.app.id(), &self.meeting_id))
    }

    /// Removes people from the session, by the ids from adding them. By `custom_participant_ids` the service has been
    /// seen to remove nobody.
    pub fn kick(&self, participant_ids: impl IntoIterator<Item = impl Into<String>>) -> Request<ActiveSessionKick> {
        let operation = ActiveSessionKick::new(self.app.id(), &self.meeting_id);
        self.app.request(operation).participant_ids(participant_ids)
    }

    /// Removes everybody from the session. Stop recordings before: stopped afterwards, they may never be uploaded.
    pub fn kick_all(&self) -> Request<ActiveSessionKickAll> {
        self.app.request(ActiveSessionKickAll::new(self.app.id(), &self.meeting_id))
    }

    /// Mutes people, by the ids from adding them.
    pub fn mute(&self, participant_ids: impl IntoIterator<Item = impl Into<String>>) -> Request<ActiveSessionMute> {
        let operation = ActiveSessionMute::new(self.app.id(), &self.meeting_id);
        self.app.request(operation).participant_ids(participant_ids)
    }

    /// Mutes everybody; `allow_unmute` says whether they may unmute themselves.
    pub fn mute_all(&self, allow_unmute: bool) -> Request<ActiveSessionMuteAll> {
        self.app.request(ActiveSessionMuteAll::new(self.app.id(), &self.meeting_id, allow_unmute))
    }

    /// Asks everybody in the session a question.
    pub fn create_poll(
        &self,
        question: impl Into<String>,
        options: impl IntoIterator<Item = impl Into<String>>,
    ) -> Request<ActiveSessionCreatePoll> {
        self.app.request(ActiveSessionCreatePoll::new(self.app.id(), &self.meeting_id, options, question))
    }
}
