//! Deliveries are verified, whatever comes.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::routing::get;
use realtimekit::webhooks::testing::{TestSigner, WEBHOOK_ID};
use realtimekit::webhooks::{BodyHash, Event, PublicKey, Verifier, VerifyError};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

const BODY: &str = r#"{"event":"meeting.ended","meeting":{"id":"m","sessionId":"s"},"reason":"ALL_PARTICIPANTS_LEFT"}"#;

fn without(headers: &HeaderMap, name: &str) -> HeaderMap {
    let mut headers = headers.clone();
    headers.remove(name);
    headers
}

fn with(headers: &HeaderMap, name: &'static str, value: &str) -> HeaderMap {
    let mut headers = headers.clone();
    headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    headers
}

async fn refused(verifier: &Verifier, headers: &HeaderMap, body: impl AsRef<[u8]>) -> VerifyError {
    verifier.verify(headers, body.as_ref()).await.expect_err("the delivery must be refused")
}

#[tokio::test]
async fn a_genuine_delivery_is_accepted() {
    let signer = TestSigner::new();
    let headers = signer.headers_of("delivery-1", "webhook-1", BODY);
    for verifier in [
        signer.verifier(),
        Verifier::from_pem(signer.public_key_pem()).unwrap(),
        Verifier::from_well_known(signer.well_known().as_bytes()).unwrap(),
        Verifier::builder()
            .public_key(TestSigner::another().public_key())
            .public_key(signer.public_key())
            .build()
            .unwrap(),
    ] {
        let delivery = verifier.verify(&headers, BODY.as_bytes()).await.unwrap();
        assert_eq!((delivery.id.as_str(), delivery.webhook_id.as_str()), ("delivery-1", "webhook-1"));
        assert_eq!(delivery.body_hash, BodyHash::of(BODY.as_bytes()));
        let Event::MeetingEnded(event) = delivery.event else { panic!("{delivery:?}") };
        assert_eq!((event.meeting.id.as_str(), event.reason.unwrap().as_str()), ("m", "ALL_PARTICIPANTS_LEFT"));
    }
}

#[tokio::test]
async fn headers_may_be_kept_in_many_ways() {
    let signer = TestSigner::new();
    let verifier = signer.verifier();
    let owned =
        |(name, value): (&HeaderName, &HeaderValue)| (name.as_str().to_uppercase(), value.to_str().unwrap().to_owned());
    let list: Vec<(String, String)> = signer.headers_of("a", "w", BODY).iter().map(owned).collect();
    let map: HashMap<String, String> = list.iter().cloned().collect();
    let bytes: Vec<(&str, &[u8])> = list.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    let body = BODY.as_bytes();
    for result in [
        verifier.verify(&list, body).await,
        verifier.verify(list.as_slice(), body).await,
        verifier.verify(&map, body).await,
        verifier.verify(&bytes, body).await,
    ] {
        assert_eq!(result.unwrap().id, "a");
    }
    let mut twice = map.clone();
    twice.insert("rtk-uuid".to_owned(), "b".to_owned());
    let error = verifier.verify(&twice, body).await.unwrap_err();
    assert!(matches!(error, VerifyError::RepeatedHeader("rtk-uuid")), "{error:?}");
}

#[tokio::test]
async fn a_genuine_delivery_with_an_odd_field_is_given_on() {
    let signer = TestSigner::new();
    for body in [
        json!({ "event": "recording.statusUpdate",
                "recording": { "id": "r", "status": "UPLOADED", "fileSize": "1.2 MB" } }),
        json!({ "event": "meeting.started", "meeting": { "id": "m", "organizedBy": "Acme" } }),
        json!({ "event": "meeting.started", "meeting": { "id": "m", "organizedBy": ["a", "b"] } }),
        json!({ "event": "livestreaming.statusUpdate", "streamKey": "s3cr3t" }),
    ] {
        let text = body.to_string();
        let headers = signer.headers_of("delivery", "webhook", &text);
        let delivery = signer.verifier().verify(&headers, text.as_bytes()).await.unwrap();
        assert_eq!((delivery.id.as_str(), delivery.webhook_id.as_str()), ("delivery", "webhook"));
        assert!(!format!("{delivery:?}").contains("s3cr3t"));
        let reason = delivery.event.unreadable().unwrap();
        assert_eq!(reason.event(), body["event"].as_str());
        let Event::Unknown { name, json } = delivery.event else { panic!("{reason}") };
        assert_eq!((name.as_str(), &json), (body["event"].as_str().unwrap(), &body));
    }
}

