//! Against a real `redis-server`, which the tests start themselves.

#![allow(clippy::print_stderr)] // the reason why a test is skipped

#[cfg(feature = "cluster")]
mod cluster;
mod deduplicator;
mod limiter;
mod outages;
mod server;
#[cfg(feature = "rustls")]
mod tls;
