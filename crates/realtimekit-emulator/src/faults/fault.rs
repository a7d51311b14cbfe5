//! Faults: what can go wrong between a client and the service, on demand.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue};
use bytes::Bytes;

use crate::faults::injection::{Effect, Form, InjectedResponse, RetryAfter};
use crate::faults::rules::{DOWNLOAD, Faults, Quota, Rule};

/// A fault of an operation, created with [`Emulator::fault`](crate::Emulator::fault).
///
/// It acts as soon as it has an effect, until it has acted [`times`](Self::times) (without a limit if not set) or until
/// [`remove`](Self::remove). A delay can be combined with every other fault; of the others the last one
/// named holds.
///
/// Each method takes effect immediately. Under traffic, set the restrictions ([`times`](Self::times),
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
    /// A fault that does nothing yet.
    pub(crate) fn new(faults: &Arc<Faults>, operation: &str) -> Self {
        Self { faults: Arc::clone(faults), id: faults.add(operation) }
    }

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
        self.response(|response| response.form = form)
    }

    fn response(self, change: impl FnOnce(&mut InjectedResponse)) -> Self {
        self.change(|rule| {
            let mut response = rule
                .injection
                .response()
                .cloned()
                .unwrap_or(InjectedResponse { status: 500, form: Form::Service(None) });
            change(&mut response);
            rule.injection.effect = Effect::Respond(response);
        })
    }

    /// Responds with this status, with the service's error envelope unless another form is chosen.
    pub fn status(self, status: u16) -> Fault {
        self.response(|response| response.status = status)
    }

    /// Responds with this message, in the gateway's envelope where [`gateway`](Self::gateway) chose that, else in the
    /// service's.
    pub fn message(self, message: impl Into<String>) -> Fault {
        self.response(|response| match &mut response.form {
            Form::Service(text) | Form::Gateway(_, text) => *text = Some(message.into()),
            Form::Raw(..) => response.form = Form::Service(Some(message.into())),
        })
    }

    /// Responds in the gateway's envelope, with this code.
    pub fn gateway(self, code: i64) -> Fault {
        self.response(|response| {
            let text = match &mut response.form {
                Form::Service(text) | Form::Gateway(_, text) => text.take(),
                Form::Raw(..) => None,
            };
            response.form = Form::Gateway(code, text);
        })
    }

    /// Responds with an HTML page, as the edge does.
    pub fn html(self) -> Fault {
        self.form(Form::Raw("text/html; charset=UTF-8", None))
    }

    /// Responds with this body, declared as JSON, under status 500 unless [`status`](Self::status) names another.
    pub fn body(self, body: impl Into<String>) -> Fault {
        self.raw_body(body.into())
    }

    /// Responds with these bytes, declared as JSON.
    pub fn raw_body(self, body: impl Into<Bytes>) -> Fault {
        self.form(Form::Raw("application/json", Some(body.into())))
    }

    /// Responds with an empty body.
    pub fn empty(self) -> Fault {
        self.body("")
    }

    /// Responds with 429 as the gateway does, with the headers `Ratelimit`, `Ratelimit-Policy` and `Retry-After: 1`.
    pub fn rate_limited(self) -> Fault {
        self.change(|rule| {
            let injection = &mut rule.injection;
            injection.effect = Effect::Respond(InjectedResponse { status: 429, form: Form::Gateway(971, None) });
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

    /// Adds `Retry-After` as a date this far in the future when the response is sent, at the latest at the end of
    /// the year 9999.
    pub fn retry_after_date(self, ahead: Duration) -> Fault {
        self.change(|rule| rule.injection.retry_after = Some(RetryAfter::Date(ahead)))
    }

    /// Leaves `Retry-After` out, as the service sometimes does.
    pub fn without_retry_after(self) -> Fault {
        self.change(|rule| rule.injection.retry_after = None)
    }

    /// Adds a header to the response. An invalid header is ignored.
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

    /// Executes the request before it responds with another response, as a service that fails too late: a create that
    /// was executed although its response is a 500.
    ///
    /// Only a fault that responds ([`status`](Self::status) and the like) can do so. It has no meaning for `download`.
    pub fn after_execution(self) -> Fault {
        self.change(|rule| rule.injection.after_execution = true)
    }

    /// Never responds, and keeps the connection open.
    pub fn hang(self) -> Fault {
        self.effect(Effect::Hang)
    }

    /// Resets the connection; the request is not executed.
    pub fn reset_before(self) -> Fault {
        self.effect(Effect::ResetBefore)
    }

    /// Executes the request, then resets the connection instead of responding.
    pub fn reset_after(self) -> Fault {
        self.effect(Effect::ResetAfter)
    }

    /// Executes the request, announces the whole response, and closes the connection after half of it.
    pub fn truncated(self) -> Fault {
        self.effect(Effect::Truncate)
    }

    /// Executes the request, announces the whole response, sends half of it, and then nothing more; the connection stays
    /// open.
    pub fn stalled(self) -> Fault {
        self.effect(Effect::Stall)
    }

    /// Executes the request and sends its response byte by byte, with this pause before each, in real time.
    pub fn trickled(self, pause: Duration) -> Fault {
        self.effect(Effect::Trickle(pause))
    }

    /// Executes the request and responds with its status with bytes that are neither JSON nor UTF-8. A file keeps its length,
    /// but every byte is wrong.
    pub fn garbage(self) -> Fault {
        self.effect(Effect::Garbage)
    }

    /// Responds with the first page whichever page is asked for.
    ///
    /// # Panics
    ///
    /// If it is a fault of `download`: files have no pages.
    pub fn repeated_page(self) -> Fault {
        assert!(!self.concerns_files(), "there are no pages of {:?} that could be repeated", DOWNLOAD);
        self.effect(Effect::RepeatPage)
    }

    /// Whether it is a fault of the files.
    pub(crate) fn concerns_files(&self) -> bool {
        self.rule(|rule| rule.operation == DOWNLOAD).unwrap_or_default()
    }

    /// Executes the request and blows the response up to at least this many bytes. They are made as they are sent.
    pub fn huge(self, bytes: u64) -> Fault {
        self.effect(Effect::Huge(bytes))
    }

    /// Executes the request, announces the whole response, and closes the connection after this many bytes of the body.
    pub fn broken_after(self, bytes: u64) -> Fault {
        self.effect(Effect::BreakAfter(bytes))
    }

    /// Executes the request, and announces this length in place of the real one. A longer one than the real one ends
    /// with a closed connection, a shorter one cuts the body off.
    pub fn announced_length(self, bytes: u64) -> Fault {
        self.effect(Effect::AnnounceLength(bytes))
    }

    /// Responds to range requests with the whole file under status 200.
    ///
    /// # Panics
    ///
    /// If it is not a fault of `download`: responses of the API have no ranges.
    pub fn ignored_range(self) -> Fault {
        assert!(self.concerns_files(), "only {DOWNLOAD:?} has ranges that could be ignored");
        self.effect(Effect::IgnoreRange)
    }

    /// Serves another version of the file: other bytes of the same length, with another ETag.
    ///
    /// # Panics
    ///
    /// If it is not a fault of `download`.
    pub fn changed_file(self) -> Fault {
        assert!(self.concerns_files(), "only {DOWNLOAD:?} has files that could change");
        self.effect(Effect::ChangeFile)
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

    /// Whether it has an effect.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_acts_as_often_as_set() {
        let faults = Faults::new(0);
        let fault = Fault::new(&faults, "apps_list").status(503).after(1).times(2);
        let acted: Vec<bool> = (0..5).map(|_| matches!(faults.next("apps_list").effect, Effect::Respond(_))).collect();
        assert_eq!(acted, [false, true, true, false, false]);
        assert_eq!(fault.hits(), 2);
        assert!(matches!(faults.next("apps_create").effect, Effect::None));
    }

    #[test]
    fn a_fault_acts_only_once_it_has_an_effect() {
        let faults = Faults::new(0);
        let fault = Fault::new(&faults, "*");
        assert!(faults.next("apps_list").is_nothing());
        let fault = fault.after(1);
        assert!(faults.next("apps_list").is_nothing());
        let fault = fault.status(503);
        // The request that is to pass counts from here on.
        assert!(faults.next("apps_list").is_nothing());
        assert!(!faults.next("apps_list").is_nothing());
        assert_eq!(fault.hits(), 1);
        assert!(!faults.next("apps_list").is_nothing());
        // Its earlier effects count.
        let fault = fault.times(3);
        assert!(!faults.next("apps_list").is_nothing());
        assert!(faults.next("apps_list").is_nothing());
        assert_eq!(fault.hits(), 3);
        assert!(!Fault::new(&faults, "apps_create").delay(Duration::ZERO).faults.next("apps_create").is_nothing());
    }

    #[test]
    fn probability_follows_the_seed() {
        let hits = |seed| {
            let faults = Faults::new(seed);
            let fault = Fault::new(&faults, "*").hang().probability(0.5);
            (0..100).for_each(|_| drop(faults.next("apps_list")));
            fault.hits()
        };
        assert_eq!(hits(3), hits(3));
        assert!((30..70).contains(&hits(3)), "{}", hits(3));
    }
}
