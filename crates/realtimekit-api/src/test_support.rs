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
    let decoded = crate::decode::decode::<T>(operation, body);
    if std::env::var_os("COMPARE").is_some() {
        let old = crate::old_decode::decode::<T>(operation, body);
        let show = |data: &T| serde_json::to_string(&Exposed(data)).unwrap_or_default();
        let (new, old) = (
            decoded.as_ref().map(|decoded| (show(&decoded.data), decoded.paging)).map_err(|error| error.to_string()),
            old.as_ref().map(|decoded| (show(&decoded.data), decoded.paging)).map_err(|error| error.to_string()),
        );
        if new.is_ok() != old.is_ok() || (new.is_ok() && new != old) {
            eprintln!("DIFF {}\n  body {}\n  new {new:?}\n  old {old:?}", operation.id, String::from_utf8_lossy(body));
        }
    }
    let Decoded { data, paging, unreadable } = decoded?;
    Ok(Decoded { data: Box::new(data), paging, unreadable })
}
