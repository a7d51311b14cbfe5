//! Receiving deliveries of webhooks on this machine, keeping them, and sending them again.

pub mod delivery;
pub mod folder;
pub mod server;
pub mod target;
