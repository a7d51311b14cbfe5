//! Rules about examples: they are there, and they match their schemas.

use std::borrow::Cow;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ValidationError};
use serde_json::{Map, Value, json};

use super::{Context, entries};
use crate::document::{Problem, pointer_segment};

/// How much of a message about an example is shown: it may quote a whole object.
const MESSAGE: usize = 240;

/// An example, its place and the place of the schema that it belongs to.
pub struct Example<'a> {
    place: String,
    value: Cow<'a, Value>,
    schema: String,
}

/// Every parameter shows a value.
pub fn of_parameters(context: &Context<'_>) -> Vec<Problem> {
    let silent = context.parameters.iter().filter(|parameter| !shows(parameter.value));
    silent
        .map(|parameter| {
            context.problem(&parameter.place, "the parameter has no example: add `example` beside `schema`")
        })
        .collect()
}

/// Every operation shows a request, where it has a body, and the response of success.
pub fn of_operations(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for operation in &context.operations {
        for content in &context.contents {
            let Some(below) = content.place.strip_prefix(&operation.place) else { continue };
            let what = match below {
                _ if below.starts_with("/requestBody/") => "request",
                _ if below.starts_with("/responses/2") => "response",
                _ => continue,
            };
            if !shows(content.value) {
                problems.push(
                    context
                        .problem(&content.place, format!("the {what} has no example: add `example` beside `schema`")),
                );
            }
        }
    }
    problems
}

fn shows(holder: &Value) -> bool {
    !holder["example"].is_null() || entries(&holder["examples"]).any(|(_, example)| !example["value"].is_null())
}

/// All examples of the document.
pub fn all<'a>(context: &Context<'a>) -> Vec<Example<'a>> {
    let mut found = Vec::new();
    let mut add = |holder: &'a Value, place: &str, schema: String| {
        if let Some(value) = holder.get("example") {
            let place = format!("{place}/example");
            found.push(Example { place, value: Cow::Borrowed(value), schema: schema.clone() });
        }
        for (name, example) in entries(&holder["examples"]) {
            let place = format!("{place}/examples/{}/value", pointer_segment(name));
            found.push(Example { place, value: Cow::Borrowed(&example["value"]), schema: schema.clone() });
        }
    };
    for holder in context.parameters.iter().chain(&context.contents) {
        add(holder.value, &holder.place, format!("{}/schema", holder.place));
    }
    for schema in &context.schemas {
        add(schema.value, &schema.place, schema.place.clone());
    }
    for webhook in &context.webhooks {
        let Some(mut value) = webhook.value.get("example").cloned() else { continue };
        // The name of the event stands beside the fields of the payload.
        if let Some(body) = value.as_object_mut() {
            body.remove("event");
        }
        let (place, schema) = (format!("{}/example", webhook.place), format!("{}/payload", webhook.place));
        found.push(Example { place, value: Cow::Owned(value), schema });
    }
    found
}

/// Every example matches its schema.
pub fn valid(context: &Context<'_>) -> Vec<Problem> {
    let mut components = Map::new();
    for schema in context.components() {
        let name = schema.place.rsplit('/').next().unwrap_or_default();
        components.insert(name.replace("~1", "/").replace("~0", "~"), json_schema(schema.value));
    }
    let components = json!({ "schemas": components });
    let mut problems = Vec::new();
    for example in all(context) {
        let Some(schema) = context.document.json.pointer(&example.schema) else {
            problems.push(context.problem(&example.place, "there is no `schema` beside the example: add it"));
            continue;
        };
        // References reach the components; a reference hides what stands beside it, as OpenAPI 3.0 has it.
        let schema = json!({ "allOf": [json_schema(schema)], "components": components });
        let validator =
            jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).offline().build(&schema);
        match validator {
            Ok(validator) => {
                for error in validator.iter_errors(&example.value) {
                    problems.extend(mismatches(context, &example, &error));
                }
            }
            // A reference that points nowhere is reported already.
            Err(_) if !context.unreadable.is_empty() => {}
            Err(error) => problems.push(context.problem(
                &example.schema,
                format!("the schema cannot be used to check its example: {error}; correct the schema"),
            )),
        }
    }
    problems
}

/// What an error of the validator says about an example, each field without a description for itself.
fn mismatches(context: &Context<'_>, example: &Example<'_>, error: &ValidationError<'_>) -> Vec<Problem> {
    let place = format!("{}{}", example.place, error.instance_path().as_str());
    if let ValidationErrorKind::AdditionalProperties { unexpected } = error.kind() {
        let unknown = |key: &String| {
            let place = format!("{place}/{}", pointer_segment(key));
            context.problem(&place, "the schema names no such field: describe it there, or drop it from the example")
        };
        return unexpected.iter().map(unknown).collect();
    }
    let mut message = error.to_string();
    if message.chars().count() > MESSAGE {
        message = message.chars().take(MESSAGE).chain(['…']).collect();
    }
    vec![context.problem(&place, format!("{message}: correct the example or its schema"))]
}

