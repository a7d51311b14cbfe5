//! The session that is live in a meeting: coming, going, and what the API can do to it.

use std::time::Duration;

use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::http::call::Call;
use crate::http::envelope::{Outcome, Reply};
use crate::world::clock::{later, seconds_between};
use crate::world::context::Context;
use crate::world::deviation::Deviation;
use crate::world::fidelity::Fidelity;
use crate::world::model::app::App;
use crate::world::model::preset::Preset;
use crate::world::model::recording::StopCause;
use crate::world::model::session::{Peer, new_session};
use crate::world::refusal::Refusal;
use crate::world::timers::{EndReason, Timer};

/// How late a late `meeting.participantLeft` is.
const LATE_LEFT: Duration = Duration::from_secs(30);

/// How late a late `meeting.ended` is.
const LATE_END: Duration = Duration::from_secs(120);

/// The session that a participant has joined, and the stay in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Joined {
    /// Identifier of the session, which began now if it was not live before.
    pub session_id: String,
    /// Identifier of this stay: the `id` of a session participant.
    pub peer_id: String,
}

impl App {
    /// Lets a participant, named by id or token, enter the meeting.
    pub(crate) fn join(&mut self, context: &mut Context, meeting_id: &str, who: &str) -> Result<Joined, Refusal> {
        let meeting = self.meeting(meeting_id)?;
        let participant = match meeting.participants.get(who) {
            Some(participant) => participant,
            None => meeting.participant_by_token(who, context.now)?,
        };
        if !meeting.active {
            return Err(Refusal::service(403, format!("Meeting {meeting_id} is INACTIVE and cannot be joined")));
        }
        let Some(name) = participant.name.clone() else {
            return Err(Refusal::bad_request("A participant without a name cannot join; an empty name is enough"));
        };
        let preset = self.presets.get(&participant.preset_id);
        let peer = Peer {
            id: context.ids.uuid(),
            participant_id: participant.id.clone(),
            custom_id: participant.custom_id.clone(),
            name,
            picture: participant.picture.clone(),
            preset_name: preset.map_or("", |preset| preset.name()).to_owned(),
            view_type: preset.map_or("GROUP_CALL", |preset| preset.view_type()).to_owned(),
            joined_at: context.now,
            left_at: None,
            muted: false,
            transcribed: preset.is_none_or(Preset::transcribes),
        };
        let (session_id, begins) = match self.live_session(meeting_id) {
            Ok(session) => (session.id.clone(), false),
            Err(_) => (self.begin_session(context, meeting_id), true),
        };
        let joined = Joined { session_id, peer_id: peer.id.clone() };
        if let Some(session) = self.sessions.get_mut(&joined.session_id) {
            session.peers.insert(peer.id.clone(), peer.clone());
            session.empty_since = None;
            session.peak = session.peak.max(session.people_here().count());
            session.updated_at = context.now;
        }
        self.emit_for_peer(context, "meeting.participantJoined", &joined.session_id, &peer);
        if begins {
            self.start_what_starts_automatically(context, meeting_id);
        }
        Ok(joined)
    }

    fn begin_session(&mut self, context: &mut Context, meeting_id: &str) -> String {
        let title = self.meetings.get(meeting_id).and_then(|meeting| meeting.title()).map(str::to_owned);
        let session = new_session(context, meeting_id, title, None);
        let id = session.id.clone();
        self.sessions.insert(id.clone(), session);
        self.emit_for_meeting(context, "meeting.started", &id, Value::Null);
        self.broadcast_session(context, meeting_id, &id);
        self.record_session(meeting_id, &id);
        id
    }

    fn start_what_starts_automatically(&mut self, context: &mut Context, meeting_id: &str) {
        let is_on = |setting| self.meetings.get(meeting_id).is_some_and(|meeting| meeting.is_on(setting));
        let (records, streams) = (is_on("record_on_start"), is_on("live_stream_on_start"));
        let is_first = self.sessions.values().filter(|session| session.meeting_id == meeting_id).count() == 1;
        if records && (is_first || !context.deviates(Deviation::RecordOnStartOnce)) {
            self.record_on_start(context, meeting_id);
        }
        if streams {
            // Refused only when it is broadcast already.
            let _ = self.start_livestream(context, meeting_id, None);
        }
    }

    /// Lets people leave a session and its breakout rooms. Returns those who were there.
    fn remove(&mut self, context: &mut Context, session_id: &str, leaves: impl Fn(&Peer) -> bool) -> Vec<Peer> {
        let mut gone = Vec::new();
        for place in self.with_live_rooms(session_id) {
            let Some(session) = self.sessions.get_mut(&place) else { continue };
            let before = gone.len();
            for peer in session.peers.values_mut().filter(|peer| peer.is_here() && leaves(peer)) {
                peer.left_at = Some(context.now);
                gone.push(peer.clone());
            }
            if gone.len() > before {
                session.updated_at = context.now;
            }
        }
        if !gone.is_empty() && self.people_with_rooms(session_id) == 0 {
            if let Some(session) = self.sessions.get_mut(session_id).filter(|session| session.is_live()) {
                session.empty_since = Some(context.now);
            }
            self.await_end(context, session_id);
        }
        for peer in &gone {
            if context.deviates(Deviation::LateParticipantLeft) {
                let left = Timer::ParticipantLeft(session_id.to_owned(), peer.id.clone());
                context.after(LATE_LEFT, &self.id, left);
            } else {
                self.emit_for_peer(context, "meeting.participantLeft", session_id, peer);
            }
        }
        gone
    }

