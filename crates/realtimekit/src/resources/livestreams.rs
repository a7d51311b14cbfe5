//! Livestreams of meetings or of other sources, for viewers who do not join.

use super::scope::Scope;
use crate::request::Request;
use crate::requests::{
    LivestreamsCreate, LivestreamsGet, LivestreamsGetActive, LivestreamsGetActiveSession, LivestreamsGetSession,
    LivestreamsList, LivestreamsListForMeeting, LivestreamsStart, LivestreamsStop,
};

/// The livestreams of an app.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// let livestream = app.livestreams().create().name("Town hall").send().await?;
/// let live = app.livestreams().list().status("LIVE").all().await?;
/// assert!(live.iter().all(|other| other.id != livestream.id), "it has no source yet");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Livestreams {
    scope: Scope,
}

impl Livestreams {
    pub(crate) fn new(scope: Scope) -> Self {
        Self { scope }
    }

    /// Lists the livestreams of the app.
    ///
    /// Returns the livestreams of the app, a page at a time: the independent ones and, unless
    /// `exclude_meetings` is set, those of meetings. The schema documents one object with `paging` inside
    /// it; the official example shows a list with `paging` next to it. Stream keys are part of the
    /// response. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/livestreams`
    pub fn list(&self) -> Request<LivestreamsList> {
        self.scope.list(LivestreamsList::new(self.scope.app_id()))
    }

    /// Creates a livestream without a meeting, for an encoder of yours.
    ///
    /// Creates a livestream that belongs to no meeting and returns the server and the key to feed it with,
    /// and the address to watch it at. Any encoder that speaks RTMP can feed it. Names need not be unique:
    /// sending the request twice creates two livestreams, and there is no operation to delete one. The
    /// newest official SDK no longer has this operation, so it may be refused with 404.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/livestreams`
    pub fn create(&self) -> Request<LivestreamsCreate> {
        self.scope.request(LivestreamsCreate::new(self.scope.app_id()))
    }

    /// Fetches one broadcast of a livestream.
    ///
    /// Returns one broadcast of a livestream: when it ran, how long it was fed and how long it was watched.
    /// The id is that of an item in the sessions of a livestream; it is not the id of a meeting's session.
    /// Returns 404 when there is no such livestream session.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/livestreams/sessions/{livestream_session_id}`
    pub fn session(&self, livestream_session_id: impl AsRef<str>) -> Request<LivestreamsGetSession> {
        self.scope.request(LivestreamsGetSession::new(self.scope.app_id(), livestream_session_id.as_ref()))
    }
}

/// One livestream.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// # let created = app.livestreams().create().name("Town hall").send().await?;
/// let livestream = app.livestream(created.id);
/// let details = livestream.get().send().await?;
/// println!("{:?}", details.livestream.and_then(|livestream| livestream.status));
/// let broadcasts = livestream.get().all().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct LivestreamHandle {
    scope: Scope,
    id: String,
}

impl LivestreamHandle {
    pub(crate) fn new(scope: Scope, id: String) -> Self {
        Self { scope, id }
    }

    /// Identifier of the livestream.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the livestream and its broadcasts: `send()` returns both, with the first page of broadcasts; `all()`,
    /// `stream()` and `pages()` return all broadcasts.
    ///
    /// Returns a livestream together with its broadcasts, a page of broadcasts at a time. The page
    /// parameters count the broadcasts; the livestream itself is repeated on each page. They arrive as the
    /// list `sessions` or as the single object `session`. Returns 404 when there is no such livestream.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/livestreams/{livestream_id}`
    pub fn get(&self) -> Request<LivestreamsGet> {
        self.scope.list(LivestreamsGet::new(self.scope.app_id(), &self.id))
    }

    /// Fetches the livestream and its running broadcast. Fails with "not found" if none is running.
    ///
    /// Returns a livestream together with the broadcast that runs at this moment. Expect 404, or a response
    /// without `session`, when none runs: the documents do not say which. 404 also means that there is no
    /// such livestream.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/livestreams/{livestream_id}/active-livestream-session`
    pub fn active_session(&self) -> Request<LivestreamsGetActiveSession> {
        self.scope.request(LivestreamsGetActiveSession::new(self.scope.app_id(), &self.id))
    }
}

/// The livestreams of a meeting; at most one is live.
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
/// let livestreams = app.meeting(meeting.id).livestreams();
/// let started = livestreams.start().name("Town hall").send().await?;
/// println!("watch at {:?}", started.playback_url);
/// livestreams.stop().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MeetingLivestreams {
    scope: Scope,
    meeting_id: String,
}

impl MeetingLivestreams {
    pub(crate) fn new(scope: Scope, meeting_id: String) -> Self {
        Self { scope, meeting_id }
    }

    /// Fetches the livestream that is live. Fails with "not found" if none is: the wording of the service is not known
    /// well enough to distinguish this from a wrong id.
    ///
    /// Returns the livestream that the meeting broadcasts at this moment. Expect 404 when there is none; it
    /// also means that there is no such meeting.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream`
    pub fn active(&self) -> Request<LivestreamsGetActive> {
        self.scope.request(LivestreamsGetActive::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Lists the livestreams of the meeting, past ones included.
    ///
    /// Returns the livestreams of one meeting, past and present, a page at a time. Neither the API
    /// reference nor an official SDK has the operation, only upstream's OpenAPI document, so it may be
    /// refused with 400 or 404. The path ends in the singular `livestream`; the plural starts one. Returns
    /// 404 when there is no such meeting.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/livestream`
    pub fn list(&self) -> Request<LivestreamsListForMeeting> {
        self.scope.list(LivestreamsListForMeeting::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Starts a livestream of the meeting.
    ///
    /// Starts to broadcast the meeting. The response is sparse: any field but `status` may be missing, and
    /// `playback_url` can be sent later; fetch the active livestream for it. The livestream begins as
    /// INVOKED and turns LIVE some seconds later. Returns 404 when there is no such meeting, 400 when it is
    /// already being broadcast or a broadcast was stopped seconds ago, and 422 for `destinations`.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/livestreams`
    pub fn start(&self) -> Request<LivestreamsStart> {
        self.scope.request(LivestreamsStart::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Stops the livestream.
    ///
    /// Ends the livestream of the meeting; the meeting itself goes on. Not idempotent: a repetition may be
    /// refused with 400, 404 or 409, because nothing is left to stop. Takes no body.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream/stop`
    pub fn stop(&self) -> Request<LivestreamsStop> {
        self.scope.request(LivestreamsStop::new(self.scope.app_id(), &self.meeting_id))
    }
}
