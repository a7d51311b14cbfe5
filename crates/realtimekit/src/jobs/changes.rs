//! Differences between what a program wants and what the service has.

use std::fmt;

use realtimekit_api::decode::{Decode, decode_value};
use realtimekit_api::{Encode, Exposed};
use serde_json::Value;

use crate::error::{Error, ErrorKind};

/// Fields that the service takes and never returns.
const WRITE_ONLY: [&str; 6] = ["access_key", "passphrase", "password", "private_key", "rtmp_url", "secret"];

/// A field that differs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// Path of the field, such as `config.max_screenshare_count`.
    pub path: String,
    /// The present value; `null` if the field is absent.
    pub from: Value,
    /// The wanted value.
    pub to: Value,
}

impl Change {
    /// Returns the fields that `to` has and that differ from those of `from`, such as what [`modify`] would send for an
    /// edited object. Fields that the service takes and never returns, such as passwords, are not compared.
    ///
    /// [`modify`]: crate::resources::PresetHandle::modify
    pub fn between(from: &Value, to: &Value) -> Vec<Self> {
        differences(to, from)
    }

    pub(super) fn new(path: &str, from: impl Into<Value>, to: impl Into<Value>) -> Self {
        Self { path: path.to_owned(), from: from.into(), to: to.into() }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} -> {}", self.path, self.from, self.to)
    }
}

/// A value as JSON, with its secrets.
pub(super) fn json(value: &impl Encode) -> Result<Value, Error> {
    Exposed(value).to_value().map_err(|error| unusable(&error))
}

/// A value from JSON that was made of such values.
pub(super) fn from_json<T: Decode>(value: &Value) -> Result<T, Error> {
    decode_value(value).map_err(|error| unusable(&error))
}

fn unusable(error: &dyn fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("the definition cannot be sent: {error}"))
}

/// The differences in the fields that `wanted` has. Secrets are not compared: the service does not return them.
pub(super) fn differences(wanted: &Value, present: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    compare("", wanted, present, &mut found);
    found
}

fn compare(path: &str, wanted: &Value, present: &Value, found: &mut Vec<Change>) {
    match (wanted, present) {
        (Value::Object(wanted), Value::Object(_) | Value::Null) => {
            let wanted =
                wanted.iter().filter(|(name, wanted)| !wanted.is_null() && !WRITE_ONLY.contains(&name.as_str()));
            for (name, wanted) in wanted {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                compare(&path, wanted, present.get(name).unwrap_or(&Value::Null), found);
            }
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => {}
        _ if wanted == present => {}
        _ => found.push(Change::new(path, present.clone(), wanted.clone())),
    }
}

/// `present`, with its fields replaced by those of `wanted`.
pub(super) fn merged(wanted: &Value, present: &Value) -> Value {
    let (Value::Object(wanted), Value::Object(present)) = (wanted, present) else { return wanted.clone() };
    let mut result = present.clone();
    for (name, wanted) in wanted {
        let value = merged(wanted, result.get(name).unwrap_or(&Value::Null));
        result.insert(name.clone(), value);
    }
    Value::Object(result)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_wanted_fields_are_compared() {
        let present = json!({ "a": { "b": 1, "extra": true }, "list": [1], "other": 7 });
        for (wanted, expected) in [
            (json!({ "a": { "b": 1.0 } }), vec![]),
            (json!({ "a": { "b": 2 } }), vec!["a.b: 1 -> 2"]),
            (json!({ "a": {}, "empty": {}, "none": null }), vec![]),
            (json!({ "list": [1, 2], "new": { "x": "y" } }), vec!["list: [1] -> [1,2]", "new.x: null -> \"y\""]),
            (json!({ "a": 3 }), vec!["a: {\"b\":1,\"extra\":true} -> 3"]),
            (json!({ "secret": "s3cr3t" }), vec![]),
        ] {
            let found: Vec<_> = differences(&wanted, &present).iter().map(ToString::to_string).collect();
            assert_eq!(found, expected, "{wanted}");
            assert!(differences(&wanted, &merged(&wanted, &present)).is_empty(), "{wanted}");
        }
    }
}
