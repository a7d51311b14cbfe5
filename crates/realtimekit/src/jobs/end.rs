//! Ends a meeting for everybody.

use std::fmt;
use std::time::Duration;

use realtimekit_api::types::{Meeting, MeetingStatus, Recording, RecordingStatus};
use tokio::time::Instant;

use super::attempts::is_nothing_to_do;
use crate::awaited::awaited;
use crate::error::Error;
use crate::resources::{MeetingHandle, RecordingHandle};
use crate::time_limit::ENDLESS;

impl MeetingHandle {
    /// Ends the meeting for everybody, in the order that the service needs: stops the recordings, stops the livestream,
    /// removes everybody, and sets the meeting to INACTIVE.
    ///
    /// A recording that is stopped after everybody was removed may never be uploaded. So the job waits until each
    /// recording has left the state RECORDING before it removes people. A recording that has not started yet (INVOKED)
    /// cannot be stopped: the job waits for it as long as [`recording_wait`](EndMeeting::recording_wait), then continues and
    /// reports it. Steps that find nothing to do are skipped, so the job can be repeated, after an error too.
    ///
    /// The session itself ends a minute or more later; [`reopen`](Self::reopen) allows people to join again.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// # let meeting = app.meeting(app.meetings().create().title("Weekly sync").send().await?.id);
    /// # let mary = meeting.join("user-42", "group_call_host").name("Mary").send().await?.participant;
    /// # emulator.join(meeting.id(), &mary.id)?;
    /// let ended = meeting.end().send().await?;
    /// assert_eq!(ended.people_removed, 1);
    /// meeting.reopen().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn end(&self) -> EndMeeting {
        EndMeeting { meeting: self.clone(), recording_wait: Duration::from_secs(30) }
    }

    /// Sets the meeting to ACTIVE, so that people can join again.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub async fn reopen(&self) -> Result<Meeting, Error> {
        self.update().status(MeetingStatus::Active).send().await
    }
}

/// The job of [`MeetingHandle::end`].
#[derive(Clone, Debug)]
#[must_use = "a job does nothing until it is awaited"]
pub struct EndMeeting {
    meeting: MeetingHandle,
    recording_wait: Duration,
}

/// The outcome of ending a meeting.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Ended {
    /// Identifiers of the recordings that were stopped.
    pub recordings_stopped: Vec<String>,
    /// Identifiers of the recordings that were not stopped within the wait. Check later whether they are uploaded.
    pub recordings_left: Vec<String>,
    /// Whether a livestream was stopped.
    pub livestream_stopped: bool,
    /// Number of people who were removed.
    pub people_removed: u64,
    /// Whether the meeting is INACTIVE now.
    pub inactive: bool,
}

/// The steps of ending a meeting, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndStep {
    /// Stops the recordings.
    StopRecordings,
    /// Stops the livestream.
    StopLivestream,
    /// Removes everybody from the session.
    RemovePeople,
    /// Sets the meeting to INACTIVE.
    SetInactive,
}

impl fmt::Display for EndStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StopRecordings => "stopping the recordings",
            Self::StopLivestream => "stopping the livestream",
            Self::RemovePeople => "removing everybody",
            Self::SetInactive => "setting the meeting to INACTIVE",
        })
    }
}

/// Why a meeting could not be ended, and what was done before. Repeat the job to complete it.
#[derive(Debug)]
#[non_exhaustive]
pub struct EndError {
    /// The step that failed. The steps before it are completed.
    pub step: EndStep,
    /// The outcome of the steps before it.
    pub done: Ended,
    /// The error of the step.
    pub source: Error,
}

impl fmt::Display for EndError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, done, source } = self;
        write!(
            f,
            "the meeting was not ended: {step} failed, after {} recordings were stopped and {} people removed: {source}",
            done.recordings_stopped.len(),
            done.people_removed
        )
    }
}

impl std::error::Error for EndError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl From<EndError> for Error {
    fn from(error: EndError) -> Self {
        error.source
    }
}

