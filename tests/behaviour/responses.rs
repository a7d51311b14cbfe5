//! The forms of the result of each operation.

use realtimekit::ErrorKind;
use realtimekit::types::{LivestreamStatus, MeetingStatus, RecordingStatus, StorageType};
use serde_json::{Value, json};

use super::{TIME, data, time};
use crate::clients::responding;

#[tokio::test]
async fn meeting_create_may_return_a_minimal_body_and_a_title_of_null() {
    let body = data(json!({ "id": "m", "title": null, "created_at": TIME, "updated_at": TIME }));
    let (_emulator, app) = responding("meetings_create", 201, &body).await;
    let meeting = app.meetings().create().send().await.unwrap();
    assert_eq!((meeting.id.as_str(), meeting.title, meeting.status), ("m", None, None::<MeetingStatus>));
}

#[tokio::test]
async fn participant_add_again_may_be_refused_instead_and_is_not_repeated() {
    let body = json!({ "success": false, "error": "Participant already exists" });
    let (emulator, app) = responding("participants_add", 422, &body).await;
    let error = app.meeting("m").participants().add("user-7", "host").send().await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::InvalidRequest, Some("Participant already exists")));
    assert_eq!(emulator.received("participants_add").len(), 1);
}

#[tokio::test]
async fn participant_name_is_sent_when_it_is_given_even_if_it_is_empty() {
    let body = data(json!({
        "id": "p", "custom_participant_id": "user-7", "preset_name": "host", "token": "t",
        "created_at": TIME, "updated_at": TIME,
    }));
    let (emulator, app) = responding("participants_add", 201, &body).await;
    let add = || app.meeting("m").participants().add("user-7", "host");
    assert_eq!(add().send().await.unwrap().name, None);
    add().name("").send().await.unwrap();
    let sent: Vec<_> = emulator.received("participants_add").into_iter().map(|request| request.body).collect();
    assert!(sent[0].get("name").is_none(), "{}", sent[0]);
    assert_eq!(sent[1]["name"], "");
}

#[tokio::test]
async fn participant_delete_returns_neither_id_nor_name() {
    let body = data(json!({
        "custom_participant_id": "user-7", "preset_id": "x", "created_at": TIME, "updated_at": TIME,
    }));
    let (_emulator, app) = responding("participants_delete", 200, &body).await;
    let deleted = app.meeting("m").participant("p").delete().send().await.unwrap();
    assert_eq!((deleted.custom_participant_id.as_deref(), deleted.preset_id.as_deref()), (Some("user-7"), Some("x")));
}

#[tokio::test]
async fn presets_list_is_the_list_itself_with_four_fields_an_item() {
    let items = json!([{ "id": "a", "name": "host", "created_at": TIME, "updated_at": TIME }]);
    let paging = json!({ "total_count": 1, "start_offset": 1, "end_offset": 1 });
    for body in [
        json!({ "data": items, "paging": paging }),
        json!({ "data": items }),
        json!({ "data": { "presets": items, "paging": paging } }),
    ] {
        let (_emulator, app) = responding("presets_list", 200, &body).await;
        let presets = app.presets().list().all().await.unwrap();
        assert_eq!((presets.len(), presets[0].name.as_deref()), (1, Some("host")), "{body}");
    }
}

#[tokio::test]
async fn sessions_list_has_its_items_in_data_sessions_and_paging_next_to_data() {
    let items = json!([{ "id": "a" }, { "id": "b" }]);
    let paging = json!({ "total_count": 2, "start_offset": 1, "end_offset": 2 });
    for body in [
        json!({ "data": { "sessions": items }, "paging": paging }),
        json!({ "data": { "sessions": items, "paging": paging } }),
        json!({ "data": items, "paging": paging }),
    ] {
        let (_emulator, app) = responding("sessions_list", 200, &body).await;
        let page = app.sessions().list().pages().try_next().await.unwrap().unwrap();
        assert_eq!((page.items.len(), page.paging.unwrap().total_count), (2, Some(2)), "{body}");
    }
}

