//! Compares another OpenAPI document with ours: what a newer document of upstream brings.

mod surface;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::document::Document;
use surface::{Field, Fields, Operation, Surface};

const RESPONSE: &str = "response ";

/// How many fields of one kind are listed by name.
const FEW: usize = 3;

/// The differences, grouped by operation, and a summary in the last line.
pub fn run(document: &Document, file: &Path) -> Result<String, String> {
    let other = Document::load(file, file)?;
    if !other.json["paths"].is_object() {
        return Err(format!("{} holds no `paths`: give an OpenAPI document, in YAML or JSON", file.display()));
    }
    Ok(report(&document.json, &other.json))
}

fn report(ours: &Value, theirs: &Value) -> String {
    let ours = surface::read(ours);
    let theirs = surface::read(theirs);
    let mut text = String::new();
    let only_here = missing(&ours, &theirs);
    let only_there = missing(&theirs, &ours);
    for (place, operations) in [("here", &only_here), ("there", &only_there)] {
        if !operations.is_empty() {
            text.push_str(&format!("operations only {place}\n"));
            operations.iter().for_each(|operation| text.push_str(&format!("  {}\n", title(operation))));
            text.push('\n');
        }
    }
    let mut differing = 0;
    let mut shared = 0;
    for (key, here) in &ours {
        let Some(there) = theirs.get(key) else { continue };
        shared += 1;
        let mut lines = compare("", &here.parameters, &there.parameters);
        lines.extend(compare("request ", &here.request, &there.request));
        lines.extend(compare(RESPONSE, &here.response, &there.response));
        if !lines.is_empty() {
            differing += 1;
            text.push_str(&format!("{}\n", title(here)));
            lines.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
            text.push('\n');
        }
    }
    if !text.is_empty() {
        text.push_str("+ only there, - only here, ~ differs\n");
    }
    text.push_str(&format!(
        "{shared} operations in both documents, {differing} of them differ; {} only here, {} only there",
        only_here.len(),
        only_there.len()
    ));
    text
}

fn missing<'a>(here: &'a Surface, there: &Surface) -> Vec<&'a Operation> {
    here.iter().filter(|(key, _)| !there.contains_key(*key)).map(|(_, operation)| operation).collect()
}

fn title(operation: &Operation) -> String {
    if operation.id.is_empty() { operation.call.clone() } else { format!("{}  {}", operation.call, operation.id) }
}

/// One line for each difference. How much of a response is promised differs in many fields at once: that is one line.
fn compare(what: &str, here: &Fields, there: &Fields) -> Vec<String> {
    let there = &with_our_names(here, there);
    let mut lines = Vec::new();
    let (mut promised_here, mut promised_there) = (Vec::<&str>::new(), Vec::<&str>::new());
    for key in here.keys().chain(there.keys()).collect::<BTreeSet<_>>() {
        match (here.get(key), there.get(key)) {
            (Some(here), Some(there)) => {
                match (here.required, there.required) {
                    (true, false) => promised_here.push(&here.shown),
                    (false, true) => promised_there.push(&here.shown),
                    _ => {}
                }
                lines
                    .extend(changes(here, there).into_iter().map(|change| format!("~ {what}{}: {change}", here.shown)));
            }
            (Some(_), None) => lines.extend(one_sided("-", what, key, here, there)),
            (None, _) => lines.extend(one_sided("+", what, key, there, here)),
        }
    }
    for (fields, change) in
        [(promised_here, "optional there, required here"), (promised_there, "required there, optional here")]
    {
        if what == RESPONSE && fields.len() > FEW {
            lines.push(format!("~ {what}{} and {} more: {change}", fields[..FEW].join(", "), fields.len() - FEW));
        } else {
            lines.extend(fields.iter().map(|field| format!("~ {what}{field}: {change}")));
        }
    }
    lines
}