/// The schema in the words of JSON Schema, which differs from OpenAPI 3.0 in `nullable` and exclusive bounds.
///
/// An object is closed unless it says otherwise: the service may send more than the document names, an example may not.
fn json_schema(schema: &Value) -> Value {
    let Value::Object(map) = schema else { return schema.clone() };
    if let Some(target) = map.get("$ref") {
        return json!({ "$ref": target });
    }
    let mut converted = Map::new();
    for (key, value) in map {
        let value = match key.as_str() {
            "properties" => entries(value).map(|(name, property)| (name.clone(), json_schema(property))).collect(),
            "items" | "not" | "additionalProperties" => json_schema(value),
            "allOf" | "anyOf" | "oneOf" => value.as_array().into_iter().flatten().map(json_schema).collect(),
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

#[cfg(test)]
mod tests {
    use super::super::tests::{broken, only};
    use super::*;

    #[test]
    fn parameters_have_examples() {
        let text = only("        example: 2\n", "");
        assert!(
            text.starts_with("/paths/~1apps~1{app_id}~1rooms/parameters/1: the parameter has no example"),
            "{text}"
        );
    }

    #[test]
    fn operations_have_examples() {
        let text = only("            example: { id: r1, state: OPEN, secret: example-secret }\n", "");
        assert!(text.contains("/post/requestBody/content/application~1json: the request has no example"), "{text}");
        let text = only("              example: { data: { id: r1, size: 3 } }\n", "");
        assert!(text.contains("/post/responses/201/content/application~1json: the response has no example"), "{text}");
    }

    #[test]
    fn examples_match_their_schemas() {
        for (from, to, expected) in [
            ("        example: 2\n", "        example: two\n", "parameters/1/example: \"two\" is not of type"),
            (
                "example: { data: { id: r1, size: 3 } }",
                "example: { data: { size: 3 } }",
                "/example/data: \"id\" is a required",
            ),
            ("size: 3", "size: 0", "/example/data/size: 0 is less than or equal to the minimum of 0"),
            (
                "example: { id: r1, state: OPEN,",
                "example: { id: r1, state: AJAR,",
                "/example/state: \"AJAR\" is not one of",
            ),
            ("made_at: '2026-01-02T03:04:05Z'", "made_at: '2026-01-02 03:04:05'", "is not a \"date-time\""),
            ("id: r1, state", "id: r1, key: none, state", "is not a \"uuid\""),
            ("id: r1, state", "id: r1, link: ':', state", "is not a \"uri\""),
            ("id: r1, state", "id: null, state", "/example/id: null is not of type \"string\""),
            ("id: r1, state", "id: r1, door: { wide: far }, state", "/example/door/wide: \"far\" is not of type"),
            (
                "value: { message: No }",
                "value: {}",
                "/components/responses/Refused/content/application~1json/examples/one/value: ",
            ),
            (
                "schema: { type: boolean }, example: true",
                "schema: { type: boolean }, example: 1",
                "/post/parameters/0/example: 1 is not",
            ),
            (
                "description: Width in metres.",
                "description: Width in metres., example: wide",
                "/properties/wide/example: \"wide\"",
            ),
        ] {
            let text = only(from, to);
            assert!(text.contains(expected), "{text}");
        }
        assert!(broken("id: r1, state", "id: r1, key: null, door: null, state").is_empty());
    }

    #[test]
    fn openapi_is_turned_into_json_schema() {
        let schema = json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": true, "nullable": true, "x-a": 1 });
        let wanted =
            json!({ "if": { "not": { "type": "null" } }, "then": { "type": "integer", "exclusiveMinimum": 1 } });
        assert_eq!(json_schema(&schema), wanted);
        // A property may be called as a keyword is.
        let schema = json!({ "properties": { "nullable": { "type": "boolean", "nullable": true } } });
        assert_eq!(json_schema(&schema)["properties"]["nullable"]["then"], json!({ "type": "boolean" }));
        // What has no properties is not closed: its keys are free.
        assert_eq!(json_schema(&json!({ "type": "object" })), json!({ "type": "object" }));
    }

    #[test]
    fn examples_show_what_is_described_and_nothing_else() {
        let mend = "the schema names no such field: describe it there, or drop it from the example";
        for (from, to, place) in [
            (
                "size: 3 }",
                "size: 3, sise: 3 }",
                "/paths/~1apps~1{app_id}~1rooms/post/responses/201/content/application~1json/example/data/sise",
            ),
            (
                "id: r1, state",
                "id: r1, door: { wyde: 3 }, state",
                "/paths/~1apps~1{app_id}~1rooms/post/requestBody/content/application~1json/example/door/wyde",
            ),
        ] {
            assert_eq!(only(from, to), format!("{place}: {mend}"));
        }
    }
}
