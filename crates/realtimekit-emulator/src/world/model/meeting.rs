//! A meeting and its settings.

use std::collections::HashSet;

use indexmap::IndexMap;
use realtimekit_api::Timestamp;
use serde_json::{Map, Value, json};

use crate::world::model::participant::Participant;
use crate::world::refusal::Refusal;
use crate::world::storage;

/// Seconds for which a session outlives its last participant, unless the meeting sets another time.
pub(crate) const KEEP_ALIVE: u64 = 60;

/// A place where sessions happen.
#[derive(Debug)]
pub(crate) struct Meeting {
    pub(crate) id: String,
    /// The fields that the caller has set, secrets included.
    pub(crate) settings: Map<String, Value>,
    pub(crate) active: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) participants: IndexMap<String, Participant>,
    /// The tokens of deleted participants.
    pub(crate) revoked: HashSet<String>,
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

    /// The participant whom a token lets join. Refusals never contain the token.
    pub(crate) fn participant_by_token(&self, text: &str, now: Timestamp) -> Result<&Participant, Refusal> {
        for participant in self.participants.values() {
            if let Some(token) = participant.tokens.iter().find(|token| token.text == text) {
                let expired =
                    || Refusal::service(401, format!("The token of participant {} has expired", participant.id));
                return if token.expires_at > now { Ok(participant) } else { Err(expired()) };
            }
        }
        Err(match text.matches('.').count() == 2 && text.starts_with("eyJ") {
            true if self.revoked.contains(text) => {
                Refusal::service(401, "The token was revoked: its participant is deleted")
            }
            true => Refusal::service(401, format!("The token is not one of meeting {}", self.id)),
            false => Refusal::not_found(format!("Participant {text} not found")),
        })
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
