//! Meetings: rooms that last.

use super::{ActiveSession, App, MeetingLivestream, Participant, Participants};
use crate::request::Request;
use crate::requests::{
    MeetingsCreate, MeetingsGet, MeetingsList, MeetingsReplace, MeetingsUpdate, RecordingsGetActive, RecordingsStart,
    RecordingsStartTrack,
};
use crate::types::MeetingReplace;

/// The meetings of an app.
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
/// app.meetings().create().title("Weekly sync").record_on_start(true).send().await?;
///
/// let mut meetings = app.meetings().list().search("sync").stream();
/// while let Some(meeting) = meetings.try_next().await? {
///     println!("{} {}", meeting.id, meeting.title.as_deref().unwrap_or("without a title"));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Meetings {
    app: App,
}

impl Meetings {
    pub(crate) fn new(app: App) -> Self {
        Self { app }
    }

    /// Lists the meetings of the app.
    pub fn list(&self) -> Request<MeetingsList> {
        self.app.list(MeetingsList::new(self.app.id()))
    }

    /// Creates a meeting. It is not sent twice by the client, since each creates another meeting.
    pub fn create(&self) -> Request<MeetingsCreate> {
        self.app.request(MeetingsCreate::new(self.app.id()))
    }
}

/// One meeting.
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
/// let created = app.meetings().create().title("Weekly sync").send().await?;
/// let meeting = app.meeting(created.id);
/// meeting.update().title("Weekly sync, moved").send().await?;
/// let mary = meeting.participants().add("user-42", "group_call_host").name("Mary Sue").send().await?;
/// assert_eq!(meeting.get().send().await?.title.as_deref(), Some("Weekly sync, moved"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Meeting {
    app: App,
    id: String,
}

impl Meeting {
    pub(crate) fn new(app: App, id: String) -> Self {
        Self { app, id }
    }

    /// Identifier of the meeting.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the meeting.
    pub fn get(&self) -> Request<MeetingsGet> {
        self.app.request(MeetingsGet::new(self.app.id(), &self.id))
    }

    /// Changes the fields that are set, and leaves the others alone.
    pub fn update(&self) -> Request<MeetingsUpdate> {
        self.app.request(MeetingsUpdate::new(self.app.id(), &self.id))
    }

    /// Replaces the meeting: fields that are not set go back to their defaults.
    pub fn replace(&self) -> Request<MeetingsReplace> {
        self.app.request(MeetingsReplace::new(self.app.id(), &self.id))
    }

    /// Replaces the meeting by a complete definition, such as the meeting itself with a change.
    ///
    /// ```
    /// # async fn run(meeting: realtimekit::resources::Meeting) -> Result<(), realtimekit::Error> {
    /// let mut present = meeting.get().send().await?;
    /// present.title = Some("Weekly sync".to_owned());
    /// meeting.replace_with(present).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn replace_with(&self, definition: impl Into<MeetingReplace>) -> Request<MeetingsReplace> {
        self.app.request(MeetingsReplace::with_body(self.app.id(), &self.id, definition.into()))
    }

    /// The people who may enter the meeting.
    pub fn participants(&self) -> Participants {
        Participants::new(self.app.clone(), self.id.clone())
    }

    /// One of the people who may enter the meeting.
    pub fn participant(&self, participant_id: impl Into<String>) -> Participant {
        Participant::new(self.app.clone(), self.id.clone(), participant_id.into())
    }

    /// The session that is live in the meeting.
    pub fn active_session(&self) -> ActiveSession {
        ActiveSession::new(self.app.clone(), self.id.clone())
    }

    /// The livestream of the meeting.
    pub fn livestream(&self) -> MeetingLivestream {
        MeetingLivestream::new(self.app.clone(), self.id.clone())
    }

    /// Starts to record the meeting into one file.
    pub fn start_recording(&self) -> Request<RecordingsStart> {
        self.app.recordings().start(&self.id)
    }

    /// Starts to record each track of the meeting into a file of its own.
    pub fn start_track_recording(&self) -> Request<RecordingsStartTrack> {
        self.app.recordings().start_track(&self.id)
    }

    /// The recording that runs in the meeting, if any.
    pub fn active_recording(&self) -> Request<RecordingsGetActive> {
        self.app.recordings().active(&self.id)
    }
}
