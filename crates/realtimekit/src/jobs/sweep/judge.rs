//! Whether a session that is LIVE is used.

use std::time::Duration;

use realtimekit_api::Timestamp;
use realtimekit_api::types::{MeetingStatus, Session, SessionStatus};

use super::plan::{Spared, StaleReason, StaleSession};
use crate::error::Error;
use crate::resources::AppHandle;

/// A session that may be stale.
pub(super) struct Candidate {
    pub(super) session_id: String,
    pub(super) meeting_id: Option<String>,
}

/// The decision about a session.
pub(super) enum Verdict {
    Stale(StaleSession),
    Spared(Spared),
    /// It has ended.
    Over,
}

pub(super) fn is_live(session: &Session) -> bool {
    session.status != Some(SessionStatus::Ended) && session.ended_at.is_none()
}

/// Judges a session by what the service reports now. The active session decides; all else can only spare the session.
pub(super) async fn judge(app: &AppHandle, candidate: &Candidate, empty_for: Duration) -> Result<Verdict, Error> {
    let Some(meeting_id) = candidate.meeting_id.as_deref() else {
        return Ok(Verdict::Spared(Spared::Unclear("the session does not name its meeting")));
    };
    let meeting = app.meeting(meeting_id);
    let active = meeting.active_session().get().send().await?;
    match &active {
        Some(active) if active.id != candidate.session_id => return Ok(Verdict::Spared(Spared::OtherSession)),
        Some(active) if has_people(active) => return Ok(Verdict::Spared(Spared::InUse)),
        _ => {}
    }
    let handle = app.session(&candidate.session_id);
    let present = handle.get().include_breakout_rooms(true).send().await?;
    if !is_live(&present) {
        return Ok(Verdict::Over);
    }
    let mut rooms = present.breakout_rooms.iter().flatten().filter(|room| is_live(room));
    if has_people(&present) || rooms.any(|room| room.live_participants != Some(0)) {
        return Ok(Verdict::Spared(Spared::InUse));
    }
    let people = handle.participants().all().await?;
    if people.iter().any(|person| person.left_at.is_none()) {
        let unclear = "the session reports no people, but not all who were in it have left";
        return Ok(Verdict::Spared(Spared::Unclear(unclear)));
    }
    let counted = active.as_ref().and_then(|active| active.live_participants).or(present.live_participants);
    if counted.is_none() && people.is_empty() {
        return Ok(Verdict::Spared(Spared::Unclear("the number of people is not reported")));
    }
    let left = people.iter().filter_map(|person| person.left_at);
    let rooms_ended = present.breakout_rooms.iter().flatten().filter_map(|room| room.ended_at);
    let empty_since = left.chain(rooms_ended).chain(present.started_at).max();
    let status = meeting.get().send().await?.status;
    let reason =
        if status == Some(MeetingStatus::Inactive) { StaleReason::MeetingInactive } else { StaleReason::Empty };
    if reason == StaleReason::Empty {
        match empty_since {
            None => {
                return Ok(Verdict::Spared(Spared::Unclear("the time at which the last person left is not reported")));
            }
            Some(since) if !is_over(since, empty_for) => return Ok(Verdict::Spared(Spared::RecentlyUsed)),
            Some(_) => {}
        }
    }
    Ok(Verdict::Stale(StaleSession {
        session_id: present.id,
        meeting_id: meeting_id.to_owned(),
        title: present.meeting_display_name,
        started_at: present.started_at,
        empty_since,
        reason,
    }))
}

fn has_people(session: &Session) -> bool {
    session.live_participants.is_some_and(|people| people > 0)
}

/// Whether this much time has passed.
fn is_over(since: Timestamp, duration: Duration) -> bool {
    let passed = Timestamp::now().unix_millis().saturating_sub(since.unix_millis());
    i128::from(passed) >= i128::try_from(duration.as_millis()).unwrap_or(i128::MAX)
}
