//! Requests: an operation with its inputs, and how this one call is to be made.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use realtimekit_api::{self as api, Call};
use reqwest::header::{
    AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
    TRANSFER_ENCODING, USER_AGENT,
};
use reqwest::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::client::{Client, check_limit};
use crate::error::{CENSORED, Error, ErrorKind, is_secret_name};
use crate::paging::PageOptions;
use crate::rate_limit::RateLimit;
use crate::retry::RetryPolicy;
use crate::transport::{self, Answer};

/// An operation of the API with its inputs. Implemented by the types of [`requests`](crate::requests).
pub trait Operation: Clone + fmt::Debug + Send + Sync + 'static {
    /// What the service puts into `data`.
    type Data: DeserializeOwned + Send + 'static;

    /// What the caller gets.
    type Output: Send + 'static;

    /// The entry of the operation table.
    fn operation() -> &'static api::Operation;

    /// Builds the call.
    ///
    /// # Errors
    ///
    /// Fails when an identifier cannot stand in a path.
    fn call(&self, api: &api::Client, account_id: &str) -> Result<Call<Self::Data>, api::Error>;

    /// Checks the inputs against the bounds that the document states.
    ///
    /// # Errors
    ///
    /// Fails with the first input that breaks its rule.
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        Ok(())
    }

    /// Makes the output of what the service sent.
    fn output(data: Self::Data) -> Self::Output;

    /// The output where an error only says that there is none.
    fn absent(_error: &Error) -> Option<Self::Output> {
        None
    }
}

/// An operation that returns a list page by page.
pub trait Paged: Operation {
    /// An item of the list.
    type Item: DeserializeOwned + Send + 'static;

    /// Chooses the page.
    fn set_page(&mut self, page_no: u64, per_page: u64);

    /// Takes the items out of the result, and the paging block if it stands among them.
    fn split(output: Self::Data) -> (Vec<Self::Item>, Option<api::Paging>);

    /// Identifier of an item, by which a repeated page is recognised.
    fn id(item: &Self::Item) -> Option<&str>;
}

/// A request that was not sent yet: an operation of [`requests`](crate::requests), its inputs, and options of this call.
///
/// The setters of the optional inputs depend on the operation. Setters never fail; what is wrong with an input is told
/// when the request is sent, before anything reaches the service.
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request<O> {
    pub(crate) client: Client,
    pub(crate) operation: O,
    pub(crate) options: Options,
    pub(crate) pages: PageOptions,
}

/// How one call differs from what the client does.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) idempotent: Option<bool>,
    headers: Vec<(String, String)>,
    query: Vec<(String, String)>,
    body_fields: Map<String, Value>,
}

impl<O: Operation> Request<O> {
    pub(crate) fn new(client: &Client, operation: O) -> Self {
        Self { client: client.clone(), operation, options: Options::default(), pages: PageOptions::default() }
    }

    /// Time allowed for one attempt of this call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Time allowed for this call with all its attempts and waits; for each page of a list anew.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline = Some(deadline);
        self
    }

    /// When to try this call again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// Says whether this request may be sent twice, where the caller knows better than the document. `true` makes it
    /// retried after time-outs and failures of the service, even if the first attempt was performed.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.options.idempotent = Some(idempotent);
        self
    }

    /// Adds a header, or replaces one of the same name. Those that frame the message (`Content-Length`, `Host`, …) are
    /// refused when the request is sent.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a query parameter that this version does not know. One that the request has already is sent twice.
    pub fn extra_query(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.options.query.push((name.into(), value.to_string()));
        self
    }

    /// Adds a field to the body that this version does not know, or replaces one of the same name. An object is merged
    /// with the one that is there: that reaches fields inside it, and sets those to `null` that have no setter for it.
    ///
    /// ```
    /// # fn run(meeting: realtimekit::resources::Meeting) -> Result<(), realtimekit::Error> {
    /// use serde_json::json;
    ///
    /// let update = meeting.update().title("Sync").extra_field("recording_config", json!({ "storage_config": null }));
    /// assert_eq!(
    ///     update.dry_run()?.body,
    ///     Some(json!({ "title": "Sync", "recording_config": { "storage_config": null } }))
    /// );
    /// # Ok(())
    /// # }
    /// # let client = realtimekit::Client::builder().account_id("a").api_token("t").build().unwrap();
    /// # run(client.app("app").meeting("meeting")).unwrap();
    /// ```
    pub fn extra_field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.options.body_fields.insert(name.into(), value.into());
        self
    }

    /// Sends the request and returns the result.
    ///
    /// # Errors
    ///
    /// Fails when an input breaks a documented rule, when the service cannot be reached or refuses the request, and when
    /// its answer cannot be read. [`Error::kind`] tells which.
    pub async fn send(self) -> Result<O::Output, Error> {
        self.execute()
            .await
            .and_then(|answer| answer.decode::<O>())
            .map_or_else(|error| O::absent(&error).ok_or(error), |decoded| Ok(O::output(decoded.data)))
    }

    /// Sends the request and returns the result together with the answer it was read from: status, headers, ray id and
    /// rate limit.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_with_response(self) -> Result<(O::Output, RawResponse), Error> {
        let read = |answer: Answer| answer.decode::<O>().map(|decoded| (O::output(decoded.data), answer.response));
        self.execute().await.and_then(read).or_else(|error| match (O::absent(&error), error.response()) {
            (Some(output), Some(response)) => Ok((output, response)),
            _ => Err(error),
        })
    }

    /// Sends the request and returns the answer as it came, with status, headers and rate limit.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but whatever body comes with a status of success is accepted.
    pub async fn send_raw(self) -> Result<RawResponse, Error> {
        self.execute().await.map(|answer| answer.response)
    }

    pub(crate) async fn execute(&self) -> Result<Answer, Error> {
        transport::execute(&self.client, O::operation().into(), self.prepare()?, &self.options).await
    }

    /// The request as it would be sent, without sending it. Credentials and secrets are censored.
    ///
    /// # Errors
    ///
    /// Fails when an input breaks a documented rule.
    pub fn dry_run(&self) -> Result<DryRun, Error> {
        api::redacted(|| self.prepare()).map(|request| DryRun::new(&request, &self.options))
    }

    /// Builds the request with credentials and options.
    pub(crate) fn prepare(&self) -> Result<reqwest::Request, Error> {
        let with_operation = |error: Error| error.with_operation(Some(O::operation()));
        self.pages.check().map_err(with_operation)?;
        self.operation.check().map_err(|error| with_operation(Error::invalid_input(error.to_string())))?;
        let inner = self.client.inner();
        let call =
            self.operation.call(&inner.api, &inner.account_id).map_err(Error::from_api).map_err(with_operation)?;
        let (_, mut request) = call.into_parts();
        self.options.apply(&self.client, &mut request).map_err(with_operation)?;
        Ok(request)
    }
}

