//! Files that commands write: none of others is replaced, and an interrupted command can be repeated.

use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::world::{World, interrupt};

fn uploaded(world: &World) -> String {
    let uploaded = world.run(&["recordings", "ls", "--status", "uploaded", "--json"]).json();
    uploaded[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_download_does_not_replace_another_file() {
    let world = World::demo();
    let id = uploaded(&world);
    let name =
        world.run(&["recordings", "show", &id, "--json"]).json()["output_file_name"].as_str().unwrap().to_owned();
    let file = world.file(&name, "mine");
    let refused = world.run(&["recordings", "download", &id]);
    assert_eq!(refused.code, Some(1), "{refused}");
    assert!(refused.err.contains(&name) && refused.err.contains("--overwrite"), "{refused}");
    assert_eq!((refused.err.lines().count(), std::fs::read_to_string(&file).unwrap().as_str()), (1, "mine"));
    let replaced = world.run(&["recordings", "download", &id, "--overwrite"]);
    assert_eq!(replaced.code, Some(0), "{replaced}");
    assert_ne!(std::fs::read(&file).unwrap(), b"mine");
    let again = world.run(&["recordings", "download", &id, "--json"]).json();
    assert!(again.as_array().unwrap().iter().all(|file| file["received"] == 0), "{again}");
}

#[test]
fn an_export_does_not_replace_another_file() {
    let world = World::demo();
    std::fs::create_dir(world.home.path().join("export")).unwrap();
    let file = world.file("export/attendance.csv", "mine");
    let refused = world.run(&["session", "export", "Weekly sync", "export"]);
    assert_eq!(refused.code, Some(1), "{refused}");
    assert!(refused.err.contains("attendance.csv") && refused.err.contains("--overwrite"), "{refused}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    for arguments in [&["--overwrite"][..], &[]] {
        let exported = world.run(&[&["session", "export", "Weekly sync", "export"], arguments].concat());
        assert_eq!(exported.code, Some(0), "{exported}");
    }
    assert_ne!(std::fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_link_that_is_refused_is_no_matter_of_the_token() {
    let world = World::demo();
    let id = uploaded(&world);
    world.emulator.fault("download").status(403);
    let refused = world.run(&["recordings", "download", &id]);
    assert_eq!((refused.code, refused.err.contains("requests a new link")), (Some(1), true), "{refused}");
    world.emulator.clear_faults();
    world.emulator.fault("*").status(403).html();
    let page = world.run(&["meetings", "ls"]);
    assert_eq!((page.code, page.err.contains("a web page")), (Some(4), true), "{page}");
    assert!(page.err.contains("rtk doctor") && !page.err.contains("rtk login"), "{page}");
}

#[test]
fn what_is_in_the_way_is_named() {
    let world = World::demo();
    let id = uploaded(&world);
    let file = world.file("file", "mine");
    let download = ["recordings", "download", &id, "--to", &file];
    for arguments in [&download[..], &["session", "export", "Weekly sync", &file], &["recordings", "archive", &file]] {
        let refused = world.run(arguments);
        assert_eq!((refused.code, refused.err.contains(&file)), (Some(1), true), "{arguments:?}: {refused}");
        assert!(!refused.err.contains("--overwrite") && refused.err.lines().count() == 1, "{refused}");
    }
    let name =
        world.run(&["recordings", "show", &id, "--json"]).json()["output_file_name"].as_str().unwrap().to_owned();
    std::fs::create_dir_all(world.home.path().join("folder").join(&name)).unwrap();
    let refused = world.run(&["recordings", "download", &id, "--to", "folder"]);
    assert!(refused.err.contains(&name) && refused.err.contains("is a folder, but"), "{refused}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_that_does_not_exist_is_not_replaced() {
    let world = World::demo();
    let id = uploaded(&world);
    let name =
        world.run(&["recordings", "show", &id, "--json"]).json()["output_file_name"].as_str().unwrap().to_owned();
    let link = world.home.path().join(&name);
    std::os::unix::fs::symlink("absent", &link).unwrap();
    let refused = world.run(&["recordings", "download", &id]);
    assert!(refused.code == Some(1) && refused.err.contains("--overwrite"), "{refused}");
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    let replaced = world.run(&["recordings", "download", &id, "--overwrite"]);
    assert!(replaced.code == Some(0) && std::fs::symlink_metadata(&link).unwrap().is_file(), "{replaced}");
}

#[test]
fn max_wait_bounds_a_download() {
    let world = World::demo();
    let id = uploaded(&world);
    let fault = world.emulator.fault("download").trickled(Duration::from_secs(2));
    let late = world.run(&["recordings", "download", &id, "--max-wait", "3"]);
    assert!(late.code == Some(1) && late.err.contains("its deadline of 3s"), "{late}");
    fault.remove();
    assert_eq!(world.run(&["recordings", "download", &id]).code, Some(0));
}

#[test]
fn an_export_names_what_is_missing() {
    let world = World::demo();
    world.emulator.fault("sessions_get_summary").status(403).message("no summaries here");
    let exported = world.run(&["session", "export", "Weekly sync", "export"]);
    assert_eq!((exported.code, exported.out.as_str()), (Some(0), "14 files in export, 1 missing\n"), "{exported}");
    assert!(exported.err.starts_with("missing: sessions/") && exported.err.contains("/summary: "), "{exported}");
    assert!(exported.err.contains("no summaries here") && exported.err.lines().count() == 1, "{exported}");
}

/// Files below a folder whose names end so.
#[cfg(unix)]
fn below(folder: &std::path::Path, end: &str) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries
        .map(|path| if path.is_dir() { below(&path, end) } else { usize::from(path.to_str().unwrap().ends_with(end)) })
        .sum()
}

#[cfg(unix)] // Ctrl-C is sent by `kill`
#[test]
fn an_interrupted_archive_can_be_repeated_at_once() {
    let world = World::demo();
    let folder = world.home.path().join("archive");
    let fault = world.emulator.fault("download").stalled();
    let mut command: Command = world.command(&["recordings", "archive", "archive"]);
    let child: Child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while fault.hits() == 0 || below(&folder, ".claim") == 0 {
        sleep(Duration::from_millis(20));
    }
    let interrupted = interrupt(child);
    assert_eq!((interrupted.code, below(&folder, ".claim")), (Some(130), 0), "{interrupted}");
    assert!(interrupted.err.contains("repeat the command to continue"), "{interrupted}");
    fault.remove();
    let again = world.run(&["recordings", "archive", "archive", "--json"]);
    assert_eq!((again.code, &again.json()["claimed"]), (Some(0), &0.into()), "{again}");
}

#[test]
fn an_archive_in_a_bucket_needs_credentials() {
    let world = World::demo();
    world.emulator.forget_received();
    for (variables, expected) in [
        (vec![], "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or add --instance-role"),
        (vec![("AWS_ACCESS_KEY_ID", "a")], "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
        (vec![("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "")], "AWS_SECRET_ACCESS_KEY"),
    ] {
        let mut command = world.command(&["recordings", "archive", "s3://bucket/path"]);
        let refused = crate::world::outcome(command.envs(variables).output().unwrap());
        assert_eq!((refused.code, refused.err.contains(expected)), (Some(2), true), "{refused}");
    }
    for destination in ["memory:///", "gs://bucket", "https://example.com/a"] {
        let refused = world.run(&["recordings", "archive", destination]);
        assert_eq!((refused.code, refused.err.contains(destination)), (Some(2), true), "{refused}");
    }
    assert!(world.emulator.received_all().is_empty());
}

#[test]
fn a_recording_that_failed_is_not_waited_for() {
    let world = World::demo();
    let running = world.run(&["recordings", "ls", "--status", "recording", "--json"]).json();
    let id = running[0]["id"].as_str().unwrap();
    let early = world.run(&["recordings", "download", id]);
    assert!(early.code == Some(3) && early.err.contains("--wait"), "{early}");
    world.emulator.fail_recording(id).unwrap();
    let failed = world.run(&["recordings", "download", id]);
    assert!(failed.code == Some(3) && failed.err.contains("the recording failed, so it has no files"), "{failed}");
    assert!(!failed.err.contains("--wait"), "{failed}");
}

#[test]
fn a_file_that_is_in_the_way_of_an_archive_is_named_once() {
    let world = World::demo();
    let archived = world.run(&["recordings", "archive", "archive", "--json"]).json();
    // The API reports the size of the video alone.
    let paths = archived["archived"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap());
    let path = paths.into_iter().find(|path| path.ends_with(".mp4")).unwrap();
    world.file(&format!("archive/{path}"), "mine");
    let refused = world.run(&["recordings", "archive", "archive"]);
    assert_eq!((refused.code, refused.err.lines().count()), (Some(1), 2), "{refused}");
    assert!(
        refused.err.lines().next().unwrap().contains(path) && !refused.err.contains("remove the object"),
        "{refused}"
    );
    let expected = "files were not copied: remove the other files that are in the way, then repeat the command\n";
    assert!(refused.err.ends_with(expected), "{refused}");
}
