//! The retry policy, its decision after an attempt, and the loop that makes attempts.
//!
//! Clock, random numbers and the network are behind [`Environment`], so that tests run without a server and without waits.

use std::time::Duration;

use crate::budget::{RetryBudget, Ticket};
use crate::error::{Error, ErrorKind, GaveUp};

/// When to retry a failed request.
///
/// Idempotent requests are retried after connect errors, timeouts, broken connections, and status 408, 429 and 5xx. All
/// others only if the service cannot have executed them: if no connection was made, and on status 429. The waits grow
/// from `base_delay` by doubling up to `max_delay`, and a random share of each is taken so that many clients do not
/// return at the same time. Every retry takes from the [budget](crate::ClientBuilder::retry_budget) of the client.
///
/// Status 429 pauses all calls of the client until the time that `Retry-After` or the `Ratelimit` headers name, or for a
/// back-off if they name none, and then sends them spread out: over the quota that is reported, else at the rate that was
/// measured before the pause, else slowly at first. While `Ratelimit` headers report what is left of a quota,
/// no more requests are under way than that. Neither takes anything from the budget. A pause longer than
/// `max_retry_after` is an error immediately, for this call and for those that begin during the pause, with the wait in
/// [`Error::retry_after`].
///
/// ```
/// use std::time::Duration;
/// use realtimekit::RetryPolicy;
///
/// let policy = RetryPolicy::default().max_retries(5).max_delay(Duration::from_secs(20));
/// assert_eq!(policy, RetryPolicy::default().max_delay(Duration::from_secs(20)).max_retries(5));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_retries: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
}

impl Default for RetryPolicy {
    /// 3 retries, waits of 250 ms × 2ⁿ up to 8 s, `Retry-After` up to 60 s.
    fn default() -> Self {
        Self {
            max_retries: 3,
            base_delay: Duration::from_millis(250),
            max_delay: Duration::from_secs(8),
            max_retry_after: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// No retries.
    pub fn never() -> Self {
        Self::default().max_retries(0)
    }

    /// Largest number of retries after the first attempt. The default is 3.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// Longest wait before the first retry; it doubles with each retry. The default is 250 ms.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Longest wait before any retry. The default is 8 s.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Longest `Retry-After`, and longest pause of the client, that is waited for. The default is 60 s.
    #[must_use]
    pub fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// Whether to retry after an attempt, and when.
    pub(crate) fn decide(&self, attempt: &Attempt) -> Decision {
        let retriable = match attempt.outcome {
            Outcome::NotSent | Outcome::RateLimited => true,
            Outcome::Unclear | Outcome::ServerFailed => attempt.idempotent,
            Outcome::Final => false,
        };
        if !retriable {
            return Decision::Stop(None);
        }
        if attempt.number > self.max_retries {
            return Decision::Stop(Some(GaveUp::Attempts));
        }
        let wait = match attempt.retry_after {
            Some(asked) if asked > self.max_retry_after => return Decision::Stop(Some(GaveUp::RetryAfter)),
            // The gate of the client waits, for all of its calls.
            Some(asked) if attempt.outcome == Outcome::RateLimited => asked,
            Some(asked) => asked.max(self.backoff(attempt.number, attempt.random)),
            None => self.backoff(attempt.number, attempt.random),
        };
        // An attempt that begins at the deadline could not succeed.
        if wait >= attempt.deadline.saturating_sub(attempt.elapsed) {
            return Decision::Stop(Some(GaveUp::Deadline));
        }
        match attempt.outcome {
            Outcome::RateLimited => Decision::Pause(wait),
            _ => Decision::Wait(wait),
        }
    }

    /// The wait after this many failures in a row; `random` is from 0 to 1.
    pub(crate) fn backoff(&self, failures: u32, random: f64) -> Duration {
        let doubling = 2u32.saturating_pow(failures.saturating_sub(1));
        let ceiling = self.base_delay.saturating_mul(doubling).min(self.max_delay);
        ceiling.mul_f64(random.clamp(0.0, 1.0))
    }

    /// The longest pause of the client that a call waits for.
    pub(crate) fn max_pause(&self) -> Duration {
        self.max_retry_after
    }
}

/// What is known after an attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt {
    /// Number of the attempt, counted from 1.
    pub(crate) number: u32,
    /// Whether the request may be sent twice.
    pub(crate) idempotent: bool,
    pub(crate) outcome: Outcome,
    /// Wait that the service asks for.
    pub(crate) retry_after: Option<Duration>,
    /// Time since the call began.
    pub(crate) elapsed: Duration,
    /// Time allowed for the call.
    pub(crate) deadline: Duration,
    /// From 0 to 1.
    pub(crate) random: f64,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No connection was made: the service has not received the request.
    NotSent,
    /// The service refused the request without executing it.
    RateLimited,
    /// The connection broke or a timeout expired: the request may have been executed.
    Unclear,
    /// The service or the edge in front of it failed: the request may have been executed.
    ServerFailed,
    /// The response would be the same again.
    Final,
}

impl Outcome {
    /// The outcome of an attempt that did not succeed.
    pub(crate) fn of(error: &Error) -> Self {
        match (error.status(), error.kind()) {
            // The status counts, even if the message is about throttling: a 500 may have been executed.
            (Some(status), _) if !status.is_success() => Self::of_status(status.as_u16()),
            (None, ErrorKind::Connect) => Self::NotSent,
            (_, ErrorKind::Timeout | ErrorKind::Transport) => Self::Unclear,
            _ => Self::Final,
        }
    }

