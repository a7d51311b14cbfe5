//! A rate limit that is counted in Redis.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use realtimekit::{Limiter, LimiterError, LimiterFuture, RateLimiter};
use redis::Script;

use crate::store::{Store, WhenUnavailable, milliseconds};

/// Limits the requests of several processes together; for
/// [`ClientBuilder::rate_limiter`](realtimekit::ClientBuilder::rate_limiter). Clones share it.
///
/// In any window at most `requests` permits are granted, in the order in which they were asked for, whichever process
/// asks. 2 % of the window, but at least 20 ms, is added to it to absorb network jitter. A permit whose caller gives up
/// while it waits is lost. A penalty pauses all processes, and never ends earlier than one that was set before.
#[derive(Clone)]
pub struct RedisRateLimiter {
    shared: Arc<Shared>,
}

struct Shared {
    store: Store,
    requests: u32,
    window: Duration,
    local: Option<RateLimiter>,
    keys: [String; 2],
    acquire: Script,
    penalty: Script,
}

impl fmt::Debug for RedisRateLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { store, requests, window, .. } = &*self.shared;
        f.debug_struct("RedisRateLimiter")
            .field("store", store)
            .field("requests", requests)
            .field("window", window)
            .finish_non_exhaustive()
    }
}

impl RedisRateLimiter {
    /// Grants this many requests in every period of this length; 0 counts as 1. Fails while Redis is unavailable.
    ///
    /// All processes that share the limit must use the same prefix, number and length.
    pub fn new(store: Store, requests: u32, window: Duration) -> Self {
        Self::with(store, requests, window, None)
    }

    /// Sets what happens while Redis is unavailable. With [`WhenUnavailable::Local`] this process grants the part of the
    /// limit that belongs to one of `replicas`.
    pub fn when_unavailable(self, behaviour: WhenUnavailable, replicas: u32) -> Self {
        let Shared { store, requests, window, .. } = &*self.shared;
        let replicas = replicas.max(1);
        // With fewer requests than replicas, one request in a longer window.
        let rounds = replicas.div_ceil(*requests);
        let local = || RateLimiter::new((requests / replicas).max(1), window.saturating_mul(rounds));
        let local = (behaviour == WhenUnavailable::Local).then(local);
        Self::with(store.clone(), *requests, *window, local)
    }

    fn with(store: Store, requests: u32, window: Duration, local: Option<RateLimiter>) -> Self {
        let requests = requests.max(1);
        let name = |kind| store.key(kind, format!("{requests}/{}", window.as_millis()).as_bytes());
        let keys = [name("limit"), name("granted")];
        Self {
            shared: Arc::new(Shared {
                keys,
                store,
                requests,
                window,
                local,
                acquire: Script::new(include_str!("scripts/acquire.lua")),
                penalty: Script::new(include_str!("scripts/penalty.lua")),
            }),
        }
    }

    async fn admit(&self, cost: u32, deadline: Instant) -> Result<(), LimiterError> {
        let Shared { store, requests, window, keys, acquire, .. } = &*self.shared;
        let mut epoch = String::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let arguments = [
                cost.clamp(1, *requests).to_string(),
                requests.to_string(),
                milliseconds(window.saturating_add((*window / 50).max(Duration::from_millis(20))), 1),
                milliseconds(left, 0),
                epoch,
            ];
            let decision: Result<(i64, String), _> = store.run(acquire, keys, &arguments, Some(left)).await;
            match (decision, &self.shared.local) {
                (Ok((0, _)), _) => return Ok(()),
                (Ok((wait, _)), _) if wait < 0 => {
                    return Err(LimiterError::deadline(Some(Duration::from_millis(wait.unsigned_abs()))));
                }
                (Ok((wait, reserved_in)), _) => {
                    tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())).await;
                    epoch = reserved_in;
                }
                (Err(_), Some(local)) => return local.acquire(cost, deadline).await,
                (Err(error), None) => return Err(LimiterError::unavailable(error)),
            }
        }
    }

    async fn pause(&self, until: Instant) {
        let Shared { store, window, keys, penalty, local, .. } = &*self.shared;
        if let Some(local) = local {
            local.penalty(until).await;
        }
        let pause = until.saturating_duration_since(Instant::now());
        let arguments = [milliseconds(pause, 0), milliseconds(*window, 1)];
        // The store traces a failure; the client that was refused pauses without Redis as well.
        let _: Result<u8, _> = store.run(penalty, keys, &arguments, None).await;
    }
}

impl Limiter for RedisRateLimiter {
    /// Requests of a greater cost than the limit count as the limit. Redis is asked for no longer than the deadline allows.
    fn acquire(&self, cost: u32, deadline: Instant) -> LimiterFuture<'_, Result<(), LimiterError>> {
        Box::pin(self.admit(cost, deadline))
    }

    fn penalty(&self, until: Instant) -> LimiterFuture<'_, ()> {
        Box::pin(self.pause(until))
    }
}
