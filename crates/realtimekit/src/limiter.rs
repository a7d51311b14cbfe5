//! The client-side rate limiter, for programs that would otherwise reach the limit of the service.
//!
//! The token bucket is ours: it is forty lines, and the usual crate for it adds a dozen dependencies.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use crate::time_limit::ENDLESS;

/// The window in which the documented limits are counted.
const FIVE_MINUTES: Duration = Duration::from_secs(300);

/// Limits the requests of one or more clients; see [`ClientBuilder::rate_limiter`](crate::ClientBuilder::rate_limiter).
///
/// [`RateLimiter`] limits those of one process. The crate
/// [`realtimekit-redis`](https://docs.rs/realtimekit-redis/latest/realtimekit_redis/index.html) shares a limit between processes through Redis or Valkey;
/// implement this trait for another store.
pub trait Limiter: fmt::Debug + Send + Sync + 'static {
    /// Waits until requests of this cost may be sent. Every attempt of a call has a cost of 1.
    ///
    /// # Errors
    ///
    /// Fails if they cannot be admitted before `deadline`, as soon as that is known; the request is then not sent. A caller
    /// may also drop the future: it must not take a permit after that.
    fn acquire(&self, cost: u32, deadline: Instant) -> LimiterFuture<'_, Result<(), LimiterError>>;

    /// Records that the service refuses all requests until a time: until then nothing must be admitted. Must not fail or
    /// block for longer than a round trip.
    fn penalty(&self, until: Instant) -> LimiterFuture<'_, ()>;
}

/// The return type of the functions of a [`Limiter`]: `Box::pin(async move { … })`.
pub type LimiterFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Why a [`Limiter`] admits no request.
#[derive(Debug)]
pub struct LimiterError {
    wait: Option<Duration>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl LimiterError {
    /// The request would be admitted only after the deadline: in this time, if it is known.
    pub fn deadline(wait: Option<Duration>) -> Self {
        Self { wait, source: None }
    }

    /// The limiter does not work, and admits nothing.
    pub fn unavailable(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { wait: None, source: Some(source.into()) }
    }

    /// Whether the limiter does not work.
    pub fn is_unavailable(&self) -> bool {
        self.source.is_some()
    }

    /// Time until the request would be admitted, if it is known.
    pub fn wait(&self) -> Option<Duration> {
        self.wait
    }
}

impl fmt::Display for LimiterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.source {
            Some(_) => "the rate limiter of the client is unavailable; the request was not sent",
            None => "the deadline expired before the rate limiter of the client admitted the request; it was not sent",
        })
    }
}

impl StdError for LimiterError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// Limits requests to the rate that the service accepts; see
/// [`ClientBuilder::rate_limiter`](crate::ClientBuilder::rate_limiter).
///
/// A tenth of the allowed requests may be sent immediately; after that they are spread evenly. 5 % is held back to absorb
/// network jitter. Requests are admitted in the order of their arrival, and the wait counts towards their deadline.
/// Retries need a permit too.
///
/// Clones share the same limiter, and so do the clones of a client. The service counts its limit for the account: use one
/// limiter for all clients of it, and a part of the limit in each of several programs.
///
/// ```
/// use std::time::Duration;
/// use realtimekit::{Client, RateLimiter};
///
/// # fn run() -> Result<(), realtimekit::Error> {
/// let client = Client::builder().account_id("a").api_token("t").rate_limiter(RateLimiter::cloudflare_api()).build()?;
/// let half = RateLimiter::new(600, Duration::from_secs(300));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RateLimiter(Arc<Shared>);

struct Shared {
    requests: u32,
    window: Duration,
    started: Instant,
    /// The holder is admitted next. The lock is fair, and a dropped waiter gives way to the next one.
    bucket: Mutex<Bucket>,
    /// Nothing is admitted before.
    penalty: StdMutex<Option<Instant>>,
}

impl RateLimiter {
    /// Admits this many requests in every period of this length; 0 counts as 1. Of a limit below about 20 up to half is
    /// left unused, since the immediate and the spread requests together must not exceed it.
    pub fn new(requests: u32, window: Duration) -> Self {
        let bucket = Mutex::new(Bucket::new(requests, window));
        Self(Arc::new(Shared { requests, window, started: Instant::now(), bucket, penalty: StdMutex::default() }))
    }

    /// 1,200 requests in five minutes: the limit of Cloudflare's API as a whole, after which it refuses everything for
    /// five minutes. The documentation contradicts itself; this is the lowest limit that it names.
    pub fn cloudflare_api() -> Self {
        Self::new(1200, FIVE_MINUTES)
    }

    /// 1,000 requests in 50 seconds: the documented limit for recordings, for a client that does nothing else.
    pub fn recordings() -> Self {
        Self::new(1000, Duration::from_secs(50))
    }

    /// 3,500 requests in five minutes: the limit that the documentation of RealtimeKit names.
    pub fn realtimekit_api() -> Self {
        Self::new(3500, FIVE_MINUTES)
    }

    /// Waits until requests may be sent. A caller that stops waiting takes no permit.
    async fn admit(&self, cost: u32, deadline: Instant) -> Result<(), LimiterError> {
        let mut bucket = self.0.bucket.lock().await;
        for _ in 0..cost {
            loop {
                let penalty = *self.0.penalty.lock().unwrap_or_else(PoisonError::into_inner);
                let penalty = penalty.map_or(Duration::ZERO, |until| until.saturating_duration_since(Instant::now()));
                let wait = match bucket.take(self.0.started.elapsed()) {
                    Ok(()) if penalty.is_zero() => break,
                    Ok(()) => {
                        bucket.permits += 1.0;
                        penalty
                    }
                    Err(wait) => wait.max(penalty),
                };
                if Instant::now() + wait >= deadline {
                    return Err(LimiterError::deadline(Some(wait)));
                }
                tokio::time::sleep(wait).await;
            }
        }
        Ok(())
    }
}

