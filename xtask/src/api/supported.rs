//! What the generator supports. Everything else is refused here, with its place and the mend, before a library meets it.
//!
//! Each kind of thing in the document has a list of the keywords that have an effect. A keyword that is not in the list
//! would be dropped silently, or make progenitor or typify panic.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{METHODS, reference_name, word_list};
use crate::document::Problem;
use crate::parts::{self, At, Parts, Role, Schema, entries};

/// Names that a component cannot have: as a type it would hide what the generated code means by them.
const TAKEN: [&str; 44] = [
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "FromStr",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Map",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Serialize",
    "Some",
    "String",
    "ToOwned",
    "ToString",
    "TryFrom",
    "Vec",
];

/// What may stand in an operation, a parameter, …
const OPERATION: &[&str] = &[
    "operationId",
    "tags",
    "summary",
    "description",
    "externalDocs",
    "parameters",
    "requestBody",
    "responses",
    "security",
];
const PARAMETER: &[&str] =
    &["name", "in", "description", "required", "schema", "example", "examples", "style", "explode"];
const BODY: &[&str] = &["description", "required", "content"];
const RESPONSE: &[&str] = &["description", "headers", "content"];
const CONTENT: &[&str] = &["schema", "example", "examples"];

/// What may stand in a schema of any kind.
const ANY_SCHEMA: &[&str] = &["description", "nullable", "readOnly", "writeOnly", "example"];

