//! For the tests of this workspace; not covered by semantic versioning.

use serde_json::Value;

use crate::decode::{Decode, DecodeError, Decoded};
use crate::encode::Encode;
use crate::operation::Operation;
use crate::values::{Exposed, redacted};

pub use crate::generated::by_id::decode;

/// A result of any type.
pub trait AnyResult: std::fmt::Debug {
    /// The result as JSON, with its secrets.
    fn exposed(&self) -> Value;

    /// The result as JSON, its secrets redacted.
    fn redacted(&self) -> Value;
}

impl<T: Encode + std::fmt::Debug> AnyResult for T {
    fn exposed(&self) -> Value {
        Exposed(self).to_value().unwrap_or_default()
    }

    fn redacted(&self) -> Value {
        redacted(|| Exposed(self).to_value()).unwrap_or_default()
    }
}

pub(crate) fn read<T>(operation: &'static Operation, body: &[u8]) -> Result<Decoded<Box<dyn AnyResult>>, DecodeError>
where
    T: Decode + Encode + std::fmt::Debug + 'static,
{
    let Decoded { data, paging, unreadable, nulls } = crate::decode::decode::<T>(operation, body)?;
    Ok(Decoded { data: Box::new(data), paging, unreadable, nulls })
}

/// Reads any JSON with the reader of the decoder; `None` if it is not JSON.
pub fn read_json(text: &[u8]) -> Option<Value> {
    crate::decode::read_text(std::str::from_utf8(text).ok()?)
}
