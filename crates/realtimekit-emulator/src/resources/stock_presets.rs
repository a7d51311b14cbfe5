//! The presets that a new app has.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::world::context::Context;
use crate::world::model::preset::Preset;

/// The presets that a new app has.
pub(crate) fn stock(context: &mut Context) -> IndexMap<String, Preset> {
    let kinds = [
        ("group_call_host", "GROUP_CALL", true, "ALLOWED"),
        ("group_call_participant", "GROUP_CALL", false, "ALLOWED"),
        ("group_call_guest", "GROUP_CALL", false, "CAN_REQUEST"),
        ("webinar_presenter", "WEBINAR", true, "ALLOWED"),
        ("webinar_viewer", "WEBINAR", false, "NOT_ALLOWED"),
        ("livestream_host", "LIVESTREAM", true, "ALLOWED"),
        ("livestream_viewer", "LIVESTREAM", false, "NOT_ALLOWED"),
    ];
    let presets = kinds.map(|(name, view_type, host, media)| {
        let mut definition = Map::new();
        definition.insert("name".into(), json!(name));
        definition.insert("config".into(), stock_config(view_type));
        definition.insert("permissions".into(), stock_permissions(host, media));
        definition.insert("ui".into(), stock_ui());
        let preset = Preset::new(context, definition);
        (preset.id.clone(), preset)
    });
    presets.into_iter().collect()
}

fn stock_config(view_type: &str) -> Value {
    json!({
        "view_type": view_type,
        "max_screenshare_count": 1,
        "max_video_streams": { "desktop": 9, "mobile": 6 },
        "media": {
            "audio": { "enable_high_bitrate": false, "enable_stereo": false },
            "screenshare": { "frame_rate": 5, "quality": "hd" },
            "video": { "frame_rate": 24, "quality": "vga", "simulcast": true },
        },
    })
}

fn stock_permissions(host: bool, media: &str) -> Value {
    let speaks = media == "ALLOWED";
    json!({
        "accept_stage_requests": host,
        "accept_waiting_requests": host,
        "can_accept_production_requests": host,
        "can_change_participant_permissions": host,
        "can_edit_display_name": host,
        "can_livestream": host,
        "can_record": host,
        "can_spotlight": host,
        "chat": {
            "private": { "can_receive": true, "can_send": speaks, "files": speaks, "text": speaks },
            "public": { "can_send": true, "files": speaks, "text": true },
        },
        "connected_meetings": {
            "can_alter_connected_meetings": host,
            "can_switch_connected_meetings": host,
            "can_switch_to_parent_meeting": host,
        },
        "disable_participant_audio": host,
        "disable_participant_screensharing": host,
        "disable_participant_video": host,
        "hidden_participant": false,
        "is_recorder": false,
        "kick_participant": host,
        "media": {
            "audio": { "can_produce": media },
            "screenshare": { "can_produce": media },
            "video": { "can_produce": media },
        },
        "pin_participant": host,
        "plugins": { "can_close": host, "can_edit_config": host, "can_start": host, "config": {} },
        "polls": { "can_create": host, "can_view": true, "can_vote": true },
        "recorder_type": "NONE",
        "show_participant_list": true,
        "stage_access": media,
        "stage_enabled": false,
        "transcription_enabled": true,
        "waiting_room_type": if host { "SKIP" } else { "SKIP_ON_ACCEPT" },
    })
}

fn stock_ui() -> Value {
    json!({
        "design_tokens": {
            "border_radius": "rounded",
            "border_width": "thin",
            "colors": {
                "background": { "600": "#222222", "700": "#1F1F1F", "800": "#1B1B1B", "900": "#181818", "1000": "#141414" },
                "brand": { "300": "#73A1FF", "400": "#497CFD", "500": "#356EFD", "600": "#2B63F1", "700": "#1F53D6" },
                "danger": "#FF2D2D",
                "success": "#62A504",
                "text": "#EEEEEE",
                "text_on_brand": "#EEEEEE",
                "video_bg": "#191919",
                "warning": "#FFCD07",
            },
            "font_family": "Inter",
            "logo": "",
            "spacing_base": 4,
            "theme": "dark",
        },
        "config_diff": {},
    })
}
