//! Writes types as JSON, with code that is compiled once.

use std::collections::BTreeMap;

use serde::ser::{Error as _, Serialize, SerializeStruct, Serializer};
use serde_json::{Error, Map, Value};

use crate::decode::read_json;
use crate::values::Timestamp;

/// A type that can be written as JSON: the types of this crate, and lists of them.
///
/// The code that writes a type is compiled with the type, in this crate. Serialising with serde goes by way of it.
pub trait Encode {
    /// Writes the value.
    #[doc(hidden)]
    fn encode(&self, json: &mut Json) -> Result<(), Error>;

    /// Whether a field with this value is left out.
    #[doc(hidden)]
    fn is_absent(&self) -> bool {
        false
    }
}

/// A JSON text that is being written.
#[derive(Default)]
pub struct Json {
    text: Vec<u8>,
}

impl Json {
    /// Writes an object with these fields, without those that are absent.
    pub(crate) fn object(&mut self, fields: &[(&str, &dyn Encode)]) -> Result<(), Error> {
        self.entries(&mut fields.iter().filter(|(_, value)| !value.is_absent()).copied())
    }

    /// Writes an object with free keys.
    pub(crate) fn entries<'a>(
        &mut self,
        entries: &mut dyn Iterator<Item = (&'a str, &'a dyn Encode)>,
    ) -> Result<(), Error> {
        self.text.push(b'{');
        let mut first = true;
        for (name, value) in entries {
            self.separate(&mut first);
            self.scalar(name)?;
            self.text.push(b':');
            value.encode(self)?;
        }
        self.text.push(b'}');
        Ok(())
    }

    /// Writes an object with one field more.
    #[cfg(feature = "events")]
    pub(crate) fn extended(&mut self, object: &dyn Encode, name: &str, value: &str) -> Result<(), Error> {
        let mut object = to_value(object)?;
        if let Some(fields) = object.as_object_mut() {
            fields.insert(name.to_owned(), value.into());
        }
        self.scalar(&object)
    }

    /// Writes a list.
    pub(crate) fn list(&mut self, items: &mut dyn Iterator<Item = &dyn Encode>) -> Result<(), Error> {
        self.text.push(b'[');
        let mut first = true;
        for item in items {
            self.separate(&mut first);
            item.encode(self)?;
        }
        self.text.push(b']');
        Ok(())
    }

    /// Writes what serde writes for a value without fields of its own.
    pub(crate) fn scalar<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        serde_json::to_writer(&mut self.text, value)
    }

    fn separate(&mut self, first: &mut bool) {
        if !std::mem::replace(first, false) {
            self.text.push(b',');
        }
    }
}

/// A value as JSON text. Secrets are written as they are at the moment: see `Exposed`.
///
/// # Errors
///
/// Fails if there is a secret, and secrets are neither exposed nor redacted.
pub(crate) fn to_text(value: &dyn Encode) -> Result<Vec<u8>, Error> {
    let mut json = Json::default();
    value.encode(&mut json)?;
    Ok(json.text)
}

/// A value as JSON.
pub(crate) fn to_value(value: &dyn Encode) -> Result<Value, Error> {
    read_json(&to_text(value)?).map_err(Error::custom)
}

/// Serialises an object with these keys by way of JSON, as a struct: some formats write no maps.
pub(crate) fn serialize_record<S: Serializer>(
    value: &dyn Encode,
    name: &'static str,
    keys: &'static [&'static str],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let value = to_value(value).map_err(S::Error::custom)?;
    let fields = value.as_object().ok_or_else(|| S::Error::custom("an object was not written as one"))?;
    let mut record = serializer.serialize_struct(name, fields.len())?;
    for key in keys {
        match fields.get(*key) {
            Some(value) => record.serialize_field(key, value)?,
            None => record.skip_field(key)?,
        }
    }
    record.end()
}

/// Serialises a value by way of JSON.
pub(crate) fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    to_value(value).map_err(S::Error::custom)?.serialize(serializer)
}

macro_rules! scalar {
    ($($type:ty),*) => {$(
        impl Encode for $type {
            fn encode(&self, json: &mut Json) -> Result<(), Error> {
                json.scalar(self)
            }
        }
    )*};
}

scalar!(bool, i64, u64, f64, str, String, Value, Map<String, Value>);

impl Encode for Timestamp {
    fn encode(&self, json: &mut Json) -> Result<(), Error> {
        json.scalar(&self.to_string())
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, json: &mut Json) -> Result<(), Error> {
        T::encode(self, json)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, json: &mut Json) -> Result<(), Error> {
        match self {
            Some(value) => value.encode(json),
            None => json.scalar(&()),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, json: &mut Json) -> Result<(), Error> {
        json.list(&mut self.iter().map(|item| item as &dyn Encode))
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, json: &mut Json) -> Result<(), Error> {
        json.entries(&mut self.iter().map(|(key, value)| (key.as_str(), value as &dyn Encode)))
    }
}
