//! A participant of a meeting.

use realtimekit_api::Timestamp;
use serde_json::{Map, Value, json};

use crate::world::model::preset::Preset;

/// A person who may join a meeting.
#[derive(Debug)]
pub(crate) struct Participant {
    pub(crate) id: String,
    pub(crate) custom_id: String,
    pub(crate) name: Option<String>,
    pub(crate) picture: Option<String>,
    pub(crate) preset_id: String,
    /// The tokens that were issued, the newest last. A refresh leaves earlier ones valid.
    pub(crate) tokens: Vec<Token>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl Participant {
    pub(crate) fn render(&self, presets: &indexmap::IndexMap<String, Preset>) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "picture": self.picture,
            "custom_participant_id": self.custom_id,
            "preset_name": presets.get(&self.preset_id).map_or("", Preset::name),
            "created_at": self.created_at.to_string(),
            "updated_at": self.updated_at.to_string(),
        })
    }

    pub(crate) fn newest_token(&self) -> &str {
        self.tokens.last().map_or("", |token| &token.text)
    }

    pub(crate) fn render_with_token(&self, presets: &indexmap::IndexMap<String, Preset>) -> Value {
        let mut rendered = self.render(presets);
        rendered["token"] = json!(self.newest_token());
        rendered
    }

    /// Takes name and picture from a request; `null` removes them.
    pub(crate) fn take(&mut self, body: &Map<String, Value>) {
        for (field, key) in [(&mut self.name, "name"), (&mut self.picture, "picture")] {
            if let Some(value) = body.get(key) {
                *field = value.as_str().map(str::to_owned);
            }
        }
    }
}

/// A token with which a participant joins.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) expires_at: Timestamp,
}
