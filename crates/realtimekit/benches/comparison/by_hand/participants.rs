//! Participants of sessions and their peer reports.

use serde::{Deserialize, Serialize};

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
