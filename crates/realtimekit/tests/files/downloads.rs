//! Downloads from hosts that fail in every way: the file on disk is byte-identical or absent.

use std::error::Error as _;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use realtimekit::files::{Download, Downloaded, FileInfo, RecordingFiles};
use realtimekit::{Error, ErrorKind, RetryPolicy, Secret};
use serde_json::json;

use crate::folder::Folder;
use crate::host::{Host, Reply, Request, serve};

const SIZE: usize = 100_000;

/// A file of which no two parts are alike.
fn content(version: u32, size: usize) -> Vec<u8> {
    (0..size as u32)
        .map(|index| (index.wrapping_mul(2_654_435_761).wrapping_add(version.wrapping_mul(97)) >> 13) as u8)
        .collect()
}

fn quick() -> RetryPolicy {
    RetryPolicy::default().base_delay(Duration::from_millis(1)).max_delay(Duration::from_millis(2))
}

fn download(host: &Host) -> Download {
    Download::from_link(host.link()).retry_policy(quick())
}

/// A file of which the API reports a size.
fn sized(link: String, size: usize) -> FileInfo {
    let recording = json!({ "id": "r1", "download_url": link, "file_size": size, "output_file_name": "a.mp4" });
    serde_json::from_value::<realtimekit::types::Recording>(recording).unwrap().files().remove(0)
}

/// Checks that nothing secret is in an error or its causes.
fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(&format!(" {next} {next:?}"));
        cause = next.source();
    }
    assert!(!text.contains("s3cr3t"), "{text}");
    error.to_string()
}

async fn complete(download: Download, expected: &[u8]) -> Downloaded {
    let folder = Folder::new();
    let target = folder.path("a.mp4");
    let done = download.to(&target).await.unwrap_or_else(|error| panic!("{error:?}"));
    assert!(std::fs::read(&target).unwrap() == expected, "the file differs");
    assert_eq!(folder.names(), ["a.mp4"]);
    assert_eq!(done.size, expected.len() as u64);
    done
}

/// Downloads what cannot be had, and returns the error.
async fn absent(download: Download) -> Error {
    let folder = Folder::new();
    let error = download.to(folder.path("a.mp4")).await.expect_err("must fail");
    assert!(!folder.names().contains(&"a.mp4".to_owned()));
    shown(&error);
    error
}

#[tokio::test]
async fn a_download_that_breaks_anywhere_is_continued() {
    for cut in [0, 1, SIZE / 2, SIZE - 1, SIZE] {
        let file = content(1, SIZE);
        let served = file.clone();
        let host = Host::start(move |request| {
            let reply = serve(&served, "\"v1\"", request);
            if request.number == 0 { reply.cut(cut) } else { reply }
        });
        complete(download(&host), &file).await;
        let requests = host.requests();
        assert_eq!(requests.len(), if cut == SIZE { 1 } else { 2 }, "{cut}");
        if (1..SIZE).contains(&cut) {
            assert_eq!(requests[1].range(), Some((cut as u64, Some(SIZE as u64))));
            assert_eq!(requests[1].header("if-range"), Some("\"v1\""));
        }
    }
}

#[tokio::test]
async fn a_download_that_breaks_twenty_times_in_a_row_is_continued() {
    let file = content(1, SIZE);
    let served = file.clone();
    let host = Host::start(move |request| {
        let reply = serve(&served, "\"v1\"", request);
        if request.number < 20 { reply.cut(SIZE / 25) } else { reply }
    });
    complete(download(&host), &file).await;
    assert_eq!(host.requests().len(), 21);
}

