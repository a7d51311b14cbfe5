//! Nothing that the document describes is dropped: every field of every response is found again in the decoded value.

use std::collections::BTreeSet;

use crate::document::{document, operation as described_operation, resolve, response_schema};
use crate::responses::{Bodies, Markers};
use realtimekit_api::operations;
use realtimekit_api::test_support::decode;
use serde_json::Value;

/// How many forms the `oneOf` with the most of them has.
fn forms(document: &Value) -> usize {
    match document {
        Value::Object(map) => {
            let own = map.get("oneOf").and_then(Value::as_array).map_or(1, Vec::len);
            map.values().map(forms).fold(own, usize::max)
        }
        Value::Array(values) => values.iter().map(forms).fold(1, usize::max),
        _ => 1,
    }
}

/// Operations whose result unites several forms, so that its JSON is not always the JSON that was received.
const UNITED: [&str; 2] = ["analytics_get_daywise", "analytics_get_livestreams_overall"];

/// The responses to all operations with a marker in every field: id, data, secrets.
fn planted() -> Vec<(&'static str, Value, BTreeSet<String>)> {
    let document = document();
    let forms = forms(&document);
    let mut responses = Vec::new();
    for operation in operations::ALL {
        for form in 0..forms {
            let mut bodies = Bodies::new(&document, Markers::of_form(form));
            let body = bodies.response(operation.id).promised;
            for body in apart(operation.id, body) {
                responses.push((operation.id, body, bodies.secrets.clone()));
            }
        }
    }
    responses
}

/// The totals of an app as the two forms that one object describes: in the same response, the first would hide the second.
fn apart(id: &str, mut body: Value) -> Vec<Value> {
    let Some(data) = body["data"].as_object_mut().filter(|_| id == "analytics_get_daywise") else { return vec![body] };
    let stats = ["session_stats", "recording_stats"].iter().filter_map(|key| data.remove_entry(*key)).collect();
    let mut nested = body.clone();
    nested["data"] = Value::Object(stats);
    vec![nested, body]
}

/// The part of a response that is the result: `data`, or the list or object in it.
fn result<'a>(id: &str, body: &'a Value) -> &'a Value {
    let data = &body["data"];
    let operation = operations::ALL.iter().find(|operation| operation.id == id).unwrap();
    if let Some(pagination) = operation.pagination {
        let inside = data.get("paging").is_some() || id == "sessions_list";
        let others = data.as_object().is_some_and(|map| map.len() > 2);
        let key = pagination.items.rsplit('.').next().unwrap();
        return if inside && !others { &data[key] } else { data };
    }
    match data.as_object() {
        Some(map) if map.len() == 1 && map.values().all(Value::is_object) => map.values().next().unwrap(),
        _ => data,
    }
}

/// The form in which the links of track recordings are written, whichever was read.
fn united(value: &Value) -> Value {
    match value {
        Value::Object(map) if map.len() == 1 && map.contains_key("links") => united(&map["links"]),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), united(value))).collect(),
        Value::Array(items) => items.iter().map(united).collect(),
        other => other.clone(),
    }
}

/// The leaves of a value with their paths.
fn leaves(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| leaves(value, &format!("{path}.{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| leaves(value, &format!("{path}[{index}]"), found));
        }
        leaf => found.push((path.to_owned(), leaf.to_string())),
    }
}

#[test]
fn every_documented_field_of_every_response_is_in_the_decoded_value() {
    let mut fields = 0;
    for (id, body, _) in planted() {
        let decoded =
            decode(id, body.to_string().as_bytes()).unwrap().unwrap_or_else(|error| panic!("{error}\n{body}"));
        let (mut expected, mut found) = (Vec::new(), Vec::new());
        leaves(&united(result(id, &body)), "", &mut expected);
        leaves(&decoded.data.exposed(), "", &mut found);
        fields += expected.len();
        if UNITED.contains(&id) && (body["data"].is_array() || body["data"].get("sessions_count").is_some()) {
            for (path, value) in expected {
                assert!(found.iter().any(|(_, other)| *other == value), "{id}{path}: {value} was dropped");
            }
            continue;
        }
        if id == "sessions_generate_summary" {
            expected.retain(|(path, _)| !path.is_empty());
        }
        let found: BTreeSet<_> = found.into_iter().collect();
        for leaf in &expected {
            assert!(found.contains(leaf), "{id}{}: {} was dropped; the decoded value has\n{found:?}", leaf.0, leaf.1);
        }
        assert_eq!(found.len(), expected.len(), "{id}: the decoded value has more than the response\n{found:?}");
    }
    assert!(fields > 2000, "only {fields} fields were looked at");
}

