//! Attendance from webhooks.

use realtimekit_api::Event;
use realtimekit_api::types::WebhookParticipant;

use super::record::{Attendance, Peer};

impl Attendance {
    /// Records an event. Returns whether it is one of this session that attendance depends on: `meeting.participantJoined`,
    /// `meeting.participantLeft` and `meeting.ended`. Other events change nothing, and neither do those that do not name
    /// their session.
    ///
    /// ```
    /// use realtimekit::jobs::Attendance;
    /// use realtimekit::webhooks::Event;
    ///
    /// let event = |name: &str, peer: &str, times: &str| {
    ///     let meeting = r#"{"id":"meeting-1","sessionId":"session-1"}"#;
    ///     let person = format!(r#"{{"peerId":"{peer}","customParticipantId":"user-42","userDisplayName":"Mary",{times}}}"#);
    ///     Event::from_slice(format!(r#"{{"event":"{name}","meeting":{meeting},"participant":{person}}}"#).as_bytes())
    /// };
    /// let mut attendance = Attendance::new("session-1");
    /// // She has come back with another device before the end of the first connection is reported.
    /// let joined = r#""joinedAt":"2026-11-20T09:00:00Z""#;
    /// attendance.record(&event("meeting.participantJoined", "peer-1", joined)?);
    /// attendance.record(&event("meeting.participantJoined", "peer-2", r#""joinedAt":"2026-11-20T09:30:00Z""#)?);
    /// let left = format!(r#"{joined},"leftAt":"2026-11-20T09:31:00Z""#);
    /// attendance.record(&event("meeting.participantLeft", "peer-1", &left)?);
    ///
    /// let people = attendance.people();
    /// assert!(people[0].is_present() && people[0].intervals.len() == 1);
    /// # Ok::<(), realtimekit::webhooks::EventError>(())
    /// ```
    pub fn record(&mut self, event: &Event) -> bool {
        if event.session_id() != Some(self.session_id()) {
            return false;
        }
        match event {
            Event::ParticipantJoined(event) => self.record_peer(&event.participant.peer_id, peer(&event.participant)),
            Event::ParticipantLeft(event) => self.record_peer(&event.participant.peer_id, peer(&event.participant)),
            Event::MeetingEnded(event) => self.record_end(event.meeting.ended_at),
            _ => return false,
        }
        true
    }
}

fn peer(participant: &WebhookParticipant) -> Peer {
    #[allow(deprecated)] // older deliveries have only this name
    let older = &participant.client_specific_id;
    Peer {
        custom_id: participant.custom_participant_id.as_ref().or(older.as_ref()).cloned(),
        participant_id: None,
        name: participant.user_display_name.clone(),
        joined_at: participant.joined_at,
        left_at: participant.left_at,
    }
}
