//! Rules about the words of the document.

use serde_json::Value;

use super::{At, Context, Role, entries};
use crate::document::Problem;

/// How long a summary may be: it is one line in a list of operations.
const SUMMARY: usize = 60;

/// Every operation has a summary of at most 60 characters.
pub fn summaries(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for operation in &context.operations {
        let Some(summary) = text(operation.value, "summary") else {
            problems.push(context.problem(&operation.place, "`summary` is missing"));
            continue;
        };
        let length = summary.chars().count();
        if length > SUMMARY {
            problems.push(context.problem(
                &format!("{}/summary", operation.place),
                format!("{length} characters are too long for a summary: say it in {SUMMARY}"),
            ));
        }
    }
    problems
}

/// Everything that a reader meets is described. A property that only refers to a component shares its description.
pub fn descriptions(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for At { place, value } in &context.operations {
        if text(value, "description").is_none() {
            problems.push(context.problem(place, "`description` is missing"));
        }
    }
    let tags = context.document.json["tags"].as_array().map(Vec::as_slice).unwrap_or_default();
    let tags: Vec<_> =
        tags.iter().enumerate().map(|(index, value)| At { place: format!("/tags/{index}"), value }).collect();
    for (what, parts) in [("parameter", &context.parameters), ("response", &context.responses), ("tag", &tags)] {
        for At { place, value } in parts {
            if text(value, "description").is_none() {
                problems.push(context.problem(place, format!("the {what} is not described: add `description`")));
            }
        }
    }
    for schema in &context.schemas {
        let what = match schema.role {
            Role::Component => "component",
            Role::Property => "property",
            Role::Part => continue,
        };
        let described = match schema.value["$ref"].is_string() {
            true => context.resolved(schema.value),
            false => schema.value,
        };
        if text(described, "description").is_none() {
            problems.push(context.problem(
                &schema.place,
                format!("the {what} is not described: add `description`, with unit, bounds and what absence means"),
            ));
        }
    }
    problems
}

/// `x-enum-descriptions` has one sentence for each value of the enum, and no other.
pub fn enum_values(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for schema in &context.schemas {
        let Some(values) = schema.value["enum"].as_array() else { continue };
        let place = format!("{}/x-enum-descriptions", schema.place);
        let described = &schema.value["x-enum-descriptions"];
        for value in values.iter().filter_map(Value::as_str) {
            if text(described, value).is_none() {
                problems.push(context.problem(&place, format!("the value {value:?} is not described: add a sentence")));
            }
        }
        for (name, _) in entries(described) {
            if !values.iter().any(|value| value == name) {
                problems.push(
                    context
                        .problem(&place, format!("{name:?} is no value of the enum: remove it, or add it to `enum`")),
                );
            }
        }
    }
    problems
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value[key].as_str().filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{broken, only};

    #[test]
    fn summaries_are_there_and_short() {
        assert!(only("      summary: List rooms\n", "").ends_with("/get: `summary` is missing"));
        let text = only("summary: List rooms", &format!("summary: {}", "x".repeat(61)));
        assert!(text.ends_with("/get/summary: 61 characters are too long for a summary: say it in 60"), "{text}");
        assert!(broken("summary: List rooms", &format!("summary: {}", "ä".repeat(60))).is_empty());
    }

    #[test]
    fn everything_is_described() {
        for (from, to, place) in [
            (
                "      description: Returns the rooms.\n",
                "",
                "/paths/~1apps~1{app_id}~1rooms/get: `description` is missing",
            ),
            (
                "        description: Floor to look on.\n",
                "",
                "/paths/~1apps~1{app_id}~1rooms/parameters/1: the parameter",
            ),
            ("description: The app., ", "", "/components/parameters/app_id: the parameter"),
            ("          description: A page.\n", "", "/paths/~1apps~1{app_id}~1rooms/get/responses/200: the response"),
            ("    description: Rooms of a house.\n", "", "/tags/0: the tag"),
            ("      description: A room.\n", "", "/components/schemas/Room: the component"),
            (", description: Its id.", "", "/components/schemas/Room/properties/id: the property"),
            (", description: The way in. }", " }", "/components/schemas/Room/properties/door: the property"),
        ] {
            let text = only(from, to);
            assert!(text.starts_with(place), "{text}");
        }
    }

    #[test]
    fn a_reference_shares_the_description_of_its_target() {
        let found = broken("      description: Whether people may enter.\n", "");
        assert_eq!(found.len(), 2, "{found:?}"); // the component, and the property that refers to it
    }

    #[test]
    fn enum_values_are_described_one_by_one() {
        let place = "/components/schemas/State/x-enum-descriptions: ";
        assert_eq!(
            only(", SHUT: None may enter. }", " }"),
            format!("{place}the value \"SHUT\" is not described: add a sentence")
        );
        assert_eq!(
            only("enum: [OPEN, SHUT]", "enum: [OPEN]"),
            format!("{place}\"SHUT\" is no value of the enum: remove it, or add it to `enum`")
        );
    }
}
