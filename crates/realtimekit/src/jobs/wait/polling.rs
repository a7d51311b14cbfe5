//! The mechanism of all waits: intervals, limit, and what to do about failures.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use tokio::time::Instant;

use super::error::{WaitError, WaitErrorKind};
use crate::awaited::awaited;
use crate::error::{Error, ErrorKind};
use crate::jitter::random;
use crate::time_limit::ENDLESS;

/// Time that each look has at least, even if it begins at the limit.
const SHORTEST_LOOK: Duration = Duration::from_secs(1);

/// How much earlier the requests of a look end than the look.
const MARGIN: Duration = Duration::from_millis(50);

type Look<T> = Pin<Box<dyn Future<Output = Result<Seen<T>, Error>> + Send>>;

/// The outcome of one poll.
pub(crate) enum Seen<T> {
    /// The state is reached.
    Ready(T),
    /// Not yet.
    Pending(Cow<'static, str>),
    /// It cannot be reached.
    Never(Cow<'static, str>),
}

/// A wait for a state. It begins when it is awaited.
///
/// # Intervals
///
/// The state is looked up immediately, then after 1 second and at intervals that double up to 30 seconds; each is shortened
/// by up to a fifth at random, so that waits that begin together spread out. A wait of one hour takes about 130 requests.
/// They pass the gate of the client as all requests do: after a 429 they wait as long as the service asks for.
///
/// # Limit
///
/// The last look begins at the limit: the pause before it is shortened. Each look has at least one second, so that a wait
/// takes at most a second longer than its limit; a request that is under way then is given up. With a limit of zero, the
/// state is looked up once, within the deadline of a request.
///
/// # Failures
///
/// A failure that may pass ([`Error::is_retryable`]) counts as a look that found nothing; the wait goes on until the limit.
/// If the last look failed, the error of the wait contains the failure. Every other failure ends the wait, and so does a
/// state from which the wanted one cannot be reached.
#[must_use = "a wait does nothing until it is awaited"]
pub struct Wait<T> {
    goal: String,
    limit: Duration,
    first: Duration,
    longest: Duration,
    look: Box<dyn FnMut(Duration) -> Look<T> + Send>,
}

impl<T> fmt::Debug for Wait<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").field("goal", &self.goal).field("limit", &self.limit).finish_non_exhaustive()
    }
}

