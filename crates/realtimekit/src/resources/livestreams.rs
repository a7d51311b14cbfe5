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
    pub fn list(&self) -> Request<LivestreamsList> {
        self.scope.list(LivestreamsList::new(self.scope.app_id()))
    }

    /// Creates a livestream without a meeting, for a source of your own.
    pub fn create(&self) -> Request<LivestreamsCreate> {
        self.scope.request(LivestreamsCreate::new(self.scope.app_id()))
    }

    /// Fetches one broadcast of a livestream.
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
    pub fn get(&self) -> Request<LivestreamsGet> {
        self.scope.list(LivestreamsGet::new(self.scope.app_id(), &self.id))
    }

    /// Fetches the livestream and its running broadcast. Fails with "not found" if none is running.
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
    pub fn active(&self) -> Request<LivestreamsGetActive> {
        self.scope.request(LivestreamsGetActive::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Lists the livestreams of the meeting, past ones included.
    pub fn list(&self) -> Request<LivestreamsListForMeeting> {
        self.scope.list(LivestreamsListForMeeting::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Starts a livestream of the meeting.
    pub fn start(&self) -> Request<LivestreamsStart> {
        self.scope.request(LivestreamsStart::new(self.scope.app_id(), &self.meeting_id))
    }

    /// Stops the livestream.
    pub fn stop(&self) -> Request<LivestreamsStop> {
        self.scope.request(LivestreamsStop::new(self.scope.app_id(), &self.meeting_id))
    }
}