#[tokio::test]
async fn failures_without_a_byte_in_between_end_the_download() {
    let host = Host::start(|_| Reply::status(503).with("Content-Length", "0"));
    let error = absent(download(&host)).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Server, 4));
    assert_eq!(host.requests().len(), 4);
    let served = content(1, SIZE);
    let host = Host::start(move |request| serve(&served, "\"v1\"", request).cut(0));
    let error = absent(download(&host)).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn a_file_that_changes_is_read_from_the_start() {
    for honest in [true, false] {
        let (old, new) = (content(1, SIZE), content(2, SIZE));
        let expected = new.clone();
        let host = Host::start(move |request| match request.number {
            0 => serve(&old, "\"v1\"", request).cut(SIZE / 2),
            // A host that ignores If-Range sends a part of the new file.
            1 if !honest => {
                let text = request.text.replace("if-range: \"v1\"", "x: y");
                serve(&new, "\"v2\"", &Request { text, ..request.clone() })
            }
            _ => serve(&new, "\"v2\"", request),
        });
        complete(download(&host), &expected).await;
        assert_eq!(host.requests().len(), 3);
    }
}

#[tokio::test]
async fn a_part_without_an_etag_is_not_trusted() {
    let file = content(1, SIZE);
    let served = file.clone();
    let host = Host::start(move |request| match request.number {
        0 => serve(&served, "\"v1\"", request).cut(SIZE / 2),
        1 => serve(&served, "\"v1\"", request).without("ETag"),
        _ => serve(&served, "\"v1\"", request),
    });
    complete(download(&host), &file).await;
    assert_eq!(host.requests()[2].range(), None);
}

#[tokio::test]
async fn a_host_that_ignores_ranges_sends_the_file_again() {
    // With an ETag the known bytes are skipped; without one the file is read from the start; a weak one is none.
    for etag in [Some("\"v1\""), None, Some("W/\"v1\"")] {
        let file = content(1, SIZE);
        let served = file.clone();
        let host = Host::start(move |request| {
            let reply = Reply { status: 200, body: served.clone(), ..Reply::default() };
            let reply = etag.map_or(reply.clone(), |etag| reply.with("ETag", etag));
            if request.number == 0 { reply.cut(SIZE / 2) } else { reply }
        });
        complete(download(&host), &file).await;
        assert_eq!(host.requests().len(), 2);
    }
}

#[tokio::test]
async fn a_host_that_lies_about_the_length_is_refused() {
    let longer = content(1, SIZE);
    let host = Host::start(move |request| match request.range() {
        None => serve(&longer, "\"v1\"", request).with("Content-Length", (SIZE + 10).to_string()),
        Some(_) => serve(&longer, "\"v1\"", request),
    });
    let error = absent(download(&host)).await;
    assert_eq!(error.kind(), ErrorKind::Integrity);

    let shorter = content(1, SIZE);
    let host =
        Host::start(move |request| serve(&shorter, "\"v1\"", request).with("Content-Length", (SIZE - 10).to_string()));
    let error = absent(Download::new(&sized(host.link(), SIZE)).retry_policy(quick())).await;
    assert!(shown(&error).contains("sends 99990 bytes, but the API reports 100000"), "{error}");
    assert_eq!(error.kind(), ErrorKind::Integrity);
}

#[tokio::test]
async fn the_size_that_the_api_reports_can_be_ignored() {
    let file = content(1, SIZE);
    let served = file.clone();
    let host = Host::start(move |request| serve(&served, "\"v1\"", request));
    let info = sized(host.link(), 7);
    assert_eq!(absent(Download::new(&info)).await.kind(), ErrorKind::Integrity);
    complete(Download::new(&info).ignore_reported_size(), &file).await;
}

#[tokio::test]
async fn a_wrong_part_is_refused() {
    for content_range in [
        "bytes 0-49999/100000",
        "bytes 50001-99999/100000",
        "bytes 50000-99999/100001",
        "bytes 50000-100000/100000",
        "nonsense",
    ] {
        let served = content(1, SIZE);
        let host = Host::start(move |request| {
            let reply = serve(&served, "\"v1\"", request);
            match request.range() {
                None => reply.cut(SIZE / 2),
                Some(_) => reply.with("Content-Range", content_range),
            }
        });
        let error = absent(download(&host)).await;
        assert_eq!(error.kind(), ErrorKind::Integrity, "{content_range}: {error}");
    }
}

