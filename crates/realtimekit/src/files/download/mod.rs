//! Downloads files of storage hosts.

mod builder;
mod checksum;
mod deadline;
mod link;
mod part;
mod progress;
mod reader;
mod request;
mod stream;
mod to_file;

pub(crate) use deadline::{Deadline, within};
pub(crate) use request::storage_client;

pub use builder::Download;
pub use progress::Progress;
pub use stream::ByteStream;
pub use to_file::Downloaded;
