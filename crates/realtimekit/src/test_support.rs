//! For the tests of this workspace; not covered by semantic versioning.

use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::error::Error;
use crate::response::RawResponse;

/// The error for a response. Invalid headers are left out; an invalid status gives `None`.
pub fn error_of(status: u16, headers: &[(&[u8], &[u8])], body: &[u8]) -> Option<Error> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value)) {
            map.append(name, value);
        }
    }
    let status = StatusCode::from_u16(status).ok()?;
    let response = RawResponse::new(status, map, Bytes::copy_from_slice(body), 1, Duration::ZERO);
    Some(Error::from_response(&response))
}