#[tokio::test]
async fn large_files_are_read_over_several_connections() {
    const LARGE: usize = 65 * 1024 * 1024;
    let file = Arc::new(content(1, LARGE));
    for ranges in [true, false] {
        let served = file.clone();
        let host = Host::start(move |request| match (ranges, request.number) {
            // One of the connections breaks.
            (true, 1) => serve(&served, "\"v1\"", request).cut(1_000_000),
            (true, _) => serve(&served, "\"v1\"", request),
            // Says that it sends ranges, and does not.
            (false, _) => Reply { status: 200, body: served.to_vec(), ..Reply::default() }
                .with("ETag", "\"v1\"")
                .with("Accept-Ranges", "bytes"),
        });
        complete(download(&host), &file).await;
        let parts = host.requests().iter().filter(|request| request.range().is_some()).count();
        assert!(parts >= 2, "{parts}");
    }
}

#[tokio::test]
async fn redirects_are_followed_without_credentials_and_not_to_http() {
    let file = content(1, SIZE);
    let served = file.clone();
    let host = Host::start(move |request| match request.path.as_str() {
        "/there?signature=s3cr3t" => serve(&served, "\"v1\"", request),
        _ => Reply::redirect("/there?signature=s3cr3t"),
    });
    complete(download(&host), &file).await;
    for request in host.requests() {
        for name in ["authorization", "cookie", "referer", "x-api-key"] {
            assert_eq!(request.header(name), None);
        }
    }
    for (target, reason) in [
        ("http://storage.example.com/s3cr3t", "begins with http://"),
        ("ftp://storage.example.com/s3cr3t", "must begin with https://"),
        ("https://user:s3cr3t@storage.example.com/", "contains credentials"),
        ("http://[s3cr3t", "without a valid location"),
        ("/round?signature=s3cr3t", "more than 5 redirects"),
    ] {
        let host = Host::start(move |_| Reply::redirect(target));
        let error = absent(download(&host)).await;
        assert!(shown(&error).contains(reason), "{error}");
    }
    for link in ["http://storage.example.com/s3cr3t", "s3cr3t", "file:///s3cr3t"] {
        shown(&absent(Download::from_link(link)).await);
    }
}

#[tokio::test]
async fn a_link_that_expires_is_replaced() {
    for status in [400, 401, 403, 404, 410] {
        let file = content(1, SIZE);
        let served = file.clone();
        let host = Host::start(move |request| match (request.number, request.path.contains("fresh")) {
            (0, _) => serve(&served, "\"v1\"", request).cut(SIZE / 2),
            (_, true) => serve(&served, "\"v1\"", request),
            _ => Reply::status(status),
        });
        let fresh = format!("http://127.0.0.1:{}/fresh?signature=s3cr3t", host.port);
        let fetched = Arc::new(AtomicUsize::new(0));
        let count = fetched.clone();
        let with_fresh = download(&host).fresh_link(move || {
            count.fetch_add(1, Ordering::Relaxed);
            let link = Secret::new(fresh.clone());
            async move { Ok(link) }
        });
        let done = complete(with_fresh, &file).await;
        assert_eq!((fetched.load(Ordering::Relaxed), done.received), (1, SIZE as u64));
        assert_eq!(host.requests().last().unwrap().range(), Some((SIZE as u64 / 2, Some(SIZE as u64))));
    }
    let host = Host::start(|_| Reply::status(403));
    let error = absent(download(&host)).await;
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Forbidden, 403));
    let link = host.link();
    let error = absent(download(&host).fresh_link(move || std::future::ready(Ok(Secret::new(link.clone()))))).await;
    assert_eq!(error.kind(), ErrorKind::Forbidden);
    assert_eq!(host.requests().len(), 4);
}

