//! The one error type: what failed, why, and what to do about it.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use realtimekit_api as api;
use realtimekit_api::Operation;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::rate_limit::RateLimit;
use crate::request::RawResponse;

/// How much of a body an error keeps.
const KEPT_BODY: usize = 64 * 1024;

/// Why a call failed.
///
/// [`kind`](Self::kind) and the predicates say what to do; the accessors tell everything the service told. `Display` is
/// one sentence without secrets: links lose their signature and long tokens are left out. The body is kept (its first
/// 64 KiB) for [`body`](Self::body) and is never printed.
pub struct Error(Box<Details>);

pub(crate) struct Details {
    kind: ErrorKind,
    /// What went wrong, where it was not the service that said so.
    reason: Cow<'static, str>,
    operation: Option<&'static Operation>,
    /// Whether the request may be sent twice, by the document or by the caller's word.
    idempotent: bool,
    status: Option<StatusCode>,
    messages: Vec<ApiMessage>,
    retry_after: Option<Duration>,
    headers: HeaderMap,
    attempts: u32,
    elapsed: Duration,
    body: Bytes,
    json_path: Option<String>,
    page: Option<u64>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    first: Option<Error>,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An input breaks a documented rule; nothing was sent.
    InvalidInput,
    /// The credentials were not accepted.
    Unauthorized,
    /// The credentials are good, but do not allow the operation.
    Forbidden,
    /// What the request names does not exist.
    NotFound,
    /// The request does not fit the state of what it names.
    Conflict,
    /// The service refused the request as malformed or against its rules.
    InvalidRequest,
    /// Too many requests were made.
    RateLimited,
    /// The service, or the edge before it, failed.
    Server,
    /// Time ran out.
    Timeout,
    /// No connection was made; the service has not seen the request.
    Connect,
    /// The connection broke; the service may have performed the request.
    Transport,
    /// The service performed the request, but its answer cannot be read.
    Decode,
    /// The answer is larger than the client accepts.
    TooLarge,
    /// The service repeats a page of a list instead of going on.
    Pagination,
    /// Another failure that the service reported.
    Other,
}

/// A message of the service in an error.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiMessage {
    /// Number of the message: the HTTP status again, or a number of the gateway.
    pub code: Option<i64>,
    /// The text as the service wrote it. It may contain identifiers, tokens and links.
    pub text: String,
}

