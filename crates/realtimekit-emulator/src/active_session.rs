//! The session that is live in a meeting: coming, going, and what the API can do to it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::envelope::{Outcome, Refusal, Reply};
use crate::recordings::StopCause;
use crate::routing::Call;
use crate::sessions::{Peer, Session, new_session};
use crate::state::{App, Context, Mood};
use crate::timers::Timer;

/// Why a session ended, in the words of the webhooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndReason {
    Host,
    AllLeft,
}

/// Who has joined what.
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
        let by_token = || meeting.participants.values().find(|participant| participant.token == who);
        let participant = meeting.participants.get(who).or_else(by_token);
        let participant = participant.ok_or_else(|| Refusal::not_found(format!("Participant {who} not found")))?;
        if !meeting.active {
            return Err(Refusal::service(403, format!("Meeting {meeting_id} is INACTIVE: nobody can join it")));
        }
        let Some(name) = participant.name.clone() else {
            return Err(Refusal::bad_request("A participant without a name cannot join; an empty one is enough"));
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
        };
        let (session_id, begins) = match self.live_session(meeting_id) {
            Ok(session) => (session.id.clone(), false),
            Err(_) => (self.begin_session(context, meeting_id), true),
        };
        let joined = Joined { session_id, peer_id: peer.id.clone() };
        if let Some(session) = self.sessions.get_mut(&joined.session_id) {
            session.peers.insert(peer.id.clone(), peer);
            session.empty_since = None;
            session.peak = session.peak.max(session.people_here().count());
            session.updated_at = context.now;
        }
        self.tell_of_peer(context, "meeting.participantJoined", &joined.session_id, &joined.peer_id);
        if begins {
            self.start_what_starts_by_itself(context, meeting_id);
        }
        Ok(joined)
    }

    fn begin_session(&mut self, context: &mut Context, meeting_id: &str) -> String {
        let title = self.meetings.get(meeting_id).and_then(|meeting| meeting.title()).map(str::to_owned);
        let session = new_session(context, meeting_id, title, None);
        let id = session.id.clone();
        self.sessions.insert(id.clone(), session);
        self.tell_of_meeting(context, "meeting.started", &id, Value::Null);
        id
    }

    fn start_what_starts_by_itself(&mut self, context: &mut Context, meeting_id: &str) {
        let is_on = |setting| self.meetings.get(meeting_id).is_some_and(|meeting| meeting.is_on(setting));
        let (records, streams) = (is_on("record_on_start"), is_on("live_stream_on_start"));
        if records {
            self.record_on_start(context, meeting_id);
        }
        if streams {
            // Refused only when it is broadcast already.
            let _ = self.start_livestream(context, meeting_id, None);
        }
    }

    /// Lets people leave, named by participant or peer id. Returns those who were there.
    fn remove(&mut self, context: &mut Context, session_id: &str, leaves: impl Fn(&Peer) -> bool) -> Vec<Peer> {
        let Some(session) = self.sessions.get_mut(session_id) else { return Vec::new() };
        let mut gone = Vec::new();
        for peer in session.peers.values_mut().filter(|peer| peer.is_here() && leaves(peer)) {
            peer.left_at = Some(context.now);
            gone.push(peer.clone());
        }
        session.updated_at = context.now;
        if session.is_live() && !gone.is_empty() && session.people_here().next().is_none() {
            session.empty_since = Some(context.now);
            let meeting = self.meetings.get(&session.meeting_id);
            let keep_alive = meeting.map_or(60, |meeting| meeting.keep_alive_seconds());
            context.after(Duration::from_secs(keep_alive), &self.id, Timer::EmptyRoom(session_id.to_owned()));
        }
        for peer in &gone {
            self.tell_of_peer(context, "meeting.participantLeft", session_id, &peer.id);
        }
        gone
    }

    pub(crate) fn leave(&mut self, context: &mut Context, meeting_id: &str, who: &str) -> Result<(), Refusal> {
        let session = self.live_session(meeting_id)?.id.clone();
        match self.remove(context, &session, |peer| peer.participant_id == who || peer.id == who).is_empty() {
            true => Err(Refusal::not_found(format!("Participant {who} is not in the session"))),
            false => Ok(()),
        }
    }

    /// The end of the keep-alive time, unless somebody has come back, or left again, in between.
    pub(crate) fn close_if_empty(&mut self, context: &mut Context, session_id: &str) {
        let Some(session) = self.sessions.get(session_id) else { return };
        let keep_alive = self.meetings.get(&session.meeting_id).map_or(60, |meeting| meeting.keep_alive_seconds());
        let over = |since| crate::clock::later(since, Duration::from_secs(keep_alive)) <= context.now;
        if session.is_live() && session.empty_since.is_some_and(over) {
            self.end_session(context, session_id, EndReason::AllLeft);
        }
    }

    pub(crate) fn end_session(&mut self, context: &mut Context, session_id: &str, reason: EndReason) {
        self.remove(context, session_id, |_| true);
        let Some(session) = self.sessions.get_mut(session_id) else { return };
        session.ended_at = Some(context.now);
        session.updated_at = context.now;
        let meeting_id = session.meeting_id.clone();
        let rooms: Vec<String> = self.breakout_rooms(session_id).map(|room| room.id.clone()).collect();
        for room in rooms {
            self.end_session(context, &room, reason);
        }
        self.stop_recordings(context, session_id, StopCause::AllPeersLeft);
        // Refused only when nothing is broadcast.
        let _ = self.stop_livestream(context, &meeting_id);
        let reason = match reason {
            EndReason::Host => "HOST_ENDED_MEETING",
            EndReason::AllLeft => "ALL_PARTICIPANTS_LEFT",
        };
        // Breakout rooms are no meetings of their own.
        if self.sessions.get(session_id).is_some_and(|session| session.parent_id.is_none()) {
            self.tell_of_meeting(context, "meeting.ended", session_id, json!({ "reason": reason }));
        }
        self.write_up(context, session_id);
    }

    fn breakout_rooms(&self, session_id: &str) -> impl Iterator<Item = &Session> {
        let own = session_id.to_owned();
        self.sessions.values().filter(move |room| room.is_live() && room.parent_id.as_deref() == Some(&own))
    }

    /// Opens a room beside the live session of a meeting, with the people named by participant id in it.
    pub(crate) fn open_breakout_room(
        &mut self,
        context: &mut Context,
        meeting_id: &str,
        title: &str,
        people: &[&str],
    ) -> Result<String, Refusal> {
        let parent = self.live_session(meeting_id)?;
        let moved: Vec<Peer> =
            parent.people_here().filter(|peer| people.contains(&peer.participant_id.as_str())).cloned().collect();
        let mut room = new_session(context, meeting_id, Some(title.to_owned()), Some(parent.id.clone()));
        for mut peer in moved {
            peer.id = context.ids.uuid();
            peer.joined_at = context.now;
            room.peers.insert(peer.id.clone(), peer);
        }
        room.peak = room.peers.len();
        let id = room.id.clone();
        self.sessions.insert(id.clone(), room);
        Ok(id)
    }

    /// Works on the live session of a meeting.
    fn live_session_mut(&mut self, meeting_id: &str) -> Result<&mut Session, Refusal> {
        let id = self.live_session(meeting_id)?.id.clone();
        self.sessions.get_mut(&id).ok_or_else(|| Refusal::not_found("Session not found"))
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

/// Whether the body of a kick or a mute means this person.
fn names<'a>(call: &Call<'a>) -> impl Fn(&Peer) -> bool + use<'a> {
    let ids = listed(call, "participant_ids");
    // The real service accepts custom identifiers here and then finds nobody.
    let custom_ids = match call.context.mood {
        Mood::Documented => listed(call, "custom_participant_ids"),
        Mood::Wild => Vec::new(),
    };
    move |peer| ids.contains(&peer.participant_id.as_str()) || custom_ids.contains(&peer.custom_id.as_str())
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
        Err(_) if call.context.mood == Mood::Wild => return Ok(reached("kick", &[])),
        Err(refusal) => return Err(refusal),
    };
    let named = names(call);
    let gone = app.remove(call.context, &session, named);
    Ok(reached("kick", &gone))
}

pub(crate) fn kick_all(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    let session = app.live_session(call.id("meeting_id"))?.id.clone();
    let gone = app.remove(call.context, &session, |_| true);
    Ok(Reply::data(json!({ "action": "kick", "kicked_participants_count": gone.len() })))
}

pub(crate) fn mute(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    let named = names(call);
    Ok(reached("mute", &silence(app.live_session_mut(call.id("meeting_id"))?, named)))
}

pub(crate) fn mute_all(app: &mut App, call: &mut Call<'_>) -> Outcome {
    app.meeting(call.id("meeting_id"))?;
    let session = app.live_session_mut(call.id("meeting_id"))?;
    session.may_unmute = call.body.get("allow_unmute") == Some(&Value::Bool(true));
    let muted = silence(session, |_| true);
    Ok(Reply::data(json!({ "action": "mute", "muted_participants_count": muted.len() })))
}

fn silence(session: &mut Session, named: impl Fn(&Peer) -> bool) -> Vec<Peer> {
    let named = session.peers.values_mut().filter(|peer| peer.is_here() && named(peer));
    named
        .map(|peer| {
            peer.muted = true;
            peer.clone()
        })
        .collect()
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
