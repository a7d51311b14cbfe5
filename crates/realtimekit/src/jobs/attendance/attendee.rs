//! One person's attendance.

use std::time::Duration;

use realtimekit_api::Timestamp;
use serde::Serialize;

use super::interval::Interval;
use crate::jobs::people::{CustomParticipantId, PeerId};

/// The attendance of one person in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Attendee {
    /// Your identifier; `None` if the service did not report it. Connections without one cannot be assigned to a person:
    /// each of them is a separate attendee.
    pub custom_id: Option<CustomParticipantId>,
    /// Name that others saw, of the latest connection that has one.
    pub name: Option<String>,
    /// Times of presence in their order. Times that overlap, because of a second device or tab, are one interval, and so
    /// are times that are at most [`gap`](super::Attendance::gap) apart, because of a change of device or a lost connection.
    pub intervals: Vec<Interval>,
    /// Time in the session: overlapping times count once, and gaps between connections do not count.
    pub total: Duration,
    /// The connections, in the order of their identifiers.
    pub peers: Vec<PeerId>,
}

impl Attendee {
    /// When the person entered first; `None` if no time of presence is known.
    pub fn first_joined_at(&self) -> Option<Timestamp> {
        self.intervals.first().map(|interval| interval.joined_at)
    }

    /// When the person left last; `None` if the person is still in the session, or no time of presence is known.
    pub fn last_left_at(&self) -> Option<Timestamp> {
        self.intervals.last().and_then(|interval| interval.left_at)
    }

    /// Whether the person is still in the session, as far as is known.
    pub fn is_present(&self) -> bool {
        self.intervals.last().is_some_and(|interval| interval.left_at.is_none())
    }
}
