//! The requests that an emulator has received.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use bytes::Bytes;
use serde_json::Value;

use crate::http::query::Query;

/// A request that the emulator has received, refused ones included.
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
    /// Parameters of the query, decoded, in the order of the request.
    pub query: Vec<(String, String)>,
    /// Headers, the token included.
    pub headers: HeaderMap,
    /// The body as JSON; `null` if there was no body or it was not JSON.
    pub body: Value,
    /// The body as it was sent.
    pub body_bytes: Bytes,
}

impl ReceivedRequest {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The first value of a parameter of the query.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// How many bytes are kept in all.
const KEPT_BYTES: usize = 32 * 1024 * 1024;

/// The approximate memory of a request besides its texts, and of a header besides its own.
const FRAME: usize = 512;

const HEADER_FRAME: usize = 64;

/// A recorded request, in the form in which it was received, which takes the least memory.
#[derive(Clone, Debug)]
struct KeptRequest {
    operation: &'static str,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl KeptRequest {
    /// About how many bytes of memory it takes.
    fn weight(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| HEADER_FRAME + name.as_str().len() + value.len());
        let uri = self.uri.path().len() + self.uri.query().map_or(0, str::len);
        FRAME + uri + headers.sum::<usize>() + self.body.len()
    }

    fn read(&self) -> ReceivedRequest {
        ReceivedRequest {
            operation: self.operation.to_owned(),
            method: self.method.to_string(),
            path: self.uri.path().to_owned(),
            query: Query::parse(self.uri.query().unwrap_or_default()).0,
            headers: self.headers.clone(),
            body: serde_json::from_slice(&self.body).unwrap_or_default(),
            body_bytes: self.body.clone(),
        }
    }
}

/// The newest requests, up to a number and a size, so that a long run does not fill the memory.
#[derive(Debug)]
pub(crate) struct RequestLog {
    kept: Mutex<Kept>,
    limit: usize,
}

#[derive(Debug, Default)]
struct Kept {
    newest: VecDeque<KeptRequest>,
    bytes: usize,
}

impl Kept {
    fn drop_oldest(&mut self) {
        if let Some(oldest) = self.newest.pop_front() {
            self.bytes -= oldest.weight();
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

    pub(crate) fn add(&self, operation: &'static str, parts: &Parts, body: Bytes) {
        if self.limit == 0 {
            return;
        }
        let (method, uri, headers) = (parts.method.clone(), parts.uri.clone(), parts.headers.clone());
        let request = KeptRequest { operation, method, uri, headers, body };
        let mut kept = self.lock();
        kept.bytes += request.weight();
        kept.newest.push_back(request);
        // The newest request is kept whatever its size, because a test is about to read it.
        while kept.newest.len() > self.limit || (kept.bytes > KEPT_BYTES && kept.newest.len() > 1) {
            kept.drop_oldest();
        }
    }

    /// Requests of one operation, or all of them.
    pub(crate) fn of(&self, operation: Option<&str>) -> Vec<ReceivedRequest> {
        let is_wanted = |request: &&KeptRequest| operation.is_none_or(|wanted| request.operation == wanted);
        let wanted: Vec<KeptRequest> = self.lock().newest.iter().filter(is_wanted).cloned().collect();
        wanted.iter().map(KeptRequest::read).collect()
    }

    pub(crate) fn clear(&self) {
        *self.lock() = Kept::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(log: &RequestLog, uri: &str, body: &'static [u8]) {
        let (parts, ()) = axum::http::Request::builder().uri(uri).body(()).unwrap().into_parts();
        log.add("meetings_create", &parts, Bytes::from_static(body));
    }

    #[test]
    fn requests_are_returned_as_received() {
        let log = RequestLog::new(2);
        for _ in 0..3 {
            add(&log, "/a%20b?c=d%20e", b"{\"title\": \"x\"}");
        }
        let all = log.of(Some("meetings_create"));
        assert_eq!((all.len(), all[0].path.as_str(), all[0].query("c")), (2, "/a%20b", Some("d e")));
        assert_eq!(all[1].body["title"], "x");
        assert!(log.of(Some("meetings_list")).is_empty());
    }

    #[test]
    fn paths_and_headers_count_towards_the_limit() {
        let log = RequestLog::new(usize::MAX);
        let long = format!("/{}", "x".repeat(60_000));
        (0..1000).for_each(|_| add(&log, &long, b""));
        assert!(log.of(None).len() < 600);
        log.clear();
        add(&log, "/", b"");
        assert_eq!(log.of(None).len(), 1);
    }
}
