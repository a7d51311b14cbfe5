//! A limiter on the client's side, for programs that would otherwise meet the limit of the service.
//!
//! A token bucket of our own: what it needs is forty lines, and the usual crate for it brings a dozen more.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

/// The window in which the documented limits are counted.
const FIVE_MINUTES: Duration = Duration::from_secs(300);

/// Lets requests pass only as fast as the service accepts them; see
/// [`ClientBuilder::rate_limiter`](crate::ClientBuilder::rate_limiter).
///
/// A tenth of the allowed requests may go at once; after that they are spread evenly. A twentieth is never used, because
/// the network does not keep the distances. Requests wait in the order in which they came, and the time counts towards
/// their deadline. Retries need a permit too.
///
/// Clones share the same limiter, and so do the clones of a client. The limit of the service is counted for the account:
/// give one limiter to all clients of it, and less than the limit to each of several programs.
///
/// ```
/// use std::time::Duration;
/// use realtimekit::{Client, RateLimiter};
///
/// # fn run() -> Result<(), realtimekit::Error> {
/// let client = Client::builder().account_id("a").api_token("t").rate_limiter(RateLimiter::cautious()).build()?;
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
    /// Whoever holds this is next. The lock is fair, and dropping a waiting request lets the one behind it move up.
    bucket: Mutex<Bucket>,
}

impl RateLimiter {
    /// Allows this many requests in every period of this length; 0 counts as 1. Of a limit below about 20 up to half is
    /// left unused, since what goes at once and what is spread must not add up to more.
    pub fn new(requests: u32, window: Duration) -> Self {
        let bucket = Mutex::new(Bucket::new(requests, window));
        Self(Arc::new(Shared { requests, window, started: Instant::now(), bucket }))
    }

    /// 1,200 requests in five minutes: the limit of Cloudflare's API as a whole, after which it refuses everything for
    /// five minutes. The documents disagree about the limit; this is the lowest that they name.
    pub fn cautious() -> Self {
        Self::new(1200, FIVE_MINUTES)
    }

    /// 1,000 requests in 50 seconds: the limit that the documents name for recordings, for a client that does nothing else.
    pub fn recordings() -> Self {
        Self::new(1000, Duration::from_secs(50))
    }

    /// 3,500 requests in five minutes: the limit that the documents of RealtimeKit name.
    pub fn generous() -> Self {
        Self::new(3500, FIVE_MINUTES)
    }

    /// Waits until a request may be sent. A caller that gives up takes nothing with it.
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

/// Permits that come in steadily and are kept up to a limit. In any window at most `most + per_second × window` go out.
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
        // A window of more than a year would be a limit of none, and its waits are beyond what a clock can hold.
        const YEAR: Duration = Duration::from_secs(365 * 86_400);
        let per_second = steady / window.clamp(Duration::from_millis(1), YEAR).as_secs_f64();
        Self { permits: most, most, per_second, filled: Duration::ZERO }
    }

    /// Takes a permit, or tells how long it is until there is one.
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

    /// When requests pass that are all there from the beginning.
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
    fn no_window_holds_more_than_is_allowed() {
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
    fn a_rested_limiter_lets_a_tenth_pass_at_once() {
        let mut bucket = Bucket::new(1200, FIVE_MINUTES);
        let at_once =
            |bucket: &mut Bucket, now| std::iter::repeat_with(|| bucket.take(now)).take_while(Result::is_ok).count();
        assert_eq!(at_once(&mut bucket, Duration::ZERO), 120);
        assert_eq!(at_once(&mut bucket, Duration::from_secs(1)), 3);
        assert_eq!(at_once(&mut bucket, Duration::from_secs(3600)), 120);
    }

    #[test]
    fn odd_limits_still_let_requests_pass() {
        assert_eq!(passes(0, Duration::ZERO, 3).len(), 3);
        assert_eq!(passes(u32::MAX, Duration::from_secs(1), 3).len(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_takes_nothing_and_blocks_nobody() {
        let limiter = RateLimiter::new(1, Duration::from_millis(20));
        limiter.admit().await;
        for _ in 0..100 {
            assert!(tokio::time::timeout(Duration::ZERO, limiter.admit()).await.is_err());
        }
        limiter.admit().await;
    }
}
