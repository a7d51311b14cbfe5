//! The key that is fetched from the service.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::routing::get;
use realtimekit::webhooks::testing::TestSigner;
use realtimekit::webhooks::{Verifier, VerifyError};
use serde_json::json;
use tracing::Level;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::verifier::{BODY, refused, with};

/// A server that publishes a key, which can be replaced.
struct Service {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    status: AtomicUsize,
    document: Mutex<String>,
    fetches: AtomicUsize,
    authorized: AtomicUsize,
    delay: Mutex<Duration>,
    /// No response is sent while a test holds it for writing.
    gate: tokio::sync::RwLock<()>,
}

impl Service {
    async fn start(signer: &TestSigner) -> Self {
        let state = Arc::new(State { status: AtomicUsize::new(200), ..State::default() });
        let shared = Arc::clone(&state);
        let respond = move |request: Request| {
            let state = Arc::clone(&shared);
            async move {
                state.fetches.fetch_add(1, Ordering::SeqCst);
                let secret = request.headers().contains_key("authorization");
                state.authorized.fetch_add(usize::from(secret), Ordering::SeqCst);
                let delay = *state.delay.lock().unwrap();
                tokio::time::sleep(delay).await;
                drop(state.gate.read().await);
                let status = u16::try_from(state.status.load(Ordering::SeqCst)).unwrap();
                let document = state.document.lock().unwrap().clone();
                (StatusCode::from_u16(status).unwrap(), [("location", "/elsewhere")], document)
            }
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/.well-known/webhooks.json", get(respond));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let service = Self { address, state };
        service.publish(signer);
        service
    }

    fn publish(&self, signer: &TestSigner) {
        *self.state.document.lock().unwrap() = signer.well_known();
    }

    fn respond_with(&self, status: usize) {
        self.state.status.store(status, Ordering::SeqCst);
    }

    fn fetches(&self) -> usize {
        self.state.fetches.load(Ordering::SeqCst)
    }

    /// A verifier that fetches the key from this server, and the seconds on its clock.
    fn verifier(&self) -> (Verifier, Arc<AtomicU64>) {
        let (start, seconds) = (Instant::now(), Arc::new(AtomicU64::new(0)));
        let read = Arc::clone(&seconds);
        let clock = move || start + Duration::from_secs(read.load(Ordering::SeqCst));
        let builder = Verifier::builder().origin(format!("http://{}/", self.address)).clock(clock);
        let builder = builder.max_age(Duration::from_secs(1000)).key_overlap(Duration::from_secs(100));
        (builder.refetch_interval(Duration::from_secs(30)).build().unwrap(), seconds)
    }
}

async fn accepts(verifier: &Verifier, signer: &TestSigner) -> bool {
    verifier.verify(&signer.headers(BODY), BODY.as_bytes()).await.is_ok()
}

#[tokio::test]
async fn concurrent_deliveries_share_one_fetch() {
    let signer = TestSigner::new();
    let service = Service::start(&signer).await;
    *service.state.delay.lock().unwrap() = Duration::from_millis(50);
    let (verifier, _) = service.verifier();
    let all = (0..100).map(|_| accepts(&verifier, &signer));
    assert!(futures::future::join_all(all).await.into_iter().all(|accepted| accepted));
    assert_eq!(service.fetches(), 1);
    assert_eq!(service.state.authorized.load(Ordering::SeqCst), 0);
    // The same after the key was replaced.
    let next = TestSigner::another();
    service.publish(&next);
    let all = (0..100).map(|_| accepts(&verifier, &next));
    assert!(futures::future::join_all(all).await.into_iter().all(|accepted| accepted));
    assert_eq!(service.fetches(), 2);
}

#[tokio::test]
async fn a_failed_first_fetch_is_shared_and_retried_later() {
    let signer = TestSigner::new();
    let service = Service::start(&signer).await;
    let (verifier, seconds) = service.verifier();
    service.respond_with(500);
    let headers = signer.headers(BODY);
    let all = (0..20).map(|_| refused(&verifier, &headers, BODY));
    for error in futures::future::join_all(all).await {
        assert!(matches!(error, VerifyError::KeyUnavailable(_)) && error.status() == 503, "{error:?}");
        assert_eq!(error.to_string(), "the signature cannot be verified at the moment");
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(cause, "the webhook key could not be fetched: the response has status 500");
    }
    assert_eq!(service.fetches(), 1);
    service.respond_with(200);
    assert!(!accepts(&verifier, &signer).await, "too soon after the failure");
    seconds.store(5, Ordering::SeqCst);
    assert!(accepts(&verifier, &signer).await);
    assert_eq!(service.fetches(), 2);
}

#[tokio::test]
async fn an_old_key_is_fetched_again_and_used_while_that_fails() {
    let (signer, forger) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&signer).await;
    let (verifier, seconds) = service.verifier();
    assert!(accepts(&verifier, &signer).await);
    seconds.store(999, Ordering::SeqCst);
    assert!(accepts(&verifier, &signer).await);
    assert_eq!(service.fetches(), 1);
    seconds.store(1000, Ordering::SeqCst);
    assert!(accepts(&verifier, &signer).await);
    // A wrong signature waits for the fetch that the previous delivery started.
    assert_eq!(refused(&verifier, &forger.headers(BODY), BODY).await.status(), 401);
    assert_eq!(service.fetches(), 2);
    service.respond_with(503);
    for now in [2000, 2001, 2004, 2005, 9000] {
        seconds.store(now, Ordering::SeqCst);
        assert!(accepts(&verifier, &signer).await, "the old key is still used");
        assert_eq!(refused(&verifier, &forger.headers(BODY), BODY).await.status(), 503);
    }
    assert_eq!(service.fetches(), 5, "at 2000, 2005 and 9000");
}

