//! Presets.

use crate::caller::{Caller, data, id, refusal};
use realtimekit_emulator::Emulator;
use serde_json::{Value, json};

/// A complete definition, taken from a stock preset.
async fn definition(api: &Caller, name: &str) -> Value {
    let list = api.get("presets?search=group_call_host").await.1["data"].clone();
    let mut preset = api.data(&format!("presets/{}", id(&list[0]))).await;
    let preset = preset.as_object_mut().unwrap();
    preset.retain(|key, _| ["config", "permissions", "ui"].contains(&key.as_str()));
    preset.insert("name".to_owned(), json!(name));
    Value::Object(preset.clone())
}

#[tokio::test]
async fn an_app_has_the_stock_presets() {
    let api = Caller::new().await;
    let (_, list) = api.get("presets").await;
    let names: Vec<&str> = list["data"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    let stock = [
        "group_call_host",
        "group_call_participant",
        "group_call_guest",
        "webinar_presenter",
        "webinar_viewer",
        "livestream_host",
        "livestream_viewer",
    ];
    assert_eq!(names, stock);
    assert_eq!(list["data"][0].get("permissions"), None, "the list holds summaries");
}

#[tokio::test]
async fn a_preset_can_be_created_changed_replaced_and_deleted() {
    let api = Caller::new().await;
    let mut complete = definition(&api, "doctor").await;
    let created = data(api.post("presets", complete.clone()).await);
    let path = format!("presets/{}", id(&created));
    assert_eq!(refusal(api.post("presets", complete.clone()).await).0, 409);
    let change = json!({ "permissions": { "can_record": false } });
    let changed = data(api.patch(&path, change).await);
    assert_eq!(
        (&changed["permissions"]["can_record"], &changed["permissions"]["can_livestream"]),
        (&json!(false), &json!(true))
    );
    complete["name"] = json!("nurse");
    assert_eq!(data(api.put(&path, complete.clone()).await)["permissions"]["can_record"], true);
    complete["permissions"].as_object_mut().unwrap().remove("polls");
    assert_eq!(refusal(api.put(&path, complete).await), (400, "\"permissions.polls\" is required".to_owned()));
    assert_eq!(data(api.delete(&path).await)["name"], "nurse");
    assert_eq!(refusal(api.get(&path).await).0, 404);
}

#[tokio::test]
async fn a_preset_in_use_stays_and_can_be_renamed() {
    let api = Caller::new().await;
    let meeting = api.meeting().await;
    let person = api.participant(&meeting, "ada").await;
    let preset = id(&api.get("presets?search=group_call_host").await.1["data"][0]);
    assert_eq!(refusal(api.delete(&format!("presets/{preset}")).await).0, 409);
    data(api.patch(&format!("presets/{preset}"), json!({ "name": "host" })).await);
    let participant = format!("meetings/{meeting}/participants/{person}");
    assert_eq!(api.data(&participant).await["preset_name"], "host");
    data(api.delete(&participant).await);
    data(api.delete(&format!("presets/{preset}")).await);
}

#[tokio::test]
async fn a_change_replaces_nested_objects_in_the_observed_fidelity() {
    let api = Caller::with(Emulator::builder().observed()).await;
    let result = |(_, response): (u16, Value)| response.get("data").unwrap_or(&response["result"]).clone();
    let preset = id(&result(api.get("presets?search=group_call_host").await)[0]);
    let change = json!({ "permissions": { "can_record": false } });
    let changed = result(api.patch(&format!("presets/{preset}"), change).await);
    assert_eq!(changed["permissions"].as_object().unwrap().len(), 1);
}
