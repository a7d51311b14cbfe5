//! Waits for recordings and sessions, against one service.

use std::time::Duration;

use realtimekit::jobs::WaitErrorKind;
use realtimekit::resources::{MeetingHandle, RecordingHandle, SessionHandle};
use realtimekit::{Error, ErrorKind};
use realtimekit_emulator::{Deviation, Emulator};
use serde_json::json;

use crate::clients::{client, steady};

const SHORT: Duration = Duration::from_millis(10);
const LONG: Duration = Duration::from_secs(60);

struct World {
    emulator: Emulator,
    meeting: MeetingHandle,
    person: String,
    session: SessionHandle,
    recording: RecordingHandle,
}

/// A meeting with one person, which is recorded.
async fn world() -> World {
    world_in(steady().await).await
}

async fn world_in(emulator: Emulator) -> World {
    let app = client(&emulator).app(emulator.app_id());
    let meeting = app.meeting(app.meetings().create().title("Sync").send().await.unwrap().id);
    let person = meeting.join("ada", "group_call_host").send().await.unwrap().participant.id;
    let session = app.session(emulator.join(meeting.id(), &person).unwrap().session_id);
    let recording = app.recording(meeting.recordings().start().send().await.unwrap().id);
    emulator.advance(Duration::from_secs(10));
    World { emulator, meeting, person, session, recording }
}

/// Waits until the emulator has received this many requests of an operation.
async fn received(emulator: &Emulator, operation: &str, count: usize) {
    while emulator.received(operation).len() < count {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test]
async fn a_wait_for_an_upload_polls_until_it_is_uploaded() {
    let World { emulator, meeting, recording, .. } = world().await;
    let wait = recording.wait_until_uploaded(LONG).intervals(SHORT, SHORT);
    let work = async {
        received(&emulator, "recordings_get", 2).await;
        meeting.end().send().await.unwrap();
        let looks = emulator.received("recordings_get").len();
        received(&emulator, "recordings_get", looks + 2).await;
        emulator.finish_upload(recording.id(), 1000).unwrap();
    };
    let (uploaded, ()) = tokio::join!(wait.into_future(), work);
    assert_eq!(uploaded.unwrap().file_size, Some(1000));
}

#[tokio::test]
async fn a_wait_for_an_upload_ends_early_if_it_cannot_succeed() {
    let World { emulator, recording, .. } = world().await;
    let error = recording.wait_until_uploaded(Duration::ZERO).await.unwrap_err();
    assert_eq!((error.kind(), error.last_seen(), error.polls()), (WaitErrorKind::TimedOut, Some("RECORDING"), 1));
    emulator.fail_recording(recording.id()).unwrap();
    let error = recording.wait_until_uploaded(LONG).await.unwrap_err();
    assert!(error.is_impossible() && error.last_seen() == Some("ERRORED"), "{error}");
    assert_eq!(Error::from(error).kind(), ErrorKind::Other);
    let expired = json!({ "id": "r", "status": "UPLOADED", "download_url_expiry": "2020-01-01T00:00:00Z" });
    let fault =
        emulator.fault("recordings_get").status(200).body(json!({ "success": true, "data": expired }).to_string());
    let error = recording.wait_until_uploaded(LONG).await.unwrap_err();
    assert!(error.is_impossible() && error.to_string().contains("expired at 2020-01-01"), "{error}");
    fault.remove();
    emulator.fault("recordings_get").status(404);
    let error = recording.wait_until_uploaded(LONG).await.unwrap_err();
    assert!(error.kind() == WaitErrorKind::Request && Error::from(error).is_not_found());
}

#[tokio::test]
async fn a_wait_continues_after_failures_that_pass() {
    let World { emulator, recording, .. } = world().await;
    emulator.advance(Duration::from_secs(60));
    recording.stop().send().await.unwrap();
    emulator.finish_upload(recording.id(), 1000).unwrap();
    // More failures than one call retries.
    emulator.fault("recordings_get").status(502).html().times(10);
    let uploaded = recording.wait_until_uploaded(LONG).intervals(SHORT, SHORT).await.unwrap();
    assert!(uploaded.download_url.is_some());
}

#[tokio::test]
async fn a_wait_that_times_out_reports_the_failure() {
    let World { emulator, recording, .. } = world().await;
    let fault = emulator.fault("recordings_get").status(503).retry_after(30);
    let error = recording.wait_until_uploaded(Duration::from_millis(50)).await.unwrap_err();
    assert!(error.is_timed_out() && error.to_string().contains("with status 503"), "{error}");
    assert_eq!(error.request_error().map(Error::kind), Some(ErrorKind::Server));
    fault.remove();
    emulator.fault("recordings_get").hang();
    let error = recording.wait_until_uploaded(Duration::from_millis(50)).await.unwrap_err();
    assert!(error.is_timed_out() && error.to_string().contains("the limit of 50ms after 1 poll"), "{error}");
    assert_eq!(error.request_error().map(Error::kind), Some(ErrorKind::Timeout));
    assert!(error.request_error().is_some_and(|error| error.attempts() == 1), "{error}");
}

#[tokio::test]
async fn a_wait_for_the_end_of_a_session_reports_people() {
    let World { emulator, meeting, person, session, .. } = world().await;
    let seen = async || session.wait_until_ended(Duration::ZERO).await.unwrap_err().last_seen().map(str::to_owned);
    assert_eq!(seen().await.as_deref(), Some("LIVE, 1 people in it"));
    emulator.deviate(Deviation::SessionsStayLive);
    emulator.leave(meeting.id(), &person).unwrap();
    emulator.advance(Duration::from_secs(3600));
    assert_eq!(seen().await.as_deref(), Some("LIVE, 0 people in it"));
    let wait = session.wait_until_ended(LONG).intervals(SHORT, SHORT);
    let work = async {
        received(&emulator, "sessions_get", 4).await;
        meeting.active_session().kick_all().send().await.unwrap();
    };
    let (ended, ()) = tokio::join!(wait.into_future(), work);
    assert!(ended.unwrap().ended_at.is_some());
}

#[tokio::test]
async fn waits_understand_undocumented_responses() {
    for seed in 0..10 {
        // Without what would never end.
        let builder = Emulator::builder().observed().seed(seed);
        let builder = builder.without(Deviation::RecordingsStayInvoked).without(Deviation::SessionsStayLive);
        let emulator = builder.start().await.unwrap();
        let World { emulator, meeting, session, recording, .. } = world_in(emulator).await;
        assert!(recording.wait_until_uploaded(Duration::ZERO).await.unwrap_err().is_timed_out(), "seed {seed}");
        assert!(session.wait_until_ended(Duration::ZERO).await.unwrap_err().is_timed_out(), "seed {seed}");
        meeting.end().send().await.unwrap();
        emulator.finish_upload(recording.id(), 1000).unwrap();
        emulator.advance(Duration::from_secs(3600));
        recording.wait_until_uploaded(LONG).intervals(SHORT, SHORT).await.unwrap();
        session.wait_until_ended(LONG).intervals(SHORT, SHORT).await.unwrap();
    }
}
