#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
#![warn(missing_docs)]

mod builder;
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
pub use realtimekit_api::Endpoint;
pub use resources::active_session::Joined;
pub use simulation::ControlError;
pub use webhooks::delivery::{Delivery, DeliveryAttempt, DeliveryState};
pub use world::deviation::Deviation;
pub use world::fidelity::Fidelity;

/// The first steps of the README are compiled with the tests.
///
/// ```no_run
/// # async fn run() -> std::io::Result<()> {
/// use realtimekit_emulator::Emulator;
///
/// let emulator = Emulator::start().await?;
/// println!("{} {} {}", emulator.base_url(), emulator.account_id(), emulator.api_token());
/// emulator.fault("meetings_list").status(503).retry_after(1).times(2);
/// assert_eq!(emulator.received("meetings_list").len(), 3);
/// # Ok(())
/// # }
/// ```
#[cfg(doctest)]
mod readme {}
