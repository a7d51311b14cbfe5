//! Recordings, their files, and livestreams.

use std::time::Duration;

use crate::caller::{Caller, data, id, refusal};
use realtimekit_emulator::Emulator;
use serde_json::{Value, json};

/// A meeting with a person in it.
async fn gathering() -> (Caller, String, String) {
    let clock = "2026-03-01T09:00:00Z".parse().unwrap();
    let api = Caller::with(Emulator::builder().check_responses().fixed_clock(clock)).await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    api.emulator.join(&meeting, &ada).unwrap();
    (api, meeting, ada)
}

async fn control(api: &Caller, recording: &str, action: &str) -> (u16, Value) {
    api.put(&format!("recordings/{recording}"), json!({ "action": action })).await
}

#[tokio::test]
async fn a_recording_follows_its_states() {
    let (api, meeting, _) = gathering().await;
    let audio = json!({ "codec": "MP3", "export_file": true });
    let started = data(api.post("recordings", json!({ "meeting_id": meeting, "audio_config": audio })).await);
    let recording = id(&started);
    assert_eq!((&started["status"], &started["download_url"]), (&json!("INVOKED"), &Value::Null));
    for action in ["pause", "stop"] {
        let refused = refusal(control(&api, &recording, action).await);
        assert_eq!(refused, (400, "The recording is not in progress".to_owned()), "it is INVOKED");
    }
    let second = refusal(api.post("recordings", json!({ "meeting_id": meeting })).await);
    assert_eq!(second, (409, "A RECORDER is already running for meeting".to_owned()));
    let second = json!({ "meeting_id": meeting, "allow_multiple_recordings": true });
    let second = id(&data(api.post("recordings", second).await));
    assert_eq!(id(&api.data(&format!("recordings/active-recording/{meeting}")).await), second);

    api.emulator.advance(Duration::from_secs(12));
    assert_eq!(data(control(&api, &recording, "pause").await)["status"], "PAUSED");
    api.emulator.advance(Duration::from_secs(100));
    assert_eq!(data(control(&api, &recording, "resume").await)["status"], "RECORDING");
    api.emulator.advance(Duration::from_secs(20));
    assert_eq!(api.emulator.finish_upload(&recording, 9).unwrap_err().status(), 409);
    let stopped = data(control(&api, &recording, "stop").await);
    assert_eq!((&stopped["status"], &stopped["recording_duration"]), (&json!("UPLOADING"), &json!(30)));
    assert_eq!(stopped["stop_reason"]["reason"], "API_CALL");
    assert_eq!(refusal(control(&api, &recording, "stop").await).0, 400);
    api.emulator.finish_upload(&recording, 100_000).unwrap();
    api.emulator.fail_recording(&second).unwrap();

    let done = api.data(&format!("recordings/{recording}")).await;
    assert_eq!((&done["status"], &done["file_size"]), (&json!("UPLOADED"), &json!(100_000)));
    let file = api.http.get(done["download_url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(file.headers()["content-type"], "video/mp4");
    assert_eq!(file.bytes().await.unwrap().len(), 100_000);
    let audio = api.http.get(done["audio_download_url"].as_str().unwrap()).send().await.unwrap();
    assert!(audio.bytes().await.unwrap().starts_with(b"ID3"));

    let count = async |query: &str| api.data(&format!("recordings?{query}")).await.as_array().unwrap().len();
    assert_eq!(count(&format!("meeting_id={meeting}")).await, 2);
    assert_eq!(count("status=UPLOADED&status=ERRORED").await, 2);
    assert_eq!(count("status=ERRORED").await, 1);
    assert_eq!(count("expired=true").await, 0);
    api.emulator.advance(Duration::from_secs(7 * 86_400));
    assert_eq!(count("expired=true").await, 1);
    assert_eq!(refusal(api.get(&format!("recordings/{recording}")).await).0, 404);
}

#[tokio::test]
async fn recordings_begin_and_end_with_people() {
    let (api, meeting, _) = gathering().await;
    let empty = api.meeting().await;
    let waiting = data(api.post("recordings", json!({ "meeting_id": empty })).await);
    assert_eq!((&waiting["status"], &waiting["session_id"]), (&json!("INVOKED"), &Value::Null));
    let joined = api.meeting().await;
    let early = id(&data(api.post("recordings", json!({ "meeting_id": joined })).await));
    let eve = api.participant(&joined, "eve").await;
    let session = api.emulator.join(&joined, &eve).unwrap().session_id;
    let unknown = json!({ "meeting_id": "00000000-0000-4000-8000-000000000000" });
    assert_eq!(refusal(api.post("recordings", unknown).await).0, 404);

    let short = json!({ "meeting_id": meeting, "max_seconds": 60 });
    let short = id(&data(api.post("recordings", short).await));
    api.emulator.advance(Duration::from_secs(62));
    assert_eq!(api.data(&format!("recordings/{short}")).await["status"], "UPLOADING");
    let early = api.data(&format!("recordings/{early}")).await;
    assert_eq!((&early["status"], &early["session_id"]), (&json!("RECORDING"), &json!(session)));
    let waiting = api.data(&format!("recordings/{}", id(&waiting))).await;
    assert_eq!(waiting["status"], "ERRORED", "no participant joined for a minute");

    let body = json!({ "title": "Recorded", "record_on_start": true, "recording_config": { "file_name_prefix": "r" } });
    let recorded = id(&data(api.post("meetings", body).await));
    let bob = api.participant(&recorded, "bob").await;
    api.emulator.join(&recorded, &bob).unwrap();
    let recording = api.data(&format!("recordings/active-recording/{recorded}")).await;
    assert_eq!(recording["start_reason"]["reason"], "RECORD_ON_START");
    assert!(recording["output_file_name"].as_str().unwrap().starts_with("r_"));
    api.emulator.leave(&recorded, &bob).unwrap();
    api.emulator.advance(Duration::from_secs(60));
    let listed = api.data(&format!("recordings?meeting_id={recorded}")).await;
    assert_eq!(listed[0]["stop_reason"]["reason"], "ALL_PEERS_LEFT");
    assert_eq!(listed[0]["meeting"]["title"], "Recorded");
}

#[tokio::test]
async fn a_track_recording_has_a_file_for_each_person() {
    let (api, meeting, ada) = gathering().await;
    let body =
        json!({ "meeting_id": meeting, "layers": { "default": { "outputs": [{ "type": "REALTIMEKIT_BUCKET" }] } } });
    let recording = id(&data(api.post("recordings/track", body.clone()).await)["recording"]);
    assert_eq!(refusal(api.post("recordings/track", body).await).0, 409);
    api.emulator.advance(Duration::from_secs(2));
    data(control(&api, &recording, "stop").await);
    api.emulator.finish_upload(&recording, 5000).unwrap();
    let done = api.data(&format!("recordings/{recording}")).await;
    assert_eq!(done["file_size"], 0);
    let files = done["download_url"][0]["download_urls"].as_object().unwrap();
    let (name, file) = files.iter().next().unwrap();
    assert!(name.starts_with(&format!("speaker_{ada}_")) && name.ends_with(".webm"), "{name}");
    let bytes = api.http.get(file["download_url"].as_str().unwrap()).send().await.unwrap().bytes().await.unwrap();
    assert!(bytes.len() == 5000 && bytes.starts_with(b"\x1a\x45\xdf\xa3"));
}

/// The link to a recording of 1,000 bytes, whose name is as hard as callers can make it.
async fn recorded(api: &Caller, meeting: &str) -> String {
    let body = json!({ "meeting_id": meeting, "file_name_prefix": "a/b c?d#é" });
    let recording = id(&data(api.post("recordings", body).await));
    api.emulator.advance(Duration::from_secs(2));
    data(control(api, &recording, "stop").await);
    api.emulator.finish_upload(&recording, 1000).unwrap();
    api.data(&format!("recordings/{recording}")).await["download_url"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn downloads_can_be_resumed() {
    let (api, meeting, _) = gathering().await;
    let link = recorded(&api, &meeting).await;
    let whole = api.http.get(&link).send().await.unwrap().bytes().await.unwrap();
    api.emulator.fault("download").truncated().times(1);
    let broken = api.http.get(&link).send().await.unwrap();
    assert_eq!(broken.content_length(), Some(1000));
    assert!(broken.bytes().await.is_err());
    let rest = api.http.get(&link).header("range", "bytes=500-").send().await.unwrap();
    assert_eq!(
        (rest.status().as_u16(), &rest.headers()["content-range"]),
        (206, &"bytes 500-999/1000".parse().unwrap())
    );
    assert_eq!(rest.bytes().await.unwrap(), whole.slice(500..));
    let changed =
        api.http.get(&link).header("range", "bytes=500-").header("if-range", "\"other\"").send().await.unwrap();
    assert_eq!(changed.status(), 200);
    let beyond = api.http.get(&link).header("range", "bytes=1000-").send().await.unwrap();
    assert_eq!((beyond.status().as_u16(), &beyond.headers()["content-range"]), (416, &"bytes */1000".parse().unwrap()));
    let head = api.http.head(&link).send().await.unwrap();
    assert_eq!((head.status().as_u16(), &head.headers()["content-length"]), (200, &"1000".parse().unwrap()));
    assert_eq!(api.emulator.received("download").len(), 6);
}

#[tokio::test]
async fn downloads_can_arrive_in_every_bad_way() {
    let (api, meeting, _) = gathering().await;
    let link = recorded(&api, &meeting).await;
    let fetch = async || api.http.get(&link).send().await.unwrap();
    let whole = fetch().await.bytes().await.unwrap();

    api.emulator.fault("download").garbage().times(1);
    let garbled = fetch().await.bytes().await.unwrap();
    assert_eq!(garbled.len(), whole.len());
    assert!(garbled.iter().zip(&whole).all(|(one, other)| one != other));

    api.emulator.fault("download").huge(100_000).times(1);
    let swollen = fetch().await.bytes().await.unwrap();
    assert!(swollen.len() >= 101_000 && swollen.starts_with(&whole), "{}", swollen.len());

    api.emulator.fault("download").trickled(Duration::from_millis(50)).times(1);
    assert!(fetch().await.chunk().await.unwrap().unwrap().len() < whole.len());
    api.emulator.fault("download").trickled(Duration::ZERO).times(1);
    assert_eq!(fetch().await.bytes().await.unwrap(), whole);

    let fault = api.emulator.fault("download").stalled().times(1);
    let mut response = fetch().await;
    let mut received = 0;
    while received < whole.len() / 2 {
        received += response.chunk().await.unwrap().unwrap().len();
    }
    assert_eq!((received, fault.hits()), (whole.len() / 2, 1));
    assert!(tokio::time::timeout(Duration::from_millis(50), response.chunk()).await.is_err(), "and then nothing");
    assert_eq!(fetch().await.bytes().await.unwrap(), whole);
}

#[tokio::test]
async fn downloads_can_deviate_from_their_headers() {
    let (api, meeting, _) = gathering().await;
    let link = recorded(&api, &meeting).await;
    let fetch = async |range: &str| api.http.get(&link).header("range", range).send().await.unwrap();
    let part = fetch("bytes=0-99").await;
    let (tag, part) = (part.headers()["etag"].clone(), part.bytes().await.unwrap());

    api.emulator.fault("download").ignored_range().times(1);
    let ignored = fetch("bytes=500-").await;
    assert_eq!((ignored.status().as_u16(), ignored.bytes().await.unwrap().len()), (200, 1000));

    api.emulator.fault("download").broken_after(10).times(1);
    let mut broken = fetch("bytes=0-99").await;
    assert_eq!((broken.content_length(), broken.chunk().await.unwrap().unwrap()), (Some(100), part.slice(..10)));
    assert!(broken.chunk().await.is_err());

    api.emulator.fault("download").announced_length(1500).times(1);
    let lie = api.http.get(&link).send().await.unwrap();
    assert_eq!(lie.content_length(), Some(1500));
    assert!(lie.bytes().await.is_err(), "1000 bytes in place of 1500");

    api.emulator.fault("download").changed_file().times(1);
    let resumed = api.http.get(&link).header("range", "bytes=0-99").header("if-range", &tag).send().await.unwrap();
    assert_ne!(resumed.headers()["etag"], tag);
    assert_eq!(resumed.status(), 200, "the part would not fit the new version");
    assert!(!resumed.bytes().await.unwrap().starts_with(&part[..1]));
}

#[tokio::test]
async fn links_can_expire_before_their_files() {
    let builder = Emulator::builder().fixed_clock("2026-03-01T09:00:00Z".parse().unwrap());
    let api = Caller::with(builder.link_lifetime(Duration::from_secs(60))).await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    api.emulator.join(&meeting, &ada).unwrap();
    let link = recorded(&api, &meeting).await;
    let status = async |link: &str| api.http.get(link).send().await.unwrap().status().as_u16();
    assert_eq!(status(&link).await, 200);
    api.emulator.advance(Duration::from_secs(60));
    assert_eq!(status(&link).await, 403);
    let listed = api.data("recordings").await;
    assert_eq!(status(listed[0]["download_url"].as_str().unwrap()).await, 200, "a new link to the same file");
}

#[tokio::test]
async fn links_are_signed_and_refuse_the_token() {
    let (api, meeting, _) = gathering().await;
    let link = recorded(&api, &meeting).await;
    let status = async |link: &str| api.http.get(link).send().await.unwrap().status().as_u16();
    assert_eq!(status(&link.replace("signature=", "signature=00")).await, 403);
    assert_eq!(status(&link.replace("expires=1", "expires=2")).await, 403);
    assert_eq!(status(link.split('?').next().unwrap()).await, 403);
    assert_eq!(api.emulator.leaked_tokens(), 0);
    let leaked = api.http.get(&link).bearer_auth(api.emulator.api_token()).send().await.unwrap();
    assert_eq!((leaked.status().as_u16(), api.emulator.leaked_tokens()), (400, 1));
}

#[tokio::test]
async fn a_meeting_is_broadcast() {
    let (api, meeting, _) = gathering().await;
    let stream = data(api.post(&format!("meetings/{meeting}/livestreams"), json!({ "name": "Live" })).await);
    assert_eq!(stream["status"], "INVOKED");
    assert_eq!(refusal(api.post(&format!("meetings/{meeting}/livestreams"), json!({})).await).0, 400);
    api.emulator.advance(Duration::from_secs(5));
    assert_eq!(api.data(&format!("meetings/{meeting}/active-livestream")).await["status"], "LIVE");
    api.emulator.watch(&id(&stream), 3).unwrap();
    api.emulator.advance(Duration::from_secs(100));
    let active = api.data(&format!("livestreams/{}/active-livestream-session", id(&stream))).await;
    assert_eq!(
        (&active["session"]["ingest_seconds"], &active["session"]["viewer_seconds"]),
        (&json!(100), &json!(300.0))
    );
    let stop = format!("meetings/{meeting}/active-livestream/stop");
    data(api.send(reqwest::Method::POST, &stop, None).await);
    assert_eq!(refusal(api.send(reqwest::Method::POST, &stop, None).await).0, 404);
    let again = refusal(api.post(&format!("meetings/{meeting}/livestreams"), json!({})).await);
    assert!(again.0 == 400 && again.1.contains("still being stopped"), "{again:?}");

    let details = api.data(&format!("livestreams/{}?per_page=1", id(&stream))).await;
    assert_eq!((&details["livestream"]["status"], &details["paging"]["total_count"]), (&json!("IDLE"), &json!(1)));
    let broadcast = id(&details["sessions"][0]);
    assert_eq!(api.data(&format!("livestreams/sessions/{broadcast}")).await["livestream_id"], stream["id"]);
    let session = id(&api.data(&format!("meetings/{meeting}/active-session")).await);
    let nested = api.data(&format!("sessions/{session}/livestream-sessions")).await;
    assert_eq!(nested["data"][0]["id"], json!(broadcast));
    let overall = api.data("analytics/livestreams/overall").await;
    assert_eq!(overall, json!({ "count": 1, "total_ingest_seconds": 100, "total_viewer_seconds": 300 }));
    assert_eq!(api.data("analytics/livestreams/daywise?end_time=1").await, json!([]));
    assert_eq!(api.data("analytics/livestreams/daywise").await[0]["date"], "2026-03-01");
}

#[tokio::test]
async fn an_encoder_can_feed_a_livestream() {
    let (api, meeting, _) = gathering().await;
    let stream = id(&data(api.post("livestreams", json!({ "name": "Stage" })).await));
    assert_eq!(refusal(api.get(&format!("livestreams/{stream}/active-livestream-session")).await).0, 404);
    api.emulator.go_live(&stream).unwrap();
    assert_eq!(api.data("livestreams?status=LIVE").await[0]["id"], json!(stream));
    api.emulator.go_offline(&stream).unwrap();
    data(api.post(&format!("meetings/{meeting}/livestreams"), json!({})).await);
    assert_eq!(api.data("livestreams?exclude_meetings=true").await.as_array().unwrap().len(), 1);
    assert_eq!(api.data("livestreams?sort_order=DSC").await[1]["id"], json!(stream));
    assert_eq!(api.data(&format!("meetings/{meeting}/livestream")).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_recording_that_is_not_in_the_bucket_neither_expires_nor_has_links() {
    let (api, meeting, _) = gathering().await;
    let elsewhere = json!({ "meeting_id": meeting, "realtimekit_bucket_config": { "enabled": false } });
    let streamed = json!({ "meeting_id": meeting, "layers": { "default": { "outputs": [
        { "type": "STORAGE_CONFIG", "storage_config": { "type": "gcs", "bucket": "b", "secret": "s", "path": "p" } },
    ] } } });
    let kept = json!({ "meeting_id": meeting });
    let mut ids = Vec::new();
    for (path, body) in [("recordings", elsewhere), ("recordings/track", streamed), ("recordings", kept)] {
        let started = data(api.post(path, body).await);
        ids.push(id(started.get("recording").unwrap_or(&started)));
        api.emulator.advance(Duration::from_secs(2));
        data(control(&api, ids.last().unwrap(), "stop").await);
    }
    let count = async |query: &str| api.data(&format!("recordings?{query}")).await.as_array().unwrap().len();
    assert_eq!((count("expired=false").await, count("expired=true").await), (0, 0), "nothing is uploaded");
    let events = json!({ "name": "n", "url": "http://127.0.0.1:9", "events": ["recording.statusUpdate"] });
    data(api.post("webhooks", events).await);
    for id in &ids {
        api.emulator.finish_upload(id, 100).unwrap();
    }
    for id in &ids[..2] {
        let done = api.data(&format!("recordings/{id}")).await;
        assert_eq!(done["status"], "UPLOADED");
        for field in ["download_url", "audio_download_url", "download_url_expiry"] {
            assert_eq!(done[field], Value::Null, "{field} of {done}");
        }
    }
    let events: Vec<Value> = api.emulator.deliveries().iter().map(|one| one.json()["recording"].clone()).collect();
    assert_eq!(events.iter().filter(|recording| recording.get("downloadUrlExpiry").is_some()).count(), 1, "{events:?}");
    assert_eq!((count("expired=false").await, count("expired=true").await, count("").await), (1, 0, 3));
    api.emulator.advance(Duration::from_secs(7 * 86_400));
    assert_eq!((count("expired=false").await, count("expired=true").await), (0, 1));
    for (id, status) in ids.iter().zip([200, 200, 404]) {
        assert_eq!(api.get(&format!("recordings/{id}")).await.0, status);
    }
}

#[tokio::test]
async fn a_livestream_waits_for_people() {
    let api =
        Caller::with(Emulator::builder().check_responses().fixed_clock("2026-03-01T09:00:00Z".parse().unwrap())).await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    let stream = id(&data(api.post(&format!("meetings/{meeting}/livestreams"), json!({})).await));
    api.emulator.advance(Duration::from_secs(60));
    assert_eq!(api.data(&format!("meetings/{meeting}/active-livestream")).await["status"], "INVOKED");
    let session = api.emulator.join(&meeting, &ada).unwrap().session_id;
    api.emulator.advance(Duration::from_secs(5));
    assert_eq!(api.data(&format!("meetings/{meeting}/active-livestream")).await["status"], "LIVE");
    let broadcasts = api.data(&format!("sessions/{session}/livestream-sessions")).await;
    assert_eq!(broadcasts["data"][0]["livestream_id"], json!(stream));
    assert_eq!(broadcasts["data"][0]["ingest_seconds"], 0.0);
    api.emulator.end_session(&meeting).unwrap();
    assert_eq!(refusal(api.get(&format!("meetings/{meeting}/active-livestream")).await).0, 404);
}

#[tokio::test]
async fn a_livestream_can_fail() {
    let (api, meeting, _) = gathering().await;
    let events = json!({ "name": "n", "url": "http://127.0.0.1:9", "events": ["livestreaming.statusUpdate"] });
    data(api.post("webhooks", events).await);
    let stream = id(&data(api.post(&format!("meetings/{meeting}/livestreams"), json!({})).await));
    api.emulator.advance(Duration::from_secs(5));
    let command = json!({ "livestream_id": stream, "message": "the encoder went away" });
    let url = format!("{}/_emulator/fail_livestream", api.emulator.root_url());
    assert_eq!(api.http.post(url).json(&command).send().await.unwrap().status(), 200);
    let details = api.data(&format!("livestreams/{stream}")).await;
    assert_eq!(details["livestream"]["status"], "ERRORED");
    assert_eq!(details["sessions"][0]["err_message"], "the encoder went away");
    assert_ne!(details["sessions"][0]["stopped_time"], Value::Null);
    assert_eq!(api.data("livestreams?status=ERRORED").await[0]["id"], json!(stream));
    let statuses: Vec<Value> = api.emulator.deliveries().iter().map(|one| one.json()["status"].clone()).collect();
    assert_eq!(statuses, ["INVOKED", "LIVE", "ERRORED"]);
    assert_eq!(api.emulator.fail_livestream(&stream, "again").unwrap_err().status(), 409);
    api.emulator.go_live(&stream).unwrap();
    assert_eq!(api.data(&format!("livestreams/{stream}")).await["sessions"][1]["err_message"], Value::Null);
}

#[tokio::test]
async fn livestreams_count_once_and_their_sessions_each() {
    let (api, meeting, _) = gathering().await;
    let stream = id(&data(api.post("livestreams", json!({})).await));
    for _ in 0..2 {
        api.emulator.go_live(&stream).unwrap();
        api.emulator.advance(Duration::from_secs(10));
        api.emulator.go_offline(&stream).unwrap();
    }
    data(api.post(&format!("meetings/{meeting}/livestreams"), json!({})).await);
    let stop = format!("meetings/{meeting}/active-livestream/stop");
    data(api.send(reqwest::Method::POST, &stop, None).await);
    let overall = api.data("analytics/livestreams/overall").await;
    assert_eq!((&overall["count"], &overall["total_ingest_seconds"]), (&json!(1), &json!(20)));
    assert_eq!(api.data("analytics/livestreams/daywise").await[0]["count"], 2);
}
