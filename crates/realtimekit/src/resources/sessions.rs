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
    ///
    /// Returns the sessions of the app, a page at a time. To get the sessions of one meeting, filter by
    /// `associated_id`: a parameter `meeting_id` is ignored without an error, and the sessions of every
    /// meeting come back. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions`
    pub fn list(&self) -> Request<SessionsList> {
        self.scope.list(SessionsList::new(self.scope.app_id()))
    }

    /// Fetches the report on one peer of a session, by its peer id: the `id` of a session participant.
    ///
    /// Returns one person in a session with a technical report: device, network and quality of audio and
    /// video. The peer id is the `id` of a session participant, neither its `user_id` nor its
    /// `custom_participant_id`. The response holds personal data such as the IP address, the city and the
    /// names of devices. Every field is optional. Returns 404 when the peer does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/peer-report/{peer_id}`
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
    ///
    /// Returns one session, live or ended. Returns 404 when the session, the app or the account does not
    /// exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}`
    pub fn get(&self) -> Request<SessionsGet> {
        self.scope.request(SessionsGet::new(self.scope.app_id(), &self.id))
    }

    /// Lists the people who were in the session.
    ///
    /// Returns the people who took part in the session, a page at a time. The `id` of each is a peer id;
    /// the id that adding the participant returned is in `user_id`. Returns 404 when the session, the app
    /// or the account does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/participants`
    pub fn participants(&self) -> Request<SessionsListParticipants> {
        self.scope.list(SessionsListParticipants::new(self.scope.app_id(), &self.id))
    }

    /// Fetches one of the people who were in the session.
    ///
    /// Returns one person who took part in the session. The participant id is the peer id, which is the
    /// `id` in the list of session participants, not the id that adding the participant returned. Every
    /// field is optional. Returns 404 when the session or the participant does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/participants/{participant_id}`
    pub fn participant(&self, participant_id: impl AsRef<str>) -> Request<SessionsGetParticipant> {
        self.scope.request(SessionsGetParticipant::new(self.scope.app_id(), &self.id, participant_id.as_ref()))
    }

    /// Fetches the link to the chat, which is valid for 7 days.
    ///
    /// Returns a link to the messages of the session as a CSV file with a header line. The link is signed:
    /// download it without the API token. Messages are kept for 7 days; afterwards the service returns 404.
    /// It also returns 404 when the session does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/chat`
    pub fn chat(&self) -> Request<SessionsGetChat> {
        self.scope.request(SessionsGetChat::new(self.scope.app_id(), &self.id))
    }

    /// Fetches the link to the transcript. It may be valid before the file has any content.
    ///
    /// Returns a link to the transcript of the session. **The link is valid before there is content**: for
    /// minutes to hours the file may have 0 bytes or be `[]`. The transcript is ready once it holds a
    /// sentence that is not empty. Names of speakers may be placeholders. The link is signed: download it
    /// without the API token. Transcripts are kept for 7 days; afterwards, or when the session does not
    /// exist, the service returns 404.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/transcript`
    pub fn transcript(&self) -> Request<SessionsGetTranscript> {
        self.scope.request(SessionsGetTranscript::new(self.scope.app_id(), &self.id))
    }

    /// Fetches the link to the summary.
    ///
    /// Returns a link to the summary of the transcript, as plain text or Markdown. The link is signed:
    /// download it without the API token. Summaries are kept for 7 days; afterwards, or when the session
    /// does not exist, the service returns 404.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/summary`
    pub fn summary(&self) -> Request<SessionsGetSummary> {
        self.scope.request(SessionsGetSummary::new(self.scope.app_id(), &self.id))
    }

    /// Starts to generate a summary of the transcript.
    ///
    /// Asks the service to summarize the transcript of the session. The summary is not part of the
    /// response: get it later with `sessions_get_summary`. The response may be empty, a message, or a
    /// session id with a status. Whether a second request starts the work anew is not documented, so it
    /// counts as not idempotent. Returns 404 when the session, the app or the account does not exist;
    /// transcripts are kept for 7 days.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/summary`
    pub fn generate_summary(&self) -> Request<SessionsGenerateSummary> {
        self.scope.request(SessionsGenerateSummary::new(self.scope.app_id(), &self.id))
    }

    /// Lists the broadcasts of the session.
    ///
    /// Returns the broadcasts that took place during the session, a page at a time. List and offsets are
    /// inside `data`. Returns 404 when the session, the app or the account does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions/{session_id}/livestream-sessions`
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
    ///
    /// Returns the sessions of the app, a page at a time. To get the sessions of one meeting, filter by
    /// `associated_id`: a parameter `meeting_id` is ignored without an error, and the sessions of every
    /// meeting come back. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/sessions`
    pub fn list(&self) -> Request<SessionsList> {
        self.scope.list(SessionsList::new(self.scope.app_id())).associated_id(&self.meeting_id)
    }
}
