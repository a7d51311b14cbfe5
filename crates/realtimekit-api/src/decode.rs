//! Reads what the service answers: takes the envelope off and is tolerant where the service is known to stray.
//!
//! The promised form is decoded straight into the result. Only when that fails, the answer is read as JSON, repaired
//! with what the document says about its shape, and decoded again:
//!
//! * `null`, and for identifiers, links, tokens and enums also `""`, mean "none" for an optional field;
//! * numbers and booleans may be written as strings, points in time in several forms, `"null"` for none;
//! * one object may stand in place of a list, the result may lie one level deeper than promised, the paging block beside
//!   or inside `data`, the result under `result` in place of `data`, or without any envelope;
//! * fields may be repeated or carry another known spelling; unknown fields and `null` among items are ignored;
//! * text that was cut in the middle of a character keeps the rest.
//!
//! What is none of this is an error, never a guess: a list in place of an object, for one, which the code that serde
//! derives would read field by field.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
    value::{BorrowedStrDeserializer, CowStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer},
};
use serde_json::Value;

use crate::operation::{Operation, ResultForm};
use crate::paging::Paging;
use crate::shape::{Mismatch, Place, Shape};
use crate::strict::Strict;

/// A result without its envelope.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decoded<T> {
    /// The result.
    pub data: T,
    /// Where the page lies in the whole list, if the answer tells.
    pub paging: Option<Paging>,
}

/// An answer that could not be read although its status is a success.
///
/// The service has performed the request all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    operation: &'static str,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// `success` is `false`.
    Failure,
    /// Not JSON at all.
    Syntax { message: String },
    /// JSON of another shape.
    Shape { path: String, expected: Cow<'static, str>, found: String },
}

impl DecodeError {
    fn new(operation: &Operation, kind: Kind) -> Self {
        Self { operation: operation.id, kind }
    }

    /// The operation that was answered.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Whether the answer says of itself that the operation failed (`success: false`).
    pub fn is_failure(&self) -> bool {
        self.kind == Kind::Failure
    }

