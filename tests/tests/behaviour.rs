//! How the service really behaves: what is known to differ from its documents, each with a test of its name.
//!
//! The rest is elsewhere: no live session (200 with an empty list) and the livestreams of a session in `fixtures.rs`, a
//! page parameter that is ignored in `paging.rs`, the headers of limits in `limits.rs`, files and links after 7 days in
//! the tests of the emulator, storage rules beside `StorageConfig`, deliveries of webhooks beside the client.

use realtimekit::types::{
    LivestreamStatus, MeetingStatus, PresetDefinition, RecordingAction, RecordingStatus, StorageType,
    TranscriptionLanguage,
};
use realtimekit::{Error, ErrorKind, Timestamp};
use realtimekit_tests::answering;
use serde_json::{Value, json};

const TIME: &str = "2026-05-11T16:00:09.000Z";

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn data(data: Value) -> Value {
    json!({ "success": true, "data": data })
}

mod shapes {
    use super::*;

    #[tokio::test]
    async fn meeting_create_answers_with_a_minimal_body_and_a_title_of_null() {
        let body = data(json!({ "id": "m", "title": null, "created_at": TIME, "updated_at": TIME }));
        let (_emulator, app) = answering("meetings_create", 201, &body).await;
        let meeting = app.meetings().create().send().await.unwrap();
        assert_eq!((meeting.id.as_str(), meeting.title, meeting.status), ("m", None, None::<MeetingStatus>));
    }

    #[tokio::test]
    async fn participant_add_again_gives_the_same_participant_a_new_token() {
        let participant = |token: &str| {
            data(json!({
                "id": "p", "custom_participant_id": "user-7", "preset_name": "host", "token": token,
                "created_at": TIME, "updated_at": TIME,
            }))
        };
        let (emulator, app) = answering("participants_add", 201, &participant("one")).await;
        let first = app.meeting("m").participants().add("user-7", "host").send().await.unwrap();
        emulator.clear_faults();
        emulator.fault("participants_add").status(200).body(participant("two").to_string());
        let second = app.meeting("m").participants().add("user-7", "host").send().await.unwrap();
        assert_eq!(first.id, second.id);
        assert_eq!((first.token.expose(), second.token.expose()), ("one", "two"));
    }

    #[tokio::test]
    async fn participant_add_again_may_be_refused_instead_and_is_not_repeated() {
        let body = json!({ "success": false, "error": "Participant already exists" });
        let (emulator, app) = answering("participants_add", 422, &body).await;
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
        let (emulator, app) = answering("participants_add", 201, &body).await;
        let add = || app.meeting("m").participants().add("user-7", "host");
        assert_eq!(add().send().await.unwrap().name, None);
        add().name("").send().await.unwrap();
        let sent: Vec<_> = emulator.received("participants_add").into_iter().map(|request| request.body).collect();
        assert!(sent[0].get("name").is_none(), "{}", sent[0]);
        assert_eq!(sent[1]["name"], "");
    }