#[tokio::test]
async fn a_delivery_that_matches_a_cached_key_does_not_wait_for_a_fetch() {
    let (old, new) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&old).await;
    let (verifier, seconds) = service.verifier();
    assert!(accepts(&verifier, &old).await);
    service.publish(&new);
    seconds.store(1000, Ordering::SeqCst);
    let closed = service.state.gate.write().await;
    // These are accepted although the server does not respond.
    for _ in 0..10 {
        assert!(accepts(&verifier, &old).await);
    }
    let waiting = accepts(&verifier, &new);
    let open = async {
        while service.fetches() < 2 {
            tokio::task::yield_now().await;
        }
        drop(closed);
    };
    let (accepted, ()) = futures::future::join(waiting, open).await;
    assert!(accepted && accepts(&verifier, &old).await);
    assert_eq!(service.fetches(), 2);
}

#[tokio::test]
async fn a_fetch_continues_if_its_callers_are_dropped() {
    let (old, new) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&old).await;
    let (verifier, _) = service.verifier();
    assert!(accepts(&verifier, &old).await);
    service.publish(&new);
    let closed = service.state.gate.write().await;
    // The connections of these deliveries end before the key is received.
    for _ in 0..10 {
        let waiting = std::pin::pin!(accepts(&verifier, &new));
        assert_eq!(futures::future::poll_immediate(waiting).await, None);
    }
    drop(closed);
    assert!(accepts(&verifier, &new).await);
    assert_eq!(service.fetches(), 2, "they shared one fetch");
}

#[test]
fn a_fetch_whose_runtime_was_shut_down_is_restarted_in_another() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let signer = TestSigner::new();
    let lasting = runtime();
    let service = lasting.block_on(Service::start(&signer));
    let (verifier, _) = service.verifier();
    let closed = lasting.block_on(service.state.gate.write());
    runtime().block_on(async {
        let waiting = std::pin::pin!(accepts(&verifier, &signer));
        assert_eq!(futures::future::poll_immediate(waiting).await, None);
    });
    drop(closed);
    assert!(lasting.block_on(accepts(&verifier, &signer)));
}

#[tokio::test]
async fn wrong_signatures_are_refused_without_a_fetch_each() {
    let (signer, forger) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&signer).await;
    let (verifier, seconds) = service.verifier();
    assert!(accepts(&verifier, &signer).await);
    let headers = forger.headers(BODY);
    let mut statuses = Vec::new();
    for _ in 0..50 {
        statuses.push(refused(&verifier, &headers, BODY).await.status());
        assert!(accepts(&verifier, &signer).await);
    }
    assert_eq!(statuses, [401; 50]);
    assert_eq!(service.fetches(), 1 + 4);
    seconds.store(30, Ordering::SeqCst);
    for _ in 0..50 {
        let _ = refused(&verifier, &headers, BODY).await;
    }
    assert_eq!(service.fetches(), 1 + 4 + 1);
    // A value that cannot be a signature causes none.
    seconds.store(900, Ordering::SeqCst);
    for signature in ["", "AAAA", "%"] {
        assert_eq!(refused(&verifier, &with(&headers, "rtk-signature", signature), BODY).await.status(), 401);
    }
    assert_eq!(service.fetches(), 1 + 4 + 1);
}

#[tokio::test]
async fn a_replaced_key_loses_no_delivery() {
    let (old, new) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&old).await;
    let (verifier, seconds) = service.verifier();
    for round in 0..10 {
        assert!(accepts(&verifier, &old).await, "round {round}");
    }
    service.publish(&new);
    // Deliveries of the old key were signed before it was replaced.
    for round in 0..10 {
        assert!(accepts(&verifier, &new).await, "round {round}");
        assert!(accepts(&verifier, &old).await, "round {round}");
    }
    assert_eq!(service.fetches(), 2);
    // After the overlap the old key is no longer accepted.
    seconds.store(100, Ordering::SeqCst);
    let error = refused(&verifier, &old.headers(BODY), BODY).await;
    assert!(matches!(error, VerifyError::WrongSignature), "{error:?}");
    assert!(accepts(&verifier, &new).await);
}

