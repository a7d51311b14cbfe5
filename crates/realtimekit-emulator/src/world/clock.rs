//! The clock of an emulator, which tests can move forward.

use std::time::Duration;

use realtimekit_api::Timestamp;

/// The system's time, or a fixed one, plus what `advance` has added.
#[derive(Debug)]
pub(crate) struct Clock {
    fixed: Option<Timestamp>,
    ahead: Duration,
}

impl Clock {
    /// A clock that runs with the system's, or one that stands still at `fixed`.
    pub(crate) fn new(fixed: Option<Timestamp>) -> Self {
        Self { fixed, ahead: Duration::ZERO }
    }

    pub(crate) fn now(&self) -> Timestamp {
        later(self.fixed.unwrap_or_else(Timestamp::now), self.ahead)
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }
}

/// The time `by` after `time`, in whole milliseconds, which is as fine as the service writes times.
pub(crate) fn later(time: Timestamp, by: Duration) -> Timestamp {
    let millis = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_unix_millis(time.unix_millis().saturating_add(millis))
}

/// Seconds from one time to another, with a fraction; 0 when `to` is earlier.
pub(crate) fn seconds_between(from: Timestamp, to: Timestamp) -> f64 {
    let millis = (to.unix_millis() - from.unix_millis()).max(0);
    millis as f64 / 1000.0
}

/// The day of a time, as `YYYY-MM-DD`.
pub(crate) fn day(time: Timestamp) -> String {
    time.to_string().chars().take(10).collect()
}
