//! How a PATCH changes what is stored.

use serde_json::{Map, Value};

use crate::state::Mood;

/// Puts the given properties into what is stored.
///
/// Nested objects are merged in the documented mood. The real service has been seen to replace them as a whole, and so
/// the wild mood does: a client that did not send them complete loses the rest.
pub(crate) fn merge(stored: &mut Map<String, Value>, given: &Map<String, Value>, mood: Mood) {
    for (key, value) in given {
        match (stored.get_mut(key), value) {
            (Some(Value::Object(stored)), Value::Object(value)) if mood == Mood::Documented => {
                merge(stored, value, mood);
            }
            _ => drop(stored.insert(key.clone(), value.clone())),
        }
    }
}
