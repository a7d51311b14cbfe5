//! What can be said about a single call, and what arrives at the service.

use std::time::Duration;

use crate::clients::{builder, client};
use realtimekit::types::{LivestreamingConfig, RecordingConfig, StorageConfig};
use realtimekit::{Client, RetryPolicy};
use realtimekit_emulator::{Emulator, Fidelity};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn extra_headers_query_and_fields_arrive() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    let create = app.meetings().create().title("Weekly sync");
    create
        .header("x-tag", "a")
        .header("x-tag", "b")
        .extra_query("new", 1)
        .extra_field("title", "Other")
        .send()
        .await
        .unwrap();
    let request = emulator.received("meetings_create").remove(0);
    assert_eq!(request.header("x-tag"), Some("b"));
    assert!(request.query.contains(&("new".to_owned(), "1".to_owned())));
    assert_eq!(request.body["title"], "Other");
}

#[tokio::test]
async fn secrets_are_sent() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    let config = RecordingConfig::new()
        .storage_config(StorageConfig::aws("bucket", "eu-central-1", "access", "s3cr3t"))
        .live_streaming_config(LivestreamingConfig::new().rtmp_url("rtmp://live.example.com/key"));
    app.meetings().create().recording_config(config).send().await.unwrap();
    let body = emulator.received("meetings_create").remove(0).body;
    assert_eq!(body["recording_config"]["storage_config"]["secret"], "s3cr3t");
    assert_eq!(body["recording_config"]["live_streaming_config"]["rtmp_url"], "rtmp://live.example.com/key");
}

#[tokio::test]
async fn the_user_agent_names_both_programs() {
    let emulator = Emulator::start().await.unwrap();
    let client = builder(&emulator).user_agent("clinic/2.1").build().unwrap();
    client.apps().list().send().await.unwrap();
    let request = emulator.received("apps_list").remove(0);
    let agent = request.header("user-agent").unwrap();
    assert_eq!(agent, concat!("realtimekit-rust/", env!("CARGO_PKG_VERSION"), " clinic/2.1"));
    assert_eq!(request.header("api-version"), None);
}

#[tokio::test]
async fn basic_credentials_for_older_hosts() {
    let emulator = Emulator::start().await.unwrap();
    let client = Client::builder()
        .base_url(emulator.base_url())
        .account_id(emulator.account_id())
        .basic_auth("organization", "key")
        .build()
        .unwrap();
    let error = client.apps().list().send().await.unwrap_err();
    assert!(error.is_unauthorized(), "the emulator takes tokens only: {error}");
    let header = emulator.received_all().remove(0).header("authorization").map(str::to_owned);
    assert_eq!(header.as_deref(), Some("Basic b3JnYW5pemF0aW9uOmtleQ=="));
}

#[tokio::test]
async fn a_raw_response_has_everything() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    let created = app.meetings().create().title("Weekly sync").send_raw().await.unwrap();
    assert_eq!(created.status.as_u16(), 201);
    assert!(created.json().unwrap()["data"]["id"].is_string());
    assert!(created.ray_id().is_some() && created.attempts == 1);
    assert!(!format!("{created:?}").contains("Weekly"), "{created:?}");
    emulator.fault("meetings_list").status(200).body("<html>").times(1);
    let page = app.meetings().list().send_raw().await.unwrap();
    assert!(page.json().unwrap_err().is_decode());
}

#[tokio::test]
async fn any_path_with_the_same_credentials_retries_and_errors() {
    // The raw body of a response has its documented form.
    let emulator = Emulator::builder().fidelity(Fidelity::Documented).start().await.unwrap();
    let client = client(&emulator);
    let path = format!("/{}/meetings", emulator.app_id());
    let response = client.request(Method::POST, &path).body(json!({ "title": "Raw" })).send().await.unwrap();
    assert_eq!(response.status.as_u16(), 201);
    emulator.fault("meetings_list").status(503).times(2);
    let response = client.request(Method::GET, &path).query("per_page", 5).send().await.unwrap();
    assert_eq!(response.json().unwrap()["data"][0]["title"], "Raw");
    assert_eq!(response.attempts, 3);
    emulator.fault("meetings_create").status(503).times(1);
    let error = client.request(Method::POST, &path).body(json!({})).send().await.unwrap_err();
    assert!(error.is_server() && error.attempts() == 1, "{error}");
    let error = client.request(Method::GET, "/nowhere/at/all").send().await.unwrap_err();
    assert!(error.status().is_some_and(|status| status.is_client_error()), "{error}");
}

#[tokio::test]
async fn a_call_can_have_its_own_policy_and_time_limits() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    emulator.fault("meetings_list").status(503).times(1);
    let error = app.meetings().list().retry_policy(RetryPolicy::never()).send().await.unwrap_err();
    assert!(error.is_server() && error.attempts() == 1);
    emulator.fault("meetings_list").hang().times(2);
    let quick = app.meetings().list().retry_policy(RetryPolicy::never()).timeout(Duration::from_millis(50));
    assert!(quick.send().await.unwrap_err().is_timeout());
    let error = app.meetings().list().deadline(Duration::from_secs(1)).send().await.unwrap_err();
    assert!(error.is_timeout() && error.attempts() == 1, "{error:?}");
    emulator.clear_faults();
    emulator.fault("meetings_create").status(503).times(1);
    let created = app.meetings().create().title("Twice").idempotent(true).send().await.unwrap();
    assert!(!created.id.is_empty());
    assert_eq!(emulator.received("meetings_create").len(), 2);
}

