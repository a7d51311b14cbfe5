//! A response as it was received.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::rate_limit_headers::RateLimit;

/// A response as it was received, with status, headers and undecoded body.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers. They may contain cookies and signed links.
    pub headers: HeaderMap,
    /// Body, decompressed. It may contain tokens and signed links.
    pub body: Bytes,
    /// Number of attempts that were made, this one included.
    pub attempts: u32,
    /// Time from the start of the call to the last byte of the response.
    pub elapsed: Duration,
}

impl RawResponse {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes, attempts: u32, elapsed: Duration) -> Self {
        Self { status, headers, body, attempts, elapsed }
    }

    /// The rate limit that the headers report, if they report one.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::from_headers(&self.headers, SystemTime::now())
    }

    /// Identifier of the request at Cloudflare's edge (header `cf-ray`), if it looks like one. Include it when asking
    /// Cloudflare for support.
    pub fn ray_id(&self) -> Option<&str> {
        let ray = self.headers.get("cf-ray").and_then(|ray| ray.to_str().ok());
        // It is printed and traced: anything else could forge log entries or leak secrets.
        ray.filter(|ray| {
            (1..=64).contains(&ray.len()) && ray.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
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
