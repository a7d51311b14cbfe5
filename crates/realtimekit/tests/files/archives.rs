//! Archives into object stores.

use std::future::IntoFuture as _;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use futures::TryStreamExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use realtimekit::ErrorKind;

use crate::folder::Folder;
use crate::world::{World, world};

/// Archives into a store twice, and compares the bytes with those of a download.
async fn check(world: &World, store: Arc<dyn ObjectStore>) {
    let report = world.app.recordings().archive(store.clone()).prefix("kept/here").await.unwrap();
    assert!(report.failed.is_empty(), "{report:?}");
    assert_eq!((report.archived.len(), report.present, report.claimed), (2, 0, 0));
    let files = world.app.recording(&world.recording_id).files().await.unwrap();
    for file in &files {
        let path = Path::from(format!("kept/here/{}/{}", world.recording_id, file.name));
        let stored = store.get(&path).await.unwrap().bytes().await.unwrap();
        assert!(stored == file.download().bytes(usize::MAX).await.unwrap());
    }
    let again = world.app.recordings().archive(store.clone()).prefix("kept/here").await.unwrap();
    assert_eq!((again.archived.len(), again.present, again.failed.len()), (0, 2, 0));
    // A run that went wrong has left a claim that is over.
    let taken = Path::from(format!("kept/here/{}/{}", world.recording_id, files[0].name));
    store.delete(&taken).await.unwrap();
    let claim = Path::from(format!("{taken}.claim"));
    for (until, archived, claimed) in [("2999-01-01T00:00:00Z", 0, 1), ("2020-01-01T00:00:00Z", 1, 0)] {
        store.put(&claim, PutPayload::from(format!("{{\"until\":\"{until}\"}}"))).await.unwrap();
        let report = world.app.recordings().archive(store.clone()).prefix("kept/here").await.unwrap();
        assert_eq!((report.archived.len(), report.claimed), (archived, claimed), "{report:?}");
    }
    assert!(store.head(&claim).await.is_err());
}

#[tokio::test]
async fn recordings_are_archived_into_memory_and_into_a_folder() {
    let world = world().await;
    world.finish();
    check(&world, Arc::new(InMemory::new())).await;
    let folder = Folder::new();
    check(&world, Arc::new(LocalFileSystem::new_with_prefix(folder.root()).unwrap())).await;
}

