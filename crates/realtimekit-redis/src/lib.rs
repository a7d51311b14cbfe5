//! Shares the rate limit and the webhook deduplication of the RealtimeKit SDK between processes, through Redis 6.2 or
//! newer, or Valkey.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//! use realtimekit::webhooks::DeduplicationPolicy;
//! use realtimekit_redis::{RedisDeduplicator, RedisRateLimiter, Store, WhenUnavailable};
//!
//! let store = Store::open("redis://127.0.0.1/")?.prefix("my-account");
//!
//! // Three replicas share the limit of the account; without Redis each uses a third of it.
//! let limiter = RedisRateLimiter::new(store.clone(), 1200, Duration::from_secs(300));
//! let limiter = limiter.when_unavailable(WhenUnavailable::Local, 3);
//! let client = realtimekit::Client::builder().account_id("a").api_token("t").rate_limiter(limiter).build()?;
//!
//! // For `realtimekit::webhooks::receiver::receive(verifier, deduplicator, handler)`.
//! let deduplicator = RedisDeduplicator::new(store, DeduplicationPolicy::default());
//! # Ok(())
//! # }
//! ```
//!
//! # Decisions
//!
//! Each decision is one Lua script and one round trip, so it is atomic. Times are those of the server; clocks of the
//! replicas do not matter. All keys have an expiry and contain hashes, no ids. All keys of a prefix have the same hash
//! tag, so that they are on one node of a cluster.
//!
//! # When Redis is unavailable
//!
//! A decision waits at most [`Store::timeout`], 500 ms by default, for Redis. After a failure the store does not try again
//! for a second, so further decisions do not wait at all. [`WhenUnavailable`] says what happens then. The first failure is
//! traced at WARN, and the recovery at INFO.
//!
//! # Persistence
//!
//! The records of deliveries are lost if Redis restarts without persistence: deliveries that the service sends again then
//! are handled again. `appendonly yes` with `appendfsync everysec` loses at most about a second of records; `always` loses
//! none. Set `maxmemory-policy noeviction`, or Redis may drop records before they expire. A full Redis then refuses new
//! records, which counts as unavailable. The state of the limiter needs no persistence beyond the length of its window.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs)]
// Nothing that a caller or Redis sends may end the program.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod deduplicator;
mod limiter;
mod store;

#[doc = include_str!("../FIGURES.md")]
pub mod figures {}

pub use deduplicator::RedisDeduplicator;
pub use limiter::RedisRateLimiter;
/// The client of Redis, for [`Store::with_client`].
pub use redis;
pub use store::{Store, StoreError, WhenUnavailable};
