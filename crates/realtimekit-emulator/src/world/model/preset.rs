//! A preset.

use realtimekit_api::Timestamp;
use serde_json::{Map, Value, json};

use crate::world::context::Context;

/// A preset with the definition that the caller sent.
#[derive(Debug)]
pub(crate) struct Preset {
    pub(crate) id: String,
    /// Name, configuration, permissions and user interface.
    pub(crate) definition: Map<String, Value>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    /// Whether a participant has ever had it.
    pub(crate) used: bool,
}

impl Preset {
    pub(crate) fn new(context: &mut Context, definition: Map<String, Value>) -> Self {
        Self { id: context.ids.uuid(), definition, created_at: context.now, updated_at: context.now, used: false }
    }

    pub(crate) fn name(&self) -> &str {
        self.definition.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    /// The kind of gathering that the preset is made for, such as `GROUP_CALL`.
    pub(crate) fn view_type(&self) -> &str {
        self.definition.get("config").and_then(|config| config["view_type"].as_str()).unwrap_or("GROUP_CALL")
    }

    /// Whether the participant's speech goes into the transcript. The default is not documented.
    pub(crate) fn transcribes(&self) -> bool {
        let permissions = self.definition.get("permissions");
        permissions.is_none_or(|permissions| permissions["transcription_enabled"] != false)
    }

    pub(crate) fn summary(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name(),
            "created_at": self.created_at.to_string(),
            "updated_at": self.updated_at.to_string(),
        })
    }

    pub(crate) fn render(&self) -> Value {
        let mut rendered = self.summary();
        for (key, value) in &self.definition {
            rendered[key] = value.clone();
        }
        rendered
    }
}
