//! Optional values for which the service sends `""` when there is none.

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