    /// Path of the place that could not be read, such as `data.sessions[3].started_at`.
    pub fn path(&self) -> Option<&str> {
        match &self.kind {
            Kind::Shape { path, .. } => Some(path),
            _ => None,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation;
        match &self.kind {
            Kind::Failure => {
                write!(f, "{operation}: the answer says that the operation failed, under a status of success")
            }
            Kind::Syntax { message } => {
                write!(f, "{operation}: the service performed the request, but its answer is not JSON: {message}")
            }
            Kind::Shape { path, expected, found } => write!(
                f,
                "{operation}: the service performed the request, but its answer cannot be read: \
                 {path}: {expected} expected, {found} found"
            ),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Reads the answer to `operation` from a body that came with a status of success.
///
/// # Errors
///
/// Fails when the body is not JSON, when it says `success: false`, or when no tolerance brings it into the shape of the
/// result; the error then names the place.
pub fn decode<T: DeserializeOwned>(operation: &'static Operation, body: &[u8]) -> Result<Decoded<T>, DecodeError> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let seed = EnvelopeSeed { form: &operation.result, result: PhantomData };
    match seed.deserialize(Strict(&mut json)).and_then(|envelope| json.end().map(|()| envelope)) {
        Ok(Envelope { success: Some(false), .. }) => Err(DecodeError::new(operation, Kind::Failure)),
        Ok(Envelope { data: Some(data), paging, .. }) => {
            Ok(Decoded { data, paging: paging.filter(|paging| *paging != Paging::default()) })
        }
        _ => decode_leniently(operation, body),
    }
}

/// What the fast path reads.
struct Envelope<T> {
    success: Option<bool>,
    data: Option<T>,
    paging: Option<Paging>,
}

/// Reads the envelope in one pass. Everything unexpected is an error here, and a matter for the slow path.
struct EnvelopeSeed<T> {
    form: &'static ResultForm,
    result: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for EnvelopeSeed<T> {
    type Value = Envelope<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for EnvelopeSeed<T> {
    type Value = Envelope<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope with `data`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut envelope = Envelope { success: None, data: None, paging: None };
        while let Some(key) = map.next_key::<Key<'de>>()? {
            match &*key.0 {
                // One schema of upstream spells it `succes`.
                "success" | "succes" => envelope.success = map.next_value()?,
                "paging" => envelope.paging = map.next_value::<Option<Paging>>()?.or(envelope.paging),
                "data" => {
                    let seed = DataSeed { form: self.form, paging: &mut envelope.paging, result: PhantomData };
                    envelope.data = map.next_value_seed(seed)?;
                }
                "result" => return Err(A::Error::custom("`result` in place of `data`")),
                key if self.form.beside.contains(&key) => return Err(A::Error::custom("a field beside `data`")),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(envelope)
    }
}

/// Reads `data`: the result itself, or what holds it.
struct DataSeed<'a, T> {
    form: &'static ResultForm,
    paging: &'a mut Option<Paging>,
    result: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for DataSeed<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for DataSeed<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the result")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        if self.form.shape.may_be_list() {
            T::deserialize(SeqAccessDeserializer::new(items)).map(Some)
        } else {
            Err(A::Error::custom("a list in place of an object"))
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let wrapped_in = self.form.wrapped_in;
        if self.form.list {
            let mut result = None;
            while let Some(key) = map.next_key::<Key<'de>>()? {
                match &*key.0 {
                    "paging" => *self.paging = map.next_value::<Option<Paging>>()?.or(*self.paging),
                    key if wrapped_in.contains(&key) => result = Some(map.next_value()?),
                    _ => drop(map.next_value::<IgnoredAny>()?),
                }
            }
            return Ok(result);
        }
        if wrapped_in.is_empty() {
            return T::deserialize(MapAccessDeserializer::new(map)).map(Some);
        }
        let first = map.next_key::<Key<'de>>()?;
        if first.as_ref().is_some_and(|key| wrapped_in.contains(&&*key.0)) {
            let result = map.next_value()?;
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Some(result));
        }
        let watched = Watched { first, rest: map, wrapped_in };
        T::deserialize(MapAccessDeserializer::new(watched)).map(Some)
    }
}

/// An object whose first key was read already. A key that would wrap the result is an error: the slow path sorts it out.
struct Watched<'de, A> {
    first: Option<Key<'de>>,
    rest: A,
    wrapped_in: &'static [&'static str],
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Watched<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let key = match self.first.take() {
            Some(key) => Some(key),
            None => self.rest.next_key()?,
        };
        match key {
            Some(key) if self.wrapped_in.contains(&&*key.0) => Err(A::Error::custom("the result is wrapped")),
            Some(Key(Cow::Borrowed(key))) => seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some),
            Some(Key(owned)) => seed.deserialize(CowStrDeserializer::new(owned)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}

/// A key, borrowed from the body where it has no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// The slow path: reads JSON, repairs it, decodes again.
#[cold]
fn decode_leniently<T: DeserializeOwned>(
    operation: &'static Operation,
    body: &[u8],
) -> Result<Decoded<T>, DecodeError> {
    let (data, paging) = repair(operation, body)?;
    let data = T::deserialize(data).map_err(|error| unreadable(operation, "data".to_owned(), &error))?;
    Ok(Decoded { data, paging })
}

/// Everything of the slow path that does not depend on the type of the result.
fn repair(operation: &'static Operation, body: &[u8]) -> Result<(Value, Option<Paging>), DecodeError> {
    let Unwrapped { mut data, place, paging } = unwrap(operation, body)?;
    operation.result.shape.repair(&mut data, Place::Root(&place)).map_err(|mismatch| misshapen(operation, mismatch))?;
    Ok((data, paging))
}

/// An item of a list that could not be read, with its JSON.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct BadItem {
    /// Why it could not be read.
    pub error: DecodeError,
    /// The item as it came. It may hold secrets.
    pub json: Value,
}

impl fmt::Debug for BadItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BadItem").field("error", &self.error).finish_non_exhaustive()
    }
}

/// Reads one page of a list item by item, so that one that cannot be read does not lose the others.
///
/// # Errors
///
/// Fails when the body is not JSON, says `success: false`, or holds no list.
pub fn decode_items<T: DeserializeOwned>(
    operation: &'static Operation,
    body: &[u8],
) -> Result<Decoded<Vec<Result<T, BadItem>>>, DecodeError> {
    let (items, shape, place, paging) = list(operation, body)?;
    // A `null` among the items is no item, here as elsewhere.
    let items = items.into_iter().enumerate().filter(|(_, item)| !item.is_null());
    let items = items.map(|(index, original)| {
        let root = Place::Root(&place);
        let place = Place::Index(&root, index);
        let mut item = original.clone();
        let repaired = shape.repair(&mut item, place).map_err(|mismatch| misshapen(operation, mismatch));
        let decoded = repaired
            .and_then(|()| T::deserialize(item).map_err(|error| unreadable(operation, place.to_string(), &error)));
        decoded.map_err(|error| BadItem { error, json: original })
    });
    Ok(Decoded { data: items.collect(), paging })
}

