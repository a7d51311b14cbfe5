//! The control API: events that no request to the API can cause.

pub(crate) mod access;
pub(crate) mod actions;
pub(crate) mod demo;
pub(crate) mod fault_settings;
pub(crate) mod remote;
