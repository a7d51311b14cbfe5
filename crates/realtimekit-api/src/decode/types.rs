//! How types read themselves.

use std::any::Any;
use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::{Map, Number as JsonNumber, Value};

use super::error::Unreadable;
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
        reader.scanner.text().map(std::borrow::Cow::into_owned)
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
        let mut items = Self::new();
        let mut list = reader.open_list()?;
        reader.items(&mut list, size_of::<T>(), &mut |reader| {
            items.push(T::decode(reader)?);
            Ok(())
        })?;
        Ok(items)
    }
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
        let mut object = reader.open_map()?.with_entries(size_of::<Value>());
        entries(reader, &mut object)
    }
}

impl Decode for Value {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(match reader.form()? {
            Form::Object(object) => {
                let mut object = object.with_entries(size_of::<Self>());
                Self::Object(entries(reader, &mut object)?)
            }
            Form::List(mut list) => {
                let mut items = Vec::new();
                reader.items(&mut list, size_of::<Self>(), &mut |reader| {
                    items.push(Self::decode(reader)?);
                    Ok(())
                })?;
                Self::Array(items)
            }
            Form::Text(text) => Self::String(text.into_owned()),
            Form::Boolean(value) => Self::Bool(value),
            Form::Number(Number::Natural(value)) => Self::Number(value.into()),
            Form::Number(Number::Negative(value)) => Self::Number(value.into()),
            Form::Number(Number::Fraction(value)) => JsonNumber::from_f64(value).map_or(Self::Null, Self::Number),
            Form::Null => Self::Null,
        })
    }
}

fn entries(reader: &mut Reader<'_>, object: &mut super::cursor::Object) -> Result<Map<String, Value>, Fault> {
    let mut entries = Map::new();
    reader.fields(object, &mut |key, reader| {
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
        let mut error = Unreadable::new(&text, 0, "", &reader.rules, &fault.reason());
        if error.path.starts_with('.') {
            error.path.remove(0);
        }
        error
    })
}

/// A JSON text; `None` if it is none.
pub(crate) fn read_json(text: &[u8]) -> Option<Value> {
    let mut reader = Reader::strict(std::str::from_utf8(text).ok()?);
    let value = Value::decode(&mut reader).ok()?;
    reader.scanner.end().ok().map(|()| value)
}

/// Reads from any format that describes itself, by way of JSON.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: Decode>(deserializer: D) -> Result<T, D::Error> {
    decode_value(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
}
