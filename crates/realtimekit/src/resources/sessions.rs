//! Sessions: what took place in a meeting.

use super::App;
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
/// # let client = realtimekit::Client::builder()
/// #     .base_url(emulator.base_url())
/// #     .account_id(emulator.account_id())
/// #     .api_token(emulator.api_token())
/// #     .build()?;
/// # let app = client.app(emulator.app_id());
/// # let meeting = app.meetings().create().title("Weekly sync").send().await?;
/// // The sessions of one meeting: `associated_id` is the filter that works.
/// let mut sessions = app.sessions().list().associated_id(meeting.id).stream();
/// while let Some(session) = sessions.try_next().await? {
///     println!("{}: {:?} minutes", session.id, session.minutes_consumed);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Sessions {
    app: App,
}

impl Sessions {
    pub(crate) fn new(app: App) -> Self {
        Self { app }
    }

    /// Lists the sessions of the app.
    pub fn list(&self) -> Request<SessionsList> {
        self.app.list(SessionsList::new(self.app.id()))
    }

    /// Fetches what is known about one presence in a session, by its peer id: the `id` of a session participant.
    pub fn peer_report(&self, peer_id: impl AsRef<str>) -> Request<SessionsGetPeerReport> {
        self.app.request(SessionsGetPeerReport::new(self.app.id(), peer_id.as_ref()))
    }
}

/// One session.
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
/// # emulator.say(&meeting.id, &mary.id, "Hello")?;
/// # let session_id = emulator.end_session(&meeting.id)?;
/// let session = app.session(session_id);
/// for person in session.participants().stream().try_collect().await? {
///     println!("{:?} stayed for {:?} minutes", person.display_name, person.duration);
/// }
/// let chat = session.chat().send().await?;
/// // A signed link: whoever has it can read the chat for 7 days.
/// let link = chat.chat_download_url.expose();
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Session {
    app: App,
    id: String,
}

impl Session {
    pub(crate) fn new(app: App, id: String) -> Self {
        Self { app, id }
    }

    /// Identifier of the session.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the session.
    pub fn get(&self) -> Request<SessionsGet> {
        self.app.request(SessionsGet::new(self.app.id(), &self.id))
    }

    /// Lists the people who were in the session.
    pub fn participants(&self) -> Request<SessionsListParticipants> {
        self.app.list(SessionsListParticipants::new(self.app.id(), &self.id))
    }

    /// Fetches one of the people who were in the session.
    pub fn participant(&self, participant_id: impl AsRef<str>) -> Request<SessionsGetParticipant> {
        self.app.request(SessionsGetParticipant::new(self.app.id(), &self.id, participant_id.as_ref()))
    }

    /// Fetches the link to the chat, which works for 7 days.
    pub fn chat(&self) -> Request<SessionsGetChat> {
        self.app.request(SessionsGetChat::new(self.app.id(), &self.id))
    }

    /// Fetches the link to the transcript. It may work before there is any content.
    pub fn transcript(&self) -> Request<SessionsGetTranscript> {
        self.app.request(SessionsGetTranscript::new(self.app.id(), &self.id))
    }

    /// Fetches the link to the summary.
    pub fn summary(&self) -> Request<SessionsGetSummary> {
        self.app.request(SessionsGetSummary::new(self.app.id(), &self.id))
    }

    /// Asks for a summary to be made of the transcript.
    pub fn generate_summary(&self) -> Request<SessionsGenerateSummary> {
        self.app.request(SessionsGenerateSummary::new(self.app.id(), &self.id))
    }

    /// Lists the broadcasts of the session.
    pub fn livestream_sessions(&self) -> Request<SessionsListLivestreamSessions> {
        self.app.list(SessionsListLivestreamSessions::new(self.app.id(), &self.id))
    }
}
