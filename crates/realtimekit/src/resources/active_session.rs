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
    ///
    /// Returns the session that is live in the meeting; there is never more than one at a time. Returns 404
    /// when no session is live in the meeting. Fields that other operations always send may be absent here.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session`
    pub fn get(&self) -> Request<ActiveSessionGet> {
        self.scope.request(ActiveSessionGet::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Removes people from the session, by their participant ids. With `custom_participant_ids` the service was observed
    /// to remove no one.
    ///
    /// Removes people from the live session; they may join again while their tokens are valid. Name them by
    /// `participant_ids`: naming them by `custom_participant_ids` has been seen to return 200 without
    /// removing anyone, so check the returned `participants`. Without a live session the response is 200
    /// with an empty list, or 404 as documented. Removing a person who has left has no effect.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/kick`
    pub fn kick(&self, participant_ids: impl IntoIterator<Item = impl Into<String>>) -> Request<ActiveSessionKick> {
        let operation = ActiveSessionKick::new(self.scope.app_id(), &self.meeting_id);
        self.scope.request(operation).participant_ids(participant_ids)
    }

    /// Removes everybody from the session. Stop recordings first: a recording that is stopped afterwards may never be
    /// uploaded.
    ///
    /// Removes everybody from the live session, which then ends 60 to 600 seconds later, as the meeting is
    /// set up. Takes no body. Stop recordings first: a recording that outlives the people in the room may
    /// stay in the status UPLOADING and never be finished. To keep people from joining again, set the
    /// meeting to INACTIVE. Not idempotent: a repetition also removes those who have joined since. Returns
    /// 404 when no session is live; 400 and 409 have been accepted as the same.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/kick-all`
    pub fn kick_all(&self) -> Request<ActiveSessionKickAll> {
        self.scope.request(ActiveSessionKickAll::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Mutes people, by their participant ids.
    ///
    /// Mutes people in the live session. Muting a person who is already muted has no effect. Check the
    /// returned `participants`: kicking by `custom_participant_ids` has been seen to have no effect, and
    /// muting may behave the same. Returns 404 when no session is live in the meeting.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/mute`
    pub fn mute(&self, participant_ids: impl IntoIterator<Item = impl Into<String>>) -> Request<ActiveSessionMute> {
        let operation = ActiveSessionMute::new(self.scope.app_id(), &self.meeting_id);
        self.scope.request(operation).participant_ids(participant_ids)
    }

    /// Mutes everybody; `allow_unmute` permits people to unmute themselves.
    ///
    /// Mutes everybody in the live session and sets whether they may unmute themselves. Not idempotent: a
    /// repetition also mutes those who have come in, or have unmuted themselves, since. Returns 404 when no
    /// session is live in the meeting.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/mute-all`
    pub fn mute_all(&self, allow_unmute: bool) -> Request<ActiveSessionMuteAll> {
        self.scope.request(ActiveSessionMuteAll::new(self.scope.app_id(), &self.meeting_id, allow_unmute))
    }

    /// Asks everybody in the session a question.
    ///
    /// Asks the people in the live session a question with answers to choose from. Sending the request
    /// twice asks twice. Returns 404 when no session is live in the meeting. Returns 400 when the question
    /// or the options are missing. Older documents give 201 for success.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/poll`
    pub fn create_poll(
        &self,
        question: impl Into<String>,
        options: impl IntoIterator<Item = impl Into<String>>,
    ) -> Request<ActiveSessionCreatePoll> {
        self.scope.request(ActiveSessionCreatePoll::new(self.scope.app_id(), &self.meeting_id, options, question))
    }
}
