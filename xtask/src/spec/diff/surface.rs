//! What an OpenAPI document lets callers send and receive, flattened to names, so that two documents compare.
//!
//! The document may be written in any style: inline or named schemas, `allOf`, `anyOf` and `oneOf`, lists of types.
//! Nothing here relies on it being right.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::document::{entries, items, strings};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// How deep schemas are followed, and how many of them in one document: some are endless.
const DEPTH: usize = 24;
const STEPS: usize = 2_000_000;

/// The part of a larger document that this API is, and the parameter that all paths share.
const ACCOUNT: &str = "/accounts/{}/realtime/kit";

/// Everything in a document by its key: `GET /meetings/{}`, then `query NAME`, `request PATH` or `response PATH`.
/// Lists share the path of their items, free keys are `*`.
pub type Surface = BTreeMap<String, Fact>;

/// What is known of a parameter or a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    pub required: bool,
    /// JSON types; whole numbers count as numbers. Empty if the document does not say.
    pub kinds: BTreeSet<String>,
    /// Values of an enum; of the items, for a list.
    pub values: BTreeSet<String>,
}

/// Flattens a document. Of a document of several APIs, only the paths below [`ACCOUNT`] count.
pub fn read(document: &Value) -> Surface {
    let mut reader = Reader { document, steps: 0, surface: Surface::new() };
    let paths: Vec<(String, &Value)> =
        entries(&document["paths"]).map(|(path, item)| (anonymous(path), item)).collect();
    let all = !paths.iter().any(|(path, _)| path.starts_with("/accounts/"));
    for (path, item) in paths.iter().filter(|(path, _)| all || path.starts_with(ACCOUNT)) {
        let item = reader.target(item);
        for method in METHODS {
            let operation = reader.target(&item[method]);
            if operation.is_object() {
                reader.operation(&format!("{} {}", method.to_uppercase(), short(path)), item, operation);
            }
        }
    }
    reader.surface
}

/// The path without the names of its parameters and without a last slash.
fn anonymous(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.flat_map(|segment| ["/", if segment.starts_with('{') { "{}" } else { segment }]).collect()
}

/// The path below the account and the app, which some documents leave out.
fn short(path: &str) -> &str {
    let below = path.strip_prefix(ACCOUNT).unwrap_or(path);
    below.strip_prefix("/{}").filter(|below| !below.is_empty()).unwrap_or(below)
}

struct Reader<'a> {
    document: &'a Value,
    steps: usize,
    surface: Surface,
}

