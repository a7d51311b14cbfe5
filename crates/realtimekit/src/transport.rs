//! Sends requests: attempts, time limits, size limit, tracing. The same for all operations.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use realtimekit_api::decode::Unreadable;
use realtimekit_api::operations::Operation;
use tracing::Instrument;
use tracing::field::{Empty, display};

use crate::core::Core;
use crate::error::{Error, ErrorKind, GaveUp, MAX_ERROR_BODY};
use crate::gate::{Closed, Pass};
use crate::jitter::random;
use crate::options::CallOptions;
use crate::rate_limit_headers::may_be_exhausted;
use crate::response::RawResponse;
use crate::retry::{Environment, RetryPolicy, Rules};

/// Facts about a call that its request does not contain.
#[derive(Clone, Copy)]
pub(crate) struct CallInfo {
    pub(crate) operation: Option<&'static Operation>,
    pub(crate) id: &'static str,
    pub(crate) template: &'static str,
    pub(crate) idempotent: bool,
}

impl From<&'static Operation> for CallInfo {
    fn from(operation: &'static Operation) -> Self {
        Self {
            operation: Some(operation),
            id: operation.id,
            template: operation.path,
            idempotent: operation.idempotent,
        }
    }
}

/// A response with a status of success that was not decoded yet.
pub(crate) struct Undecoded {
    pub(crate) response: RawResponse,
    core: Arc<Core>,
    /// Path of the URL that the request was sent to.
    pub(crate) path: String,
    /// The span of the call, which lasts until the response is decoded.
    span: tracing::Span,
    operation: Option<&'static Operation>,
    idempotent: bool,
}

impl Undecoded {
    /// Reports the optional values that could not be read and are missing from the result.
    pub(crate) fn report(&self, unreadable: &[Unreadable]) {
        let operation = self.operation.map(|operation| operation.id);
        for value in unreadable {
            tracing::warn!(parent: &self.span, operation, %value, "an optional value of a response was left out");
        }
    }

    /// Completes an error of decoding the response, and records it in the span of the call.
    pub(crate) fn failed(&self, error: Error) -> Error {
        let RawResponse { attempts, elapsed, .. } = self.response;
        let error = self.core.redact(error).with_operation(self.operation).with_idempotent(self.idempotent);
        let error = error.with_attempts(attempts, elapsed, None);
        if !self.span.is_disabled() {
            record_error(&self.span, &error);
        }
        error
    }
}

/// Sends a request until it succeeds or the policy stops.
pub(crate) async fn execute(
    core: &Arc<Core>,
    info: CallInfo,
    request: reqwest::Request,
    options: &CallOptions,
) -> Result<Undecoded, Error> {
    let path = request.url().path().to_owned();
    // The names are those of OpenTelemetry for HTTP clients. Path and query are left out: they name people and rooms.
    let span = tracing::info_span!(
        "realtimekit",
        "otel.name" = %format_args!("{} {}", request.method(), info.template),
        "otel.kind" = "client",
        "otel.status_code" = Empty,
        "http.request.method" = %request.method(),
        "url.template" = info.template,
        "server.address" = request.url().host_str().unwrap_or_default(),
        "server.port" = request.url().port_or_known_default(),
        "realtimekit.operation" = info.id,
        "http.response.status_code" = Empty,
        "http.request.resend_count" = Empty,
        "error.type" = Empty,
        "cloudflare.ray_id" = Empty,
    );
    let idempotent = options.idempotent.unwrap_or(info.idempotent);
    let policy = options.retry_policy.as_ref().unwrap_or(&core.retry_policy);
    let deadline = options.deadline.unwrap_or(core.deadline);
    let rules = Rules { policy, budget: &core.budget, idempotent, deadline };
    let timeout = options.timeout.unwrap_or(core.timeout);
    let network = Network { core, request, policy, timeout, deadline, started: Instant::now() };
    let result = rules.run(&network).instrument(span.clone()).await;
    let result = result.map_err(|error| error.with_operation(info.operation).with_idempotent(idempotent));
    if !span.is_disabled() {
        record(&span, &result);
    }
    let core = Arc::clone(core);
    result.map(|response| Undecoded { response, core, path, span, operation: info.operation, idempotent })
}