#[tokio::test]
async fn a_delivery_signed_with_a_key_that_cannot_be_fetched_is_refused_temporarily() {
    let (old, new) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&old).await;
    let (verifier, seconds) = service.verifier();
    assert!(accepts(&verifier, &old).await);
    service.publish(&new);
    service.respond_with(500);
    let error = refused(&verifier, &new.headers(BODY), BODY).await;
    assert!(matches!(error, VerifyError::Unconfirmed) && error.is_temporary(), "{error:?}");
    assert!(accepts(&verifier, &old).await, "the old key is kept");
    service.respond_with(200);
    seconds.store(5, Ordering::SeqCst);
    assert!(accepts(&verifier, &new).await);
}

#[tokio::test]
async fn unusable_key_documents_are_refused() {
    let signer = TestSigner::new();
    let service = Service::start(&signer).await;
    let huge = json!({ "data": { "publicKey": "x".repeat(70_000) } }).to_string();
    for (status, document, text) in [
        (200, "{}", "the key document has no text in `data.publicKey`"),
        (200, r#"{"data":{"publicKey":"a"}}"#, "the key is not PEM"),
        (200, &huge, "the response is larger than 65536 bytes"),
        (302, "", "the response has status 302"),
        (404, "", "the response has status 404"),
    ] {
        *service.state.document.lock().unwrap() = document.to_owned();
        service.respond_with(status);
        let (verifier, _) = service.verifier();
        let error = refused(&verifier, &signer.headers(BODY), BODY).await;
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(cause.starts_with(&format!("the webhook key could not be fetched: {text}")), "{cause}");
    }
    let closed = Verifier::builder().origin("http://127.0.0.1:1").build().unwrap();
    assert!(matches!(refused(&closed, &signer.headers(BODY), BODY).await, VerifyError::KeyUnavailable(_)));
}

/// Counts events by level.
#[derive(Clone, Default)]
struct Levels(Arc<Mutex<Vec<Level>>>);

impl<S: tracing::Subscriber> Layer<S> for Levels {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target().starts_with("realtimekit::webhooks") {
            self.0.lock().unwrap().push(*event.metadata().level());
        }
    }
}

impl Levels {
    fn record() -> (Self, DefaultGuard) {
        let levels = Self::default();
        let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(levels.clone()));
        (levels, guard)
    }

    fn count(&self, level: Level) -> usize {
        self.0.lock().unwrap().iter().filter(|found| **found == level).count()
    }
}

#[tokio::test]
async fn a_flood_of_forged_deliveries_warns_once_an_interval() {
    let (signer, forger) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&signer).await;
    let (verifier, seconds) = service.verifier();
    assert!(accepts(&verifier, &signer).await);
    let headers = forger.headers(BODY);
    let (levels, _guard) = Levels::record();
    for _ in 0..100 {
        assert_eq!(refused(&verifier, &headers, BODY).await.status(), 401);
    }
    assert_eq!(levels.count(Level::WARN), 0);
    // The key may have been replaced, but it cannot be fetched.
    service.respond_with(500);
    for (now, warnings) in [(30, 1), (31, 1), (59, 1), (60, 2)] {
        seconds.store(now, Ordering::SeqCst);
        for _ in 0..100 {
            assert_eq!(refused(&verifier, &headers, BODY).await.status(), 503);
        }
        assert_eq!(levels.count(Level::WARN), warnings, "at {now} s");
    }
}

#[test]
fn an_unsafe_key_origin_is_refused() {
    for (origin, rule) in [
        ("http://example.com", "must begin with https://"),
        ("ftp://localhost", "must begin with https://"),
        ("example.com", "is not a URL"),
        ("https://user:s3cret@example.com", "must not contain credentials"),
        ("https://s3cret@example.com", "must not contain credentials"),
        ("user:s3cret@example.com", "must begin with https://"),
        (" https://example.com", "must not contain spaces"),
        ("https://example.com ", "must not contain spaces"),
        ("https://exam\nple.com", "must not contain spaces"),
        ("https://example.com/?s3cret", "must not contain a query or a fragment"),
        ("https://example.com/#s3cret", "must not contain a query or a fragment"),
    ] {
        let builder = Verifier::builder().origin(origin);
        assert!(!format!("{builder:?}").contains("s3cret"));
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains(rule) && !error.contains("s3cret"), "{error}");
        assert!(origin.contains("s3cret") || error.contains(&format!("{origin:?}")), "{error}");
    }
    assert!(Verifier::new().is_ok());
    for origin in ["http://[::1]:9", "https://example.com/keys/"] {
        assert!(Verifier::builder().origin(origin).build().is_ok(), "{origin}");
    }
}

#[test]
fn limits_of_zero_are_refused() {
    let builder = || Verifier::builder();
    for (builder, name) in [
        (builder().timeout(Duration::ZERO), "timeout is 0"),
        (builder().body_timeout(Duration::ZERO), "body_timeout is 0"),
        (builder().max_body_bytes(0), "max_body_bytes is 0"),
    ] {
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains(name), "{error}");
    }
}
