//! Responses in whose place the connection is reset.

use axum::body::Body;
use axum::http::Response;

/// Marks a response that must not be sent: the connection is reset instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Abort;

impl Abort {
    pub(crate) fn response() -> Response<Body> {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(Abort);
        response
    }
}
