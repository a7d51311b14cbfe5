//! Nothing leaks: what downloads, exports and archives print, trace and write contains no link, no signature, no token.

use std::error::Error as StdError;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex, Once};

use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use realtimekit::files::Download;
use realtimekit::{Error, RetryPolicy};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::folder::Folder;
use crate::host::{Host, Reply, serve};
use crate::world::world;

/// Everything that was printed or traced, with its source.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<(String, String)>>>);

struct Fields<'a>(&'a mut String);

impl tracing::field::Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl<S: tracing::Subscriber> Layer<S> for Printed {
    fn on_new_span(&self, attributes: &tracing::span::Attributes<'_>, _: &tracing::span::Id, _: Context<'_, S>) {
        let mut text = String::new();
        attributes.record(&mut Fields(&mut text));
        self.add(format!("span {}", attributes.metadata().target()), text);
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut text = String::new();
        event.record(&mut Fields(&mut text));
        self.add(format!("event {}", event.metadata().target()), text);
    }
}

impl Printed {
    fn add(&self, from: impl Into<String>, text: impl Into<String>) {
        self.0.lock().unwrap().push((from.into(), text.into()));
    }

    fn debug(&self, from: &str, value: &impl Debug) {
        self.add(format!("Debug of {from}"), format!("{value:?} {value:#?}"));
    }

    fn error(&self, from: &str, error: &Error) {
        self.debug(from, error);
        self.add(format!("Display of {from}"), error.to_string());
        let mut cause = error.source();
        while let Some(next) = cause {
            self.add(format!("cause of {from}"), format!("{next} {next:?}"));
            cause = next.source();
        }
        if let Some(first) = error.first_attempt() {
            self.error(&format!("first attempt of {from}"), first);
        }
    }

    /// All files below a folder.
    fn folder(&self, folder: &std::path::Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.folder(&path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                self.add(path.display().to_string(), String::from_utf8_lossy(&bytes));
            }
        }
    }
}

/// Downloads from a host whose link contains `s3cr3t`, in every way that succeeds or fails.
async fn downloads(printed: &Printed) {
    let file = vec![b'a'; 50_000];
    let other = Host::start(|_| Reply::status(200));
    let elsewhere = other.link();
    for (what, reply) in [
        ("whole", None),
        ("cut off", Some(Reply { status: 200, body: file.clone(), cut: Some(10), ..Reply::default() })),
        ("404", Some(Reply::status(404))),
        ("403", Some(Reply::status(403))),
        ("503", Some(Reply::status(503).with("Location", elsewhere.clone()))),
        ("redirect to a host without TLS", Some(Reply::redirect("http://files.example/s3cr3t?signature=s3cr3t"))),
        ("redirect to no URL", Some(Reply::redirect("s3cr3t://"))),
        ("redirect", Some(Reply::redirect(&elsewhere))),
        ("wrong length", Some(Reply::status(200).with("Content-Length", "5"))),
    ] {
        let (served, folder) = (file.clone(), Folder::new());
        let host = Host::start(move |request| reply.clone().unwrap_or_else(|| serve(&served, "\"v1\"", request)));
        let seen = printed.clone();
        let download = Download::from_link(host.link()).retry_policy(RetryPolicy::never());
        let download = download.on_progress(move |progress| seen.debug("progress", &progress));
        printed.debug("download", &download);
        match download.clone().to(folder.path("a")).await {
            Ok(done) => printed.debug("downloaded", &done),
            Err(error) => printed.error(what, &error),
        }
        if let Err(error) = download.clone().bytes(1000).await {
            printed.error(what, &error);
        }
        match download.clone().stream().await {
            Ok(mut stream) => {
                printed.debug("stream", &stream);
                while let Some(chunk) = stream.try_next().await.unwrap_or_else(|error| {
                    printed.error(what, &error);
                    None
                }) {
                    assert!(!chunk.is_empty());
                }
            }
            Err(error) => printed.error(what, &error),
        }
        if let Err(error) = download.to(folder.path("none/a")).await {
            printed.error("no folder", &error);
        }
        printed.folder(folder.root());
    }
    for link in ["s3cr3t", "ftp://files.example/s3cr3t", "http://files.example/a?signature=s3cr3t", "https://s3cr3t@:0"]
    {
        let download = Download::from_link(link).retry_policy(RetryPolicy::never());
        printed.error("a bad link", &download.bytes(10).await.unwrap_err());
    }
}

