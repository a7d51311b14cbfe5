//! The forms of errors.

use realtimekit::{Error, ErrorKind};
use serde_json::{Value, json};

use crate::clients::responding;

async fn error(status: u16, body: &Value) -> Error {
    let (_emulator, app) = responding("meetings_create", status, body).await;
    let meetings = app.meetings();
    meetings.create().retry_policy(realtimekit::RetryPolicy::never()).send().await.unwrap_err()
}

#[tokio::test]
async fn of_the_service_come_in_four_forms() {
    for body in [
        json!({ "success": false, "error": { "code": 422, "message": "No preset found x" } }),
        json!({ "success": false, "error": "No preset found x" }),
        json!({ "message": "No preset found x" }),
        json!({ "success": false, "data": { "message": "No preset found x" } }),
    ] {
        let error = error(422, &body).await;
        assert_eq!(error.message(), Some("No preset found x"), "{body}");
        assert!(error.is_invalid_request(), "{body}");
    }
}

#[tokio::test]
async fn of_the_service_have_the_meaning_of_their_status() {
    for (status, message, kind) in [
        (404, "Meeting m not found", ErrorKind::NotFound),
        (400, "Custom participant ID is required", ErrorKind::InvalidRequest),
        (422, "\"layers.default.outputs\" is required", ErrorKind::InvalidRequest),
        (409, "A track recording already runs", ErrorKind::Conflict),
        (401, "Unauthorized", ErrorKind::Unauthorized),
    ] {
        let error = error(status, &json!({ "success": false, "error": { "code": status, "message": message } })).await;
        assert_eq!((error.kind(), error.message()), (kind, Some(message)));
    }
}

#[tokio::test]
async fn of_the_gateway_are_classified_by_code_and_status() {
    for (status, code, kind) in [
        (403, json!(10000), ErrorKind::Unauthorized),
        (401, json!("10000"), ErrorKind::Unauthorized),
        (403, json!(9106), ErrorKind::Unauthorized),
        (400, json!(9106), ErrorKind::Unauthorized),
        (400, json!(6003), ErrorKind::Unauthorized),
        (400, json!("6111"), ErrorKind::Unauthorized),
        (401, json!(9107), ErrorKind::Unauthorized),
        (403, json!(9109), ErrorKind::Unauthorized),
        (400, json!(7000), ErrorKind::InvalidRequest),
        (404, json!(7003), ErrorKind::InvalidRequest),
        (429, json!(971), ErrorKind::RateLimited),
        (500, json!(971), ErrorKind::RateLimited),
        (429, json!(10000), ErrorKind::RateLimited),
    ] {
        let body = json!({
            "success": false,
            "errors": [{ "code": code, "message": "why", "error_chain": [{ "code": 1, "message": "deep" }] }],
            "messages": ["see", { "code": 2, "message": "also" }],
            "result": null,
        });
        let error = error(status, &body).await;
        assert_eq!((error.kind(), error.message()), (kind, Some("why")), "{status} {code}");
        let texts: Vec<_> = error.messages().iter().map(|message| message.text.as_str()).collect();
        assert!(texts.contains(&"deep") && texts.contains(&"also"), "{texts:?}");
    }
}

#[tokio::test]
async fn of_the_edge_are_html_or_nothing() {
    for status in [500, 502, 520, 524, 530] {
        for body in [json!("<html>upstream is ill</html>"), json!("")] {
            let error = error(status, &body).await;
            assert!(error.is_server(), "{status}: {error}");
            assert!(!format!("{error} {error:?}").contains("upstream is ill"));
            assert_eq!(error.status().unwrap().as_u16(), status);
        }
    }
}
