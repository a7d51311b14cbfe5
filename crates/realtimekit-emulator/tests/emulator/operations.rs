//! The operation table, the fidelities, and the emulator as a whole.

use std::collections::BTreeSet;

use crate::caller::{Caller, data, id};
use realtimekit_api::operations;
use realtimekit_emulator::Emulator;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// A meeting with a live session, a recording and a livestream, to fill the paths with.
async fn filled(api: &Caller) -> Vec<(&'static str, String)> {
    let meeting = api.meeting().await;
    let participant = api.participant(&meeting, "ada").await;
    let joined = api.emulator.join(&meeting, &participant).unwrap();
    api.emulator.speak(&meeting, &participant, "Hello").unwrap();
    let recordings = data(api.post("recordings", json!({ "meeting_id": meeting })).await);
    let recording = recordings.get("recording").unwrap_or(&recordings)["id"].as_str().unwrap().to_owned();
    let stream = id(&data(api.post(&format!("meetings/{meeting}/livestreams"), json!({})).await));
    let details = data(api.get(&format!("livestreams/{stream}")).await);
    let broadcast = details.get("session").unwrap_or(&details["sessions"][0]);
    let webhook = json!({ "name": "n", "url": "http://127.0.0.1:9", "events": [] });
    vec![
        ("account_id", api.emulator.account_id().to_owned()),
        ("app_id", api.emulator.app_id().to_owned()),
        ("livestream_session_id", id(broadcast)),
        ("livestream_id", stream),
        ("meeting_id", meeting),
        ("participant_id", participant),
        ("peer_id", joined.peer_id),
        ("preset_id", id(&data(api.get("presets").await)[0])),
        ("recording_id", recording),
        ("session_id", joined.session_id),
        ("webhook_id", id(&data(api.post("webhooks", webhook).await))),
    ]
}

