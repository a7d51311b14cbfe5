//! Bodies in the shapes that samples and measurements of the service show, read through the public methods into the values
//! that a person would read out of them.

use crate::clients::responding;
use realtimekit::types::{LivestreamStatus, MeetingStatus, RecordingStatus, RecordingType, StorageType, WebhookEvent};
use serde_json::json;

const ID: &str = "0d1c6a52-8f4e-4a8e-9d0f-64f1f0f1b001";
const OTHER: &str = "7b9a3f70-2a55-4f4e-8a39-2f6cfe4ab002";

fn time(text: &str) -> realtimekit::Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn livestream_sessions_of_a_session_lie_in_data_data() {
    let body = json!({ "success": true, "data": {
        "data": [{
            "id": ID,
            "livestream_id": OTHER,
            "err_message": null,
            "invoked_time": null,
            "started_time": "2026-05-11T16:00:09.000Z",
            "stopped_time": "2026-05-11T16:02:15.000Z",
            "created_at": "2026-05-11T16:00:10.250Z",
            "updated_at": "2026-05-11T16:00:10.250Z",
            "ingest_seconds": 126,
            "viewer_seconds": 98.431_279_000_000_02,
        }],
        "paging": { "total_count": 1, "start_offset": 1, "end_offset": 1 },
    }});
    let (_emulator, app) = responding("sessions_list_livestream_sessions", 200, &body).await;
    let sessions = app.session("s").livestream_sessions().all().await.unwrap();
    let [session] = sessions.as_slice() else { panic!("{sessions:?}") };
    assert_eq!((session.id.as_str(), session.livestream_id.as_deref()), (ID, Some(OTHER)));
    assert_eq!((session.err_message.as_deref(), session.invoked_time), (None, None));
    assert_eq!(session.stopped_time, Some(time("2026-05-11T16:02:15Z")));
    // To the last bit: nothing is lost by reading it.
    assert_eq!((session.ingest_seconds, session.viewer_seconds), (Some(126.0), Some(98.431_279_000_000_02)));
}

#[tokio::test]
async fn a_livestream_without_a_meeting() {
    let body = json!({ "success": true, "data": {
        "id": ID,
        "name": "Town hall",
        "ingest_server": "rtmps://in.example.net:443/app/",
        "stream_key": "key-1",
        "status": "INVOKED",
        "meeting_id": null,
        "playback_url": "https://out.example.net/1.m3u8",
        "created_at": "2026-05-11T16:00:09.000Z",
        "updated_at": "2026-05-11T16:00:09.000Z",
        "disabled": false,
    }});
    let (_emulator, app) = responding("livestreams_create", 201, &body).await;
    let livestream = app.livestreams().create().send().await.unwrap();
    assert_eq!(livestream.name.as_deref(), Some("Town hall"));
    assert_eq!((livestream.status, livestream.meeting_id), (Some(LivestreamStatus::Invoked), None));
    assert_eq!(livestream.stream_key.unwrap().expose(), "key-1");
    assert_eq!(livestream.disabled, Some(false));
}

#[tokio::test]
async fn a_livestream_with_an_empty_key_and_no_name() {
    let body = json!({ "success": true, "data": {
        "id": ID,
        "name": null,
        "ingest_server": "rtmps://in.example.net:443/app/",
        "stream_key": "",
        "status": "LIVE",
        "meeting_id": OTHER,
        "playback_url": "https://out.example.net/1.m3u8",
        "created_at": "2026-05-11T16:00:09.000Z",
        "updated_at": "2026-05-11T16:00:09.000Z",
        "disabled": true,
    }});
    let (_emulator, app) = responding("livestreams_get_active", 200, &body).await;
    let livestream = app.meeting(OTHER).livestreams().active().send().await.unwrap();
    assert_eq!((livestream.name, livestream.stream_key), (None, None));
    assert_eq!((livestream.status, livestream.disabled), (Some(LivestreamStatus::Live), Some(true)));
    assert_eq!(livestream.meeting_id.as_deref(), Some(OTHER));
}

