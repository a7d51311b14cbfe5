//! Webhooks as a receiver sees them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::caller::{Caller, data, id, refusal};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use realtimekit_emulator::{DeliveryState, Deviation, Emulator};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use serde_json::{Value, json};

/// A receiver that responds with the given statuses, then 200, and keeps what it got.
struct Receiver {
    url: String,
    got: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
}

impl Receiver {
    async fn new(statuses: &[u16]) -> Self {
        let got = Arc::new(Mutex::new(Vec::new()));
        let (kept, statuses) = (Arc::clone(&got), statuses.to_vec());
        let respond = move |headers: HeaderMap, body: Bytes| async move {
            let mut kept = kept.lock().unwrap();
            let status = statuses.get(kept.len()).copied().unwrap_or(200);
            kept.push((headers, body));
            StatusCode::from_u16(status).unwrap()
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, Router::new().fallback(respond)).await });
        Self { url, got }
    }

    fn events(&self) -> Vec<String> {
        let got = self.got.lock().unwrap();
        got.iter().map(|(_, body)| json(body)["event"].as_str().unwrap().to_owned()).collect()
    }
}

fn json(body: &Bytes) -> Value {
    serde_json::from_slice(body).unwrap()
}

async fn api() -> Caller {
    Caller::with(Emulator::builder().check_responses().webhook_attempts(3, Duration::from_millis(10))).await
}

async fn register(api: &Caller, url: &str, events: &[&str]) -> String {
    id(&data(api.post("webhooks", json!({ "name": "test", "url": url, "events": events })).await))
}

async fn public_key(api: &Caller) -> Vec<u8> {
    let url = format!("{}/.well-known/webhooks.json", api.emulator.root_url());
    let key: Value = api.http.get(url).send().await.unwrap().json().await.unwrap();
    assert_eq!(key["success"], true);
    let pem = key["data"]["publicKey"].as_str().unwrap();
    assert_eq!(pem, api.emulator.webhook_public_key());
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    STANDARD.decode(body).unwrap()
}

/// The signature over the raw bytes. The first 24 bytes of the key say that it is one of RSA.
fn is_signed_with(key: &[u8], headers: &HeaderMap, body: &[u8]) -> bool {
    let signature = STANDARD.decode(&headers["rtk-signature"]).unwrap();
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &key[24..]).verify(body, &signature).is_ok()
}

#[tokio::test]
async fn a_repeated_delivery_can_have_another_id() {
    for (deviates, distinct) in [(false, 1), (true, 2)] {
        let api = api().await;
        if deviates {
            api.emulator.deviate(Deviation::NewDeliveryIds);
        }
        let receiver = Receiver::new(&[500, 500]).await;
        register(&api, &receiver.url, &["meeting.started"]).await;
        let meeting = api.meeting().await;
        let ada = api.participant(&meeting, "ada").await;
        api.emulator.join(&meeting, &ada).unwrap();
        let delivery = api.emulator.delivered("meeting.started").await.unwrap();
        let got = receiver.got.lock().unwrap();
        let mut ids: Vec<&str> = got.iter().map(|(headers, _)| headers["rtk-uuid"].to_str().unwrap()).collect();
        assert_eq!((ids.len(), ids[0]), (3, delivery.id.as_str()));
        assert_eq!(delivery.repeated_id.is_some(), deviates);
        ids.dedup();
        assert_eq!(ids.len(), distinct, "{ids:?}");
    }
}

