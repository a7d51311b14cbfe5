//! The envelope around a result.

use realtimekit::Error;
use serde_json::{Value, json};

use super::{TIME, data};
use crate::clients::responding;

async fn meeting(status: u16, body: &Value) -> Result<realtimekit::types::Meeting, Error> {
    let (_emulator, app) = responding("meetings_get", status, body).await;
    app.meeting("m").get().send().await
}

#[tokio::test]
async fn the_result_is_in_data_or_in_result() {
    let result = json!({ "id": "m", "created_at": TIME, "updated_at": TIME });
    for body in [
        json!({ "success": true, "data": result }),
        json!({ "data": result }),
        json!({ "succes": true, "data": result }),
        json!({ "success": true, "result": result, "errors": [], "messages": [] }),
        json!({ "success": true, "data": null, "result": result }),
        json!({ "data": result, "result": null }),
        result,
    ] {
        assert_eq!(meeting(200, &body).await.unwrap().id, "m", "{body}");
    }
}

#[tokio::test]
async fn any_2xx_is_a_success() {
    for status in [200, 201, 202] {
        let body = data(json!({ "id": "m", "created_at": TIME, "updated_at": TIME }));
        assert_eq!(meeting(status, &body).await.unwrap().id, "m");
    }
}

#[tokio::test]
async fn an_empty_body_is_fine_where_nothing_is_required() {
    let (_emulator, app) = responding("livestreams_stop", 200, &json!("")).await;
    assert_eq!(app.meeting("m").livestreams().stop().send().await.unwrap().message, None);
    let error = meeting(200, &json!("")).await.unwrap_err();
    assert!(error.is_decode(), "{error}");
}

#[tokio::test]
async fn success_of_false_is_a_failure_under_any_status() {
    for body in [
        json!({ "success": false, "data": { "id": "m", "created_at": TIME, "updated_at": TIME } }),
        json!({ "succes": false, "data": { "id": "m", "created_at": TIME, "updated_at": TIME } }),
        json!({ "success": "false", "error": "x" }),
        json!({ "success": false, "errors": [{ "code": 1, "message": "x" }], "result": null }),
    ] {
        let error = meeting(200, &body).await.unwrap_err();
        assert!(!error.is_decode(), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_body_without_envelope_and_result_is_an_error() {
    for body in [json!([1]), json!("\"text\""), json!("<html>"), json!({ "hello": 1 })] {
        assert!(meeting(200, &body).await.unwrap_err().is_decode(), "{body}");
    }
    // Also where nothing is required: a response that is no envelope is not "nothing".
    let (_emulator, app) = responding("livestreams_stop", 200, &json!("[1,2]")).await;
    assert!(app.meeting("m").livestreams().stop().send().await.unwrap_err().is_decode());
}
