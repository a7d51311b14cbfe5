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

mod builder;
#[cfg(feature = "client")]
mod client;
mod control;
mod dispatch;
mod emulator;
mod environment;
mod faults;
mod files;
mod front;
mod http;
mod observed;
mod resources;
mod runtime;
mod server;
mod simulation;
mod webhooks;
mod world;

pub use builder::EmulatorBuilder;
pub use emulator::Emulator;
pub use faults::fault::Fault;
pub use http::requests::ReceivedRequest;
pub use resources::active_session::Joined;
pub use simulation::ControlError;
pub use webhooks::delivery::{Delivery, DeliveryAttempt, DeliveryState};
pub use world::deviation::Deviation;
pub use world::fidelity::Fidelity;
