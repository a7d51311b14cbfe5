//! A stateful local server for the Cloudflare RealtimeKit REST API.
//!
//! ```no_run
//! # async fn run() -> std::io::Result<()> {
//! use realtimekit_emulator::Emulator;
//!
//! let emulator = Emulator::start().await?;
//! println!("{} {} {}", emulator.base_url(), emulator.account_id(), emulator.api_token());
//! emulator.fault("meetings_list").status(503).times(2);
//! // ... let a client work against it, then look at what it sent:
//! assert_eq!(emulator.received("meetings_list").len(), 3);
//! # Ok(())
//! # }
//! ```

#![warn(missing_docs)]

mod active_session;
mod analytics;
mod apps;
mod clock;
mod control;
mod damage;
mod delivery;
mod demo;
mod dispatch;
mod emulator;
mod envelope;
mod events;
mod fault_settings;
mod faults;
mod files;
mod front;
mod ids;
mod links;
mod livestreams;
mod meetings;
mod merging;
mod participants;
mod peer_report;
mod presets;
mod query;
mod rate_limit;
mod recordings;
mod remote_control;
mod requests;
mod routing;
mod server;
mod sessions;
mod signing;
mod state;
mod storage;
mod timers;
mod transcripts;
mod validation;
mod webhooks;
mod wild;

pub use active_session::Joined;
pub use control::ControlError;
pub use delivery::{Delivery, DeliveryAttempt, DeliveryState};
pub use emulator::{Emulator, EmulatorBuilder};
pub use faults::Fault;
pub use requests::ReceivedRequest;
pub use state::Mood;
