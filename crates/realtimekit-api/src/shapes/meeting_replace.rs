//! Replacing a meeting by what it is, with changes.

use crate::types::{Meeting, MeetingReplace};

/// Everything of a meeting that can be replaced. The keys of custom storage are never returned, so they are missing
/// here too.
impl From<Meeting> for MeetingReplace {
    fn from(meeting: Meeting) -> Self {
        // Without `..`: a field that the document gets tomorrow must be decided on here.
        let Meeting {
            ai_config,
            created_at: _,
            id: _,
            live_stream_on_start,
            persist_chat,
            record_on_start,
            recording_config,
            session_keep_alive_time_in_secs,
            status: _,
            summarize_on_end,
            title,
            transcribe_on_end,
            updated_at: _,
        } = meeting;
        Self {
            ai_config,
            live_stream_on_start,
            persist_chat,
            record_on_start,
            recording_config,
            session_keep_alive_time_in_secs,
            summarize_on_end,
            title,
            transcribe_on_end,
        }
    }
}
