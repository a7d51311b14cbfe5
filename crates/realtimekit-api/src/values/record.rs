//! Reads objects with known fields: what `derive(Deserialize)` does for self-describing formats, in a third of the code. The
//! crate has so many types that the difference is most of the memory that it takes to compile.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::non_empty::MaybeEmpty;

/// An object with known fields.
pub(crate) trait Record: Sized {
    const NAME: &'static str;
    /// The keys of the fields, with all their spellings.
    const KEYS: &'static [&'static str];

    fn read<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

/// Implements `Deserialize` for a struct: for each field its key with other spellings, and how it is read. `optional` takes
/// `null` for none, `non_empty` takes `""` too, and `nullable` keeps the difference between absent and `null`.
macro_rules! record {
    ($name:ident { $($key:literal $(| $alias:literal)* => $field:ident: $kind:ident),* $(,)? }) => {
        impl $crate::values::Record for $name {
            const NAME: &'static str = stringify!($name);
            const KEYS: &'static [&'static str] = &[$($key, $($alias,)*)*];

            #[allow(deprecated)]
            fn read<'de, A: serde::de::MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                #[allow(non_camel_case_types)]
                enum Key {
                    $($field,)*
                    other_,
                }
                impl From<&str> for Key {
                    fn from(key: &str) -> Self {
                        match key {
                            $($key $(| $alias)* => Self::$field,)*
                            _ => Self::other_,
                        }
                    }
                }
                $(let mut $field = None;)*
                while let Some(key) = map.next_key_seed($crate::values::Text(std::marker::PhantomData))? {
                    match key {
                        $(Key::$field if $field.is_some() => return $crate::values::record::repeated($key),)*
                        $(Key::$field => $field = $crate::values::record::$kind(&mut map)?,)*
                        Key::other_ => drop(map.next_value::<serde::de::IgnoredAny>()?),
                    }
                }
                Ok(Self { $($field: $crate::values::record::record!(@ $kind $field $key)),* })
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::values::record::deserialize(deserializer)
            }
        }
    };
    (@ required $field:ident $key:literal) => { $crate::values::record::present($field, $key)? };
    (@ defaulted $field:ident $key:literal) => { $field.unwrap_or_default() };
    (@ $kind:ident $field:ident $key:literal) => { $field };
}

pub(crate) use record;

/// Reads an object.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: Record>(deserializer: D) -> Result<T, D::Error> {
    struct Fields<T>(PhantomData<T>);

    impl<'de, T: Record> Visitor<'de> for Fields<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "struct {}", T::NAME)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::read(map)
        }
    }

    deserializer.deserialize_struct(T::NAME, T::KEYS, Fields(PhantomData))
}

/// Reads a field that has to be there.
pub(crate) fn required<'de, A: MapAccess<'de>, T: Deserialize<'de>>(map: &mut A) -> Result<Option<T>, A::Error> {
    map.next_value().map(Some)
}

/// Reads a field that is empty if it is absent.
pub(crate) use required as defaulted;

/// Reads a field that may be `null`.
pub(crate) fn optional<'de, A: MapAccess<'de>, T: Deserialize<'de>>(map: &mut A) -> Result<Option<T>, A::Error> {
    map.next_value()
}

/// Reads a field that may be `null` or empty.
pub(crate) fn non_empty<'de, A: MapAccess<'de>, T: Deserialize<'de> + MaybeEmpty>(
    map: &mut A,
) -> Result<Option<T>, A::Error> {
    Ok(map.next_value::<Option<T>>()?.filter(|value| !value.is_empty()))
}

/// Reads a field that is there, be it `null`.
pub(crate) use required as nullable;

/// Refuses a second value of a field.
#[cold]
pub(crate) fn repeated<T, E: Error>(name: &'static str) -> Result<T, E> {
    Err(E::duplicate_field(name))
}

/// The value of a field that has to be there.
pub(crate) fn present<T, E: Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
    field.ok_or_else(|| E::missing_field(name))
}
