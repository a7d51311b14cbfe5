//! Behaviour of the service that differs from its documents.

/// A deviation that [`Emulator::deviate`](crate::Emulator::deviate) switches on.
///
/// In the observed fidelity each of them also occurs by chance, in one of twenty cases. A test that depends on the
/// documented behaviour excludes it with [`EmulatorBuilder::without`](crate::EmulatorBuilder::without).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deviation {
    /// The list of sessions lacks those that are live.
    SessionsUnlisted,
    /// A session stays LIVE after the last participant has left; only a kick of all participants ends it.
    SessionsStayLive,
    /// A recording stays INVOKED: it neither begins nor can it be stopped.
    RecordingsStayInvoked,
    /// A recording that runs while all participants are kicked never leaves UPLOADING.
    RecordingsStayUploading,
    /// `record_on_start` records the first session of a meeting only.
    RecordOnStartOnce,
    /// `meeting.participantLeft` is sent 30 seconds of the emulator's clock after the participant left.
    LateParticipantLeft,
    /// `meeting.ended` is sent 120 seconds of the emulator's clock after the session ended.
    LateMeetingEnded,
    /// A webhook delivery has another id when it is repeated after a failure.
    NewDeliveryIds,
    /// A 429 of [`EmulatorBuilder::rate_limit`](crate::EmulatorBuilder::rate_limit) has no `Retry-After`.
    NoRetryAfter,
    /// The response to a write holds only what the caller cannot know: a new identifier, a token, a status. Changed and
    /// replaced objects are echoed in part and without an identifier.
    ShortWrites,
    /// Responses and events lack some of their fields, but never the identifier of an object; links to the files of a
    /// track recording take other forms in events, and the list of apps has `null` entries.
    SparseObjects,
    /// An event of a recording with its previous status follows the event with the new one.
    StatesOutOfOrder,
    /// A preset or webhook can be read late: for 2 seconds of the emulator's clock after its creation with a 403, and
    /// for as long after its deletion still with a 200.
    SlowPropagation,
}

impl Deviation {
    /// All deviations with the names that the control API uses.
    pub(crate) const ALL: [(&'static str, Self); 13] = [
        ("sessions_unlisted", Self::SessionsUnlisted),
        ("sessions_stay_live", Self::SessionsStayLive),
        ("recordings_stay_invoked", Self::RecordingsStayInvoked),
        ("recordings_stay_uploading", Self::RecordingsStayUploading),
        ("record_on_start_once", Self::RecordOnStartOnce),
        ("late_participant_left", Self::LateParticipantLeft),
        ("late_meeting_ended", Self::LateMeetingEnded),
        ("new_delivery_ids", Self::NewDeliveryIds),
        ("no_retry_after", Self::NoRetryAfter),
        ("short_writes", Self::ShortWrites),
        ("sparse_objects", Self::SparseObjects),
        ("states_out_of_order", Self::StatesOutOfOrder),
        ("slow_propagation", Self::SlowPropagation),
    ];

    /// The deviation with this name in the control API and on the command line, such as `short_writes`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, deviation)| deviation)
    }
}
