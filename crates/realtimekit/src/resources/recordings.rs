//! Recordings of meetings.

use realtimekit_api::types::{Recording, RecordingAction, Session, TrackLayer, TrackOutput, TrackOutputType};

use super::scope::Scope;
use crate::error::Error;
use crate::request::Request;
use crate::requests::{
    RecordingsControl, RecordingsGet, RecordingsGetActive, RecordingsList, RecordingsStart, RecordingsStartTrack,
    SessionsGet,
};

/// The recordings of an app.
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
    pub(crate) scope: Scope,
}

impl Recordings {
    pub(crate) fn new(scope: Scope) -> Self {
        Self { scope }
    }

    /// Lists the recordings of the app.
    ///
    /// Returns the recordings of the app, a page at a time, each with the meeting it belongs to.
    /// `meeting_id` really narrows the list here, unlike in the list of sessions. Files in the RealtimeKit
    /// bucket are kept for 7 days. Recordings have a separate rate limit, documented as 1,000 requests in
    /// 50 seconds; beyond it the response is 429. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings`
    pub fn list(&self) -> Request<RecordingsList> {
        self.scope.list(RecordingsList::new(self.scope.app_id()))
    }

    #[cfg(feature = "object-store")]
    pub(crate) fn handle(&self, id: &str) -> RecordingHandle {
        RecordingHandle::new(self.scope.clone(), id.to_owned())
    }

    /// Starts to record a meeting to one file.
    ///
    /// Starts a composite recording: the whole meeting as one video file, and one audio file where
    /// `audio_config` asks for it. The recording begins as INVOKED and turns into RECORDING some seconds
    /// later. A meeting without participants is accepted too; its recording may end as ERRORED. Settings
    /// given here win over those of the meeting and of the app. A meeting has one recording at a time
    /// unless `allow_multiple_recordings` is set; then sending the request twice makes two recordings.
    /// Returns 404 when the meeting does not exist, and 409 (`A RECORDER is already running for meeting`)
    /// when a recording already runs.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/recordings`
    pub fn start(&self, meeting_id: impl Into<String>) -> Request<RecordingsStart> {
        self.scope.request(RecordingsStart::new(self.scope.app_id(), meeting_id))
    }

    /// Starts to record each track of a meeting to a separate file. Requires a live session.
    ///
    /// Starts a track recording: the audio of each participant is written to a separate WebM file. The
    /// meeting must have a live session. The documents call `layers` optional, but one live source was
    /// refused with 422 `"layers.default.outputs" is required` until it sent a layer `default` with an
    /// output `REALTIMEKIT_BUCKET`. Returns 409 when a track recording already runs in the meeting, so a
    /// repeated request starts no second one but fails; 404 when the meeting or its session is missing.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/recordings/track`
    ///
    /// Unless [`layers`](Request::layers) are set, the request names the layer `default` with an output to the storage of
    /// the service: the service has refused requests without an output.
    pub fn start_track(&self, meeting_id: impl Into<String>) -> Request<RecordingsStartTrack> {
        let output = TrackOutput::new().type_(TrackOutputType::RealtimekitBucket);
        let layer = TrackLayer::new().outputs([output]);
        self.scope.request(RecordingsStartTrack::new(self.scope.app_id(), meeting_id)).layers([("default", layer)])
    }

    /// Fetches the running recording of a meeting; `None` if there is none, or no such meeting or app: the service responds
    /// with status 404 to all of them, and how it words each is not known.
    ///
    /// Returns the recording that runs in the meeting at this moment. Returns 404 when there is none, so a
    /// 404 here does not say that the meeting is missing. Which one is returned while several run is not
    /// documented.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings/active-recording/{meeting_id}`
    pub fn active(&self, meeting_id: impl AsRef<str>) -> Request<RecordingsGetActive> {
        self.scope.request(RecordingsGetActive::new(self.scope.app_id(), meeting_id.as_ref()))
    }
}