impl Limiter for RateLimiter {
    fn acquire(&self, cost: u32, deadline: Instant) -> LimiterFuture<'_, Result<(), LimiterError>> {
        let error = || Err(LimiterError::deadline(None));
        Box::pin(async move {
            // The wait for the requests in front counts too.
            tokio::time::timeout_at(deadline.into(), self.admit(cost, deadline)).await.unwrap_or_else(|_| error())
        })
    }

    fn penalty(&self, until: Instant) -> LimiterFuture<'_, ()> {
        let mut penalty = self.0.penalty.lock().unwrap_or_else(PoisonError::into_inner);
        *penalty = (*penalty).max(Some(until));
        Box::pin(std::future::ready(()))
    }
}

impl fmt::Debug for RateLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RateLimiter")
            .field("requests", &self.0.requests)
            .field("window", &self.0.window)
            .finish_non_exhaustive()
    }
}

/// Permits that are added steadily and kept up to a maximum. In any window at most `most + per_second × window` are
/// taken.
struct Bucket {
    permits: f64,
    most: f64,
    per_second: f64,
    filled: Duration,
}

impl Bucket {
    fn new(requests: u32, window: Duration) -> Self {
        let requests = f64::from(requests.max(1));
        let most = (requests / 10.0).floor().max(1.0);
        let steady = (requests * 0.95 - most).max(requests * 0.5);
        // The waits for a longer window would overflow a clock.
        let per_second = steady / window.clamp(Duration::from_millis(1), ENDLESS).as_secs_f64();
        Self { permits: most, most, per_second, filled: Duration::ZERO }
    }

    /// Takes a permit, or returns the time until there is one.
    fn take(&mut self, now: Duration) -> Result<(), Duration> {
        let passed = now.saturating_sub(self.filled).as_secs_f64();
        self.permits = (self.permits + passed * self.per_second).min(self.most);
        self.filled = now;
        if self.permits >= 1.0 {
            self.permits -= 1.0;
            return Ok(());
        }
        // Rounded up, so that the wait is never just too short.
        Err(Duration::from_secs_f64((1.0 - self.permits) / self.per_second) + Duration::from_micros(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The times at which requests are admitted that all arrive at the beginning.
    fn passes(requests: u32, window: Duration, count: usize) -> Vec<Duration> {
        let mut bucket = Bucket::new(requests, window);
        let mut now = Duration::ZERO;
        let mut passes = Vec::new();
        while passes.len() < count {
            match bucket.take(now) {
                Ok(()) => passes.push(now),
                Err(wait) => now += wait,
            }
        }
        passes
    }

    #[test]
    fn no_window_exceeds_the_limit() {
        for (requests, seconds) in [(1200, 300), (3500, 300), (1000, 50), (20, 1), (2, 10), (1, 10)] {
            let window = Duration::from_secs(seconds);
            let passes = passes(requests, window, 4 * requests as usize);
            let fullest = passes
                .iter()
                .enumerate()
                .map(|(first, start)| passes[first..].iter().take_while(|pass| **pass - *start < window).count())
                .max();
            let fullest = fullest.unwrap();
            assert!(fullest <= requests as usize, "{fullest} of {requests}");
            assert!(fullest * 10 >= requests as usize * 5, "{fullest} of {requests} wastes too much");
        }
    }

    #[test]
    fn an_idle_limiter_admits_a_tenth_immediately() {
        let mut bucket = Bucket::new(1200, FIVE_MINUTES);
        let at_once =
            |bucket: &mut Bucket, now| std::iter::repeat_with(|| bucket.take(now)).take_while(Result::is_ok).count();
        assert_eq!(at_once(&mut bucket, Duration::ZERO), 120);
        assert_eq!(at_once(&mut bucket, Duration::from_secs(1)), 3);
        assert_eq!(at_once(&mut bucket, Duration::from_secs(3600)), 120);
    }

    #[test]
    fn extreme_limits_still_admit_requests() {
        assert_eq!(passes(0, Duration::ZERO, 3).len(), 3);
        assert_eq!(passes(u32::MAX, Duration::from_secs(1), 3).len(), 3);
    }

    fn in_millis(millis: u64) -> Instant {
        Instant::now() + Duration::from_millis(millis)
    }

    #[tokio::test]
    async fn a_dropped_waiter_takes_no_permit_and_blocks_no_other() {
        let limiter = RateLimiter::new(1, Duration::from_secs(1));
        limiter.acquire(1, in_millis(60_000)).await.unwrap();
        for _ in 0..100 {
            assert!(futures::FutureExt::now_or_never(limiter.acquire(1, in_millis(60_000))).is_none());
        }
        limiter.acquire(1, in_millis(60_000)).await.unwrap();
    }

    #[tokio::test]
    async fn a_wait_beyond_the_deadline_is_an_error_immediately() {
        let limiter = RateLimiter::new(1, Duration::from_secs(3600));
        limiter.acquire(1, in_millis(1000)).await.unwrap();
        let refused = futures::FutureExt::now_or_never(limiter.acquire(1, in_millis(60_000))).unwrap();
        assert!(refused.unwrap_err().wait().unwrap() > Duration::from_secs(60));
    }

    #[tokio::test]
    async fn a_penalty_stops_all_clones() {
        let limiter = RateLimiter::new(1000, Duration::from_secs(1));
        let until = in_millis(100);
        limiter.clone().penalty(until).await;
        limiter.penalty(in_millis(1)).await;
        limiter.acquire(2, in_millis(60_000)).await.unwrap();
        assert!(Instant::now() >= until);
    }
}
