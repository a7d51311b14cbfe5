//! A request as it would be sent, for people to read.

use serde_json::Value;

use crate::options::CallOptions;
use crate::redact::{REDACTED, is_secret_name, redact_json, redact_query};

/// A request as it would be sent, with credentials and secrets redacted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DryRun {
    /// HTTP method.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// Headers, sorted by name.
    pub headers: Vec<(String, String)>,
    /// JSON body.
    pub body: Option<Value>,
}

impl DryRun {
    pub(crate) fn new(request: &reqwest::Request, options: &CallOptions) -> Self {
        let mut headers: Vec<_> = request
            .headers()
            .iter()
            .map(|(name, value)| {
                let text = if value.is_sensitive() { REDACTED } else { value.to_str().unwrap_or("[binary]") };
                (name.as_str().to_owned(), text.to_owned())
            })
            .collect();
        headers.sort();
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let mut body: Option<Value> = body.and_then(|body| serde_json::from_slice(body).ok());
        // Documented secrets have the type `Secret`; added fields and parameters are known by their names only.
        for name in options.body_fields.keys() {
            if let Some(value) = body.as_mut().and_then(|body| body.get_mut(name)) {
                redact_json(name, value);
            }
        }
        let mut url = request.url().clone();
        let added = |name: &str| options.query.iter().any(|(added, _)| added == name);
        redact_query(&mut url, |name| is_secret_name(name) && added(name));
        Self { method: request.method().to_string(), url: url.into(), headers, body }
    }
}
