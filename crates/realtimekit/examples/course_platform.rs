//! A course platform: what its backend does with this API, task by task, and a lesson that goes through all of them.
//!
//! The tasks are the functions between `BEGIN` and `END`. Their size is a measure of this SDK, which the test below keeps:
//! lines that are neither empty nor comments, signatures and braces included.
//!
//! Uses an emulator in this process, which also plays the people and the service that finishes its files.

#![allow(clippy::print_stdout)] // an example shows what it does

use std::path::Path;
use std::time::Duration;

use realtimekit::files::{Manifest, Transcript};
use realtimekit::jobs::{EndError, Ended, Person, WaitError};
use realtimekit::resources::{AppHandle, MeetingHandle, RecordingHandle, SessionHandle};
use realtimekit::types::{MeetingCreate, ParticipantCreate, PresetDefinition, Recording};
use realtimekit::{Client, Error, Secret};
use realtimekit_emulator::Emulator;

const HOUR: Duration = Duration::from_secs(3600);

// BEGIN meetings

/// At every start: the presets of teachers and students.
async fn ensure_presets(app: &AppHandle) -> Result<(), Error> {
    app.presets().ensure(PresetDefinition::group_call("teacher")).send().await?;
    app.presets().ensure(PresetDefinition::group_call("student").as_participant()).send().await.map(drop)
}

/// At every start: one webhook, however many replicas start.
async fn ensure_webhook(app: &AppHandle, url: &str) -> Result<(), Error> {
    app.webhooks().ensure("course platform", url, ["meeting.ended", "recording.statusUpdate"]).send().await.map(drop)
}

/// The room of a course, created when it is needed first.
async fn room(app: &AppHandle, course: &str) -> Result<MeetingHandle, Error> {
    let settings = MeetingCreate::new().transcribe_on_end(true).summarize_on_end(true);
    Ok(app.meeting(app.meetings().ensure(course).settings(settings).send().await?.value.id))
}

/// The students of a course, from the database. Those who are there already are skipped.
async fn import(room: &MeetingHandle, students: Vec<(String, String)>) -> Result<u64, Error> {
    let students = students.into_iter().map(|(user, name)| ParticipantCreate::new(user, "student").name(name));
    let summary = room.participants().add_all(students).send().await.map_err(|error| error.source)?;
    summary.failed.into_iter().next().map_or(Ok(summary.progress.done), |(_, error)| Err(error))
}

/// The button "Join": a token for the browser.
async fn join(room: &MeetingHandle, user: &str, name: &str, preset: &str) -> Result<Secret, Error> {
    Ok(room.join(user, preset).name(name).send().await?.token)
}

/// The page of the teacher: who is there.
async fn present(room: &MeetingHandle) -> Result<Vec<Person>, Error> {
    Ok(room.people().await?.into_iter().flatten().collect())
}

/// The button "End for everybody".
async fn end(room: &MeetingHandle) -> Result<Ended, EndError> {
    room.end().send().await
}

/// The list for the office: who was there, and for how long.
async fn attendance(session: &SessionHandle) -> Result<String, Error> {
    Ok(session.attendance().await?.to_csv())
}

/// The page of the recording is shown when this returns.
async fn uploaded(recording: &RecordingHandle) -> Result<Recording, WaitError> {
    recording.wait_until_uploaded(HOUR).await
}

// END
// BEGIN files

/// The files of a recording, into a folder; continues where an earlier download stopped.
async fn download(recording: &RecordingHandle, folder: &Path) -> Result<u64, Error> {
    let mut bytes = 0;
    for file in recording.files().await? {
        bytes += file.download().into_folder(folder).await?.size;
    }
    Ok(bytes)
}

/// The transcript of a lesson, as soon as it has content.
async fn transcript(session: &SessionHandle) -> Result<Transcript, WaitError> {
    session.wait_for_transcript(HOUR).await
}

/// Everything that the service keeps of a lesson for 7 days only.
async fn export(session: &SessionHandle, folder: &Path) -> Result<Manifest, Error> {
    session.export_to(folder).await
}

// END

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("course_platform-{}", std::process::id()));
    let done = lesson(&folder).await;
    std::fs::remove_dir_all(&folder)?;
    println!("{}", done?);
    Ok(())
}

/// A course of 300 students, and its first lesson.
async fn lesson(folder: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().transcript_delay(Duration::from_secs(600)).start().await?;
    let client = Client::builder()
        .base_url(emulator.base_url())
        .account_id(emulator.account_id())
        .api_token(emulator.api_token())
        .build()?;
    let app = client.app(emulator.app_id());

    for _start in 0..2 {
        ensure_presets(&app).await?;
        ensure_webhook(&app, "https://hooks.example.com/realtimekit").await?;
    }
    let room = room(&app, "algebra-7").await?;
    let students: Vec<_> = (0..300).map(|number| (format!("student-{number}"), format!("Student {number}"))).collect();
    println!("{} students imported", import(&room, students).await?);

    let mut session_id = String::new();
    for (user, name, preset) in
        [("teacher-1", "Ada", "teacher"), ("student-1", "Student 1", "student"), ("student-2", "Student 2", "student")]
    {
        let token = join(&room, user, name, preset).await?;
        session_id = emulator.join(room.id(), token.expose())?.session_id;
    }
    let recording = app.recording(room.recordings().start().send().await?.id);
    emulator.advance(HOUR);
    let people = present(&room).await?;
    for person in &people {
        println!("{} is there", person.name.as_deref().unwrap_or("a participant"));
        emulator.speak(room.id(), person.peer_id.as_str(), "Good morning.")?;
    }
    let ended = end(&room).await?;

    emulator.finish_upload(recording.id(), 1_000_000)?;
    emulator.advance(HOUR);
    let size = uploaded(&recording).await?.file_size;
    println!("The recording has {size:?} bytes");

    let session = app.session(session_id);
    let attendees = attendance(&session).await?;
    print!("{attendees}");
    let bytes = download(&recording, folder).await?;
    print!("{}", transcript(&session).await?.to_text());
    let exported = export(&session, &folder.join("export")).await?;
    let webhooks = app.webhooks().list().send().await?.len();
    let students = room.participants().list().all().await?.len() - 1;
    Ok(format!(
        "{students} students, {webhooks} webhook, {} people removed, {} attended, {bytes} bytes downloaded, {} files exported, {} missing",
        ended.people_removed,
        attendees.lines().count() - 1,
        exported.files.len(),
        exported.missing.len()
    ))
}

#[cfg(test)]
mod tests {
    /// The lines of the tasks: neither empty nor comments.
    fn lines(part: &str) -> usize {
        let source = include_str!("course_platform.rs");
        let tasks = source.split(&format!("// BEGIN {part}\n")).nth(1).unwrap().split("// END\n").next().unwrap();
        tasks.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//")).count()
    }

    #[test]
    fn the_tasks_stay_short() {
        println!("{} lines for meetings, {} for files", lines("meetings"), lines("files"));
        assert!(lines("meetings") <= 40 && lines("files") <= 25);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_lesson_goes_through_all_tasks() {
        let folder = std::env::temp_dir().join(format!("course_platform-test-{}", std::process::id()));
        let done = super::lesson(&folder).await;
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            done.unwrap(),
            "300 students, 1 webhook, 3 people removed, 3 attended, 1000000 bytes downloaded, 12 files exported, 0 missing"
        );
    }
}
