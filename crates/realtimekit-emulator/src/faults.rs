//! Faults: what can go wrong between a client and the service, on demand.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, header};
use bytes::Bytes;

use crate::envelope::{gateway_error, json_response, response, service_error, status_code};
use crate::server::Abort;

/// A fault of an operation, set up with [`Emulator::fault`](crate::Emulator::fault).
///
/// It acts from the moment in which it is told what to do until it has acted [`times`](Self::times), for ever without
/// that, or until [`remove`](Self::remove). A delay can be combined with every other fault; of the others the last one
/// named holds.
///
/// Each method works at once. Where requests come in meanwhile, name the restrictions ([`times`](Self::times),
/// [`after`](Self::after), [`beyond`](Self::beyond), [`probability`](Self::probability)) first.
///
/// ```
/// # async fn run(emulator: realtimekit_emulator::Emulator) {
/// emulator.fault("meetings_list").times(2).status(503).retry_after(1);
/// emulator.fault("*").probability(0.1).rate_limited();
/// # }
/// ```
#[derive(Clone)]
pub struct Fault {
    faults: Arc<Faults>,
    id: u64,
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fault").field("id", &self.id).field("hits", &self.hits()).finish_non_exhaustive()
    }
}

impl Fault {
    fn change(self, change: impl FnOnce(&mut Rule)) -> Self {
        if let Some(rule) = self.faults.lock().iter_mut().find(|rule| rule.id == self.id) {
            change(rule);
        }
        self
    }

    fn effect(self, effect: Effect) -> Self {
        self.change(|rule| rule.injection.effect = effect)
    }

    fn form(self, form: Form) -> Self {
        self.answer(|answer| answer.form = form)
    }

    fn answer(self, change: impl FnOnce(&mut Answer)) -> Self {
        self.change(|rule| {
            let mut answer =
                rule.injection.answer().cloned().unwrap_or(Answer { status: 500, form: Form::Service(None) });
            change(&mut answer);
            rule.injection.effect = Effect::Answer(answer);
        })
    }

    /// Answers this status, with the service's error envelope unless another form is chosen.
    pub fn status(self, status: u16) -> Fault {
        self.answer(|answer| answer.status = status)
    }

    /// Answers with this message, in the gateway's envelope where [`gateway`](Self::gateway) chose that, else in the
    /// service's.
    pub fn message(self, message: impl Into<String>) -> Fault {
        self.answer(|answer| match &mut answer.form {
            Form::Service(text) | Form::Gateway(_, text) => *text = Some(message.into()),
            Form::Raw(..) => answer.form = Form::Service(Some(message.into())),
        })
    }

    /// Answers in the gateway's envelope, with this code.
    pub fn gateway(self, code: i64) -> Fault {
        self.answer(|answer| {
            let text = match &mut answer.form {
                Form::Service(text) | Form::Gateway(_, text) => text.take(),
                Form::Raw(..) => None,
            };
            answer.form = Form::Gateway(code, text);
        })
    }

    /// Answers with an HTML page, as the edge does.
    pub fn html(self) -> Fault {
        self.form(Form::Raw("text/html; charset=UTF-8", None))
    }

    /// Answers with this body, declared as JSON, under status 500 unless [`status`](Self::status) names another.
    pub fn body(self, body: impl Into<String>) -> Fault {
        self.raw_body(body.into())
    }

    /// Answers with these bytes, declared as JSON.
    pub fn raw_body(self, body: impl Into<Bytes>) -> Fault {
        self.form(Form::Raw("application/json", Some(body.into())))
    }

    /// Answers with an empty body.
    pub fn empty(self) -> Fault {
        self.body("")
    }

    /// Answers 429 as the gateway does, with the headers `Ratelimit`, `Ratelimit-Policy` and `Retry-After: 1`.
    pub fn rate_limited(self) -> Fault {
        self.change(|rule| {
            let injection = &mut rule.injection;
            injection.effect = Effect::Answer(Answer { status: 429, form: Form::Gateway(971, None) });
            for (name, value) in
                [("ratelimit", "\"default\";r=0;t=1"), ("ratelimit-policy", "\"default\";q=1200;w=300")]
            {
                injection.headers.push((HeaderName::from_static(name), HeaderValue::from_static(value)));
            }
            injection.retry_after = Some(RetryAfter::Seconds(1));
        })
    }

    /// Adds `Retry-After` in whole seconds.
    pub fn retry_after(self, seconds: u64) -> Fault {
        self.change(|rule| rule.injection.retry_after = Some(RetryAfter::Seconds(seconds)))
    }

