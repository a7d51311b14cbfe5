//! Bodies that deviate from the OpenAPI document in every item. Hand-written structs cannot read them, so each is compared
//! with the same body without the deviation.

use serde_json::{Value, from_slice, json};

/// Numbers are written as strings.
pub fn numbers_as_strings(body: &[u8]) -> Vec<u8> {
    fn write(value: &mut Value) {
        match value {
            Value::Number(number) => *value = number.to_string().into(),
            Value::Array(items) => items.iter_mut().for_each(write),
            Value::Object(fields) => fields.values_mut().for_each(write),
            _ => {}
        }
    }
    change(body, write)
}

/// Fields that a participant or event lacks are `null`, and so are unknown ones.
pub fn null_keys(body: &[u8]) -> Vec<u8> {
    change_participants(body, |participant| {
        for key in ["peer_stats", "quality_stats", "undocumented"] {
            participant[key] = Value::Null;
        }
        for event in participant["peer_events"].as_array_mut().into_iter().flatten() {
            event["undocumented"] = Value::Null;
        }
    })
}

/// Each participant has one event only.
pub fn one_event(body: &[u8]) -> Vec<u8> {
    change_participants(body, |participant| {
        let event = participant["peer_events"][0].take();
        participant["peer_events"] = json!([event]);
    })
}

/// The list of events is the only event itself.
pub fn object_for_list(body: &[u8]) -> Vec<u8> {
    change_participants(&one_event(body), |participant| {
        participant["peer_events"] = participant["peer_events"][0].take();
    })
}

/// A timestamp is no timestamp.
pub fn unreadable_value(body: &[u8]) -> Vec<u8> {
    change_participants(body, |participant| participant["updated_at"] = "yesterday".into())
}

/// The storage of the recordings of each meeting lacks what storage cannot be read without.
pub fn missing_identity(body: &[u8]) -> Vec<u8> {
    change(body, |meetings| {
        for meeting in meetings.as_array_mut().into_iter().flatten() {
            meeting["recording_config"]["storage_config"]["type"].take();
        }
    })
}

fn change_participants(body: &[u8], mut deviate: impl FnMut(&mut Value)) -> Vec<u8> {
    change(body, |data| data["participants"].as_array_mut().into_iter().flatten().for_each(&mut deviate))
}

/// The body with another result.
fn change(body: &[u8], deviate: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut body: Value = from_slice(body).unwrap_or_default();
    deviate(&mut body["data"]);
    body.to_string().into_bytes()
}