impl<T> Wait<T> {
    /// `goal` says what is waited for, as a sentence. `look` looks up the state, in at most so much time.
    pub(crate) fn new<F>(goal: String, limit: Duration, mut look: impl FnMut(Duration) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Seen<T>, Error>> + Send + 'static,
    {
        let (first, longest) = (Duration::from_secs(1), Duration::from_secs(30));
        Self { goal, limit, first, longest, look: Box::new(move |allowed| Box::pin(look(allowed))) }
    }

    /// The first interval, and the longest. Default: 1 second and 30 seconds. Less than 10 milliseconds count as that.
    pub fn intervals(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first.clamp(Duration::from_millis(10), ENDLESS);
        self.longest = longest.clamp(self.first, ENDLESS);
        self
    }

    async fn run(mut self) -> Result<T, WaitError> {
        let started = Instant::now();
        let end = started + self.limit.min(ENDLESS);
        let (mut interval, mut polls, mut last_seen, mut source) = (self.first, 0, None, None);
        loop {
            polls += 1;
            let mut pause = interval.mul_f64(1.0 - 0.2 * random());
            let kind = match self.look(end).await {
                Some(Ok(Seen::Ready(found))) => return Ok(found),
                Some(Ok(Seen::Pending(seen))) => {
                    (last_seen, source) = (Some(seen), None);
                    WaitErrorKind::TimedOut
                }
                Some(Ok(Seen::Never(seen))) => {
                    (last_seen, source) = (Some(seen), None);
                    WaitErrorKind::Impossible
                }
                Some(Err(error)) => {
                    pause = pause.max(error.retry_after().unwrap_or_default());
                    let may_pass = error.is_retryable();
                    source = Some(error);
                    if may_pass { WaitErrorKind::TimedOut } else { WaitErrorKind::Request }
                }
                None => {
                    source.get_or_insert_with(|| {
                        Error::new(ErrorKind::Timeout, "a request was given up at the limit of the wait")
                    });
                    WaitErrorKind::TimedOut
                }
            };
            let left = end.saturating_duration_since(Instant::now());
            if kind != WaitErrorKind::TimedOut || left.is_zero() {
                let (goal, limit, elapsed) = (self.goal, self.limit, started.elapsed());
                return Err(WaitError { kind, goal, last_seen, limit, elapsed, polls, source });
            }
            // No look shortly before the last one.
            tokio::time::sleep(if pause.saturating_add(pause / 2) < left { pause } else { left }).await;
            interval = (interval * 2).min(self.longest);
        }
    }

    /// Looks once. `None` if the look was given up.
    async fn look(&mut self, end: Instant) -> Option<Result<Seen<T>, Error>> {
        if self.limit.is_zero() {
            return Some((self.look)(ENDLESS).await);
        }
        let now = Instant::now();
        let end = end.max(now + SHORTEST_LOOK);
        // Its requests end a little earlier, with an error that says more.
        let allowed = (end - now).saturating_sub(MARGIN);
        tokio::time::timeout_at(end, (self.look)(allowed)).await.ok()
    }
}

awaited!([T: Send + 'static] Wait<T>, 'static, run -> Result<T, WaitError>);

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::error::ErrorKind;

    type State = fn() -> Result<Seen<u32>, Error>;
    type Looks = Arc<Mutex<Vec<Duration>>>;

    /// A wait that finds these in turn, and the last one from then on; and the times of its looks.
    fn wait(limit: u64, states: Vec<State>) -> (Wait<u32>, Looks) {
        let looks = Looks::default();
        let (log, started, mut at) = (looks.clone(), Instant::now(), 0);
        let look = move |_| {
            log.lock().unwrap().push(started.elapsed());
            let state = states[at.min(states.len() - 1)];
            at += 1;
            async move { state() }
        };
        (Wait::new("the goal".to_owned(), Duration::from_secs(limit), look), looks)
    }

    fn pending() -> Result<Seen<u32>, Error> {
        Ok(Seen::Pending("LIVE".into()))
    }

    fn ready() -> Result<Seen<u32>, Error> {
        Ok(Seen::Ready(7))
    }

    fn fails(kind: ErrorKind) -> Result<Seen<u32>, Error> {
        Err(Error::new(kind, "no").with_idempotent(true))
    }

    #[tokio::test(start_paused = true)]
    async fn the_longest_intervals_are_accepted() {
        let (wait, looks) = wait(3600, vec![pending, ready]);
        assert_eq!(wait.intervals(Duration::MAX, Duration::MAX).await.unwrap(), 7);
        assert_eq!(*looks.lock().unwrap(), [Duration::ZERO, Duration::from_secs(3600)]);
    }

    #[tokio::test(start_paused = true)]
    async fn intervals_double_up_to_the_longest() {
        let (wait, looks) = wait(3600, vec![pending]);
        let error = wait.await.unwrap_err();
        assert!(error.is_timed_out() && error.last_seen() == Some("LIVE"));
        assert_eq!(
            error.to_string(),
            format!("the goal failed: timed out at the limit of 3600s after {} polls, last seen: LIVE", error.polls())
        );
        let looks = looks.lock().unwrap();
        let pauses: Vec<_> = looks.windows(2).map(|pair| pair[1] - pair[0]).collect();
        for (pause, expected) in pauses.iter().zip([1, 2, 4, 8, 16, 30, 30]) {
            assert!(pause.as_secs_f64() <= f64::from(expected) && pause.as_secs_f64() >= 0.79 * f64::from(expected));
        }
        assert!((120..=160).contains(&looks.len()), "{}", looks.len());
        assert_eq!(looks.last(), Some(&Duration::from_secs(3600)));
    }

    #[tokio::test(start_paused = true)]
    async fn the_last_look_begins_at_the_limit() {
        for (limit, looks_before) in [(50, 1), (1200, 1), (5000, 3)] {
            let limit = Duration::from_millis(limit);
            let looks = Looks::default();
            let (log, started) = (looks.clone(), Instant::now());
            let wait = Wait::<u32>::new("the goal".to_owned(), limit, move |allowed| {
                log.lock().unwrap().push(started.elapsed());
                let at_least = SHORTEST_LOOK.max(limit.saturating_sub(started.elapsed())) - MARGIN;
                assert_eq!(allowed, at_least);
                async { pending() }
            });
            let error = wait.await.unwrap_err();
            assert!(error.to_string().contains(&format!("the limit of {limit:?}")), "{error}");
            let looks = looks.lock().unwrap();
            assert_eq!((looks.len(), looks.last().copied()), (looks_before + 1, Some(limit)));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_last_look_has_a_second_and_its_failure_is_kept() {
        let mut looks = 0;
        let wait = Wait::<u32>::new("the goal".to_owned(), Duration::from_millis(50), move |_| {
            looks += 1;
            let first = looks == 1;
            async move { if first { fails(ErrorKind::Server) } else { std::future::pending().await } }
        });
        let started = Instant::now();
        let error = wait.await.unwrap_err();
        assert_eq!((error.polls(), started.elapsed()), (2, Duration::from_millis(1050)));
        assert_eq!(error.request_error().unwrap().kind(), ErrorKind::Server);
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_of_zero_polls_once() {
        for (states, found) in [(vec![pending as State, ready], None), (vec![ready], Some(7))] {
            let (wait, looks) = wait(0, states);
            assert_eq!(wait.await.ok(), found);
            assert_eq!(looks.lock().unwrap().len(), 1);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn failures_that_may_pass_do_not_end_the_wait() {
        let (wait, _) = wait(60, vec![|| fails(ErrorKind::Server), || fails(ErrorKind::Connect), pending, ready]);
        assert_eq!(wait.await.unwrap(), 7);
        let (wait, looks) = self::wait(
            600,
            vec![|| Err(Error::new(ErrorKind::RateLimited, "no").with_retry_after(Duration::from_secs(240))), ready],
        );
        assert_eq!(wait.await.unwrap(), 7);
        assert!(looks.lock().unwrap()[1] >= Duration::from_secs(240));
        let endless = || Err(Error::new(ErrorKind::RateLimited, "no").with_retry_after(Duration::MAX));
        assert_eq!(self::wait(60, vec![endless, ready]).0.await.unwrap(), 7);
        let (wait, _) = self::wait(60, vec![pending, || fails(ErrorKind::Server)]);
        let error = wait.await.unwrap_err();
        assert!(
            error.is_timed_out() && error.request_error().is_some() && error.last_seen() == Some("LIVE"),
            "{error}"
        );
        assert_eq!(Error::from(error).kind(), ErrorKind::Timeout);
    }

    #[tokio::test(start_paused = true)]
    async fn failures_and_states_that_last_end_the_wait() {
        let (wait, looks) = wait(60, vec![pending, || fails(ErrorKind::Forbidden)]);
        let error = wait.await.unwrap_err();
        assert_eq!((error.kind(), looks.lock().unwrap().len()), (WaitErrorKind::Request, 2));
        assert!(Error::from(error).is_forbidden());
        let (wait, looks) = self::wait(60, vec![pending, || Ok(Seen::Never("ERRORED".into()))]);
        let error = wait.await.unwrap_err();
        assert!(error.is_impossible() && looks.lock().unwrap().len() == 2);
        assert_eq!(error.to_string(), "the goal failed: the state cannot be reached any more, last seen: ERRORED");
        let error = Error::from(error);
        assert!(std::error::Error::source(&error).is_some_and(|source| source.is::<WaitError>()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_running_poll_is_cancelled_at_the_limit() {
        let wait = Wait::<u32>::new("the goal".to_owned(), Duration::from_secs(5), |_| std::future::pending());
        let started = Instant::now();
        let error = wait.await.unwrap_err();
        assert!(error.is_timed_out() && error.last_seen().is_none() && started.elapsed() == Duration::from_secs(5));
        let text = "the goal failed: timed out at the limit of 5s after 1 poll: a request was given up at the limit of the wait";
        assert_eq!(error.to_string(), text);
        for limit in [Duration::MAX, Duration::from_nanos(1)] {
            let wait = Wait::new("the goal".to_owned(), limit, |_| async { Ok(Seen::Ready(1)) });
            assert_eq!(wait.await.ok(), Some(1));
        }
    }
}
