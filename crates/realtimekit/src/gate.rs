//! The gate of a client: every attempt passes it, and a rate limit that one of them meets pauses all of them.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::jitter::random;
use crate::rate_limit_headers::Quota;

/// Time after a pause for which attempts are spread out.
const SPREAD_FOR: Duration = Duration::from_secs(60);

/// A pause or deadline beyond this is as good as endless; a clock cannot represent every `Duration`.
const ENDLESS: Duration = Duration::from_secs(365 * 86_400);

/// Pauses all attempts of a client until the time that the service names, and then admits them spread out.
///
/// The spread depends on what the service reports. If it reports its quota, no more attempts than that are admitted in
/// each window, spread over its first twentieth. Otherwise they are admitted at the measured rate, which is lowered by each
/// further refusal and raised slowly by each admission.
#[derive(Debug, Default)]
pub(crate) struct Gate(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The end of the present pause, or of a pause whose end has not been noticed yet.
    open_at: Option<Instant>,
    /// Counts the pauses.
    pauses: u64,
    /// Refusals in a row, for the back-off without `Retry-After`.
    refusals: u32,
    /// Whether the latest pause began with a refusal.
    refused: bool,
    /// The quota that was reported last.
    quota: Option<Quota>,
    /// When attempts were admitted again after the previous pause, and successes since then.
    opened: Option<Instant>,
    successes: u32,
    spread: Option<Spread>,
}

/// How attempts are spread out after a pause.
#[derive(Clone, Copy, Debug)]
struct Spread {
    /// Admission of the next attempt.
    next: Instant,
    per_second: f64,
    /// Attempts that may still be admitted in this window, if the quota was reported.
    left: Option<u64>,
    window_end: Instant,
    until: Instant,
}

/// The admission of one attempt: the number of pauses before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pass(u64);

/// Why an attempt is not admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    /// The pause is longer than the policy of the call permits.
    TooLong(Duration),
    /// The attempt would be admitted after the deadline.
    PastDeadline(Duration),
}

/// What a reservation leads to.
enum Reserved {
    Now,
    At(Instant),
    AfterPause(Instant),
}

impl Gate {
    /// Waits until an attempt may be made: at most `remaining`, and through no pause longer than `max_pause`.
    pub(crate) async fn admit(&self, remaining: Duration, max_pause: Duration) -> Result<Pass, Closed> {
        let deadline = Instant::now() + remaining.min(ENDLESS);
        loop {
            let (pass, reserved) = self.state().reserve(Instant::now(), deadline, max_pause)?;
            match reserved {
                Reserved::Now => return Ok(pass),
                Reserved::AfterPause(at) => tokio::time::sleep_until(at).await,
                Reserved::At(at) => {
                    tokio::time::sleep_until(at).await;
                    // A pause that began meanwhile cancels the reservation.
                    if self.state().pauses == pass.0 {
                        return Ok(pass);
                    }
                }
            }
        }
    }

    /// Records a success.
    pub(crate) fn success(&self, pass: Pass) {
        let mut state = self.state();
        state.successes = state.successes.saturating_add(1);
        if state.pauses == pass.0 {
            state.refusals = 0;
        }
    }

    /// Pauses all attempts after a refusal: for the time that the service names, else for the back-off after this many
    /// refusals in a row. Returns the length of the pause.
    pub(crate) fn refused(
        &self,
        pass: Pass,
        named: Option<Duration>,
        quota: Option<Quota>,
        backoff: impl FnOnce(u32) -> Duration,
    ) -> Duration {
        let mut state = self.state();
        // Attempts that were made before the present pause are refused for the same reason.
        let news = state.pauses == pass.0;
        if news {
            state.refusals = state.refusals.saturating_add(1);
        }
        let pause = match named {
            Some(named) => named,
            None if news => backoff(state.refusals),
            None => Duration::ZERO,
        };
        state.pause(Instant::now(), pause, quota, true)
    }

