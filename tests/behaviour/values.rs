//! The forms of single values.

use realtimekit::Error;
use realtimekit::types::RecordingStatus;
use serde_json::{Value, json};

use super::{TIME, data};
use crate::clients::responding;

async fn recording(fields: Value) -> Result<realtimekit::types::Recording, Error> {
    let mut recording = json!({ "id": "r" });
    recording.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let (_emulator, app) = responding("recordings_get", 200, &data(recording)).await;
    app.recording("r").get().send().await
}

#[tokio::test]
async fn optional_means_absent_or_null_or_empty() {
    let absent = recording(json!({})).await.unwrap();
    let fields = ["audio_download_url", "meeting_id", "status", "file_size", "started_time", "storage_config"];
    for nothing in [json!(null), json!("")] {
        let fields = fields.iter().map(|name| ((*name).to_owned(), nothing.clone()));
        assert_eq!(recording(fields.collect()).await.unwrap(), absent);
    }
}

#[tokio::test]
async fn an_empty_text_that_is_no_id_link_or_token_is_kept() {
    let body = data(json!({ "id": "m", "title": "", "created_at": TIME, "updated_at": TIME }));
    let (_emulator, app) = responding("meetings_get", 200, &body).await;
    assert_eq!(app.meeting("m").get().send().await.unwrap().title.as_deref(), Some(""));
}

#[tokio::test]
async fn numbers_and_booleans_may_be_text() {
    assert_eq!(recording(json!({ "file_size": "2044680" })).await.unwrap().file_size, Some(2_044_680));
    let body = data(json!({ "id": "m", "record_on_start": "true", "created_at": TIME, "updated_at": TIME }));
    let (_emulator, app) = responding("meetings_get", 200, &body).await;
    assert_eq!(app.meeting("m").get().send().await.unwrap().record_on_start, Some(true));
}

#[tokio::test]
async fn times_may_have_a_space_and_null_in_quotes_is_none() {
    let fields = json!({ "started_time": "2023-01-25 04:51:35.903816Z", "stopped_time": "null" });
    let read = recording(fields).await.unwrap();
    assert_eq!(read.started_time.unwrap().to_string(), "2023-01-25T04:51:35.903816Z");
    assert_eq!(read.stopped_time, None);
}

#[tokio::test]
async fn unknown_fields_and_unknown_enum_values_are_tolerated() {
    let read = recording(json!({ "status": "MELTING", "tomorrow": { "x": [1] } })).await.unwrap();
    assert_eq!(read.status.unwrap(), RecordingStatus::Unknown("MELTING".into()));
}

#[tokio::test]
async fn a_repeated_key_does_not_fail() {
    let body = json!(r#"{"success":true,"data":{"id":"a","id":"r","file_size":1,"file_size":2}}"#);
    let (_emulator, app) = responding("recordings_get", 200, &body).await;
    let recording = app.recording("r").get().send().await.unwrap();
    assert_eq!((recording.id.as_str(), recording.file_size), ("r", Some(2)));
}

#[tokio::test]
async fn a_list_in_place_of_an_optional_object_is_none_and_not_a_guess() {
    let read = recording(json!({ "start_reason": [{ "reason": "API_CALL" }], "file_size": 7 })).await.unwrap();
    assert_eq!((read.start_reason, read.file_size), (None, Some(7)));
}

#[tokio::test]
async fn unreadable_values_are_named_kept_and_not_printed() {
    let body = json!({ "data": { "sessions": [
        { "id": "a" }, { "id": "b" }, { "id": "c" }, { "id": { "d": "s3cr3t-ish" } },
    ] } });
    let (_emulator, app) = responding("sessions_list", 200, &body).await;
    let error = app.sessions().list().send().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.operation().unwrap().id, "sessions_list");
    assert_eq!(error.json_path(), Some("data.sessions[3].id"));
    let text = format!("{error} {error:?}");
    assert!(text.contains("the service executed the request"), "{text}");
    assert!(text.contains("a string expected, an object with one key found"), "{text}");
    assert!(!text.contains("s3cr3t-ish"), "{text}");
    assert!(String::from_utf8_lossy(error.body()).contains("s3cr3t-ish"));
}
