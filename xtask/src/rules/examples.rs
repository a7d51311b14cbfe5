//! Every example matches its schema.

use std::borrow::Cow;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ValidationError};
use serde_json::{Map, Value, json};

use crate::document::{Document, Problem, entries, escape, items};

/// How much of a message about an example is shown: it may quote a whole object.
const SHOWN: usize = 240;

/// An example and the schema that it belongs to.
pub struct Example<'a> {
    path: String,
    value: Cow<'a, Value>,
    schema: &'a Value,
}

/// All examples of the document.
pub fn all(document: &Document) -> Vec<Example<'_>> {
    let mut found = Vec::new();
    for (index, webhook) in items(&document.json["x-webhooks"]).enumerate() {
        // The name of the event stands next to the fields of the payload.
        let mut body = webhook["example"].clone();
        body.as_object_mut().and_then(|body| body.remove("event"));
        let path = format!("/x-webhooks/{index}/example");
        found.push(Example { path, value: Cow::Owned(body), schema: &webhook["payload"] });
    }
    search(&document.json["paths"], "/paths".to_owned(), &mut found);
    search(&document.json["components"], "/components".to_owned(), &mut found);
    found
}

/// Parameters and media types have a schema next to their examples; a schema has an example of itself.
fn search<'a>(value: &'a Value, path: String, found: &mut Vec<Example<'a>>) {
    let schema = if value["schema"].is_object() { &value["schema"] } else { value };
    let is_schema = schema["type"].is_string() || schema["$ref"].is_string();
    if let Some(example) = value.get("example").filter(|_| is_schema) {
        found.push(Example { path: format!("{path}/example"), value: Cow::Borrowed(example), schema });
    }
    for (name, example) in entries(&value["examples"]).filter(|_| value["schema"].is_object()) {
        let path = format!("{path}/examples/{}/value", escape(name));
        found.push(Example { path, value: Cow::Borrowed(&example["value"]), schema });
    }
    for (key, below) in entries(value).filter(|(key, _)| !matches!(key.as_str(), "example" | "examples")) {
        search(below, format!("{path}/{}", escape(key)), found);
    }
    for (index, item) in items(value).enumerate() {
        search(item, format!("{path}/{index}"), found);
    }
}

/// The examples that do not match.
pub fn problems(document: &Document, examples: &[Example<'_>]) -> Vec<Problem> {
    let schemas = entries(&document.json["components"]["schemas"]);
    let schemas: Map<String, Value> = schemas.map(|(name, schema)| (name.clone(), json_schema(schema))).collect();
    let components = json!({ "schemas": schemas });
    let mut problems = Vec::new();
    for example in examples {
        let schema = json!({ "allOf": [json_schema(example.schema)], "components": components });
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).offline();
        match options.build(&schema) {
            Ok(validator) => {
                problems.extend(validator.iter_errors(&example.value).flat_map(|error| mismatches(example, &error)));
            }
            Err(error) => problems.push(Problem::at(&example.path, format!("its schema cannot be used: {error}"))),
        }
    }
    problems
}

/// What an error of the validator says about an example, each field without a description on its own.
fn mismatches(example: &Example<'_>, error: &ValidationError<'_>) -> Vec<Problem> {
    let path = format!("{}{}", example.path, error.instance_path().as_str());
    if let ValidationErrorKind::AdditionalProperties { unexpected } = error.kind() {
        let unknown = |key: &String| {
            let message = "the schema names no such field: describe it there, or drop it from the example";
            Problem::at(format!("{path}/{}", escape(key)), message)
        };
        return unexpected.iter().map(unknown).collect();
    }
    let message: String = error.to_string().chars().take(SHOWN).collect();
    vec![Problem::at(path, format!("{message}: correct the example or its schema"))]
}

/// The schema in the words of JSON Schema, which differs from OpenAPI 3.0 in `nullable` and exclusive bounds.
///
/// An object is closed unless it says otherwise: the service may send more than the document names, an example may not.
fn json_schema(schema: &Value) -> Value {
    let Value::Object(map) = schema else { return schema.clone() };
    let mut converted = Map::new();
    for (key, value) in map {
        let value = match key.as_str() {
            "properties" => entries(value).map(|(name, property)| (name.clone(), json_schema(property))).collect(),
            "items" | "additionalProperties" => json_schema(value),
            "allOf" | "anyOf" | "oneOf" => items(value).map(json_schema).collect(),
            "nullable" | "example" | "exclusiveMinimum" | "exclusiveMaximum" => continue,
            name if name.starts_with("x-") => continue,
            _ => value.clone(),
        };
        converted.insert(key.clone(), value);
    }
    if map.contains_key("properties") {
        converted.entry("additionalProperties").or_insert(Value::Bool(false));
    }
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if map.get(exclusive) == Some(&Value::Bool(true))
            && let Some(value) = converted.remove(bound)
        {
            converted.insert(exclusive.to_owned(), value);
        }
    }
    if map.get("nullable") == Some(&Value::Bool(true)) {
        return json!({ "if": { "not": { "type": "null" } }, "then": converted });
    }
    Value::Object(converted)
}
