//! Waits for states that the service reaches later.

mod error;
pub(crate) mod polling;
mod recording;
mod session;

pub use error::{WaitError, WaitErrorKind};
pub use polling::Wait;
