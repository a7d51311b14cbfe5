//! The time that is allowed for a whole download.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::error::{Error, ErrorKind};
use crate::time_limit::ENDLESS;

/// When a download has to be complete.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    allowed: Duration,
    end: Instant,
}

impl Deadline {
    /// A deadline that is so far away from now on.
    pub(crate) fn begin(allowed: Option<Duration>) -> Option<Self> {
        allowed.map(|allowed| Self { allowed, end: Instant::now() + allowed.min(ENDLESS) })
    }

    /// The time that is left.
    pub(crate) fn left(self) -> Duration {
        self.end.saturating_duration_since(Instant::now())
    }
}

/// The output of a future, unless the deadline passes before.
pub(crate) async fn within<T>(
    deadline: Option<Deadline>,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let Some(Deadline { allowed, end }) = deadline else { return work.await };
    timeout_at(end, work).await.unwrap_or_else(|_| {
        let reason = format!("the download did not end before its deadline of {allowed:?}");
        Err(Error::new(ErrorKind::Timeout, reason))
    })
}
