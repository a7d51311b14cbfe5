//! Reads a document that somebody else wrote: YAML or JSON, with keys of any kind.

use std::path::Path;

use saphyr::{LoadableYamlNode, ScalarOwned, YamlOwned};
use serde_json::Value;

use crate::document::{DEPTH, nests_too_deep};

/// Reads and parses `file`.
pub fn load(file: &Path) -> Result<Value, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let json = parse(&String::from_utf8_lossy(&bytes)).map_err(|error| format!("{}: {error}", file.display()))?;
    match json["paths"].is_object() {
        true => Ok(json),
        false => Err(format!("{} holds no `paths`: give an OpenAPI document, in YAML or JSON", file.display())),
    }
}

/// Parses JSON, or else YAML.
pub fn parse(text: &str) -> Result<Value, String> {
    if let Ok(json) = serde_json::from_str(text) {
        return Ok(json);
    }
    if nests_too_deep(text) {
        return Err(format!("nested deeper than {DEPTH} levels"));
    }
    let roots = YamlOwned::load_from_str(text)
        .map_err(|error| format!("neither JSON nor YAML: line {}: {}", error.marker().line(), error.info()))?;
    Ok(roots.first().map(convert).unwrap_or_default())
}

fn convert(node: &YamlOwned) -> Value {
    match node {
        YamlOwned::Value(scalar) => match scalar {
            ScalarOwned::Null => Value::Null,
            ScalarOwned::Boolean(value) => Value::Bool(*value),
            ScalarOwned::Integer(value) => Value::from(*value),
            ScalarOwned::FloatingPoint(value) => Value::from(value.into_inner()),
            ScalarOwned::String(value) => Value::String(value.clone()),
        },
        YamlOwned::Sequence(items) => items.iter().map(convert).collect(),
        YamlOwned::Mapping(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let key = match convert(key) {
                    Value::String(key) => key,
                    other => other.to_string(),
                };
                (key, convert(value))
            });
            entries.collect()
        }
        YamlOwned::Tagged(_, value) => convert(value),
        YamlOwned::Representation(text, ..) => Value::String(text.clone()),
        YamlOwned::Alias(_) | YamlOwned::BadValue => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_and_loose_yaml_are_read() {
        assert_eq!(parse("{\"a\": [1]}").unwrap(), json!({ "a": [1] }));
        let yaml = "200: &x {ok: true}\n201: *x\n? [a]\n: !t 1.5\nnull: ~\n";
        let wanted = json!({ "200": { "ok": true }, "201": { "ok": true }, "[\"a\"]": 1.5, "null": null });
        assert_eq!(parse(yaml).unwrap(), wanted);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        assert!(parse("a: [1").unwrap_err().starts_with("neither JSON nor YAML: line "));
        for text in ["- ".repeat(100_000), "? - ".repeat(100_000), " ".repeat(1000) + "a: 1"] {
            assert_eq!(parse(&text).unwrap_err(), "nested deeper than 256 levels");
        }
        for text in ["[".repeat(100_000), "{a: ".repeat(100_000)] {
            assert!(parse(&text).unwrap_err().starts_with("neither JSON nor YAML: line 1: "));
        }
        let missing = load(Path::new("no such file.yaml")).unwrap_err();
        assert!(missing.starts_with("no such file.yaml cannot be read: "), "{missing}");
    }
}