/// One recording.
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
pub struct RecordingHandle {
    pub(crate) scope: Scope,
    id: String,
}

impl RecordingHandle {
    pub(crate) fn new(scope: Scope, id: String) -> Self {
        Self { scope, id }
    }

    /// Identifier of the recording.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the recording.
    ///
    /// Returns one recording with its state, the reasons of its start and end, and, once it is UPLOADED,
    /// its download links. The shape of `download_url` differs between composite and track recordings. The
    /// links are signed and valid for 7 days; they point to storage hosts, where the API token must not go.
    /// Returns 404 when there is no such recording or it has expired.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}`
    pub fn get(&self) -> Request<RecordingsGet> {
        self.scope.request(RecordingsGet::new(self.scope.app_id(), &self.id))
    }

    /// Pauses the recording.
    ///
    /// Changes the state of a running recording: RECORDING becomes PAUSED and back again, or the recording
    /// ends and becomes UPLOADING. Not idempotent: the action depends on the state. Stopping a recording in
    /// INVOKED or after its end returns 400 (`The recording is not in progress`), and so does pausing or
    /// resuming in a wrong state. The response may be a partial object with little more than `status`. Stop
    /// a recording before kicking everybody out: stopped afterwards, it may never leave UPLOADING.
    ///
    /// `PUT /accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}`
    pub fn pause(&self) -> Request<RecordingsControl> {
        self.control(RecordingAction::Pause)
    }

    /// Resumes the recording after [`pause`](Self::pause).
    ///
    /// Changes the state of a running recording: RECORDING becomes PAUSED and back again, or the recording
    /// ends and becomes UPLOADING. Not idempotent: the action depends on the state. Stopping a recording in
    /// INVOKED or after its end returns 400 (`The recording is not in progress`), and so does pausing or
    /// resuming in a wrong state. The response may be a partial object with little more than `status`. Stop
    /// a recording before kicking everybody out: stopped afterwards, it may never leave UPLOADING.
    ///
    /// `PUT /accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}`
    pub fn resume(&self) -> Request<RecordingsControl> {
        self.control(RecordingAction::Resume)
    }

    /// Stops the recording; its upload begins.
    ///
    /// Changes the state of a running recording: RECORDING becomes PAUSED and back again, or the recording
    /// ends and becomes UPLOADING. Not idempotent: the action depends on the state. Stopping a recording in
    /// INVOKED or after its end returns 400 (`The recording is not in progress`), and so does pausing or
    /// resuming in a wrong state. The response may be a partial object with little more than `status`. Stop
    /// a recording before kicking everybody out: stopped afterwards, it may never leave UPLOADING.
    ///
    /// `PUT /accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}`
    pub fn stop(&self) -> Request<RecordingsControl> {
        self.control(RecordingAction::Stop)
    }

    fn control(&self, action: RecordingAction) -> Request<RecordingsControl> {
        self.scope.request(RecordingsControl::new(self.scope.app_id(), &self.id, action))
    }
}

/// The recordings of a meeting.
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
/// let recordings = app.meeting(meeting.id).recordings();
/// let started = recordings.start().max_seconds(3600).send().await?;
/// assert!(recordings.list().all().await?.iter().any(|recording| recording.id == started.id));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MeetingRecordings {
    pub(crate) scope: Scope,
    pub(crate) meeting_id: String,
}

impl MeetingRecordings {
    pub(crate) fn new(scope: Scope, meeting_id: String) -> Self {
        Self { scope, meeting_id }
    }

    /// Lists the recordings of the meeting.
    ///
    /// Returns the recordings of the app, a page at a time, each with the meeting it belongs to.
    /// `meeting_id` really narrows the list here, unlike in the list of sessions. Files in the RealtimeKit
    /// bucket are kept for 7 days. Recordings have a separate rate limit, documented as 1,000 requests in
    /// 50 seconds; beyond it the response is 429. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings`
    pub fn list(&self) -> Request<RecordingsList> {
        self.scope.list(RecordingsList::new(self.scope.app_id())).meeting_id(&self.meeting_id)
    }

