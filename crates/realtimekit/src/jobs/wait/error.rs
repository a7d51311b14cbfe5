//! Why a wait ended without its state.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::error::{Error, ErrorKind};

/// Why a wait ended without its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaitErrorKind {
    /// The limit has passed. A later wait may succeed.
    TimedOut,
    /// The state cannot be reached any more, so a later wait fails too.
    Impossible,
    /// A request failed, in a way that a repetition does not change.
    Request,
}

/// Why a [`Wait`](super::Wait) ended without its state, and what was seen last.
#[derive(Debug)]
#[non_exhaustive]
pub struct WaitError {
    pub(super) kind: WaitErrorKind,
    pub(super) goal: String,
    pub(super) last_seen: Option<Cow<'static, str>>,
    pub(super) limit: Duration,
    pub(super) elapsed: Duration,
    pub(super) polls: u32,
    pub(super) source: Option<Error>,
}

impl WaitError {
    /// Why the wait ended.
    pub fn kind(&self) -> WaitErrorKind {
        self.kind
    }

    /// Whether the limit has passed.
    pub fn is_timed_out(&self) -> bool {
        self.kind == WaitErrorKind::TimedOut
    }

    /// Whether the state cannot be reached any more.
    pub fn is_impossible(&self) -> bool {
        self.kind == WaitErrorKind::Impossible
    }

    /// The state that was seen last, such as `UPLOADING`; `None` if no request succeeded.
    pub fn last_seen(&self) -> Option<&str> {
        self.last_seen.as_deref()
    }

    /// How often the state was looked up.
    pub fn polls(&self) -> u32 {
        self.polls
    }

    /// How long the wait took.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Why the last look failed, if it did: the failure of its request, or that it was given up at the limit. A look that
    /// was given up does not hide the failure of the one before.
    pub fn request_error(&self) -> Option<&Error> {
        self.source.as_ref()
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { goal, polls, limit, .. } = self;
        write!(f, "{goal} failed: ")?;
        match self.kind {
            WaitErrorKind::TimedOut => {
                let polled = if *polls == 1 { "poll" } else { "polls" };
                write!(f, "timed out at the limit of {limit:?} after {polls} {polled}")?;
            }
            WaitErrorKind::Impossible => f.write_str("the state cannot be reached any more")?,
            WaitErrorKind::Request => write!(f, "poll {polls} failed")?,
        }
        if let Some(seen) = &self.last_seen {
            write!(f, ", last seen: {seen}")?;
        }
        self.source.as_ref().map_or(Ok(()), |source| write!(f, ": {source}"))
    }
}

impl std::error::Error for WaitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}

/// [`ErrorKind::Timeout`] if the limit has passed, [`ErrorKind::Other`] if the state cannot be reached, both with the wait's
/// error as source; else the failure of the request.
impl From<WaitError> for Error {
    fn from(mut error: WaitError) -> Self {
        let kind = match (error.kind, error.source.take()) {
            (WaitErrorKind::Request, Some(source)) => return source,
            (kind, source) => {
                error.source = source;
                if kind == WaitErrorKind::TimedOut { ErrorKind::Timeout } else { ErrorKind::Other }
            }
        };
        Self::new(kind, error.to_string()).with_source(error)
    }
}