fn record(span: &tracing::Span, result: &Result<RawResponse, Error>) {
    let (status, attempts, ray) = match result {
        Ok(response) => (Some(response.status), response.attempts, response.ray_id()),
        Err(error) => (error.status(), error.attempts(), error.ray_id()),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    if attempts > 1 {
        span.record("http.request.resend_count", attempts - 1);
    }
    if let Some(ray) = ray {
        span.record("cloudflare.ray_id", ray);
    }
    if let Err(error) = result {
        record_error(span, error);
    }
}

fn record_error(span: &tracing::Span, error: &Error) {
    span.record("error.type", display(ErrorType(error)));
    span.record("otel.status_code", "ERROR");
}

/// The status if there is one, as OpenTelemetry specifies, else the kind.
struct ErrorType<'a>(&'a Error);

impl std::fmt::Display for ErrorType<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.status() {
            Some(status) if !status.is_success() => f.write_str(status.as_str()),
            _ => f.write_str(self.0.kind().as_str()),
        }
    }
}

/// The real environment of a call.
struct Network<'a> {
    core: &'a Core,
    request: reqwest::Request,
    policy: &'a RetryPolicy,
    /// Time allowed for one attempt.
    timeout: Duration,
    /// Time allowed for the call.
    deadline: Duration,
    started: Instant,
}

impl Environment for Network<'_> {
    type Response = RawResponse;
    type Pass = Pass;

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    fn random(&self) -> f64 {
        random()
    }

    async fn admit(&self, at_most: Duration) -> Result<Pass, Error> {
        self.limit(at_most).await?;
        let remaining = self.deadline.saturating_sub(self.started.elapsed());
        let admitted = self.core.gate.admit(remaining, self.policy.max_pause()).await;
        admitted.map_err(|closed| {
            let (wait, gave_up) = match closed {
                Closed::TooLong(wait) => (wait, GaveUp::RetryAfter),
                Closed::PastDeadline(wait) => (wait, GaveUp::Deadline),
            };
            let reason =
                "the client pauses because the rate limit of the service is reached; this attempt was not sent";
            Error::new(ErrorKind::RateLimited, reason).with_retry_after(wait).with_gave_up(Some(gave_up))
        })
    }

    async fn attempt(&self, number: u32, pass: Pass, at_most: Duration) -> Result<RawResponse, Error> {
        let mut request =
            self.request.try_clone().ok_or_else(|| Error::invalid_input("the body cannot be sent twice"))?;
        let allowed = self.timeout.min(at_most);
        if self.core.http_timeout != Some(allowed) {
            // Usually the timeout of the HTTP client applies; another one costs an allocation or two.
            *request.timeout_mut() = Some(allowed);
        }
        let mut response = self.core.api.http().execute(request).await.map_err(Error::from_transport)?;
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let limit = if status.is_success() { usize::MAX } else { MAX_ERROR_BODY };
        let body = read_body(&mut response, self.core.max_response_bytes.min(limit)).await;
        let (body, failure) = match body {
            Ok(body) => (body, None),
            Err((error, part)) => (part, Some(error)),
        };
        let response = RawResponse::new(status, headers, body, number, self.started.elapsed());
        self.core.rate_limit.record(&response.headers);
        let result = match failure {
            // The status says more than the reason why the rest of the body was not received.
            _ if !status.is_success() => Err(self.core.redact(Error::from_response(&response))),
            Some(error) => Err(error.with_response(&response)),
            None => Ok(response),
        };
        self.report(pass, result).await
    }

    fn observe(&self, number: u32, result: &Result<RawResponse, Error>, wait: Option<Duration>) {
        let (status, ray) = match result {
            Ok(response) => (Some(response.status), response.ray_id()),
            Err(error) => (error.status(), error.ray_id()),
        };
        tracing::debug!(
            "http.request.resend_count" = number - 1,
            "http.response.status_code" = status.map(|status| status.as_u16()),
            "error.type" = result.as_ref().err().map(ErrorType).map(display),
            "cloudflare.ray_id" = ray,
            "realtimekit.retry_in_ms" = wait.map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)),
            "attempt"
        );
    }
}

