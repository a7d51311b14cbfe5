//! Behaviour of the service that differs from its documents.

use std::time::Duration;

use crate::caller::{Caller, data, id, refusal};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use realtimekit_emulator::{Deviation, Emulator};
use serde_json::{Value, json};

/// A meeting with Ada in it, and a webhook for everything that happens.
async fn gathering() -> (Caller, String, String) {
    let clock = "2026-03-01T09:00:00Z".parse().unwrap();
    let api = Caller::with(Emulator::builder().check_responses().fixed_clock(clock)).await;
    let events = data(api.get("webhooks/all").await);
    data(api.post("webhooks", json!({ "name": "n", "url": "http://127.0.0.1:9", "events": events })).await);
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    api.emulator.join(&meeting, &ada).unwrap();
    (api, meeting, ada)
}

fn events(api: &Caller) -> Vec<String> {
    api.emulator.deliveries().into_iter().map(|delivery| delivery.event).collect()
}

#[tokio::test]
async fn live_sessions_can_be_missing_from_the_list() {
    let (api, meeting, _) = gathering().await;
    api.emulator.deviate(Deviation::SessionsUnlisted);
    assert_eq!(api.data("sessions").await["sessions"], json!([]));
    assert_eq!(api.data(&format!("meetings/{meeting}/active-session")).await["live_participants"], 1);
    api.emulator.clear_deviations();
    assert_eq!(api.data("sessions").await["sessions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_session_can_stay_live_until_everyone_is_kicked() {
    let (api, meeting, ada) = gathering().await;
    api.emulator.deviate(Deviation::SessionsStayLive);
    api.emulator.leave(&meeting, &ada).unwrap();
    api.emulator.advance(Duration::from_secs(14 * 86_400));
    assert_eq!(api.data("sessions").await["sessions"][0]["status"], "LIVE");
    data(api.post(&format!("meetings/{meeting}/active-session/kick-all"), json!({})).await);
    assert_eq!(api.data("sessions").await["sessions"][0]["status"], "ENDED");
    assert_eq!(refusal(api.post(&format!("meetings/{meeting}/active-session/kick-all"), json!({})).await).0, 404);
}

#[tokio::test]
async fn a_recording_can_stay_invoked() {
    let (api, meeting, _) = gathering().await;
    api.emulator.deviate(Deviation::RecordingsStayInvoked);
    let recording = id(&data(api.post("recordings", json!({ "meeting_id": meeting })).await));
    api.emulator.advance(Duration::from_secs(3600));
    let stop = api.put(&format!("recordings/{recording}"), json!({ "action": "stop" })).await;
    assert_eq!(refusal(stop).0, 400);
    api.emulator.end_session(&meeting).unwrap();
    assert_eq!(api.data(&format!("recordings/{recording}")).await["status"], "INVOKED");
}

#[tokio::test]
async fn a_participant_can_leave_late() {
    let (api, meeting, ada) = gathering().await;
    api.emulator.deviate(Deviation::LateParticipantLeft);
    api.emulator.leave(&meeting, &ada).unwrap();
    api.emulator.join(&meeting, &ada).unwrap();
    assert_eq!(events(&api), ["meeting.started", "meeting.participantJoined", "meeting.participantJoined"]);
    api.emulator.advance(Duration::from_secs(30));
    let left = api.emulator.deliveries().pop().unwrap();
    let first = api.emulator.deliveries()[1].json();
    assert_eq!(left.event, "meeting.participantLeft");
    assert_eq!(left.json()["participant"]["peerId"], first["participant"]["peerId"], "not the peer who joined again");
}

#[tokio::test]
async fn the_end_of_a_session_can_be_reported_late() {
    let (api, meeting, _) = gathering().await;
    api.emulator.deviate(Deviation::LateMeetingEnded);
    api.emulator.end_session(&meeting).unwrap();
    assert_eq!(api.data("sessions").await["sessions"][0]["status"], "ENDED");
    api.emulator.advance(Duration::from_secs(119));
    assert!(!events(&api).contains(&"meeting.ended".to_owned()));
    let ended_at = api.data("sessions").await["sessions"][0]["ended_at"].clone();
    api.emulator.advance(Duration::from_secs(1));
    let ended = api.emulator.deliveries().pop().unwrap();
    assert_eq!(ended.event, "meeting.ended");
    let ended = ended.json();
    assert_eq!((&ended["reason"], &ended["meeting"]["endedAt"]), (&json!("HOST_ENDED_MEETING"), &ended_at));
}

#[tokio::test]
async fn record_on_start_can_record_the_first_session_only() {
    for (deviates, recordings) in [(false, 2), (true, 1)] {
        let api = Caller::new().await;
        if deviates {
            api.emulator.deviate(Deviation::RecordOnStartOnce);
        }
        let meeting = id(&data(api.post("meetings", json!({ "record_on_start": true })).await));
        let ada = api.participant(&meeting, "ada").await;
        for _ in 0..2 {
            api.emulator.join(&meeting, &ada).unwrap();
            api.emulator.end_session(&meeting).unwrap();
        }
        assert_eq!(api.data("recordings").await.as_array().unwrap().len(), recordings);
    }
}

#[tokio::test]
async fn a_recording_can_stay_uploading_after_everyone_was_kicked() {
    let (api, meeting, ada) = gathering().await;
    api.emulator.deviate(Deviation::RecordingsStayUploading);
    let kick_all = format!("meetings/{meeting}/active-session/kick-all");
    let mut states = Vec::new();
    for stops_first in [false, true] {
        api.emulator.join(&meeting, &ada).unwrap();
        let recording = id(&data(api.post("recordings", json!({ "meeting_id": meeting })).await));
        api.emulator.advance(Duration::from_secs(2));
        if stops_first {
            data(api.put(&format!("recordings/{recording}"), json!({ "action": "stop" })).await);
        }
        data(api.post(&kick_all, json!({})).await);
        api.emulator.advance(Duration::from_secs(60));
        let refused = api.emulator.finish_upload(&recording, 1000).err().map(|error| error.status());
        states.push((refused, api.data(&format!("recordings/{recording}")).await["status"].clone()));
    }
    assert_eq!(states, [(Some(409), json!("UPLOADING")), (None, json!("UPLOADED"))]);
}

#[tokio::test]
async fn a_refusal_of_the_rate_limit_can_lack_retry_after() {
    let clock = "2026-03-01T09:00:00Z".parse().unwrap();
    let api = Caller::with(Emulator::builder().fixed_clock(clock).rate_limit(1, Duration::from_secs(60))).await;
    let mut waits = Vec::new();
    for deviates in [false, false, true] {
        if deviates {
            api.emulator.deviate(Deviation::NoRetryAfter);
        }
        let response = api.request(reqwest::Method::GET, "meetings").send().await.unwrap();
        assert_eq!(response.headers()["ratelimit"], "\"default\";r=0;t=60");
        waits.push((response.status().as_u16(), response.headers().contains_key("retry-after")));
    }
    assert_eq!(waits, [(200, false), (429, true), (429, false)]);
}

#[tokio::test]
async fn states_of_a_recording_can_be_out_of_order() {
    let (api, meeting, _) = gathering().await;
    api.emulator.deviate(Deviation::StatesOutOfOrder);
    data(api.post("recordings", json!({ "meeting_id": meeting })).await);
    api.emulator.advance(Duration::from_secs(2));
    let recordings = api.emulator.deliveries().into_iter().filter(|one| one.event == "recording.statusUpdate");
    let states: Vec<Value> = recordings.map(|one| one.json()["recording"]["status"].clone()).collect();
    assert_eq!(states, ["INVOKED", "RECORDING", "INVOKED"]);
}

#[tokio::test]
async fn a_create_can_be_executed_and_fail() {
    let (api, ..) = gathering().await;
    let webhook = json!({ "name": "late", "url": "http://127.0.0.1:9/late", "events": ["meeting.ended"] });
    api.emulator.fault("webhooks_create").status(500).after_execution().times(1);
    assert_eq!(refusal(api.post("webhooks", webhook.clone()).await).0, 500);
    assert_eq!(api.emulator.executed("webhooks_create"), 2);
    let (status, message) = refusal(api.post("webhooks", webhook).await);
    assert!(status == 409 && message.contains("http://127.0.0.1:9/late"), "{message}");
}

#[tokio::test]
async fn two_creators_at_the_same_time_make_one_preset() {
    let (api, ..) = gathering().await;
    let presets = api.data("presets").await;
    let mut preset = api.data(&format!("presets/{}", id(&presets[0]))).await;
    preset["name"] = json!("shared");
    for key in ["id", "created_at", "updated_at"] {
        preset.as_object_mut().unwrap().remove(key);
    }
    let (one, other) = tokio::join!(api.post("presets", preset.clone()), api.post("presets", preset));
    let mut statuses = [one.0, other.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn tokens_stay_valid_until_the_participant_is_deleted() {
    let (api, meeting, ada) = gathering().await;
    let path = format!("meetings/{meeting}/participants/{ada}");
    let refresh = async || {
        let refreshed = api.send(reqwest::Method::POST, &format!("{path}/token"), None).await;
        data(refreshed)["token"].as_str().unwrap().to_owned()
    };
    let first = refresh().await;
    api.emulator.advance(Duration::from_secs(99 * 86_400));
    let second = refresh().await;
    for token in [&first, &second] {
        api.emulator.join(&meeting, token).unwrap();
    }
    let claims = URL_SAFE_NO_PAD.decode(second.split('.').nth(1).unwrap()).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    let expiry = api.emulator.now().unix_seconds() + 100 * 86_400;
    assert_eq!(claims, json!({ "meetingId": meeting, "participantId": ada, "exp": expiry }));
    api.emulator.advance(Duration::from_secs(86_400));
    let expired = api.emulator.join(&meeting, &first).unwrap_err();
    assert!(expired.status() == 401 && expired.to_string().contains("expired"), "{expired}");
    data(api.delete(&path).await);
    let revoked = api.emulator.join(&meeting, &second).unwrap_err();
    assert!(revoked.status() == 401 && revoked.to_string().contains("revoked"), "{revoked}");
    assert!(!revoked.to_string().contains(&second), "{revoked}");
}

#[tokio::test]
async fn names_that_do_not_exist_are_refused() {
    let (api, ..) = gathering().await;
    let refused = |work: &dyn Fn()| std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).is_err();
    assert!(refused(&|| drop(api.emulator.received("typo"))));
    assert!(refused(&|| assert_eq!(api.emulator.executed("typo"), 0)));
    assert!(refused(&|| drop(api.emulator.fault("typo"))));
    let waiting = std::panic::AssertUnwindSafe(api.emulator.delivered("typo"));
    assert!(futures_util::FutureExt::catch_unwind(waiting).await.is_err());
}

#[tokio::test]
async fn responses_to_writes_can_be_short() {
    let (api, meeting, ada) = gathering().await;
    api.emulator.deviate(Deviation::ShortWrites);
    let webhook = id(&data(api.get("webhooks").await)[0]);
    let new = json!({ "name": "new", "url": "http://127.0.0.1:9/new", "events": ["meeting.ended"] });
    let echo = data(api.put(&format!("webhooks/{webhook}"), new).await);
    assert_eq!((&echo["name"], echo.get("id"), echo.get("created_at")), (&json!("new"), None, None));
    assert_eq!(data(api.get(&format!("webhooks/{webhook}")).await)["id"], json!(webhook), "reads are whole");
    let path = format!("meetings/{meeting}/participants/{ada}");
    let patched = data(api.patch(&path, json!({ "name": "Ada" })).await);
    assert_eq!(patched.as_object().unwrap().keys().collect::<Vec<_>>(), ["token"]);
    let created = data(api.post("meetings", json!({ "title": "t" })).await);
    assert_eq!(created.as_object().unwrap().keys().collect::<Vec<_>>(), ["id"]);
    // They contradict the document, which is what the deviation is for.
    api.emulator.clear_deviations();
}

#[tokio::test]
async fn presets_and_webhooks_can_be_read_late() {
    let (api, ..) = gathering().await;
    let mut preset = api.data(&format!("presets/{}", id(&api.data("presets").await[0]))).await;
    preset["name"] = json!("late");
    let webhook = json!({ "name": "late", "url": "http://127.0.0.1:9/late", "events": [] });
    api.emulator.deviate(Deviation::SlowPropagation);
    for (kind, body) in [("presets", preset), ("webhooks", webhook)] {
        let path = format!("{kind}/{}", id(&data(api.post(kind, body).await)));
        assert_eq!(refusal(api.get(&path).await).0, 403);
        assert_eq!(api.data(kind).await.as_array().unwrap().iter().filter(|one| one["name"] == "late").count(), 1);
        api.emulator.advance(Duration::from_secs(2));
        assert_eq!(api.data(&path).await["name"], "late");
        data(api.delete(&path).await);
        assert_eq!(api.data(&path).await["name"], "late");
        api.emulator.advance(Duration::from_secs(2));
        assert_eq!(refusal(api.get(&path).await).0, 404);
    }
}

#[tokio::test]
async fn objects_can_be_sparse() {
    let (api, meeting, ada) = gathering().await;
    api.emulator.deviate(Deviation::SparseObjects);
    for _ in 0..20 {
        let listed = api.data(&format!("meetings/{meeting}/participants")).await;
        assert_eq!(listed[0]["id"], json!(ada));
    }
    api.emulator.leave(&meeting, &ada).unwrap();
    let left = api.emulator.deliveries().pop().unwrap().json();
    assert!(left["event"].is_string() && left["participant"]["peerId"].is_string(), "{left}");
}
