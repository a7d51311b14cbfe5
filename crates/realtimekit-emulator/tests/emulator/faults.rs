//! Faults, as a client sees them.

use std::time::Duration;

use crate::caller::{Caller, parts};
use serde_json::Value;

#[tokio::test]
async fn statuses_come_in_every_envelope() {
    let api = Caller::new().await;
    api.emulator.fault("meetings_list").status(503).retry_after(2).times(1);
    let response = api.request(reqwest::Method::GET, "meetings").send().await.unwrap();
    assert_eq!(response.headers()["retry-after"], "2");
    let (status, body) = parts(response).await;
    assert_eq!((status, &body["error"]["code"]), (503, &Value::from(503)));

    api.emulator.fault("meetings_list").status(403).gateway(10000).times(1);
    assert_eq!(api.get("meetings").await.1["errors"][0]["code"], 10000);

    api.emulator.fault("*").html().status(502).times(1);
    let response = api.request(reqwest::Method::GET, "meetings").send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/html; charset=UTF-8");
    assert!(response.text().await.unwrap().contains("502 Bad Gateway"));
    assert_eq!(api.get("meetings").await.0, 200);
}

#[tokio::test]
async fn a_message_keeps_the_envelope() {
    let api = Caller::new().await;
    let errors = async || parts(api.request(reqwest::Method::GET, "meetings").send().await.unwrap()).await;
    api.emulator.fault("meetings_list").times(1).status(403).gateway(10000).message("Authentication error");
    let (status, body) = errors().await;
    assert_eq!((status, &body["errors"][0]["code"]), (403, &Value::from(10000)));
    assert_eq!(body["errors"][0]["message"], "Authentication error");
    api.emulator.fault("meetings_list").times(1).message("Slow down").gateway(971);
    assert_eq!(errors().await.1["errors"][0]["message"], "Slow down");
    api.emulator.fault("meetings_list").times(1).html().message("Plain");
    assert_eq!(errors().await.1["error"]["message"], "Plain");
}

#[tokio::test]
async fn a_fault_does_not_act_before_it_knows_what_to_do() {
    let api = Caller::new().await;
    let fault = api.emulator.fault("meetings_list");
    assert_eq!(api.get("meetings").await.0, 200);
    let fault = fault.times(1);
    assert_eq!((api.get("meetings").await.0, fault.hits()), (200, 0));
    let fault = fault.status(503);
    assert_eq!((api.get("meetings").await.0, api.get("meetings").await.0, fault.hits()), (503, 200, 1));
}

#[tokio::test]
async fn rate_limits_have_the_headers_of_the_gateway() {
    let api = Caller::new().await;
    let fault = api.emulator.fault("*").rate_limited().retry_after_date(Duration::from_secs(60));
    let response = api.request(reqwest::Method::GET, "meetings").send().await.unwrap();
    assert!(response.headers()["retry-after"].to_str().unwrap().ends_with("GMT"));
    assert_eq!(response.headers()["ratelimit"], "\"default\";r=0;t=1");
    assert_eq!(parts(response).await.0, 429);
    assert_eq!(fault.hits(), 1);
    fault.remove();
    assert_eq!(api.get("meetings").await.0, 200);
}

#[tokio::test]
async fn a_rate_limit_counts_requests_on_the_clock() {
    let start = "2026-03-01T09:00:00Z".parse().unwrap();
    let limited = realtimekit_emulator::Emulator::builder().fixed_clock(start).rate_limit(2, Duration::from_secs(300));
    let api = Caller::with(limited).await;
    let get = || api.request(reqwest::Method::GET, "meetings").send();
    assert_eq!(get().await.unwrap().headers()["ratelimit"], "\"default\";r=1;t=300");
    api.emulator.advance(Duration::from_secs(100));
    assert_eq!(get().await.unwrap().status(), 200);
    let refused = get().await.unwrap();
    assert_eq!(refused.headers()["retry-after"], "200");
    assert_eq!(refused.headers()["ratelimit-policy"], "\"default\";q=2;w=300");
    assert_eq!(parts(refused).await.1["errors"][0]["code"], 971);
    api.emulator.advance(Duration::from_secs(200));
    assert_eq!(get().await.unwrap().status(), 200);
}

#[tokio::test]
async fn connections_break_before_and_after_the_work() {
    let api = Caller::new().await;
    api.emulator.fault("meetings_create").reset_before().times(1);
    let send = || api.request(reqwest::Method::POST, "meetings").json(&serde_json::json!({})).send();
    assert!(send().await.is_err());
    assert_eq!(api.get("meetings").await.1["paging"]["total_count"], 0);
    api.emulator.fault("meetings_create").reset_after().times(1);
    assert!(send().await.is_err());
    assert_eq!(api.get("meetings").await.1["paging"]["total_count"], 1);
    assert_eq!(api.emulator.received("meetings_create").len(), 2);
    assert_eq!(api.emulator.executed("meetings_create"), 1);
}

