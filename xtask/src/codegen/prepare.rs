//! Turns the checked-in document into the one that progenitor reads.
//!
//! The checked-in document is faithful to the API. What only the generator needs is a step here, with its reason.

use serde_json::{Map, Value, json};

use crate::api::{Api, METHODS, reference_name};
use crate::document::Document;

/// The format that `x-sensitive` strings get, so that a conversion can replace their type.
pub const SECRET_FORMAT: &str = "x-secret";

/// Runs all steps.
pub fn prepare(document: &Document, api: &Api) -> Value {
    let mut json = document.json.clone();
    unwrap_envelopes(&mut json, api);
    drop_shared_responses(&mut json);
    walk_schemas(&mut json, &mut strip_bounds);
    walk_schemas(&mut json, &mut mark_secrets);
    walk_schemas(&mut json, &mut free_scalars);
    drop_prose(&mut json, false);
    prune_components(&mut json);
    json
}

/// Responses that operations share are those of errors, to which nothing refers any more.
fn drop_shared_responses(json: &mut Value) {
    if let Some(components) = json["components"].as_object_mut() {
        components.remove("responses");
    }
}

/// The response schema becomes the schema of the result: the envelope is the same everywhere and is taken off by one
/// hand-written function, so it needs no type of its own for each operation.
///
/// Error responses go: where one is declared, the generated code loses status and headers of every answer that is
/// not the declared JSON. Without them every failure arrives whole, and one place maps it.
fn unwrap_envelopes(json: &mut Value, api: &Api) {
    for_each_operation(json, |operation| {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let Some(model) = api.operations.iter().find(|model| model.id == id) else { return };
        let mut schema = model.result.schema.clone();
        if let Some(map) = schema.as_object_mut() {
            map.remove("x-wrapped-in");
        }
        operation["responses"] = json!({
            "200": { "description": "Success", "content": { "application/json": { "schema": schema } } }
        });
    });
}

/// Bounds, patterns and strict formats go: typify turns them into newtypes that reject responses too. Requests are
/// checked against them by the builders, which read them from the same document. Defaults go because a field that
/// was not sent must not look like one that was.
fn strip_bounds(schema: &mut Map<String, Value>) {
    let unsigned = schema.get("minimum").and_then(Value::as_f64).is_some_and(|minimum| minimum >= 0.0);
    for key in [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minProperties",
        "maxProperties",
        "default",
    ] {
        schema.remove(key);
    }
    if schema.get("type").is_some_and(|kind| kind == "integer") {
        schema.insert("format".into(), if unsigned { "uint64" } else { "int64" }.into());
    } else if schema.get("format").is_some_and(|format| format != "date-time") {
        schema.remove("format");
    }
}

/// Sensitive strings get a format of their own, which becomes a type that never prints its value.
fn mark_secrets(schema: &mut Map<String, Value>) {
    if schema.get("x-sensitive").is_some_and(|flag| flag == true) {
        schema.insert("format".into(), SECRET_FORMAT.into());
    }
    // A conversion matches a schema only if nothing else is in it.
    schema.retain(|key, _| !key.starts_with("x-"));
}

/// A value of several kinds becomes any JSON: typify's enum would have variants without names, make floats of whole numbers,
/// and refuse what the document does not list.
fn free_scalars(schema: &mut Map<String, Value>) {
    if schema.contains_key("anyOf") {
        schema.retain(|key, _| key == "description");
    }
}