#[tokio::test]
async fn every_event_of_a_session_is_sent_signed() {
    let api = api().await;
    let receiver = Receiver::new(&[]).await;
    let names = api.data("webhooks/all").await;
    let names: Vec<&str> = names.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let webhook = register(&api, &receiver.url, &names).await;
    let meeting = id(&data(api.post("meetings", json!({ "title": "Sync", "summarize_on_end": true })).await));
    let ada = api.participant(&meeting, "ada").await;
    let session = api.emulator.join(&meeting, &ada).unwrap().session_id;
    api.emulator.say(&meeting, &ada, "hello").unwrap();
    api.emulator.speak(&meeting, &ada, "hello").unwrap();
    let recording = id(&data(api.post("recordings", json!({ "meeting_id": meeting })).await));
    data(api.post(&format!("meetings/{meeting}/livestreams"), json!({})).await);
    api.emulator.end_session(&meeting).unwrap();
    api.emulator.advance(Duration::from_secs(1));
    api.emulator.finish_upload(&recording, 10).unwrap();

    let all = |wanted: usize| {
        move |all: &[realtimekit_emulator::Delivery]| {
            let done = all.iter().filter(|one| one.state == DeliveryState::Delivered).count();
            (done >= wanted).then_some(())
        }
    };
    api.emulator.wait_for_deliveries(Duration::from_secs(60), all(12)).await.expect("twelve deliveries");
    let events = receiver.events();
    assert!(names.iter().all(|name| events.iter().any(|event| event == name)), "{events:?}");

    let key = public_key(&api).await;
    for (headers, body) in receiver.got.lock().unwrap().iter() {
        assert!(is_signed_with(&key, headers, body));
        assert_eq!(headers["rtk-webhook-id"], webhook.as_str());
        assert_eq!(headers["rtk-uuid"].len(), 36);
    }
    let ended = api.emulator.delivered("meeting.ended").await.unwrap().json();
    assert_eq!((&ended["meeting"]["sessionId"], &ended["meeting"]["status"]), (&json!(session), &json!("LIVE")));
    assert_eq!(ended["reason"], "HOST_ENDED_MEETING");
    let chat = api.emulator.delivered("meeting.chatSynced").await.unwrap().json();
    assert_eq!((&chat["sessionId"], chat.get("meeting")), (&json!(session), None));
    let uploaded = api.emulator.delivered("recording.statusUpdate").await.unwrap().json();
    assert_eq!(uploaded["recording"]["roomUUID"], json!(session));
}

#[tokio::test]
async fn only_server_errors_are_repeated() {
    let api = api().await;
    let (ill, strict) = (Receiver::new(&[500, 503]).await, Receiver::new(&[410]).await);
    register(&api, &ill.url, &["meeting.started"]).await;
    register(&api, &strict.url, &["meeting.started"]).await;
    register(&api, "http://127.0.0.1:9/closed", &["meeting.started"]).await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    api.emulator.join(&meeting, &ada).unwrap();
    let settled = api.emulator.wait_for_deliveries(Duration::from_secs(60), |all| {
        all.iter().all(|one| one.state != DeliveryState::Pending).then(|| all.to_vec())
    });
    let settled = settled.await.unwrap();
    let states: Vec<_> = settled.iter().map(|one| (one.state, one.attempts.len())).collect();
    use DeliveryState::{Delivered, Failed, Rejected};
    assert_eq!(states, [(Delivered, 3), (Rejected, 1), (Failed, 3)]);
    let statuses: Vec<_> = settled[0].attempts.iter().map(|attempt| attempt.status).collect();
    assert_eq!(statuses, [Some(500), Some(503), Some(200)]);
    let ids: Vec<_> = ill.got.lock().unwrap().iter().map(|(headers, _)| headers["rtk-uuid"].clone()).collect();
    assert!(ids.iter().all(|id| *id == ids[0]));
}

/// A receiver that takes connections and never responds, and the number of its connections.
async fn silent() -> (String, Arc<AtomicUsize>) {
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            open.push(stream);
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    (url, connections)
}

#[tokio::test]
async fn a_silent_receiver_holds_up_no_others() {
    // One attempt, so that the number of connections is that of the deliveries under way.
    let api = Caller::with(Emulator::builder().webhook_attempts(1, Duration::ZERO)).await;
    let ((silent, connections), receiver) = (silent().await, Receiver::new(&[]).await);
    for url in [&silent, &silent.replace("/hook", "/other"), &receiver.url] {
        register(&api, url, &["meeting.participantJoined"]).await;
    }
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    for _ in 0..100 {
        api.emulator.join(&meeting, &ada).unwrap();
        api.emulator.leave(&meeting, &ada).unwrap();
    }
    let all_at_the_other = api.emulator.wait_for_deliveries(Duration::from_secs(120), |all| {
        let delivered = all.iter().filter(|one| one.state == DeliveryState::Delivered).count();
        (delivered == 100).then_some(())
    });
    all_at_the_other.await.expect("the other receiver gets everything");
    assert_eq!((receiver.events().len(), api.emulator.deliveries().len()), (100, 300));
    // Each that was given up meanwhile made room for another.
    let connections = connections.load(Ordering::Relaxed);
    let given_up = api.emulator.deliveries().iter().filter(|one| one.state == DeliveryState::Failed).count();
    assert!(connections <= 32 + given_up, "{connections} connections, {given_up} given up");
}

