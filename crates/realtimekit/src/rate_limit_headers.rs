//! Rate limits as the service reports them in headers.

use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

/// State of the rate limit as a response reported it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// Requests that may still be made in this window.
    pub remaining: Option<u64>,
    /// Time until the quota is renewed, from the response on, or from now in [`Client::rate_limit`](crate::Client::rate_limit).
    pub reset: Option<Duration>,
    /// Requests allowed in a window.
    pub quota: Option<u64>,
    /// Length of a window.
    pub window: Option<Duration>,
    /// Time to wait before the next request. Sent with status 429 only, and not always.
    pub retry_after: Option<Duration>,
}

impl RateLimit {
    /// Reads `Ratelimit`, `Ratelimit-Policy`, `Retry-After` and the older `x-ratelimit-limit`, `-remaining` and `-reset`;
    /// returns `None` if there is none of them.
    pub(crate) fn from_headers(headers: &HeaderMap, now: SystemTime) -> Option<Self> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let number = |name: &str| text(name).and_then(|value| value.trim().parse().ok());
        // Of several limits the tightest: the fewest requests left, and of those the longest time.
        let states = items(headers, "ratelimit").map(|item| (item, parameter(item, "r"), parameter(item, "t")));
        let tightest = states.min_by_key(|(_, left, reset)| (left.unwrap_or(u64::MAX), std::cmp::Reverse(*reset)));
        let (state, remaining, reset) = tightest.map_or((None, None, None), |(item, r, t)| (Some(item), r, t));
        let same = |policy: &&str| state.is_some_and(|state| name(state) == name(policy));
        let policy =
            items(headers, "ratelimit-policy").find(same).or_else(|| items(headers, "ratelimit-policy").next());
        let limit = Self {
            remaining: remaining.or_else(|| number("x-ratelimit-remaining")),
            reset: reset
                .map(Duration::from_secs)
                .or_else(|| text("x-ratelimit-reset").and_then(|value| delay(value, now))),
            quota: policy.and_then(|policy| parameter(policy, "q")).or_else(|| number("x-ratelimit-limit")),
            window: policy.and_then(|policy| parameter(policy, "w")).map(Duration::from_secs),
            retry_after: text("retry-after").and_then(|value| delay(value, now)),
        };
        (limit != Self::default()).then_some(limit)
    }

    /// The quota, if the headers report both its size and its window, which is at most a day: a longer one would pause the
    /// client for as long as a program runs.
    pub(crate) fn quota(&self) -> Option<Quota> {
        let (requests, window) = (self.quota?, self.window?);
        (requests > 0 && !window.is_zero() && window <= DAY).then_some(Quota { requests, window })
    }

    /// What is left of the quota, and the time until it is renewed.
    pub(crate) fn left(&self) -> Option<(u64, Duration)> {
        Some((self.remaining?, self.reset?))
    }

    /// The state some time after the response: without the parts that have expired.
    fn after(self, age: Duration) -> Option<Self> {
        let left = |time: Duration| time.checked_sub(age).filter(|left| !left.is_zero());
        let renewed = self.reset.is_some_and(|reset| left(reset).is_none());
        let limit = Self {
            remaining: self.remaining.filter(|_| !renewed),
            reset: self.reset.and_then(left),
            retry_after: self.retry_after.and_then(left),
            ..self
        };
        (limit != Self::default()).then_some(limit)
    }

    /// The time that a response with this status asks to wait. Without `Retry-After` a refused request waits until the
    /// quota is renewed: an earlier attempt could only fail, and prolong the wait.
    pub(crate) fn wait(&self, status: StatusCode) -> Option<Duration> {
        let exhausted = status == StatusCode::TOO_MANY_REQUESTS && self.remaining.is_none_or(|left| left == 0);
        self.retry_after.or(self.reset.filter(|_| exhausted))
    }
}

/// Whether a header may report that nothing is left of a quota: a cheap look, because nearly every response has such headers.
fn may_be_exhausted(name: &str, value: &HeaderValue) -> bool {
    let zero: &[u8] = match name {
        "ratelimit" => b"r=0",
        "x-ratelimit-remaining" => b"0",
        _ => return false,
    };
    value.as_bytes().split(|byte| *byte == b';').any(|part| part.trim_ascii_start().starts_with(zero))
}

/// Whether headers report what is left of a quota.
pub(crate) fn reports_quota(headers: &HeaderMap) -> bool {
    headers.contains_key("ratelimit")
}

/// The longest window of a quota that is believed.
const DAY: Duration = Duration::from_secs(86_400);