    /// Adds `Retry-After` as a date that lies this far in the future when the answer is sent, at the latest at the end of
    /// the year 9999.
    pub fn retry_after_date(self, ahead: Duration) -> Fault {
        self.change(|rule| rule.injection.retry_after = Some(RetryAfter::Date(ahead)))
    }

    /// Leaves `Retry-After` out, as the service sometimes does.
    pub fn without_retry_after(self) -> Fault {
        self.change(|rule| rule.injection.retry_after = None)
    }

    /// Adds a header to the answer. What is not a valid header is left out.
    pub fn header(self, name: &str, value: &str) -> Fault {
        let header = (HeaderName::try_from(name), HeaderValue::try_from(value));
        self.change(|rule| {
            if let (Ok(name), Ok(value)) = header {
                rule.injection.headers.push((name, value));
            }
        })
    }

    /// Waits before anything else happens, in real time.
    pub fn delay(self, delay: Duration) -> Fault {
        self.change(|rule| rule.injection.delay = Some(delay))
    }

    /// Never answers, and keeps the connection open.
    pub fn hang(self) -> Fault {
        self.effect(Effect::Hang)
    }

    /// Resets the connection; the request is not performed.
    pub fn reset_before(self) -> Fault {
        self.effect(Effect::ResetBefore)
    }

    /// Performs the request, then resets the connection instead of answering.
    pub fn reset_after(self) -> Fault {
        self.effect(Effect::ResetAfter)
    }

    /// Performs the request, announces the whole answer, and closes the connection after half of it.
    pub fn truncated(self) -> Fault {
        self.effect(Effect::Truncate)
    }

    /// Performs the request, announces the whole answer, sends half of it, and then nothing more; the connection stays
    /// open.
    pub fn stalled(self) -> Fault {
        self.effect(Effect::Stall)
    }

    /// Performs the request and sends its answer byte by byte, with this pause before each, in real time.
    pub fn trickled(self, pause: Duration) -> Fault {
        self.effect(Effect::Trickle(pause))
    }

    /// Performs the request and answers its status with bytes that are neither JSON nor UTF-8. A file keeps its length,
    /// and has none of its bytes right.
    pub fn garbage(self) -> Fault {
        self.effect(Effect::Garbage)
    }

    /// Answers with the first page whichever page is asked for.
    ///
    /// # Panics
    ///
    /// When it is a fault of `download`: files have no pages, and a test would pass for the wrong reason.
    pub fn repeated_page(self) -> Fault {
        assert!(!self.concerns_files(), "there are no pages of {:?} that could be repeated", crate::files::OPERATION);
        self.effect(Effect::RepeatPage)
    }

    /// Whether it is a fault of the files.
    pub(crate) fn concerns_files(&self) -> bool {
        self.rule(|rule| rule.operation == crate::files::OPERATION).unwrap_or_default()
    }

    /// Performs the request and blows the answer up to at least this many bytes. They are made as they are sent.
    pub fn huge(self, bytes: u64) -> Fault {
        self.effect(Effect::Huge(bytes))
    }

    /// Panics in the handler, to see that the emulator survives it.
    pub fn panic(self) -> Fault {
        self.effect(Effect::Panic)
    }

    /// Acts on this many requests in all, then no more.
    pub fn times(self, times: u64) -> Fault {
        self.change(|rule| rule.times = Some(times))
    }

    /// Lets this many requests pass first.
    pub fn after(self, requests: u64) -> Fault {
        self.change(|rule| rule.skip = requests)
    }

    /// Lets this many requests pass in any period of this length, and acts on those beyond. With
    /// [`rate_limited`](Self::rate_limited) it enforces a limit. The period is in real time.
    pub fn beyond(self, requests: usize, window: Duration) -> Fault {
        self.change(|rule| rule.quota = Some(Quota { requests, window, passed: VecDeque::new() }))
    }

    /// Acts on this share of the requests only, from 0 to 1. Which ones follows from the emulator's seed.
    pub fn probability(self, share: f64) -> Fault {
        self.change(|rule| rule.probability = share)
    }

    /// Ends the fault.
    pub fn remove(self) {
        self.faults.remove(self.id);
    }

    /// How often the fault has acted; 0 after its removal.
    pub fn hits(&self) -> u64 {
        self.rule(|rule| rule.hits).unwrap_or_default()
    }

    /// Whether it was told what to do.
    pub(crate) fn does_something(&self) -> bool {
        self.rule(|rule| !rule.injection.is_nothing()).unwrap_or_default()
    }

    /// The number under which the control handle knows it.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    fn rule<T>(&self, look: impl FnOnce(&Rule) -> T) -> Option<T> {
        self.faults.lock().iter().find(|rule| rule.id == self.id).map(look)
    }
}

