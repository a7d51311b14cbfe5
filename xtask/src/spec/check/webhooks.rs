//! Rules about `x-webhooks`: what the service sends by itself.

use serde_json::Value;

use super::Context;
use crate::document::Problem;

/// The enum of the names for which callers can ask.
const NAMES: &str = "WebhookEvent";

/// Every event that callers can ask for is described once, with an example, and no other is.
pub fn entries_agree(context: &Context<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let place = format!("/components/schemas/{NAMES}");
    let names = context.document.json["components"]["schemas"][NAMES]["enum"].as_array();
    if names.is_none() && !context.webhooks.is_empty() {
        let message = format!(
            "there is no enum {NAMES} with the names of the events: add it, or correct NAMES in \
             xtask/src/spec/check/webhooks.rs"
        );
        return vec![context.problem("/components/schemas", message)];
    }
    let known: Vec<&str> = names.into_iter().flatten().filter_map(Value::as_str).collect();
    let mut described: Vec<&str> = Vec::new();
    for entry in &context.webhooks {
        let text = |key: &str| entry.value[key].as_str().filter(|text| !text.trim().is_empty());
        let mut problem = |key: &str, message: String| {
            problems.push(context.problem(&format!("{}/{key}", entry.place), message));
        };
        // That name, description and payload are there is what the generator demands already.
        let Some(name) = text("name") else { continue };
        if !known.contains(&name) {
            problem("name", format!("{name:?} is no value of {NAMES}: add it there, or correct it"));
        }
        if described.contains(&name) {
            problem("name", format!("{name:?} is described twice"));
        }
        match &entry.value["example"] {
            Value::Null => problem("example", "the event has no example: add `example` beside `payload`".to_owned()),
            example if example["event"] != name => {
                problem("example", format!("the example lacks `event: {name}`"));
            }
            _ => {}
        }
        described.push(name);
    }
    for name in known.iter().filter(|name| !described.contains(name)) {
        problems.push(context.problem(&place, format!("{name:?} has no entry in x-webhooks: add one")));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::super::tests::only;

    #[test]
    fn entries_have_what_is_needed() {
        assert_eq!(only("    description: A room was opened.\n", ""), "/x-webhooks/0: `description` is missing");
        assert_eq!(
            only("    example: { event: room.opened, room: { id: a } }\n", ""),
            "/x-webhooks/0/example: the event has no example: add `example` beside `payload`"
        );
        let text = only("example: { event: room.opened, ", "example: { ");
        assert_eq!(text, "/x-webhooks/0/example: the example lacks `event: room.opened`");
    }

    #[test]
    fn examples_match_the_payload() {
        let text = only("event: room.opened, room: { id: a }", "event: room.opened, room: { id: 7 }");
        assert!(text.starts_with("/x-webhooks/0/example/room/id: 7 is not of type"), "{text}");
    }

    #[test]
    fn the_names_of_the_events_have_a_component() {
        let document = super::super::tests::GOOD.replace("WebhookEvent", "EventName");
        let found = super::super::tests::check(&document);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].contains("/components/schemas: there is no enum WebhookEvent"), "{found:#?}");
    }

    #[test]
    fn names_agree_with_those_that_callers_can_ask_for() {
        let enumerated = "enum: [room.opened]\n      x-enum-descriptions: { room.opened: Opened. }";
        let text = only(
            enumerated,
            "enum: [room.opened, room.shut]\n      x-enum-descriptions: { room.opened: Opened., room.shut: Shut. }",
        );
        assert_eq!(text, "/components/schemas/WebhookEvent: \"room.shut\" has no entry in x-webhooks: add one");
    }
}
