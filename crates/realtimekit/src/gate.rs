//! The gate of a client: every attempt passes it, and a rate limit that one of them meets pauses all of them.

mod spread;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::futures::Notified;
use tokio::time::Instant;

use self::spread::{SPREAD_FOR, Sample, Spread};
use crate::jitter::random;
use crate::rate_limit_headers::Quota;
use crate::time_limit::ENDLESS;

/// Pauses all attempts of a client until the time that the service names, and then admits them spread out.
///
/// If the service reports its quota, no more attempts are under way than are left of it, and after a pause they are
/// spread over the first twentieth of each window. Otherwise they are admitted at the measured rate, which is lowered by
/// each further refusal and raised slowly by each admission, or, if too little was sent to measure one, at a low rate that
/// is raised quickly.
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
    /// When attempts were admitted again after the previous pause.
    opened: Option<Instant>,
    sample: Sample,
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
        state.sample.success(Instant::now());
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
        self.sample.admitted(now);
        self.spread = self.spread.filter(|spread| spread.holds(now));
        if let Some(window) = self.window.filter(|window| window.end <= now) {
            // A quota that only refusals report may have changed after a while.
            let holds = window.reported.is_some() || self.opened.is_some_and(|opened| now < opened + SPREAD_FOR);
            let quota = self.quota.filter(|_| holds);
            self.window = quota.map(|quota| Window::new(quota, now, self.admissions, window.left == 0));
        }
        let at = match (self.window, self.spread) {
            (Some(window), _) if window.left > 0 => window.next.max(now),
            (Some(window), _) => window.end,
            (None, spread) => spread.map_or(now, |spread| spread.admission(now)),
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
            (None, Some(spread)) => spread.admitted(at),
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
        let measured = self.sample.per_second(open_at);
        let spread = Spread::after(open_at, self.refused, self.spread, measured);
        self.spread = self.quota.is_none().then_some(spread);
        self.opened = Some(open_at);
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