/// A field that only one document has, with a word about what lies below it.
fn one_sided(mark: &str, what: &str, key: &str, have: &Fields, lack: &Fields) -> Option<String> {
    let parents = key.match_indices('.').map(|(at, _)| &key[..at]);
    let mut parents = parents.chain(if key.is_empty() { None } else { Some("") });
    if parents.any(|parent| have.contains_key(parent) && !lack.contains_key(parent)) {
        return None;
    }
    let field = &have[key];
    let below = have.keys().filter(|other| other.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'))).count();
    let below = match below {
        _ if key.is_empty() => format!(" (with {} fields)", have.len() - 1),
        0 => String::new(),
        1 => " (with 1 field below)".to_owned(),
        count => format!(" (with {count} fields below)"),
    };
    let required = if field.required && what != RESPONSE { ", required" } else { "" };
    Some(format!("{mark} {what}{}{required}{below}", field.shown))
}

fn changes(here: &Field, there: &Field) -> Vec<String> {
    let mut changes = Vec::new();
    if !here.kinds.is_empty() && !there.kinds.is_empty() && here.kinds.is_disjoint(&there.kinds) {
        let words = |field: &Field| field.kinds.iter().cloned().collect::<Vec<_>>().join(" or ");
        changes.push(format!("{} there, {} here", words(there), words(here)));
    }
    if here.values != there.values {
        let signed = |mark: &'static str, one: &Field, other: &Field| {
            one.values.difference(&other.values).map(|value| format!("{mark}{value}")).collect::<Vec<_>>()
        };
        let values = [signed("+", there, here), signed("-", here, there)].concat();
        changes.push(match (here.values.is_empty(), there.values.is_empty()) {
            (true, _) => format!("an enum there, not here: {}", values.join(" ")),
            (_, true) => format!("an enum here, not there: {}", values.join(" ")),
            _ => format!("values {}", values.join(" ")),
        });
    }
    changes
}

