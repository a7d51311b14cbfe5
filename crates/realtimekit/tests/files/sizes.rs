//! Bodies that go on beyond the size of the file, that take too long, or that are not the file.

use std::time::Duration;

use realtimekit::files::{Download, FileInfo, RecordingFiles};
use realtimekit::{Error, ErrorKind, GaveUp, RetryPolicy};
use serde_json::json;

use crate::folder::Folder;
use crate::host::{Host, Reply, serve};
use crate::world::{SIZE, world};

/// A file of a recording, with the size that the API reports.
fn listed(link: String, size: u64) -> FileInfo {
    let recording = json!({ "id": "r1", "download_url": link, "file_size": size, "output_file_name": "a.mp4" });
    serde_json::from_value::<realtimekit::types::Recording>(recording).unwrap().files().remove(0)
}

/// Downloads in every way, and returns the errors.
async fn refused(download: impl Fn() -> Download) -> [Error; 3] {
    let folder = Folder::new();
    let to_file = download().to(folder.path("a.mp4")).await.unwrap_err();
    assert_eq!(folder.names(), Vec::<String>::new());
    let streamed = async {
        let mut stream = download().stream().await?;
        while stream.try_next().await?.is_some() {}
        Ok::<(), Error>(())
    };
    [to_file, download().bytes(usize::MAX).await.unwrap_err(), streamed.await.unwrap_err()]
}

#[tokio::test]
async fn a_body_longer_than_the_reported_size_ends_the_download() {
    // 64 MB, which would be on the disk before the end is seen.
    for (chunked, repeated) in [(true, 1000), (false, 1000), (true, 0), (false, 0)] {
        let size = if repeated > 0 { 64_000 } else { 1001 };
        let host = Host::start(move |_| Reply {
            chunked,
            bare: !chunked,
            repeated,
            body: vec![7; size],
            ..Reply::status(200)
        });
        for error in refused(|| Download::new(&listed(host.link(), 1000))).await {
            assert_eq!(error.kind(), ErrorKind::Integrity);
            assert!(error.to_string().contains("more than the 1000 bytes arrived that the API reports"), "{error}");
        }
    }
    let host = Host::start(|_| Reply { chunked: true, body: vec![7; 1000], ..Reply::status(200) });
    let bytes = Download::new(&listed(host.link(), 1000)).bytes(1000).await.unwrap();
    assert_eq!(bytes.len(), 1000);
}

#[tokio::test]
async fn a_response_longer_than_it_announced_is_not_a_part_of_the_file() {
    let file: Vec<u8> = (0..4000).map(|index| (index * 7 % 251) as u8).collect();
    // The first response with more bytes has the whole file, or the range that was requested. The last bytes arrive in a
    // chunk of their own.
    for (ranged, more) in [(true, 10), (false, 10), (true, 1000), (false, 1000)] {
        let served = file.clone();
        let host = Host::start(move |request| {
            let reply = serve(&served, "\"v1\"", request);
            match (request.number, ranged) {
                (0, _) => reply.cut(2000),
                (1, true) => Reply { chunked: true, body: [&served[2000..], &vec![0; more]].concat(), ..reply },
                (1, false) => {
                    let body = [&served[..], &vec![0; more]].concat();
                    Reply { chunked: true, body, ..Reply::status(200) }.with("ETag", "\"v1\"")
                }
                _ => reply,
            }
        });
        let policy = RetryPolicy::default().base_delay(Duration::from_millis(1));
        let folder = Folder::new();
        let target = folder.path("a.mp4");
        Download::from_link(host.link()).retry_policy(policy).to(&target).await.unwrap();
        assert!(std::fs::read(&target).unwrap() == file);
        assert_eq!(host.requests().len(), 3, "{ranged} {more}");
    }
}

#[tokio::test]
async fn a_web_page_is_not_a_recording() {
    let host = Host::start(|request| {
        serve(b"<html>Log in</html>", "\"v1\"", request).with("Content-Type", "Text/HTML; charset=utf-8")
    });
    for error in refused(|| Download::new(&listed(host.link(), 0))).await {
        assert!(error.kind() == ErrorKind::Integrity && error.to_string().contains("web page"), "{error}");
    }
    // The kind of file behind a link is not known.
    assert!(Download::from_link(host.link()).bytes(1000).await.is_ok());
}

#[tokio::test]
async fn a_download_ends_at_its_deadline_and_is_continued_later() {
    let world = world().await;
    world.finish();
    let file = world.app.recording(&world.recording_id).files().await.unwrap().remove(0);
    let folder = Folder::new();
    let target = folder.path("a.mp4");
    // The idle timeout never ends it.
    world.emulator.fault("download").trickled(Duration::from_secs(2));
    let short = Duration::from_millis(300);
    let errors = [
        file.download().deadline(short).to(&target).await.unwrap_err(),
        file.download().deadline(short).bytes(usize::MAX).await.unwrap_err(),
        async {
            let mut stream = file.download().deadline(short).stream().await?;
            while stream.try_next().await?.is_some() {}
            Ok::<(), Error>(())
        }
        .await
        .unwrap_err(),
    ];
    for error in errors {
        assert!(error.is_timeout() && error.to_string().contains("its deadline of 300ms"), "{error}");
    }
    let error = file.download().deadline(Duration::ZERO).to(&target).await.unwrap_err();
    assert!(error.to_string().contains("deadline is 0"), "{error}");
    world.emulator.clear_faults();
    assert_eq!(file.download().deadline(Duration::from_secs(600)).to(&target).await.unwrap().size, SIZE);
}

#[tokio::test]
async fn a_failure_before_the_deadline_is_not_hidden_by_it() {
    let host = Host::start(|_| Reply::status(503).with("Retry-After", "30").with("Content-Length", "0"));
    let download = || Download::from_link(host.link()).deadline(Duration::from_secs(20));
    for error in refused(download).await {
        assert_eq!((error.kind(), error.gave_up()), (ErrorKind::Server, Some(GaveUp::Deadline)), "{error}");
    }
    assert_eq!(host.requests().len(), 3);
}

#[tokio::test]
async fn a_fetch_ends_at_the_deadline_of_its_request() {
    let world = world().await;
    world.finish();
    world.emulator.fault("download").trickled(Duration::from_secs(2));
    let (session, short) = (world.session(), Duration::from_secs(3));
    let (transcript, chat, summary) = futures::join!(
        session.transcript().deadline(short).fetch(),
        session.chat().deadline(short).fetch(),
        session.summary().deadline(short).fetch(),
    );
    for error in [transcript.map(drop), chat.map(drop), summary.map(drop)].map(Result::unwrap_err) {
        assert!(error.is_timeout() && error.to_string().contains("its deadline of 3s"), "{error}");
    }
    // A failure is not hidden by it.
    world.emulator.clear_faults();
    world.emulator.fault("download").status(503).retry_after(30);
    let error = session.chat().deadline(Duration::from_secs(20)).fetch().await.unwrap_err();
    assert_eq!((error.kind(), error.gave_up()), (ErrorKind::Server, Some(GaveUp::Deadline)), "{error}");
    let error = session.chat().deadline(Duration::ZERO).fetch().await.unwrap_err();
    assert!(error.to_string().contains("deadline is 0"), "{error}");
}
