//! Reads a file or a part of it, over as many connections as that takes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{Buf as _, Bytes};
use reqwest::header::{
    ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue,
    TRANSFER_ENCODING,
};
use reqwest::{Response, StatusCode, Version};

use super::checksum::Checksum;
use super::deadline::Deadline;
use super::link::Link;
use super::request::{Failure, Next, Wanted, broken, get};
use crate::error::{Error, ErrorKind};
use crate::jitter::random;
use crate::retry::{Attempt, Decision, Outcome, RetryPolicy};

/// How many fresh links in a row may be refused.
const MOST_RENEWALS: u32 = 2;

/// The location of a file, and the rules for reading it.
pub(crate) struct Host {
    pub(crate) http: reqwest::Client,
    pub(crate) link: Link,
    pub(crate) policy: RetryPolicy,
    /// Longest time without a byte.
    pub(crate) idle: Duration,
    pub(crate) deadline: Option<Deadline>,
    pub(crate) insecure: bool,
    /// Size that the API reports.
    pub(crate) expected: Option<u64>,
    /// Whether the file is audio or video.
    pub(crate) is_media: bool,
}

/// The facts about the whole file in the headers of a response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Head {
    pub(crate) total: Option<u64>,
    /// A strong ETag: two responses with the same one have the same bytes.
    pub(crate) etag: Option<String>,
    /// Whether the host says that it sends parts.
    pub(crate) ranges: bool,
    pub(crate) checksum: Option<Checksum>,
}

/// Why reading ended early.
pub(crate) enum Fault {
    Failed(Error),
    /// The bytes read so far cannot be continued: the file changed, or the host does not report whether it did.
    Restart(Error),
    /// The host does not send parts.
    NoRanges,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

pub(crate) struct Reader {
    host: Arc<Host>,
    head: Option<Head>,
    offset: u64,
    /// The first byte that is not read.
    end: Option<u64>,
    /// Whether a part is read while others read the rest.
    shared: bool,
    body: Option<Body>,
    /// Failures since the last byte.
    failures: u32,
    /// When data was last received, or the reading began.
    received: Instant,
    /// Fresh links since the last byte.
    renewals: u32,
}

struct Body {
    response: Response,
    /// Bytes in front that are known already.
    skip: u64,
    /// Bytes that are left, where response or API report it.
    left: Option<u64>,
    /// Whether it is a part of the file.
    is_part: bool,
}

impl Host {
    /// The error of a file that goes on beyond its size.
    fn too_long(&self, head: &Option<Head>) -> Fault {
        match (head.as_ref().and_then(|head| head.total), self.expected) {
            (None, Some(expected)) => integrity(format!(
                "more than the {expected} bytes arrived that the API reports; `ignore_reported_size` accepts this"
            ))
            .into(),
            _ => Fault::Restart(integrity("the storage host sent more bytes than it announced")),
        }
    }
}

impl Reader {
    /// Reads the whole file.
    pub(crate) fn whole(host: Arc<Host>) -> Self {
        Self {
            host,
            head: None,
            offset: 0,
            end: None,
            shared: false,
            body: None,
            failures: 0,
            received: Instant::now(),
            renewals: 0,
        }
    }

    /// Reads a part of a file that was seen before.
    pub(crate) fn part(host: Arc<Host>, head: Head, start: u64, end: Option<u64>, shared: bool) -> Self {
        Self { head: Some(head), offset: start, end, shared, ..Self::whole(host) }
    }

    /// Ends before the rest of the file, which others read.
    pub(crate) fn limit(&mut self, end: Option<u64>, shared: bool) {
        self.end = end.or(self.end);
        self.shared = shared;
    }

    /// Connects and returns what the host says about the file.
    pub(crate) async fn open(&mut self) -> Result<Head, Fault> {
        if self.body.is_none() {
            self.connect().await?;
        }
        self.head.clone().ok_or_else(|| Fault::Failed(Error::new(ErrorKind::Other, "the storage host sent no file")))
    }

