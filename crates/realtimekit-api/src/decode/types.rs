//! How types read themselves.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Number as JsonNumber, Value};

use super::cursor::{List, Object};
use super::error::{Unreadable, syntax};
use super::fault::{Fault, Hint};
use super::reader::{self, Field, Form, Reader};
use super::scanner::Number;
use crate::values::Timestamp;

/// A result that [`decode`](super::decode()) can read: the types of this crate, and lists of them.
///
/// The code that reads a type is compiled with the type, in this crate, and not again in each crate that receives one.
pub trait Decode: Sized {
    /// Reads the value ahead.
    #[doc(hidden)]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault>;
}

/// How a result is read, without its type: code that takes this is compiled once for all results.
#[derive(Clone, Copy)]
pub struct Reading(pub(super) fn(&mut Reader<'_>) -> Result<Box<dyn Any + Send>, Fault>);

impl Reading {
    /// Reads this type.
    pub fn of<T: Decode + Send + 'static>() -> Self {
        Self(|reader| Ok(Box::new(T::decode(reader)?)))
    }
}

macro_rules! scalar {
    ($($type:ty: $scan:ident;)*) => {$(
        impl Decode for $type {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                reader.scanner.$scan()
            }
        }
    )*};
}

scalar! {
    bool: boolean;
    i64: integer;
    u64: natural;
    f64: float;
}

impl Decode for String {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.text().map(std::borrow::Cow::into_owned)
    }
}

impl Decode for Timestamp {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut ahead = reader.scanner;
        let text = ahead.text()?;
        let time = text.parse().map_err(|_| reader.scanner.unfit(Hint::Timestamp))?;
        reader.scanner = ahead;
        Ok(time)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        if reader.none()? { Ok(None) } else { T::decode(reader).map(Some) }
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let list = reader.open_list()?;
        items(reader, list)
    }
}

/// Reads the items of a list that was opened.
pub(crate) fn items<T: Decode>(reader: &mut Reader<'_>, mut list: List) -> Result<Vec<T>, Fault> {
    let mut items = Vec::new();
    reader.items(&mut list, size_of::<T>(), &mut |reader| {
        items.push(T::decode(reader)?);
        Ok(())
    })?;
    Ok(items)
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut entries = Self::new();
        let mut object = reader.open_map()?.with_entries(size_of::<T>());
        reader.fields(&mut object, &mut |key, reader| {
            entries.insert(key.to_owned(), T::decode(reader)?);
            Ok(Field::Read)
        })?;
        Ok(entries)
    }
}

impl Decode for Map<String, Value> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let object = reader.open_map()?;
        entries(reader, object)
    }
}

impl Decode for Value {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(match reader.form()? {
            Form::Object(object) => Self::Object(entries(reader, object)?),
            Form::List(list) => Self::Array(items(reader, list)?),
            Form::Text(text) => Self::String(text.into_owned()),
            Form::Boolean(value) => Self::Bool(value),
            Form::Number(Number::Natural(value)) => Self::Number(value.into()),
            Form::Number(Number::Negative(value)) => Self::Number(value.into()),
            Form::Number(Number::Fraction(value)) => JsonNumber::from_f64(value).map_or(Self::Null, Self::Number),
            Form::Null => Self::Null,
        })
    }
}

fn entries(reader: &mut Reader<'_>, object: Object) -> Result<Map<String, Value>, Fault> {
    let mut entries = Map::new();
    let mut object = object.with_entries(size_of::<Value>());
    reader.fields(&mut object, &mut |key, reader| {
        entries.insert(key.to_owned(), Value::decode(reader)?);
        Ok(Field::Read)
    })?;
    Ok(entries)
}

/// Reads the value at an offset, leaving out what cannot be read and may be left out.
pub(super) fn read<T: Decode>(reader: &mut Reader<'_>, at: usize) -> Result<T, Fault> {
    let mut value = None;
    reader::read(reader, at, &mut |reader| {
        value = Some(T::decode(reader)?);
        Ok(())
    })?;
    value.ok_or_else(|| Fault::refused("a value", at))
}

/// Reads a value that a program made: what cannot be read is an error, also where it is optional.
///
/// # Errors
///
/// Fails with the first value that cannot be read.
pub fn decode_value<T: Decode>(value: &Value) -> Result<T, Unreadable> {
    let text = value.to_string();
    let mut reader = Reader::strict(&text);
    T::decode(&mut reader).map_err(|fault| {
        if let Some(rule) = syntax(&text, &fault) {
            return Unreadable { path: String::new(), expected: "JSON".into(), found: rule };
        }
        let mut error = Unreadable::new(&text, 0, "", &reader.rules, &fault.reason());
        if error.path.starts_with('.') {
            error.path.remove(0);
        }
        error
    })
}

/// Reads a JSON text.
///
/// # Errors
///
/// Fails with what is wrong with the text: it is no JSON, or nested too deeply.
pub(crate) fn read_json(text: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
    let mut reader = Reader::strict(text);
    let value = Value::decode(&mut reader).and_then(|value| reader.scanner.end().map(|()| value));
    value.map_err(|fault| syntax(text, &fault).unwrap_or_else(|| fault.reason().expected.into_owned()))
}

/// Reads an object with these keys from any format that describes itself, by way of JSON. Other keys are skipped, not
/// looked at: where the object is flattened into another, they belong to that one.
pub(crate) fn deserialize_record<'de, D: Deserializer<'de>, T: Decode>(
    name: &'static str,
    keys: &'static [&'static str],
    deserializer: D,
) -> Result<T, D::Error> {
    let fields = deserializer.deserialize_struct(name, keys, Known(keys))?;
    decode_value(&Value::Object(fields)).map_err(D::Error::custom)
}

/// Collects the values of these keys.
struct Known(&'static [&'static str]);

impl<'de> Visitor<'de> for Known {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            match self.0.iter().find(|known| **known == key) {
                Some(known) if fields.contains_key(*known) => return Err(A::Error::duplicate_field(known)),
                Some(known) => drop(fields.insert((*known).to_owned(), map.next_value()?)),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(fields)
    }
}

/// Reads from any format that describes itself, by way of JSON.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: Decode>(deserializer: D) -> Result<T, D::Error> {
    decode_value(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
}
