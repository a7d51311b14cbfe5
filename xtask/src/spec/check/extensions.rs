//! The extensions (`x-…`) that the generator understands. One that is misspelt would have no effect, silently.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Context, entries};
use crate::api::reference_name;
use crate::document::{Problem, pointer_segment};
use crate::parts::{At, Role, Schema};

/// An extension: where it stands and what it holds.
struct Extension {
    name: &'static str,
    holder: Holder,
    value: &'static str,
    fits: fn(&Value) -> bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Document,
    Operation,
    Schema,
}

impl Holder {
    fn name(self) -> &'static str {
        match self {
            Self::Document => "the top of the document",
            Self::Operation => "an operation",
            Self::Schema => "a schema",
        }
    }
}

const EXTENSIONS: &[Extension] = &[
    Extension {
        name: "x-absent",
        holder: Holder::Operation,
        value: "`as` and perhaps `message`",
        fits: |value| {
            let known = |(key, value): (&String, &Value)| matches!(key.as_str(), "as" | "message") && value.is_string();
            value.get("as").is_some() && entries(value).all(known)
        },
    },
    Extension { name: "x-idempotent", holder: Holder::Operation, value: "true or false", fits: Value::is_boolean },
    Extension {
        name: "x-pagination",
        holder: Holder::Operation,
        value: "`page`, `size`, `items` and `paging`",
        fits: |value| {
            let keys = ["items", "page", "paging", "size"];
            value.as_object().is_some_and(|map| map.keys().eq(keys)) && entries(value).all(|(_, text)| text.is_string())
        },
    },
    Extension {
        name: "x-source",
        holder: Holder::Operation,
        value: "`upstream`",
        fits: |value| value.as_str() == Some("upstream"),
    },
    Extension { name: "x-require-any", holder: Holder::Schema, value: "a list of names", fits: names },
    Extension { name: "x-aliases", holder: Holder::Schema, value: "a list of names", fits: names },
    Extension {
        name: "x-enum-descriptions",
        holder: Holder::Schema,
        value: "a sentence for each value",
        fits: |value| value.is_object() && entries(value).all(|(_, text)| text.is_string()),
    },
    Extension { name: "x-one-or-many", holder: Holder::Schema, value: "true", fits: yes },
    Extension { name: "x-sensitive", holder: Holder::Schema, value: "true", fits: yes },
    Extension { name: "x-wrapped-in", holder: Holder::Schema, value: "a list of names", fits: names },
    Extension { name: "x-webhooks", holder: Holder::Document, value: "a list of events", fits: Value::is_array },
];

fn yes(value: &Value) -> bool {
    value == true
}

fn names(value: &Value) -> bool {
    value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_string))
}

/// Keys below which names stand that are the document's own, not keywords.
const NAMED: [&str; 7] = ["properties", "headers", "paths", "schemas", "responses", "securitySchemes", "content"];

/// Only known extensions, at the places where they mean something, with values that mean something.
pub fn known(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    search(context, &context.document.json, String::new(), "", &mut problems);
    let envelopes = envelopes(context);
    for schema in &context.schemas {
        let kind = |key: &str, wanted: &str, mend: &str| {
            let wrong = !schema.value[key].is_null() && schema.value["type"] != wanted;
            wrong.then(|| context.problem(&format!("{}/{key}", schema.place), mend))
        };
        problems.extend(kind("x-one-or-many", "array", "only a list can come as one object: write `type: array`"));
        problems.extend(aliases(context, schema));
        if !schema.value["x-wrapped-in"].is_null() && !envelopes.contains(&schema.place) {
            let place = format!("{}/x-wrapped-in", schema.place);
            let mend = "it counts at `data` of the response of an operation only: remove it, or move it there";
            problems.push(context.problem(&place, mend));
        }
        if !schema.value["x-enum-descriptions"].is_null() && schema.value["enum"].is_null() {
            let place = format!("{}/x-enum-descriptions", schema.place);
            problems.push(context.problem(&place, "there is no `enum` to describe: add it, or remove the line"));
        }
    }
    problems
}

/// Other names of a property are not those of properties beside it, and only properties have other names.
fn aliases(context: &Context<'_>, schema: &Schema<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if schema.role != Role::Property && !schema.value["x-aliases"].is_null() {
        let mend = "only a property has other names: move it there";
        problems.push(context.problem(&format!("{}/x-aliases", schema.place), mend));
    }
    let mut names: Vec<&str> = entries(&schema.value["properties"]).map(|(name, _)| name.as_str()).collect();
    for (name, property) in entries(&schema.value["properties"]) {
        for (index, alias) in property["x-aliases"].as_array().into_iter().flatten().enumerate() {
            let Some(alias) = alias.as_str() else { continue };
            if names.contains(&alias) {
                let place = format!("{}/properties/{}/x-aliases/{index}", schema.place, pointer_segment(name));
                let message = format!("{alias:?} is a name of another property of this object: remove one of them");
                problems.push(context.problem(&place, message));
            }
            names.push(alias);
        }
    }
    problems
}