type List = (Vec<Value>, &'static Shape, String, Option<Paging>);

/// The items of a list with their shape and place, unread.
fn list(operation: &'static Operation, body: &[u8]) -> Result<List, DecodeError> {
    let Unwrapped { mut data, mut place, mut paging } = unwrap(operation, body)?;
    let mut shape = operation.result.shape;
    if let (Shape::Object(fields), Some(pagination)) = (shape, operation.pagination) {
        // The items stand beside other things in the result.
        let key = pagination.items.rsplit('.').next().unwrap_or_default();
        paging = data.get_mut("paging").and_then(|inside| read_paging(inside.take())).or(paging);
        if let Some(field) = fields.iter().find(|field| field.name() == key) {
            shape = field.shape();
            data = match data.as_object_mut() {
                Some(data) => field.take(data).unwrap_or_default(),
                None => return Err(misshapen(operation, operation.result.shape.mismatch(&data, Place::Root(&place)))),
            };
            place = format!("{place}.{key}");
        }
    }
    let Shape::List(item) = shape else {
        return Err(misshapen(operation, shape.mismatch(&data, Place::Root(&place))));
    };
    match item.items(&mut data) {
        Some(items) => Ok((items, item, place, paging)),
        None => Err(misshapen(operation, shape.mismatch(&data, Place::Root(&place)))),
    }
}

fn misshapen(operation: &Operation, mismatch: Mismatch) -> DecodeError {
    let Mismatch { path, expected, found } = mismatch;
    DecodeError::new(operation, Kind::Shape { path, expected: expected.into(), found })
}

/// A value of the right shape that its type refuses all the same.
fn unreadable(operation: &Operation, path: String, error: &serde_json::Error) -> DecodeError {
    // The text of serde may quote the value, which may be a secret; its class says enough.
    let found = format!("something else ({:?} error)", error.classify()).to_lowercase();
    DecodeError::new(operation, Kind::Shape { path, expected: "the documented form".into(), found })
}

/// A result without its envelope, unread.
struct Unwrapped {
    data: Value,
    /// Path of `data` in the body.
    place: String,
    paging: Option<Paging>,
}

/// Finds the result in a body, wherever it stands.
fn unwrap(operation: &'static Operation, body: &[u8]) -> Result<Unwrapped, DecodeError> {
    let form = &operation.result;
    let is_list = form.list || matches!(form.shape, Shape::List(_));
    let mut map = match parse(operation, body)? {
        Value::Object(map) => map,
        // A list without an envelope is still the list.
        items @ Value::Array(_) if form.shape.may_be_list() => serde_json::Map::from_iter([("data".to_owned(), items)]),
        other => {
            let found = crate::shape::describe(&other);
            let kind = Kind::Shape { path: "body".to_owned(), expected: "an object".into(), found };
            return Err(DecodeError::new(operation, kind));
        }
    };
    let failed = |key: &str| map.get(key).is_some_and(|success| *success == false || *success == "false");
    if failed("success") || failed("succes") {
        return Err(DecodeError::new(operation, Kind::Failure));
    }
    let mut paging = map.remove("paging").and_then(read_paging);
    let mut place = "data".to_owned();
    let mut data = match (map.remove("data"), map.remove("result")) {
        (None | Some(Value::Null), Some(result)) if !result.is_null() => {
            place = "result".to_owned();
            result
        }
        (Some(data), _) => data,
        // The envelope may be missing as a whole.
        (None, _) if form.knows_any(&map) => {
            place = "body".to_owned();
            Value::Object(std::mem::take(&mut map))
        }
        (None, _) => Value::Null,
    };
    if let Value::Object(data_map) = &mut data {
        if is_list {
            paging = data_map.remove("paging").and_then(read_paging).or(paging);
            if let Some(key) = list_key(data_map, form) {
                place = format!("{place}.{key}");
                data = data_map.remove(&key).unwrap_or_default();
            } else if !form.wrapped_in.is_empty()
                && !form.shape.knows_any(data_map)
                && !data_map.values().any(|value| are_items(value, form))
                // Where the service puts words instead, they say why there is no list.
                && !data_map.get("message").is_some_and(Value::is_string)
            {
                // The object that should hold the list holds none.
                data = Value::Null;
            }
        } else if let Some(key) = form.wrapped_in.iter().find(|key| data_map.get(**key).is_some_and(Value::is_object)) {
            place = format!("{place}.{key}");
            data = data_map.remove(*key).unwrap_or_default();
        }
    }
    if form.shape.means_none(&data) {
        // Nothing came: that is an empty list, or an object of which every field is optional.
        data = if is_list { Value::Array(Vec::new()) } else { Value::Object(serde_json::Map::new()) };
    }
    if let Value::Object(data) = &mut data {
        for key in form.beside {
            if let Some(value) = map.remove(*key)
                && data.get(*key).is_none_or(Value::is_null)
            {
                data.insert((*key).to_owned(), value);
            }
        }
    }
    Ok(Unwrapped { data, place, paging })
}

/// Reads a body as JSON. Bytes that are no text and halves of characters, which careless truncation leaves behind, are
/// replaced rather than refused.
fn parse(operation: &'static Operation, body: &[u8]) -> Result<Value, DecodeError> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    serde_json::from_slice(body).or_else(|error| {
        let mended = mend_text(body).and_then(|text| serde_json::from_str(&text).ok());
        mended.ok_or_else(|| {
            let message = format!("{} at line {} column {}", category(&error), error.line(), error.column());
            DecodeError::new(operation, Kind::Syntax { message })
        })
    })
}

