//! When to try again, and how long to wait before: the decision, a pure function of what is known, and the loop around it.
//!
//! Time, chance and the sending itself come in through [`Surroundings`], so that tests need neither a server nor patience.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use crate::error::{Error, ErrorKind};
use crate::request::RawResponse;

/// When to try a failed request again.
///
/// Requests that may safely be sent twice are tried again after connect errors, time-outs, broken connections, and
/// status 408, 429 and 5xx. All others only where the service cannot have performed them: when no connection was made,
/// and on status 429. The waits grow from `base_delay` by doubling up to `max_delay`, and a random share of each is taken
/// so that many clients do not return at once. A `Retry-After` of the service is obeyed up to `max_retry_after`; when it
/// asks for more, the error comes at once and says how long.
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
    /// Never tries again.
    pub fn never() -> Self {
        Self::default().max_retries(0)
    }

    /// How many times a request is tried again after the first attempt.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// Longest wait before the first retry; it doubles with each one.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Longest wait before any retry.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Longest `Retry-After` that is waited for.
    #[must_use]
    pub fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// Whether to try again after an attempt, and when.
    pub(crate) fn decide(&self, attempt: &Attempt) -> Decision {
        let retriable = match attempt.outcome {
            Outcome::NotSent | Outcome::RateLimited => true,
            Outcome::Unclear | Outcome::ServerFailed => attempt.idempotent,
            Outcome::Final => false,
        };
        if !retriable || attempt.number > self.max_retries || attempt.budget < RETRY_COST {
            return Decision::Stop;
        }
        let doubling = 2u32.saturating_pow(attempt.number.saturating_sub(1));
        let ceiling = self.base_delay.saturating_mul(doubling).min(self.max_delay);
        let backoff = ceiling.mul_f64(attempt.random.clamp(0.0, 1.0));
        let wait = match attempt.retry_after {
            Some(asked) if asked > self.max_retry_after => return Decision::Stop,
            Some(asked) => asked.max(backoff),
            None => backoff,
        };
        // An attempt that begins at the deadline could not succeed.
        if wait >= attempt.deadline.saturating_sub(attempt.elapsed) {
            return Decision::Stop;
        }
        Decision::Wait(wait)
    }
}

/// What is known after an attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt {
    /// Which attempt it was, counted from 1.
    pub(crate) number: u32,
    /// Whether the request may be sent twice.
    pub(crate) idempotent: bool,
    pub(crate) outcome: Outcome,
    /// Wait that the service asked for.
    pub(crate) retry_after: Option<Duration>,
    /// Time since the call began.
    pub(crate) elapsed: Duration,
    /// Time allowed for the call.
    pub(crate) deadline: Duration,
    /// Tokens left in the retry budget of the client.
    pub(crate) budget: u32,
    /// Between 0 and 1.
    pub(crate) random: f64,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No connection was made: the service has not seen the request.
    NotSent,
    /// The service refused to look at the request.
    RateLimited,
    /// The connection broke or time ran out: the service may have performed the request.
    Unclear,
    /// The service or the edge before it failed: the request may have been performed.
    ServerFailed,
    /// The answer would be the same again.
    Final,
}

