// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Everything that is sent and received, by resource.

mod active_session;
mod analytics;
mod apps;

#[cfg(feature = "events")]
mod events;
mod livestreams;
mod meetings;
mod participants;
mod presets;
mod presets_sent;
mod recordings;
mod sessions;
mod shared;
mod webhooks;
pub use active_session::*;
pub use analytics::*;
pub use apps::*;

#[cfg(feature = "events")]
pub use events::*;
pub use livestreams::*;
pub use meetings::*;
pub use participants::*;
pub use presets::*;
pub use presets_sent::*;
pub use recordings::*;
pub use sessions::*;
pub use shared::*;
pub use webhooks::*;
