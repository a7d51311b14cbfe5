//! Apps of the account.

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::resources::stock_presets::stock;
use crate::world::context::Context;
use crate::world::model::app::App;
use crate::world::model::settling::Settling;

type Apps = IndexMap<String, App>;

pub(crate) fn list(apps: &mut Apps, call: &mut Call<'_>) -> Outcome {
    let mut found: Vec<&App> = apps.values().filter(|app| call.query.finds("search", &[&app.name, &app.id])).collect();
    if call.query.descending() {
        found.reverse();
    }
    let page = call.query.page(found);
    Ok(Reply::page(page.render(|app| app.render()), page.paging))
}

pub(crate) fn create(apps: &mut Apps, call: &mut Call<'_>) -> Outcome {
    let name = call.body.get("name").and_then(Value::as_str).unwrap_or_default();
    let app = new_app(call.context, name);
    let rendered = app.render();
    apps.insert(app.id.clone(), app);
    Ok(Reply::data(json!({ "app": rendered })))
}

/// A new app with the stock presets.
pub(crate) fn new_app(context: &mut Context, name: &str) -> App {
    App {
        // Longer than the 32 characters of older documents.
        id: context.ids.uuid(),
        name: name.to_owned(),
        created_at: context.now,
        presets: stock(context),
        meetings: IndexMap::new(),
        sessions: IndexMap::new(),
        recordings: IndexMap::new(),
        livestreams: IndexMap::new(),
        webhooks: IndexMap::new(),
        settling: Settling::default(),
    }
}
