//! Exports of a session.

use std::future::IntoFuture as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use realtimekit::files::{Chat, Manifest, Transcript};

use crate::folder::Folder;
use crate::world::{SIZE, world};

const NAMES: [&str; 11] = [
    "session.json",
    "meeting.json",
    "participants.csv",
    "attendance.csv",
    "chat.csv",
    "chat.json",
    "transcript.csv",
    "transcript.json",
    "transcript.srt",
    "transcript.vtt",
    "summary.md",
];

fn names(manifest: &Manifest) -> Vec<&str> {
    manifest.files.iter().map(|file| file.file.as_str()).collect()
}

#[tokio::test]
async fn a_session_is_exported_and_verifies_itself() {
    let world = world().await;
    world.finish();
    let folder = Folder::new();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let manifest = world
        .session()
        .export_to(folder.root())
        .on_progress(move |progress| log.lock().unwrap().push(progress))
        .await
        .unwrap();
    assert_eq!(manifest.missing, []);
    assert_eq!(names(&manifest)[..NAMES.len()], NAMES);
    let [video, audio] = &manifest.files[NAMES.len()..] else { panic!("{:?}", names(&manifest)) };
    assert!(video.file.ends_with(".mp4") && audio.file.ends_with(".m4a") && video.size == SIZE);
    assert_eq!(manifest.verify(folder.root()).await.unwrap(), []);
    assert_eq!(Manifest::read(folder.root()).await.unwrap().unwrap(), manifest);
    assert!(!folder.names().contains(&"manifest.json.part".to_owned()));
    let last = seen.lock().unwrap().last().unwrap().clone();
    assert_eq!((last.files, last.bytes > SIZE), (manifest.files.len() - 1, true));

    let read = |name: &str| std::fs::read(folder.path(name)).unwrap();
    let csv = String::from_utf8(read("participants.csv")).unwrap();
    assert!(csv.lines().count() == 3 && csv.contains("Mary"), "{csv}");
    assert_eq!(Chat::parse(&read("chat.json")).unwrap(), Chat::parse(&read("chat.csv")).unwrap());
    assert_eq!(Transcript::parse(&read("transcript.json")).unwrap().sentences.len(), 2);
    for name in ["session.json", "meeting.json", "manifest.json"] {
        let text = String::from_utf8(read(name)).unwrap();
        assert!(!text.contains("signature="), "{name}: {text}");
    }

    // What is there is not fetched again; what was removed is.
    let before = world.emulator.received("download").len();
    std::fs::remove_file(folder.path("transcript.srt")).unwrap();
    let again = world.session().export_to(folder.root()).await.unwrap();
    assert_eq!(names(&again), names(&manifest));
    assert_eq!(again.verify(folder.root()).await.unwrap(), []);
    assert_eq!(world.emulator.received("download").len(), before + 1);
}

#[tokio::test]
async fn missing_files_are_named_and_tried_again() {
    let world = world().await;
    let folder = Folder::new();
    let manifest = world.session().export_to(folder.root()).await.unwrap();
    let missing: Vec<_> = manifest.missing.iter().map(|missing| missing.source.rsplit('/').next().unwrap()).collect();
    let formats = ["transcript?format=CSV", "transcript?format=JSON", "transcript?format=SRT", "transcript?format=VTT"];
    assert_eq!(missing[..4], formats);
    assert_eq!(missing[4..], ["summary", world.recording_id.as_str()]);
    assert!(manifest.missing[0].reason.contains("no content yet"), "{manifest:?}");
    let reason = &manifest.missing[5].reason;
    assert!(reason.contains("the recording is not uploaded yet (UPLOADING)"), "{reason}");
    world.finish();
    let manifest = world.session().export_to(folder.root()).await.unwrap();
    assert_eq!((manifest.missing.len(), manifest.files.len()), (0, NAMES.len() + 2));
}

#[tokio::test]
async fn what_one_export_did_not_get_is_replaced_by_the_next() {
    let world = world().await;
    world.finish();
    let folder = Folder::new();
    let complete = world.session().export_to(folder.root()).await.unwrap();
    assert_eq!(complete.missing, []);
    for operation in ["sessions_list_participants", "recordings_list"] {
        world.emulator.fault(operation).status(404).message("away");
    }
    let partial = world.session().export_to(folder.root()).await.unwrap();
    assert!(partial.missing.len() >= 2 && partial.files.len() < complete.files.len(), "{partial:?}");
    world.emulator.clear_faults();
    let again = world.session().export_to(folder.root()).await.unwrap();
    assert_eq!((names(&again), again.missing.len()), (names(&complete), 0));
    let text = std::fs::read_to_string(folder.path("manifest.json")).unwrap();
    assert!(!text.contains("begun") && !text.contains("earlier"), "{text}");
}

#[tokio::test]
async fn a_recording_that_failed_is_missing() {
    let world = world().await;
    world.emulator.fail_recording(&world.recording_id).unwrap();
    let folder = Folder::new();
    let manifest = world.session().export_to(folder.root()).await.unwrap();
    let missing = manifest.missing.last().unwrap();
    assert_eq!(missing.source, format!("recordings/{}", world.recording_id));
    assert!(missing.reason.contains("the recording failed (ERRORED)"), "{missing:?}");
}

#[tokio::test]
async fn one_export_at_a_time_writes_to_a_folder() {
    let world = world().await;
    world.finish();
    let folder = Folder::new();
    let fault = world.emulator.fault("download").stalled();
    let first = tokio::spawn(world.session().export_to(folder.root()).into_future());
    while fault.hits() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    for overwrite in [false, true] {
        let error = world.session().export_to(folder.root()).overwrite(overwrite).await.unwrap_err();
        assert!(error.to_string().contains("locked: another export writes to the same folder"), "{error}");
    }
    first.abort();
    fault.remove();
    assert_eq!(world.session().export_to(folder.root()).await.unwrap().missing, []);
    assert!(folder.names().iter().all(|name| !name.ends_with(".lock")), "{:?}", folder.names());
    std::fs::write(folder.path("manifest.json.lock"), "mine").unwrap();
    let error = world.session().export_to(folder.root()).overwrite(true).await.unwrap_err();
    assert!(error.to_string().contains("is not the lock of an export (remove it)"), "{error}");
}

#[tokio::test]
async fn an_interrupted_export_continues() {
    let world = world().await;
    world.finish();
    let folder = Folder::new();
    world.emulator.fault("download").status(404).after(4);
    let manifest = world.session().export_to(folder.root()).await.unwrap();
    assert!(!manifest.missing.is_empty());
    world.emulator.clear_faults();
    let before = world.emulator.received("download").len();
    let again = world.session().export_to(folder.root()).await.unwrap();
    assert_eq!(again.missing, []);
    let fetched = world.emulator.received("download").len() - before;
    assert_eq!(fetched, manifest.missing.len());
}
