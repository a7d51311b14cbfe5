//! The bodies that are served and decoded.

use serde_json::{Value, json};

/// Items on a page.
pub const PAGE: u64 = 100;

/// A meeting as most are: without settings.
pub fn meeting(number: u64) -> Value {
    json!({
        "id": format!("bbb97a34-7a11-4f5c-9d4b-{number:012}"),
        "title": format!("Weekly sync {number}"),
        "status": "ACTIVE",
        "created_at": "2026-11-20T09:30:00.123Z",
        "updated_at": "2026-11-20T09:31:00.456Z",
        "record_on_start": false,
        "live_stream_on_start": false,
        "persist_chat": true,
        "summarize_on_end": false,
        "transcribe_on_end": false
    })
}

/// A meeting with everything a meeting can have.
pub fn full_meeting(number: u64) -> Value {
    let mut meeting = meeting(number);
    let more = json!({
        "session_keep_alive_time_in_secs": 60,
        "ai_config": {
            "transcription": { "keywords": ["RealtimeKit", "sync"], "language": "en-US", "profanity_filter": false },
            "summarization": { "word_limit": 500, "text_format": "markdown", "summary_type": "team_meeting" }
        },
        "recording_config": {
            "max_seconds": 3600,
            "file_name_prefix": "weekly-sync",
            "video_config": {
                "codec": "H264", "width": 1280, "height": 720, "export_file": true,
                "watermark": {
                    "url": "https://example.com/watermark.png",
                    "size": { "width": 200, "height": 100 },
                    "position": "left top"
                }
            },
            "audio_config": { "codec": "AAC", "channel": "stereo", "export_file": true },
            "storage_config": {
                "type": "aws", "access_key": "AKIAIOSFODNN7EXAMPLE", "secret": "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY",
                "bucket": "recordings", "region": "us-east-1", "path": "meetings/weekly"
            },
            "realtimekit_bucket_config": { "enabled": true },
            "live_streaming_config": { "rtmp_url": "rtmp://live.example.com/app/stream-key" }
        }
    });
    if let (Value::Object(meeting), Value::Object(more)) = (&mut meeting, more) {
        meeting.extend(more);
    }
    meeting
}

/// Somebody who was in a session, with what happened to them.
pub fn participant(number: u64) -> Value {
    let event = |name: &str| {
        json!({
            "id": format!("6f2c6a8e-0d0c-4bb8-8ee6-{number:012}"),
            "event_name": name,
            "created_at": "2026-11-20T09:30:00.123Z",
            "updated_at": "2026-11-20T09:30:00.123Z",
            "participant_id": format!("aaa67a34-7a11-4f5c-9d4b-{number:012}"),
            "peer_id": format!("0c8b6a8e-0d0c-4bb8-8ee6-{number:012}"),
            "session_id": "497f6eca-6276-4993-bfeb-53cbbbba6f08",
            "minutes_consumed": 12.5,
            "preset_view_type": "GROUP_CALL",
            "socket_session_id": "ad2d6a8e-0d0c-4bb8-8ee6-53cbbbba6f08"
        })
    };
    json!({
        "id": format!("0c8b6a8e-0d0c-4bb8-8ee6-{number:012}"),
        "custom_participant_id": format!("user-{number}"),
        "user_id": format!("aaa67a34-7a11-4f5c-9d4b-{number:012}"),
        "display_name": "Mary Sue",
        "preset_name": "group_call_host",
        "duration": 750.25,
        "created_at": "2026-11-20T09:30:00.123Z",
        "updated_at": "2026-11-20T09:42:30.373Z",
        "joined_at": "2026-11-20T09:30:00.123Z",
        "left_at": "2026-11-20T09:42:30.373Z",
        "peer_events": [event("PEER_CREATED"), event("PEER_JOINING"), event("PEER_LEAVING")]
    })
}

/// The items of one page, separated by commas.
pub fn items(item: fn(u64) -> Value) -> String {
    let items: Vec<String> = (0..PAGE).map(|number| item(number).to_string()).collect();
    items.join(",")
}

/// The response to a request for one meeting.
pub fn one_meeting() -> String {
    json!({ "success": true, "data": meeting(1) }).to_string()
}