awaited!([] EndMeeting, 'static, send -> Result<Ended, EndError>);

impl EndMeeting {
    /// How long to wait for recordings to start, so that they can be stopped, and to stop. Default: 30 seconds.
    pub fn recording_wait(mut self, wait: Duration) -> Self {
        self.recording_wait = wait;
        self
    }

    /// Ends the meeting.
    ///
    /// # Errors
    ///
    /// Fails with the step that failed and what was done before it.
    pub async fn send(self) -> Result<Ended, EndError> {
        let mut done = Ended::default();
        let result = self.run(&mut done).await;
        result.map_err(|(step, source)| EndError { step, done: done.clone(), source })?;
        Ok(done)
    }

    async fn run(&self, done: &mut Ended) -> Result<(), (EndStep, Error)> {
        self.clear(done).await?;
        let inactive = self.meeting.update().status(MeetingStatus::Inactive).send().await;
        inactive.map_err(|error| (EndStep::SetInactive, error))?;
        done.inactive = true;
        // People may have joined between the last two steps.
        self.remove_people(done).await.map(drop)
    }

    /// Stops the recordings and the livestream, and removes everybody; `None` if the service did not confirm the removal,
    /// such as when there was no session.
    pub(super) async fn clear(&self, done: &mut Ended) -> Result<Option<u64>, (EndStep, Error)> {
        self.stop_recordings(done).await.map_err(|error| (EndStep::StopRecordings, error))?;
        // Repeating these is safe: when there is nothing left to do, the service says so.
        let stopped = unless_done(self.meeting.livestreams().stop().idempotent(true).send().await);
        done.livestream_stopped = stopped.map_err(|error| (EndStep::StopLivestream, error))?.is_some();
        self.remove_people(done).await
    }

    async fn remove_people(&self, done: &mut Ended) -> Result<Option<u64>, (EndStep, Error)> {
        let removed = unless_done(self.meeting.active_session().kick_all().idempotent(true).send().await);
        let removed = removed.map_err(|error| (EndStep::RemovePeople, error))?;
        let count = removed.and_then(|removed| removed.kicked_participants_count);
        let count = count.map(|count| u64::try_from(count).unwrap_or_default());
        done.people_removed += count.unwrap_or_default();
        Ok(count)
    }

    async fn stop_recordings(&self, done: &mut Ended) -> Result<(), Error> {
        let limit = Instant::now() + self.recording_wait.min(ENDLESS);
        let running = [RecordingStatus::Invoked, RecordingStatus::Recording, RecordingStatus::Paused];
        let recordings = self.meeting.recordings().list().status(running).all().await?;
        for recording in recordings.into_iter().filter(is_running) {
            let handle = RecordingHandle::new(self.meeting.scope.clone(), recording.id.clone());
            match stop(&handle, recording, limit).await? {
                Stopped::ByUs(id) => done.recordings_stopped.push(id),
                Stopped::Before => {}
                Stopped::Not(id) => done.recordings_left.push(id),
            }
        }
        Ok(())
    }
}

enum Stopped {
    ByUs(String),
    Before,
    Not(String),
}

/// Stops a recording and waits until it has stopped. A response of success alone is no proof: the state counts.
async fn stop(handle: &RecordingHandle, mut recording: Recording, limit: Instant) -> Result<Stopped, Error> {
    let mut stopped = false;
    let mut wait = Duration::from_millis(500);
    loop {
        if recording.status != Some(RecordingStatus::Invoked) {
            stopped |= unless_done(handle.stop().idempotent(true).send().await)?.is_some();
        }
        match handle.get().send().await {
            Ok(present) => recording = present,
            Err(error) if error.is_not_found() => break,
            Err(error) => return Err(error),
        }
        if !is_running(&recording) {
            break;
        }
        if Instant::now() + wait > limit {
            return Ok(Stopped::Not(recording.id));
        }
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(Duration::from_secs(5));
    }
    Ok(if stopped { Stopped::ByUs(recording.id) } else { Stopped::Before })
}

fn is_running(recording: &Recording) -> bool {
    let running = [RecordingStatus::Invoked, RecordingStatus::Recording, RecordingStatus::Paused];
    recording.status.as_ref().is_some_and(|status| running.contains(status))
}

/// The result, or `None` if there was nothing to do.
fn unless_done<T>(result: Result<T, Error>) -> Result<Option<T>, Error> {
    match result {
        Ok(result) => Ok(Some(result)),
        Err(error) if is_nothing_to_do(&error) => Ok(None),
        Err(error) => Err(error),
    }
}
