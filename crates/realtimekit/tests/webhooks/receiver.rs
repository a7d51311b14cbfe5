//! Responses of the axum route.

use std::convert::Infallible;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::post;
use futures::future::BoxFuture;
use realtimekit::webhooks::receiver::{Rejection, Webhook, receive};
use realtimekit::webhooks::testing::TestSigner;
// A glob import, because it must not shadow the crate `axum`.
use realtimekit::webhooks::*;
use reqwest::header::HeaderMap;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;

const BODY: &str = r#"{"event":"meeting.started","meeting":{"id":"m"}}"#;

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}/hooks")
}

async fn post_to(url: &str, headers: HeaderMap, body: impl Into<reqwest::Body>) -> (u16, String) {
    let response = reqwest::Client::new().post(url).headers(headers).body(body).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

/// What the handlers received.
type Log = Arc<Mutex<Vec<String>>>;

#[derive(Clone)]
struct App {
    verifier: Verifier,
    log: Log,
}

impl FromRef<App> for Verifier {
    fn from_ref(app: &App) -> Self {
        app.verifier.clone()
    }
}

#[tokio::test]
async fn the_extractor_verifies_before_the_handler_runs() {
    let signer = TestSigner::new();
    let log = Log::default();
    let app = App { verifier: signer.verifier_builder().max_body_bytes(1000).build().unwrap(), log: Arc::clone(&log) };
    let handler = |axum::extract::State(app): axum::extract::State<App>, Webhook(delivery): Webhook| async move {
        app.log.lock().unwrap().push(delivery.event.name().to_owned());
    };
    let url = serve(Router::new().route("/hooks", post(handler)).with_state(app)).await;

    assert_eq!(post_to(&url, signer.headers(BODY), BODY).await.0, 200);
    let forged = TestSigner::another().headers(BODY);
    assert_eq!(post_to(&url, forged, BODY).await, (401, "the signature is wrong".to_owned()));
    let missing = post_to(&url, HeaderMap::new(), BODY).await;
    assert_eq!(missing, (401, "the header rtk-signature is missing".to_owned()));
    assert_eq!(post_to(&url, signer.headers("[]"), "[]").await, (422, "the body is not a webhook event".to_owned()));
    // An unreadable field is left to the handler, because the service does not send a refused delivery again.
    let unreadable =
        r#"{"event":"recording.statusUpdate","recording":{"id":"r","status":"UPLOADED","fileSize":"1.2 MB"}}"#;
    assert_eq!(post_to(&url, signer.headers(unreadable), unreadable).await.0, 200);
    let large = " ".repeat(1001);
    assert_eq!(post_to(&url, signer.headers(&large), large.clone()).await.0, 413);
    // Without Content-Length.
    let pieces = futures::stream::iter(vec![Ok::<_, Infallible>(large[..900].to_owned()), Ok(large[900..].to_owned())]);
    assert_eq!(post_to(&url, signer.headers(&large), reqwest::Body::wrap_stream(pieces)).await.0, 413);
    assert_eq!(*log.lock().unwrap(), ["meeting.started", "recording.statusUpdate"]);
}

#[tokio::test]
async fn a_handler_can_receive_the_rejection() {
    let handler = |webhook: Result<Webhook, Rejection>| async move { webhook.unwrap_err().to_string() };
    let router = Router::new().route("/hooks", post(handler)).with_state(TestSigner::new().verifier());
    let (status, text) = post_to(&serve(router).await, HeaderMap::new(), BODY).await;
    assert_eq!((status, text.as_str()), (200, "the header rtk-signature is missing"));
}

#[tokio::test]
async fn a_delivery_whose_key_cannot_be_fetched_is_refused_with_503() {
    let verifier = Verifier::builder().origin("http://127.0.0.1:1").build().unwrap();
    let router = Router::new().route("/hooks", post(|_: Webhook| async {})).with_state(verifier);
    assert_eq!(post_to(&serve(router).await, TestSigner::new().headers(BODY), BODY).await.0, 503);
}

/// A route whose handler fails `failures` times; the last failure is a panic.
fn route(signer: &TestSigner, log: &Log, failures: usize, deduplicator: MemoryDeduplicator) -> Router {
    let (log, failures) = (Arc::clone(log), Arc::new(AtomicUsize::new(failures)));
    let handler = move |delivery: Delivery| {
        let left = failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        let log = Arc::clone(&log);
        async move {
            match left {
                Ok(1) => panic!("expected by the test"),
                Ok(_) => Err("the database is unavailable"),
                Err(_) => {
                    log.lock().unwrap().push(delivery.id);
                    Ok(())
                }
            }
        }
    };
    Router::new().route("/hooks", receive(signer.verifier(), deduplicator, handler))
}

#[tokio::test]
async fn a_delivery_that_is_sent_again_is_handled_once() {
    let (signer, log) = (TestSigner::new(), Log::default());
    let url = serve(route(&signer, &log, 0, MemoryDeduplicator::default())).await;
    let headers = signer.headers_of("first", "w", BODY);
    for _ in 0..3 {
        assert_eq!(post_to(&url, headers.clone(), BODY).await.0, 204);
    }
    assert_eq!(post_to(&url, signer.headers_of("the same under another id", "w", BODY), BODY).await.0, 401);
    assert_eq!(post_to(&url, signer.headers_of("second", "w", BODY), BODY).await.0, 204);
    let other = r#"{"event":"meeting.started","meeting":{"id":"n"}}"#;
    assert_eq!(post_to(&url, signer.headers_of("third", "w", other), other).await.0, 204);
    assert_eq!(*log.lock().unwrap(), ["first", "third"]);
}

#[tokio::test]
async fn a_delivery_whose_handler_failed_is_handled_when_it_is_sent_again() {
    let (signer, log) = (TestSigner::new(), Log::default());
    let url = serve(route(&signer, &log, 3, MemoryDeduplicator::default())).await;
    let headers = signer.headers_of("first", "w", BODY);
    for expected in [500, 500, 500, 204, 204] {
        assert_eq!(post_to(&url, headers.clone(), BODY).await, (expected, String::new()));
    }
    assert_eq!(*log.lock().unwrap(), ["first"]);
}

/// A handler that reports when it starts and waits until it may end.
#[derive(Clone, Default)]
struct Gate {
    started: Arc<Notify>,
    open: Arc<Notify>,
    finished: Arc<Notify>,
    log: Log,
}

impl Gate {
    async fn handle(self, delivery: Delivery) -> Result<(), Infallible> {
        self.started.notify_one();
        self.open.notified().await;
        self.log.lock().unwrap().push(delivery.id);
        self.finished.notify_one();
        Ok(())
    }

    async fn serve(&self, signer: &TestSigner) -> String {
        let gate = self.clone();
        let handler = move |delivery: Delivery| gate.clone().handle(delivery);
        let route = receive(signer.verifier(), MemoryDeduplicator::default(), handler);
        serve(Router::new().route("/hooks", route)).await
    }
}

#[tokio::test]
async fn a_handler_continues_if_the_connection_ends() {
    let (signer, gate) = (TestSigner::new(), Gate::default());
    let url = gate.serve(&signer).await;
    let request = tokio::spawn(async move { post_to(&url, signer.headers_of("first", "w", BODY), BODY).await });
    gate.started.notified().await;
    request.abort();
    gate.open.notify_one();
    gate.finished.notified().await;
    assert_eq!(*gate.log.lock().unwrap(), ["first"]);
}

#[tokio::test]
async fn a_delivery_that_is_being_handled_is_to_be_sent_again() {
    let (signer, gate) = (TestSigner::new(), Gate::default());
    let url = gate.serve(&signer).await;
    let headers = signer.headers_of("first", "w", BODY);
    let first = tokio::spawn({
        let (url, headers) = (url.clone(), headers.clone());
        async move { post_to(&url, headers, BODY).await.0 }
    });
    gate.started.notified().await;
    assert_eq!(post_to(&url, headers.clone(), BODY).await.0, 503);
    gate.open.notify_one();
    assert_eq!(first.await.unwrap(), 204);
    assert_eq!(post_to(&url, headers, BODY).await.0, 204);
    assert_eq!(*gate.log.lock().unwrap(), ["first"]);
}

/// An error that cannot be formatted.
struct Unprintable;

impl fmt::Display for Unprintable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("expected by the test")
    }
}

