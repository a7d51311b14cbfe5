//! Archives of recordings.

mod claim;
mod run;

pub use run::{Archive, ArchiveProgress, ArchiveReport, ArchivedFile, FailedFile};