#[tokio::test]
async fn links_and_tokens_are_not_printed_traced_or_written() {
    // Callsites that a thread without a subscriber reaches first would stay disabled.
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(tracing_subscriber::registry()).unwrap());
    let printed = Printed::default();
    // With the records of `log`, which the HTTP client writes.
    let _guard = tracing_subscriber::registry().with(printed.clone()).set_default();

    downloads(&printed).await;

    let world = world().await;
    world.finish();
    let mut secrets = vec!["s3cr3t".to_owned(), world.emulator.api_token().to_owned()];
    let recording = world.app.recording(&world.recording_id);
    printed.debug("recording handle", &recording);
    let files = recording.files().await.unwrap();
    printed.debug("files", &files);
    for file in &files {
        let link = file.info().link.as_ref().expect("the recording was uploaded").expose();
        let query = link.split_once('?').expect("links are signed").1;
        secrets.extend(query.split('&').filter_map(|part| part.split_once('=')).map(|(_, value)| value.to_owned()));
        secrets.push(query.to_owned());
        printed.debug("a download of a handle", &file.download());
    }
    secrets.retain(|secret| secret.len() > 5);
    assert!(secrets.len() >= 2 + files.len(), "{secrets:?}");
    let session = world.session();
    let listed = session.files().await.unwrap();
    printed.debug("files of a session", &listed);
    for (what, error) in [
        ("transcript", session.transcript().fetch().await.map(|read| printed.debug("transcript", &read))),
        ("chat", session.chat().fetch().await.map(|read| printed.debug("chat", &read))),
        ("summary", session.summary().fetch().await.map(|read| printed.debug("summary", &read))),
    ] {
        error.unwrap_or_else(|error| panic!("{what}: {error}"));
    }
    printed.debug("recording", &recording.get().send().await.unwrap());

    for broken in [true, false] {
        if broken {
            world.emulator.fault("download").status(403).body("s3cr3t").probability(0.5);
        }
        let folder = Folder::new();
        let seen = printed.clone();
        let export = session.export_to(folder.root()).on_progress(move |progress| seen.debug("progress", &progress));
        printed.debug("export", &export);
        match export.await {
            Ok(manifest) => printed.debug("manifest", &manifest),
            Err(error) => printed.error("export", &error),
        }
        printed.folder(folder.root());
        let store = Arc::new(InMemory::new());
        let taken = Path::from(format!("{}/{}", world.recording_id, files[0].name));
        if broken {
            store.put(&taken, PutPayload::from("another object")).await.unwrap();
        }
        let seen = printed.clone();
        let archive = world.app.recordings().archive(store.clone());
        let archive = archive.on_progress(move |progress| seen.debug("progress", &progress));
        printed.debug("archive", &archive);
        let report = archive.await.unwrap();
        printed.debug("archive report", &report);
        report.failed.iter().for_each(|failed| printed.error("archive", &failed.error));
        for name in store.list_with_delimiter(None).await.unwrap().objects {
            printed.add("object", name.location.to_string());
        }
        world.emulator.clear_faults();
    }

    let texts = printed.0.lock().unwrap().clone();
    for part in ["Debug of manifest", "Debug of archive report", "event log", "span realtimekit", "cause of"] {
        assert!(texts.iter().any(|(from, _)| from.starts_with(part)), "nothing was printed by: {part}");
    }
    let found: Vec<_> = texts
        .iter()
        .filter(|(_, text)| secrets.iter().any(|secret| text.contains(secret)))
        .map(|(from, text)| format!("{from}: {}", text.chars().take(600).collect::<String>()))
        .collect();
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found[..found.len().min(20)].join("\n"));
}
