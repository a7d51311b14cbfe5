//! Meetings.

use indexmap::IndexMap;
use realtimekit_api::Timestamp;
use serde_json::{Map, Value, json};

use crate::envelope::{Outcome, Refusal, Reply};
use crate::merging::merge;
use crate::participants::Participant;
use crate::routing::Call;
use crate::state::App;
use crate::storage;

/// Seconds for which a session outlives its last participant when the meeting does not say otherwise.
const KEEP_ALIVE: u64 = 60;

/// A place where sessions happen.
#[derive(Debug)]
pub(crate) struct Meeting {
    pub(crate) id: String,
    /// What the caller has set, secrets included.
    pub(crate) settings: Map<String, Value>,
    pub(crate) active: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) participants: IndexMap<String, Participant>,
}

impl Meeting {
    pub(crate) fn title(&self) -> Option<&str> {
        self.settings.get("title").and_then(Value::as_str)
    }

    /// Whether a setting that is off by default is on.
    pub(crate) fn is_on(&self, setting: &str) -> bool {
        self.settings.get(setting) == Some(&Value::Bool(true))
    }

    pub(crate) fn keep_alive_seconds(&self) -> u64 {
        self.settings.get("session_keep_alive_time_in_secs").and_then(Value::as_u64).unwrap_or(KEEP_ALIVE)
    }

    pub(crate) fn render(&self) -> Value {
        let mut rendered = json!({
            "id": self.id,
            "title": null,
            "status": if self.active { "ACTIVE" } else { "INACTIVE" },
            "created_at": self.created_at.to_string(),
            "updated_at": self.updated_at.to_string(),
            "record_on_start": false,
            "live_stream_on_start": false,
            "persist_chat": false,
            "summarize_on_end": false,
            "session_keep_alive_time_in_secs": KEEP_ALIVE,
        });
        for (key, value) in &self.settings {
            rendered[key] = value.clone();
        }
        storage::without_secrets(&rendered)
    }
}

impl App {
    pub(crate) fn meeting(&self, id: &str) -> Result<&Meeting, Refusal> {
        self.meetings.get(id).ok_or_else(|| no_meeting(id))
    }

    pub(crate) fn meeting_mut(&mut self, id: &str) -> Result<&mut Meeting, Refusal> {
        self.meetings.get_mut(id).ok_or_else(|| no_meeting(id))
    }
}

fn no_meeting(id: &str) -> Refusal {
    Refusal::not_found(format!("Meeting {id} not found"))
}

/// The settings in a request body: `null` for a switch means that it is not set.
fn settings(body: &Map<String, Value>) -> Result<Map<String, Value>, Refusal> {
    let recording = body.get("recording_config").unwrap_or(&Value::Null);
    storage::check(recording.get("storage_config"), "recording_config.storage_config")?;
    let known = [
        "title",
        "ai_config",
        "live_stream_on_start",
        "persist_chat",
        "record_on_start",
        "recording_config",
        "session_keep_alive_time_in_secs",
        "summarize_on_end",
        "transcribe_on_end",
    ];
    let settings = known.into_iter().filter_map(|name| Some((name.to_owned(), body.get(name)?.clone())));
    Ok(settings.filter(|(_, value)| !value.is_null()).collect())
}

pub(crate) fn list(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let query = call.query;
    let found = app.meetings.values().filter(|meeting| {
        query.allows("status", if meeting.active { "ACTIVE" } else { "INACTIVE" })
            && query.finds("search", &[&meeting.id, meeting.title().unwrap_or_default()])
            && query.spans(meeting.created_at)
    });
    let page = query.page(found.collect());
    Ok(Reply::page(page.render(|meeting| meeting.render()), page.paging))
}

pub(crate) fn create(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let meeting = Meeting {
        settings: settings(call.body)?,
        id: call.context.ids.uuid(),
        active: true,
        created_at: call.context.now,
        updated_at: call.context.now,
        participants: IndexMap::new(),
    };
    let rendered = meeting.render();
    app.meetings.insert(meeting.id.clone(), meeting);
    Ok(Reply::data(rendered))
}

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    Ok(Reply::data(app.meeting(call.id("meeting_id"))?.render()))
}

pub(crate) fn update(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let meeting = app.meeting_mut(call.id("meeting_id"))?;
    let mut merged = meeting.settings.clone();
    merge(&mut merged, &settings_unchecked(call.body), call.context.mood);
    // Checked after merging: the secrets may have been sent before.
    meeting.settings = settings(&merged)?;
    if let Some(status) = call.body.get("status") {
        meeting.active = status == "ACTIVE";
    }
    changed(app, call)
}

/// What follows a change of a meeting.
fn changed(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let meeting = app.meeting_mut(call.id("meeting_id"))?;
    meeting.updated_at = call.context.now;
    let rendered = meeting.render();
    app.keep_alive_changed(call.context, call.id("meeting_id"));
    Ok(Reply::data(rendered))
}

fn settings_unchecked(body: &Map<String, Value>) -> Map<String, Value> {
    body.iter().filter(|(key, _)| *key != "status").map(|(key, value)| (key.clone(), value.clone())).collect()
}

pub(crate) fn replace(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let meeting = app.meeting_mut(call.id("meeting_id"))?;
    meeting.settings = settings(call.body)?;
    changed(app, call)
}