#[tokio::test]
async fn session_get_is_flat_or_in_data_session() {
    let session = json!({ "id": "s", "associated_id": "m", "minutes_consumed": "1.5" });
    for body in [data(session.clone()), data(json!({ "session": session }))] {
        let (_emulator, app) = responding("sessions_get", 200, &body).await;
        let session = app.session("s").get().send().await.unwrap();
        assert_eq!((session.associated_id.as_deref(), session.minutes_consumed), (Some("m"), Some(1.5)), "{body}");
    }
}

#[tokio::test]
async fn session_has_fractions_of_minutes_and_its_breakout_rooms_are_sessions() {
    let body = data(json!({
        "id": "s",
        "total_participants": 3,
        "group_call_minutes_consumed": 116.115_999_941_999_97,
        "webinar_minutes_consumed": 0,
        "recording_minutes_consumed": "2.25",
        "recording_status": "UPLOADED",
        "livestream_status": "OFFLINE",
        "parent_session_id": "t",
        "settings": { "any": [1, { "thing": null }] },
        "meta": {},
        "breakout_rooms": [{ "id": "r", "breakout_rooms": [] }],
    }));
    let (_emulator, app) = responding("sessions_get", 200, &body).await;
    let session = app.session("s").get().send().await.unwrap();
    assert_eq!(session.total_participants, Some(3));
    assert_eq!(session.group_call_minutes_consumed, Some(116.115_999_941_999_97));
    assert_eq!((session.webinar_minutes_consumed, session.recording_minutes_consumed), (Some(0.0), Some(2.25)));
    assert_eq!(session.breakout_rooms.unwrap()[0].id, "r");
    assert_eq!(json!(session.settings.unwrap())["any"][1], json!({ "thing": null }));
}

#[tokio::test]
async fn session_ended_at_may_be_the_text_null_and_times_may_have_a_superfluous_quote() {
    let body = data(json!({ "id": "s", "started_at": "2026-05-11T16:00:09.000Z\"", "ended_at": "null" }));
    let (_emulator, app) = responding("active_session_get", 200, &body).await;
    let session = app.meeting("m").active_session().get().send().await.unwrap().unwrap();
    assert_eq!((session.started_at, session.ended_at), (Some(time(TIME)), None));
    // The names that the active session's example lacks.
    assert_eq!((session.created_at, session.updated_at, session.type_), (None, None, None));
}

#[tokio::test]
async fn session_participants_have_their_paging_inside_data() {
    let body = data(json!({
        "participants": [{ "id": "peer", "user_id": "p", "joined_at": "2026-05-11T16:00:09.000Z\"" }],
        "paging": { "total_count": 1, "start_offset": 1, "end_offset": 1 },
    }));
    let (_emulator, app) = responding("sessions_list_participants", 200, &body).await;
    let page = app.session("s").participants().pages().try_next().await.unwrap().unwrap();
    assert_eq!((page.items[0].id.as_deref(), page.items[0].user_id.as_deref()), (Some("peer"), Some("p")));
    assert_eq!((page.items[0].joined_at, page.paging.unwrap().end_offset), (Some(time(TIME)), Some(1)));
}

#[tokio::test]
async fn participant_detail_and_peer_report_may_have_nothing_in_them() {
    for participant in [json!({}), json!({ "duration": null, "peer_events": null })] {
        let body = data(json!({ "participant": participant }));
        let (emulator, app) = responding("sessions_get_participant", 200, &body).await;
        assert_eq!(app.session("s").participant("x").send().await.unwrap().duration, None);
        emulator.fault("sessions_get_peer_report").status(200).body(body.to_string());
        assert_eq!(app.sessions().peer_report("x").send().await.unwrap().role, None);
    }
}

