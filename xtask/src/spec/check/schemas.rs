//! Rules about the form of schemas: what the generator turns into good types.

use super::{Context, Role};
use crate::document::Problem;

/// Objects with properties and enums are named components, so that their types get good names.
pub fn inline(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for schema in context.schemas.iter().filter(|schema| schema.role != Role::Component) {
        for (key, what) in [("properties", "an object with properties"), ("enum", "an enum")] {
            if !schema.value[key].is_null() {
                problems.push(context.problem(
                    &schema.place,
                    format!("{what} without a name: move it to components/schemas and refer to it with `$ref`"),
                ));
            }
        }
    }
    problems
}

/// `null` belongs to the place where a component is used: not every place allows it.
pub fn nullable(context: &Context<'_>) -> Vec<Problem> {
    let nullable = context.components().filter(|schema| schema.value["nullable"] == true);
    nullable
        .map(|schema| {
            context.problem(
                &format!("{}/nullable", schema.place),
                "a component is not nullable: write `nullable: true` where it is used, beside `allOf: [{ $ref: … }]`",
            )
        })
        .collect()
}

/// The service adds fields at any time, and a closed object would refuse them.
pub fn closed(context: &Context<'_>) -> Vec<Problem> {
    let closed = context.schemas.iter().filter(|schema| schema.value["additionalProperties"] == false);
    closed
        .map(|schema| {
            context.problem(
                &format!("{}/additionalProperties", schema.place),
                "a closed object refuses the fields that the service will add: remove the line",
            )
        })
        .collect()
}

/// Secrets have a type of their own, which holds a string.
pub fn sensitive(context: &Context<'_>) -> Vec<Problem> {
    let wrong = context
        .schemas
        .iter()
        .filter(|schema| !schema.value["x-sensitive"].is_null() && schema.value["type"] != "string");
    wrong
        .map(|schema| {
            context.problem(
                &format!("{}/x-sensitive", schema.place),
                "only a string can be secret: mark the strings in it, or write `type: string` here",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::only;

    #[test]
    fn objects_and_enums_have_names() {
        let text = only(
            "message: { type: string, description: In words. }",
            "message: { description: In words., properties: { a: { type: string, description: A. } } }",
        );
        assert!(
            text.starts_with("/components/schemas/Failure/properties/message: an object with properties"),
            "{text}"
        );
        let text =
            only("schema: { type: boolean }, example: true", "schema: { type: boolean, enum: [true] }, example: true");
        assert!(text.contains("/post/parameters/0/schema: an enum without a name"), "{text}");
    }

    #[test]
    fn components_are_not_nullable() {
        let text = only("    Door:\n      type: object", "    Door:\n      nullable: true\n      type: object");
        assert!(text.starts_with("/components/schemas/Door/nullable: a component is not nullable"), "{text}");
    }

    #[test]
    fn objects_are_open() {
        let text = only("In words. }\n", "In words. }\n      additionalProperties: false\n");
        assert!(text.contains("/components/schemas/Failure/additionalProperties: a closed object"), "{text}");
    }

    #[test]
    fn only_strings_are_secret() {
        let text = only("type: number, description", "type: number, x-sensitive: true, description");
        assert_eq!(
            text,
            "/components/schemas/Door/properties/wide/x-sensitive: only a string can be secret: mark the strings in \
             it, or write `type: string` here"
        );
    }
}