    /// Pauses all attempts because a response reports that the quota is exhausted. Returns the length of the pause.
    pub(crate) fn exhausted(&self, reset: Duration, quota: Option<Quota>) -> Duration {
        self.state().pause(Instant::now(), reset, quota, false)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn reserve(&mut self, now: Instant, deadline: Instant, max_pause: Duration) -> Result<(Pass, Reserved), Closed> {
        let pass = Pass(self.pauses);
        if let Some(open_at) = self.open_at {
            let pause = open_at.saturating_duration_since(now);
            if pause > max_pause {
                return Err(Closed::TooLong(pause));
            }
            if !pause.is_zero() {
                let past = open_at >= deadline;
                return if past { Err(Closed::PastDeadline(pause)) } else { Ok((pass, Reserved::AfterPause(open_at))) };
            }
            self.open(open_at);
        }
        self.opened.get_or_insert(now);
        self.spread = self.spread.filter(|spread| spread.until > now);
        let Some(spread) = &mut self.spread else { return Ok((pass, Reserved::Now)) };
        if let (Some(0), Some(quota)) = (spread.left, self.quota) {
            spread.next = spread.next.max(spread.window_end).max(now);
            spread.window_end = spread.next + quota.window.min(ENDLESS);
            spread.left = Some(quota.requests);
        }
        let at = spread.next.max(now);
        if at >= deadline {
            return Err(Closed::PastDeadline(at.saturating_duration_since(now)));
        }
        spread.next = at + Duration::from_secs_f64(1.0 / spread.per_second);
        match &mut spread.left {
            Some(left) => *left = left.saturating_sub(1),
            None => spread.per_second *= 1.001,
        }
        Ok((pass, if at > now { Reserved::At(at) } else { Reserved::Now }))
    }

    /// Begins to admit attempts again. All responses to earlier attempts have usually been received by now, so that the
    /// rate can be measured.
    fn open(&mut self, open_at: Instant) {
        self.open_at = None;
        let per_second = match (self.quota, self.spread) {
            (Some(quota), _) => 20.0 * quota.per_second(),
            (None, Some(spread)) => spread.per_second * if self.refused { 0.8 } else { 1.0 },
            (None, None) => {
                let seconds = self.opened.map_or(0.0, |opened| open_at.saturating_duration_since(opened).as_secs_f64());
                0.9 * f64::from(self.successes.max(1)) / seconds.max(0.001)
            }
        };
        let per_second = per_second.clamp(0.1, 10_000.0);
        // Other clients of the account wait for the same moment.
        let next = open_at + Duration::from_secs_f64(random() / per_second);
        let left = self.quota.map(|quota| quota.requests);
        let window_end = next + self.quota.map_or(Duration::ZERO, |quota| quota.window.min(ENDLESS));
        self.spread = Some(Spread { next, per_second, left, window_end, until: open_at + SPREAD_FOR });
        self.opened = Some(open_at);
        self.successes = 0;
    }

    /// Begins a pause, or extends the present one. Returns its length.
    fn pause(&mut self, now: Instant, pause: Duration, quota: Option<Quota>, refused: bool) -> Duration {
        let present = self.open_at.filter(|open_at| *open_at > now);
        let end = now + pause.min(ENDLESS);
        let end = present.map_or(end, |present| present.max(end));
        self.quota = quota.or(self.quota);
        if end > now {
            if present.is_none() {
                self.pauses = self.pauses.wrapping_add(1);
                self.refused = refused;
            }
            self.open_at = Some(end);
        }
        end.saturating_duration_since(now)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);
    const SECOND: Duration = Duration::from_secs(1);

    fn none(_: u32) -> Duration {
        panic!("the service names the wait")
    }

    fn quota() -> Option<Quota> {
        Some(Quota { requests: 20, window: SECOND })
    }

    /// Times of the admissions of attempts that all arrive now.
    async fn admissions(gate: &Arc<Gate>, count: usize) -> Vec<Duration> {
        let begin = Instant::now();
        let tasks: Vec<_> = (0..count)
            .map(|_| {
                let gate = Arc::clone(gate);
                tokio::spawn(async move {
                    gate.admit(MINUTE, MINUTE).await.unwrap();
                    Instant::now()
                })
            })
            .collect();
        let mut times = Vec::new();
        for task in tasks {
            times.push(task.await.unwrap().duration_since(begin));
        }
        times.sort();
        times
    }

    #[tokio::test(start_paused = true)]
    async fn an_open_gate_admits_all_attempts_immediately() {
        let gate = Arc::new(Gate::default());
        assert_eq!(admissions(&gate, 100).await.last(), Some(&Duration::ZERO));
    }

    #[tokio::test(start_paused = true)]
    async fn a_refusal_pauses_all_attempts_and_spreads_them_afterwards() {
        let gate = Arc::new(Gate::default());
        let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
        assert_eq!(gate.refused(pass, Some(5 * SECOND), quota(), none), 5 * SECOND);
        let times = admissions(&gate, 20).await;
        assert!(times[0] >= 5 * SECOND, "{times:?}");
        assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= Duration::from_millis(2)), "{times:?}");
        assert!(times[19] <= Duration::from_millis(5060), "{times:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn no_window_after_a_pause_exceeds_a_reported_quota() {
        let gate = Arc::new(Gate::default());
        gate.exhausted(SECOND, quota());
        let times = admissions(&gate, 100).await;
        for second in 1..6 {
            // The first window begins up to 2.5 ms after the pause, and timers are exact to a millisecond.
            let window = second * SECOND..(second + 1) * SECOND - Duration::from_millis(5);
            assert_eq!(times.iter().filter(|time| window.contains(*time)).count(), 20, "{times:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_reported_quota_the_measured_rate_is_used() {
        let gate = Arc::new(Gate::default());
        let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
        (0..20).for_each(|_| gate.success(pass));
        gate.refused(pass, Some(SECOND), None, none);
        let times = admissions(&gate, 21).await;
        let seconds = (times[20] - times[0]).as_secs_f64();
        assert!((1.0..1.2).contains(&seconds), "20 attempts in {seconds} s instead of 20/18 s");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_that_is_too_long_is_an_error_immediately() {
        let gate = Gate::default();
        gate.exhausted(MINUTE, None);
        let begin = Instant::now();
        assert_eq!(gate.admit(2 * MINUTE, SECOND).await, Err(Closed::TooLong(MINUTE)));
        assert_eq!(gate.admit(SECOND, MINUTE).await, Err(Closed::PastDeadline(MINUTE)));
        assert_eq!(begin.elapsed(), Duration::ZERO);
        gate.admit(2 * MINUTE, MINUTE).await.unwrap();
        assert!(begin.elapsed() >= MINUTE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_that_begins_during_the_spread_stops_the_waiting_attempts() {
        let gate = Arc::new(Gate::default());
        gate.exhausted(SECOND, Some(Quota { requests: 100, window: 10 * SECOND }));
        let waiting = tokio::spawn({
            let gate = Arc::clone(&gate);
            async move { admissions(&gate, 50).await }
        });
        tokio::time::sleep(Duration::from_millis(1100)).await;
        gate.exhausted(SECOND, None);
        let times = waiting.await.unwrap();
        let during = |time: &&Duration| (Duration::from_millis(1101)..Duration::from_millis(2100)).contains(*time);
        assert_eq!(times.iter().filter(during).count(), 0, "{times:?}");
        assert!(times.iter().filter(|time| **time <= Duration::from_millis(1100)).count() >= 19, "{times:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn refusals_in_a_row_double_the_backoff_and_a_success_resets_it() {
        let gate = Gate::default();
        let backoff = |count: u32| SECOND * 2u32.pow(count - 1);
        for expected in [1, 2, 4] {
            let (first, second) =
                (gate.admit(MINUTE, MINUTE).await.unwrap(), gate.admit(MINUTE, MINUTE).await.unwrap());
            assert_eq!(gate.refused(first, None, None, backoff), expected * SECOND);
            assert_eq!(gate.refused(second, None, None, none), expected * SECOND, "the same refusal again");
        }
        let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
        gate.success(pass);
        assert_eq!(gate.refused(pass, None, None, backoff), SECOND);
    }
}
