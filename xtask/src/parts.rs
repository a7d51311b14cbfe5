//! The document taken apart, without any assumption that it is right: its operations, parameters, contents and schemas,
//! each with its place.

use serde_json::Value;

use crate::document::{Document, Problem, pointer_segment};

/// Everything of interest in a document.
pub struct Parts<'a> {
    pub document: &'a Document,
    pub operations: Vec<At<'a>>,
    /// Parameters where they are described, not where they are referred to.
    pub parameters: Vec<At<'a>>,
    pub responses: Vec<At<'a>>,
    /// Media types of requests and responses.
    pub contents: Vec<At<'a>>,
    /// The entries of `x-webhooks`.
    pub webhooks: Vec<At<'a>>,
    /// All schemas at all depths.
    pub schemas: Vec<Schema<'a>>,
}

/// A part of the document and its place.
#[derive(Clone)]
pub struct At<'a> {
    pub place: String,
    pub value: &'a Value,
}

/// A schema, its place, and what it is there for.
pub struct Schema<'a> {
    pub place: String,
    pub value: &'a Value,
    pub role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Component,
    Property,
    /// Items of a list, a member of `allOf`, the schema of a parameter, …
    Part,
}

/// The methods that OpenAPI knows.
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl<'a> Parts<'a> {
    /// Takes the document apart.
    pub fn of(document: &'a Document) -> Self {
        let mut parts = Self {
            document,
            operations: Vec::new(),
            parameters: Vec::new(),
            responses: Vec::new(),
            contents: Vec::new(),
            webhooks: Vec::new(),
            schemas: Vec::new(),
        };
        let components = &document.json["components"];
        for (name, item) in entries(&document.json["paths"]) {
            let place = format!("/paths/{}", pointer_segment(name));
            parts.parameters(&item["parameters"], &place);
            for method in METHODS {
                if item[method].is_object() {
                    parts.operation(&item[method], format!("{place}/{method}"));
                }
            }
        }
        for (name, parameter) in entries(&components["parameters"]) {
            parts.parameter(parameter, format!("/components/parameters/{}", pointer_segment(name)));
        }
        for (name, response) in entries(&components["responses"]) {
            parts.response(response, format!("/components/responses/{}", pointer_segment(name)));
        }
        for (name, schema) in entries(&components["schemas"]) {
            parts.schema(schema, format!("/components/schemas/{}", pointer_segment(name)), Role::Component);
        }
        for (index, value) in document.json["x-webhooks"].as_array().into_iter().flatten().enumerate() {
            parts.webhooks.push(At { place: format!("/x-webhooks/{index}"), value });
        }
        parts.operations.sort_by_key(|operation| document.line(&operation.place));
        parts
    }

    fn operation(&mut self, value: &'a Value, place: String) {
        self.parameters(&value["parameters"], &place);
        self.content(&value["requestBody"], &format!("{place}/requestBody"));
        for (status, response) in entries(&value["responses"]) {
            self.response(response, format!("{place}/responses/{}", pointer_segment(status)));
        }
        self.operations.push(At { place, value });
    }

    fn parameters(&mut self, list: &'a Value, place: &str) {
        for (index, parameter) in list.as_array().into_iter().flatten().enumerate() {
            self.parameter(parameter, format!("{place}/parameters/{index}"));
        }
    }

    fn parameter(&mut self, value: &'a Value, place: String) {
        if value["$ref"].is_null() {
            self.schema(&value["schema"], format!("{place}/schema"), Role::Part);
            self.parameters.push(At { place, value });
        }
    }

    fn response(&mut self, value: &'a Value, place: String) {
        if value["$ref"].is_null() {
            for (name, header) in entries(&value["headers"]) {
                let place = format!("{place}/headers/{}/schema", pointer_segment(name));
                self.schema(&header["schema"], place, Role::Part);
            }
            self.content(value, &place);
            self.responses.push(At { place, value });
        }
    }

    fn content(&mut self, holder: &'a Value, place: &str) {
        for (name, value) in entries(&holder["content"]) {
            let place = format!("{place}/content/{}", pointer_segment(name));
            self.schema(&value["schema"], format!("{place}/schema"), Role::Part);
            self.contents.push(At { place, value });
        }
    }

    fn schema(&mut self, value: &'a Value, place: String, role: Role) {
        if !value.is_object() {
            return;
        }
        for (name, property) in entries(&value["properties"]) {
            self.schema(property, format!("{place}/properties/{}", pointer_segment(name)), Role::Property);
        }
        for key in ["items", "additionalProperties", "not"] {
            self.schema(&value[key], format!("{place}/{key}"), Role::Part);
        }
        for key in ["allOf", "anyOf", "oneOf"] {
            for (index, part) in value[key].as_array().into_iter().flatten().enumerate() {
                self.schema(part, format!("{place}/{key}/{index}"), Role::Part);
            }
        }
        self.schemas.push(Schema { place, value, role });
    }

    /// A problem at a place of the document.
    pub fn problem(&self, place: &str, message: impl Into<String>) -> Problem {
        self.document.problem(place, message)
    }

    /// The named schemas.
    pub fn components(&self) -> impl Iterator<Item = &Schema<'a>> {
        self.schemas.iter().filter(|schema| schema.role == Role::Component)
    }

    /// Follows `$ref` and `allOf` with one member until a schema is reached; stops where it would go in circles.
    pub fn resolved<'b>(&'b self, mut schema: &'b Value) -> &'b Value {
        for _ in 0..32 {
            let target = match (schema["$ref"].as_str(), schema["allOf"].as_array().map(Vec::as_slice)) {
                (Some(target), _) => target.strip_prefix('#').and_then(|pointer| self.document.json.pointer(pointer)),
                (None, Some([only])) => Some(only),
                _ => None,
            };
            match target {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }
}

/// The entries of an object; none for anything else.
pub fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
