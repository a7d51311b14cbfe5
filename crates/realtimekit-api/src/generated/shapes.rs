// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The shapes of what the service sends.

use crate::shape::{Field, Shape};

pub(crate) static ACTIVE_SESSION_KICK_ALL_DATA: Shape = Shape::Object(
    &[
        Field::optional("action", &[], &Shape::String),
        Field::optional("kicked_participants_count", &[], &Shape::Integer),
    ],
);

pub(crate) static ACTIVE_SESSION_MUTE_ALL_DATA: Shape = Shape::Object(
    &[
        Field::optional("action", &[], &Shape::String),
        Field::optional("muted_participants_count", &[], &Shape::Integer),
    ],
);

pub(crate) static ACTIVE_SESSION_PARTICIPANT: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("email", &[], &Shape::String),
        Field::required("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("picture", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static ACTIVE_SESSION_PARTICIPANT_ACTION_DATA: Shape = Shape::Object(
    &[
        Field::optional("action", &[], &Shape::String),
        Field::optional("participants", &[], &Shape::List(&ACTIVE_SESSION_PARTICIPANT)),
    ],
);

pub(crate) static AI_CONFIG: Shape = Shape::Object(
    &[
        Field::optional("summarization", &[], &SUMMARIZATION_CONFIG),
        Field::optional("transcription", &[], &TRANSCRIPTION_CONFIG),
    ],
);

pub(crate) static APP: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::required("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
    ],
);

pub(crate) static APP_ANALYTICS_DAY: Shape = Shape::Object(
    &[
        Field::optional("date", &[], &Shape::String),
        Field::optional("recordings_minutes_consumed", &[], &Shape::Number),
        Field::optional("sessions_count", &[], &Shape::Integer),
        Field::optional("sessions_minutes_consumed", &[], &Shape::Number),
    ],
);

pub(crate) static APP_ANALYTICS_TOTALS: Shape = Shape::Object(
    &[
        Field::optional("recording_stats", &[], &APP_RECORDING_STATS),
        Field::optional("recordings_minutes_consumed", &[], &Shape::Number),
        Field::optional("session_stats", &[], &APP_SESSION_STATS),
        Field::optional("sessions_count", &[], &Shape::Integer),
        Field::optional("sessions_minutes_consumed", &[], &Shape::Number),
    ],
);

pub(crate) static APP_RECORDING_STATS: Shape = Shape::Object(
    &[
        Field::optional("day_stats", &[], &Shape::List(&RECORDING_DAY_STATS)),
        Field::optional("recording_count", &[], &Shape::Integer),
        Field::optional("recording_minutes_consumed", &[], &Shape::Number),
    ],
);

pub(crate) static APP_SESSION_STATS: Shape = Shape::Object(
    &[
        Field::optional("day_stats", &[], &Shape::List(&SESSION_DAY_STATS)),
        Field::optional("sessions_count", &[], &Shape::Integer),
        Field::optional("sessions_minutes_consumed", &[], &Shape::Number),
    ],
);