    fn of_status(status: u16) -> Self {
        match status {
            429 => Self::RateLimited,
            408 | 500..=599 => Self::ServerFailed,
            _ => Self::Final,
        }
    }
}

/// What to do after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Return the error, and why it is not retried although it could be.
    Stop(Option<GaveUp>),
    /// Retry after this wait; takes from the retry budget.
    Wait(Duration),
    /// Retry when the gate of the client opens, about this much later; takes nothing from the retry budget.
    Pause(Duration),
}

/// What the loop needs from outside: network, clock and random numbers.
pub(crate) trait Environment: Sync {
    /// A response with a status of success.
    type Response: Send;

    /// The admission of an attempt.
    type Pass: Send;

    /// Time since the call began.
    fn elapsed(&self) -> Duration;

    /// Waits.
    fn wait(&self, time: Duration) -> impl Future<Output = ()> + Send;

    /// A number from 0 to 1.
    fn random(&self) -> f64;

    /// Waits until gate and limiter of the client admit an attempt, at most this long.
    fn admit(&self, at_most: Duration) -> impl Future<Output = Result<Self::Pass, Error>> + Send;

    /// Makes an attempt that may take this long. Responses without a status of success are errors.
    fn attempt(
        &self,
        number: u32,
        pass: Self::Pass,
        at_most: Duration,
    ) -> impl Future<Output = Result<Self::Response, Error>> + Send;

    /// Called after each attempt, with the wait before the next one.
    fn observe(&self, number: u32, result: &Result<Self::Response, Error>, wait: Option<Duration>);
}

/// The rules of one call.
pub(crate) struct Rules<'a> {
    pub(crate) policy: &'a RetryPolicy,
    pub(crate) budget: &'a RetryBudget,
    pub(crate) idempotent: bool,
    /// Time allowed for the call, including all attempts and waits.
    pub(crate) deadline: Duration,
}

impl Rules<'_> {
    /// Makes attempts until one succeeds or the policy stops. The error is that of the last attempt, with the number of
    /// attempts, the time they took, and the error of the first one.
    pub(crate) async fn run<E: Environment>(&self, environment: &E) -> Result<E::Response, Error> {
        let mut first: Option<Error> = None;
        let mut number = 0;
        loop {
            let remaining = self.deadline.saturating_sub(environment.elapsed());
            let pass = match environment.admit(remaining).await {
                Ok(pass) => pass,
                // A deadline that passed says less than the failure before it.
                Err(error) if error.kind() == ErrorKind::Timeout && first.is_some() => {
                    let error = first.unwrap_or(error).with_gave_up(Some(GaveUp::Deadline));
                    return Err(error.with_attempts(number, environment.elapsed(), None));
                }
                Err(error) => return Err(error.with_attempts(number, environment.elapsed(), first)),
            };
            number += 1;
            let remaining = self.deadline.saturating_sub(environment.elapsed());
            let result = environment.attempt(number, pass, remaining).await;
            let Err(error) = &result else {
                environment.observe(number, &result, None);
                self.budget.success();
                return result;
            };
            let decision = self.policy.decide(&Attempt {
                number,
                idempotent: self.idempotent,
                outcome: Outcome::of(error),
                retry_after: error.retry_after(),
                elapsed: environment.elapsed(),
                deadline: self.deadline,
                random: environment.random(),
            });
            let (ticket, decision) = match decision {
                Decision::Wait(wait) => match self.budget.take() {
                    Some(ticket) => (Some(ticket), Decision::Wait(wait)),
                    None => (None, Decision::Stop(Some(GaveUp::Budget))),
                },
                other => (None, other),
            };
            let wait = match decision {
                Decision::Wait(wait) | Decision::Pause(wait) => Some(wait),
                Decision::Stop(_) => None,
            };
            environment.observe(number, &result, wait);
            let Err(error) = result else { return result };
            if let Decision::Stop(gave_up) = decision {
                return Err(error.with_attempts(number, environment.elapsed(), first).with_gave_up(gave_up));
            }
            let failed_at = environment.elapsed();
            if let Decision::Wait(wait) = decision {
                environment.wait(wait).await;
                if environment.elapsed() >= self.deadline {
                    // The wait took longer than planned, so no time is left for another attempt.
                    let error = error.with_attempts(number, environment.elapsed(), first);
                    return Err(error.with_gave_up(Some(GaveUp::Deadline)));
                }
            }
            first.get_or_insert_with(|| error.with_attempts(number, failed_at, None));
            ticket.into_iter().for_each(Ticket::spend);
        }
    }
}

#[cfg(test)]
mod tests;
