//! Optional values for which the service sends `""` when there is none.

use serde::{Deserialize, Deserializer};

use super::secret::Secret;

/// A value of which an empty one means "none".
pub(crate) trait MaybeEmpty {
    /// Whether the value is empty.
    fn is_empty(&self) -> bool;
}

impl MaybeEmpty for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl MaybeEmpty for Secret {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// Reads an optional identifier, link, token or enum; an empty one is `None`.
pub(crate) fn non_empty<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + MaybeEmpty,
{
    Ok(Option::<T>::deserialize(deserializer)?.filter(|value| !value.is_empty()))
}
