//! Fields of a PATCH that know the difference between "leave alone" and "set to null".
//!
//! `None` is absent, `Some(None)` is `null`, `Some(Some(value))` is the value.

use serde::{Serialize, Serializer};

/// Writes `null` or the value; absence is the business of `skip_serializing_if`.
///
/// # Errors
///
/// Fails when the value itself cannot be written.
pub fn serialize<S, T>(value: &Option<Option<T>>, serializer: S) -> Result<S::Ok, S::Error>
where
    S: Serializer,
    T: Serialize,
{
    value.as_ref().and_then(Option::as_ref).serialize(serializer)
}
