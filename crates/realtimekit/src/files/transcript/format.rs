//! Recognises the format of a transcript by its content.

use realtimekit_api::types::TranscriptFormat;
use serde_json::Value;

use crate::files::json_items::{JsonItems, field};
use crate::files::transcript::cues::is_timing;
use crate::files::transcript::json::{END, START, TEXT};
use crate::files::transcript::time::{Moment, Unit};

/// Milliseconds per letter below which a number is not a number of milliseconds: speech does not have 500 letters a second.
const FASTEST: u128 = 2;

/// The format of a file with this beginning; `None` if there is nothing in it.
pub(crate) fn recognise(beginning: &[u8]) -> Option<TranscriptFormat> {
    let text = String::from_utf8_lossy(beginning.get(..512).unwrap_or(beginning));
    let mut lines = text.lines();
    let first = lines.next()?.trim();
    Some(match first {
        _ if first.starts_with(['[', '{']) => TranscriptFormat::Json,
        _ if first.starts_with("WEBVTT") => TranscriptFormat::Vtt,
        _ if is_timing(first) => TranscriptFormat::Srt,
        // The number of the first cue.
        _ if first.bytes().all(|byte| byte.is_ascii_digit()) && lines.next().is_some_and(is_timing) => {
            TranscriptFormat::Srt
        }
        _ => TranscriptFormat::Csv,
    })
}

/// The unit of the numbers in a JSON file: seconds if one of them has a fraction, as in the official example, or if the
/// sentences would be spoken impossibly fast otherwise; else milliseconds.
pub(crate) fn unit_of_json(beginning: &[u8]) -> Unit {
    let (mut spoken, mut letters) = (0, 0);
    for (_, item) in JsonItems::new(beginning).flatten() {
        let times = [START, END].map(|names| field(&item, names));
        if times.iter().flatten().any(|time| has_fraction(time)) {
            return Unit::Seconds;
        }
        let [start, end] = times.map(|time| Moment::from_json(time?, Unit::Milliseconds));
        if let (Some(start), Some(end)) = (start, end) {
            spoken += end.since(start).unwrap_or_default().as_millis();
            letters += field(&item, TEXT).and_then(Value::as_str).unwrap_or_default().len() as u128;
        }
    }
    if spoken < letters * FASTEST { Unit::Seconds } else { Unit::Milliseconds }
}

fn has_fraction(time: &Value) -> bool {
    time.is_f64() || time.as_str().is_some_and(|text| text.contains('.') && text.parse::<f64>().is_ok())
}

/// The unit of the numbers in a CSV file: seconds if one of them has a fraction, else milliseconds.
pub(crate) fn unit_of_csv(beginning: &[u8]) -> Unit {
    let lines = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(beginning);
    let has_fraction = |start: &[u8]| {
        std::str::from_utf8(start).is_ok_and(|start| start.contains('.') && start.trim().parse::<f64>().is_ok())
    };
    match lines.into_byte_records().flatten().any(|line| line.get(0).is_some_and(has_fraction)) {
        true => Unit::Seconds,
        false => Unit::Milliseconds,
    }
}
