//! The way of a request through an emulator: route, faults, credentials, validation, handler, answer.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Response, header};
use bytes::Bytes;
use realtimekit_api::Operation;
use serde_json::Value;

use crate::envelope::{Refusal, Reply, json_response, response};
use crate::faults::{Effect, Injection};
use crate::front::{Line, ReadBody, last};
use crate::query::Query;
use crate::rate_limit::RateLimit;
use crate::routing::{self, Call, Handler, PathParameters};
use crate::server::{Abort, Server};
use crate::state::{Mood, World};
use crate::{damage, validation, wild};

/// Answers a request to the API.
pub(crate) async fn answer(server: &Server, parts: &Parts, body: Body, line: &mut Line<'_>) -> Response<Body> {
    let ReadBody { bytes: body, problem } = ReadBody::read(body, server.settings.body_time).await;
    let route = routing::find(parts.method.as_str(), parts.uri.path());
    line.operation = route.as_ref().map_or("", |(operation, _)| operation.id);
    server.requests.add(line.operation, parts, body.clone());
    if let Some(problem) = problem {
        return last(problem);
    }
    let (operation, path) = match route {
        Ok(route) => route,
        Err(refusal) => return refusal.into_response(),
    };
    let allowance =
        server.rate_limit.as_ref().map(|limit| (limit, limit.count(server.world(|world| world.context.now))));
    if let Some((limit, allowance)) = allowance.filter(|(_, allowance)| !allowance.allowed) {
        let mut response = RateLimit::refusal();
        limit.dress(allowance, &mut response);
        return response;
    }
    let injection = server.faults.next(operation.id);
    let query = Query::parse(parts.uri.query().unwrap_or_default());
    let routed = Routed { operation, path: &path, query, headers: &parts.headers, body: &body };
    let mut response = with_fault(server, routed, &injection).await;
    if let Some((limit, allowance)) = allowance {
        limit.dress(allowance, &mut response);
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
    let text = || Bytes::from(answer.to_string());
    let mut response = match injection.effect {
        Effect::ResetAfter => Abort::response(),
        Effect::Truncate | Effect::Stall => {
            let text = text();
            let half = std::iter::once(text.slice(..text.len() / 2));
            let stalls = matches!(injection.effect, Effect::Stall);
            let body = if stalls { damage::stalled(half) } else { damage::cut_off(half) };
            damaged(status, Some(text.len()), body)
        }
        Effect::Trickle(pause) => {
            let text = text();
            damaged(status, Some(text.len()), damage::trickled(std::iter::once(text), pause))
        }
        Effect::Garbage => response(status, "application/json", &b"\x00\xff\xfe{\"success\": tru\x80"[..]),
        // Behind the blanks: whoever stops reading early has nothing.
        Effect::Huge(bytes) => damaged(status, None, damage::none(damage::blanks(bytes).chain([text()]))),
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
        if panics {
            ask_for_panic();
        }
        handle(server, request)
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

/// Unwinds like a panic, without the report that is meant for mistakes.
pub(crate) fn ask_for_panic() -> ! {
    std::panic::resume_unwind(Box::new("a fault asked for this panic"))
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

/// An answer whose body arrives in some unusual way. Its whole length is announced, unless it is none.
fn damaged(status: u16, length: Option<usize>, body: Body) -> Response<Body> {
    let mut response = json_response(status, &Value::Null);
    *response.body_mut() = body;
    if let Some(length) = length {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}
