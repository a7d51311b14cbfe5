//! YAML as JSON.

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Number, Value};

/// Reads one YAML document.
pub fn parse(text: &str) -> Result<Value, String> {
    let documents =
        Yaml::load_from_str(text).map_err(|error| format!("line {}: {}", error.marker().line(), error.info()))?;
    match documents.as_slice() {
        [document] => convert(document),
        [] => Ok(Value::Object(Map::new())),
        _ => Err("one YAML document is expected".to_owned()),
    }
}

fn convert(yaml: &Yaml<'_>) -> Result<Value, String> {
    Ok(match yaml {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(value)) => Value::Bool(*value),
        Yaml::Value(Scalar::Integer(value)) => Value::from(*value),
        Yaml::Value(Scalar::FloatingPoint(value)) => {
            Value::Number(Number::from_f64(value.into_inner()).ok_or("a number is not finite")?)
        }
        Yaml::Value(Scalar::String(value)) => Value::String(value.to_string()),
        Yaml::Sequence(items) => Value::Array(items.iter().map(convert).collect::<Result<_, _>>()?),
        Yaml::Mapping(entries) => {
            let entry = |(key, value): (&Yaml<'_>, &Yaml<'_>)| match convert(key)? {
                Value::String(key) => Ok((key, convert(value)?)),
                key => Err(format!("the key {key} is not text: put it in quotes")),
            };
            Value::Object(entries.iter().map(entry).collect::<Result<_, String>>()?)
        }
        _ => return Err("anchors and tags are not supported".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn yaml_is_read_as_json() {
        let text = "app: Clinic\npresets:\n  doctor:\n    permissions: { can_record: no, share: 1.5 }\n    list: [1, a, null, true]\n";
        let expected = json!({ "app": "Clinic", "presets": { "doctor": {
            "permissions": { "can_record": "no", "share": 1.5 }, "list": [1, "a", null, true] } } });
        assert_eq!(parse(text).unwrap(), expected);
        assert_eq!(parse("").unwrap(), json!({}));
    }

    #[test]
    fn errors_name_the_line() {
        assert!(parse("a: 1\nb: [\n").unwrap_err().starts_with("line "));
        assert!(parse("1: a").unwrap_err().contains("the key 1 is not text"));
        assert!(parse("a\n---\nb").is_err());
    }
}
