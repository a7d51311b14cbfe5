//! What neither an operation nor an event needs does not belong to the document.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Context, entries};
use crate::document::{Problem, pointer_segment};

/// Every component is used by an operation or an event, directly or through others.
pub fn components(context: &Context<'_>) -> Vec<Problem> {
    let root = &context.document.json;
    let mut used = BTreeSet::new();
    let mut open = Vec::new();
    references(&root["paths"], &mut open);
    references(&root["x-webhooks"], &mut open);
    while let Some(place) = open.pop() {
        if let (Some(target), true) = (root.pointer(&place), used.insert(place.clone())) {
            references(target, &mut open);
        }
    }
    let mut problems = Vec::new();
    for (kind, named) in entries(&root["components"]) {
        for (name, _) in entries(named) {
            let place = format!("/components/{}/{}", pointer_segment(kind), pointer_segment(name));
            let in_use = match kind.as_str() {
                "securitySchemes" => requires(&root["security"], name) || secured(context, name),
                _ => used.contains(&place),
            };
            if !in_use {
                problems.push(context.problem(&place, "nothing uses it: refer to it, or remove it"));
            }
        }
    }
    problems
}

fn secured(context: &Context<'_>, scheme: &str) -> bool {
    context.operations.iter().any(|operation| requires(&operation.value["security"], scheme))
}

fn requires(security: &Value, scheme: &str) -> bool {
    security.as_array().into_iter().flatten().any(|choice| !choice[scheme].is_null())
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("$ref", Value::String(target)) => found.extend(target.strip_prefix('#').map(str::to_owned)),
                    ("example" | "examples", _) => {}
                    _ => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::only;

    #[test]
    fn components_without_a_use_are_found() {
        for (from, to, place) in [
            ("        paging: { $ref: '#/components/schemas/Paging' }\n", "", "/components/schemas/Paging: "),
            (
                "  parameters:\n    app_id",
                "  parameters:\n    b: { name: b, in: query, description: B., example: 1, schema: { type: integer } }\n    app_id",
                "/components/parameters/b: ",
            ),
            (
                "  responses:\n    Refused",
                "  responses:\n    Lost: { description: Lost. }\n    Refused",
                "/components/responses/Lost: ",
            ),
            ("security: [{ key: [] }]", "security: []", "/components/securitySchemes/key: "),
        ] {
            let (from, to) = match place.ends_with("Paging: ") {
                // The list is then not paged either.
                true => (from, "        paging: { type: object, description: P., additionalProperties: true }\n"),
                false => (from, to),
            };
            let text = only(from, to);
            assert_eq!(text, format!("{place}nothing uses it: refer to it, or remove it"));
        }
    }

    #[test]
    fn a_component_that_only_uses_itself_is_unused() {
        let text = only(
            "    Failure:\n",
            "    Snake:\n      type: object\n      description: A snake.\n      properties:\n        tail: { $ref: '#/components/schemas/Snake' }\n    Failure:\n",
        );
        assert!(text.starts_with("/components/schemas/Snake: "), "{text}");
    }
}
