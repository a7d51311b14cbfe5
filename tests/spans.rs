//! `tracing` output: one span a call and one event an attempt, with the names of OpenTelemetry.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use crate::clients::client;
use realtimekit::RetryPolicy;
use realtimekit_emulator::Emulator;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber, span};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

type Fields = BTreeMap<&'static str, String>;

/// An event with the index of the span in which it stands.
type SeenEvent = (Option<usize>, Fields);

#[derive(Clone, Default)]
pub struct Seen {
    spans: Arc<Mutex<Vec<Fields>>>,
    events: Arc<Mutex<Vec<SeenEvent>>>,
    closed: Arc<AtomicUsize>,
}

impl Seen {
    /// The number of calls whose responses were read.
    pub fn ended_calls(&self) -> usize {
        self.closed.load(Ordering::Relaxed)
    }
}

struct Reader<'a>(&'a mut Fields);

impl Visit for Reader<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

/// Where a span stands in the list.
struct Index(usize);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Seen {
    fn on_new_span(&self, attributes: &span::Attributes<'_>, id: &span::Id, context: Context<'_, S>) {
        if !attributes.metadata().target().starts_with("realtimekit") {
            return;
        }
        let mut fields = Fields::new();
        attributes.record(&mut Reader(&mut fields));
        let mut spans = self.spans.lock().unwrap();
        context.span(id).unwrap().extensions_mut().insert(Index(spans.len()));
        spans.push(fields);
    }

    fn on_record(&self, id: &span::Id, values: &span::Record<'_>, context: Context<'_, S>) {
        if let Some(Index(index)) = context.span(id).unwrap().extensions().get() {
            values.record(&mut Reader(&mut self.spans.lock().unwrap()[*index]));
        }
    }

    fn on_close(&self, id: span::Id, context: Context<'_, S>) {
        if context.span(&id).unwrap().extensions().get::<Index>().is_some() {
            self.closed.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if event.metadata().target().starts_with("realtimekit") {
            let span = context.event_span(event).and_then(|span| span.extensions().get().map(|Index(index)| *index));
            let mut fields = Fields::new();
            event.record(&mut Reader(&mut fields));
            self.events.lock().unwrap().push((span, fields));
        }
    }
}

/// Keeps every callsite enabled. A callsite that a thread without a subscriber reaches first can otherwise stay disabled
/// for the subscribers of other threads, and the tests of this binary share all callsites.
pub fn enable_all_callsites() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(tracing_subscriber::registry()).unwrap());
}

/// Listens on this thread, on which the tests do all their work.
pub fn listen() -> (Seen, tracing::subscriber::DefaultGuard) {
    enable_all_callsites();
    let seen = Seen::default();
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(seen.clone()));
    (seen, guard)
}

fn fields<const N: usize>(fields: [(&'static str, &str); N]) -> Fields {
    fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

#[tokio::test]
async fn a_call_is_a_span_and_an_attempt_is_an_event() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).default_app().unwrap();
    let port = emulator.base_url().rsplit(':').next().unwrap().split('/').next().unwrap();
    emulator.fault("meetings_get").status(503).retry_after(0).times(1);
    emulator.fault("meetings_get").reset_before().times(1);
    let meeting = app.meetings().create().title("s3cr3t").send().await.unwrap();
    let (seen, guard) = listen();
    let raw = app.meeting(&meeting.id).get().send_raw().await.unwrap();
    drop(guard);
    let spans = seen.spans.lock().unwrap();
    assert_eq!(
        *spans,
        [fields([
            ("otel.name", "GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}"),
            ("otel.kind", "client"),
            ("http.request.method", "GET"),
            ("url.template", "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}"),
            ("server.address", "127.0.0.1"),
            ("server.port", port),
            ("realtimekit.operation", "meetings_get"),
            ("http.response.status_code", "200"),
            ("http.request.resend_count", "2"),
            ("cloudflare.ray_id", raw.ray_id().unwrap()),
        ])]
    );
    let events = seen.events.lock().unwrap();
    assert_eq!(events.len(), 3, "{events:?}");
    assert!(events.iter().all(|(span, _)| *span == Some(0)));
    let seen = |event: usize, name: &str| events[event].1.get(name).map(String::as_str);
    for (event, status, error) in [(0, Some("503"), Some("503")), (1, None, Some("transport")), (2, Some("200"), None)]
    {
        assert_eq!(seen(event, "message"), Some("attempt"));
        assert_eq!(seen(event, "http.request.resend_count"), Some(event.to_string().as_str()));
        assert_eq!(seen(event, "http.response.status_code"), status);
        assert_eq!(seen(event, "error.type"), error);
        assert_eq!(seen(event, "cloudflare.ray_id").is_some(), status.is_some());
        assert_eq!(seen(event, "realtimekit.retry_in_ms").is_some(), event < 2);
    }
}

#[tokio::test]
async fn a_failed_call_reports_its_cause() {
    let emulator = Emulator::start().await.unwrap();
    let client = client(&emulator);
    let app = client.default_app().unwrap();
    let (seen, guard) = listen();
    app.meeting("none").get().send().await.unwrap_err();
    emulator.fault("apps_list").hang();
    let list = client.apps().list().timeout(Duration::from_millis(30)).retry_policy(RetryPolicy::never());
    list.send().await.unwrap_err();
    client.request(reqwest::Method::GET, "/apps/some-id").send().await.unwrap_err();
    emulator.fault("meetings_list").status(200).body("[7]");
    app.meetings().list().send().await.unwrap_err();
    drop(guard);
    let spans = seen.spans.lock().unwrap();
    let of = |span: usize, name: &str| spans[span].get(name).map(String::as_str);
    assert_eq!((of(0, "error.type"), of(0, "otel.status_code")), (Some("404"), Some("ERROR")));
    assert_eq!((of(0, "http.response.status_code"), of(0, "http.request.resend_count")), (Some("404"), None));
    assert_eq!((of(1, "error.type"), of(1, "http.response.status_code")), (Some("timeout"), None));
    // The span goes on until the response is read.
    assert_eq!((of(3, "error.type"), of(3, "otel.status_code")), (Some("decode"), Some("ERROR")));
    assert_eq!(of(3, "http.response.status_code"), Some("200"));
    // The path of a raw request may name anything.
    assert_eq!(of(2, "url.template"), Some("/accounts/{account_id}/realtime/kit/{path}"));
    assert_eq!(of(2, "realtimekit.operation"), Some("request"));
    assert_eq!(seen.events.lock().unwrap().len(), 4);
}

/// Wants nothing, and counts what it is given all the same.
#[derive(Clone, Default)]
struct Indifferent(Arc<Mutex<usize>>);

impl Subscriber for Indifferent {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        false
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        *self.0.lock().unwrap() += 1;
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {
        *self.0.lock().unwrap() += 1;
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, _: &Event<'_>) {
        *self.0.lock().unwrap() += 1;
    }

    fn enter(&self, _: &span::Id) {
        *self.0.lock().unwrap() += 1;
    }

    fn exit(&self, _: &span::Id) {}
}

#[tokio::test]
async fn disabled_spans_record_nothing() {
    enable_all_callsites();
    let emulator = Emulator::start().await.unwrap();
    let client = client(&emulator);
    emulator.fault("apps_list").status(503).times(2);
    let indifferent = Indifferent::default();
    let guard = tracing::subscriber::set_default(indifferent.clone());
    assert_eq!(client.apps().list().send_raw().await.unwrap().attempts, 3);
    client.apps().list().header("bad name", "").send().await.unwrap_err();
    drop(guard);
    assert_eq!(*indifferent.0.lock().unwrap(), 0);
}
