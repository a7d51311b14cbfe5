//! What handlers answer, and the two envelopes in which errors travel.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::{Value, json};

/// The answer of a handler to a request it could fulfil.
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

/// A request that was refused, by the service or by the gateway in front of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) message: String,
    /// The code of the gateway; without one, the service itself refuses.
    pub(crate) gateway: Option<i64>,
}

/// What a handler returns.
pub(crate) type Outcome = Result<Reply, Refusal>;

impl Refusal {
    /// In the service's envelope `{success, error: {code, message}}`.
    pub(crate) fn service(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), gateway: None }
    }

    /// In the gateway's envelope `{success, errors, messages, result}`.
    pub(crate) fn gateway(status: u16, code: i64, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), gateway: Some(code) }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::service(400, message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::service(404, message)
    }

    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::service(409, message)
    }

    /// The body of the answer.
    pub(crate) fn body(&self) -> Value {
        match self.gateway {
            None => service_error(self.status, &self.message),
            Some(code) => gateway_error(code, &self.message),
        }
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        json_response(self.status, &self.body())
    }
}

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

/// `null` stands for an empty body.
pub(crate) fn json_response(status: u16, body: &Value) -> Response<Body> {
    response(status, "application/json", if body.is_null() { String::new() } else { body.to_string() })
}

pub(crate) fn response(status: u16, media_type: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status_code(status);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}
