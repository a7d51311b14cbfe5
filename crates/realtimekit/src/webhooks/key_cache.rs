//! The key of the service, fetched when it is needed and cached while it is valid.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use reqwest::Url;
use tokio::sync::watch;

use super::keys::{KeyError, PublicKey};

/// Size in bytes of the largest accepted key document.
const DOCUMENT_LIMIT: usize = 64 * 1024;

/// Back-off after a failed key fetch.
const PAUSE: Duration = Duration::from_secs(5);

/// How many fetches in a row wrong signatures may cause.
const BURST: u32 = 4;

/// Returns the current time.
pub(super) type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Ages and intervals of the cache.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timing {
    /// Age after which a key is fetched again.
    pub(super) max_age: Duration,
    /// How long the previous key is still accepted.
    pub(super) overlap: Duration,
    /// How often wrong signatures may cause a fetch.
    pub(super) refetch_interval: Duration,
    /// Timeout of a fetch.
    pub(super) timeout: Duration,
}

/// The reason why the key of the service could not be fetched.
#[derive(Clone)]
pub struct FetchError {
    failure: Arc<Failure>,
}

enum Failure {
    Transport(reqwest::Error),
    Status(u16),
    TooLarge,
    Key(KeyError),
    /// The runtime of the fetch was shut down.
    Interrupted,
}

impl From<Failure> for FetchError {
    fn from(failure: Failure) -> Self {
        Self { failure: Arc::new(failure) }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the webhook key could not be fetched: ")?;
        match &*self.failure {
            Failure::Transport(error) if error.is_timeout() => f.write_str("timeout"),
            Failure::Transport(error) if error.is_connect() => f.write_str("the connection could not be established"),
            Failure::Transport(_) => f.write_str("the connection was lost"),
            Failure::Status(status) => write!(f, "the response has status {status}"),
            Failure::TooLarge => write!(f, "the response is larger than {DOCUMENT_LIMIT} bytes"),
            Failure::Interrupted => f.write_str("the runtime of the fetch was shut down"),
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

/// A snapshot of the cached keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    pub(super) current: Option<PublicKey>,
    /// The replaced key, while deliveries signed with it are still accepted.
    pub(super) previous: Option<PublicKey>,
    fetched_at: Option<Instant>,
    replaced_at: Option<Instant>,
    /// How many fetches have ended, so that a caller can detect that one ended since its snapshot.
    attempts: u64,
    /// The failure of the last fetch, if it failed.
    failure: Option<FetchError>,
}

/// The result of asking for a newer key.
pub(super) enum Newer {
    /// The key was fetched after the caller's snapshot; it may be the same.
    Fetched(Keys),
    /// The key was fetched within the last `refetch_interval`, so it is not fetched again.
    Recent,
    /// The key could not be fetched.
    Unavailable,
}

/// The state of the cache.
struct State {
    keys: Keys,
    /// The running fetch, which ends when its sender is dropped.
    running: Option<Running>,
    failed_at: Option<Instant>,
    /// When a failed fetch was last traced at WARN.
    warned_at: Option<Instant>,
    /// How many fetches wrong signatures may still cause.
    tokens: u32,
    refilled_at: Instant,
}

/// A running fetch that callers wait for.
#[derive(Clone)]
struct Running(watch::Receiver<()>);

impl Running {
    async fn end(mut self) {
        // No value is ever sent, so this returns the error that the sender was dropped.
        let _ = self.0.changed().await;
    }

    /// Whether it ended, possibly because its runtime was shut down.
    fn is_over(&self) -> bool {
        self.0.has_changed().is_err()
    }
}

/// Caches the key. A fetch runs in its own task, so it continues if the callers that wait for it are dropped. At most one
/// fetch runs at a time.
pub(super) struct KeyCache {
    shared: Arc<Shared>,
}

struct Shared {
    url: Url,
    http: reqwest::Client,
    timing: Timing,
    clock: Clock,
    state: Mutex<State>,
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyCache").field("url", &self.shared.url.as_str()).finish_non_exhaustive()
    }
}

impl KeyCache {
    pub(super) fn new(url: Url, http: reqwest::Client, timing: Timing, clock: Clock) -> Self {
        let refilled_at = clock();
        let state = State {
            keys: Keys::default(),
            running: None,
            failed_at: None,
            warned_at: None,
            tokens: BURST,
            refilled_at,
        };
        Self { shared: Arc::new(Shared { url, http, timing, clock, state: Mutex::new(state) }) }
    }

    /// Returns the keys to verify with. If they are too old, a fetch is started in the background; if there are none, this
    /// waits for it.
    pub(super) async fn usable(&self) -> Result<Keys, FetchError> {
        let (mut keys, running) = {
            let mut state = self.shared.state();
            let keys = self.shared.keys(&state);
            let wanted = !self.shared.is_fresh(&keys) && !self.shared.pauses(&state);
            (keys, wanted.then(|| self.fetch(&mut state)))
        };
        if let (None, Some(running)) = (&keys.current, running) {
            running.end().await;
            keys = self.shared.keys(&self.shared.state());
        }
        match keys {
            Keys { current: None, failure, .. } => Err(failure.unwrap_or_else(|| Failure::Interrupted.into())),
            keys => Ok(keys),
        }
    }

