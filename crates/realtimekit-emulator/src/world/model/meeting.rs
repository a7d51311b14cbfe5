//! A meeting and its settings.

use indexmap::IndexMap;
use realtimekit_api::Timestamp;
use serde_json::{Map, Value, json};

use crate::world::model::participant::Participant;
use crate::world::storage;

/// Seconds for which a session outlives its last participant, unless the meeting sets another time.
pub(crate) const KEEP_ALIVE: u64 = 60;

/// A place where sessions happen.
#[derive(Debug)]
pub(crate) struct Meeting {
    pub(crate) id: String,
    /// What the caller has set, secrets included.
    pub(crate) settings: Map<String, Value>,
    pub(crate) active: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) participants: IndexMap<String, Participant>,
}

impl Meeting {
    pub(crate) fn title(&self) -> Option<&str> {
        self.settings.get("title").and_then(Value::as_str)
    }

    /// Whether a setting that is off by default is on.
    pub(crate) fn is_on(&self, setting: &str) -> bool {
        self.settings.get(setting) == Some(&Value::Bool(true))
    }

    pub(crate) fn keep_alive_seconds(&self) -> u64 {
        self.settings.get("session_keep_alive_time_in_secs").and_then(Value::as_u64).unwrap_or(KEEP_ALIVE)
    }

    pub(crate) fn render(&self) -> Value {
        let mut rendered = json!({
            "id": self.id,
            "title": null,
            "status": if self.active { "ACTIVE" } else { "INACTIVE" },
            "created_at": self.created_at.to_string(),
            "updated_at": self.updated_at.to_string(),
            "record_on_start": false,
            "live_stream_on_start": false,
            "persist_chat": false,
            "summarize_on_end": false,
            "session_keep_alive_time_in_secs": KEEP_ALIVE,
        });
        for (key, value) in &self.settings {
            rendered[key] = value.clone();
        }
        storage::without_secrets(&rendered)
    }
}
