//! The observed fidelity: what it always does, and what occurs by chance.

use std::time::Duration;

use crate::caller::{Caller, id};
use realtimekit_emulator::{Emulator, EmulatorBuilder, Fidelity};
use serde_json::{Value, json};

/// Without the deviations that occur by chance, so that a test sees one fact alone.
fn steady() -> EmulatorBuilder {
    Emulator::builder().observed().without_deviations().fixed_clock("2026-03-01T09:00:00Z".parse().unwrap())
}

/// The result, in either envelope.
fn result((status, response): (u16, Value)) -> Value {
    assert!((200..300).contains(&status), "{status}: {response}");
    response.get("data").or(response.get("result")).cloned().unwrap_or_default()
}

/// Status and text of a refusal, in any of its forms.
fn refused((status, response): (u16, Value)) -> (u16, String) {
    (status, response.to_string())
}

async fn meeting(api: &Caller) -> String {
    id(&result(api.post("meetings", json!({})).await))
}

async fn participant(api: &Caller, meeting: &str) -> String {
    let body = json!({ "custom_participant_id": "ada", "name": "Ada", "preset_name": "group_call_guest" });
    id(&result(api.post(&format!("meetings/{meeting}/participants"), body).await))
}

async fn preset(api: &Caller, name: &str) -> Value {
    let listed = result(api.get(&format!("presets?search={name}")).await);
    result(api.get(&format!("presets/{}", id(&listed[0]))).await)
}

#[tokio::test]
async fn a_new_preset_needs_what_the_documents_call_optional() {
    let api = Caller::with(steady()).await;
    let read = preset(&api, "group_call_host").await;
    assert!(read["config"]["media"]["video"].get("simulcast").is_some(), "sent by no client, and present");
    // Single values are read in other forms, which cannot be sent.
    let mut new =
        preset(&Caller::with(Emulator::builder().fidelity(Fidelity::Documented)).await, "group_call_host").await;
    new["name"] = json!("mine");
    for (part, pointer, field) in [
        ("ui", "/ui/config_diff", "\\\"ui.config_diff\\\" is required"),
        ("permissions", "/permissions/plugins/config", "\\\"permissions.plugins.config\\\" is required"),
    ] {
        let mut lacking = new.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        lacking.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
        let (status, text) = refused(api.post("presets", lacking).await);
        assert!(status == 400 && text.contains(field), "{part}: {text}");
        *new.pointer_mut(parent).unwrap().as_object_mut().unwrap().entry(key).or_insert(json!({})) = json!({});
    }
    let created = id(&result(api.post("presets", new).await));
    let changed = result(api.patch(&format!("presets/{created}"), json!({ "name": "yours" })).await);
    assert_eq!((changed.get("id"), &changed["name"]), (None, &json!("yours")));
}

#[tokio::test]
async fn a_preset_that_was_ever_used_stays() {
    let api = Caller::with(steady()).await;
    let meeting = meeting(&api).await;
    let ada = participant(&api, &meeting).await;
    result(api.delete(&format!("meetings/{meeting}/participants/{ada}")).await);
    let used = format!("presets/{}", id(&preset(&api, "group_call_guest").await));
    assert_eq!(refused(api.delete(&used).await).0, 409);
    result(api.delete(&format!("presets/{}", id(&preset(&api, "webinar_viewer").await))).await);
}

#[tokio::test]
async fn a_replaced_webhook_is_echoed_in_part() {
    let api = Caller::with(steady()).await;
    let body = |name: &str| json!({ "name": name, "url": "https://example.com/a", "events": ["meeting.ended"] });
    let webhook = id(&result(api.post("webhooks", body("a")).await));
    let echo = result(api.put(&format!("webhooks/{webhook}"), body("b")).await);
    assert_eq!((&echo["name"], echo.get("id"), echo.get("enabled")), (&json!("b"), None, None));
}

#[tokio::test]
async fn a_livestream_has_its_playback_url_late() {
    let api = Caller::with(steady()).await;
    let meeting = meeting(&api).await;
    let ada = participant(&api, &meeting).await;
    api.emulator.join(&meeting, &ada).unwrap();
    let path = format!("meetings/{meeting}/livestreams");
    let (status, text) = refused(api.post(&path, json!({ "destinations": [] })).await);
    assert!(status == 422 && text.contains("destinations"), "{text}");
    let started = result(api.post(&path, json!({})).await);
    assert!(started.get("playback_url").is_none_or(|url| url.is_null() || url == ""), "{started}");
    api.emulator.advance(Duration::from_secs(5));
    let live = result(api.get(&format!("meetings/{meeting}/active-livestream")).await);
    assert!(live["playback_url"].as_str().unwrap().starts_with("http"), "{live}");
}

#[tokio::test]
async fn the_two_validators_have_their_own_words() {
    let api = Caller::with(steady()).await;
    let storage = json!({ "type": "ftp" });
    let body = json!({ "recording_config": { "storage_config": storage } });
    let (status, text) = refused(api.post("meetings", body).await);
    assert!(status == 400 && text.contains("Invalid enum value"), "{text}");
    let meeting = meeting(&api).await;
    let (status, text) =
        refused(api.post("recordings", json!({ "meeting_id": meeting, "storage_config": storage })).await);
    assert!(status == 422 && text.contains("storage_config.type") && !text.contains("Invalid enum value"), "{text}");
    for method in [reqwest::Method::DELETE, reqwest::Method::PATCH, reqwest::Method::POST] {
        assert_eq!(refused(api.send(method, "recordings/r", None).await).0, 404);
    }
}

/// How often in 200 sessions, each with a recording, of emulators with these settings: sessions that are not listed,
/// those that stay live, recordings that stay invoked.
async fn stuck(builder: EmulatorBuilder) -> [usize; 3] {
    let api = Caller::with(builder).await;
    let mut counts = [0; 3];
    for _ in 0..200 {
        let meeting = meeting(&api).await;
        let ada = participant(&api, &meeting).await;
        api.emulator.join(&meeting, &ada).unwrap();
        let recording = id_of_recording(&result(api.post("recordings", json!({ "meeting_id": meeting })).await));
        let path = format!("sessions?associated_id={meeting}");
        counts[0] += usize::from(result(api.get(&path).await)["sessions"] == json!([]));
        api.emulator.advance(Duration::from_secs(3));
        let read = result(api.get(&format!("recordings/{recording}")).await);
        counts[2] += usize::from(read.get("recording").unwrap_or(&read)["status"] == "INVOKED");
        api.emulator.leave(&meeting, &ada).unwrap();
        api.emulator.advance(Duration::from_secs(300));
        counts[1] += usize::from(api.get(&format!("meetings/{meeting}/active-session")).await.0 == 200);
    }
    counts
}

fn id_of_recording(started: &Value) -> String {
    id(started.get("recording").unwrap_or(started))
}

#[tokio::test]
async fn sessions_and_recordings_get_stuck_by_chance() {
    let clock = "2026-03-01T09:00:00Z".parse().unwrap();
    let by_chance = stuck(Emulator::builder().observed().fixed_clock(clock)).await;
    assert!(by_chance.iter().all(|count| (1..40).contains(count)), "{by_chance:?}");
    assert_eq!(stuck(steady()).await, [0; 3]);
}
