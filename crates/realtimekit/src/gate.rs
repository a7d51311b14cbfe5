//! The gate of a client: every attempt passes it, and a rate limit that one of them meets pauses all of them.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::futures::Notified;
use tokio::time::Instant;

use crate::jitter::random;
use crate::rate_limit_headers::Quota;
use crate::time_limit::ENDLESS;

/// Time after a pause for which attempts are spread out, unless responses report what is left of a quota.
const SPREAD_FOR: Duration = Duration::from_secs(60);

/// Pauses all attempts of a client until the time that the service names, and then admits them spread out.
///
/// If the service reports its quota, no more attempts are under way than are left of it, and after a pause they are
/// spread over the first twentieth of each window. Otherwise they are admitted at the measured rate, which is lowered by
/// each further refusal and raised slowly by each admission.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    state: Mutex<State>,
    /// Wakes attempts that wait for a response to those under way.
    changed: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// The end of the present pause, or of the latest one if no attempt was made since.
    open_at: Option<Instant>,
    /// Counts the pauses.
    pauses: u64,
    /// Counts the admissions.
    admissions: u64,
    /// Attempts that were admitted and have not ended.
    under_way: u64,
    /// Refusals in a row, for the back-off without `Retry-After`.
    refusals: u32,
    /// Whether the latest pause began with a refusal.
    refused: bool,
    /// The quota that was reported last.
    quota: Option<Quota>,
    /// What is left of the quota, if it is known.
    window: Option<Window>,
    /// When attempts were admitted again after the previous pause, and successes since then.
    opened: Option<Instant>,
    successes: u32,
    spread: Option<Spread>,
}

/// The present window of a quota.
#[derive(Clone, Copy, Debug)]
struct Window {
    /// Attempts that may be admitted, besides those under way.
    left: u64,
    /// What was left of it as reported last.
    reported: Option<u64>,
    /// The first admission that counts in it.
    first: u64,
    end: Instant,
    /// Admission of the next attempt, and the distance of admissions.
    next: Instant,
    interval: Duration,
}

/// How attempts are spread out after a pause if no quota is reported.
#[derive(Clone, Copy, Debug)]
struct Spread {
    /// Admission of the next attempt.
    next: Instant,
    per_second: f64,
    until: Instant,
}

/// The admission of one attempt, which ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Pass<'a> {
    gate: &'a Gate,
    /// Pauses before it.
    pauses: u64,
    number: u64,
    /// Whether a response was received.
    responded: bool,
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        state.under_way = state.under_way.saturating_sub(1);
        if !self.responded
            && state.pauses == self.pauses
            && let Some(window) = &mut state.window
        {
            // It may not have reached the service, and no response reports what is left.
            window.left = window.left.saturating_add(1);
        }
        let wakes = state.under_way == 0 || state.window.is_none_or(|window| window.left > 0);
        drop(state);
        if wakes {
            self.gate.changed.notify_waiters();
        }
    }
}

impl Pass<'_> {
    /// Records that a response was received.
    pub(crate) fn received_response(&mut self) {
        self.responded = true;
    }
}

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
    /// An admission at this time.
    At(Instant),
    /// Another reservation after the pause.
    AfterPause(Instant),
    /// Another reservation when more of the quota is known to be left, at the latest in the next window.
    Held(Instant),
}