#[tokio::test]
async fn peer_report_event_metadata_is_scalar_or_null() {
    for (metadata, expected) in [
        (json!({ "a": 1, "b": null, "c": "x" }), json!({ "a": 1, "b": null, "c": "x" })),
        (json!(null), json!(null)),
        (json!("relay"), json!({ "value": "relay" })),
        (
            json!({ "deep": { "er": [9_007_199_254_740_993u64] } }),
            json!({ "deep": { "er": [9_007_199_254_740_993u64] } }),
        ),
    ] {
        let event = json!({ "name": "connect", "metadata": metadata });
        let report = json!({ "participant": { "role": "host", "peer_report": { "metadata": { "events": [event] } } } });
        let (_emulator, app) = responding("sessions_get_peer_report", 200, &data(report)).await;
        let peer = app.sessions().peer_report("x").send().await.unwrap();
        let events = peer.peer_report.unwrap().metadata.unwrap().events.unwrap();
        assert_eq!(json!(events[0].metadata), expected);
    }
}

#[tokio::test]
async fn peer_statistics_come_in_an_older_form_with_quality_as_a_list_or_one_object() {
    let quality = json!({
        "start": TIME, "end": null, "average_quality": 4.25, "peer_ids": ["x"], "total_audio_packets": "612",
        "audio_stats": [{ "concealment_events": 2, "quality": 4.5, "timestamp": TIME }],
        "video_stats": [{ "frame_height": 360.5, "frames_per_second": 24 }],
    });
    let stats = json!({
        "config": "{}",
        "device_info": { "browser": "Firefox", "cpus": 8, "memory": 7.5, "user_agent": "UA", "sdk_version": "1.2" },
        "events": [{ "type": "connect", "timestamp": TIME, "metadata": { "connection_info": { "r_t_t": 1 } } }],
        "ip_information": { "city": "", "ip_location": "1,2", "portal": "x", "asn": { "asn": "AS64511" } },
        "precall_network_information": { "backend_rtt": 41.5, "throughtput": "5120.5", "turn_connectivity": true },
        "status": "done",
    });
    for quality in [json!([quality]), quality] {
        let body = data(json!({ "participant": { "peer_stats": stats, "quality_stats": quality } }));
        let (emulator, app) = responding("sessions_get_participant", 200, &body).await;
        emulator.fault("sessions_get_peer_report").status(200).body(body.to_string());
        let person = app.session("s").participant("x").send().await.unwrap();
        let peer = app.sessions().peer_report("x").send().await.unwrap();
        assert_eq!((&person.peer_stats, &person.quality_stats), (&peer.peer_stats, &peer.quality_stats));
        let stats = person.peer_stats.unwrap();
        let (device, network) = (stats.device_info.unwrap(), stats.precall_network_information.unwrap());
        assert_eq!((device.browser.as_deref(), device.cpus, device.memory), (Some("Firefox"), Some(8), Some(7.5)));
        assert_eq!((network.backend_rtt, network.throughput), (Some(41.5), Some(5120.5)));
        let event = &stats.events.unwrap()[0];
        assert_eq!(event.type_.as_deref(), Some("connect"));
        assert_eq!(event.metadata.as_ref().unwrap()["connection_info"]["r_t_t"], 1);
        let [quality] = &person.quality_stats.unwrap()[..] else { panic!("one quality") };
        assert_eq!((quality.average_quality, quality.total_audio_packets), (Some(4.25), Some(612.0)));
        assert_eq!((quality.start, quality.end), (Some(time(TIME)), None));
        assert_eq!(quality.audio_stats.as_ref().unwrap()[0].concealment_events, Some(2.0));
        assert_eq!(quality.video_stats.as_ref().unwrap()[0].frame_height, Some(360.5));
    }
}

