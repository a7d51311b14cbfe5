//! The emulator over HTTP, as its clients see it.

mod caller;
mod control;
mod deviations;
mod faults;
mod inputs;
mod meetings;
mod observed;
mod operations;
mod presets;
#[cfg(feature = "cli")]
mod program;
mod recordings;
mod refusals;
mod sessions;
mod webhooks;
