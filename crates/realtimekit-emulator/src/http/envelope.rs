//! The results of handlers, and the two envelopes of errors.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::{Value, json};

use crate::world::refusal::Refusal;

/// The result of a handler that executed a request.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The status, where it is not the one of the operation table.
    pub(crate) status: Option<u16>,
    pub(crate) body: Value,
}

impl Reply {
    /// `{success: true, data}`.
    pub(crate) fn data(data: Value) -> Self {
        Self { status: None, body: json!({ "success": true, "data": data }) }
    }

    /// `{success: true, data, paging}`.
    pub(crate) fn page(data: Value, paging: Value) -> Self {
        Self { status: None, body: json!({ "success": true, "data": data, "paging": paging }) }
    }
}

/// The result of a handler.
pub(crate) type Outcome = Result<Reply, Refusal>;

pub(crate) fn service_error(status: u16, message: &str) -> Value {
    json!({ "success": false, "error": { "code": status, "message": message } })
}

pub(crate) fn gateway_error(code: i64, message: &str) -> Value {
    json!({ "success": false, "errors": [{ "code": code, "message": message }], "messages": [], "result": null })
}

/// A status outside 100 to 999 becomes 500.
pub(crate) fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// `null` represents an empty body.
pub(crate) fn json_response(status: u16, body: &Value) -> Response<Body> {
    response(status, "application/json", if body.is_null() { String::new() } else { body.to_string() })
}

pub(crate) fn response(status: u16, media_type: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status_code(status);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// The body of a refusal, in the envelope of the service or of the gateway.
pub(crate) fn error_body(refusal: &Refusal) -> Value {
    match refusal.gateway {
        None => service_error(refusal.status, &refusal.message),
        Some(code) => gateway_error(code, &refusal.message),
    }
}

pub(crate) fn error_response(refusal: &Refusal) -> Response<Body> {
    json_response(refusal.status, &error_body(refusal))
}