impl Outcome {
    /// The outcome of an attempt that did not succeed.
    pub(crate) fn of(error: &Error) -> Self {
        match (error.status(), error.kind()) {
            // What the status says counts, also where the message speaks of throttling: a 500 may have been performed.
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
    Stop,
    Wait(Duration),
}

/// What a call has around it: the network, the clock and chance.
pub(crate) trait Surroundings: Sync {
    /// Time since the call began.
    fn elapsed(&self) -> Duration;

    /// Lets time pass.
    fn wait(&self, time: Duration) -> impl Future<Output = ()> + Send;

    /// A number between 0 and 1.
    fn random(&self) -> f64;

    /// Waits until the client-side limiter lets an attempt pass, at most this long.
    fn permit(&self, at_most: Duration) -> impl Future<Output = Result<(), Error>> + Send;

    /// Makes an attempt that may take this long. Answers that are no success come as errors.
    fn attempt(&self, number: u32, at_most: Duration) -> impl Future<Output = Result<RawResponse, Error>> + Send;

    /// Is told how each attempt ended, and how long is waited before the next.
    fn observe(&self, number: u32, result: &Result<RawResponse, Error>, wait: Option<Duration>);
}

/// The rules of one call.
pub(crate) struct Rules<'a> {
    pub(crate) policy: &'a RetryPolicy,
    pub(crate) budget: &'a RetryBudget,
    pub(crate) idempotent: bool,
    /// Time allowed for the call with all its attempts and waits.
    pub(crate) deadline: Duration,
}

impl Rules<'_> {
    /// Makes attempts until one succeeds or the policy says stop. The error is that of the last attempt, with the number
    /// of attempts, the time they took, and the error of the first one.
    pub(crate) async fn run(&self, around: &impl Surroundings) -> Result<RawResponse, Error> {
        let mut first: Option<Error> = None;
        let mut number = 0;
        loop {
            let remaining = self.deadline.saturating_sub(around.elapsed());
            if let Err(error) = around.permit(remaining).await {
                return Err(error.with_attempts(number, around.elapsed(), first));
            }
            number += 1;
            let remaining = self.deadline.saturating_sub(around.elapsed());
            let result = around.attempt(number, remaining).await;
            let Err(error) = &result else {
                around.observe(number, &result, None);
                self.budget.success();
                return result;
            };
            let decision = self.policy.decide(&Attempt {
                number,
                idempotent: self.idempotent,
                outcome: Outcome::of(error),
                retry_after: error.retry_after(),
                elapsed: around.elapsed(),
                deadline: self.deadline,
                budget: self.budget.tokens(),
                random: around.random(),
            });
            let ticket = match decision {
                Decision::Stop => None,
                // Another call may have taken the last tokens in between.
                Decision::Wait(wait) => self.budget.take().map(|ticket| (ticket, wait)),
            };
            around.observe(number, &result, ticket.as_ref().map(|(_, wait)| *wait));
            let Err(error) = result else { return result };
            let Some((ticket, wait)) = ticket else {
                return Err(error.with_attempts(number, around.elapsed(), first));
            };
            first.get_or_insert_with(|| error.with_attempts(number, around.elapsed(), None));
            around.wait(wait).await;
            ticket.spend();
        }
    }
}

/// Limits the retries of a client as a whole: where everything fails, retries only add load.
///
/// Each retry takes tokens, each success gives one back. An empty budget allows no retry.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    tokens: AtomicU32,
    most: u32,
}

/// Retries that a full budget allows, unless the caller says otherwise.
pub(crate) const RETRIES_ON_CREDIT: u32 = 100;
const RETRY_COST: u32 = 5;

impl RetryBudget {
    /// A full budget for this many retries.
    pub(crate) fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(RETRY_COST);
        Self { tokens: AtomicU32::new(most), most }
    }

    pub(crate) fn tokens(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed)
    }

    /// Takes the tokens of one retry, if there are enough.
    fn take(&self) -> Option<Ticket<'_>> {
        let take = |tokens: u32| tokens.checked_sub(RETRY_COST);
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).ok().map(|_| Ticket(Some(self)))
    }

    /// Records a success.
    fn success(&self) {
        // A full budget is the rule; reading first keeps the shared cache line clean.
        if self.tokens() < self.most {
            self.add(1);
        }
    }

    fn add(&self, tokens: u32) {
        let add = |present: u32| Some(present.saturating_add(tokens).min(self.most));
        let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

/// Tokens of a retry that is waited for. They go back when the call is dropped before.
struct Ticket<'a>(Option<&'a RetryBudget>);

impl Ticket<'_> {
    fn spend(mut self) {
        self.0 = None;
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        if let Some(budget) = self.0 {
            budget.add(RETRY_COST);
        }
    }
}

