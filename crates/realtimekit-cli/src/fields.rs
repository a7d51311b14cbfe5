//! The fields that `--fields` may name.

use serde_json::Value;

use crate::api::table::{Operation, TABLE};
use crate::failure::Failure;

/// The value at a dotted path. The numbers in it are positions in lists.
pub fn at<'a>(item: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(item, |value, name| match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        value => value.get(name),
    })
}

/// Checks paths against the result of an operation; against an item of its list if `items` is set. What the table does not
/// describe is accepted.
pub fn check_operation(fields: &[String], operation: &Operation, items: bool) -> Result<(), Failure> {
    let item = operation.paging.as_ref().filter(|_| items).and_then(|paging| paging.item.as_deref());
    let Some(result) = item.or(operation.result.as_deref()) else { return Ok(()) };
    fields.iter().try_for_each(|path| check_path(path, result))
}

fn check_path(path: &str, result: &str) -> Result<(), Failure> {
    let (mut object, mut above) = (result, String::new());
    for name in path.split('.') {
        // A position in a list.
        if name.parse::<usize>().is_ok() && !above.is_empty() {
            continue;
        }
        if object.is_empty() {
            return Err(plain(&above));
        }
        let Some(fields) = TABLE.results.get(object) else { return Ok(()) };
        let Some(field) = fields.get(name) else {
            return Err(unknown(name, &above, fields.keys().map(String::as_str)));
        };
        match field {
            Some(inner) => object = inner,
            None => return Ok(()),
        }
        above = format!("{above}{}{name}", if above.is_empty() { "" } else { "." });
    }
    Ok(())
}

/// Checks the first names of paths against the fields of a result.
pub fn check_names<'a>(fields: &[String], names: impl Iterator<Item = &'a str> + Clone) -> Result<(), Failure> {
    fields.iter().try_for_each(|path| match names.clone().any(|name| name == first(path)) {
        true => Ok(()),
        false => Err(unknown(first(path), "", names.clone())),
    })
}

fn first(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

/// Checks paths against results that are there.
pub fn check_values(fields: &[String], items: &[Value]) -> Result<(), Failure> {
    let objects: Vec<_> = items.iter().filter_map(Value::as_object).collect();
    if objects.is_empty() {
        return Ok(());
    }
    let mut names: Vec<&str> = objects.iter().flat_map(|object| object.keys().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    check_names(fields, names.into_iter())
}

/// Checks that no path goes on below one value.
pub fn check_ends(fields: &[String], items: &[Value]) -> Result<(), Failure> {
    let end = |path: &String| items.iter().find_map(|item| end(item, path).map(plain));
    fields.iter().find_map(end).map_or(Ok(()), Err)
}

/// The part of a path that leads to one value, if the path goes on from there.
fn end<'a>(item: &Value, path: &'a str) -> Option<&'a str> {
    let is_one = |value: &Value| !(value.is_null() || value.is_object() || value.is_array());
    let mut above = path.match_indices('.').filter_map(|(index, _)| path.get(..index));
    above.find(|above| at(item, above).is_some_and(is_one))
}

fn plain(path: &str) -> Failure {
    Failure::usage(format!("--fields: {path} is one value, which has no fields")).hint("write it alone")
}

fn unknown<'a>(name: &str, above: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let known = known.collect::<Vec<_>>().join(", ");
    match above {
        "" => Failure::usage(format!("--fields: there is no field {name:?}")).hint(format!("the fields are {known}")),
        above => {
            Failure::usage(format!("--fields: {above} has no field {name:?}")).hint(format!("its fields are {known}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(path: &str, tag: &str, verb: &str, items: bool) -> Result<(), String> {
        let operation = TABLE.operations.iter().find(|operation| operation.tag == tag && operation.verb == verb);
        check_operation(&[path.to_owned()], operation.unwrap(), items).map_err(|failure| failure.to_string())
    }

    #[test]
    fn paths_are_checked_against_the_result_of_an_operation() {
        for path in ["id", "recording_config", "recording_config.max_seconds"] {
            assert_eq!(check(path, "meetings", "list", true), Ok(()), "{path}");
        }
        assert_eq!(check("events.0", "webhooks", "list", true), Ok(()), "a position in a list");
        let error = check("titel", "meetings", "get", false).unwrap_err();
        assert!(
            error.starts_with("--fields: there is no field \"titel\": the fields are ai_config, created_at"),
            "{error}"
        );
        let error = check("title.x", "meetings", "list", true).unwrap_err();
        assert_eq!(error, "--fields: title is one value, which has no fields: write it alone");
        let error = check("recording_config.max_seconds.x", "meetings", "get", false).unwrap_err();
        assert!(error.starts_with("--fields: recording_config.max_seconds is one value"), "{error}");
        let error = check("recording_config.max", "meetings", "list", true).unwrap_err();
        assert!(error.starts_with("--fields: recording_config has no field \"max\": its fields are "), "{error}");
        assert_eq!(check("livestream_id", "livestreams", "get", true), Ok(()), "an item of the list");
        assert_eq!(check("livestream.id", "livestreams", "get", false), Ok(()), "the result");
    }

    #[test]
    fn values_have_the_fields_of_any_of_them() {
        let items = [json!({ "a": null }), json!({ "b": { "c": 1 } })];
        let check = |path: &str| check_values(&[path.to_owned()], &items).map_err(|failure| failure.to_string());
        assert_eq!((check("a"), check("b.c")), (Ok(()), Ok(())));
        let ends = check_ends(&["b.c".to_owned(), "b.c.d".to_owned()], &items).map_err(|failure| failure.to_string());
        assert_eq!(ends.unwrap_err(), "--fields: b.c is one value, which has no fields: write it alone");
        assert_eq!(check("c").unwrap_err(), "--fields: there is no field \"c\": the fields are a, b");
        assert!(check_values(&["x".to_owned()], &[]).is_ok());
    }
}
