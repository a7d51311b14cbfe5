//! The one error type of the crate: what failed, why, and what to do about it.

mod beginning;
mod codes;
mod connection;
mod gave_up;
mod kind;
mod message;
mod predicates;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use realtimekit_api as api;
use realtimekit_api::operations::Operation;
use reqwest::{StatusCode, Url};
use serde_json::Value;

pub use self::gave_up::GaveUp;
pub use self::kind::ErrorKind;
pub use self::message::ApiMessage;
use crate::rate_limit_headers::RateLimit;
use crate::redact::escape_text;
use crate::response::RawResponse;

/// Number of bytes of a body that an error keeps.
const KEPT_BODY: usize = 64 * 1024;

/// Number of bytes of an error response that are read and parsed. A longer one is not the service's.
pub(crate) const MAX_ERROR_BODY: usize = 1024 * 1024;

/// Why a call failed.
///
/// [`kind`](Self::kind) and the predicates say what to do; the accessors return everything that the service reported.
/// `Display` is one sentence without secrets: links and long tokens are redacted. The first 64 KiB of the body are kept
/// for [`body`](Self::body) and are never printed.
pub struct Error(Box<Details>);

struct Details {
    kind: ErrorKind,
    /// The description of a failure that the service did not report.
    reason: Cow<'static, str>,
    operation: Option<&'static Operation>,
    /// Whether the request may be sent twice, according to the OpenAPI document or to the caller.
    idempotent: bool,
    /// The response with a shortened body.
    response: Option<RawResponse>,
    messages: Vec<ApiMessage>,
    retry_after: Option<Duration>,
    attempts: u32,
    elapsed: Duration,
    json_path: Option<String>,
    page: Option<u64>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    first: Option<Error>,
    gave_up: Option<GaveUp>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, reason: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Details {
            kind,
            reason: reason.into(),
            operation: None,
            idempotent: false,
            response: None,
            messages: Vec::new(),
            retry_after: None,
            attempts: 0,
            elapsed: Duration::ZERO,
            json_path: None,
            page: None,
            source: None,
            first: None,
            gave_up: None,
        }))
    }

    pub(crate) fn invalid_input(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::InvalidInput, reason)
    }

    pub(crate) fn from_invalid_id(error: api::InvalidId) -> Self {
        Self::invalid_input(error.to_string())
    }

    /// An error of building a call. Errors of sending are made by this crate, not by the API crate.
    pub(crate) fn from_api(error: api::Error) -> Self {
        match error {
            api::Error::InvalidId(error) => Self::from_invalid_id(error),
            other => Self::invalid_input("the request cannot be built").with_source(other),
        }
    }

    /// An error of sending a request or of receiving its response.
    pub(crate) fn from_transport(error: reqwest::Error) -> Self {
        let (kind, reason) = if error.is_connect() {
            (ErrorKind::Connect, Cow::Owned(connection::describe(&error)))
        } else if error.is_timeout() {
            (
                ErrorKind::Timeout,
                "no complete response arrived in time; the service may have executed the request".into(),
            )
        } else if error.is_builder() {
            (ErrorKind::InvalidInput, "the request cannot be built".into())
        } else if connection::is_malformed(&error) {
            let reason = "the response could not be decompressed; the service may have executed the request";
            (ErrorKind::Decode, reason.into())
        } else {
            (ErrorKind::Transport, "the connection broke; the service may have executed the request".into())
        };
        // The URL contains account and app ids, and in a download the signature.
        Self::new(kind, reason).with_source(error.without_url())
    }

    /// An error from a response whose status, or whose `success`, reports a failure.
    pub(crate) fn from_response(response: &RawResponse) -> Self {
        let body = Some(&response.body).filter(|body| body.len() <= MAX_ERROR_BODY);
        let body = body.and_then(|body| beginning::read(body));
        let messages = body.map(|body| message::messages(&body)).unwrap_or_default();
        let status = response.status;
        let code = messages.first().and_then(|message| message.code);
        // A failure under a status of success has its status in the code.
        let reported = code.and_then(|code| u16::try_from(code).ok()).filter(|code| (400..600).contains(code));
        let reported = reported.filter(|_| status.is_success()).unwrap_or(status.as_u16());
        let reason = if messages.is_empty() { describe_body(response) } else { "".into() };
        let mut error = Self::new(ErrorKind::of_response(reported, code), reason).with_response(response);
        error.0.messages = messages;
        error
    }

    /// An error from a response with a status of success that could not be decoded.
    pub(crate) fn from_decode(error: &api::decode::DecodeError, response: &RawResponse) -> Self {
        if error.is_failure() {
            let mut failure = Self::from_response(response);
            if failure.0.messages.is_empty() {
                failure.0.reason = "the response reports a failure under a status of success".into();
            }
            return failure;
        }
        if is_web_page(response) {
            let reason =
                "the response is a web page; the base URL may be wrong, or a proxy responds in place of the service";
            return Self::new(ErrorKind::Decode, reason).with_response(response);
        }
        let text = error.to_string();
        let reason = text.split_once(": ").map_or(text.as_str(), |(_, reason)| reason).to_owned();
        let mut decode = Self::new(ErrorKind::Decode, reason).with_response(response);
        decode.0.json_path = error.path().map(str::to_owned);
        decode
    }

    pub(crate) fn with_response(mut self, response: &RawResponse) -> Self {
        self.0.retry_after = response.rate_limit().and_then(|limit| limit.wait(response.status));
        // A slice of a large body would keep the whole of it in memory.
        let body = match response.body.get(..KEPT_BODY) {
            Some(beginning) => Bytes::copy_from_slice(beginning),
            None => response.body.clone(),
        };
        self.0.response = Some(RawResponse { body, headers: response.headers.clone(), ..*response });
        self
    }

    /// Records why the rest of the response was not received.
    pub(crate) fn with_rest_missing(mut self, failure: Option<Error>) -> Self {
        if let Some(failure) = failure {
            if self.0.messages.is_empty() && failure.kind() != ErrorKind::TooLarge {
                self.0.reason = "the rest of the response did not arrive".into();
            }
            self.0.source = Some(Box::new(failure));
        }
        self
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    pub(crate) fn with_operation(mut self, operation: Option<&'static Operation>) -> Self {
        self.0.operation = operation;
        if let Some(first) = &mut self.0.first {
            first.0.operation = operation;
        }
        self
    }

    pub(crate) fn with_idempotent(mut self, idempotent: bool) -> Self {
        self.0.idempotent = idempotent;
        if let Some(first) = &mut self.0.first {
            first.0.idempotent = idempotent;
        }
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32, elapsed: Duration, first: Option<Error>) -> Self {
        self.0.attempts = attempts;
        self.0.elapsed = elapsed;
        self.0.first = first;
        self
    }

    pub(crate) fn with_gave_up(mut self, gave_up: Option<GaveUp>) -> Self {
        self.0.gave_up = gave_up;
        self
    }

    /// The wait before another attempt can succeed.
    pub(crate) fn with_retry_after(mut self, wait: Duration) -> Self {
        self.0.retry_after = Some(wait);
        self
    }

    /// Redacts the client's own credentials in the messages that are printed.
    pub(crate) fn with_own_redacted(mut self, own: &[&str]) -> Self {
        self.0.messages.iter_mut().for_each(|message| message.redact(own));
        self
    }

    pub(crate) fn with_page(mut self, page: u64) -> Self {
        self.0.page = Some(page);
        self
    }

    /// Whether this is a 404 whose message begins like this: there is no object of the kind that was requested.
    pub(crate) fn reports_absence(&self, message: &str) -> bool {
        // A response without any message is a page of the edge, which says nothing about the object.
        self.is_not_found() && self.message().is_some_and(|text| text.starts_with(message))
    }

    pub(crate) fn is_idempotent(&self) -> bool {
        self.0.idempotent
    }

    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that failed; `None` for configuration, and for raw requests to a path that this version does not
    /// know.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// HTTP status, if a response was received.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(|response| response.status)
    }

    /// Code of the first message: the HTTP status again, or a code of the gateway such as 10000.
    pub fn code(&self) -> Option<i64> {
        self.0.messages.first().and_then(|message| message.code)
    }

    /// The first message of the service. It may contain identifiers, tokens and links: do not publish it.
    pub fn message(&self) -> Option<&str> {
        self.0.messages.first().map(|message| message.text.as_str())
    }

    /// All messages of the service, the most important first.
    pub fn messages(&self) -> &[ApiMessage] {
        &self.0.messages
    }

    /// The time that the service asks to wait before the next request.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Identifier of the request at Cloudflare's edge (header `cf-ray`). Include it when asking Cloudflare for support.
    pub fn ray_id(&self) -> Option<&str> {
        self.0.response.as_ref().and_then(RawResponse::ray_id)
    }

    /// The rate limit that the response reports, if it reports one.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.0.response.as_ref().and_then(RawResponse::rate_limit)
    }

    /// The response, if one was received, with at most the first 64 KiB of its body. Headers and body may contain tokens
    /// and signed links.
    pub fn response(&self) -> Option<&RawResponse> {
        self.0.response.as_ref()
    }

    /// Body of the response, at most its first 64 KiB; empty without a response. It may contain tokens and links.
    pub fn body(&self) -> &[u8] {
        self.0.response.as_ref().map_or(&[], |response| &response.body)
    }

    /// How many times the request was sent; 0 if it was refused before.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Time from the start of the call to the failure, including all attempts and waits.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// Path of the value in the response that could not be decoded, such as `data.sessions[3].started_at`.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// The page of a list on which the failure happened, counted from 1.
    pub fn page(&self) -> Option<u64> {
        self.0.page
    }

    /// Why the failure was not retried although it could have been; `None` if a retry was not possible, for example
    /// because the service may have executed the request.
    pub fn gave_up(&self) -> Option<GaveUp> {
        self.0.gave_up
    }

    /// The failure of the first attempt, if there were several attempts.
    pub fn first_attempt(&self) -> Option<&Error> {
        self.0.first.as_ref()
    }
}

