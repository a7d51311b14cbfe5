//! Rules about operations: names, failures, tags, order, paging.

use super::{Context, entries};
use crate::document::Problem;

/// Every operationId begins with the resource, which is the tag. That it is `resource_verb` the generator demands.
pub fn ids(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if context.operations.is_empty() {
        problems.push(context.problem("/paths", "no operation is described: add one"));
    }
    for operation in &context.operations {
        let Some(id) = operation.value["operationId"].as_str() else { continue };
        let place = format!("{}/operationId", operation.place);
        let tag_place = format!("{}/tags/0", operation.place);
        let formed = !context.unreadable.iter().any(|problem| problem.place == place || problem.place == tag_place);
        if let (Some(tag), true) = (operation.value["tags"][0].as_str(), formed) {
            let prefix = format!("{}_", tag.replace('-', "_"));
            if !id.starts_with(&prefix) {
                problems.push(context.problem(
                    &place,
                    format!("{id:?} is tagged {tag:?}: let it start with `{prefix}`, or correct the tag"),
                ));
            }
        }
    }
    problems
}

/// Every operation says whether it may be sent twice.
pub fn idempotency(context: &Context<'_>) -> Vec<Problem> {
    let silent = context.operations.iter().filter(|operation| !operation.value["x-idempotent"].is_boolean());
    silent
        .map(|operation| {
            context.problem(
                &operation.place,
                "`x-idempotent` is missing: say true when the request may be sent twice, else false",
            )
        })
        .collect()
}

/// Every operation describes refusals and failures.
pub fn failures(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for operation in &context.operations {
        for status in ["4XX", "5XX"] {
            if !operation.value["responses"][status].is_object() {
                problems.push(context.problem(
                    &format!("{}/responses", operation.place),
                    format!("{status} is missing: describe it, by a reference to the shared response"),
                ));
            }
        }
    }
    problems
}

/// Tags are declared once at the top, and each declared tag is used.
pub fn tags(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let declared = declared_tags(context);
    for operation in &context.operations {
        for (index, tag) in operation.value["tags"].as_array().into_iter().flatten().enumerate() {
            if !tag.as_str().is_some_and(|tag| declared.contains(&tag)) {
                problems.push(context.problem(
                    &format!("{}/tags/{index}", operation.place),
                    format!("the tag {tag} is not declared: add it to `tags` at the top, or correct it"),
                ));
            }
        }
    }
    for (index, tag) in declared.iter().enumerate() {
        if !context.operations.iter().any(|operation| operation.value["tags"][0] == **tag) {
            problems.push(
                context.problem(&format!("/tags/{index}"), format!("no operation has the tag {tag:?}: remove it")),
            );
        }
    }
    problems
}

/// Operations stand together by tag, in the order in which the tags are declared.
pub fn order(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let declared = declared_tags(context);
    let mut latest = 0;
    for operation in &context.operations {
        let tag = operation.value["tags"][0].as_str().unwrap_or_default();
        let Some(position) = declared.iter().position(|declared| *declared == tag) else { continue };
        if position < latest {
            problems.push(context.problem(
                &operation.place,
                format!("an operation of {tag:?} stands after those of {:?}: move it to the others", declared[latest]),
            ));
        }
        latest = latest.max(position);
    }
    problems
}

