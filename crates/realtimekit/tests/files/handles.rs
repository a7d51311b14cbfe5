//! From handles to files and values.

use std::time::Duration;

use realtimekit::ErrorKind;
use realtimekit::files::{ChatContent, FileKind, SummaryFormat};
use realtimekit::types::TranscriptFormat;

use crate::folder::Folder;
use crate::world::{SIZE, world};

const LIMIT: Duration = Duration::from_secs(60);

#[tokio::test]
async fn the_files_of_a_recording_are_listed_and_downloaded() {
    let world = world().await;
    let recording = world.app.recording(&world.recording_id);
    assert!(recording.files().await.unwrap().is_empty());
    world.finish();
    let files = recording.files().await.unwrap();
    let kinds: Vec<_> = files.iter().map(|file| (file.kind, file.size)).collect();
    assert_eq!(kinds, [(FileKind::Composite, Some(SIZE)), (FileKind::Audio, None)]);
    let folder = Folder::new();
    let done = files[0].download().into_folder(folder.root()).await.unwrap();
    assert_eq!((done.size, done.path), (SIZE, folder.path(&files[0].name)));
    let audio = files[1].download().bytes(SIZE as usize).await.unwrap();
    assert!(files[1].name.ends_with(".m4a") && audio[4..].starts_with(b"ftyp"));
    // The list of the session has them too.
    let names =
        |files: &[realtimekit::files::RemoteFile]| files.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
    let all = world.session().files().await.unwrap();
    assert_eq!(names(&all)[..2], names(&files));
    let kinds: Vec<_> = all[2..].iter().map(|file| file.kind).collect();
    assert_eq!(kinds, [FileKind::Chat, FileKind::Transcript, FileKind::Summary]);
}

#[tokio::test]
async fn transcript_chat_and_summary_are_fetched_as_values() {
    let world = world().await;
    let session = world.session();
    let early = session.transcript().fetch().await.unwrap();
    assert!(early.is_empty());
    let error = session.wait_for_transcript(Duration::ZERO).await.unwrap_err();
    assert_eq!((error.is_timed_out(), error.last_seen()), (true, Some("a link to a file without content")));
    world.finish();
    for format in [TranscriptFormat::Csv, TranscriptFormat::Json, TranscriptFormat::Srt, TranscriptFormat::Vtt] {
        let transcript = session.transcript().format(format.clone()).fetch().await.unwrap();
        assert_eq!((transcript.format.as_ref(), transcript.errors.len()), (Some(&format), 0));
        // In the observed fidelity, the speakers of some transcripts are placeholders.
        let said = ["Mary: We begin, I think.\nBob: Yes.\n", "Speaker: We begin, I think.\nSpeaker: Yes.\n"];
        assert!(said.contains(&transcript.to_text().as_str()), "{format}: {}", transcript.to_text());
    }
    let chat = session.chat().fetch().await.unwrap();
    assert_eq!(chat.messages[0].content, ChatContent::Text("Hello, \"all\"".into()));
    assert_eq!(session.wait_for_transcript(LIMIT).await.unwrap().sentences.len(), 2);
    assert_eq!(session.wait_for_chat(LIMIT).await.unwrap(), chat);
    let summary = session.wait_for_summary(LIMIT).await.unwrap();
    assert_eq!(summary.format, SummaryFormat::Markdown);
    assert!(summary.text.contains("Mary"));
}

#[tokio::test]
async fn a_removed_file_is_reported_as_not_found() {
    let world = world().await;
    world.finish();
    let files = world.app.recording(&world.recording_id).files().await.unwrap();
    world.emulator.advance(Duration::from_secs(8 * 24 * 3600));
    let error = files[0].download().bytes(SIZE as usize).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    assert!(world.session().files().await.unwrap().iter().all(|file| file.link.is_none()));
}

#[tokio::test]
async fn a_wait_for_content_polls_until_there_is_some() {
    let world = world().await;
    let session = world.session();
    let short = Duration::from_millis(10);
    let transcript = session.wait_for_transcript(LIMIT).intervals(short, short);
    let summary = session.wait_for_summary(LIMIT).intervals(short, short);
    let work = async {
        while world.emulator.received("download").len() < 2 || world.emulator.received("sessions_get_summary").len() < 2
        {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        world.emulator.fault("download").status(503).times(2);
        world.finish();
    };
    let (transcript, summary, ()) = tokio::join!(transcript.into_future(), summary.into_future(), work);
    assert_eq!(transcript.unwrap().sentences.len(), 2);
    assert!(!summary.unwrap().is_empty());
    // Whether there can be a summary is looked up once.
    assert_eq!(world.emulator.received("sessions_get").len(), 1);
}

#[tokio::test]
async fn a_wait_for_content_ends_early_if_it_cannot_succeed() {
    let world = world().await;
    let meeting = world.app.meeting(world.app.meetings().create().transcribe_on_end(false).send().await.unwrap().id);
    let person = meeting.join("ada", "group_call_host").send().await.unwrap().participant.id;
    let session = world.app.session(world.emulator.join(meeting.id(), &person).unwrap().session_id);
    let error = session.wait_for_transcript(Duration::ZERO).await.unwrap_err();
    assert_eq!((error.is_timed_out(), error.last_seen()), (true, Some("no link, the session has not ended")));
    world.emulator.end_session(meeting.id()).unwrap();
    for error in
        [session.wait_for_transcript(LIMIT).await.unwrap_err(), session.wait_for_summary(LIMIT).await.unwrap_err()]
    {
        assert!(error.is_impossible() && error.to_string().contains("transcription is switched off"), "{error}");
    }
    // Another way of transcribing was used.
    let session_body = |fields: serde_json::Value| {
        let mut data = serde_json::json!({ "id": session.id(), "associated_id": meeting.id(), "status": "ENDED" });
        data.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let body = serde_json::json!({ "success": true, "data": data }).to_string();
        world.emulator.fault("sessions_get").status(200).body(body)
    };
    for fields in [serde_json::json!({ "transcription_minutes_consumed": 0.5 }), serde_json::json!({})] {
        let fault = session_body(fields);
        assert!(session.wait_for_transcript(Duration::ZERO).await.unwrap_err().is_timed_out());
        fault.remove();
    }
    session_body(serde_json::json!({ "ended_at": "2020-01-01T00:00:00Z" }));
    let error = session.wait_for_summary(LIMIT).await.unwrap_err();
    assert!(error.is_impossible() && error.to_string().contains("7 days"), "{error}");
}
