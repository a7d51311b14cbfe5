//! Attendance from the API.

use super::record::Attendance;
use crate::error::Error;
use crate::resources::SessionHandle;

impl SessionHandle {
    /// Fetches who was in the session, and for how long. The requests: one for the session, and one for each 100
    /// connections.
    ///
    /// Breakout rooms are separate sessions.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for each of the requests.
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
    /// # let meeting = app.meeting(app.meetings().create().title("Algebra").send().await?.id);
    /// # let mary = meeting.join("user-42", "group_call_guest").name("Mary").send().await?.participant;
    /// # emulator.join(meeting.id(), &mary.id)?;
    /// # emulator.advance(std::time::Duration::from_secs(3600));
    /// # let session_id = emulator.end_session(meeting.id())?;
    /// let attendance = app.session(session_id).attendance().await?;
    /// for person in attendance.people() {
    ///     println!("{:?}: {:.0} minutes", person.name, person.total.as_secs_f64() / 60.0);
    /// }
    /// assert!(attendance.to_csv().contains("\r\nuser-42,Mary,"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn attendance(&self) -> Result<Attendance, Error> {
        let mut attendance = Attendance::new(self.id());
        attendance.record_session(&self.get().send().await?);
        let mut participants = self.participants().stream();
        while let Some(participant) = participants.try_next().await? {
            attendance.record_participant(&participant);
        }
        Ok(attendance)
    }
}
