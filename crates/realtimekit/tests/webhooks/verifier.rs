//! Verification with a fixed key.

use std::collections::HashMap;

use realtimekit::webhooks::testing::{TestSigner, WEBHOOK_ID};
use realtimekit::webhooks::{BodyHash, Event, PublicKey, Verifier, VerifyError};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

pub(crate) const BODY: &str =
    r#"{"event":"meeting.ended","meeting":{"id":"m","sessionId":"s"},"reason":"ALL_PARTICIPANTS_LEFT"}"#;

fn without(headers: &HeaderMap, name: &str) -> HeaderMap {
    let mut headers = headers.clone();
    headers.remove(name);
    headers
}

pub(crate) fn with(headers: &HeaderMap, name: &'static str, value: &str) -> HeaderMap {
    let mut headers = headers.clone();
    headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    headers
}

pub(crate) async fn refused(verifier: &Verifier, headers: &HeaderMap, body: impl AsRef<[u8]>) -> VerifyError {
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
async fn headers_are_read_from_several_types() {
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
async fn a_genuine_delivery_without_its_identity_is_an_unknown_event() {
    let signer = TestSigner::new();
    for body in [
        json!({ "event": "meeting.started", "meeting": { "title": "Sync" } }),
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
async fn a_genuine_delivery_with_an_unreadable_optional_field_is_read() {
    let signer = TestSigner::new();
    for body in [
        json!({ "event": "recording.statusUpdate",
                "recording": { "id": "r", "status": "UPLOADED", "fileSize": "1.2 MB" } }),
        json!({ "event": "meeting.started", "meeting": { "id": "m", "organizedBy": "Acme" } }),
        json!({ "event": "meeting.started", "meeting": { "id": "m", "organizedBy": ["a", "b"] } }),
    ] {
        let text = body.to_string();
        let headers = signer.headers_of("delivery", "webhook", &text);
        let delivery = signer.verifier().verify(&headers, text.as_bytes()).await.unwrap();
        assert!(!matches!(delivery.event, Event::Unknown { .. }), "{text}");
    }
}

#[tokio::test]
async fn a_signature_made_with_openssl_is_accepted() {
    // openssl dgst -sha256 -sign key.pem openssl_signed_body.json | base64 -w0
    let verifier = Verifier::from_pem(include_str!("openssl_public_key.pem")).unwrap();
    let body = include_bytes!("openssl_signed_body.json");
    let headers = [
        ("Rtk-Signature", include_str!("openssl_signature.txt")),
        ("Rtk-Uuid", "4f1c2d3e-0000-4000-8000-000000000001"),
        ("Rtk-Webhook-Id", "4f1c2d3e-0000-4000-8000-000000000002"),
    ];
    let delivery = verifier.verify(&headers, body).await.unwrap();
    let Event::MeetingEnded(event) = delivery.event else { panic!("{delivery:?}") };
    assert_eq!(event.meeting.title.as_deref(), Some("Zwölf Uhr — Übergabe"));
    // The same JSON with different bytes is another body.
    let rewritten = serde_json::from_slice::<Value>(body).unwrap().to_string();
    let error = verifier.verify(&headers, rewritten.as_bytes()).await.unwrap_err();
    assert!(matches!(error, VerifyError::WrongSignature), "{error:?}");
}

#[tokio::test]
async fn each_defect_has_its_own_error() {
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
async fn old_headers_are_accepted_if_enabled() {
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
    // The current names take precedence, so that a sender cannot choose which signature counts.
    let mut both = old.clone();
    both.extend(TestSigner::another().headers_of("forged", "w", BODY));
    assert!(matches!(refused(&tolerant, &both, BODY).await, VerifyError::WrongSignature));
}

#[tokio::test]
async fn an_unknown_webhook_is_refused_before_the_body_is_read() {
    let signer = TestSigner::new();
    let verifier = signer.verifier_builder().webhook_ids(["mine"]).build().unwrap();
    assert!(verifier.check_headers(&signer.headers_of("a", "mine", BODY)).is_ok());
    let error = verifier.check_headers(&signer.headers_of("a", "other", BODY)).unwrap_err();
    assert!(matches!(error, VerifyError::UnknownWebhook) && error.status() == 401, "{error:?}");
    let error = verifier.check_headers(&HeaderMap::new()).unwrap_err();
    assert!(matches!(error, VerifyError::MissingHeader("rtk-signature")), "{error:?}");
}

#[test]
fn debug_prints_no_key() {
    let signer = TestSigner::new();
    let key: String = signer.public_key_pem().lines().nth(1).unwrap().chars().take(20).collect();
    for text in [format!("{signer:?}"), format!("{:?}", signer.verifier()), format!("{:?}", signer.verifier_builder())]
    {
        assert!(text.contains("2048") && !text.contains(&key), "{text}");
    }
    let _: fn() = || {
        fn shared<T: Clone + Send + Sync + 'static>() {}
        shared::<Verifier>();
        shared::<PublicKey>();
        shared::<VerifyError>();
    };
}
