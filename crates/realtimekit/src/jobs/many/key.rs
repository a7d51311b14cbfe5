//! The identifiers by which a participant of a meeting is known.

use std::fmt;

use realtimekit_api::types::Participant;

use crate::jobs::people::{CustomParticipantId, ParticipantId};

/// A participant of a meeting, by one of two identifiers. Not made from text, which could be either.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParticipantKey {
    /// By the id that adding them returned.
    Participant(ParticipantId),
    /// By your identifier. The job lists the participants of the meeting to find it.
    Custom(CustomParticipantId),
}

impl From<ParticipantId> for ParticipantKey {
    fn from(id: ParticipantId) -> Self {
        Self::Participant(id)
    }
}

impl From<CustomParticipantId> for ParticipantKey {
    fn from(id: CustomParticipantId) -> Self {
        Self::Custom(id)
    }
}

impl From<Participant> for ParticipantKey {
    fn from(participant: Participant) -> Self {
        Self::Participant(participant.id.into())
    }
}

impl fmt::Display for ParticipantKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Participant(id) => write!(f, "participant id {id}"),
            Self::Custom(id) => write!(f, "custom id {id}"),
        }
    }
}
