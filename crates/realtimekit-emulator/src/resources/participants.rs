//! People added to a meeting, and the tokens with which they join.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::world::clock::later;
use crate::world::context::Context;
use crate::world::model::app::App;
use crate::world::model::participant::{Participant, Token};
use crate::world::refusal::Refusal;

/// How long a token is valid.
const TOKEN_LIFETIME: Duration = Duration::from_secs(100 * 24 * 3600);

fn new_token(context: &mut Context, meeting: &str, participant: &str) -> Token {
    let expires_at = later(context.now, TOKEN_LIFETIME);
    let claims = json!({ "meetingId": meeting, "participantId": participant, "exp": expires_at.unix_seconds() });
    Token { text: context.ids.jwt(&claims), expires_at }
}

fn no_participant(id: &str) -> Refusal {
    Refusal::not_found(format!("Participant {id} not found"))
}

/// The id of the preset that a request names, which is used from now on.
fn preset_named(app: &mut App, body: &Map<String, Value>) -> Result<Option<String>, Refusal> {
    let Some(name) = body.get("preset_name").and_then(Value::as_str) else { return Ok(None) };
    match app.presets.values_mut().find(|preset| preset.name() == name) {
        Some(preset) => {
            preset.used = true;
            Ok(Some(preset.id.clone()))
        }
        None => Err(Refusal::not_found(format!("No preset found with name {name}"))),
    }
}

pub(crate) fn list(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let meeting = app.meeting(call.id("meeting_id"))?;
    let page = call.query.page(meeting.participants.values().collect());
    Ok(Reply::page(page.render(|participant| participant.render(&app.presets)), page.paging))
}

/// Adding a known custom id renews name, picture, preset and token, and keeps the id.
pub(crate) fn add(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    let custom_id = call.body.get("custom_participant_id").and_then(Value::as_str).unwrap_or_default();
    if custom_id.is_empty() {
        return Err(Refusal::bad_request("Custom participant ID is required"));
    }
    let preset_id = preset_named(app, call.body)?.unwrap_or_default();
    let now = call.context.now;
    let meeting = app.meetings.get_mut(call.id("meeting_id")).ok_or_else(|| no_participant(custom_id))?;
    let known = meeting.participants.values().find(|participant| participant.custom_id == custom_id);
    let id = known.map(|participant| participant.id.clone()).unwrap_or_else(|| call.context.ids.uuid());
    let token = new_token(call.context, &meeting.id, &id);
    let participant = meeting.participants.entry(id.clone()).or_insert_with(|| Participant {
        id,
        custom_id: custom_id.to_owned(),
        name: None,
        picture: None,
        preset_id: String::new(),
        tokens: Vec::new(),
        created_at: now,
        updated_at: now,
    });
    participant.take(call.body);
    participant.preset_id = preset_id;
    participant.tokens.push(token);
    participant.updated_at = now;
    Ok(Reply::data(participant.render_with_token(&app.presets)))
}

fn find<'a>(app: &'a App, call: &Call<'_>) -> Result<&'a Participant, Refusal> {
    let id = call.id("participant_id");
    app.meeting(call.id("meeting_id"))?.participants.get(id).ok_or_else(|| no_participant(id))
}

fn find_mut<'a>(app: &'a mut App, call: &Call<'_>) -> Result<&'a mut Participant, Refusal> {
    let id = call.id("participant_id");
    app.meeting_mut(call.id("meeting_id"))?.participants.get_mut(id).ok_or_else(|| no_participant(id))
}

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    Ok(Reply::data(find(app, call)?.render(&app.presets)))
}

pub(crate) fn update(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let preset_id = match preset_named(app, call.body) {
        // A meeting or participant that is missing is the greater mistake.
        Err(refusal) => return find(app, call).and(Err(refusal)),
        Ok(preset_id) => preset_id,
    };
    let participant = find_mut(app, call)?;
    participant.take(call.body);
    if let Some(preset_id) = preset_id {
        participant.preset_id = preset_id;
    }
    participant.updated_at = call.context.now;
    participant.tokens.push(new_token(call.context, call.path.get("meeting_id"), &participant.id));
    Ok(Reply::data(find(app, call)?.render_with_token(&app.presets)))
}

pub(crate) fn delete(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let id = call.id("participant_id");
    let meeting = app.meeting_mut(call.id("meeting_id"))?;
    let gone = meeting.participants.shift_remove(id).ok_or_else(|| no_participant(id))?;
    meeting.revoked.extend(gone.tokens.into_iter().map(|token| token.text));
    Ok(Reply::data(json!({
        "custom_participant_id": gone.custom_id,
        "preset_id": gone.preset_id,
        "created_at": gone.created_at.to_string(),
        "updated_at": gone.updated_at.to_string(),
    })))
}

pub(crate) fn refresh_token(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let participant = find_mut(app, call)?;
    participant.tokens.push(new_token(call.context, call.path.get("meeting_id"), &participant.id));
    participant.updated_at = call.context.now;
    Ok(Reply::data(json!({ "token": participant.newest_token() })))
}
