//! Livestreams: of a meeting, or fed by an encoder.

use std::time::Duration;

use serde_json::{Value, json};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::world::clock::later;
use crate::world::context::Context;
use crate::world::fidelity::Fidelity;
use crate::world::model::app::{App, no_livestream};
use crate::world::model::livestream::{Broadcast, INGEST_SERVER, Livestream, LivestreamStatus};
use crate::world::refusal::Refusal;
use crate::world::timers::Timer;

/// How long after its end the livestream of a meeting cannot be started again.
const PAUSE: Duration = Duration::from_secs(5);

/// How long the livestream of a meeting is INVOKED before it begins.
const START_UP: Duration = Duration::from_secs(5);

impl App {
    /// Starts to broadcast a meeting.
    pub(crate) fn start_livestream(
        &mut self,
        context: &mut Context,
        meeting_id: &str,
        name: Option<String>,
    ) -> Result<String, Refusal> {
        self.meeting(meeting_id)?;
        if self.active_livestream(meeting_id).is_ok() {
            return Err(Refusal::bad_request(format!("Meeting {meeting_id} is already being broadcast")));
        }
        let just_stopped = |stream: &&Livestream| {
            let stopped = stream.broadcasts.last().and_then(|broadcast| broadcast.stopped_at);
            stream.meeting_id.as_deref() == Some(meeting_id) && stopped.is_some_and(|at| later(at, PAUSE) > context.now)
        };
        if self.livestreams.values().any(|stream| just_stopped(&stream)) {
            let message = format!("The livestream of meeting {meeting_id} is still being stopped");
            return Err(Refusal::bad_request(message));
        }
        let session_id = self.live_session(meeting_id).ok().map(|session| session.id.clone());
        let mut livestream = Livestream::new(context, name, Some(meeting_id.to_owned()));
        livestream.broadcasts.push(Broadcast::new(context, session_id));
        let id = livestream.id.clone();
        self.livestreams.insert(id.clone(), livestream);
        context.after(START_UP, &self.id, Timer::LivestreamBegins(id.clone()));
        self.emit_for_livestream(context, &id, "INVOKED");
        Ok(id)
    }

    /// Begins the broadcast of a meeting, unless it began or ended otherwise. While the meeting is empty it
    /// stays INVOKED.
    pub(crate) fn begin_livestream(&mut self, context: &mut Context, id: &str) {
        let Some(stream) = self.livestreams.get(id) else { return };
        let in_session = stream.running().is_some_and(|broadcast| broadcast.session_id.is_some());
        if stream.status == LivestreamStatus::Invoked && in_session {
            // Cannot be refused: it is there and not live.
            let _ = self.go_live(context, id);
        }
    }

    /// The broadcast that waited for a session of its meeting belongs to the one that begins now.
    pub(crate) fn broadcast_session(&mut self, context: &mut Context, meeting_id: &str, session_id: &str) {
        let Ok(id) = self.active_livestream(meeting_id).map(|stream| stream.id.clone()) else { return };
        if let Some(broadcast) = self.livestreams.get_mut(&id).and_then(|stream| stream.broadcasts.last_mut()) {
            broadcast.session_id = Some(session_id.to_owned());
        }
        context.after(START_UP, &self.id, Timer::LivestreamBegins(id));
    }

    /// The first pictures arrive, from the meeting or from an encoder.
    pub(crate) fn go_live(&mut self, context: &mut Context, id: &str) -> Result<(), Refusal> {
        let meeting_id = self.livestream(id)?.meeting_id.clone();
        let session = meeting_id.and_then(|meeting| Some(self.live_session(&meeting).ok()?.id.clone()));
        let stream = self.livestreams.get_mut(id).ok_or_else(|| no_livestream(id))?;
        if stream.status == LivestreamStatus::Live {
            return Err(Refusal::conflict(format!("Livestream {id} is already LIVE")));
        }
        if stream.running().is_none() {
            stream.broadcasts.push(Broadcast::new(context, session));
        }
        if let Some(broadcast) = stream.broadcasts.last_mut() {
            broadcast.started_at = Some(context.now);
            broadcast.viewers_since = context.now;
        }
        stream.status = LivestreamStatus::Live;
        stream.updated_at = context.now;
        self.emit_for_livestream(context, id, "LIVE");
        Ok(())
    }

    /// From now on this many people watch.
    pub(crate) fn watch(&mut self, context: &Context, id: &str, viewers: u64) -> Result<(), Refusal> {
        let stream = self.livestreams.get_mut(id).ok_or_else(|| no_livestream(id))?;
        let broadcast = stream.broadcasts.last_mut().filter(|broadcast| broadcast.is_running());
        let broadcast =
            broadcast.ok_or_else(|| Refusal::conflict(format!("Livestream {id} is not being broadcast")))?;
        broadcast.watched = broadcast.viewer_seconds(context.now);
        broadcast.viewers_since = context.now;
        broadcast.viewers = viewers;
        Ok(())
    }

    /// Ends the broadcast of a meeting.
    pub(crate) fn stop_livestream(&mut self, context: &mut Context, meeting_id: &str) -> Result<(), Refusal> {
        let id = self.active_livestream(meeting_id)?.id.clone();
        self.go_offline(context, &id)
    }

    /// Ends the broadcast of a livestream.
    pub(crate) fn go_offline(&mut self, context: &mut Context, id: &str) -> Result<(), Refusal> {
        self.end_broadcast(context, id, None)
    }

    /// Lets the broadcast of a livestream fail.
    pub(crate) fn fail_livestream(&mut self, context: &mut Context, id: &str, message: &str) -> Result<(), Refusal> {
        self.end_broadcast(context, id, Some(message.to_owned()))
    }

