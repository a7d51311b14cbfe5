//! Webhooks.

use serde_json::{Map, Value, json};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::world::fidelity::Fidelity;
use crate::world::model::app::App;
use crate::world::model::event::NAMES;
use crate::world::model::webhook::Webhook;
use crate::world::refusal::Refusal;

/// The known fields of a request body.
fn definition(body: &Map<String, Value>) -> Result<Map<String, Value>, Refusal> {
    let known = ["name", "url", "events", "enabled"];
    let url = body.get("url").and_then(Value::as_str);
    if url.is_some_and(|url| !url.starts_with("http://") && !url.starts_with("https://")) {
        return Err(Refusal::bad_request("\"url\" must begin with https:// or http://"));
    }
    Ok(known.into_iter().filter_map(|name| Some((name.to_owned(), body.get(name)?.clone()))).collect())
}

/// A URL has at most one webhook.
fn check_url(app: &App, body: &Map<String, Value>, own_id: &str) -> Result<(), Refusal> {
    let Some(url) = body.get("url").and_then(Value::as_str) else { return Ok(()) };
    match app.webhooks.values().any(|webhook| webhook.url() == url && webhook.id != own_id) {
        true => Err(Refusal::conflict(format!("A webhook with URL {url} already exists"))),
        false => Ok(()),
    }
}

fn no_webhook() -> Refusal {
    Refusal::not_found("Webhook not found")
}

pub(crate) fn list(app: &mut App, call: &mut Call<'_>) -> Outcome {
    if app.webhooks.is_empty() && call.context.fidelity == Fidelity::Observed {
        return Err(no_webhook());
    }
    Ok(Reply::data(app.webhooks.values().map(Webhook::render).collect()))
}

pub(crate) fn list_events(_: &mut App, _: &mut Call<'_>) -> Outcome {
    Ok(Reply::data(json!(NAMES)))
}

pub(crate) fn create(app: &mut App, call: &mut Call<'_>) -> Outcome {
    check_url(app, call.body, "")?;
    let webhook = Webhook {
        definition: definition(call.body)?,
        id: call.context.ids.uuid(),
        created_at: call.context.now,
        updated_at: call.context.now,
    };
    let rendered = webhook.render();
    app.settling.begin(call.context, &webhook.id);
    app.webhooks.insert(webhook.id.clone(), webhook);
    Ok(Reply::data(rendered))
}

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let id = call.id("webhook_id");
    let current = || app.webhooks.get(id).map(Webhook::render).ok_or_else(no_webhook);
    Ok(Reply::data(app.settling.read(call.context.now, id).unwrap_or_else(current)?))
}

pub(crate) fn update(app: &mut App, call: &mut Call<'_>) -> Outcome {
    change(app, call, |stored, given| stored.extend(given))
}

pub(crate) fn replace(app: &mut App, call: &mut Call<'_>) -> Outcome {
    change(app, call, |stored, given| *stored = given)
}

fn change(app: &mut App, call: &mut Call<'_>, apply: impl Fn(&mut Map<String, Value>, Map<String, Value>)) -> Outcome {
    if app.webhooks.contains_key(call.id("webhook_id")) {
        check_url(app, call.body, call.id("webhook_id"))?;
    }
    let webhook = app.webhooks.get_mut(call.id("webhook_id")).ok_or_else(no_webhook)?;
    apply(&mut webhook.definition, definition(call.body)?);
    webhook.updated_at = call.context.now;
    Ok(Reply::data(webhook.render()))
}

pub(crate) fn delete(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let id = call.id("webhook_id");
    let gone = app.webhooks.shift_remove(id).ok_or_else(no_webhook)?.render();
    app.settling.end(call.context, id, &gone);
    Ok(Reply::data(gone))
}
