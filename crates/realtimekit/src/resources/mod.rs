//! Handles: the way from a client to the requests.
//!
//! A handle holds a client and identifiers and does no I/O. Those of a collection (`app.meetings()`) list and create,
//! those of one object (`app.meeting(id)`) get, change and delete it, and lead to what belongs to it.

mod active_session;
mod analytics;
mod apps;
mod livestreams;
mod meetings;
mod participants;
mod presets;
mod recordings;
mod sessions;
mod webhooks;

pub use active_session::ActiveSession;
pub use analytics::Analytics;
pub use apps::{App, Apps};
pub use livestreams::{Livestream, Livestreams, MeetingLivestream};
pub use meetings::{Meeting, Meetings};
pub use participants::{Participant, Participants};
pub use presets::{Preset, Presets};
pub use recordings::{Recording, Recordings};
pub use sessions::{Session, Sessions};
pub use webhooks::{Webhook, Webhooks};
