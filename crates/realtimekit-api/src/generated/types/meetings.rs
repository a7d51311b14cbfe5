// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `meetings`.

#[allow(unused_imports)]
use super::*;

/// Properties of a meeting to be created. Every one may be left out.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MeetingCreate {
    /// How transcripts and summaries of the sessions of a meeting are made.
    pub ai_config: Option<AiConfig>,
    /// Whether a livestream begins automatically when a session starts. Left out or `null`, the choice is
    /// left to the service.
    pub live_stream_on_start: Option<bool>,
    /// Whether chat messages stay visible in the meeting for a week, across its sessions.
    pub persist_chat: Option<bool>,
    /// Whether recording begins automatically as soon as the first person joins. Left out or `null`, the
    /// choice is left to the service.
    pub record_on_start: Option<bool>,
    /// How the recordings of a meeting are made and where they go. What is set here takes precedence over
    /// the settings of the app; what is left out follows them.
    pub recording_config: Option<RecordingConfig>,
    /// Seconds, 60 to 600, for which a session stays live after the last person left.
    pub session_keep_alive_time_in_secs: Option<u64>,
    /// Whether a summary is made automatically after each session. It is made from the transcript, so
    /// transcription has to be on as well.
    pub summarize_on_end: Option<bool>,
    /// Name of the meeting for people; need not be unique. Left out or `null`, the meeting has no title.
    pub title: Option<String>,
    /// Whether a transcript is made automatically after each session.
    pub transcribe_on_end: Option<bool>,
}

crate::record! {
    MeetingCreate { "ai_config" => ai_config : optional, "live_stream_on_start" =>
    live_stream_on_start : optional, "persist_chat" => persist_chat : optional,
    "record_on_start" => record_on_start : optional, "recording_config" =>
    recording_config : optional, "session_keep_alive_time_in_secs" =>
    session_keep_alive_time_in_secs : optional, "summarize_on_end" => summarize_on_end :
    optional, "title" => title : optional, "transcribe_on_end" => transcribe_on_end :
    optional }
}

impl MeetingCreate {
    /// An empty `MeetingCreate`; set what is needed.
    pub fn new() -> Self {
        Self {
            ai_config: None,
            live_stream_on_start: None,
            persist_chat: None,
            record_on_start: None,
            recording_config: None,
            session_keep_alive_time_in_secs: None,
            summarize_on_end: None,
            title: None,
            transcribe_on_end: None,
        }
    }

    /// How transcripts and summaries of the sessions of a meeting are made.
    #[must_use]
    pub fn ai_config(mut self, value: impl Into<AiConfig>) -> Self {
        self.ai_config = Some(value.into());
        self
    }

    /// Whether a livestream begins automatically when a session starts. Left out or `null`, the choice is
    /// left to the service.
    #[must_use]
    pub fn live_stream_on_start(mut self, value: bool) -> Self {
        self.live_stream_on_start = Some(value);
        self
    }

    /// Whether chat messages stay visible in the meeting for a week, across its sessions.
    #[must_use]
    pub fn persist_chat(mut self, value: bool) -> Self {
        self.persist_chat = Some(value);
        self
    }

    /// Whether recording begins automatically as soon as the first person joins. Left out or `null`, the
    /// choice is left to the service.
    #[must_use]
    pub fn record_on_start(mut self, value: bool) -> Self {
        self.record_on_start = Some(value);
        self
    }

    /// How the recordings of a meeting are made and where they go. What is set here takes precedence over
    /// the settings of the app; what is left out follows them.
    #[must_use]
    pub fn recording_config(mut self, value: impl Into<RecordingConfig>) -> Self {
        self.recording_config = Some(value.into());
        self
    }

    /// Seconds, 60 to 600, for which a session stays live after the last person left.
    #[must_use]
    pub fn session_keep_alive_time_in_secs(mut self, value: u64) -> Self {
        self.session_keep_alive_time_in_secs = Some(value);
        self
    }

    /// Whether a summary is made automatically after each session. It is made from the transcript, so
    /// transcription has to be on as well.
    #[must_use]
    pub fn summarize_on_end(mut self, value: bool) -> Self {
        self.summarize_on_end = Some(value);
        self
    }

    /// Name of the meeting for people; need not be unique. Left out or `null`, the meeting has no title.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Whether a transcript is made automatically after each session.
    #[must_use]
    pub fn transcribe_on_end(mut self, value: bool) -> Self {
        self.transcribe_on_end = Some(value);
        self
    }
}

