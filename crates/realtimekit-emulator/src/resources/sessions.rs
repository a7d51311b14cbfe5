//! Sessions: what took place, or takes place, in a meeting.

use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::http::query::Query;
use crate::world::deviation::Deviation;
use crate::world::model::app::App;
use crate::world::model::session::{Peer, Session, hundredths};
use crate::world::refusal::Refusal;

impl App {
    pub(crate) fn render_session(&self, session: &Session, now: Timestamp) -> Value {
        let recordings =
            || self.recordings.values().filter(|recording| recording.session_id.as_ref() == Some(&session.id));
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
    let unlisted = call.context.deviations.contains(&Deviation::SessionsUnlisted);
    let listed = |session: &&Session| !(session.is_live() && (unlisted || session.unlisted));
    let found = app.sessions.values().filter(listed).filter(|session| {
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

/// Whether a peer of the session matches the parameter `participants`.
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
    // A person who moves to a breakout room keeps the peer id.
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
