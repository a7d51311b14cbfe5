//! Events, and their signed delivery.

pub(crate) mod delivery;
pub(crate) mod events;
pub(crate) mod signing;
