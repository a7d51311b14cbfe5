//! Requests that are refused, by the gateway or by the service.

use crate::caller::{Caller, parts, refusal};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

/// Status and code of a refusal by the gateway.
async fn gateway(request: RequestBuilder) -> (u16, i64) {
    let (status, body) = parts(request.send().await.unwrap()).await;
    assert_eq!((&body["success"], &body["result"]), (&Value::Bool(false), &Value::Null));
    assert!(body["messages"].is_array());
    (status, body["errors"][0]["code"].as_i64().unwrap())
}

#[tokio::test]
async fn credentials_are_checked_by_the_gateway() {
    let api = Caller::new().await;
    let get = || api.http.get(api.url("apps"));
    assert_eq!(gateway(get()).await, (403, 9106));
    assert_eq!(gateway(get().bearer_auth("wrong")).await, (403, 10000));
    assert_eq!(gateway(get().header("authorization", "Basic abc")).await, (400, 9106));
    assert_eq!(gateway(get().header("authorization", "nonsense")).await, (400, 6003));
    let other = |account: &str| {
        let url = api.url("apps").replace(api.emulator.account_id(), account);
        api.http.get(url).bearer_auth(api.emulator.api_token())
    };
    assert_eq!(gateway(other("00000000000000000000000000000000")).await, (403, 10000));
    assert_eq!(gateway(other("an-account-id-of-more-than-32-characters")).await, (404, 7003));
}

#[tokio::test]
async fn unknown_routes_are_refused_by_the_gateway() {
    let api = Caller::new().await;
    assert_eq!(gateway(api.request(Method::GET, "nowhere")).await, (400, 7000));
    assert_eq!(gateway(api.request(Method::GET, "meetings/")).await, (404, 7003));
    assert_eq!(gateway(api.request(Method::DELETE, "meetings")).await, (405, 7001));
    let received = api.emulator.received_all();
    assert!(received.iter().all(|request| request.operation.is_empty()) && received.len() == 3);
}

#[tokio::test]
async fn bodies_are_validated() {
    let api = Caller::new().await;
    let send = async |body: &'static str, media_type: &str| {
        let request = api.request(Method::POST, "meetings").header("content-type", media_type).body(body);
        refusal(parts(request.send().await.unwrap()).await)
    };
    let (status, message) = send("{\"title\":", "application/json").await;
    assert!(status == 400 && message.contains("not valid JSON"), "{message}");
    assert_eq!(send("title=x", "application/x-www-form-urlencoded").await.0, 415);
    let (status, message) = send("{\"title\": 7}", "application/json; charset=utf-8").await;
    assert!(status == 400 && message.starts_with("\"title\" is invalid"), "{message}");
    let (_, message) = send("{\"session_keep_alive_time_in_secs\": 601}", "application/json").await;
    assert!(message.starts_with("\"session_keep_alive_time_in_secs\" is invalid"), "{message}");
    assert_eq!(send("[]", "application/json").await.0, 400);
    assert_eq!(refusal(api.send(Method::POST, "meetings", None).await).1, "The request body is required");
    assert_eq!(api.get("meetings").await.1["paging"]["total_count"], 0);
}

#[tokio::test]
async fn secrets_do_not_appear_in_messages() {
    let api = Caller::new().await;
    let storage = serde_json::json!({ "type": "aws", "access_key": 123_456_789, "region": "r" });
    let body = serde_json::json!({ "recording_config": { "storage_config": storage } });
    let (_, message) = refusal(api.post("meetings", body).await);
    assert!(
        message.contains("recording_config.storage_config.access_key") && !message.contains("123456789"),
        "{message}"
    );
}

#[tokio::test]
async fn queries_are_validated() {
    let api = Caller::new().await;
    for query in ["page_no=0", "per_page=x", "status=OPEN", "start_time=yesterday"] {
        let name = query.split('=').next().unwrap();
        let (status, message) = refusal(api.get(&format!("meetings?{query}")).await);
        assert!(status == 400 && message.contains(&format!("\"{name}\"")), "{query}: {message}");
    }
}