/// Places of `data` in the components that describe responses of success.
fn envelopes(context: &Context<'_>) -> BTreeSet<String> {
    let success = |content: &&At<'_>| content.place.contains("/responses/2");
    let schemas = context.contents.iter().filter(success).map(|content| &content.value["schema"]);
    schemas.filter_map(reference_name).map(|name| format!("/components/schemas/{name}/properties/data")).collect()
}

fn search(context: &Context<'_>, value: &Value, place: String, key: &str, problems: &mut Vec<Problem>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                let below = format!("{place}/{}", pointer_segment(name));
                if name.starts_with("x-") && !NAMED.contains(&key) {
                    problems.extend(extension(context, name, value, &place, &below));
                } else if !matches!(name.as_str(), "example" | "examples" | "default" | "enum") || NAMED.contains(&key)
                {
                    search(context, value, below, name, problems);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                search(context, item, format!("{place}/{index}"), "", problems);
            }
        }
        _ => {}
    }
}

fn extension(context: &Context<'_>, name: &str, value: &Value, holder: &str, place: &str) -> Option<Problem> {
    let Some(known) = EXTENSIONS.iter().find(|extension| extension.name == name) else {
        let names: Vec<&str> = EXTENSIONS.iter().map(|extension| extension.name).collect();
        return Some(context.problem(place, format!("unknown extension: write one of {}", names.join(", "))));
    };
    let at_operation = context.operations.iter().any(|operation| operation.place == holder);
    let at_schema = context.schemas.iter().any(|schema| schema.place == holder);
    let fitting = match known.holder {
        Holder::Document => holder.is_empty(),
        Holder::Operation => at_operation,
        Holder::Schema => at_schema,
    };
    if !fitting {
        return Some(context.problem(place, format!("it belongs to {}, and has no effect here", known.holder.name())));
    }
    (!(known.fits)(value)).then(|| context.problem(place, format!("{} is expected", known.value)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::only;

    #[test]
    fn a_misspelt_extension_is_found() {
        let text = only("x-sensitive: true", "x-sensitiv: true");
        assert!(text.starts_with("/components/schemas/Room/properties/secret/x-sensitiv: unknown extension"), "{text}");
        let text = only("info: { ", "info: { x-logo: 1, ");
        assert!(text.starts_with("/info/x-logo: unknown extension"), "{text}");
    }

    #[test]
    fn an_extension_at_the_wrong_place_is_found() {
        let text = only("x-aliases: [href]", "x-source: upstream");
        assert!(text.ends_with("x-source: it belongs to an operation, and has no effect here"), "{text}");
    }

    #[test]
    fn a_value_without_meaning_is_found() {
        assert!(only("x-aliases: [href]", "x-aliases: href").ends_with("/x-aliases: a list of names is expected"));
        assert!(only("x-one-or-many: true", "x-one-or-many: 'yes'").ends_with("x-one-or-many: true is expected"));
        let text = only("x-source: upstream", "x-absent: { as: none, massage: None }");
        assert!(text.ends_with("/x-absent: `as` and perhaps `message` is expected"), "{text}");
        assert!(only("x-source: upstream", "x-source: sdk").ends_with("/x-source: `upstream` is expected"));
        let text = only("description: Its id.,", "description: Its id., x-one-or-many: true,");
        assert!(text.ends_with("only a list can come as one object: write `type: array`"), "{text}");
        let text = only("description: Its id.,", "description: Its id., x-enum-descriptions: {},");
        assert!(text.ends_with("there is no `enum` to describe: add it, or remove the line"), "{text}");
    }

    #[test]
    fn an_extension_without_effect_is_found() {
        let text = only("description: Its id.,", "description: Its id., x-wrapped-in: [room],");
        assert!(text.ends_with("/Room/properties/id/x-wrapped-in: it counts at `data` of the response of an operation only: remove it, or move it there"), "{text}");
        let text = only("x-aliases: [href]", "x-aliases: [size]");
        assert!(
            text.ends_with("/x-aliases/0: \"size\" is a name of another property of this object: remove one of them"),
            "{text}"
        );
        let text = only("      description: A door.\n", "      description: A door.\n      x-aliases: [gate]\n");
        assert!(text.ends_with("/Door/x-aliases: only a property has other names: move it there"), "{text}");
    }

    #[test]
    fn names_that_look_like_extensions_are_none() {
        assert!(
            super::super::tests::broken(
                "        id: {",
                "        x-id: { type: string, description: X. }\n        id: {"
            )
            .is_empty()
        );
    }
}