/// The properties that a meeting has from now on, in place of all it had. What is left out is not kept
/// from before. `status` is not among them.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MeetingReplace {
    /// How transcripts and summaries of the sessions of a meeting are made.
    pub ai_config: Option<AiConfig>,
    /// Whether a livestream begins automatically when a session starts. Left out or `null`, the choice is
    /// left to the service.
    pub live_stream_on_start: Option<bool>,
    /// Whether chat messages stay visible in the meeting for a week, across its sessions.
    pub persist_chat: Option<bool>,
    /// Whether recording begins automatically as soon as the first person joins. Left out or `null`, the
    /// choice is left to the service.
    pub record_on_start: Option<bool>,
    /// How the recordings of a meeting are made and where they go. What is set here takes precedence over
    /// the settings of the app; what is left out follows them.
    pub recording_config: Option<RecordingConfig>,
    /// Seconds, 60 to 600, for which a session stays live after the last person left.
    pub session_keep_alive_time_in_secs: Option<u64>,
    /// Whether a summary is made automatically after each session. It is made from the transcript, so
    /// transcription has to be on as well.
    pub summarize_on_end: Option<bool>,
    /// Name of the meeting for people; need not be unique. Left out or `null`, the meeting has no title.
    pub title: Option<String>,
    /// Whether a transcript is made automatically after each session.
    pub transcribe_on_end: Option<bool>,
}

crate::record! {
    MeetingReplace { "ai_config" => ai_config : optional, "live_stream_on_start" =>
    live_stream_on_start : optional, "persist_chat" => persist_chat : optional,
    "record_on_start" => record_on_start : optional, "recording_config" =>
    recording_config : optional, "session_keep_alive_time_in_secs" =>
    session_keep_alive_time_in_secs : optional, "summarize_on_end" => summarize_on_end :
    optional, "title" => title : optional, "transcribe_on_end" => transcribe_on_end :
    optional }
}

impl MeetingReplace {
    /// An empty `MeetingReplace`; set what is needed.
    pub fn new() -> Self {
        Self {
            ai_config: None,
            live_stream_on_start: None,
            persist_chat: None,
            record_on_start: None,
            recording_config: None,
            session_keep_alive_time_in_secs: None,
            summarize_on_end: None,
            title: None,
            transcribe_on_end: None,
        }
    }

    /// How transcripts and summaries of the sessions of a meeting are made.
    #[must_use]
    pub fn ai_config(mut self, value: impl Into<AiConfig>) -> Self {
        self.ai_config = Some(value.into());
        self
    }

    /// Whether a livestream begins automatically when a session starts. Left out or `null`, the choice is
    /// left to the service.
    #[must_use]
    pub fn live_stream_on_start(mut self, value: bool) -> Self {
        self.live_stream_on_start = Some(value);
        self
    }

    /// Whether chat messages stay visible in the meeting for a week, across its sessions.
    #[must_use]
    pub fn persist_chat(mut self, value: bool) -> Self {
        self.persist_chat = Some(value);
        self
    }

    /// Whether recording begins automatically as soon as the first person joins. Left out or `null`, the
    /// choice is left to the service.
    #[must_use]
    pub fn record_on_start(mut self, value: bool) -> Self {
        self.record_on_start = Some(value);
        self
    }

    /// How the recordings of a meeting are made and where they go. What is set here takes precedence over
    /// the settings of the app; what is left out follows them.
    #[must_use]
    pub fn recording_config(mut self, value: impl Into<RecordingConfig>) -> Self {
        self.recording_config = Some(value.into());
        self
    }

    /// Seconds, 60 to 600, for which a session stays live after the last person left.
    #[must_use]
    pub fn session_keep_alive_time_in_secs(mut self, value: u64) -> Self {
        self.session_keep_alive_time_in_secs = Some(value);
        self
    }

    /// Whether a summary is made automatically after each session. It is made from the transcript, so
    /// transcription has to be on as well.
    #[must_use]
    pub fn summarize_on_end(mut self, value: bool) -> Self {
        self.summarize_on_end = Some(value);
        self
    }

    /// Name of the meeting for people; need not be unique. Left out or `null`, the meeting has no title.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Whether a transcript is made automatically after each session.
    #[must_use]
    pub fn transcribe_on_end(mut self, value: bool) -> Self {
        self.transcribe_on_end = Some(value);
        self
    }
}

impl From<Meeting> for MeetingReplace {
    /// Takes over everything that can be replaced. Secrets are never returned, so they are missing.
    fn from(value: Meeting) -> Self {
        Self {
            ai_config: value.ai_config,
            live_stream_on_start: value.live_stream_on_start,
            persist_chat: value.persist_chat,
            record_on_start: value.record_on_start,
            recording_config: value.recording_config,
            session_keep_alive_time_in_secs: value.session_keep_alive_time_in_secs,
            summarize_on_end: value.summarize_on_end,
            title: value.title,
            transcribe_on_end: value.transcribe_on_end,
        }
    }
}

