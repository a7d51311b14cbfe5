//! Who may use the control API.

use crate::caller::Caller;
use realtimekit_emulator::Emulator;
use serde_json::{Value, json};

#[tokio::test]
async fn a_web_page_cannot_use_the_control_api() {
    let api = Caller::with(Emulator::builder().public_host("emulator")).await;
    // The public host is a name that only the network of containers knows.
    let port = api.emulator.root_url().rsplit(':').next().unwrap();
    let url = |path: &str| format!("http://127.0.0.1:{port}/_emulator/{path}");
    let get = |path: &str| api.http.get(url(path));
    let status = async |request: reqwest::RequestBuilder| request.send().await.unwrap().status().as_u16();

    assert_eq!(status(get("received")).await, 200);
    assert_eq!(status(get("received").header("host", format!("EMULATOR:{port}"))).await, 200);
    assert_eq!(status(get("received").header("host", format!("rebound.example:{port}"))).await, 403);
    assert_eq!(status(get("received").header("origin", format!("http://127.0.0.1:{port}"))).await, 200);
    for origin in ["http://127.0.0.1:1", "https://page.example", "null"] {
        assert_eq!(status(get("received").header("origin", origin)).await, 403, "{origin}");
    }

    let advance = || api.http.post(url("advance"));
    assert_eq!(status(advance().json(&json!({ "seconds": 1 }))).await, 200);
    for media_type in ["text/plain", "application/x-www-form-urlencoded"] {
        let request = advance().header("content-type", media_type).body("{\"seconds\": 1}");
        assert_eq!(status(request).await, 415, "{media_type}");
    }
    assert_eq!(status(api.http.post(url("clear_faults"))).await, 415, "no type at all");

    let health = get("health").header("host", "10.0.0.7").send().await.unwrap();
    assert_eq!(health.json::<Value>().await.unwrap()["data"]["status"], "ok");
}