#[test]
fn every_paging_block_is_read() {
    let mut blocks = 0;
    for (id, body, _) in planted() {
        let outside = &body["paging"];
        let inside = &body["data"]["paging"];
        let Some(expected) = [outside, inside].into_iter().find(|block| block.is_object()) else { continue };
        let decoded = decode(id, body.to_string().as_bytes()).unwrap().unwrap();
        let paging = serde_json::to_value(decoded.paging).unwrap();
        let own = decoded.data.exposed()["paging"].clone();
        assert!(paging == *expected || own == *expected, "{id}: {paging} is not {expected}");
        blocks += 1;
    }
    assert!(blocks >= 8 * forms(&document()), "only {blocks} blocks were looked at");
}

#[test]
fn no_planted_secret_is_printed_or_serialised_by_accident() {
    let mut secrets = 0;
    for (id, body, planted) in planted() {
        let decoded = decode(id, body.to_string().as_bytes()).unwrap().unwrap().data;
        let (debug, redacted) = (format!("{decoded:?}{decoded:#?}"), decoded.redacted().to_string());
        let exposed = decoded.exposed().to_string();
        for secret in planted {
            assert!(exposed.contains(&secret), "{id}: {secret} is lost");
            assert!(!debug.contains(&secret), "{id}: {secret} is printed");
            assert!(!redacted.contains(&secret), "{id}: {secret} is serialised without being exposed");
            secrets += 1;
        }
        assert!(!debug.contains("s3cr3t"), "{id}: a secret is printed");
    }
    assert!(secrets > 100, "only {secrets} secrets were looked at");
}

/// The names of all sensitive fields that can be reached from a schema.
fn sensitive(document: &Value, schema: &Value, seen: &mut Vec<*const Value>, found: &mut BTreeSet<String>) {
    let schema = resolve(document, schema);
    if seen.contains(&std::ptr::from_ref(schema)) {
        return;
    }
    seen.push(schema);
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        if property["x-sensitive"] == true || resolve(document, property)["x-sensitive"] == true {
            found.insert(name.clone());
        }
        sensitive(document, property, seen, found);
    }
    let forms = ["oneOf", "anyOf"].into_iter().flat_map(|key| schema[key].as_array().into_iter().flatten());
    for inner in forms.chain([&schema["items"], &schema["additionalProperties"]]) {
        sensitive(document, inner, seen, found);
    }
}

#[test]
fn every_sensitive_field_of_every_response_is_planted() {
    // The test above is worth something only if the generator reaches every field that the document calls sensitive.
    let document = document();
    let (mut expected, mut planted) = (BTreeSet::new(), BTreeSet::new());
    for operation in operations::ALL {
        let described = described_operation(&document, operation.id);
        sensitive(&document, response_schema(&document, &described), &mut Vec::new(), &mut expected);
    }
    for (_, body, _) in self::planted() {
        let mut found = Vec::new();
        leaves(&body, "", &mut found);
        for (path, _) in found.iter().filter(|(_, value)| value.contains("s3cr3t-")) {
            let name = path.rsplit(['.', '/']).next().unwrap_or_default();
            planted.insert(name.split('[').next().unwrap_or_default().to_owned());
        }
    }
    assert!(expected.len() > 10, "{expected:?}");
    assert_eq!(expected.difference(&planted).collect::<Vec<_>>(), Vec::<&String>::new(), "not planted");
}
