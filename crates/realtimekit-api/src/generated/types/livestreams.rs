// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `livestreams`.

#[allow(unused_imports)]
use super::*;

/// A channel that viewers watch without joining a meeting. It belongs to a meeting, or is independent
/// and fed by an encoder of the caller. Which fields are sent depends on the operation; only the id is
/// guaranteed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Livestream {
    /// When the livestream was created.
    pub created_at: Option<crate::Timestamp>,
    /// Whether the livestream is switched off. Sent as a boolean although documented as a string; the
    /// string form may occur.
    pub disabled: Option<bool>,
    /// Identifier of the livestream.
    pub id: String,
    /// RTMP URL to which an encoder sends video and audio. It works only with the stream key.
    pub ingest_server: Option<String>,
    /// The meeting that is broadcast, `null` for an independent livestream.
    pub meeting_id: Option<String>,
    /// Name given at the start, `null` when none was given.
    pub name: Option<String>,
    /// Identifier of the app, under its old name. Not always sent.
    pub org_id: Option<String>,
    /// URL of the HLS playlist that viewers play.
    pub playback_url: Option<String>,
    /// State of a livestream.
    pub status: Option<LivestreamStatus>,
    /// Secret with which an encoder feeds the livestream; whoever has it can broadcast. An empty string
    /// occurs.
    pub stream_key: Option<crate::Secret>,
    /// When the livestream was last changed.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    Livestream { "created_at" => created_at : optional, "disabled" => disabled :
    optional, "id" => id : required, "ingest_server" => ingest_server : non_empty,
    "meeting_id" => meeting_id : non_empty, "name" => name : optional, "org_id" => org_id
    : non_empty, "playback_url" => playback_url : non_empty, "status" => status :
    non_empty, "stream_key" => stream_key : non_empty, "updated_at" => updated_at :
    optional }
}

/// A livestream and the session that runs at this moment.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamActiveSession {
    /// The livestream itself.
    pub livestream: Option<Livestream>,
    /// The running session. `null` or absent when there is none.
    pub session: Option<LivestreamSession>,
}

crate::record! {
    LivestreamActiveSession { "livestream" => livestream : optional, "session" => session
    : optional }
}

/// What an independent livestream is created with. An empty object is enough.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamCreate {
    /// Name of the livestream. It need not be unique. `null` or left out, it has none.
    pub name: Option<String>,
}

crate::record! {
    LivestreamCreate { "name" => name : optional }
}

impl LivestreamCreate {
    /// An empty `LivestreamCreate`; set what is needed.
    pub fn new() -> Self {
        Self { name: None }
    }

    /// Name of the livestream. It need not be unique. `null` or left out, it has none.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }
}

/// A livestream and one page of its sessions.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamDetails {
    /// The livestream itself.
    pub livestream: Option<Livestream>,
    /// Where a page lies in the whole list. There are more pages while `end_offset` is smaller than
    /// `total_count`.
    pub paging: Option<crate::Paging>,
    /// The sessions of this page. Some responses have one object under `session` in its place.
    pub sessions: Option<Vec<LivestreamSession>>,
}

crate::record! {
    LivestreamDetails { "livestream" => livestream : optional, "paging" => paging :
    optional, "sessions" | "session" => sessions : optional }
}

/// Direction of a list of livestreams. Unlike elsewhere, descending is spelled `DSC`.
#[derive(Clone)]
#[non_exhaustive]
pub enum LivestreamSortOrder {
    /// `ASC`: Smallest or oldest first.
    Asc,
    /// `DSC`: Largest or newest first.
    Dsc,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    LivestreamSortOrder { Asc = "ASC", Dsc = "DSC" }
}

/// How to broadcast a meeting. An empty object is enough.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamStart {
    /// Name of the livestream. It need not be unique. `null` or left out, it has none.
    pub name: Option<String>,
    /// Size of the video. Left out, the service chooses it.
    pub video_config: Option<LivestreamVideoConfig>,
}

crate::record! {
    LivestreamStart { "name" => name : optional, "video_config" => video_config :
    optional }
}

