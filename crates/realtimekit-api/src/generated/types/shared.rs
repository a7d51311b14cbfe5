// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `shared`.

#[allow(unused_imports)]
use super::*;

/// How transcripts and summaries of the sessions of a meeting are made.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AiConfig {
    /// How summaries are written.
    pub summarization: Option<SummarizationConfig>,
    /// How speech is turned into text.
    pub transcription: Option<TranscriptionConfig>,
}

crate::record! {
    AiConfig { "summarization" => summarization : optional, "transcription" =>
    transcription : optional }
}

impl AiConfig {
    /// An empty `AiConfig`; set what is needed.
    pub fn new() -> Self {
        Self {
            summarization: None,
            transcription: None,
        }
    }

    /// How summaries are written.
    #[must_use]
    pub fn summarization(mut self, value: impl Into<SummarizationConfig>) -> Self {
        self.summarization = Some(value.into());
        self
    }

    /// How speech is turned into text.
    #[must_use]
    pub fn transcription(mut self, value: impl Into<TranscriptionConfig>) -> Self {
        self.transcription = Some(value.into());
        self
    }
}

/// Number of channels in the audio of a recording.
#[derive(Clone)]
#[non_exhaustive]
pub enum AudioChannel {
    /// `mono`: One channel with everybody in it.
    Mono,
    /// `stereo`: Two channels, left and right.
    Stereo,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    AudioChannel { Mono = "mono", Stereo = "stereo" }
}

/// Codec in which the audio of a recording is encoded.
#[derive(Clone)]
#[non_exhaustive]
pub enum AudioCodec {
    /// `MP3`: MPEG-1 Audio Layer III.
    Mp3,
    /// `AAC`: Advanced Audio Coding.
    Aac,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    AudioCodec { Mp3 = "MP3", Aac = "AAC" }
}

/// Audio of a recording. It cannot be chosen when the video codec is VP8 or VP9: the audio is Vorbis
/// then.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AudioConfig {
    /// Number of channels in the audio of a recording.
    pub channel: Option<AudioChannel>,
    /// Codec in which the audio of a recording is encoded.
    pub codec: Option<AudioCodec>,
    /// Whether the audio is also delivered as a separate file.
    pub export_file: Option<bool>,
}

crate::record! {
    AudioConfig { "channel" => channel : non_empty, "codec" => codec : non_empty,
    "export_file" => export_file : optional }
}

impl AudioConfig {
    /// An empty `AudioConfig`; set what is needed.
    pub fn new() -> Self {
        Self {
            channel: None,
            codec: None,
            export_file: None,
        }
    }

    /// Number of channels in the audio of a recording.
    #[must_use]
    pub fn channel(mut self, value: impl Into<AudioChannel>) -> Self {
        self.channel = Some(value.into());
        self
    }

    /// Codec in which the audio of a recording is encoded.
    #[must_use]
    pub fn codec(mut self, value: impl Into<AudioCodec>) -> Self {
        self.codec = Some(value.into());
        self
    }

    /// Whether the audio is also delivered as a separate file.
    #[must_use]
    pub fn export_file(mut self, value: bool) -> Self {
        self.export_file = Some(value);
        self
    }
}

/// One broadcast of a livestream, from its start to its end.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamSession {
    /// When the livestream session was created.
    pub created_at: Option<crate::Timestamp>,
    /// What went wrong, in the words of the service. `null` when nothing did.
    pub err_message: Option<String>,
    /// Identifier of the livestream session. Not the id of a meeting's session.
    pub id: String,
    /// Seconds for which the livestream was fed, with fractions. Documented as a string in places; the
    /// string form may occur.
    pub ingest_seconds: Option<f64>,
    /// When the broadcast was asked for. `null` when that is not known.
    pub invoked_time: Option<crate::Timestamp>,
    /// The livestream that was broadcast.
    pub livestream_id: Option<String>,
    /// When the broadcast began. `null` or absent before that.
    pub started_time: Option<crate::Timestamp>,
    /// When the broadcast ended. `null` while it runs.
    pub stopped_time: Option<crate::Timestamp>,
    /// When the livestream session was last changed.
    pub updated_at: Option<crate::Timestamp>,
    /// Seconds for which viewers watched, added up over all viewers, with fractions. Documented as a string
    /// in places; the string form may occur.
    pub viewer_seconds: Option<f64>,
}