#[tokio::test]
async fn recording_duration_may_have_a_fraction() {
    for (sent, read) in [(json!(1847), 1847.0), (json!(1847.25), 1847.25), (json!("0.5"), 0.5)] {
        let recording = json!({ "id": "r", "recording_duration": sent });
        let (emulator, app) = responding("recordings_list", 200, &data(json!([recording]))).await;
        emulator.fault("recordings_control").status(200).body(data(recording).to_string());
        let recordings = app.recordings().list().all().await.unwrap();
        assert_eq!(recordings[0].recording_duration, Some(read));
        assert_eq!(app.recording("r").pause().send().await.unwrap().recording_duration, Some(read));
    }
}

#[tokio::test]
async fn recording_start_get_and_control_are_flat_or_in_data_recording() {
    let recording = json!({ "id": "r", "status": "PAUSED", "file_size": "12" });
    for body in [data(recording.clone()), data(json!({ "recording": recording }))] {
        let (emulator, app) = responding("recordings_start", 200, &body).await;
        emulator.fault("recordings_get").status(200).body(body.to_string());
        emulator.fault("recordings_control").status(200).body(body.to_string());
        let started = app.meeting("m").recordings().start().send().await.unwrap();
        let fetched = app.recording("r").get().send().await.unwrap();
        let paused = app.recording("r").pause().send().await.unwrap();
        assert_eq!((started.id.as_str(), started.file_size), ("r", Some(12)));
        assert_eq!(started, fetched);
        assert_eq!((paused.id.as_str(), paused.status), ("r", Some(RecordingStatus::Paused)));
    }
}

#[tokio::test]
async fn recording_composite_links_are_text_or_null_and_the_audio_link_has_two_names() {
    for (fields, video, audio) in [
        (json!({ "download_url": null, "audio_download_url": null }), None, None),
        (json!({ "download_url": "", "audio_download_url": "" }), None, None),
        (json!({ "download_url": "v", "audio_download_url": "a" }), Some("v"), Some("a")),
        (json!({ "download_url": "v", "download_audio_url": "a" }), Some("v"), Some("a")),
        (json!({ "download_url": "v", "audio_download_url": null, "download_audio_url": "a" }), Some("v"), Some("a")),
        (json!({ "download_url": "v", "audio_download_url": "", "download_audio_url": "a" }), Some("v"), Some("a")),
    ] {
        let mut recording = json!({ "id": "r", "storage_config": { "type": "cloudflare" } });
        recording.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let (_emulator, app) = responding("recordings_get", 200, &data(recording)).await;
        let recording = app.recording("r").get().send().await.unwrap();
        let link = recording.download_url.as_ref().and_then(|link| link.file()).map(realtimekit::Secret::expose);
        assert_eq!(link, video, "{fields}");
        assert_eq!(recording.audio_download_url.as_ref().map(realtimekit::Secret::expose), audio, "{fields}");
        assert_eq!(recording.storage_config.unwrap().type_, StorageType::Cloudflare);
    }
}

#[tokio::test]
async fn recording_track_links_are_a_list_of_layers_or_an_object_with_links() {
    let layers = json!([
        { "layer_name": "default", "download_urls": { "a.webm": { "download_url": "1" }, "b.webm": { "download_url": null } } },
        { "layer_name": null, "download_urls": null },
    ]);
    let nameless = json!({ "links": [{ "download_urls": { "a.webm": { "download_url": "1" } } }] });
    for (links, expected) in [
        (layers.clone(), vec![(Some("default"), "a.webm", "1"), (Some("default"), "b.webm", "")]),
        (json!({ "links": layers }), vec![(Some("default"), "a.webm", "1"), (Some("default"), "b.webm", "")]),
        (nameless, vec![(None, "a.webm", "1")]),
        (json!({ "links": [] }), vec![]),
        (json!({ "links": null }), vec![]),
        (json!([]), vec![]),
    ] {
        let body =
            data(json!([{ "id": "r", "type": "", "file_size": 0, "audio_download_url": "", "download_url": links }]));
        let (_emulator, app) = responding("recordings_list", 200, &body).await;
        let recordings = app.recordings().list().all().await.unwrap();
        let download = recordings[0].download_url.as_ref().unwrap();
        let tracks: Vec<_> = download
            .tracks()
            .iter()
            .map(|track| (track.layer_name.as_deref(), track.file_name.as_str(), track.download_url.expose()))
            .collect();
        assert_eq!(tracks, expected, "{links}");
        assert_eq!((&recordings[0].type_, &recordings[0].audio_download_url), (&None, &None));
    }
}

