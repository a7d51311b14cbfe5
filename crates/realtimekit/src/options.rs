//! How one call differs from the settings of the client: limits, policy, and additions to the request.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::redact::{REDACTED, contains_redacted, is_secret_name};
use crate::retry::RetryPolicy;

/// How one call differs from the settings of the client.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry_policy: Option<RetryPolicy>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body_fields: Map<String, Value>,
}

impl CallOptions {
    /// Checks the limits, and adds headers, query parameters and fields to the request.
    pub(crate) fn apply(&self, request: &mut reqwest::Request) -> Result<(), Error> {
        for (name, limit) in [("timeout", self.timeout), ("deadline", self.deadline)] {
            limit.map_or(Ok(()), |limit| check_limit(name, limit))?;
        }
        for (name, value) in &self.headers {
            let key = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| Error::invalid_input(format!("header name {name:?} must be a token of visible ASCII")))?;
            if [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING].contains(&key) {
                let reason = format!("header {name:?} belongs to the connection and is set by the HTTP client");
                return Err(Error::invalid_input(reason));
            }
            let mut value = HeaderValue::from_str(value)
                .map_err(|_| Error::invalid_input(format!("the value of header {name:?} must be visible ASCII")))?;
            value.set_sensitive(is_secret_name(name));
            request.headers_mut().insert(key, value);
        }
        if !self.query.is_empty() {
            request.url_mut().query_pairs_mut().extend_pairs(&self.query);
        }
        if !self.body_fields.is_empty() {
            self.add_fields(request)?;
        }
        Ok(())
    }

    fn add_fields(&self, request: &mut reqwest::Request) -> Result<(), Error> {
        if let Some((name, _)) = self.body_fields.iter().find(|(_, value)| contains_redacted(value)) {
            return Err(Error::invalid_input(format!(
                "field {name} contains {REDACTED} instead of a secret: serialise its value with `Exposed`"
            )));
        }
        if *request.method() == Method::GET
            && let Some(name) = self.body_fields.keys().next()
        {
            let reason = format!("field {name} cannot be added: a GET request has no body; use `extra_query`");
            return Err(Error::invalid_input(reason));
        }
        let present = request.body().and_then(reqwest::Body::as_bytes).unwrap_or(b"{}");
        let mut body: Map<String, Value> = serde_json::from_slice(present)
            .map_err(|error| Error::invalid_input("fields cannot be added to the body").with_source(error))?;
        merge(&mut body, self.body_fields.clone());
        let bytes = serde_json::to_vec(&body)
            .map_err(|error| Error::invalid_input("the body cannot be serialised").with_source(error))?;
        *request.body_mut() = Some(bytes.into());
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(())
    }
}

/// Refuses a time limit of zero.
pub(crate) fn check_limit(name: &str, limit: Duration) -> Result<(), Error> {
    if limit.is_zero() {
        return Err(Error::invalid_input(format!("{name} is 0, but must be greater than zero")));
    }
    Ok(())
}

/// Adds fields to an object; objects in both are merged.
fn merge(body: &mut Map<String, Value>, fields: Map<String, Value>) {
    for (name, value) in fields {
        match (body.get_mut(&name), value) {
            (Some(Value::Object(present)), Value::Object(more)) => merge(present, more),
            (_, value) => {
                body.insert(name, value);
            }
        }
    }
}