crate::record! {
    LivestreamSession { "created_at" => created_at : optional, "err_message" =>
    err_message : optional, "id" => id : required, "ingest_seconds" => ingest_seconds :
    optional, "invoked_time" => invoked_time : optional, "livestream_id" => livestream_id
    : non_empty, "started_time" => started_time : optional, "stopped_time" =>
    stopped_time : optional, "updated_at" => updated_at : optional, "viewer_seconds" =>
    viewer_seconds : optional }
}

/// Livestream to another platform that goes out while a recording runs.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamingConfig {
    /// RTMP URL to which video and audio are sent. It usually contains the stream key and is a secret for
    /// that reason.
    pub rtmp_url: Option<crate::Secret>,
}

crate::record! {
    LivestreamingConfig { "rtmp_url" => rtmp_url : non_empty }
}

impl LivestreamingConfig {
    /// An empty `LivestreamingConfig`; set what is needed.
    pub fn new() -> Self {
        Self { rtmp_url: None }
    }

    /// RTMP URL to which video and audio are sent. It usually contains the stream key and is a secret for
    /// that reason.
    #[must_use]
    pub fn rtmp_url(mut self, value: impl Into<crate::Secret>) -> Self {
        self.rtmp_url = Some(value.into());
        self
    }
}

/// A room that lasts and in which sessions take place. It is never deleted, only set to `INACTIVE`. The
/// response to creating one can contain little more than the identifier, so every other field is
/// optional.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Meeting {
    /// How transcripts and summaries of the sessions of a meeting are made.
    pub ai_config: Option<AiConfig>,
    /// Time at which the meeting was created.
    pub created_at: Option<crate::Timestamp>,
    /// Identifier of the meeting, assigned by the service.
    pub id: String,
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
    /// Whether a summary is made automatically after each session. It is made from the transcript.
    pub summarize_on_end: Option<bool>,
    /// Name of the meeting for people; not unique. `null` when it was created without one.
    pub title: Option<String>,
    /// Whether a transcript is made automatically after each session.
    pub transcribe_on_end: Option<bool>,
    /// Time of the last change to the meeting.
    pub updated_at: Option<crate::Timestamp>,
}

crate::record! {
    Meeting { "ai_config" => ai_config : optional, "created_at" => created_at : optional,
    "id" => id : required, "live_stream_on_start" => live_stream_on_start : optional,
    "persist_chat" => persist_chat : optional, "record_on_start" => record_on_start :
    optional, "recording_config" => recording_config : optional,
    "session_keep_alive_time_in_secs" => session_keep_alive_time_in_secs : optional,
    "status" => status : non_empty, "summarize_on_end" => summarize_on_end : optional,
    "title" => title : optional, "transcribe_on_end" => transcribe_on_end : optional,
    "updated_at" => updated_at : optional }
}

/// Whether people may join the meeting. The status does not say whether a session is live.
#[derive(Clone)]
#[non_exhaustive]
pub enum MeetingStatus {
    /// `ACTIVE`: People with a token may join.
    Active,
    /// `INACTIVE`: New joins are refused; people who are already inside stay, and participant tokens are still issued.
    Inactive,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    MeetingStatus { Active = "ACTIVE", Inactive = "INACTIVE" }
}

impl std::convert::From<PluginAccessMap>
for std::collections::BTreeMap<String, PluginAccessEntry> {
    fn from(value: PluginAccessMap) -> Self {
        value.0
    }
}

/// Whether recordings are kept in the storage of RealtimeKit, from where they can be downloaded for 7
/// days.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RealtimekitBucketConfig {
    /// `true` to upload recordings there. If `false`, a recording never gets `download_url`, `audio_download_url` and `download_url_expiry`.
    pub enabled: bool,
}

crate::record! {
    RealtimekitBucketConfig { "enabled" => enabled : required }
}

impl RealtimekitBucketConfig {
    /// A `RealtimekitBucketConfig` with everything that is required.
    pub fn new(enabled: bool) -> Self {
        Self { enabled }
    }
}

