//! What an OpenAPI document lets callers send and receive, flattened so that two documents compare.
//!
//! The other document may be written in any style: inline or named schemas, `allOf`, `anyOf` and `oneOf`, lists of
//! types. Nothing here relies on it being right.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// How deep schemas are followed, and how many of them in one document: some are endless.
const DEPTH: usize = 24;
const STEPS: usize = 2_000_000;

/// Operations by path and method, in a form in which paths of two documents agree.
pub type Surface = BTreeMap<(String, String), Operation>;

/// Fields by their dotted path.
pub type Fields = BTreeMap<String, Field>;

/// What an operation takes and gives.
#[derive(Debug, Default)]
pub struct Operation {
    /// Method and path as the document writes them.
    pub call: String,
    pub id: String,
    /// Parameters by place and name, such as `query parameter page_no`.
    pub parameters: Fields,
    pub request: Fields,
    pub response: Fields,
}

/// A parameter or a field of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The path with `[]` after lists.
    pub shown: String,
    pub required: bool,
    /// JSON types; whole numbers count as numbers. None when the document does not say.
    pub kinds: BTreeSet<String>,
    /// Values of an enum; of the items, for a list.
    pub values: BTreeSet<String>,
    /// Other paths under which the same field is known to come.
    pub aliases: Vec<String>,
}

/// Flattens a document.
pub fn read(document: &Value) -> Surface {
    let mut reader = Reader { document, steps: 0 };
    let mut surface = Surface::new();
    for (path, item) in entries(&document["paths"]) {
        let item = reader.target(item);
        for method in METHODS {
            let value = reader.target(&item[method]);
            if value.is_object() {
                let operation = reader.operation(path, method, item, value);
                surface.insert((common_path(path), method.to_uppercase()), operation);
            }
        }
    }
    surface
}

/// The path without what differs between documents: names of parameters, the account's part, a last slash.
fn common_path(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let segments: Vec<&str> = segments.map(|segment| if segment.starts_with('{') { "{}" } else { segment }).collect();
    let below = match segments.as_slice() {
        ["accounts", "{}", "realtime", "kit", below @ ..] => below,
        all => all,
    };
    let below = match below {
        ["{}", below @ ..] if !below.is_empty() => below,
        all => all,
    };
    format!("/{}", below.join("/"))
}

struct Reader<'a> {
    document: &'a Value,
    steps: usize,
}

/// A schema with everything that it refers to and combines.
#[derive(Default)]
struct Merged<'a> {
    kinds: BTreeSet<String>,
    values: BTreeSet<String>,
    properties: Vec<(&'a str, &'a Value)>,
    required: BTreeSet<&'a str>,
    items: Vec<&'a Value>,
    /// Schemas of the values of free keys.
    free: Vec<&'a Value>,
    aliases: Vec<&'a str>,
    wrapped_in: Vec<&'a str>,
    one_or_many: bool,
    /// References that were followed.
    names: Vec<&'a str>,
}

