//! The connections to a session.

use std::collections::BTreeMap;
use std::time::Duration;

use realtimekit_api::Timestamp;
use realtimekit_api::types::{Session, SessionParticipant, SessionStatus};
use serde::{Deserialize, Serialize};

use super::attendee::Attendee;
use super::interval::{Interval, joined};
use crate::order::sorted;

/// Who was in a session, and for how long: from the API by [`SessionHandle::attendance`], or from webhooks by
#[cfg_attr(feature = "webhooks", doc = "[`record`](Self::record).")]
#[cfg_attr(not(feature = "webhooks"), doc = "`record` (feature `webhooks`).")]
///
/// Everything is counted by connection (peer), not by person: a report that a person left does not affect the
/// connection with which they have returned since. Events can be recorded repeatedly and in any order, with the same
/// result; both sources can be combined, and so can the records of several processes ([`merge`](Self::merge)). A record can
/// be stored as JSON while a session is live.
///
/// [`SessionHandle::attendance`]: crate::resources::SessionHandle::attendance
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    session_id: String,
    peers: BTreeMap<String, Peer>,
    ended: bool,
    ended_at: Option<Timestamp>,
    gap: Duration,
}

/// One connection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Peer {
    pub(super) custom_id: Option<String>,
    pub(super) participant_id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) joined_at: Option<Timestamp>,
    pub(super) left_at: Option<Timestamp>,
}

impl Peer {
    /// Adds what another report contains. Of two different values one is chosen that does not depend on the order.
    fn merge(&mut self, other: Self) {
        let Self { custom_id, participant_id, name, joined_at, left_at } = other;
        self.custom_id = self.custom_id.take().max(custom_id);
        self.participant_id = self.participant_id.take().max(participant_id);
        self.name = self.name.take().max(name);
        self.joined_at = [self.joined_at, joined_at].into_iter().flatten().min();
        self.left_at = self.left_at.max(left_at);
    }
}

impl Attendance {
    /// An empty record of a session.
    pub fn new(session_id: impl Into<String>) -> Self {
        let (session_id, gap) = (session_id.into(), Duration::from_secs(60));
        Self { session_id, peers: BTreeMap::new(), ended: false, ended_at: None, gap }
    }

    /// Identifier of the session.
    pub fn session_id(&self) -> &str {
        &self.session_id
    }

    /// Longest absence that does not divide an interval, since a change of device or a lost connection looks like that. The
    /// default is one minute. It does not count towards [`Attendee::total`].
    #[must_use]
    pub fn gap(mut self, gap: Duration) -> Self {
        self.gap = gap;
        self
    }

    /// Records whether and when the session ended, as the API reports it.
    pub fn record_session(&mut self, session: &Session) {
        if session.ended_at.is_some() || session.status == Some(SessionStatus::Ended) {
            self.record_end(session.ended_at);
        }
    }

    /// Records a connection as the API lists it.
    pub fn record_participant(&mut self, participant: &SessionParticipant) {
        let Some(id) = &participant.id else { return };
        let peer = Peer {
            custom_id: participant.custom_participant_id.clone(),
            participant_id: participant.user_id.clone(),
            name: participant.display_name.clone(),
            joined_at: participant.joined_at,
            left_at: participant.left_at,
        };
        self.record_peer(id, peer);
    }

    pub(super) fn record_peer(&mut self, id: &str, peer: Peer) {
        self.peers.entry(id.to_owned()).or_default().merge(peer);
    }

    pub(super) fn record_end(&mut self, ended_at: Option<Timestamp>) {
        self.ended = true;
        self.ended_at = self.ended_at.max(ended_at);
    }

    /// Adds what another record of the same session contains. Returns false, and adds nothing, if it is of another session.
    pub fn merge(&mut self, other: Self) -> bool {
        if other.session_id != self.session_id {
            return false;
        }
        for (id, peer) in other.peers {
            self.record_peer(&id, peer);
        }
        self.ended |= other.ended;
        self.ended_at = self.ended_at.max(other.ended_at);
        true
    }

    /// The people in the order in which they entered. A person who has not left is counted up to the end of the session;
    /// while the session is live the last interval is open, and does not count towards [`Attendee::total`].
    pub fn people(&self) -> Vec<Attendee> {
        self.people_until(None)
    }

    /// The people as in [`people`](Self::people), with open intervals counted up to this time. They remain open.
    pub fn people_at(&self, now: Timestamp) -> Vec<Attendee> {
        self.people_until(Some(now))
    }

    fn people_until(&self, now: Option<Timestamp>) -> Vec<Attendee> {
        let mut people: BTreeMap<&str, Vec<(&String, &Peer)>> = BTreeMap::new();
        for (id, peer) in &self.peers {
            let key = [&peer.custom_id, &peer.participant_id].into_iter().find_map(Option::as_deref).unwrap_or(id);
            people.entry(key).or_default().push((id, peer));
        }
        let people: Vec<Attendee> = people.into_values().map(|peers| self.attendee(&peers, now)).collect();
        // Those of whom no time is known are last.
        let joined = |attendee: &Attendee| attendee.first_joined_at().unwrap_or(Timestamp::MAX);
        sorted(people, &|one, other| joined(one).cmp(&joined(other)))
    }

    fn attendee(&self, peers: &[(&String, &Peer)], now: Option<Timestamp>) -> Attendee {
        let end = self.end();
        let intervals: Vec<Interval> =
            peers.iter().filter_map(|(_, peer)| Some(Interval::new(peer.joined_at?, peer.left_at.or(end)))).collect();
        let counted = |interval: &Interval| Interval::new(interval.joined_at, interval.left_at.or(now));
        let exact = joined(intervals.iter().map(counted).collect(), Duration::ZERO);
        let latest =
            peers.iter().filter(|(_, peer)| peer.name.is_some()).max_by_key(|(id, peer)| (peer.joined_at, *id));
        Attendee {
            custom_id: peers.iter().find_map(|(_, peer)| peer.custom_id.as_deref()).map(Into::into),
            name: latest.and_then(|(_, peer)| peer.name.clone()),
            intervals: joined(intervals, self.gap),
            total: exact.iter().map(Interval::duration).sum(),
            peers: peers.iter().map(|(id, _)| id.as_str().into()).collect(),
        }
    }

    /// When the session ended: as it was reported, else the last time that is known of an ended session.
    fn end(&self) -> Option<Timestamp> {
        let known = || self.peers.values().flat_map(|peer| [peer.joined_at, peer.left_at]).flatten().max();
        self.ended_at.or_else(|| if self.ended { known() } else { None })
    }
}