#[tokio::test]
async fn a_response_over_the_limit_is_an_error() {
    let emulator = Emulator::start().await.unwrap();
    let client = builder(&emulator).max_response_bytes(10_000).build().unwrap();
    emulator.fault("apps_list").huge(1_000_000).times(1);
    let error = client.apps().list().send().await.unwrap_err();
    assert_eq!(error.kind(), realtimekit::ErrorKind::TooLarge);
    assert!(error.to_string().contains("larger than 10000 bytes"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_client_serves_many_tasks() {
    fn thread_safe<T: Clone + Send + Sync + 'static>(value: T) -> T {
        value
    }
    let emulator = Emulator::start().await.unwrap();
    let client = thread_safe(client(&emulator));
    let app_id = emulator.app_id().to_owned();
    let tasks = (0..32).map(|number| {
        let app = client.app(app_id.as_str());
        tokio::spawn(async move {
            let meeting = app.meetings().create().title(number.to_string()).send().await.unwrap();
            let fetched = app.meeting(&meeting.id).get().send().await.unwrap();
            assert_eq!(fetched.id, meeting.id);
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    assert_eq!(client.app(app_id).meetings().list().all().await.unwrap().len(), 32);
}

#[tokio::test]
async fn updates_send_only_what_was_set() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    let meeting = app.meetings().create().title("Weekly sync").send().await.unwrap();
    let meeting = app.meeting(meeting.id);
    let added = meeting.participants().add("user-42", "group_call_host").name("Mary Sue").send().await.unwrap();
    meeting.participant(&added.id).update().preset_name("group_call_guest").send().await.unwrap();
    meeting.participant(&added.id).update().clear_name().send().await.unwrap();
    let bodies: Vec<_> = emulator.received("participants_update").into_iter().map(|request| request.body).collect();
    assert_eq!(bodies, [json!({ "preset_name": "group_call_guest" }), json!({ "name": null })]);
    let mary = meeting.participant(&added.id).get().send().await.unwrap();
    assert_eq!((mary.name, mary.preset_name.as_deref()), (None, Some("group_call_guest")));
}

#[tokio::test]
async fn a_result_can_come_with_its_response() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    let (meeting, response) = app.meetings().create().title("Sync").send_with_response().await.unwrap();
    assert!(!meeting.id.is_empty());
    assert_eq!((response.status.as_u16(), response.attempts), (201, 1));
    assert!(response.ray_id().is_some());
    // "There is none" is a result too.
    emulator
        .fault("webhooks_list")
        .status(404)
        .message("Webhook not found")
        .header("ratelimit", "\"default\";r=7;t=30");
    let (webhooks, response) = app.webhooks().list().send_with_response().await.unwrap();
    assert_eq!((webhooks.len(), response.status.as_u16()), (0, 404));
    assert_eq!(response.rate_limit().unwrap().remaining, Some(7));
    let error = app.meeting("none").get().send_with_response().await.unwrap_err();
    assert!(error.is_not_found() && error.response().unwrap().headers.contains_key("cf-ray"), "{error}");
}

#[tokio::test]
async fn a_failure_under_a_status_of_success_is_like_any_other() {
    let emulator = Emulator::start().await.unwrap();
    let app = client(&emulator).app(emulator.app_id());
    let no = |code: u16, message: &str| json!({ "success": false, "error": { "code": code, "message": message } });
    emulator.fault("*").status(200).body(no(500, "Try later").to_string());
    let read = app.meeting("m").get().send().await.unwrap_err();
    assert!(read.is_server() && read.is_retryable() && read.attempts() == 1, "{read:?}");
    let write = app.meetings().create().send().await.unwrap_err();
    assert!(write.is_server() && !write.is_retryable(), "{write:?}");
    let page = app.meetings().list().lenient().stream().try_next().await.unwrap_err();
    assert!(page.is_server() && page.is_retryable() && page.attempts() == 1, "{page:?}");
    emulator.clear_faults();
    emulator.fault("webhooks_list").status(200).body(no(404, "Webhook not found").to_string());
    assert!(app.webhooks().list().send().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_error_of_a_raw_request_names_the_operation_where_it_is_known() {
    let emulator = Emulator::start().await.unwrap();
    let client = client(&emulator);
    let path = format!("/{}/meetings/none", emulator.app_id());
    let error = client.request(Method::GET, path).send().await.unwrap_err();
    let operation = error.operation().unwrap();
    assert_eq!((operation.id, operation.method), ("meetings_get", "GET"));
    assert!(error.to_string().starts_with("meetings_get failed with status 404"), "{error}");
    let error = client.request(Method::GET, "/of/tomorrow").send().await.unwrap_err();
    assert!(error.operation().is_none() && error.to_string().starts_with("the request failed"), "{error}");
}

#[tokio::test]
async fn an_empty_budget_allows_no_retry() {
    let emulator = Emulator::start().await.unwrap();
    let client = |retries| builder(&emulator).retry_budget(retries).build().unwrap();
    emulator.fault("apps_list").status(503);
    let attempts = |client: Client| async move { client.apps().list().send().await.unwrap_err().attempts() };
    assert_eq!(attempts(client(0)).await, 1);
    assert_eq!(attempts(client(u32::MAX)).await, 4);
    let two = client(2);
    assert_eq!((attempts(two.clone()).await, attempts(two).await), (3, 1));
}
