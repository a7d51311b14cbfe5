//! Responses and events with holes: each value of each documented example is removed, nulled, emptied, and replaced by a
//! value of another kind, one at a time, and all optional values together. Everything is read but missing identities, which are
//! refused. The snapshots are the tables: per operation and event the number of variants, how many were read, how many
//! were refused, and what for.

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

/// The outcome of reading variants of one example.
#[derive(Default)]
struct Counts {
    read: usize,
    refused: BTreeMap<String, usize>,
}

/// An example in which all values are damaged that are optional one by one: the outermost ones as a `whole`, or the
/// innermost ones.
fn all_optional(
    body: &Value,
    pointers: &[String],
    kind: usize,
    whole: bool,
    read: impl Fn(&Value) -> Result<Value, String>,
) -> (&'static str, Value) {
    let damage = |pointer: &str| damages(body.pointer(pointer).expect("a pointer of the body")).swap_remove(kind).1;
    let is_within = |pointer: &str, above: &str| pointer.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'));
    let mut variant = body.clone();
    for pointer in pointers {
        let is_outer = pointers.iter().any(|other| is_within(other, pointer));
        // Within a value that was damaged as a whole there is nothing left.
        if variant.pointer(pointer).is_some()
            && (whole || !is_outer)
            && read(&damaged(body, pointer, damage(pointer))).is_ok()
        {
            variant = damaged(&variant, pointer, damage(pointer));
        }
    }
    (damages(&Value::Null)[kind].0, variant)
}

/// Reads all variants of an example. `read` returns the result, or the path of what is missing.
fn variants(name: &str, body: &Value, root: &str, read: impl Fn(&Value) -> Result<Value, String>) -> Counts {
    let whole = read(body).unwrap_or_else(|path| panic!("{name}: the example itself is refused for {path}"));
    let mut counts = Counts::default();
    let mut pointers = Vec::new();
    properties(body.pointer(root).expect("the example has a result"), root, &mut pointers);
    for kind in 0..damages(&Value::Null).len() {
        for whole in [true, false] {
            let (damage, variant) = all_optional(body, &pointers, kind, whole, &read);
            read(&variant)
                .unwrap_or_else(|path| panic!("{name}: {damage} everywhere is refused for {path}: {variant}"));
            counts.read += 1;
        }
    }
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

/// The rows of a table, and their sum.
#[derive(Default)]
struct Table {
    rows: Vec<String>,
    total: Counts,
}

impl Table {
    fn row(&mut self, name: &str, counts: &Counts) {
        let Counts { read, refused } = counts;
        let count: usize = refused.values().sum();
        let refused: Vec<String> = refused.iter().map(|(path, count)| format!("{path} {count}")).collect();
        let row = format!("{name:<36}{:>6}{read:>6}{count:>6}  {}", read + count, refused.join(", "));
        self.rows.push(row.trim_end().to_owned());
    }

    fn add(&mut self, name: &str, counts: Counts) {
        self.row(name, &counts);
        self.total.read += counts.read;
        for (path, count) in counts.refused {
            *self.total.refused.entry(path).or_default() += count;
        }
    }

    /// The table with its sum. Refusals name an identity, or what contains it.
    fn finish(mut self) -> String {
        for path in self.total.refused.keys() {
            assert!(REQUIRED.contains(&path.as_str()), "refused for {path}, which is no identity");
        }
        let total = std::mem::take(&mut self.total);
        self.row("total", &total);
        let heading = format!("{:<36}{:>6}{:>6}{:>6}", "", "all", "read", "not");
        format!("{heading}\n{}", self.rows.join("\n"))
    }
}

#[test]
fn responses_with_holes_are_read_and_only_identities_are_refused() {
    let document = document();
    let mut table = Table::default();
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
            table.add(entry.id, variants(entry.id, body, "/data", read));
        }
    }
    assert!(table.total.read > 5_000);
    insta::assert_snapshot!("holes_of_responses", table.finish());
}

#[test]
fn events_with_holes_are_read_and_only_identities_are_refused() {
    let document = document();
    let mut table = Table::default();
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
        table.add(name, variants(name, body, "", read));
    }
    assert!(table.total.read > 500);
    insta::assert_snapshot!("holes_of_events", table.finish());
}

/// Identities, and what contains them: the list of a page, and the objects of an event. `data` is the result itself.
const REQUIRED: [&str; 11] = [
    "data",
    "id",
    "meeting",
    "participant",
    "participants",
    "peerId",
    "recording",
    "sessionId",
    "sessions",
    "streamId",
    "token",
];