impl RawResponse {
    /// Parses the body as JSON.
    ///
    /// # Errors
    ///
    /// Fails if the body is not JSON; [`Error::is_decode`] is then true.
    pub fn json(&self) -> Result<Value, Error> {
        serde_json::from_slice(&self.body).map_err(|error| {
            Error::new(ErrorKind::Decode, "the service executed the request, but its response is not JSON")
                .with_response(self)
                .with_attempts(self.attempts, self.elapsed, None)
                .with_source(error)
        })
    }
}

/// A description of the body that was received in place of an error envelope.
fn describe_body(response: &RawResponse) -> Cow<'static, str> {
    let header = |name| response.headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(target) = header(reqwest::header::LOCATION).filter(|_| response.status.is_redirection()) {
        // The path and what follows it may hold secrets.
        let host = Url::parse(target).ok().and_then(|url| url.host_str().map(|host| format!(" to {host}")));
        return format!("the response is a redirect{}, which is not followed", host.unwrap_or_default()).into();
    }
    let length = header(reqwest::header::CONTENT_LENGTH);
    let announced = length.and_then(|length| length.parse::<usize>().ok()).unwrap_or_default();
    let text = match response.body.len().max(announced) {
        MAX_ERROR_BODY.. => "the response is larger than 1 MiB",
        _ if response.body.is_empty() => "the response is empty",
        _ if is_web_page(response) => "the response is a web page",
        _ if serde_json::from_slice::<serde::de::IgnoredAny>(&response.body).is_ok() => "the response has no message",
        _ => "the response is not JSON",
    };
    text.into()
}

