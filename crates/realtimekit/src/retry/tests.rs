//! Tests of the policy and of the loop, with scripted attempts.

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
    let asked =
        |seconds| decide(Attempt { retry_after: Some(Duration::from_secs(seconds)), ..attempt(Outcome::RateLimited) });
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
    let script =
        Script::new([received(503, &[]), broken(ErrorKind::Transport), broken(ErrorKind::Connect), received(200, &[])]);
    run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), true, 120).unwrap();
    assert_eq!(script.waits(), [250, 500, 1000]);
    let wait = |millis| Some(Duration::from_millis(millis));
    assert_eq!(*script.observed.lock().unwrap(), [(1, wait(250)), (2, wait(500)), (3, wait(1000)), (4, None)]);
}

#[test]
fn the_error_keeps_the_first_and_the_last_cause() {
    let script = Script::new([broken(ErrorKind::Timeout), received(502, &[]), received(502, &[]), received(503, &[])]);
    let error = run(&script, &RetryBudget::new(DEFAULT_RETRY_BUDGET), true, 120).unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Server, 503));
    assert_eq!((error.attempts(), error.elapsed()), (4, Duration::from_millis(4 * 1000 + 250 + 500 + 1000)));
    let first = error.first_attempt().unwrap();
    assert_eq!((first.kind(), first.attempts(), first.elapsed()), (ErrorKind::Timeout, 1, Duration::from_secs(1)));
    assert!(error.to_string().contains("4 attempts in 5.8 s"), "{error}");
}

#[test]
fn requests_that_may_have_been_executed_are_not_retried() {
    for result in [received(500, &[]), received(408, &[]), broken(ErrorKind::Timeout), broken(ErrorKind::Transport)] {
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
