//! A limit on the number of requests, as the gateway has one.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Response};
use realtimekit_api::Timestamp;

use crate::http::envelope::error_response;
use crate::world::clock::{later, seconds_between};
use crate::world::refusal::Refusal;

/// A number of requests in each window of time, which begins with the first request in it.
#[derive(Debug)]
pub(crate) struct RateLimit {
    requests: u64,
    window: Duration,
    current: Mutex<Window>,
}

#[derive(Debug, Default)]
struct Window {
    end: Option<Timestamp>,
    used: u64,
}

/// The verdict of the limit on one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowance {
    pub(crate) allowed: bool,
    remaining: u64,
    /// Seconds until the window ends.
    reset: u64,
}

impl RateLimit {
    pub(crate) fn new(requests: u64, window: Duration) -> Self {
        Self { requests, window, current: Mutex::default() }
    }

    /// Counts a request.
    pub(crate) fn count(&self, now: Timestamp) -> Allowance {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let end = match current.end.filter(|end| *end > now) {
            Some(end) => end,
            None => {
                *current = Window { end: Some(later(now, self.window)), used: 0 };
                later(now, self.window)
            }
        };
        let allowed = current.used < self.requests;
        current.used = current.used.saturating_add(u64::from(allowed));
        let reset = seconds_between(now, end).ceil() as u64;
        Allowance { allowed, remaining: self.requests - current.used, reset }
    }

    /// The response to a request over the limit.
    pub(crate) fn refusal() -> Response<Body> {
        error_response(&Refusal::gateway(429, 971, "Please wait and consider throttling your request speed"))
    }

    /// Adds the headers of the limit.
    pub(crate) fn dress(&self, allowance: Allowance, response: &mut Response<Body>) {
        let state = format!("\"default\";r={};t={}", allowance.remaining, allowance.reset);
        let policy = format!("\"default\";q={};w={}", self.requests, self.window.as_secs());
        let retry_after = (!allowance.allowed).then(|| allowance.reset.to_string());
        let headers = [("ratelimit", Some(state)), ("ratelimit-policy", Some(policy)), ("retry-after", retry_after)];
        for (name, value) in headers {
            if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
                response.headers_mut().insert(name, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_ends_and_the_next_begins() {
        let limit = RateLimit::new(2, Duration::from_secs(10));
        let at = |millis| Timestamp::from_unix_millis(millis);
        let (first, second, third) = (limit.count(at(0)), limit.count(at(4000)), limit.count(at(9500)));
        assert_eq!(first, Allowance { allowed: true, remaining: 1, reset: 10 });
        assert_eq!(second, Allowance { allowed: true, remaining: 0, reset: 6 });
        assert_eq!(third, Allowance { allowed: false, remaining: 0, reset: 1 });
        assert!(limit.count(at(10_000)).allowed);
    }
}
