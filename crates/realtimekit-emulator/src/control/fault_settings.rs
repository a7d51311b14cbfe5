//! Faults as JSON objects, for the control API.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};

use crate::faults::fault::Fault;
use crate::faults::rules::{DOWNLOAD, Faults};
use crate::world::refusal::Refusal;

/// The description of the fields, for people.
pub(crate) const HELP: &str = "operation, and of: \
    times, after, probability, beyond {requests, seconds}; \
    rate_limited, status, gateway, html, body, empty, message; \
    headers {name: value}, retry_after (seconds), retry_after_date (seconds ahead), without_retry_after, delay_ms; \
    after_execution; \
    hang, reset_before, reset_after, truncated, stalled, trickled_ms, garbage, repeated_page, huge (bytes), broken_after (bytes), \
    announced_length (bytes), ignored_range, changed_file, panic";

/// All fields, in the order in which they are applied: the order of their names in the object does not count.
const FIELDS: [&str; 31] = [
    "times",
    "after",
    "probability",
    "beyond",
    "rate_limited",
    "status",
    "gateway",
    "html",
    "body",
    "empty",
    "message",
    "headers",
    "retry_after",
    "retry_after_date",
    "without_retry_after",
    "delay_ms",
    "after_execution",
    "hang",
    "reset_before",
    "reset_after",
    "truncated",
    "stalled",
    "trickled_ms",
    "garbage",
    "repeated_page",
    "huge",
    "broken_after",
    "announced_length",
    "ignored_range",
    "changed_file",
    "panic",
];

const FORMS: &[&str] = &["rate_limited", "gateway", "html", "body", "empty"];

const RESPONSES: &[&str] = &["rate_limited", "status", "gateway", "html", "body", "empty", "message"];

const RETRY_AFTER: &[&str] = &["retry_after", "retry_after_date", "without_retry_after"];

const OTHER_EFFECTS: &[&str] = &[
    "hang",
    "reset_before",
    "reset_after",
    "truncated",
    "stalled",
    "trickled_ms",
    "garbage",
    "repeated_page",
    "huge",
    "broken_after",
    "announced_length",
    "ignored_range",
    "changed_file",
    "panic",
];

const FILE_EFFECTS: &[&str] = &["ignored_range", "changed_file"];

/// Fields of the one group contradict those of the other.
const CONTRADICTIONS: [(&[&str], &[&str]); 7] = [
    (FORMS, FORMS),
    (&["rate_limited"], &["status"]),
    (&["html", "body", "empty"], &["message"]),
    (RETRY_AFTER, RETRY_AFTER),
    (OTHER_EFFECTS, RESPONSES),
    (OTHER_EFFECTS, &["after_execution"]),
    (OTHER_EFFECTS, OTHER_EFFECTS),
];

/// Sets up a fault, and returns its number.
pub(crate) fn add(faults: &Arc<Faults>, operation: &str, settings: &Value) -> Result<u64, Refusal> {
    let none = Map::new();
    let settings = settings.as_object().unwrap_or(&none);
    let named = |name: &str| settings.contains_key(name);
    if let Some(name) = settings.keys().find(|name| *name != "operation" && !FIELDS.contains(&name.as_str())) {
        return Err(Refusal::bad_request(format!("\"{name}\" is unknown")));
    }
    if let Some((one, other)) = contradiction(named) {
        return Err(Refusal::bad_request(format!("\"{one}\" and \"{other}\" contradict each other")));
    }
    let fault = Fault::new(faults, operation);
    let refused = |message: String| {
        fault.clone().remove();
        Err(Refusal::bad_request(message))
    };
    if named("repeated_page") && fault.concerns_files() {
        return refused("\"repeated_page\" means nothing for files, which have no pages".to_owned());
    }
    if let Some(name) = FILE_EFFECTS.iter().find(|name| named(name) && !fault.concerns_files()) {
        return refused(format!("\"{name}\" is a fault of \"{DOWNLOAD}\" only"));
    }
    for name in FIELDS {
        let value = settings.get(name);
        if value.is_some_and(|value| change(fault.clone(), name, value).is_none()) {
            return refused(format!("\"{name}\" has a wrong type or value"));
        }
    }
    if !fault.does_something() {
        return refused("The fault has no effect: name at least one".to_owned());
    }
    Ok(fault.id())
}

/// Two fields that do not go together.
fn contradiction(named: impl Fn(&str) -> bool) -> Option<(&'static str, &'static str)> {
    CONTRADICTIONS.iter().find_map(|(ones, others)| {
        let one = ones.iter().find(|name| named(name))?;
        let other = others.iter().find(|name| *name != one && named(name))?;
        Some((*one, *other))
    })
}

