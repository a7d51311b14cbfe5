//! The path of every request: sockets, bodies, routes, credentials, validation.

pub(crate) mod abort;
pub(crate) mod authentication;
pub(crate) mod body;
pub(crate) mod call;
pub(crate) mod envelope;
pub(crate) mod log;
pub(crate) mod query;
pub(crate) mod rate_limit;
pub(crate) mod requests;
pub(crate) mod routing;
pub(crate) mod sockets;
pub(crate) mod validation;
