//! The way of a request through an emulator: route, faults, credentials, validation, handler, response.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Response, header};
use bytes::Bytes;
use realtimekit_api::Operation;
use serde_json::Value;

use crate::faults::damage;
use crate::faults::injection::{Effect, Injection, ask_for_panic};
use crate::http::abort::Abort;
use crate::http::body::{ReadBody, last};
use crate::http::call::{Call, PathParameters};
use crate::http::envelope::{Reply, error_body, error_response, json_response, response};
use crate::http::log::Line;
use crate::http::query::Query;
use crate::http::rate_limit::RateLimit;
use crate::http::{routing, validation};
use crate::observed::{refusals, responses, short};
use crate::resources::handlers;
use crate::resources::handlers::Handler;
use crate::server::Server;
use crate::world::deviation::Deviation;
use crate::world::fidelity::Fidelity;
use crate::world::refusal::Refusal;
use crate::world::state::World;

/// Responds to a request to the API.
pub(crate) async fn respond(server: &Server, parts: &Parts, body: Body, line: &mut Line) -> Response<Body> {
    let ReadBody { bytes: body, problem } = ReadBody::read(body, server.settings.body_time).await;
    let route = routing::find(parts.method.as_str(), parts.uri.path());
    line.operation = route.as_ref().map_or("", |(operation, _)| operation.id);
    server.requests.add(line.operation, parts, body.clone());
    if let Some(problem) = problem {
        return last(&problem);
    }
    let (operation, path) = match route {
        Ok(route) => route,
        Err(refusal) => return error_response(&refusal),
    };
    let allowance =
        server.rate_limit.as_ref().map(|limit| (limit, limit.count(server.world(|world| world.context.now))));
    if let Some((limit, allowance)) = allowance.filter(|(_, allowance)| !allowance.allowed) {
        let mut response = RateLimit::refusal();
        limit.dress(allowance, &mut response);
        if server.world(|world| world.context.deviates(Deviation::NoRetryAfter)) {
            response.headers_mut().remove(header::RETRY_AFTER);
        }
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
    let (status, json) = execute(server, &request, matches!(injection.effect, Effect::Panic));
    let text = || Bytes::from(json.to_string());
    let mut response = match &injection.effect {
        Effect::ResetAfter => Abort::response(),
        Effect::Respond(injected) => injected.response(),
        Effect::BreakAfter(bytes) => {
            let text = text();
            let kept = usize::try_from(*bytes).unwrap_or(usize::MAX).min(text.len());
            damaged(status, Some(text.len()), damage::cut_off(std::iter::once(text.slice(..kept))))
        }
        Effect::AnnounceLength(bytes) => {
            let announced = usize::try_from(*bytes).unwrap_or(usize::MAX);
            let text = text();
            let too_short = announced > text.len();
            let text = std::iter::once(text);
            damaged(status, Some(announced), if too_short { damage::cut_off(text) } else { damage::none(text) })
        }
        Effect::Truncate | Effect::Stall => {
            let text = text();
            let half = std::iter::once(text.slice(..text.len() / 2));
            let stalls = matches!(injection.effect, Effect::Stall);
            let body = if stalls { damage::stalled(half) } else { damage::cut_off(half) };
            damaged(status, Some(text.len()), body)
        }
        Effect::Trickle(pause) => {
            let text = text();
            damaged(status, Some(text.len()), damage::trickled(std::iter::once(text), *pause))
        }
        Effect::Garbage => response(status, "application/json", &b"\x00\xff\xfe{\"success\": tru\x80"[..]),
        // Behind the spaces: a client that stops reading early has nothing.
        Effect::Huge(bytes) => damaged(status, None, damage::none(damage::spaces(*bytes).chain([text()]))),
        _ if server.world(|world| {
            world.context.fidelity == Fidelity::Observed && responses::repeats_a_key(&mut world.context.ids)
        }) =>
        {
            response(status, "application/json", responses::with_repeated_key(&json))
        }
        _ => json_response(status, &json),
    };
    injection.dress(&mut response);
    response
}

/// Executes a request, and returns status and body of the response.
fn execute(server: &Server, request: &Routed<'_>, panics: bool) -> (u16, Value) {
    let operation = request.operation;
    let outcome = server.settings.credentials.check(request.path, request.headers).and_then(|()| {
        if panics {
            ask_for_panic();
        }
        handle(server, request)
    });
    match outcome {
        Ok(reply) => {
            server.count_executed(operation.id);
            (reply.status.unwrap_or(operation.status), reply.body)
        }
        Err(refusal) => (refusal.status, server.world(|world| refusal_body(world, &refusal))),
    }
}

fn refusal_body(world: &mut World, refusal: &Refusal) -> Value {
    match world.context.fidelity {
        Fidelity::Documented => error_body(refusal),
        Fidelity::Observed => refusals::refusal(refusal, &mut world.context.ids),
    }
}

fn handle(server: &Server, request: &Routed<'_>) -> Result<Reply, Refusal> {
    let Routed { operation, path, query, headers, body } = request;
    let Some(handler) = handlers::handler(operation.id) else {
        return Err(Refusal::service(501, format!("The emulator does not implement {} yet", operation.id)));
    };
    validation::check_query(operation.id, query)?;
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let body = validation::check_body(server.world(|world| world.context.fidelity), operation.id, media_type, body)?;
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
        if server.settings.check_responses
            && let Some(problem) = validation::contradiction(operation.id, &reply.body)
        {
            server.report_contradiction(operation.id, &problem);
        }
        let mut reply = reply;
        if let Some(data) = reply.body.get_mut("data") {
            // Measured, so not left to chance.
            let always = world.context.fidelity == Fidelity::Observed && operation.id == "webhooks_replace";
            if always || world.context.deviates(Deviation::ShortWrites) {
                short::shorten(operation.id, data, &body);
            }
            if world.context.deviates(Deviation::SparseObjects) {
                short::thin_out(data, &mut world.context.ids);
                if let Value::Array(apps) = data
                    && operation.id == "apps_list"
                {
                    apps.push(Value::Null);
                }
            }
        }
        match world.context.fidelity {
            Fidelity::Documented => Ok(reply),
            Fidelity::Observed => Ok(responses::reshape(operation.id, reply, &mut world.context.ids)),
        }
    })
}

/// A response whose body arrives in an unusual way. Its whole length is announced if it is given.
fn damaged(status: u16, length: Option<usize>, body: Body) -> Response<Body> {
    let mut response = json_response(status, &Value::Null);
    *response.body_mut() = body;
    if let Some(length) = length {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}