pub(crate) static ASN_INFORMATION: Shape = Shape::Object(
    &[
        Field::optional("asn", &[], &Shape::String),
        Field::optional("domain", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("route", &[], &Shape::String),
        Field::optional("type", &[], &Shape::String),
    ],
);

pub(crate) static AUDIO_CONFIG: Shape = Shape::Object(
    &[
        Field::optional("channel", &[], &Shape::String),
        Field::optional("codec", &[], &Shape::String),
        Field::optional("export_file", &[], &Shape::Boolean),
    ],
);

pub(crate) static AUDIO_CONSUMER_QUALITY: Shape = Shape::Object(
    &[
        Field::optional("bytes_received", &[], &Shape::Integer),
        Field::optional("concealment_events", &[], &Shape::Integer),
        Field::optional("consumer_id", &[], &Shape::String),
        Field::optional("jitter", &[], &Shape::Number),
        Field::optional("jitter_buffer_delay", &[], &Shape::Number),
        Field::optional("jitter_buffer_emitted_count", &[], &Shape::Integer),
        Field::optional("mid", &[], &Shape::String),
        Field::optional("mos_quality", &[], &Shape::Number),
        Field::optional("packets_lost", &[], &Shape::Integer),
        Field::optional("packets_received", &[], &Shape::Integer),
        Field::optional("peer_id", &[], &Shape::String),
        Field::optional("producer_id", &[], &Shape::String),
        Field::optional("ssrc", &[], &Shape::Integer),
        Field::optional("timestamp", &[], &Shape::Timestamp),
    ],
);

pub(crate) static AUDIO_CONSUMER_SUMMARY: Shape = Shape::Object(
    &[
        Field::optional("jitter_buffer_delay", &[], &DELAY_STATS),
        Field::optional("packet_loss", &[], &PACKET_LOSS_STATS),
        Field::optional("quality_mos", &[], &PERCENTILE_STATS),
    ],
);

pub(crate) static AUDIO_PRODUCER_QUALITY: Shape = Shape::Object(
    &[
        Field::optional("bytes_sent", &[], &Shape::Integer),
        Field::optional("jitter", &[], &Shape::Number),
        Field::optional("mid", &[], &Shape::String),
        Field::optional("mos_quality", &[], &Shape::Number),
        Field::optional("packets_lost", &[], &Shape::Integer),
        Field::optional("packets_sent", &[], &Shape::Integer),
        Field::optional("producer_id", &[], &Shape::String),
        Field::optional("rtt", &[], &Shape::Number),
        Field::optional("ssrc", &[], &Shape::Integer),
        Field::optional("timestamp", &[], &Shape::Timestamp),
    ],
);

pub(crate) static AUDIO_PRODUCER_SUMMARY: Shape = Shape::Object(
    &[
        Field::optional("packet_loss", &[], &PACKET_LOSS_STATS),
        Field::optional("quality_mos", &[], &PERCENTILE_STATS),
        Field::optional("rtt", &[], &DELAY_STATS),
    ],
);

pub(crate) static BACKGROUND_COLORS: Shape = Shape::Object(
    &[
        Field::optional("1000", &[], &Shape::String),
        Field::optional("600", &[], &Shape::String),
        Field::optional("700", &[], &Shape::String),
        Field::optional("800", &[], &Shape::String),
        Field::optional("900", &[], &Shape::String),
    ],
);

pub(crate) static BRAND_COLORS: Shape = Shape::Object(
    &[
        Field::optional("300", &[], &Shape::String),
        Field::optional("400", &[], &Shape::String),
        Field::optional("500", &[], &Shape::String),
        Field::optional("600", &[], &Shape::String),
        Field::optional("700", &[], &Shape::String),
    ],
);

pub(crate) static BROWSER_METADATA: Shape = Shape::Object(
    &[
        Field::optional("browser", &[], &Shape::String),
        Field::optional("browser_version", &[], &Shape::String),
        Field::optional("engine", &[], &Shape::String),
        Field::optional("user_agent", &[], &Shape::String),
        Field::optional("webgl_support", &[], &Shape::Boolean),
    ],
);

pub(crate) static CANDIDATE_PAIRS: Shape = Shape::Object(
    &[
        Field::optional("consuming_transport", &[], &Shape::List(&ICE_CANDIDATE_PAIR)),
        Field::optional("producing_transport", &[], &Shape::List(&ICE_CANDIDATE_PAIR)),
    ],
);

pub(crate) static CHAT_SYNCED_EVENT: Shape = Shape::Object(
    &[
        Field::optional("chatDownloadUrl", &[], &Shape::String),
        Field::optional("chatDownloadUrlExpiry", &[], &Shape::Timestamp),
        Field::optional("createdAt", &[], &Shape::Timestamp),
        Field::optional("endedAt", &[], &Shape::Timestamp),
        Field::optional("meetingId", &[], &Shape::String),
        Field::optional("organizedBy", &[], &WEBHOOK_ORGANIZATION),
        Field::required("sessionId", &[], &Shape::String),
        Field::optional("startedAt", &[], &Shape::Timestamp),
        Field::optional("title", &[], &Shape::String),
    ],
);

pub(crate) static DELAY_STATS: Shape = Shape::Object(
    &[
        Field::optional("100ms_or_greater_event_fraction", &[], &Shape::Number),
        Field::optional("250ms_or_greater_event_fraction", &[], &Shape::Number),
        Field::optional("500ms_or_greater_event_fraction", &[], &Shape::Number),
        Field::optional("avg", &[], &Shape::Number),
    ],
);

pub(crate) static DELETED_PARTICIPANT: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("custom_participant_id", &[], &Shape::String),
        Field::optional("preset_id", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static DESIGN_COLORS: Shape = Shape::Object(
    &[
        Field::optional("background", &[], &BACKGROUND_COLORS),
        Field::optional("brand", &[], &BRAND_COLORS),
        Field::optional("danger", &[], &Shape::String),
        Field::optional("success", &[], &Shape::String),
        Field::optional("text", &[], &Shape::String),
        Field::optional("text_on_brand", &[], &Shape::String),
        Field::optional("video_bg", &[], &Shape::String),
        Field::optional("warning", &[], &Shape::String),
    ],
);

pub(crate) static DESIGN_TOKENS: Shape = Shape::Object(
    &[
        Field::optional("border_radius", &[], &Shape::String),
        Field::optional("border_width", &[], &Shape::String),
        Field::optional("colors", &[], &DESIGN_COLORS),
        Field::optional("font_family", &[], &Shape::String),
        Field::optional("google_font", &[], &Shape::String),
        Field::optional("logo", &[], &Shape::String),
        Field::optional("spacing_base", &[], &Shape::Number),
        Field::optional("theme", &[], &Shape::String),
    ],
);

pub(crate) static DEVICE_INFO: Shape = Shape::Object(
    &[
        Field::optional("browser", &[], &Shape::String),
        Field::optional("browser_version", &[], &Shape::String),
        Field::optional("cpus", &[], &Shape::Integer),
        Field::optional("engine", &[], &Shape::String),
        Field::optional("is_mobile", &[], &Shape::Boolean),
        Field::optional("memory", &[], &Shape::Number),
        Field::optional("os", &[], &Shape::String),
        Field::optional("os_version", &[], &Shape::String),
        Field::optional("sdk_name", &[], &Shape::String),
        Field::optional("sdk_version", &[], &Shape::String),
        Field::optional("user_agent", &[], &Shape::String),
        Field::optional("webgl_support", &[], &Shape::String),
    ],
);

pub(crate) static DEVICE_LIST_UPDATE: Shape = Shape::Object(
    &[
        Field::optional("added", &[], &Shape::List(&MEDIA_DEVICE)),
        Field::optional("removed", &[], &Shape::List(&MEDIA_DEVICE)),
        Field::optional("timestamp", &[], &Shape::Timestamp),
    ],
);

pub(crate) static ICE_CANDIDATE_PAIR: Shape = Shape::Object(
    &[
        Field::optional("available_incoming_bitrate", &[], &Shape::Number),
        Field::optional("available_outgoing_bitrate", &[], &Shape::Number),
        Field::optional("bytes_discarded_on_send", &[], &Shape::Integer),
        Field::optional("bytes_received", &[], &Shape::Integer),
        Field::optional("bytes_sent", &[], &Shape::Integer),
        Field::optional("current_round_trip_time", &[], &Shape::Number),
        Field::optional("last_packet_received_timestamp", &[], &Shape::Number),
        Field::optional("last_packet_sent_timestamp", &[], &Shape::Number),
        Field::optional("local_candidate_address", &[], &Shape::String),
        Field::optional("local_candidate_id", &[], &Shape::String),
        Field::optional("local_candidate_network_type", &[], &Shape::String),
        Field::optional("local_candidate_port", &[], &Shape::Integer),
        Field::optional("local_candidate_protocol", &[], &Shape::String),
        Field::optional("local_candidate_related_address", &[], &Shape::String),
        Field::optional("local_candidate_related_port", &[], &Shape::Integer),
        Field::optional("local_candidate_type", &[], &Shape::String),
        Field::optional("local_candidate_url", &[], &Shape::String),
        Field::optional("nominated", &[], &Shape::Boolean),
        Field::optional("packets_discarded_on_send", &[], &Shape::Integer),
        Field::optional("packets_received", &[], &Shape::Integer),
        Field::optional("packets_sent", &[], &Shape::Integer),
        Field::optional("remote_candidate_address", &[], &Shape::String),
        Field::optional("remote_candidate_id", &[], &Shape::String),
        Field::optional("remote_candidate_port", &[], &Shape::Integer),
        Field::optional("remote_candidate_protocol", &[], &Shape::String),
        Field::optional("remote_candidate_type", &[], &Shape::String),
        Field::optional("remote_candidate_url", &[], &Shape::String),
        Field::optional("total_round_trip_time", &[], &Shape::Number),
    ],
);

pub(crate) static IP_INFORMATION: Shape = Shape::Object(
    &[
        Field::optional("asn", &[], &ASN_INFORMATION),
        Field::optional("city", &[], &Shape::String),
        Field::optional("country", &[], &Shape::String),
        Field::optional("ip_location", &[], &Shape::String),
        Field::optional("ipv4", &[], &Shape::String),
        Field::optional("org", &[], &Shape::String),
        Field::optional("portal", &[], &Shape::String),
        Field::optional("region", &[], &Shape::String),
        Field::optional("timezone", &[], &Shape::String),
    ],
);

pub(crate) static LIVESTREAM: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("disabled", &[], &Shape::Boolean),
        Field::required("id", &[], &Shape::String),
        Field::optional("ingest_server", &[], &Shape::String),
        Field::optional("meeting_id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("org_id", &[], &Shape::String),
        Field::optional("playback_url", &[], &Shape::String),
        Field::optional("status", &[], &Shape::String),
        Field::optional("stream_key", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static LIVESTREAM_ACTIVE_SESSION: Shape = Shape::Object(
    &[
        Field::optional("livestream", &[], &LIVESTREAM),
        Field::optional("session", &[], &LIVESTREAM_SESSION),
    ],
);

pub(crate) static LIVESTREAM_ANALYTICS_TOTALS: Shape = Shape::Object(
    &[
        Field::optional("count", &[], &Shape::Integer),
        Field::optional("total_ingest_seconds", &[], &Shape::Number),
        Field::optional("total_viewer_seconds", &[], &Shape::Number),
    ],
);

pub(crate) static LIVESTREAM_DAY_ANALYTICS: Shape = Shape::Object(
    &[
        Field::optional("count", &[], &Shape::Integer),
        Field::optional("date", &[], &Shape::String),
        Field::optional("total_ingest_seconds", &[], &Shape::Number),
        Field::optional("total_viewer_seconds", &[], &Shape::Number),
    ],
);

pub(crate) static LIVESTREAM_DETAILS: Shape = Shape::Object(
    &[
        Field::optional("livestream", &[], &LIVESTREAM),
        Field::optional("paging", &[], &PAGING),
        Field::optional("sessions", &["session"], &Shape::List(&LIVESTREAM_SESSION)),
    ],
);

pub(crate) static LIVESTREAM_SESSION: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("err_message", &[], &Shape::String),
        Field::required("id", &[], &Shape::String),
        Field::optional("ingest_seconds", &[], &Shape::Number),
        Field::optional("invoked_time", &[], &Shape::Timestamp),
        Field::optional("livestream_id", &[], &Shape::String),
        Field::optional("started_time", &[], &Shape::Timestamp),
        Field::optional("stopped_time", &[], &Shape::Timestamp),
        Field::optional("updated_at", &[], &Shape::Timestamp),
        Field::optional("viewer_seconds", &[], &Shape::Number),
    ],
);

pub(crate) static LIVESTREAM_STATUS_UPDATE_EVENT: Shape = Shape::Object(
    &[
        Field::optional("ingestServer", &[], &Shape::String),
        Field::optional("manualIngest", &[], &Shape::Boolean),
        Field::optional("meeting", &[], &WEBHOOK_MEETING),
        Field::optional("playbackUrl", &[], &Shape::String),
        Field::optional("status", &[], &Shape::String),
        Field::required("streamId", &[], &Shape::String),
        Field::optional("streamKey", &[], &Shape::String),
    ],
);

pub(crate) static LIVESTREAM_STOP_RESULT: Shape = Shape::Object(
    &[Field::optional("message", &[], &Shape::String)],
);

pub(crate) static LIVESTREAMING_CONFIG: Shape = Shape::Object(
    &[Field::optional("rtmp_url", &[], &Shape::String)],
);

pub(crate) static MEDIA_DEVICE: Shape = Shape::Object(
    &[
        Field::optional("device_id", &[], &Shape::String),
        Field::optional("kind", &[], &Shape::String),
        Field::optional("label", &[], &Shape::String),
    ],
);

pub(crate) static MEETING: Shape = Shape::Object(
    &[
        Field::optional("ai_config", &[], &AI_CONFIG),
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::required("id", &[], &Shape::String),
        Field::optional("live_stream_on_start", &[], &Shape::Boolean),
        Field::optional("persist_chat", &[], &Shape::Boolean),
        Field::optional("record_on_start", &[], &Shape::Boolean),
        Field::optional("recording_config", &[], &RECORDING_CONFIG),
        Field::optional("session_keep_alive_time_in_secs", &[], &Shape::Natural),
        Field::optional("status", &[], &Shape::String),
        Field::optional("summarize_on_end", &[], &Shape::Boolean),
        Field::optional("title", &[], &Shape::String),
        Field::optional("transcribe_on_end", &[], &Shape::Boolean),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static MEETING_ENDED_EVENT: Shape = Shape::Object(
    &[
        Field::required("meeting", &[], &WEBHOOK_MEETING),
        Field::optional("reason", &[], &Shape::String),
    ],
);

pub(crate) static MEETING_STARTED_EVENT: Shape = Shape::Object(
    &[Field::required("meeting", &[], &WEBHOOK_MEETING)],
);

pub(crate) static NATIVE_METADATA: Shape = Shape::Object(
    &[
        Field::optional("audio_encoder", &[], &Shape::String),
        Field::optional("video_encoder", &[], &Shape::String),
    ],
);

pub(crate) static PACKET_LOSS_STATS: Shape = Shape::Object(
    &[
        Field::optional("10_or_greater_event_fraction", &[], &Shape::Number),
        Field::optional("25_or_greater_event_fraction", &[], &Shape::Number),
        Field::optional("50_or_greater_event_fraction", &[], &Shape::Number),
        Field::optional("5_or_greater_event_fraction", &[], &Shape::Number),
        Field::optional("avg", &[], &Shape::Number),
    ],
);

pub(crate) static PAGING: Shape = Shape::Object(
    &[
        Field::optional("end_offset", &[], &Shape::Natural),
        Field::optional("start_offset", &[], &Shape::Natural),
        Field::optional("total_count", &[], &Shape::Natural),
    ],
);

pub(crate) static PARTICIPANT: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("custom_participant_id", &[], &Shape::String),
        Field::required("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("picture", &[], &Shape::String),
        Field::optional("preset_name", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static PARTICIPANT_JOINED_EVENT: Shape = Shape::Object(
    &[
        Field::required("meeting", &[], &WEBHOOK_MEETING),
        Field::required("participant", &[], &WEBHOOK_PARTICIPANT),
    ],
);

pub(crate) static PARTICIPANT_LEFT_EVENT: Shape = Shape::Object(
    &[
        Field::required("meeting", &[], &WEBHOOK_MEETING),
        Field::required("participant", &[], &WEBHOOK_PARTICIPANT),
    ],
);

pub(crate) static PARTICIPANT_TOKEN: Shape = Shape::Object(
    &[Field::required("token", &[], &Shape::String)],
);

pub(crate) static PARTICIPANT_WITH_TOKEN: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("custom_participant_id", &[], &Shape::String),
        Field::required("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("picture", &[], &Shape::String),
        Field::optional("preset_name", &[], &Shape::String),
        Field::required("token", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static PC_METADATA: Shape = Shape::Object(
    &[
        Field::optional("effective_network_type", &[], &Shape::String),
        Field::optional("reflexive_connectivity", &[], &Shape::Boolean),
        Field::optional("relay_connectivity", &[], &Shape::Boolean),
        Field::optional("sdp", &[], &Shape::List(&Shape::String)),
        Field::optional("timestamp", &[], &Shape::Timestamp),
        Field::optional("turn_connectivity", &[], &Shape::Boolean),
    ],
);

pub(crate) static PEER_AUDIO_SAMPLE: Shape = Shape::Object(
    &[
        Field::optional("concealment_events", &[], &Shape::Number),
        Field::optional("jitter", &[], &Shape::Number),
        Field::optional("packets_lost", &[], &Shape::Number),
        Field::optional("quality", &[], &Shape::Number),
        Field::optional("timestamp", &[], &Shape::Timestamp),
    ],
);

pub(crate) static PEER_EVENT: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("event_name", &[], &Shape::String),
        Field::optional("id", &[], &Shape::String),
        Field::optional("minutes_consumed", &[], &Shape::Number),
        Field::optional("participant_id", &[], &Shape::String),
        Field::optional("peer_id", &[], &Shape::String),
        Field::optional("preset_view_type", &[], &Shape::String),
        Field::optional("session_id", &[], &Shape::String),
        Field::optional("socket_session_id", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static PEER_EVENT_RECORD: Shape = Shape::Object(
    &[
        Field::optional("metadata", &[], &Shape::Map(&Shape::Any)),
        Field::optional("name", &[], &Shape::String),
        Field::optional("timestamp", &[], &Shape::Timestamp),
    ],
);

pub(crate) static PEER_METADATA: Shape = Shape::Object(
    &[
        Field::optional("audio_devices_updates", &[], &Shape::List(&DEVICE_LIST_UPDATE)),
        Field::optional("browser_metadata", &[], &BROWSER_METADATA),
        Field::optional("candidate_pairs", &[], &CANDIDATE_PAIRS),
        Field::optional("device_info", &[], &DEVICE_INFO),
        Field::optional("events", &[], &Shape::List(&PEER_EVENT_RECORD)),
        Field::optional("ip_information", &[], &IP_INFORMATION),
        Field::optional("native_metadata", &[], &NATIVE_METADATA),
        Field::optional("pc_metadata", &[], &Shape::List(&PC_METADATA)),
        Field::optional("room_view_type", &[], &Shape::String),
        Field::optional("sdk_name", &[], &Shape::String),
        Field::optional("sdk_type", &[], &Shape::String),
        Field::optional("sdk_version", &[], &Shape::String),
        Field::optional(
            "selected_device_updates",
            &[],
            &Shape::List(&SELECTED_DEVICE_UPDATE),
        ),
        Field::optional(
            "speaker_devices_updates",
            &[],
            &Shape::List(&DEVICE_LIST_UPDATE),
        ),
        Field::optional("video_devices_updates", &[], &Shape::List(&DEVICE_LIST_UPDATE)),
    ],
);

pub(crate) static PEER_QUALITY: Shape = Shape::Object(
    &[
        Field::optional("audio_bandwidth", &[], &Shape::Number),
        Field::optional("audio_packet_loss", &[], &Shape::Number),
        Field::optional("audio_stats", &[], &Shape::List(&PEER_AUDIO_SAMPLE)),
        Field::optional("average_quality", &[], &Shape::Number),
        Field::optional("end", &[], &Shape::Timestamp),
        Field::optional("first_audio_packet_received", &[], &Shape::Timestamp),
        Field::optional("first_video_packet_received", &[], &Shape::Timestamp),
        Field::optional("last_audio_packet_received", &[], &Shape::Timestamp),
        Field::optional("last_video_packet_received", &[], &Shape::Timestamp),
        Field::optional("peer_id", &[], &Shape::String),
        Field::optional("peer_ids", &[], &Shape::List(&Shape::String)),
        Field::optional("start", &[], &Shape::Timestamp),
        Field::optional("total_audio_packets", &[], &Shape::Number),
        Field::optional("total_audio_packets_lost", &[], &Shape::Number),
        Field::optional("total_video_packets", &[], &Shape::Number),
        Field::optional("total_video_packets_lost", &[], &Shape::Number),
        Field::optional("video_bandwidth", &[], &Shape::Number),
        Field::optional("video_packet_loss", &[], &Shape::Number),
        Field::optional("video_stats", &[], &Shape::List(&PEER_VIDEO_SAMPLE)),
    ],
);

pub(crate) static PEER_REPORT: Shape = Shape::Object(
    &[
        Field::optional("metadata", &[], &PEER_METADATA),
        Field::optional("quality", &[], &QUALITY_STATS),
    ],
);

pub(crate) static PEER_REPORT_PARTICIPANT: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("custom_participant_id", &[], &Shape::String),
        Field::optional("display_name", &[], &Shape::String),
        Field::optional("duration", &[], &Shape::Number),
        Field::optional("id", &[], &Shape::String),
        Field::optional("joined_at", &[], &Shape::Timestamp),
        Field::optional("left_at", &[], &Shape::Timestamp),
        Field::optional("peer_events", &[], &Shape::List(&PEER_EVENT)),
        Field::optional("peer_report", &[], &PEER_REPORT),
        Field::optional("peer_stats", &[], &PEER_STATS),
        Field::optional("quality_stats", &[], &Shape::List(&PEER_QUALITY)),
        Field::optional("role", &[], &Shape::String),
        Field::optional("session_id", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
        Field::optional("user_id", &[], &Shape::String),
    ],
);

pub(crate) static PEER_STATS: Shape = Shape::Object(
    &[
        Field::optional("config", &[], &Shape::String),
        Field::optional("device_info", &[], &DEVICE_INFO),
        Field::optional("events", &[], &Shape::List(&PEER_STATS_EVENT)),
        Field::optional("ip_information", &[], &IP_INFORMATION),
        Field::optional(
            "precall_network_information",
            &[],
            &PRECALL_NETWORK_INFORMATION,
        ),
        Field::optional("status", &[], &Shape::String),
    ],
);

pub(crate) static PEER_STATS_EVENT: Shape = Shape::Object(
    &[
        Field::optional("metadata", &[], &Shape::Map(&Shape::Any)),
        Field::optional("timestamp", &[], &Shape::Timestamp),
        Field::optional("type", &[], &Shape::String),
    ],
);

pub(crate) static PEER_VIDEO_SAMPLE: Shape = Shape::Object(
    &[
        Field::optional("frame_height", &[], &Shape::Number),
        Field::optional("frame_width", &[], &Shape::Number),
        Field::optional("frames_dropped", &[], &Shape::Number),
        Field::optional("frames_per_second", &[], &Shape::Number),
        Field::optional("jitter", &[], &Shape::Number),
        Field::optional("packets_lost", &[], &Shape::Number),
        Field::optional("quality", &[], &Shape::Number),
        Field::optional("timestamp", &[], &Shape::Timestamp),
    ],
);

pub(crate) static PERCENTILE_STATS: Shape = Shape::Object(
    &[
        Field::optional("avg", &[], &Shape::Number),
        Field::optional("p50", &[], &Shape::Number),
        Field::optional("p75", &[], &Shape::Number),
        Field::optional("p90", &[], &Shape::Number),
    ],
);

pub(crate) static PLUGIN_ACCESS: Shape = Shape::Object(
    &[
        Field::required("access_control", &[], &Shape::String),
        Field::required("handles_view_only", &[], &Shape::Boolean),
    ],
);

pub(crate) static PLUGIN_ACCESS_ENTRY: Shape = Shape::Object(
    &[
        Field::optional("access_control", &[], &Shape::String),
        Field::optional("handles_view_only", &[], &Shape::Boolean),
    ],
);

pub(crate) static POLL: Shape = Shape::Object(
    &[
        Field::optional("anonymous", &[], &Shape::Boolean),
        Field::optional("created_by", &[], &Shape::String),
        Field::optional("hide_votes", &[], &Shape::Boolean),
        Field::required("id", &[], &Shape::String),
        Field::optional("options", &[], &Shape::List(&POLL_OPTION)),
        Field::optional("question", &[], &Shape::String),
        Field::optional("voted", &[], &Shape::List(&Shape::String)),
    ],
);

pub(crate) static POLL_DATA: Shape = Shape::Object(
    &[
        Field::optional("action", &[], &Shape::String),
        Field::optional("poll", &[], &POLL),
    ],
);

pub(crate) static POLL_OPTION: Shape = Shape::Object(
    &[
        Field::optional("count", &[], &Shape::Integer),
        Field::optional("text", &[], &Shape::String),
        Field::optional("votes", &[], &Shape::List(&POLL_VOTE)),
    ],
);

pub(crate) static POLL_VOTE: Shape = Shape::Object(
    &[
        Field::required("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
    ],
);

pub(crate) static PRECALL_NETWORK_INFORMATION: Shape = Shape::Object(
    &[
        Field::optional("backend_rtt", &[], &Shape::Number),
        Field::optional("effective_networktype", &[], &Shape::String),
        Field::optional("fractional_loss", &[], &Shape::Number),
        Field::optional("jitter", &[], &Shape::Number),
        Field::optional("reflexive_connectivity", &[], &Shape::Boolean),
        Field::optional("relay_connectivity", &[], &Shape::Boolean),
        Field::optional("rtt", &[], &Shape::Number),
        Field::optional("throughput", &["throughtput"], &Shape::Number),
        Field::optional("turn_connectivity", &[], &Shape::Boolean),
    ],
);

pub(crate) static PRESET: Shape = Shape::Object(
    &[
        Field::optional("config", &[], &PRESET_CONFIG),
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::required("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("permissions", &[], &PRESET_PERMISSIONS),
        Field::optional("ui", &[], &PRESET_UI),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static PRESET_AUDIO: Shape = Shape::Object(
    &[
        Field::optional("enable_high_bitrate", &[], &Shape::Boolean),
        Field::optional("enable_stereo", &[], &Shape::Boolean),
    ],
);

pub(crate) static PRESET_CHAT_PERMISSIONS: Shape = Shape::Object(
    &[
        Field::optional("private", &[], &PRESET_PRIVATE_CHAT_PERMISSIONS),
        Field::optional("public", &[], &PRESET_PUBLIC_CHAT_PERMISSIONS),
    ],
);

pub(crate) static PRESET_CONFIG: Shape = Shape::Object(
    &[
        Field::optional(
            "livestream_viewer_qualities",
            &[],
            &Shape::List(&Shape::Number),
        ),
        Field::optional("max_screenshare_count", &[], &Shape::Integer),
        Field::optional("max_video_streams", &[], &PRESET_MAX_VIDEO_STREAMS),
        Field::optional("media", &[], &PRESET_MEDIA),
        Field::optional("view_type", &[], &Shape::String),
    ],
);

pub(crate) static PRESET_CONNECTED_MEETINGS_PERMISSIONS: Shape = Shape::Object(
    &[
        Field::optional("can_alter_connected_meetings", &[], &Shape::Boolean),
        Field::optional("can_switch_connected_meetings", &[], &Shape::Boolean),
        Field::optional("can_switch_to_parent_meeting", &[], &Shape::Boolean),
    ],
);

pub(crate) static PRESET_MAX_VIDEO_STREAMS: Shape = Shape::Object(
    &[
        Field::optional("desktop", &[], &Shape::Integer),
        Field::optional("mobile", &[], &Shape::Integer),
    ],
);

pub(crate) static PRESET_MEDIA: Shape = Shape::Object(
    &[
        Field::optional("audio", &[], &PRESET_AUDIO),
        Field::optional("screenshare", &[], &PRESET_SCREENSHARE),
        Field::optional("video", &[], &PRESET_VIDEO),
    ],
);

pub(crate) static PRESET_MEDIA_PERMISSION: Shape = Shape::Object(
    &[Field::optional("can_produce", &[], &Shape::String)],
);

pub(crate) static PRESET_MEDIA_PERMISSIONS: Shape = Shape::Object(
    &[
        Field::optional("audio", &[], &PRESET_MEDIA_PERMISSION),
        Field::optional("screenshare", &[], &PRESET_MEDIA_PERMISSION),
        Field::optional("video", &[], &PRESET_MEDIA_PERMISSION),
    ],
);

pub(crate) static PRESET_PERMISSIONS: Shape = Shape::Object(
    &[
        Field::optional("accept_stage_requests", &[], &Shape::Boolean),
        Field::optional("accept_waiting_requests", &[], &Shape::Boolean),
        Field::optional("can_accept_production_requests", &[], &Shape::Boolean),
        Field::optional("can_change_participant_permissions", &[], &Shape::Boolean),
        Field::optional("can_edit_display_name", &[], &Shape::Boolean),
        Field::optional("can_livestream", &[], &Shape::Boolean),
        Field::optional("can_record", &[], &Shape::Boolean),
        Field::optional("can_spotlight", &[], &Shape::Boolean),
        Field::optional("chat", &[], &PRESET_CHAT_PERMISSIONS),
        Field::optional(
            "connected_meetings",
            &[],
            &PRESET_CONNECTED_MEETINGS_PERMISSIONS,
        ),
        Field::optional("disable_participant_audio", &[], &Shape::Boolean),
        Field::optional("disable_participant_screensharing", &[], &Shape::Boolean),
        Field::optional("disable_participant_video", &[], &Shape::Boolean),
        Field::optional("hidden_participant", &[], &Shape::Boolean),
        Field::optional("is_recorder", &[], &Shape::Boolean),
        Field::optional("kick_participant", &[], &Shape::Boolean),
        Field::optional("media", &[], &PRESET_MEDIA_PERMISSIONS),
        Field::optional("pin_participant", &[], &Shape::Boolean),
        Field::optional("plugins", &[], &PRESET_PLUGIN_PERMISSIONS),
        Field::optional("polls", &[], &PRESET_POLL_PERMISSIONS),
        Field::optional("recorder_type", &[], &Shape::String),
        Field::optional("show_participant_list", &[], &Shape::Boolean),
        Field::optional("stage_access", &[], &Shape::String),
        Field::optional("stage_enabled", &[], &Shape::Boolean),
        Field::optional("transcription_enabled", &[], &Shape::Boolean),
        Field::optional("waiting_room_type", &[], &Shape::String),
    ],
);

pub(crate) static PRESET_PLUGIN_PERMISSIONS: Shape = Shape::Object(
    &[
        Field::optional("can_close", &[], &Shape::Boolean),
        Field::optional("can_edit_config", &[], &Shape::Boolean),
        Field::optional("can_start", &[], &Shape::Boolean),
        Field::optional(
            "config",
            &[],
            &Shape::OneOf(
                &[&Shape::String, &PLUGIN_ACCESS, &Shape::Map(&PLUGIN_ACCESS_ENTRY)],
            ),
        ),
    ],
);

pub(crate) static PRESET_POLL_PERMISSIONS: Shape = Shape::Object(
    &[
        Field::optional("can_create", &[], &Shape::Boolean),
        Field::optional("can_view", &[], &Shape::Boolean),
        Field::optional("can_vote", &[], &Shape::Boolean),
    ],
);

pub(crate) static PRESET_PRIVATE_CHAT_PERMISSIONS: Shape = Shape::Object(
    &[
        Field::optional("can_receive", &[], &Shape::Boolean),
        Field::optional("can_send", &[], &Shape::Boolean),
        Field::optional("files", &[], &Shape::Boolean),
        Field::optional("text", &[], &Shape::Boolean),
    ],
);

pub(crate) static PRESET_PUBLIC_CHAT_PERMISSIONS: Shape = Shape::Object(
    &[
        Field::optional("can_send", &[], &Shape::Boolean),
        Field::optional("files", &[], &Shape::Boolean),
        Field::optional("text", &[], &Shape::Boolean),
    ],
);

pub(crate) static PRESET_SCREENSHARE: Shape = Shape::Object(
    &[
        Field::optional("frame_rate", &[], &Shape::Integer),
        Field::optional("quality", &[], &Shape::String),
    ],
);

pub(crate) static PRESET_SUMMARY: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::required("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static PRESET_UI: Shape = Shape::Object(
    &[
        Field::optional("config_diff", &[], &Shape::Map(&Shape::Any)),
        Field::optional("design_tokens", &[], &DESIGN_TOKENS),
    ],
);

pub(crate) static PRESET_VIDEO: Shape = Shape::Object(
    &[
        Field::optional("frame_rate", &[], &Shape::Integer),
        Field::optional("quality", &[], &Shape::String),
        Field::optional("simulcast", &[], &Shape::Boolean),
    ],
);

pub(crate) static QUALITY_LIMITATION_DURATIONS: Shape = Shape::Object(
    &[
        Field::optional("bandwidth", &[], &Shape::Number),
        Field::optional("cpu", &[], &Shape::Number),
        Field::optional("none", &[], &Shape::Number),
        Field::optional("other", &[], &Shape::Number),
    ],
);

pub(crate) static QUALITY_STATS: Shape = Shape::Object(
    &[
        Field::optional("audio_consumer", &[], &Shape::List(&AUDIO_CONSUMER_QUALITY)),
        Field::optional("audio_consumer_cumulative", &[], &AUDIO_CONSUMER_SUMMARY),
        Field::optional("audio_producer", &[], &Shape::List(&AUDIO_PRODUCER_QUALITY)),
        Field::optional("audio_producer_cumulative", &[], &AUDIO_PRODUCER_SUMMARY),
        Field::optional(
            "screenshare_audio_consumer",
            &[],
            &Shape::List(&AUDIO_CONSUMER_QUALITY),
        ),
        Field::optional(
            "screenshare_audio_consumer_cumulative",
            &[],
            &AUDIO_CONSUMER_SUMMARY,
        ),
        Field::optional(
            "screenshare_audio_producer",
            &[],
            &Shape::List(&AUDIO_PRODUCER_QUALITY),
        ),
        Field::optional(
            "screenshare_audio_producer_cumulative",
            &[],
            &AUDIO_PRODUCER_SUMMARY,
        ),
        Field::optional(
            "screenshare_video_consumer",
            &[],
            &Shape::List(&VIDEO_CONSUMER_QUALITY),
        ),
        Field::optional(
            "screenshare_video_consumer_cumulative",
            &[],
            &VIDEO_CONSUMER_SUMMARY,
        ),
        Field::optional(
            "screenshare_video_producer",
            &[],
            &Shape::List(&VIDEO_PRODUCER_QUALITY),
        ),
        Field::optional(
            "screenshare_video_producer_cumulative",
            &[],
            &VIDEO_PRODUCER_SUMMARY,
        ),
        Field::optional("video_consumer", &[], &Shape::List(&VIDEO_CONSUMER_QUALITY)),
        Field::optional("video_consumer_cumulative", &[], &VIDEO_CONSUMER_SUMMARY),
        Field::optional("video_producer", &[], &Shape::List(&VIDEO_PRODUCER_QUALITY)),
        Field::optional("video_producer_cumulative", &[], &VIDEO_PRODUCER_SUMMARY),
    ],
);

pub(crate) static REALTIMEKIT_BUCKET_CONFIG: Shape = Shape::Object(
    &[Field::required("enabled", &[], &Shape::Boolean)],
);

pub(crate) static RECORDING: Shape = Shape::Object(
    &[
        Field::optional("audio_download_url", &["download_audio_url"], &Shape::String),
        Field::optional(
            "download_url",
            &[],
            &Shape::OneOf(
                &[
                    &Shape::String,
                    &Shape::List(&TRACK_LAYER_DOWNLOAD),
                    &TRACK_DOWNLOAD_LINKS,
                ],
            ),
        ),
        Field::optional("download_url_expiry", &[], &Shape::Timestamp),
        Field::optional("file_size", &[], &Shape::Integer),
        Field::required("id", &[], &Shape::String),
        Field::optional("invoked_time", &[], &Shape::Timestamp),
        Field::optional("meeting", &[], &MEETING),
        Field::optional("meeting_id", &[], &Shape::String),
        Field::optional("output_file_name", &[], &Shape::String),
        Field::optional("recording_duration", &[], &Shape::Number),
        Field::optional("session_id", &[], &Shape::String),
        Field::optional("start_reason", &[], &START_REASON),
        Field::optional("started_time", &[], &Shape::Timestamp),
        Field::optional("status", &[], &Shape::String),
        Field::optional("stop_reason", &[], &STOP_REASON),
        Field::optional("stopped_time", &[], &Shape::Timestamp),
        Field::optional("storage_config", &[], &STORAGE_CONFIG),
        Field::optional("type", &[], &Shape::String),
    ],
);

pub(crate) static RECORDING_CALLER: Shape = Shape::Object(
    &[
        Field::optional("name", &[], &Shape::String),
        Field::optional("type", &[], &Shape::String),
        Field::optional("user_Id", &[], &Shape::String),
    ],
);

pub(crate) static RECORDING_CHANGE: Shape = Shape::Object(
    &[
        Field::optional("audio_download_url", &["download_audio_url"], &Shape::String),
        Field::optional(
            "download_url",
            &[],
            &Shape::OneOf(
                &[
                    &Shape::String,
                    &Shape::List(&TRACK_LAYER_DOWNLOAD),
                    &TRACK_DOWNLOAD_LINKS,
                ],
            ),
        ),
        Field::optional("download_url_expiry", &[], &Shape::Timestamp),
        Field::optional("file_size", &[], &Shape::Integer),
        Field::optional("id", &[], &Shape::String),
        Field::optional("invoked_time", &[], &Shape::Timestamp),
        Field::optional("meeting_id", &[], &Shape::String),
        Field::optional("output_file_name", &[], &Shape::String),
        Field::optional("recording_duration", &[], &Shape::Number),
        Field::optional("session_id", &[], &Shape::String),
        Field::optional("start_reason", &[], &START_REASON),
        Field::optional("started_time", &[], &Shape::Timestamp),
        Field::optional("status", &[], &Shape::String),
        Field::optional("stop_reason", &[], &STOP_REASON),
        Field::optional("stopped_time", &[], &Shape::Timestamp),
        Field::optional("storage_config", &[], &STORAGE_CONFIG),
        Field::optional("type", &[], &Shape::String),
    ],
);

pub(crate) static RECORDING_CONFIG: Shape = Shape::Object(
    &[
        Field::optional("audio_config", &[], &AUDIO_CONFIG),
        Field::optional("file_name_prefix", &[], &Shape::String),
        Field::optional("live_streaming_config", &[], &LIVESTREAMING_CONFIG),
        Field::optional("max_seconds", &[], &Shape::Natural),
        Field::optional("realtimekit_bucket_config", &[], &REALTIMEKIT_BUCKET_CONFIG),
        Field::optional("storage_config", &[], &STORAGE_CONFIG),
        Field::optional("video_config", &[], &VIDEO_CONFIG),
    ],
);

pub(crate) static RECORDING_DAY_STATS: Shape = Shape::Object(
    &[
        Field::optional("day", &[], &Shape::String),
        Field::optional("total_recording_minutes", &[], &Shape::Number),
        Field::optional("total_recordings", &[], &Shape::Integer),
    ],
);

pub(crate) static RECORDING_STATUS_UPDATE_EVENT: Shape = Shape::Object(
    &[
        Field::optional("meeting", &[], &WEBHOOK_MEETING),
        Field::required("recording", &[], &WEBHOOK_RECORDING),
    ],
);

pub(crate) static SELECTED_DEVICE_UPDATE: Shape = Shape::Object(
    &[
        Field::optional("device", &[], &MEDIA_DEVICE),
        Field::optional("timestamp", &[], &Shape::Timestamp),
    ],
);

pub(crate) static SESSION: Shape = Shape::Object(
    &[
        Field::optional("associated_id", &[], &Shape::String),
        Field::optional("audio_room_minutes_consumed", &[], &Shape::Number),
        Field::optional("breakout_rooms", &[], &Shape::List(&SESSION)),
        Field::optional("chat_minutes_consumed", &[], &Shape::Number),
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("ended_at", &[], &Shape::Timestamp),
        Field::optional("group_call_minutes_consumed", &[], &Shape::Number),
        Field::required("id", &[], &Shape::String),
        Field::optional("live_participants", &[], &Shape::Integer),
        Field::optional("livestream_minutes_consumed", &[], &Shape::Number),
        Field::optional("livestream_status", &[], &Shape::String),
        Field::optional("max_concurrent_participants", &[], &Shape::Integer),
        Field::optional("meeting_display_name", &[], &Shape::String),
        Field::optional("meta", &[], &Shape::Map(&Shape::Any)),
        Field::optional("minutes_consumed", &[], &Shape::Number),
        Field::optional("organization_id", &[], &Shape::String),
        Field::optional("parent_session_id", &[], &Shape::String),
        Field::optional("recording_minutes_consumed", &[], &Shape::Number),
        Field::optional("recording_status", &[], &Shape::String),
        Field::optional("settings", &[], &Shape::Map(&Shape::Any)),
        Field::optional("started_at", &[], &Shape::Timestamp),
        Field::optional("status", &[], &Shape::String),
        Field::optional("total_participants", &[], &Shape::Integer),
        Field::optional("transcription_minutes_consumed", &[], &Shape::Number),
        Field::optional("type", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
        Field::optional("webinar_minutes_consumed", &[], &Shape::Number),
    ],
);

pub(crate) static SESSION_CHAT: Shape = Shape::Object(
    &[
        Field::optional("chat_download_url", &["chatDownloadUrl"], &Shape::String),
        Field::optional(
            "chat_download_url_expiry",
            &["chatDownloadUrlExpiry"],
            &Shape::Timestamp,
        ),
    ],
);

pub(crate) static SESSION_DAY_STATS: Shape = Shape::Object(
    &[
        Field::optional("day", &[], &Shape::String),
        Field::optional("total_session_minutes", &[], &Shape::Number),
        Field::optional("total_sessions", &[], &Shape::Integer),
    ],
);

pub(crate) static SESSION_PARTICIPANT: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("custom_participant_id", &[], &Shape::String),
        Field::optional("display_name", &[], &Shape::String),
        Field::optional("duration", &[], &Shape::Number),
        Field::optional("id", &[], &Shape::String),
        Field::optional("joined_at", &[], &Shape::Timestamp),
        Field::optional("left_at", &[], &Shape::Timestamp),
        Field::optional("peer_events", &[], &Shape::List(&PEER_EVENT)),
        Field::optional("peer_stats", &[], &PEER_STATS),
        Field::optional("preset_name", &[], &Shape::String),
        Field::optional("quality_stats", &[], &Shape::List(&PEER_QUALITY)),
        Field::optional("updated_at", &[], &Shape::Timestamp),
        Field::optional("user_id", &[], &Shape::String),
    ],
);

pub(crate) static SESSION_SUMMARY: Shape = Shape::Object(
    &[
        Field::required("sessionId", &["session_id"], &Shape::String),
        Field::optional("summaryDownloadUrl", &["summary_download_url"], &Shape::String),
        Field::optional(
            "summaryDownloadUrlExpiry",
            &["summary_download_url_expiry"],
            &Shape::Timestamp,
        ),
    ],
);

pub(crate) static SESSION_SUMMARY_GENERATION: Shape = Shape::Object(
    &[
        Field::optional("message", &[], &Shape::String),
        Field::optional("session_id", &[], &Shape::String),
        Field::optional("status", &[], &Shape::String),
    ],
);

pub(crate) static SESSION_TRANSCRIPT: Shape = Shape::Object(
    &[
        Field::required("sessionId", &["session_id"], &Shape::String),
        Field::optional(
            "transcript_download_url",
            &["transcriptDownloadUrl"],
            &Shape::String,
        ),
        Field::optional(
            "transcript_download_url_expiry",
            &["transcriptDownloadUrlExpiry"],
            &Shape::Timestamp,
        ),
    ],
);

pub(crate) static START_REASON: Shape = Shape::Object(
    &[
        Field::optional("caller", &[], &RECORDING_CALLER),
        Field::optional("reason", &[], &Shape::String),
    ],
);

pub(crate) static STARTED_LIVESTREAM: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("disabled", &[], &Shape::Boolean),
        Field::optional("id", &[], &Shape::String),
        Field::optional("ingest_server", &[], &Shape::String),
        Field::optional("meeting_id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("org_id", &[], &Shape::String),
        Field::optional("playback_url", &[], &Shape::String),
        Field::optional("status", &[], &Shape::String),
        Field::optional("stream_key", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static STOP_REASON: Shape = Shape::Object(
    &[
        Field::optional("caller", &[], &RECORDING_CALLER),
        Field::optional("reason", &[], &Shape::String),
    ],
);

pub(crate) static STORAGE_CONFIG: Shape = Shape::Object(
    &[
        Field::optional("access_key", &[], &Shape::String),
        Field::optional("auth_method", &[], &Shape::String),
        Field::optional("bucket", &[], &Shape::String),
        Field::optional("host", &[], &Shape::String),
        Field::optional("password", &[], &Shape::String),
        Field::optional("path", &[], &Shape::String),
        Field::optional("port", &[], &Shape::Integer),
        Field::optional("private_key", &[], &Shape::String),
        Field::optional("region", &[], &Shape::String),
        Field::optional("secret", &["secret_key"], &Shape::String),
        Field::required("type", &[], &Shape::String),
        Field::optional("username", &[], &Shape::String),
    ],
);

pub(crate) static SUMMARIZATION_CONFIG: Shape = Shape::Object(
    &[
        Field::optional("summary_type", &[], &Shape::String),
        Field::optional("text_format", &[], &Shape::String),
        Field::optional("word_limit", &[], &Shape::Natural),
    ],
);

pub(crate) static SUMMARY_EVENT: Shape = Shape::Object(
    &[
        Field::required("meeting", &[], &WEBHOOK_MEETING),
        Field::optional("summaryDownloadUrl", &[], &Shape::String),
        Field::optional("summaryDownloadUrlExpiry", &[], &Shape::Timestamp),
    ],
);

pub(crate) static TRACK_DOWNLOAD_LINKS: Shape = Shape::Object(
    &[Field::required("links", &[], &Shape::List(&TRACK_LAYER_DOWNLOAD))],
);

pub(crate) static TRACK_FILE: Shape = Shape::Object(
    &[Field::optional("download_url", &[], &Shape::String)],
);

pub(crate) static TRACK_LAYER_DOWNLOAD: Shape = Shape::Object(
    &[
        Field::optional("download_urls", &[], &Shape::Map(&TRACK_FILE)),
        Field::optional("layer_name", &[], &Shape::String),
    ],
);

pub(crate) static TRANSCRIPT_EVENT: Shape = Shape::Object(
    &[
        Field::required("meeting", &[], &WEBHOOK_MEETING),
        Field::optional("transcriptDownloadUrl", &[], &Shape::String),
        Field::optional("transcriptDownloadUrlExpiry", &[], &Shape::Timestamp),
    ],
);

pub(crate) static TRANSCRIPTION_CONFIG: Shape = Shape::Object(
    &[
        Field::optional("keywords", &[], &Shape::List(&Shape::String)),
        Field::optional("language", &[], &Shape::String),
        Field::optional("profanity_filter", &[], &Shape::Boolean),
    ],
);

pub(crate) static UPDATED_PARTICIPANT: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("custom_participant_id", &[], &Shape::String),
        Field::required("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("picture", &[], &Shape::String),
        Field::optional("preset_name", &[], &Shape::String),
        Field::optional("token", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
    ],
);

pub(crate) static VIDEO_CONFIG: Shape = Shape::Object(
    &[
        Field::optional("codec", &[], &Shape::String),
        Field::optional("export_file", &[], &Shape::Boolean),
        Field::optional("height", &[], &Shape::Natural),
        Field::optional("watermark", &[], &WATERMARK),
        Field::optional("width", &[], &Shape::Natural),
    ],
);

pub(crate) static VIDEO_CONSUMER_ISSUES: Shape = Shape::Object(
    &[
        Field::optional("lag_fraction", &[], &Shape::Number),
        Field::optional("no_video_fraction", &[], &Shape::Number),
        Field::optional("poor_resolution_fraction", &[], &Shape::Number),
    ],
);

pub(crate) static VIDEO_CONSUMER_QUALITY: Shape = Shape::Object(
    &[
        Field::optional("bytes_received", &[], &Shape::Integer),
        Field::optional("consumer_id", &[], &Shape::String),
        Field::optional("fir_count", &[], &Shape::Integer),
        Field::optional("frame_height", &[], &Shape::Integer),
        Field::optional("frame_width", &[], &Shape::Integer),
        Field::optional("frames_decoded", &[], &Shape::Integer),
        Field::optional("frames_dropped", &[], &Shape::Integer),
        Field::optional("frames_per_second", &[], &Shape::Number),
        Field::optional("jitter", &[], &Shape::Number),
        Field::optional("jitter_buffer_delay", &[], &Shape::Number),
        Field::optional("jitter_buffer_emitted_count", &[], &Shape::Integer),
        Field::optional("key_frames_decoded", &[], &Shape::Integer),
        Field::optional("mid", &[], &Shape::String),
        Field::optional("mos_quality", &[], &Shape::Number),
        Field::optional("packets_lost", &[], &Shape::Integer),
        Field::optional("packets_received", &[], &Shape::Integer),
        Field::optional("peer_id", &[], &Shape::String),
        Field::optional("producer_id", &[], &Shape::String),
        Field::optional("ssrc", &[], &Shape::Integer),
        Field::optional("timestamp", &[], &Shape::Timestamp),
    ],
);

pub(crate) static VIDEO_CONSUMER_SUMMARY: Shape = Shape::Object(
    &[
        Field::optional("frame_per_second", &[], &PERCENTILE_STATS),
        Field::optional("frame_width", &[], &PERCENTILE_STATS),
        Field::optional("issues", &[], &VIDEO_CONSUMER_ISSUES),
        Field::optional("jitter_buffer_delay", &[], &DELAY_STATS),
        Field::optional("key_frames_decoded_fraction", &[], &Shape::Number),
        Field::optional("packet_loss", &[], &PACKET_LOSS_STATS),
        Field::optional("quality_mos", &[], &PERCENTILE_STATS),
    ],
);

pub(crate) static VIDEO_PRODUCER_ISSUES: Shape = Shape::Object(
    &[
        Field::optional("bandwidth_quality_limitation_fraction", &[], &Shape::Number),
        Field::optional("cpu_quality_limitation_fraction", &[], &Shape::Number),
        Field::optional("no_video_fraction", &[], &Shape::Number),
        Field::optional("poor_resolution_fraction", &[], &Shape::Number),
        Field::optional("quality_limitation_fraction", &[], &Shape::Number),
    ],
);

pub(crate) static VIDEO_PRODUCER_QUALITY: Shape = Shape::Object(
    &[
        Field::optional("bytes_sent", &[], &Shape::Integer),
        Field::optional("fir_count", &[], &Shape::Integer),
        Field::optional("frame_height", &[], &Shape::Integer),
        Field::optional("frame_width", &[], &Shape::Integer),
        Field::optional("frames_encoded", &[], &Shape::Integer),
        Field::optional("frames_per_second", &[], &Shape::Number),
        Field::optional("jitter", &[], &Shape::Number),
        Field::optional("key_frames_encoded", &[], &Shape::Integer),
        Field::optional("mid", &[], &Shape::String),
        Field::optional("mos_quality", &[], &Shape::Number),
        Field::optional("packets_lost", &[], &Shape::Integer),
        Field::optional("packets_sent", &[], &Shape::Integer),
        Field::optional("pli_count", &[], &Shape::Integer),
        Field::optional("producer_id", &[], &Shape::String),
        Field::optional(
            "quality_limitation_durations",
            &[],
            &QUALITY_LIMITATION_DURATIONS,
        ),
        Field::optional("quality_limitation_reason", &[], &Shape::String),
        Field::optional("quality_limitation_resolution_changes", &[], &Shape::Integer),
        Field::optional("rtt", &[], &Shape::Number),
        Field::optional("ssrc", &[], &Shape::Integer),
        Field::optional("timestamp", &[], &Shape::Timestamp),
    ],
);

pub(crate) static VIDEO_PRODUCER_SUMMARY: Shape = Shape::Object(
    &[
        Field::optional("frame_per_second", &[], &PERCENTILE_STATS),
        Field::optional("frame_width", &[], &PERCENTILE_STATS),
        Field::optional("high_negative_feedback_fraction", &[], &Shape::Number),
        Field::optional("issues", &[], &VIDEO_PRODUCER_ISSUES),
        Field::optional("key_frames_encoded_fraction", &[], &Shape::Number),
        Field::optional("packet_loss", &[], &PACKET_LOSS_STATS),
        Field::optional("quality_mos", &[], &PERCENTILE_STATS),
        Field::optional("rtt", &[], &DELAY_STATS),
    ],
);

pub(crate) static WATERMARK: Shape = Shape::Object(
    &[
        Field::optional("position", &[], &Shape::String),
        Field::optional("size", &[], &WATERMARK_SIZE),
        Field::optional("url", &[], &Shape::String),
    ],
);

pub(crate) static WATERMARK_SIZE: Shape = Shape::Object(
    &[
        Field::optional("height", &[], &Shape::Natural),
        Field::optional("width", &[], &Shape::Natural),
    ],
);

pub(crate) static WEBHOOK: Shape = Shape::Object(
    &[
        Field::optional("created_at", &[], &Shape::Timestamp),
        Field::optional("enabled", &[], &Shape::Boolean),
        Field::optional("events", &[], &Shape::List(&Shape::String)),
        Field::required("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
        Field::optional("updated_at", &[], &Shape::Timestamp),
        Field::optional("url", &[], &Shape::String),
    ],
);

pub(crate) static WEBHOOK_MEETING: Shape = Shape::Object(
    &[
        Field::optional("createdAt", &[], &Shape::Timestamp),
        Field::optional("endedAt", &[], &Shape::Timestamp),
        Field::required("id", &[], &Shape::String),
        Field::optional("organizedBy", &[], &WEBHOOK_ORGANIZATION),
        Field::optional("roomName", &[], &Shape::String),
        Field::optional("sessionId", &[], &Shape::String),
        Field::optional("startedAt", &[], &Shape::Timestamp),
        Field::optional("status", &[], &Shape::String),
        Field::optional("title", &[], &Shape::String),
    ],
);

pub(crate) static WEBHOOK_ORGANIZATION: Shape = Shape::Object(
    &[
        Field::optional("id", &[], &Shape::String),
        Field::optional("name", &[], &Shape::String),
    ],
);

pub(crate) static WEBHOOK_PARTICIPANT: Shape = Shape::Object(
    &[
        Field::optional("clientSpecificId", &[], &Shape::String),
        Field::optional("customParticipantId", &[], &Shape::String),
        Field::optional("joinedAt", &[], &Shape::Timestamp),
        Field::optional("leftAt", &[], &Shape::Timestamp),
        Field::required("peerId", &[], &Shape::String),
        Field::optional("userDisplayName", &[], &Shape::String),
    ],
);

pub(crate) static WEBHOOK_RECORDING: Shape = Shape::Object(
    &[
        Field::optional(
            "audioDownloadUrl",
            &[],
            &Shape::OneOf(
                &[
                    &Shape::String,
                    &Shape::List(&TRACK_LAYER_DOWNLOAD),
                    &TRACK_DOWNLOAD_LINKS,
                ],
            ),
        ),
        Field::optional(
            "downloadUrl",
            &[],
            &Shape::OneOf(
                &[
                    &Shape::String,
                    &Shape::List(&TRACK_LAYER_DOWNLOAD),
                    &TRACK_DOWNLOAD_LINKS,
                ],
            ),
        ),
        Field::optional("downloadUrlExpiry", &[], &Shape::Timestamp),
        Field::optional("fileSize", &[], &Shape::Natural),
        Field::required("id", &[], &Shape::String),
        Field::optional("meetingId", &[], &Shape::String),
        Field::optional("organizationId", &[], &Shape::String),
        Field::optional("outputFileName", &[], &Shape::String),
        Field::optional("recordingDuration", &[], &Shape::Number),
        Field::optional("recordingId", &[], &Shape::String),
        Field::optional("roomUUID", &[], &Shape::String),
        Field::optional("startedTime", &[], &Shape::Timestamp),
        Field::optional("status", &[], &Shape::String),
        Field::optional(
            "stopReason",
            &[],
            &Shape::OneOf(&[&Shape::String, &STOP_REASON]),
        ),
        Field::optional("stoppedTime", &[], &Shape::Timestamp),
    ],
);
