//! Livestreams: of a meeting, or fed by an encoder.

use std::time::Duration;

use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::clock::seconds_between;
use crate::envelope::{Outcome, Refusal, Reply};
use crate::routing::Call;
use crate::state::{App, Context, Mood};
use crate::timers::Timer;

/// How long the livestream of a meeting is INVOKED before it begins.
const START_UP: Duration = Duration::from_secs(5);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LivestreamStatus {
    Invoked,
    Live,
    Idle,
    Errored,
}

impl LivestreamStatus {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Invoked => "INVOKED",
            Self::Live => "LIVE",
            Self::Idle => "IDLE",
            Self::Errored => "ERRORED",
        }
    }
}

/// A livestream with all its broadcasts.
#[derive(Debug)]
pub(crate) struct Livestream {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) meeting_id: Option<String>,
    pub(crate) status: LivestreamStatus,
    pub(crate) stream_key: String,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) broadcasts: Vec<Broadcast>,
}

/// One time that a livestream was broadcast; the API calls it a livestream session.
#[derive(Debug)]
pub(crate) struct Broadcast {
    pub(crate) id: String,
    /// The session of the meeting in which it happened.
    session_id: Option<String>,
    invoked_at: Timestamp,
    pub(crate) started_at: Option<Timestamp>,
    stopped_at: Option<Timestamp>,
    /// What went wrong.
    error: Option<String>,
    viewers: u64,
    /// Since when there have been that many viewers.
    viewers_since: Timestamp,
    /// Seconds watched before that.
    watched: f64,
}

impl Broadcast {
    fn new(context: &mut Context, session_id: Option<String>) -> Self {
        Self {
            id: context.ids.uuid(),
            session_id,
            invoked_at: context.now,
            started_at: None,
            stopped_at: None,
            error: None,
            viewers: 0,
            viewers_since: context.now,
            watched: 0.0,
        }
    }

    fn is_running(&self) -> bool {
        self.stopped_at.is_none()
    }

    pub(crate) fn ingest_seconds(&self, now: Timestamp) -> f64 {
        self.started_at.map_or(0.0, |started| seconds_between(started, self.stopped_at.unwrap_or(now)))
    }

    pub(crate) fn viewer_seconds(&self, now: Timestamp) -> f64 {
        let until = self.stopped_at.unwrap_or(now);
        self.watched + self.viewers as f64 * seconds_between(self.viewers_since, until)
    }

    fn render(&self, livestream: &str, now: Timestamp) -> Value {
        let time = |time: Option<Timestamp>| time.map(|time| time.to_string());
        let updated = self.stopped_at.or(self.started_at).unwrap_or(self.invoked_at);
        json!({
            "id": self.id,
            "livestream_id": livestream,
            "err_message": self.error,
            "invoked_time": self.invoked_at.to_string(),
            "started_time": time(self.started_at),
            "stopped_time": time(self.stopped_at),
            "created_at": self.invoked_at.to_string(),
            "updated_at": updated.to_string(),
            "ingest_seconds": self.ingest_seconds(now),
            "viewer_seconds": self.viewer_seconds(now),
        })
    }
}

impl Livestream {
    fn new(context: &mut Context, name: Option<String>, meeting_id: Option<String>) -> Self {
        Self {
            id: context.ids.uuid(),
            name,
            meeting_id,
            status: LivestreamStatus::Invoked,
            stream_key: context.ids.secret(40),
            created_at: context.now,
            updated_at: context.now,
            broadcasts: Vec::new(),
        }
    }

    /// The sessions of meetings in which it was broadcast.
    pub(crate) fn session_ids(&self) -> impl Iterator<Item = &str> {
        self.broadcasts.iter().filter_map(|broadcast| broadcast.session_id.as_deref())
    }

    fn running(&self) -> Option<&Broadcast> {
        self.broadcasts.last().filter(|broadcast| broadcast.is_running())
    }

    fn playback_url(&self, context: &Context) -> String {
        format!("{}/live/{}/manifest.m3u8", context.links.base, self.id)
    }

