//! One request to a storage host: without credentials, with redirects followed by this crate.

use std::time::Duration;

use bytes::Bytes;
use realtimekit_api::Secret;
use reqwest::header::{ACCEPT_ENCODING, HeaderValue, IF_RANGE, LOCATION, RANGE};
use reqwest::{Client, Response, StatusCode, Url};

use crate::base_url::is_loopback;
use crate::error::{Error, ErrorKind};
use crate::response::RawResponse;

const MOST_REDIRECTS: u32 = 5;

/// An HTTP client for storage hosts. It has no default headers, follows no redirects, and does not decompress, because
/// a range counts the bytes that are stored. `direct` is for files on this machine, which no proxy reaches.
pub(crate) fn storage_client(direct: bool) -> Result<Client, Error> {
    let builder = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(Duration::from_secs(10))
        // One connection for each range, without the flow control of HTTP/2 in between.
        .http1_only()
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .user_agent(crate::core::USER_AGENT);
    let builder = if direct { builder.no_proxy() } else { builder };
    builder
        .build()
        .map_err(|error| Error::invalid_input("the HTTP client for files cannot be built").with_source(error))
}

/// The next step after a failed request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Sending it again would have the same result.
    Stop,
    /// Sending it again may succeed.
    Retry,
    /// The link was refused; a fresh one may work.
    Renew,
}

pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) next: Next,
}

impl Failure {
    fn stop(kind: ErrorKind, reason: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        Self { error: Error::new(kind, reason), next: Next::Stop }
    }
}

/// Bytes that are wanted, with the ETag of the file that they belong to.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) start: u64,
    /// The first byte that is not wanted.
    pub(crate) end: Option<u64>,
    pub(crate) etag: &'a str,
}

/// Requests a file or a part of it. Responses with status 200, 206 and 416 are returned.
pub(crate) async fn get(
    http: &Client,
    link: &Secret,
    wanted: Option<Wanted<'_>>,
    insecure: bool,
) -> Result<Response, Failure> {
    let mut url = Url::parse(link.expose()).map_err(|error| {
        Failure::stop(ErrorKind::InvalidInput, format!("the link of the file is not a URL: {error}"))
    })?;
    check(&url, None, insecure)?;
    for _ in 0..=MOST_REDIRECTS {
        let mut request = http.get(url.clone()).header(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        if let Some(Wanted { start, end, etag }) = wanted {
            let end = end.and_then(|end| end.checked_sub(1)).map(|last| last.to_string()).unwrap_or_default();
            request = request.header(RANGE, format!("bytes={start}-{end}")).header(IF_RANGE, etag);
        }
        let response = request.send().await.map_err(broken)?;
        let status = response.status();
        match status {
            StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => return Ok(response),
            _ if status.is_redirection() => {
                let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
                let target = location.and_then(|location| url.join(location).ok()).ok_or_else(|| {
                    Failure::stop(
                        ErrorKind::Other,
                        format!("the storage host sent a redirect ({status}) without a valid location"),
                    )
                })?;
                check(&target, Some(&url), insecure)?;
                url = target;
            }
            _ => return Err(refused(status, &response)),
        }
    }
    Err(Failure::stop(ErrorKind::Other, format!("the storage host sent more than {MOST_REDIRECTS} redirects")))
}

/// Checks where a request leads. The reasons name hosts, never paths: a signed link is a secret.
fn check(url: &Url, from: Option<&Url>, insecure: bool) -> Result<(), Failure> {
    let refuse = |rule: &str| Err(Failure::stop(ErrorKind::InvalidInput, format!("the link of the file {rule}")));
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("contains credentials");
    }
    match (url.scheme(), from) {
        ("https", _) => Ok(()),
        ("http", Some(from)) if from.scheme() == "https" => refuse("is redirected from https to http"),
        ("http", _) if is_loopback(url) || insecure => Ok(()),
        ("http", _) => refuse("begins with http://, but must begin with https://"),
        _ => refuse("must begin with https://"),
    }
}

/// A connection that failed or broke.
pub(crate) fn broken(error: reqwest::Error) -> Failure {
    // The URL is the link.
    let error = error.without_url();
    let (kind, reason) = if error.is_connect() {
        (ErrorKind::Connect, "no connection to the storage host could be made")
    } else if error.is_timeout() {
        (ErrorKind::Timeout, "the storage host did not respond in time")
    } else {
        (ErrorKind::Transport, "the connection to the storage host broke")
    };
    Failure { error: Error::new(kind, reason).with_source(error), next: Next::Retry }
}

/// A response that is not a success.
fn refused(status: StatusCode, response: &Response) -> Failure {
    let (kind, next) = match status.as_u16() {
        429 => (ErrorKind::RateLimited, Next::Retry),
        408 => (ErrorKind::Timeout, Next::Retry),
        500..=599 => (ErrorKind::Server, Next::Retry),
        401 | 403 => (ErrorKind::Forbidden, Next::Renew),
        404 | 410 => (ErrorKind::NotFound, Next::Renew),
        // Some hosts report an expired signature so.
        400 => (ErrorKind::InvalidRequest, Next::Renew),
        _ => (ErrorKind::Other, Next::Stop),
    };
    let reason = match next {
        Next::Renew => "the storage host refused the link: it has expired, is not valid, or the file was removed",
        _ => "the storage host failed",
    };
    // Only what the wait needs: other headers may contain links.
    let kept = ["retry-after"].into_iter().filter_map(|name| Some((name, response.headers().get(name)?)));
    let headers = kept.filter_map(|(name, value)| Some((name.parse().ok()?, value.clone()))).collect();
    let response = RawResponse::new(status, headers, Bytes::new(), 1, Duration::ZERO);
    Failure { error: Error::new(kind, reason).with_response(&response), next }
}