    /// The late event of a participant who has left.
    pub(crate) fn report_left(&self, context: &mut Context, session_id: &str, peer_id: &str) {
        if let Some(peer) = self.sessions.get(session_id).and_then(|session| session.peers.get(peer_id)) {
            self.emit_for_peer(context, "meeting.participantLeft", session_id, peer);
        }
    }

    fn people_with_rooms(&self, session_id: &str) -> usize {
        let places = self.with_live_rooms(session_id);
        places.iter().filter_map(|id| self.sessions.get(id)).map(|session| session.people_here().count()).sum()
    }

    /// When an empty session ends, unless a participant returns. `None` while it is not empty.
    fn end_of_keep_alive(&self, session_id: &str) -> Option<Timestamp> {
        let session = self.sessions.get(session_id).filter(|session| session.is_live())?;
        let keep_alive = self.meetings.get(&session.meeting_id)?.keep_alive_seconds();
        Some(later(session.empty_since?, Duration::from_secs(keep_alive)))
    }

    /// Sets the timer that ends an empty session.
    fn await_end(&self, context: &mut Context, session_id: &str) {
        if let Some(end) = self.end_of_keep_alive(session_id) {
            let left = Duration::try_from_secs_f64(seconds_between(context.now, end)).unwrap_or_default();
            context.after(left, &self.id, Timer::EmptyRoom(session_id.to_owned()));
        }
    }

    /// A change of the keep-alive time counts for a session that is empty already.
    pub(crate) fn keep_alive_changed(&self, context: &mut Context, meeting_id: &str) {
        if let Ok(session) = self.live_session(meeting_id) {
            self.await_end(context, &session.id);
        }
    }

    pub(crate) fn leave(&mut self, context: &mut Context, meeting_id: &str, who: &str) -> Result<(), Refusal> {
        let session = self.live_session(meeting_id)?.id.clone();
        match self.remove(context, &session, |peer| peer.participant_id == who || peer.id == who).is_empty() {
            true => Err(Refusal::not_found(format!("Participant {who} is not in the session"))),
            false => Ok(()),
        }
    }

    /// Ends the session at the end of its keep-alive time, unless it was joined, left again or changed in between.
    pub(crate) fn close_if_empty(&mut self, context: &mut Context, session_id: &str) {
        let over = self.end_of_keep_alive(session_id).is_some_and(|end| end <= context.now);
        let stays_live = context.deviations.contains(&Deviation::SessionsStayLive)
            || self.sessions.get(session_id).is_some_and(|session| session.stays_live);
        if over && !stays_live {
            self.end_session(context, session_id, EndReason::AllLeft);
        }
    }

    pub(crate) fn end_session(&mut self, context: &mut Context, session_id: &str, reason: EndReason) {
        self.remove(context, session_id, |_| true);
        let Some(session) = self.sessions.get_mut(session_id) else { return };
        session.ended_at = Some(context.now);
        session.updated_at = context.now;
        let meeting_id = session.meeting_id.clone();
        for room in self.with_live_rooms(session_id).iter().filter(|id| *id != session_id) {
            self.end_session(context, room, reason);
        }
        self.stop_recordings(context, session_id, StopCause::AllPeersLeft);
        // Refused only when nothing is broadcast.
        let _ = self.stop_livestream(context, &meeting_id);
        // Breakout rooms are not meetings.
        if self.sessions.get(session_id).is_some_and(|session| session.parent_id.is_none()) {
            if context.deviates(Deviation::LateMeetingEnded) {
                context.after(LATE_END, &self.id, Timer::MeetingEnded(session_id.to_owned(), reason));
            } else {
                self.report_end(context, session_id, reason);
            }
        }
        self.write_up(context, session_id);
    }

    /// The event of a session that has ended.
    pub(crate) fn report_end(&self, context: &mut Context, session_id: &str, reason: EndReason) {
        self.emit_for_meeting(context, "meeting.ended", session_id, json!({ "reason": reason.name() }));
    }

