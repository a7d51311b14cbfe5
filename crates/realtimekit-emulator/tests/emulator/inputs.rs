//! Every input of the document has an effect: a handler that disregards one fails here, also for an input that is new.

use crate::caller::{Caller, id};
use realtimekit_api::operations;
use realtimekit_emulator::Emulator;
use reqwest::Method;
use serde_json::{Value, json};

/// Parameters without an effect on purpose, or with one that the demo cannot show.
const WITHOUT_EFFECT: [(&str, &str); 6] = [
    ("analytics_get_livestreams_daywise", "filters"), // its syntax is not documented
    ("analytics_get_livestreams_overall", "filters"),
    ("meetings_get", "name"),               // its meaning is not documented
    ("recordings_list", "sort_by"),         // has one value
    ("sessions_list", "sort_by"),           // both orders of the demo are the same; `sessions.rs` tests it
    ("sessions_list_participants", "view"), // needs breakout rooms; `sessions.rs` tests it
];

fn document() -> Value {
    serde_json::from_str(include_str!("../../src/generated/realtimekit.json")).unwrap()
}

/// A schema or parameter, behind references.
fn resolved<'a>(document: &'a Value, mut value: &'a Value) -> &'a Value {
    loop {
        value = match (value["$ref"].as_str(), value["allOf"].as_array().map(Vec::as_slice)) {
            (Some(target), _) => document.pointer(target.trim_start_matches('#')).unwrap(),
            (None, Some([one])) => one,
            _ => return value,
        }
    }
}

/// Values that a schema allows, among them one that differs from any default.
fn values(document: &Value, schema: &Value) -> Vec<Value> {
    let schema = resolved(document, schema);
    if let Some(values) = schema["enum"].as_array() {
        return values.clone();
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("boolean"), _) => vec![json!(true), json!(false)],
        (Some("integer"), Some("int64")) => vec![json!(1), json!(4_102_444_800_u64)],
        (Some("integer"), _) => vec![schema["minimum"].clone(), schema["maximum"].clone()],
        (Some("array"), _) => values(document, &schema["items"]),
        (Some("string"), Some("date-time")) => vec![json!("1990-01-01T00:00:00Z"), json!("2100-01-01T00:00:00Z")],
        (Some("string"), Some("date")) => vec![json!("1990-01-01"), json!("2100-01-01")],
        (Some("string"), Some("uuid")) => vec![json!("497f6eca-6276-4993-bfeb-53cbbbba6f08")],
        // A text that nothing has, and a preset.
        (Some("string"), None) => vec![json!("not there"), json!("group_call_participant")],
        _ => Vec::new(),
    }
}

/// Identifiers of the demo.
async fn ids(api: &Caller) -> Vec<(&'static str, String)> {
    let session = id(&api.data("sessions?status=ENDED").await["sessions"][0]);
    let meeting = id(&api.data("meetings?search=Weekly").await[0]);
    let peer = id(&api.data(&format!("sessions/{session}/participants")).await["participants"][0]);
    vec![
        ("account_id", api.emulator.account_id().to_owned()),
        ("app_id", api.emulator.app_id().to_owned()),
        ("sessions/{session_id}/participants/{participant_id}", format!("sessions/{session}/participants/{peer}")),
        ("participant_id", id(&api.data(&format!("meetings/{meeting}/participants")).await[0])),
        ("meeting_id", meeting),
        ("session_id", session),
        ("peer_id", peer),
        ("livestream_id", id(&api.data("livestreams").await[0])),
        ("preset_id", id(&api.data("presets").await[0])),
        ("recording_id", id(&api.data("recordings").await[0])),
        ("webhook_id", id(&api.data("webhooks").await[0])),
    ]
}

fn url(api: &Caller, template: &str, ids: &[(&'static str, String)]) -> String {
    let path = ids.iter().fold(template.to_owned(), |path, (name, id)| {
        let part = if name.contains('/') { (*name).to_owned() } else { format!("{{{name}}}") };
        path.replace(&part, id)
    });
    format!("{}{path}", api.emulator.base_url())
}

async fn demo() -> (Caller, Vec<(&'static str, String)>) {
    let clock = "2026-03-01T09:00:00Z".parse().unwrap();
    let api = Caller::with(Emulator::builder().demo().fixed_clock(clock)).await;
    let ids = ids(&api).await;
    (api, ids)
}

#[tokio::test]
async fn every_parameter_of_a_query_has_an_effect() {
    let (api, ids) = demo().await;
    let app = api.http.post(api.url("apps")).json(&json!({ "name": "another app" }));
    app.bearer_auth(api.emulator.api_token()).send().await.unwrap();
    let document = document();
    let mut without = Vec::new();
    for operation in operations::ALL.iter().filter(|operation| operation.method == "GET") {
        let url = url(&api, operation.path, &ids);
        let response = async |query: &[(&str, &str)]| {
            let request = api.http.get(&url).query(query).bearer_auth(api.emulator.api_token());
            request.send().await.unwrap().text().await.unwrap()
        };
        let plain = response(&[]).await;
        for parameter in document["paths"][operation.path]["get"]["parameters"].as_array().into_iter().flatten() {
            let parameter = resolved(&document, parameter);
            let name = parameter["name"].as_str().unwrap();
            if ["page_no", "per_page"].contains(&name) {
                continue; // `Query::page`, the same for all lists
            }
            let mut has_effect = false;
            for value in values(&document, &parameter["schema"]) {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                has_effect |= response(&[(name, &text)]).await != plain;
            }
            if !has_effect && !WITHOUT_EFFECT.contains(&(operation.id, name)) {
                without.push((operation.id, name));
            }
        }
    }
    assert_eq!(without, []);
}

#[tokio::test]
async fn every_input_that_an_object_has_is_returned() {
    let document = document();
    let mut lost = Vec::new();
    for operation in operations::ALL.iter().filter(|operation| operation.method != "GET") {
        let described = &document["paths"][operation.path][operation.method.to_lowercase()];
        let content = &described["requestBody"]["content"]["application/json"];
        let input = resolved(&document, &content["schema"]);
        let success = described["responses"].get("200").unwrap_or(&described["responses"]["201"]);
        let output = resolved(&document, &success["content"]["application/json"]["schema"]);
        let output = resolved(&document, &output["properties"]["data"]);
        let first = content["examples"].as_object().and_then(|examples| examples.values().next());
        let example = content.get("example").or_else(|| first?.get("value"));
        for (name, schema) in input["properties"].as_object().into_iter().flatten() {
            let values = values(&document, schema);
            if output["properties"].get(name).is_none() || values.is_empty() || name == "meeting_id" {
                continue;
            }
            let is_list = resolved(&document, schema)["type"] == "array";
            let mut accepted = 0;
            for value in values {
                let (api, ids) = demo().await;
                let value = if is_list { json!([value]) } else { value };
                let mut body = example.cloned().unwrap();
                body[name] = value.clone();
                let method = Method::from_bytes(operation.method.as_bytes()).unwrap();
                let request = api.http.request(method, url(&api, operation.path, &ids)).json(&body);
                let response = request.bearer_auth(api.emulator.api_token()).send().await.unwrap();
                if response.status().is_success() {
                    accepted += 1;
                    let data = response.json::<Value>().await.unwrap()["data"].take();
                    if data[name] != value {
                        lost.push(format!("{} returns {name} {}, but {value} was sent", operation.id, data[name]));
                    }
                }
            }
            assert!(accepted > 0, "{} accepts no value of {name}", operation.id);
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
