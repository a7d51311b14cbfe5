//! What an axum server answers to deliveries.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::post;
use realtimekit::webhooks::axum::{Rejection, Webhook, receive};
use realtimekit::webhooks::testing::TestSigner;
use realtimekit::webhooks::{BodyHash, Deduplicator, Delivery, MemoryDeduplicator, Verifier};
use reqwest::header::HeaderMap;

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

/// What the handlers were given.
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
    assert_eq!(post_to(&url, signer.headers("[]"), "[]").await, (422, "the body tells of no event".to_owned()));
    // What cannot be read is for the handler to judge: nobody sends it again.
    let odd = r#"{"event":"recording.statusUpdate","recording":{"id":"r","status":"UPLOADED","fileSize":"1.2 MB"}}"#;
    assert_eq!(post_to(&url, signer.headers(odd), odd).await.0, 200);
    let large = " ".repeat(1001);
    assert_eq!(post_to(&url, signer.headers(&large), large.clone()).await.0, 413);
    // Without an announced length.
    let pieces = futures::stream::iter(vec![Ok::<_, Infallible>(large[..900].to_owned()), Ok(large[900..].to_owned())]);
    assert_eq!(post_to(&url, signer.headers(&large), reqwest::Body::wrap_stream(pieces)).await.0, 413);
    assert_eq!(*log.lock().unwrap(), ["meeting.started", "recording.statusUpdate"]);
}

#[tokio::test]
async fn handlers_may_see_why_a_delivery_was_refused() {
    let handler = |webhook: Result<Webhook, Rejection>| async move { webhook.unwrap_err().to_string() };
    let router = Router::new().route("/hooks", post(handler)).with_state(TestSigner::new().verifier());
    let (status, text) = post_to(&serve(router).await, HeaderMap::new(), BODY).await;
    assert_eq!((status, text.as_str()), (200, "the header rtk-signature is missing"));
}

#[tokio::test]
async fn a_key_that_cannot_be_fetched_asks_the_service_to_send_again() {
    let verifier = Verifier::builder().origin("http://127.0.0.1:1").build().unwrap();
    let router = Router::new().route("/hooks", post(|_: Webhook| async {})).with_state(verifier);
    assert_eq!(post_to(&serve(router).await, TestSigner::new().headers(BODY), BODY).await.0, 503);
}

/// A route that fails as long as `failures` is not 0, and panics at 1.
fn route(signer: &TestSigner, log: &Log, failures: usize, deduplicator: MemoryDeduplicator) -> Router {
    let (log, failures) = (Arc::clone(log), Arc::new(AtomicUsize::new(failures)));
    let handler = move |delivery: Delivery| {
        let left = failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        let log = Arc::clone(&log);
        async move {
            match left {
                Ok(1) => panic!("as the test wants it"),
                Ok(_) => Err("the database is away"),
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
async fn a_delivery_that_comes_again_is_handled_once() {
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
async fn a_delivery_that_could_not_be_handled_is_taken_again() {
    let (signer, log) = (TestSigner::new(), Log::default());
    let url = serve(route(&signer, &log, 3, MemoryDeduplicator::default())).await;
    let headers = signer.headers_of("first", "w", BODY);
    for expected in [500, 500, 500, 204, 204] {
        assert_eq!(post_to(&url, headers.clone(), BODY).await, (expected, String::new()));
    }
    assert_eq!(*log.lock().unwrap(), ["first"]);
}

#[tokio::test]
async fn a_handler_runs_to_its_end_when_nobody_waits() {
    let (signer, log) = (TestSigner::new(), Log::default());
    let (started, finished) = (Arc::new(tokio::sync::Notify::new()), Arc::new(tokio::sync::Notify::new()));
    let (begin, end, kept) = (Arc::clone(&started), Arc::clone(&finished), Arc::clone(&log));
    let handler = move |delivery: Delivery| {
        let (begin, end, log) = (Arc::clone(&begin), Arc::clone(&end), Arc::clone(&kept));
        async move {
            begin.notify_one();
            tokio::time::sleep(Duration::from_millis(100)).await;
            log.lock().unwrap().push(delivery.id);
            end.notify_one();
            Ok::<(), Infallible>(())
        }
    };
    let route = receive(signer.verifier(), MemoryDeduplicator::default(), handler);
    let url = serve(Router::new().route("/hooks", route)).await;
    let request = tokio::spawn(async move { post_to(&url, signer.headers_of("first", "w", BODY), BODY).await });
    started.notified().await;
    request.abort();
    finished.notified().await;
    assert_eq!(*log.lock().unwrap(), ["first"]);
}

/// A deduplicator whose database is away.
struct Away;

impl Deduplicator for Away {
    type Error = &'static str;

    async fn seen(&self, _: &str, _: &str, _: &BodyHash) -> Result<bool, Self::Error> {
        Err("the database is away")
    }

    async fn forget(&self, _: &str, _: &str, _: &BodyHash) -> Result<(), Self::Error> {
        Err("the database is away")
    }
}

#[tokio::test]
async fn without_the_deduplicator_nothing_is_handled_and_all_is_sent_again() {
    let (signer, calls) = (TestSigner::new(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&calls);
    let handler = move |_: Delivery| {
        counted.fetch_add(1, Ordering::SeqCst);
        async { Ok::<(), Infallible>(()) }
    };
    let url = serve(Router::new().route("/hooks", receive(signer.verifier(), Away, handler))).await;
    assert_eq!(post_to(&url, signer.headers(BODY), BODY).await.0, 500);
    assert_eq!(calls.load(Ordering::SeqCst), 0);
    assert_eq!(reqwest::get(&url).await.unwrap().status().as_u16(), 405);
}