/// The text with `U+FFFD` for everything in it that is no character; `None` when there is nothing to mend.
pub(crate) fn mend_text(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    let mut mended = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let length = match (surrogate(escape), escape.get(6..).and_then(surrogate)) {
            (Some(Half::High), Some(Half::Low)) => 12,
            (Some(_), _) => {
                mended.push('\u{fffd}');
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            // The escaped character is skipped with its backslash, so that `\\\\ud800` is left alone.
            (None, _) => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (keep, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        mended.push_str(keep);
        rest = after;
    }
    mended.push_str(rest);
    (mended.as_bytes() != body).then_some(mended)
}

/// Half of a character outside the basic plane.
#[derive(PartialEq, Eq)]
enum Half {
    High,
    Low,
}

/// The half that an escape such as `\ud83d` at the beginning of a text stands for.
fn surrogate(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Half::High),
        0xdc00..=0xdfff => Some(Half::Low),
        _ => None,
    }
}

/// The key under which an object holds the items: a known one, or that of its only list of such items. An object with
/// the fields of an item is one itself.
fn list_key(map: &serde_json::Map<String, Value>, form: &ResultForm) -> Option<String> {
    let known = form.wrapped_in.iter().copied().chain(["data"]).find(|key| map.contains_key(*key));
    known.map(str::to_owned).or_else(|| {
        let mut lists = map.iter().filter(|(_, value)| are_items(value, form));
        let only = match lists.next() {
            Some(first) => Some(first).filter(|_| lists.next().is_none()),
            None => map.iter().find(|(_, value)| value.as_array().is_some_and(Vec::is_empty)),
        };
        only.filter(|_| !form.shape.knows_any(map)).map(|(key, _)| key.clone())
    })
}

/// Whether a value is a list of what the result is a list of.
fn are_items(value: &Value, form: &ResultForm) -> bool {
    let items = value.as_array().filter(|items| !items.is_empty());
    let known = |item: &Value| item.is_null() || item.as_object().is_some_and(|map| form.shape.knows_any(map));
    items.is_some_and(|items| items.iter().all(known))
}

/// A paging block that cannot be read is none: it only speeds the end of a list up.
fn read_paging(mut value: Value) -> Option<Paging> {
    let number = |value: &mut Value| {
        let mut value = value.take();
        Shape::Integer.repair(&mut value, Place::Root("paging")).ok()?;
        value.as_u64()
    };
    let paging = Paging {
        total_count: value.get_mut("total_count").and_then(number),
        start_offset: value.get_mut("start_offset").and_then(number),
        end_offset: value.get_mut("end_offset").and_then(number),
    };
    (paging != Paging::default()).then_some(paging)
}

