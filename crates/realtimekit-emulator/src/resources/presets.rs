//! Presets: what participants may do and see.

use serde_json::{Map, Value};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::resources::merging::merge;
use crate::world::fidelity::Fidelity;
use crate::world::model::app::App;
use crate::world::model::preset::Preset;
use crate::world::refusal::Refusal;

/// Fields of a new preset that the documents call optional and the service requires; `{}` is enough.
const REQUIRED_WHEN_OBSERVED: [(&str, &str); 2] = [("ui", "/config_diff"), ("permissions", "/plugins/config")];

/// The parts of a definition that a request body holds.
fn definition(body: &Map<String, Value>) -> Map<String, Value> {
    let known = ["name", "config", "permissions", "ui"];
    known.into_iter().filter_map(|name| Some((name.to_owned(), body.get(name)?.clone()))).collect()
}

fn no_preset(id: &str) -> Refusal {
    Refusal::not_found(format!("Preset {id} not found"))
}

/// A name has at most one preset in an app.
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
    for (part, pointer) in REQUIRED_WHEN_OBSERVED {
        let given = call.body.get(part).and_then(|part| part.pointer(pointer));
        if call.context.fidelity == Fidelity::Observed && given.is_none() {
            return Err(Refusal::bad_request(format!("\"{part}{}\" is required", pointer.replace('/', "."))));
        }
    }
    check_name(app, call.body.get("name"), "")?;
    let preset = Preset::new(call.context, definition(call.body));
    let rendered = preset.render();
    app.settling.begin(call.context, &preset.id);
    app.presets.insert(preset.id.clone(), preset);
    Ok(Reply::data(rendered))
}

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let id = call.id("preset_id");
    let current = || app.presets.get(id).map(Preset::render).ok_or_else(|| no_preset(id));
    Ok(Reply::data(app.settling.read(call.context.now, id).unwrap_or_else(current)?))
}

pub(crate) fn update(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let fidelity = call.context.fidelity;
    change(app, call, |stored, given| merge(stored, given, fidelity))
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
    let was_used = call.context.fidelity == Fidelity::Observed && app.presets.get(id).is_some_and(|preset| preset.used);
    if was_used || participants.any(|participant| participant.preset_id == id) {
        return Err(Refusal::conflict(format!("Preset {id} is in use")));
    }
    let gone = app.presets.shift_remove(id).ok_or_else(|| no_preset(id))?.render();
    app.settling.end(call.context, id, &gone);
    Ok(Reply::data(gone))
}
