//! Reads the result of a response.

use std::any::Any;
use std::borrow::Cow;

use super::envelope::{self, Body, Place};
use super::error::{DecodeError, Unreadable};
use super::fault::Fault;
use super::reader::{Reader, knows_any, probe, read};
use super::scanner::Scanner;
#[cfg(any(feature = "events", feature = "test-support"))]
use super::types::read as read_value;
use super::types::{Decode, Reading};
use crate::operation::Operation;
use crate::paging::Paging;
use crate::path::is_plain;

/// A result without its envelope.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decoded<T> {
    /// The result.
    pub data: T,
    /// The position of the page in the whole list, if the response contains it.
    pub paging: Option<Paging>,
    /// Optional values that could not be read and are missing from the result; at most 17 entries, of which the last
    /// stands for all others.
    pub unreadable: Vec<Unreadable>,
    /// Number of `null`s that the list of the result had in place of items. They are left out, and a page with them is as
    /// full as one without.
    pub nulls: u64,
}

impl<T> Decoded<T> {
    /// The same with another result, which `make` makes from this one.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Decoded<U> {
        Decoded { data: make(self.data), paging: self.paging, unreadable: self.unreadable, nulls: self.nulls }
    }
}

/// Reads the response to `operation` from a body with a status of success.
///
/// # Errors
///
/// Fails if the body is not JSON, if it reports `success: false`, or if something that the result requires is missing or
/// unreadable; the error names its path.
pub fn decode<T: Decode>(operation: &'static Operation, body: &[u8]) -> Result<Decoded<T>, DecodeError> {
    decode_response(operation, "", body)
}

/// Reads the response to `operation`, taking identifiers that the response lacks from the path of the request, such as
/// `/client/v4/accounts/a/realtime/kit/b/meetings/c`.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_response<T: Decode>(
    operation: &'static Operation,
    request_path: &str,
    body: &[u8],
) -> Result<Decoded<T>, DecodeError> {
    let mut result = None;
    let decoded = decode_result(operation, request_path, body, &mut |reader| {
        result = Some(T::decode(reader)?);
        Ok(())
    })?;
    let nothing = || DecodeError::expected(operation, "data", "a result", "nothing".to_owned());
    let data = result.ok_or_else(nothing)?;
    Ok(decoded.map(|()| data))
}

/// Reads the response as [`decode_response`] does, to a box that holds the type of `reading`.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_any(
    operation: &'static Operation,
    request_path: &str,
    body: &[u8],
    reading: Reading,
) -> Result<Decoded<Box<dyn Any + Send>>, DecodeError> {
    let mut result: Box<dyn Any + Send> = Box::new(());
    let decoded = decode_result(operation, request_path, body, &mut |reader| {
        result = (reading.0)(reader)?;
        Ok(())
    })?;
    Ok(decoded.map(|()| result))
}

/// Reads the response with `decode`, which keeps the result.
fn decode_result(
    operation: &'static Operation,
    request_path: &str,
    body: &[u8],
    decode: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Fault>,
) -> Result<Decoded<()>, DecodeError> {
    let text = text_of(body);
    let identifiers = identifiers(operation, request_path);
    let mut reader = Reader::new(&text);
    for (names, json) in &identifiers {
        reader.rules.offer(names, json);
    }
    let place = envelope::open(&text, &operation.result);
    let wrapped = place.as_ref().is_some_and(|place| place.path != "data");
    reader.refused = Some(if wrapped { &[] } else { operation.result.wrapped_in });
    if let Some(mut place) = place
        && let Ok(()) = read(&mut reader, place.at, decode)
        && let Ok(true) = place.close(&mut reader.scanner)
    {
        let unreadable = reports(&reader, &place);
        return Ok(Decoded { data: (), paging: place.paging, unreadable, nulls: reader.nulls });
    }
    decode_elsewhere(operation, &text, &identifiers, decode)
}