/// How the recordings of a meeting are made and where they go. What is set here takes precedence over
/// the settings of the app; what is left out follows them.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecordingConfig {
    /// Audio of a recording. It cannot be chosen when the video codec is VP8 or VP9: the audio is Vorbis
    /// then.
    pub audio_config: Option<AudioConfig>,
    /// Text put in front of the name of each recorded file.
    pub file_name_prefix: Option<String>,
    /// Livestream to another platform that goes out while a recording runs.
    pub live_streaming_config: Option<LivestreamingConfig>,
    /// Seconds, 60 to 86,400 (one day), after which a recording stops automatically.
    pub max_seconds: Option<u64>,
    /// Whether recordings are kept in the storage of RealtimeKit, from where they can be downloaded for 7
    /// days.
    pub realtimekit_bucket_config: Option<RealtimekitBucketConfig>,
    /// Storage of the caller to which recordings are uploaded. `null` or left out means that the meeting
    /// names none.
    pub storage_config: Option<StorageConfig>,
    /// Video of a recording.
    pub video_config: Option<VideoConfig>,
}

crate::record! {
    RecordingConfig { "audio_config" => audio_config : optional, "file_name_prefix" =>
    file_name_prefix : optional, "live_streaming_config" => live_streaming_config :
    optional, "max_seconds" => max_seconds : optional, "realtimekit_bucket_config" =>
    realtimekit_bucket_config : optional, "storage_config" => storage_config : optional,
    "video_config" => video_config : optional }
}

impl RecordingConfig {
    /// An empty `RecordingConfig`; set what is needed.
    pub fn new() -> Self {
        Self {
            audio_config: None,
            file_name_prefix: None,
            live_streaming_config: None,
            max_seconds: None,
            realtimekit_bucket_config: None,
            storage_config: None,
            video_config: None,
        }
    }

    /// Audio of a recording. It cannot be chosen when the video codec is VP8 or VP9: the audio is Vorbis
    /// then.
    #[must_use]
    pub fn audio_config(mut self, value: impl Into<AudioConfig>) -> Self {
        self.audio_config = Some(value.into());
        self
    }

    /// Text put in front of the name of each recorded file.
    #[must_use]
    pub fn file_name_prefix(mut self, value: impl Into<String>) -> Self {
        self.file_name_prefix = Some(value.into());
        self
    }

    /// Livestream to another platform that goes out while a recording runs.
    #[must_use]
    pub fn live_streaming_config(
        mut self,
        value: impl Into<LivestreamingConfig>,
    ) -> Self {
        self.live_streaming_config = Some(value.into());
        self
    }

    /// Seconds, 60 to 86,400 (one day), after which a recording stops automatically.
    #[must_use]
    pub fn max_seconds(mut self, value: u64) -> Self {
        self.max_seconds = Some(value);
        self
    }

    /// Whether recordings are kept in the storage of RealtimeKit, from where they can be downloaded for 7
    /// days.
    #[must_use]
    pub fn realtimekit_bucket_config(
        mut self,
        value: impl Into<RealtimekitBucketConfig>,
    ) -> Self {
        self.realtimekit_bucket_config = Some(value.into());
        self
    }

    /// Storage of the caller to which recordings are uploaded. `null` or left out means that the meeting
    /// names none.
    #[must_use]
    pub fn storage_config(mut self, value: impl Into<StorageConfig>) -> Self {
        self.storage_config = Some(value.into());
        self
    }

    /// Video of a recording.
    #[must_use]
    pub fn video_config(mut self, value: impl Into<VideoConfig>) -> Self {
        self.video_config = Some(value.into());
        self
    }
}