impl fmt::Debug for ApiMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiMessage").field("code", &self.code).field("text", &censored(&self.text)).finish()
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, reason: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Details {
            kind,
            reason: reason.into(),
            operation: None,
            idempotent: false,
            status: None,
            messages: Vec::new(),
            retry_after: None,
            headers: HeaderMap::new(),
            attempts: 0,
            elapsed: Duration::ZERO,
            body: Bytes::new(),
            json_path: None,
            page: None,
            source: None,
            first: None,
        }))
    }

    pub(crate) fn invalid_input(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::InvalidInput, reason)
    }

    pub(crate) fn from_invalid_id(error: api::InvalidId) -> Self {
        Self::invalid_input(error.to_string())
    }

    /// An error of building a call; sending is done by this crate and has errors of its own.
    pub(crate) fn from_api(error: api::Error) -> Self {
        match error {
            api::Error::InvalidId(error) => Self::from_invalid_id(error),
            other => Self::invalid_input("the request cannot be built").with_source(other),
        }
    }

    /// An error of sending a request or of receiving its answer.
    pub(crate) fn from_transport(error: reqwest::Error) -> Self {
        // The URL names account and app, and in a download it carries the signature.
        let error = error.without_url();
        let (kind, reason) = if error.is_connect() {
            (ErrorKind::Connect, "no connection could be made; nothing was sent")
        } else if error.is_timeout() {
            (ErrorKind::Timeout, "no complete answer came in time; the service may have performed the request")
        } else if error.is_builder() {
            (ErrorKind::InvalidInput, "the request cannot be built")
        } else if is_malformed(&error) {
            (ErrorKind::Decode, "an answer came, but it cannot be unpacked; the service may have performed the request")
        } else {
            (ErrorKind::Transport, "the connection broke; the service may have performed the request")
        };
        Self::new(kind, reason).with_source(error)
    }

    /// An error from an answer that is not a success, or that says so of itself.
    pub(crate) fn from_response(response: &RawResponse) -> Self {
        let messages = serde_json::from_slice::<Value>(&response.body).map(|body| messages(&body)).unwrap_or_default();
        let status = response.status;
        let code = messages.first().and_then(|message| message.code);
        // A failure under a status of success has its status in the code.
        let told = code.and_then(|code| u16::try_from(code).ok()).filter(|code| (400..600).contains(code));
        let kind = classify(told.filter(|_| status.is_success()).unwrap_or(status.as_u16()), code);
        let reason = if messages.is_empty() { describe_body(response) } else { Cow::Borrowed("") };
        let mut error = Self::new(kind, reason).with_response(response);
        error.0.messages = messages;
        error
    }

    /// An error from an answer that could not be read.
    pub(crate) fn from_decode(error: &api::decode::DecodeError, response: &RawResponse) -> Self {
        if error.is_failure() {
            let mut failure = Self::from_response(response);
            if failure.0.messages.is_empty() {
                failure.0.reason = "the answer says that the operation failed, under a status of success".into();
            }
            return failure;
        }
        let text = error.to_string();
        let reason = text.split_once(": ").map_or(text.as_str(), |(_, reason)| reason).to_owned();
        let mut decode = Self::new(ErrorKind::Decode, reason).with_response(response);
        decode.0.json_path = error.path().map(str::to_owned);
        decode
    }

    pub(crate) fn with_response(mut self, response: &RawResponse) -> Self {
        self.0.status = Some(response.status);
        self.0.headers.clone_from(&response.headers);
        self.0.retry_after = response.rate_limit().and_then(|limit| limit.wait(response.status));
        self.with_body(response.body.clone())
    }

    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        // A slice of a large body would keep the whole of it in memory.
        self.0.body = match body.get(..KEPT_BODY) {
            Some(beginning) => Bytes::copy_from_slice(beginning),
            None => body,
        };
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

    pub(crate) fn with_page(mut self, page: u64) -> Self {
        self.0.page = Some(page);
        self
    }

    /// Whether the service says that there is none of what was asked for, with a message that begins like this.
    pub(crate) fn says_absent(&self, message: &str) -> bool {
        // Without any message the answer is not the service's: a page of the edge says nothing about the object.
        self.is_not_found() && self.message().is_some_and(|text| text.starts_with(message))
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that failed; `None` for configuration, and for raw requests to a path that this version does not
    /// know.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// HTTP status of the answer, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// Number of the first message: the status again, or a number of the gateway such as 10000.
    pub fn code(&self) -> Option<i64> {
        self.0.messages.first().and_then(|message| message.code)
    }

    /// The first message of the service. It may contain identifiers, tokens and links: keep it out of public places.
    pub fn message(&self) -> Option<&str> {
        self.0.messages.first().map(|message| message.text.as_str())
    }

    /// All messages of the service, the most important first.
    pub fn messages(&self) -> &[ApiMessage] {
        &self.0.messages
    }

    /// How long the service asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Identifier of the request at the edge (`cf-ray`). Name it when asking Cloudflare for support.
    pub fn ray_id(&self) -> Option<&str> {
        self.0.headers.get("cf-ray").and_then(|ray| ray.to_str().ok())
    }

    /// Headers of the answer; empty where none came. They may contain links with signatures.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// What the answer says about the rate limit.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::from_headers(&self.0.headers, std::time::SystemTime::now())
    }

    /// The answer, as far as it is kept.
    pub(crate) fn response(&self) -> Option<RawResponse> {
        let Details { status, headers, body, attempts, elapsed, .. } = &*self.0;
        status.map(|status| RawResponse::new(status, headers.clone(), body.clone(), *attempts, *elapsed))
    }

    /// How many times the request was sent; 0 when it was refused before.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Time from the start of the call to the failure, with all attempts and waits.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// Body of the answer, at most its first 64 KiB. It may contain tokens and links.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Where in the answer the unreadable value stands, such as `data.sessions[3].started_at`.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// The page of a list on which the failure happened, counted from 1.
    pub fn page(&self) -> Option<u64> {
        self.0.page
    }

    /// The failure of the first attempt, when there were several.
    pub fn first_attempt(&self) -> Option<&Error> {
        self.0.first.as_ref()
    }

    /// Whether an input was refused before anything was sent.
    ///
    /// # Troubleshooting
    ///
    /// The text names the input, its value and the rule it breaks. Correct the caller; trying again cannot help.
    pub fn is_invalid_input(&self) -> bool {
        self.0.kind == ErrorKind::InvalidInput
    }

    /// Whether the credentials were not accepted.
    ///
    /// # Troubleshooting
    ///
    /// Code 10000 has three causes that the service does not tell apart: the token is wrong or expired, it lacks the
    /// permission "Realtime" or "Realtime Admin", or the account has not been onboarded to RealtimeKit. Check that the
    /// account id belongs to the token. Codes 6003 and 6111 mean that the header is malformed.
    pub fn is_unauthorized(&self) -> bool {
        self.0.kind == ErrorKind::Unauthorized
    }

    /// Whether the credentials are good but do not allow the operation.
    ///
    /// # Troubleshooting
    ///
    /// Give the token the permission "Realtime Admin", or use one that has it.
    pub fn is_forbidden(&self) -> bool {
        self.0.kind == ErrorKind::Forbidden
    }

    /// Whether something that the request names does not exist.
    ///
    /// # Troubleshooting
    ///
    /// The service answers 404 for unknown meetings, participants, sessions and so on, for a wrong app id, for an active
    /// session or recording when there is none, and for recordings, chats, transcripts and summaries after 7 days.
    pub fn is_not_found(&self) -> bool {
        self.0.kind == ErrorKind::NotFound
    }

    /// Whether the request does not fit the state of what it names.
    ///
    /// # Troubleshooting
    ///
    /// For example, a track recording already runs, or a preset is still in use. Fetch the present state and decide again.
    pub fn is_conflict(&self) -> bool {
        self.0.kind == ErrorKind::Conflict
    }

    /// Whether the service refused the request as malformed or against its rules (status 400 or 422, or a path that it
    /// does not serve).
    ///
    /// # Troubleshooting
    ///
    /// The message names the field. A code of 7000 or 7003 means that the path is not served: check the account id.
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == ErrorKind::InvalidRequest
    }

    /// Whether too many requests were made.
    ///
    /// # Troubleshooting
    ///
    /// Wait for [`retry_after`](Self::retry_after), or some minutes where the service does not say. The limit is shared by
    /// everything that uses the account.
    pub fn is_rate_limited(&self) -> bool {
        self.0.kind == ErrorKind::RateLimited
    }

    /// Whether the service, or the edge before it, failed.
    ///
    /// # Troubleshooting
    ///
    /// Requests that may be sent twice have been tried again already. For others, look whether the request was performed
    /// before sending it again. Report the ray id if it lasts.
    pub fn is_server(&self) -> bool {
        self.0.kind == ErrorKind::Server
    }

    /// Whether time ran out.
    ///
    /// # Troubleshooting
    ///
    /// The service may have performed the request. Raise the limits with `timeout` and `deadline`, of the client or of
    /// the request.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether no connection could be made.
    ///
    /// # Troubleshooting
    ///
    /// The service has not seen the request. Check the base URL, name resolution, proxies and certificates; the
    /// [source](std::error::Error::source) tells which of them failed.
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// Whether the answer to a performed request could not be read.
    ///
    /// # Troubleshooting
    ///
    /// The service did what was asked: do not send the request again blindly. [`json_path`](Self::json_path) names the
    /// place, [`body`](Self::body) holds the answer, and `send_raw` reads it without types. Please report it.
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// Whether the same request may succeed later without a change, and may safely be sent again by the caller.
    ///
    /// # Troubleshooting
    ///
    /// The client has tried already as often as its policy allows. Try again after a longer pause.
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect => true,
            // Throttling under another status than 429 is no promise that nothing was done.
            ErrorKind::RateLimited => self.0.status.is_none_or(|status| status.as_u16() == 429) || self.0.idempotent,
            ErrorKind::Server | ErrorKind::Timeout | ErrorKind::Transport => self.0.idempotent,
            _ => false,
        }
    }
}