/// Reads a result that is not where it is promised, or finds out what is wrong.
#[cold]
fn decode_elsewhere(
    operation: &'static Operation,
    text: &str,
    identifiers: &[Identifier],
    decode: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Fault>,
) -> Result<Decoded<()>, DecodeError> {
    let probe = probe(decode);
    let place = located(operation, text, envelope::search(text, &operation.result, probe))?;
    // A write without a result was executed all the same, if the service says anything. A read without one has read
    // nothing, whatever its path says.
    let mut executed = !text.trim_ascii().is_empty();
    if operation.method == "GET" {
        executed = false;
        if let Ok(place) = &place {
            let object = Scanner::new(text, place.at);
            executed = probe.fields.is_empty() || knows_any(object, probe.fields);
            if !executed && !probe.list && object.holds_anything() {
                return Err(DecodeError::expected(operation, &place.path, "a field of the result", object.describe()));
            }
        }
    }
    // Without a result, `null` is read: that is enough where nothing is required.
    let mut reader = Reader::new(if place.is_ok() { text } else { "null" });
    if executed {
        for (names, json) in identifiers {
            reader.rules.offer(names, json);
        }
    }
    for (name, json) in place.iter().flat_map(|place| &place.beside) {
        reader.rules.offer(std::slice::from_ref(name), text.get(json.clone()).unwrap_or("null"));
    }
    let at = place.as_ref().map_or(0, |place| place.at);
    match (read(&mut reader, at, decode), place) {
        (Ok(()), Ok(place)) => {
            let unreadable = reports(&reader, &place);
            Ok(Decoded { data: (), paging: place.paging, unreadable, nulls: reader.nulls })
        }
        (Ok(()), Err(_)) => Ok(Decoded { data: (), paging: None, unreadable: Vec::new(), nulls: 0 }),
        (Err(fault), Ok(place)) => Err(error(operation, &reader, &place, &fault)),
        (Err(_), Err(found)) => {
            let expected = if probe.list { "a list" } else { "an object" };
            Err(DecodeError::expected(operation, "data", expected, found.to_owned()))
        }
    }
}

/// The place of the result, or what is found if there is none.
pub(super) fn located(
    operation: &'static Operation,
    text: &str,
    body: Result<Body, Fault>,
) -> Result<Result<Place, &'static str>, DecodeError> {
    match body {
        Ok(Body::Result(place)) => Ok(Ok(place)),
        Ok(Body::Nothing { found }) => Ok(Err(found)),
        Ok(Body::Failure) => Err(DecodeError::failure(operation)),
        Ok(Body::Other) => Err(DecodeError::expected(operation, "body", "an object", Scanner::new(text, 0).describe())),
        Err(fault) => Err(DecodeError::from_fault(operation, (text, 0, "body"), &Reader::new(text).rules, &fault)),
    }
}

pub(super) fn error(operation: &'static Operation, reader: &Reader<'_>, place: &Place, fault: &Fault) -> DecodeError {
    DecodeError::from_fault(operation, (reader.scanner.text, place.at, &place.path), &reader.rules, fault)
}

/// What was left out of a result.
pub(super) fn reports(reader: &Reader<'_>, place: &Place) -> Vec<Unreadable> {
    Unreadable::all(reader.scanner.text, place.at, &place.path, &reader.rules)
}

/// An identifier that the response may lack: all names of its field, and the value in the path of the request as JSON.
type Identifier = (&'static [&'static str], String);

fn identifiers(operation: &Operation, request_path: &str) -> Vec<Identifier> {
    let from_path = operation.result.from_path;
    if from_path.is_empty() || request_path.is_empty() {
        return Vec::new();
    }
    // The base URL may contain a path, so the segments are compared from the end.
    let segments = operation.path.rsplit('/').zip(request_path.rsplit('/'));
    let value = |parameter: &str| {
        let mut segments = segments.clone();
        let (_, value) = segments
            .find(|(name, _)| name.strip_prefix('{').and_then(|name| name.strip_suffix('}')) == Some(parameter))?;
        if is_plain(value) { Some(["\"", value, "\""].concat()) } else { serde_json::to_string(&decoded(value)).ok() }
    };
    from_path.iter().filter_map(|(names, parameter)| Some((*names, value(parameter)?))).collect()
}

/// A segment of a path without percent-encoding.
fn decoded(segment: &str) -> Cow<'_, str> {
    if !segment.contains('%') {
        return Cow::Borrowed(segment);
    }
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digits = after.first_chunk::<2>().filter(|_| *byte == b'%');
        let escaped = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(escaped.unwrap_or(*byte));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads a text that is one JSON value, leaving out what cannot be read.
#[cfg(any(feature = "events", feature = "test-support"))]
pub(crate) fn read_text<T: Decode>(text: &str) -> Option<T> {
    let mut reader = Reader::new(text);
    let value = read_value(&mut reader, 0).ok()?;
    reader.scanner.end().ok().map(|()| value)
}

/// The body as text, without a byte order mark.
pub(super) fn text_of(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if let Ok(text) = std::str::from_utf8(body) {
        return Cow::Borrowed(text);
    }
    let invalid = body.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    // Where there are many, the text must not take three times the memory of the body.
    let replacement = if invalid <= body.len() / 8 { "\u{fffd}" } else { "?" };
    let mut text = String::with_capacity(body.len() + body.len() / 4);
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push_str(replacement);
        }
    }
    Cow::Owned(text)
}