/// One gathering in a meeting, from the first person who joins until the room is closed. Only `id` is
/// guaranteed to be sent: lists, single sessions and active sessions differ in what they leave out.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Session {
    /// Identifier of the meeting: a UUID, or for meetings of the first API version a room name such as
    /// `abcdef-ghijkl`.
    pub associated_id: Option<String>,
    /// Share of the minutes consumed by participants with an audio room preset, in fractions of a minute.
    pub audio_room_minutes_consumed: Option<f64>,
    /// Sessions of the breakout rooms. Absent unless they were asked for, or when there are none.
    pub breakout_rooms: Option<Vec<Session>>,
    /// Share of the minutes consumed by participants with a chat preset, in fractions of a minute.
    pub chat_minutes_consumed: Option<f64>,
    /// When the session was created.
    pub created_at: Option<crate::Timestamp>,
    /// When the session ended. Absent or `null` while it is live; the string `"null"` has been seen too and
    /// means the same.
    pub ended_at: Option<crate::Timestamp>,
    /// Share of the minutes consumed by participants with a group call preset, in fractions of a minute.
    pub group_call_minutes_consumed: Option<f64>,
    /// Identifier of the session, mostly a UUID.
    pub id: String,
    /// Number of people in the session at the moment of the request.
    pub live_participants: Option<i64>,
    /// Share of the minutes consumed by participants with a livestream preset, in fractions of a minute.
    pub livestream_minutes_consumed: Option<f64>,
    /// State of the livestream of the session. The values are not documented; published client code knows
    /// `NOT_LIVESTREAMED`. They are not those of a livestream.
    pub livestream_status: Option<String>,
    /// Largest number of people who were in the session at the same time.
    pub max_concurrent_participants: Option<i64>,
    /// Title of the meeting at the time of the session. Absent or `null` when the meeting has no title.
    pub meeting_display_name: Option<String>,
    /// Further data about the session. The keys are not documented; `room_name` has been seen.
    pub meta: Option<serde_json::Map<String, serde_json::Value>>,
    /// Participant minutes consumed since the session started, in fractions of a minute.
    pub minutes_consumed: Option<f64>,
    /// Identifier of the app that held the session, under its older name.
    pub organization_id: Option<String>,
    /// Identifier of the session that this one is a breakout room of. Absent or `null` for any other
    /// session.
    pub parent_session_id: Option<String>,
    /// Minutes of the session that were recorded, in fractions of a minute.
    pub recording_minutes_consumed: Option<f64>,
    /// State of the recording of the session. The values are not documented; published client code knows
    /// `NOT_RECORDED` and `UPLOADED`. They are not those of a recording.
    pub recording_status: Option<String>,
    /// Settings of the meeting that were in force. The keys are not documented.
    pub settings: Option<serde_json::Map<String, serde_json::Value>>,
    /// When the session started.
    pub started_at: Option<crate::Timestamp>,
    /// Whether a session is still going on.
    pub status: Option<SessionStatus>,
    /// Number of people who took part over the whole session. Sent by the service, not part of its
    /// documents.
    pub total_participants: Option<i64>,
    /// Minutes of the session that were transcribed, in fractions of a minute.
    pub transcription_minutes_consumed: Option<f64>,
    /// What kind of gathering a session is.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: Option<SessionType>,
    /// When the session was last changed.
    pub updated_at: Option<crate::Timestamp>,
    /// Share of the minutes consumed by participants with a webinar preset, in fractions of a minute.
    pub webinar_minutes_consumed: Option<f64>,
}

crate::record! {
    Session { "associated_id" => associated_id : non_empty, "audio_room_minutes_consumed"
    => audio_room_minutes_consumed : optional, "breakout_rooms" => breakout_rooms :
    optional, "chat_minutes_consumed" => chat_minutes_consumed : optional, "created_at"
    => created_at : optional, "ended_at" => ended_at : optional,
    "group_call_minutes_consumed" => group_call_minutes_consumed : optional, "id" => id :
    required, "live_participants" => live_participants : optional,
    "livestream_minutes_consumed" => livestream_minutes_consumed : optional,
    "livestream_status" => livestream_status : optional, "max_concurrent_participants" =>
    max_concurrent_participants : optional, "meeting_display_name" =>
    meeting_display_name : optional, "meta" => meta : optional, "minutes_consumed" =>
    minutes_consumed : optional, "organization_id" => organization_id : non_empty,
    "parent_session_id" => parent_session_id : non_empty, "recording_minutes_consumed" =>
    recording_minutes_consumed : optional, "recording_status" => recording_status :
    optional, "settings" => settings : optional, "started_at" => started_at : optional,
    "status" => status : non_empty, "total_participants" => total_participants :
    optional, "transcription_minutes_consumed" => transcription_minutes_consumed :
    optional, "type" => type_ : non_empty, "updated_at" => updated_at : optional,
    "webinar_minutes_consumed" => webinar_minutes_consumed : optional }
}

/// Whether a session is still going on.
#[derive(Clone)]
#[non_exhaustive]
pub enum SessionStatus {
    /// `LIVE`: The session is going on, or its room is empty but still kept open.
    Live,
    /// `ENDED`: The session is over.
    Ended,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    SessionStatus { Live = "LIVE", Ended = "ENDED" }
}

/// What kind of gathering a session is.
#[derive(Clone)]
#[non_exhaustive]
pub enum SessionType {
    /// `meeting`: An ordinary gathering of people in a meeting.
    Meeting,
    /// `livestream`: A gathering that is broadcast to viewers.
    Livestream,
    /// `participant`: Documented without an explanation; not known to occur.
    Participant,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    SessionType { Meeting = "meeting", Livestream = "livestream", Participant =
    "participant" }
}

