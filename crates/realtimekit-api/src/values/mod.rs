//! Values that the generated types are made of: timestamps, secrets, open enums, and fields that may be `null` or empty.

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod conversions;
mod non_empty;
mod open_enum;
pub(crate) mod record;
mod secret;
mod timestamp;

pub(crate) use non_empty::MaybeEmpty;
pub(crate) use open_enum::open_enum;
pub(crate) use record::{Record, record, serde};
pub(crate) use secret::exposed;
pub use secret::{Exposed, Redacted, Secret, redacted};
pub use timestamp::{InvalidTimestamp, Timestamp};
