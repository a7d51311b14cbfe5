//! Values that no document lists, and values that are read and sent back.

use realtimekit::types::{PresetDefinition, RecordingAction, TranscriptionLanguage};
use serde_json::json;

use super::{TIME, data};
use crate::clients::responding;

#[tokio::test]
async fn values_that_no_document_lists_can_be_sent() {
    let (_emulator, app) = responding("meetings_create", 201, &json!({})).await;
    let request =
        app.meetings().create().ai_config(realtimekit::types::AiConfig::new().transcription(
            realtimekit::types::TranscriptionConfig::new().language(TranscriptionLanguage::from("tlh")),
        ));
    let body = request.dry_run().unwrap().body.unwrap();
    assert_eq!(body["ai_config"]["transcription"]["language"], "tlh");
    let track = realtimekit::types::TrackOutput::new().type_("HOLOGRAM");
    assert_eq!(json!(track)["type"], "HOLOGRAM");
    let control = realtimekit::types::RecordingControl::new(RecordingAction::from("rewind"));
    assert_eq!(json!(control)["action"], "rewind");
    let mut preset = PresetDefinition::group_call("x");
    preset.permissions.waiting_room_type = "SOMETIMES".into();
    let body = app.presets().create(preset).dry_run().unwrap().body.unwrap();
    assert_eq!(body["permissions"]["waiting_room_type"], "SOMETIMES");
    let url = app.sessions().list().status("SLEEPING").dry_run().unwrap().url;
    assert!(url.contains("status=SLEEPING"), "{url}");
}

#[tokio::test]
async fn values_that_were_read_can_be_sent_back_without_loss() {
    let settings = json!({
        "title": "",
        "record_on_start": true,
        "ai_config": {
            "transcription": { "language": "tlh", "keywords": [], "profanity_filter": false },
            "summarization": { "word_limit": 500, "summary_type": "limerick" },
        },
        "recording_config": {
            "max_seconds": 3600,
            "file_name_prefix": "x",
            "storage_config": { "type": "floppy", "access_key": "k3y", "bucket": "b" },
            "audio_config": { "codec": "OPUS", "channel": "5.1" },
            "video_config": { "codec": "AV2", "width": 1280 },
        },
    });
    let mut sent = settings.clone();
    sent.as_object_mut().unwrap().extend(
        json!({ "id": "m", "status": "SNOOZED", "created_at": TIME, "updated_at": TIME }).as_object().unwrap().clone(),
    );
    let (emulator, app) = responding("meetings_get", 200, &data(sent.clone())).await;
    emulator.fault("meetings_replace").status(200).body(data(sent).to_string());
    let meeting = app.meeting("m").get().send().await.unwrap();
    assert_eq!(meeting.status, Some("SNOOZED".into()));
    app.meeting("m").replace_with(meeting).send().await.unwrap();
    let request = emulator.received("meetings_replace").pop().unwrap();
    let body = request.body;
    assert_eq!(body, settings);
}

#[tokio::test]
async fn a_preset_that_was_read_can_be_sent_back_without_loss() {
    let mut definition = json!(PresetDefinition::webinar("x"));
    definition["ui"]["config_diff"] = json!({ "any": [1, null] });
    definition["permissions"]["recorder_type"] = json!("ROBOT");
    definition["permissions"]["plugins"]["config"] = json!("7b9a3f70-2a55-4f4e-8a39-2f6cfe4ab002");
    let mut preset = definition.clone();
    preset["id"] = "p".into();
    let (emulator, app) = responding("presets_get", 200, &data(preset.clone())).await;
    emulator.fault("presets_replace").status(200).body(data(preset).to_string());
    let read = app.preset("p").get().send().await.unwrap();
    app.preset("p").replace(PresetDefinition::try_from(&read).unwrap()).send().await.unwrap();
    let request = emulator.received("presets_replace").pop().unwrap();
    assert_eq!(request.body, definition);
}
