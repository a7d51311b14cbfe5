//! The requests that an emulator has received.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;
use bytes::Bytes;
use serde_json::Value;

use crate::query::Query;

/// A request that the emulator has received, whatever it answered.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// Identifier of the operation, such as `meetings_create`; `download` for the port of the files; empty when the
    /// request belongs to no operation.
    pub operation: String,
    /// HTTP method in capitals.
    pub method: String,
    /// Path as it was sent, percent-encoded.
    pub path: String,
    /// Parameters of the query, decoded, in the order in which they came.
    pub query: Vec<(String, String)>,
    /// Headers, the token included.
    pub headers: HeaderMap,
    /// The body as JSON; `null` when there was none or it was not JSON.
    pub body: Value,
    /// The body as it was sent.
    pub body_bytes: Bytes,
}

impl ReceivedRequest {
    pub(crate) fn new(operation: &str, parts: &axum::http::request::Parts, body: &Bytes) -> Self {
        Self {
            operation: operation.to_owned(),
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: Query::parse(parts.uri.query().unwrap_or_default()).0,
            headers: parts.headers.clone(),
            body: serde_json::from_slice(body).unwrap_or_default(),
            body_bytes: body.clone(),
        }
    }

    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The first value of a parameter of the query.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// How many bytes of bodies are kept in all.
const KEPT_BYTES: usize = 32 * 1024 * 1024;

/// The newest requests, up to a number and a size, so that a long run does not fill the memory.
#[derive(Debug)]
pub(crate) struct RequestLog {
    kept: Mutex<Kept>,
    limit: usize,
}

#[derive(Debug, Default)]
struct Kept {
    newest: VecDeque<ReceivedRequest>,
    bytes: usize,
}

impl Kept {
    fn drop_oldest(&mut self) {
        if let Some(oldest) = self.newest.pop_front() {
            self.bytes -= oldest.body_bytes.len();
        }
    }
}

impl RequestLog {
    pub(crate) fn new(limit: usize) -> Self {
        Self { kept: Mutex::default(), limit }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self, request: ReceivedRequest) {
        let mut kept = self.lock();
        if self.limit == 0 {
            return;
        }
        kept.bytes += request.body_bytes.len();
        kept.newest.push_back(request);
        // The newest one is kept whatever its size: somebody is about to look at it.
        while kept.newest.len() > self.limit || (kept.bytes > KEPT_BYTES && kept.newest.len() > 1) {
            kept.drop_oldest();
        }
    }

    /// Requests of one operation, or all of them.
    pub(crate) fn of(&self, operation: Option<&str>) -> Vec<ReceivedRequest> {
        let kept = self.lock();
        kept.newest
            .iter()
            .filter(|request| operation.is_none_or(|wanted| request.operation == wanted))
            .cloned()
            .collect()
    }

    pub(crate) fn clear(&self) {
        *self.lock() = Kept::default();
    }
}
