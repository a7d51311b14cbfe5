//! An app and its resources.

use indexmap::IndexMap;
use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::world::model::livestream::{Broadcast, Livestream};
use crate::world::model::meeting::Meeting;
use crate::world::model::preset::Preset;
use crate::world::model::recording::Recording;
use crate::world::model::session::Session;
use crate::world::model::settling::Settling;
use crate::world::model::webhook::Webhook;
use crate::world::refusal::Refusal;

/// An app and its resources, each kind in the order of creation.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) created_at: Timestamp,
    pub(crate) presets: IndexMap<String, Preset>,
    pub(crate) meetings: IndexMap<String, Meeting>,
    pub(crate) sessions: IndexMap<String, Session>,
    pub(crate) recordings: IndexMap<String, Recording>,
    pub(crate) livestreams: IndexMap<String, Livestream>,
    pub(crate) webhooks: IndexMap<String, Webhook>,
    pub(crate) settling: Settling,
}

impl App {
    pub(crate) fn render(&self) -> Value {
        json!({ "id": self.id, "name": self.name, "created_at": self.created_at.to_string() })
    }

    pub(crate) fn meeting(&self, id: &str) -> Result<&Meeting, Refusal> {
        self.meetings.get(id).ok_or_else(|| no_meeting(id))
    }

    pub(crate) fn meeting_mut(&mut self, id: &str) -> Result<&mut Meeting, Refusal> {
        self.meetings.get_mut(id).ok_or_else(|| no_meeting(id))
    }

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

    /// Whether a transcript is made of a session: unless the meeting, or the presets of all participants, disable it.
    pub(crate) fn is_transcribed(&self, session: &Session) -> bool {
        let meeting = self.meetings.get(&session.meeting_id);
        let wanted = || meeting.is_none_or(|meeting| meeting.settings.get("transcribe_on_end") != Some(&json!(false)));
        session.transcribed.unwrap_or_else(|| wanted() && session.peers.values().any(|peer| peer.transcribed))
    }

    /// The session and its breakout rooms that are still open, by id.
    pub(crate) fn with_live_rooms(&self, session_id: &str) -> Vec<String> {
        let rooms = self.breakout_rooms(session_id).filter(|room| room.is_live()).map(|room| room.id.clone());
        std::iter::once(session_id.to_owned()).chain(rooms).collect()
    }

    pub(crate) fn recording(&self, id: &str) -> Result<&Recording, Refusal> {
        self.recordings.get(id).ok_or_else(|| no_recording(id))
    }

    pub(crate) fn recording_mut(&mut self, id: &str) -> Result<&mut Recording, Refusal> {
        self.recordings.get_mut(id).ok_or_else(|| no_recording(id))
    }

    /// The newest recording of this kind that runs in a meeting.
    pub(crate) fn active_recording(&self, meeting_id: &str, track: bool) -> Option<&Recording> {
        let mut newest_first = self.recordings.values().rev();
        newest_first.find(|recording| {
            recording.meeting_id == meeting_id && recording.track == track && recording.status.is_active()
        })
    }

    pub(crate) fn livestream(&self, id: &str) -> Result<&Livestream, Refusal> {
        self.livestreams.get(id).ok_or_else(|| no_livestream(id))
    }

    pub(crate) fn active_livestream(&self, meeting_id: &str) -> Result<&Livestream, Refusal> {
        let mut newest_first = self.livestreams.values().rev();
        newest_first
            .find(|stream| stream.meeting_id.as_deref() == Some(meeting_id) && stream.running().is_some())
            .ok_or_else(|| Refusal::not_found(format!("No active livestream found for meeting_id {meeting_id}")))
    }

    /// All broadcasts, with the livestream that each belongs to.
    pub(crate) fn broadcasts(&self) -> impl Iterator<Item = (&Livestream, &Broadcast)> {
        self.livestreams.values().flat_map(|stream| stream.broadcasts.iter().map(move |broadcast| (stream, broadcast)))
    }
}

pub(crate) fn no_meeting(id: &str) -> Refusal {
    Refusal::not_found(format!("Meeting {id} not found"))
}

pub(crate) fn no_recording(id: &str) -> Refusal {
    Refusal::not_found(format!("Recording {id} not found"))
}

pub(crate) fn no_livestream(id: &str) -> Refusal {
    Refusal::not_found(format!("Livestream {id} not found"))
}