/// Properties of a meeting to be changed. What is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MeetingUpdate {
    /// How transcripts and summaries of the sessions of a meeting are made.
    pub ai_config: Option<AiConfig>,
    /// Whether a livestream begins automatically when a session starts.
    pub live_stream_on_start: Option<bool>,
    /// Whether chat messages stay visible in the meeting for a week, across its sessions.
    pub persist_chat: Option<bool>,
    /// Whether recording begins automatically as soon as the first person joins.
    pub record_on_start: Option<bool>,
    /// How the recordings of a meeting are made and where they go. What is set here takes precedence over
    /// the settings of the app; what is left out follows them.
    pub recording_config: Option<RecordingConfig>,
    /// Seconds, 60 to 600, for which a session stays live after the last person left.
    pub session_keep_alive_time_in_secs: Option<u64>,
    /// Whether people may join the meeting. The status does not say whether a session is live.
    pub status: Option<MeetingStatus>,
    /// Whether a summary is made automatically after each session. It is made from the transcript, so
    /// transcription has to be on as well.
    pub summarize_on_end: Option<bool>,
    /// New name of the meeting for people; need not be unique.
    pub title: Option<String>,
    /// Whether a transcript is made automatically after each session.
    pub transcribe_on_end: Option<bool>,
}

crate::record! {
    MeetingUpdate { "ai_config" => ai_config : optional, "live_stream_on_start" =>
    live_stream_on_start : optional, "persist_chat" => persist_chat : optional,
    "record_on_start" => record_on_start : optional, "recording_config" =>
    recording_config : optional, "session_keep_alive_time_in_secs" =>
    session_keep_alive_time_in_secs : optional, "status" => status : optional,
    "summarize_on_end" => summarize_on_end : optional, "title" => title : optional,
    "transcribe_on_end" => transcribe_on_end : optional }
}

impl MeetingUpdate {
    /// An empty `MeetingUpdate`; set what is needed.
    pub fn new() -> Self {
        Self {
            ai_config: None,
            live_stream_on_start: None,
            persist_chat: None,
            record_on_start: None,
            recording_config: None,
            session_keep_alive_time_in_secs: None,
            status: None,
            summarize_on_end: None,
            title: None,
            transcribe_on_end: None,
        }
    }

    /// How transcripts and summaries of the sessions of a meeting are made.
    #[must_use]
    pub fn ai_config(mut self, value: impl Into<AiConfig>) -> Self {
        self.ai_config = Some(value.into());
        self
    }

    /// Whether a livestream begins automatically when a session starts.
    #[must_use]
    pub fn live_stream_on_start(mut self, value: bool) -> Self {
        self.live_stream_on_start = Some(value);
        self
    }

    /// Whether chat messages stay visible in the meeting for a week, across its sessions.
    #[must_use]
    pub fn persist_chat(mut self, value: bool) -> Self {
        self.persist_chat = Some(value);
        self
    }

    /// Whether recording begins automatically as soon as the first person joins.
    #[must_use]
    pub fn record_on_start(mut self, value: bool) -> Self {
        self.record_on_start = Some(value);
        self
    }

    /// How the recordings of a meeting are made and where they go. What is set here takes precedence over
    /// the settings of the app; what is left out follows them.
    #[must_use]
    pub fn recording_config(mut self, value: impl Into<RecordingConfig>) -> Self {
        self.recording_config = Some(value.into());
        self
    }

    /// Seconds, 60 to 600, for which a session stays live after the last person left.
    #[must_use]
    pub fn session_keep_alive_time_in_secs(mut self, value: u64) -> Self {
        self.session_keep_alive_time_in_secs = Some(value);
        self
    }

    /// Whether people may join the meeting. The status does not say whether a session is live.
    #[must_use]
    pub fn status(mut self, value: impl Into<MeetingStatus>) -> Self {
        self.status = Some(value.into());
        self
    }

    /// Whether a summary is made automatically after each session. It is made from the transcript, so
    /// transcription has to be on as well.
    #[must_use]
    pub fn summarize_on_end(mut self, value: bool) -> Self {
        self.summarize_on_end = Some(value);
        self
    }

    /// New name of the meeting for people; need not be unique.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Whether a transcript is made automatically after each session.
    #[must_use]
    pub fn transcribe_on_end(mut self, value: bool) -> Self {
        self.transcribe_on_end = Some(value);
        self
    }
}