#[tokio::test]
async fn a_later_run_continues_and_does_not_trust_a_damaged_part() {
    for damaged in [false, true] {
        let file = content(1, SIZE);
        let served = file.clone();
        let host = Host::start(move |request| {
            let reply = serve(&served, "\"v1\"", request);
            if request.number == 0 { reply.cut(SIZE / 2) } else { reply }
        });
        let folder = Folder::new();
        let target = folder.path("a.mp4");
        let error = download(&host).retry_policy(RetryPolicy::never()).to(&target).await.expect_err("must fail");
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!(folder.names(), ["a.mp4.part", "a.mp4.part.json"]);
        let record = std::fs::read_to_string(folder.path("a.mp4.part.json")).unwrap();
        assert!(record.contains("v1") && !record.contains("s3cr3t"), "{record}");
        if damaged {
            let mut bytes = std::fs::read(folder.path("a.mp4.part")).unwrap();
            bytes[7] ^= 1;
            std::fs::write(folder.path("a.mp4.part"), bytes).unwrap();
        }
        let done = download(&host).to(&target).await.unwrap();
        assert_eq!(done.received, if damaged { SIZE } else { SIZE / 2 } as u64);
        assert!(std::fs::read(&target).unwrap() == file);
        assert_eq!(folder.names(), ["a.mp4"]);
        // What is there already is not fetched again.
        assert_eq!(download(&host).to(&target).await.unwrap().received, 0);
        assert_eq!(download(&host).overwrite(true).to(&target).await.unwrap().received, SIZE as u64);
        let known = sized(host.link(), SIZE);
        let before = host.requests().len();
        assert_eq!(Download::new(&known).to(&target).await.unwrap().received, 0);
        assert_eq!(host.requests().len(), before);
    }
}

#[tokio::test]
async fn a_part_of_another_file_is_not_continued() {
    let (first, second) = (content(1, SIZE), content(2, SIZE));
    let expected = second.clone();
    let host = Host::start(move |request| match request.path.contains("second") {
        true => serve(&second, "\"same\"", request),
        false => serve(&first, "\"same\"", request).cut(SIZE / 2),
    });
    let folder = Folder::new();
    let target = folder.path("a.mp4");
    download(&host).retry_policy(RetryPolicy::never()).to(&target).await.expect_err("must fail");
    Download::from_link(format!("http://127.0.0.1:{}/second.mp4", host.port)).to(&target).await.unwrap();
    assert!(std::fs::read(&target).unwrap() == expected);
}

