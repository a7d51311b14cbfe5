// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `recordings`.

#[allow(unused_imports)]
use super::*;

/// Timed metadata in a recording. With it the result is an HLS stream packed into a compressed tar
/// archive.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct InteractiveConfig {
    /// Form of the timed metadata in a recording.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: Option<InteractiveType>,
}

crate::record! {
    InteractiveConfig { "type" => type_ : optional }
}

impl InteractiveConfig {
    /// An empty `InteractiveConfig`; set what is needed.
    pub fn new() -> Self {
        Self { type_: None }
    }

    /// Form of the timed metadata in a recording.
    #[must_use]
    pub fn type_(mut self, value: impl Into<InteractiveType>) -> Self {
        self.type_ = Some(value.into());
        self
    }
}

/// Form of the timed metadata in a recording.
#[derive(Clone)]
#[non_exhaustive]
pub enum InteractiveType {
    /// `ID3`: ID3 tags on the timeline of the HLS playback.
    Id3,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    InteractiveType { Id3 = "ID3" }
}

/// One recording of a meeting: composite (the whole meeting in one file) or track (one file per audio
/// track). Which fields are sent depends on the operation, the kind and the state; only the id is
/// guaranteed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Recording {
    /// Signed link to the separate audio file. `null` unless the recording was started with `audio_config`
    /// and is uploaded; an empty string for track recordings.
    pub audio_download_url: Option<crate::Secret>,
    /// Where to download the recording. `null` or an empty string before the upload, or when nothing is
    /// stored in the RealtimeKit bucket.
    pub download_url: Option<crate::RecordingDownload>,
    /// When the download links stop working, 7 days after the upload. `null` while there are none.
    pub download_url_expiry: Option<crate::Timestamp>,
    /// Size of the file in bytes. `null` before the upload, 0 for track recordings. The string form occurs
    /// in webhooks.
    pub file_size: Option<i64>,
    /// Identifier of the recording.
    pub id: String,
    /// When the recording was asked for.
    pub invoked_time: Option<crate::Timestamp>,
    /// The recorded meeting. Sent in lists only.
    pub meeting: Option<Meeting>,
    /// The recorded meeting. Seen when a track recording starts; lists carry `meeting` instead.
    pub meeting_id: Option<String>,
    /// Name of the produced file. For a track recording it is a pattern with placeholders in double braces,
    /// because each track has a separate file.
    pub output_file_name: Option<String>,
    /// Length of the recording in seconds, possibly with a fraction. 0 while it is not known, in some
    /// responses even after the end.
    pub recording_duration: Option<f64>,
    /// The session that was recorded, `null` while it is not known.
    pub session_id: Option<String>,
    /// Why and by whom the recording was started. Absent from lists.
    pub start_reason: Option<StartReason>,
    /// When capturing began, mostly some seconds after `invoked_time`. `null` until then.
    pub started_time: Option<crate::Timestamp>,
    /// State of a recording. It goes from INVOKED to RECORDING, may go to PAUSED and back, then through
    /// UPLOADING to UPLOADED; ERRORED ends it at any point.
    pub status: Option<RecordingStatus>,
    /// Why and by whom the recording was stopped. Absent while it runs and from lists.
    pub stop_reason: Option<StopReason>,
    /// When capturing ended. `null` or absent while the recording runs.
    pub stopped_time: Option<crate::Timestamp>,
    /// External storage that the file is copied to, without its secrets. `null` when there is none. The
    /// type `cloudflare` occurs in responses and is not a value to send.
    pub storage_config: Option<StorageConfig>,
    /// Kind of the recording. Sent by newer responses only, and as an empty string in lists, even for a
    /// track recording.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: Option<RecordingType>,
}

crate::record! {
    Recording { "audio_download_url" | "download_audio_url" => audio_download_url :
    non_empty, "download_url" => download_url : non_empty, "download_url_expiry" =>
    download_url_expiry : optional, "file_size" => file_size : optional, "id" => id :
    required, "invoked_time" => invoked_time : optional, "meeting" => meeting : optional,
    "meeting_id" => meeting_id : non_empty, "output_file_name" => output_file_name :
    optional, "recording_duration" => recording_duration : optional, "session_id" =>
    session_id : non_empty, "start_reason" => start_reason : optional, "started_time" =>
    started_time : optional, "status" => status : non_empty, "stop_reason" => stop_reason
    : optional, "stopped_time" => stopped_time : optional, "storage_config" =>
    storage_config : optional, "type" => type_ : non_empty }
}

