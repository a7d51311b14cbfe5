//! The table behind `rtk api`: each operation with its inputs as data, from which the program makes its commands.

use heck::ToKebabCase;
use serde_json::{Map, Value, json};

use crate::document::{entries, items, strings};
use crate::model::{Api, Field, Operation, Pagination, Ty};

/// The table as JSON.
pub fn table(api: &Api) -> Value {
    let operations: Vec<Value> = api.operations.iter().map(|operation| command(operation, api)).collect();
    let objects: Map<String, Value> = api
        .objects
        .iter()
        .filter(|(name, _)| api.sent.contains(*name))
        .map(|(name, fields)| (name.clone(), object(name, fields, api)))
        .collect();
    json!({
        "_": "Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit.",
        "operations": operations,
        "objects": objects,
        "results": results(api),
        "secrets": secrets(api),
    })
}

/// The fields of each component that is part of a result, with the component that is the value of the field; empty text if
/// the value has no fields, nothing if the document does not describe it.
fn results(api: &Api) -> Map<String, Value> {
    let objects = api.objects.iter().filter(|(name, _)| api.received.contains(*name));
    let field = |field: &Field| {
        (field.wire.clone(), json!(object_in(&field.ty, api).or_else(|| is_plain(field, api).then_some(""))))
    };
    objects.map(|(name, fields)| (name.clone(), Value::Object(fields.iter().map(field).collect()))).collect()
}

/// The component with fields that a type is, or is a list of.
fn object_in<'a>(ty: &'a Ty, api: &Api) -> Option<&'a str> {
    match ty.value().0 {
        Ty::List(item) => object_in(item, api),
        Ty::Component(name) if api.objects.contains_key(name) => Some(name),
        _ => None,
    }
}

/// Whether the value of a field is text, a number or a boolean, or a list of them.
fn is_plain(field: &Field, api: &Api) -> bool {
    let (item, schema) = match field.ty.value().0 {
        Ty::List(item) => (item.value().0, &api.resolved(&field.schema)["items"]),
        other => (other, &field.schema),
    };
    match item {
        Ty::Bool | Ty::U64 | Ty::I64 | Ty::F64 | Ty::Timestamp | Ty::Secret | Ty::String => true,
        Ty::Component(_) => !api.resolved(schema)["enum"].is_null(),
        _ => false,
    }
}

fn command(operation: &Operation, api: &Api) -> Value {
    let Operation { id, method, path, tag, summary, description, .. } = operation;
    let prefix = format!("{}_", tag.replace('-', "_"));
    let verb = id.strip_prefix(&prefix).unwrap_or(id).replace('_', "-");
    let query: Vec<Value> = operation.query.iter().map(|field| input(field, api)).collect();
    let mut command = json!({
        "tag": tag, "verb": verb, "method": method, "path": path, "summary": summary,
        "description": description, "query": query,
    });
    if let Some(body) = &operation.body {
        command["body"] = body.as_str().into();
    }
    if method == "PATCH" {
        let nullable = api.body_fields(operation).iter().filter(|field| field.ty.value().1 > 1);
        command["nullable"] = nullable.map(|field| field.wire.as_str()).collect();
    }
    let result = object_in(&operation.result.ty, api);
    command["result"] = result.into();
    if !operation.result.wrapped_in.is_empty() {
        command["wrapped_in"] = json!(operation.result.wrapped_in);
    }
    if let Some(pagination) = &operation.pagination {
        let Pagination { page, size, items, .. } = pagination;
        // The items are the result, or a field of it.
        let field = items.strip_prefix("data.").filter(|_| !operation.result.list);
        let fields = result.and_then(|result| api.objects.get(result)).into_iter().flatten();
        let item =
            fields.filter(|other| Some(other.wire.as_str()) == field).find_map(|field| object_in(&field.ty, api));
        command["paging"] = json!({ "page": page, "size": size, "items": items, "item": item.or(result) });
    }
    command
}

fn object(name: &str, fields: &[Field], api: &Api) -> Value {
    let inputs: Vec<Value> = fields.iter().map(|field| input(field, api)).collect();
    let any: Vec<&str> = strings(&api.schemas[name]["x-require-any"]).collect();
    json!({ "inputs": inputs, "require_any": any })
}

/// One input: what it is called, what it takes, and its bounds.
fn input(field: &Field, api: &Api) -> Value {
    let mut input = json!({ "name": field.wire, "flag": field.wire.to_kebab_case(), "help": field.description });
    let (ty, _) = field.ty.value();
    let (item, list) = match ty {
        Ty::List(item) => (&**item, true),
        other => (other, false),
    };
    let schema = api.resolved(&field.schema);
    let schema = if list { api.resolved(&schema["items"]) } else { schema };
    let kind = match item {
        Ty::Bool => "boolean",
        Ty::U64 | Ty::I64 => "integer",
        Ty::F64 => "number",
        Ty::Timestamp => "timestamp",
        Ty::Secret => "secret",
        Ty::String => "text",
        Ty::Component(name) if !schema["enum"].is_null() && api.schemas.contains_key(name) => "text",
        Ty::Component(name) if !list && api.objects.contains_key(name) => {
            input["object"] = name.as_str().into();
            "object"
        }
        _ => "json",
    };
    input["kind"] = kind.into();
    // A list of objects is one JSON text, a list of anything else a flag that is repeated.
    for (key, value) in [("list", list && kind != "json"), ("required", field.required)] {
        if value {
            input[key] = true.into();
        }
    }
    for key in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"] {
        if !schema[key].is_null() {
            input[key] = schema[key].clone();
        }
    }
    if schema["format"] == "uri" {
        input["format"] = "uri".into();
    }
    if schema["enum"].is_array() {
        input["values"] = schema["x-enum-descriptions"].clone();
    }
    input
}

/// Names of properties that are never shown unless asked for, under all their spellings.
fn secrets(api: &Api) -> Vec<String> {
    let mut found = std::collections::BTreeSet::new();
    for component in api.received.iter().chain(&api.sent) {
        for (name, property) in entries(&api.schemas[component]["properties"]) {
            let target = api.resolved(property);
            let forms = items(&target["oneOf"]).any(|form| form["x-sensitive"] == true);
            if forms || target["x-sensitive"] == true {
                found.insert(name.clone());
                found.extend(strings(&property["x-aliases"]).map(str::to_owned));
            }
        }
    }
    found.into_iter().collect()
}