/// Where a schema stands.
#[derive(Clone)]
struct Spot<'a> {
    key: String,
    shown: String,
    required: bool,
    depth: usize,
    /// References that lead here; one that comes again goes in circles.
    above: Vec<&'a str>,
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

    fn operation(&mut self, path: &str, method: &str, item: &'a Value, value: &'a Value) -> Operation {
        let mut operation = Operation {
            call: format!("{} {path}", method.to_uppercase()),
            id: value["operationId"].as_str().unwrap_or_default().to_owned(),
            ..Operation::default()
        };
        for list in [&item["parameters"], &value["parameters"]] {
            for parameter in list.as_array().into_iter().flatten() {
                let parameter = self.target(parameter);
                let (Some(name), Some(place)) = (parameter["name"].as_str(), parameter["in"].as_str()) else {
                    continue;
                };
                if place == "path" {
                    continue;
                }
                let mut merged = self.merged(&parameter["schema"], 0);
                for items in std::mem::take(&mut merged.items) {
                    merged.values.extend(self.merged(items, 0).values);
                }
                let shown = format!("{place} parameter {name}");
                let required = parameter["required"] == true;
                let field = Field { shown: shown.clone(), required, ..self.field(&merged) };
                operation.parameters.insert(shown, field);
            }
        }
        let body = self.target(&value["requestBody"]);
        self.content(body, &mut operation.request);
        let responses: Vec<_> = entries(&value["responses"]).collect();
        let good = |status: &str| status.starts_with('2');
        let any_good = responses.iter().any(|(status, _)| good(status));
        for (status, response) in responses {
            if good(status) || (!any_good && status == "default") {
                self.content(self.target(response), &mut operation.response);
            }
        }
        operation
    }

    /// Adds the fields of the JSON body, or of whatever body there is.
    fn content(&mut self, holder: &'a Value, fields: &mut Fields) {
        let mut media: Vec<_> = entries(&holder["content"]).collect();
        media.sort_by_key(|(name, _)| !name.contains("json"));
        if let Some((_, media)) = media.first() {
            let spot =
                Spot { key: String::new(), shown: "body".to_owned(), required: true, depth: 0, above: Vec::new() };
            self.collect(&media["schema"], spot, fields);
        }
    }

    fn collect(&mut self, schema: &'a Value, spot: Spot<'a>, fields: &mut Fields) {
        let merged = self.merged(schema, 0);
        let mut field = Field { shown: spot.shown.clone(), required: spot.required, ..self.field(&merged) };
        let sibling = |name: &&str| match spot.key.rsplit_once('.') {
            Some((above, _)) => format!("{above}.{name}"),
            None => (*name).to_owned(),
        };
        field.aliases = merged.aliases.iter().map(sibling).collect();
        field.aliases.extend(merged.wrapped_in.iter().map(|name| join(&spot.key, name)));
        let circle = merged.names.iter().any(|name| spot.above.contains(name));
        match fields.get_mut(&spot.key) {
            Some(known) => {
                known.required &= field.required;
                known.kinds.extend(field.kinds);
                known.values.extend(field.values);
            }
            None => _ = fields.insert(spot.key.clone(), field),
        }
        if circle || spot.depth >= DEPTH || self.steps >= STEPS {
            return;
        }
        let mut above = spot.above.clone();
        above.extend(&merged.names);
        let at = |key: String, shown: String, required: bool| Spot {
            key,
            shown,
            required,
            depth: spot.depth + 1,
            above: above.clone(),
        };
        let prefix = if spot.key.is_empty() && spot.shown == "body" { "" } else { &spot.shown };
        for (name, property) in &merged.properties {
            let required = merged.required.contains(name);
            self.collect(property, at(join(&spot.key, name), join(prefix, name), required), fields);
        }
        for free in &merged.free {
            self.collect(free, at(join(&spot.key, "*"), join(prefix, "*"), false), fields);
        }
        for items in &merged.items {
            self.items(items, at(spot.key.clone(), format!("{prefix}[]"), spot.required), fields);
        }
    }

    /// The items of a list share its path: only what lies below them is added, and the values of their enum.
    fn items(&mut self, schema: &'a Value, spot: Spot<'a>, fields: &mut Fields) {
        let mut below = Fields::new();
        let key = spot.key.clone();
        self.collect(schema, spot, &mut below);
        if let (Some(item), Some(list)) = (below.remove(&key), fields.get_mut(&key)) {
            list.values.extend(item.values);
        }
        for (key, field) in below {
            fields.entry(key).or_insert(field);
        }
    }

    fn field(&self, merged: &Merged<'a>) -> Field {
        let mut kinds = merged.kinds.clone();
        if merged.one_or_many {
            kinds.insert("object".to_owned());
        }
        Field { kinds, values: merged.values.clone(), ..Field::default() }
    }

    fn merged(&mut self, schema: &'a Value, depth: usize) -> Merged<'a> {
        let mut merged = Merged::default();
        self.merge(schema, depth, &mut merged);
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
            let target = name.strip_prefix('#').and_then(|pointer| self.document.pointer(pointer));
            if let Some(target) = target {
                self.merge(target, depth + 1, merged);
            }
        }
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            kind => Vec::from_iter(kind.as_str()),
        };
        for kind in kinds.into_iter().filter(|kind| *kind != "null") {
            merged.kinds.insert(if kind == "integer" { "number" } else { kind }.to_owned());
        }
        merged.properties.extend(entries(&schema["properties"]).map(|(name, value)| (name.as_str(), value)));
        merged.required.extend(strings(&schema["required"]));
        merged.aliases.extend(strings(&schema["x-aliases"]));
        merged.wrapped_in.extend(strings(&schema["x-wrapped-in"]));
        merged.one_or_many |= schema["x-one-or-many"] == true;
        merged.items.extend(Some(&schema["items"]).filter(|items| items.is_object()));
        merged.free.extend(Some(&schema["additionalProperties"]).filter(|free| free.is_object()));
        let values = schema["enum"].as_array().into_iter().flatten().chain(schema.get("const"));
        merged.values.extend(values.filter(|value| !value.is_null()).map(|value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }));
        if !schema["properties"].is_null() {
            merged.kinds.insert("object".to_owned());
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.merge(part, depth + 1, merged);
        }
        for key in ["anyOf", "oneOf"] {
            // What callers can rely on is what all alternatives require.
            let mut common: Option<BTreeSet<&str>> = None;
            for part in schema[key].as_array().into_iter().flatten() {
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

fn join(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn response(schema: Value) -> Fields {
        let document = json!({
            "paths": { "/a": { "get": { "responses": { "200": { "content": { "application/json": { "schema": schema } } } } } } },
            "components": { "schemas": {
                "Tree": { "type": "object", "properties": { "below": { "$ref": "#/components/schemas/Tree" } } },
                "Self": { "$ref": "#/components/schemas/Self" },
                "State": { "type": "string", "enum": ["ON", "OFF"] }
            } }
        });
        let mut surface = read(&document);
        surface.remove(&("/a".to_owned(), "GET".to_owned())).unwrap().response
    }

    fn shown(fields: &Fields) -> Vec<&str> {
        fields.values().map(|field| field.shown.as_str()).collect()
    }

    #[test]
    fn fields_get_dotted_paths() {
        let fields = response(json!({ "properties": {
            "data": { "type": "array", "items": { "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" } } } },
            "map": { "additionalProperties": { "properties": { "a": {} } } },
            "states": { "type": ["array", "null"], "items": { "$ref": "#/components/schemas/State" } }
        } }));
        assert_eq!(shown(&fields), ["body", "data", "data[].id", "map", "map.*", "map.*.a", "states"]);
        assert!(fields["data.id"].required && fields["data.id"].kinds.contains("number"));
        assert_eq!(fields["states"].values.len(), 2);
    }

    #[test]
    fn alternatives_are_merged() {
        let part = |required: &[&str]| json!({ "required": required, "properties": { "a": {}, "b": {}, "c": {} } });
        let fields = response(json!({
            "required": ["c"], "anyOf": [part(&["a", "b"]), part(&["a"]), { "type": "null" }], "allOf": [{ "properties": { "d": {} } }]
        }));
        let required: Vec<_> = fields.iter().filter(|(_, field)| field.required).map(|(key, _)| key.as_str()).collect();
        assert_eq!(required, ["", "a", "c"]);
        assert!(fields.contains_key("d"));
    }

    #[test]
    fn circles_end() {
        let fields = response(json!({ "$ref": "#/components/schemas/Tree" }));
        assert_eq!(shown(&fields), ["body", "below"]);
        assert_eq!(shown(&response(json!({ "$ref": "#/components/schemas/Self" }))), ["body"]);
    }

    #[test]
    fn paths_agree_whatever_their_parameters_are_called() {
        let ours = common_path("/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}");
        assert_eq!(ours, "/meetings/{}");
        for path in ["/meetings/{id}", "/{appId}/meetings/{meetingId}/", "meetings/{x}?y=1"] {
            assert_eq!(common_path(path), ours, "{path}");
        }
        assert_eq!(common_path("/accounts/{account_id}/realtime/kit/apps"), "/apps");
    }
}
