//! Sends a request and prints the result.

use clap::ArgMatches;
use realtimekit::reqwest::Method;
use realtimekit::{Client, DryRun, RawRequest, RawResponse};
use serde_json::{Value, json};

use super::assemble::Request;
use super::table::{Operation, Paging, TABLE};
use crate::context::{Change, Context};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::urls::hide_passwords;

/// How many items a page has if the caller does not say.
const PER_PAGE: usize = 100;

/// Sends a request, or all pages of a list, and prints the result as JSON.
pub async fn send(
    operation: &'static Operation,
    request: Request,
    matches: &ArgMatches,
    context: &Context,
) -> Result<(), Failure> {
    let flag = |name: &str| matches.try_get_one::<bool>(name).ok().flatten().is_some_and(|set| *set);
    let client = context.client()?;
    if flag("dry-run") && !context.global.curl {
        let DryRun { method, url, body, .. } = raw(client, operation, &request)?.dry_run()?;
        return context.output.raw(&json!({ "method": method, "url": url, "body": body }));
    }
    if context.global.curl {
        return context.print(Change::default(), &[raw(client, operation, &request)?.dry_run()?]);
    }
    let mut result = {
        let _spinner = Progress::spinner(operation.summary.as_str());
        match operation.paging.as_ref().filter(|_| flag("all")) {
            Some(paging) => pages(client, operation, request, paging).await?,
            None => result(&raw(client, operation, &request)?.send().await?)?,
        }
    };
    if !context.output.show_secrets {
        redact(&mut result);
    }
    context.output.raw(&result)
}

fn raw(client: &Client, operation: &'static Operation, request: &Request) -> Result<RawRequest, Failure> {
    let method = Method::from_bytes(operation.method.as_bytes()).map_err(|error| Failure::other(error.to_string()))?;
    let mut raw = client.request(method, request.path.clone());
    for (name, value) in &request.query {
        raw = raw.query(*name, value);
    }
    if let Some(body) = &request.body {
        raw = raw.body(body.clone());
    }
    Ok(raw)
}

/// The content of the response: `data`, or the whole body if it has none.
fn result(response: &RawResponse) -> Result<Value, Failure> {
    if response.body.is_empty() {
        return Ok(Value::Null);
    }
    let mut body = response.json()?;
    Ok(match body.get_mut("data") {
        Some(data) => data.take(),
        None => body,
    })
}

/// The items of all pages. A short page is the last one; a repeated page is an error, never an endless loop.
async fn pages(
    client: &Client,
    operation: &'static Operation,
    request: Request,
    paging: &'static Paging,
) -> Result<Value, Failure> {
    let given =
        |name: &str| request.query.iter().find(|(other, _)| *other == name).and_then(|(_, text)| text.parse().ok());
    let (mut page, size) = (given(&paging.page).unwrap_or(1), given(&paging.size).unwrap_or(PER_PAGE));
    let mut request = request;
    let mut all: Vec<Value> = Vec::new();
    loop {
        request.query.retain(|(name, _)| *name != paging.page && *name != paging.size);
        request.query.extend([(paging.page.as_str(), page.to_string()), (paging.size.as_str(), size.to_string())]);
        let response = raw(client, operation, &request)?.send().await?;
        let body = response.json()?;
        let items = paging.items.split('.').try_fold(&body, |value, name| value.get(name));
        let items = items.or_else(|| body.get("data")).and_then(Value::as_array).cloned().unwrap_or_default();
        let count = items.len();
        if count > 0 && all.len() >= count && all.get(all.len() - count..).is_some_and(|last| last == items.as_slice())
        {
            return Err(Failure::other(format!("page {page}: the service returned the previous page again")));
        }
        all.extend(items);
        if count < size {
            return Ok(Value::Array(all));
        }
        page += 1;
    }
}

/// Replaces tokens, stream keys, signed links, and passwords in URLs.
pub fn redact(value: &mut Value) {
    redact_named(value);
    hide_passwords(value);
}

fn redact_named(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                match value {
                    Value::String(text) if TABLE.secrets.contains(name) && !text.is_empty() => {
                        *text = "[redacted]".to_owned();
                    }
                    Value::Object(_) | Value::Array(_) if TABLE.secrets.contains(name) => redact_all(value),
                    _ => redact_named(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact_named),
        _ => {}
    }
}

/// Every text in a value that is secret as a whole.
fn redact_all(value: &mut Value) {
    match value {
        Value::String(text) => *text = "[redacted]".to_owned(),
        Value::Array(items) => items.iter_mut().for_each(redact_all),
        Value::Object(map) => map.values_mut().for_each(redact_all),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_redacted_at_all_depths() {
        let mut value =
            json!({ "id": "a", "token": "x", "items": [{ "download_url": "y", "name": "z", "token": null }] });
        redact(&mut value);
        let wanted = json!({
            "id": "a", "token": "[redacted]", "items": [{ "download_url": "[redacted]", "name": "z", "token": null }]
        });
        assert_eq!(value, wanted);
    }
}
