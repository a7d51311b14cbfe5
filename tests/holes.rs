//! Responses and events with holes: each value of each documented example is removed, nulled, emptied, and replaced by a
//! value of another kind, one at a time. What can be read is read, and a refusal is about an identity.

use std::collections::BTreeMap;

use realtimekit_api::{Event, Exposed, operations, test_support};
use serde_json::{Value, json};

use crate::document::{document, operation};

/// How a value is damaged; `None` removes it.
fn damages(value: &Value) -> Vec<(&'static str, Option<Value>)> {
    let other = match value {
        Value::String(_) => json!({ "other": 1 }),
        _ => json!("other"),
    };
    vec![
        ("removed", None),
        ("null", Some(Value::Null)),
        ("\"\"", Some(json!(""))),
        ("[]", Some(json!([]))),
        ("{}", Some(json!({}))),
        ("another kind", Some(other)),
    ]
}

/// Pointers to all properties below a value.
fn properties(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let below = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                found.push(below.clone());
                properties(value, &below, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                properties(item, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn damaged(body: &Value, pointer: &str, damage: Option<Value>) -> Value {
    let mut body = body.clone();
    let (above, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    match damage {
        Some(value) => *body.pointer_mut(pointer).expect("the pointer is of the body") = value,
        None => {
            let above = body.pointer_mut(above).and_then(Value::as_object_mut).expect("properties are in objects");
            above.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
    }
    body
}

/// Paths at which two results differ, as keys.
fn differences(left: &Value, right: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let keys: std::collections::BTreeSet<_> = left.keys().chain(right.keys()).collect();
            for key in keys {
                path.push(key.clone());
                let value = |map: &serde_json::Map<String, Value>| map.get(key).cloned().unwrap_or_default();
                differences(&value(left), &value(right), path, found);
                path.pop();
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            left.iter().zip(right).for_each(|(left, right)| differences(left, right, path, found));
        }
        _ if left != right => found.push(path.clone()),
        _ => {}
    }
}

/// What reading variants of one example came to.
#[derive(Default)]
struct Counts {
    read: usize,
    refused: BTreeMap<String, usize>,
}

/// Reads all variants of an example. `read` returns the result, or the path of what is missing.
fn variants(name: &str, body: &Value, root: &str, read: impl Fn(&Value) -> Result<Value, String>) -> Counts {
    let whole = read(body).unwrap_or_else(|path| panic!("{name}: the example itself is refused for {path}"));
    let mut counts = Counts::default();
    let mut pointers = Vec::new();
    properties(body.pointer(root).expect("the example has a result"), root, &mut pointers);
    for pointer in pointers {
        let keys: Vec<&str> = pointer.split('/').collect();
        for (damage, value) in damages(body.pointer(&pointer).expect("a pointer of the body")) {
            let variant = damaged(body, &pointer, value);
            match read(&variant) {
                Ok(result) => {
                    counts.read += 1;
                    // Analytics add days up, so that their totals depend on each of them.
                    if name.starts_with("analytics") {
                        continue;
                    }
                    let mut found = Vec::new();
                    differences(&whole, &result, &mut Vec::new(), &mut found);
                    let key = keys[keys.len() - 1];
                    for path in found {
                        let around = path.iter().all(|part| keys.contains(&part.as_str()));
                        assert!(
                            around || path.iter().any(|part| part == key) || keys.len() < 4,
                            "{name}: {pointer} {damage} also changes {path:?}"
                        );
                    }
                }
                Err(path) => {
                    let identity = path.rsplit('.').next().unwrap_or(&path).to_owned();
                    let expected = identity.split('[').next().unwrap_or_default();
                    assert!(
                        keys.contains(&expected)
                            || body.pointer(&pointer).is_some_and(|old| old.to_string().contains(expected)),
                        "{name}: {pointer} {damage} is refused for {path}"
                    );
                    *counts.refused.entry(identity).or_default() += 1;
                }
            }
        }
    }
    counts
}

/// Prints a row of the table, and adds it up.
#[allow(clippy::print_stdout)] // `cargo test holes -- --nocapture` shows the table
fn add(total: &mut Counts, name: &str, counts: Counts) {
    let refused: usize = counts.refused.values().sum();
    println!("{name:<44} {:>6} {:>6} {refused:>6}  {:?}", counts.read + refused, counts.read, counts.refused);
    total.read += counts.read;
    for (path, count) in counts.refused {
        *total.refused.entry(path).or_default() += count;
    }
}

#[test]
fn responses_with_holes_are_read_and_only_identities_are_refused() {
    let document = document();
    let mut total = Counts::default();
    for entry in operations::ALL {
        let operation = operation(&document, entry.id);
        let responses = operation["responses"].as_object().unwrap();
        let (_, response) = responses.iter().find(|(status, _)| status.starts_with('2')).unwrap();
        let body = &response["content"]["application/json"]["example"];
        let read = |body: &Value| {
            let decoded = test_support::decode(entry.id, body.to_string().as_bytes()).unwrap();
            decoded.map(|decoded| decoded.data.exposed()).map_err(|error| error.path().unwrap_or_default().to_owned())
        };
        if body["data"].is_object() || body["data"].is_array() {
            add(&mut total, entry.id, variants(entry.id, body, "/data", read));
        }
    }
    add(&mut Counts::default(), "all operations", Counts { read: total.read, refused: total.refused.clone() });
    assert!(total.read > 5_000);
    only_identities(&total);
}

#[test]
fn events_with_holes_are_read_and_only_identities_are_refused() {
    let document = document();
    let mut total = Counts::default();
    for entry in document["x-webhooks"].as_array().unwrap() {
        let body = &entry["example"];
        let name = body["event"].as_str().unwrap();
        let read = |variant: &Value| {
            // The name of the event is how it is known.
            let mut variant = variant.clone();
            variant["event"] = name.into();
            let event = Event::from_slice(variant.to_string().as_bytes()).map_err(|error| error.to_string())?;
            match event.unreadable() {
                None => Ok(serde_json::to_value(Exposed(&event)).unwrap()),
                Some(error) => Err(error.path().unwrap_or_default().to_owned()),
            }
        };
        add(&mut total, name, variants(name, body, "", read));
    }
    add(&mut Counts::default(), "all events", Counts { read: total.read, refused: total.refused.clone() });
    assert!(total.read > 500);
    only_identities(&total);
}

/// What the types require besides identities. The list holds what the OpenAPI document requires of results and events;
/// `data`, `sessions` and `participants` are the result itself.
const REQUIRED: [&str; 24] = [
    "chatDownloadUrl",
    "chat_download_url",
    "chat_download_url_expiry",
    "created_at",
    "data",
    "enabled",
    "events",
    "meeting",
    "name",
    "participant",
    "participants",
    "preset_name",
    "recording",
    "sessions",
    "status",
    "summaryDownloadUrl",
    "summaryDownloadUrlExpiry",
    "token",
    "transcriptDownloadUrl",
    "transcriptDownloadUrlExpiry",
    "transcript_download_url",
    "transcript_download_url_expiry",
    "updated_at",
    "url",
];

/// A refusal names an identity, or something else that the type requires.
fn only_identities(total: &Counts) {
    for path in total.refused.keys() {
        let key = path.split('[').next().unwrap_or(path);
        let identity = key.ends_with("id") || key.ends_with("Id");
        assert!(identity || REQUIRED.contains(&key), "refused for {path}, which is no identity");
    }
}
