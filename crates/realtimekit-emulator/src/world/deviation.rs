//! What the service has been observed to do although its documents say otherwise.

/// A deviation that [`Emulator::deviate`](crate::Emulator::deviate) switches on.
///
/// In the observed fidelity those that a client has to expect of any response or event also occur by chance: short responses
/// to writes, sparse objects, a late `meeting.participantLeft`, and recording states out of order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deviation {
    /// The list of sessions lacks those that are live.
    SessionsUnlisted,
    /// A session stays LIVE after the last participant has left; only a kick of all participants ends it.
    SessionsStayLive,
    /// A recording stays INVOKED: it neither begins nor can it be stopped.
    RecordingsStayInvoked,
    /// `meeting.participantLeft` is sent 30 seconds of the emulator's clock after the participant left.
    LateParticipantLeft,
    /// The response to a write holds only what the caller cannot know: a new identifier, a token, a status. Changed and
    /// replaced objects are echoed in part and without an identifier.
    ShortWrites,
    /// Responses and events lack some of their fields, but never the identifier of an object; links to the files of a
    /// track recording take other forms in events, and the list of apps has `null` entries.
    SparseObjects,
    /// An event of a recording with its previous status follows the event with the new one.
    StatesOutOfOrder,
}

impl Deviation {
    /// All deviations with the names that the control API uses.
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("sessions_unlisted", Self::SessionsUnlisted),
        ("sessions_stay_live", Self::SessionsStayLive),
        ("recordings_stay_invoked", Self::RecordingsStayInvoked),
        ("late_participant_left", Self::LateParticipantLeft),
        ("short_writes", Self::ShortWrites),
        ("sparse_objects", Self::SparseObjects),
        ("states_out_of_order", Self::StatesOutOfOrder),
    ];

    /// Whether it occurs by chance in the observed fidelity. The others change what a test can rely on.
    pub(crate) fn occurs_by_chance(self) -> bool {
        matches!(self, Self::ShortWrites | Self::SparseObjects | Self::LateParticipantLeft | Self::StatesOutOfOrder)
    }
}
