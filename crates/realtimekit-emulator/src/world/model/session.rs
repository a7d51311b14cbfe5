//! A session, the people in it, and what they wrote and said.

use indexmap::IndexMap;
use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::world::clock::seconds_between;
use crate::world::context::Context;
use crate::world::deviation::Deviation;

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
    /// All peers, by peer id, in the order of joining.
    pub(crate) peers: IndexMap<String, Peer>,
    /// Since when the session has been empty.
    pub(crate) empty_since: Option<Timestamp>,
    /// The largest number of people at the same time.
    pub(crate) peak: usize,
    pub(crate) chat: Vec<ChatMessage>,
    pub(crate) speech: Vec<Sentence>,
    /// Whether a transcript was made; absent while the session is live.
    pub(crate) transcribed: Option<bool>,
    pub(crate) summarized: bool,
    /// The session that this one is a breakout room of.
    pub(crate) parent_id: Option<String>,
    /// Whether the list of sessions lacks it while it is live.
    pub(crate) unlisted: bool,
    /// Whether it stays LIVE after the last participant has left.
    pub(crate) stays_live: bool,
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
    /// Whether the person's speech goes into the transcript.
    pub(crate) transcribed: bool,
}

impl Peer {
    pub(crate) fn is_here(&self) -> bool {
        self.left_at.is_none()
    }

    pub(crate) fn minutes(&self, now: Timestamp) -> f64 {
        seconds_between(self.joined_at, self.left_at.unwrap_or(now)) / 60.0
    }

    pub(crate) fn updated_at(&self) -> Timestamp {
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

    pub(crate) fn events(&self, session: &str, now: Timestamp) -> Value {
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

    /// The minutes of all peers together.
    pub(crate) fn minutes(&self, now: Timestamp) -> f64 {
        self.peers.values().map(|peer| peer.minutes(now)).sum()
    }

    pub(crate) fn minutes_of(&self, view_type: &str, now: Timestamp) -> f64 {
        hundredths(self.peers.values().filter(|peer| peer.view_type == view_type).map(|peer| peer.minutes(now)).sum())
    }

    pub(crate) fn status(&self) -> &'static str {
        if self.is_live() { "LIVE" } else { "ENDED" }
    }

    pub(crate) fn total_participants(&self) -> usize {
        let mut people: Vec<&str> = self.peers.values().map(|peer| peer.participant_id.as_str()).collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    }

    pub(crate) fn spoken_minutes(&self, now: Timestamp) -> f64 {
        match self.speech.is_empty() {
            true => 0.0,
            false => hundredths(seconds_between(self.started_at, self.ended_at.unwrap_or(now)) / 60.0),
        }
    }

    pub(crate) fn kind(&self) -> &'static str {
        let broadcast = self.peers.values().any(|peer| peer.view_type == "LIVESTREAM");
        if broadcast { "livestream" } else { "meeting" }
    }
}

/// Rounded to two places, as the service writes minutes.
pub(crate) fn hundredths(minutes: f64) -> f64 {
    // An empty sum is -0, which would be printed with its sign.
    (minutes * 100.0).round() / 100.0 + 0.0
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
        unlisted: context.deviates_by_chance(Deviation::SessionsUnlisted),
        stays_live: context.deviates_by_chance(Deviation::SessionsStayLive),
    }
}

/// A message of the chat.
#[derive(Clone, Debug)]
pub(crate) struct ChatMessage {
    pub(crate) id: String,
    pub(crate) peer: Peer,
    pub(crate) text: String,
    pub(crate) at: Timestamp,
}

/// A spoken sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) peer: Peer,
    pub(crate) text: String,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
}
