//! The common path of every request, to either service: its body is read, a panic is caught, a line is logged.

use futures_util::FutureExt;
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, Response};
use serde_json::json;

use crate::control::remote;
use crate::dispatch;
use crate::files::service;
use crate::http::envelope::{error_response, json_response};
use crate::http::log::Line;
use crate::server::Server;
use crate::world::refusal::Refusal;

/// The destination of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    Api,
    /// The public key of the webhooks.
    Key,
    Control,
    Files,
}

/// Responds to a request.
pub(crate) async fn respond(server: Arc<Server>, service: Service, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let mut line = Line::new(server.settings.log, format!("{} {}", parts.method, parts.uri.path()));
    let work = async {
        match service {
            Service::Api => dispatch::respond(&server, &parts, body, &mut line).await,
            Service::Key => public_key(&server, &parts.method),
            Service::Control => remote::respond(&server, &parts, body).await,
            Service::Files => service::respond(&server, &parts, &mut line).await,
        }
    };
    // A panic is a mistake of ours. It must not take the connection with it.
    let outcome = AssertUnwindSafe(work).catch_unwind().await;
    let mut response = outcome.unwrap_or_else(|payload| {
        server.report_panic(line.subject(), panic_message(payload.as_ref()));
        error_response(&Refusal::service(500, "Internal server error"))
    });
    if service == Service::Api
        && let Ok(ray) = HeaderValue::try_from(format!("{:016x}-EMU", server.next_ray()))
    {
        response.headers_mut().insert("cf-ray", ray);
    }
    line.end(&response);
    response
}

fn public_key(server: &Server, method: &Method) -> Response<Body> {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return error_response(&Refusal::service(405, "The key can only be fetched"));
    }
    let key = server.deliveries.signer.public_pem();
    json_response(200, &json!({ "success": true, "data": { "publicKey": key }, "message": "" }))
}

/// The message of a panic.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without a message".to_owned())
}