/// A number between 0 and 1 that differs between processes and calls. It spreads waits; nothing secret depends on it.
pub(crate) fn random() -> f64 {
    static STATE: AtomicU64 = AtomicU64::new(0);
    let step = STATE.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
    let seed = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), step);
    #[allow(clippy::cast_precision_loss)] // the upper 53 bits fit an f64 exactly
    let share = (seed >> 11) as f64 / (1u64 << 53) as f64;
    share
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

    fn attempt(outcome: Outcome) -> Attempt {
        Attempt {
            number: 1,
            idempotent: true,
            outcome,
            retry_after: None,
            elapsed: Duration::from_secs(20),
            deadline: Duration::from_secs(120),
            budget: RETRIES_ON_CREDIT * RETRY_COST,
            random: 1.0,
        }
    }

    fn decide(attempt: Attempt) -> Decision {
        RetryPolicy::default().decide(&attempt)
    }

    const WAIT: Decision = Decision::Wait(Duration::from_millis(250));

    #[test]
    fn idempotent_requests_are_tried_again_unless_the_answer_is_final() {
        for outcome in [Outcome::NotSent, Outcome::RateLimited, Outcome::Unclear, Outcome::ServerFailed] {
            assert_eq!(decide(attempt(outcome)), WAIT, "{outcome:?}");
        }
        assert_eq!(decide(attempt(Outcome::Final)), Decision::Stop);
    }

    #[test]
    fn other_requests_only_where_they_cannot_have_been_performed() {
        for (outcome, decision) in [
            (Outcome::NotSent, WAIT),
            (Outcome::RateLimited, WAIT),
            (Outcome::Unclear, Decision::Stop),
            (Outcome::ServerFailed, Decision::Stop),
            (Outcome::Final, Decision::Stop),
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
        // Throttling that comes as status 500 is no promise that nothing was done.
        assert_eq!(after(ErrorKind::RateLimited, 500), Outcome::ServerFailed);
        assert_eq!(after(ErrorKind::Unauthorized, 403), Outcome::Final);
    }

    #[test]
    fn waits_double_up_to_their_limit_and_are_spread() {
        let policy = RetryPolicy::default().max_retries(9);
        let wait = |number, random| policy.decide(&Attempt { number, random, ..attempt(Outcome::Unclear) });
        let expected = [250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000];
        for (index, millis) in expected.into_iter().enumerate() {
            let number = u32::try_from(index).unwrap() + 1;
            assert_eq!(wait(number, 1.0), Decision::Wait(Duration::from_millis(millis)));
            assert_eq!(wait(number, 0.5), Decision::Wait(Duration::from_millis(millis / 2)));
            assert_eq!(wait(number, 0.0), Decision::Wait(Duration::ZERO));
        }
        assert_eq!(wait(10, 1.0), Decision::Stop);
        let endless = RetryPolicy::default().max_retries(u32::MAX);
        let late = Attempt { number: u32::MAX, ..attempt(Outcome::Unclear) };
        assert_eq!(endless.decide(&late), Decision::Wait(Duration::from_secs(8)));
    }

    #[test]
    fn retry_after_is_obeyed_up_to_its_limit() {
        let asked = |seconds| {
            decide(Attempt { retry_after: Some(Duration::from_secs(seconds)), ..attempt(Outcome::RateLimited) })
        };
        assert_eq!(asked(30), Decision::Wait(Duration::from_secs(30)));
        assert_eq!(asked(60), Decision::Wait(Duration::from_secs(60)));
        assert_eq!(asked(0), WAIT);
        assert_eq!(asked(61), Decision::Stop);
    }

    #[test]
    fn neither_deadline_nor_budget_is_overdrawn() {
        let left = |millis| Attempt {
            elapsed: Duration::from_secs(120) - Duration::from_millis(millis),
            ..attempt(Outcome::Unclear)
        };
        assert_eq!(decide(left(251)), WAIT);
        assert_eq!(decide(left(250)), Decision::Stop);
        assert_eq!(decide(Attempt { elapsed: Duration::from_secs(500), ..left(0) }), Decision::Stop);
        assert_eq!(decide(Attempt { budget: RETRY_COST, ..attempt(Outcome::Unclear) }), WAIT);
        assert_eq!(decide(Attempt { budget: RETRY_COST - 1, ..attempt(Outcome::Unclear) }), Decision::Stop);
    }

    #[test]
    fn a_budget_is_spent_by_retries_and_filled_by_successes() {
        let budget = RetryBudget::new(RETRIES_ON_CREDIT);
        let retry = || budget.take().map(Ticket::spend).is_some();
        assert_eq!(std::iter::repeat_with(retry).take_while(|taken| *taken).count(), 100);
        (0..4).for_each(|_| budget.success());
        assert!(!retry());
        budget.success();
        assert!(retry());
        (0..10_000).for_each(|_| budget.success());
        assert_eq!(budget.tokens(), RETRIES_ON_CREDIT * RETRY_COST);
        drop(budget.take());
        assert_eq!(budget.tokens(), RETRIES_ON_CREDIT * RETRY_COST, "what was not spent goes back");
    }

    #[test]
    fn random_numbers_lie_between_zero_and_one_and_differ() {
        let numbers: Vec<f64> = (0..100).map(|_| random()).collect();
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        assert!(numbers.windows(2).any(|pair| pair[0] != pair[1]));
    }

    fn response(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> RawResponse {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (reqwest::header::HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let status = StatusCode::from_u16(status).unwrap();
        RawResponse::new(status, headers, Bytes::from_static(body.as_bytes()), 1, Duration::ZERO)
    }

    fn answer(status: u16, headers: &[(&'static str, &'static str)]) -> Result<RawResponse, Error> {
        let response = response(status, headers, r#"{"success":false,"error":"no"}"#);
        if status < 300 { Ok(response) } else { Err(Error::from_response(&response)) }
    }

    fn broken(kind: ErrorKind) -> Result<RawResponse, Error> {
        Err(Error::new(kind, "broken"))
    }

    /// A made-up world: every attempt takes a second and has the next of these results; waits pass at once.
    struct Script {
        now: Mutex<Duration>,
        results: Mutex<Vec<Result<RawResponse, Error>>>,
        waits: Mutex<Vec<Duration>>,
        allowed: Mutex<Vec<Duration>>,
        observed: Mutex<Vec<(u32, Option<Duration>)>>,
        permits: Mutex<u32>,
        waits_for_ever: bool,
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
                waits_for_ever: false,
            }
        }

        fn waits(&self) -> Vec<u64> {
            self.waits.lock().unwrap().iter().map(|wait| u64::try_from(wait.as_millis()).unwrap()).collect()
        }
    }

    impl Surroundings for Script {
        fn elapsed(&self) -> Duration {
            *self.now.lock().unwrap()
        }

        async fn wait(&self, time: Duration) {
            self.waits.lock().unwrap().push(time);
            *self.now.lock().unwrap() += time;
            if self.waits_for_ever {
                std::future::pending::<()>().await;
            }
        }

        fn random(&self) -> f64 {
            1.0
        }

        async fn permit(&self, _at_most: Duration) -> Result<(), Error> {
            let mut permits = self.permits.lock().unwrap();
            *permits = permits.checked_sub(1).ok_or_else(|| Error::new(ErrorKind::RateLimited, "no permit"))?;
            Ok(())
        }

        async fn attempt(&self, _number: u32, at_most: Duration) -> Result<RawResponse, Error> {
            self.allowed.lock().unwrap().push(at_most);
            *self.now.lock().unwrap() += Duration::from_secs(1).min(at_most);
            self.results.lock().unwrap().pop().expect("more attempts than the script has results")
        }

        fn observe(&self, number: u32, _result: &Result<RawResponse, Error>, wait: Option<Duration>) {
            self.observed.lock().unwrap().push((number, wait));
        }
    }

    /// Runs a call through; nothing in it waits for real.
    fn run(script: &Script, budget: &RetryBudget, idempotent: bool, deadline: u64) -> Result<RawResponse, Error> {
        let policy = RetryPolicy::default();
        let rules = Rules { policy: &policy, budget, idempotent, deadline: Duration::from_secs(deadline) };
        match pin!(rules.run(script)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => result,
            Poll::Pending => panic!("the call waits for something real"),
        }
    }

    #[test]
    fn a_call_goes_on_until_it_succeeds() {
        let script =
            Script::new([answer(503, &[]), broken(ErrorKind::Transport), broken(ErrorKind::Connect), answer(200, &[])]);
        run(&script, &RetryBudget::new(RETRIES_ON_CREDIT), true, 120).unwrap();
        assert_eq!(script.waits(), [250, 500, 1000]);
        let wait = |millis| Some(Duration::from_millis(millis));
        assert_eq!(*script.observed.lock().unwrap(), [(1, wait(250)), (2, wait(500)), (3, wait(1000)), (4, None)]);
    }

    #[test]
    fn the_error_keeps_the_first_and_the_last_cause() {
        let script = Script::new([broken(ErrorKind::Timeout), answer(502, &[]), answer(502, &[]), answer(503, &[])]);
        let error = run(&script, &RetryBudget::new(RETRIES_ON_CREDIT), true, 120).unwrap_err();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Server, 503));
        assert_eq!((error.attempts(), error.elapsed()), (4, Duration::from_millis(4 * 1000 + 250 + 500 + 1000)));
        let first = error.first_attempt().unwrap();
        assert_eq!((first.kind(), first.attempts(), first.elapsed()), (ErrorKind::Timeout, 1, Duration::from_secs(1)));
        assert!(error.to_string().contains("4 attempts in 5.8 s"), "{error}");
    }

    #[test]
    fn what_may_have_been_performed_is_not_sent_again() {
        for result in [answer(500, &[]), answer(408, &[]), broken(ErrorKind::Timeout), broken(ErrorKind::Transport)] {
            let error = run(&Script::new([result]), &RetryBudget::new(RETRIES_ON_CREDIT), false, 120).unwrap_err();
            assert_eq!(error.attempts(), 1, "{error}");
            assert!(error.first_attempt().is_none());
        }
        let script = Script::new([answer(429, &[]), broken(ErrorKind::Connect), answer(201, &[])]);
        run(&script, &RetryBudget::new(RETRIES_ON_CREDIT), false, 120).unwrap();
    }

    #[test]
    fn a_retry_after_beyond_the_limit_comes_back_at_once() {
        let script = Script::new([answer(429, &[("retry-after", "240")])]);
        let error = run(&script, &RetryBudget::new(RETRIES_ON_CREDIT), true, 600).unwrap_err();
        assert_eq!((error.retry_after(), error.attempts()), (Some(Duration::from_secs(240)), 1));
        assert_eq!(script.waits(), [0; 0]);
        let script = Script::new([answer(429, &[("retry-after", "7")]), answer(200, &[])]);
        run(&script, &RetryBudget::new(RETRIES_ON_CREDIT), true, 600).unwrap();
        assert_eq!(script.waits(), [7000]);
    }

    #[test]
    fn the_deadline_bounds_attempts_and_waits() {
        let script = Script::new([answer(503, &[]), answer(503, &[("retry-after", "2")])]);
        let error = run(&script, &RetryBudget::new(RETRIES_ON_CREDIT), true, 4).unwrap_err();
        assert_eq!((error.attempts(), error.elapsed()), (2, Duration::from_millis(2250)));
        assert_eq!(*script.allowed.lock().unwrap(), [Duration::from_secs(4), Duration::from_millis(2750)]);
    }

    #[test]
    fn an_empty_budget_stops_the_retries() {
        let budget = RetryBudget::new(RETRIES_ON_CREDIT);
        for _ in 0..33 {
            let script = Script::new([answer(503, &[]), answer(503, &[]), answer(503, &[]), answer(503, &[])]);
            assert_eq!(run(&script, &budget, true, 120).unwrap_err().attempts(), 4);
        }
        let script = Script::new([answer(503, &[]), answer(503, &[])]);
        assert_eq!(run(&script, &budget, true, 120).unwrap_err().attempts(), 2, "100 retries, no more");
        assert_eq!(budget.tokens(), 0);
    }

    #[test]
    fn a_dropped_wait_gives_its_tokens_back() {
        let budget = RetryBudget::new(RETRIES_ON_CREDIT);
        let script = Script { waits_for_ever: true, ..Script::new([answer(503, &[])]) };
        let policy = RetryPolicy::default();
        let rules = Rules { policy: &policy, budget: &budget, idempotent: true, deadline: Duration::from_secs(9) };
        let mut call = Box::pin(rules.run(&script));
        assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        assert_eq!(budget.tokens(), RETRIES_ON_CREDIT * RETRY_COST - RETRY_COST);
        drop(call);
        assert_eq!(budget.tokens(), RETRIES_ON_CREDIT * RETRY_COST);
    }

    #[test]
    fn an_attempt_without_a_permit_is_not_counted() {
        let script = Script { permits: Mutex::new(1), ..Script::new([answer(503, &[])]) };
        let error = run(&script, &RetryBudget::new(RETRIES_ON_CREDIT), true, 120).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimited, 1));
        assert_eq!(error.first_attempt().unwrap().status().unwrap().as_u16(), 503);
    }
}
