//! Storage of the caller: which settings belong together, and which are secret.

use serde_json::{Map, Value};

use crate::world::refusal::Refusal;

/// Settings that are accepted and never returned.
const SECRETS: [&str; 4] = ["access_key", "secret", "password", "private_key"];

/// Refuses a storage configuration that lacks what its type needs. `at` is the name of its field.
pub(crate) fn check(storage: Option<&Value>, at: &str) -> Result<(), Refusal> {
    let Some(storage) = storage.and_then(Value::as_object) else { return Ok(()) };
    let text = |name: &str| storage.get(name).and_then(Value::as_str).unwrap_or_default();
    let needed: &[&str] = match (text("type"), text("auth_method")) {
        ("aws" | "azure" | "digitalocean", _) => &["access_key", "region"],
        ("sftp", "KEY") => &["private_key"],
        ("sftp", "PASSWORD") => &["password"],
        _ => &[],
    };
    match needed.iter().find(|name| text(name).is_empty()) {
        Some(name) => Err(Refusal::bad_request(format!("\"{at}.{name}\" is required"))),
        None => Ok(()),
    }
}

/// The value without the secrets of the storage configurations in it, however deep.
pub(crate) fn without_secrets(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let kept = object.iter().map(|(key, value)| {
                let value = without_secrets(value);
                (key.clone(), if key == "storage_config" { public(value) } else { value })
            });
            Value::Object(kept.collect())
        }
        Value::Array(items) => items.iter().map(without_secrets).collect(),
        _ => value.clone(),
    }
}

fn public(storage: Value) -> Value {
    match storage {
        Value::Object(storage) => {
            let kept: Map<String, Value> =
                storage.into_iter().filter(|(key, _)| !SECRETS.contains(&key.as_str())).collect();
            Value::Object(kept)
        }
        other => other,
    }
}