/// Whether an answer came whole and is not packed as it says. The HTTP client gives broken connections the same name.
fn is_malformed(error: &reqwest::Error) -> bool {
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let kinds = causes.filter_map(|cause| cause.downcast_ref::<std::io::Error>()).map(std::io::Error::kind);
    error.is_decode() && kinds.into_iter().any(|kind| kind == std::io::ErrorKind::InvalidData)
}

/// The kind of an answer that is not a success, from its status and the code of its first message.
fn classify(status: u16, code: Option<i64>) -> ErrorKind {
    match (status, code) {
        // The status comes first: older throttling answers carry the code of failed authentication.
        (429, _) | (_, Some(971)) => ErrorKind::RateLimited,
        (500..=599, _) => ErrorKind::Server,
        (_, Some(10_000 | 9106 | 9107 | 9109 | 6003 | 6111)) => ErrorKind::Unauthorized,
        (_, Some(7000 | 7003)) => ErrorKind::InvalidRequest,
        (401, _) => ErrorKind::Unauthorized,
        (403, _) => ErrorKind::Forbidden,
        (404 | 410, _) => ErrorKind::NotFound,
        (408, _) => ErrorKind::Timeout,
        (409, _) => ErrorKind::Conflict,
        (400 | 405 | 411 | 413 | 414 | 415 | 422, _) => ErrorKind::InvalidRequest,
        _ => ErrorKind::Other,
    }
}

