//! The key of the service, fetched when it is needed and kept while it is good.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use reqwest::Url;
use tokio::sync::Mutex;

use super::keys::{KeyError, PublicKey};

/// Largest document that is read.
const DOCUMENT_LIMIT: usize = 64 * 1024;

/// How long nobody tries again after a fetch failed.
const PAUSE: Duration = Duration::from_secs(5);

/// How many fetches in a row signatures that do not fit may cause.
const BURST: u32 = 4;

/// Where the time comes from.
pub(super) type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// What is waited for, and how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timing {
    /// How long a key is used before it is fetched again.
    pub(super) max_age: Duration,
    /// How long the key before it is still accepted.
    pub(super) overlap: Duration,
    /// How often signatures that do not fit may cause a fetch.
    pub(super) refetch_interval: Duration,
}

/// Why the key of the service could not be fetched.
#[derive(Clone)]
pub struct FetchError {
    failure: Arc<Failure>,
}

enum Failure {
    Transport(reqwest::Error),
    Status(u16),
    TooLarge,
    Key(KeyError),
}

impl From<Failure> for FetchError {
    fn from(failure: Failure) -> Self {
        Self { failure: Arc::new(failure) }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key of the webhooks cannot be fetched: ")?;
        match &*self.failure {
            Failure::Transport(error) if error.is_timeout() => f.write_str("time ran out"),
            Failure::Transport(error) if error.is_connect() => f.write_str("no connection was made"),
            Failure::Transport(_) => f.write_str("the connection broke"),
            Failure::Status(status) => write!(f, "status {status} was answered"),
            Failure::TooLarge => f.write_str("the answer is too large"),
            Failure::Key(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl fmt::Debug for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FetchError({:?})", self.to_string())
    }
}

impl std::error::Error for FetchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.failure {
            Failure::Transport(error) => Some(error),
            Failure::Key(error) => Some(error),
            _ => None,
        }
    }
}

/// The keys at a moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    pub(super) current: Option<PublicKey>,
    /// The key that was replaced, as long as deliveries signed with it may be under way.
    pub(super) previous: Option<PublicKey>,
    fetched_at: Option<Instant>,
    replaced_at: Option<Instant>,
    /// How many fetches were tried: tells callers who waited that somebody else did the work.
    attempts: u64,
    /// Why the last fetch failed, if it did.
    failure: Option<FetchError>,
}

/// What came of asking for a newer key.
pub(super) enum Newer {
    /// The key was fetched after the caller had looked; it may be the same.
    Fetched(Keys),
    /// It was not: too soon, or the fetch failed.
    NotNow,
}

/// Held while fetching, so that concurrent callers share one fetch.
#[derive(Debug)]
struct Gate {
    failed_at: Option<Instant>,
    /// How many fetches signatures that do not fit may still cause.
    tokens: u32,
    refilled_at: Instant,
}

pub(super) struct KeyCache {
    url: Url,
    http: reqwest::Client,
    timing: Timing,
    clock: Clock,
    keys: RwLock<Keys>,
    gate: Mutex<Gate>,
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyCache").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

impl KeyCache {
    pub(super) fn new(url: Url, http: reqwest::Client, timing: Timing, clock: Clock) -> Self {
        let gate = Gate { failed_at: None, tokens: BURST, refilled_at: clock() };
        Self { url, http, timing, clock, keys: RwLock::default(), gate: Mutex::new(gate) }
    }

    fn keys(&self) -> Keys {
        let now = (self.clock)();
        let mut keys = self.keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        if keys.replaced_at.is_some_and(|replaced| now.saturating_duration_since(replaced) >= self.timing.overlap) {
            keys.previous = None;
        }
        keys
    }

    fn is_fresh(&self, keys: &Keys) -> bool {
        let age = |fetched| (self.clock)().saturating_duration_since(fetched);
        keys.fetched_at.is_some_and(|fetched| age(fetched) < self.timing.max_age)
    }

    /// The keys to verify with; fetched if there are none or they are too old. When that fails, old ones go on.
    pub(super) async fn usable(&self) -> Result<Keys, FetchError> {
        let seen = self.keys();
        if self.is_fresh(&seen) {
            return Ok(seen);
        }
        let mut gate = self.gate.lock().await;
        let mut keys = self.keys();
        if keys.attempts == seen.attempts && !self.pauses(&gate) {
            keys = self.fetch(&mut gate).await;
        }
        match keys {
            Keys { current: None, failure: Some(failure), .. } => Err(failure),
            keys => Ok(keys),
        }
    }

    /// A key that was fetched after `seen`, because a signature did not fit.
    pub(super) async fn newer(&self, seen: &Keys) -> Newer {
        let mut gate = self.gate.lock().await;
        let mut keys = self.keys();
        if keys.attempts == seen.attempts {
            if self.pauses(&gate) || !self.take_token(&mut gate) {
                return Newer::NotNow;
            }
            keys = self.fetch(&mut gate).await;
        }
        if keys.failure.is_some() { Newer::NotNow } else { Newer::Fetched(keys) }
    }

    fn pauses(&self, gate: &Gate) -> bool {
        gate.failed_at.is_some_and(|failed| (self.clock)().saturating_duration_since(failed) < PAUSE)
    }

    /// One more fetch because of a signature, if there were not too many.
    fn take_token(&self, gate: &mut Gate) -> bool {
        let now = (self.clock)();
        let interval = self.timing.refetch_interval.max(Duration::from_millis(1));
        while gate.tokens < BURST && now.saturating_duration_since(gate.refilled_at) >= interval {
            gate.tokens += 1;
            gate.refilled_at += interval;
        }
        if gate.tokens == BURST {
            gate.refilled_at = now;
        }
        let taken = gate.tokens > 0;
        gate.tokens = gate.tokens.saturating_sub(1);
        taken
    }

    /// Fetches the key, and keeps the old one when that fails.
    async fn fetch(&self, gate: &mut Gate) -> Keys {
        let result = self.download().await;
        let now = (self.clock)();
        {
            let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
            keys.attempts += 1;
            match result {
                Ok(key) => {
                    gate.failed_at = None;
                    keys.failure = None;
                    keys.fetched_at = Some(now);
                    let replaced = keys.current.replace(key.clone()).filter(|old| *old != key);
                    if replaced.is_some() {
                        tracing::info!(url.full = %self.url, "the key of the webhooks was replaced");
                        keys.previous = replaced;
                        keys.replaced_at = Some(now);
                    }
                }
                Err(failure) => {
                    tracing::warn!(url.full = %self.url, error = %failure, "the key of the webhooks was not fetched");
                    gate.failed_at = Some(now);
                    keys.failure = Some(failure);
                }
            }
        }
        self.keys()
    }

    async fn download(&self) -> Result<PublicKey, FetchError> {
        let request = self.http.get(self.url.clone()).header(reqwest::header::ACCEPT, "application/json");
        let mut response = request.send().await.map_err(Failure::Transport)?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(Failure::Status(status).into());
        }
        let mut document = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(Failure::Transport)? {
            if document.len() + chunk.len() > DOCUMENT_LIMIT {
                return Err(Failure::TooLarge.into());
            }
            document.extend_from_slice(&chunk);
        }
        Ok(PublicKey::from_well_known(&document).map_err(Failure::Key)?)
    }
}