/// What to do with a running recording.
#[derive(Clone)]
#[non_exhaustive]
pub enum RecordingAction {
    /// `stop`: Ends the recording for good and starts the upload.
    Stop,
    /// `pause`: Suspends capturing; the recording stays open.
    Pause,
    /// `resume`: Continues a paused recording in the same file.
    Resume,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    RecordingAction { Stop = "stop", Pause = "pause", Resume = "resume" }
}

/// Who started or stopped a recording. Every field may be missing.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecordingCaller {
    /// Display name of the caller.
    pub name: Option<String>,
    /// Kind of caller that started or stopped a recording.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: Option<RecordingCallerType>,
    /// Identifier of the caller, spelled with a capital I by the service.
    #[cfg_attr(feature = "schemars", schemars(rename = "user_Id"))]
    pub user_id: Option<String>,
}

crate::record! {
    RecordingCaller { "name" => name : optional, "type" => type_ : non_empty, "user_Id"
    => user_id : non_empty }
}

/// Kind of caller that started or stopped a recording.
#[derive(Clone)]
#[non_exhaustive]
pub enum RecordingCallerType {
    /// `ORGANIZATION`: The app itself, with an API token.
    Organization,
    /// `USER`: A participant in the meeting.
    User,
    /// `INTERNAL`: The service itself. Not in the documented list, but sent in webhooks.
    Internal,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    RecordingCallerType { Organization = "ORGANIZATION", User = "USER", Internal =
    "INTERNAL" }
}

/// A recording after an action. The response can contain the whole recording or only the fields that
/// changed, at times nothing but `status`.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecordingChange {
    /// Signed link to the separate audio file. `null` unless the recording was started with `audio_config`
    /// and is uploaded; an empty string for track recordings.
    pub audio_download_url: Option<crate::Secret>,
    /// Where to download the recording. `null` or an empty string before the upload, or when nothing is
    /// stored in the RealtimeKit bucket.
    pub download_url: Option<crate::RecordingDownload>,
    /// When the download links stop working, 7 days after the upload. `null` while there are none.
    pub download_url_expiry: Option<crate::Timestamp>,
    /// Size of the file in bytes. `null` before the upload, 0 for track recordings. The string form occurs
    /// in webhooks.
    pub file_size: Option<i64>,
    /// Identifier of the recording.
    pub id: String,
    /// When the recording was asked for.
    pub invoked_time: Option<crate::Timestamp>,
    /// The recorded meeting. Seen when a track recording starts; lists carry `meeting` instead.
    pub meeting_id: Option<String>,
    /// Name of the produced file. For a track recording it is a pattern with placeholders in double braces,
    /// because each track has a separate file.
    pub output_file_name: Option<String>,
    /// Length of the recording in seconds, possibly with a fraction. 0 while it is not known, in some
    /// responses even after the end.
    pub recording_duration: Option<f64>,
    /// The session that was recorded, `null` while it is not known.
    pub session_id: Option<String>,
    /// Why and by whom the recording was started. Absent from lists.
    pub start_reason: Option<StartReason>,
    /// When capturing began, mostly some seconds after `invoked_time`. `null` until then.
    pub started_time: Option<crate::Timestamp>,
    /// State of a recording. It goes from INVOKED to RECORDING, may go to PAUSED and back, then through
    /// UPLOADING to UPLOADED; ERRORED ends it at any point.
    pub status: Option<RecordingStatus>,
    /// Why and by whom the recording was stopped. Absent while it runs and from lists.
    pub stop_reason: Option<StopReason>,
    /// When capturing ended. `null` or absent while the recording runs.
    pub stopped_time: Option<crate::Timestamp>,
    /// External storage that the file is copied to, without its secrets. `null` when there is none. The
    /// type `cloudflare` occurs in responses and is not a value to send.
    pub storage_config: Option<StorageConfig>,
    /// Kind of the recording. Sent by newer responses only, and as an empty string in lists, even for a
    /// track recording.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: Option<RecordingType>,
}

