//! Answers that take longer to arrive than anybody wants to wait.

use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use serde_json::Value;

use crate::envelope::json_response;

/// Half of the answer, and then silence.
pub(crate) fn stalled(status: u16, body: &str) -> Response<Body> {
    let half = Bytes::copy_from_slice(&body.as_bytes()[..body.len() / 2]);
    answer(status, body.len(), stream::iter([Ok(half)]).chain(stream::pending()))
}

/// One byte after the other.
pub(crate) fn trickled(status: u16, body: String, pause: Duration) -> Response<Body> {
    let length = body.len();
    let bytes = stream::iter(body.into_bytes()).then(move |byte| async move {
        tokio::time::sleep(pause).await;
        Ok(Bytes::from(vec![byte]))
    });
    answer(status, length, bytes)
}

fn answer(
    status: u16,
    length: usize,
    body: impl Stream<Item = Result<Bytes, io::Error>> + Send + 'static,
) -> Response<Body> {
    let mut response = json_response(status, &Value::Null);
    *response.body_mut() = Body::from_stream(body);
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    response
}