impl Network<'_> {
    #[cfg(not(feature = "rate-limiter"))]
    async fn limit(&self, _at_most: Duration) -> Result<(), Error> {
        Ok(())
    }

    #[cfg(feature = "rate-limiter")]
    async fn limit(&self, at_most: Duration) -> Result<(), Error> {
        let Some(limiter) = &self.core.limiter else { return Ok(()) };
        limiter.acquire(1, Instant::now() + at_most).await.map_err(|error| {
            let refused = Error::new(ErrorKind::RateLimited, error.to_string()).with_gave_up(Some(GaveUp::Deadline));
            let refused = match error.wait() {
                Some(wait) => refused.with_retry_after(wait),
                None => refused,
            };
            refused.with_source(error)
        })
    }

    /// Pauses the client if the result of an attempt reports that the rate limit is reached.
    async fn report(&self, pass: Pass, result: Result<RawResponse, Error>) -> Result<RawResponse, Error> {
        let gate = &self.core.gate;
        let (limit, refused) = match &result {
            Ok(response) => {
                gate.success(pass);
                if !may_be_exhausted(&response.headers) {
                    return result;
                }
                (response.rate_limit(), None)
            }
            Err(error) => (error.rate_limit(), Some(error).filter(|error| error.kind() == ErrorKind::RateLimited)),
        };
        let quota = limit.and_then(|limit| limit.quota());
        let pause = match refused {
            Some(error) => {
                // Half of the back-off is certain, so that a pause is never as good as none.
                let backoff = |refusals| self.policy.backoff(refusals, 0.5 + random() / 2.0);
                gate.refused(pass, error.retry_after(), quota, backoff)
            }
            None => match limit.and_then(|limit| limit.exhausted()) {
                Some(reset) => gate.exhausted(reset, quota),
                None => return result,
            },
        };
        #[cfg(feature = "rate-limiter")]
        if let Some(limiter) = &self.core.limiter {
            limiter.penalty(Instant::now() + pause).await;
        }
        #[cfg(not(feature = "rate-limiter"))]
        let _ = pause;
        result
    }
}

/// Reads the whole body, or the part that was received before a failure.
async fn read_body(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, (Error, Bytes)> {
    let too_large = |part: Bytes| {
        let reason =
            format!("the response is larger than {limit} bytes; ClientBuilder::max_response_bytes permits more");
        Err((Error::new(ErrorKind::TooLarge, reason), part))
    };
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return too_large(Bytes::new());
    }
    // Most bodies arrive in one chunk, which is then returned without a copy.
    let mut whole = Bytes::new();
    let mut parts = BytesMut::new();
    loop {
        let chunk = match response.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => break,
            Err(error) => {
                let part = if parts.is_empty() { whole } else { parts.freeze() };
                return Err((Error::from_transport(error), part));
            }
        };
        if whole.len().max(parts.len()) + chunk.len() > limit {
            return too_large(if parts.is_empty() { whole } else { parts.freeze() });
        }
        if whole.is_empty() && parts.is_empty() {
            whole = chunk;
        } else {
            if parts.is_empty() {
                parts.reserve(whole.len() + chunk.len());
                parts.extend_from_slice(&whole);
            }
            parts.extend_from_slice(&chunk);
        }
    }
    Ok(if parts.is_empty() { whole } else { parts.freeze() })
}
