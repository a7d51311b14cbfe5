//! The events that webhooks receive.

use serde_json::{Value, json};

use crate::observed::events::{reshape_event, reshape_links};
use crate::observed::short::thin_out;
use crate::world::context::Context;
use crate::world::deviation::Deviation;
use crate::world::fidelity::Fidelity;
use crate::world::model::app::App;
use crate::world::model::event::{Event, Recipient};
use crate::world::model::session::{Peer, Session};

impl App {
    /// Sends an event to the webhooks. The name of the event is put into the body.
    pub(crate) fn emit(&self, context: &mut Context, name: &'static str, mut body: Value) {
        let wanted = self.webhooks.values().filter(|webhook| webhook.wants(name));
        let recipients = wanted.map(|webhook| Recipient {
            delivery_id: context.ids.uuid(),
            repeated_id: context.deviates(Deviation::NewDeliveryIds).then(|| context.ids.uuid()),
            webhook_id: webhook.id.clone(),
            url: webhook.url().to_owned(),
        });
        let recipients: Vec<Recipient> = recipients.collect();
        if !recipients.is_empty() {
            if context.fidelity == Fidelity::Observed {
                reshape_event(name, &mut body, &mut context.ids);
            }
            if context.deviates(Deviation::SparseObjects) {
                thin_out(&mut body, &mut context.ids);
                reshape_links(&mut body, &mut context.ids);
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

    pub(crate) fn emit_for_meeting(&self, context: &mut Context, name: &'static str, session: &str, more: Value) {
        let Some(session) = self.sessions.get(session) else { return };
        let mut body = json!({ "meeting": self.meeting_block(session) });
        if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
            body.extend(more);
        }
        self.emit(context, name, body);
    }

    pub(crate) fn emit_for_peer(&self, context: &mut Context, name: &'static str, session: &str, peer: &Peer) {
        self.emit_for_meeting(context, name, session, json!({ "participant": peer_block(peer) }));
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
