//! Why a recording was stopped, as webhooks report it.

use crate::decode::{Decode, Fault, Form, Reader, read_text};
use crate::encode::{Encode, Json};
use crate::types::StopReason;
use crate::values::{MaybeEmpty, Record, serde};

/// The longest text that is read as a reason, in bytes.
const LONGEST: usize = 4096;

/// Why a recording was stopped.
///
/// The service sends the text `{'reason':'ALL_PEERS_LEFT','caller':{'type':'INTERNAL'}}`, which is JSON but for its
/// quotation marks, or the object itself. Both are read into [`Reason`](Self::Reason).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum WebhookStopReason {
    /// The reason and who stopped the recording.
    Reason(StopReason),
    /// Any other text.
    Text(String),
}

impl WebhookStopReason {
    /// Returns the reason; `None` if the service sent another text.
    pub fn reason(&self) -> Option<&StopReason> {
        match self {
            Self::Reason(reason) => Some(reason),
            Self::Text(_) => None,
        }
    }
}

impl MaybeEmpty for WebhookStopReason {
    fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }
}

impl Decode for WebhookStopReason {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let at = reader.position();
        match reader.form()? {
            Form::Text(text) => Ok(parse(&text).map_or_else(|| Self::Text(text.into_owned()), Self::Reason)),
            Form::Object(object) => StopReason::read(reader, object).map(Self::Reason),
            _ => Err(Fault::refused("a text or an object with `reason`", at)),
        }
    }
}

impl Encode for WebhookStopReason {
    fn encode(&self, json: &mut Json) -> Result<(), serde_json::Error> {
        match self {
            Self::Reason(reason) => reason.encode(json),
            Self::Text(text) => text.encode(json),
        }
    }
}

serde! { WebhookStopReason }

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for WebhookStopReason {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "WebhookStopReason".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "oneOf": [{ "type": "string" }, { "type": "object" }] })
    }
}

fn parse(text: &str) -> Option<StopReason> {
    if text.len() > LONGEST {
        return None;
    }
    let json = text.trim_start();
    let read = |json: &str| json.starts_with('{').then(|| read_text::<StopReason>(json)).flatten();
    read(json).or_else(|| read(&requote(json)))
}

/// JSON from a text with single quotation marks and the constants of Python. Other texts do not become JSON.
fn requote(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 8);
    let mut word = String::new();
    let mut quote = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, 'A'..='Z' | 'a'..='z') => word.push(letter),
            (None, _) => {
                json.push_str(constant(&word));
                word.clear();
                quote = Some(letter).filter(|letter| matches!(letter, '\'' | '"'));
                json.push(if quote.is_some() { '"' } else { letter });
            }
            (Some(end), _) if letter == end => {
                json.push('"');
                quote = None;
            }
            (Some(_), '"') => json.push_str("\\\""),
            (Some(_), '\\') => match letters.next() {
                Some('\'') => json.push('\''),
                Some(escaped) => json.extend(['\\', escaped]),
                None => json.push('\\'),
            },
            (Some(_), _) => json.push(letter),
        }
    }
    json.push_str(constant(&word));
    json
}

fn constant(word: &str) -> &str {
    match word {
        "None" => "null",
        "True" => "true",
        "False" => "false",
        word => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{RecordingCallerType, RecordingStopCause};

    #[test]
    fn the_form_of_the_service_and_json_are_read() {
        for text in [
            "{'reason':'ALL_PEERS_LEFT','caller':{'type':'INTERNAL'}}",
            "{'reason': 'ALL_PEERS_LEFT', 'caller': {'type': 'INTERNAL', 'name': None}}",
            r#"{"reason":"ALL_PEERS_LEFT","caller":{"type":"INTERNAL"}}"#,
        ] {
            let reason = parse(text).unwrap();
            assert_eq!(reason.reason, Some(RecordingStopCause::AllPeersLeft), "{text}");
            let caller = reason.caller.unwrap();
            assert_eq!((caller.type_, caller.name), (Some(RecordingCallerType::Internal), None), "{text}");
        }
    }

    #[test]
    fn names_may_hold_quotation_marks() {
        for (text, name) in [
            (r#"{'caller':{'name':"O'Neill"}}"#, "O'Neill"),
            (r"{'caller':{'name':'O\'Neill'}}", "O'Neill"),
            (r#"{'caller':{'name':'the "boss"'}}"#, "the \"boss\""),
            (r"{'caller':{'name':'None\\'}}", "None\\"),
        ] {
            let read = parse(text).unwrap().caller.unwrap().name;
            assert_eq!(read.as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn text_and_object_are_read_and_written() {
        let object = serde_json::json!({ "reason": "ALL_PEERS_LEFT" });
        let text = serde_json::json!("{'reason':'ALL_PEERS_LEFT'}");
        for value in [&object, &text] {
            let read: WebhookStopReason = serde_json::from_value(value.clone()).unwrap();
            assert_eq!(read.reason().unwrap().reason, Some(RecordingStopCause::AllPeersLeft), "{value}");
            assert_eq!(serde_json::to_value(&read).unwrap(), object);
        }
        let other: WebhookStopReason = serde_json::from_value("stopped".into()).unwrap();
        assert_eq!((&other, other.reason()), (&WebhookStopReason::Text("stopped".into()), None));
        assert_eq!(serde_json::to_value(&other).unwrap(), "stopped");
    }

    #[test]
    fn other_texts_are_not_read_as_a_reason() {
        let long = format!("{{'reason':'{}'}}", "x".repeat(LONGEST));
        let deep = "[".repeat(1000);
        for text in ["", "stopped", "null", "[]", "{'reason':", "{'reason':7", "{'", "{'a\\", &long, &deep] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
