//! How far a download is.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How far a download is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes that are complete, including those of an earlier run.
    pub bytes: u64,
    /// Size of the file, where it is known.
    pub total: Option<u64>,
    /// Bytes per second, averaged over the last seconds.
    pub rate: f64,
    /// Time until the end at this rate, where the size is known and bytes arrive.
    pub time_left: Option<Duration>,
}

pub(crate) type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

/// Shortest time between two reports.
const PAUSE: Duration = Duration::from_millis(100);

/// Time after which a rate counts for about a third.
const MEMORY: f64 = 3.0;

/// Counts bytes and reports them.
pub(crate) struct Tracker {
    report: Option<OnProgress>,
    state: Mutex<State>,
}

struct State {
    bytes: u64,
    total: Option<u64>,
    received: u64,
    rate: Option<f64>,
    /// Bytes since the last report.
    fresh: u64,
    reported: Instant,
}

impl Tracker {
    pub(crate) fn new(report: Option<OnProgress>) -> Self {
        let state = State { bytes: 0, total: None, received: 0, rate: None, fresh: 0, reported: Instant::now() };
        Self { report, state: Mutex::new(state) }
    }

    /// Sets what is complete: at the start, and when the download begins again.
    pub(crate) fn set(&self, bytes: u64, total: Option<u64>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.bytes = bytes;
        state.total = total;
    }

    pub(crate) fn add(&self, bytes: u64) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.bytes += bytes;
        state.received += bytes;
        state.fresh += bytes;
        let elapsed = state.reported.elapsed();
        if elapsed < PAUSE || self.report.is_none() {
            return;
        }
        self.tell(state, elapsed);
    }

    /// Reports the end.
    pub(crate) fn end(&self) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = state.reported.elapsed();
        self.tell(state, elapsed);
    }

    /// Bytes that arrived in this run.
    pub(crate) fn received(&self) -> u64 {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).received
    }

    fn tell(&self, mut state: std::sync::MutexGuard<'_, State>, elapsed: Duration) {
        let seconds = elapsed.as_secs_f64().max(1e-9);
        #[allow(clippy::cast_precision_loss)] // a rate is not exact
        let rate = state.fresh as f64 / seconds;
        let old = (-seconds / MEMORY).exp();
        let rate = state.rate.map_or(rate, |before| before * old + rate * (1.0 - old));
        state.rate = Some(rate);
        state.fresh = 0;
        state.reported = Instant::now();
        let left = state.total.map(|total| total.saturating_sub(state.bytes));
        #[allow(clippy::cast_precision_loss)]
        let time_left = left
            .filter(|left| *left == 0 || rate >= 1.0)
            .and_then(|left| Duration::try_from_secs_f64(left as f64 / rate.max(1.0)).ok());
        let progress = Progress { bytes: state.bytes, total: state.total, rate, time_left };
        drop(state);
        if let Some(report) = &self.report {
            report(progress);
        }
    }
}
