//! Rules about operations, tags, events, and what belongs to the document.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{Document, Problem, entries, escape, items, strings};
use crate::model::{Api, Operation, Ty};

/// The enum of the names of events for which callers can ask.
const EVENT_NAMES: &str = "WebhookEvent";

/// What the generator needs of operations.
pub fn problems(api: &Api, document: &Document) -> Vec<Problem> {
    let mut problems = Vec::new();
    for operation in &api.operations {
        let prefix = format!("{}_", operation.tag.replace('-', "_"));
        if !operation.id.starts_with(&prefix) {
            let message = format!(
                "{:?} is tagged {:?}: let it start with `{prefix}`, or correct the tag",
                operation.id, operation.tag
            );
            problems.push(operation.problem("/operationId", message));
        }
        problems.extend(find_created(operation, api));
        let Some(pagination) = &operation.pagination else { continue };
        for (key, name) in [("page", &pagination.page), ("size", &pagination.size)] {
            if operation.query_named(name).is_none_or(|field| field.ty != Ty::U64.optional()) {
                let message = format!(
                    "{name:?} is no query parameter of type integer with a minimum of 0 or more: correct it or the name"
                );
                problems.push(operation.problem(&format!("/x-pagination/{key}"), message));
            }
        }
        for (key, path, kind) in [("items", &pagination.items, "array"), ("paging", &pagination.paging, "object")] {
            let mut reached = &document.json["components"]["schemas"][&operation.result.envelope];
            for name in path.split('.') {
                reached = api.resolved(&reached["properties"][name]);
            }
            if reached["type"] != kind {
                let message = format!("the response holds no {kind} at {path:?}: correct the path, or the response");
                problems.push(operation.problem(&format!("/x-pagination/{key}"), message));
            }
        }
    }
    problems
}

/// A response that cannot be read must not leave the caller with something that cannot be found.
fn find_created(operation: &Operation, api: &Api) -> Option<Problem> {
    let result = api.resolved(&operation.result.schema);
    let parameter = result["properties"]["id"]["x-from-path"].as_str();
    let is_known = operation.path_parameters.iter().any(|known| Some(known.as_str()) == parameter);
    let creates = operation.method == "POST" && !is_known && strings(&result["required"]).any(|name| name == "id");
    let message = match (creates, &operation.find_created) {
        (true, None) => {
            "its result has an id that the request does not contain: say how to find it without the response"
        }
        (false, Some(_)) => "it creates no object with a new id: remove it",
        _ => return None,
    };
    Some(operation.problem("/x-find-created", message.to_owned()))
}

/// What readers of the document need.
pub fn editorial(api: &Api, document: &Document) -> Vec<Problem> {
    let mut problems = tags(api, document);
    problems.extend(events(api, document));
    problems.extend(unused(document));
    problems
}

/// Operations stand together by tag, in the order in which the tags are declared.
fn tags(api: &Api, document: &Document) -> Vec<Problem> {
    let mut problems = Vec::new();
    let declared: Vec<&str> = items(&document.json["tags"]).filter_map(|tag| tag["name"].as_str()).collect();
    let mut operations: Vec<_> = api.operations.iter().collect();
    operations.sort_by_key(|operation| document.line(&operation.at));
    let mut latest = 0;
    for operation in operations {
        let tag = &operation.tag;
        let Some(position) = declared.iter().position(|declared| declared == tag) else {
            let message = format!("the tag {tag:?} is not declared: add it to `tags` at the top, or correct it");
            problems.push(operation.problem("/tags/0", message));
            continue;
        };
        if position < latest {
            let message =
                format!("an operation of {tag:?} stands after those of {:?}: move it to the others", declared[latest]);
            problems.push(operation.problem("", message));
        }
        latest = latest.max(position);
    }
    for (index, tag) in declared.iter().enumerate().filter(|(_, tag)| !api.tags().contains(*tag)) {
        problems.push(Problem::at(format!("/tags/{index}"), format!("no operation has the tag {tag:?}: remove it")));
    }
    problems
}

/// Every event that callers can ask for is described once, and no other is.
fn events(api: &Api, document: &Document) -> Vec<Problem> {
    let mut problems = Vec::new();
    let known: Vec<&str> = strings(&document.json["components"]["schemas"][EVENT_NAMES]["enum"]).collect();
    for (index, webhook) in api.webhooks.iter().enumerate() {
        let name = webhook.name.as_str();
        let mut problem = |key: &str, message: String| {
            problems.push(Problem::at(format!("/x-webhooks/{index}/{key}"), message));
        };
        if !known.contains(&name) {
            problem("name", format!("{name:?} is no value of {EVENT_NAMES}: add it there, or correct it"));
        }
        if api.webhooks[..index].iter().any(|other| other.name == name) {
            problem("name", format!("{name:?} is described twice: remove one"));
        }
        if document.json["x-webhooks"][index]["example"]["event"] != name {
            problem("example", format!("the example lacks `event: {name}`: add it"));
        }
    }
    for name in known.iter().filter(|name| !api.webhooks.iter().any(|webhook| webhook.name == **name)) {
        problems.push(Problem::of_component(EVENT_NAMES, "", format!("{name:?} has no entry in x-webhooks: add one")));
    }
    problems
}

/// Every component is used by an operation or an event, directly or through others.
fn unused(document: &Document) -> Vec<Problem> {
    let root = &document.json;
    let mut used = BTreeSet::new();
    let mut open = Vec::new();
    targets(&root["paths"], &mut open);
    targets(&root["x-webhooks"], &mut open);
    while let Some(target) = open.pop() {
        if used.insert(target.clone())
            && let Some(value) = document.target(&target)
        {
            targets(value, &mut open);
        }
    }
    let mut problems = Vec::new();
    for (kind, named) in entries(&root["components"]).filter(|(kind, _)| *kind != "securitySchemes") {
        for (name, _) in entries(named) {
            let path = format!("/components/{kind}/{}", escape(name));
            if !used.contains(&format!("#{path}")) {
                problems.push(Problem::at(path, "nothing uses it: refer to it, or remove it"));
            }
        }
    }
    problems
}

fn targets(value: &Value, found: &mut Vec<String>) {
    found.extend(value["$ref"].as_str().map(str::to_owned));
    entries(value).for_each(|(_, value)| targets(value, found));
    items(value).for_each(|item| targets(item, found));
}
