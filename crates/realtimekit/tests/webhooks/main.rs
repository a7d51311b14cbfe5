//! Webhooks: from the delivery to the handler.

mod attendance;
mod emulator;
mod key_cache;
mod receiver;
mod verifier;
