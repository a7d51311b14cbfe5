//! How a PATCH changes the stored object.

use serde_json::{Map, Value};

use crate::world::fidelity::Fidelity;

/// Puts the given properties into what is stored.
///
/// Nested objects are merged in the documented fidelity. The real service has been seen to replace them as a whole, and so
/// the observed fidelity does: a client that did not send them complete loses the rest.
pub(crate) fn merge(stored: &mut Map<String, Value>, given: &Map<String, Value>, fidelity: Fidelity) {
    for (key, value) in given {
        match (stored.get_mut(key), value) {
            (Some(Value::Object(stored)), Value::Object(value)) if fidelity == Fidelity::Documented => {
                merge(stored, value, fidelity);
            }
            _ => drop(stored.insert(key.clone(), value.clone())),
        }
    }
}