#[tokio::test]
async fn a_download_that_is_dropped_is_continued() {
    const LONG: usize = 4 * 1024 * 1024;
    let file = content(1, LONG);
    let served = file.clone();
    let host = Host::start(move |request| {
        let reply = serve(&served, "\"v1\"", request);
        if request.number == 0 { reply.cut(LONG / 2) } else { reply }
    });
    let folder = Folder::new();
    let target = folder.path("a.mp4");
    // Of the wait a random share is taken.
    let century = Duration::from_secs(3_153_600_000);
    let slow = download(&host).retry_policy(RetryPolicy::default().base_delay(century).max_delay(century));
    let part = folder.path("a.mp4.part");
    let begun = async {
        while std::fs::read(&part).map_or(true, |bytes| bytes.iter().take(1000).all(|byte| *byte == 0)) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::select! {
        done = slow.to(target.clone()) => panic!("{done:?}"),
        () = begun => {}
    }
    let done = download(&host).to(&target).await.unwrap();
    assert!(std::fs::read(&target).unwrap() == file);
    assert!(done.received < LONG as u64, "{done:?}");
    assert_eq!(folder.names(), ["a.mp4"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_downloads_to_one_target_do_not_mix() {
    for _ in 0..10 {
        let (first, second) = (content(1, SIZE), content(2, SIZE));
        let versions = [first.clone(), second.clone()];
        let host = Host::start(move |request| match request.path.contains("second") {
            true => serve(&second, "\"v2\"", request),
            false => serve(&first, "\"v1\"", request),
        });
        let folder = Folder::new();
        let target = folder.path("a.mp4");
        let other = Download::from_link(format!("http://127.0.0.1:{}/second.mp4", host.port)).overwrite(true);
        let (one, two) = tokio::join!(download(&host).overwrite(true).to(target.clone()), other.to(target.clone()));
        assert!(one.is_ok() || two.is_ok(), "{one:?} {two:?}");
        assert!(versions.contains(&std::fs::read(&target).unwrap()));
        assert_eq!(folder.names(), ["a.mp4"]);
    }
}

#[tokio::test]
async fn errors_of_local_files_name_the_path() {
    let served = content(1, SIZE);
    let host = Host::start(move |request| serve(&served, "\"v1\"", request));
    let folder = Folder::new();
    let error = download(&host).to(folder.path("none/a.mp4")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(shown(&error).contains("none/a.mp4.part.json\" could not be created"), "{error}");
    let error = download(&host).to(folder.root()).await.unwrap_err();
    assert!(shown(&error).contains("is a folder"), "{error}");
    let done = download(&host).into_folder(folder.path("none")).await.unwrap();
    assert_eq!(done.path, folder.path("none/file.mp4"));
}

#[tokio::test]
async fn checksums_are_verified() {
    use base64::Engine as _;
    let file = content(1, SIZE);
    let digest = |bytes: &[u8]| {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
        format!("sha-256=:{}:", base64::prelude::BASE64_STANDARD.encode(digest))
    };
    let (right, wrong, served) = (digest(&file), digest(b"another"), file.clone());
    let host = Host::start(move |request| {
        let digest = if request.path.contains("bad") { &wrong } else { &right };
        serve(&served, "\"v1\"", request).with("Repr-Digest", digest)
    });
    complete(download(&host), &file).await;
    let bad = || Download::from_link(format!("http://127.0.0.1:{}/bad.mp4", host.port));
    let folder = Folder::new();
    let error = bad().to(folder.path("a.mp4")).await.unwrap_err();
    assert!(shown(&error).contains("SHA-256"), "{error}");
    assert_eq!(folder.names(), Vec::<String>::new());
    assert_eq!(bad().bytes(SIZE).await.unwrap_err().kind(), ErrorKind::Integrity);
    let mut stream = bad().stream().await.unwrap();
    let error = loop {
        match stream.try_next().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the end was reached"),
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::Integrity);
}

#[tokio::test]
async fn a_file_without_a_length_is_complete_when_it_ends_properly() {
    let file = content(1, SIZE);
    let served = file.clone();
    let host = Host::start(move |request| {
        let reply = Reply { chunked: true, ..serve(&served, "\"v1\"", request) };
        if request.number == 0 { reply.cut(SIZE / 2) } else { reply }
    });
    complete(download(&host), &file).await;
    let served = file.clone();
    let host = Host::start(move |request| Reply { bare: true, ..serve(&served, "\"v1\"", request) }.cut(SIZE / 2));
    let error = absent(download(&host)).await;
    assert!(shown(&error).contains("reports no length"), "{error}");
    let empty = Host::start(|request| serve(b"", "\"v1\"", request));
    complete(download(&empty), b"").await;
    let encoded = Host::start(|request| serve(b"x", "\"v1\"", request).with("Content-Encoding", "gzip"));
    assert_eq!(absent(download(&encoded)).await.kind(), ErrorKind::Integrity);
}

#[tokio::test]
async fn memory_and_streams_are_continued_too() {
    let file = content(1, SIZE);
    let served = file.clone();
    let host = Host::start(move |request| {
        let reply = serve(&served, "\"v1\"", request);
        if request.number % 2 == 0 { reply.cut(SIZE / 2) } else { reply }
    });
    assert!(download(&host).bytes(SIZE).await.unwrap() == file);
    let mut stream = download(&host).stream().await.unwrap();
    assert_eq!(stream.size(), Some(SIZE as u64));
    let mut whole = Vec::new();
    while let Some(bytes) = stream.try_next().await.unwrap() {
        whole.extend_from_slice(&bytes);
    }
    assert!(whole == file);
    let error = download(&host).bytes(SIZE - 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    let chunked = Host::start(move |request| Reply { chunked: true, ..serve(&file, "\"v1\"", request) });
    assert_eq!(download(&chunked).bytes(SIZE - 1).await.unwrap_err().kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn progress_ends_with_the_whole_file() {
    let file = content(1, SIZE);
    let served = file.clone();
    let host = Host::start(move |request| serve(&served, "\"v1\"", request));
    let last = Arc::new(AtomicU64::new(0));
    let seen = last.clone();
    let tracked = download(&host).on_progress(move |progress| {
        assert!(progress.bytes <= SIZE as u64 && progress.total == Some(SIZE as u64));
        assert!(seen.swap(progress.bytes, Ordering::Relaxed) <= progress.bytes);
    });
    complete(tracked, &file).await;
    assert_eq!(last.load(Ordering::Relaxed), SIZE as u64);
}

/// What a host does with one request.
#[derive(Clone, Debug)]
enum Behaviour {
    Serve,
    Cut(usize),
    Status(u16),
    /// From now on there is another file.
    Change,
    IgnoreRange,
    WithoutEtag,
    Longer(usize),
    Chunked(Option<usize>),
    WrongRange,
}

mod properties {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    fn behaviour() -> impl Strategy<Value = Behaviour> {
        prop_oneof![
            Just(Behaviour::Serve),
            (0usize..3000).prop_map(Behaviour::Cut),
            (0usize..3000).prop_map(Behaviour::Cut),
            prop_oneof![Just(500u16), Just(503), Just(416), Just(206), Just(204)].prop_map(Behaviour::Status),
            Just(Behaviour::Change),
            Just(Behaviour::IgnoreRange),
            Just(Behaviour::WithoutEtag),
            (1usize..50).prop_map(Behaviour::Longer),
            proptest::option::of(0usize..3000).prop_map(Behaviour::Chunked),
            Just(Behaviour::WrongRange),
        ]
    }

    proptest! {
        // The same cases in every run; PROPTEST_CASES adds more.
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(0x5eed), ..ProptestConfig::with_cases(60) })]

        #[test]
        fn the_file_is_byte_identical_or_absent(script in proptest::collection::vec(behaviour(), 0..8), runs in 1usize..4) {
            const SMALL: usize = 3000;
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let http = reqwest::Client::builder().no_proxy().build().unwrap();
            let versions: Vec<_> = (0..9).map(|version| content(version, SMALL)).collect();
            let (served, played, present) = (versions.clone(), script.clone(), Mutex::new(0usize));
            let host = Host::start(move |request| {
                let behaviour = played.get(request.number).cloned().unwrap_or(Behaviour::Serve);
                let mut present = present.lock().unwrap();
                if matches!(behaviour, Behaviour::Change) {
                    *present += 1;
                }
                let (file, etag) = (&served[*present], format!("\"v{present}\""));
                let reply = serve(file, &etag, request);
                match behaviour {
                    Behaviour::Serve | Behaviour::Change => reply,
                    Behaviour::Cut(bytes) => reply.cut(bytes),
                    Behaviour::Status(status) => Reply { status, ..reply },
                    Behaviour::IgnoreRange => {
                        serve(file, &etag, &Request { text: String::new(), ..request.clone() })
                    }
                    Behaviour::WithoutEtag => reply.without("ETag"),
                    Behaviour::Longer(bytes) => {
                        let length = reply.body.len() + bytes;
                        reply.with("Content-Length", length.to_string())
                    }
                    Behaviour::Chunked(cut) => Reply { chunked: true, cut, ..reply },
                    Behaviour::WrongRange => reply.with("Content-Range", "bytes 1-2/3000"),
                }
            });
            let folder = Folder::new();
            let target = folder.path("a.mp4");
            for _ in 0..runs {
                let result = runtime.block_on(download(&host).http_client(http.clone()).to(&target));
                match std::fs::read(&target) {
                    Ok(bytes) => prop_assert!(versions.contains(&bytes), "{result:?} {:?}", host.requests().len()),
                    Err(_) => prop_assert!(result.is_err()),
                }
            }
        }
    }
}
