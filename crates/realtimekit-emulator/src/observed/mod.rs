//! Responses and events as the real service has been observed to send them.

pub(crate) mod events;
pub(crate) mod refusals;
pub(crate) mod responses;
pub(crate) mod short;
pub(crate) mod values;
