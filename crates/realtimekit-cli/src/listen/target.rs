//! The program that deliveries are forwarded to.

use std::time::{Duration, Instant};

use realtimekit::reqwest::header::HeaderMap;
use realtimekit::reqwest::redirect::Policy;
use realtimekit::reqwest::{Client, StatusCode, Url};

use crate::failure::Failure;

/// How long the target may take to respond. Long, because it may be stopped in a debugger.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A URL that takes deliveries.
#[derive(Clone, Debug)]
pub struct Target {
    url: Url,
    http: Client,
}

/// How a target responded.
#[derive(Debug)]
pub struct Forwarded {
    /// The status, or the reason why there is none.
    pub status: Result<StatusCode, String>,
    pub elapsed: Duration,
}

impl Forwarded {
    /// A delivery that was not sent.
    pub fn failed(reason: String) -> Self {
        Self { status: Err(reason), elapsed: Duration::ZERO }
    }

    pub fn is_success(&self) -> bool {
        self.status.as_ref().is_ok_and(StatusCode::is_success)
    }
}

impl Target {
    /// A target with an `http` or `https` URL.
    pub fn new(url: &str) -> Result<Self, Failure> {
        let wrong = |rule: &str| Failure::usage(format!("--forward: {url:?} {rule}"));
        let parsed = Url::parse(url).map_err(|error| wrong(&format!("is not a URL: {error}")))?;
        if !matches!(parsed.scheme(), "http" | "https") {
            return Err(wrong("must begin with http:// or https://"));
        }
        // A redirect is a response like any other: the service does not follow it either. A proxy does not reach
        // programs on this machine.
        let http = Client::builder().redirect(Policy::none()).no_proxy().timeout(TIMEOUT).build();
        Ok(Self { url: parsed, http: http.map_err(|error| Failure::other(error.to_string()))? })
    }

    /// The URL for people, without credentials and query.
    pub fn label(&self) -> String {
        format!("{}{}", self.url.origin().ascii_serialization(), self.url.path())
    }

    /// Sends headers and body as they are.
    pub async fn send(&self, headers: HeaderMap, body: impl Into<realtimekit::reqwest::Body>) -> Forwarded {
        let start = Instant::now();
        let response = self.http.post(self.url.clone()).headers(headers).body(body).send().await;
        let status = response.map(|response| response.status()).map_err(|error| {
            // The innermost cause is the reason: "connection refused".
            let mut cause: &dyn std::error::Error = &error;
            while let Some(inner) = cause.source() {
                cause = inner;
            }
            match error.is_timeout() {
                true => format!("no response within {} s", TIMEOUT.as_secs()),
                false => cause.to_string(),
            }
        });
        Forwarded { status, elapsed: start.elapsed() }
    }
}