fn is_web_page(response: &RawResponse) -> bool {
    let kind = response.headers.get(reqwest::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.contains("html"))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &self.0;
        match (details.operation, self.status()) {
            (Some(operation), Some(status)) => write!(f, "{} failed with status {status}", operation.id)?,
            (Some(operation), None) => write!(f, "{} failed", operation.id)?,
            (None, Some(status)) => write!(f, "the request failed with status {status}")?,
            (None, None) if details.reason.is_empty() => f.write_str("the request failed")?,
            (None, None) => f.write_str(&escape_text(&details.reason))?,
        }
        let named = details.operation.is_some() || self.status().is_some();
        if named && !details.reason.is_empty() {
            write!(f, ": {}", escape_text(&details.reason))?;
        }
        if let Some(message) = details.messages.first() {
            if !message.text.is_empty() {
                write!(f, ": {}", message.redacted())?;
            }
            if message.code == Some(10_000) && details.kind == ErrorKind::Unauthorized {
                f.write_str(
                    "; the token is wrong, or lacks the permission \"Realtime\", or the account is not onboarded",
                )?;
            }
        }
        let uncertain = |first: &Error| !matches!(first.kind(), ErrorKind::RateLimited | ErrorKind::Connect);
        let deletes = details.operation.is_some_and(|operation| operation.method == "DELETE");
        if deletes && self.is_not_found() && details.first.as_ref().is_some_and(uncertain) {
            f.write_str("; an earlier attempt of this call may have deleted it")?;
        }
        let mut notes = Vec::new();
        notes.extend(self.code().map(|code| format!("code {code}")));
        notes.extend(details.page.map(|page| format!("page {page}")));
        let wait = details.retry_after.filter(|wait| !wait.is_zero());
        notes.extend(wait.map(|wait| match wait.as_secs() {
            0 => format!("retry after {wait:?}"),
            // Rounded up to whole seconds.
            seconds => format!("retry after {}s", seconds + u64::from(wait.subsec_nanos() > 0)),
        }));
        if details.attempts > 1 {
            notes.push(format!("{} attempts in {:.1} s", details.attempts, details.elapsed.as_secs_f64()));
        }
        notes.extend(details.gave_up.map(|reason| reason.to_string()));
        notes.extend(self.ray_id().map(|ray| format!("ray {ray}")));
        if notes.is_empty() { Ok(()) } else { write!(f, " ({})", notes.join(", ")) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &self.0;
        f.debug_struct("Error")
            .field("kind", &details.kind)
            .field("text", &format_args!("{self}"))
            .field("operation", &details.operation.map(|operation| operation.id))
            .field("status", &self.status())
            .field("messages", &details.messages)
            .field("attempts", &details.attempts)
            .field("body", &format_args!("[{} bytes]", self.body().len()))
            .field("source", &details.source)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, HeaderValue};

    use super::*;

    fn error(status: u16, body: &str) -> Error {
        let mut headers = HeaderMap::new();
        headers.insert("cf-ray", HeaderValue::from_static("8f00ab-AMS"));
        headers.insert("retry-after", HeaderValue::from_static("7"));
        if body.starts_with('<') {
            headers.insert("content-type", HeaderValue::from_static("text/html; charset=UTF-8"));
        }
        let status = StatusCode::from_u16(status).unwrap();
        let body = Bytes::copy_from_slice(body.as_bytes());
        let response = RawResponse::new(status, headers, body, 1, Duration::ZERO);
        Error::from_response(&response).with_operation(Some(&api::operations::MEETINGS_GET)).with_idempotent(true)
    }

    #[test]
    fn web_pages_keep_status_ray_and_body() {
        let error = error(502, "<html><body>Bad gateway</body></html>");
        assert!(error.is_server() && error.is_retryable());
        assert_eq!((error.status().unwrap().as_u16(), error.ray_id()), (502, Some("8f00ab-AMS")));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
        assert_eq!(error.body(), b"<html><body>Bad gateway</body></html>");
        assert_eq!(
            error.to_string(),
            "meetings_get failed with status 502 Bad Gateway: the response is a web page (retry after 7s, ray 8f00ab-AMS)"
        );
    }

    #[test]
    fn failed_authentication_names_the_three_causes() {
        let text = error(403, r#"{"errors":[{"code":10000,"message":"Authentication error"}]}"#).to_string();
        for part in
            ["403 Forbidden", "Authentication error", "token is wrong", "permission", "not onboarded", "code 10000"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn messages_are_printed_without_secrets() {
        let secret = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3OTUxNjQ0MDB9.c2lnbmF0dXJlLXMzY3IzdA";
        let body = serde_json::json!({ "error": { "code": 400, "message": format!(
            "token {secret} of 'https://files.example.com/a.mp4?X-Amz-Signature=s3cr3t' is bad"
        ) } });
        let error = error(400, &body.to_string());
        for text in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
            assert!(!text.contains("s3cr3t") && !text.contains("eyJ") && !text.contains("Signature"), "{text}");
            assert!(text.contains("https://files.example.com/[redacted]' is bad"), "{text}");
        }
        assert!(error.message().unwrap().contains(secret));
    }

    #[test]
    fn a_large_body_is_not_kept_alive() {
        let body = Bytes::from(vec![b' '; 10 * KEPT_BODY]);
        let response = RawResponse::new(StatusCode::BAD_GATEWAY, HeaderMap::new(), body.clone(), 1, Duration::ZERO);
        let error = Error::from_response(&response);
        assert_eq!(error.body().len(), KEPT_BODY);
        drop(response);
        assert!(body.is_unique());
    }

    #[test]
    fn throttling_is_retryable_if_nothing_was_executed() {
        let throttled = |status| error(status, r#"{"errors":[{"code":971,"message":"throttled"}]}"#);
        assert!(throttled(429).with_idempotent(false).is_retryable());
        assert!(throttled(500).is_retryable() && !throttled(500).with_idempotent(false).is_retryable());
        assert!(!error(500, "").with_idempotent(false).is_retryable());
    }

    #[test]
    fn an_error_is_small() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }
}
