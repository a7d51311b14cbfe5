//! The client-side rate limiter, for programs that would otherwise reach the limit of the service.
//!
//! The token bucket is ours: it is forty lines, and the usual crate for it adds a dozen dependencies.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

/// The window in which the documented limits are counted.
const FIVE_MINUTES: Duration = Duration::from_secs(300);

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
}

impl RateLimiter {
    /// Admits this many requests in every period of this length; 0 counts as 1. Of a limit below about 20 up to half is
    /// left unused, since the immediate and the spread requests together must not exceed it.
    pub fn new(requests: u32, window: Duration) -> Self {
        let bucket = Mutex::new(Bucket::new(requests, window));
        Self(Arc::new(Shared { requests, window, started: Instant::now(), bucket }))
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

    /// Waits until a request may be sent. A caller that stops waiting takes no permit.
    pub(crate) async fn admit(&self) {
        let mut bucket = self.0.bucket.lock().await;
        while let Err(wait) = bucket.take(self.0.started.elapsed()) {
            tokio::time::sleep(wait).await;
        }
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
        const YEAR: Duration = Duration::from_secs(365 * 86_400);
        let per_second = steady / window.clamp(Duration::from_millis(1), YEAR).as_secs_f64();
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

    #[tokio::test(start_paused = true)]
    async fn a_dropped_waiter_takes_no_permit_and_blocks_no_other() {
        let limiter = RateLimiter::new(1, Duration::from_millis(20));
        limiter.admit().await;
        for _ in 0..100 {
            assert!(tokio::time::timeout(Duration::ZERO, limiter.admit()).await.is_err());
        }
        limiter.admit().await;
    }
}
