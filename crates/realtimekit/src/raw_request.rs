//! Requests to any path, for operations that this version does not know.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use realtimekit_api::operations::{self, Operation};
use reqwest::Method;
use serde_json::Value;

use crate::awaited::awaited;
use crate::core::Core;
use crate::dry_run::DryRun;
use crate::error::Error;
use crate::options::CallOptions;
use crate::redact::redact_json;
use crate::response::RawResponse;
use crate::retry::RetryPolicy;
use crate::transport::{self, CallInfo};

/// A request to any path; see [`Client::request`](crate::Client::request).
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct RawRequest {
    core: Arc<Core>,
    method: Method,
    path: String,
    body: Option<Value>,
    options: CallOptions,
}

impl RawRequest {
    pub(crate) fn new(core: Arc<Core>, method: Method, path: String) -> Self {
        Self { core, method, path, body: None, options: CallOptions::default() }
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.options.query.push((name.into(), value.to_string()));
        self
    }

    /// Adds a header, or replaces one of the same name; see [`Request::header`](crate::Request::header).
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// The JSON body.
    pub fn body(mut self, body: impl Into<Value>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Time allowed for one attempt.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Time allowed for the call with all its attempts and waits.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline = Some(deadline);
        self
    }

    /// When to retry this call.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.options.retry_policy = Some(policy);
        self
    }

    /// Whether the request may be sent twice. The default is that of the known operation with this method and path; if
    /// there is none, `true` for GET, HEAD, OPTIONS, PUT and DELETE.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.options.idempotent = Some(idempotent);
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    ///
    /// As [`Request::send_raw`](crate::Request::send_raw).
    pub async fn send(self) -> Result<RawResponse, Error> {
        let known = self.known_operation();
        let idempotent =
            matches!(self.method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE | Method::OPTIONS);
        let info = CallInfo {
            operation: known,
            id: "request",
            // The path contains identifiers, and a template must not.
            template: known.map_or("/accounts/{account_id}/realtime/kit/{path}", |operation| operation.path),
            idempotent: known.map_or(idempotent, |operation| operation.idempotent),
        };
        let sent = transport::execute(&self.core, info, &self.options, &|| self.prepare()).await;
        sent.map(|undecoded| undecoded.response)
    }

    /// The request as it would be sent, without sending it. Credentials are redacted, and so are parameters and fields
    /// whose names are those of secrets.
    ///
    /// # Errors
    ///
    /// Fails if path or headers are invalid.
    pub fn dry_run(&self) -> Result<DryRun, Error> {
        let mut run = DryRun::new(&self.prepare()?, &self.options);
        if let Some(Value::Object(fields)) = &mut run.body {
            fields.iter_mut().for_each(|(name, value)| redact_json(name, value));
        }
        Ok(run)
    }

    /// The operation of the table that has this method and path.
    fn known_operation(&self) -> Option<&'static Operation> {
        operations::ALL.iter().copied().find(|operation| {
            let below = operation.path.strip_prefix("/accounts/{account_id}/realtime/kit").unwrap_or_default();
            operation.method == self.method.as_str()
                && below.split('/').count() == self.path.split('/').count()
                && below.split('/').zip(self.path.split('/')).all(|(name, own)| name == own || name.starts_with('{'))
        })
    }

    fn prepare(&self) -> Result<reqwest::Request, Error> {
        let path = &self.path;
        let refuse = |rule: &str| Err(Error::invalid_input(format!("path {path:?} {rule}")));
        let Some(segments) = path.strip_prefix('/') else { return refuse("must begin with a slash") };
        if segments.split('/').any(|segment| matches!(segment, "" | "." | "..")) {
            return refuse("must not have empty or dot segments");
        }
        if segments.split('/').any(|segment| segment.trim() != segment) {
            // The URL would lose it, and lead to another resource.
            return refuse("must not have a space at the beginning or end of a segment");
        }
        if path.contains(['?', '#', '\\', '%']) || path.chars().any(char::is_control) {
            return refuse("must be a plain path: use `query` for parameters");
        }
        let core = &self.core;
        let url = format!("{}/accounts/{}/realtime/kit{path}", core.api.base_url(), core.account_id);
        let mut builder = core.api.http().request(self.method.clone(), url);
        if let Some(body) = &self.body {
            builder = builder.json(body);
        }
        let mut request = builder.build().map_err(Error::from_transport)?;
        core.sign(&mut request);
        self.options.apply(&mut request)?;
        Ok(request)
    }
}

awaited!([] RawRequest, 'static, send -> Result<RawResponse, Error>);

impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRequest").field("method", &self.method).field("path", &self.path).finish_non_exhaustive()
    }
}
