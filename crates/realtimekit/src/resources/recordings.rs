//! Recordings of meetings.

use realtimekit_api::types::RecordingAction;

use super::App;
use crate::request::Request;
use crate::requests::{
    RecordingsControl, RecordingsGet, RecordingsGetActive, RecordingsList, RecordingsStart, RecordingsStartTrack,
};

/// The recordings of an app.
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
/// let started = app.recordings().start(&meeting.id).max_seconds(3600).send().await?;
/// assert!(app.recordings().active(&meeting.id).send().await?.is_some());
/// let mut finished = app.recordings().list().meeting_id(meeting.id).status(["UPLOADED"]).stream();
/// while let Some(recording) = finished.try_next().await? {
///     println!("{:?}", recording.output_file_name);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Recordings {
    app: App,
}

impl Recordings {
    pub(crate) fn new(app: App) -> Self {
        Self { app }
    }

    /// Lists the recordings of the app.
    pub fn list(&self) -> Request<RecordingsList> {
        self.app.list(RecordingsList::new(self.app.id()))
    }

    /// Starts to record a meeting into one file.
    pub fn start(&self, meeting_id: impl Into<String>) -> Request<RecordingsStart> {
        self.app.request(RecordingsStart::new(self.app.id(), meeting_id))
    }

    /// Starts to record each track of a meeting into a file of its own. Needs a live session.
    pub fn start_track(&self, meeting_id: impl Into<String>) -> Request<RecordingsStartTrack> {
        self.app.request(RecordingsStartTrack::new(self.app.id(), meeting_id))
    }

    /// Fetches the recording that runs in a meeting; `None` when there is none, or no such meeting or app: the service
    /// answers all of them with status 404, and how it words each is not known.
    pub fn active(&self, meeting_id: impl AsRef<str>) -> Request<RecordingsGetActive> {
        self.app.request(RecordingsGetActive::new(self.app.id(), meeting_id.as_ref()))
    }
}

/// One recording.
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
/// # let started = app.recordings().start(&meeting.id).send().await?;
/// # emulator.advance(std::time::Duration::from_secs(10));
/// let recording = app.recording(started.id);
/// recording.pause().send().await?;
/// recording.resume().send().await?;
/// recording.stop().send().await?;
/// println!("{:?}", recording.get().send().await?.status);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Recording {
    app: App,
    id: String,
}

impl Recording {
    pub(crate) fn new(app: App, id: String) -> Self {
        Self { app, id }
    }

    /// Identifier of the recording.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the recording.
    pub fn get(&self) -> Request<RecordingsGet> {
        self.app.request(RecordingsGet::new(self.app.id(), &self.id))
    }

    /// Interrupts the recording.
    pub fn pause(&self) -> Request<RecordingsControl> {
        self.control(RecordingAction::Pause)
    }

    /// Goes on after [`pause`](Self::pause).
    pub fn resume(&self) -> Request<RecordingsControl> {
        self.control(RecordingAction::Resume)
    }

    /// Ends the recording; its upload begins.
    pub fn stop(&self) -> Request<RecordingsControl> {
        self.control(RecordingAction::Stop)
    }

    fn control(&self, action: RecordingAction) -> Request<RecordingsControl> {
        self.app.request(RecordingsControl::new(self.app.id(), &self.id, action))
    }
}