#[tokio::test]
async fn a_new_meeting_with_a_minimal_body() {
    let body = json!({ "success": true, "data": {
        "id": ID,
        "record_on_start": true,
        "created_at": "2026-05-11T16:00:09Z",
        "updated_at": "2026-05-11T16:00:09Z",
    }});
    let (_emulator, app) = responding("meetings_create", 201, &body).await;
    let meeting = app.meetings().create().send().await.unwrap();
    assert_eq!((meeting.id.as_str(), meeting.record_on_start), (ID, Some(true)));
    assert_eq!((meeting.title, meeting.status), (None, None::<MeetingStatus>));
    assert_eq!(meeting.created_at, Some(time("2026-05-11T16:00:09Z")));
}

#[tokio::test]
async fn a_new_participant_with_a_token() {
    let body = json!({ "success": true, "data": {
        "id": ID,
        "name": "Ada",
        "picture": null,
        "custom_participant_id": "user-7",
        "preset_name": "host",
        "created_at": "2026-05-11T16:00:09.000Z",
        "updated_at": "2026-05-11T16:00:09.000Z",
        "token": "aaa.bbb.ccc",
    }});
    let (_emulator, app) = responding("participants_add", 201, &body).await;
    let participant = app.meeting(OTHER).participants().add("user-7", "host").name("Ada").send().await.unwrap();
    assert_eq!((participant.id.as_str(), participant.name.as_deref()), (ID, Some("Ada")));
    assert_eq!(participant.picture, None);
    assert_eq!(participant.token.expose(), "aaa.bbb.ccc");
    assert!(!format!("{participant:?}").contains("bbb"), "{participant:?}");
}

#[tokio::test]
async fn a_running_recording_full_of_nulls() {
    let body = json!({ "success": true, "data": {
        "id": ID,
        "download_url": null,
        "download_url_expiry": null,
        "audio_download_url": null,
        "file_size": null,
        "session_id": null,
        "output_file_name": "town-hall_1.mp4",
        "status": "RECORDING",
        "invoked_time": "2026-05-11T16:00:09.000Z",
        "started_time": null,
        "stopped_time": null,
        "recording_duration": 0,
        "storage_config": null,
        "start_reason": {
            "reason": "API_CALL",
            "caller": { "type": "ORGANIZATION", "user_Id": OTHER, "name": "Ada's clinic" },
        },
    }});
    let (_emulator, app) = responding("recordings_get", 200, &body).await;
    let recording = app.recording(ID).get().send().await.unwrap();
    assert_eq!((recording.status, recording.recording_duration), (Some(RecordingStatus::Recording), Some(0.0)));
    assert_eq!((recording.download_url, recording.audio_download_url, recording.file_size), (None, None, None));
    assert_eq!((recording.started_time, recording.storage_config), (None, None));
    let caller = recording.start_reason.unwrap().caller.unwrap();
    assert_eq!((caller.user_id.as_deref(), caller.name.as_deref()), (Some(OTHER), Some("Ada's clinic")));
}

#[tokio::test]
async fn a_track_recording_with_a_list_of_layers() {
    let body = json!({ "success": true, "data": {
        "id": ID,
        "status": "UPLOADED",
        "type": "",
        "file_size": 0,
        "audio_download_url": "",
        "download_url": [{
            "layer_name": "default",
            "download_urls": { "ada_peer-1_audio_1.webm": { "download_url": "https://files.example.net/1?sig=2" } },
        }],
    }});
    let (_emulator, app) = responding("recordings_get", 200, &body).await;
    let recording = app.recording(ID).get().send().await.unwrap();
    assert_eq!((recording.type_, recording.file_size, recording.audio_download_url), (None, Some(0), None));
    let download = recording.download_url.unwrap();
    let [track] = download.tracks() else { panic!("{download:?}") };
    assert_eq!((track.layer_name.as_deref(), track.file_name.as_str()), (Some("default"), "ada_peer-1_audio_1.webm"));
    assert_eq!(track.download_url.expose(), "https://files.example.net/1?sig=2");
}

