//! Presets: what participants may do and see.

use indexmap::IndexMap;
use realtimekit_api::Timestamp;
use serde_json::{Map, Value, json};

use crate::envelope::{Outcome, Refusal, Reply};
use crate::merging::merge;
use crate::routing::Call;
use crate::state::{App, Context};

/// A preset with the definition that the caller sent.
#[derive(Debug)]
pub(crate) struct Preset {
    pub(crate) id: String,
    /// Name, configuration, permissions and user interface.
    pub(crate) definition: Map<String, Value>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl Preset {
    fn new(context: &mut Context, definition: Map<String, Value>) -> Self {
        Self { id: context.ids.uuid(), definition, created_at: context.now, updated_at: context.now }
    }

    pub(crate) fn name(&self) -> &str {
        self.definition.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    /// The kind of gathering that the preset is made for, such as `GROUP_CALL`.
    pub(crate) fn view_type(&self) -> &str {
        self.definition.get("config").and_then(|config| config["view_type"].as_str()).unwrap_or("GROUP_CALL")
    }

    /// Whether what the participant says goes into the transcript; the document does not say what holds by default.
    pub(crate) fn transcribes(&self) -> bool {
        let permissions = self.definition.get("permissions");
        permissions.is_none_or(|permissions| permissions["transcription_enabled"] != false)
    }

    fn summary(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name(),
            "created_at": self.created_at.to_string(),
            "updated_at": self.updated_at.to_string(),
        })
    }

    fn render(&self) -> Value {
        let mut rendered = self.summary();
        for (key, value) in &self.definition {
            rendered[key] = value.clone();
        }
        rendered
    }
}

/// The parts of a definition that a request body holds.
fn definition(body: &Map<String, Value>) -> Map<String, Value> {
    let known = ["name", "config", "permissions", "ui"];
    known.into_iter().filter_map(|name| Some((name.to_owned(), body.get(name)?.clone()))).collect()
}

fn no_preset(id: &str) -> Refusal {
    Refusal::not_found(format!("Preset {id} not found"))
}

/// Names must be unique, because participants are given presets by name. The service does not document it.
fn check_name(app: &App, name: Option<&Value>, own_id: &str) -> Result<(), Refusal> {
    let Some(name) = name.and_then(Value::as_str) else { return Ok(()) };
    match app.presets.values().any(|preset| preset.name() == name && preset.id != own_id) {
        true => Err(Refusal::conflict(format!("A preset with name {name} already exists"))),
        false => Ok(()),
    }
}

pub(crate) fn list(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let found = app.presets.values().filter(|preset| call.query.finds("search", &[preset.name(), &preset.id]));
    let page = call.query.page(found.collect());
    Ok(Reply::page(page.render(|preset| preset.summary()), page.paging))
}

pub(crate) fn create(app: &mut App, call: &mut Call<'_>) -> Outcome {
    check_name(app, call.body.get("name"), "")?;
    let preset = Preset::new(call.context, definition(call.body));
    let rendered = preset.render();
    app.presets.insert(preset.id.clone(), preset);
    Ok(Reply::data(rendered))
}

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let id = call.id("preset_id");
    Ok(Reply::data(app.presets.get(id).ok_or_else(|| no_preset(id))?.render()))
}

pub(crate) fn update(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let mood = call.context.mood;
    change(app, call, |stored, given| merge(stored, given, mood))
}

pub(crate) fn replace(app: &mut App, call: &mut Call<'_>) -> Outcome {
    change(app, call, |stored, given| stored.clone_from(given))
}

fn change(app: &mut App, call: &mut Call<'_>, apply: impl Fn(&mut Map<String, Value>, &Map<String, Value>)) -> Outcome {
    let id = call.id("preset_id");
    if !app.presets.contains_key(id) {
        return Err(no_preset(id));
    }
    check_name(app, call.body.get("name"), id)?;
    let preset = app.presets.get_mut(id).ok_or_else(|| no_preset(id))?;
    apply(&mut preset.definition, &definition(call.body));
    preset.updated_at = call.context.now;
    Ok(Reply::data(preset.render()))
}

pub(crate) fn delete(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let id = call.id("preset_id");
    let mut participants = app.meetings.values().flat_map(|meeting| meeting.participants.values());
    if participants.any(|participant| participant.preset_id == id) {
        return Err(Refusal::conflict(format!("Preset {id} is in use")));
    }
    let gone = app.presets.shift_remove(id).ok_or_else(|| no_preset(id))?;
    Ok(Reply::data(gone.render()))
}

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