/// All messages in an error body, whichever envelope it uses.
fn messages(body: &Value) -> Vec<ApiMessage> {
    let mut found = Vec::new();
    collect(&body["error"], 0, &mut found);
    for error in body["errors"].as_array().into_iter().flatten() {
        collect(error, 0, &mut found);
    }
    if found.is_empty() {
        collect(body, 0, &mut found);
        collect(&body["data"], 0, &mut found);
    }
    for message in body["messages"].as_array().into_iter().flatten() {
        collect(message, 0, &mut found);
    }
    found
}

/// Takes a message as text or as an object, and the chain of errors behind it.
fn collect(value: &Value, depth: usize, found: &mut Vec<ApiMessage>) {
    const DEEPEST: usize = 8;
    match value {
        Value::String(text) if !text.is_empty() => found.push(ApiMessage { code: None, text: text.clone() }),
        Value::Object(map) => {
            let text = ["message", "error", "detail"].iter().find_map(|key| map.get(*key)?.as_str());
            let code = map.get("code").and_then(|code| code.as_i64().or_else(|| code.as_str()?.trim().parse().ok()));
            if let Some(text) = text {
                found.push(ApiMessage { code, text: text.to_owned() });
            } else if let Some(code) = code {
                found.push(ApiMessage { code: Some(code), text: String::new() });
            }
            for error in map.get("error_chain").and_then(Value::as_array).into_iter().flatten() {
                if depth < DEEPEST {
                    collect(error, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

/// What came where an error envelope was expected.
fn describe_body(response: &RawResponse) -> Cow<'static, str> {
    let kind = response.headers.get(reqwest::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    match kind {
        _ if response.status.is_redirection() => "the answer is a redirect, which is not followed".into(),
        _ if response.body.is_empty() => "the answer is empty".into(),
        Some(kind) if kind.contains("html") => "the answer is a web page".into(),
        _ if serde_json::from_slice::<serde::de::IgnoredAny>(&response.body).is_ok() => {
            "the answer has no message".into()
        }
        _ => "the answer is not JSON".into(),
    }
}

/// Text of the service without what must not be printed: queries of links, and long tokens.
pub(crate) fn censored(text: &str) -> String {
    const LONGEST: usize = 300;
    let mut clean = String::new();
    for piece in
        text.split_inclusive(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ',' | '<' | '>'))
    {
        let word = piece
            .trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ',' | '<' | '>'));
        let end = &piece[word.len()..];
        if let Some((scheme, rest)) = word.split_once("://") {
            // Host and path of a link are harmless; stream keys stand in the path of rtmp links.
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let host = host.rsplit('@').next().unwrap_or_default();
            clean.push_str(&format!("{scheme}://{host}/[redacted]"));
        } else if let Some((before, _)) = word.split_once('?').filter(|(_, query)| query.contains('=')) {
            clean.push_str(before);
            clean.push('?');
            clean.push_str(CENSORED);
        } else if let Some((name, _)) = word.split_once('=').filter(|(name, _)| is_secret_name(name)) {
            clean.push_str(name);
            clean.push('=');
            clean.push_str(CENSORED);
        } else if is_token(word) {
            clean.push_str(CENSORED);
        } else {
            clean.push_str(word);
        }
        clean.push_str(end);
        if clean.len() > LONGEST {
            let cut = (0..=LONGEST).rev().find(|index| clean.is_char_boundary(*index)).unwrap_or(0);
            clean.truncate(cut);
            clean.push('…');
            break;
        }
    }
    clean
}

/// Stands where a secret is not shown.
pub(crate) const CENSORED: &str = "[redacted]";

/// Whether something of this name probably holds a secret: a header, parameter or field that no document describes.
pub(crate) fn is_secret_name(name: &str) -> bool {
    const WORDS: [&str; 9] =
        ["auth", "token", "key", "secret", "password", "passphrase", "cookie", "signature", "credential"];
    let name = name.to_ascii_lowercase();
    WORDS.iter().any(|word| name.contains(word))
}

/// Whether a word looks like a key: long, without blanks, and not a UUID.
fn is_token(word: &str) -> bool {
    let longest = word.split([':', '=', '(', ')', '[', ']', '{', '}', ';', '&']).map(str::len).max().unwrap_or(0);
    // A JSON Web Token begins with the Base64 of `{"`.
    let signed = word.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_.".contains(letter));
    let signed = signed.into_iter().any(|part| part.starts_with("eyJ") && part.matches('.').count() >= 2);
    signed || longest >= 40 || word.split('.').filter(|part| part.len() >= 8).count() >= 3
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &self.0;
        match (details.operation, details.status) {
            (Some(operation), Some(status)) => write!(f, "{} failed with status {status}", operation.id)?,
            (Some(operation), None) => write!(f, "{} failed", operation.id)?,
            (None, Some(status)) => write!(f, "the request failed with status {status}")?,
            (None, None) if details.reason.is_empty() => f.write_str("the request failed")?,
            (None, None) => f.write_str(&details.reason)?,
        }
        let named = details.operation.is_some() || details.status.is_some();
        if named && !details.reason.is_empty() {
            write!(f, ": {}", details.reason)?;
        }
        if let Some(message) = details.messages.first() {
            if !message.text.is_empty() {
                write!(f, ": {}", censored(&message.text))?;
            }
            if message.code == Some(10_000) && details.kind == ErrorKind::Unauthorized {
                f.write_str(
                    "; the token is wrong, or lacks the permission \"Realtime\", or the account is not onboarded",
                )?;
            }
        }
        let mut notes = Vec::new();
        notes.extend(self.code().map(|code| format!("code {code}")));
        notes.extend(details.page.map(|page| format!("page {page}")));
        notes.extend(details.retry_after.map(|wait| match wait.as_secs() {
            0 => format!("retry after {wait:?}"),
            // To the next second: nobody comes back by the microsecond.
            seconds => format!("retry after {}s", seconds + u64::from(wait.subsec_nanos() > 0)),
        }));
        if details.attempts > 1 {
            notes.push(format!("{} attempts in {:.1} s", details.attempts, details.elapsed.as_secs_f64()));
        }
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
            .field("status", &details.status)
            .field("messages", &details.messages)
            .field("attempts", &details.attempts)
            .field("body", &format_args!("[{} bytes]", details.body.len()))
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
    fn both_envelopes_and_their_relatives_are_read() {
        for (body, code, text) in [
            (
                r#"{"success":false,"error":{"code":404,"message":"Meeting x not found"}}"#,
                Some(404),
                "Meeting x not found",
            ),
            (r#"{"success":false,"error":"Participant already exists"}"#, None, "Participant already exists"),
            (r#"{"message":"Unauthorized"}"#, None, "Unauthorized"),
            (r#"{"success":false,"data":{"message":"No such thing"}}"#, None, "No such thing"),
            (
                r#"{"success":false,"errors":[{"code":"7003","message":"Bad id","error_chain":[{"code":1,"message":"Deep"}]}],"messages":["see docs",{"message":"also"}],"result":null}"#,
                Some(7003),
                "Bad id",
            ),
        ] {
            let error = error(400, body);
            assert_eq!((error.code(), error.message()), (code, Some(text)), "{body}");
        }
        let all = error(
            400,
            r#"{"errors":[{"code":1,"message":"a","error_chain":[{"code":2,"message":"b"}]},{"message":"c"}],"messages":["d"]}"#,
        );
        let texts: Vec<_> = all.messages().iter().map(|message| message.text.as_str()).collect();
        assert_eq!(texts, ["a", "b", "c", "d"]);
    }

    #[test]
    fn codes_and_statuses_are_classified_row_by_row() {
        use ErrorKind::*;
        for (status, code, kind) in [
            (403, Some(10_000), Unauthorized),
            (401, Some(10_000), Unauthorized),
            (403, Some(9106), Unauthorized),
            (400, Some(9106), Unauthorized),
            (400, Some(6003), Unauthorized),
            (400, Some(6111), Unauthorized),
            (401, Some(9107), Unauthorized),
            (403, Some(9109), Unauthorized),
            (400, Some(7000), InvalidRequest),
            (404, Some(7003), InvalidRequest),
            (429, Some(971), RateLimited),
            (500, Some(971), RateLimited),
            (429, Some(10_000), RateLimited),
            (429, None, RateLimited),
            (502, None, Server),
            (520, None, Server),
            (530, None, Server),
            (401, None, Unauthorized),
            (403, None, Forbidden),
            (404, Some(404), NotFound),
            (409, Some(409), Conflict),
            (400, Some(400), InvalidRequest),
            (422, Some(422), InvalidRequest),
            (408, None, Timeout),
            (501, Some(501), Server),
            (418, None, Other),
            (302, None, Other),
        ] {
            assert_eq!(classify(status, code), kind, "{status} {code:?}");
        }
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
            "meetings_get failed with status 502 Bad Gateway: the answer is a web page (retry after 7s, ray 8f00ab-AMS)"
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
            "token {secret} of 'https://files.example.com/a.mp4?X-Amz-Signature=s3cr3t' and rtmp://live.example.com/app/s3cr3t is bad"
        ) } });
        let error = error(400, &body.to_string());
        for text in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
            assert!(!text.contains("s3cr3t") && !text.contains("eyJ") && !text.contains("Signature"), "{text}");
            assert!(text.contains("https://files.example.com/[redacted]' and"), "{text}");
        }
        assert!(error.message().unwrap().contains(secret));
        assert_eq!(
            censored("files.example.com/a?sig=s3cr3t, stream_key=s3cr3t"),
            "files.example.com/a?[redacted], stream_key=[redacted]"
        );
        assert_eq!(censored("token=(eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln)"), "token=[redacted]");
        assert_eq!(censored("bad (eyJhIjoxfQ.eyJh.c2ln)"), "bad [redacted]");
        let harmless = "Meeting 497f6eca-6276-4993-bfeb-53cbbbba6f08 not found in 1b9e8a0c54f24e6f9d0e6a7f3c2b1a90.";
        assert_eq!(censored(harmless), harmless);
        assert!(censored(&"word ".repeat(200)).chars().count() <= 301);
        assert!(censored(&"é ".repeat(400)).ends_with('…'));
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
    fn throttling_may_be_repeated_where_nothing_was_done() {
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
