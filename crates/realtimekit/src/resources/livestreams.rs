//! Livestreams: meetings, or independent sources, for viewers who do not join.

use super::App;
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
/// # let client = realtimekit::Client::builder()
/// #     .base_url(emulator.base_url())
/// #     .account_id(emulator.account_id())
/// #     .api_token(emulator.api_token())
/// #     .build()?;
/// # let app = client.app(emulator.app_id());
/// let livestream = app.livestreams().create().name("Town hall").send().await?;
/// let live = app.livestreams().list().status("LIVE").stream().try_collect().await?;
/// assert!(live.iter().all(|other| other.id != livestream.id), "nothing is sent to it yet");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Livestreams {
    app: App,
}

impl Livestreams {
    pub(crate) fn new(app: App) -> Self {
        Self { app }
    }

    /// Lists the livestreams of the app.
    pub fn list(&self) -> Request<LivestreamsList> {
        self.app.list(LivestreamsList::new(self.app.id()))
    }

    /// Creates a livestream without a meeting, fed by a source of the caller's.
    pub fn create(&self) -> Request<LivestreamsCreate> {
        self.app.request(LivestreamsCreate::new(self.app.id()))
    }

    /// Fetches one broadcast of a livestream.
    pub fn session(&self, livestream_session_id: impl AsRef<str>) -> Request<LivestreamsGetSession> {
        self.app.request(LivestreamsGetSession::new(self.app.id(), livestream_session_id.as_ref()))
    }
}

/// One livestream.
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
/// # let created = app.livestreams().create().name("Town hall").send().await?;
/// let livestream = app.livestream(created.id);
/// let details = livestream.get().send().await?;
/// println!("{:?}", details.livestream.and_then(|livestream| livestream.status));
/// let broadcasts = livestream.get().stream().try_collect().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Livestream {
    app: App,
    id: String,
}

impl Livestream {
    pub(crate) fn new(app: App, id: String) -> Self {
        Self { app, id }
    }

    /// Identifier of the livestream.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the livestream and its broadcasts: `send()` gives both, with the first page of broadcasts; `pages()` and
    /// `stream()` give all broadcasts.
    pub fn get(&self) -> Request<LivestreamsGet> {
        self.app.list(LivestreamsGet::new(self.app.id(), &self.id))
    }

    /// Fetches the livestream and the broadcast that runs. Fails with "not found" when none does.
    pub fn active_session(&self) -> Request<LivestreamsGetActiveSession> {
        self.app.request(LivestreamsGetActiveSession::new(self.app.id(), &self.id))
    }
}

/// The livestream of a meeting.
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
/// let livestream = app.meeting(meeting.id).livestream();
/// let started = livestream.start().name("Town hall").send().await?;
/// println!("watch at {:?}", started.playback_url);
/// livestream.stop().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MeetingLivestream {
    app: App,
    meeting_id: String,
}

impl MeetingLivestream {
    pub(crate) fn new(app: App, meeting_id: String) -> Self {
        Self { app, meeting_id }
    }

    /// Fetches the livestream that is live. Fails with "not found" when none is: how the service says so is not known
    /// well enough to tell it from a wrong id.
    pub fn active(&self) -> Request<LivestreamsGetActive> {
        self.app.request(LivestreamsGetActive::new(self.app.id(), &self.meeting_id))
    }

    /// Lists the livestreams that the meeting has had.
    pub fn list(&self) -> Request<LivestreamsListForMeeting> {
        self.app.list(LivestreamsListForMeeting::new(self.app.id(), &self.meeting_id))
    }

    /// Starts to broadcast the meeting.
    pub fn start(&self) -> Request<LivestreamsStart> {
        self.app.request(LivestreamsStart::new(self.app.id(), &self.meeting_id))
    }

    /// Ends the broadcast.
    pub fn stop(&self) -> Request<LivestreamsStop> {
        self.app.request(LivestreamsStop::new(self.app.id(), &self.meeting_id))
    }
}