#[tokio::test]
async fn bodies_are_truncated_garbled_or_huge() {
    let api = Caller::new().await;
    api.emulator.fault("meetings_list").truncated().times(1);
    let response = api.request(reqwest::Method::GET, "meetings").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.content_length().unwrap() > 10);
    assert!(response.bytes().await.is_err());

    api.emulator.fault("meetings_list").garbage().times(1);
    let response = api.request(reqwest::Method::GET, "meetings").send().await.unwrap();
    assert!(response.json::<Value>().await.is_err());

    api.emulator.fault("meetings_list").huge(3_000_000).times(1);
    let body = api.request(reqwest::Method::GET, "meetings").send().await.unwrap().bytes().await.unwrap();
    assert!(body.len() > 3_000_000);
    assert!(serde_json::from_slice::<Value>(&body).is_ok());
}

#[tokio::test]
async fn a_page_can_be_repeated_for_ever() {
    let api = Caller::new().await;
    api.meeting().await;
    api.meeting().await;
    api.emulator.fault("meetings_list").repeated_page();
    let (_, first) = api.get("meetings?per_page=1").await;
    let (_, second) = api.get("meetings?per_page=1&page_no=2").await;
    assert_eq!(first["data"], second["data"]);
}

#[tokio::test]
async fn responses_can_be_late_or_missing() {
    let api = Caller::new().await;
    let impatient = || api.request(reqwest::Method::GET, "meetings").timeout(Duration::from_millis(50)).send();
    api.emulator.fault("meetings_list").delay(Duration::from_millis(80)).times(1);
    assert_eq!(api.get("meetings").await.0, 200);
    let late = api.emulator.fault("meetings_list").delay(Duration::from_secs(3600));
    assert!(impatient().await.unwrap_err().is_timeout());
    late.remove();
    api.emulator.fault("meetings_list").hang();
    assert!(impatient().await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn responses_can_begin_and_not_end() {
    let api = Caller::new().await;
    let fetch = || async { api.request(reqwest::Method::GET, "meetings").send().await.unwrap() };
    let length = fetch().await.bytes().await.unwrap().len();
    api.emulator.fault("meetings_list").stalled().times(1);
    let mut response = fetch().await;
    let mut received = 0;
    while received < length / 2 {
        received += response.chunk().await.unwrap().unwrap().len();
    }
    assert_eq!(received, length / 2);
    assert!(tokio::time::timeout(Duration::from_millis(50), response.chunk()).await.is_err(), "and then nothing");
    api.emulator.fault("meetings_list").trickled(Duration::from_millis(50)).times(1);
    let first = fetch().await.chunk().await.unwrap().unwrap();
    assert!(first.len() < length, "{first:?}");
    api.emulator.fault("meetings_list").trickled(Duration::ZERO).times(1);
    assert_eq!(api.get("meetings").await.0, 200);
}

#[tokio::test]
async fn a_limit_can_be_enforced() {
    let api = Caller::new().await;
    let fault = api.emulator.fault("*").rate_limited().beyond(3, Duration::from_secs(3600));
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(api.get("meetings").await.0);
    }
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    assert_eq!(fault.hits(), 2);
}

#[tokio::test]
async fn a_panic_causes_500_and_is_reported() {
    let emulator = realtimekit_emulator::Emulator::start().await.unwrap();
    emulator.fault("apps_list").panic().times(1);
    let url = format!("{}/accounts/{}/realtime/kit/apps", emulator.base_url(), emulator.account_id());
    let get = || reqwest::Client::new().get(&url).bearer_auth(emulator.api_token()).send();
    assert_eq!(get().await.unwrap().status(), 500);
    assert_eq!(get().await.unwrap().status(), 200);
    assert_eq!(emulator.panics(), ["apps_list: a fault asked for this panic"]);
}

#[tokio::test]
async fn a_panic_at_the_port_of_the_files_is_reported_too() {
    let emulator = realtimekit_emulator::Emulator::start().await.unwrap();
    let fault = emulator.fault("download").panic().times(1);
    let get = || reqwest::get(format!("{}/files", emulator.files_url()));
    assert_eq!(get().await.unwrap().status(), 500);
    assert_eq!((get().await.unwrap().status().as_u16(), fault.hits()), (403, 1));
    assert_eq!(emulator.panics(), ["download: a fault asked for this panic"]);
}

#[tokio::test]
#[should_panic(expected = "there are no pages of \"download\"")]
async fn files_have_no_pages_to_repeat() {
    realtimekit_emulator::Emulator::start().await.unwrap().fault("download").repeated_page();
}

#[tokio::test]
async fn the_latest_date_is_year_9999() {
    let api = Caller::new().await;
    api.emulator.fault("meetings_list").status(503).retry_after_date(Duration::MAX);
    let response = api.request(reqwest::Method::GET, "meetings").send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["retry-after"]),
        (503, &"Fri, 31 Dec 9999 23:59:59 GMT".parse().unwrap())
    );
}

#[tokio::test]
#[should_panic(expected = "there is no operation \"meeting_list\"")]
async fn a_fault_of_an_unknown_operation_is_a_mistake() {
    realtimekit_emulator::Emulator::start().await.unwrap().fault("meeting_list");
}
