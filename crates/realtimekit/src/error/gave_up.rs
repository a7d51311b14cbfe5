//! Why a failure was not retried although it could have been.

use std::fmt;

/// Why a failure was not retried although it could have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GaveUp {
    /// All attempts are used up; see [`RetryPolicy::max_retries`](crate::RetryPolicy::max_retries).
    Attempts,
    /// The retry budget of the client is empty; see [`ClientBuilder::retry_budget`](crate::ClientBuilder::retry_budget).
    Budget,
    /// The next attempt would begin after the deadline of the call.
    Deadline,
    /// The service asks for a longer wait than
    /// [`RetryPolicy::max_retry_after`](crate::RetryPolicy::max_retry_after).
    RetryAfter,
    /// The rate limiter of the client does not work: `ClientBuilder::rate_limiter`, feature `rate-limiter`.
    Limiter,
}

impl fmt::Display for GaveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Attempts => "all attempts used",
            Self::Budget => "retry budget empty",
            Self::Deadline => "deadline before the next attempt",
            Self::RetryAfter => "the wait asked for is longer than RetryPolicy::max_retry_after",
            Self::Limiter => "rate limiter unavailable",
        })
    }
}