#[tokio::test]
async fn a_signature_made_with_openssl_is_accepted() {
    // openssl dgst -sha256 -sign key.pem openssl_signed_body.json | base64 -w0
    let verifier = Verifier::from_pem(include_str!("webhooks/openssl_public_key.pem")).unwrap();
    let body = include_bytes!("webhooks/openssl_signed_body.json");
    let headers = [
        ("Rtk-Signature", include_str!("webhooks/openssl_signature.txt")),
        ("Rtk-Uuid", "4f1c2d3e-0000-4000-8000-000000000001"),
        ("Rtk-Webhook-Id", "4f1c2d3e-0000-4000-8000-000000000002"),
    ];
    let delivery = verifier.verify(&headers, body).await.unwrap();
    let Event::MeetingEnded(event) = delivery.event else { panic!("{delivery:?}") };
    assert_eq!(event.meeting.title.as_deref(), Some("Zwölf Uhr — Übergabe"));
    // The same JSON in other bytes is another body.
    let rewritten = serde_json::from_slice::<Value>(body).unwrap().to_string();
    let error = verifier.verify(&headers, rewritten.as_bytes()).await.unwrap_err();
    assert!(matches!(error, VerifyError::WrongSignature), "{error:?}");
}

#[tokio::test]
async fn every_flaw_has_its_error() {
    use VerifyError as E;
    let signer = TestSigner::new();
    let verifier = signer.verifier_builder().max_body_bytes(1000).webhook_ids([WEBHOOK_ID]).build().unwrap();
    let good = signer.headers(BODY);
    assert!(verifier.verify(&good, BODY.as_bytes()).await.is_ok());

    for name in ["rtk-signature", "rtk-uuid", "rtk-webhook-id"] {
        let error = refused(&verifier, &without(&good, name), BODY).await;
        assert!(matches!(error, E::MissingHeader(missing) if missing == name), "{error:?}");
        let mut twice = good.clone();
        twice.append(name, good[name].clone());
        let error = refused(&verifier, &twice, BODY).await;
        assert!(matches!(error, E::RepeatedHeader(repeated) if repeated == name), "{error:?}");
    }
    for name in ["rtk-uuid", "rtk-webhook-id"] {
        for value in ["", "a b", "ä", &"x".repeat(129)] {
            let error = refused(&verifier, &with(&good, name, value), BODY).await;
            assert!(matches!(error, E::MalformedHeader(malformed) if malformed == name), "{error:?}");
        }
    }
    let signature = good["rtk-signature"].to_str().unwrap();
    let urlsafe = signature.replace('+', "-").replace('/', "_");
    assert_ne!(urlsafe, signature);
    let trailing = format!("{}R==", &signature[..341]);
    for malformed in ["%", &signature[..343], &signature[..342], &urlsafe, &trailing, "ä", &format!("{signature}=")] {
        let error = refused(&verifier, &with(&good, "rtk-signature", malformed), BODY).await;
        assert!(matches!(error, E::MalformedSignature), "{malformed}: {error:?}");
    }
    for length in ["", "AAAA", &signature[..340], &"A".repeat(1372), &"A".repeat(100_000), &"A".repeat(512)] {
        let error = refused(&verifier, &with(&good, "rtk-signature", length), BODY).await;
        assert!(matches!(error, E::SignatureLength), "{length}: {error:?}");
    }
    let other = TestSigner::another().headers(BODY);
    for (headers, body) in [(&other, BODY), (&good, r#"{"event":"new"}"#), (&good, "")] {
        let error = refused(&verifier, headers, body).await;
        assert!(matches!(error, E::WrongSignature) && error.status() == 401, "{error:?}");
    }
    let strange = signer.headers_of("a", "another-webhook", BODY);
    assert!(matches!(refused(&verifier, &strange, BODY).await, E::UnknownWebhook));
    let large = format!("{BODY}{}", " ".repeat(1000));
    let error = refused(&verifier, &signer.headers(&large), &large).await;
    assert!(matches!(error, E::BodyTooLarge) && error.status() == 413, "{error:?}");
    let error = refused(&verifier, &signer.headers("[]"), "[]").await;
    assert!(matches!(error, E::Event(_)) && error.status() == 422 && !error.is_temporary(), "{error:?}");
}

#[tokio::test]
async fn older_headers_are_read_when_asked_for() {
    let signer = TestSigner::new();
    let new = signer.headers_of("new", "w", BODY);
    let older = |headers: &HeaderMap| -> HeaderMap {
        let rename = |name: &str| HeaderName::try_from(name.replace("rtk-", "dyte-")).unwrap();
        headers.iter().map(|(name, value)| (rename(name.as_str()), value.clone())).collect()
    };
    let old = older(&signer.headers_of("old", "w", BODY));
    let tolerant = signer.verifier_builder().accept_old_headers().build().unwrap();
    assert_eq!(tolerant.verify(&old, BODY.as_bytes()).await.unwrap().id, "old");
    assert_eq!(tolerant.verify(&new, BODY.as_bytes()).await.unwrap().id, "new");
    let error = refused(&signer.verifier(), &old, BODY).await;
    assert!(matches!(error, VerifyError::MissingHeader("rtk-signature")), "{error:?}");
    // The newer names win, so that nobody can choose which signature counts.
    let mut both = old.clone();
    both.extend(TestSigner::another().headers_of("forged", "w", BODY));
    assert!(matches!(refused(&tolerant, &both, BODY).await, VerifyError::WrongSignature));
}

/// A sequence of numbers that is the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn flip(&mut self, bytes: &mut [u8]) {
        let at = self.below(bytes.len());
        bytes[at] ^= 1 << self.below(8);
    }
}

