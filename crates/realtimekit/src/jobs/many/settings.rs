//! How a bulk job runs.

use std::time::Duration;

use super::progress::BulkProgress;
use crate::error::Error;

/// Most inputs that are processed at the same time; more would only reach the rate limit sooner.
const MAX_CONCURRENCY: usize = 64;

type OnProgress<'a> = Box<dyn FnMut(&BulkProgress) + Send + 'a>;

/// How a job runs.
pub(super) struct Settings<'a> {
    pub(super) concurrency: usize,
    pub(super) rate_limit_wait: Duration,
    pub(super) max_failures: u64,
    pub(super) total: Option<u64>,
    pub(super) on_progress: Option<OnProgress<'a>>,
}

impl Default for Settings<'_> {
    fn default() -> Self {
        let rate_limit_wait = Duration::from_secs(900);
        Self { concurrency: 8, rate_limit_wait, max_failures: 1000, total: None, on_progress: None }
    }
}

impl Settings<'_> {
    pub(super) fn check(&self) -> Result<(), Error> {
        let Self { concurrency, max_failures, .. } = self;
        if !(1..=MAX_CONCURRENCY).contains(concurrency) {
            let reason = format!("concurrency is {concurrency}, but must be between 1 and {MAX_CONCURRENCY}");
            return Err(Error::invalid_input(reason));
        }
        if *max_failures == 0 {
            return Err(Error::invalid_input("max_failures is 0, but must be at least 1"));
        }
        Ok(())
    }
}
