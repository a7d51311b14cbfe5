//! The longest time that the client computes with.

use std::time::Duration;

/// A time beyond this is as good as endless; a clock cannot represent every `Duration`.
pub(crate) const ENDLESS: Duration = Duration::from_secs(365 * 86_400);
