//! How long the requests of one input wait for the rate limit.

use std::time::Duration;

use tokio::time::Instant;

use crate::error::Error;

/// The shortest wait after a refusal. The client pauses too; this bounds the rate if its policy permits no pause.
const LEAST: Duration = Duration::from_millis(250);

/// The wait for the rate limit that one input has left.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    most: Duration,
    since: Option<Instant>,
}

impl Patience {
    pub(super) fn new(most: Duration) -> Self {
        Self { most, since: None }
    }

    /// Waits after a refusal by the rate limit until the request can be sent again. Returns any other error, and a refusal
    /// that would last too long.
    pub(super) async fn wait(&mut self, error: Error) -> Result<(), Error> {
        if !error.is_rate_limited() {
            return Err(error);
        }
        let waited = self.since.get_or_insert_with(Instant::now).elapsed();
        let wait = error.retry_after().unwrap_or_default().max(LEAST);
        if waited.saturating_add(wait) > self.most {
            return Err(error);
        }
        tokio::time::sleep(wait).await;
        Ok(())
    }
}