    /// Starts to record the meeting to one file.
    ///
    /// Starts a composite recording: the whole meeting as one video file, and one audio file where
    /// `audio_config` asks for it. The recording begins as INVOKED and turns into RECORDING some seconds
    /// later. A meeting without participants is accepted too; its recording may end as ERRORED. Settings
    /// given here win over those of the meeting and of the app. A meeting has one recording at a time
    /// unless `allow_multiple_recordings` is set; then sending the request twice makes two recordings.
    /// Returns 404 when the meeting does not exist, and 409 (`A RECORDER is already running for meeting`)
    /// when a recording already runs.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/recordings`
    pub fn start(&self) -> Request<RecordingsStart> {
        Recordings::new(self.scope.clone()).start(&self.meeting_id)
    }

    /// Starts to record each track of the meeting to a separate file. Requires a live session.
    ///
    /// Starts a track recording: the audio of each participant is written to a separate WebM file. The
    /// meeting must have a live session. The documents call `layers` optional, but one live source was
    /// refused with 422 `"layers.default.outputs" is required` until it sent a layer `default` with an
    /// output `REALTIMEKIT_BUCKET`. Returns 409 when a track recording already runs in the meeting, so a
    /// repeated request starts no second one but fails; 404 when the meeting or its session is missing.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/recordings/track`
    pub fn start_track(&self) -> Request<RecordingsStartTrack> {
        Recordings::new(self.scope.clone()).start_track(&self.meeting_id)
    }

    /// Fetches the running recording of the meeting; see [`Recordings::active`].
    ///
    /// Returns the recording that runs in the meeting at this moment. Returns 404 when there is none, so a
    /// 404 here does not say that the meeting is missing. Which one is returned while several run is not
    /// documented.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings/active-recording/{meeting_id}`
    pub fn active(&self) -> Request<RecordingsGetActive> {
        Recordings::new(self.scope.clone()).active(&self.meeting_id)
    }
}

/// The recordings of a session.
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
/// # let started = app.meeting(&meeting.id).recordings().start().send().await?;
/// # emulator.advance(std::time::Duration::from_secs(10));
/// # let session_id = emulator.end_session(&meeting.id)?;
/// let recordings = app.session(session_id).recordings().all().await?;
/// # assert_eq!(recordings.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SessionRecordings {
    pub(crate) scope: Scope,
    session_id: String,
}

impl SessionRecordings {
    pub(crate) fn new(scope: Scope, session_id: String) -> Self {
        Self { scope, session_id }
    }

    /// Fetches all recordings of the session.
    ///
    /// The service has no filter for them: this fetches the session and the recordings of its meeting, and keeps those
    /// with its id. A recording without a session id belongs to the session in which it was started.
    ///
    /// # Errors
    ///
    /// As [`Request::send`], for each of the requests.
    pub async fn all(&self) -> Result<Vec<Recording>, Error> {
        let session = self.scope.request(SessionsGet::new(self.scope.app_id(), &self.session_id)).send().await?;
        let list = self.scope.list(RecordingsList::new(self.scope.app_id()));
        let mut recordings = list.maybe_meeting_id(session.associated_id.as_deref()).all().await?;
        recordings.retain(|recording| match &recording.session_id {
            Some(id) => *id == self.session_id,
            None => is_within(recording, &session),
        });
        Ok(recordings)
    }
}

/// Whether a recording was started during a session.
fn is_within(recording: &Recording, session: &Session) -> bool {
    let started = recording.started_time.or(recording.invoked_time);
    let begin = session.started_at.or(session.created_at);
    started
        .zip(begin)
        .is_some_and(|(started, begin)| begin <= started && session.ended_at.is_none_or(|end| started <= end))
}
