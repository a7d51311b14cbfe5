//! The state of an emulator, and the time in which it changes.

pub(crate) mod clock;
pub(crate) mod context;
pub(crate) mod deviation;
pub(crate) mod fidelity;
pub(crate) mod ids;
pub(crate) mod links;
pub(crate) mod model;
pub(crate) mod refusal;
pub(crate) mod state;
pub(crate) mod storage;
pub(crate) mod timers;
