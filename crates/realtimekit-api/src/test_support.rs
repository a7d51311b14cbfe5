//! For the tests of this workspace; not covered by semantic versioning.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::decode::{DecodeError, Decoded};
use crate::operation::Operation;
use crate::secret::Exposed;

pub use crate::generated::by_id::decode;

/// A result of whatever type.
pub trait AnyResult: std::fmt::Debug {
    /// The result as JSON, its secrets in it.
    fn exposed(&self) -> Value;

    /// The result as JSON, its secrets censored.
    fn censored(&self) -> Value;
}

impl<T: Serialize + std::fmt::Debug> AnyResult for T {
    fn exposed(&self) -> Value {
        serde_json::to_value(Exposed(self)).unwrap_or_default()
    }

    fn censored(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

pub(crate) fn read<T>(operation: &'static Operation, body: &[u8]) -> Result<Decoded<Box<dyn AnyResult>>, DecodeError>
where
    T: DeserializeOwned + Serialize + std::fmt::Debug + 'static,
{
    let Decoded { data, paging, unreadable } = crate::decode::decode::<T>(operation, body)?;
    Ok(Decoded { data: Box::new(data), paging, unreadable })
}
