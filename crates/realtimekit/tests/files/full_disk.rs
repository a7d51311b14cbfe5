//! A disk that is full: a small file system in memory, which `unshare` mounts for one process.

use std::path::{Path, PathBuf};
use std::process::Command;

use realtimekit::files::Download;
use realtimekit::{ErrorKind, RetryPolicy};

use crate::folder::Folder;
use crate::host::{Host, serve};
use crate::world::world;

const NAME: &str = "full_disk::a_full_disk_is_an_error_that_names_the_path_and_the_download_continues";
const VARIABLE: &str = "REALTIMEKIT_TEST_SMALL_DISK";
const SIZE: usize = 24_000_000;

/// Mounts a file system of 8 MiB at a folder and runs this test again with it; returns why that is not possible.
fn again_with_a_small_disk(folder: &Path) -> Result<(), String> {
    let run = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]).arg(folder);
        command.arg(std::env::current_exe().unwrap()).args(["--exact", NAME, "--nocapture"]).env(VARIABLE, folder);
        command.output().map_err(|error| format!("unshare: {error}"))
    };
    let mount = "mount -t tmpfs -o size=8m tmpfs \"$1\"";
    let output = run(mount)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let output = run(&format!("{mount} && shift && exec \"$@\""))?;
    let text = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&text));
    Ok(())
}

#[tokio::test]
#[allow(clippy::print_stderr)] // why it is skipped
async fn a_full_disk_is_an_error_that_names_the_path_and_the_download_continues() {
    if let Some(disk) = std::env::var_os(VARIABLE) {
        return on_a_small_disk(PathBuf::from(disk)).await;
    }
    let folder = Folder::new();
    if let Err(reason) = again_with_a_small_disk(folder.root()) {
        eprintln!("SKIPPED {NAME}: no file system can be mounted: {reason}");
    }
}

async fn on_a_small_disk(disk: PathBuf) {
    let file: Vec<u8> = (0..SIZE as u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let served = file.clone();
    let host = Host::start(move |request| serve(&served, "\"v1\"", request));
    let target = disk.join("a.mp4");
    let download = || Download::from_link(host.link()).retry_policy(RetryPolicy::never());
    let error = download().to(&target).await.unwrap_err();
    let text = error.to_string();
    assert_eq!(error.kind(), ErrorKind::File, "{text}");
    assert!(text.contains("a.mp4.part\" could not be written") && text.contains("No space left"), "{text}");
    assert!(!target.exists());

    let world = world().await;
    world.finish();
    let error = world.session().export_to(disk.join("export")).await.unwrap_err();
    let text = error.to_string();
    assert!(error.kind() == ErrorKind::File && text.contains("/export") && text.contains("No space left"), "{text}");
    assert!(!disk.join("export/manifest.json").exists());

    let larger = Command::new("mount").args(["-o", "remount,size=64m"]).arg(&disk).status().unwrap();
    assert!(larger.success());
    assert_eq!(download().to(&target).await.unwrap().size, SIZE as u64);
    assert!(std::fs::read(&target).unwrap() == file, "the file differs");
    let (start, _) = host.requests().last().unwrap().range().expect("the download was continued");
    assert!(start > 0);
    let manifest = world.session().export_to(disk.join("export")).await.unwrap();
    assert_eq!((manifest.missing.len(), manifest.verify(disk.join("export")).await.unwrap().len()), (0, 0));
}
