//! The way of a request through an emulator: route, faults, credentials, validation, handler, answer.

use std::any::Any;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, Response, header};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use realtimekit_api::Operation;
use serde_json::Value;

use crate::envelope::{Refusal, Reply, json_response, response};
use crate::faults::{Effect, Injection};
use crate::query::Query;
use crate::rate_limit::RateLimit;
use crate::requests::ReceivedRequest;
use crate::routing::{self, Call, Handler, PathParameters};
use crate::server::{Abort, Server};
use crate::state::{Mood, World};
use crate::{slow_answers, validation, wild};

/// The largest request body that is read.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// Whether a body was refused for its size, and not because it broke off.
fn too_large(error: &axum::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if cause.to_string().contains("length limit") {
            return true;
        }
        source = cause.source();
    }
    false
}

/// Answers a request to the API.
pub(crate) async fn answer(server: Arc<Server>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = match axum::body::to_bytes(body, BODY_LIMIT).await {
        Ok(body) => body,
        Err(error) if too_large(&error) => {
            return Refusal::gateway(413, 7005, "The request body is too large").into_response();
        }
        Err(_) => return Refusal::gateway(400, 6003, "The request body is incomplete").into_response(),
    };
    let route = routing::find(parts.method.as_str(), parts.uri.path());
    let operation = route.as_ref().map_or("", |(operation, _)| operation.id);
    let line = format!("{} {} {operation}", parts.method, parts.uri.path());
    server.requests.add(ReceivedRequest::new(operation, &parts, &body));
    let (operation, path) = match route {
        Ok(route) => route,
        Err(refusal) => return finish(&server, &line, refusal.into_response()),
    };
    let allowance =
        server.rate_limit.as_ref().map(|limit| (limit, limit.count(server.world(|world| world.context.now))));
    if let Some((limit, allowance)) = allowance.filter(|(_, allowance)| !allowance.allowed) {
        let mut response = RateLimit::refusal();
        limit.dress(allowance, &mut response);
        return finish(&server, &line, response);
    }
    let injection = server.faults.next(operation.id);
    let query = Query::parse(parts.uri.query().unwrap_or_default());
    let routed = Routed { operation, path: &path, query, headers: &parts.headers, body: &body };
    let mut response = with_fault(&server, routed, &injection).await;
    if let Some((limit, allowance)) = allowance {
        limit.dress(allowance, &mut response);
    }
    finish(&server, &line, response)
}

/// Adds the headers that every answer has.
fn finish(server: &Server, request: &str, mut response: Response<Body>) -> Response<Body> {
    if server.settings.log {
        let reset = response.extensions().get::<Abort>().is_some();
        let status = if reset { "connection reset".to_owned() } else { response.status().as_u16().to_string() };
        // Nobody to tell when standard error is closed.
        let _ = writeln!(std::io::stderr(), "{request} -> {status}");
    }
    let ray = format!("{:016x}-EMU", server.next_ray());
    if let Ok(ray) = HeaderValue::try_from(ray) {
        response.headers_mut().insert("cf-ray", ray);
    }
    response
}

/// A request that has a route.
struct Routed<'a> {
    operation: &'static Operation,
    path: &'a PathParameters,
    query: Query,
    headers: &'a HeaderMap,
    body: &'a Bytes,
}

async fn with_fault(server: &Server, mut request: Routed<'_>, injection: &Injection) -> Response<Body> {
    if let Some(response) = injection.begin().await {
        return response;
    }
    if matches!(injection.effect, Effect::RepeatPage) {
        request.query.0.retain(|(name, _)| name != "page_no");
    }
    let (status, answer) = perform(server, &request, matches!(injection.effect, Effect::Panic));
    let mut response = match injection.effect {
        Effect::ResetAfter => Abort::response(),
        Effect::Truncate => truncated(status, &answer.to_string()),
        Effect::Stall => slow_answers::stalled(status, &answer.to_string()),
        Effect::Trickle(pause) => slow_answers::trickled(status, answer.to_string(), pause),
        Effect::Garbage => response(status, "application/json", &b"\x00\xff\xfe{\"success\": tru\x80"[..]),
        Effect::Huge(bytes) => huge(status, &answer, bytes),
        _ if server.world(|world| world.context.mood == Mood::Wild && wild::repeats_a_key(&mut world.context.ids)) => {
            response(status, "application/json", wild::with_repeated_key(&answer))
        }
        _ => json_response(status, &answer),
    };
    injection.dress(&mut response);
    response
}

