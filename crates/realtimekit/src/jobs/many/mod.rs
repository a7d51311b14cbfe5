//! Requests for each of many inputs.

mod add;
mod bulk;
mod inputs;
mod invite;
mod key;
mod patience;
mod progress;
mod refresh;
mod remove;
mod requests;
mod roster;
mod settings;
mod stream;
mod work;

pub use add::AddAll;
pub use bulk::Bulk;
pub use inputs::{FromStream, Inputs};
pub use invite::{Invitation, InviteAll};
pub use key::ParticipantKey;
pub use progress::{BulkError, BulkItem, BulkProgress, BulkSummary};
pub use refresh::RefreshAll;
pub use remove::RemoveAll;
pub use requests::Added;
pub use stream::BulkStream;
pub use work::Work;