    /// Fetches the key if it was not fetched after `seen`, because a signature does not match.
    pub(super) async fn newer(&self, seen: &Keys) -> Newer {
        let running = {
            let mut state = self.shared.state();
            let running = state.running().is_some();
            if state.keys.attempts != seen.attempts {
                None
            } else if running || (!self.shared.pauses(&state) && self.shared.take_token(&mut state)) {
                Some(self.fetch(&mut state))
            } else if self.shared.is_recent(&state.keys) {
                return Newer::Recent;
            } else {
                return Newer::Unavailable;
            }
        };
        if let Some(running) = running {
            running.end().await;
        }
        let keys = self.shared.keys(&self.shared.state());
        if keys.attempts == seen.attempts || keys.failure.is_some() { Newer::Unavailable } else { Newer::Fetched(keys) }
    }

    /// Joins the running fetch, or starts one.
    fn fetch(&self, state: &mut State) -> Running {
        if let Some(running) = state.running() {
            return running.clone();
        }
        let (ends, end) = watch::channel(());
        let shared = Arc::clone(&self.shared);
        tokio::spawn(async move {
            let result = shared.download().await;
            shared.keep(result);
            drop(ends);
        });
        state.running.insert(Running(end)).clone()
    }
}

impl State {
    fn running(&self) -> Option<&Running> {
        self.running.as_ref().filter(|running| !running.is_over())
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keys(&self, state: &State) -> Keys {
        let now = (self.clock)();
        let mut keys = state.keys.clone();
        if keys.replaced_at.is_some_and(|replaced| now.saturating_duration_since(replaced) >= self.timing.overlap) {
            keys.previous = None;
        }
        keys
    }

    fn is_fresh(&self, keys: &Keys) -> bool {
        let age = |fetched| (self.clock)().saturating_duration_since(fetched);
        keys.fetched_at.is_some_and(|fetched| age(fetched) < self.timing.max_age)
    }

    /// Whether the last fetch succeeded and ended within the last `refetch_interval`.
    fn is_recent(&self, keys: &Keys) -> bool {
        let age = |fetched| (self.clock)().saturating_duration_since(fetched);
        keys.failure.is_none() && keys.fetched_at.is_some_and(|fetched| age(fetched) <= self.timing.refetch_interval)
    }

    fn pauses(&self, state: &State) -> bool {
        state.failed_at.is_some_and(|failed| (self.clock)().saturating_duration_since(failed) < PAUSE)
    }

    /// Takes the permission for a fetch that a wrong signature causes.
    fn take_token(&self, state: &mut State) -> bool {
        let now = (self.clock)();
        let interval = self.timing.refetch_interval.max(Duration::from_millis(1));
        while state.tokens < BURST && now.saturating_duration_since(state.refilled_at) >= interval {
            state.tokens += 1;
            state.refilled_at += interval;
        }
        if state.tokens == BURST {
            state.refilled_at = now;
        }
        let taken = state.tokens > 0;
        state.tokens = state.tokens.saturating_sub(1);
        taken
    }

    /// Stores the fetched key, or keeps the old one if the fetch failed.
    fn keep(&self, result: Result<PublicKey, FetchError>) {
        let now = (self.clock)();
        let mut state = self.state();
        let State { keys, running, failed_at, warned_at, .. } = &mut *state;
        *running = None;
        keys.attempts += 1;
        match result {
            Ok(key) => {
                *failed_at = None;
                keys.failure = None;
                keys.fetched_at = Some(now);
                let replaced = keys.current.replace(key.clone()).filter(|old| *old != key);
                if replaced.is_some() {
                    tracing::info!(url.full = %self.url, "the webhook key was replaced");
                    keys.previous = replaced;
                    keys.replaced_at = Some(now);
                }
            }
            Err(failure) => {
                // A flood of forged deliveries can cause one failure after the other.
                let since = warned_at.map(|warned| now.saturating_duration_since(warned));
                if since.is_none_or(|since| since >= self.timing.refetch_interval) {
                    *warned_at = Some(now);
                    tracing::warn!(url.full = %self.url, error = %failure, "the webhook key could not be fetched");
                } else {
                    tracing::debug!(url.full = %self.url, error = %failure, "the webhook key could not be fetched");
                }
                *failed_at = Some(now);
                keys.failure = Some(failure);
            }
        }
    }

    async fn download(&self) -> Result<PublicKey, FetchError> {
        let request = self.http.get(self.url.clone()).timeout(self.timing.timeout);
        let request = request.header(reqwest::header::ACCEPT, "application/json");
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