crate::record! {
    RecordingChange { "audio_download_url" | "download_audio_url" => audio_download_url :
    non_empty, "download_url" => download_url : non_empty, "download_url_expiry" =>
    download_url_expiry : optional, "file_size" => file_size : optional, "id" => id :
    required, "invoked_time" => invoked_time : optional, "meeting_id" => meeting_id :
    non_empty, "output_file_name" => output_file_name : optional, "recording_duration" =>
    recording_duration : optional, "session_id" => session_id : non_empty, "start_reason"
    => start_reason : optional, "started_time" => started_time : optional, "status" =>
    status : non_empty, "stop_reason" => stop_reason : optional, "stopped_time" =>
    stopped_time : optional, "storage_config" => storage_config : optional, "type" =>
    type_ : non_empty }
}

/// A change of state of a recording.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecordingControl {
    /// What to do with a running recording.
    pub action: RecordingAction,
}

crate::record! {
    RecordingControl { "action" => action : required }
}

impl RecordingControl {
    /// A `RecordingControl` with everything that is required.
    pub fn new(action: impl Into<RecordingAction>) -> Self {
        Self { action: action.into() }
    }
}

/// Field by which a list of recordings can be ordered.
#[derive(Clone)]
#[non_exhaustive]
pub enum RecordingSortBy {
    /// `invokedTime`: By the time at which the recording was asked for.
    InvokedTime,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    RecordingSortBy { InvokedTime = "invokedTime" }
}

/// What to record and how. Settings left out come from the meeting, then from the app.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecordingStart {
    /// Whether this recording may run at the same time as another one of the meeting, for instance to
    /// record a second layout. `false` by default: the meeting must have no running recording.
    pub allow_multiple_recordings: Option<bool>,
    /// Codec and channels of the audio, and whether to export it to a separate file. With a VP8 or VP9
    /// video it cannot be chosen.
    pub audio_config: Option<AudioConfig>,
    /// Text that the name of the file begins with. Left out, the service chooses one.
    pub file_name_prefix: Option<String>,
    /// Timed metadata to put into the recording. Left out, there is none.
    pub interactive_config: Option<InteractiveConfig>,
    /// Length in seconds at which the recording stops automatically, from 60 to 86,400. Left out, it may
    /// last 86,400 seconds (24 hours).
    pub max_seconds: Option<u64>,
    /// The meeting to record.
    pub meeting_id: String,
    /// Whether to store the files in the RealtimeKit bucket. Switched off, there are no download links.
    pub realtimekit_bucket_config: Option<RealtimekitBucketConfig>,
    /// RTMP server to which the recorded video is sent as well. Left out, nothing is streamed.
    pub rtmp_out_config: Option<LivestreamingConfig>,
    /// Storage of the caller to copy the files to. `null` or left out, nothing is copied.
    pub storage_config: Option<StorageConfig>,
    /// URL of a recording app of the caller, whose page is recorded instead of the standard layout. Left
    /// out, the standard layout is used.
    pub url: Option<String>,
    /// Codec, size and watermark of the video. Left out, the defaults of the service hold.
    pub video_config: Option<VideoConfig>,
}

crate::record! {
    RecordingStart { "allow_multiple_recordings" => allow_multiple_recordings : optional,
    "audio_config" => audio_config : optional, "file_name_prefix" => file_name_prefix :
    optional, "interactive_config" => interactive_config : optional, "max_seconds" =>
    max_seconds : optional, "meeting_id" => meeting_id : required,
    "realtimekit_bucket_config" => realtimekit_bucket_config : optional,
    "rtmp_out_config" => rtmp_out_config : optional, "storage_config" => storage_config :
    optional, "url" => url : optional, "video_config" => video_config : optional }
}

impl RecordingStart {
    /// A `RecordingStart` with everything that is required.
    pub fn new(meeting_id: impl Into<String>) -> Self {
        Self {
            allow_multiple_recordings: None,
            audio_config: None,
            file_name_prefix: None,
            interactive_config: None,
            max_seconds: None,
            meeting_id: meeting_id.into(),
            realtimekit_bucket_config: None,
            rtmp_out_config: None,
            storage_config: None,
            url: None,
            video_config: None,
        }
    }