    /// Bytes that were read, counted from the start of the file.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// The next bytes; `None` at the end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Fault> {
        loop {
            if self.end.is_some_and(|end| self.offset >= end) {
                return self.finish().await.map(|()| None);
            }
            let Some(body) = &mut self.body else {
                self.connect().await?;
                continue;
            };
            let failure = match tokio::time::timeout(self.host.idle, body.response.chunk()).await {
                Ok(Ok(Some(mut chunk))) => {
                    let known = usize::try_from(body.skip).unwrap_or(usize::MAX).min(chunk.len());
                    body.skip -= known as u64;
                    chunk.advance(known);
                    if let Some(left) = &mut body.left {
                        *left = left.checked_sub(chunk.len() as u64).ok_or_else(|| self.host.too_long(&self.head))?;
                    }
                    let room = self.end.map(|end| end - self.offset);
                    chunk.truncate(room.and_then(|room| usize::try_from(room).ok()).unwrap_or(usize::MAX));
                    if chunk.is_empty() {
                        continue;
                    }
                    self.offset += chunk.len() as u64;
                    (self.failures, self.renewals, self.received) = (0, 0, Instant::now());
                    return Ok(Some(chunk));
                }
                Ok(Ok(None)) if body.left == Some(0) && body.is_part => {
                    // The host sent less than it was asked for.
                    self.body = None;
                    continue;
                }
                Ok(Ok(None)) if self.end.is_none() && !body.is_part => {
                    self.end = Some(self.offset);
                    continue;
                }
                Ok(Ok(None)) => {
                    let reason = format!("the storage host ended the response at byte {}", self.offset);
                    Failure { error: Error::new(ErrorKind::Transport, reason), next: Next::Retry }
                }
                Ok(Err(error)) => broken(error),
                Err(_) => {
                    let reason = format!("no data was received from the storage host for {:?}", self.host.idle);
                    Failure { error: Error::new(ErrorKind::Timeout, reason), next: Next::Retry }
                }
            };
            self.body = None;
            self.recover(failure, None).await?;
        }
    }

    /// Ends the response. One without a length may go on beyond the end of the file.
    async fn finish(&mut self) -> Result<(), Fault> {
        let Some(Body { mut response, left: Some(0), .. }) = self.body.take() else { return Ok(()) };
        if response.content_length().is_none()
            && let Ok(Ok(Some(more))) = tokio::time::timeout(self.host.idle, response.chunk()).await
            && !more.is_empty()
        {
            return Err(self.host.too_long(&self.head));
        }
        Ok(())
    }

    async fn connect(&mut self) -> Result<(), Fault> {
        loop {
            let (link, number) = self.host.link.get().await?;
            let head = self.head.clone();
            let partial = self.offset > 0 || self.shared;
            let wanted = match head.as_ref().and_then(|head| head.etag.as_deref()) {
                Some(etag) if partial => Some(Wanted { start: self.offset, end: self.end, etag }),
                None if partial => {
                    let reason = "the connection to the storage host broke, and the host sends no ETag by which the rest could be continued";
                    return Err(Fault::Restart(Error::new(ErrorKind::Transport, reason)));
                }
                _ => None,
            };
            let request = get(&self.host.http, &link, wanted, self.host.insecure);
            let failure = match tokio::time::timeout(self.host.idle, request).await {
                Ok(Ok(response)) => match self.accept(response) {
                    Ok(()) => return Ok(()),
                    Err(fault) => return Err(fault),
                },
                Ok(Err(failure)) => failure,
                Err(_) => {
                    let reason = format!("the storage host did not respond in {:?}", self.host.idle);
                    Failure { error: Error::new(ErrorKind::Timeout, reason), next: Next::Retry }
                }
            };
            self.recover(failure, Some(number)).await?;
        }
    }

    /// Waits, or renews the link of this number; fails if neither helps.
    async fn recover(&mut self, failure: Failure, number: Option<u64>) -> Result<(), Fault> {
        let Failure { error, next } = failure;
        match (next, number) {
            (Next::Renew, Some(number)) if self.renewals < MOST_RENEWALS => {
                self.renewals += 1;
                if self.host.link.renew(number).await? { Ok(()) } else { Err(Fault::Failed(error)) }
            }
            (Next::Retry, _) => {
                self.failures += 1;
                match self.decide(&error) {
                    // A storage host has no gate.
                    Decision::Wait(wait) | Decision::Pause(wait) => {
                        tokio::time::sleep(wait).await;
                        Ok(())
                    }
                    Decision::Stop(gave_up) => {
                        let error = error.with_attempts(self.failures, self.received.elapsed(), None);
                        Err(Fault::Failed(error.with_gave_up(gave_up)))
                    }
                }
            }
            _ => Err(Fault::Failed(error)),
        }
    }

    fn decide(&self, error: &Error) -> Decision {
        self.host.policy.decide(&Attempt {
            number: self.failures,
            idempotent: true,
            outcome: Outcome::Unclear,
            retry_after: error.retry_after(),
            elapsed: Duration::ZERO,
            deadline: self.host.deadline.map_or(Duration::MAX, Deadline::left),
            random: random(),
        })
    }