impl Answer {
    /// Reads the answer to an operation.
    pub(crate) fn decode<O: Operation>(&self) -> Result<api::decode::Decoded<O::Data>, Error> {
        let decoded = api::decode::decode(O::operation(), &self.response.body)
            .map_err(|error| self.failed(Error::from_decode(&error, &self.response)))?;
        report_unreadable(O::operation(), &decoded.unreadable);
        Ok(decoded)
    }
}

/// Reports the optional values that could not be read and are missing from a result.
pub(crate) fn report_unreadable(operation: &api::Operation, values: &[api::decode::Unreadable]) {
    for value in values {
        tracing::warn!(operation = operation.id, %value, "an optional value of a response cannot be read and is left out");
    }
}

impl Options {
    /// Adds credentials, user agent and what the caller wants added.
    fn apply(&self, client: &Client, request: &mut reqwest::Request) -> Result<(), Error> {
        let inner = client.inner();
        for (name, limit) in [("timeout", self.timeout), ("deadline", self.deadline)] {
            limit.map_or(Ok(()), |limit| check_limit(name, limit))?;
        }
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, inner.authorization.clone());
        headers.insert(USER_AGENT, inner.user_agent.clone());
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
            headers.insert(key, value);
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
        if let Some((name, _)) = self.body_fields.iter().find(|(_, value)| is_censored(value)) {
            return Err(Error::invalid_input(format!(
                "the field {name} holds {CENSORED} instead of a secret; serialise values for it with `Exposed`"
            )));
        }
        if *request.method() == Method::GET
            && let Some(name) = self.body_fields.keys().next()
        {
            let reason = format!("the field {name} has no place: a GET request has no body; use `extra_query`");
            return Err(Error::invalid_input(reason));
        }
        let present = request.body().and_then(reqwest::Body::as_bytes).unwrap_or(b"{}");
        let mut body: Map<String, Value> = serde_json::from_slice(present)
            .map_err(|error| Error::invalid_input("the body cannot take more fields").with_source(error))?;
        merge(&mut body, self.body_fields.clone());
        let bytes = serde_json::to_vec(&body)
            .map_err(|error| Error::invalid_input("the body cannot be written").with_source(error))?;
        *request.body_mut() = Some(bytes.into());
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(())
    }
}

impl<O: fmt::Debug> fmt::Debug for Request<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Extra headers, parameters and fields may hold anything.
        f.debug_struct("Request").field("operation", &self.operation).finish_non_exhaustive()
    }
}

/// An answer as it came.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers of the answer.
    pub headers: HeaderMap,
    /// Body, decompressed. It may hold tokens and signed links.
    pub body: Bytes,
    /// How many times the request was sent.
    pub attempts: u32,
    /// Time from the start of the call to the last byte of the answer.
    pub elapsed: Duration,
}

impl RawResponse {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes, attempts: u32, elapsed: Duration) -> Self {
        Self { status, headers, body, attempts, elapsed }
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// Fails when it is none; [`Error::is_decode`] is then true.
    pub fn json(&self) -> Result<Value, Error> {
        serde_json::from_slice(&self.body).map_err(|error| {
            Error::new(ErrorKind::Decode, "the service performed the request, but its answer is not JSON")
                .with_response(self)
                .with_attempts(self.attempts, self.elapsed, None)
                .with_source(error)
        })
    }