#[tokio::test]
async fn recording_control_may_return_only_the_status() {
    for body in [data(json!({ "status": "UPLOADING" })), data(json!({ "recording": { "status": "UPLOADING" } }))] {
        let (_emulator, app) = responding("recordings_control", 200, &body).await;
        let change = app.recording("r").stop().send().await.unwrap();
        assert_eq!((change.id.as_str(), change.status), ("r", Some(RecordingStatus::Uploading)));
    }
}

#[tokio::test]
async fn transcript_summary_and_chat_come_in_snake_and_camel_case() {
    for (id, url, expiry) in [
        ("session_id", "transcript_download_url", "transcript_download_url_expiry"),
        ("sessionId", "transcript_download_url", "transcript_download_url_expiry"),
        ("sessionId", "transcriptDownloadUrl", "transcriptDownloadUrlExpiry"),
    ] {
        let case = |kind: &str| {
            let name = |name: &str| name.replace("transcript", kind);
            data(json!({ id: "s", name(url): "link", name(expiry): "2026-05-11 16:00:09Z" }))
        };
        let (emulator, app) = responding("sessions_get_transcript", 200, &case("transcript")).await;
        emulator.fault("sessions_get_summary").status(200).body(case("summary").to_string());
        emulator.fault("sessions_get_chat").status(200).body(case("chat").to_string());
        let session = app.session("s");
        let transcript = session.transcript().send().await.unwrap();
        let summary = session.summary().send().await.unwrap();
        let chat = session.chat().send().await.unwrap();
        assert_eq!((transcript.session_id.as_str(), summary.session_id.as_str()), ("s", "s"));
        assert_eq!(transcript.transcript_download_url.unwrap().expose(), "link");
        assert_eq!(summary.summary_download_url.unwrap().expose(), "link");
        assert_eq!(
            (chat.chat_download_url.unwrap().expose(), chat.chat_download_url_expiry),
            ("link", Some(time(TIME)))
        );
    }
}

#[tokio::test]
async fn summary_generate_returns_nothing_or_a_message_or_a_status() {
    for (body, message, status) in [
        (json!(""), None, None),
        (json!({ "success": true }), None, None),
        (data(json!(null)), None, None),
        (json!({ "success": true, "message": "queued" }), Some("queued"), None),
        (data(json!({ "session_id": "s", "status": "queued" })), None, Some("queued")),
        (json!({ "session_id": "s", "status": "queued" }), None, Some("queued")),
        (json!({ "data": { "status": "queued" }, "message": "soon" }), Some("soon"), Some("queued")),
    ] {
        let (_emulator, app) = responding("sessions_generate_summary", 200, &body).await;
        let generation = app.session("s").generate_summary().send().await.unwrap();
        assert_eq!((generation.message.as_deref(), generation.status.as_deref()), (message, status), "{body}");
    }
}