    /// Takes a response, or says why it does not continue what was read so far.
    fn accept(&mut self, response: Response) -> Result<(), Fault> {
        let changed = || Fault::Restart(integrity("the file changed on the storage host while it was downloaded"));
        let headers = response.headers();
        if let Some(encoding) = headers.get(CONTENT_ENCODING).filter(|encoding| *encoding != "identity") {
            return Err(integrity(format!(
                "the storage host sent the file with encoding {encoding:?}, which was not accepted"
            ))
            .into());
        }
        let etag = strong_etag(headers);
        let (skip, left) = match (response.status(), &self.head) {
            (StatusCode::PARTIAL_CONTENT, Some(head)) => {
                let range = headers.get(CONTENT_RANGE).and_then(|range| content_range(range.to_str().ok()?));
                let Some((start, last, total)) = range else {
                    return Err(
                        integrity("the storage host sent a part of the file without a valid Content-Range").into()
                    );
                };
                if etag.is_none()
                    || etag != head.etag
                    || (head.total.is_some() && total.is_some() && head.total != total)
                {
                    return Err(changed());
                }
                if start != self.offset || self.end.is_some_and(|end| last >= end) {
                    let reason = format!(
                        "the storage host sent bytes {start}-{last} where those from {} were requested",
                        self.offset
                    );
                    return Err(Fault::Restart(integrity(reason)));
                }
                self.end = self.end.or(total);
                (0, Some(last - start + 1))
            }
            (StatusCode::OK, Some(head)) => {
                let total = content_length(headers);
                let same_length = head.total == total || head.total.is_none() || total.is_none();
                let nothing_read = self.offset == 0 && !self.shared;
                if !same_length || head.etag != etag || (etag.is_none() && !nothing_read) {
                    return Err(changed());
                }
                if self.shared {
                    return Err(Fault::NoRanges);
                }
                (self.offset, head.total.or(self.host.expected).map(|size| size.saturating_sub(self.offset)))
            }
            (StatusCode::OK, None) => {
                let head = Head {
                    total: content_length(headers),
                    etag,
                    ranges: headers.get(ACCEPT_RANGES).is_some_and(|unit| unit == "bytes"),
                    checksum: Checksum::from_headers(headers),
                };
                self.check(&head, &response)?;
                self.end = self.end.or(head.total);
                let left = head.total.or(self.host.expected);
                self.head = Some(head);
                (0, left)
            }
            (StatusCode::RANGE_NOT_SATISFIABLE, Some(head)) if head.total.is_none() => {
                // The end was reached when the connection broke.
                let total = headers
                    .get(CONTENT_RANGE)
                    .and_then(|range| range.to_str().ok()?.strip_prefix("bytes */")?.parse().ok());
                if total != Some(self.offset) {
                    return Err(changed());
                }
                self.end = total;
                return Ok(());
            }
            (StatusCode::RANGE_NOT_SATISFIABLE, Some(_)) => return Err(changed()),
            (status, None) => {
                let reason = format!("the storage host sent {status} for a request of the whole file");
                return Err(integrity(reason).into());
            }
            (status, Some(_)) => return Err(integrity(format!("the storage host sent {status}")).into()),
        };
        let is_part = response.status() == StatusCode::PARTIAL_CONTENT;
        self.body = Some(Body { response, skip, left, is_part });
        Ok(())
    }

    /// Refuses a file whose end could not be recognised, of another size than the API reports, or a page in its place.
    fn check(&self, head: &Head, response: &Response) -> Result<(), Fault> {
        let is_page =
            |kind: &HeaderValue| kind.as_bytes().get(..9).is_some_and(|start| start.eq_ignore_ascii_case(b"text/html"));
        if self.host.is_media && response.headers().get(CONTENT_TYPE).is_some_and(is_page) {
            let reason = "the storage host sent a web page (text/html), and not a recording";
            return Err(integrity(reason).into());
        }
        match (head.total, self.host.expected) {
            (Some(total), Some(expected)) if total != expected => Err(integrity(format!(
                "the storage host sends {total} bytes, but the API reports {expected}; `ignore_reported_size` accepts this"
            ))
            .into()),
            (None, None) if response.version() < Version::HTTP_2 && !response.headers().contains_key(TRANSFER_ENCODING) => {
                Err(integrity("the storage host reports no length, so that a file that was cut off could not be recognised").into())
            }
            _ => Ok(()),
        }
    }
}

/// An error of a file that is not the one that was announced.
pub(crate) fn integrity(reason: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Integrity, reason)
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
}

fn strong_etag(headers: &HeaderMap) -> Option<String> {
    let etag = headers.get(ETAG)?.to_str().ok()?.trim();
    (etag.len() > 2 && etag.starts_with('"') && etag.ends_with('"')).then(|| etag.to_owned())
}

/// Reads `bytes first-last/total`; the total may be `*`.
fn content_range(text: &str) -> Option<(u64, u64, Option<u64>)> {
    let (range, total) = text.trim().strip_prefix("bytes")?.trim_start().split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse::<u64>().ok()?);
    let total = if total.trim() == "*" { None } else { Some(total.trim().parse().ok()?) };
    (first <= last && total.is_none_or(|total| last < total)).then_some((first, last, total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_ranges_are_read() {
        assert_eq!(content_range("bytes 0-9/10"), Some((0, 9, Some(10))));
        assert_eq!(content_range("bytes 5-9/*"), Some((5, 9, None)));
        for bad in ["bytes 9-5/10", "bytes 0-10/10", "lines 0-1/2", "bytes */10", "bytes 0-1", ""] {
            assert_eq!(content_range(bad), None, "{bad}");
        }
    }
}
