//! What the generated types and the open enums read their fields with.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Visitor};

/// Reads a string into anything made of one; for the open enums.
#[doc(hidden)]
pub fn text<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    struct Text<T>(PhantomData<T>);
    impl<T: for<'a> From<&'a str>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok(text.into())
        }
    }
    deserializer.deserialize_str(Text(PhantomData))
}

/// Values of which an empty one means "none".
#[doc(hidden)]
pub trait MaybeEmpty {
    /// Whether the value is empty.
    fn is_empty(&self) -> bool;
}

impl MaybeEmpty for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl MaybeEmpty for crate::Secret {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// Reads an optional identifier, link, token or enum, for which the service sends `""` too when there is none.
#[doc(hidden)]
pub fn non_empty<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + MaybeEmpty,
{
    Ok(Option::<T>::deserialize(deserializer)?.filter(|value| !value.is_empty()))
}
