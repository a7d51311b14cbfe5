//! Files that are there already, and that nothing of the crate has written.

use std::error::Error as _;
use std::io;

use realtimekit::files::{Download, FileInfo, RecordingFiles};
use realtimekit::{Error, ErrorKind, RetryPolicy};
use serde_json::json;

use crate::folder::Folder;
use crate::host::{Host, serve};
use crate::world::world;

const SIZE: usize = 4000;

fn content() -> Vec<u8> {
    (0..SIZE).map(|index| (index * 7 % 251) as u8).collect()
}

/// A file of which the API reports a size.
fn sized(link: String, size: usize) -> FileInfo {
    let recording = json!({ "id": "r1", "download_url": link, "file_size": size, "output_file_name": "a.mp4" });
    serde_json::from_value::<realtimekit::types::Recording>(recording).unwrap().files().remove(0)
}

/// Whether an error names the file that would be replaced.
fn is_refused(error: &Error, name: &str) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    let text = error.to_string();
    source.is_some_and(|source| source.kind() == io::ErrorKind::AlreadyExists)
        && error.kind() == ErrorKind::File
        && text.contains(name)
        && text.contains("(overwrite replaces it)")
}

#[tokio::test]
async fn another_file_is_not_replaced_by_a_download() {
    let file = content();
    let served = file.clone();
    let host = Host::start(move |request| serve(&served, "\"v1\"", request));
    let folder = Folder::new();
    let target = folder.path("a.mp4");
    std::fs::write(&target, "mine").unwrap();
    // The size is known from the API, and then only from the storage host.
    let known = Download::new(&sized(host.link(), SIZE)).to(&target).await.unwrap_err();
    assert!(is_refused(&known, "a.mp4") && host.requests().is_empty(), "{known}");
    let found = Download::from_link(host.link()).to(&target).await.unwrap_err();
    assert!(is_refused(&found, "a.mp4"), "{found}");
    assert_eq!(
        (std::fs::read_to_string(&target).unwrap().as_str(), folder.names()),
        ("mine", vec!["a.mp4".to_owned()])
    );
    Download::from_link(host.link()).overwrite(true).to(&target).await.unwrap();
    assert!(std::fs::read(&target).unwrap() == file);
}

#[tokio::test]
async fn a_file_with_another_checksum_is_not_replaced() {
    let served = content();
    let host = Host::start(move |request| {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &served);
        let digest = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, digest);
        serve(&served, "\"v1\"", request).with("Repr-Digest", format!("sha-256=:{digest}:"))
    });
    let folder = Folder::new();
    let target = folder.path("a.mp4");
    std::fs::write(&target, [0; SIZE]).unwrap();
    let error = Download::from_link(host.link()).to(&target).await.unwrap_err();
    assert!(is_refused(&error, "a.mp4") && error.to_string().contains("its content"), "{error}");
    std::fs::write(&target, content()).unwrap();
    assert_eq!(Download::from_link(host.link()).to(&target).await.unwrap().received, 0);
}

#[tokio::test]
async fn a_download_that_continues_does_not_replace_another_file() {
    let served = content();
    let host = Host::start(move |request| {
        let reply = serve(&served, "\"v1\"", request);
        if request.number == 0 { reply.cut(SIZE / 2) } else { reply }
    });
    let folder = Folder::new();
    let target = folder.path("a.mp4");
    Download::from_link(host.link()).retry_policy(RetryPolicy::never()).to(&target).await.unwrap_err();
    std::fs::write(&target, "mine").unwrap();
    let error = Download::from_link(host.link()).to(&target).await.unwrap_err();
    assert!(is_refused(&error, "a.mp4"), "{error}");
    std::fs::remove_file(&target).unwrap();
    let done = Download::from_link(host.link()).to(&target).await.unwrap();
    assert_eq!((done.received, std::fs::read(&target).unwrap()), (SIZE as u64 / 2, content()));
}

