//! Webhooks against the OpenAPI document and the emulator's keys.

use realtimekit::Exposed;
use realtimekit::webhooks::testing::TestSigner;
use realtimekit::webhooks::{Event, PublicKey, Verifier, VerifyError};
use serde_json::{Value, json};

use crate::document::document;

/// The examples of the document.
fn examples() -> Vec<Value> {
    document()["x-webhooks"].as_array().unwrap().iter().map(|entry| entry["example"].clone()).collect()
}

fn read(body: &Value) -> Event {
    Event::from_slice(body.to_string().as_bytes()).unwrap()
}

#[test]
fn every_example_of_the_document_is_read_and_written_again() {
    let examples = examples();
    let names: Vec<_> = examples.iter().map(|example| example["event"].as_str().unwrap()).collect();
    assert_eq!(names, Event::KNOWN);
    for example in examples {
        let event = read(&example);
        assert!(!matches!(event, Event::Unknown { .. }), "{event:?}");
        assert_eq!((event.name(), event.unreadable()), (example["event"].as_str().unwrap(), None));
        assert_eq!(read(&serde_json::to_value(Exposed(&event)).unwrap()), event);
    }
}

#[test]
fn events_name_their_meeting_and_session() {
    for example in examples() {
        let event = read(&example);
        assert_eq!(event.meeting_id(), Some("bbb1a2c3-7d4e-4f5a-8b6c-9d0e1f2a3b4c"), "{event:?}");
        assert_eq!(event.session_id(), Some("5a0c5abd-97a3-4dac-b2d2-19ed3d7bb3c2"), "{event:?}");
    }
}

/// Bodies that the newest official page shows, or that public programs read, where they differ from the examples of the
/// document: the body without `event`, and the identifiers of meeting and session. See `openapi/README.md`.
#[test]
fn bodies_of_public_sources_name_their_meeting_and_session() {
    let page = json!({ "id": "m", "sessionId": "s", "organizedBy": { "id": "o", "name": "Acme" } });
    let left = json!({ "peerId": "p", "userDisplayName": "Ada", "customParticipantId": "c", "leftAt": "2026-06-03T10:25:00.000Z" });
    let recording = |meeting: &str| json!({ "id": "r", "recordingId": "r", "status": "UPLOADED", "fileSize": "1", "meetingId": meeting });
    for (name, body, meeting, session) in [
        ("meeting.summary", json!({ "meeting": page, "summaryDownloadUrl": "https://x/s.txt" }), "m", Some("s")),
        (
            "meeting.summary",
            json!({ "meetingId": "m", "sessionId": "s", "summaryDownloadUrl": "https://x" }),
            "m",
            Some("s"),
        ),
        ("meeting.transcript", json!({ "meetingId": "m", "transcriptDownloadUrl": "https://x" }), "m", None),
        (
            "livestreaming.statusUpdate",
            json!({ "streamId": "l", "status": "LIVE", "meeting": { "id": "m", "title": "t" } }),
            "m",
            None,
        ),
        ("livestreaming.statusUpdate", json!({ "streamId": "l", "status": "IDLE", "meetingId": "m" }), "m", None),
        ("recording.statusUpdate", json!({ "recording": recording("other"), "meeting": page }), "m", Some("s")),
        ("recording.statusUpdate", json!({ "recording": recording("m") }), "m", None),
        ("meeting.participantLeft", json!({ "meeting": page, "participant": left }), "m", Some("s")),
        ("meeting.participantJoined", json!({ "meeting": { "id": "m" }, "participant": { "peerId": "p" } }), "m", None),
    ] {
        let mut body = body;
        body["event"] = json!(name);
        let event = read(&body);
        assert!(!matches!(event, Event::Unknown { .. }), "{name}: {event:?}");
        assert_eq!((event.meeting_id(), event.session_id()), (Some(meeting), session), "{body}");
    }
}

#[test]
fn the_test_keys_equal_those_of_the_emulator() {
    let keys = [
        include_str!("../crates/realtimekit-emulator/src/webhooks/keys/emulator_only_public_key_1.pem"),
        include_str!("../crates/realtimekit-emulator/src/webhooks/keys/emulator_only_public_key_2.pem"),
    ];
    for (signer, key) in [TestSigner::new(), TestSigner::another()].iter().zip(keys) {
        assert_eq!(signer.public_key(), PublicKey::from_pem(key).unwrap());
    }
}

/// A reproducible sequence of numbers.
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
    examples().iter().map(|example| example.to_string().into_bytes()).collect()
}

#[tokio::test]
async fn mutated_deliveries_are_refused() {
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
        // Two flips of one bit cancel out.
        if body == bodies[which] && signature == signatures[which] && key == pem {
            continue;
        }
        let verifier = if key == pem {
            verifier.clone()
        } else {
            match std::str::from_utf8(&key).ok().and_then(|key| PublicKey::from_pem(key).ok()) {
                // A flipped bit outside of the modulus and the exponent can leave the key as it is.
                Some(other) if other != signer.public_key() => Verifier::builder().public_key(other).build().unwrap(),
                _ => continue,
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
async fn mutated_bodies_with_valid_signatures_do_not_panic() {
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
            // Not JSON, or the name of the event was lost.
            Err(VerifyError::Event(_)) => unreadable[1] += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(read > 100 && unreadable[0] > 10 && unreadable[1] > 100, "{read} read, {unreadable:?} unreadable");
}
