//! Waits for the content of transcripts, summaries and chats.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use realtimekit_api::Timestamp;
use realtimekit_api::types::{Session, SessionStatus};

use super::chat::Chat;
use super::remote::present;
use super::summary::Summary;
use super::transcript::Transcript;
use crate::error::Error;
use crate::jobs::wait::polling::{Seen, Wait};
use crate::resources::SessionHandle;

/// How long the service keeps the files of a session after its end.
const KEPT_SECONDS: i64 = 7 * 86_400;

impl SessionHandle {
    /// Waits at most `limit` until the session has a transcript with content, and returns it parsed. [`Wait`] describes
    /// intervals and limit.
    ///
    /// The service returns a link minutes to hours before the file has content; the wait is for a first sentence. It
    /// ends early if there will be no transcript: the session ended more than 7 days ago, or the meeting has transcription
    /// switched off and nothing was transcribed during the session. A session without speech is not recognised.
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
    /// # let settings = app.meetings().create().title("Weekly sync").transcribe_on_end(true).summarize_on_end(true);
    /// # let meeting = app.meeting(settings.send().await?.id);
    /// # let mary = meeting.join("user-42", "group_call_host").name("Mary").send().await?.participant;
    /// # emulator.join(meeting.id(), &mary.id)?;
    /// # emulator.speak(meeting.id(), &mary.id, "Let us begin.")?;
    /// # emulator.say(meeting.id(), &mary.id, "Hello")?;
    /// # let session_id = emulator.end_session(meeting.id())?;
    /// # emulator.advance(std::time::Duration::from_secs(3600));
    /// use std::time::Duration;
    ///
    /// let session = app.session(session_id);
    /// let transcript = session.wait_for_transcript(Duration::from_secs(3600)).await?;
    /// assert_eq!(transcript.to_text(), "Mary: Let us begin.\n");
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_for_transcript(&self, limit: Duration) -> Wait<Transcript> {
        self.wait_for(
            "transcript",
            limit,
            |session, allowed| session.transcript().at_most(allowed).fetch(),
            Transcript::is_empty,
        )
    }

    /// Waits at most `limit` until the session has a summary with content, and returns it. [`Wait`] describes intervals and
    /// limit.
    ///
    /// The service makes a summary if the meeting has `summarize_on_end`, or after
    /// [`generate_summary`](Self::generate_summary). The wait ends early as that of
    /// [`wait_for_transcript`](Self::wait_for_transcript), since a summary is made of the transcript.
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
    /// # let meeting = app.meeting(app.meetings().create().title("Weekly sync").send().await?.id);
    /// # let mary = meeting.join("user-42", "group_call_host").name("Mary").send().await?.participant;
    /// # emulator.join(meeting.id(), &mary.id)?;
    /// # emulator.speak(meeting.id(), &mary.id, "Let us begin.")?;
    /// # let session_id = emulator.end_session(meeting.id())?;
    /// # emulator.advance(std::time::Duration::from_secs(3600));
    /// use std::time::Duration;
    ///
    /// let session = app.session(session_id);
    /// session.generate_summary().send().await?;
    /// let summary = session.wait_for_summary(Duration::from_secs(3600)).await?;
    /// println!("{}", summary.text);
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_for_summary(&self, limit: Duration) -> Wait<Summary> {
        self.wait_for(
            "summary",
            limit,
            |session, allowed| session.summary().at_most(allowed).fetch(),
            Summary::is_empty,
        )
    }

    /// Waits at most `limit` until the session has a chat with a message, and returns it parsed. [`Wait`] describes
    /// intervals and limit.
    ///
    /// The wait ends early if the session ended more than 7 days ago. A session without messages is not recognised.
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
    /// # let meeting = app.meeting(app.meetings().create().title("Weekly sync").send().await?.id);
    /// # let mary = meeting.join("user-42", "group_call_host").name("Mary").send().await?.participant;
    /// # emulator.join(meeting.id(), &mary.id)?;
    /// # emulator.say(meeting.id(), &mary.id, "Hello")?;
    /// # let session_id = emulator.end_session(meeting.id())?;
    /// use std::time::Duration;
    ///
    /// let chat = app.session(session_id).wait_for_chat(Duration::from_secs(60)).await?;
    /// assert_eq!(chat.messages.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_for_chat(&self, limit: Duration) -> Wait<Chat> {
        self.wait_for("chat", limit, |session, allowed| session.chat().at_most(allowed).fetch(), Chat::is_empty)
    }

    fn wait_for<T, F>(
        &self,
        what: &'static str,
        limit: Duration,
        fetch: fn(&Self, Duration) -> F,
        is_empty: fn(&T) -> bool,
    ) -> Wait<T>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
        T: Send + 'static,
    {
        let session = self.clone();
        let is_possible = Arc::new(AtomicBool::new(false));
        Wait::new(format!("waiting for the {what} of session {:?}", self.id()), limit, move |allowed| {
            let (session, is_possible, fetched) = (session.clone(), is_possible.clone(), fetch(&session, allowed));
            async move {
                // Reading is safe to repeat, from the storage host too.
                match present(fetched.await.map_err(|error| error.with_idempotent(true)))? {
                    Some(found) if !is_empty(&found) => Ok(Seen::Ready(found)),
                    Some(_) => Ok(Seen::Pending("a link to a file without content".into())),
                    None if is_possible.load(Ordering::Relaxed) => {
                        Ok(Seen::Pending("no link, the session has ended".into()))
                    }
                    None => outlook(&session, what, allowed, &is_possible).await,
                }
            }
        })
    }
}

/// Whether there can be a file of a session that has none. The answer for a session that has ended does not change.
async fn outlook<T>(
    handle: &SessionHandle,
    what: &str,
    allowed: Duration,
    is_possible: &AtomicBool,
) -> Result<Seen<T>, Error> {
    let session = handle.get().at_most(allowed).send().await?;
    let ended = session.ended_at.map(Timestamp::unix_seconds);
    if session.status != Some(SessionStatus::Ended) && ended.is_none() {
        return Ok(Seen::Pending("no link, the session has not ended".into()));
    }
    if let Some(at) = session.ended_at.filter(|at| at.unix_seconds() + KEPT_SECONDS < Timestamp::now().unix_seconds()) {
        return Ok(Seen::Never(format!("no link, the session ended at {at}, and files are kept for 7 days").into()));
    }
    if what != "chat" && is_never_transcribed(handle, &session, allowed).await? {
        return Ok(Seen::Never("no link, transcription is switched off in the meeting".into()));
    }
    is_possible.store(true, Ordering::Relaxed);
    Ok(Seen::Pending("no link, the session has ended".into()))
}

/// Whether the meeting has transcription switched off, and nothing was transcribed while the session was live either. What
/// is not reported counts as "perhaps".
async fn is_never_transcribed(handle: &SessionHandle, session: &Session, allowed: Duration) -> Result<bool, Error> {
    let Some(meeting_id) = session.associated_id.as_deref() else { return Ok(false) };
    if session.transcription_minutes_consumed != Some(0.0) {
        return Ok(false);
    }
    let meeting = present(handle.meeting(meeting_id).at_most(allowed).send().await)?;
    Ok(meeting.is_some_and(|meeting| meeting.transcribe_on_end == Some(false)))
}
