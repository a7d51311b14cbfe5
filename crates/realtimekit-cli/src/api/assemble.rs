//! Puts path, query and body together from the arguments.

use clap::ArgMatches;
use serde_json::{Map, Value};

use super::table::{Operation, TABLE};
use crate::failure::Failure;

/// A request, ready to be sent.
#[derive(Debug, PartialEq)]
pub struct Request {
    /// The path below that of the account.
    pub path: String,
    pub query: Vec<(&'static str, String)>,
    pub body: Option<Value>,
}

/// Assembles the request of an operation, and checks its body against the table.
pub fn request(
    operation: &'static Operation,
    matches: &ArgMatches,
    app: impl Fn() -> Result<String, Failure>,
) -> Result<Request, Failure> {
    let mut query = Vec::new();
    for input in &operation.query {
        let values = matches.get_many::<Value>(&format!("query {}", input.name)).into_iter().flatten();
        query.extend(values.map(|value| (input.name.as_str(), text(value))));
    }
    let body = match &operation.body {
        Some(object) => Some(body(operation, object, matches)?),
        None => None,
    };
    Ok(Request { path: path(operation, matches, app)?, query, body })
}

fn path(
    operation: &Operation,
    matches: &ArgMatches,
    app: impl Fn() -> Result<String, Failure>,
) -> Result<String, Failure> {
    let below = operation.path.strip_prefix("/accounts/{account_id}/realtime/kit").unwrap_or(&operation.path);
    let mut path = String::new();
    for segment in below.split('/').skip(1) {
        path.push('/');
        match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            None => path.push_str(segment),
            Some("app_id") => path.push_str(&app()?),
            Some(name) => path.push_str(matches.get_one::<String>(name).map_or("", String::as_str)),
        }
    }
    Ok(path)
}

fn body(operation: &Operation, object: &str, matches: &ArgMatches) -> Result<Value, Failure> {
    let mut body = matches.get_one::<Value>("body").cloned().unwrap_or_else(|| Value::Object(Map::new()));
    if !body.is_object() {
        let kind = if body.is_array() { "a list" } else { "one value" };
        return Err(Failure::usage(format!("--body: a JSON object is expected, not {kind}")));
    }
    for leaf in TABLE.leaves(object) {
        let values = matches.get_many::<Value>(&format!("body {}", leaf.path.join(".")));
        let mut values = values.into_iter().flatten().cloned();
        let value = match leaf.input.list {
            true => Some(values.collect()).filter(|list: &Value| list.as_array().is_some_and(|list| !list.is_empty())),
            false => values.next(),
        };
        if let Some(value) = value {
            set(&mut body, &leaf.path, value).map_err(|name| Failure::usage(format!("body: {name} is no object")))?;
        }
    }
    for field in matches.try_get_many::<String>("null").ok().flatten().into_iter().flatten() {
        set(&mut body, &[field], Value::Null).map_err(|_| Failure::usage("the body is no object"))?;
    }
    let mut wrong = Vec::new();
    check(object, &body, "", &mut wrong);
    match wrong.is_empty() {
        true => Ok(body),
        false => Err(Failure::usage(format!("{} {}: {}", operation.tag, operation.verb, wrong.join("; ")))),
    }
}

/// Puts a value at a path; fails with the name of what is in the way.
fn set(body: &mut Value, path: &[&str], value: Value) -> Result<(), String> {
    let mut place = body;
    for name in path {
        if place.is_null() {
            *place = Value::Object(Map::new());
        }
        let map = place.as_object_mut().ok_or_else(|| (*name).to_owned())?;
        place = map.entry((*name).to_owned()).or_insert(Value::Null);
    }
    *place = value;
    Ok(())
}

