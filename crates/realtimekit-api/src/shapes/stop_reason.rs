//! Why a recording was stopped, as webhooks write it.

use crate::decode::read_text;
use crate::types::{StopReason, WebhookRecording};

/// Longer texts are no reason.
const LONGEST: usize = 4096;

impl WebhookRecording {
    /// [`stop_reason`](Self::stop_reason) taken apart.
    ///
    /// The service writes `{'reason':'ALL_PEERS_LEFT','caller':{'type':'INTERNAL'}}`: JSON but for the quotation marks.
    /// This reads that form and JSON; for anything else it is none, and the text is all there is.
    pub fn parsed_stop_reason(&self) -> Option<StopReason> {
        parse(self.stop_reason.as_deref()?)
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

/// JSON from a text with single quotation marks and the constants of Python. What is no such text becomes no JSON.
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
    fn other_texts_are_no_reason() {
        let long = format!("{{'reason':'{}'}}", "x".repeat(LONGEST));
        let deep = "[".repeat(1000);
        for text in ["", "stopped", "null", "[]", "{'reason':", "{'reason':7", "{'", "{'a\\", &long, &deep] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
