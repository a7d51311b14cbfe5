//! The same work as somebody would write it with `reqwest` and `serde` alone.
//!
//! The structs have the fields of the generated ones. Points in time and secrets are plain strings, enums know only the
//! documented values: the cheapest form that one would write.

#![allow(dead_code)] // fields are there to be filled

use std::collections::VecDeque;
use std::time::Duration;

use futures::StreamExt as _;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::responses::PAGE;
use crate::{ACCOUNT, TOKEN};

pub type Error = Box<dyn std::error::Error>;

#[derive(Debug, Deserialize)]
pub struct Envelope<T> {
    pub success: bool,
    pub data: T,
    pub paging: Option<Paging>,
}

#[derive(Debug, Deserialize)]
pub struct Paging {
    pub total_count: u64,
    pub start_offset: u64,
    pub end_offset: u64,
}

#[derive(Debug, Deserialize)]
pub struct Participants {
    pub participants: Vec<SessionParticipant>,
}

#[derive(Debug, Deserialize)]
pub struct Participant {
    pub participant: PeerReportParticipant,
}

#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
}

impl Client {
    pub fn new(base_url: String) -> Self {
        let http = reqwest::Client::builder()
            .user_agent("by-hand/1")
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(30))
            .build()
            .expect("a client without special wishes");
        Self { http, base_url }
    }

    async fn get<T: DeserializeOwned>(&self, path: String, query: &[(&str, u64)]) -> Result<Envelope<T>, Error> {
        let url = format!("{}/accounts/{ACCOUNT}/realtime/kit/{path}", self.base_url);
        let response = self.http.get(url).query(query).bearer_auth(TOKEN).send().await?.error_for_status()?;
        Ok(response.json().await?)
    }

    pub async fn meeting(&self, app: &str, id: &str) -> Result<Meeting, Error> {
        let url = format!("{}/accounts/{ACCOUNT}/realtime/kit/{app}/meetings/{id}", self.base_url);
        let response = self.http.get(url).bearer_auth(TOKEN).send().await?.error_for_status()?;
        Ok(response.json::<Envelope<Meeting>>().await?.data)
    }

    async fn page(&self, app: &str, page: u64) -> Result<Envelope<Vec<Meeting>>, Error> {
        self.get(format!("{app}/meetings"), &[("page_no", page), ("per_page", PAGE)]).await
    }

    /// All meetings, one after the other, to `use_meeting`.
    pub async fn meetings(&self, app: &str, mut use_meeting: impl FnMut(Meeting)) -> Result<(), Error> {
        for number in 1.. {
            let page = self.page(app, number).await?;
            page.data.into_iter().for_each(&mut use_meeting);
            if page.paging.is_none_or(|paging| paging.end_offset >= paging.total_count) {
                break;
            }
        }
        Ok(())
    }

    /// The same with several requests under way. The first page tells how many there are.
    pub async fn meetings_ahead(
        &self,
        app: &str,
        concurrency: usize,
        mut use_meeting: impl FnMut(Meeting),
    ) -> Result<(), Error> {
        let first = self.page(app, 1).await?;
        first.data.into_iter().for_each(&mut use_meeting);
        let total = first.paging.map_or(0, |paging| paging.total_count);
        let numbers: VecDeque<u64> = (2..=total.div_ceil(PAGE)).collect();
        let mut pages = futures::stream::iter(numbers).map(|number| self.page(app, number)).buffered(concurrency);
        while let Some(page) = pages.next().await {
            page?.data.into_iter().for_each(&mut use_meeting);
        }
        Ok(())
    }

    pub fn create_preset(&self, app: &str, preset: &PresetDefinition) -> Result<reqwest::Request, Error> {
        let url = format!("{}/accounts/{ACCOUNT}/realtime/kit/{app}/presets", self.base_url);
        Ok(self.http.post(url).bearer_auth(TOKEN).json(preset).build()?)
    }
}

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

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SessionParticipant {
    pub created_at: Option<String>,
    pub custom_participant_id: Option<String>,
    pub display_name: Option<String>,
    pub duration: Option<f64>,
    pub id: Option<String>,
    pub joined_at: Option<String>,
    pub left_at: Option<String>,
    #[serde(default)]
    pub peer_events: Vec<PeerEvent>,
    pub preset_name: Option<String>,
    pub updated_at: Option<String>,
    pub user_id: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeerEvent {
    pub created_at: Option<String>,
    pub event_name: Option<PeerEventName>,
    pub id: Option<String>,
    pub minutes_consumed: Option<f64>,
    pub participant_id: Option<String>,
    pub peer_id: Option<String>,
    pub preset_view_type: Option<ViewType>,
    pub session_id: Option<String>,
    pub socket_session_id: Option<String>,
    pub updated_at: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum PeerEventName {
    #[serde(rename = "PEER_CREATED")]
    Created,
    #[serde(rename = "PEER_JOINING")]
    Joining,
    #[serde(rename = "PEER_LEAVING")]
    Leaving,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum ViewType {
    #[serde(rename = "GROUP_CALL")]
    GroupCall,
    #[serde(rename = "WEBINAR")]
    Webinar,
    #[serde(rename = "AUDIO_ROOM")]
    AudioRoom,
    #[serde(rename = "LIVESTREAM")]
    Livestream,
    #[serde(rename = "CHAT")]
    Chat,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeerReportParticipant {
    pub created_at: Option<String>,
    pub custom_participant_id: Option<String>,
    pub display_name: Option<String>,
    pub duration: Option<f64>,
    pub id: Option<String>,
    pub joined_at: Option<String>,
    pub left_at: Option<String>,
    #[serde(default)]
    pub peer_events: Vec<PeerEvent>,
    pub peer_report: Option<PeerReport>,
    pub role: Option<String>,
    pub session_id: Option<String>,
    pub updated_at: Option<String>,
    pub user_id: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeerReport {
    pub quality: Option<QualityStats>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QualityStats {
    #[serde(default)]
    pub audio_consumer: Vec<AudioConsumerQuality>,
    pub audio_consumer_cumulative: Option<AudioConsumerSummary>,
    #[serde(default)]
    pub audio_producer: Vec<AudioProducerQuality>,
    pub audio_producer_cumulative: Option<AudioProducerSummary>,
    #[serde(default)]
    pub screenshare_audio_consumer: Vec<AudioConsumerQuality>,
    pub screenshare_audio_consumer_cumulative: Option<AudioConsumerSummary>,
    #[serde(default)]
    pub screenshare_audio_producer: Vec<AudioProducerQuality>,
    pub screenshare_audio_producer_cumulative: Option<AudioProducerSummary>,
    #[serde(default)]
    pub screenshare_video_consumer: Vec<VideoConsumerQuality>,
    pub screenshare_video_consumer_cumulative: Option<VideoConsumerSummary>,
    #[serde(default)]
    pub screenshare_video_producer: Vec<VideoProducerQuality>,
    pub screenshare_video_producer_cumulative: Option<VideoProducerSummary>,
    #[serde(default)]
    pub video_consumer: Vec<VideoConsumerQuality>,
    pub video_consumer_cumulative: Option<VideoConsumerSummary>,
    #[serde(default)]
    pub video_producer: Vec<VideoProducerQuality>,
    pub video_producer_cumulative: Option<VideoProducerSummary>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AudioConsumerQuality {
    pub bytes_received: Option<i64>,
    pub concealment_events: Option<i64>,
    pub consumer_id: Option<String>,
    pub jitter: Option<f64>,
    pub jitter_buffer_delay: Option<f64>,
    pub jitter_buffer_emitted_count: Option<i64>,
    pub mid: Option<String>,
    pub mos_quality: Option<f64>,
    pub packets_lost: Option<i64>,
    pub packets_received: Option<i64>,
    pub peer_id: Option<String>,
    pub producer_id: Option<String>,
    pub ssrc: Option<i64>,
    pub timestamp: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AudioConsumerSummary {
    pub jitter_buffer_delay: Option<DelayStats>,
    pub packet_loss: Option<PacketLossStats>,
    pub quality_mos: Option<PercentileStats>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DelayStats {
    pub avg: Option<f64>,
    #[serde(rename = "100ms_or_greater_event_fraction")]
    pub x100ms_or_greater_event_fraction: Option<f64>,
    #[serde(rename = "250ms_or_greater_event_fraction")]
    pub x250ms_or_greater_event_fraction: Option<f64>,
    #[serde(rename = "500ms_or_greater_event_fraction")]
    pub x500ms_or_greater_event_fraction: Option<f64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PacketLossStats {
    pub avg: Option<f64>,
    #[serde(rename = "10_or_greater_event_fraction")]
    pub x10_or_greater_event_fraction: Option<f64>,
    #[serde(rename = "25_or_greater_event_fraction")]
    pub x25_or_greater_event_fraction: Option<f64>,
    #[serde(rename = "50_or_greater_event_fraction")]
    pub x50_or_greater_event_fraction: Option<f64>,
    #[serde(rename = "5_or_greater_event_fraction")]
    pub x5_or_greater_event_fraction: Option<f64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PercentileStats {
    pub avg: Option<f64>,
    pub p50: Option<f64>,
    pub p75: Option<f64>,
    pub p90: Option<f64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AudioProducerQuality {
    pub bytes_sent: Option<i64>,
    pub jitter: Option<f64>,
    pub mid: Option<String>,
    pub mos_quality: Option<f64>,
    pub packets_lost: Option<i64>,
    pub packets_sent: Option<i64>,
    pub producer_id: Option<String>,
    pub rtt: Option<f64>,
    pub ssrc: Option<i64>,
    pub timestamp: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AudioProducerSummary {
    pub packet_loss: Option<PacketLossStats>,
    pub quality_mos: Option<PercentileStats>,
    pub rtt: Option<DelayStats>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VideoConsumerQuality {
    pub bytes_received: Option<i64>,
    pub consumer_id: Option<String>,
    pub fir_count: Option<i64>,
    pub frame_height: Option<i64>,
    pub frame_width: Option<i64>,
    pub frames_decoded: Option<i64>,
    pub frames_dropped: Option<i64>,
    pub frames_per_second: Option<f64>,
    pub jitter: Option<f64>,
    pub jitter_buffer_delay: Option<f64>,
    pub jitter_buffer_emitted_count: Option<i64>,
    pub key_frames_decoded: Option<i64>,
    pub mid: Option<String>,
    pub mos_quality: Option<f64>,
    pub packets_lost: Option<i64>,
    pub packets_received: Option<i64>,
    pub peer_id: Option<String>,
    pub producer_id: Option<String>,
    pub ssrc: Option<i64>,
    pub timestamp: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VideoConsumerSummary {
    pub frame_per_second: Option<PercentileStats>,
    pub frame_width: Option<PercentileStats>,
    pub issues: Option<VideoConsumerIssues>,
    pub jitter_buffer_delay: Option<DelayStats>,
    pub key_frames_decoded_fraction: Option<f64>,
    pub packet_loss: Option<PacketLossStats>,
    pub quality_mos: Option<PercentileStats>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VideoConsumerIssues {
    pub lag_fraction: Option<f64>,
    pub no_video_fraction: Option<f64>,
    pub poor_resolution_fraction: Option<f64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VideoProducerQuality {
    pub bytes_sent: Option<i64>,
    pub fir_count: Option<i64>,
    pub frame_height: Option<i64>,
    pub frame_width: Option<i64>,
    pub frames_encoded: Option<i64>,
    pub frames_per_second: Option<f64>,
    pub jitter: Option<f64>,
    pub key_frames_encoded: Option<i64>,
    pub mid: Option<String>,
    pub mos_quality: Option<f64>,
    pub packets_lost: Option<i64>,
    pub packets_sent: Option<i64>,
    pub pli_count: Option<i64>,
    pub producer_id: Option<String>,
    pub quality_limitation_durations: Option<QualityLimitationDurations>,
    pub quality_limitation_reason: Option<QualityLimitationReason>,
    pub quality_limitation_resolution_changes: Option<i64>,
    pub rtt: Option<f64>,
    pub ssrc: Option<i64>,
    pub timestamp: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QualityLimitationDurations {
    pub bandwidth: Option<f64>,
    pub cpu: Option<f64>,
    pub none: Option<f64>,
    pub other: Option<f64>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum QualityLimitationReason {
    #[serde(rename = "cpu")]
    Cpu,
    #[serde(rename = "bandwidth")]
    Bandwidth,
    #[serde(rename = "none")]
    None,
    #[serde(rename = "other")]
    Other,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VideoProducerSummary {
    pub frame_per_second: Option<PercentileStats>,
    pub frame_width: Option<PercentileStats>,
    pub high_negative_feedback_fraction: Option<f64>,
    pub issues: Option<VideoProducerIssues>,
    pub key_frames_encoded_fraction: Option<f64>,
    pub packet_loss: Option<PacketLossStats>,
    pub quality_mos: Option<PercentileStats>,
    pub rtt: Option<DelayStats>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VideoProducerIssues {
    pub bandwidth_quality_limitation_fraction: Option<f64>,
    pub cpu_quality_limitation_fraction: Option<f64>,
    pub no_video_fraction: Option<f64>,
    pub poor_resolution_fraction: Option<f64>,
    pub quality_limitation_fraction: Option<f64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetDefinition {
    pub config: PresetConfigDefinition,
    pub name: String,
    pub permissions: PresetPermissionsDefinition,
    pub ui: PresetUiDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetConfigDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub livestream_viewer_qualities: Option<Vec<i64>>,
    pub max_screenshare_count: i64,
    pub max_video_streams: PresetMaxVideoStreamsDefinition,
    pub media: PresetMediaDefinition,
    pub view_type: ViewType,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetMaxVideoStreamsDefinition {
    pub desktop: i64,
    pub mobile: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetMediaDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<PresetAudio>,
    pub screenshare: PresetScreenshareDefinition,
    pub video: PresetVideoDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetAudio {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_high_bitrate: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_stereo: Option<bool>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetScreenshareDefinition {
    pub frame_rate: i64,
    pub quality: MediaQuality,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum MediaQuality {
    #[serde(rename = "qvga")]
    Qvga,
    #[serde(rename = "vga")]
    Vga,
    #[serde(rename = "hd")]
    Hd,
    #[serde(rename = "fhd")]
    Fhd,
    #[serde(rename = "uhd")]
    Uhd,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetVideoDefinition {
    pub frame_rate: i64,
    pub quality: MediaQuality,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simulcast: Option<bool>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPermissionsDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept_stage_requests: Option<bool>,
    pub accept_waiting_requests: bool,
    pub can_accept_production_requests: bool,
    pub can_change_participant_permissions: bool,
    pub can_edit_display_name: bool,
    pub can_livestream: bool,
    pub can_record: bool,
    pub can_spotlight: bool,
    pub chat: PresetChatPermissionsDefinition,
    pub connected_meetings: PresetConnectedMeetingsPermissionsDefinition,
    pub disable_participant_audio: bool,
    pub disable_participant_screensharing: bool,
    pub disable_participant_video: bool,
    pub hidden_participant: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_recorder: Option<bool>,
    pub kick_participant: bool,
    pub media: PresetMediaPermissionsDefinition,
    pub pin_participant: bool,
    pub plugins: PresetPluginPermissionsDefinition,
    pub polls: PresetPollPermissionsDefinition,
    pub recorder_type: RecorderType,
    pub show_participant_list: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_access: Option<StageAccess>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcription_enabled: Option<bool>,
    pub waiting_room_type: WaitingRoomType,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetChatPermissionsDefinition {
    pub private: PresetPrivateChatPermissionsDefinition,
    pub public: PresetPublicChatPermissionsDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPrivateChatPermissionsDefinition {
    pub can_receive: bool,
    pub can_send: bool,
    pub files: bool,
    pub text: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPublicChatPermissionsDefinition {
    pub can_send: bool,
    pub files: bool,
    pub text: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetConnectedMeetingsPermissionsDefinition {
    pub can_alter_connected_meetings: bool,
    pub can_switch_connected_meetings: bool,
    pub can_switch_to_parent_meeting: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetMediaPermissionsDefinition {
    pub audio: PresetMediaPermissionDefinition,
    pub screenshare: PresetMediaPermissionDefinition,
    pub video: PresetMediaPermissionDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetMediaPermissionDefinition {
    pub can_produce: MediaPermission,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum MediaPermission {
    #[serde(rename = "ALLOWED")]
    Allowed,
    #[serde(rename = "NOT_ALLOWED")]
    NotAllowed,
    #[serde(rename = "CAN_REQUEST")]
    CanRequest,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPluginPermissionsDefinition {
    pub can_close: bool,
    pub can_edit_config: bool,
    pub can_start: bool,
    pub config: serde_json::Value,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetPollPermissionsDefinition {
    pub can_create: bool,
    pub can_view: bool,
    pub can_vote: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum RecorderType {
    #[serde(rename = "RECORDER")]
    Recorder,
    #[serde(rename = "LIVESTREAMER")]
    Livestreamer,
    #[serde(rename = "NONE")]
    None,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum StageAccess {
    #[serde(rename = "ALLOWED")]
    Allowed,
    #[serde(rename = "NOT_ALLOWED")]
    NotAllowed,
    #[serde(rename = "CAN_REQUEST")]
    CanRequest,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum WaitingRoomType {
    #[serde(rename = "SKIP")]
    Skip,
    #[serde(rename = "ON_PRIVILEGED_USER_ENTRY")]
    OnPrivilegedUserEntry,
    #[serde(rename = "SKIP_ON_ACCEPT")]
    SkipOnAccept,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PresetUiDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config_diff: Option<serde_json::Map<String, serde_json::Value>>,
    pub design_tokens: DesignTokensDefinition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DesignTokensDefinition {
    pub border_radius: BorderRadius,
    pub border_width: BorderWidth,
    pub colors: DesignColorsDefinition,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_family: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub google_font: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    pub spacing_base: f64,
    pub theme: Theme,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum BorderRadius {
    #[serde(rename = "sharp")]
    Sharp,
    #[serde(rename = "rounded")]
    Rounded,
    #[serde(rename = "extra-rounded")]
    ExtraRounded,
    #[serde(rename = "circular")]
    Circular,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum BorderWidth {
    #[serde(rename = "none")]
    None,
    #[serde(rename = "thin")]
    Thin,
    #[serde(rename = "fat")]
    Fat,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DesignColorsDefinition {
    pub background: BackgroundColorsDefinition,
    pub brand: BrandColorsDefinition,
    pub danger: String,
    pub success: String,
    pub text: String,
    pub text_on_brand: String,
    pub video_bg: String,
    pub warning: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BackgroundColorsDefinition {
    #[serde(rename = "1000")]
    pub x1000: String,
    #[serde(rename = "600")]
    pub x600: String,
    #[serde(rename = "700")]
    pub x700: String,
    #[serde(rename = "800")]
    pub x800: String,
    #[serde(rename = "900")]
    pub x900: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BrandColorsDefinition {
    #[serde(rename = "300")]
    pub x300: String,
    #[serde(rename = "400")]
    pub x400: String,
    #[serde(rename = "500")]
    pub x500: String,
    #[serde(rename = "600")]
    pub x600: String,
    #[serde(rename = "700")]
    pub x700: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Theme {
    #[serde(rename = "darkest")]
    Darkest,
    #[serde(rename = "dark")]
    Dark,
    #[serde(rename = "light")]
    Light,
}
