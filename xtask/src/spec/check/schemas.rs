//! Rules about the form of schemas: what the generator turns into good types.

use super::Context;
use crate::document::Problem;

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
        let text = only(
            "schema: { type: boolean }, example: true",
            "schema: { type: string, enum: [a], x-enum-descriptions: { a: A. } }, example: a",
        );
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
