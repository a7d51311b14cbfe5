//! Responses, read or not.

use std::fmt;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::paging::Paging;

/// A response as it was received.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers of the response.
    pub headers: HeaderMap,
    /// Body, decompressed. It may hold tokens and signed links.
    pub body: Bytes,
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("body", &format_args!("[{} bytes]", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// A result with paging, status and headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The result.
    pub data: T,
    /// The position of the page in the whole list, if the response reports it.
    pub paging: Option<Paging>,
    /// HTTP status.
    pub status: StatusCode,
    /// Headers of the response.
    pub headers: HeaderMap,
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may set cookies.
        f.debug_struct("Response")
            .field("data", &self.data)
            .field("paging", &self.paging)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
