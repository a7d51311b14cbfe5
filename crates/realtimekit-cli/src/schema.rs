//! Checks values from files against the table of the OpenAPI document: unknown keys, types, bounds.

use serde_json::Value;

use crate::api::table::{Input, Kind, Object, TABLE};
use crate::json;

/// How the reason ends that something required is absent.
pub const MISSING: &str = "is missing";

/// Everything that is wrong with a value for an object such as `PresetDefinition`. Each reason begins with a path.
pub fn check(object: &str, value: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(object) = TABLE.objects.get(object) {
        check_object(object, value, "", &mut wrong);
    }
    wrong
}

/// Reports keys that are not among those that are known.
pub fn unknown_keys(value: &Value, known: &[&str], prefix: &str, wrong: &mut Vec<String>) {
    for key in value.as_object().into_iter().flatten().map(|(key, _)| key) {
        if !known.contains(&key.as_str()) {
            let similar = known.iter().map(|known| (strsim::jaro(known, key), known));
            let similar =
                similar.filter(|(similarity, _)| *similarity > 0.8).max_by(|one, other| one.0.total_cmp(&other.0));
            let instead = match similar {
                Some((_, name)) => format!("did you mean {name}?"),
                None => format!("known keys are {}", known.join(", ")),
            };
            wrong.push(format!("{prefix}{key}: unknown key, {instead}"));
        }
    }
}

fn check_object(object: &Object, value: &Value, prefix: &str, wrong: &mut Vec<String>) {
    if !value.is_object() {
        let kind = json::kind(value);
        wrong.push(match prefix.trim_end_matches('.') {
            "" => format!(": a table is expected, not {kind}"),
            path => format!("{path}: a table is expected, not {kind}"),
        });
        return;
    }
    let known: Vec<&str> = object.inputs.iter().map(|input| input.name.as_str()).collect();
    unknown_keys(value, &known, prefix, wrong);
    for input in &object.inputs {
        let path = format!("{prefix}{}", input.name);
        match value.get(&input.name) {
            None | Some(Value::Null) if input.required => wrong.push(format!("{path} {MISSING}")),
            None | Some(Value::Null) => {}
            Some(Value::Array(items)) if input.list => {
                items.iter().for_each(|item| check_value(input, item, &path, wrong));
            }
            Some(_) if input.list => wrong.push(format!("{path}: a list is expected")),
            Some(value) => check_value(input, value, &path, wrong),
        }
    }
}

fn check_value(input: &Input, value: &Value, path: &str, wrong: &mut Vec<String>) {
    if let Some(object) = input.object.as_ref().and_then(|object| TABLE.objects.get(object)) {
        return check_object(object, value, &format!("{path}."), wrong);
    }
    let (fits, expected) = match input.kind {
        Kind::Boolean => (value.is_boolean(), "true or false is expected"),
        Kind::Integer => (value.is_i64() || value.is_u64(), "a whole number is expected"),
        Kind::Number => (value.is_number(), "a number is expected"),
        Kind::Timestamp | Kind::Secret | Kind::Text => (value.is_string(), "text is expected"),
        Kind::Object | Kind::Json => (true, ""),
    };
    match fits {
        true => wrong.extend(input.check(value).err().map(|reason| format!("{path}: {reason}"))),
        false if input.kind == Kind::Secret => wrong.push(format!("{path}: {expected}")),
        false => wrong.push(format!("{path}: {expected}, not {value}")),
    }
}

/// Puts the fields of `from` in place of those of `to`.
pub fn merge(to: &mut Value, from: Value) {
    match (to, from) {
        (Value::Object(to), Value::Object(from)) => {
            for (key, value) in from {
                merge(to.entry(key).or_insert(Value::Null), value);
            }
        }
        (to, from) => *to = from,
    }
}
