//! The control API: the handle over HTTP, for clients in other languages.

use std::time::Duration;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Method, Response};
use serde_json::{Value, json};

use crate::control::{access, fault_settings};
use crate::faults::rules::can_fail;
use crate::http::body::{ReadBody, last};
use crate::http::envelope::{error_response, json_response};
use crate::http::query::Query;
use crate::http::requests::ReceivedRequest;
use crate::resources::timeline::advance;
use crate::server::Server;
use crate::webhooks::delivery::Delivery;
use crate::world::deviation::Deviation;
use crate::world::model::event::NAMES;
use crate::world::refusal::Refusal;

/// The prefix of all paths.
pub(crate) const PREFIX: &str = "/_emulator";

/// The largest file that an upload can end with: the length of a day of good video.
const LARGEST_FILE: u64 = 1 << 40;

/// The response to GET, with the parameters of the query.
const LOOKS: [(&str, &str); 8] = [
    ("received", "operation"),
    ("executed", "operation"),
    ("deliveries", "event"),
    ("delivered", "event, seconds (how long to wait for it, 30 by default)"),
    ("faults", ""),
    ("reports", ""),
    ("health", ""),
    ("help", ""),
];

/// Each command with the fields of its JSON body.
const COMMANDS: [(&str, &str); 21] = [
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
    (
        "deviate",
        "deviation (sessions_unlisted, sessions_stay_live, recordings_stay_invoked, recordings_stay_uploading, record_on_start_once, late_participant_left, late_meeting_ended, new_delivery_ids, no_retry_after, short_writes, sparse_objects, states_out_of_order, slow_propagation)",
    ),
    ("clear_deviations", ""),
    ("redeliver", "delivery_id, new_id (true for another delivery id)"),
    ("rotate_webhook_key", ""),
    ("fault", fault_settings::HELP),
    ("remove_fault", "fault (the number that fault returned)"),
    ("clear_faults", ""),
    ("forget_received", ""),
];

/// Responds to a request below [`PREFIX`].
pub(crate) async fn respond(server: &Server, parts: &Parts, body: Body) -> Response<Body> {
    let name = parts.uri.path().trim_start_matches(PREFIX).trim_matches('/');
    let query = Query::parse(parts.uri.query().unwrap_or_default());
    if name != "health"
        && let Err(refusal) = access::check(server, parts)
    {
        // The body was not read.
        return last(&refusal);
    }
    let ReadBody { bytes, problem } = ReadBody::read(body, server.settings.body_time).await;
    if let Some(problem) = problem {
        return last(&problem);
    }
    let outcome = match parts.method {
        Method::GET if name == "delivered" => delivered(server, &query).await,
        Method::GET => look(server, name, &query),
        Method::POST if bytes.is_empty() => command(server, name, &json!({})),
        Method::POST => serde_json::from_slice(&bytes)
            .map_err(|error| Refusal::bad_request(format!("The request body is not valid JSON: {error}")))
            .and_then(|body| command(server, name, &body)),
        _ => Err(Refusal::service(405, "use GET to read and POST to act")),
    };
    match outcome {
        Ok(data) => json_response(200, &json!({ "success": true, "data": data })),
        Err(refusal) => error_response(&refusal),
    }
}

fn unknown(name: &str) -> Refusal {
    Refusal::not_found(format!("There is no {PREFIX}/{name}; GET {PREFIX} lists what there is"))
}

fn look(server: &Server, name: &str, query: &Query) -> Result<Value, Refusal> {
    match name {
        "" | "help" => Ok(json!({
            "now": server.world(|world| world.context.now.to_string()),
            "get": LOOKS.map(|(name, parameters)| json!({ "look": name, "query": parameters })),
            "post": COMMANDS.map(|(name, fields)| json!({ "command": name, "fields": fields })),
        })),
        "health" => Ok(json!({ "status": "ok" })),
        "received" => Ok(server.requests.of(known(query)?).iter().map(received).collect()),
        "executed" => {
            let operation = known(query)?.ok_or_else(|| Refusal::bad_request("\"operation\" is required"))?;
            Ok(json!({ "executed": server.executed(operation) }))
        }
        "deliveries" => {
            let all = server.deliveries.all();
            Ok(all.iter().filter(|delivery| query.allows("event", &delivery.event)).map(delivery).collect())
        }
        "faults" => {
            let fault = |(id, operation, hits)| json!({ "fault": id, "operation": operation, "hits": hits });
            Ok(server.faults.list().into_iter().map(fault).collect())
        }
        "reports" => Ok(json!({
            "panics": server.panics(),
            "contradictions": server.contradictions(),
            "leaked_tokens": server.leaked_tokens(),
        })),
        _ => Err(unknown(name)),
    }
}

/// The operation that a query names, if it names one.
fn known(query: &Query) -> Result<Option<&str>, Refusal> {
    match query.text("operation") {
        Some(operation) if operation == "*" || !can_fail(operation) => {
            Err(Refusal::bad_request(format!("There is no operation {operation:?}")))
        }
        operation => Ok(operation),
    }
}

/// Waits for the delivery of an event.
async fn delivered(server: &Server, query: &Query) -> Result<Value, Refusal> {
    let event = query.text("event").ok_or_else(|| Refusal::bad_request("\"event\" is required"))?;
    if !NAMES.contains(&event) {
        return Err(Refusal::bad_request(format!("There is no event {event:?}")));
    }
    let seconds = query.text("seconds").map_or(Ok(30.0), str::parse);
    let timeout = seconds.ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let timeout = timeout.ok_or_else(|| Refusal::bad_request("\"seconds\" must be a number from 0"))?;
    let found = server.deliveries.delivered(event, timeout).await;
    found.as_ref().map(delivery).ok_or_else(|| Refusal::not_found(format!("No {event} was delivered in this time")))
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
            server.world(|world| advance(world, by));
        }
        "deviate" => {
            let name = fields.text("deviation")?;
            let deviation = Deviation::from_name(name)
                .ok_or_else(|| Refusal::bad_request(format!("There is no deviation {name:?}")))?;
            server.world(|world| world.context.deviations.insert(deviation));
        }
        "clear_deviations" => server.world(|world| world.context.deviations.clear()),
        "redeliver" => {
            let id = fields.text("delivery_id")?;
            let delivery = server.deliveries.all().into_iter().rfind(|delivery| delivery.id == id);
            let delivery = delivery.ok_or_else(|| Refusal::not_found(format!("There is no delivery {id:?}")))?;
            if body["new_id"] == true {
                return Ok(json!({ "delivery_id": server.redeliver_with_new_id(&delivery) }));
            }
            server.deliveries.repeat(&delivery, delivery.id.clone());
        }
        "rotate_webhook_key" => server.deliveries.signer.rotate(),
        "fault" => {
            let operation = fields.text("operation")?;
            if !can_fail(operation) {
                return Err(Refusal::bad_request(format!("There is no operation {operation:?}")));
            }
            return Ok(json!({ "fault": fault_settings::add(&server.faults, operation, body)? }));
        }
        "remove_fault" => {
            let known = body["fault"].as_u64().is_some_and(|id| server.faults.remove(id));
            known.then_some(()).ok_or_else(|| Refusal::not_found(format!("There is no fault {}", body["fault"])))?;
        }
        "clear_faults" => server.faults.clear(),
        "forget_received" => server.requests.clear(),
        _ => return Err(unknown(name)),
    }
    Ok(Value::Null)
}