/// Direction of an ordered list.
#[derive(Clone)]
#[non_exhaustive]
pub enum SortOrder {
    /// `ASC`: Smallest or oldest first.
    Asc,
    /// `DESC`: Largest or newest first.
    Desc,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    SortOrder { Asc = "ASC", Desc = "DESC" }
}

/// How the login to an SFTP server is authenticated.
#[derive(Clone)]
#[non_exhaustive]
pub enum StorageAuthMethod {
    /// `KEY`: With a private key, which may be protected with a passphrase.
    Key,
    /// `PASSWORD`: With a password.
    Password,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    StorageAuthMethod { Key = "KEY", Password = "PASSWORD" }
}

/// A storage to which recordings are uploaded. Which fields are needed depends on `type`: `aws`,
/// `azure` and `digitalocean` need `access_key` and `region`; `gcs` needs no `access_key`; `sftp` needs
/// `private_key` with `auth_method` KEY, and `password` with PASSWORD. `access_key`, `secret`,
/// `password` and `private_key` can be written but are not returned.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StorageConfig {
    /// Access key of the storage. Needed with `aws`, `azure` and `digitalocean`, not with `gcs`.
    pub access_key: Option<crate::Secret>,
    /// How the login to an SFTP server is authenticated.
    pub auth_method: Option<StorageAuthMethod>,
    /// Name of the bucket. Not used with `sftp`.
    pub bucket: Option<String>,
    /// Name or address of the SSH server. Used with `sftp`.
    pub host: Option<String>,
    /// With `auth_method` PASSWORD the password of the login, needed; with KEY the passphrase of
    /// `private_key`, to be left out if it has none. Used with `sftp`.
    pub password: Option<crate::Secret>,
    /// Folder for the files, counted from the root of the storage.
    pub path: Option<String>,
    /// Port of the SSH server. Used with `sftp`.
    pub port: Option<i64>,
    /// Private key for the login. Needed with `sftp` when `auth_method` is KEY.
    pub private_key: Option<crate::Secret>,
    /// Region of the bucket. Needed with `aws`, `azure` and `digitalocean`.
    pub region: Option<String>,
    /// Secret key that belongs to `access_key`. A sample of a recording calls it `secret_key`.
    pub secret: Option<crate::Secret>,
    /// Kind of storage.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: StorageType,
    /// Name with which to log in to the SSH server. Used with `sftp`.
    pub username: Option<String>,
}

crate::record! {
    StorageConfig { "access_key" => access_key : non_empty, "auth_method" => auth_method
    : non_empty, "bucket" => bucket : optional, "host" => host : optional, "password" =>
    password : non_empty, "path" => path : optional, "port" => port : optional,
    "private_key" => private_key : non_empty, "region" => region : optional, "secret" |
    "secret_key" => secret : non_empty, "type" => type_ : required, "username" =>
    username : optional }
}

impl StorageConfig {
    /// A `StorageConfig` with everything that is required.
    pub fn new(type_: impl Into<StorageType>) -> Self {
        Self {
            access_key: None,
            auth_method: None,
            bucket: None,
            host: None,
            password: None,
            path: None,
            port: None,
            private_key: None,
            region: None,
            secret: None,
            type_: type_.into(),
            username: None,
        }
    }

    /// Access key of the storage. Needed with `aws`, `azure` and `digitalocean`, not with `gcs`.
    #[must_use]
    pub fn access_key(mut self, value: impl Into<crate::Secret>) -> Self {
        self.access_key = Some(value.into());
        self
    }

    /// How the login to an SFTP server is authenticated.
    #[must_use]
    pub fn auth_method(mut self, value: impl Into<StorageAuthMethod>) -> Self {
        self.auth_method = Some(value.into());
        self
    }

    /// Name of the bucket. Not used with `sftp`.
    #[must_use]
    pub fn bucket(mut self, value: impl Into<String>) -> Self {
        self.bucket = Some(value.into());
        self
    }

    /// Name or address of the SSH server. Used with `sftp`.
    #[must_use]
    pub fn host(mut self, value: impl Into<String>) -> Self {
        self.host = Some(value.into());
        self
    }

    /// With `auth_method` PASSWORD the password of the login, needed; with KEY the passphrase of
    /// `private_key`, to be left out if it has none. Used with `sftp`.
    #[must_use]
    pub fn password(mut self, value: impl Into<crate::Secret>) -> Self {
        self.password = Some(value.into());
        self
    }

