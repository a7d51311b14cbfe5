//! Reads a file; the extension of its name determines the format.

use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::yaml;
use crate::failure::Failure;
use crate::json;

/// Reads a table: TOML, or YAML or JSON if the name ends so. `-` is TOML from standard input.
pub fn read(file: &str) -> Result<Value, Failure> {
    let name = if file == "-" { "standard input" } else { file };
    let failed = |reason: &dyn std::fmt::Display| Failure::usage(format!("{name}: {reason}"));
    let text = match file {
        "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map(|_| text)
        }
        file => std::fs::read_to_string(file),
    };
    let text = text.map_err(|error| failed(&format!("cannot be read: {error}")))?;
    let text = json::without_mark(&text);
    if text.trim().is_empty() {
        return Err(failed(&"a table is expected, but there is nothing in it"));
    }
    let extension = Path::new(file).extension().and_then(std::ffi::OsStr::to_str).map(str::to_ascii_lowercase);
    let value = match extension.as_deref() {
        Some("json") => json::parse(text).map_err(|reason| failed(&reason))?,
        Some("yaml" | "yml") => yaml::parse(text).map_err(|reason| failed(&reason))?,
        _ => toml::from_str(text).map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            failed(&format!("line {}: {}", before.matches('\n').count() + 1, error.message()))
        })?,
    };
    match &value {
        Value::Object(fields) if fields.is_empty() => Err(failed(&"a table is expected, but there is nothing in it")),
        Value::Object(_) => Ok(value),
        other => Err(failed(&format!("a table is expected, not {}", json::kind(other)))),
    }
}