/// Status and body of the answer when nothing gets in its way.
fn perform(server: &Server, request: &Routed<'_>, panics: bool) -> (u16, Value) {
    let operation = request.operation;
    let outcome = check_credentials(server, request.path, request.headers).and_then(|()| {
        // A panic is a mistake of ours. It must not take the connection or the lock with it.
        let handled = catch_unwind(AssertUnwindSafe(|| {
            if panics {
                // Unwinds like a panic, without the report that is meant for mistakes.
                std::panic::resume_unwind(Box::new("a fault asked for this panic"));
            }
            handle(server, request)
        }));
        handled.unwrap_or_else(|payload| {
            server.report_panic(operation.id, panic_message(payload.as_ref()));
            Err(Refusal::service(500, "Internal server error"))
        })
    });
    match outcome {
        Ok(reply) => {
            server.count_performed(operation.id);
            (reply.status.unwrap_or(operation.status), reply.body)
        }
        Err(refusal) => (refusal.status, server.world(|world| refusal_body(world, &refusal))),
    }
}

fn refusal_body(world: &mut World, refusal: &Refusal) -> Value {
    match world.context.mood {
        Mood::Documented => refusal.body(),
        Mood::Wild => wild::refusal(refusal, &mut world.context.ids),
    }
}

fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without a message".to_owned())
}

/// The checks of the gateway.
fn check_credentials(server: &Server, path: &PathParameters, headers: &HeaderMap) -> Result<(), Refusal> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Err(Refusal::gateway(403, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers"));
    };
    let Some(token) = value.to_str().ok().and_then(|value| value.split_once(' ')) else {
        return Err(Refusal::gateway(400, 6003, "Invalid request headers"));
    };
    match token {
        (scheme, token) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
            if token.trim() != server.settings.api_token {
                return Err(Refusal::gateway(403, 10000, "Authentication error"));
            }
        }
        _ => {
            return Err(Refusal::gateway(
                400,
                9106,
                "Authentication failed: the Authorization header has no bearer token",
            ));
        }
    }
    let account = path.get("account_id");
    if account == server.settings.account_id {
        Ok(())
    } else if account.len() > 32 {
        let message = format!("Could not route to /accounts/{account}, perhaps your object identifier is invalid?");
        Err(Refusal::gateway(404, 7003, message))
    } else {
        Err(Refusal::gateway(403, 10000, "Authentication error"))
    }
}

fn handle(server: &Server, request: &Routed<'_>) -> Result<Reply, Refusal> {
    let Routed { operation, path, query, headers, body } = request;
    let Some(handler) = routing::handler(operation.id) else {
        return Err(Refusal::service(501, format!("The emulator does not implement {} yet", operation.id)));
    };
    validation::check_query(operation.id, query)?;
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let body = validation::check_body(operation.id, media_type, body)?;
    server.world(|world| {
        let mut call = Call { context: &mut world.context, path, query, body: &body };
        let reply = match handler {
            Handler::Account(handler) => handler(&mut world.apps, &mut call)?,
            Handler::App(handler) => {
                let id = path.get("app_id");
                let app = world.apps.get_mut(id);
                handler(app.ok_or_else(|| Refusal::not_found(format!("App {id} not found")))?, &mut call)?
            }
        };
        if server.settings.check_answers
            && let Some(problem) = validation::contradiction(operation.id, &reply.body)
        {
            server.report_contradiction(operation.id, &problem);
        }
        match world.context.mood {
            Mood::Documented => Ok(reply),
            Mood::Wild => Ok(wild::reshape(operation.id, reply, &mut world.context.ids)),
        }
    })
}

/// Announces the whole body and breaks off in the middle.
fn truncated(status: u16, body: &str) -> Response<Body> {
    let mut response = json_response(status, &Value::Null);
    *response.body_mut() = broken_off(Bytes::copy_from_slice(&body.as_bytes()[..body.len() / 2]));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    response
}

/// A body that fails after these bytes. The pause lets them reach the client before the connection closes.
pub(crate) fn broken_off(bytes: Bytes) -> Body {
    let failure = stream::once(async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))
    });
    Body::from_stream(stream::iter([Ok(bytes)]).chain(failure))
}

/// The answer behind a field of blanks, made while it is sent.
fn huge(status: u16, answer: &Value, bytes: u64) -> Response<Body> {
    const CHUNK: usize = 64 * 1024;
    let padding = Bytes::from(vec![b' '; CHUNK]);
    let blanks = (0..bytes.div_ceil(CHUNK as u64)).map(move |_| padding.clone());
    let chunks = blanks.chain([Bytes::from(answer.to_string())]).map(Ok::<_, std::io::Error>);
    let mut response = json_response(status, &Value::Null);
    *response.body_mut() = Body::from_stream(stream::iter(chunks));
    response
}