    /// Whether this recording may run at the same time as another one of the meeting, for instance to
    /// record a second layout. `false` by default: the meeting must have no running recording.
    #[must_use]
    pub fn allow_multiple_recordings(mut self, value: bool) -> Self {
        self.allow_multiple_recordings = Some(value);
        self
    }

    /// Codec and channels of the audio, and whether to export it to a separate file. With a VP8 or VP9
    /// video it cannot be chosen.
    #[must_use]
    pub fn audio_config(mut self, value: impl Into<AudioConfig>) -> Self {
        self.audio_config = Some(value.into());
        self
    }

    /// Text that the name of the file begins with. Left out, the service chooses one.
    #[must_use]
    pub fn file_name_prefix(mut self, value: impl Into<String>) -> Self {
        self.file_name_prefix = Some(value.into());
        self
    }

    /// Timed metadata to put into the recording. Left out, there is none.
    #[must_use]
    pub fn interactive_config(mut self, value: impl Into<InteractiveConfig>) -> Self {
        self.interactive_config = Some(value.into());
        self
    }

    /// Length in seconds at which the recording stops automatically, from 60 to 86,400. Left out, it may
    /// last 86,400 seconds (24 hours).
    #[must_use]
    pub fn max_seconds(mut self, value: u64) -> Self {
        self.max_seconds = Some(value);
        self
    }

    /// Whether to store the files in the RealtimeKit bucket. Switched off, there are no download links.
    #[must_use]
    pub fn realtimekit_bucket_config(
        mut self,
        value: impl Into<RealtimekitBucketConfig>,
    ) -> Self {
        self.realtimekit_bucket_config = Some(value.into());
        self
    }

    /// RTMP server to which the recorded video is sent as well. Left out, nothing is streamed.
    #[must_use]
    pub fn rtmp_out_config(mut self, value: impl Into<LivestreamingConfig>) -> Self {
        self.rtmp_out_config = Some(value.into());
        self
    }

    /// Storage of the caller to copy the files to. `null` or left out, nothing is copied.
    #[must_use]
    pub fn storage_config(mut self, value: impl Into<StorageConfig>) -> Self {
        self.storage_config = Some(value.into());
        self
    }

    /// URL of a recording app of the caller, whose page is recorded instead of the standard layout. Left
    /// out, the standard layout is used.
    #[must_use]
    pub fn url(mut self, value: impl Into<String>) -> Self {
        self.url = Some(value.into());
        self
    }

    /// Codec, size and watermark of the video. Left out, the defaults of the service hold.
    #[must_use]
    pub fn video_config(mut self, value: impl Into<VideoConfig>) -> Self {
        self.video_config = Some(value.into());
        self
    }
}

/// What made a recording start.
#[derive(Clone)]
#[non_exhaustive]
pub enum RecordingStartCause {
    /// `API_CALL`: A request of this API or of a client in the meeting.
    ApiCall,
    /// `RECORD_ON_START`: The meeting is set to record as soon as the first person joins.
    RecordOnStart,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    RecordingStartCause { ApiCall = "API_CALL", RecordOnStart = "RECORD_ON_START" }
}

/// State of a recording. It goes from INVOKED to RECORDING, may go to PAUSED and back, then through
/// UPLOADING to UPLOADED; ERRORED ends it at any point.
#[derive(Clone)]
#[non_exhaustive]
pub enum RecordingStatus {
    /// `INVOKED`: The recording was asked for and is about to begin.
    Invoked,
    /// `RECORDING`: The meeting is being captured.
    Recording,
    /// `UPLOADING`: Capturing has ended and the files are on their way to storage.
    Uploading,
    /// `UPLOADED`: The files are stored and the download links are valid.
    Uploaded,
    /// `ERRORED`: The recording failed; there may be no file.
    Errored,
    /// `PAUSED`: Capturing is suspended until it is resumed or stopped.
    Paused,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    RecordingStatus { Invoked = "INVOKED", Recording = "RECORDING", Uploading =
    "UPLOADING", Uploaded = "UPLOADED", Errored = "ERRORED", Paused = "PAUSED" }
}

/// What made a recording stop.
#[derive(Clone)]
#[non_exhaustive]
pub enum RecordingStopCause {
    /// `API_CALL`: A request of this API or of a client in the meeting.
    ApiCall,
    /// `INTERNAL_ERROR`: A failure inside the service.
    InternalError,
    /// `ALL_PEERS_LEFT`: Nobody was left in the meeting.
    AllPeersLeft,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    RecordingStopCause { ApiCall = "API_CALL", InternalError = "INTERNAL_ERROR",
    AllPeersLeft = "ALL_PEERS_LEFT" }
}

