//! Exports of sessions.

mod manifest;
mod run;
mod tables;

pub use manifest::{ExportedFile, Manifest, MissingFile};
pub use run::{Export, ExportProgress};
