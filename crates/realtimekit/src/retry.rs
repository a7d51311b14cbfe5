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
/// back-off if they name none, and then sends them spread out. While `Ratelimit` headers report what is left of a quota,
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
mod tests {
    use std::pin::pin;
    use std::sync::Mutex;
    use std::task::{Context, Poll, Waker};

    use bytes::Bytes;
    use reqwest::StatusCode;
    use reqwest::header::{HeaderMap, HeaderValue};

    use super::*;
    use crate::budget::{DEFAULT_RETRY_BUDGET, RETRY_COST};
    use crate::response::RawResponse;

    fn attempt(outcome: Outcome) -> Attempt {
        Attempt {
            number: 1,
            idempotent: true,
            outcome,
            retry_after: None,
            elapsed: Duration::from_secs(20),
            deadline: Duration::from_secs(120),
            random: 1.0,
        }
    }

    fn decide(attempt: Attempt) -> Decision {
        RetryPolicy::default().decide(&attempt)
    }

    const WAIT: Decision = Decision::Wait(Duration::from_millis(250));
    const PAUSE: Decision = Decision::Pause(Duration::from_millis(250));

    #[test]
    fn idempotent_requests_are_retried_unless_the_response_is_final() {
        for outcome in [Outcome::NotSent, Outcome::Unclear, Outcome::ServerFailed] {
            assert_eq!(decide(attempt(outcome)), WAIT, "{outcome:?}");
        }
        assert_eq!(decide(attempt(Outcome::RateLimited)), PAUSE);
        assert_eq!(decide(attempt(Outcome::Final)), Decision::Stop(None));
    }

    #[test]
    fn other_requests_are_retried_only_if_they_cannot_have_been_executed() {
        for (outcome, decision) in [
            (Outcome::NotSent, WAIT),
            (Outcome::RateLimited, PAUSE),
            (Outcome::Unclear, Decision::Stop(None)),
            (Outcome::ServerFailed, Decision::Stop(None)),
            (Outcome::Final, Decision::Stop(None)),
        ] {
            assert_eq!(decide(Attempt { idempotent: false, ..attempt(outcome) }), decision, "{outcome:?}");
        }
    }

    #[test]
    fn statuses_are_classified() {
        for status in (300..=407).chain(409..=428).chain(430..=499) {
            assert_eq!(Outcome::of_status(status), Outcome::Final, "{status}");
        }
        for status in (500..=599).chain([408]) {
            assert_eq!(Outcome::of_status(status), Outcome::ServerFailed, "{status}");
        }
        assert_eq!(Outcome::of_status(429), Outcome::RateLimited);
    }

    #[test]
    fn errors_are_classified_by_their_status_first() {
        for (kind, outcome) in [
            (ErrorKind::Connect, Outcome::NotSent),
            (ErrorKind::Timeout, Outcome::Unclear),
            (ErrorKind::Transport, Outcome::Unclear),
            (ErrorKind::InvalidInput, Outcome::Final),
            (ErrorKind::TooLarge, Outcome::Final),
            (ErrorKind::Decode, Outcome::Final),
        ] {
            assert_eq!(Outcome::of(&Error::new(kind, "")), outcome, "{kind:?}");
        }
        let after = |kind, status| Outcome::of(&Error::new(kind, "").with_response(&response(status, &[], "")));
        assert_eq!(after(ErrorKind::Transport, 201), Outcome::Unclear);
        assert_eq!(after(ErrorKind::TooLarge, 200), Outcome::Final);
        // Throttling as status 500 does not guarantee that nothing was executed.
        assert_eq!(after(ErrorKind::RateLimited, 500), Outcome::ServerFailed);
        assert_eq!(after(ErrorKind::Unauthorized, 403), Outcome::Final);
    }

    #[test]
    fn waits_double_up_to_the_maximum_and_are_spread() {
        let policy = RetryPolicy::default().max_retries(9);
        let wait = |number, random| policy.decide(&Attempt { number, random, ..attempt(Outcome::Unclear) });
        let expected = [250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000];
        for (index, millis) in expected.into_iter().enumerate() {
            let number = u32::try_from(index).unwrap() + 1;
            assert_eq!(wait(number, 1.0), Decision::Wait(Duration::from_millis(millis)));
            assert_eq!(wait(number, 0.5), Decision::Wait(Duration::from_millis(millis / 2)));
            assert_eq!(wait(number, 0.0), Decision::Wait(Duration::ZERO));
        }
        assert_eq!(wait(10, 1.0), Decision::Stop(Some(GaveUp::Attempts)));
        let endless = RetryPolicy::default().max_retries(u32::MAX);
        let late = Attempt { number: u32::MAX, ..attempt(Outcome::Unclear) };
        assert_eq!(endless.decide(&late), Decision::Wait(Duration::from_secs(8)));
    }