/// Collects what a body lacks and where it breaks bounds. Fields that the table does not name are left to the service.
fn check(object: &str, body: &Value, prefix: &str, wrong: &mut Vec<String>) {
    let Some(object) = TABLE.objects.get(object) else { return };
    for input in &object.inputs {
        let name = format!("{prefix}{}", input.name);
        match body.get(&input.name) {
            None | Some(Value::Null) if input.required => wrong.push(format!("{name} is missing")),
            None | Some(Value::Null) => {}
            Some(value) => {
                let values = if input.list { value.as_array().map(Vec::as_slice) } else { None };
                for value in values.unwrap_or(std::slice::from_ref(value)) {
                    wrong.extend(input.check(value).err().map(|reason| format!("{name}: {reason}")));
                }
                if let Some(inner) = &input.object {
                    check(inner, value, &format!("{name}."), wrong);
                }
            }
        }
    }
    let empty = |name: &String| body.get(name).and_then(Value::as_array).is_none_or(Vec::is_empty);
    if !object.require_any.is_empty() && object.require_any.iter().all(empty) {
        wrong.push(format!("{prefix}{} must have an entry", object.require_any.join(" or ")));
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use clap::Command;
    use serde_json::json;

    use super::*;
    use crate::api::arguments;

    fn assembled(line: &str) -> Result<Request, String> {
        let command = arguments::augment(Command::new("api"));
        let matches = command.try_get_matches_from(["api"].into_iter().chain(line.split(' ')));
        let matches = matches.map_err(|error| error.to_string())?;
        let (tag, matches) = matches.subcommand().unwrap();
        let (verb, matches) = matches.subcommand().unwrap();
        let operation = TABLE.operations.iter().find(|operation| operation.tag == tag && operation.verb == verb);
        request(operation.unwrap(), matches, || Ok("app".to_owned())).map_err(|failure| failure.to_string())
    }

    #[test]
    fn flags_become_path_query_and_body() {
        let request = assembled(
            "meetings create --title Weekly --record-on-start --recording-config.max-seconds 3600 --persist-chat=false",
        );
        let body = json!({
            "title": "Weekly", "record_on_start": true, "persist_chat": false, "recording_config": { "max_seconds": 3600 }
        });
        assert_eq!(request.unwrap(), Request { path: "/app/meetings".to_owned(), query: Vec::new(), body: Some(body) });
        let request = assembled("meetings list --search a --per-page 5 --status ACTIVE").unwrap();
        let query = [("per_page", "5".to_owned()), ("search", "a".to_owned()), ("status", "ACTIVE".to_owned())];
        assert_eq!((request.query.as_slice(), request.body), (&query[..], None));
        let request = assembled("meetings get m1").unwrap();
        assert_eq!(request.path, "/app/meetings/m1");
    }

    #[test]
    fn required_inputs_are_arguments_and_flags_replace_parts_of_a_body() {
        let body = r#"{"custom_participant_id":"a","preset_name":"b","name":"c"}"#;
        let request = assembled(&format!("participants add m1 --body {body} --name d")).unwrap();
        assert_eq!(request.body, Some(json!({ "custom_participant_id": "a", "preset_name": "b", "name": "d" })));
        let request = assembled("participants add m1 user-42 host").unwrap();
        assert_eq!(request.body, Some(json!({ "custom_participant_id": "user-42", "preset_name": "host" })));
        assert!(assembled("participants add m1 user-42").unwrap_err().contains("PRESET_NAME"));
        let error = assembled("participants add m1 --body {}").unwrap_err();
        assert!(error.contains("participants add: custom_participant_id is missing; "), "{error}");
    }

    #[test]
    fn bounds_are_checked_in_flags_and_in_bodies() {
        let error = assembled("meetings create --recording-config.max-seconds 59").unwrap_err();
        assert!(error.contains("--recording-config.max-seconds"), "{error}");
        assert!(error.contains("a number from 60 to 86400 is expected"), "{error}");
        let error = assembled(r#"meetings create --body {"recording_config":{"max_seconds":59}}"#).unwrap_err();
        assert_eq!(error, "meetings create: recording_config.max_seconds: a number from 60 to 86400 is expected");
        let error = assembled("active-session kick m1").unwrap_err();
        assert!(error.ends_with("participant_ids or custom_participant_ids must have an entry"), "{error}");
        assert!(assembled("meetings create --storage-config.secret x1y2").is_err_and(|error| !error.contains("x1y2")));
    }
}
