//! Exports of sessions.

mod folder_lock;
mod manifest;
mod run;
mod tables;

pub use manifest::{ExportedFile, Manifest, MissingFile};
pub use run::{Export, ExportProgress};
