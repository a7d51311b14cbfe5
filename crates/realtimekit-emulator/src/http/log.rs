//! One line of the log for each request.

use axum::body::Body;
use axum::http::Response;
use std::io::Write;

use crate::http::abort::Abort;

/// The line of the log about one request. Dropped before its end, it reports that there was no response.
pub(crate) struct Line {
    enabled: bool,
    request: String,
    /// Empty until it is known.
    pub(crate) operation: &'static str,
    outcome: String,
}

impl Line {
    pub(crate) fn new(enabled: bool, request: String) -> Self {
        Self { enabled, request, operation: "", outcome: "no response".to_owned() }
    }

    /// The subject of a report: the operation, or else the request itself.
    pub(crate) fn subject(&self) -> &str {
        if self.operation.is_empty() { &self.request } else { self.operation }
    }

    pub(crate) fn end(mut self, response: &Response<Body>) {
        let reset = response.extensions().get::<Abort>().is_some();
        self.outcome = if reset { "connection reset".to_owned() } else { response.status().as_u16().to_string() };
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.enabled {
            let Self { request, operation, outcome, .. } = self;
            let space = if operation.is_empty() { "" } else { " " };
            // Standard error may be closed.
            let _ = writeln!(std::io::stderr(), "{request}{space}{operation} -> {outcome}");
        }
    }
}