    /// Folder for the files, counted from the root of the storage.
    #[must_use]
    pub fn path(mut self, value: impl Into<String>) -> Self {
        self.path = Some(value.into());
        self
    }

    /// Port of the SSH server. Used with `sftp`.
    #[must_use]
    pub fn port(mut self, value: i64) -> Self {
        self.port = Some(value);
        self
    }

    /// Private key for the login. Needed with `sftp` when `auth_method` is KEY.
    #[must_use]
    pub fn private_key(mut self, value: impl Into<crate::Secret>) -> Self {
        self.private_key = Some(value.into());
        self
    }

    /// Region of the bucket. Needed with `aws`, `azure` and `digitalocean`.
    #[must_use]
    pub fn region(mut self, value: impl Into<String>) -> Self {
        self.region = Some(value.into());
        self
    }

    /// Secret key that belongs to `access_key`. A sample of a recording calls it `secret_key`.
    #[must_use]
    pub fn secret(mut self, value: impl Into<crate::Secret>) -> Self {
        self.secret = Some(value.into());
        self
    }

    /// Name with which to log in to the SSH server. Used with `sftp`.
    #[must_use]
    pub fn username(mut self, value: impl Into<String>) -> Self {
        self.username = Some(value.into());
        self
    }
}

/// Kind of storage.
#[derive(Clone)]
#[non_exhaustive]
pub enum StorageType {
    /// `aws`: Amazon S3.
    Aws,
    /// `azure`: Azure Blob Storage.
    Azure,
    /// `digitalocean`: DigitalOcean Spaces.
    Digitalocean,
    /// `gcs`: Google Cloud Storage.
    Gcs,
    /// `sftp`: A server reached by SFTP.
    Sftp,
    /// `cloudflare`: Storage at Cloudflare. Seen in responses; not documented for requests.
    Cloudflare,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    StorageType { Aws = "aws", Azure = "azure", Digitalocean = "digitalocean", Gcs =
    "gcs", Sftp = "sftp", Cloudflare = "cloudflare" }
}

/// How summaries are written.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SummarizationConfig {
    /// Kind of conversation for which a summary is laid out.
    pub summary_type: Option<SummaryType>,
    /// Markup of a summary.
    pub text_format: Option<SummaryTextFormat>,
    /// Largest number of words in a summary, 150 to 1000.
    pub word_limit: Option<u64>,
}

crate::record! {
    SummarizationConfig { "summary_type" => summary_type : non_empty, "text_format" =>
    text_format : non_empty, "word_limit" => word_limit : optional }
}

impl SummarizationConfig {
    /// An empty `SummarizationConfig`; set what is needed.
    pub fn new() -> Self {
        Self {
            summary_type: None,
            text_format: None,
            word_limit: None,
        }
    }

    /// Kind of conversation for which a summary is laid out.
    #[must_use]
    pub fn summary_type(mut self, value: impl Into<SummaryType>) -> Self {
        self.summary_type = Some(value.into());
        self
    }

    /// Markup of a summary.
    #[must_use]
    pub fn text_format(mut self, value: impl Into<SummaryTextFormat>) -> Self {
        self.text_format = Some(value.into());
        self
    }

    /// Largest number of words in a summary, 150 to 1000.
    #[must_use]
    pub fn word_limit(mut self, value: u64) -> Self {
        self.word_limit = Some(value);
        self
    }
}

/// Markup of a summary.
#[derive(Clone)]
#[non_exhaustive]
pub enum SummaryTextFormat {
    /// `plain_text`: Text without markup.
    PlainText,
    /// `markdown`: Text in Markdown.
    Markdown,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    SummaryTextFormat { PlainText = "plain_text", Markdown = "markdown" }
}

/// Kind of conversation for which a summary is laid out.
#[derive(Clone)]
#[non_exhaustive]
pub enum SummaryType {
    /// `general`: Any conversation.
    General,
    /// `team_meeting`: A meeting of a team.
    TeamMeeting,
    /// `sales_call`: A talk with a possible customer.
    SalesCall,
    /// `client_check_in`: A regular talk with a customer.
    ClientCheckIn,
    /// `interview`: An interview.
    Interview,
    /// `daily_standup`: A short daily round of a team.
    DailyStandup,
    /// `one_on_one_meeting`: A talk of two people.
    OneOnOneMeeting,
    /// `lecture`: A lecture or a lesson.
    Lecture,
    /// `code_review`: A review of source code.
    CodeReview,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    SummaryType { General = "general", TeamMeeting = "team_meeting", SalesCall =
    "sales_call", ClientCheckIn = "client_check_in", Interview = "interview",
    DailyStandup = "daily_standup", OneOnOneMeeting = "one_on_one_meeting", Lecture =
    "lecture", CodeReview = "code_review" }
}

