//! The document that progenitor reads.
//!
//! The checked-in document is faithful to the API. Progenitor gets what it can turn into good types, and nothing else:
//!
//! * The response is the schema of the result: one hand-written function takes the envelope off. Error responses are
//!   missing, so that every failure arrives whole with status and headers, and one place maps it.
//! * No bounds, patterns and strict formats: typify turns them into newtypes that reject responses too. Requests are
//!   checked by code made from the same document. No defaults: a field that was not sent must not look like one that was.
//! * Secrets and timestamps have special formats, which become types of the API crate.

use serde_json::{Map, Value, json};

use crate::document::{entries, items};
use crate::model::{Api, reference};

/// The format of sensitive strings.
pub const SECRET: &str = "x-secret";

pub fn prepare(api: &Api) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for operation in &api.operations {
        let in_path = operation.path_parameters.iter();
        let in_path =
            in_path.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
        let in_query = operation.query.iter();
        let in_query =
            in_query.map(|field| json!({ "name": field.wire, "in": "query", "schema": plain(&field.schema) }));
        let content = |schema: Value| json!({ "application/json": { "schema": schema } });
        let mut value = json!({
            "operationId": operation.id,
            "parameters": in_path.chain(in_query).collect::<Vec<_>>(),
            "responses": { "200": { "description": "", "content": content(plain(&operation.result.schema)) } },
        });
        if let Some(body) = &operation.body {
            value["requestBody"] = json!({ "required": true, "content": content(reference(body)) });
        }
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        item[operation.method.to_lowercase()] = value;
    }
    let queries = api.operations.iter().flat_map(|operation| &operation.query).map(|field| &field.schema);
    let mut used = api.reachable(queries);
    used.extend(api.sent.iter().chain(&api.received).cloned());
    let schemas = api.schemas.iter().filter(|(name, _)| used.contains(*name));
    let schemas: Map<String, Value> = schemas.map(|(name, schema)| (name.clone(), plain(schema))).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "", "version": "" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// A schema with what makes a type, and nothing else.
fn plain(schema: &Value) -> Value {
    if !schema["anyOf"].is_null() {
        // A value of several kinds is any JSON: typify's enum would refuse what the document does not list.
        return json!({ "description": schema["description"] });
    }
    let mut map = Map::new();
    for (key, value) in entries(schema) {
        let value = match key.as_str() {
            "type" | "required" | "enum" | "nullable" | "description" | "$ref" => value.clone(),
            "properties" => entries(value).map(|(name, property)| (name.clone(), plain(property))).collect(),
            "items" => plain(value),
            "additionalProperties" if value.is_object() => plain(value),
            "additionalProperties" => value.clone(),
            "allOf" | "oneOf" => items(value).map(plain).collect(),
            _ => continue,
        };
        map.insert(key.clone(), value);
    }
    let unsigned = schema["minimum"].as_f64().is_some_and(|minimum| minimum >= 0.0);
    let format = match schema["type"].as_str() {
        Some("integer") if unsigned => "uint64",
        Some("integer") => "int64",
        Some("string") if schema["x-sensitive"] == true => SECRET,
        Some("string") if schema["format"] == "date-time" => "date-time",
        _ => return Value::Object(map),
    };
    map.insert("format".to_owned(), format.into());
    Value::Object(map)
}
