//! Files of recordings and sessions: transcripts, chats, summaries, and what was recorded.

mod chat;
mod content;
#[cfg(feature = "download")]
mod download;
mod json_items;
mod list;
mod name;
mod parse_error;
mod summary;
mod track;
mod transcript;

pub use chat::{Chat, ChatContent, ChatMessage, ChatMessages};
#[cfg(feature = "download")]
pub use download::{ByteStream, Download, Downloaded, Progress};
pub use list::{FileInfo, FileKind, RecordingFiles};
pub use name::safe_file_name;
pub use parse_error::ParseError;
pub use summary::{Summary, SummaryFormat};
pub use track::Track;
pub use transcript::{Moment, Sentence, Sentences, Speaker, Transcript};
