//! Handles: the way from a client to the requests.
//!
//! A handle holds the state of its client and identifiers, and does no I/O. Handles on a collection have plural names
//! (`app.meetings()` is a [`Meetings`]); they list and create. Handles on one object end in `Handle` (`app.meeting(id)`
//! is a [`MeetingHandle`]); they get, change and delete it, and lead to what belongs to it. The objects themselves are
//! [types](crate::types), such as [`types::Meeting`](crate::types::Meeting).

mod active_session;
mod analytics;
mod app;
mod apps;
mod livestreams;
mod meetings;
mod participants;
mod presets;
mod recordings;
mod scope;
mod sessions;
mod webhooks;

pub use active_session::ActiveSessionHandle;
pub use analytics::Analytics;
pub use app::AppHandle;
pub use apps::Apps;
pub use livestreams::{LivestreamHandle, Livestreams, MeetingLivestreams};
pub use meetings::{MeetingHandle, Meetings};
pub use participants::{ParticipantHandle, Participants};
pub use presets::{PresetHandle, Presets};
pub use recordings::{MeetingRecordings, RecordingHandle, Recordings, SessionRecordings};
pub use sessions::{MeetingSessions, SessionHandle, Sessions};
pub use webhooks::{WebhookHandle, Webhooks};
