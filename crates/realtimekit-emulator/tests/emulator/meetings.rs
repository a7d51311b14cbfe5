//! Apps, meetings and participants.

use crate::caller::{Caller, data, id, parts, refusal};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn a_meeting_can_be_created_read_changed_and_replaced() {
    let api = Caller::new().await;
    let (status, body) = api.post("meetings", json!({ "title": "Sync", "record_on_start": true })).await;
    assert_eq!(status, 201);
    let path = format!("meetings/{}", id(&body["data"]));

    let changed = data(api.patch(&path, json!({ "status": "INACTIVE", "persist_chat": true })).await);
    assert_eq!((&changed["title"], &changed["status"]), (&json!("Sync"), &json!("INACTIVE")));
    assert_eq!(changed["record_on_start"], true);

    let replaced = data(api.put(&path, json!({ "title": null })).await);
    assert_eq!(replaced["title"], Value::Null);
    assert_eq!(replaced["record_on_start"], false);
    assert_eq!(replaced["status"], "INACTIVE");
    assert_eq!(api.data(&path).await, replaced);
}

#[tokio::test]
async fn storage_secrets_are_kept_and_never_returned() {
    let api = Caller::new().await;
    let storage =
        json!({ "type": "aws", "access_key": "AKIA", "secret": "s3cr3t", "region": "us-east-1", "bucket": "b" });
    let meeting = data(api.post("meetings", json!({ "recording_config": { "storage_config": storage } })).await);
    assert_eq!(
        meeting["recording_config"]["storage_config"],
        json!({ "type": "aws", "region": "us-east-1", "bucket": "b" })
    );
    let path = format!("meetings/{}", id(&meeting));
    let change = json!({ "recording_config": { "storage_config": { "type": "aws", "bucket": "c" } } });
    assert_eq!(data(api.patch(&path, change).await)["recording_config"]["storage_config"]["region"], "us-east-1");

    let incomplete = json!({ "recording_config": { "storage_config": { "type": "aws", "region": "r" } } });
    let (status, message) = refusal(api.post("meetings", incomplete).await);
    assert_eq!((status, message.as_str()), (400, "\"recording_config.storage_config.access_key\" is required"));
}

#[tokio::test]
async fn meetings_are_listed_by_page_search_status_and_time() {
    let api = Caller::with(
        realtimekit_emulator::Emulator::builder()
            .check_responses()
            .fixed_clock("2026-01-01T00:00:00Z".parse().unwrap()),
    )
    .await;
    for number in 0..7 {
        data(api.post("meetings", json!({ "title": format!("Meeting {number}") })).await);
        api.emulator.advance(std::time::Duration::from_secs(3600));
    }
    let (_, body) = api.get("meetings?page_no=2&per_page=3").await;
    let titles: Vec<&str> = body["data"].as_array().unwrap().iter().map(|m| m["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Meeting 3", "Meeting 4", "Meeting 5"]);
    assert_eq!(body["paging"], json!({ "total_count": 7, "start_offset": 4, "end_offset": 6 }));

    let count = async |query: &str| api.data(&format!("meetings?{query}")).await.as_array().unwrap().len();
    assert_eq!(count("search=meeting%204").await, 1);
    assert_eq!(count("status=INACTIVE").await, 0);
    assert_eq!(count("start_time=2026-01-01T02:00:00Z&end_time=2026-01-01T04:00:00Z").await, 3);
    assert_eq!(count("page_no=9").await, 0);
}

#[tokio::test]
async fn adding_the_same_person_again_keeps_the_id_and_renews_the_token() {
    let api = Caller::new().await;
    let meeting = api.meeting().await;
    let path = format!("meetings/{meeting}/participants");
    let body = json!({ "custom_participant_id": "u1", "preset_name": "group_call_guest" });
    let (status, first) = api.post(&path, body.clone()).await;
    let (_, second) = api.post(&path, body).await;
    assert_eq!(status, 201);
    assert_eq!(first["data"]["id"], second["data"]["id"]);
    assert_ne!(first["data"]["token"], second["data"]["token"]);
    assert_eq!(first["data"]["token"].as_str().unwrap().split('.').count(), 3);
    assert_eq!(api.data(&path).await.as_array().unwrap().len(), 1);

    let one = format!("{path}/{}", id(&first["data"]));
    assert_eq!(data(api.patch(&one, json!({ "name": "Ada", "preset_name": "group_call_host" })).await)["name"], "Ada");
    assert_eq!(api.data(&one).await["preset_name"], "group_call_host");
    assert_eq!(api.data(&one).await.get("token"), None);
    let token = data(api.send(Method::POST, &format!("{one}/token"), None).await);
    assert_ne!(token["token"], second["data"]["token"]);
    assert_eq!(data(api.delete(&one).await)["custom_participant_id"], "u1");
    assert_eq!(api.delete(&one).await.0, 404);
}

#[tokio::test]
async fn a_participant_needs_a_preset_and_an_id() {
    let api = Caller::new().await;
    let path = format!("meetings/{}/participants", api.meeting().await);
    let (_, message) = refusal(api.post(&path, json!({ "custom_participant_id": "a", "preset_name": "none" })).await);
    assert!(message.starts_with("No preset found"), "{message}");
    let empty = json!({ "custom_participant_id": "", "preset_name": "group_call_host" });
    assert_eq!(refusal(api.post(&path, empty).await), (400, "Custom participant ID is required".to_owned()));
}

#[tokio::test]
async fn apps_are_separate() {
    let api = Caller::new().await;
    api.meeting().await;
    let bearer = |request: reqwest::RequestBuilder| request.bearer_auth(api.emulator.api_token());
    let created = bearer(api.http.post(api.url("apps"))).json(&json!({ "name": "Second" })).send().await.unwrap();
    let app = id(&data(parts(created).await)["app"]);
    let meetings = bearer(api.http.get(api.url(&format!("{app}/meetings")))).send().await.unwrap();
    assert_eq!(data(parts(meetings).await), json!([]));
    let apps = bearer(api.http.get(api.url("apps?search=second"))).send().await.unwrap();
    assert_eq!(data(parts(apps).await)[0]["id"], json!(app));
    let missing = bearer(api.http.get(api.url("nowhere/meetings"))).send().await.unwrap();
    assert_eq!(refusal(parts(missing).await).0, 404);
}