/// What an attempt waits for.
enum Step<'a> {
    /// Its admission at this time.
    Admitted(Instant, Pass<'a>),
    /// The end of a pause.
    Paused(Instant),
    /// A change of what is left of the quota, at most until this time.
    Held(Instant, Notified<'a>),
}

impl Gate {
    /// Waits until an attempt may be made: at most `remaining`, and through no pause longer than `max_pause`.
    pub(crate) async fn admit(&self, remaining: Duration, max_pause: Duration) -> Result<Pass<'_>, Closed> {
        let deadline = Instant::now() + remaining.min(ENDLESS);
        loop {
            let now = Instant::now();
            match self.step(now, deadline, max_pause)? {
                Step::Admitted(at, pass) => {
                    if at <= now {
                        return Ok(pass);
                    }
                    tokio::time::sleep_until(at).await;
                    // A pause that began meanwhile cancels the reservation.
                    if self.state().pauses == pass.pauses {
                        return Ok(pass);
                    }
                }
                Step::Paused(at) => tokio::time::sleep_until(at).await,
                Step::Held(end, changed) => {
                    // Reserves again, whatever happens first.
                    let _ = tokio::time::timeout_at(end.min(deadline), changed).await;
                }
            }
        }
    }

    /// Reserves, and takes from the state what the next step needs while it is locked.
    fn step(&self, now: Instant, deadline: Instant, max_pause: Duration) -> Result<Step<'_>, Closed> {
        let mut state = self.state();
        Ok(match state.reserve(now, deadline, max_pause)? {
            Reserved::At(at) => {
                let (pauses, number) = (state.pauses, state.admissions);
                Step::Admitted(at, Pass { gate: self, pauses, number, responded: false })
            }
            Reserved::AfterPause(at) => Step::Paused(at),
            // Created before the lock is released, so that no change in between is missed.
            Reserved::Held(end) => Step::Held(end, self.changed.notified()),
        })
    }

    /// Records a success. Returns whether it matters what the response reports about the quota.
    pub(crate) fn success(&self, pass: &Pass<'_>) -> bool {
        let mut state = self.state();
        state.successes = state.successes.saturating_add(1);
        if state.pauses == pass.pauses {
            state.refusals = 0;
        }
        state.window.is_none_or(|window| window.reported.is_none_or(|reported| window.left <= reported / 2))
    }

    /// Records what a response reports to be left of the quota, and when it is renewed.
    pub(crate) fn reported(&self, pass: &Pass<'_>, left: u64, reset: Duration, quota: Option<Quota>) {
        let mut state = self.state();
        state.quota = quota.or(state.quota);
        // What was reported to an attempt before the present pause is out of date.
        if state.pauses == pass.pauses {
            state.reported(Instant::now(), pass.number, left, reset);
        }
    }

    /// Pauses all attempts after a refusal: for the time that the service names, else for the back-off after this many
    /// refusals in a row. Returns the length of the pause.
    pub(crate) fn refused(
        &self,
        pass: &Pass<'_>,
        named: Option<Duration>,
        quota: Option<Quota>,
        backoff: impl FnOnce(u32) -> Duration,
    ) -> Duration {
        let mut state = self.state();
        // Attempts that were made before the present pause are refused for the same reason.
        let news = state.pauses == pass.pauses;
        if news {
            state.refusals = state.refusals.saturating_add(1);
        }
        // A time of zero, or one that has passed, does not say when to come back.
        let pause = match named.filter(|named| !named.is_zero()) {
            Some(named) => named,
            None if news => backoff(state.refusals),
            None => Duration::ZERO,
        };
        let pause = state.pause(Instant::now(), pause, quota, true);
        drop(state);
        self.changed.notify_waiters();
        pause
    }

    /// Pauses all attempts because a response reports that the quota is exhausted. Returns the length of the pause.
    pub(crate) fn exhausted(&self, reset: Duration, quota: Option<Quota>) -> Duration {
        let pause = self.state().pause(Instant::now(), reset, quota, false);
        self.changed.notify_waiters();
        pause
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn reserve(&mut self, now: Instant, deadline: Instant, max_pause: Duration) -> Result<Reserved, Closed> {
        if let Some(open_at) = self.open_at {
            let pause = open_at.saturating_duration_since(now);
            if pause > max_pause {
                return Err(Closed::TooLong(pause));
            }
            if !pause.is_zero() {
                let past = open_at >= deadline;
                return if past { Err(Closed::PastDeadline(pause)) } else { Ok(Reserved::AfterPause(open_at)) };
            }
            self.open(open_at);
        }
        self.opened.get_or_insert(now);
        self.spread = self.spread.filter(|spread| spread.until > now);
        if let Some(window) = self.window.filter(|window| window.end <= now) {
            // A quota that only refusals report may have changed after a while.
            let holds = window.reported.is_some() || self.opened.is_some_and(|opened| now < opened + SPREAD_FOR);
            let quota = self.quota.filter(|_| holds);
            self.window = quota.map(|quota| Window::new(quota, now, self.admissions, window.left == 0));
        }
        let at = match (self.window, self.spread) {
            (Some(window), _) if window.left > 0 => window.next.max(now),
            (Some(window), _) => window.end,
            (None, spread) => spread.map_or(now, |spread| spread.next.max(now)),
        };
        let held = self.window.is_some_and(|window| window.left == 0);
        // Those under way may report that more is left.
        if now >= deadline || (at >= deadline && !(held && self.under_way > 0)) {
            return Err(Closed::PastDeadline(at.saturating_duration_since(now)));
        }
        if held {
            return Ok(Reserved::Held(at));
        }
        match (&mut self.window, &mut self.spread) {
            (Some(window), _) => {
                window.next = at + window.interval;
                window.left = window.left.saturating_sub(1);
            }
            (None, Some(spread)) => {
                spread.next = at + Duration::from_secs_f64(1.0 / spread.per_second);
                spread.per_second *= 1.001;
            }
            (None, None) => {}
        }
        self.admissions = self.admissions.wrapping_add(1);
        self.under_way += 1;
        Ok(Reserved::At(at))
    }

    /// Begins to admit attempts again. All responses to earlier attempts have usually been received by now, so that the
    /// rate can be measured.
    fn open(&mut self, open_at: Instant) {
        self.open_at = None;
        self.window = self.quota.map(|quota| Window::new(quota, open_at, self.admissions, true));
        self.spread = match (self.quota, self.spread) {
            (Some(_), _) => None,
            (None, Some(spread)) => Some(spread.per_second * if self.refused { 0.8 } else { 1.0 }),
            (None, None) => {
                let seconds = self.opened.map_or(0.0, |opened| open_at.saturating_duration_since(opened).as_secs_f64());
                Some(0.9 * f64::from(self.successes.max(1)) / seconds.max(0.001))
            }
        }
        .map(|per_second| {
            let per_second = per_second.clamp(0.1, 10_000.0);
            // Other clients of the account wait for the same moment.
            let next = open_at + Duration::from_secs_f64(random() / per_second);
            Spread { next, per_second, until: open_at + SPREAD_FOR }
        });
        self.opened = Some(open_at);
        self.successes = 0;
    }

    fn reported(&mut self, now: Instant, number: u64, left: u64, reset: Duration) {
        let others = self.under_way.saturating_sub(1);
        let end = now + reset.min(ENDLESS);
        let learned = Window { left, reported: None, first: 0, end, next: now, interval: Duration::ZERO };
        let window = self.window.get_or_insert(learned);
        if number < window.first {
            return;
        }
        // Responses arrive in another order than the service counts the requests: the smallest number is the newest. The
        // time is rounded up, so that the earliest end is the closest.
        let (left, end) = match window.reported {
            Some(reported) => (left.min(reported), end.min(window.end)),
            None => (left, end),
        };
        (window.reported, window.end) = (Some(left), end);
        window.left = left.saturating_sub(others);
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

impl Window {
    /// A window of a quota. Admissions are spread out if attempts waited for it.
    fn new(quota: Quota, begin: Instant, admissions: u64, spread: bool) -> Self {
        let seconds = if spread { 0.05 / quota.per_second() } else { 0.0 };
        let interval = Duration::try_from_secs_f64(seconds).unwrap_or(ENDLESS).min(ENDLESS);
        // Other clients of the account wait for the same moment.
        let next = begin + interval.mul_f64(random());
        Self {
            left: quota.requests,
            reported: None,
            first: admissions.wrapping_add(1),
            end: next + quota.window.min(ENDLESS),
            next,
            interval,
        }
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
                    gate.admit(MINUTE, MINUTE).await.unwrap().received_response();
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
        assert_eq!(gate.refused(&pass, Some(5 * SECOND), quota(), none), 5 * SECOND);
        drop(pass);
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
    async fn a_quota_that_only_refusals_report_holds_for_a_while() {
        let gate = Arc::new(Gate::default());
        gate.exhausted(SECOND, quota());
        assert!(admissions(&gate, 30).await.last() >= Some(&(2 * SECOND)));
        tokio::time::sleep(MINUTE).await;
        assert_eq!(admissions(&gate, 30).await.last(), Some(&Duration::ZERO));
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_reported_quota_the_measured_rate_is_used() {
        let gate = Arc::new(Gate::default());
        let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
        (0..20).for_each(|_| assert!(gate.success(&pass)));
        gate.refused(&pass, Some(SECOND), None, none);
        drop(pass);
        let times = admissions(&gate, 21).await;
        let seconds = (times[20] - times[0]).as_secs_f64();
        assert!((1.0..1.2).contains(&seconds), "20 attempts in {seconds} s instead of 20/18 s");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_that_is_too_long_is_an_error_immediately() {
        let gate = Gate::default();
        gate.exhausted(MINUTE, None);
        let begin = Instant::now();
        assert_eq!(gate.admit(2 * MINUTE, SECOND).await.unwrap_err(), Closed::TooLong(MINUTE));
        assert_eq!(gate.admit(SECOND, MINUTE).await.unwrap_err(), Closed::PastDeadline(MINUTE));
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
            assert_eq!(gate.refused(&first, None, None, backoff), expected * SECOND);
            assert_eq!(gate.refused(&second, None, None, none), expected * SECOND, "the same refusal again");
        }
        let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
        let named = Some(Duration::ZERO);
        assert_eq!(gate.refused(&pass, named, None, backoff), 8 * SECOND, "zero does not say when to come back");
        let pass = gate.admit(MINUTE, MINUTE).await.unwrap();
        gate.success(&pass);
        assert_eq!(gate.refused(&pass, None, None, backoff), SECOND);
    }

    /// A gate to which one response has reported what is left of a quota, and the remaining attempts under way.
    async fn reported(gate: &Gate, under_way: usize, left: u64) -> Vec<Pass<'_>> {
        let mut passes = Vec::new();
        for _ in 0..under_way {
            passes.push(gate.admit(MINUTE, MINUTE).await.unwrap());
        }
        respond(gate, passes.remove(0), left);
        passes
    }

    fn respond(gate: &Gate, mut pass: Pass<'_>, left: u64) {
        pass.received_response();
        gate.success(&pass);
        gate.reported(&pass, left, SECOND, quota());
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_attempts_are_under_way_than_are_left_of_the_quota() {
        let gate = Arc::new(Gate::default());
        reported(&gate, 1, 19).await;
        let times = admissions(&gate, 64).await;
        assert_eq!(times.iter().filter(|time| time.is_zero()).count(), 19, "{times:?}");
        let second = times.iter().filter(|time| (SECOND..SECOND + Duration::from_millis(60)).contains(*time)).count();
        assert_eq!(second, 20, "{times:?}");
        // The first burst of a client that knows nothing counts too.
        let gate = Gate::default();
        let passes = reported(&gate, 20, 5).await;
        let waiting = tokio::time::timeout(SECOND / 2, gate.admit(MINUTE, MINUTE)).await;
        assert!(waiting.is_err(), "{} under way, and 5 are left", passes.len());
    }

    #[tokio::test(start_paused = true)]
    async fn a_response_that_reports_more_admits_those_that_wait() {
        let gate = Gate::default();
        let mut passes = reported(&gate, 3, 2).await;
        let begin = Instant::now();
        let waiting = gate.admit(MINUTE, MINUTE);
        let other = async { respond(&gate, passes.remove(0), 2) };
        let (admitted, ()) = tokio::join!(waiting, other);
        assert!(admitted.is_ok());
        assert_eq!(begin.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn failed_attempts_and_reordered_responses_block_no_admission() {
        let gate = Gate::default();
        let begin = Instant::now();
        let passes = reported(&gate, 3, 2).await;
        drop(passes);
        drop(gate.admit(MINUTE, MINUTE).await.unwrap());
        // The later of two attempts is counted first, and its response is received last.
        let gate = Gate::default();
        let mut passes = reported(&gate, 3, 4).await;
        respond(&gate, passes.remove(0), 2);
        respond(&gate, passes.remove(0), 3);
        let passes = [gate.admit(MINUTE, MINUTE).await.unwrap(), gate.admit(MINUTE, MINUTE).await.unwrap()];
        assert_eq!(begin.elapsed(), Duration::ZERO);
        assert!(tokio::time::timeout(SECOND / 2, gate.admit(MINUTE, MINUTE)).await.is_err());
        drop(passes);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_and_a_deadline_end_the_wait_for_responses() {
        let gate = Gate::default();
        let passes = reported(&gate, 2, 1).await;
        let begin = Instant::now();
        let (closed, ()) = tokio::join!(gate.admit(SECOND / 2, MINUTE), async {});
        assert!(matches!(closed, Err(Closed::PastDeadline(_))), "{closed:?}");
        assert_eq!(begin.elapsed(), SECOND / 2);
        let waiting = gate.admit(MINUTE, SECOND);
        let (closed, _) = tokio::join!(waiting, async { gate.exhausted(5 * SECOND, None) });
        assert_eq!(closed.unwrap_err(), Closed::TooLong(5 * SECOND));
        drop(passes);
    }
}
