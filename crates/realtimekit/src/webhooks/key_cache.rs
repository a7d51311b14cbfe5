//! The key of the service, fetched when it is needed and kept while it is good.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use reqwest::Url;
use tokio::sync::watch;

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
    /// How long a fetch may take.
    pub(super) timeout: Duration,
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
    /// The runtime in which the fetch ran has ended.
    Interrupted,
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
            Failure::Interrupted => f.write_str("the fetch was broken off"),
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
    /// How many fetches came to an end: tells whether one did since a caller looked.
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

/// What changes.
struct State {
    keys: Keys,
    /// The fetch under way, which ends when its sender is gone.
    running: Option<Running>,
    failed_at: Option<Instant>,
    /// How many fetches signatures that do not fit may still cause.
    tokens: u32,
    refilled_at: Instant,
}

/// A fetch that others wait for.
#[derive(Clone)]
struct Running(watch::Receiver<()>);

impl Running {
    async fn end(mut self) {
        // Nothing is ever sent, so this is the error that the sender is gone.
        let _ = self.0.changed().await;
    }

    /// Whether it ended without having been able to say so, together with its runtime.
    fn is_over(&self) -> bool {
        self.0.has_changed().is_err()
    }
}

/// Fetches run in tasks of their own: they go on when those who wait for them are gone, and nobody waits who has a key
/// that fits. There is never more than one.
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
        let state =
            State { keys: Keys::default(), running: None, failed_at: None, tokens: BURST, refilled_at: clock() };
        Self { shared: Arc::new(Shared { url, http, timing, clock, state: Mutex::new(state) }) }
    }

    /// The keys to verify with. Where they are too old, others are fetched meanwhile; only where there are none, this
    /// waits for them.
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

    /// A key that was fetched after `seen`, because a signature did not fit.
    pub(super) async fn newer(&self, seen: &Keys) -> Newer {
        let running = {
            let mut state = self.shared.state();
            let running = state.running().is_some();
            if state.keys.attempts != seen.attempts {
                None
            } else if running || (!self.shared.pauses(&state) && self.shared.take_token(&mut state)) {
                Some(self.fetch(&mut state))
            } else {
                return Newer::NotNow;
            }
        };
        if let Some(running) = running {
            running.end().await;
        }
        let keys = self.shared.keys(&self.shared.state());
        if keys.attempts == seen.attempts || keys.failure.is_some() { Newer::NotNow } else { Newer::Fetched(keys) }
    }

    /// Joins the fetch under way, or starts one.
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

    fn pauses(&self, state: &State) -> bool {
        state.failed_at.is_some_and(|failed| (self.clock)().saturating_duration_since(failed) < PAUSE)
    }

    /// One more fetch because of a signature, if there were not too many.
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

    /// Keeps what was fetched, or the old key when that failed.
    fn keep(&self, result: Result<PublicKey, FetchError>) {
        let now = (self.clock)();
        let mut state = self.state();
        let State { keys, running, failed_at, .. } = &mut *state;
        *running = None;
        keys.attempts += 1;
        match result {
            Ok(key) => {
                *failed_at = None;
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