#[tokio::test]
async fn a_part_that_no_download_has_written_is_not_replaced() {
    let served = content();
    let host = Host::start(move |request| {
        let reply = serve(&served, "\"v1\"", request);
        if request.path.contains("cut") { reply.cut(SIZE / 2) } else { reply }
    });
    let cut = || Download::from_link(format!("http://127.0.0.1:{}/cut/file.mp4", host.port));
    for (name, is_begun) in [("a.mp4.part", false), ("a.mp4.part.json", false), ("a.mp4.part", true)] {
        let folder = Folder::new();
        let target = folder.path("a.mp4");
        if is_begun {
            cut().retry_policy(RetryPolicy::never()).to(&target).await.unwrap_err();
        }
        let before = folder.names();
        std::fs::write(folder.path(name), "mine").unwrap();
        let error = Download::from_link(host.link()).to(&target).await.unwrap_err();
        assert!(is_refused(&error, name), "{error}");
        assert_eq!(std::fs::read_to_string(folder.path(name)).unwrap(), "mine");
        assert!(is_begun && folder.names() == before || folder.names() == [name], "{:?}", folder.names());
        Download::from_link(host.link()).overwrite(true).to(&target).await.unwrap();
        assert!(std::fs::read(&target).unwrap() == content() && folder.names() == ["a.mp4"]);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn links_in_place_of_a_part_are_not_followed() {
    let served = content();
    let host = Host::start(move |request| serve(&served, "\"v1\"", request));
    for name in ["a.mp4.part", "a.mp4.part.json"] {
        for present in [true, false] {
            let folder = Folder::new();
            let (target, victim) = (folder.path("a.mp4"), folder.path("victim"));
            if present {
                std::fs::write(&victim, "").unwrap();
            }
            std::os::unix::fs::symlink("victim", folder.path(name)).unwrap();
            let error = Download::from_link(host.link()).to(&target).await.unwrap_err();
            assert!(is_refused(&error, name), "{error}");
            Download::from_link(host.link()).overwrite(true).to(&target).await.unwrap();
            assert!(
                std::fs::symlink_metadata(&target).unwrap().is_file() && std::fs::read(&target).unwrap() == content()
            );
            assert_eq!(std::fs::read_to_string(&victim).ok().as_deref(), present.then_some(""), "{name}");
        }
    }
}

#[tokio::test]
async fn a_download_that_was_killed_at_any_moment_is_continued() {
    let served = content();
    let host = Host::start(move |request| {
        let reply = serve(&served, "\"v1\"", request);
        if request.number == 0 { reply.cut(SIZE / 2) } else { reply }
    });
    let folder = Folder::new();
    let target = folder.path("a.mp4");
    let (part, record) = (folder.path("a.mp4.part"), folder.path("a.mp4.part.json"));
    Download::from_link(host.link()).retry_policy(RetryPolicy::never()).to(&target).await.unwrap_err();
    let (bytes, text) = (std::fs::read(&part).unwrap(), std::fs::read_to_string(&record).unwrap());
    let none: Option<&[u8]> = None;
    for (text, bytes) in [
        ("", none),                      // the record was created
        (text.as_str(), none),           // written, or the bytes were moved to their name
        (text.as_str(), Some(&b""[..])), // the bytes were created, or removed to begin again
        (text.as_str(), Some(&bytes)),
        (&text[..text.len() / 2], Some(&bytes)), // the record was being written again
    ] {
        for path in [&target, &part, &record] {
            let _ = std::fs::remove_file(path);
        }
        std::fs::write(&record, text).unwrap();
        bytes.into_iter().for_each(|bytes| std::fs::write(&part, bytes).unwrap());
        Download::from_link(host.link()).to(&target).await.unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert!(std::fs::read(&target).unwrap() == content() && folder.names() == ["a.mp4"], "{text:?}");
    }
}

#[tokio::test]
async fn a_part_of_others_is_not_replaced_by_an_export() {
    let world = world().await;
    world.finish();
    let files = world.app.recording(&world.recording_id).files().await.unwrap();
    for name in [format!("recordings/{}.part", files[0].name), "transcript.csv.part".to_owned()] {
        let folder = Folder::new();
        std::fs::create_dir(folder.path("recordings")).unwrap();
        std::fs::write(folder.path(&name), "mine").unwrap();
        let error = world.session().export_to(folder.root()).await.unwrap_err();
        assert!(is_refused(&error, &name), "{error}");
        assert_eq!(std::fs::read_to_string(folder.path(&name)).unwrap(), "mine");
    }
}

#[tokio::test]
async fn files_that_were_changed_since_are_not_replaced_by_an_export() {
    let world = world().await;
    world.finish();
    let folder = Folder::new();
    let session = world.session();
    let manifest = session.export_to(folder.root()).await.unwrap();
    let video = manifest.files.iter().find(|file| file.file.ends_with(".mp4")).unwrap().file.clone();
    for name in ["session.json", "attendance.csv", "transcript.csv", "chat.json", &video] {
        let before = std::fs::read(folder.path(name)).unwrap();
        std::fs::write(folder.path(name), "edited").unwrap();
        // The second time after a run that did not end.
        for _ in 0..2 {
            let error = session.export_to(folder.root()).await.unwrap_err();
            assert!(is_refused(&error, name) && error.to_string().contains("was changed since"), "{error}");
        }
        assert_eq!(std::fs::read_to_string(folder.path(name)).unwrap(), "edited");
        std::fs::write(folder.path(name), before).unwrap();
    }
    std::fs::write(folder.path("transcript.csv"), "edited").unwrap();
    let again = session.export_to(folder.root()).overwrite(true).await.unwrap();
    assert_eq!((again.files.len(), again.verify(folder.root()).await.unwrap().len()), (manifest.files.len(), 0));
}

#[tokio::test]
async fn files_of_others_are_not_replaced_by_an_export() {
    let world = world().await;
    world.finish();
    let session = world.session();
    let files = world.app.recording(&world.recording_id).files().await.unwrap();
    let recording = format!("recordings/{}", files[0].name);
    let other = r#"{"session_id":"another","ended":true,"files":[],"missing":[]}"#;
    for (name, text) in [
        ("attendance.csv", "mine"),
        ("chat.csv", "mine"),
        (recording.as_str(), "mine"),
        ("manifest.json", "mine"),
        ("manifest.json", other),
        ("manifest.json.part", other),
    ] {
        let folder = Folder::new();
        std::fs::create_dir(folder.path("recordings")).unwrap();
        std::fs::write(folder.path(name), text).unwrap();
        let error = session.export_to(folder.root()).await.unwrap_err();
        assert!(is_refused(&error, name), "{name}: {error}");
        assert_eq!(std::fs::read_to_string(folder.path(name)).unwrap(), text, "{name}");
        let manifest = session.export_to(folder.root()).overwrite(true).await.unwrap();
        assert_eq!(manifest.verify(folder.root()).await.unwrap(), [], "{name}");
        assert_eq!(manifest.missing, [], "{name}");
    }
}

#[tokio::test]
async fn an_export_that_was_killed_continues_with_its_own_files() {
    let world = world().await;
    world.finish();
    let folder = Folder::new();
    let id = &world.session_id;
    // The list names a file before it is written, and describes it afterwards.
    let list = json!({ "session_id": id, "ended": true, "files": [], "missing": [], "begun": ["session.json"] });
    std::fs::write(folder.path("manifest.json.part"), list.to_string()).unwrap();
    std::fs::write(folder.path("session.json"), "{").unwrap();
    let manifest = world.session().export_to(folder.root()).await.unwrap();
    assert_eq!((manifest.missing.len(), manifest.verify(folder.root()).await.unwrap().len()), (0, 0));
    let text = std::fs::read_to_string(folder.path("manifest.json")).unwrap();
    assert!(!text.contains("begun"), "{text}");
}
