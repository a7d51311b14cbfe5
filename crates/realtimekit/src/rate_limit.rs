//! What the service says about its rate limits.

use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

/// State of the rate limit as an answer told it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// Requests that may still be made in this window.
    pub remaining: Option<u64>,
    /// Time until the quota is renewed, counted from the answer, or from now where the client is asked.
    pub reset: Option<Duration>,
    /// Requests allowed in a window.
    pub quota: Option<u64>,
    /// Length of a window.
    pub window: Option<Duration>,
    /// Time to wait before the next request; comes with status 429 only, and not always.
    pub retry_after: Option<Duration>,
}

impl RateLimit {
    /// Reads `Ratelimit`, `Ratelimit-Policy`, `Retry-After` and the older `x-ratelimit-limit`, `-remaining` and `-reset`;
    /// `None` without any.
    pub(crate) fn from_headers(headers: &HeaderMap, now: SystemTime) -> Option<Self> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let number = |name: &str| text(name).and_then(|value| value.trim().parse().ok());
        // Of several limits the one that bites first: with the fewest requests left, and of those the longest.
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

    /// What is left of it some time after the answer; nothing, once the quota was renewed.
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

    /// How long an answer with this status asks to wait. A refused request whose answer does not say so directly waits
    /// until the quota is renewed: to try sooner could only fail, and prolong it.
    pub(crate) fn wait(&self, status: StatusCode) -> Option<Duration> {
        let exhausted = status == StatusCode::TOO_MANY_REQUESTS && self.remaining.is_none_or(|left| left == 0);
        self.retry_after.or(self.reset.filter(|_| exhausted))
    }
}

/// The items of a structured header, over all its lines.
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
        // Nobody asks to wait for thirty years: such a number is the second at which the wait ends.
        let end = (seconds >= 1_000_000_000).then(|| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
        return match end.flatten() {
            Some(end) => Some(end.duration_since(now).unwrap_or_default()),
            None => Some(Duration::from_secs(seconds)),
        };
    }
    if let Some(seconds) = value.parse::<f64>().ok().filter(|seconds| (0.0..1e9).contains(seconds)) {
        return Some(Duration::from_secs_f64(seconds));
    }
    let date = http_date(value).or_else(|| value.parse().ok())?;
    Some(SystemTime::from(date).duration_since(now).unwrap_or_default())
}

/// A date as HTTP writes it: `Fri, 20 Nov 2026 09:30:00 GMT`.
fn http_date(text: &str) -> Option<realtimekit_api::Timestamp> {
    let (_, rest) = text.split_once(", ")?;
    let mut parts = rest.split([' ', '-']);
    let day: u8 = parts.next()?.parse().ok()?;
    let month = parts.next()?;
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months.iter().position(|name| name.eq_ignore_ascii_case(month))? + 1;
    let year: u16 = parts.next()?.parse().ok()?;
    let year = if year < 100 { year + 2000 } else { year };
    let time = parts.next()?;
    format!("{year:04}-{month:02}-{day:02}T{time}Z").parse().ok()
}

/// The latest state that any answer told; shared by all clones of a client.
///
/// Nearly every answer tells one and hardly anybody asks, so the headers are kept and read when they are asked for.
#[derive(Debug, Default)]
pub(crate) struct RateLimitState(Mutex<Option<Told>>);

#[derive(Debug)]
struct Told {
    headers: Vec<(HeaderName, HeaderValue)>,
    at: SystemTime,
}

impl RateLimitState {
    /// Keeps what the headers of an answer say about limits, if anything.
    pub(crate) fn record(&self, headers: &HeaderMap) {
        let mut told = headers.iter().filter(|(name, _)| is_about_limits(name.as_str())).peekable();
        if told.peek().is_some()
            && let Ok(mut latest) = self.0.lock()
        {
            let at = SystemTime::now();
            let latest = latest.get_or_insert_with(|| Told { headers: Vec::new(), at });
            latest.at = at;
            latest.headers.clear();
            latest.headers.extend(told.map(|(name, value)| (name.clone(), value.clone())));
        }
    }

    pub(crate) fn latest(&self) -> Option<RateLimit> {
        let latest = self.0.lock().ok()?;
        let told = latest.as_ref()?;
        let limit = RateLimit::from_headers(&told.headers.iter().cloned().collect(), told.at)?;
        limit.after(told.at.elapsed().unwrap_or_default())
    }
}

/// Whether [`RateLimit::from_headers`] may look at a header.
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
    fn of_several_limits_the_tightest_is_told() {
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
    fn a_limit_ages() {
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
    fn the_current_headers() {
        let limit =
            read(&[("ratelimit", "\"default\";r=50;t=30"), ("ratelimit-policy", "\"burst\";q=100;w=60")]).unwrap();
        assert_eq!((limit.remaining, limit.reset), (Some(50), Some(Duration::from_secs(30))));
        assert_eq!((limit.quota, limit.window), (Some(100), Some(Duration::from_secs(60))));
        assert_eq!(read(&[("content-type", "text/html")]), None);
        assert_eq!(read(&[("ratelimit", "nonsense;;=;r=x")]), None);
    }

    #[test]
    fn the_latest_state_is_kept_until_another_comes() {
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
    fn delays_as_seconds_and_dates() {
        let after = |value| read(&[("retry-after", value)]).and_then(|limit| limit.retry_after);
        assert_eq!(after("7"), Some(Duration::from_secs(7)));
        assert_eq!(after("0.5"), Some(Duration::from_millis(500)));
        assert_eq!(after("Fri, 20 Nov 2026 09:31:00 GMT"), Some(Duration::from_secs(60)));
        assert_eq!(after("Friday, 20-Nov-2026 09:31:00 GMT"), Some(Duration::from_secs(60)));
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
    fn a_refusal_without_retry_after_waits_for_the_new_quota() {
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