/// A schema with everything that it refers to and combines.
#[derive(Default)]
struct Merged<'a> {
    fact: Fact,
    properties: Vec<(&'a str, &'a Value)>,
    required: BTreeSet<&'a str>,
    items: Vec<&'a Value>,
    /// Schemas of the values of free keys.
    free: Vec<&'a Value>,
    wrapped_in: Vec<&'a str>,
    /// References that were followed.
    names: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    /// Follows `$ref` inside the document.
    fn target(&self, mut value: &'a Value) -> &'a Value {
        for _ in 0..DEPTH {
            match value["$ref"].as_str().and_then(|target| self.document.pointer(target.strip_prefix('#')?)) {
                Some(target) => value = target,
                None => break,
            }
        }
        value
    }

    fn operation(&mut self, key: &str, item: &'a Value, value: &'a Value) {
        self.surface.insert(key.to_owned(), Fact::default());
        for parameter in items(&item["parameters"]).chain(items(&value["parameters"])) {
            let parameter = self.target(parameter);
            if let (Some(name), Some(place)) = (parameter["name"].as_str(), parameter["in"].as_str())
                && place != "path"
            {
                let mut merged = self.merged(&parameter["schema"]);
                for items in std::mem::take(&mut merged.items) {
                    merged.fact.values.extend(self.merged(items).fact.values);
                }
                let fact = Fact { required: parameter["required"] == true, ..merged.fact };
                self.surface.insert(format!("{key} {place} {name}"), fact);
            }
        }
        self.content(format!("{key} request"), self.target(&value["requestBody"]));
        let good = |(status, _): &(&String, &Value)| status.starts_with('2');
        let responses: Vec<_> = entries(&value["responses"]).collect();
        let any = responses.iter().any(good);
        for response in responses.iter().filter(|response| good(response) || (!any && response.0 == "default")) {
            self.content(format!("{key} response"), self.target(response.1));
        }
    }

    /// Adds the fields of the JSON body, or of whatever body there is.
    fn content(&mut self, key: String, holder: &'a Value) {
        let mut media: Vec<_> = entries(&holder["content"]).collect();
        media.sort_by_key(|(name, _)| !name.contains("json"));
        if let Some((_, media)) = media.first() {
            self.collect(&media["schema"], key, true, 0, &[]);
        }
    }

    /// Adds what lies at a key. `above` are the references that lead here; one that occurs again is a circle.
    fn collect(&mut self, schema: &'a Value, key: String, required: bool, depth: usize, above: &[&'a str]) {
        let merged = self.merged(schema);
        let fact = self.surface.entry(key.clone()).or_insert_with(|| Fact { required, ..Fact::default() });
        fact.required &= required;
        fact.kinds.extend(merged.fact.kinds);
        fact.values.extend(merged.fact.values);
        let circle = merged.names.iter().any(|name| above.contains(name));
        if circle || depth >= DEPTH || self.steps >= STEPS {
            return;
        }
        let above: Vec<&str> = above.iter().chain(&merged.names).copied().collect();
        // The first name of a path stands after a space.
        let mark = if key.ends_with(" request") || key.ends_with(" response") { ' ' } else { '.' };
        for (name, property) in merged.properties {
            let required = merged.required.contains(name);
            // The same field is known to come under other names.
            for name in strings(&property["x-aliases"]) {
                self.collect(property, format!("{key}{mark}{name}"), required, depth + 1, &above);
            }
            self.collect(property, format!("{key}{mark}{name}"), required, depth + 1, &above);
        }
        for name in merged.wrapped_in.into_iter().filter(|_| depth < 4) {
            let inner = self.target(schema["allOf"].get(0).unwrap_or(schema));
            self.collect(inner, format!("{key}{mark}{name}"), false, depth + 1, &above);
        }
        for free in merged.free {
            self.collect(free, format!("{key}{mark}*"), false, depth + 1, &above);
        }
        for items in merged.items {
            // The items share the key of the list, but its types are its own.
            let kinds = self.surface.get(&key).map(|fact| fact.kinds.clone()).unwrap_or_default();
            self.collect(items, key.clone(), required, depth + 1, &above);
            if let Some(fact) = self.surface.get_mut(&key) {
                fact.kinds = kinds;
            }
        }
    }

    fn merged(&mut self, schema: &'a Value) -> Merged<'a> {
        let mut merged = Merged::default();
        self.merge(schema, 0, &mut merged);
        merged
    }

    fn merge(&mut self, schema: &'a Value, depth: usize, merged: &mut Merged<'a>) {
        self.steps += 1;
        if depth >= DEPTH || self.steps >= STEPS {
            return;
        }
        if let Some(name) = schema["$ref"].as_str()
            && !merged.names.contains(&name)
        {
            merged.names.push(name);
            self.merge(self.target(schema), depth + 1, merged);
        }
        let kinds = strings(&schema["type"]).chain(schema["type"].as_str());
        let kinds = kinds.filter(|kind| *kind != "null").map(|kind| if kind == "integer" { "number" } else { kind });
        merged.fact.kinds.extend(kinds.map(str::to_owned));
        let object = !schema["properties"].is_null() || schema["x-one-or-many"] == true;
        merged.fact.kinds.extend(object.then(|| "object".to_owned()));
        merged.properties.extend(entries(&schema["properties"]).map(|(name, value)| (name.as_str(), value)));
        merged.required.extend(strings(&schema["required"]));
        merged.wrapped_in.extend(strings(&schema["x-wrapped-in"]));
        merged.items.extend(Some(&schema["items"]).filter(|items| items.is_object()));
        merged.free.extend(Some(&schema["additionalProperties"]).filter(|free| free.is_object()));
        let values = items(&schema["enum"]).chain(schema.get("const")).filter(|value| !value.is_null());
        merged.fact.values.extend(values.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
        for part in items(&schema["allOf"]) {
            self.merge(part, depth + 1, merged);
        }
        for key in ["anyOf", "oneOf"] {
            // What callers can rely on is what all alternatives require.
            let mut common: Option<BTreeSet<&str>> = None;
            for part in items(&schema[key]) {
                let own = std::mem::take(&mut merged.required);
                self.merge(part, depth + 1, merged);
                let theirs = std::mem::replace(&mut merged.required, own);
                if part["type"] != "null" {
                    common = Some(match common {
                        Some(common) => common.intersection(&theirs).copied().collect(),
                        None => theirs,
                    });
                }
            }
            merged.required.extend(common.unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn response(schema: Value) -> Surface {
        let content = json!({ "application/json": { "schema": schema } });
        read(&json!({
            "paths": { "/a": { "get": { "responses": { "200": { "content": content } } } } },
            "components": { "schemas": {
                "Tree": { "type": "object", "properties": { "below": { "$ref": "#/components/schemas/Tree" } } },
                "Self": { "$ref": "#/components/schemas/Self" },
                "State": { "type": "string", "enum": ["ON", "OFF"] }
            } }
        }))
    }

    fn keys(surface: &Surface) -> Vec<&str> {
        surface.keys().filter_map(|key| key.strip_prefix("GET /a response")).map(str::trim_start).collect()
    }

    #[test]
    fn fields_get_dotted_paths() {
        let item = json!({ "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" } } });
        let surface = response(json!({ "properties": {
            "data": { "type": "array", "items": item, "x-aliases": ["rows"] },
            "map": { "additionalProperties": { "properties": { "a": {} } } },
            "states": { "type": ["array", "null"], "items": { "$ref": "#/components/schemas/State" } }
        } }));
        assert_eq!(keys(&surface), ["", "data", "data.id", "map", "map.*", "map.*.a", "rows", "rows.id", "states"]);
        let id = &surface["GET /a response data.id"];
        assert!(id.required && id.kinds.contains("number"));
        let states = &surface["GET /a response states"];
        assert_eq!((states.values.len(), states.kinds.len()), (2, 1));
    }

    #[test]
    fn alternatives_are_merged_and_circles_end() {
        let part = |required: &[&str]| json!({ "required": required, "properties": { "a": {}, "b": {}, "c": {} } });
        let surface = response(json!({
            "required": ["c"], "anyOf": [part(&["a", "b"]), part(&["a"]), { "type": "null" }], "allOf": [{ "properties": { "d": {} } }]
        }));
        let required = surface.iter().filter(|(key, fact)| fact.required && key.len() > "GET /a response".len());
        assert_eq!(required.map(|(key, _)| &key[key.len() - 1..]).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(keys(&response(json!({ "$ref": "#/components/schemas/Tree" }))), ["", "below"]);
        assert_eq!(keys(&response(json!({ "$ref": "#/components/schemas/Self" }))), [""]);
    }

    #[test]
    fn paths_agree_whatever_their_parameters_are_called() {
        for path in ["/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}", "/{appId}/meetings/{id}/"] {
            assert_eq!(short(&anonymous(path)), "/meetings/{}", "{path}");
        }
        assert_eq!(short(&anonymous("/accounts/{account_id}/realtime/kit/apps")), "/apps");
        let path = |path: &str| (path.to_owned(), json!({ "get": {} }));
        let paths: serde_json::Map<_, _> =
            [path("/accounts/{a}/realtime/kit/apps"), path("/zones")].into_iter().collect();
        assert_eq!(read(&json!({ "paths": paths })).keys().collect::<Vec<_>>(), ["GET /apps"]);
    }
}
