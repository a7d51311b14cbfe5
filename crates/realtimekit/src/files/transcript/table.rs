//! Transcripts in CSV.

use std::io::Read;

use crate::files::parse_error::{ParseError, quoted};
use crate::files::transcript::sentence::{Sentence, Speaker};
use crate::files::transcript::time::{Moment, Unit};

/// Columns before the text: start, peer, participant, custom id, name.
const BEFORE_TEXT: usize = 5;

/// Reads lines of start, peer id, participant id, custom participant id, name and text. A header line is skipped.
pub(crate) fn read(reader: impl Read, unit: Unit) -> impl Iterator<Item = Result<Sentence, ParseError>> {
    let lines = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(reader);
    lines.into_byte_records().enumerate().filter_map(move |(index, record)| match record {
        Ok(record) if index == 0 && is_header(&record) => None,
        Ok(record) => Some(sentence(&record, unit)),
        Err(error) => {
            let line = error.position().map_or(index as u64 + 1, csv::Position::line);
            Some(Err(ParseError::line(line, format!("the rest could not be read: {error}"))))
        }
    })
}

/// The official example has a header line; files of the service have none.
fn is_header(record: &csv::ByteRecord) -> bool {
    let first = record.get(0).unwrap_or_default().trim_ascii();
    [&b"timestamp"[..], b"start", b"starttime", b"start_time"].iter().any(|name| first.eq_ignore_ascii_case(name))
}

fn sentence(record: &csv::ByteRecord, unit: Unit) -> Result<Sentence, ParseError> {
    let line = record.position().map_or(0, csv::Position::line);
    if record.len() <= BEFORE_TEXT {
        let fields = record.len();
        return Err(ParseError::line(line, format!("{fields} fields found, at least {} expected", BEFORE_TEXT + 1)));
    }
    let field = |index: usize| String::from_utf8_lossy(record.get(index).unwrap_or_default()).into_owned();
    let known = |index: usize| Some(field(index)).filter(|text| !text.is_empty());
    let start = field(0);
    let start = Moment::parse(&start, unit).ok_or_else(|| {
        let start = quoted(&start);
        ParseError::line(line, format!("start {start} is not a time: a number or a time in ISO 8601 is expected"))
    })?;
    // Commas of a text that was written without quotation marks are a part of it.
    let text: Vec<String> = (BEFORE_TEXT..record.len()).map(field).collect();
    let speaker =
        Speaker { peer_id: known(1), participant_id: known(2), custom_participant_id: known(3), name: known(4) };
    Ok(Sentence { start, end: None, speaker, text: text.join(",") })
}

/// Sentences in the form that [`read`] reads, with offsets in milliseconds.
pub(crate) fn write(sentences: &[Sentence]) -> String {
    let mut lines = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for Sentence { start, speaker, text, .. } in sentences {
        let start = start.to_text();
        let ids = [&speaker.peer_id, &speaker.participant_id, &speaker.custom_participant_id, &speaker.name];
        let ids = ids.map(|id| id.as_deref().unwrap_or_default());
        // A writer into memory does not fail.
        let _ = lines.write_record([start.as_str()].into_iter().chain(ids).chain([text.as_str()]));
    }
    lines.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