/// Kind of a recording. Only one value is known; composite recordings leave the field out.
#[derive(Clone)]
#[non_exhaustive]
pub enum RecordingType {
    /// `TRACK`: Each track goes to a separate file.
    Track,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    RecordingType { Track = "TRACK" }
}

/// Why a recording was started.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StartReason {
    /// Who started the recording.
    pub caller: Option<RecordingCaller>,
    /// What made a recording start.
    pub reason: Option<RecordingStartCause>,
}

crate::record! {
    StartReason { "caller" => caller : optional, "reason" => reason : non_empty }
}

/// Why a recording was stopped.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StopReason {
    /// Who stopped the recording.
    pub caller: Option<RecordingCaller>,
    /// What made a recording stop.
    pub reason: Option<RecordingStopCause>,
}

crate::record! {
    StopReason { "caller" => caller : optional, "reason" => reason : non_empty }
}

/// The other form in which the files of a track recording are listed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TrackDownloadLinks {
    /// One entry per layer. Possibly empty, even when the recording has ended.
    pub links: Vec<TrackLayerDownload>,
}

crate::record! {
    TrackDownloadLinks { "links" => links : required }
}

/// One file of a track recording.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TrackFile {
    /// Signed link to the WebM file, valid for 7 days.
    pub download_url: Option<crate::Secret>,
}

crate::record! {
    TrackFile { "download_url" => download_url : non_empty }
}

/// Which tracks belong to a layer of a track recording, and where their files go.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TrackLayer {
    /// Text that the names of the files of this layer begin with. Left out, the service chooses one.
    pub file_name_prefix: Option<String>,
    /// Kind of media that a layer of a track recording takes up.
    pub media_kind: Option<TrackMediaKind>,
    /// Where the files of this layer go. Missing in the newest documents, but the service has refused a
    /// request without it.
    pub outputs: Option<Vec<TrackOutput>>,
}

crate::record! {
    TrackLayer { "file_name_prefix" => file_name_prefix : optional, "media_kind" =>
    media_kind : optional, "outputs" => outputs : optional }
}

impl TrackLayer {
    /// An empty `TrackLayer`; set what is needed.
    pub fn new() -> Self {
        Self {
            file_name_prefix: None,
            media_kind: None,
            outputs: None,
        }
    }

    /// Text that the names of the files of this layer begin with. Left out, the service chooses one.
    #[must_use]
    pub fn file_name_prefix(mut self, value: impl Into<String>) -> Self {
        self.file_name_prefix = Some(value.into());
        self
    }

    /// Kind of media that a layer of a track recording takes up.
    #[must_use]
    pub fn media_kind(mut self, value: impl Into<TrackMediaKind>) -> Self {
        self.media_kind = Some(value.into());
        self
    }

    /// Where the files of this layer go. Missing in the newest documents, but the service has refused a
    /// request without it.
    #[must_use]
    pub fn outputs(
        mut self,
        value: impl IntoIterator<Item = impl Into<TrackOutput>>,
    ) -> Self {
        self.outputs = Some(value.into_iter().map(Into::into).collect());
        self
    }
}

/// The files of one layer of a track recording.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TrackLayerDownload {
    /// The files of the layer by file name. The name contains prefix, user id, peer id, stream kind, media
    /// kind and start time in milliseconds, joined by underscores.
    pub download_urls: Option<std::collections::BTreeMap<String, TrackFile>>,
    /// Name of the layer, the key of `layers` at the start; `default` when none was given. Absent in the
    /// form with `links`.
    pub layer_name: Option<String>,
}

crate::record! {
    TrackLayerDownload { "download_urls" => download_urls : optional, "layer_name" =>
    layer_name : optional }
}

/// Kind of media that a layer of a track recording takes up.
#[derive(Clone)]
#[non_exhaustive]
pub enum TrackMediaKind {
    /// `audio`: The audio of the participants.
    Audio,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    TrackMediaKind { Audio = "audio" }
}