fn bodies() -> Vec<Vec<u8>> {
    let document: Value =
        serde_json::from_str(include_str!("../../realtimekit-emulator/src/generated/realtimekit.json")).unwrap();
    let entries = document["x-webhooks"].as_array().unwrap();
    entries.iter().map(|entry| entry["example"].to_string().into_bytes()).collect()
}

#[tokio::test]
async fn of_ten_thousand_mutated_deliveries_none_is_accepted() {
    let signer = TestSigner::new();
    let verifier = signer.verifier_builder().max_body_bytes(64 * 1024).build().unwrap();
    let pem = signer.public_key_pem().as_bytes().to_vec();
    let bodies = bodies();
    let signatures: Vec<Vec<u8>> = bodies.iter().map(|body| signer.sign(body).into_bytes()).collect();
    let (mut chance, mut verified_with_another_key) = (Chance(0x7e57), 0);
    for round in 0..10_000 {
        let which = chance.below(bodies.len());
        let (mut body, mut signature, mut key) = (bodies[which].clone(), signatures[which].clone(), pem.clone());
        match round % 12 {
            0 | 1 => (0..=chance.below(4)).for_each(|_| chance.flip(&mut body)),
            2 | 3 => (0..=chance.below(4)).for_each(|_| chance.flip(&mut signature)),
            4 => chance.flip(&mut key),
            5 => body = bodies[(which + 1 + chance.below(bodies.len() - 1)) % bodies.len()].clone(),
            6 => body.truncate(chance.below(body.len())),
            7 => signature.truncate(chance.below(signature.len())),
            8 => body.extend((0..=chance.below(100)).map(|_| b' ')),
            9 => body.insert(chance.below(body.len()), 0xff),
            10 => body = [&b"{\"event\":"[..], &vec![b'['; chance.below(60_000)]].concat(),
            _ => body.resize(64 * 1024 + chance.below(3), b' '),
        }
        // Two flips of one bit undo each other.
        if body == bodies[which] && signature == signatures[which] && key == pem {
            continue;
        }
        let verifier = if key == pem {
            verifier.clone()
        } else {
            match std::str::from_utf8(&key).ok().and_then(|key| Verifier::from_pem(key).ok()) {
                Some(verifier) => verifier,
                None => continue,
            }
        };
        verified_with_another_key += usize::from(key != pem);
        let headers = [("rtk-signature", &signature[..]), ("rtk-uuid", b"a"), ("rtk-webhook-id", b"w")];
        let result = verifier.verify(&headers, &body).await;
        assert!(result.is_err(), "round {round}: {result:?}");
    }
    assert!(verified_with_another_key > 100, "{verified_with_another_key}");
}