impl LivestreamStart {
    /// An empty `LivestreamStart`; set what is needed.
    pub fn new() -> Self {
        Self {
            name: None,
            video_config: None,
        }
    }

    /// Name of the livestream. It need not be unique. `null` or left out, it has none.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Size of the video. Left out, the service chooses it.
    #[must_use]
    pub fn video_config(mut self, value: impl Into<LivestreamVideoConfig>) -> Self {
        self.video_config = Some(value.into());
        self
    }
}

/// State of a livestream.
#[derive(Clone)]
#[non_exhaustive]
pub enum LivestreamStatus {
    /// `LIVE`: The livestream is being fed and can be watched.
    Live,
    /// `IDLE`: The livestream exists and is not being fed.
    Idle,
    /// `ERRORED`: The livestream failed.
    Errored,
    /// `INVOKED`: The livestream was asked for and is about to begin.
    Invoked,
    /// `OFFLINE`: The livestream has ended. Sent in webhooks only, and no value for filters.
    Offline,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    LivestreamStatus { Live = "LIVE", Idle = "IDLE", Errored = "ERRORED", Invoked =
    "INVOKED", Offline = "OFFLINE" }
}

/// Response of the service to stopping a livestream.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamStopResult {
    /// One sentence for people. Its wording is not fixed.
    pub message: Option<String>,
}

crate::record! {
    LivestreamStopResult { "message" => message : optional }
}

/// Size of the video of a livestream.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamVideoConfig {
    /// Height in pixels, from 1 to 1920. The default is not documented.
    pub height: Option<u64>,
    /// Width in pixels, from 1 to 1920. The default is not documented.
    pub width: Option<u64>,
}

crate::record! {
    LivestreamVideoConfig { "height" => height : optional, "width" => width : optional }
}

impl LivestreamVideoConfig {
    /// An empty `LivestreamVideoConfig`; set what is needed.
    pub fn new() -> Self {
        Self { height: None, width: None }
    }

    /// Height in pixels, from 1 to 1920. The default is not documented.
    #[must_use]
    pub fn height(mut self, value: u64) -> Self {
        self.height = Some(value);
        self
    }

    /// Width in pixels, from 1 to 1920. The default is not documented.
    #[must_use]
    pub fn width(mut self, value: u64) -> Self {
        self.width = Some(value);
        self
    }
}

/// A livestream that was started for a meeting. Nothing in it is guaranteed: fields such as
/// `playback_url` can be sent later; fetch the active livestream for them.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StartedLivestream {
    /// When the livestream was created.
    pub created_at: Option<crate::Timestamp>,
    /// Whether the livestream is switched off. Sent as a boolean although documented as a string; the
    /// string form may occur.
    pub disabled: Option<bool>,
    /// Identifier of the livestream.
    pub id: Option<String>,
    /// RTMP URL to which an encoder sends video and audio. It works only with the stream key.
    pub ingest_server: Option<String>,
    /// The meeting that is broadcast, `null` for an independent livestream.
    pub meeting_id: Option<String>,
    /// Name given at the start, `null` when none was given.
    pub name: Option<String>,
    /// Identifier of the app, under its old name. Not always sent.
    pub org_id: Option<String>,
    /// URL of the HLS playlist that viewers play.
    pub playback_url: Option<String>,
    /// State of a livestream.
    pub status: Option<LivestreamStatus>,
    /// Secret with which an encoder feeds the livestream; whoever has it can broadcast. An empty string
    /// occurs.
    pub stream_key: Option<crate::Secret>,
    /// When the livestream was last changed.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    StartedLivestream { "created_at" => created_at : optional, "disabled" => disabled :
    optional, "id" => id : non_empty, "ingest_server" => ingest_server : non_empty,
    "meeting_id" => meeting_id : non_empty, "name" => name : optional, "org_id" => org_id
    : non_empty, "playback_url" => playback_url : non_empty, "status" => status :
    non_empty, "stream_key" => stream_key : non_empty, "updated_at" => updated_at :
    optional }
}