#[tokio::test]
async fn a_composite_recording_with_other_spellings() {
    let body = json!({ "success": true, "data": {
        "id": ID,
        "download_url": "https://files.example.net/1.mp4",
        "download_url_expiry": "2026-05-18T16:00:09Z",
        "download_audio_url": "https://files.example.net/1.mp3",
        "file_size": 0,
        "session_id": OTHER,
        "output_file_name": "town-hall",
        "status": "INVOKED",
        "invoked_time": "2026-05-11T16:00:09Z",
        "started_time": "2026-05-11T16:00:10Z",
        "stopped_time": "2026-05-11T16:00:11Z",
        "storage_config": { "type": "cloudflare", "secret_key": "sk-1", "bucket": "talks", "path": "2026/05" },
    }});
    let (_emulator, app) = responding("recordings_start", 200, &body).await;
    let recording = app.meeting(OTHER).recordings().start().send().await.unwrap();
    assert_eq!(recording.download_url.unwrap().file().unwrap().expose(), "https://files.example.net/1.mp4");
    assert_eq!(recording.audio_download_url.unwrap().expose(), "https://files.example.net/1.mp3");
    assert_eq!((recording.status, recording.session_id.as_deref()), (Some(RecordingStatus::Invoked), Some(OTHER)));
    let storage = recording.storage_config.unwrap();
    assert_eq!((storage.type_, storage.path.as_deref()), (StorageType::Cloudflare, Some("2026/05")));
    assert_eq!(storage.secret.unwrap().expose(), "sk-1");
}

#[tokio::test]
async fn a_started_track_recording_lies_one_level_deeper() {
    let body = json!({ "success": true, "data": { "recording": {
        "id": ID,
        "meeting_id": OTHER,
        "status": "INVOKED",
        "type": "TRACK",
        "output_file_name": "{{user_id}}_{{date_time}}.webm",
    }}});
    let (_emulator, app) = responding("recordings_start_track", 200, &body).await;
    let recording = app.meeting(OTHER).recordings().start_track().send().await.unwrap();
    assert_eq!((recording.id.as_str(), recording.meeting_id.as_deref()), (ID, Some(OTHER)));
    assert_eq!((recording.status, recording.type_), (Some(RecordingStatus::Invoked), Some(RecordingType::Track)));
    assert_eq!(recording.output_file_name.as_deref(), Some("{{user_id}}_{{date_time}}.webm"));
}

#[tokio::test]
async fn a_sparse_peer_report() {
    let body = json!({ "success": true, "data": { "participant": {
        "id": ID,
        "user_id": OTHER,
        "custom_participant_id": "user-7",
        "display_name": "Ada",
        "role": "host",
        "session_id": "s-1",
        "joined_at": "2026-05-11T16:00:09.030Z",
        "left_at": null,
        "duration": 6.2505,
        "created_at": "2026-05-11T16:00:09.039Z",
        "updated_at": "2026-05-11T16:06:15.618Z",
        "peer_events": [],
        "peer_report": {
            "metadata": {
                "events": [{
                    "name": "connect",
                    "timestamp": "2026-05-11T16:00:09.030Z",
                    "metadata": { "ok": true, "n": 3, "s": "y", "z": null },
                }],
                "device_info": { "is_mobile": false, "cpus": 12, "webgl_support": "enabled" },
                "ip_information": { "city": "", "country": "", "ipv4": "203.0.113.9", "asn": { "asn": "AS64511" } },
            },
            "quality": {},
        },
    }}});
    let (_emulator, app) = responding("sessions_get_peer_report", 200, &body).await;
    let peer = app.sessions().peer_report(ID).send().await.unwrap();
    assert_eq!((peer.role.as_deref(), peer.duration, peer.left_at), (Some("host"), Some(6.2505), None));
    let report = peer.peer_report.unwrap();
    let metadata = report.metadata.unwrap();
    let events = metadata.events.unwrap();
    let details = events[0].metadata.as_ref().unwrap();
    assert_eq!((&details["ok"], &details["n"], &details["z"]), (&json!(true), &json!(3), &json!(null)));
    assert_eq!(metadata.device_info.unwrap().cpus, Some(12));
    let address = metadata.ip_information.unwrap();
    assert_eq!((address.ipv4.as_deref(), address.asn.unwrap().asn.as_deref()), (Some("203.0.113.9"), Some("AS64511")));
    assert_eq!(report.quality.unwrap().audio_consumer, None);
}

#[tokio::test]
async fn the_names_of_all_events() {
    let names =
        ["meeting.started", "meeting.ended", "recording.statusUpdate", "meeting.transcript", "meeting.tomorrow"];
    let (_emulator, app) = responding("webhooks_list_events", 200, &json!({ "success": true, "data": names })).await;
    let events = app.webhooks().events().send().await.unwrap();
    assert_eq!(events, names);
    assert_eq!(events[0], WebhookEvent::MeetingStarted);
    assert_eq!(events[4], WebhookEvent::Unknown("meeting.tomorrow".into()));
}