/// Examples and read/write markers are of no use to the generator, and examples look like schemas to the steps. Below
/// `properties` and its like stand names, not keywords: a property may be called `example`.
fn drop_prose(json: &mut Value, names: bool) {
    match json {
        Value::Object(map) => {
            if !names {
                map.retain(|key, _| !PROSE.contains(&key.as_str()));
            }
            for (key, value) in map {
                drop_prose(value, !names && NAMES.contains(&key.as_str()));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| drop_prose(item, false)),
        _ => {}
    }
}

const PROSE: [&str; 6] = ["example", "examples", "readOnly", "writeOnly", "deprecated", "externalDocs"];

/// Keywords below which names stand.
const NAMES: [&str; 7] = ["paths", "schemas", "parameters", "responses", "properties", "content", "headers"];

/// Components that nothing uses any more (envelopes, errors) would become types without a use.
pub fn prune_components(json: &mut Value) {
    let schemas = json["components"]["schemas"].as_object().cloned().unwrap_or_default();
    let api = Api { operations: Vec::new(), webhooks: Vec::new(), schemas };
    let used = api.reachable([&json["paths"], &json["components"]["parameters"], &json["x-webhooks"]]);
    if let Some(schemas) = json["components"]["schemas"].as_object_mut() {
        schemas.retain(|name, _| used.contains(name));
    }
}

fn for_each_operation(json: &mut Value, mut visit: impl FnMut(&mut Value)) {
    let Some(paths) = json["paths"].as_object_mut() else { return };
    for item in paths.values_mut().filter_map(Value::as_object_mut) {
        for method in METHODS {
            item.get_mut(method).into_iter().for_each(&mut visit);
        }
    }
}

/// Visits every schema: components, parameters, bodies and responses, and everything inside them.
fn walk_schemas(json: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    match json {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("schema", value) => walk_schema(value, visit),
                    ("schemas", Value::Object(schemas)) => {
                        schemas.values_mut().for_each(|schema| walk_schema(schema, visit));
                    }
                    (_, value) => walk_schemas(value, visit),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk_schemas(item, visit)),
        _ => {}
    }
}

fn walk_schema(schema: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    if reference_name(schema).is_some() && schema["allOf"].is_null() {
        return;
    }
    let Some(map) = schema.as_object_mut() else { return };
    visit(map);
    if let Some(properties) = map.get_mut("properties").and_then(Value::as_object_mut) {
        properties.values_mut().for_each(|schema| walk_schema(schema, visit));
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = map.get_mut(key) {
            walk_schema(inner, visit);
        }
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        if let Some(Value::Array(inner)) = map.get_mut(key) {
            inner.iter_mut().for_each(|schema| walk_schema(schema, visit));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tests::small;

    fn prepared() -> Value {
        let document = small();
        let api = Api::read(&document).unwrap();
        prepare(&document, &api)
    }

    #[test]
    fn only_success_remains_and_it_is_the_result_itself() {
        let json = prepared();
        let responses = &json["paths"]["/apps/{app_id}/rooms"]["get"]["responses"];
        assert_eq!(responses.as_object().unwrap().keys().collect::<Vec<_>>(), ["200"]);
        let schema = &responses["200"]["content"]["application/json"]["schema"];
        assert_eq!(schema["type"], "array");
        let created = &json["paths"]["/apps/{app_id}/rooms"]["post"]["responses"];
        assert!(created["201"].is_null() && created["200"].is_object());
    }

    #[test]
    fn bounds_become_plain_integers() {
        let json = prepared();
        let create = &json["components"]["schemas"]["RoomCreate"]["properties"];
        assert_eq!(create["size"]["format"], "uint64");
        assert!(create["size"]["minimum"].is_null() && create["size"]["maximum"].is_null());
        assert!(create["name"]["minLength"].is_null());
        let room = &json["components"]["schemas"]["Room"]["properties"];
        assert_eq!(room["made_at"]["format"], "date-time");
        assert!(room["id"]["maxLength"].is_null());
    }

    #[test]
    fn secrets_are_marked() {
        let json = prepared();
        assert_eq!(json["components"]["schemas"]["Room"]["properties"]["token"]["format"], SECRET_FORMAT);
    }

    #[test]
    fn a_value_of_several_kinds_is_any_json() {
        let mut schema = json!({ "description": "A value.", "anyOf": [{ "type": "string" }, { "type": "number" }] });
        free_scalars(schema.as_object_mut().unwrap());
        assert_eq!(schema, json!({ "description": "A value." }));
    }

    #[test]
    fn envelopes_are_pruned() {
        let json = prepared();
        let names: Vec<_> = json["components"]["schemas"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(names, ["Guest", "Room", "RoomClosedEvent", "RoomCreate", "RoomOpenedEvent", "RoomUpdate", "State"]);
    }
}
