//! A recording of a meeting or of its tracks.

use realtimekit_api::Timestamp;
use serde_json::{Map, Value, json};

use crate::world::clock::{later, seconds_between};
use crate::world::links::RETENTION;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecordingStatus {
    Invoked,
    Recording,
    Paused,
    Uploading,
    Uploaded,
    Errored,
}

impl RecordingStatus {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Invoked => "INVOKED",
            Self::Recording => "RECORDING",
            Self::Paused => "PAUSED",
            Self::Uploading => "UPLOADING",
            Self::Uploaded => "UPLOADED",
            Self::Errored => "ERRORED",
        }
    }

    pub(crate) fn is_active(self) -> bool {
        matches!(self, Self::Invoked | Self::Recording | Self::Paused)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StopCause {
    Call,
    InternalError,
    AllPeersLeft,
}

/// One recording, of the whole meeting or of its tracks.
#[derive(Debug)]
pub(crate) struct Recording {
    pub(crate) id: String,
    pub(crate) meeting_id: String,
    /// The session that is recorded; absent until a participant has joined.
    pub(crate) session_id: Option<String>,
    pub(crate) track: bool,
    pub(crate) status: RecordingStatus,
    pub(crate) file_name: String,
    pub(crate) file_size: Option<u64>,
    /// The requested configuration, completed from that of the meeting; secrets included.
    pub(crate) config: Map<String, Value>,
    pub(crate) started_by_call: bool,
    pub(crate) stop_cause: Option<StopCause>,
    pub(crate) invoked_at: Timestamp,
    pub(crate) started_at: Option<Timestamp>,
    pub(crate) stopped_at: Option<Timestamp>,
    pub(crate) uploaded_at: Option<Timestamp>,
    /// Since when the recording has been paused.
    pub(crate) paused_at: Option<Timestamp>,
    /// Seconds of earlier pauses.
    pub(crate) paused_seconds: f64,
    /// Whether it never begins.
    pub(crate) stays_invoked: bool,
    /// Whether its upload never ends.
    pub(crate) stays_uploading: bool,
}

impl Recording {
    /// Seconds that were recorded, pauses left out.
    pub(crate) fn seconds(&self, now: Timestamp) -> f64 {
        let Some(started) = self.started_at else { return 0.0 };
        let end = self.stopped_at.unwrap_or(now);
        let pause = self.paused_at.map_or(0.0, |since| seconds_between(since, end));
        (seconds_between(started, end) - self.paused_seconds - pause).max(0.0)
    }

    /// When the files of this recording in the bucket expire. `None` before the upload, and if no file goes there.
    pub(crate) fn bucket_expiry(&self) -> Option<Timestamp> {
        let stored = match self.track {
            true => self.bucket_layers().next().is_some(),
            false => self.has_video() || self.audio_file_name().is_some(),
        };
        self.uploaded_at.filter(|_| stored).map(|time| later(time, RETENTION))
    }

    pub(crate) fn is_expired(&self, now: Timestamp) -> bool {
        self.bucket_expiry().is_some_and(|expiry| expiry <= now)
    }

    pub(crate) fn uses_bucket(&self) -> bool {
        self.flag("realtimekit_bucket_config.enabled") != Some(false)
    }

    /// Whether a composite recording puts a video into the bucket.
    pub(crate) fn has_video(&self) -> bool {
        self.uses_bucket() && self.flag("video_config.export_file") != Some(false)
    }

    /// The layers of a track recording that go into the bucket: those that name no other place.
    pub(crate) fn bucket_layers(&self) -> impl Iterator<Item = &str> {
        let layers = self.config.get("layers").and_then(Value::as_object).filter(|layers| !layers.is_empty());
        let to_bucket = |layer: &Value| {
            let outputs = layer["outputs"].as_array().filter(|outputs| !outputs.is_empty());
            outputs.is_none_or(|outputs| outputs.iter().any(|output| output["type"] == "REALTIMEKIT_BUCKET"))
        };
        let named = layers.into_iter().flatten().filter(move |(_, layer)| to_bucket(layer));
        named.map(|(name, _)| name.as_str()).chain(layers.is_none().then_some("default"))
    }

    pub(crate) fn flag(&self, pointer: &str) -> Option<bool> {
        let (config, key) = pointer.split_once('.')?;
        self.config.get(config)?.get(key)?.as_bool()
    }

    /// The name of the audio file in the bucket, where one was asked for.
    pub(crate) fn audio_file_name(&self) -> Option<String> {
        let extension = match self.config.get("audio_config").and_then(|config| config["codec"].as_str()) {
            Some("MP3") => "mp3",
            _ => "m4a",
        };
        let stem = self.file_name.strip_suffix(".mp4")?;
        let wanted = self.uses_bucket() && self.flag("audio_config.export_file") == Some(true);
        wanted.then(|| format!("{stem}.{extension}"))
    }

    /// Whether this recording has a file of this name.
    pub(crate) fn has_file(&self, name: &str) -> bool {
        match self.track {
            true => name.ends_with(".webm"),
            false => (self.has_video() && name == self.file_name) || self.audio_file_name().as_deref() == Some(name),
        }
    }

    pub(crate) fn stop_reason(&self) -> Option<Value> {
        let (reason, caller) = match self.stop_cause? {
            StopCause::Call => ("API_CALL", "ORGANIZATION"),
            StopCause::InternalError => ("INTERNAL_ERROR", "INTERNAL"),
            StopCause::AllPeersLeft => ("ALL_PEERS_LEFT", "INTERNAL"),
        };
        Some(json!({ "reason": reason, "caller": { "type": caller } }))
    }
}