/// One destination of a layer of a track recording.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TrackOutput {
    /// The storage to write to. For outputs of type `STORAGE_CONFIG` only; otherwise left out or `null`.
    pub storage_config: Option<StorageConfig>,
    /// Kind of destination of a layer. The settings that `RTMP_OUT` and `WEBSOCKET` need are not
    /// documented.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: Option<TrackOutputType>,
}

crate::record! {
    TrackOutput { "storage_config" => storage_config : optional, "type" => type_ :
    optional }
}

impl TrackOutput {
    /// An empty `TrackOutput`; set what is needed.
    pub fn new() -> Self {
        Self {
            storage_config: None,
            type_: None,
        }
    }

    /// The storage to write to. For outputs of type `STORAGE_CONFIG` only; otherwise left out or `null`.
    #[must_use]
    pub fn storage_config(mut self, value: impl Into<StorageConfig>) -> Self {
        self.storage_config = Some(value.into());
        self
    }

    /// Kind of destination of a layer. The settings that `RTMP_OUT` and `WEBSOCKET` need are not
    /// documented.
    #[must_use]
    pub fn type_(mut self, value: impl Into<TrackOutputType>) -> Self {
        self.type_ = Some(value.into());
        self
    }
}

/// Kind of destination of a layer. The settings that `RTMP_OUT` and `WEBSOCKET` need are not
/// documented.
#[derive(Clone)]
#[non_exhaustive]
pub enum TrackOutputType {
    /// `REALTIMEKIT_BUCKET`: The bucket of the service, with download links valid for 7 days.
    RealtimekitBucket,
    /// `STORAGE_CONFIG`: Storage of the caller, described by `storage_config`.
    StorageConfig,
    /// `RTMP_OUT`: An RTMP server.
    RtmpOut,
    /// `WEBSOCKET`: A WebSocket server.
    Websocket,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    TrackOutputType { RealtimekitBucket = "REALTIMEKIT_BUCKET", StorageConfig =
    "STORAGE_CONFIG", RtmpOut = "RTMP_OUT", Websocket = "WEBSOCKET" }
}

/// Which tracks to record and where to put them. The documents of this body have changed more than
/// once: fields that are not listed here may be sent along.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TrackRecordingStart {
    /// Settings per layer by the name of the layer; `default` is the usual name. Left out, the audio of all
    /// participants is recorded with default settings, if the service accepts that: see the operation.
    pub layers: Option<std::collections::BTreeMap<String, TrackLayer>>,
    /// Length in seconds at which the recording stops automatically. Documented in an older version only,
    /// without bounds.
    pub max_seconds: Option<i64>,
    /// The meeting to record. It must have a live session.
    pub meeting_id: String,
    /// Record only these participants, by the id from adding the participant; the official guide allows 100
    /// of them. Left out, everybody is recorded. The feature is in beta and may have to be enabled for the
    /// account.
    pub user_ids: Option<Vec<String>>,
}

crate::record! {
    TrackRecordingStart { "layers" => layers : optional, "max_seconds" => max_seconds :
    optional, "meeting_id" => meeting_id : required, "user_ids" => user_ids : optional }
}

impl TrackRecordingStart {
    /// A `TrackRecordingStart` with everything that is required.
    pub fn new(meeting_id: impl Into<String>) -> Self {
        Self {
            layers: None,
            max_seconds: None,
            meeting_id: meeting_id.into(),
            user_ids: None,
        }
    }

    /// Settings per layer by the name of the layer; `default` is the usual name. Left out, the audio of all
    /// participants is recorded with default settings, if the service accepts that: see the operation.
    #[must_use]
    pub fn layers(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, TrackLayer)>,
    ) -> Self {
        self.layers = Some(
            value.into_iter().map(|(key, value)| (key.into(), value)).collect(),
        );
        self
    }

    /// Length in seconds at which the recording stops automatically. Documented in an older version only,
    /// without bounds.
    #[must_use]
    pub fn max_seconds(mut self, value: i64) -> Self {
        self.max_seconds = Some(value);
        self
    }

    /// Record only these participants, by the id from adding the participant; the official guide allows 100
    /// of them. Left out, everybody is recorded. The feature is in beta and may have to be enabled for the
    /// account.
    #[must_use]
    pub fn user_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.user_ids = Some(value.into_iter().map(Into::into).collect());
        self
    }
}
