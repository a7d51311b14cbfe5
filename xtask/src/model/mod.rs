//! The API as the document describes it: operations and components with the names and types that they have in Rust.
//!
//! The model is built once. Every step of the generator, and every rule about the document, reads it.

mod api;
mod build;
mod names;
mod ty;

pub use api::{Api, Field, Operation, Pagination, ResultForm};
pub use names::{reference, reference_name, references};
pub use ty::{HAND_WRITTEN, Scope, Ty};