    #[test]
    fn retry_after_is_obeyed_up_to_its_limit() {
        let asked = |seconds| {
            decide(Attempt { retry_after: Some(Duration::from_secs(seconds)), ..attempt(Outcome::RateLimited) })
        };
        assert_eq!(asked(30), Decision::Pause(Duration::from_secs(30)));
        assert_eq!(asked(60), Decision::Pause(Duration::from_secs(60)));
        assert_eq!(asked(0), Decision::Pause(Duration::ZERO));
        assert_eq!(asked(61), Decision::Stop(Some(GaveUp::RetryAfter)));
        let unavailable = Attempt { retry_after: Some(Duration::from_secs(7)), ..attempt(Outcome::ServerFailed) };
        assert_eq!(decide(unavailable), Decision::Wait(Duration::from_secs(7)));
    }

    #[test]
    fn the_deadline_bounds_the_waits() {
        let left = |millis| Attempt {
            elapsed: Duration::from_secs(120) - Duration::from_millis(millis),
            ..attempt(Outcome::Unclear)
        };
        assert_eq!(decide(left(251)), WAIT);
        let late = Decision::Stop(Some(GaveUp::Deadline));
        assert_eq!(decide(left(250)), late);
        assert_eq!(decide(Attempt { elapsed: Duration::from_secs(500), ..left(0) }), late);
    }

