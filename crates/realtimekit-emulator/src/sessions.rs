//! Sessions: what took place, or takes place, in a meeting.

use indexmap::IndexMap;
use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::clock::seconds_between;
use crate::envelope::{Outcome, Refusal, Reply};
use crate::query::Query;
use crate::routing::Call;
use crate::state::{App, Context};
use crate::transcripts::{ChatMessage, Sentence};

/// One gathering in a meeting.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) meeting_id: String,
    pub(crate) title: Option<String>,
    pub(crate) started_at: Timestamp,
    /// Absent while the session is live.
    pub(crate) ended_at: Option<Timestamp>,
    pub(crate) updated_at: Timestamp,
    /// Everybody who was here, by peer id, in the order of joining.
    pub(crate) peers: IndexMap<String, Peer>,
    /// Since when nobody has been here.
    pub(crate) empty_since: Option<Timestamp>,
    /// The most people who were here at once.
    pub(crate) peak: usize,
    pub(crate) chat: Vec<ChatMessage>,
    pub(crate) speech: Vec<Sentence>,
    /// Whether a transcript was made; absent while the session is live.
    pub(crate) transcribed: Option<bool>,
    pub(crate) summarized: bool,
    /// The session that this one is a breakout room of.
    pub(crate) parent_id: Option<String>,
}

/// One stay of a person in a session.
#[derive(Clone, Debug)]
pub(crate) struct Peer {
    pub(crate) id: String,
    pub(crate) participant_id: String,
    pub(crate) custom_id: String,
    pub(crate) name: String,
    pub(crate) picture: Option<String>,
    pub(crate) preset_name: String,
    pub(crate) view_type: String,
    pub(crate) joined_at: Timestamp,
    pub(crate) left_at: Option<Timestamp>,
    pub(crate) muted: bool,
    /// Whether what the person says goes into the transcript.
    pub(crate) transcribed: bool,
}

impl Peer {
    pub(crate) fn is_here(&self) -> bool {
        self.left_at.is_none()
    }

    fn minutes(&self, now: Timestamp) -> f64 {
        seconds_between(self.joined_at, self.left_at.unwrap_or(now)) / 60.0
    }

    fn updated_at(&self) -> Timestamp {
        self.left_at.unwrap_or(self.joined_at)
    }

    /// The fields that a session participant and a peer report share.
    pub(crate) fn render(&self, session: &str, now: Timestamp, events: bool) -> Value {
        let mut rendered = json!({
            "id": self.id,
            "user_id": self.participant_id,
            "custom_participant_id": self.custom_id,
            "display_name": self.name,
            "preset_name": self.preset_name,
            "joined_at": self.joined_at.to_string(),
            "left_at": self.left_at.map(|time| time.to_string()),
            "created_at": self.joined_at.to_string(),
            "updated_at": self.updated_at().to_string(),
            "duration": hundredths(self.minutes(now)),
        });
        if events {
            rendered["peer_events"] = self.events(session, now);
        }
        rendered
    }

    fn events(&self, session: &str, now: Timestamp) -> Value {
        let event = |name: &str, number: u8, at: Timestamp, minutes: f64| {
            json!({
                "id": format!("{}-{number}", self.id),
                "event_name": name,
                "peer_id": self.id,
                "participant_id": self.participant_id,
                "session_id": session,
                "socket_session_id": null,
                "preset_view_type": self.view_type,
                "minutes_consumed": hundredths(minutes),
                "created_at": at.to_string(),
                "updated_at": at.to_string(),
            })
        };
        let arrival = [event("PEER_CREATED", 1, self.joined_at, 0.0), event("PEER_JOINING", 2, self.joined_at, 0.0)];
        let leaving = self.left_at.map(|left| event("PEER_LEAVING", 3, left, self.minutes(now)));
        arrival.into_iter().chain(leaving).collect()
    }
}

impl Session {
    pub(crate) fn is_live(&self) -> bool {
        self.ended_at.is_none()
    }

    pub(crate) fn people_here(&self) -> impl Iterator<Item = &Peer> {
        self.peers.values().filter(|peer| peer.is_here())
    }

