//! The control handle over HTTP, for programs that are not written in Rust.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, Response};
use realtimekit_api::operations;
use serde_json::{Value, json};

use crate::delivery::Delivery;
use crate::envelope::{Refusal, json_response};
use crate::faults::Fault;
use crate::files;
use crate::query::Query;
use crate::requests::ReceivedRequest;
use crate::server::Server;

/// What stands before the paths.
pub(crate) const PREFIX: &str = "/_emulator";

/// The largest file that an upload can end with: the length of a day of good video.
const LARGEST_FILE: u64 = 1 << 40;

/// Each command with the fields of its JSON body.
const COMMANDS: [(&str, &str); 18] = [
    ("join", "meeting_id, participant_id (or token)"),
    ("leave", "meeting_id, participant_id"),
    ("say", "meeting_id, participant_id, text"),
    ("speak", "meeting_id, participant_id, text"),
    ("end_session", "meeting_id"),
    ("open_breakout_room", "meeting_id, title, participant_ids"),
    ("finish_upload", "recording_id, file_size"),
    ("fail_recording", "recording_id"),
    ("go_live", "livestream_id"),
    ("go_offline", "livestream_id"),
    ("fail_livestream", "livestream_id, message"),
    ("watch", "livestream_id, viewers"),
    ("advance", "seconds"),
    ("rotate_webhook_key", ""),
    (
        "fault",
        "operation, and of: status, message, gateway, html, body, rate_limited, retry_after, delay_ms, hang, reset_before, \
         reset_after, truncated, garbage, repeated_page, huge, times, after, probability",
    ),
    ("clear_faults", ""),
    ("forget_received", ""),
    ("help", ""),
];

/// Answers a request below [`PREFIX`].
pub(crate) async fn answer(server: Arc<Server>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let name = parts.uri.path().trim_start_matches(PREFIX).trim_matches('/').to_owned();
    let query = Query::parse(parts.uri.query().unwrap_or_default());
    let outcome = match parts.method {
        Method::GET => look(&server, &name, &query),
        Method::POST => match axum::body::to_bytes(body, 1024 * 1024).await {
            Ok(bytes) if bytes.is_empty() => command(&server, &name, &json!({})),
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| Refusal::bad_request(format!("The request body is not valid JSON: {error}")))
                .and_then(|body| command(&server, &name, &body)),
            Err(_) => Err(Refusal::service(413, "The request body is too large")),
        },
        _ => Err(Refusal::service(405, "GET looks at something, POST makes something happen")),
    };
    match outcome {
        Ok(data) => json_response(200, &json!({ "success": true, "data": data })),
        Err(refusal) => refusal.into_response(),
    }
}

fn unknown(name: &str) -> Refusal {
    Refusal::not_found(format!("There is no {PREFIX}/{name}; GET {PREFIX} lists what there is"))
}

fn look(server: &Server, name: &str, query: &Query) -> Result<Value, Refusal> {
    match name {
        "" | "help" => Ok(json!({
            "now": server.world(|world| world.context.now.to_string()),
            "get": ["received (operation)", "deliveries (event)", "reports"],
            "post": COMMANDS.map(|(name, fields)| json!({ "command": name, "fields": fields })),
        })),
        "received" => Ok(server.requests.of(query.text("operation")).iter().map(received).collect()),
        "deliveries" => {
            let all = server.deliveries.all();
            Ok(all.iter().filter(|delivery| query.allows("event", &delivery.event)).map(delivery).collect())
        }
        "reports" => Ok(json!({
            "panics": server.panics(),
            "contradictions": server.contradictions(),
            "leaked_tokens": server.leaked_tokens(),
        })),
        _ => Err(unknown(name)),
    }
}

fn received(request: &ReceivedRequest) -> Value {
    json!({
        "operation": request.operation,
        "method": request.method,
        "path": request.path,
        "query": request.query,
        "body": request.body,
    })
}

fn delivery(delivery: &Delivery) -> Value {
    let attempts = delivery.attempts.iter();
    json!({
        "id": delivery.id,
        "webhook_id": delivery.webhook_id,
        "url": delivery.url,
        "event": delivery.event,
        "body": delivery.json(),
        "state": format!("{:?}", delivery.state),
        "attempts": attempts.map(|one| json!({ "status": one.status, "error": one.error })).collect::<Value>(),
    })
}

/// The fields of a command.
struct Fields<'a>(&'a Value);

impl<'a> Fields<'a> {
    fn text(&self, name: &str) -> Result<&'a str, Refusal> {
        self.0[name]
            .as_str()
            .ok_or_else(|| Refusal::bad_request(format!("\"{name}\" is required and must be a string")))
    }

    fn number(&self, name: &str) -> Result<f64, Refusal> {
        let number = self.0[name].as_f64().filter(|number| *number >= 0.0);
        number.ok_or_else(|| Refusal::bad_request(format!("\"{name}\" is required and must be a number from 0")))
    }

    fn texts(&self, name: &str) -> Vec<&'a str> {
        self.0[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn seconds(&self, name: &str) -> Result<Duration, Refusal> {
        Duration::try_from_secs_f64(self.number(name)?)
            .map_err(|_| Refusal::bad_request(format!("\"{name}\" is too large")))
    }
}

