//! Deviations of single values.

use serde_json::{Value, json};

use crate::world::ids::Ids;

/// How often a value takes another form that was observed.
pub(crate) const OFTEN: f64 = 0.3;

/// How often, if it is only known that such forms occur.
pub(crate) const RARELY: f64 = 0.05;

/// Fields that are documented as text for one operation and as a number or boolean for another.
pub(crate) const ALSO_TEXT: [&str; 4] = ["ingest_seconds", "viewer_seconds", "file_size", "disabled"];

/// Enum values that are replaced by undocumented ones. None of them changes the meaning of a response.
pub(crate) const OPEN_ENUMS: [(&str, &str, &str); 3] = [
    ("type", "meeting", "HYBRID"),
    ("type", "ORGANIZATION", "AUTOMATION"),
    ("event_name", "PEER_CREATED", "PEER_INVITED"),
];

/// Whether a file deviates from the documents in some way: the same on each download.
pub(crate) fn deviates(file: &str, how: &str) -> bool {
    let seed = file.bytes().chain(how.bytes()).fold(0_u64, |sum, byte| sum.wrapping_mul(131) ^ u64::from(byte));
    Ids::new(seed).chance(0.5)
}

pub(crate) fn named((name, value): (&str, Value)) -> (String, Value) {
    (name.to_owned(), value)
}

pub(crate) fn keep(data: &mut Value, keys: &[&str]) {
    if let Value::Object(data) = data {
        data.retain(|key, _| keys.contains(&key.as_str()));
    }
}

pub(crate) fn drop_keys(data: &mut Value, keys: &[&str]) {
    if let Value::Object(data) = data {
        data.retain(|key, _| !keys.contains(&key.as_str()));
    }
}

/// Leaves out some of the named fields of an object; an empty list names all fields.
pub(crate) fn leave_out(data: &mut Value, path: &str, optional: &[&str], ids: &mut Ids) {
    if let Some(Value::Object(fields)) = data.pointer_mut(path) {
        fields.retain(|key, _| {
            let may_go = optional.is_empty() || optional.contains(&key.as_str());
            !(may_go && ids.chance(OFTEN))
        });
    }
}

pub(crate) fn each(items: &mut Value, change: impl FnMut(&mut Value)) {
    items.as_array_mut().into_iter().flatten().for_each(change);
}

/// Half of the responses have the object one level deeper.
pub(crate) fn wrap(data: &mut Value, name: &str, ids: &mut Ids) {
    if ids.chance(0.5) {
        *data = json!({ name: data.take() });
    }
}

pub(crate) fn rename(data: &mut Value, spelling: fn(&str) -> String) {
    if let Value::Object(fields) = data {
        *fields = std::mem::take(fields).into_iter().map(|(key, value)| (spelling(&key), value)).collect();
    }
}

/// `transcript_download_url` becomes `transcriptDownloadUrl`.
pub(crate) fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        name + &initial.to_uppercase() + rest
    })
}

/// `transcriptDownloadUrl` becomes `transcript_download_url`.
pub(crate) fn snake_case(name: &str) -> String {
    name.chars().fold(String::new(), |mut name, letter| {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
        name
    })
}

/// Deviations of single values: a space in a timestamp, a trailing quote, numbers and booleans as text, an empty text or
/// nothing in place of `null`, an unknown enum value.
pub(crate) fn vary_values(value: &mut Value, ids: &mut Ids) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| vary_values(item, ids)),
        Value::Object(fields) => fields.retain(|key, value| {
            // Offsets are numbers wherever they were seen.
            if key == "paging" {
                return true;
            }
            if value.is_null() && ids.chance(OFTEN) {
                return false;
            }
            if let Some((changed, share)) = stand_in(key, value)
                && ids.chance(share)
            {
                *value = changed;
            }
            vary_values(value, ids);
            true
        }),
        _ => {}
    }
}

/// Forms that can be sent in place of a value, with their probabilities.
pub(crate) fn stand_in(key: &str, value: &Value) -> Option<(Value, f64)> {
    let often = |changed| Some((changed, OFTEN));
    match value {
        Value::Null if is_time_name(key) => often(json!("null")),
        Value::Null if key == "picture" || key.ends_with("_url") || key.ends_with("_id") => often(json!("")),
        Value::Number(_) | Value::Bool(_) => {
            Some((json!(value.to_string()), if ALSO_TEXT.contains(&key) { OFTEN } else { RARELY }))
        }
        Value::String(time) if key == "joined_at" => often(json!(format!("{time}\""))),
        Value::String(text) => {
            let unknown = OPEN_ENUMS.iter().find(|(name, known, _)| *name == key && *known == text);
            let unknown = unknown.map(|(.., unknown)| json!(unknown));
            with_space(key, value).or(unknown).and_then(often)
        }
        _ => None,
    }
}

/// A time with a space instead of the `T`.
pub(crate) fn with_space(key: &str, value: &Value) -> Option<Value> {
    let time = value.as_str().filter(|text| is_time_name(key) && text.as_bytes().get(10) == Some(&b'T'))?;
    Some(json!(time.replacen('T', " ", 1)))
}

pub(crate) fn is_time_name(key: &str) -> bool {
    const ENDS: [&str; 7] = ["_at", "_time", "_expiry", "At", "Time", "Expiry", "timestamp"];
    ENDS.iter().any(|end| key.ends_with(end))
}
