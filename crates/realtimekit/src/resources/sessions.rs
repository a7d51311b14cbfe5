//! Sessions: the times when people were in a meeting.

#[cfg(feature = "download")]
use super::recordings::RecordingHandle;
use super::recordings::SessionRecordings;
use super::scope::Scope;
use crate::request::Request;
use crate::requests::{
    SessionsGenerateSummary, SessionsGet, SessionsGetChat, SessionsGetParticipant, SessionsGetPeerReport,
    SessionsGetSummary, SessionsGetTranscript, SessionsList, SessionsListLivestreamSessions, SessionsListParticipants,
};

/// The sessions of an app.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// # let meeting = app.meetings().create().title("Weekly sync").send().await?;
/// let mut sessions = app.sessions().list().status("ENDED").stream();
/// while let Some(session) = sessions.try_next().await? {
///     println!("{}: {:?} minutes", session.id, session.minutes_consumed);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Sessions {
    pub(crate) scope: Scope,
}

impl Sessions {
    pub(crate) fn new(scope: Scope) -> Self {
        Self { scope }
    }

    /// Lists the sessions of the app.
    pub fn list(&self) -> Request<SessionsList> {
        self.scope.list(SessionsList::new(self.scope.app_id()))
    }

    /// Fetches the report on one peer of a session, by its peer id: the `id` of a session participant.
    pub fn peer_report(&self, peer_id: impl AsRef<str>) -> Request<SessionsGetPeerReport> {
        self.scope.request(SessionsGetPeerReport::new(self.scope.app_id(), peer_id.as_ref()))
    }
}

/// One session.
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
/// # emulator.say(&meeting.id, &mary.id, "Hello")?;
/// # let session_id = emulator.end_session(&meeting.id)?;
/// let session = app.session(session_id);
/// for person in session.participants().all().await? {
///     println!("{:?} stayed for {:?} minutes", person.display_name, person.duration);
/// }
/// let chat = session.chat().send().await?;
/// // A signed link: anybody who has it can read the chat for 7 days.
/// let link = chat.chat_download_url.as_ref().map(|link| link.expose());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SessionHandle {
    pub(crate) scope: Scope,
    id: String,
}

impl SessionHandle {
    pub(crate) fn new(scope: Scope, id: String) -> Self {
        Self { scope, id }
    }

    /// Identifier of the session.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the session.
    pub fn get(&self) -> Request<SessionsGet> {
        self.scope.request(SessionsGet::new(self.scope.app_id(), &self.id))
    }

    /// Lists the people who were in the session.
    pub fn participants(&self) -> Request<SessionsListParticipants> {
        self.scope.list(SessionsListParticipants::new(self.scope.app_id(), &self.id))
    }

    /// Fetches one of the people who were in the session.
    pub fn participant(&self, participant_id: impl AsRef<str>) -> Request<SessionsGetParticipant> {
        self.scope.request(SessionsGetParticipant::new(self.scope.app_id(), &self.id, participant_id.as_ref()))
    }

    /// Fetches the link to the chat, which is valid for 7 days.
    pub fn chat(&self) -> Request<SessionsGetChat> {
        self.scope.request(SessionsGetChat::new(self.scope.app_id(), &self.id))
    }

    /// Fetches the link to the transcript. It may be valid before the file has any content.
    pub fn transcript(&self) -> Request<SessionsGetTranscript> {
        self.scope.request(SessionsGetTranscript::new(self.scope.app_id(), &self.id))
    }

    /// Fetches the link to the summary.
    pub fn summary(&self) -> Request<SessionsGetSummary> {
        self.scope.request(SessionsGetSummary::new(self.scope.app_id(), &self.id))
    }

    /// Starts to generate a summary of the transcript.
    pub fn generate_summary(&self) -> Request<SessionsGenerateSummary> {
        self.scope.request(SessionsGenerateSummary::new(self.scope.app_id(), &self.id))
    }

    /// Lists the broadcasts of the session.
    pub fn livestream_sessions(&self) -> Request<SessionsListLivestreamSessions> {
        self.scope.list(SessionsListLivestreamSessions::new(self.scope.app_id(), &self.id))
    }

    /// Fetches a meeting.
    #[cfg(feature = "download")]
    pub(crate) fn meeting(&self, id: &str) -> Request<crate::requests::MeetingsGet> {
        self.scope.request(crate::requests::MeetingsGet::new(self.scope.app_id(), id))
    }

    /// One recording, which need not be of this session.
    #[cfg(feature = "download")]
    pub(crate) fn recording(&self, id: &str) -> RecordingHandle {
        RecordingHandle::new(self.scope.clone(), id.to_owned())
    }

    /// The recordings of the session.
    pub fn recordings(&self) -> SessionRecordings {
        SessionRecordings::new(self.scope.clone(), self.id.clone())
    }
}

/// The sessions of a meeting.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// # let meeting = app.meetings().create().title("Weekly sync").send().await?;
/// let sessions = app.meeting(meeting.id).sessions().list().all().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MeetingSessions {
    pub(crate) scope: Scope,
    pub(crate) meeting_id: String,
}

impl MeetingSessions {
    pub(crate) fn new(scope: Scope, meeting_id: String) -> Self {
        Self { scope, meeting_id }
    }

    /// Lists the sessions of the meeting, by the filter `associated_id` (the service ignores `meeting_id` here).
    pub fn list(&self) -> Request<SessionsList> {
        self.scope.list(SessionsList::new(self.scope.app_id())).associated_id(&self.meeting_id)
    }
}