/// Their fields under our names, where our document knows theirs as another form of ours: other spellings, and a
/// result that lies one level deeper.
fn with_our_names(here: &Fields, there: &Fields) -> Fields {
    let mut renamed = there.clone();
    for (ours, field) in here {
        for alias in &field.aliases {
            if here.contains_key(alias) || !renamed.contains_key(alias) {
                continue;
            }
            let below = |key: &str| {
                key.strip_prefix(alias.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            let moved: Vec<String> = renamed.keys().filter(|key| below(key)).cloned().collect();
            for key in moved {
                if let Some(field) = renamed.remove(&key) {
                    renamed.entry(format!("{ours}{}", &key[alias.len()..])).or_insert(field);
                }
            }
        }
    }
    renamed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::codegen::{SMALL, small};

    fn against(edit: impl FnOnce(&str) -> String) -> String {
        let edited = edit(SMALL);
        assert_ne!(edited, SMALL, "the edit must change the document");
        report(&small().json, &Document::parse(Path::new("x.yaml"), &edited).unwrap().json)
    }

    #[test]
    fn a_document_equals_itself() {
        let text = report(&small().json, &small().json);
        assert_eq!(text, "5 operations in both documents, 0 of them differ; 0 only here, 0 only there");
    }

    #[test]
    fn operations_of_one_side_are_listed() {
        let text = against(|text| text.replace("    patch:\n", "    put:\n"));
        assert!(
            text.contains("operations only here\n  PATCH /apps/{app_id}/rooms/{room_id}  rooms_update\n"),
            "{text}"
        );
        assert!(text.contains("operations only there\n  PUT /apps/{app_id}/rooms/{room_id}  rooms_update\n"), "{text}");
        assert!(
            text.ends_with("4 operations in both documents, 0 of them differ; 1 only here, 1 only there"),
            "{text}"
        );
    }

    #[test]
    fn fields_and_parameters_are_compared() {
        let text = against(|text| {
            text.replace("name: per_page, in: query", "name: limit, in: query, required: true")
                .replace("required: [name]", "required: [size]")
                .replace("keys: { type: array", "locks: { type: array")
                .replace("enum: [OPEN, half open]", "enum: [OPEN, SHUT]")
                .replace("load: { type: number", "load: { type: string")
        });
        for line in [
            "  + query parameter limit, required\n",
            "  - query parameter per_page\n",
            "  ~ query parameter state: values +SHUT -half open\n",
            "  ~ request name: optional there, required here\n",
            "  ~ request size: required there, optional here\n",
            "  - request keys\n",
            "  + request locks\n",
            "  ~ response data.rooms[].load: string there, number here\n",
            "  ~ response data.rooms[].state: values +SHUT -half open\n",
        ] {
            assert!(text.contains(line), "{line}{text}");
        }
        assert!(text.starts_with("GET /apps/{app_id}/rooms  rooms_list\n"), "{text}");
    }

    #[test]
    fn a_field_with_others_below_is_one_line() {
        let text = against(|text| {
            text.replace(
                "        rooms: { type: array, description: The",
                "        halls: { type: array, description: The",
            )
        });
        assert_eq!(text.matches("response data.rooms").count(), 1, "{text}");
        assert!(text.contains("  - response data.rooms (with 15 fields below)\n"), "{text}");
    }

    #[test]
    fn what_responses_promise_is_gathered() {
        let text = against(|text| text.replace("required: [id]", "required: [id, type, size, load, state, token]"));
        let line = "  ~ response data.load, data.size, data.state and 2 more: required there, optional here\n";
        assert!(text.contains(line), "{text}");
    }

    #[test]
    fn known_variations_are_no_differences() {
        let other = Document::parse(
            Path::new("x.yaml"),
            &SMALL.replace("link: {", "href: {").replace(", x-aliases: [href]", ""),
        )
        .unwrap()
        .json;
        let mut wrapped = other.clone();
        let room = json!({ "properties": { "room": { "$ref": "#/components/schemas/Room" } } });
        wrapped["components"]["schemas"]["RoomResponse"]["properties"]["data"] = room;
        for other in [other, wrapped] {
            let text = report(&small().json, &other);
            assert!(text.starts_with("5 operations in both documents, 0 of them differ"), "{text}");
        }
    }

    #[test]
    fn other_styles_are_understood() {
        let text = against(|text| {
            text.replace("openapi: 3.0.3", "openapi: 3.1.0")
                .replace("'200':", "200:")
                .replace("type: string, nullable: true", "type: [string, 'null']")
                .replace(
                    "data: { $ref: '#/components/schemas/RoomData' }",
                    "data: { anyOf: [{ $ref: '#/components/schemas/RoomData' }, { type: 'null' }] }",
                )
        });
        assert!(text.starts_with("5 operations in both documents, 0 of them differ"), "{text}");
    }

    /// A generator of numbers that look random and are the same in every run.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
        }
    }

    /// Puts nonsense in place of one part of the document.
    fn mangle(value: &mut Value, numbers: &mut Numbers) {
        let descend = numbers.below(12) != 0;
        match value {
            Value::Object(map) if descend && !map.is_empty() => {
                let at = numbers.below(map.len());
                if let Some((_, below)) = map.iter_mut().nth(at) {
                    mangle(below, numbers);
                }
            }
            Value::Array(items) if descend && !items.is_empty() => {
                let at = numbers.below(items.len());
                mangle(&mut items[at], numbers);
            }
            value => {
                let nonsense = [
                    Value::Null,
                    json!(-1),
                    json!(""),
                    json!([[], {}, null]),
                    json!({ "$ref": "#" }),
                    json!({ "$ref": "#/components/schemas/Room" }),
                    json!({ "$ref": "other.yaml#/x" }),
                    json!({ "type": ["array", 1, "null"], "items": { "$ref": "#/components/schemas/Rooms" } }),
                    json!({ "anyOf": [{ "$ref": "#/components" }, 1, { "allOf": {} }], "required": [1, "a"] }),
                    json!({ "properties": [], "enum": {}, "x-aliases": [".", ""], "x-wrapped-in": ["", "data"] }),
                ];
                *value = nonsense[numbers.below(nonsense.len())].clone();
            }
        }
    }

    #[test]
    fn mangled_documents_are_no_reason_to_panic() {
        let mut numbers = Numbers(7);
        for _ in 0..200 {
            let mut other = small().json;
            for _ in 0..1 + numbers.below(6) {
                mangle(&mut other, &mut numbers);
            }
            let text = report(&small().json, &other);
            assert!(text.lines().last().is_some_and(|line| line.contains(" operations in both documents, ")), "{text}");
            report(&other, &small().json);
        }
    }

    #[test]
    fn mangled_text_is_no_reason_to_panic() {
        let mut numbers = Numbers(11);
        for _ in 0..200 {
            let mut bytes = SMALL.as_bytes().to_vec();
            for _ in 0..1 + numbers.below(8) {
                let at = numbers.below(bytes.len());
                match numbers.below(3) {
                    0 => bytes.truncate(at.max(1)),
                    1 => bytes[at] = b":{}[]&*!|>'\"#%@`-? \n\t\0\xff"[numbers.below(23)],
                    _ => bytes.insert(at, b":{}[]&*!|>'\"#%@`-? \n\t\0\xff"[numbers.below(23)]),
                }
            }
            if let Ok(other) = Document::parse(Path::new("x"), &String::from_utf8_lossy(&bytes)) {
                report(&small().json, &other.json);
            }
        }
    }
}
