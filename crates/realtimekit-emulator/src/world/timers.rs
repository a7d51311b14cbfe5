//! Timers: changes that happen when time passes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use realtimekit_api::Timestamp;

/// Why a session ended, in the words of the webhooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EndReason {
    Host,
    AllLeft,
}

impl EndReason {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Host => "HOST_ENDED_MEETING",
            Self::AllLeft => "ALL_PARTICIPANTS_LEFT",
        }
    }
}

/// Something that is due at a certain time. The subject is looked up again then: it may have changed or gone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Timer {
    /// The keep-alive time of an empty session is over.
    EmptyRoom(String),
    /// An invoked recording begins.
    RecordingBegins(String),
    /// A recording may have reached its longest duration.
    RecordingLimit(String),
    /// An invoked livestream begins.
    LivestreamBegins(String),
    /// The transcript of an ended session has been made.
    TranscriptReady(String),
    /// The late event of a participant who left: session and peer.
    ParticipantLeft(String, String),
    /// The late event of a session that ended, and why it did.
    MeetingEnded(String, EndReason),
}

/// The timers by their time. Timers of the same time fire in the order in which they were set.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    waiting: BinaryHeap<Reverse<(Timestamp, u64, String, Timer)>>,
    set: u64,
}

impl Timers {
    pub(crate) fn set(&mut self, at: Timestamp, app: &str, timer: Timer) {
        self.set += 1;
        self.waiting.push(Reverse((at, self.set, app.to_owned(), timer)));
    }

    /// Takes what is due first, when it is due by `now`: its time, the app, and what is to happen.
    pub(crate) fn due(&mut self, now: Timestamp) -> Option<(Timestamp, String, Timer)> {
        let Reverse((at, ..)) = self.waiting.peek()?;
        if *at > now {
            return None;
        }
        let Reverse((at, _, app, timer)) = self.waiting.pop()?;
        Some((at, app, timer))
    }
}
