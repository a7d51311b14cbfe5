//! How attempts are spread out after a pause if no quota is reported: the rate is measured, as far as it can be.

use std::time::Duration;

use tokio::time::Instant;

use crate::jitter::random;

/// Time after a pause for which attempts are spread out, and time for which successes count.
pub(super) const SPREAD_FOR: Duration = Duration::from_secs(60);

/// Successes from which on a rate counts as measured.
const ENOUGH: u32 = 10;

/// Attempts per second after a pause while nothing is measured. It grows quickly.
const UNMEASURED: f64 = 10.0;

/// A client that was quiet before the pause measures less than it may send.
const BOUNDS: (f64, f64) = (2.0, 10_000.0);

/// Admissions after a pause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    /// The earliest admission of the next attempt.
    next: Instant,
    per_second: f64,
    measured: bool,
    until: Instant,
}

impl Spread {
    /// After a pause until `open_at`, which began with a refusal or a report, with what was measured before it.
    pub(super) fn after(open_at: Instant, refused: bool, previous: Option<Self>, measured: Option<f64>) -> Self {
        let known = previous.filter(|previous| previous.measured);
        let known = known.map(|previous| previous.per_second * if refused { 0.8 } else { 1.0 });
        let known = known.or(measured.map(|measured| 0.9 * measured));
        let per_second = known.unwrap_or(UNMEASURED).clamp(BOUNDS.0, BOUNDS.1);
        // Other clients of the account wait for the same moment.
        let next = open_at + Duration::from_secs_f64(random() / per_second);
        Self { next, per_second, measured: known.is_some(), until: open_at + SPREAD_FOR }
    }

    /// Whether attempts are still spread out: for a while, and until all that wait are admitted.
    pub(super) fn holds(&self, now: Instant) -> bool {
        self.until.max(self.next) > now
    }

    /// The time at which an attempt is admitted.
    pub(super) fn admission(&self, now: Instant) -> Instant {
        self.next.max(now)
    }

    /// Records an admission.
    pub(super) fn admitted(&mut self, at: Instant) {
        self.next = at + Duration::from_secs_f64(1.0 / self.per_second);
        let growth = if self.measured { 1.005 } else { 1.1 };
        self.per_second = (self.per_second * growth).min(BOUNDS.1);
    }
}

/// Successes since a time. Older ones are forgotten: half of them at a time while there are new ones, and all after a quiet
/// minute.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sample {
    since: Option<Instant>,
    last: Option<Instant>,
    successes: u32,
}

impl Sample {
    pub(super) fn admitted(&mut self, now: Instant) {
        if self.last.or(self.since).is_none_or(|last| now > last + SPREAD_FOR) {
            // What was long ago says nothing about the present rate.
            *self = Self { since: Some(now), ..Self::default() };
        }
    }

    pub(super) fn success(&mut self, now: Instant) {
        let since = *self.since.get_or_insert(now);
        let elapsed = now.saturating_duration_since(since);
        if elapsed > SPREAD_FOR {
            // Half of the time with half of the successes has the same rate.
            (self.since, self.successes) = (Some(since + elapsed / 2), self.successes / 2);
        }
        self.last = Some(now);
        self.successes = self.successes.saturating_add(1);
    }

    /// Successes per second until now, when a pause ends: a limit of so many requests a window admits as many in the
    /// window as before the pause. Too few are counted on.
    pub(super) fn per_second(&mut self, now: Instant) -> Option<f64> {
        let enough = self.successes >= ENOUGH;
        let seconds = now.saturating_duration_since(self.since?).as_secs_f64().max(0.001);
        let measured = enough.then(|| f64::from(self.successes) / seconds);
        if enough || self.successes == 0 {
            *self = Self { since: Some(now), ..Self::default() };
        }
        measured
    }
}