/// What may stand in a schema beside that, by its `type`.
const BY_TYPE: &[(&str, &[&str])] = &[
    ("string", &["type", "default", "deprecated", "format", "enum", "minLength", "maxLength"]),
    (
        "integer",
        &["type", "default", "deprecated", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
    ),
    ("number", &["type", "default", "deprecated", "format", "minimum", "maximum"]),
    ("boolean", &["type", "default", "deprecated"]),
    ("array", &["type", "deprecated", "items", "minItems", "maxItems"]),
    ("object", &["type", "deprecated", "properties", "required", "additionalProperties"]),
];

/// Names of other things in the functions that build calls.
const LOCALS: [&str; 6] = ["account_id", "body", "request", "response", "result", "url"];

/// What to do about a keyword that is not supported, where that is not simply to remove it.
const MENDS: &[(&str, &str)] = &[
    ("$ref", "write out here what it refers to"),
    ("content", "describe the value with `schema`"),
    ("deprecated", "say so in `description`"),
    ("enum", "an enum holds strings; say in `description` which other values there are"),
    ("exclusiveMinimum", "write an inclusive `minimum`, or say it in `description`"),
    ("exclusiveMaximum", "write an inclusive `maximum`, or say it in `description`"),
    ("examples", "write `example`"),
    ("multipleOf", "the client would not check it: say it in `description`"),
    ("pattern", "the client would not check it: say it in `description`"),
    ("uniqueItems", "the client would not check it: say it in `description`"),
    ("minProperties", "the client would not check it: say it in `description`"),
    ("maxProperties", "the client would not check it: say it in `description`"),
];

/// Everything in the document that the generator does not support.
pub fn problems(parts: &Parts<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    paths(parts, &mut found);
    for At { place, value } in &parts.operations {
        keywords(parts, place, value, "an operation", OPERATION, &mut found);
        body(parts, place, &value["requestBody"], &mut found);
    }
    for At { place, value } in &parts.parameters {
        keywords(parts, place, value, "a parameter", PARAMETER, &mut found);
        parameter(parts, place, value, &mut found);
    }
    for At { place, value } in &parts.responses {
        keywords(parts, place, value, "a response", RESPONSE, &mut found);
    }
    for At { place, value } in &parts.contents {
        keywords(parts, place, value, "a media type", CONTENT, &mut found);
    }
    for schema in &parts.schemas {
        Checked { parts, schema, found: &mut found }.run();
    }
    circles(parts, &mut found);
    found
}

/// Refuses the keywords that are not in the list. Extensions have a rule of their own.
fn keywords(parts: &Parts<'_>, place: &str, value: &Value, what: &str, known: &[&str], found: &mut Vec<Problem>) {
    for (key, _) in entries(value).filter(|(key, _)| !key.starts_with("x-") && !known.contains(&key.as_str())) {
        let mend = MENDS.iter().find(|(name, _)| name == key).map_or("remove it", |(_, mend)| mend);
        let message = format!("`{key}` of {what} is not supported by the generator: {mend}");
        found.push(parts.problem(&format!("{place}/{}", crate::document::pointer_segment(key)), message));
    }
}

fn paths(parts: &Parts<'_>, found: &mut Vec<Problem>) {
    for (path, item) in entries(&parts.document.json["paths"]) {
        let place = format!("/paths/{}", crate::document::pointer_segment(path));
        for (key, _) in entries(item) {
            let message = match key.as_str() {
                "parameters" => continue,
                key if METHODS.contains(&key) || key.starts_with("x-") => continue,
                key if parts::METHODS.contains(&key) => format!(
                    "the generator knows the methods {}: describe the operation under one of them, or remove it",
                    word_list(&METHODS)
                ),
                _ => "beside its operations a path has only `parameters`: move it to the operations".to_owned(),
            };
            found.push(parts.problem(&format!("{place}/{key}"), message));
        }
        let whole = |segment: &str| segment.starts_with('{') && segment.ends_with('}') && segment.len() > 2;
        let odd = |segment: &&str| {
            let inner = if whole(segment) { &segment[1..segment.len() - 1] } else { segment };
            inner.contains(['{', '}'])
        };
        if let Some(segment) = path.split('/').find(odd) {
            let message = format!("{segment:?} is only partly a parameter: the generator supports whole segments");
            found.push(parts.problem(&place, message));
        }
    }
}

fn body(parts: &Parts<'_>, operation: &str, body: &Value, found: &mut Vec<Problem>) {
    if !body.is_object() {
        return;
    }
    let place = format!("{operation}/requestBody");
    keywords(parts, &place, body, "a body", BODY, found);
    if body["required"] != true && body["$ref"].is_null() {
        found.push(parts.problem(&place, "an optional body is not supported by the generator: write `required: true`"));
    }
    let schema = &body["content"]["application/json"]["schema"];
    if reference_name(schema).is_some() && !parts.resolved(schema)["properties"].is_object() {
        let message = "a body is an object with `properties`: describe it so, in the component itself";
        found.push(parts.problem(&format!("{place}/content/application~1json/schema"), message));
    }
}

fn parameter(parts: &Parts<'_>, place: &str, value: &Value, found: &mut Vec<Problem>) {
    let mut problem = |below: &str, message: &str| found.push(parts.problem(&format!("{place}{below}"), message));
    if value["explode"] == false {
        problem("/explode", "a list is sent by repeating the parameter: remove `explode: false`");
    }
    let schema = &value["schema"];
    if !schema.is_object() {
        problem("", "`schema` is missing: add it");
        return;
    }
    if schema["nullable"] == true {
        problem("/schema/nullable", "a parameter that is `null` cannot be sent: remove the line");
    }
    let target = parts.resolved(schema);
    if value["in"] == "path" {
        if !is_name(value["name"].as_str().unwrap_or_default()) {
            problem(
                "/name",
                "the name becomes that of an argument: write it in small letters and `_`, such as `meeting_id`, here \
                 and in the path; it does not go over the wire",
            );
        }
        if value["required"] != true {
            problem("", "a path parameter is always there: write `required: true`");
        }
        if target["type"] != "string" || target["format"] == "date-time" || target["enum"].is_array() {
            problem("/schema", "a path parameter is a plain string: write `type: string`");
        }
        return;
    }
    if LOCALS.contains(&value["name"].as_str().unwrap_or_default()) {
        problem("/name", "a query parameter of this name is not supported by the generator, which uses it itself");
    }
    if value["required"] == true {
        problem(
            "/required",
            "a required query parameter is not supported by the generator: remove the line, and say in `description` \
             that the service demands it",
        );
    }
    let single = parts.resolved(if target["type"] == "array" { &target["items"] } else { target });
    if schema["x-sensitive"] == true || single["x-sensitive"] == true {
        problem("/schema", "a secret does not belong into a URL, which is logged: send it in the body");
    }
    if !matches!(single["type"].as_str(), Some("string" | "integer" | "number" | "boolean")) {
        problem("/schema", "a query parameter is a string, a number, a boolean, an enum, or a list of these");
    }
}

/// Whether a text can be the name of an argument as it is.
pub fn is_name(text: &str) -> bool {
    let small = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    small
        && text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && !text.ends_with('_')
        && !text.contains("__")
        && syn::parse_str::<syn::Ident>(text).is_ok()
}

/// Whether typify takes the name over as it is: words that begin with a capital, one after the other.
fn is_type_name(text: &str) -> bool {
    let alphanumeric = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let capitals = |pair: &[u8]| pair[0].is_ascii_uppercase() && pair[1].is_ascii_uppercase();
    alphanumeric
        && text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && !text.as_bytes().windows(2).any(capitals)
}

/// One schema under check.
struct Checked<'a, 'b> {
    parts: &'b Parts<'a>,
    schema: &'b Schema<'a>,
    found: &'b mut Vec<Problem>,
}

impl Checked<'_, '_> {
    fn problem(&mut self, below: &str, message: impl Into<String>) {
        self.found.push(self.parts.problem(&format!("{}{below}", self.schema.place), message));
    }

    fn run(&mut self) {
        let Schema { place, value, role } = self.schema;
        if *role == Role::Component {
            self.component(place.rsplit('/').next().unwrap_or_default());
        }
        if let Some(target) = value["$ref"].as_str() {
            if target.strip_prefix("#/components/schemas/").is_none_or(|name| name.contains('/')) {
                self.problem("/$ref", "a schema refers to components/schemas and to nothing else: move it there");
            }
        } else if value["allOf"].is_null() && value["oneOf"].is_null() && value["anyOf"].is_null() {
            self.plain();
        } else {
            self.combined();
        }
    }

    fn component(&mut self, name: &str) {
        let value = self.schema.value;
        if TAKEN.contains(&name) {
            self.problem("", format!("{name:?} is the name of something else in Rust: choose another"));
        } else if !is_type_name(name) {
            let form = "words that begin with a capital and have no other, such as `MeetingUpdate`";
            self.problem("", format!("{name:?} cannot be the name of a type: choose {form}"));
        }
        if reference_name(value).is_some() {
            self.problem("", "a second name for another component: refer to the other one itself");
        }
        if value["nullable"] == true {
            self.problem(
                "/nullable",
                "a component is not nullable: write `nullable: true` where it is used, beside `allOf: [{ $ref: … }]`",
            );
        }
        let scalar = matches!(value["type"].as_str(), Some("string" | "integer" | "number" | "boolean"));
        let bounds = ["minimum", "maximum", "minLength", "maxLength"].iter().find(|bound| !value[**bound].is_null());
        if let (true, Some(bound)) = (scalar, bounds) {
            let message = "a bound on a component that is no object is not checked: write the schema where it is used";
            self.problem(&format!("/{bound}"), message);
        }
        if let Some(names) = value["x-require-any"].as_array() {
            let properties = &value["properties"];
            let required: Vec<_> = value["required"].as_array().into_iter().flatten().collect();
            for (index, name) in names.iter().enumerate() {
                let property = &properties[name.as_str().unwrap_or_default()];
                if property["type"] != "array" || property["nullable"] == true || required.contains(&name) {
                    let message = format!("{name} is no optional list of the component: name only such properties");
                    self.problem(&format!("/x-require-any/{index}"), message);
                }
            }
        }
    }

    fn combined(&mut self) {
        let value = self.schema.value;
        for (key, what) in [("allOf", "a reference"), ("anyOf", "a choice"), ("oneOf", "a choice")] {
            let Some(members) = value[key].as_array() else { continue };
            let known: Vec<&str> = ANY_SCHEMA.iter().copied().chain([key]).collect();
            if key == "allOf" {
                let alone = matches!(members.as_slice(), [only] if only["$ref"].is_string());
                if !alone || !value["properties"].is_null() {
                    self.problem(
                        "/allOf",
                        "`allOf` takes one `$ref` and no properties beside it: write all properties out in one component",
                    );
                    return;
                }
            }
            keywords(self.parts, &self.schema.place, value, what, &known, self.found);
            match key {
                "anyOf" => self.any_of(members),
                "oneOf" => self.one_of(members),
                _ => {}
            }
        }
    }

    fn any_of(&mut self, members: &[Value]) {
        let plain = |form: &Value| matches!(form["type"].as_str(), Some("string" | "integer" | "number" | "boolean"));
        for (index, _) in members.iter().enumerate().filter(|(_, form)| !plain(form)) {
            self.problem(
                &format!("/anyOf/{index}"),
                "`anyOf` is supported for strings, numbers and booleans: write `oneOf` in a component of its own",
            );
        }
    }

    /// The forms of a `oneOf` are tried one after the other: none may read what a later one describes.
    fn one_of(&mut self, members: &[Value]) {
        let place = &self.schema.place;
        let failure = place.contains("/responses/") && !place.contains("/responses/2");
        if self.schema.role != Role::Component {
            if failure {
                return; // nothing is generated from what describes failures
            }
            self.problem("", "`oneOf` without a name: move it to components/schemas and refer to it with `$ref`");
        }
        let forms: Vec<&Value> = members.iter().map(|form| self.parts.resolved(form)).collect();
        for (index, form) in forms.iter().enumerate() {
            let kind = |form: &Value| match form["type"].as_str() {
                Some("integer") => Some("number".to_owned()),
                kind => kind.map(str::to_owned),
            };
            let place = format!("/oneOf/{index}");
            if kind(form).is_none() || !form["enum"].is_null() {
                self.problem(&place, "a form of `oneOf` has a `type`, and is neither an enum nor a choice itself");
                continue;
            }
            let Some(before) = forms[..index].iter().find(|other| kind(other) == kind(form) && hides(other, form))
            else {
                continue;
            };
            let message = match before["type"].as_str() {
                Some("object") => {
                    "an earlier form reads this one too: give the earlier one a required property that this one lacks"
                }
                _ => "an earlier form has the same type, so this one is never read: leave one of them out",
            };
            self.problem(&place, message);
        }
    }

    fn plain(&mut self) {
        let value = self.schema.value;
        let place = &self.schema.place;
        let kind = match &value["type"] {
            Value::Null if !value["properties"].is_null() => "object",
            Value::Null => "",
            Value::String(kind) => kind,
            _ => "unknown",
        };
        let by_type = BY_TYPE.iter().find(|(name, _)| *name == kind);
        let Some(own) = by_type.map(|(_, own)| *own).or((kind.is_empty()).then_some(&[][..])) else {
            let names: Vec<&str> = BY_TYPE.iter().map(|(name, _)| *name).collect();
            self.problem("/type", format!("the type is not one of {}: correct it", word_list(&names)));
            return;
        };
        let known: Vec<&str> = ANY_SCHEMA.iter().chain(own).copied().collect();
        let what =
            if kind.is_empty() { "a schema without `type`".to_owned() } else { format!("a schema of type {kind}") };
        keywords(self.parts, place, value, &what, &known, self.found);
        self.named();
        self.numbers(kind);
        if kind == "string" {
            self.strings();
        }
        if kind == "array" && !value["items"].is_object() {
            self.problem("", "`items` is missing: say what the list holds");
        }
        if value["additionalProperties"].is_object() && value["properties"].is_object() {
            self.problem(
                "/additionalProperties",
                "fixed and free keys in one object are not supported by the generator: give the free ones a property of \
                 their own, or write `additionalProperties: true`",
            );
        }
        let names: Vec<&str> = value["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (index, name) in names.iter().enumerate().filter(|(_, name)| value["properties"][**name].is_null()) {
            self.problem(&format!("/required/{index}"), format!("{name:?} is no property: add it, or remove it here"));
        }
    }

    /// Objects with properties and enums are named components, so that their types get good names.
    fn named(&mut self) {
        if self.schema.role == Role::Component {
            return;
        }
        for (key, what) in [("properties", "an object with properties"), ("enum", "an enum")] {
            if !self.schema.value[key].is_null() {
                self.problem(
                    "",
                    format!("{what} without a name: move it to components/schemas and refer to it with `$ref`"),
                );
            }
        }
    }

    fn numbers(&mut self, kind: &str) {
        type Fits = fn(&Value) -> bool;
        let whole: Fits = |bound| bound.is_i64();
        let bound: (Fits, &str) = match kind {
            "number" => (Value::is_number, "a number"),
            _ => (whole, "a whole number"),
        };
        let length: (Fits, &str) = (Value::is_u64, "a whole number from 0");
        for (keys, (fits, wanted)) in
            [(["minimum", "maximum"], bound), (["minLength", "maxLength"], length), (["minItems", "maxItems"], length)]
        {
            for key in keys.iter().filter(|key| !self.schema.value[**key].is_null()) {
                if !fits(&self.schema.value[*key]) {
                    self.problem(&format!("/{key}"), format!("{wanted} is expected"));
                }
            }
        }
    }

    fn strings(&mut self) {
        let Some(values) = self.schema.value["enum"].as_array() else { return };
        for (index, value) in values.iter().enumerate() {
            let place = format!("/enum/{index}");
            if value.is_null() {
                self.problem(&place, "`null` is no value of an enum: write `nullable: true` where the enum is used");
            } else if !value.is_string() {
                self.problem(&place, "an enum holds strings: put the value in quotes");
            } else if values[..index].contains(value) {
                self.problem(&place, format!("{value} is listed twice: remove it"));
            }
        }
    }
}

/// Whether what is tried first reads everything that a later form of the same type describes.
fn hides(first: &Value, later: &Value) -> bool {
    let required = first["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    !required.into_iter().any(|name| later["properties"][name].is_null())
}

/// A component that contains itself must do so within an object, whose shape has a name.
fn circles(parts: &Parts<'_>, found: &mut Vec<Problem>) {
    let schemas = &parts.document.json["components"]["schemas"];
    for (name, _) in entries(schemas) {
        let mut seen = BTreeSet::new();
        let mut open = vec![name.clone()];
        while let Some(next) = open.pop() {
            let schema = &schemas[&next];
            if schema["properties"].is_object() {
                continue;
            }
            let mut below = Vec::new();
            super::references(schema, &mut below);
            if below.contains(name) {
                let place = format!("/components/schemas/{}", crate::document::pointer_segment(name));
                found.push(parts.problem(&place, "it holds itself: put an object with `properties` between"));
                break;
            }
            open.extend(below.into_iter().filter(|name| seen.insert(name.clone())));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::api::tests::SMALL;
    use crate::codegen::generate;
    use crate::document::Document;

    /// What is said about the small document after replacing `from`; what `codegen` refuses is an error, never a panic.
    fn refusals(from: &str, to: &str) -> Vec<String> {
        assert!(SMALL.contains(from), "the document holds no {from:?}");
        let document = Document::parse(Path::new("small.yaml"), &SMALL.replacen(from, to, 1)).unwrap();
        let problems = generate(&document).err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    }

    /// Each line: what is replaced, by what, the place, and the beginning of what is said.
    #[test]
    fn what_is_not_supported_is_refused_with_place_and_mend() {
        const ROOMS: &str = "/paths/~1apps~1{app_id}~1rooms";
        const ROOM: &str = "/paths/~1apps~1{app_id}~1rooms~1{room_id}";
        const SCHEMAS: &str = "/components/schemas";
        let anchor = "    Guest:\n";
        let state =
            "enum: [OPEN, half open]\n      x-enum-descriptions: { OPEN: All may enter., half open: Some may enter. }";
        let size = "per_page, in: query, description: Size.,";
        let name = "name: { type: string, description: Its name., minLength: 1 }";
        let after = |text: &str| format!("{text}{anchor}");
        let cases: Vec<(&str, String, String, &str)> = vec![
            // Paths and operations.
            ("    get:\n", "    summary: Rooms\n    get:\n".into(), format!("{ROOMS}/summary"), "beside its operations a path has only `parameters`: move"),
            ("    get:\n", "    servers: []\n    get:\n".into(), format!("{ROOMS}/servers"), "beside its operations a path"),
            ("    post:\n", "    head:\n".into(), format!("{ROOMS}/head"), "the generator knows the methods get, post, put, patch and delete: describe"),
            ("    post:\n", "    trace:\n".into(), format!("{ROOMS}/trace"), "the generator knows the methods"),
            ("rooms/{room_id}:", "rooms/{room_id}.json:".into(), format!("{ROOM}.json"), "\"{room_id}.json\" is only partly a parameter"),
            ("      x-idempotent: false", "      deprecated: true\n      x-idempotent: false".into(), format!("{ROOMS}/post/deprecated"), "`deprecated` of an operation is not supported by the generator: say so in `description`"),
            ("tags: [rooms]", "tags: [match]".into(), format!("{ROOMS}/get/tags/0"), "the tag \"match\" cannot be the name of a module"),
            ("tags: [rooms]", "tags: [my rooms]".into(), format!("{ROOMS}/get/tags/0"), "the tag \"my rooms\" cannot be the name of a module"),
            ("tags: [rooms]", "tags: [events]".into(), format!("{ROOMS}/get/tags/0"), "the tag \"events\" cannot be the name of a module"),
            ("operationId: rooms_list", "operationId: rooms-list".into(), format!("{ROOMS}/get/operationId"), "\"rooms-list\" is not a name of the form"),
            ("x-idempotent: false", "x-idempotent: false\n      x-absent: { as: empty }".into(), format!("{ROOMS}/post/x-absent/as"), "the result is no list that could be empty: write `none`"),
            // Bodies and responses.
            ("        required: true\n        content", "        content".into(), format!("{ROOMS}/post/requestBody"), "an optional body is not supported"),
            ("schema: { $ref: '#/components/schemas/RoomCreate' }", "schema: { $ref: '#/components/schemas/State' }".into(), format!("{ROOMS}/post/requestBody/content/application~1json/schema"), "a body is an object with `properties`"),
            ("        '201':\n          description: The room.\n", "        '201':\n          $ref: '#/components/schemas/Room'\n".into(), format!("{ROOMS}/post/responses/201/$ref"), "what stands beside `$ref` has no effect: write"),
            ("        '201':\n          description: The room.\n          content:\n            application/json:\n              schema: { $ref: '#/components/schemas/RoomResponse' }\n              example: { data: { id: r1 } }\n", "        '201': { $ref: '#/components/schemas/Room' }\n".into(), format!("{ROOMS}/post/responses/201/$ref"), "a shared response of success is not supported by the generator: write it out"),
            ("        '201':\n", "        '204':\n".into(), format!("{ROOMS}/post/responses/204"), "the generator supports exactly one media type, application/json: describe the answer as 200"),
            // Parameters.
            ("{ name: room_id, in: path, required: true, description: The room., schema: { type: string }, example: r }", "{ name: room_id, in: path, required: true, description: The room., schema: { type: string }, example: r }\n      - { name: hall_id, in: path, required: true, description: A hall., schema: { type: string }, example: h }".into(), format!("{ROOM}/get/parameters"), "the path does not name {hall_id}: put it there"),
            ("name: app_id", "name: app_id, x-a: 1, content: {}".into(), format!("{ROOMS}/parameters/0/content"), "`content` of a parameter is not supported by the generator: describe the value with `schema`"),
            ("schema: { type: string }, example: r }", "schema: { type: integer }, example: r }".into(), format!("{ROOM}/parameters/1/schema"), "a path parameter is a plain string: write `type: string`"),
            (size, format!("{size} required: true,"), format!("{ROOMS}/get/parameters/1/required"), "a required query parameter is not supported"),
            (size, format!("{size} explode: false,"), format!("{ROOMS}/get/parameters/1/explode"), "a list is sent by repeating the parameter"),
            (size, format!("{size} allowReserved: true,"), format!("{ROOMS}/get/parameters/1/allowReserved"), "`allowReserved` of a parameter is not supported by the generator: remove it"),
            ("        - name: state\n", "        - { name: page_no, in: query, description: Page., schema: { type: integer }, example: 1 }\n        - name: state\n".into(), format!("{ROOMS}/get/parameters"), "parameter \"page_no\" is described twice"),
            ("schema: { type: array, items: { $ref: '#/components/schemas/State' } }", "schema: { type: string, x-sensitive: true }".into(), format!("{ROOMS}/get/parameters/2/schema"), "a secret does not belong into a URL"),
            ("schema: { type: array, items: { $ref: '#/components/schemas/State' } }", "schema: { $ref: '#/components/schemas/Room' }".into(), format!("{ROOMS}/get/parameters/2/schema"), "a query parameter is a string, a number,"),
            ("- name: state\n", "- name: url\n".into(), format!("{ROOMS}/get/parameters/2/name"), "a query parameter of this name is not supported"),
            ("- name: state\n", "- name: limit\n".into(), format!("{ROOMS}/get"), "an input called `limit` would hide the method that all requests have"),
            ("page_no, in: query, description: Page., schema: { type: integer, minimum: 1 }", "page_no, in: query, description: Page., schema: { type: integer }".into(), format!("{ROOMS}/get/x-pagination/page"), "\"page_no\" is no query parameter of type integer with a minimum"),
            // Components.
            (anchor, after("    Loop: { $ref: '#/components/schemas/Loop' }\n"), format!("{SCHEMAS}/Loop"), "a second name for another component"),
            ("data: { $ref: '#/components/schemas/RoomData' }", "data: { $ref: '#/components/schemas/Loop' }\n    Loop: { $ref: '#/components/schemas/Loop' }".into(), format!("{SCHEMAS}/Loop"), "a second name for another component"),
            (anchor, after("    Loop: { type: array, description: A., items: { $ref: '#/components/schemas/Loop' } }\n"), format!("{SCHEMAS}/Loop"), "it holds itself: put an object"),
            (anchor, after("    room_level: { type: object, description: A. }\n"), format!("{SCHEMAS}/room_level"), "\"room_level\" cannot be the name of a type"),
            (anchor, after("    HLSRoom: { type: object, description: A. }\n"), format!("{SCHEMAS}/HLSRoom"), "\"HLSRoom\" cannot be the name of a type"),
            (anchor, after("    Option: { type: object, description: A. }\n"), format!("{SCHEMAS}/Option"), "\"Option\" is the name of something else in Rust"),
            (anchor, after("    Name: { type: string, description: A., maxLength: 3 }\n"), format!("{SCHEMAS}/Name/maxLength"), "a bound on a component that is no object is not checked"),
            ("      description: A new room.\n", "      description: A new room.\n      x-require-any: [keys, locks]\n".into(), format!("{SCHEMAS}/RoomCreate/x-require-any/1"), "\"locks\" is no optional list of the component"),
            ("    Paging: ", "    Pagings: ".into(), "/components/schemas".into(), "there is no component Paging, for which crate::Paging is written by hand"),
            // Enums.
            (state, "enum: [a b, a-b]\n      x-enum-descriptions: { a b: A., a-b: B. }".into(), format!("{SCHEMAS}/State"), "the generator does not support what is described here: Failed to make unique variant names for [a b,a-b]"),
            (state, "enum: [abc, ABC]\n      x-enum-descriptions: { abc: A., ABC: B. }".into(), format!("{SCHEMAS}/State"), "the generator does not support what is described here: Failed to make unique"),
            (state, "enum: [OPEN, UNKNOWN]\n      x-enum-descriptions: { OPEN: A., UNKNOWN: B. }".into(), format!("{SCHEMAS}/State/enum"), "the value \"UNKNOWN\" would be called as the variant"),
            (state, "enum: [OPEN, null]\n      x-enum-descriptions: { OPEN: A. }".into(), format!("{SCHEMAS}/State/enum/1"), "`null` is no value of an enum: write `nullable: true`"),
            (state, "enum: [OPEN, OPEN]\n      x-enum-descriptions: { OPEN: A. }".into(), format!("{SCHEMAS}/State/enum/1"), "\"OPEN\" is listed twice"),
            (anchor, after("    Level: { type: integer, description: A., enum: [1, 2] }\n"), format!("{SCHEMAS}/Level/enum"), "`enum` of a schema of type integer is not supported by the generator: an enum holds strings"),
            // Objects and their properties.
            ("        load: {", "        someThing: { type: string, description: A. }\n        some_thing: { type: string, description: B. }\n        load: {".into(), format!("{SCHEMAS}/Room"), "two fields are called `some_thing` in Rust"),
            (name, format!("{name}\n        limit: {{ type: integer, description: A. }}"), format!("{ROOMS}/post"), "an input called `limit` would hide"),
            (name, format!("{name}\n        header: {{ type: string, description: A. }}"), format!("{ROOMS}/post"), "an input called `header` would hide"),
            (name, format!("{name}\n        new: {{ type: string, description: A. }}"), format!("{SCHEMAS}/RoomCreate"), "two methods are called `new` in Rust"),
            ("description: Somebody.\n", "description: Somebody.\n      required: [nick]\n".into(), format!("{SCHEMAS}/Guest/required/0"), "\"nick\" is no property"),
            ("description: Somebody.\n", "description: Somebody.\n      additionalProperties: { type: string }\n".into(), format!("{SCHEMAS}/Guest/additionalProperties"), "fixed and free keys in one object"),
            ("description: Somebody.\n", "description: Somebody.\n      minProperties: 1\n".into(), format!("{SCHEMAS}/Guest/minProperties"), "`minProperties` of a schema of type object is not supported by the generator: the client would not check it"),
            ("{ type: string, description: The name. }", "{ type: string, description: The name., pattern: a }".into(), format!("{SCHEMAS}/Guest/properties/name/pattern"), "`pattern` of a schema of type string is not supported by the generator: the client would not check it"),
            ("{ type: string, description: The name. }", "{ type: [string, number], description: The name. }".into(), format!("{SCHEMAS}/Guest/properties/name/type"), "the type is not one of string, integer,"),
            ("{ type: string, description: The name. }", "{ type: string }".into(), format!("{SCHEMAS}/Guest/properties/name"), "the property is not described"),
            ("{ type: string, description: The name. }", "{ type: array, description: The name. }".into(), format!("{SCHEMAS}/Guest/properties/name"), "`items` is missing"),
            ("{ type: string, description: The name. }", "{ type: string, description: The name., maxLength: -1 }".into(), format!("{SCHEMAS}/Guest/properties/name/maxLength"), "a whole number from 0 is expected"),
            ("{ type: string, description: The name. }", "{ $ref: '#/components/schemas/State', nullable: true }".into(), format!("{SCHEMAS}/Guest/properties/name/$ref"), "what stands beside `$ref` has no effect: write `allOf: [{ $ref: … }]`"),
            ("{ type: string, description: The name. }", "{ $ref: '#/components/schemas/Room/properties/link' }".into(), format!("{SCHEMAS}/Guest/properties/name/$ref"), "a schema refers to components/schemas and to nothing else"),
            ("schema: { $ref: '#/components/schemas/RoomUpdate' }", "schema: { $ref: '#/components/schemas/Guest' }".into(), String::new(), ""),
            (
                "last: { $ref: '#/components/schemas/Guest' }",
                "last: { $ref: '#/components/schemas/RoomUpdate' }".into(),
                format!("{SCHEMAS}/RoomUpdate/properties/name/nullable"),
                "RoomUpdate is the body of a PATCH and part of a result, so that `null` could not be sent",
            ),
            // Combinations.
            ("description: Somebody.\n", "description: Somebody.\n      allOf: [{ $ref: '#/components/schemas/State' }, { $ref: '#/components/schemas/Rooms' }]\n".into(), format!("{SCHEMAS}/Guest/allOf"), "`allOf` takes one `$ref` and no properties beside it"),
            ("description: Somebody.\n", "description: Somebody.\n      allOf: [{ $ref: '#/components/schemas/Rooms' }]\n".into(), format!("{SCHEMAS}/Guest"), "a second name for another component"),
            ("{ type: string, description: The name. }", "{ description: A., anyOf: [{ $ref: '#/components/schemas/Room' }, { type: string }] }".into(), format!("{SCHEMAS}/Guest/properties/name/anyOf/0"), "`anyOf` is supported for strings, numbers and booleans"),
            ("{ type: string, description: The name. }", "{ description: A., oneOf: [{ $ref: '#/components/schemas/Room' }, { type: string }] }".into(), format!("{SCHEMAS}/Guest/properties/name"), "`oneOf` without a name"),
            (anchor, after("    Either: { description: A., oneOf: [{ $ref: '#/components/schemas/Guest' }, { $ref: '#/components/schemas/Room' }] }\n"), format!("{SCHEMAS}/Either/oneOf/1"), "an earlier form reads this one too"),
            (anchor, after("    Either: { description: A., oneOf: [{ type: integer }, { type: number }] }\n"), format!("{SCHEMAS}/Either/oneOf/1"), "an earlier form has the same type"),
            (anchor, after("    Either: { description: A., oneOf: [{ type: string }, { $ref: '#/components/schemas/State' }] }\n"), format!("{SCHEMAS}/Either/oneOf/1"), "a form of `oneOf` has a `type`, and is neither"),
            (name, format!("{name}\n        either: {{ $ref: '#/components/schemas/Either' }}\n    Either:\n      description: A.\n      oneOf: [{{ type: string, maxLength: 3 }}, {{ $ref: '#/components/schemas/Room' }}]\n    RoomSeats:\n      type: object\n      description: Seats.\n      properties:"), format!("{SCHEMAS}/Either/oneOf/0"), "the client does not check what is within `oneOf`"),
            // Paging and events.
            ("rooms: { type: array, description: The rooms., items: { $ref: '#/components/schemas/Room' } }", "rooms: { type: array, description: The rooms., items: { type: string } }".into(), format!("{ROOMS}/get/x-pagination/items"), "the items of a paged list are a component with a property `id`"),
            ("rooms: { type: array, description: The rooms., items: { $ref: '#/components/schemas/Room' } }", "rooms: { type: array, description: The rooms., items: { $ref: '#/components/schemas/Guest' } }".into(), format!("{ROOMS}/get/x-pagination/items"), "the items of a paged list are"),
            ("id: { type: string, description: Its id., maxLength: 9 }", "id: { type: integer, description: Its id. }".into(), format!("{ROOMS}/get/x-pagination/items"), "the items of a paged list are"),
            ("schemas/RoomClosedEvent' }", "schemas/RoomOpenedEvent' }".into(), "/x-webhooks".into(), "two variants are called `RoomOpened`"),
        ];
        for (from, to, place, message) in cases {
            let found = refusals(from, &to);
            if message.is_empty() {
                assert_eq!(found, Vec::<String>::new(), "{to}");
                continue;
            }
            let wanted = format!(": {place}: {message}");
            assert!(found.iter().any(|text| text.contains(&wanted)), "{to}\n{wanted}\n{found:#?}");
            assert!(found.iter().all(|text| text.starts_with("small.yaml:")), "{found:#?}");
        }
    }
}