    /// Opens a room next to the live session of a meeting, and moves the people named by participant id into it, from the
    /// session or from another room.
    ///
    /// They keep their peer ids, and no event is sent: they have not left the meeting.
    pub(crate) fn open_breakout_room(
        &mut self,
        context: &mut Context,
        meeting_id: &str,
        title: &str,
        people: &[&str],
    ) -> Result<String, Refusal> {
        let parent = self.live_session(meeting_id)?.id.clone();
        let mut room = new_session(context, meeting_id, Some(title.to_owned()), Some(parent.clone()));
        for place in self.with_live_rooms(&parent) {
            let Some(session) = self.sessions.get_mut(&place) else { continue };
            let moved = |peer: &&mut Peer| peer.is_here() && people.contains(&peer.participant_id.as_str());
            for peer in session.peers.values_mut().filter(moved) {
                room.peers.insert(peer.id.clone(), Peer { joined_at: context.now, ..peer.clone() });
                peer.left_at = Some(context.now);
            }
        }
        room.peak = room.peers.len();
        let id = room.id.clone();
        self.sessions.insert(id.clone(), room);
        Ok(id)
    }
}

pub(crate) fn get(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    let session = app.live_session(call.id("meeting_id"))?;
    Ok(Reply::data(app.render_session(session, call.context.now)))
}

/// The identifiers in a list of the body.
fn listed<'a>(call: &Call<'a>, name: &str) -> Vec<&'a str> {
    let list = call.body.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The people whom the body of a kick or a mute names.
struct Named<'a> {
    ids: Vec<&'a str>,
    custom_ids: Vec<&'a str>,
}

impl Named<'_> {
    fn contains(&self, peer: &Peer) -> bool {
        self.ids.contains(&peer.participant_id.as_str()) || self.custom_ids.contains(&peer.custom_id.as_str())
    }
}

fn named<'a>(call: &Call<'a>) -> Named<'a> {
    let ids = listed(call, "participant_ids");
    // The real service accepts custom identifiers here and matches no participant.
    let custom_ids = match call.context.fidelity {
        Fidelity::Documented => listed(call, "custom_participant_ids"),
        Fidelity::Observed => Vec::new(),
    };
    Named { ids, custom_ids }
}

fn reached(action: &str, people: &[Peer]) -> Reply {
    let people = people.iter().map(|peer| {
        json!({
            "id": peer.participant_id,
            "name": peer.name,
            "picture": peer.picture,
            "created_at": peer.joined_at.to_string(),
            "updated_at": peer.left_at.unwrap_or(peer.joined_at).to_string(),
        })
    });
    Reply::data(json!({ "action": action, "participants": people.collect::<Value>() }))
}

pub(crate) fn kick(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    let session = match app.live_session(call.id("meeting_id")) {
        Ok(session) => session.id.clone(),
        Err(_) if call.context.fidelity == Fidelity::Observed => return Ok(reached("kick", &[])),
        Err(refusal) => return Err(refusal),
    };
    let named = named(call);
    let gone = app.remove(call.context, &session, |peer| named.contains(peer));
    Ok(reached("kick", &gone))
}

pub(crate) fn kick_all(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    let session = app.live_session(call.id("meeting_id"))?.id.clone();
    app.strand_recordings(call.context, &session);
    let gone = app.remove(call.context, &session, |_| true);
    if gone.is_empty() && app.end_of_keep_alive(&session).is_some_and(|end| end <= call.context.now) {
        // A session that stayed LIVE although its time was over.
        app.end_session(call.context, &session, EndReason::AllLeft);
    }
    Ok(Reply::data(json!({ "action": "kick", "kicked_participants_count": gone.len() })))
}

pub(crate) fn mute(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    let session = app.live_session(call.id("meeting_id"))?.id.clone();
    let named = named(call);
    Ok(reached("mute", &app.silence(&session, |peer| named.contains(peer))))
}

pub(crate) fn mute_all(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    let session = app.live_session(call.id("meeting_id"))?.id.clone();
    let muted = app.silence(&session, |_| true);
    Ok(Reply::data(json!({ "action": "mute", "muted_participants_count": muted.len() })))
}

impl App {
    /// Mutes people in a session and its breakout rooms. Returns those who were there.
    fn silence(&mut self, session_id: &str, named: impl Fn(&Peer) -> bool) -> Vec<Peer> {
        let mut muted = Vec::new();
        for place in self.with_live_rooms(session_id) {
            let Some(session) = self.sessions.get_mut(&place) else { continue };
            for peer in session.peers.values_mut().filter(|peer| peer.is_here() && named(peer)) {
                peer.muted = true;
                muted.push(peer.clone());
            }
        }
        muted
    }
}

pub(crate) fn create_poll(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    app.live_session(call.id("meeting_id"))?;
    let options = listed(call, "options");
    if options.is_empty() {
        return Err(Refusal::bad_request("\"options\" must not be empty"));
    }
    let options = options.into_iter().map(|text| json!({ "text": text, "count": 0, "votes": [] }));
    let flag = |name: &str| call.body.get(name) == Some(&Value::Bool(true));
    let poll = json!({
        "id": call.context.ids.uuid(),
        "question": call.text("question"),
        "options": options.collect::<Value>(),
        "anonymous": flag("anonymous"),
        "hide_votes": flag("hide_votes"),
        "created_by": app.id,
        "voted": [],
    });
    Ok(Reply::data(json!({ "action": "create-poll", "poll": poll })))
}
