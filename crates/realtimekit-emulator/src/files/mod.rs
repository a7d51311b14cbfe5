//! The second port: recordings, chats, transcripts and summaries behind signed links.

pub(crate) mod content;
pub(crate) mod ranges;
pub(crate) mod service;
pub(crate) mod texts;
