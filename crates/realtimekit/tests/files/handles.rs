//! From handles to files and values.

use std::time::Duration;

use realtimekit::ErrorKind;
use realtimekit::files::{ChatContent, FileKind, SummaryFormat};
use realtimekit::types::TranscriptFormat;

use crate::folder::Folder;
use crate::world::{SIZE, world};

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
    let error = session.transcript().fetch_when_ready(Duration::ZERO).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    world.finish();
    for format in [TranscriptFormat::Csv, TranscriptFormat::Json, TranscriptFormat::Srt, TranscriptFormat::Vtt] {
        let transcript =
            session.transcript().format(format.clone()).fetch_when_ready(Duration::from_secs(20)).await.unwrap();
        assert_eq!((transcript.format.as_ref(), transcript.errors.len()), (Some(&format), 0));
        assert_eq!(transcript.to_text(), "Mary: We begin, I think.\nBob: Yes.\n", "{format}");
    }
    let chat = session.chat().fetch().await.unwrap();
    assert_eq!(chat.messages[0].content, ChatContent::Text("Hello, \"all\"".into()));
    let summary = session.summary().fetch_when_ready(Duration::from_secs(20)).await.unwrap();
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
