//! Transcripts in JSON.

use std::io::BufRead;

use serde_json::{Value, json};

use crate::files::json_items::{JsonItems, field, text};
use crate::files::parse_error::{ParseError, quoted};
use crate::files::transcript::sentence::{Sentence, Speaker};
use crate::files::transcript::time::{Moment, Unit};

pub(crate) const START: &[&str] = &["startTime", "start_time", "start"];
pub(crate) const END: &[&str] = &["endTime", "end_time", "end"];
pub(crate) const TEXT: &[&str] = &["sentence", "transcript", "text"];

/// Reads a list of sentences.
pub(crate) fn read(reader: impl BufRead, unit: Unit) -> impl Iterator<Item = Result<Sentence, ParseError>> {
    JsonItems::new(reader).map(move |item| item.and_then(|(number, item)| sentence(number, &item, unit)))
}

fn sentence(number: u64, item: &Value, unit: Unit) -> Result<Sentence, ParseError> {
    let time = |names: &[&str]| -> Result<Option<Moment>, ParseError> {
        let Some(value) = field(item, names) else { return Ok(None) };
        Moment::from_json(value, unit).map(Some).ok_or_else(|| {
            let value = quoted(&value.to_string());
            let name = names.first().unwrap_or(&"");
            ParseError::item(
                number,
                format!("{name} {value} is not a time: a number or a time in ISO 8601 is expected"),
            )
        })
    };
    let start = time(START)?.ok_or_else(|| ParseError::item(number, "startTime is missing"))?;
    let words = field(item, TEXT).and_then(Value::as_str);
    let words = words.ok_or_else(|| ParseError::item(number, "sentence is missing or not a text"))?;
    let peer = field(item, &["peerData", "peer_data"]).unwrap_or(&Value::Null);
    Ok(Sentence {
        start,
        end: time(END)?,
        speaker: Speaker {
            name: text(peer, &["displayName", "display_name", "name"]),
            peer_id: text(peer, &["id", "peerId", "peer_id"]),
            participant_id: text(peer, &["userId", "user_id"]),
            custom_participant_id: text(peer, &["cpi", "customParticipantId", "custom_participant_id"]),
        },
        text: words.to_owned(),
    })
}

/// A sentence in the form that [`read`] reads, with times in seconds.
pub(crate) fn to_json(sentence: &Sentence) -> Value {
    json!({
        "startTime": sentence.start.to_json(),
        "endTime": sentence.end.map(Moment::to_json),
        "sentence": sentence.text,
        "peerData": {
            "id": sentence.speaker.peer_id,
            "userId": sentence.speaker.participant_id,
            "displayName": sentence.speaker.name,
            "cpi": sentence.speaker.custom_participant_id,
        },
    })
}
