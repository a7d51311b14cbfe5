//! Webhooks: from the delivery to the handler.

mod emulator;
mod key_cache;
mod receiver;
mod verifier;
