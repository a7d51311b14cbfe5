//! What webhooks are told.

use serde_json::{Value, json};

use crate::sessions::{Peer, Session};
use crate::state::{App, Context, Mood};
use crate::wild;

/// The names of all events, in the order of the service.
pub(crate) const NAMES: [&str; 9] = [
    "meeting.started",
    "meeting.ended",
    "meeting.participantJoined",
    "meeting.participantLeft",
    "meeting.chatSynced",
    "recording.statusUpdate",
    "livestreaming.statusUpdate",
    "meeting.transcript",
    "meeting.summary",
];

/// Something that has happened, and whom to tell.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) name: &'static str,
    /// The webhooks that wanted to know at that moment.
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) body: Value,
}

/// A webhook that is to be told, and the delivery that tells it.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    pub(crate) delivery_id: String,
    pub(crate) webhook_id: String,
    pub(crate) url: String,
}

impl App {
    /// Tells the webhooks. The name of the event is put into the body.
    pub(crate) fn tell(&self, context: &mut Context, name: &'static str, mut body: Value) {
        let wanted = self.webhooks.values().filter(|webhook| webhook.wants(name));
        let recipients = wanted.map(|webhook| Recipient {
            delivery_id: context.ids.uuid(),
            webhook_id: webhook.id.clone(),
            url: webhook.url().to_owned(),
        });
        let recipients: Vec<Recipient> = recipients.collect();
        if !recipients.is_empty() {
            if context.mood == Mood::Wild {
                wild::reshape_event(name, &mut body, &mut context.ids);
            }
            body["event"] = json!(name);
            context.events.push(Event { name, recipients, body });
        }
    }

    /// The block `meeting` of an event. Its status stays `LIVE` even when the meeting has ended, as on the service.
    pub(crate) fn meeting_block(&self, session: &Session) -> Value {
        json!({
            "id": session.meeting_id,
            "sessionId": session.id,
            "title": session.title,
            "roomName": session.meeting_id,
            "status": "LIVE",
            "createdAt": session.started_at.to_string(),
            "startedAt": session.started_at.to_string(),
            "endedAt": session.ended_at.map(|time| time.to_string()),
            "organizedBy": self.organizer(),
        })
    }

    pub(crate) fn organizer(&self) -> Value {
        json!({ "id": self.id, "name": self.name })
    }

    pub(crate) fn tell_of_meeting(&self, context: &mut Context, name: &'static str, session: &str, more: Value) {
        let Some(session) = self.sessions.get(session) else { return };
        let mut body = json!({ "meeting": self.meeting_block(session) });
        if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
            body.extend(more);
        }
        self.tell(context, name, body);
    }

    pub(crate) fn tell_of_peer(&self, context: &mut Context, name: &'static str, session: &str, peer: &Peer) {
        self.tell_of_meeting(context, name, session, json!({ "participant": peer_block(peer) }));
    }
}

fn peer_block(peer: &Peer) -> Value {
    let mut block = json!({
        "peerId": peer.id,
        "userDisplayName": peer.name,
        "customParticipantId": peer.custom_id,
        "clientSpecificId": peer.custom_id,
        "joinedAt": peer.joined_at.to_string(),
    });
    if let Some(left) = peer.left_at {
        block["leftAt"] = json!(left.to_string());
    }
    block
}