    fn end_broadcast(&mut self, context: &mut Context, id: &str, error: Option<String>) -> Result<(), Refusal> {
        let stream = self.livestreams.get_mut(id).ok_or_else(|| no_livestream(id))?;
        let broadcast = stream.broadcasts.last_mut().filter(|broadcast| broadcast.is_running());
        let broadcast =
            broadcast.ok_or_else(|| Refusal::conflict(format!("Livestream {id} is not being broadcast")))?;
        broadcast.watched = broadcast.viewer_seconds(context.now);
        broadcast.viewers = 0;
        broadcast.stopped_at = Some(context.now);
        // Webhooks report the end with a separate status.
        let (status, reported) = match error {
            Some(_) => (LivestreamStatus::Errored, "ERRORED"),
            None => (LivestreamStatus::Idle, "OFFLINE"),
        };
        broadcast.error = error;
        stream.status = status;
        stream.updated_at = context.now;
        self.emit_for_livestream(context, id, reported);
        Ok(())
    }

    fn emit_for_livestream(&self, context: &mut Context, id: &str, status: &'static str) {
        let Some(stream) = self.livestreams.get(id) else { return };
        let mut body = json!({
            "streamId": stream.id,
            "status": status,
            "manualIngest": stream.meeting_id.is_none(),
            "playbackUrl": stream.playback_url(context),
            "ingestServer": INGEST_SERVER,
            "streamKey": stream.stream_key,
        });
        let session = stream.session_ids().last().and_then(|session| self.sessions.get(session));
        if let Some(session) = session {
            body["meeting"] = self.meeting_block(session);
        }
        self.emit(context, "livestreaming.statusUpdate", body);
    }
}

fn name(call: &Call<'_>) -> Option<String> {
    call.body.get("name").and_then(Value::as_str).map(str::to_owned)
}

pub(crate) fn list(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let query = call.query;
    let found = app.livestreams.values().filter(|stream| {
        query.allows("status", stream.status.name())
            && !(query.flag("exclude_meetings") == Some(true) && stream.meeting_id.is_some())
            && query.spans(stream.created_at)
    });
    let mut found: Vec<&Livestream> = found.collect();
    if query.descending() {
        found.reverse();
    }
    let page = query.page(found);
    Ok(Reply::page(page.render(|stream| stream.render(call.context)), page.paging))
}

pub(crate) fn list_for_meeting(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let meeting = app.meeting(call.id("meeting_id"))?;
    let found = app.livestreams.values().filter(|stream| stream.meeting_id.as_deref() == Some(&meeting.id));
    let page = call.query.page(found.collect());
    Ok(Reply::page(page.render(|stream| stream.render(call.context)), page.paging))
}

pub(crate) fn create(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let name = name(call);
    let stream = Livestream::new(call.context, name, None);
    let rendered = stream.render(call.context);
    app.livestreams.insert(stream.id.clone(), stream);
    Ok(Reply::data(rendered))
}

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let stream = app.livestream(call.id("livestream_id"))?;
    let page = call.query.page(stream.broadcasts.iter().collect());
    let sessions = page.render(|broadcast| broadcast.render(&stream.id, call.context.now));
    Ok(Reply::data(json!({ "livestream": stream.render(call.context), "sessions": sessions, "paging": page.paging })))
}

pub(crate) fn get_session(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let id = call.id("livestream_session_id");
    let (stream, broadcast) = app
        .broadcasts()
        .find(|(_, broadcast)| broadcast.id == id)
        .ok_or_else(|| Refusal::not_found(format!("Livestream session {id} not found")))?;
    let mut rendered = broadcast.render(&stream.id, call.context.now);
    if call.context.fidelity == Fidelity::Documented {
        // Whole in every example of this operation.
        rendered["viewer_seconds"] = json!(broadcast.viewer_seconds(call.context.now).round() as u64);
    }
    Ok(Reply::data(rendered))
}

pub(crate) fn get_active_session(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let stream = app.livestream(call.id("livestream_id"))?;
    let session = stream.running().map(|broadcast| broadcast.render(&stream.id, call.context.now));
    // Which of the two it is is not documented.
    if session.is_none() && call.context.fidelity == Fidelity::Documented {
        return Err(Refusal::not_found(format!("No active session found for livestream {}", stream.id)));
    }
    Ok(Reply::data(json!({ "livestream": stream.render(call.context), "session": session })))
}

pub(crate) fn get_active(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    Ok(Reply::data(app.active_livestream(call.id("meeting_id"))?.render(call.context)))
}

pub(crate) fn start(app: &mut App, call: &mut Call<'_>) -> Outcome {
    if call.body.contains_key("destinations") {
        return Err(Refusal::service(422, "\"destinations\" is not allowed"));
    }
    let name = name(call);
    let id = app.start_livestream(call.context, call.id("meeting_id"), name)?;
    Ok(Reply::data(app.livestream(&id)?.render(call.context)))
}

pub(crate) fn stop(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    app.stop_livestream(call.context, call.id("meeting_id"))?;
    Ok(Reply::data(json!({ "message": "Livestream stopped" })))
}

pub(crate) fn list_session_broadcasts(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let session = app.session(call.id("session_id"))?;
    let found = app.broadcasts().filter(|(_, broadcast)| broadcast.session_id.as_deref() == Some(&session.id));
    let page = call.query.page(found.collect());
    let data = page.render(|(stream, broadcast)| broadcast.render(&stream.id, call.context.now));
    Ok(Reply::data(json!({ "data": data, "paging": page.paging })))
}