    /// Minutes of everybody together.
    pub(crate) fn minutes(&self, now: Timestamp) -> f64 {
        self.peers.values().map(|peer| peer.minutes(now)).sum()
    }

    fn minutes_of(&self, view_type: &str, now: Timestamp) -> f64 {
        hundredths(self.peers.values().filter(|peer| peer.view_type == view_type).map(|peer| peer.minutes(now)).sum())
    }

    fn status(&self) -> &'static str {
        if self.is_live() { "LIVE" } else { "ENDED" }
    }

    fn total_participants(&self) -> usize {
        let mut people: Vec<&str> = self.peers.values().map(|peer| peer.participant_id.as_str()).collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    }

    fn spoken_minutes(&self, now: Timestamp) -> f64 {
        match self.speech.is_empty() {
            true => 0.0,
            false => hundredths(seconds_between(self.started_at, self.ended_at.unwrap_or(now)) / 60.0),
        }
    }

    fn kind(&self) -> &'static str {
        let broadcast = self.peers.values().any(|peer| peer.view_type == "LIVESTREAM");
        if broadcast { "livestream" } else { "meeting" }
    }
}

/// Rounded to two places, as the service writes minutes.
pub(crate) fn hundredths(minutes: f64) -> f64 {
    // An empty sum is -0, which would be printed with its sign.
    (minutes * 100.0).round() / 100.0 + 0.0
}

impl App {
    pub(crate) fn session(&self, id: &str) -> Result<&Session, Refusal> {
        self.sessions.get(id).ok_or_else(|| Refusal::not_found(format!("Session {id} not found")))
    }

    /// The session that is live in a meeting.
    pub(crate) fn live_session(&self, meeting: &str) -> Result<&Session, Refusal> {
        let mut newest_first = self.sessions.values().rev();
        newest_first
            .find(|session| session.meeting_id == meeting && session.is_live() && session.parent_id.is_none())
            .ok_or_else(|| Refusal::not_found(format!("No active session found for meeting_id {meeting}")))
    }

    /// The breakout rooms of a session, those that are closed included.
    pub(crate) fn breakout_rooms(&self, session: &str) -> impl Iterator<Item = &Session> {
        self.sessions.values().filter(move |room| room.parent_id.as_deref() == Some(session))
    }

    pub(crate) fn render_session(&self, session: &Session, now: Timestamp) -> Value {
        let recordings = || self.recordings.values().filter(|recording| recording.session_id == session.id);
        let recorded: f64 = recordings().map(|recording| recording.seconds(now)).sum();
        let livestreams = || self.livestreams.values().filter(|stream| stream.session_ids().any(|id| id == session.id));
        json!({
            "id": session.id,
            "associated_id": session.meeting_id,
            "organization_id": self.id,
            "meeting_display_name": session.title,
            "parent_session_id": session.parent_id,
            "type": session.kind(),
            "status": session.status(),
            "live_participants": session.people_here().count(),
            "max_concurrent_participants": session.peak,
            "total_participants": session.total_participants(),
            "minutes_consumed": hundredths(session.minutes(now)),
            "group_call_minutes_consumed": session.minutes_of("GROUP_CALL", now),
            "webinar_minutes_consumed": session.minutes_of("WEBINAR", now),
            "audio_room_minutes_consumed": session.minutes_of("AUDIO_ROOM", now),
            "chat_minutes_consumed": session.minutes_of("CHAT", now),
            "livestream_minutes_consumed": session.minutes_of("LIVESTREAM", now),
            "recording_minutes_consumed": hundredths(recorded / 60.0),
            "transcription_minutes_consumed": if self.is_transcribed(session) { session.spoken_minutes(now) } else { 0.0 },
            "recording_status": recordings().next_back().map_or("NOT_RECORDED", |recording| recording.status.name()),
            "livestream_status": livestreams().next_back().map_or("NOT_LIVESTREAMED", |stream| stream.status.name()),
            "settings": {},
            "meta": { "room_name": session.meeting_id },
            "created_at": session.started_at.to_string(),
            "started_at": session.started_at.to_string(),
            "ended_at": session.ended_at.map(|time| time.to_string()),
            "updated_at": session.updated_at.to_string(),
        })
    }
}

