//! The plan and the outcome of a sweep.

use std::fmt;

use realtimekit_api::Timestamp;

use crate::error::Error;

/// Why a session is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StaleReason {
    /// It is empty, and its meeting is INACTIVE, so it cannot be joined.
    MeetingInactive,
    /// It has been empty for the time that was set.
    Empty,
}

/// A session that is LIVE although it is unused.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StaleSession {
    /// Identifier of the session.
    pub session_id: String,
    /// Identifier of the meeting.
    pub meeting_id: String,
    /// Title of the meeting.
    pub title: Option<String>,
    /// When the session started.
    pub started_at: Option<Timestamp>,
    /// When the last person left, if the service reports it.
    pub empty_since: Option<Timestamp>,
    /// Why the session is stale.
    pub reason: StaleReason,
}

/// Why a session is not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Spared {
    /// People are in it, or in one of its breakout rooms.
    InUse,
    /// The last person left not long enough ago.
    RecentlyUsed,
    /// Another session is the active one of the meeting: removing everybody would reach that one.
    OtherSession,
    /// The service does not report enough to decide: what is missing.
    Unclear(&'static str),
}

/// A session that is not ended, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SparedSession {
    /// Identifier of the session.
    pub session_id: String,
    /// Identifier of the meeting, if the session names it.
    pub meeting_id: Option<String>,
    /// Why.
    pub reason: Spared,
}

/// A session that could not be looked at, or not be ended.
#[derive(Debug)]
#[non_exhaustive]
pub struct FailedSweep {
    /// Identifier of the session, unless it is not known yet.
    pub session_id: Option<String>,
    /// Identifier of the meeting, if the session names it.
    pub meeting_id: Option<String>,
    /// Why.
    pub error: Error,
}

/// The sessions that a sweep would end. `Display` writes a line for each session.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct SweepPlan {
    /// Sessions that would be ended.
    pub stale: Vec<StaleSession>,
    /// Sessions that are LIVE and would not be ended.
    pub spared: Vec<SparedSession>,
    /// Sessions that could not be looked at.
    pub failed: Vec<FailedSweep>,
}

/// The outcome of a sweep.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Swept {
    /// Sessions from which everybody was removed. The service reports them as ENDED within about a minute.
    pub ended: Vec<StaleSession>,
    /// Sessions whose end the service did not confirm, and that it still reports as LIVE. Repeat the sweep later.
    pub left: Vec<StaleSession>,
    /// Sessions that are LIVE and were not ended, including those that people entered during the grace period.
    pub spared: Vec<SparedSession>,
    /// Sessions that could not be checked or ended. Repeat the sweep for them.
    pub failed: Vec<FailedSweep>,
}

impl fmt::Display for StaleSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "session {} of meeting {}", self.session_id, self.meeting_id)?;
        if let Some(title) = &self.title {
            write!(f, " ({title:?})")?;
        }
        f.write_str(match self.reason {
            StaleReason::MeetingInactive => ": empty, and the meeting is INACTIVE",
            StaleReason::Empty => ": empty",
        })?;
        self.empty_since.map_or(Ok(()), |since| write!(f, " since {since}"))
    }
}

impl fmt::Display for Spared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse => f.write_str("people are in it"),
            Self::RecentlyUsed => f.write_str("the last person left not long enough ago"),
            Self::OtherSession => f.write_str("another session of the meeting is active"),
            Self::Unclear(missing) => write!(f, "unclear: {missing}"),
        }
    }
}

impl fmt::Display for SparedSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "session {}: {}", self.session_id, self.reason)
    }
}

impl fmt::Display for FailedSweep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { session_id, meeting_id, error } = self;
        match (session_id, meeting_id) {
            (Some(id), _) => write!(f, "session {id}: {error}"),
            (None, Some(id)) => write!(f, "meeting {id}: {error}"),
            (None, None) => write!(f, "{error}"),
        }
    }
}

impl fmt::Display for SweepPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.stale.is_empty() {
            f.write_str("nothing to end")?;
        } else {
            write!(f, "end {} sessions", self.stale.len())?;
        }
        self.stale.iter().try_for_each(|session| write!(f, "\n  end {session}"))?;
        self.spared.iter().try_for_each(|session| write!(f, "\n  keep {session}"))?;
        self.failed.iter().try_for_each(|failed| write!(f, "\n  failed {failed}"))
    }
}