#[tokio::test]
async fn of_thousands_of_mutated_bodies_with_good_signatures_none_panics() {
    let signer = TestSigner::new();
    let verifier = signer.verifier();
    let (mut chance, mut read, mut unreadable) = (Chance(0xb0d1e5), 0, [0; 2]);
    let bodies = bodies();
    for _ in 0..1000 {
        let mut body = bodies[chance.below(bodies.len())].clone();
        (0..=chance.below(4)).for_each(|_| chance.flip(&mut body));
        match verifier.verify(&signer.headers(&body), &body).await {
            Ok(delivery) if delivery.event.unreadable().is_some() => unreadable[0] += 1,
            Ok(_) => read += 1,
            // Not JSON, or the name of the event is gone.
            Err(VerifyError::Event(_)) => unreadable[1] += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(read > 100 && unreadable[0] > 10 && unreadable[1] > 100, "{read} read, {unreadable:?} unreadable");
}

/// The well-known address of a service, with a key that can be replaced.
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
    /// Nothing is answered while a test holds it.
    gate: tokio::sync::RwLock<()>,
}

impl Service {
    async fn start(signer: &TestSigner) -> Self {
        let state = Arc::new(State { status: AtomicUsize::new(200), ..State::default() });
        let shared = Arc::clone(&state);
        let answer = move |request: Request| {
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
        let router = Router::new().route("/.well-known/webhooks.json", get(answer));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let service = Self { address, state };
        service.publish(signer);
        service
    }

    fn publish(&self, signer: &TestSigner) {
        *self.state.document.lock().unwrap() = signer.well_known();
    }

    fn answer(&self, status: usize) {
        self.state.status.store(status, Ordering::SeqCst);
    }

    fn fetches(&self) -> usize {
        self.state.fetches.load(Ordering::SeqCst)
    }

    /// A verifier that fetches the key here, and the seconds on its clock.
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
    // The same when the key was replaced.
    let next = TestSigner::another();
    service.publish(&next);
    let all = (0..100).map(|_| accepts(&verifier, &next));
    assert!(futures::future::join_all(all).await.into_iter().all(|accepted| accepted));
    assert_eq!(service.fetches(), 2);
}

#[tokio::test]
async fn a_failed_first_fetch_is_shared_and_tried_again_later() {
    let signer = TestSigner::new();
    let service = Service::start(&signer).await;
    let (verifier, seconds) = service.verifier();
    service.answer(500);
    let headers = signer.headers(BODY);
    let all = (0..20).map(|_| refused(&verifier, &headers, BODY));
    for error in futures::future::join_all(all).await {
        assert!(matches!(error, VerifyError::KeyUnavailable(_)) && error.status() == 503, "{error:?}");
        assert_eq!(error.to_string(), "the signature cannot be verified just now");
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(cause, "the key of the webhooks cannot be fetched: status 500 was answered");
    }
    assert_eq!(service.fetches(), 1);
    service.answer(200);
    assert!(!accepts(&verifier, &signer).await, "too soon after the failure");
    seconds.store(5, Ordering::SeqCst);
    assert!(accepts(&verifier, &signer).await);
    assert_eq!(service.fetches(), 2);
}

#[tokio::test]
async fn the_key_is_fetched_again_when_it_is_old_and_kept_while_that_fails() {
    let (signer, forger) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&signer).await;
    let (verifier, seconds) = service.verifier();
    assert!(accepts(&verifier, &signer).await);
    seconds.store(999, Ordering::SeqCst);
    assert!(accepts(&verifier, &signer).await);
    assert_eq!(service.fetches(), 1);
    seconds.store(1000, Ordering::SeqCst);
    assert!(accepts(&verifier, &signer).await);
    // What does not fit waits for the fetch that the delivery before has begun.
    assert_eq!(refused(&verifier, &forger.headers(BODY), BODY).await.status(), 401);
    assert_eq!(service.fetches(), 2);
    service.answer(503);
    for now in [2000, 2001, 2004, 2005, 9000] {
        seconds.store(now, Ordering::SeqCst);
        assert!(accepts(&verifier, &signer).await, "the old key goes on");
        assert_eq!(refused(&verifier, &forger.headers(BODY), BODY).await.status(), 503);
    }
    assert_eq!(service.fetches(), 5, "at 2000, 2005 and 9000");
}

#[tokio::test]
async fn nobody_waits_for_a_newer_key_who_has_one_that_fits() {
    let (old, new) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&old).await;
    let (verifier, seconds) = service.verifier();
    assert!(accepts(&verifier, &old).await);
    service.publish(&new);
    seconds.store(1000, Ordering::SeqCst);
    let closed = service.state.gate.write().await;
    // The service answers nothing, and yet these are accepted.
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
async fn a_fetch_goes_on_when_nobody_waits_for_it() {
    let (old, new) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&old).await;
    let (verifier, _) = service.verifier();
    assert!(accepts(&verifier, &old).await);
    service.publish(&new);
    let closed = service.state.gate.write().await;
    // The connections of those who sent these ended before the key came.
    for _ in 0..10 {
        let waiting = std::pin::pin!(accepts(&verifier, &new));
        assert_eq!(futures::future::poll_immediate(waiting).await, None);
    }
    drop(closed);
    assert!(accepts(&verifier, &new).await);
    assert_eq!(service.fetches(), 2, "they shared one fetch");
}

