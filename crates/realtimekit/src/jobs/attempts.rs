//! Writes whose outcome is unknown: when the outcome is looked up instead of sending the request again.

use std::time::Duration;

use crate::error::{Error, ErrorKind};

/// How often a job looks for what a lost request may have created, and how often it sends the request.
pub(super) const ATTEMPTS: u32 = 3;

/// Whether the service may have executed a request that failed like this.
pub(super) fn is_uncertain(error: &Error) -> bool {
    let may_be = matches!(
        error.kind(),
        ErrorKind::Server | ErrorKind::Timeout | ErrorKind::Transport | ErrorKind::Decode | ErrorKind::TooLarge
    );
    may_be && error.attempts() > 0
}

/// Whether the service reports that there is nothing to do: the state is already the wanted one.
pub(super) fn is_nothing_to_do(error: &Error) -> bool {
    error.status().is_some_and(|status| matches!(status.as_u16(), 400 | 404 | 409)) && !error.is_unauthorized()
}

/// Waits before attempt number `attempt`, counted from 0: not at all before the first, then 0.25 s, 0.5 s, 1 s, …
pub(super) async fn pause(attempt: u32) {
    if attempt > 0 {
        tokio::time::sleep(Duration::from_millis(250 << (attempt - 1).min(5))).await;
    }
}