/// A page of meetings that have everything.
pub fn page_of_full_meetings() -> Vec<u8> {
    let paging = json!({ "total_count": PAGE, "start_offset": 1, "end_offset": PAGE });
    format!(r#"{{"success":true,"data":[{}],"paging":{paging}}}"#, items(full_meeting)).into_bytes()
}

/// A page of people who were in a session.
pub fn page_of_participants() -> Vec<u8> {
    let paging = json!({ "total_count": PAGE, "start_offset": 1, "end_offset": PAGE });
    format!(r#"{{"success":true,"data":{{"participants":[{}]}},"paging":{paging}}}"#, items(participant)).into_bytes()
}

/// The report on one person with quality statistics: 100 samples of each stream that was sent or received.
pub fn peer_report() -> Vec<u8> {
    let received = |sample: u64| {
        json!({
            "timestamp": "2026-11-20T09:30:00.123Z", "consumer_id": "c1d2e3f4", "producer_id": "p1d2e3f4",
            "peer_id": "0c8b6a8e-0d0c-4bb8-8ee6-53cbbbba6f08", "mid": "3", "ssrc": 3_735_928_559_u64,
            "bytes_received": 1_000 * sample, "packets_received": 10 * sample, "packets_lost": sample / 50,
            "jitter": 0.0125, "jitter_buffer_delay": 120.75, "jitter_buffer_emitted_count": 48_000 * sample,
            "mos_quality": 4.31
        })
    };
    let sent = |sample: u64| {
        json!({
            "timestamp": "2026-11-20T09:30:00.123Z", "producer_id": "p1d2e3f4", "mid": "1", "ssrc": 3_735_928_559_u64,
            "bytes_sent": 1_000 * sample, "packets_sent": 10 * sample, "packets_lost": sample / 50,
            "jitter": 0.0125, "rtt": 0.031, "mos_quality": 4.31
        })
    };
    let samples = |sample: &dyn Fn(u64) -> Value, more: Value| -> Value {
        (1..=100)
            .map(|number| {
                let mut sample = sample(number);
                if let (Value::Object(sample), Value::Object(more)) = (&mut sample, more.clone()) {
                    sample.extend(more);
                }
                sample
            })
            .collect()
    };
    let picture_received = json!({
        "frame_height": 720, "frame_width": 1280, "frames_decoded": 900, "frames_dropped": 3,
        "frames_per_second": 29.97, "key_frames_decoded": 4, "fir_count": 0
    });
    let picture_sent = json!({
        "frame_height": 720, "frame_width": 1280, "frames_encoded": 900, "frames_per_second": 29.97,
        "key_frames_encoded": 4, "fir_count": 0, "pli_count": 2,
        "quality_limitation_durations": { "bandwidth": 1.5, "cpu": 0.0, "none": 748.75, "other": 0.0 },
        "quality_limitation_reason": "bandwidth", "quality_limitation_resolution_changes": 1
    });
    let percentiles = json!({ "avg": 4.2, "p50": 4.3, "p75": 4.1, "p90": 3.9 });
    let losses = json!({
        "avg": 0.4, "5_or_greater_event_fraction": 0.02, "10_or_greater_event_fraction": 0.01,
        "25_or_greater_event_fraction": 0.0, "50_or_greater_event_fraction": 0.0
    });
    let delays = json!({
        "avg": 31.5, "100ms_or_greater_event_fraction": 0.04, "250ms_or_greater_event_fraction": 0.01,
        "500ms_or_greater_event_fraction": 0.0
    });
    let quality = json!({
        "audio_consumer": samples(&received, json!({ "concealment_events": 2 })),
        "audio_producer": samples(&sent, json!({})),
        "video_consumer": samples(&received, picture_received),
        "video_producer": samples(&sent, picture_sent),
        "audio_consumer_cumulative": { "jitter_buffer_delay": delays, "packet_loss": losses, "quality_mos": percentiles },
        "audio_producer_cumulative": { "packet_loss": losses, "quality_mos": percentiles, "rtt": delays }
    });
    let Value::Object(mut participant) = participant(1) else { return Vec::new() };
    participant.insert("peer_report".to_owned(), json!({ "quality": quality }));
    json!({ "success": true, "data": { "participant": participant } }).to_string().into_bytes()
}
