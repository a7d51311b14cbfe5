//! Faults between a client and the service, on demand.

pub(crate) mod damage;
pub(crate) mod fault;
pub(crate) mod injection;
pub(crate) mod rules;
