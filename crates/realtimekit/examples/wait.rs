//! After a lesson: wait for the end of the session, the upload of the recording, and the content of the transcript.
//!
//! Uses an emulator in this process, which also plays the people and the service that finishes its files.

#![allow(clippy::print_stdout)] // an example shows what it does

use std::time::Duration;

use realtimekit::{Client, Error};
use realtimekit_emulator::Emulator;

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().transcript_delay(Duration::from_secs(600)).start().await?;
    let client = Client::builder()
        .base_url(emulator.base_url())
        .account_id(emulator.account_id())
        .api_token(emulator.api_token())
        .build()?;
    let app = client.app(emulator.app_id());
    let meeting = app.meeting(app.meetings().create().title("Algebra").transcribe_on_end(true).send().await?.id);
    let mary = meeting.join("user-42", "group_call_host").name("Mary").send().await?;
    let session = app.session(emulator.join(meeting.id(), &mary.participant.id)?.session_id);
    let recording = app.recording(meeting.recordings().start().send().await?.id);
    emulator.advance(HOUR);
    emulator.speak(meeting.id(), &mary.participant.id, "That was all for today.")?;
    meeting.end().send().await?;

    // A limit of zero looks once. The error is a value: what was seen last, and whether a later wait may succeed.
    let error = match session.wait_until_ended(Duration::ZERO).await {
        Ok(ended) => return Err(format!("session {} has ended before its time", ended.id).into()),
        Err(error) => error,
    };
    println!("Timed out: {}, last seen: {:?}", error.is_timed_out(), error.last_seen());

    let (uploading, service) = (recording.clone(), emulator.clone());
    let later = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(200)).await;
        service.advance(HOUR);
        service.finish_upload(uploading.id(), 1_000_000)
    });
    println!("{:?} minutes", session.wait_until_ended(HOUR).await?.minutes_consumed);
    println!("{:?} bytes", recording.wait_until_uploaded(HOUR).await?.file_size);
    later.await??;
    print!("{}", session.wait_for_transcript(HOUR).await?.to_text());

    // A recording that fails ends the wait immediately.
    let failing = app.recording(meeting.recordings().start().send().await?.id);
    emulator.fail_recording(failing.id())?;
    if let Err(error) = failing.wait_until_uploaded(HOUR).await {
        println!("Impossible: {}", error.is_impossible());
        println!("As an error of the crate: {}", Error::from(error));
    }
    Ok(())
}
