//! Tracing: the span of a call with its fields, the event of each attempt, and the warning about values left out.
//!
//! The names are those of OpenTelemetry for HTTP clients. Path and query are left out: they name people and rooms.

use std::fmt;
use std::time::Duration;

use realtimekit_api::decode::Unreadable;
use reqwest::StatusCode;
use tracing::Span;
use tracing::field::{Empty, display};

use crate::error::Error;
use crate::response::RawResponse;

/// The span of a call. Fields without a value yet are recorded by [`record`] and [`record_error`].
pub(crate) fn call(operation: &str, template: &str, request: &reqwest::Request) -> Span {
    tracing::info_span!(
        "realtimekit",
        "otel.name" = %format_args!("{} {template}", request.method()),
        "otel.kind" = "client",
        "otel.status_code" = Empty,
        "http.request.method" = %request.method(),
        "url.template" = template,
        "server.address" = request.url().host_str().unwrap_or_default(),
        "server.port" = request.url().port_or_known_default(),
        "realtimekit.operation" = operation,
        "http.response.status_code" = Empty,
        "http.request.resend_count" = Empty,
        "error.type" = Empty,
        "cloudflare.ray_id" = Empty,
    )
}

/// Records the end of a call in its span.
pub(crate) fn record(span: &Span, result: &Result<RawResponse, Error>) {
    if span.is_disabled() {
        return;
    }
    let attempts = match result {
        Ok(response) => response.attempts,
        Err(error) => error.attempts(),
    };
    if let Some(status) = status(result) {
        span.record("http.response.status_code", status.as_u16());
    }
    if attempts > 1 {
        span.record("http.request.resend_count", attempts - 1);
    }
    if let Some(ray) = ray_id(result) {
        span.record("cloudflare.ray_id", ray);
    }
    if let Err(error) = result {
        record_error(span, error);
    }
}

/// Records the error of a call in its span.
pub(crate) fn record_error(span: &Span, error: &Error) {
    if span.is_disabled() {
        return;
    }
    span.record("error.type", display(ErrorType(error)));
    span.record("otel.status_code", "ERROR");
}

/// Reports an attempt in the current span. `number` counts from 1; `wait` is the time until the next attempt, if there
/// is one.
pub(crate) fn attempt(number: u32, result: &Result<RawResponse, Error>, wait: Option<Duration>) {
    // The macro evaluates its fields only if something listens.
    tracing::debug!(
        "http.request.resend_count" = number - 1,
        "http.response.status_code" = status(result).map(|status| status.as_u16()),
        "error.type" = result.as_ref().err().map(ErrorType).map(display),
        "cloudflare.ray_id" = ray_id(result),
        "realtimekit.retry_in_ms" = wait.map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)),
        "attempt"
    );
}

/// Reports the optional values that could not be read and are missing from the result.
pub(crate) fn left_out(span: &Span, operation: Option<&str>, unreadable: &[Unreadable]) {
    for value in unreadable {
        tracing::warn!(parent: span, operation, %value, "an optional value of a response was left out");
    }
}

fn status(result: &Result<RawResponse, Error>) -> Option<StatusCode> {
    match result {
        Ok(response) => Some(response.status),
        Err(error) => error.status(),
    }
}

fn ray_id(result: &Result<RawResponse, Error>) -> Option<&str> {
    match result {
        Ok(response) => response.ray_id(),
        Err(error) => error.ray_id(),
    }
}

/// The status if there is one, as OpenTelemetry specifies, else the kind.
struct ErrorType<'a>(&'a Error);

impl fmt::Display for ErrorType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.status() {
            Some(status) if !status.is_success() => f.write_str(status.as_str()),
            _ => f.write_str(self.0.kind().as_str()),
        }
    }
}