    /// What the answer says about the rate limit.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::from_headers(&self.headers, std::time::SystemTime::now())
    }

    /// Identifier of the request at the edge (`cf-ray`).
    pub fn ray_id(&self) -> Option<&str> {
        self.headers.get("cf-ray").and_then(|ray| ray.to_str().ok())
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("body", &format_args!("[{} bytes]", self.body.len()))
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

/// A request as it would be sent, with credentials and secrets censored.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DryRun {
    /// HTTP method.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// Headers in the order of their names.
    pub headers: Vec<(String, String)>,
    /// JSON body.
    pub body: Option<Value>,
}

impl DryRun {
    fn new(request: &reqwest::Request, options: &Options) -> Self {
        let mut headers: Vec<_> = request
            .headers()
            .iter()
            .map(|(name, value)| {
                let text = if value.is_sensitive() { CENSORED } else { value.to_str().unwrap_or("[binary]") };
                (name.as_str().to_owned(), text.to_owned())
            })
            .collect();
        headers.sort();
        let mut body =
            request.body().and_then(reqwest::Body::as_bytes).and_then(|body| serde_json::from_slice(body).ok());
        // The document tells which of its own fields are secret; of the caller's additions only their names tell.
        for name in options.body_fields.keys() {
            if let Some(value) = body.as_mut().and_then(|body: &mut Value| body.get_mut(name)) {
                censor(name, value);
            }
        }
        let mut url = request.url().clone();
        let secret = |name: &str| is_secret_name(name) && options.query.iter().any(|(added, _)| added == name);
        if url.query_pairs().any(|(name, _)| secret(&name)) {
            let shown = |(name, value): (Cow<'_, str>, Cow<'_, str>)| {
                let value = if secret(&name) { CENSORED.into() } else { value.into_owned() };
                (name.into_owned(), value)
            };
            let pairs: Vec<(String, String)> = request.url().query_pairs().map(shown).collect();
            url.query_pairs_mut().clear().extend_pairs(pairs);
        }
        Self { method: request.method().to_string(), url: url.into(), headers, body }
    }
}

/// Puts fields into an object; where both have an object, into that.
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

/// Whether a secret was left out when this value was made.
fn is_censored(value: &Value) -> bool {
    match value {
        Value::String(text) => text == CENSORED,
        Value::Array(items) => items.iter().any(is_censored),
        Value::Object(fields) => fields.values().any(is_censored),
        _ => false,
    }
}

/// Leaves out the text of this field, or of those in it, where it probably holds a secret.
fn censor(name: &str, value: &mut Value) {
    match value {
        Value::String(text) if is_secret_name(name) => CENSORED.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| censor(name, item)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| censor(name, value)),
        _ => {}
    }
}

/// A request to a path of the caller's choice; see [`Client::request`].
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct RawRequest {
    client: Client,
    method: Method,
    path: String,
    body: Option<Value>,
    options: Options,
}

impl RawRequest {
    pub(crate) fn new(client: Client, method: Method, path: String) -> Self {
        Self { client, method, path, body: None, options: Options::default() }
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.options.query.push((name.into(), value.to_string()));
        self
    }

    /// Adds a header, or replaces one of the same name; see [`Request::header`].
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

    /// When to try again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// Whether the request may be sent twice. The default is what is known about the operation with this method and path;
    /// where there is none, `true` for GET, HEAD, OPTIONS, PUT and DELETE.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.options.idempotent = Some(idempotent);
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    ///
    /// As [`Request::send_raw`].
    pub async fn send(self) -> Result<RawResponse, Error> {
        let request = self.prepare()?;
        let known = self.known_operation();
        let info = transport::CallInfo {
            operation: known,
            id: "request",
            // The path itself holds identifiers, and a template must not.
            template: known.map_or("/accounts/{account_id}/realtime/kit/{path}", |operation| operation.path),
            idempotent: known.map_or_else(
                || matches!(self.method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE | Method::OPTIONS),
                |operation| operation.idempotent,
            ),
        };
        transport::execute(&self.client, info, request, &self.options).await.map(|answer| answer.response)
    }

    /// The operation of the table that has this method and path.
    fn known_operation(&self) -> Option<&'static api::Operation> {
        api::operations::ALL.iter().copied().find(|operation| {
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
        if path.contains(['?', '#', '\\', '%']) || path.chars().any(char::is_control) {
            return refuse("must be a plain path: use `query` for parameters");
        }
        let inner = self.client.inner();
        let url = format!("{}/accounts/{}/realtime/kit{path}", inner.api.base_url(), inner.account_id);
        let mut builder = inner.api.http().request(self.method.clone(), url);
        if let Some(body) = &self.body {
            builder = builder.json(body);
        }
        let mut request = builder.build().map_err(Error::from_transport)?;
        self.options.apply(&self.client, &mut request)?;
        Ok(request)
    }
}

impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRequest").field("method", &self.method).field("path", &self.path).finish_non_exhaustive()
    }
}
