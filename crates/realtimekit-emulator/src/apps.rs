//! Apps of the account.

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::envelope::{Outcome, Reply};
use crate::routing::Call;
use crate::state::App;

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
    let app = App::new(call.context, name);
    let rendered = app.render();
    apps.insert(app.id.clone(), app);
    Ok(Reply::data(json!({ "app": rendered })))
}