#[tokio::test]
async fn a_delivery_is_released_if_displaying_the_error_panics() {
    let (signer, calls) = (TestSigner::new(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&calls);
    let handler = move |_: Delivery| {
        let first = counted.fetch_add(1, Ordering::SeqCst) == 0;
        async move { if first { Err(Unprintable) } else { Ok(()) } }
    };
    let route = receive(signer.verifier(), MemoryDeduplicator::default(), handler);
    let url = serve(Router::new().route("/hooks", route)).await;
    let headers = signer.headers_of("first", "w", BODY);
    for expected in [500, 204, 204] {
        assert_eq!(post_to(&url, headers.clone(), BODY).await.0, expected);
    }
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

/// Sends a request whose body never ends, and returns the status of the response.
async fn unfinished(url: &str, headers: &HeaderMap) -> String {
    let address = url.trim_start_matches("http://").trim_end_matches("/hooks");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut request = format!("POST /hooks HTTP/1.1\r\nhost: {address}\r\ncontent-length: 1000\r\n");
    for (name, value) in headers {
        request += &format!("{name}: {}\r\n", value.to_str().unwrap());
    }
    stream.write_all(format!("{request}\r\nsome").as_bytes()).await.unwrap();
    let mut status = [0; 12];
    stream.read_exact(&mut status).await.unwrap();
    String::from_utf8_lossy(&status[9..]).into_owned()
}

#[tokio::test]
async fn headers_are_checked_before_the_body_is_read() {
    let signer = TestSigner::new();
    let verifier = signer.verifier_builder().webhook_ids(["mine"]).build().unwrap();
    let handler = |_: Delivery| async { Ok::<(), Infallible>(()) };
    let url = serve(Router::new().route("/hooks", receive(verifier, MemoryDeduplicator::default(), handler))).await;
    assert_eq!(unfinished(&url, &HeaderMap::new()).await, "401");
    assert_eq!(unfinished(&url, &signer.headers_of("a", "other", BODY)).await, "401");
}

#[tokio::test]
async fn a_body_that_does_not_end_is_refused() {
    let signer = TestSigner::new();
    let verifier = signer.verifier_builder().body_timeout(Duration::from_millis(20)).build().unwrap();
    let handler = |_: Delivery| async { Ok::<(), Infallible>(()) };
    let url = serve(Router::new().route("/hooks", receive(verifier, MemoryDeduplicator::default(), handler))).await;
    assert_eq!(unfinished(&url, &signer.headers(BODY)).await, "503");
}

/// A deduplicator whose store fails after some calls.
struct Unavailable {
    calls_left: AtomicUsize,
}

impl Unavailable {
    fn after(calls: usize) -> Arc<dyn Deduplicator> {
        Arc::new(Self { calls_left: AtomicUsize::new(calls) })
    }

    fn call<T: Send + 'static>(&self, result: T) -> BoxFuture<'static, Result<T, DeduplicatorError>> {
        let left = self.calls_left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        Box::pin(async move { if left.is_ok() { Ok(result) } else { Err("the database is unavailable".into()) } })
    }
}

impl Deduplicator for Unavailable {
    fn claim<'a>(&'a self, _: &'a DeliveryKey) -> BoxFuture<'a, Result<Claim, DeduplicatorError>> {
        self.call(Claim::New(Lease::new("1")))
    }

    fn complete<'a>(&'a self, _: &'a DeliveryKey) -> BoxFuture<'a, Result<(), DeduplicatorError>> {
        self.call(())
    }

    fn release<'a>(&'a self, _: &'a DeliveryKey, _: &'a Lease) -> BoxFuture<'a, Result<(), DeduplicatorError>> {
        self.call(())
    }
}

#[tokio::test]
async fn a_deduplicator_that_cannot_claim_stops_the_delivery_and_one_that_cannot_complete_does_not() {
    let signer = TestSigner::new();
    for (calls, status, handled) in [(0, 500, 0), (1, 204, 1)] {
        let counter = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&counter);
        let handler = move |_: Delivery| {
            counted.fetch_add(1, Ordering::SeqCst);
            async { Ok::<(), Infallible>(()) }
        };
        let route = receive(signer.verifier(), Unavailable::after(calls), handler);
        let url = serve(Router::new().route("/hooks", route)).await;
        assert_eq!(post_to(&url, signer.headers(BODY), BODY).await.0, status);
        assert_eq!(counter.load(Ordering::SeqCst), handled);
        assert_eq!(reqwest::get(&url).await.unwrap().status().as_u16(), 405);
    }
}
