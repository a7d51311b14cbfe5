//! The effect of a fault on one request.

use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, header};
use bytes::Bytes;

use crate::http::abort::Abort;
use crate::http::envelope::{gateway_error, json_response, response, service_error, status_code};

/// The effect on one request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Injection {
    pub(crate) delay: Option<Duration>,
    /// Whether the request is executed before the response of the fault.
    pub(crate) after_execution: bool,
    pub(crate) effect: Effect,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) retry_after: Option<RetryAfter>,
}

#[derive(Clone, Debug, Default)]
pub(crate) enum Effect {
    #[default]
    None,
    Respond(InjectedResponse),
    Hang,
    ResetBefore,
    ResetAfter,
    Truncate,
    Stall,
    Trickle(Duration),
    Garbage,
    RepeatPage,
    Huge(u64),
    BreakAfter(u64),
    AnnounceLength(u64),
    IgnoreRange,
    ChangeFile,
    Panic,
}

#[derive(Clone, Debug)]
pub(crate) struct InjectedResponse {
    pub(crate) status: u16,
    pub(crate) form: Form,
}

#[derive(Clone, Debug)]
pub(crate) enum Form {
    Service(Option<String>),
    Gateway(i64, Option<String>),
    /// A media type, and a body where it is not the page of the edge.
    Raw(&'static str, Option<Bytes>),
}

#[derive(Clone, Debug)]
pub(crate) enum RetryAfter {
    Seconds(u64),
    Date(Duration),
}

impl Injection {
    /// Whether it changes nothing.
    pub(crate) fn is_nothing(&self) -> bool {
        let Self { delay, effect, headers, retry_after, .. } = self;
        delay.is_none() && matches!(effect, Effect::None) && headers.is_empty() && retry_after.is_none()
    }

    pub(crate) fn response(&self) -> Option<&InjectedResponse> {
        match &self.effect {
            Effect::Respond(injected) => Some(injected),
            _ => None,
        }
    }

    /// Applies the delay and the faults that act before a request is executed and end it, with
    /// what is to be sent then.
    pub(crate) async fn begin(&self) -> Option<Response<Body>> {
        if let Some(delay) = self.delay {
            tokio::time::sleep(delay).await;
        }
        match &self.effect {
            Effect::Hang => std::future::pending().await,
            Effect::ResetBefore => Some(Abort::response()),
            Effect::Respond(injected) if !self.after_execution => {
                let mut response = injected.response();
                self.dress(&mut response);
                Some(response)
            }
            _ => None,
        }
    }

    /// Adds the headers of the fault to a response.
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
pub(crate) fn date(ahead: Duration) -> SystemTime {
    let last = SystemTime::UNIX_EPOCH + Duration::from_secs(253_402_300_799);
    SystemTime::now().checked_add(ahead).map_or(last, |date| date.min(last))
}

impl InjectedResponse {
    pub(crate) fn response(&self) -> Response<Body> {
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

/// Unwinds like a panic, without the report that is meant for mistakes.
pub(crate) fn ask_for_panic() -> ! {
    std::panic::resume_unwind(Box::new("a fault asked for this panic"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_farthest_date_can_be_written() {
        assert_eq!(httpdate::fmt_http_date(date(Duration::MAX)), "Fri, 31 Dec 9999 23:59:59 GMT");
        assert!(date(Duration::from_secs(60)) > SystemTime::now());
    }
}
