//! Sends requests: attempts, time limits, size limit. The same for all operations.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use realtimekit_api::decode::Unreadable;
use realtimekit_api::operations::Operation;
use tracing::Instrument;

use crate::core::Core;
use crate::error::{Error, ErrorKind, GaveUp, MAX_ERROR_BODY};
use crate::gate::{Closed, Pass};
use crate::jitter::random;
use crate::options::CallOptions;
use crate::rate_limit_headers::reports_quota;
use crate::response::RawResponse;
use crate::retry::{Environment, RetryPolicy, Rules};
use crate::spans;

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
        spans::left_out(&self.span, self.operation.map(|operation| operation.id), unreadable);
    }

    /// Completes an error of decoding the response, and records it in the span of the call.
    pub(crate) fn failed(&self, error: Error) -> Error {
        let RawResponse { attempts, elapsed, .. } = self.response;
        let error = self.core.redact(error).with_operation(self.operation).with_idempotent(self.idempotent);
        let error = error.with_attempts(attempts, elapsed, None);
        spans::record_error(&self.span, &error);
        error
    }
}

/// Builds the request of a call.
pub(crate) type Prepare<'a> = &'a (dyn Fn() -> Result<reqwest::Request, Error> + Sync);

/// Sends a request until it succeeds or the policy stops.
pub(crate) async fn execute(
    core: &Arc<Core>,
    info: CallInfo,
    options: &CallOptions,
    prepare: Prepare<'_>,
) -> Result<Undecoded, Error> {
    let request = prepare()?;
    let path = request.url().path().to_owned();
    let span = spans::call(info.id, info.template, &request);
    let idempotent = options.idempotent.unwrap_or(info.idempotent);
    let policy = options.retry_policy.as_ref().unwrap_or(&core.retry_policy);
    let deadline = options.deadline.unwrap_or(core.deadline);
    let rules = Rules { policy, budget: &core.budget, idempotent, deadline };
    let timeout = options.timeout.unwrap_or(core.timeout);
    let first = Mutex::new(Some(request));
    let network = Network { core, first, prepare, policy, timeout, deadline, started: Instant::now() };
    let result = rules.run(&network).instrument(span.clone()).await;
    let result = result.map_err(|error| error.with_operation(info.operation).with_idempotent(idempotent));
    spans::record(&span, &result);
    let core = Arc::clone(core);
    result.map(|response| Undecoded { response, core, path, span, operation: info.operation, idempotent })
}

/// The real environment of a call.
struct Network<'a> {
    core: &'a Core,
    /// The request of the first attempt. A retry builds its own: that is rarer than a copy of each request would be.
    first: Mutex<Option<reqwest::Request>>,
    prepare: Prepare<'a>,
    policy: &'a RetryPolicy,
    /// Time allowed for one attempt.
    timeout: Duration,
    /// Time allowed for the call.
    deadline: Duration,
    started: Instant,
}

impl<'a> Environment for Network<'a> {
    type Response = RawResponse;
    type Pass = Pass<'a>;

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    fn random(&self) -> f64 {
        random()
    }

    async fn admit(&self, at_most: Duration) -> Result<Pass<'a>, Error> {
        self.limit(at_most).await?;
        let remaining = self.deadline.saturating_sub(self.started.elapsed());
        let core: &'a Core = self.core;
        let admitted = core.gate.admit(remaining, self.policy.max_pause()).await;
        admitted.map_err(|closed| {
            let (wait, gave_up) = match closed {
                Closed::TooLong(wait) => (wait, GaveUp::RetryAfter),
                Closed::PastDeadline(Duration::ZERO) => {
                    let reason = "the deadline passed before the attempt, which was not sent";
                    return Error::new(ErrorKind::Timeout, reason).with_gave_up(Some(GaveUp::Deadline));
                }
                Closed::PastDeadline(wait) => (wait, GaveUp::Deadline),
            };
            let reason =
                "the client pauses because the rate limit of the service is reached; this attempt was not sent";
            Error::new(ErrorKind::RateLimited, reason).with_retry_after(wait).with_gave_up(Some(gave_up))
        })
    }

    async fn attempt(&self, number: u32, pass: Pass<'a>, at_most: Duration) -> Result<RawResponse, Error> {
        let first = self.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut request = first.map_or_else(self.prepare, Ok)?;
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
        let exhausted = self.core.rate_limit.record(&response.headers);
        let result = match failure {
            // The status says more than the reason why the rest of the body was not received.
            failure if !status.is_success() => {
                Err(self.core.redact(Error::from_response(&response)).with_rest_missing(failure))
            }
            Some(error) => Err(error.with_response(&response)),
            None => Ok(response),
        };
        self.report(pass, result, exhausted).await
    }

    fn observe(&self, number: u32, result: &Result<RawResponse, Error>, wait: Option<Duration>) {
        spans::attempt(number, result, wait);
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
        limiter.acquire(1, Instant::now() + at_most.min(crate::time_limit::ENDLESS)).await.map_err(|error| {
            let gave_up = if error.is_unavailable() { GaveUp::Limiter } else { GaveUp::Deadline };
            let refused = Error::new(ErrorKind::RateLimited, error.to_string()).with_gave_up(Some(gave_up));
            let refused = match error.wait() {
                Some(wait) => refused.with_retry_after(wait),
                None => refused,
            };
            refused.with_source(error)
        })
    }

    /// Pauses the client if the result of an attempt reports that the rate limit is reached. `exhausted` is whether its
    /// headers may report that nothing is left of a quota.
    async fn report(
        &self,
        mut pass: Pass<'_>,
        result: Result<RawResponse, Error>,
        exhausted: bool,
    ) -> Result<RawResponse, Error> {
        let gate = &self.core.gate;
        pass.received_response();
        let (limit, refused) = match &result {
            Ok(response) => {
                let counts = gate.success(&pass) && reports_quota(&response.headers);
                if !counts && !exhausted {
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
                gate.refused(&pass, error.retry_after(), quota, backoff)
            }
            None => match limit.and_then(|limit| limit.left()) {
                Some((0, reset)) => gate.exhausted(reset, quota),
                Some((left, reset)) => {
                    gate.reported(&pass, left, reset, quota);
                    return result;
                }
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
            if parts.is_empty() {
                parts.extend_from_slice(&whole);
            }
            let room = limit.saturating_sub(parts.len());
            parts.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
            return too_large(parts.freeze());
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
