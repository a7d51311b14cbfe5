//! The OpenAPI document.

use serde_json::Value;

/// The OpenAPI document.
pub fn document() -> Value {
    let text = include_str!("../crates/realtimekit-emulator/src/generated/realtimekit.json");
    serde_json::from_str(text).expect("the generated copy of the document is JSON")
}

/// An operation of the document, by its id.
pub fn operation(document: &Value, id: &str) -> Value {
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    let found = operations.map(|(_, operation)| operation).find(|operation| operation["operationId"] == id);
    found.unwrap_or_else(|| panic!("{id} is not in the document")).clone()
}

/// The schema that a schema refers to, with what the reference adds.
pub fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let target = match schema["allOf"].as_array().map(Vec::as_slice) {
        Some([only]) => &only["$ref"],
        _ => &schema["$ref"],
    };
    match target.as_str().and_then(|target| document.pointer(&target[1..])) {
        Some(target) => resolve(document, target),
        None => schema,
    }
}

/// The schema of the whole response to an operation.
pub fn response_schema<'a>(document: &'a Value, operation: &'a Value) -> &'a Value {
    let responses = operation["responses"].as_object().expect("every operation has responses");
    let (_, response) = responses.iter().find(|(status, _)| status.starts_with('2')).expect("one of them is a success");
    resolve(document, &response["content"]["application/json"]["schema"])
}