#[tokio::test]
async fn livestreams_list_is_a_list_or_one_object() {
    let item = json!({
        "id": "l", "name": null, "meeting_id": null, "status": "OFFLINE", "disabled": "false",
        "created_at": TIME, "updated_at": TIME,
    });
    let mut lone = item.clone();
    lone["paging"] = json!({ "total_count": 1, "start_offset": 1, "end_offset": 1 });
    let paging = lone["paging"].clone();
    for body in [json!({ "data": [item], "paging": paging }), data(lone)] {
        let (_emulator, app) = responding("livestreams_list", 200, &body).await;
        let page = app.livestreams().list().pages().try_next().await.unwrap().unwrap();
        let livestream = &page.items[0];
        assert_eq!((page.items.len(), page.paging.unwrap().total_count), (1, Some(1)), "{body}");
        assert_eq!((&livestream.name, &livestream.meeting_id, livestream.disabled), (&None, &None, Some(false)));
        assert_eq!(livestream.status, Some(LivestreamStatus::Offline));
    }
}

#[tokio::test]
async fn livestream_sessions_have_seconds_as_text_or_number_and_times_of_null() {
    for seconds in [json!(116.115_999), json!("116.115999")] {
        let body = data(json!({
            "id": "x", "ingest_seconds": seconds, "viewer_seconds": seconds,
            "stopped_time": null, "invoked_time": null, "err_message": null,
        }));
        let (_emulator, app) = responding("livestreams_get_session", 200, &body).await;
        let session = app.livestreams().session("x").send().await.unwrap();
        assert_eq!((session.ingest_seconds, session.viewer_seconds), (Some(116.115_999), Some(116.115_999)));
        assert_eq!((session.stopped_time, session.err_message), (None, None));
    }
}

#[tokio::test]
async fn livestream_get_has_session_or_sessions() {
    let livestream = json!({ "id": "l", "disabled": true });
    for fields in [
        json!({ "session": { "id": "x" } }),
        json!({ "sessions": [{ "id": "x" }], "paging": { "total_count": 1 } }),
        json!({ "session": { "id": "x" }, "sessions": [] }),
        json!({ "session": { "id": "x" }, "sessions": null }),
    ] {
        let mut details = json!({ "livestream": livestream });
        details.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let (_emulator, app) = responding("livestreams_get", 200, &data(details)).await;
        let sessions = app.livestream("l").get().all().await.unwrap();
        assert_eq!((sessions.len(), sessions[0].id.as_str()), (1, "x"), "{fields}");
    }
}

#[tokio::test]
async fn livestream_analytics_are_totals_or_days() {
    let days = json!([
        { "date": "2026-05-10", "count": 1, "total_ingest_seconds": "20", "total_viewer_seconds": 30.5 },
        { "date": "2026-05-11", "count": 2, "total_ingest_seconds": 40, "total_viewer_seconds": 1.5 },
    ]);
    let totals = json!({ "count": 3, "total_ingest_seconds": 60, "total_viewer_seconds": 32 });
    for (body, day_count) in [(data(totals), None), (data(days.clone()), Some(2))] {
        let (emulator, app) = responding("analytics_get_livestreams_overall", 200, &body).await;
        let figures = app.analytics().livestreams_overall().send().await.unwrap();
        let seconds = (figures.total_ingest_seconds, figures.total_viewer_seconds);
        assert_eq!((figures.count, seconds), (Some(3), (Some(60.0), Some(32.0))));
        assert_eq!(figures.days.map(|days| days.len()), day_count);
        emulator.fault("analytics_get_livestreams_daywise").status(200).body(data(days.clone()).to_string());
        let days = app.analytics().livestreams_daywise().send().await.unwrap();
        assert_eq!(days[1].date.as_deref(), Some("2026-05-11"));
    }
}

