//! Reads and writes objects with known fields.

use crate::decode::{Decode, Fault, Field, Object, Reader};

use super::non_empty::MaybeEmpty;

/// An object with known fields.
pub(crate) trait Record: Sized {
    const NAME: &'static str;
    /// The keys of the fields, with all their spellings.
    const KEYS: &'static [&'static str];

    /// Reads the fields of an object that was opened.
    fn read(reader: &mut Reader<'_>, object: Object) -> Result<Self, Fault>;
}

/// Implements reading and writing for a struct: for each field its key with other spellings, and how it is read. `optional`
/// takes `null` for none, `non_empty` takes `""` too, and `nullable` keeps the difference between absent and `null`.
macro_rules! record {
    ($name:ident { $($key:literal $(| $alias:literal)* => $field:ident: $kind:ident),* $(,)? }) => {
        impl $crate::values::Record for $name {
            const NAME: &'static str = stringify!($name);
            const KEYS: &'static [&'static str] = &[$($key, $($alias,)*)*];

            #[allow(deprecated)]
            fn read(
                reader: &mut $crate::decode::Reader<'_>,
                mut object: $crate::decode::Object,
            ) -> Result<Self, $crate::decode::Fault> {
                $(let mut $field = None;)*
                reader.fields(&mut object, &mut |key, reader| match key {
                    $($key $(| $alias)* => $crate::values::record::$kind(&mut $field, $key, reader),)*
                    _ => Ok($crate::decode::Field::Unknown),
                })?;
                Ok(Self { $($field: $crate::values::record::record!(@ $kind $field $key object)),* })
            }
        }

        impl $crate::decode::Decode for $name {
            fn decode(reader: &mut $crate::decode::Reader<'_>) -> Result<Self, $crate::decode::Fault> {
                $crate::values::record::decode(reader)
            }
        }

        impl $crate::encode::Encode for $name {
            #[allow(deprecated)]
            fn encode(&self, json: &mut $crate::encode::Json) -> Result<(), serde_json::Error> {
                json.object(&[$(($key, &self.$field)),*])
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let (name, keys) = (<Self as $crate::values::Record>::NAME, <Self as $crate::values::Record>::KEYS);
                $crate::encode::serialize_record(self, name, keys, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let (name, keys) = (<Self as $crate::values::Record>::NAME, <Self as $crate::values::Record>::KEYS);
                $crate::decode::deserialize_record(name, keys, deserializer)
            }
        }
    };
    (@ required $field:ident $key:literal $object:ident) => { $field.ok_or_else(|| $object.lacks($key))? };
    (@ defaulted $field:ident $key:literal $object:ident) => { $field.unwrap_or_default() };
    (@ $kind:ident $field:ident $key:literal $object:ident) => { $field };
}

/// Implements what serde asks for, for a type of several forms that can be decoded and encoded.
macro_rules! serde {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::encode::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::decode::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use {record, serde};

/// Reads an object.
pub(crate) fn decode<T: Record>(reader: &mut Reader<'_>) -> Result<T, Fault> {
    let object = reader.open_struct(T::NAME, T::KEYS)?;
    T::read(reader, object)
}

/// Reads a field, which has one value.
fn once<T>(
    field: &mut Option<T>,
    name: &'static str,
    reader: &mut Reader<'_>,
    decode: fn(&mut Reader<'_>) -> Result<Option<T>, Fault>,
) -> Result<Field, Fault> {
    if field.is_some() {
        return Ok(Field::Repeated(name));
    }
    *field = decode(reader)?;
    Ok(Field::Read)
}

/// Reads a field that has to be there.
pub(crate) fn required<T: Decode>(
    field: &mut Option<T>,
    name: &'static str,
    reader: &mut Reader<'_>,
) -> Result<Field, Fault> {
    once(field, name, reader, |reader| T::decode(reader).map(Some))
}

/// Reads a field that is empty if it is absent.
pub(crate) use required as defaulted;

/// Reads a field that is there, be it `null`.
pub(crate) use required as nullable;

/// Reads a field that may be `null`.
pub(crate) fn optional<T: Decode>(
    field: &mut Option<T>,
    name: &'static str,
    reader: &mut Reader<'_>,
) -> Result<Field, Fault> {
    once(field, name, reader, Option::decode)
}

/// Reads a field that may be `null` or empty.
pub(crate) fn non_empty<T: Decode + MaybeEmpty>(
    field: &mut Option<T>,
    name: &'static str,
    reader: &mut Reader<'_>,
) -> Result<Field, Fault> {
    let read = optional(field, name, reader)?;
    if field.as_ref().is_some_and(T::is_empty) {
        *field = None;
    }
    Ok(read)
}
