//! Transcripts: what was said in a session.

mod cues;
mod format;
mod json;
mod reader;
mod sentence;
mod table;
mod time;

pub use reader::{Sentences, Transcript};
pub use sentence::{Sentence, Speaker};
pub use time::Moment;
