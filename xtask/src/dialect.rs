//! Checks the document against the dialect that the generator supports (dialect.yaml).

use std::path::Path;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ValidationError};
use serde_json::Value;

use crate::document::{Document, Problem, entries, escape, strings};

/// How much of a value or of a message of the validator is shown.
const SHOWN: usize = 120;

/// Everything in the document that is not in the dialect.
pub fn problems(document: &Document) -> Vec<Problem> {
    let dialect = Document::parse(Path::new("dialect.yaml"), include_str!("dialect.yaml"));
    let validator = dialect.and_then(|dialect| {
        let validator = jsonschema::options().with_draft(Draft::Draft202012).build(&dialect.json);
        validator.map(|validator| (dialect.json, validator)).map_err(|error| error.to_string())
    });
    match validator {
        Ok((dialect, validator)) => {
            validator.iter_errors(&document.json).flat_map(|error| explain(&dialect, &error)).collect()
        }
        Err(message) => vec![Problem::at("", format!("xtask/src/dialect.yaml cannot be used: {message}"))],
    }
}

/// An error of the validator in the words of the annotations next to the rule.
fn explain(dialect: &Value, error: &ValidationError<'_>) -> Vec<Problem> {
    let at = error.instance_path().as_str();
    let holder = error.schema_path().as_str().rsplit_once('/').map_or("", |(holder, _)| holder);
    let rule = dialect.pointer(holder).unwrap_or(&Value::Null);
    let say = |value: &Value| Some(rule["x-say"].as_str()?.replace("{value}", &shown(&value.to_string())));
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            unexpected.iter().map(|key| unsupported(dialect, holder, at, key)).collect()
        }
        ValidationErrorKind::PropertyNames { error: inner } => {
            let key = inner.instance();
            let message = say(key).map(|message| Problem::at(at, message));
            let owner = holder.strip_suffix("/propertyNames").unwrap_or(holder);
            vec![message.unwrap_or_else(|| unsupported(dialect, owner, at, key.as_str().unwrap_or_default()))]
        }
        ValidationErrorKind::Required { property } if rule["x-say"].is_null() => {
            let key = property.as_str().unwrap_or_default();
            let fix = annotation(dialect, holder, "x-missing", key).map_or_else(String::new, |fix| format!(": {fix}"));
            vec![Problem::at(at, format!("`{key}` is missing{fix}"))]
        }
        _ => vec![Problem::at(at, say(error.instance()).unwrap_or_else(|| shown(&error.to_string())))],
    }
}

fn unsupported(dialect: &Value, holder: &str, at: &str, key: &str) -> Problem {
    let path = format!("{at}/{}", escape(key));
    let rule = dialect.pointer(holder).unwrap_or(&Value::Null);
    let title = rule["title"].as_str().unwrap_or("this");
    if let Some(fix) = annotation(dialect, holder, "x-fix", key) {
        return Problem::at(path, format!("`{key}` of {title} is not supported by the generator: {fix}"));
    }
    if !key.starts_with("x-") {
        return Problem::at(path, format!("`{key}` of {title} is not supported by the generator: remove it"));
    }
    let names = entries(&rule["properties"]).map(|(name, _)| name.as_str());
    let known: Vec<&str> =
        names.chain(strings(&rule["propertyNames"]["enum"])).filter(|name| name.starts_with("x-")).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Problem::at(path, format!("unknown extension, or one without effect here: {title} has {known}"))
}

/// The entry `key` of an annotation of a schema or of the nearest schema around it.
fn annotation<'a>(dialect: &'a Value, holder: &str, name: &str, key: &str) -> Option<&'a str> {
    let mut holder = holder;
    loop {
        if let Some(text) = dialect.pointer(holder).and_then(|rule| rule[name][key].as_str()) {
            return Some(text);
        }
        holder = &holder[..holder.rfind('/')?];
    }
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
