//! A webhook.

use realtimekit_api::Timestamp;
use serde_json::{Map, Value, json};

/// A URL that receives some events.
#[derive(Debug)]
pub(crate) struct Webhook {
    pub(crate) id: String,
    /// Name, URL, events, and whether it is enabled.
    pub(crate) definition: Map<String, Value>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl Webhook {
    pub(crate) fn url(&self) -> &str {
        self.definition.get("url").and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn wants(&self, event: &str) -> bool {
        let mut events = self.definition.get("events").and_then(Value::as_array).into_iter().flatten();
        self.definition.get("enabled") != Some(&Value::Bool(false)) && events.any(|wanted| wanted == event)
    }

    pub(crate) fn render(&self) -> Value {
        let mut rendered = json!({
            "id": self.id,
            "enabled": true,
            "created_at": self.created_at.to_string(),
            "updated_at": self.updated_at.to_string(),
        });
        for (key, value) in &self.definition {
            rendered[key] = value.clone();
        }
        rendered
    }
}
