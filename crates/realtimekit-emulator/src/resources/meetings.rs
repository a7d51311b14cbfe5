//! Meetings.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::resources::merging::merge;
use crate::world::model::app::App;
use crate::world::model::meeting::Meeting;
use crate::world::refusal::Refusal;
use crate::world::storage;

/// The settings in a request body: `null` for a switch means that it is not set.
fn settings(body: &Map<String, Value>) -> Result<Map<String, Value>, Refusal> {
    let recording = body.get("recording_config").unwrap_or(&Value::Null);
    if recording["storage_config"]["type"] == "cloudflare" {
        // Documented for starting a recording only.
        return Err(Refusal::bad_request("Invalid enum value for \"recording_config.storage_config.type\""));
    }
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
        revoked: HashSet::new(),
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
    merge(&mut merged, &settings_unchecked(call.body), call.context.fidelity);
    // Checked after merging: the secrets may have been sent before.
    meeting.settings = settings(&merged)?;
    if let Some(status) = call.body.get("status") {
        meeting.active = status == "ACTIVE";
    }
    changed(app, call)
}

/// The consequences of a change of a meeting.
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