/// All faults of an emulator.
#[derive(Debug)]
pub(crate) struct Faults {
    rules: Mutex<Vec<Rule>>,
    added: AtomicU64,
    random: Mutex<fastrand::Rng>,
}

#[derive(Debug)]
struct Rule {
    id: u64,
    operation: String,
    injection: Injection,
    /// How many requests are still to pass.
    skip: u64,
    times: Option<u64>,
    probability: f64,
    quota: Option<Quota>,
    hits: u64,
}

/// Requests that pass before a fault acts.
#[derive(Debug)]
struct Quota {
    requests: usize,
    window: Duration,
    /// When requests passed, no longer ago than the window.
    passed: VecDeque<Instant>,
}

impl Quota {
    fn admits(&mut self, now: Instant) -> bool {
        while self.passed.front().is_some_and(|first| now.saturating_duration_since(*first) >= self.window) {
            self.passed.pop_front();
        }
        let admitted = self.passed.len() < self.requests;
        if admitted {
            self.passed.push_back(now);
        }
        admitted
    }
}

impl Faults {
    pub(crate) fn new(seed: u64) -> Arc<Self> {
        Arc::new(Self {
            rules: Mutex::default(),
            added: AtomicU64::new(0),
            random: Mutex::new(fastrand::Rng::with_seed(seed)),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Rule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a fault that does nothing yet.
    pub(crate) fn add(self: &Arc<Self>, operation: &str) -> Fault {
        let id = self.added.fetch_add(1, Ordering::Relaxed);
        self.lock().push(Rule {
            id,
            operation: operation.to_owned(),
            injection: Injection::default(),
            skip: 0,
            times: None,
            probability: 1.0,
            quota: None,
            hits: 0,
        });
        Fault { faults: Arc::clone(self), id }
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// Ends a fault; false when there is no such one.
    pub(crate) fn remove(&self, id: u64) -> bool {
        let mut rules = self.lock();
        let before = rules.len();
        rules.retain(|rule| rule.id != id);
        rules.len() < before
    }

    /// Each fault's number and operation, and how often it has acted.
    pub(crate) fn list(&self) -> Vec<(u64, String, u64)> {
        self.lock().iter().map(|rule| (rule.id, rule.operation.clone(), rule.hits)).collect()
    }

    /// What to do to a request of this operation. The first fault that applies acts alone.
    pub(crate) fn next(&self, operation: &str) -> Injection {
        let mut rules = self.lock();
        // The files lie on another host, which has its own troubles.
        let any = if operation == crate::files::OPERATION { operation } else { "*" };
        for rule in rules.iter_mut().filter(|rule| rule.operation == operation || rule.operation == any) {
            // Still being set up.
            if rule.injection.is_nothing() {
                continue;
            }
            if rule.skip > 0 {
                rule.skip -= 1;
                continue;
            }
            if rule.times.is_some_and(|times| rule.hits >= times) || !self.chance(rule.probability) {
                continue;
            }
            if rule.quota.as_mut().is_some_and(|quota| quota.admits(Instant::now())) {
                continue;
            }
            rule.hits += 1;
            return rule.injection.clone();
        }
        Injection::default()
    }

    fn chance(&self, probability: f64) -> bool {
        probability >= 1.0 || self.random.lock().unwrap_or_else(PoisonError::into_inner).f64() < probability
    }
}

/// What is done to one request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Injection {
    delay: Option<Duration>,
    pub(crate) effect: Effect,
    headers: Vec<(HeaderName, HeaderValue)>,
    retry_after: Option<RetryAfter>,
}

#[derive(Clone, Debug, Default)]
pub(crate) enum Effect {
    #[default]
    None,
    Answer(Answer),
    Hang,
    ResetBefore,
    ResetAfter,
    Truncate,
    Stall,
    Trickle(Duration),
    Garbage,
    RepeatPage,
    Huge(u64),
    Panic,
}

#[derive(Clone, Debug)]
pub(crate) struct Answer {
    status: u16,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    Service(Option<String>),
    Gateway(i64, Option<String>),
    /// A media type, and a body where it is not the page of the edge.
    Raw(&'static str, Option<Bytes>),
}

#[derive(Clone, Debug)]
enum RetryAfter {
    Seconds(u64),
    Date(Duration),
}

impl Injection {
    /// Whether it changes nothing.
    fn is_nothing(&self) -> bool {
        let Self { delay, effect, headers, retry_after } = self;
        delay.is_none() && matches!(effect, Effect::None) && headers.is_empty() && retry_after.is_none()
    }

    fn answer(&self) -> Option<&Answer> {
        match &self.effect {
            Effect::Answer(answer) => Some(answer),
            _ => None,
        }
    }

    /// What happens before a request is performed: the delay, and the faults after which nothing else happens, with
    /// what is to be sent then.
    pub(crate) async fn begin(&self) -> Option<Response<Body>> {
        if let Some(delay) = self.delay {
            tokio::time::sleep(delay).await;
        }
        match &self.effect {
            Effect::Hang => std::future::pending().await,
            Effect::ResetBefore => Some(Abort::response()),
            Effect::Answer(answer) => {
                let mut response = answer.response();
                self.dress(&mut response);
                Some(response)
            }
            _ => None,
        }
    }

    /// Adds the headers of the fault to an answer.
    pub(crate) fn dress(&self, response: &mut Response<Body>) {
        let headers = response.headers_mut();
        for (name, value) in &self.headers {
            headers.append(name, value.clone());
        }
        let value = match self.retry_after {
            Some(RetryAfter::Seconds(seconds)) => seconds.to_string(),
            Some(RetryAfter::Date(ahead)) => httpdate::fmt_http_date(date(ahead)),
            None => return,
        };
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(header::RETRY_AFTER, value);
        }
    }
}

/// The time so far ahead, at the latest the last one that the form of a date in HTTP can express.
fn date(ahead: Duration) -> SystemTime {
    let last = SystemTime::UNIX_EPOCH + Duration::from_secs(253_402_300_799);
    SystemTime::now().checked_add(ahead).map_or(last, |date| date.min(last))
}

impl Answer {
    fn response(&self) -> Response<Body> {
        let reason = status_code(self.status).canonical_reason().unwrap_or("Error");
        match &self.form {
            Form::Service(message) => {
                json_response(self.status, &service_error(self.status, message.as_deref().unwrap_or(reason)))
            }
            Form::Gateway(code, message) => {
                json_response(self.status, &gateway_error(*code, message.as_deref().unwrap_or(reason)))
            }
            Form::Raw(media_type, Some(body)) => response(self.status, media_type, body.clone()),
            Form::Raw(media_type, None) => {
                let page = format!(
                    "<html>\r\n<head><title>{0} {reason}</title></head>\r\n<body>\r\n<center><h1>{0} {reason}</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n",
                    self.status
                );
                response(self.status, media_type, page)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_acts_as_often_as_it_was_told() {
        let faults = Faults::new(0);
        let fault = faults.add("apps_list").status(503).after(1).times(2);
        let acted: Vec<bool> = (0..5).map(|_| matches!(faults.next("apps_list").effect, Effect::Answer(_))).collect();
        assert_eq!(acted, [false, true, true, false, false]);
        assert_eq!(fault.hits(), 2);
        assert!(matches!(faults.next("apps_create").effect, Effect::None));
    }

    #[test]
    fn a_fault_acts_only_once_it_knows_what_to_do() {
        let faults = Faults::new(0);
        let fault = faults.add("*");
        assert!(faults.next("apps_list").is_nothing());
        let fault = fault.after(1);
        assert!(faults.next("apps_list").is_nothing());
        let fault = fault.status(503);
        // The request that is to pass counts from here on.
        assert!(faults.next("apps_list").is_nothing());
        assert!(!faults.next("apps_list").is_nothing());
        assert_eq!(fault.hits(), 1);
        assert!(!faults.next("apps_list").is_nothing());
        // What it has done already counts.
        let fault = fault.times(3);
        assert!(!faults.next("apps_list").is_nothing());
        assert!(faults.next("apps_list").is_nothing());
        assert_eq!(fault.hits(), 3);
        assert!(!faults.add("apps_create").delay(Duration::ZERO).faults.next("apps_create").is_nothing());
    }

    #[test]
    fn the_farthest_date_can_be_written() {
        assert_eq!(httpdate::fmt_http_date(date(Duration::MAX)), "Fri, 31 Dec 9999 23:59:59 GMT");
        assert!(date(Duration::from_secs(60)) > SystemTime::now());
    }

    #[test]
    fn a_quota_holds_in_every_window() {
        let mut quota = Quota { requests: 2, window: Duration::from_secs(10), passed: VecDeque::new() };
        let start = Instant::now();
        let admitted = [0, 5, 9, 10, 11, 14, 15].map(|second| quota.admits(start + Duration::from_secs(second)));
        assert_eq!(admitted, [true, true, false, true, false, false, true]);
    }

    #[test]
    fn probability_follows_the_seed() {
        let hits = |seed| {
            let faults = Faults::new(seed);
            let fault = faults.add("*").hang().probability(0.5);
            (0..100).for_each(|_| drop(faults.next("apps_list")));
            fault.hits()
        };
        assert_eq!(hits(3), hits(3));
        assert!((30..70).contains(&hits(3)), "{}", hits(3));
    }
}