#[test]
fn a_fetch_that_ended_with_its_runtime_is_begun_again_in_another() {
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
async fn bad_signatures_cause_few_fetches() {
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
    // As long as it was looked for a newer key the answer is final; after that the service is to try again.
    assert_eq!(statuses[..4], [401; 4]);
    assert_eq!(statuses[4..], [503; 46]);
    assert_eq!(service.fetches(), 1 + 4);
    seconds.store(30, Ordering::SeqCst);
    for _ in 0..50 {
        let _ = refused(&verifier, &headers, BODY).await;
    }
    assert_eq!(service.fetches(), 1 + 4 + 1);
    // What cannot be a signature causes none at all.
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
    // Signed before the key was replaced, and on its way until after it.
    for round in 0..10 {
        assert!(accepts(&verifier, &new).await, "round {round}");
        assert!(accepts(&verifier, &old).await, "round {round}");
    }
    assert_eq!(service.fetches(), 2);
    // After the overlap the old key is no longer good.
    seconds.store(100, Ordering::SeqCst);
    let error = refused(&verifier, &old.headers(BODY), BODY).await;
    assert!(matches!(error, VerifyError::WrongSignature), "{error:?}");
    assert!(accepts(&verifier, &new).await);
}

#[tokio::test]
async fn a_delivery_with_a_new_key_that_cannot_be_fetched_yet_is_to_be_sent_again() {
    let (old, new) = (TestSigner::new(), TestSigner::another());
    let service = Service::start(&old).await;
    let (verifier, seconds) = service.verifier();
    assert!(accepts(&verifier, &old).await);
    service.publish(&new);
    service.answer(500);
    let error = refused(&verifier, &new.headers(BODY), BODY).await;
    assert!(matches!(error, VerifyError::Unconfirmed) && error.is_temporary(), "{error:?}");
    assert!(accepts(&verifier, &old).await, "the old key is kept");
    service.answer(200);
    seconds.store(5, Ordering::SeqCst);
    assert!(accepts(&verifier, &new).await);
}

#[tokio::test]
async fn documents_that_hold_no_key_are_refused() {
    let signer = TestSigner::new();
    let service = Service::start(&signer).await;
    let huge = json!({ "data": { "publicKey": "x".repeat(70_000) } }).to_string();
    for (status, document, text) in [
        (200, "{}", "the document does not hold a key in `data.publicKey`"),
        (200, r#"{"data":{"publicKey":"a"}}"#, "the key is not PEM"),
        (200, &huge, "the answer is too large"),
        (302, "", "status 302 was answered"),
        (404, "", "status 404 was answered"),
    ] {
        *service.state.document.lock().unwrap() = document.to_owned();
        service.answer(status);
        let (verifier, _) = service.verifier();
        let error = refused(&verifier, &signer.headers(BODY), BODY).await;
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(cause.starts_with(&format!("the key of the webhooks cannot be fetched: {text}")), "{cause}");
    }
    let closed = Verifier::builder().origin("http://127.0.0.1:1").build().unwrap();
    assert!(matches!(refused(&closed, &signer.headers(BODY), BODY).await, VerifyError::KeyUnavailable(_)));
}

#[test]
fn a_key_is_not_fetched_in_the_clear() {
    for (origin, rule) in [
        ("http://example.com", "must begin with https://"),
        ("ftp://localhost", "must begin with https://"),
        ("example.com", "is not a URL"),
    ] {
        let error = Verifier::builder().origin(origin).build().unwrap_err();
        assert!(error.to_string().contains(rule), "{error}");
    }
    assert!(Verifier::new().is_ok() && Verifier::builder().origin("http://[::1]:9").build().is_ok());
}

#[test]
fn nothing_secret_is_printed() {
    let signer = TestSigner::new();
    for text in [format!("{signer:?}"), format!("{:?}", signer.verifier()), format!("{:?}", Verifier::builder())] {
        assert!(text.len() < 300, "{text}");
    }
    let _: fn() = || {
        fn shared<T: Clone + Send + Sync + 'static>() {}
        shared::<Verifier>();
        shared::<PublicKey>();
        shared::<VerifyError>();
    };
}