    #[tokio::test]
    async fn participant_delete_answers_without_id_and_name() {
        let body = data(json!({
            "custom_participant_id": "user-7", "preset_id": "x", "created_at": TIME, "updated_at": TIME,
        }));
        let (_emulator, app) = answering("participants_delete", 200, &body).await;
        let deleted = app.meeting("m").participant("p").delete().send().await.unwrap();
        assert_eq!((deleted.custom_participant_id.as_str(), deleted.preset_id.as_str()), ("user-7", "x"));
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
            let (_emulator, app) = answering("presets_list", 200, &body).await;
            let presets = app.presets().list().all().await.unwrap();
            assert_eq!((presets.len(), presets[0].name.as_deref()), (1, Some("host")), "{body}");
        }
    }

    #[tokio::test]
    async fn sessions_list_has_its_items_in_data_sessions_and_paging_beside_data() {
        let items = json!([{ "id": "a" }, { "id": "b" }]);
        let paging = json!({ "total_count": 2, "start_offset": 1, "end_offset": 2 });
        for body in [
            json!({ "data": { "sessions": items }, "paging": paging }),
            json!({ "data": { "sessions": items, "paging": paging } }),
            json!({ "data": items, "paging": paging }),
        ] {
            let (_emulator, app) = answering("sessions_list", 200, &body).await;
            let page = app.sessions().list().pages().try_next().await.unwrap().unwrap();
            assert_eq!((page.items.len(), page.paging.unwrap().total_count), (2, Some(2)), "{body}");
        }
    }

    #[tokio::test]
    async fn session_get_is_flat_or_in_data_session() {
        let session = json!({ "id": "s", "associated_id": "m", "minutes_consumed": "1.5" });
        for body in [data(session.clone()), data(json!({ "session": session }))] {
            let (_emulator, app) = answering("sessions_get", 200, &body).await;
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
        let (_emulator, app) = answering("sessions_get", 200, &body).await;
        let session = app.session("s").get().send().await.unwrap();
        assert_eq!(session.total_participants, Some(3));
        assert_eq!(session.group_call_minutes_consumed, Some(116.115_999_941_999_97));
        assert_eq!((session.webinar_minutes_consumed, session.recording_minutes_consumed), (Some(0.0), Some(2.25)));
        assert_eq!(session.breakout_rooms[0].id, "r");
        assert_eq!(json!(session.settings.unwrap())["any"][1], json!({ "thing": null }));
    }

    #[tokio::test]
    async fn session_ended_at_may_be_the_text_null_and_times_may_have_a_stray_quote() {
        let body = data(json!({ "id": "s", "started_at": "2026-05-11T16:00:09.000Z\"", "ended_at": "null" }));
        let (_emulator, app) = answering("active_session_get", 200, &body).await;
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
        let (_emulator, app) = answering("sessions_list_participants", 200, &body).await;
        let page = app.session("s").participants().pages().try_next().await.unwrap().unwrap();
        assert_eq!((page.items[0].id.as_deref(), page.items[0].user_id.as_deref()), (Some("peer"), Some("p")));
        assert_eq!((page.items[0].joined_at, page.paging.unwrap().end_offset), (Some(time(TIME)), Some(1)));
    }

    #[tokio::test]
    async fn participant_detail_and_peer_report_may_have_nothing_in_them() {
        for participant in [json!({}), json!({ "duration": null, "peer_events": null })] {
            let body = data(json!({ "participant": participant }));
            let (emulator, app) = answering("sessions_get_participant", 200, &body).await;
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
            let report =
                json!({ "participant": { "role": "host", "peer_report": { "metadata": { "events": [event] } } } });
            let (_emulator, app) = answering("sessions_get_peer_report", 200, &data(report)).await;
            let peer = app.sessions().peer_report("x").send().await.unwrap();
            let events = peer.peer_report.unwrap().metadata.unwrap().events;
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
            let (emulator, app) = answering("sessions_get_participant", 200, &body).await;
            emulator.fault("sessions_get_peer_report").status(200).body(body.to_string());
            let person = app.session("s").participant("x").send().await.unwrap();
            let peer = app.sessions().peer_report("x").send().await.unwrap();
            assert_eq!((&person.peer_stats, &person.quality_stats), (&peer.peer_stats, &peer.quality_stats));
            let stats = person.peer_stats.unwrap();
            let (device, network) = (stats.device_info.unwrap(), stats.precall_network_information.unwrap());
            assert_eq!((device.browser.as_deref(), device.cpus, device.memory), (Some("Firefox"), Some(8), Some(7.5)));
            assert_eq!((network.backend_rtt, network.throughput), (Some(41.5), Some(5120.5)));
            assert_eq!(stats.events[0].type_.as_deref(), Some("connect"));
            assert_eq!(stats.events[0].metadata.as_ref().unwrap()["connection_info"]["r_t_t"], 1);
            let [quality] = person.quality_stats.as_slice() else { panic!("{:?}", person.quality_stats) };
            assert_eq!((quality.average_quality, quality.total_audio_packets), (Some(4.25), Some(612.0)));
            assert_eq!((quality.start, quality.end), (Some(time(TIME)), None));
            assert_eq!(quality.audio_stats[0].concealment_events, Some(2.0));
            assert_eq!(quality.video_stats[0].frame_height, Some(360.5));
        }
    }

    #[tokio::test]
    async fn recording_duration_may_have_a_fraction() {
        for (sent, read) in [(json!(1847), 1847.0), (json!(1847.25), 1847.25), (json!("0.5"), 0.5)] {
            let recording = json!({ "id": "r", "recording_duration": sent });
            let (emulator, app) = answering("recordings_list", 200, &data(json!([recording]))).await;
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
            let (emulator, app) = answering("recordings_start", 200, &body).await;
            emulator.fault("recordings_get").status(200).body(body.to_string());
            emulator.fault("recordings_control").status(200).body(body.to_string());
            let started = app.meeting("m").recordings().start().send().await.unwrap();
            let fetched = app.recording("r").get().send().await.unwrap();
            let paused = app.recording("r").pause().send().await.unwrap();
            assert_eq!((started.id.as_str(), started.file_size), ("r", Some(12)));
            assert_eq!(started, fetched);
            assert_eq!((paused.id.as_deref(), paused.status), (Some("r"), Some(RecordingStatus::Paused)));
        }
    }

    #[tokio::test]
    async fn recording_composite_links_are_text_or_null_and_the_audio_link_has_two_names() {
        for (fields, video, audio) in [
            (json!({ "download_url": null, "audio_download_url": null }), None, None),
            (json!({ "download_url": "", "audio_download_url": "" }), None, None),
            (json!({ "download_url": "v", "audio_download_url": "a" }), Some("v"), Some("a")),
            (json!({ "download_url": "v", "download_audio_url": "a" }), Some("v"), Some("a")),
            (
                json!({ "download_url": "v", "audio_download_url": null, "download_audio_url": "a" }),
                Some("v"),
                Some("a"),
            ),
            (json!({ "download_url": "v", "audio_download_url": "", "download_audio_url": "a" }), Some("v"), Some("a")),
        ] {
            let mut recording = json!({ "id": "r", "storage_config": { "type": "cloudflare" } });
            recording.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            let (_emulator, app) = answering("recordings_get", 200, &data(recording)).await;
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
            let body = data(
                json!([{ "id": "r", "type": "", "file_size": 0, "audio_download_url": "", "download_url": links }]),
            );
            let (_emulator, app) = answering("recordings_list", 200, &body).await;
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
    async fn recording_control_may_answer_with_the_status_only() {
        for body in [data(json!({ "status": "UPLOADING" })), data(json!({ "recording": { "status": "UPLOADING" } }))] {
            let (_emulator, app) = answering("recordings_control", 200, &body).await;
            let change = app.recording("r").stop().send().await.unwrap();
            assert_eq!((change.id, change.status), (None, Some(RecordingStatus::Uploading)));
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
            let (emulator, app) = answering("sessions_get_transcript", 200, &case("transcript")).await;
            emulator.fault("sessions_get_summary").status(200).body(case("summary").to_string());
            emulator.fault("sessions_get_chat").status(200).body(case("chat").to_string());
            let session = app.session("s");
            let transcript = session.transcript().send().await.unwrap();
            let summary = session.summary().send().await.unwrap();
            let chat = session.chat().send().await.unwrap();
            assert_eq!((transcript.session_id.as_str(), summary.session_id.as_str()), ("s", "s"));
            assert_eq!(transcript.transcript_download_url.expose(), "link");
            assert_eq!(summary.summary_download_url.expose(), "link");
            assert_eq!((chat.chat_download_url.expose(), chat.chat_download_url_expiry), ("link", time(TIME)));
        }
    }

    #[tokio::test]
    async fn transcript_link_comes_before_there_is_content() {
        // Nothing in the answer tells; the link is passed on as it is.
        let body = data(json!({
            "sessionId": "s", "transcript_download_url": "link", "transcript_download_url_expiry": TIME,
        }));
        let (_emulator, app) = answering("sessions_get_transcript", 200, &body).await;
        assert_eq!(app.session("s").transcript().send().await.unwrap().transcript_download_url.expose(), "link");
    }

    #[tokio::test]
    async fn summary_generate_answers_nothing_or_a_message_or_a_status() {
        for (body, message, status) in [
            (json!(""), None, None),
            (json!({ "success": true }), None, None),
            (data(json!(null)), None, None),
            (json!({ "success": true, "message": "queued" }), Some("queued"), None),
            (data(json!({ "session_id": "s", "status": "queued" })), None, Some("queued")),
            (json!({ "session_id": "s", "status": "queued" }), None, Some("queued")),
            (json!({ "data": { "status": "queued" }, "message": "soon" }), Some("soon"), Some("queued")),
        ] {
            let (_emulator, app) = answering("sessions_generate_summary", 200, &body).await;
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
            let (_emulator, app) = answering("livestreams_list", 200, &body).await;
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
            let (_emulator, app) = answering("livestreams_get_session", 200, &body).await;
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
            let (_emulator, app) = answering("livestreams_get", 200, &data(details)).await;
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
        for (body, day_count) in [(data(totals), 0), (data(days.clone()), 2)] {
            let (emulator, app) = answering("analytics_get_livestreams_overall", 200, &body).await;
            let figures = app.analytics().livestreams_overall().send().await.unwrap();
            let seconds = (figures.total_ingest_seconds, figures.total_viewer_seconds);
            assert_eq!((figures.count, seconds), (Some(3), (Some(60.0), Some(32.0))));
            assert_eq!(figures.days.len(), day_count);
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
            let (_emulator, app) = answering("analytics_get_daywise", 200, &body).await;
            let figures = app.analytics().daywise().send().await.unwrap();
            let (sessions, recordings) = (figures.session_stats.unwrap(), figures.recording_stats.unwrap());
            assert_eq!((sessions.sessions_count, sessions.sessions_minutes_consumed), (Some(3), Some(2.75)));
            assert_eq!(sessions.day_stats[0].day.as_deref(), Some("2026-05-10"));
            assert_eq!(recordings.recording_minutes_consumed, Some(1.5));
        }
    }

    #[tokio::test]
    async fn app_analytics_may_be_three_totals_side_by_side() {
        let totals =
            json!({ "sessions_count": 3, "sessions_minutes_consumed": 2.75, "recordings_minutes_consumed": "1.5" });
        let (_emulator, app) = answering("analytics_get_daywise", 200, &data(totals)).await;
        let figures = app.analytics().daywise().send().await.unwrap();
        let (sessions, recordings) = (figures.session_stats.unwrap(), figures.recording_stats.unwrap());
        assert_eq!((sessions.sessions_count, sessions.sessions_minutes_consumed), (Some(3), Some(2.75)));
        assert_eq!(recordings.recording_minutes_consumed, Some(1.5));
    }

    #[tokio::test]
    async fn webhooks_list_is_a_404_when_there_is_none() {
        let body = json!({ "success": false, "error": { "code": 404, "message": "Webhook not found" } });
        let (_emulator, app) = answering("webhooks_list", 404, &body).await;
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
            let (_emulator, app) = answering("webhooks_list", 404, &body).await;
            app.webhooks().list().send().await.expect_err(&body.to_string());
        }
        // The same message of another operation names one webhook.
        let body = json!({ "success": false, "error": { "code": 404, "message": "Webhook not found" } });
        let (_emulator, app) = answering("webhooks_get", 404, &body).await;
        assert!(app.webhook("w").get().send().await.unwrap_err().is_not_found());
    }

    #[tokio::test]
    async fn active_session_and_active_recording_are_404_when_there_is_none() {
        let message = "No active session found for meeting_id m";
        let body = json!({ "success": false, "error": { "code": 404, "message": message } });
        let (emulator, app) = answering("active_session_get", 404, &body).await;
        assert_eq!(app.meeting("m").active_session().get().send().await.unwrap(), None);
        let body = json!({ "success": false, "error": { "code": 404, "message": "No active recording" } });
        emulator.fault("recordings_get_active").status(404).body(body.to_string());
        assert_eq!(app.meeting("m").recordings().active().send().await.unwrap(), None);
    }

    #[tokio::test]
    async fn any_other_404_of_active_things_is_an_error() {
        let meeting = json!({ "success": false, "error": { "code": 404, "message": "Meeting m not found" } });
        let (_emulator, app) = answering("active_session_get", 404, &meeting).await;
        assert!(app.meeting("m").active_session().get().send().await.unwrap_err().is_not_found());
        for body in [
            json!({ "success": false, "errors": [{ "code": 7003, "message": "Could not route" }], "result": null }),
            json!("<html>nothing here</html>"),
            json!(""),
        ] {
            let (_emulator, app) = answering("recordings_get_active", 404, &body).await;
            app.meeting("m").recordings().active().send().await.expect_err(&body.to_string());
        }
    }

    #[tokio::test]
    async fn kick_by_custom_participant_ids_may_answer_200_with_nobody_kicked() {
        let body = data(json!({ "action": "kick", "participants": [] }));
        let (emulator, app) = answering("active_session_kick", 200, &body).await;
        let nobody: [&str; 0] = [];
        let kick = app.meeting("m").active_session().kick(nobody).custom_participant_ids(["user-7"]);
        assert_eq!(kick.send().await.unwrap().participants, []);
        assert_eq!(emulator.received("active_session_kick")[0].body["custom_participant_ids"], json!(["user-7"]));
    }

    #[tokio::test]
    async fn kick_kick_all_mute_mute_all_and_poll_say_what_they_did() {
        let person = json!({ "id": "p", "created_at": TIME, "updated_at": TIME });
        let (emulator, app) =
            answering("active_session_kick", 200, &data(json!({ "action": "kick", "participants": [person] }))).await;
        let answer = |operation: &str, body: Value| {
            emulator.fault(operation).status(200).body(data(body).to_string());
        };
        answer("active_session_kick_all", json!({ "action": "kickAll", "kicked_participants_count": "4" }));
        answer("active_session_mute", json!({ "action": "mute", "participants": person }));
        answer("active_session_mute_all", json!({ "action": "muteAll", "muted_participants_count": 4 }));
        let poll = json!({
            "id": "q", "question": "?", "voted": null, "options": [{ "text": "a", "count": "2", "votes": [] }],
        });
        answer("active_session_create_poll", json!({ "action": "poll", "poll": poll }));
        let session = app.meeting("m").active_session();
        assert_eq!(session.kick(["p"]).send().await.unwrap().participants[0].id, "p");
        assert_eq!(session.kick_all().send().await.unwrap().kicked_participants_count, Some(4));
        assert_eq!(session.mute(["p"]).send().await.unwrap().participants[0].id, "p");
        assert_eq!(session.mute_all(true).send().await.unwrap().muted_participants_count, Some(4));
        let poll = session.create_poll("?", ["a", "b"]).send().await.unwrap().poll.unwrap();
        assert_eq!((poll.options[0].count, poll.voted.len()), (2, 0));
    }

    #[tokio::test]
    async fn app_create_is_in_data_app_and_app_list_is_the_list() {
        let (emulator, app) = answering("apps_create", 201, &data(json!({ "app": { "id": "a", "name": "x" } }))).await;
        emulator.fault("apps_list").status(200).body(data(json!([{ "id": "a", "name": "x" }])).to_string());
        let client = realtimekit_tests::client(&emulator);
        let created = client.apps().create("x").send().await.unwrap();
        assert_eq!(client.apps().list().all().await.unwrap(), [created]);
        drop(app);
    }
}

mod rules {
    use super::*;

    async fn recording(fields: Value) -> Result<realtimekit::types::Recording, Error> {
        let mut recording = json!({ "id": "r" });
        recording.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let (_emulator, app) = answering("recordings_get", 200, &data(recording)).await;
        app.recording("r").get().send().await
    }

    #[tokio::test]
    async fn optional_means_absent_or_null_or_empty() {
        let absent = recording(json!({})).await.unwrap();
        let fields = ["audio_download_url", "meeting_id", "status", "file_size", "started_time", "storage_config"];
        for nothing in [json!(null), json!("")] {
            let fields = fields.iter().map(|name| ((*name).to_owned(), nothing.clone()));
            assert_eq!(recording(fields.collect()).await.unwrap(), absent);
        }
    }

    #[tokio::test]
    async fn an_empty_text_that_is_no_id_link_or_token_is_kept() {
        let body = data(json!({ "id": "m", "title": "", "created_at": TIME, "updated_at": TIME }));
        let (_emulator, app) = answering("meetings_get", 200, &body).await;
        assert_eq!(app.meeting("m").get().send().await.unwrap().title.as_deref(), Some(""));
    }

    #[tokio::test]
    async fn numbers_and_booleans_may_be_text() {
        assert_eq!(recording(json!({ "file_size": "2044680" })).await.unwrap().file_size, Some(2_044_680));
        let body = data(json!({ "id": "m", "record_on_start": "true", "created_at": TIME, "updated_at": TIME }));
        let (_emulator, app) = answering("meetings_get", 200, &body).await;
        assert_eq!(app.meeting("m").get().send().await.unwrap().record_on_start, Some(true));
    }

    #[tokio::test]
    async fn times_may_have_a_blank_and_null_in_quotes_is_none() {
        let fields = json!({ "started_time": "2023-01-25 04:51:35.903816Z", "stopped_time": "null" });
        let read = recording(fields).await.unwrap();
        assert_eq!(read.started_time.unwrap().to_string(), "2023-01-25T04:51:35.903816Z");
        assert_eq!(read.stopped_time, None);
    }

    #[tokio::test]
    async fn unknown_fields_and_unknown_enum_values_are_no_harm() {
        let read = recording(json!({ "status": "MELTING", "tomorrow": { "x": [1] } })).await.unwrap();
        assert_eq!(read.status.unwrap(), RecordingStatus::Unknown("MELTING".into()));
    }

    #[tokio::test]
    async fn a_repeated_key_does_not_fail() {
        let body = json!(r#"{"success":true,"data":{"id":"a","id":"r","file_size":1,"file_size":2}}"#);
        let (_emulator, app) = answering("recordings_get", 200, &body).await;
        let recording = app.recording("r").get().send().await.unwrap();
        assert_eq!((recording.id.as_str(), recording.file_size), ("r", Some(2)));
    }

    #[tokio::test]
    async fn half_a_character_does_not_lose_the_answer() {
        let body = json!(
            r#"{"data":{"id":"m","title":"cut \ud83d","created_at":"2026-05-11T16:00:09Z","updated_at":"2026-05-11T16:00:09Z"}}"#
        );
        let (_emulator, app) = answering("meetings_get", 200, &body).await;
        assert_eq!(app.meeting("m").get().send().await.unwrap().title.as_deref(), Some("cut \u{fffd}"));
    }

    #[tokio::test]
    async fn a_list_in_place_of_an_object_is_an_error_and_not_a_guess() {
        let error = recording(json!({ "start_reason": [{ "reason": "API_CALL" }] })).await.unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.json_path(), Some("data.start_reason"));
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_named_and_kept_and_not_printed() {
        let body = json!({ "data": { "sessions": [
            { "id": "a" }, { "id": "b" }, { "id": "c" }, { "id": "d", "started_at": "s3cr3t-ish" },
        ] } });
        let (_emulator, app) = answering("sessions_list", 200, &body).await;
        let error = app.sessions().list().send().await.unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.operation().unwrap().id, "sessions_list");
        assert_eq!(error.json_path(), Some("data.sessions[3].started_at"));
        let text = format!("{error} {error:?}");
        assert!(text.contains("the service performed the request"), "{text}");
        assert!(text.contains("a point in time expected, a string of 10 characters found"), "{text}");
        assert!(!text.contains("s3cr3t-ish"), "{text}");
        assert!(String::from_utf8_lossy(error.body()).contains("s3cr3t-ish"));
    }

    #[tokio::test]
    async fn one_bad_item_ends_a_list_unless_it_is_read_leniently() {
        let body = json!({ "data": { "sessions": [
            { "id": "a" }, { "name": "b" }, null, { "id": "c", "minutes_consumed": "1.5" },
        ] } });
        let (_emulator, app) = answering("sessions_list", 200, &body).await;
        let error = app.sessions().list().stream().try_next().await.unwrap_err();
        assert_eq!(error.json_path(), Some("data.sessions[1].id"));
        let mut stream = app.sessions().list().lenient().stream();
        assert_eq!(stream.try_next().await.unwrap().unwrap().id, "a");
        let bad = stream.try_next().await.unwrap_err();
        assert_eq!((bad.kind(), bad.json_path()), (ErrorKind::Decode, Some("data.sessions[1].id")));
        assert_eq!((bad.body(), bad.page()), (br#"{"name":"b"}"#.as_slice(), Some(1)));
        assert_eq!(stream.try_next().await.unwrap().unwrap().minutes_consumed, Some(1.5));
        assert_eq!(stream.try_next().await.unwrap(), None);
    }
}

mod envelope {
    use super::*;

    async fn meeting(status: u16, body: &Value) -> Result<realtimekit::types::Meeting, Error> {
        let (_emulator, app) = answering("meetings_get", status, body).await;
        app.meeting("m").get().send().await
    }

    #[tokio::test]
    async fn the_result_is_in_data_or_in_result() {
        let result = json!({ "id": "m", "created_at": TIME, "updated_at": TIME });
        for body in [
            json!({ "success": true, "data": result }),
            json!({ "data": result }),
            json!({ "succes": true, "data": result }),
            json!({ "success": true, "result": result, "errors": [], "messages": [] }),
            json!({ "success": true, "data": null, "result": result }),
            json!({ "data": result, "result": null }),
            result,
        ] {
            assert_eq!(meeting(200, &body).await.unwrap().id, "m", "{body}");
        }
    }

    #[tokio::test]
    async fn any_2xx_is_a_success() {
        for status in [200, 201, 202] {
            let body = data(json!({ "id": "m", "created_at": TIME, "updated_at": TIME }));
            assert_eq!(meeting(status, &body).await.unwrap().id, "m");
        }
    }

    #[tokio::test]
    async fn an_empty_body_is_fine_where_nothing_is_required() {
        let (_emulator, app) = answering("livestreams_stop", 200, &json!("")).await;
        assert_eq!(app.meeting("m").livestreams().stop().send().await.unwrap().message, None);
        let error = meeting(200, &json!("")).await.unwrap_err();
        assert!(error.is_decode(), "{error}");
    }

    #[tokio::test]
    async fn success_of_false_is_a_failure_under_any_status() {
        for body in [
            json!({ "success": false, "data": { "id": "m", "created_at": TIME, "updated_at": TIME } }),
            json!({ "succes": false, "data": { "id": "m", "created_at": TIME, "updated_at": TIME } }),
            json!({ "success": "false", "error": "x" }),
            json!({ "success": false, "errors": [{ "code": 1, "message": "x" }], "result": null }),
        ] {
            let error = meeting(200, &body).await.unwrap_err();
            assert!(!error.is_decode(), "{body}: {error}");
        }
    }

    #[tokio::test]
    async fn what_is_no_envelope_and_no_result_is_an_error() {
        for body in [json!([1]), json!("\"text\""), json!("<html>"), json!({ "hello": 1 })] {
            assert!(meeting(200, &body).await.unwrap_err().is_decode(), "{body}");
        }
        // Also where nothing is required: an answer that is no envelope is not "nothing".
        let (_emulator, app) = answering("livestreams_stop", 200, &json!("[1,2]")).await;
        assert!(app.meeting("m").livestreams().stop().send().await.unwrap_err().is_decode());
    }
}

mod errors {
    use super::*;

    async fn error(status: u16, body: &Value) -> Error {
        let (_emulator, app) = answering("meetings_create", status, body).await;
        let meetings = app.meetings();
        meetings.create().retry_policy(realtimekit::RetryPolicy::never()).send().await.unwrap_err()
    }

    #[tokio::test]
    async fn of_the_service_come_in_four_forms() {
        for body in [
            json!({ "success": false, "error": { "code": 422, "message": "No preset found x" } }),
            json!({ "success": false, "error": "No preset found x" }),
            json!({ "message": "No preset found x" }),
            json!({ "success": false, "data": { "message": "No preset found x" } }),
        ] {
            let error = error(422, &body).await;
            assert_eq!(error.message(), Some("No preset found x"), "{body}");
            assert!(error.is_invalid_request(), "{body}");
        }
    }

    #[tokio::test]
    async fn of_the_service_have_the_meaning_of_their_status() {
        for (status, message, kind) in [
            (404, "Meeting m not found", ErrorKind::NotFound),
            (400, "Custom participant ID is required", ErrorKind::InvalidRequest),
            (422, "\"layers.default.outputs\" is required", ErrorKind::InvalidRequest),
            (409, "A track recording already runs", ErrorKind::Conflict),
            (401, "Unauthorized", ErrorKind::Unauthorized),
        ] {
            let error =
                error(status, &json!({ "success": false, "error": { "code": status, "message": message } })).await;
            assert_eq!((error.kind(), error.message()), (kind, Some(message)));
        }
    }

    #[tokio::test]
    async fn of_the_gateway_are_classified_by_code_and_status() {
        for (status, code, kind) in [
            (403, json!(10000), ErrorKind::Unauthorized),
            (401, json!("10000"), ErrorKind::Unauthorized),
            (403, json!(9106), ErrorKind::Unauthorized),
            (400, json!(9106), ErrorKind::Unauthorized),
            (400, json!(6003), ErrorKind::Unauthorized),
            (400, json!("6111"), ErrorKind::Unauthorized),
            (401, json!(9107), ErrorKind::Unauthorized),
            (403, json!(9109), ErrorKind::Unauthorized),
            (400, json!(7000), ErrorKind::InvalidRequest),
            (404, json!(7003), ErrorKind::InvalidRequest),
            (429, json!(971), ErrorKind::RateLimited),
            (500, json!(971), ErrorKind::RateLimited),
            (429, json!(10000), ErrorKind::RateLimited),
        ] {
            let body = json!({
                "success": false,
                "errors": [{ "code": code, "message": "why", "error_chain": [{ "code": 1, "message": "deep" }] }],
                "messages": ["see", { "code": 2, "message": "also" }],
                "result": null,
            });
            let error = error(status, &body).await;
            assert_eq!((error.kind(), error.message()), (kind, Some("why")), "{status} {code}");
            let texts: Vec<_> = error.messages().iter().map(|message| message.text.as_str()).collect();
            assert!(texts.contains(&"deep") && texts.contains(&"also"), "{texts:?}");
        }
    }

    #[tokio::test]
    async fn of_the_edge_are_html_or_nothing() {
        for status in [500, 502, 520, 524, 530] {
            for body in [json!("<html>upstream is ill</html>"), json!("")] {
                let error = error(status, &body).await;
                assert!(error.is_server(), "{status}: {error}");
                assert!(!format!("{error} {error:?}").contains("upstream is ill"));
                assert_eq!(error.status().unwrap().as_u16(), status);
            }
        }
    }
}

mod paging {
    use super::*;

    fn page(from: u64, to: u64, total: u64) -> String {
        let items: Vec<Value> =
            (from..=to).map(|id| json!({ "id": format!("m{id}"), "created_at": TIME, "updated_at": TIME })).collect();
        let paging = json!({ "total_count": total, "start_offset": from, "end_offset": to });
        json!({ "success": true, "data": items, "paging": paging }).to_string()
    }

    #[tokio::test]
    async fn page_no_counts_from_1_and_per_page_is_always_sent() {
        let (emulator, app) = answering("meetings_list", 200, &json!(page(1, 2, 2))).await;
        app.meetings().list().send().await.unwrap();
        app.meetings().list().all().await.unwrap();
        for request in emulator.received("meetings_list") {
            let text = format!("{request:?}");
            assert!(text.contains("page_no") && text.contains("per_page"), "{text}");
        }
    }

    #[tokio::test]
    async fn there_are_more_pages_while_the_end_offset_is_smaller_than_the_total() {
        let (emulator, app) = answering("meetings_list", 200, &json!(page(3, 3, 3))).await;
        emulator.clear_faults();
        emulator.fault("meetings_list").status(200).body(page(1, 2, 3)).times(1);
        emulator.fault("meetings_list").status(200).body(page(3, 3, 3)).times(1);
        let meetings = app.meetings().list().per_page(2).all().await.unwrap();
        assert_eq!(meetings.iter().map(|meeting| meeting.id.as_str()).collect::<Vec<_>>(), ["m1", "m2", "m3"]);
        assert_eq!(emulator.received("meetings_list").len(), 2);
    }

    #[tokio::test]
    async fn sessions_of_a_meeting_are_found_by_associated_id() {
        let (_emulator, app) = answering("sessions_list", 200, &json!({ "data": { "sessions": [] } })).await;
        let url = app.sessions().list().associated_id("m").dry_run().unwrap().url;
        assert!(url.contains("associated_id=m") && !url.contains("meeting_id"), "{url}");
    }

    #[tokio::test]
    async fn livestreams_sort_descending_with_dsc_and_everything_else_with_desc() {
        let (_emulator, app) = answering("livestreams_list", 200, &json!({ "data": [] })).await;
        let url =
            app.livestreams().list().sort_order(realtimekit::types::LivestreamSortOrder::Dsc).dry_run().unwrap().url;
        assert!(url.contains("sort_order=DSC"), "{url}");
        let url = app.sessions().list().sort_order(realtimekit::types::SortOrder::Desc).dry_run().unwrap().url;
        assert!(url.contains("sort_order=DESC"), "{url}");
    }
}

mod requests {
    use super::*;

    #[tokio::test]
    async fn values_that_no_document_lists_can_be_sent() {
        let (_emulator, app) = answering("meetings_create", 201, &json!({})).await;
        let request = app.meetings().create().ai_config(realtimekit::types::AiConfig::new().transcription(
            realtimekit::types::TranscriptionConfig::new().language(TranscriptionLanguage::from("tlh")),
        ));
        let body = request.dry_run().unwrap().body.unwrap();
        assert_eq!(body["ai_config"]["transcription"]["language"], "tlh");
        let track = realtimekit::types::TrackOutput::new().type_("HOLOGRAM");
        assert_eq!(json!(track)["type"], "HOLOGRAM");
        let control = realtimekit::types::RecordingControl::new(RecordingAction::from("rewind"));
        assert_eq!(json!(control)["action"], "rewind");
        let mut preset = PresetDefinition::group_call("x");
        preset.permissions.waiting_room_type = "SOMETIMES".into();
        let body = app.presets().create(preset).dry_run().unwrap().body.unwrap();
        assert_eq!(body["permissions"]["waiting_room_type"], "SOMETIMES");
        let url = app.sessions().list().status("SLEEPING").dry_run().unwrap().url;
        assert!(url.contains("status=SLEEPING"), "{url}");
    }

    #[tokio::test]
    async fn what_was_read_can_be_sent_back_without_loss() {
        let settings = json!({
            "title": "",
            "record_on_start": true,
            "ai_config": {
                "transcription": { "language": "tlh", "keywords": [], "profanity_filter": false },
                "summarization": { "word_limit": 500, "summary_type": "limerick" },
            },
            "recording_config": {
                "max_seconds": 3600,
                "file_name_prefix": "x",
                "storage_config": { "type": "floppy", "access_key": "k3y", "bucket": "b" },
                "audio_config": { "codec": "OPUS", "channel": "5.1" },
                "video_config": { "codec": "AV2", "width": 1280 },
            },
        });
        let mut sent = settings.clone();
        sent.as_object_mut().unwrap().extend(
            json!({ "id": "m", "status": "SNOOZED", "created_at": TIME, "updated_at": TIME })
                .as_object()
                .unwrap()
                .clone(),
        );
        let (emulator, app) = answering("meetings_get", 200, &data(sent.clone())).await;
        emulator.fault("meetings_replace").status(200).body(data(sent).to_string());
        let meeting = app.meeting("m").get().send().await.unwrap();
        assert_eq!(meeting.status, Some("SNOOZED".into()));
        app.meeting("m").replace_with(meeting).send().await.unwrap();
        let request = emulator.received("meetings_replace").pop().unwrap();
        let body = request.body;
        assert_eq!(body, settings);
    }

    #[tokio::test]
    async fn a_preset_that_was_read_can_be_sent_back_without_loss() {
        let mut definition = json!(PresetDefinition::webinar("x"));
        definition["ui"]["config_diff"] = json!({ "any": [1, null] });
        definition["permissions"]["recorder_type"] = json!("ROBOT");
        definition["permissions"]["plugins"]["config"] = json!("7b9a3f70-2a55-4f4e-8a39-2f6cfe4ab002");
        let mut preset = definition.clone();
        preset["id"] = "p".into();
        let (emulator, app) = answering("presets_get", 200, &data(preset.clone())).await;
        emulator.fault("presets_replace").status(200).body(data(preset).to_string());
        let read = app.preset("p").get().send().await.unwrap();
        app.preset("p").replace(PresetDefinition::try_from(&read).unwrap()).send().await.unwrap();
        let request = emulator.received("presets_replace").pop().unwrap();
        assert_eq!(request.body, definition);
    }
}