#[tokio::test]
async fn waiting_does_not_block_the_emulator_and_sees_pending_deliveries() {
    let api = Caller::with(Emulator::builder().webhook_attempts(1, Duration::ZERO)).await;
    register(&api, &silent().await.0, &["meeting.started", "meeting.chatSynced"]).await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    let waiting = api.emulator.wait_for_deliveries(Duration::from_secs(60), |all| {
        api.emulator.advance(Duration::from_secs(1));
        assert_eq!(api.emulator.deliveries().len(), all.len());
        all.iter().any(|one| one.state == DeliveryState::Pending).then_some(())
    });
    let cause = async {
        tokio::task::yield_now().await;
        api.emulator.join(&meeting, &ada).unwrap();
    };
    assert_eq!(tokio::join!(waiting, cause).0, Some(()));
}

#[tokio::test]
async fn the_key_can_be_rotated() {
    let api = api().await;
    let receiver = Receiver::new(&[]).await;
    register(&api, &receiver.url, &["meeting.started"]).await;
    let old = public_key(&api).await;
    api.emulator.rotate_webhook_key();
    let new = public_key(&api).await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    api.emulator.join(&meeting, &ada).unwrap();
    api.emulator.delivered("meeting.started").await.unwrap();
    let (headers, body) = receiver.got.lock().unwrap()[0].clone();
    assert!(is_signed_with(&new, &headers, &body) && !is_signed_with(&old, &headers, &body));
}

#[tokio::test]
async fn webhooks_can_be_managed() {
    let api = api().await;
    assert_eq!(api.data("webhooks").await, json!([]));
    let webhook = register(&api, "https://example.com/a", &["meeting.started"]).await;
    let path = format!("webhooks/{webhook}");
    let changed = data(api.patch(&path, json!({ "enabled": false, "events": ["meeting.ended"] })).await);
    assert_eq!((&changed["enabled"], &changed["events"]), (&json!(false), &json!(["meeting.ended"])));
    let new = json!({ "name": "new", "url": "https://example.com/b", "events": [] });
    let replaced = data(api.put(&path, new).await);
    assert_eq!((&replaced["enabled"], &replaced["url"]), (&json!(true), &json!("https://example.com/b")));
    assert_eq!(api.data(&path).await, replaced);
    assert_eq!(data(api.delete(&path).await)["id"], json!(webhook));
    assert_eq!(refusal(api.get(&path).await), (404, "Webhook not found".to_owned()));
    let bad = json!({ "name": "n", "url": "ftp://example.com", "events": [] });
    assert!(refusal(api.post("webhooks", bad).await).1.contains("\"url\""));
    let unknown = json!({ "name": "n", "url": "https://example.com", "events": ["meeting.paused"] });
    assert!(refusal(api.post("webhooks", unknown).await).1.contains("\"events.0\""));
}

#[tokio::test]
async fn a_delivery_can_be_repeated() {
    let api = api().await;
    let receiver = Receiver::new(&[]).await;
    register(&api, &receiver.url, &["meeting.started"]).await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    api.emulator.join(&meeting, &ada).unwrap();
    let first = api.emulator.delivered("meeting.started").await.unwrap();
    api.emulator.redeliver(&first);
    let new_id = api.emulator.redeliver_with_new_id(&first);
    let all_delivered = |all: &[realtimekit_emulator::Delivery]| {
        (all.iter().filter(|one| one.state == DeliveryState::Delivered).count() == 3).then(|| all.to_vec())
    };
    let all = api.emulator.wait_for_deliveries(Duration::from_secs(30), all_delivered).await.unwrap();
    assert_eq!([&all[1].id, &all[2].id], [&first.id, &new_id]);
    assert!(new_id != first.id && all.iter().all(|one| one.body == first.body && one.webhook_id == first.webhook_id));
}
