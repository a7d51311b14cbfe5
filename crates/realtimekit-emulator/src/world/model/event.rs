//! An event and the webhooks that receive it.

use serde_json::Value;

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

/// An event and its recipients.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) name: &'static str,
    /// The webhooks that wanted to know at that moment.
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) body: Value,
}

/// A webhook that receives an event, and the id of the delivery.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    pub(crate) delivery_id: String,
    /// The id under which it is repeated, if that is another one.
    pub(crate) repeated_id: Option<String>,
    pub(crate) webhook_id: String,
    pub(crate) url: String,
}
