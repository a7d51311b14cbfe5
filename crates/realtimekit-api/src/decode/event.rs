//! Reads the body of a webhook delivery.

use serde_json::Value;

use super::error::{Unreadable, syntax};
use super::fault::Fault;
use super::reader::{Reader, read};
use super::response::text_of;
use super::scanner::Scanner;
use super::types;

/// What a body holds.
pub(crate) enum EventBody<T> {
    /// A known event, and what of it could not be read.
    Known(T, Vec<Unreadable>),
    /// An event with another name, or a known one that cannot be read, and why.
    Other { name: String, json: Value, error: Option<Unreadable> },
}

/// Why a body is no event.
pub(crate) enum NoEvent {
    /// Not JSON, and why.
    Syntax(String),
    /// JSON that names no event.
    Nameless,
    /// An event that would take too much memory.
    TooLarge(Unreadable),
}

/// Reads an event; `known` reads one of that name, if it knows the name.
pub(crate) fn read_event<T>(
    body: &[u8],
    known: fn(&str, &mut Reader<'_>) -> Result<Option<T>, Fault>,
) -> Result<EventBody<T>, NoEvent> {
    let text = text_of(body);
    let (mut name, mut meeting, mut session) = (None, None, None);
    Scanner::new(&text, 0).children(|key, mut value| {
        let found = match key {
            "event" => &mut name,
            "meetingId" => &mut meeting,
            "sessionId" => &mut session,
            _ => return true,
        };
        // The last of two equal keys counts, as in the JSON that an unknown event keeps.
        let text = value.peek().is_ok_and(|byte| byte == b'"').then(|| value.string().ok());
        *found = text.flatten().map(|text| text.into_owned());
        true
    });
    // Events about a meeting have been seen with the identifiers next to the other fields, without `meeting`.
    let meeting = meeting.map(|id| serde_json::json!({ "id": id, "sessionId": session }).to_string());
    let mut reader = Reader::new(&text);
    if let Some(meeting) = &meeting {
        reader.rules.offer(&["meeting"], meeting);
    }
    let unreadable =
        |reader: &Reader<'_>, fault: &Fault| Unreadable::new(&text, 0, "body", &reader.rules, &fault.reason());
    let mut error = None;
    if let Some(name) = &name {
        let mut event = None;
        let read = read(&mut reader, 0, &mut |reader| {
            event = known(name, reader)?;
            Ok(())
        });
        match (read, event) {
            (Ok(()), Some(event)) if reader.scanner.end().is_ok() => {
                return Ok(EventBody::Known(event, Unreadable::all(&text, 0, "body", &reader.rules)));
            }
            (Ok(()), _) => {}
            (Err(fault), _) => error = Some(unreadable(&reader, &fault)),
        }
    }
    let mut scanner = Scanner::new(&text, 0);
    let whole = scanner.skip().and_then(|()| scanner.end());
    whole.map_err(|fault| NoEvent::Syntax(syntax(&text, &fault).unwrap_or_default()))?;
    let name = name.ok_or(NoEvent::Nameless)?;
    let mut reader = Reader::new(&text);
    match types::read(&mut reader, 0) {
        Ok(json) => Ok(EventBody::Other { name, json, error }),
        Err(fault) => Err(NoEvent::TooLarge(unreadable(&reader, &fault))),
    }
}