fn category(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Eof => "it ends too early",
        _ => "it breaks the rules of JSON",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operations;
    use crate::types::{App, LivestreamDetails, LivestreamSession, Meeting, Recording, Session, SessionParticipant};

    fn read<T: DeserializeOwned>(operation: &'static Operation, body: &Value) -> Result<Decoded<T>, String> {
        decode(operation, body.to_string().as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_result_may_lie_one_level_deeper() {
        for body in [
            json!({ "success": true, "data": { "id": "r", "status": "PAUSED" } }),
            json!({ "data": { "recording": { "id": "r", "status": "PAUSED" } } }),
            json!({ "data": { "extra": 1, "recording": { "id": "r", "status": "PAUSED" } } }),
            json!({ "result": { "id": "r", "status": "PAUSED" }, "success": true }),
        ] {
            let recording = read::<Recording>(&operations::RECORDINGS_GET, &body).unwrap().data;
            assert_eq!((recording.id.as_str(), recording.status.unwrap().as_str()), ("r", "PAUSED"), "{body}");
        }
        let app = read::<App>(&operations::APPS_CREATE, &json!({ "data": { "app": { "id": "a" } } })).unwrap();
        assert_eq!(app.data.id, "a");
    }

    #[test]
    fn paging_stands_beside_or_inside_data() {
        let paging = json!({ "total_count": "3", "start_offset": 1, "end_offset": 1 });
        let items = json!([{ "id": "s" }]);
        for body in [
            json!({ "data": { "participants": items }, "paging": paging }),
            json!({ "data": { "participants": items, "paging": paging } }),
            json!({ "data": { "data": items, "paging": paging } }),
            json!({ "data": items, "paging": paging }),
            json!({ "data": { "people": items, "paging": paging } }),
        ] {
            let page = read::<Vec<SessionParticipant>>(&operations::SESSIONS_LIST_PARTICIPANTS, &body).unwrap();
            assert_eq!((page.data.len(), page.paging.unwrap().total_count), (1, Some(3)), "{body}");
        }
    }

    #[test]
    fn a_livestream_has_one_session_or_several() {
        for sessions in [json!({ "session": { "id": "s" } }), json!({ "sessions": [{ "id": "s" }] })] {
            let mut data = json!({ "livestream": { "id": "l", "disabled": "false" } });
            data.as_object_mut().unwrap().extend(sessions.as_object().unwrap().clone());
            let details =
                read::<LivestreamDetails>(&operations::LIVESTREAMS_GET, &json!({ "data": data })).unwrap().data;
            assert_eq!(details.sessions[0].id, "s");
        }
    }

    #[test]
    fn an_unreadable_value_is_named_with_its_place_and_not_shown() {
        let body = json!({ "data": { "sessions": [{ "id": "a" }, { "id": "b", "started_at": "s3cr3t" }] } });
        let error = read::<Vec<Session>>(&operations::SESSIONS_LIST, &body).unwrap_err();
        assert_eq!(
            error,
            "sessions_list: the service performed the request, but its answer cannot be read: \
             data.sessions[1].started_at: a point in time expected, a string of 6 characters found"
        );
    }

    #[test]
    fn one_bad_item_does_not_lose_the_others() {
        let body = json!({ "data": { "sessions": [{ "id": "a" }, { "name": "b" }, { "id": "c", "minutes_consumed": "1.5" }] } });
        let page = decode_items::<Session>(&operations::SESSIONS_LIST, body.to_string().as_bytes()).unwrap();
        let [Ok(_), Err(bad), Ok(third)] = page.data.as_slice() else { panic!("{:?}", page.data) };
        assert_eq!((bad.error.path(), &bad.json), (Some("data.sessions[1].id"), &json!({ "name": "b" })));
        assert_eq!(third.minutes_consumed, Some(1.5));
        let body = json!({ "data": { "livestream": { "id": "l" }, "session": { "id": "s" }, "paging": { "total_count": 1 } } });
        let page =
            decode_items::<LivestreamSession>(&operations::LIVESTREAMS_GET, body.to_string().as_bytes()).unwrap();
        assert_eq!((page.data.len(), page.paging.unwrap().total_count), (1, Some(1)));
    }

    #[test]
    fn failures_under_a_status_of_success_are_failures() {
        for body in [json!({ "success": false, "error": "x" }), json!({ "success": "false", "data": { "id": "m" } })] {
            let error = decode::<Meeting>(&operations::MEETINGS_GET, body.to_string().as_bytes()).unwrap_err();
            assert!(error.is_failure(), "{body}");
        }
    }

    #[test]
    fn nothing_is_fine_where_nothing_is_required() {
        let stopped = decode::<crate::types::LivestreamStopResult>(&operations::LIVESTREAMS_STOP, b" \n").unwrap();
        assert_eq!(stopped.data.message, None);
        let error = decode::<Meeting>(&operations::MEETINGS_GET, b"").unwrap_err().to_string();
        assert!(error.ends_with("data.id: a string expected, nothing found"), "{error}");
        let list = decode::<Vec<Meeting>>(&operations::MEETINGS_LIST, br#"{"success":true,"data":null}"#).unwrap();
        assert!(list.data.is_empty());
    }

    #[test]
    fn repeated_and_unknown_fields_are_no_harm() {
        let body =
            br#"{"success":true,"success":true,"data":{"id":"r","id":"s","new":{"x":[1]},"status":"MELTING"},"new":1}"#;
        let recording = decode::<Recording>(&operations::RECORDINGS_GET, body).unwrap().data;
        assert_eq!((recording.id.as_str(), recording.status.unwrap().as_str()), ("s", "MELTING"));
    }

    #[test]
    fn halves_of_characters_are_replaced_and_whole_ones_are_kept() {
        let title = |title: &str| {
            let body = format!(
                r#"{{"data":{{"id":"m","title":"{title}","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}}}}"#
            );
            decode::<Meeting>(&operations::MEETINGS_GET, body.as_bytes()).map(|meeting| meeting.data.title.unwrap())
        };
        assert_eq!(title(r"a\ud83d").unwrap(), "a\u{fffd}");
        assert_eq!(title(r"\ude00b").unwrap(), "\u{fffd}b");
        assert_eq!(title(r"\ud83d\ud83d\ude00").unwrap(), "\u{fffd}😀");
        assert_eq!(title(r"\\ud83d \ud83d").unwrap(), "\\ud83d \u{fffd}");
        assert!(title(r"\ud83d\x").is_err());
        let body = b"{\"data\":{\"id\":\"\xff\",\"created_at\":\"2026-01-01\",\"updated_at\":\"2026-01-01\"}}";
        assert_eq!(decode::<Meeting>(&operations::MEETINGS_GET, body).unwrap().data.id, "\u{fffd}");
    }

    #[test]
    fn a_result_without_an_envelope_is_read_and_anything_else_is_not_nothing() {
        let list = decode::<Vec<App>>(&operations::APPS_LIST, br#"[{"id":"a"}]"#).unwrap();
        assert_eq!(list.data[0].id, "a");
        let bare = br#"{"sessions":[{"id":"s"}],"paging":{"total_count":1}}"#;
        let list = decode::<Vec<Session>>(&operations::SESSIONS_LIST, bare).unwrap();
        assert_eq!((list.data[0].id.as_str(), list.paging.unwrap().total_count), ("s", Some(1)));
        for body in ["[]", "7", "\"x\"", "true", "null"] {
            let error = decode::<crate::types::LivestreamStopResult>(&operations::LIVESTREAMS_STOP, body.as_bytes());
            assert_eq!(error.unwrap_err().path(), Some("body"), "{body}");
        }
    }

    #[test]
    fn an_object_without_the_list_is_an_empty_list_and_not_one_item() {
        for data in [json!({}), json!({ "sessions": null }), json!({ "x": 1 })] {
            let body = json!({ "data": data });
            assert!(read::<Vec<Session>>(&operations::SESSIONS_LIST, &body).unwrap().data.is_empty(), "{body}");
        }
        for (data, keys) in [
            (json!({ "message": "come back later" }), "one key"),
            (json!({ "x": [{ "id": "s" }], "y": [{ "id": "t" }] }), "2 keys"),
        ] {
            let error = read::<Vec<Session>>(&operations::SESSIONS_LIST, &json!({ "data": data })).unwrap_err();
            assert!(error.ends_with(&format!("data: a list expected, an object with {keys} found")), "{error}");
        }
    }

    #[test]
    fn what_is_no_json_says_so() {
        let error = decode::<Meeting>(&operations::MEETINGS_GET, b"<html>").unwrap_err().to_string();
        assert!(error.contains("is not JSON: it breaks the rules of JSON at line 1 column 1"), "{error}");
        let error = decode::<Meeting>(&operations::MEETINGS_GET, br#"{"data":{"id""#).unwrap_err().to_string();
        assert!(error.contains("it ends too early"), "{error}");
    }
}
