//! Files of recordings and sessions: transcripts, chats, summaries, and what was recorded.

#[cfg(feature = "object-store")]
mod archive;
mod chat;
mod content;
#[cfg(feature = "download")]
mod download;
#[cfg(feature = "download")]
mod export;
#[cfg(feature = "download")]
mod fetch;
mod json_items;
mod list;
#[cfg(feature = "download")]
mod local;
#[cfg(feature = "download")]
mod lock;
mod name;
mod parse_error;
#[cfg(feature = "download")]
mod remote;
mod summary;
mod track;
mod transcript;
#[cfg(feature = "download")]
mod wait;

#[cfg(feature = "object-store")]
pub use archive::{Archive, ArchiveProgress, ArchiveReport, ArchivedFile, FailedFile};
pub use chat::{Chat, ChatContent, ChatMessage, ChatMessages};
#[cfg(feature = "download")]
pub use download::{ByteStream, Download, Downloaded, Progress};
#[cfg(feature = "download")]
pub use export::{Export, ExportProgress, ExportedFile, Manifest, MissingFile};
pub use list::{FileInfo, FileKind, RecordingFiles};
pub use name::safe_file_name;
pub use parse_error::ParseError;
#[cfg(feature = "download")]
pub use remote::RemoteFile;
pub use summary::{Summary, SummaryFormat};
pub use track::Track;
pub use transcript::{Moment, Sentence, Sentences, Speaker, Transcript};
