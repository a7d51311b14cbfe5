//! A livestream and its broadcasts.

use realtimekit_api::Timestamp;
use serde_json::{Value, json};

use crate::world::clock::seconds_between;
use crate::world::context::Context;
use crate::world::fidelity::Fidelity;

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
    pub(crate) session_id: Option<String>,
    pub(crate) invoked_at: Timestamp,
    pub(crate) started_at: Option<Timestamp>,
    pub(crate) stopped_at: Option<Timestamp>,
    /// The error message.
    pub(crate) error: Option<String>,
    pub(crate) viewers: u64,
    /// Since when there have been that many viewers.
    pub(crate) viewers_since: Timestamp,
    /// Seconds watched before that.
    pub(crate) watched: f64,
}

impl Broadcast {
    pub(crate) fn new(context: &mut Context, session_id: Option<String>) -> Self {
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

    pub(crate) fn is_running(&self) -> bool {
        self.stopped_at.is_none()
    }

    pub(crate) fn ingest_seconds(&self, now: Timestamp) -> f64 {
        self.started_at.map_or(0.0, |started| seconds_between(started, self.stopped_at.unwrap_or(now)))
    }

    pub(crate) fn viewer_seconds(&self, now: Timestamp) -> f64 {
        let until = self.stopped_at.unwrap_or(now);
        self.watched + self.viewers as f64 * seconds_between(self.viewers_since, until)
    }

    pub(crate) fn render(&self, livestream: &str, now: Timestamp) -> Value {
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
            "ingest_seconds": self.ingest_seconds(now).round() as u64,
            "viewer_seconds": self.viewer_seconds(now),
        })
    }
}

impl Livestream {
    pub(crate) fn new(context: &mut Context, name: Option<String>, meeting_id: Option<String>) -> Self {
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

    pub(crate) fn running(&self) -> Option<&Broadcast> {
        self.broadcasts.last().filter(|broadcast| broadcast.is_running())
    }

    pub(crate) fn playback_url(&self, context: &Context) -> String {
        format!("{}/live/{}/manifest.m3u8", context.links.base, self.id)
    }

    pub(crate) fn render(&self, context: &Context) -> Value {
        // The service has been observed to name it only some time after the start.
        let is_late = context.fidelity == Fidelity::Observed && self.status == LivestreamStatus::Invoked;
        let playback_url = (!is_late).then(|| self.playback_url(context));
        json!({
            "id": self.id,
            "name": self.name,
            "meeting_id": self.meeting_id,
            "status": self.status.name(),
            "disabled": false,
            "ingest_server": INGEST_SERVER,
            "stream_key": self.stream_key,
            "playback_url": playback_url,
            "created_at": self.created_at.to_string(),
            "updated_at": self.updated_at.to_string(),
        })
    }
}

/// The RTMP URL for an encoder. Its host name is reserved and never resolves.
pub(crate) const INGEST_SERVER: &str = "rtmps://ingest.emulator.invalid:443/app/";