#[tokio::test]
async fn app_analytics_are_totals_or_days() {
    let totals = json!({
        "session_stats": {
            "sessions_count": 3, "sessions_minutes_consumed": 2.75,
            "day_stats": [{ "day": "2026-05-10", "total_sessions": 3, "total_session_minutes": 2.75 }],
        },
        "recording_stats": { "recording_count": 1, "recording_minutes_consumed": 1.5, "day_stats": [] },
    });
    let days = json!([{
        "date": "2026-05-10", "sessions_count": 3, "sessions_minutes_consumed": 2.75,
        "recordings_minutes_consumed": 1.5,
    }]);
    for body in [data(totals), data(days)] {
        let (_emulator, app) = responding("analytics_get_daywise", 200, &body).await;
        let figures = app.analytics().daywise().send().await.unwrap();
        let (sessions, recordings) = (figures.session_stats.unwrap(), figures.recording_stats.unwrap());
        assert_eq!((sessions.sessions_count, sessions.sessions_minutes_consumed), (Some(3), Some(2.75)));
        assert_eq!(sessions.day_stats.unwrap()[0].day.as_deref(), Some("2026-05-10"));
        assert_eq!(recordings.recording_minutes_consumed, Some(1.5));
    }
}

#[tokio::test]
async fn app_analytics_may_be_three_totals_side_by_side() {
    let totals =
        json!({ "sessions_count": 3, "sessions_minutes_consumed": 2.75, "recordings_minutes_consumed": "1.5" });
    let (_emulator, app) = responding("analytics_get_daywise", 200, &data(totals)).await;
    let figures = app.analytics().daywise().send().await.unwrap();
    let (sessions, recordings) = (figures.session_stats.unwrap(), figures.recording_stats.unwrap());
    assert_eq!((sessions.sessions_count, sessions.sessions_minutes_consumed), (Some(3), Some(2.75)));
    assert_eq!(recordings.recording_minutes_consumed, Some(1.5));
}

#[tokio::test]
async fn webhooks_list_is_a_404_when_there_is_none() {
    let body = json!({ "success": false, "error": { "code": 404, "message": "Webhook not found" } });
    let (_emulator, app) = responding("webhooks_list", 404, &body).await;
    assert_eq!(app.webhooks().list().send().await.unwrap(), []);
}

