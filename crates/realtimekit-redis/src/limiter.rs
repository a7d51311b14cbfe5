//! A rate limit that is counted in Redis.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use redis::Script;
use tokio::time::Instant;

use crate::store::{Store, StoreError, WhenUnavailable, milliseconds};

/// The longest wait without a deadline.
const LONGEST: Duration = Duration::from_secs(3600);

/// Limits the requests of several processes together. Clones share it.
///
/// In any window at most `requests` permits are granted, in the order in which they were asked for, whichever process
/// asks. 2 % of the window, but at least 20 ms, is added to it to absorb network jitter. A permit whose caller gives up
/// while it waits is lost.
#[derive(Clone)]
pub struct RedisRateLimiter {
    shared: Arc<Shared>,
}

struct Shared {
    store: Store,
    requests: u32,
    window: Duration,
    local: Option<Local>,
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

/// The reason why a request must not be sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum AcquireError {
    /// The permit would be granted after the deadline.
    Deadline {
        /// The time until the permit would be granted.
        wait: Duration,
    },
    /// Redis is unavailable, and the limiter does not continue locally.
    Store(StoreError),
}

impl fmt::Display for AcquireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deadline { wait } => write!(f, "the rate limit admits the request in {wait:?}, after its deadline"),
            Self::Store(_) => f.write_str("the shared rate limit is unavailable"),
        }
    }
}

impl std::error::Error for AcquireError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Deadline { .. } => None,
            Self::Store(error) => Some(error),
        }
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
    /// limit that belongs to one of `replicas`, evenly spread.
    pub fn when_unavailable(self, behaviour: WhenUnavailable, replicas: u32) -> Self {
        let Shared { store, requests, window, .. } = &*self.shared;
        let spacing = (*window / *requests).saturating_mul(replicas.max(1)).min(LONGEST);
        let local = (behaviour == WhenUnavailable::Local).then(|| Local { spacing, next: Mutex::new(Instant::now()) });
        Self::with(store.clone(), *requests, *window, local)
    }

    fn with(store: Store, requests: u32, window: Duration, local: Option<Local>) -> Self {
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

    /// Waits until `permits` requests may be sent. More permits than the limit count as the limit.
    ///
    /// # Errors
    ///
    /// Fails immediately if the wait would exceed the deadline, and if Redis is unavailable and the limiter does not
    /// continue locally. Redis is asked for no longer than the deadline allows.
    pub async fn acquire(&self, permits: u32, deadline: Option<Instant>) -> Result<(), AcquireError> {
        let Shared { store, requests, window, keys, acquire, .. } = &*self.shared;
        let mut epoch = String::new();
        loop {
            let left = deadline.map_or(LONGEST, |deadline| deadline.saturating_duration_since(Instant::now()));
            let arguments = [
                permits.clamp(1, *requests).to_string(),
                requests.to_string(),
                milliseconds(window.saturating_add((*window / 50).max(Duration::from_millis(20))), 1),
                milliseconds(left, 0),
                epoch,
            ];
            let decision: Result<(i64, String), _> = store.run(acquire, keys, &arguments, Some(left)).await;
            match (decision, &self.shared.local) {
                (Ok((0, _)), _) => return Ok(()),
                (Ok((wait, _)), _) if wait < 0 => {
                    return Err(AcquireError::Deadline { wait: Duration::from_millis(wait.unsigned_abs()) });
                }
                (Ok((wait, reserved_in)), _) => {
                    tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())).await;
                    epoch = reserved_in;
                }
                (Err(_), Some(local)) => return local.acquire(permits, left).await,
                (Err(error), None) => return Err(AcquireError::Store(error)),
            }
        }
    }

    /// Pauses all processes, because the service refused a request of one of them. A pause never ends earlier than one
    /// that was set before.
    ///
    /// # Errors
    ///
    /// Fails if Redis is unavailable and the limiter does not continue locally.
    pub async fn penalty(&self, pause: Duration) -> Result<(), StoreError> {
        let Shared { store, window, keys, penalty, local, .. } = &*self.shared;
        if let Some(local) = local {
            local.pause(pause);
        }
        let arguments = [milliseconds(pause, 0), milliseconds(*window, 1)];
        match store.run::<u8>(penalty, keys, &arguments, None).await {
            Err(error) if local.is_none() => Err(error),
            _ => Ok(()),
        }
    }
}

/// Grants permits at a steady rate.
struct Local {
    spacing: Duration,
    next: Mutex<Instant>,
}

impl Local {
    async fn acquire(&self, permits: u32, left: Duration) -> Result<(), AcquireError> {
        let wait = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let now = Instant::now();
            let at = (*next).max(now);
            let wait = at.saturating_duration_since(now);
            if wait > left {
                return Err(AcquireError::Deadline { wait });
            }
            *next = at + self.spacing.saturating_mul(permits).min(LONGEST);
            wait
        };
        tokio::time::sleep(wait).await;
        Ok(())
    }

    fn pause(&self, pause: Duration) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        *next = (*next).max(Instant::now() + pause.min(LONGEST));
    }
}