/// A quota: requests in each window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quota {
    pub(crate) requests: u64,
    pub(crate) window: Duration,
}

impl Quota {
    /// The sustainable rate.
    #[allow(clippy::cast_precision_loss)] // a quota is far below 2^53
    pub(crate) fn per_second(&self) -> f64 {
        self.requests as f64 / self.window.as_secs_f64()
    }
}

/// The items of a structured header, from all its lines.
fn items<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(','))
}

/// The name of an item.
fn name(item: &str) -> &str {
    item.split(';').next().unwrap_or_default().trim()
}

/// The value of `;name=value` in an item.
fn parameter(item: &str, name: &str) -> Option<u64> {
    item.split(';').skip(1).find_map(|part| {
        let (key, value) = part.trim().split_once('=')?;
        (key.trim() == name).then(|| value.trim().parse().ok())?
    })
}

/// A delay in seconds, or until a date.
fn delay(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        // Such a number is a Unix timestamp: a delay of thirty years is not meant.
        let end = (seconds >= 1_000_000_000).then(|| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
        return match end.flatten() {
            Some(end) => Some(end.duration_since(now).unwrap_or_default()),
            None => Some(Duration::from_secs(seconds)),
        };
    }
    if let Some(seconds) = value.parse::<f64>().ok().filter(|seconds| (0.0..1e9).contains(seconds)) {
        return Some(Duration::from_secs_f64(seconds));
    }
    let rfc3339 = || value.parse::<realtimekit_api::Timestamp>().ok().map(SystemTime::from);
    let date = httpdate::parse_http_date(value).ok().or_else(rfc3339)?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// The state that was reported last; shared by all clones of a client.
///
/// Nearly every response reports one and few callers read it, so the headers are kept and parsed on demand.
#[derive(Debug, Default)]
pub(crate) struct RateLimitState(Mutex<Option<Reported>>);

#[derive(Debug)]
struct Reported {
    headers: Vec<(HeaderName, HeaderValue)>,
    at: SystemTime,
}

impl RateLimitState {
    /// Keeps the headers of a response that are about limits, if there are any. Returns whether they may report that
    /// nothing is left of a quota.
    pub(crate) fn record(&self, headers: &HeaderMap) -> bool {
        let mut reported = headers.iter().filter(|(name, _)| is_about_limits(name.as_str())).peekable();
        let mut exhausted = false;
        if reported.peek().is_some()
            && let Ok(mut latest) = self.0.lock()
        {
            let at = SystemTime::now();
            let latest = latest.get_or_insert_with(|| Reported { headers: Vec::new(), at });
            latest.at = at;
            latest.headers.clear();
            latest.headers.extend(reported.map(|(name, value)| {
                exhausted |= may_be_exhausted(name.as_str(), value);
                (name.clone(), value.clone())
            }));
        }
        exhausted
    }

    pub(crate) fn latest(&self) -> Option<RateLimit> {
        let latest = self.0.lock().ok()?;
        let reported = latest.as_ref()?;
        let limit = RateLimit::from_headers(&reported.headers.iter().cloned().collect(), reported.at)?;
        limit.after(reported.at.elapsed().unwrap_or_default())
    }
}

/// Whether [`RateLimit::from_headers`] reads this header.
fn is_about_limits(name: &str) -> bool {
    name.starts_with("ratelimit") || name.starts_with("x-ratelimit") || name == "retry-after"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headers: &[(&'static str, &'static str)]) -> Option<RateLimit> {
        let headers = headers
            .iter()
            .map(|(name, value)| (reqwest::header::HeaderName::from_static(name), HeaderValue::from_static(value)));
        let now = "2026-11-20T09:30:00Z".parse::<realtimekit_api::Timestamp>().unwrap();
        RateLimit::from_headers(&headers.collect(), now.into())
    }

    #[test]
    fn the_tightest_of_several_limits_is_reported() {
        let limit = read(&[
            ("ratelimit", "\"burst\";r=50;t=1, \"default\";r=0;t=240"),
            ("ratelimit-policy", "\"burst\";q=100;w=1, \"default\";q=1200;w=300"),
        ])
        .unwrap();
        assert_eq!((limit.remaining, limit.reset), (Some(0), Some(Duration::from_secs(240))));
        assert_eq!((limit.quota, limit.window), (Some(1200), Some(Duration::from_secs(300))));
        assert_eq!(limit.wait(StatusCode::TOO_MANY_REQUESTS), Some(Duration::from_secs(240)));
    }

    #[test]
    fn expired_parts_are_removed() {
        let seconds = Duration::from_secs;
        let limit = RateLimit { remaining: Some(0), reset: Some(seconds(30)), quota: Some(9), ..RateLimit::default() };
        let later = limit.after(seconds(10)).unwrap();
        assert_eq!((later.remaining, later.reset, later.quota), (Some(0), Some(seconds(20)), Some(9)));
        let renewed = limit.after(seconds(30)).unwrap();
        assert_eq!((renewed.remaining, renewed.reset, renewed.quota), (None, None, Some(9)));
        let wait = RateLimit { retry_after: Some(seconds(5)), ..RateLimit::default() };
        assert_eq!(wait.after(seconds(4)).unwrap().retry_after, Some(seconds(1)));
        assert_eq!(wait.after(seconds(5)), None);
    }

    #[test]
    fn structured_headers_are_read() {
        let limit =
            read(&[("ratelimit", "\"default\";r=50;t=30"), ("ratelimit-policy", "\"burst\";q=100;w=60")]).unwrap();
        assert_eq!((limit.remaining, limit.reset), (Some(50), Some(Duration::from_secs(30))));
        assert_eq!((limit.quota, limit.window), (Some(100), Some(Duration::from_secs(60))));
        assert_eq!(read(&[("content-type", "text/html")]), None);
        assert_eq!(read(&[("ratelimit", "nonsense;;=;r=x")]), None);
    }

    #[test]
    fn the_latest_state_is_kept_until_another_is_reported() {
        let state = RateLimitState::default();
        let record = |headers: &[(&'static str, &'static str)]| {
            let headers =
                headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
            state.record(&headers.collect());
            state.latest().map(|limit| (limit.remaining, limit.quota, limit.retry_after.is_some()))
        };
        assert_eq!(record(&[("content-type", "text/html")]), None);
        let both =
            [("cf-ray", "1"), ("ratelimit", "\"default\";r=50;t=3000"), ("ratelimit-policy", "\"default\";q=100;w=60")];
        assert_eq!(record(&both), Some((Some(50), Some(100), false)));
        assert_eq!(record(&[("content-type", "text/html")]), Some((Some(50), Some(100), false)));
        assert_eq!(record(&[("retry-after", "7000")]), Some((None, None, true)));
    }

    #[test]
    fn delays_are_seconds_or_dates() {
        let after = |value| read(&[("retry-after", value)]).and_then(|limit| limit.retry_after);
        assert_eq!(after("7"), Some(Duration::from_secs(7)));
        assert_eq!(after("0.5"), Some(Duration::from_millis(500)));
        assert_eq!(after("Fri, 20 Nov 2026 09:31:00 GMT"), Some(Duration::from_secs(60)));
        assert_eq!(after("Friday, 20-Nov-26 09:31:00 GMT"), Some(Duration::from_secs(60)));
        assert_eq!(after("1795167010"), Some(Duration::from_secs(10)), "seconds of Unix time");
        assert_eq!(after("Fri, 20 Nov 2026 09:29:00 GMT"), Some(Duration::ZERO));
        assert_eq!(after("2026-11-20T09:30:05Z"), Some(Duration::from_secs(5)));
        for value in ["", "soon", "-1", "Fri, 99 Foo 2026", "1e99"] {
            assert_eq!(after(value), None, "{value}");
        }
        let reset = read(&[("x-ratelimit-reset", "Fri, 20 Nov 2026 09:30:09 GMT")]).unwrap().reset;
        assert_eq!(reset, Some(Duration::from_secs(9)));
        let older = read(&[("x-ratelimit-limit", "1200"), ("x-ratelimit-remaining", "7")]).unwrap();
        assert_eq!((older.quota, older.remaining), (Some(1200), Some(7)));
    }

    #[test]
    fn without_retry_after_a_refusal_waits_for_the_new_quota() {
        let wait = |status, headers: &[_]| read(headers).and_then(|limit| limit.wait(status));
        let spent = [("ratelimit", "\"default\";r=0;t=40")];
        assert_eq!(wait(StatusCode::TOO_MANY_REQUESTS, &spent), Some(Duration::from_secs(40)));
        assert_eq!(wait(StatusCode::SERVICE_UNAVAILABLE, &spent), None);
        let left = [("ratelimit", "\"default\";r=5;t=40")];
        assert_eq!(wait(StatusCode::TOO_MANY_REQUESTS, &left), None);
        let both = [("ratelimit", "\"default\";r=0;t=40"), ("retry-after", "3")];
        assert_eq!(wait(StatusCode::TOO_MANY_REQUESTS, &both), Some(Duration::from_secs(3)));
    }
}
