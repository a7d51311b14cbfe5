//! Waits for the end of a session.

use std::time::Duration;

use realtimekit_api::types::{Session, SessionStatus};

use super::polling::{Seen, Wait};
use crate::resources::SessionHandle;

impl SessionHandle {
    /// Waits at most `limit` until the session has ended and returns it. [`Wait`] describes intervals and limit.
    ///
    /// A session normally ends about a minute after the last person has left. Sessions were observed to stay LIVE for weeks
    /// instead: [`AppHandle::sweep`](crate::resources::AppHandle::sweep) ends them. The error of a wait reports how many
    /// people were in the session.
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
    /// use std::time::Duration;
    ///
    /// if let Some(people) = meeting.people().await? {
    ///     meeting.end().send().await?;
    /// #     emulator.advance(Duration::from_secs(120));
    ///     let ended = app.session(people.session_id()).wait_until_ended(Duration::from_secs(600)).await?;
    ///     println!("{:?} minutes", ended.minutes_consumed);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_until_ended(&self, limit: Duration) -> Wait<Session> {
        let handle = self.clone();
        Wait::new(format!("waiting until session {:?} has ended", self.id()), limit, move |allowed| {
            let request = handle.get().at_most(allowed);
            async move { request.send().await.map(state) }
        })
    }
}

fn state(session: Session) -> Seen<Session> {
    if session.status == Some(SessionStatus::Ended) || session.ended_at.is_some() {
        return Seen::Ready(session);
    }
    let name = session.status.as_ref().map_or_else(|| "no status".to_owned(), ToString::to_string);
    let people = session.live_participants.map(|people| format!(", {people} people in it")).unwrap_or_default();
    Seen::Pending(format!("{name}{people}").into())
}
