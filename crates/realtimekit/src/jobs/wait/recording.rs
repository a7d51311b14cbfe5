//! Waits for the upload of a recording.

use std::borrow::Cow;
use std::time::Duration;

use realtimekit_api::Timestamp;
use realtimekit_api::types::{Recording, RecordingStatus};

use super::polling::{Seen, Wait};
use crate::resources::RecordingHandle;

impl RecordingHandle {
    /// Waits at most `limit` until the recording is UPLOADED and returns it. [`Wait`] describes intervals and limit.
    ///
    /// A recording that still runs is waited for too, but not stopped. The wait ends early if the recording is ERRORED, was
    /// uploaded so long ago that its links have expired, or does not exist (any more after 7 days; "not found").
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
    /// # let started = meeting.recordings().start().send().await?;
    /// # emulator.advance(std::time::Duration::from_secs(60));
    /// # meeting.end().send().await?;
    /// use std::time::Duration;
    ///
    /// let recording = app.recording(started.id);
    /// # emulator.finish_upload(recording.id(), 1000)?;
    /// match recording.wait_until_uploaded(Duration::from_secs(600)).await {
    ///     Ok(uploaded) => println!("{:?} bytes", uploaded.file_size),
    ///     Err(error) if error.is_timed_out() => println!("still {:?}", error.last_seen()),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_until_uploaded(&self, limit: Duration) -> Wait<Recording> {
        let handle = self.clone();
        let goal = format!("waiting until recording {:?} is uploaded", self.id());
        Wait::new(goal, limit, move |allowed| {
            let request = handle.get().at_most(allowed);
            async move { request.send().await.map(state) }
        })
    }
}

fn state(recording: Recording) -> Seen<Recording> {
    let name = recording.status.as_ref().map_or(Cow::Borrowed("no status"), |status| status.to_string().into());
    match recording.status {
        Some(RecordingStatus::Uploaded) => match recording.download_url_expiry {
            Some(expiry) if expiry < Timestamp::now() => {
                Seen::Never(format!("{name}, with links that expired at {expiry}").into())
            }
            _ => Seen::Ready(recording),
        },
        Some(RecordingStatus::Errored) => Seen::Never(name),
        _ => Seen::Pending(name),
    }
}