/// Turns the order around where it is asked for.
fn ordered<T>(mut items: Vec<T>, query: &Query) -> Vec<T> {
    if query.descending() {
        items.reverse();
    }
    items
}

pub(crate) fn list(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let (query, now) = (call.query, call.context.now);
    let found = app.sessions.values().filter(|session| {
        // `meeting_id` is no parameter of this operation and has no effect, as on the service.
        query.allows("associated_id", &session.meeting_id)
            && query.allows("status", session.status())
            && query.spans(session.started_at)
            && query.finds("search", &[&session.id, &session.meeting_id, session.title.as_deref().unwrap_or_default()])
            && session_has(session, query)
    });
    let mut found: Vec<&Session> = found.collect();
    if query.text("sort_by") == Some("minutesConsumed") {
        found.sort_by(|one, other| one.minutes(now).total_cmp(&other.minutes(now)));
    }
    let page = query.page(ordered(found, query));
    let sessions = page.render(|session| app.render_session(session, now));
    Ok(Reply::page(json!({ "sessions": sessions }), page.paging))
}

/// Whether somebody in the session matches the parameter `participants`.
fn session_has(session: &Session, query: &Query) -> bool {
    let mut peers = session.peers.values();
    query.text("participants").is_none()
        || peers.any(|peer| query.finds("participants", &[&peer.name, &peer.custom_id, &peer.participant_id, &peer.id]))
}

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let session = app.session(call.id("session_id"))?;
    let now = call.context.now;
    let mut rendered = app.render_session(session, now);
    if call.query.flag("include_breakout_rooms") == Some(true) {
        rendered["breakout_rooms"] =
            app.breakout_rooms(&session.id).map(|room| app.render_session(room, now)).collect();
    }
    Ok(Reply::data(rendered))
}

pub(crate) fn list_participants(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let session = app.session(call.id("session_id"))?;
    let (query, now) = (call.query, call.context.now);
    let found = session
        .peers
        .values()
        .filter(|peer| query.finds("search", &[&peer.name, &peer.custom_id, &peer.participant_id, &peer.id]));
    let rooms: Vec<&Session> = match query.text("view") {
        Some("consolidated") => app.breakout_rooms(&session.id).collect(),
        _ => Vec::new(),
    };
    // Whoever moves to a breakout room keeps the peer id.
    let minutes = |peer: &Peer| {
        let elsewhere = rooms.iter().filter_map(|room| room.peers.get(&peer.id));
        peer.minutes(now) + elsewhere.map(|stay| stay.minutes(now)).sum::<f64>()
    };
    let mut found: Vec<&Peer> = found.collect();
    if query.text("sort_by") == Some("duration") {
        found.sort_by(|one, other| minutes(one).total_cmp(&minutes(other)));
    }
    let page = query.page(ordered(found, query));
    let events = query.flag("include_peer_events") == Some(true);
    let participants = page.render(|peer| {
        let mut rendered = peer.render(&session.id, now, events);
        rendered["duration"] = json!(hundredths(minutes(peer)));
        rendered
    });
    Ok(Reply::data(json!({ "participants": participants, "paging": page.paging })))
}

pub(crate) fn get_participant(app: &mut App, call: &mut Call<'_>) -> Outcome {
    let session = app.session(call.id("session_id"))?;
    let id = call.id("participant_id");
    let peer = session.peers.get(id).ok_or_else(|| no_peer(id))?;
    let events = call.query.flag("include_peer_events") == Some(true);
    Ok(Reply::data(json!({ "participant": peer.render(&session.id, call.context.now, events) })))
}

pub(crate) fn no_peer(id: &str) -> Refusal {
    Refusal::not_found(format!("Participant {id} not found"))
}

/// A session without people.
pub(crate) fn new_session(
    context: &mut Context,
    meeting: &str,
    title: Option<String>,
    parent: Option<String>,
) -> Session {
    Session {
        id: context.ids.uuid(),
        meeting_id: meeting.to_owned(),
        title,
        started_at: context.now,
        ended_at: None,
        updated_at: context.now,
        peers: IndexMap::new(),
        empty_since: Some(context.now),
        peak: 0,
        chat: Vec::new(),
        speech: Vec::new(),
        transcribed: None,
        summarized: false,
        parent_id: parent,
    }
}