/// How speech is turned into text.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TranscriptionConfig {
    /// Names and special terms that the recognition should expect. Left out, there are none.
    pub keywords: Option<Vec<String>>,
    /// Language that is spoken in the meeting. Leave it out for automatic detection. These values are
    /// documented; the service accepts more, such as `en`, `es` and `zh`.
    pub language: Option<TranscriptionLanguage>,
    /// Whether offensive words are kept out of the transcript.
    pub profanity_filter: Option<bool>,
}

crate::record! {
    TranscriptionConfig { "keywords" => keywords : optional, "language" => language :
    non_empty, "profanity_filter" => profanity_filter : optional }
}

impl TranscriptionConfig {
    /// An empty `TranscriptionConfig`; set what is needed.
    pub fn new() -> Self {
        Self {
            keywords: None,
            language: None,
            profanity_filter: None,
        }
    }

    /// Names and special terms that the recognition should expect. Left out, there are none.
    #[must_use]
    pub fn keywords(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.keywords = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Language that is spoken in the meeting. Leave it out for automatic detection. These values are
    /// documented; the service accepts more, such as `en`, `es` and `zh`.
    #[must_use]
    pub fn language(mut self, value: impl Into<TranscriptionLanguage>) -> Self {
        self.language = Some(value.into());
        self
    }

    /// Whether offensive words are kept out of the transcript.
    #[must_use]
    pub fn profanity_filter(mut self, value: bool) -> Self {
        self.profanity_filter = Some(value);
        self
    }
}

/// Language that is spoken in the meeting. Leave it out for automatic detection. These values are
/// documented; the service accepts more, such as `en`, `es` and `zh`.
#[derive(Clone)]
#[non_exhaustive]
pub enum TranscriptionLanguage {
    /// `en-US`: English of the United States.
    EnUs,
    /// `en-IN`: English of India.
    EnIn,
    /// `de`: German.
    De,
    /// `hi`: Hindi.
    Hi,
    /// `sv`: Swedish.
    Sv,
    /// `ru`: Russian.
    Ru,
    /// `pl`: Polish.
    Pl,
    /// `el`: Greek.
    El,
    /// `fr`: French.
    Fr,
    /// `nl`: Dutch.
    Nl,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    TranscriptionLanguage { EnUs = "en-US", EnIn = "en-IN", De = "de", Hi = "hi", Sv =
    "sv", Ru = "ru", Pl = "pl", El = "el", Fr = "fr", Nl = "nl" }
}

/// Codec in which the video of a recording is encoded. It decides about the audio codec too.
#[derive(Clone)]
#[non_exhaustive]
pub enum VideoCodec {
    /// `H264`: H.264; the audio codec may be chosen.
    H264,
    /// `VP8`: VP8; the audio is Vorbis.
    Vp8,
    /// `VP9`: VP9; the audio is Vorbis. Some official descriptions leave this value out.
    Vp9,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    VideoCodec { H264 = "H264", Vp8 = "VP8", Vp9 = "VP9" }
}

/// Video of a recording.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct VideoConfig {
    /// Codec in which the video of a recording is encoded. It decides about the audio codec too.
    pub codec: Option<VideoCodec>,
    /// Whether a video file is delivered.
    pub export_file: Option<bool>,
    /// Height of the video in pixels, 1 to 1920.
    pub height: Option<u64>,
    /// An image laid over the video of a recording.
    pub watermark: Option<Watermark>,
    /// Width of the video in pixels, 1 to 1920.
    pub width: Option<u64>,
}

crate::record! {
    VideoConfig { "codec" => codec : non_empty, "export_file" => export_file : optional,
    "height" => height : optional, "watermark" => watermark : optional, "width" => width
    : optional }
}

impl VideoConfig {
    /// An empty `VideoConfig`; set what is needed.
    pub fn new() -> Self {
        Self {
            codec: None,
            export_file: None,
            height: None,
            watermark: None,
            width: None,
        }
    }