    fn render(&self, context: &Context) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "meeting_id": self.meeting_id,
            "status": self.status.name(),
            "disabled": false,
            "ingest_server": INGEST_SERVER,
            "stream_key": self.stream_key,
            "playback_url": self.playback_url(context),
            "created_at": self.created_at.to_string(),
            "updated_at": self.updated_at.to_string(),
        })
    }
}

/// Where an encoder would send to. Nothing listens there: the name is reserved never to exist.
const INGEST_SERVER: &str = "rtmps://ingest.emulator.invalid:443/app/";

impl App {
    fn livestream(&self, id: &str) -> Result<&Livestream, Refusal> {
        self.livestreams.get(id).ok_or_else(|| no_livestream(id))
    }

    fn active_livestream(&self, meeting_id: &str) -> Result<&Livestream, Refusal> {
        let mut newest_first = self.livestreams.values().rev();
        newest_first
            .find(|stream| stream.meeting_id.as_deref() == Some(meeting_id) && stream.running().is_some())
            .ok_or_else(|| Refusal::not_found(format!("No active livestream found for meeting_id {meeting_id}")))
    }

    /// Starts to broadcast a meeting.
    pub(crate) fn start_livestream(
        &mut self,
        context: &mut Context,
        meeting_id: &str,
        name: Option<String>,
    ) -> Result<String, Refusal> {
        self.meeting(meeting_id)?;
        if self.active_livestream(meeting_id).is_ok() {
            return Err(Refusal::conflict(format!("Meeting {meeting_id} is already being broadcast")));
        }
        let session_id = self.live_session(meeting_id).ok().map(|session| session.id.clone());
        let mut livestream = Livestream::new(context, name, Some(meeting_id.to_owned()));
        livestream.broadcasts.push(Broadcast::new(context, session_id));
        let id = livestream.id.clone();
        self.livestreams.insert(id.clone(), livestream);
        context.after(START_UP, &self.id, Timer::LivestreamBegins(id.clone()));
        self.tell_of_livestream(context, &id, "INVOKED");
        Ok(id)
    }

    /// Begins the broadcast of a meeting, unless it began or ended otherwise. With nobody in the meeting there is nothing
    /// to show, and it stays INVOKED.
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
        self.tell_of_livestream(context, id, "LIVE");
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
        // Webhooks have a word of their own for the end.
        let (status, told) = match error {
            Some(_) => (LivestreamStatus::Errored, "ERRORED"),
            None => (LivestreamStatus::Idle, "OFFLINE"),
        };
        broadcast.error = error;
        stream.status = status;
        stream.updated_at = context.now;
        self.tell_of_livestream(context, id, told);
        Ok(())
    }

    fn tell_of_livestream(&self, context: &mut Context, id: &str, status: &'static str) {
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
        self.tell(context, "livestreaming.statusUpdate", body);
    }

    /// All broadcasts, with the livestream that each belongs to.
    pub(crate) fn broadcasts(&self) -> impl Iterator<Item = (&Livestream, &Broadcast)> {
        self.livestreams.values().flat_map(|stream| stream.broadcasts.iter().map(move |broadcast| (stream, broadcast)))
    }
}

fn no_livestream(id: &str) -> Refusal {
    Refusal::not_found(format!("Livestream {id} not found"))
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
    Ok(Reply::data(broadcast.render(&stream.id, call.context.now)))
}

pub(crate) fn get_active_session(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let stream = app.livestream(call.id("livestream_id"))?;
    let session = stream.running().map(|broadcast| broadcast.render(&stream.id, call.context.now));
    // The documents do not say which of the two it is.
    if session.is_none() && call.context.mood == Mood::Documented {
        return Err(Refusal::not_found(format!("No active session found for livestream {}", stream.id)));
    }
    Ok(Reply::data(json!({ "livestream": stream.render(call.context), "session": session })))
}

pub(crate) fn get_active(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    Ok(Reply::data(app.active_livestream(call.id("meeting_id"))?.render(call.context)))
}

pub(crate) fn start(app: &mut App, call: &mut Call<'_>) -> Outcome {
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
