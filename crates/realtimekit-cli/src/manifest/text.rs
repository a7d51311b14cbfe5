//! Reads a file; the extension of its name determines the format.

use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::yaml;
use crate::failure::Failure;

/// Reads TOML, or YAML or JSON if the name ends so. `-` is TOML from standard input.
pub fn read(file: &str) -> Result<Value, Failure> {
    let failed = |reason: &dyn std::fmt::Display| Failure::usage(format!("{file}: {reason}"));
    let text = match file {
        "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map(|_| text)
        }
        file => std::fs::read_to_string(file),
    };
    let text = text.map_err(|error| failed(&format!("cannot be read: {error}")))?;
    match Path::new(file).extension().and_then(std::ffi::OsStr::to_str) {
        Some("json") => serde_json::from_str(&text).map_err(|error| failed(&error)),
        Some("yaml" | "yml") => yaml::parse(&text).map_err(|reason| failed(&reason)),
        _ => toml::from_str(&text).map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            failed(&format!("line {}: {}", before.matches('\n').count() + 1, error.message()))
        }),
    }
}
