// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The events that are delivered to webhooks.

use serde::{Serialize, Serializer};
use crate::decode::{Decode, Fault, Reader};
use crate::encode::{Encode, Json};
use crate::types;

/// An event that is delivered to webhooks.
///
/// Serialising it gives the body of the delivery again, which fails if it holds a secret and is not wrapped in
/// [`Exposed`](crate::Exposed).
#[allow(clippy::large_enum_variant)]
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// `meeting.started`: A session of a meeting has begun, because the first person joined.
    MeetingStarted(types::MeetingStartedEvent),
    /// `meeting.ended`: A session of a meeting has ended.
    MeetingEnded(types::MeetingEndedEvent),
    /// `meeting.participantJoined`: Somebody has entered a session.
    ParticipantJoined(types::ParticipantJoinedEvent),
    /// `meeting.participantLeft`: Somebody has left a session.
    ParticipantLeft(types::ParticipantLeftEvent),
    /// `meeting.chatSynced`: The chat of a session that ended can be downloaded. Sent only if something was written.
    ChatSynced(types::ChatSyncedEvent),
    /// `recording.statusUpdate`: A recording has reached another status.
    RecordingStatusUpdate(types::RecordingStatusUpdateEvent),
    /// `livestreaming.statusUpdate`: A livestream has reached another status.
    LivestreamStatusUpdate(types::LivestreamStatusUpdateEvent),
    /// `meeting.transcript`: The transcript of a session can be downloaded.
    Transcript(types::TranscriptEvent),
    /// `meeting.summary`: The summary of a session can be downloaded.
    Summary(types::SummaryEvent),
    /// An event that this version of the crate does not know or cannot read; [`Event::unreadable`] distinguishes them.
    Unknown {
        /// Name of the event.
        name: String,
        /// The whole body. It may hold secrets.
        json: serde_json::Value,
    },
}

impl Event {
    /// Names of the events that this version of the crate knows.
    pub const KNOWN: &'static [&'static str] = &[
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
    /// Name of the event, such as `meeting.started`.
    pub fn name(&self) -> &str {
        match self {
            Self::MeetingStarted(_) => "meeting.started",
            Self::MeetingEnded(_) => "meeting.ended",
            Self::ParticipantJoined(_) => "meeting.participantJoined",
            Self::ParticipantLeft(_) => "meeting.participantLeft",
            Self::ChatSynced(_) => "meeting.chatSynced",
            Self::RecordingStatusUpdate(_) => "recording.statusUpdate",
            Self::LivestreamStatusUpdate(_) => "livestreaming.statusUpdate",
            Self::Transcript(_) => "meeting.transcript",
            Self::Summary(_) => "meeting.summary",
            Self::Unknown { name, .. } => name,
        }
    }

    /// Reads the payload of a known event; none for others.
    pub(crate) fn read(
        name: &str,
        body: &mut Reader<'_>,
    ) -> Result<Option<Self>, Fault> {
        match name {
            "meeting.started" => {
                types::MeetingStartedEvent::decode(body)
                    .map(Self::MeetingStarted)
                    .map(Some)
            }
            "meeting.ended" => {
                types::MeetingEndedEvent::decode(body).map(Self::MeetingEnded).map(Some)
            }
            "meeting.participantJoined" => {
                types::ParticipantJoinedEvent::decode(body)
                    .map(Self::ParticipantJoined)
                    .map(Some)
            }
            "meeting.participantLeft" => {
                types::ParticipantLeftEvent::decode(body)
                    .map(Self::ParticipantLeft)
                    .map(Some)
            }
            "meeting.chatSynced" => {
                types::ChatSyncedEvent::decode(body).map(Self::ChatSynced).map(Some)
            }
            "recording.statusUpdate" => {
                types::RecordingStatusUpdateEvent::decode(body)
                    .map(Self::RecordingStatusUpdate)
                    .map(Some)
            }
            "livestreaming.statusUpdate" => {
                types::LivestreamStatusUpdateEvent::decode(body)
                    .map(Self::LivestreamStatusUpdate)
                    .map(Some)
            }
            "meeting.transcript" => {
                types::TranscriptEvent::decode(body).map(Self::Transcript).map(Some)
            }
            "meeting.summary" => {
                types::SummaryEvent::decode(body).map(Self::Summary).map(Some)
            }
            _ => Ok(None),
        }
    }
}

impl std::fmt::Debug for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::MeetingStarted(payload) => {
                f.debug_tuple("MeetingStarted").field(payload).finish()
            }
            Self::MeetingEnded(payload) => {
                f.debug_tuple("MeetingEnded").field(payload).finish()
            }
            Self::ParticipantJoined(payload) => {
                f.debug_tuple("ParticipantJoined").field(payload).finish()
            }
            Self::ParticipantLeft(payload) => {
                f.debug_tuple("ParticipantLeft").field(payload).finish()
            }
            Self::ChatSynced(payload) => {
                f.debug_tuple("ChatSynced").field(payload).finish()
            }
            Self::RecordingStatusUpdate(payload) => {
                f.debug_tuple("RecordingStatusUpdate").field(payload).finish()
            }
            Self::LivestreamStatusUpdate(payload) => {
                f.debug_tuple("LivestreamStatusUpdate").field(payload).finish()
            }
            Self::Transcript(payload) => {
                f.debug_tuple("Transcript").field(payload).finish()
            }
            Self::Summary(payload) => f.debug_tuple("Summary").field(payload).finish(),
            Self::Unknown { name, .. } => {
                f.debug_struct("Unknown").field("name", name).finish_non_exhaustive()
            }
        }
    }
}

impl Encode for Event {
    fn encode(&self, json: &mut Json) -> Result<(), serde_json::Error> {
        let payload: &dyn Encode = match self {
            Self::MeetingStarted(payload) => payload,
            Self::MeetingEnded(payload) => payload,
            Self::ParticipantJoined(payload) => payload,
            Self::ParticipantLeft(payload) => payload,
            Self::ChatSynced(payload) => payload,
            Self::RecordingStatusUpdate(payload) => payload,
            Self::LivestreamStatusUpdate(payload) => payload,
            Self::Transcript(payload) => payload,
            Self::Summary(payload) => payload,
            Self::Unknown { json: body, .. } => return body.encode(json),
        };
        json.extended(payload, "event", self.name())
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::encode::serialize(self, serializer)
    }
}