    fn response(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> RawResponse {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (reqwest::header::HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let status = StatusCode::from_u16(status).unwrap();
        RawResponse::new(status, headers, Bytes::from_static(body.as_bytes()), 1, Duration::ZERO)
    }

    fn received(status: u16, headers: &[(&'static str, &'static str)]) -> Result<RawResponse, Error> {
        let response = response(status, headers, r#"{"success":false,"error":"no"}"#);
        if status < 300 { Ok(response) } else { Err(Error::from_response(&response)) }
    }

    fn broken(kind: ErrorKind) -> Result<RawResponse, Error> {
        Err(Error::new(kind, "broken"))
    }

    /// Every attempt takes a second and has the next of these results; waits take no real time.
    struct Script {
        now: Mutex<Duration>,
        results: Mutex<Vec<Result<RawResponse, Error>>>,
        waits: Mutex<Vec<Duration>>,
        allowed: Mutex<Vec<Duration>>,
        observed: Mutex<Vec<(u32, Option<Duration>)>>,
        permits: Mutex<u32>,
        waits_forever: bool,
        late: Duration,
    }

    impl Script {
        fn new(results: impl IntoIterator<Item = Result<RawResponse, Error>>) -> Self {
            let mut results: Vec<_> = results.into_iter().collect();
            results.reverse();
            Self {
                now: Mutex::default(),
                results: Mutex::new(results),
                waits: Mutex::default(),
                allowed: Mutex::default(),
                observed: Mutex::default(),
                permits: Mutex::new(u32::MAX),
                waits_forever: false,
                late: Duration::ZERO,
            }
        }

        fn waits(&self) -> Vec<u64> {
            self.waits.lock().unwrap().iter().map(|wait| u64::try_from(wait.as_millis()).unwrap()).collect()
        }
    }

    impl Environment for Script {
        type Response = RawResponse;
        type Pass = ();

        fn elapsed(&self) -> Duration {
            *self.now.lock().unwrap()
        }

        async fn wait(&self, time: Duration) {
            self.waits.lock().unwrap().push(time);
            *self.now.lock().unwrap() += time + self.late;
            if self.waits_forever {
                std::future::pending::<()>().await;
            }
        }

        fn random(&self) -> f64 {
            1.0
        }

        async fn admit(&self, _at_most: Duration) -> Result<(), Error> {
            let mut permits = self.permits.lock().unwrap();
            *permits = permits.checked_sub(1).ok_or_else(|| Error::new(ErrorKind::RateLimited, "no permit"))?;
            Ok(())
        }

        async fn attempt(&self, _number: u32, _pass: (), at_most: Duration) -> Result<RawResponse, Error> {
            self.allowed.lock().unwrap().push(at_most);
            *self.now.lock().unwrap() += Duration::from_secs(1).min(at_most);
            self.results.lock().unwrap().pop().expect("more attempts than the script has results")
        }

        fn observe(&self, number: u32, _result: &Result<RawResponse, Error>, wait: Option<Duration>) {
            self.observed.lock().unwrap().push((number, wait));
        }
    }

    /// Runs a call; nothing in it takes real time.
    fn run(script: &Script, budget: &RetryBudget, idempotent: bool, deadline: u64) -> Result<RawResponse, Error> {
        let policy = RetryPolicy::default();
        let rules = Rules { policy: &policy, budget, idempotent, deadline: Duration::from_secs(deadline) };
        match pin!(rules.run(script)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => result,
            Poll::Pending => panic!("the call waits for something real"),
        }
    }

    #[test]
    fn a_call_is_retried_until_it_succeeds() {
        let script = Script::new([
            received(503, &[]),
            broken(ErrorKind::Transport),
            broken(ErrorKind::Connect),
            received(200, &[]),
        ]);
        run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), true, 120).unwrap();
        assert_eq!(script.waits(), [250, 500, 1000]);
        let wait = |millis| Some(Duration::from_millis(millis));
        assert_eq!(*script.observed.lock().unwrap(), [(1, wait(250)), (2, wait(500)), (3, wait(1000)), (4, None)]);
    }

    #[test]
    fn the_error_keeps_the_first_and_the_last_cause() {
        let script =
            Script::new([broken(ErrorKind::Timeout), received(502, &[]), received(502, &[]), received(503, &[])]);
        let error = run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), true, 120).unwrap_err();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Server, 503));
        assert_eq!((error.attempts(), error.elapsed()), (4, Duration::from_millis(4 * 1000 + 250 + 500 + 1000)));
        let first = error.first_attempt().unwrap();
        assert_eq!((first.kind(), first.attempts(), first.elapsed()), (ErrorKind::Timeout, 1, Duration::from_secs(1)));
        assert!(error.to_string().contains("4 attempts in 5.8 s"), "{error}");
    }

    #[test]
    fn requests_that_may_have_been_executed_are_not_retried() {
        for result in [received(500, &[]), received(408, &[]), broken(ErrorKind::Timeout), broken(ErrorKind::Transport)]
        {
            let error = run(&Script::new([result]), &RetryBudget::new(DEFAULT_RETRY_BUDGET), false, 120).unwrap_err();
            assert_eq!(error.attempts(), 1, "{error}");
            assert!(error.first_attempt().is_none());
        }
        let script = Script::new([received(429, &[]), broken(ErrorKind::Connect), received(201, &[])]);
        run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), false, 120).unwrap();
    }

    #[test]
    fn a_retry_after_above_the_maximum_is_an_error_immediately() {
        let script = Script::new([received(429, &[("retry-after", "240")])]);
        let error = run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), true, 600).unwrap_err();
        assert_eq!((error.retry_after(), error.attempts()), (Some(Duration::from_secs(240)), 1));
        assert_eq!(script.waits(), [0; 0]);
        let script = Script::new([received(429, &[("retry-after", "7")]), received(200, &[])]);
        run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), true, 600).unwrap();
        assert_eq!(script.waits(), [0; 0], "the gate waits");
    }

    #[test]
    fn the_deadline_bounds_attempts_and_waits() {
        let script = Script::new([received(503, &[]), received(503, &[("retry-after", "2")])]);
        let error = run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), true, 4).unwrap_err();
        assert_eq!((error.attempts(), error.elapsed()), (2, Duration::from_millis(2250)));
        assert_eq!(*script.allowed.lock().unwrap(), [Duration::from_secs(4), Duration::from_millis(2750)]);
    }

    #[test]
    fn a_wait_that_ends_after_the_deadline_keeps_the_error() {
        let script = Script::new([broken(ErrorKind::Connect), received(200, &[])]);
        let script = Script { late: Duration::from_secs(3), ..script };
        let error = run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), true, 4).unwrap_err();
        assert_eq!((error.kind(), error.gave_up()), (ErrorKind::Connect, Some(GaveUp::Deadline)));
        assert_eq!((error.attempts(), error.elapsed()), (1, Duration::from_millis(4250)));
    }

    #[test]
    fn an_empty_budget_stops_the_retries() {
        let budget = RetryBudget::new(DEFAULT_RETRY_BUDGET);
        for _ in 0..33 {
            let script = Script::new([received(503, &[]), received(503, &[]), received(503, &[]), received(503, &[])]);
            assert_eq!(run(&script, &budget, true, 120).unwrap_err().attempts(), 4);
        }
        let script = Script::new([received(503, &[]), received(503, &[])]);
        assert_eq!(run(&script, &budget, true, 120).unwrap_err().attempts(), 2, "100 retries, no more");
        assert_eq!(budget.tokens(), 0);
    }

    #[test]
    fn a_dropped_wait_returns_its_tokens() {
        let budget = RetryBudget::new(DEFAULT_RETRY_BUDGET);
        let script = Script { waits_forever: true, ..Script::new([received(503, &[])]) };
        let policy = RetryPolicy::default();
        let rules = Rules { policy: &policy, budget: &budget, idempotent: true, deadline: Duration::from_secs(9) };
        let mut call = Box::pin(rules.run(&script));
        assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        assert_eq!(budget.tokens(), DEFAULT_RETRY_BUDGET * RETRY_COST - RETRY_COST);
        drop(call);
        assert_eq!(budget.tokens(), DEFAULT_RETRY_BUDGET * RETRY_COST);
    }

    #[test]
    fn an_attempt_without_a_permit_is_not_counted() {
        let script = Script { permits: Mutex::new(1), ..Script::new([received(503, &[])]) };
        let error = run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), true, 120).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimited, 1));
        assert_eq!(error.first_attempt().unwrap().status().unwrap().as_u16(), 503);
    }
}
