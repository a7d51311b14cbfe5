// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The generated part of the crate.

mod checks;
mod client;

#[cfg(feature = "events")]
pub mod events;

pub mod operations;

#[cfg(feature = "test-support")]
pub mod by_id;

#[cfg(feature = "schemars")]
pub mod schemas;

pub mod types;