fn command(server: &Server, name: &str, body: &Value) -> Result<Value, Refusal> {
    let fields = Fields(body);
    let (meeting, who) = (|| fields.text("meeting_id"), || fields.text("participant_id"));
    match name {
        "join" => {
            let joined = server.join(meeting()?, who().or_else(|_| fields.text("token"))?)?;
            return Ok(json!({ "session_id": joined.session_id, "peer_id": joined.peer_id }));
        }
        "end_session" => return Ok(json!({ "session_id": server.end_session(meeting()?)? })),
        "open_breakout_room" => {
            let room =
                server.open_breakout_room(meeting()?, fields.text("title")?, &fields.texts("participant_ids"))?;
            return Ok(json!({ "session_id": room }));
        }
        "leave" => server.leave(meeting()?, who()?)?,
        "say" => server.say(meeting()?, who()?, fields.text("text")?)?,
        "speak" => server.speak(meeting()?, who()?, fields.text("text")?)?,
        "finish_upload" => {
            let size = (fields.number("file_size")? as u64).min(LARGEST_FILE);
            server.end_upload(fields.text("recording_id")?, Some(size))?;
        }
        "fail_recording" => server.end_upload(fields.text("recording_id")?, None)?,
        "go_live" => server.go_live(fields.text("livestream_id")?)?,
        "go_offline" => server.go_offline(fields.text("livestream_id")?)?,
        "fail_livestream" => server.fail_livestream(fields.text("livestream_id")?, fields.text("message")?)?,
        "watch" => server.watch(fields.text("livestream_id")?, fields.number("viewers")? as u64)?,
        "advance" => {
            let by = fields.seconds("seconds")?;
            server.world(|world| world.advance(by));
        }
        "rotate_webhook_key" => server.deliveries.signer.rotate(),
        "fault" => add_fault(server, &fields)?,
        "clear_faults" => server.faults.clear(),
        "forget_received" => server.requests.clear(),
        _ => return Err(unknown(name)),
    }
    Ok(Value::Null)
}

/// Whether a fault can be set up for this operation.
pub(crate) fn can_fail(operation: &str) -> bool {
    operation == "*" || operation == files::OPERATION || operations::ALL.iter().any(|known| known.id == operation)
}

fn add_fault(server: &Server, fields: &Fields<'_>) -> Result<(), Refusal> {
    let operation = fields.text("operation")?;
    if !can_fail(operation) {
        return Err(Refusal::bad_request(format!("There is no operation {operation:?}")));
    }
    let mut fault = server.faults.add(operation);
    let settings = fields.0.as_object().into_iter().flatten();
    // The status comes first: the other parts of an answer keep it.
    let (first, rest): (Vec<_>, Vec<_>) =
        settings.filter(|(name, _)| *name != "operation").partition(|(name, _)| *name == "status");
    for (name, value) in first.into_iter().chain(rest) {
        match changed(fault.clone(), name, value) {
            Some(changed) => fault = changed,
            None => {
                fault.remove();
                return Err(Refusal::bad_request(format!("\"{name}\" is unknown or has a wrong type")));
            }
        }
    }
    Ok(())
}

fn changed(fault: Fault, name: &str, value: &Value) -> Option<Fault> {
    let on = || value.as_bool().filter(|on| *on);
    Some(match name {
        "status" => fault.status(u16::try_from(value.as_u64()?).ok().filter(|status| (200..=999).contains(status))?),
        "message" => fault.message(value.as_str()?),
        "gateway" => fault.gateway(value.as_i64()?),
        "html" => on().map(|_| fault.html())?,
        "body" => fault.body(value.as_str()?.to_owned()),
        "rate_limited" => on().map(|_| fault.rate_limited())?,
        "retry_after" => fault.retry_after(value.as_u64()?),
        "delay_ms" => fault.delay(Duration::from_millis(value.as_u64()?)),
        "hang" => on().map(|_| fault.hang())?,
        "reset_before" => on().map(|_| fault.reset_before())?,
        "reset_after" => on().map(|_| fault.reset_after())?,
        "truncated" => on().map(|_| fault.truncated())?,
        "garbage" => on().map(|_| fault.garbage())?,
        "repeated_page" => on().map(|_| fault.repeated_page())?,
        "huge" => fault.huge(value.as_u64()?),
        "times" => fault.times(value.as_u64()?),
        "after" => fault.after(value.as_u64()?),
        "probability" => fault.probability(value.as_f64().filter(|share| (0.0..=1.0).contains(share))?),
        _ => return None,
    })
}