/// The names in `x-pagination` are query parameters and places of the response.
pub fn pagination(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for operation in &context.operations {
        let pagination = &operation.value["x-pagination"];
        if !pagination.is_object() {
            continue;
        }
        let path_place = operation.place.rsplit_once('/').map_or("", |(path, _)| path);
        let shared = context.document.json.pointer(path_place).map(|path| &path["parameters"]);
        let lists = [shared, Some(&operation.value["parameters"])];
        let parameters: Vec<_> = lists
            .into_iter()
            .flatten()
            .filter_map(|list| list.as_array())
            .flatten()
            .map(|parameter| context.resolved(parameter))
            .collect();
        for key in ["page", "size"] {
            let Some(name) = pagination[key].as_str() else { continue };
            if !parameters.iter().any(|parameter| parameter["in"] == "query" && parameter["name"] == name) {
                problems.push(context.problem(
                    &format!("{}/x-pagination/{key}", operation.place),
                    format!("the operation has no query parameter {name:?}: add it, or correct the name"),
                ));
            }
        }
        let responses = entries(&operation.value["responses"]);
        let Some((_, response)) = responses.into_iter().find(|(status, _)| status.starts_with('2')) else { continue };
        let schema = &response["content"]["application/json"]["schema"];
        for (key, kind) in [("items", "array"), ("paging", "object")] {
            let Some(path) = pagination[key].as_str() else { continue };
            let mut reached = context.resolved(schema);
            for name in path.split('.') {
                reached = context.resolved(&reached["properties"][name]);
            }
            if reached["type"] != kind {
                problems.push(context.problem(
                    &format!("{}/x-pagination/{key}", operation.place),
                    format!("the response holds no {kind} at {path:?}: correct the path, or the response"),
                ));
            }
        }
    }
    problems
}

fn declared_tags<'a>(context: &'a Context<'_>) -> Vec<&'a str> {
    let tags = context.document.json["tags"].as_array().map(Vec::as_slice).unwrap_or_default();
    tags.iter().filter_map(|tag| tag["name"].as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{broken, only};

    #[test]
    fn ids_are_resource_and_verb() {
        let text = only("operationId: rooms_list", "operationId: listRooms");
        assert!(
            text.starts_with("/paths/~1apps~1{app_id}~1rooms/get/operationId: \"listRooms\" is not a name"),
            "{text}"
        );
        assert!(only("operationId: rooms_list", "operationId: rooms").contains("`resource_verb`"));
        let found = broken("tags: [rooms]", "tags: [my rooms]");
        assert!(found.iter().any(|text| text.contains("cannot be the name of a module")), "{found:#?}");
        assert!(!found.iter().any(|text| text.contains("let it start with")), "{found:#?}");
        assert!(only("operationId: rooms_list", "operationId: rooms_list_2").contains("`resource_verb`"));
        let text = only("operationId: front_doors_get", "operationId: doors_get");
        assert!(
            text.ends_with("is tagged \"front-doors\": let it start with `front_doors_`, or correct the tag"),
            "{text}"
        );
    }

    #[test]
    fn idempotency_is_stated() {
        let text = only("      x-idempotent: false\n", "");
        assert!(text.starts_with("/paths/~1apps~1{app_id}~1rooms/post: `x-idempotent` is missing"), "{text}");
    }

    #[test]
    fn failures_are_described() {
        let text = only("        5XX: { $ref: '#/components/responses/Refused' }\n", "");
        assert!(text.starts_with("/paths/~1apps~1{app_id}~1rooms/get/responses: 5XX is missing"), "{text}");
    }

    #[test]
    fn tags_are_declared_and_used() {
        let text = only("  - name: front-doors\n    description: Doors of a house.\n", "");
        assert!(text.contains("/get/tags/0: the tag \"front-doors\" is not declared"), "{text}");
        let text = only("paths:\n", "  - { name: roofs, description: Above. }\npaths:\n");
        assert_eq!(text, "/tags/2: no operation has the tag \"roofs\": remove it");
    }

    #[test]
    fn operations_follow_the_order_of_the_tags() {
        let text = only(
            "  - name: rooms\n    description: Rooms of a house.\n  - name: front-doors\n    description: Doors of a house.\n",
            "  - name: front-doors\n    description: Doors of a house.\n  - name: rooms\n    description: Rooms of a house.\n",
        );
        assert!(text.contains("an operation of \"front-doors\" stands after those of \"rooms\""), "{text}");
    }

    #[test]
    fn pagination_points_at_what_exists() {
        let text = only("page: page_no,", "page: page_number,");
        assert!(
            text.contains("/get/x-pagination/page: the operation has no query parameter \"page_number\""),
            "{text}"
        );
        let text = only("paging: paging }", "paging: data.paging }");
        assert!(text.contains("the response holds no object at \"data.paging\""), "{text}");
        let found = broken("items: data.rooms,", "items: data,");
        assert!(found.iter().any(|text| text.contains("the response holds no")), "{found:?}");
    }
}