#[tokio::test]
async fn any_other_404_of_webhooks_is_an_error() {
    for body in [
        json!({ "success": false, "error": { "code": 404, "message": "App not found" } }),
        json!({ "success": false, "errors": [{ "code": 7003, "message": "Webhook not found" }], "result": null }),
        json!({}),
        json!("<html>"),
    ] {
        let (_emulator, app) = responding("webhooks_list", 404, &body).await;
        app.webhooks().list().send().await.expect_err(&body.to_string());
    }
    // The same message of another operation names one webhook.
    let body = json!({ "success": false, "error": { "code": 404, "message": "Webhook not found" } });
    let (_emulator, app) = responding("webhooks_get", 404, &body).await;
    assert!(app.webhook("w").get().send().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn active_session_and_active_recording_are_404_when_there_is_none() {
    let message = "No active session found for meeting_id m";
    let body = json!({ "success": false, "error": { "code": 404, "message": message } });
    let (emulator, app) = responding("active_session_get", 404, &body).await;
    assert_eq!(app.meeting("m").active_session().get().send().await.unwrap(), None);
    let body = json!({ "success": false, "error": { "code": 404, "message": "No active recording" } });
    emulator.fault("recordings_get_active").status(404).body(body.to_string());
    assert_eq!(app.meeting("m").recordings().active().send().await.unwrap(), None);
}

#[tokio::test]
async fn any_other_404_of_active_things_is_an_error() {
    let meeting = json!({ "success": false, "error": { "code": 404, "message": "Meeting m not found" } });
    let (_emulator, app) = responding("active_session_get", 404, &meeting).await;
    assert!(app.meeting("m").active_session().get().send().await.unwrap_err().is_not_found());
    for body in [
        json!({ "success": false, "errors": [{ "code": 7003, "message": "Could not route" }], "result": null }),
        json!("<html>nothing here</html>"),
        json!(""),
    ] {
        let (_emulator, app) = responding("recordings_get_active", 404, &body).await;
        app.meeting("m").recordings().active().send().await.expect_err(&body.to_string());
    }
}

#[tokio::test]
async fn kick_by_custom_participant_ids_may_return_200_without_effect() {
    let body = data(json!({ "action": "kick", "participants": [] }));
    let (emulator, app) = responding("active_session_kick", 200, &body).await;
    let none: [&str; 0] = [];
    let kick = app.meeting("m").active_session().kick(none).custom_participant_ids(["user-7"]);
    assert_eq!(kick.send().await.unwrap().participants, Some(Vec::new()));
    assert_eq!(emulator.received("active_session_kick")[0].body["custom_participant_ids"], json!(["user-7"]));
}

#[tokio::test]
async fn actions_on_people_report_their_outcome() {
    let person = json!({ "id": "p", "created_at": TIME, "updated_at": TIME });
    let (emulator, app) =
        responding("active_session_kick", 200, &data(json!({ "action": "kick", "participants": [person] }))).await;
    let response = |operation: &str, body: Value| {
        emulator.fault(operation).status(200).body(data(body).to_string());
    };
    response("active_session_kick_all", json!({ "action": "kickAll", "kicked_participants_count": "4" }));
    response("active_session_mute", json!({ "action": "mute", "participants": person }));
    response("active_session_mute_all", json!({ "action": "muteAll", "muted_participants_count": 4 }));
    let poll = json!({
        "id": "q", "question": "?", "voted": null, "options": [{ "text": "a", "count": "2", "votes": [] }],
    });
    response("active_session_create_poll", json!({ "action": "poll", "poll": poll }));
    let session = app.meeting("m").active_session();
    assert_eq!(session.kick(["p"]).send().await.unwrap().participants.unwrap()[0].id, "p");
    assert_eq!(session.kick_all().send().await.unwrap().kicked_participants_count, Some(4));
    assert_eq!(session.mute(["p"]).send().await.unwrap().participants.unwrap()[0].id, "p");
    assert_eq!(session.mute_all(true).send().await.unwrap().muted_participants_count, Some(4));
    let poll = session.create_poll("?", ["a", "b"]).send().await.unwrap().poll.unwrap();
    assert_eq!((poll.options.unwrap()[0].count, poll.voted), (Some(2), None));
}

#[tokio::test]
async fn app_create_is_in_data_app_and_app_list_is_the_list() {
    let (emulator, app) = responding("apps_create", 201, &data(json!({ "app": { "id": "a", "name": "x" } }))).await;
    emulator.fault("apps_list").status(200).body(data(json!([{ "id": "a", "name": "x" }])).to_string());
    let client = crate::clients::client(&emulator);
    let created = client.apps().create("x").send().await.unwrap();
    assert_eq!(client.apps().list().all().await.unwrap(), [created]);
    drop(app);
}

#[tokio::test]
async fn short_responses_to_writes_take_the_identifier_from_the_path() {
    let changed = json!({ "name": "host", "updated_at": TIME });
    for body in [data(changed), data(json!({ "id": null, "name": "host" }))] {
        let (_emulator, app) = responding("presets_update", 200, &body).await;
        let preset = app.preset("preset 1").update().name("host").send().await.unwrap();
        assert_eq!((preset.id.as_str(), preset.name.as_deref()), ("preset 1", Some("host")), "{body}");
    }

    let (_emulator, app) = responding("webhooks_replace", 200, &data(json!({ "name": "hook" }))).await;
    let events = [realtimekit::types::WebhookEvent::MeetingStarted];
    let replaced = app.webhook("w").replace("hook", "https://example.com/hook", events).send().await.unwrap();
    assert_eq!((replaced.id.as_str(), replaced.name.as_deref(), replaced.enabled), ("w", Some("hook"), None));

    let (_emulator, app) = responding("recordings_control", 200, &data(json!({ "status": "PAUSED" }))).await;
    let paused = app.recording("r").pause().send().await.unwrap();
    assert_eq!((paused.id.as_str(), paused.status), ("r", Some(RecordingStatus::Paused)));
}