#[tokio::test]
async fn large_recordings_are_uploaded_in_parts() {
    const LARGE: u64 = 12 * 1024 * 1024;
    let world = world().await;
    world.emulator.finish_upload(&world.recording_id, LARGE).unwrap();
    let store = Arc::new(InMemory::new());
    let copied = Arc::new(std::sync::atomic::AtomicU64::new(0));
    let seen = copied.clone();
    let archive = world.app.recordings().archive(store.clone()).part_size(1);
    let report = archive
        .on_progress(move |progress| seen.store(progress.bytes, std::sync::atomic::Ordering::Relaxed))
        .await
        .unwrap();
    assert_eq!(report.archived.iter().map(|file| file.size).max(), Some(LARGE));
    assert_eq!(copied.load(std::sync::atomic::Ordering::Relaxed), LARGE + LARGE / 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_machines_share_the_work() {
    let world = world().await;
    world.finish();
    let store: Arc<dyn ObjectStore> = Arc::new(InMemory::new());
    let run = || async { world.app.recordings().archive(store.clone()).await.unwrap() };
    let (a, b, c) = tokio::join!(run(), run(), run());
    let archived: usize = [&a, &b, &c].iter().map(|report| report.archived.len()).sum();
    assert_eq!(archived, 2, "{a:?} {b:?} {c:?}");
}

#[tokio::test]
async fn a_run_that_is_stopped_gives_its_claims_back() {
    let world = world().await;
    world.finish();
    let store = Arc::new(InMemory::new());
    let claims = async || {
        let all = store.list(None).try_collect::<Vec<_>>().await.unwrap();
        all.iter().filter(|object| object.location.as_ref().ends_with(".claim")).count()
    };
    // The bodies of the files do not end.
    let fault = world.emulator.fault("download").stalled();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let archive = world.app.recordings().archive(store.clone()).stop_when(async { drop(stopped.await) });
    let run = tokio::spawn(archive.into_future());
    while claims().await < 2 || fault.hits() < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stop.send(()).unwrap();
    let report = run.await.unwrap().unwrap();
    assert_eq!((report.stopped, report.failed.len(), claims().await), (2, 0, 0), "{report:?}");
    fault.remove();
    let report = world.app.recordings().archive(store.clone()).await.unwrap();
    assert_eq!((report.archived.len(), report.claimed, report.stopped), (2, 0, 0), "{report:?}");
    let late = world.app.recordings().archive(store.clone()).stop_when(async {}).await.unwrap();
    assert_eq!((late.present, late.archived.len()), (0, 0), "nothing is begun after the stop: {late:?}");
}

#[tokio::test]
async fn recordings_without_files_are_counted() {
    let world = world().await;
    let archive = async || world.app.recordings().archive(Arc::new(InMemory::new())).await.unwrap();
    let report = archive().await;
    assert_eq!((report.archived.len(), report.pending, report.errored), (0, 1, 0), "{report:?}");
    world.emulator.fail_recording(&world.recording_id).unwrap();
    let report = archive().await;
    assert_eq!((report.archived.len(), report.pending, report.errored), (0, 0, 1), "{report:?}");
}

#[tokio::test]
async fn a_claim_is_renewed_while_its_run_lives_and_expires_afterwards() {
    let world = world().await;
    world.finish();
    let store = Arc::new(InMemory::new());
    let claims = async || {
        let all = store.list(None).try_collect::<Vec<_>>().await.unwrap();
        let claims = all.into_iter().filter(|object| object.location.as_ref().ends_with(".claim"));
        let mut texts = Vec::new();
        for claim in claims {
            texts.push(store.get(&claim.location).await.unwrap().bytes().await.unwrap());
        }
        texts
    };
    let fault = world.emulator.fault("download").stalled();
    let archive = || world.app.recordings().archive(store.clone()).lease(Duration::from_millis(600));
    let run = tokio::spawn(archive().into_future());
    while fault.hits() < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let first = claims().await;
    while claims().await.iter().any(|claim| first.contains(claim)) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    run.abort();
    assert!(run.await.unwrap_err().is_cancelled());
    fault.remove();
    // Nobody renews them any more.
    while archive().await.unwrap().claimed > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!((archive().await.unwrap().present, claims().await.len()), (2, 0));
}

#[tokio::test]
async fn another_object_is_not_replaced_and_failures_are_reported() {
    let world = world().await;
    world.finish();
    let store = Arc::new(InMemory::new());
    let files = world.app.recording(&world.recording_id).files().await.unwrap();
    let path = Path::from(format!("{}/{}", world.recording_id, files[0].name));
    store.put(&path, PutPayload::from("something else")).await.unwrap();
    world.emulator.fault("download").status(404);
    let report = world.app.recordings().archive(store.clone()).await.unwrap();
    let kinds: Vec<_> = report.failed.iter().map(|failed| failed.error.kind()).collect();
    assert!(kinds.contains(&ErrorKind::Conflict), "{report:?}");
    assert_eq!(store.get(&path).await.unwrap().bytes().await.unwrap(), "something else");
}

/// An S3-compatible server.
struct Moto {
    child: Child,
    port: u16,
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the server that listens on a port is moto, and not one of another test.
fn is_moto(port: u16) -> std::io::Result<bool> {
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET /moto-api/ HTTP/1.0\r\n\r\n")?;
    let mut head = [0; 512];
    let length = stream.read(&mut head)?;
    Ok(String::from_utf8_lossy(&head[..length]).contains("Werkzeug"))
}

/// Starts moto, from a virtual environment below the target folder that is made when it is not there.
fn moto() -> Result<Moto, String> {
    let target = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("moto");
    let run = |program: &std::path::Path, arguments: &[&str]| -> Result<(), String> {
        let output = Command::new(program).args(arguments).output();
        let output = output.map_err(|error| format!("{}: {error}", program.display()))?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(()) } else { Err(format!("{} failed: {text}", program.display())) }
    };
    let server = target.join("bin/moto_server");
    if !server.exists() {
        run("python3".as_ref(), &["-m", "venv", target.to_str().unwrap_or_default()])?;
        run(
            &target.join("bin/pip"),
            &["install", "--quiet", "--disable-pip-version-check", "--retries", "1", "moto[server]==5.2.5"],
        )?;
    }
    // A port that was free can be taken by another test before the server listens on it: then the server ends.
    for _ in 0..5 {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .map_err(|e| e.to_string())?
            .port();
        let child = Command::new(&server)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut moto = Moto { child: child.map_err(|error| format!("moto_server: {error}"))?, port };
        for _ in 0..200 {
            std::thread::sleep(Duration::from_millis(100));
            if moto.child.try_wait().map_err(|error| error.to_string())?.is_some() {
                break;
            }
            if is_moto(port).unwrap_or(false) {
                return Ok(moto);
            }
        }
    }
    Err("moto_server does not listen".to_owned())
}

#[tokio::test]
#[allow(clippy::print_stderr)] // why it is skipped
async fn recordings_are_archived_into_s3() {
    let moto = match tokio::task::spawn_blocking(moto).await.unwrap() {
        Ok(moto) => moto,
        Err(reason) => {
            eprintln!("SKIPPED recordings_are_archived_into_s3: moto (PyPI) cannot be started: {reason}");
            return;
        }
    };
    let endpoint = format!("http://127.0.0.1:{}", moto.port);
    let made =
        reqwest::Client::builder().no_proxy().build().unwrap().put(format!("{endpoint}/archive")).send().await.unwrap();
    assert!(made.status().is_success(), "{made:?}");
    let store = AmazonS3Builder::new()
        .with_endpoint(endpoint)
        .with_bucket_name("archive")
        .with_region("us-east-1")
        .with_access_key_id("test")
        .with_secret_access_key("test")
        .with_allow_http(true)
        .build()
        .unwrap();
    let world = world().await;
    // Large enough for several parts.
    world.emulator.finish_upload(&world.recording_id, 12 * 1024 * 1024).unwrap();
    check(&world, Arc::new(store)).await;
}