    /// Codec in which the video of a recording is encoded. It decides about the audio codec too.
    #[must_use]
    pub fn codec(mut self, value: impl Into<VideoCodec>) -> Self {
        self.codec = Some(value.into());
        self
    }

    /// Whether a video file is delivered.
    #[must_use]
    pub fn export_file(mut self, value: bool) -> Self {
        self.export_file = Some(value);
        self
    }

    /// Height of the video in pixels, 1 to 1920.
    #[must_use]
    pub fn height(mut self, value: u64) -> Self {
        self.height = Some(value);
        self
    }

    /// An image laid over the video of a recording.
    #[must_use]
    pub fn watermark(mut self, value: impl Into<Watermark>) -> Self {
        self.watermark = Some(value.into());
        self
    }

    /// Width of the video in pixels, 1 to 1920.
    #[must_use]
    pub fn width(mut self, value: u64) -> Self {
        self.width = Some(value);
        self
    }
}

/// Type of meeting, which decides how participants see each other.
#[derive(Clone)]
#[non_exhaustive]
pub enum ViewType {
    /// `GROUP_CALL`: Video call in which everybody allowed to can send video and audio.
    GroupCall,
    /// `WEBINAR`: A few people on a stage are seen and heard by an audience.
    Webinar,
    /// `AUDIO_ROOM`: Audio-only call.
    AudioRoom,
    /// `LIVESTREAM`: Broadcast to viewers who watch without taking part.
    Livestream,
    /// `CHAT`: Chat without audio or video. It occurs in reports of sessions; presets are not documented to accept it.
    Chat,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    ViewType { GroupCall = "GROUP_CALL", Webinar = "WEBINAR", AudioRoom = "AUDIO_ROOM",
    Livestream = "LIVESTREAM", Chat = "CHAT" }
}

/// An image laid over the video of a recording.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Watermark {
    /// Corner of the video in which a watermark is placed.
    pub position: Option<WatermarkPosition>,
    /// Size of a watermark in the video.
    pub size: Option<WatermarkSize>,
    /// URL from which the service fetches the image.
    pub url: Option<String>,
}

crate::record! {
    Watermark { "position" => position : non_empty, "size" => size : optional, "url" =>
    url : non_empty }
}

impl Watermark {
    /// An empty `Watermark`; set what is needed.
    pub fn new() -> Self {
        Self {
            position: None,
            size: None,
            url: None,
        }
    }

    /// Corner of the video in which a watermark is placed.
    #[must_use]
    pub fn position(mut self, value: impl Into<WatermarkPosition>) -> Self {
        self.position = Some(value.into());
        self
    }

    /// Size of a watermark in the video.
    #[must_use]
    pub fn size(mut self, value: impl Into<WatermarkSize>) -> Self {
        self.size = Some(value.into());
        self
    }

    /// URL from which the service fetches the image.
    #[must_use]
    pub fn url(mut self, value: impl Into<String>) -> Self {
        self.url = Some(value.into());
        self
    }
}

/// Corner of the video in which a watermark is placed.
#[derive(Clone)]
#[non_exhaustive]
pub enum WatermarkPosition {
    /// `left top`: Upper left corner.
    LeftTop,
    /// `right top`: Upper right corner.
    RightTop,
    /// `left bottom`: Lower left corner.
    LeftBottom,
    /// `right bottom`: Lower right corner.
    RightBottom,
    /// A value that this version of the crate does not know, kept verbatim and sent back unchanged.
    Unknown(String),
}

crate::open_enum! {
    WatermarkPosition { LeftTop = "left top", RightTop = "right top", LeftBottom =
    "left bottom", RightBottom = "right bottom" }
}

/// Size of a watermark in the video.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WatermarkSize {
    /// Height of the watermark in pixels, at least 1.
    pub height: Option<u64>,
    /// Width of the watermark in pixels, at least 1.
    pub width: Option<u64>,
}

crate::record! {
    WatermarkSize { "height" => height : optional, "width" => width : optional }
}

impl WatermarkSize {
    /// An empty `WatermarkSize`; set what is needed.
    pub fn new() -> Self {
        Self { height: None, width: None }
    }

    /// Height of the watermark in pixels, at least 1.
    #[must_use]
    pub fn height(mut self, value: u64) -> Self {
        self.height = Some(value);
        self
    }

    /// Width of the watermark in pixels, at least 1.
    #[must_use]
    pub fn width(mut self, value: u64) -> Self {
        self.width = Some(value);
        self
    }
}