/// Applies a field; `None` if its value is invalid.
fn change(fault: Fault, name: &str, value: &Value) -> Option<Fault> {
    let on = || value.as_bool().filter(|on| *on);
    let millis = || value.as_u64().map(Duration::from_millis);
    Some(match name {
        "times" => fault.times(value.as_u64()?),
        "after" => fault.after(value.as_u64()?),
        "probability" => fault.probability(value.as_f64().filter(|share| (0.0..=1.0).contains(share))?),
        "beyond" => {
            let window = Duration::try_from_secs_f64(value["seconds"].as_f64()?).ok()?;
            fault.beyond(usize::try_from(value["requests"].as_u64()?).ok()?, window)
        }
        "rate_limited" => on().map(|_| fault.rate_limited())?,
        "status" => fault.status(u16::try_from(value.as_u64()?).ok().filter(|status| (200..=999).contains(status))?),
        "gateway" => fault.gateway(value.as_i64()?),
        "html" => on().map(|_| fault.html())?,
        "body" => fault.body(value.as_str()?.to_owned()),
        "empty" => on().map(|_| fault.empty())?,
        "message" => fault.message(value.as_str()?),
        "headers" => {
            let headers = value.as_object()?.iter();
            let texts = headers.map(|(name, value)| Some((name, value.as_str()?))).collect::<Option<Vec<_>>>()?;
            texts.into_iter().fold(fault, |fault, (name, value)| fault.header(name, value))
        }
        "retry_after" => fault.retry_after(value.as_u64()?),
        "retry_after_date" => fault.retry_after_date(Duration::from_secs(value.as_u64()?)),
        "without_retry_after" => on().map(|_| fault.without_retry_after())?,
        "delay_ms" => fault.delay(millis()?),
        "hang" => on().map(|_| fault.hang())?,
        "reset_before" => on().map(|_| fault.reset_before())?,
        "reset_after" => on().map(|_| fault.reset_after())?,
        "truncated" => on().map(|_| fault.truncated())?,
        "stalled" => on().map(|_| fault.stalled())?,
        "trickled_ms" => fault.trickled(millis()?),
        "garbage" => on().map(|_| fault.garbage())?,
        "repeated_page" => on().map(|_| fault.repeated_page())?,
        "huge" => fault.huge(value.as_u64()?),
        "after_execution" => on().map(|_| fault.after_execution())?,
        "broken_after" => fault.broken_after(value.as_u64()?),
        "announced_length" => fault.announced_length(value.as_u64()?),
        "ignored_range" => on().map(|_| fault.ignored_range())?,
        "changed_file" => on().map(|_| fault.changed_file())?,
        "panic" => on().map(|_| fault.panic())?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::faults::injection::Effect;

    fn refusal(operation: &str, settings: &Value) -> String {
        let faults = Faults::new(0);
        let refusal = add(&faults, operation, settings).unwrap_err();
        assert!(faults.list().is_empty(), "{settings}");
        refusal.message
    }

    #[test]
    fn every_field_is_known_to_help_and_does_something() {
        let value = |name: &str| match name {
            "beyond" => json!({ "requests": 1, "seconds": 0.5 }),
            "headers" => json!({ "x-a": "b" }),
            "body" | "message" => json!("text"),
            "status" => json!(418),
            "times" | "probability" | "after" | "gateway" | "retry_after" | "retry_after_date" | "delay_ms"
            | "trickled_ms" | "huge" | "broken_after" | "announced_length" => json!(1),
            _ => json!(true),
        };
        for name in FIELDS {
            assert!(HELP.contains(name), "{name}");
            let operation = if FILE_EFFECTS.contains(&name) { "download" } else { "*" };
            let alone = json!({ name: value(name) });
            let limits = ["times", "after", "probability", "beyond", "without_retry_after", "after_execution"];
            assert_eq!(add(&Faults::new(0), operation, &alone).is_err(), limits.contains(&name), "{name}");
            let wrong = json!({ name: null });
            assert_eq!(refusal(operation, &wrong), format!("\"{name}\" has a wrong type or value"));
        }
    }

    #[test]
    fn contradictory_settings_are_refused() {
        for (settings, names) in [
            (json!({ "rate_limited": true, "status": 500 }), ["rate_limited", "status"]),
            (json!({ "gateway": 971, "html": true }), ["gateway", "html"]),
            (json!({ "body": "x", "message": "y" }), ["body", "message"]),
            (json!({ "hang": true, "status": 500 }), ["hang", "status"]),
            (json!({ "truncated": true, "garbage": true }), ["truncated", "garbage"]),
            (json!({ "status": 503, "retry_after": 1, "without_retry_after": true }), ["retry_after", "without"]),
        ] {
            let message = refusal("*", &settings);
            assert!(names.iter().all(|name| message.contains(name)), "{settings}: {message}");
        }
        assert!(refusal("download", &json!({ "repeated_page": true })).contains("no pages"));
        assert!(refusal("*", &json!({ "statsu": 1 })).contains("\"statsu\" is unknown"));
    }

    #[test]
    fn the_order_of_the_names_does_not_count() {
        let faults = Faults::new(0);
        let settings = json!({ "gateway": 10000, "message": "Authentication error", "status": 403 });
        add(&faults, "*", &settings).unwrap();
        let Effect::Respond(response) = faults.next("apps_list").effect else { panic!("a response was asked for") };
        let text = format!("{response:?}");
        assert!(["403", "Gateway", "10000", "Authentication error"].iter().all(|part| text.contains(part)), "{text}");
    }
}
