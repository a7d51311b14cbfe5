//! Meetings and what they are configured with.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Meeting {
    pub ai_config: Option<AiConfig>,
    pub created_at: String,
    pub id: String,
    pub live_stream_on_start: Option<bool>,
    pub persist_chat: Option<bool>,
    pub record_on_start: Option<bool>,
    pub recording_config: Option<RecordingConfig>,
    pub session_keep_alive_time_in_secs: Option<u64>,
    pub status: Option<MeetingStatus>,
    pub summarize_on_end: Option<bool>,
    pub title: Option<String>,
    pub transcribe_on_end: Option<bool>,
    pub updated_at: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AiConfig {
    pub summarization: Option<SummarizationConfig>,
    pub transcription: Option<TranscriptionConfig>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SummarizationConfig {
    pub summary_type: Option<SummaryType>,
    pub text_format: Option<SummaryTextFormat>,
    pub word_limit: Option<u64>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum SummaryType {
    #[serde(rename = "general")]
    General,
    #[serde(rename = "team_meeting")]
    TeamMeeting,
    #[serde(rename = "sales_call")]
    SalesCall,
    #[serde(rename = "client_check_in")]
    ClientCheckIn,
    #[serde(rename = "interview")]
    Interview,
    #[serde(rename = "daily_standup")]
    DailyStandup,
    #[serde(rename = "one_on_one_meeting")]
    OneOnOneMeeting,
    #[serde(rename = "lecture")]
    Lecture,
    #[serde(rename = "code_review")]
    CodeReview,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum SummaryTextFormat {
    #[serde(rename = "plain_text")]
    PlainText,
    #[serde(rename = "markdown")]
    Markdown,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TranscriptionConfig {
    pub keywords: Option<Vec<String>>,
    pub language: Option<TranscriptionLanguage>,
    pub profanity_filter: Option<bool>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum TranscriptionLanguage {
    #[serde(rename = "en-US")]
    EnUs,
    #[serde(rename = "en-IN")]
    EnIn,
    #[serde(rename = "de")]
    De,
    #[serde(rename = "hi")]
    Hi,
    #[serde(rename = "sv")]
    Sv,
    #[serde(rename = "ru")]
    Ru,
    #[serde(rename = "pl")]
    Pl,
    #[serde(rename = "el")]
    El,
    #[serde(rename = "fr")]
    Fr,
    #[serde(rename = "nl")]
    Nl,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordingConfig {
    pub audio_config: Option<AudioConfig>,
    pub file_name_prefix: Option<String>,
    pub live_streaming_config: Option<LivestreamingConfig>,
    pub max_seconds: Option<u64>,
    pub realtimekit_bucket_config: Option<RealtimekitBucketConfig>,
    pub storage_config: Option<StorageConfig>,
    pub video_config: Option<VideoConfig>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AudioConfig {
    pub channel: Option<AudioChannel>,
    pub codec: Option<AudioCodec>,
    pub export_file: Option<bool>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum AudioChannel {
    #[serde(rename = "mono")]
    Mono,
    #[serde(rename = "stereo")]
    Stereo,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum AudioCodec {
    #[serde(rename = "MP3")]
    Mp3,
    #[serde(rename = "AAC")]
    Aac,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LivestreamingConfig {
    pub rtmp_url: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RealtimekitBucketConfig {
    pub enabled: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StorageConfig {
    pub access_key: Option<String>,
    pub auth_method: Option<StorageAuthMethod>,
    pub bucket: Option<String>,
    pub host: Option<String>,
    pub password: Option<String>,
    pub path: Option<String>,
    pub port: Option<i64>,
    pub private_key: Option<String>,
    pub region: Option<String>,
    pub secret: Option<String>,
    #[serde(rename = "type")]
    pub type_: StorageType,
    pub username: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum StorageAuthMethod {
    #[serde(rename = "KEY")]
    Key,
    #[serde(rename = "PASSWORD")]
    Password,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum StorageType {
    #[serde(rename = "aws")]
    Aws,
    #[serde(rename = "azure")]
    Azure,
    #[serde(rename = "digitalocean")]
    Digitalocean,
    #[serde(rename = "gcs")]
    Gcs,
    #[serde(rename = "sftp")]
    Sftp,
    #[serde(rename = "cloudflare")]
    Cloudflare,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VideoConfig {
    pub codec: Option<VideoCodec>,
    pub export_file: Option<bool>,
    pub height: Option<u64>,
    pub watermark: Option<Watermark>,
    pub width: Option<u64>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum VideoCodec {
    #[serde(rename = "H264")]
    H264,
    #[serde(rename = "VP8")]
    Vp8,
    #[serde(rename = "VP9")]
    Vp9,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Watermark {
    pub position: Option<WatermarkPosition>,
    pub size: Option<WatermarkSize>,
    pub url: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum WatermarkPosition {
    #[serde(rename = "left top")]
    LeftTop,
    #[serde(rename = "right top")]
    RightTop,
    #[serde(rename = "left bottom")]
    LeftBottom,
    #[serde(rename = "right bottom")]
    RightBottom,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WatermarkSize {
    pub height: Option<u64>,
    pub width: Option<u64>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum MeetingStatus {
    #[serde(rename = "ACTIVE")]
    Active,
    #[serde(rename = "INACTIVE")]
    Inactive,
}