fn path(template: &str, ids: &[(&'static str, String)]) -> String {
    ids.iter().fold(template.to_owned(), |path, (name, id)| path.replace(&format!("{{{name}}}"), id))
}

/// Bodies that fit, taken from the examples of the document.
fn examples() -> Value {
    serde_json::from_str(include_str!("../../src/generated/realtimekit.json")).unwrap()
}

fn example(document: &Value, template: &str, method: &str) -> Value {
    let operation = &document["paths"][template][method.to_lowercase()];
    let content = &operation["requestBody"]["content"]["application/json"];
    let first = content["examples"].as_object().and_then(|examples| examples.values().next());
    content.get("example").cloned().or_else(|| Some(first?["value"].clone())).unwrap_or(Value::Null)
}

#[tokio::test]
async fn every_operation_has_a_handler() {
    let api = Caller::new().await;
    let (ids, document) = (filled(&api).await, examples());
    for operation in operations::ALL {
        let method = Method::from_bytes(operation.method.as_bytes()).unwrap();
        let url = format!("{}{}", api.emulator.base_url(), path(operation.path, &ids));
        let mut request = api.http.request(method, url).bearer_auth(api.emulator.api_token());
        let body = example(&document, operation.path, operation.method);
        if !body.is_null() {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        assert_ne!(response.status(), StatusCode::NOT_IMPLEMENTED, "{}", operation.id);
        assert!(!response.status().is_server_error(), "{}", operation.id);
        assert!(!api.emulator.received(operation.id).is_empty(), "{}", operation.id);
    }
}

#[tokio::test]
async fn the_demo_responds_to_every_reading_operation_as_documented() {
    let api = Caller::with(Emulator::builder().demo().check_responses()).await;
    let sessions = api.data("sessions").await["sessions"].clone();
    let states: BTreeSet<&str> =
        sessions.as_array().unwrap().iter().map(|session| session["status"].as_str().unwrap()).collect();
    assert_eq!(states, BTreeSet::from(["ENDED", "LIVE"]));
    let recordings = api.data("recordings?status=UPLOADED").await;
    assert_eq!(recordings.as_array().unwrap().len(), 2);
    assert!(api.data("livestreams").await.as_array().unwrap().iter().any(|stream| stream["status"] == "LIVE"));
    for session in sessions.as_array().unwrap().iter().filter(|session| session["status"] == "ENDED") {
        for part in ["", "/chat", "/transcript", "/summary", "/participants"] {
            assert_eq!(api.get(&format!("sessions/{}{part}", id(session))).await.0, 200);
        }
    }
    assert_eq!(api.data("webhooks").await.as_array().unwrap().len(), 1);
    assert!(api.data("analytics/daywise").await["session_stats"]["sessions_count"].as_u64().unwrap() >= 2);
}

/// The result of a response, in either envelope.
fn result(response: &Value) -> &Value {
    response.get("data").unwrap_or(&response["result"])
}

#[tokio::test]
async fn the_observed_fidelity_is_deterministic_and_keeps_the_meaning() {
    let shapes = async |seed| {
        let api = Caller::with(
            Emulator::builder().observed().seed(seed).fixed_clock("2026-03-01T09:00:00Z".parse().unwrap()),
        )
        .await;
        let (status, empty) = api.get("webhooks").await;
        assert_eq!(status, 404, "{empty}");
        let mut shapes = Vec::new();
        let (status, created) = api.post("meetings", json!({ "title": "Sync" })).await;
        assert_eq!((status, result(&created).get("title")), (201, None));
        let meeting = result(&created)["id"].as_str().unwrap().to_owned();
        let participants = format!("meetings/{meeting}/participants");
        let body = json!({ "custom_participant_id": "u", "name": "U", "preset_name": "group_call_host" });
        let (status, added) = api.post(&participants, body).await;
        assert!(status == 200 || status == 201);
        api.emulator.join(&meeting, result(&added)["id"].as_str().unwrap()).unwrap();
        for _ in 0..6 {
            shapes.push(api.get("sessions").await.1);
            shapes.push(api.get(&format!("meetings/{meeting}")).await.1);
            shapes.push(api.get("meetings/none").await.1);
        }
        let kick = json!({ "custom_participant_ids": ["u"] });
        let (_, kicked) = api.post(&format!("meetings/{meeting}/active-session/kick"), kick).await;
        assert_eq!(result(&kicked)["participants"], json!([]));
        shapes
    };
    let one = shapes(5).await;
    assert_eq!(one, shapes(5).await);
    assert_ne!(one, shapes(6).await);
    assert_eq!(result(&one[0])["sessions"][0]["ended_at"], "null");
}

#[tokio::test]
async fn the_observed_demo_responds_to_every_reading_operation() {
    for seed in 0..4 {
        let emulator = Emulator::builder().observed().demo().seed(seed).start().await.unwrap();
        let api = Caller { emulator, http: reqwest::Client::new() };
        // A list that has one item can be the item itself.
        let first = async |path: &str, items: &str| {
            let found = result(&api.get(path).await.1).pointer(items).unwrap().clone();
            id(found.get(0).unwrap_or(&found))
        };
        let stream = first("livestreams?status=LIVE", "").await;
        let session = first("sessions", "/sessions").await;
        let details = result(&api.get(&format!("livestreams/{stream}")).await.1).clone();
        let broadcast = details.get("session").unwrap_or(&details["sessions"][0]).clone();
        let ids = vec![
            ("account_id", api.emulator.account_id().to_owned()),
            ("app_id", api.emulator.app_id().to_owned()),
            ("livestream_session_id", id(&broadcast)),
            ("livestream_id", stream),
            ("meeting_id", first("meetings?search=town", "").await),
            ("peer_id", first(&format!("sessions/{session}/participants"), "/participants").await),
            ("session_id", session),
            ("preset_id", first("presets", "").await),
            ("recording_id", first("recordings", "").await),
            ("webhook_id", first("webhooks", "").await),
        ];
        for operation in operations::ALL.iter().filter(|operation| operation.method == "GET") {
            // Below a session a participant goes by the peer id; below a meeting none is known here.
            let template = operation
                .path
                .replace("{session_id}/participants/{participant_id}", "{session_id}/participants/{peer_id}");
            let url = format!("{}{}", api.emulator.base_url(), path(&template, &ids));
            let response = api.http.get(url).bearer_auth(api.emulator.api_token()).send().await.unwrap();
            let expected = if template.contains("{participant_id}") { 404 } else { 200 };
            assert_eq!(response.status(), expected, "{} with seed {seed}", operation.id);
            response.json::<Value>().await.unwrap();
        }
    }
}

#[tokio::test]
async fn the_server_stops_when_dropped() {
    let emulator = Emulator::start().await.unwrap();
    let address = emulator.root_url().trim_start_matches("http://").to_owned();
    let clone = emulator.clone();
    drop(emulator);
    assert!(tokio::net::TcpStream::connect(&address).await.is_ok());
    drop(clone);
    assert!(tokio::net::TcpStream::connect(&address).await.is_err());
}

/// `EMULATOR_LOAD_ROUNDS=100` makes it a long run.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_clients_lose_no_update() {
    let rounds = std::env::var("EMULATOR_LOAD_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    // A fixed clock: on a slow machine a session must not end in the middle of the test.
    let builder = Emulator::builder().keep_requests(100).fixed_clock("2026-03-01T09:00:00Z".parse().unwrap());
    let api = std::sync::Arc::new(Caller::with(builder).await);
    let mut clients = tokio::task::JoinSet::new();
    for number in 0..200 {
        let api = std::sync::Arc::clone(&api);
        clients.spawn(async move {
            let meeting = api.meeting().await;
            for round in 0..rounds {
                let person = api.participant(&meeting, &format!("{number}-{round}")).await;
                let title = json!({ "title": format!("{number}/{round}") });
                data(api.patch(&format!("meetings/{meeting}"), title.clone()).await);
                assert_eq!(api.data(&format!("meetings/{meeting}")).await["title"], title["title"]);
                api.emulator.join(&meeting, &person).unwrap();
            }
            let (_, people) = api.get(&format!("meetings/{meeting}/participants?per_page=1")).await;
            assert_eq!(people["paging"]["total_count"], rounds);
            let session = api.data(&format!("meetings/{meeting}/active-session")).await;
            assert_eq!(session["total_participants"], rounds);
        });
    }
    while let Some(client) = clients.join_next().await {
        client.unwrap();
    }
    assert_eq!(api.get("meetings?per_page=1").await.1["paging"]["total_count"], 200);
    assert_eq!(api.emulator.received_all().len(), 100);
}
