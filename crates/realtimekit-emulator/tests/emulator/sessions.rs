//! Sessions, from the first to join to the files that are left.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::caller::{Caller, data, id, refusal};
use realtimekit_emulator::Emulator;
use serde_json::{Value, json};

const START: &str = "2026-03-01T09:00:00Z";

async fn at_a_fixed_time() -> Caller {
    Caller::with(Emulator::builder().check_responses().fixed_clock(START.parse().unwrap())).await
}

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}

#[tokio::test]
async fn a_session_counts_people_and_minutes() {
    let api = at_a_fixed_time().await;
    let meeting = api.meeting().await;
    let (ada, grace) = (api.participant(&meeting, "ada").await, api.participant(&meeting, "grace").await);
    assert_eq!(refusal(api.get(&format!("meetings/{meeting}/active-session")).await).0, 404);
    let joined = api.emulator.join(&meeting, &ada).unwrap();
    api.emulator.advance(minutes(10));
    api.emulator.join(&meeting, &grace).unwrap();
    api.emulator.advance(minutes(5));
    let live = api.data(&format!("meetings/{meeting}/active-session")).await;
    assert_eq!((&live["live_participants"], &live["status"]), (&json!(2), &json!("LIVE")));
    assert_eq!(live["minutes_consumed"], 20.0);

    api.emulator.leave(&meeting, &ada).unwrap();
    api.emulator.leave(&meeting, &grace).unwrap();
    api.emulator.advance(Duration::from_secs(59));
    let path = format!("sessions/{}", joined.session_id);
    assert_eq!(api.data(&path).await["status"], "LIVE");
    api.emulator.advance(minutes(60));
    let ended = api.data(&path).await;
    assert_eq!(ended["ended_at"], "2026-03-01T09:16:00.000Z", "60 seconds after the last one left");
    assert_eq!((&ended["minutes_consumed"], &ended["max_concurrent_participants"]), (&json!(20.0), &json!(2)));

    let people = api.data(&format!("{path}/participants?sort_by=duration&include_peer_events=true")).await;
    assert_eq!(people["paging"]["total_count"], 2);
    let first = &people["participants"][0];
    assert_eq!((&first["user_id"], &first["duration"]), (&json!(grace), &json!(5.0)));
    assert_eq!(first["peer_events"].as_array().unwrap().len(), 3);
    let peer = id(first);
    let one = api.data(&format!("{path}/participants/{peer}")).await;
    assert_eq!(one["participant"]["custom_participant_id"], "grace");
    let report = api.data(&format!("sessions/peer-report/{peer}?filters=device_info")).await;
    assert_eq!(report["participant"]["role"], "group_call_host");
    assert!(report["participant"]["peer_report"]["metadata"].get("ip_information").is_none());

    let analytics = api.data("analytics/daywise?start_date=2026-03-01&end_date=2026-03-01").await;
    assert_eq!(analytics["session_stats"]["sessions_minutes_consumed"], 20.0);
    assert_eq!(api.data("analytics/daywise?end_date=2026-02-28").await["session_stats"]["sessions_count"], 0);
}

#[tokio::test]
async fn returning_keeps_the_session_alive() {
    let api = at_a_fixed_time().await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    let first = api.emulator.join(&meeting, &ada).unwrap();
    api.emulator.leave(&meeting, &ada).unwrap();
    api.emulator.advance(Duration::from_secs(50));
    assert_eq!(api.emulator.join(&meeting, &ada).unwrap().session_id, first.session_id);
    api.emulator.advance(minutes(10));
    assert_eq!(api.data(&format!("sessions/{}", first.session_id)).await["status"], "LIVE");
    assert_eq!(api.emulator.end_session(&meeting).unwrap(), first.session_id);
    assert_ne!(api.emulator.join(&meeting, &ada).unwrap().session_id, first.session_id);
}

#[tokio::test]
async fn a_changed_keep_alive_time_counts_for_an_empty_room() {
    let api = at_a_fixed_time().await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    let path = format!("meetings/{meeting}");
    let keep_alive = async |seconds: u64| {
        data(api.patch(&path, json!({ "session_keep_alive_time_in_secs": seconds })).await);
    };
    let ended_after = async |session: &str, seconds: u64| {
        api.emulator.advance(Duration::from_secs(seconds - 1));
        assert_eq!(api.data(&format!("sessions/{session}")).await["status"], "LIVE");
        api.emulator.advance(Duration::from_secs(1));
        assert_eq!(api.data(&format!("sessions/{session}")).await["status"], "ENDED");
    };
    let raised = api.emulator.join(&meeting, &ada).unwrap().session_id;
    api.emulator.leave(&meeting, &ada).unwrap();
    api.emulator.advance(Duration::from_secs(30));
    keep_alive(600).await;
    ended_after(&raised, 570).await;

    let lowered = api.emulator.join(&meeting, &ada).unwrap().session_id;
    api.emulator.leave(&meeting, &ada).unwrap();
    api.emulator.advance(Duration::from_secs(30));
    keep_alive(120).await;
    ended_after(&lowered, 90).await;

    let over = api.emulator.join(&meeting, &ada).unwrap().session_id;
    api.emulator.leave(&meeting, &ada).unwrap();
    api.emulator.advance(Duration::from_secs(100));
    keep_alive(60).await;
    assert_eq!(api.data(&format!("sessions/{over}")).await["status"], "ENDED", "the time was over already");
}

#[tokio::test]
async fn joining_can_be_refused() {
    let api = Caller::new().await;
    let meeting = api.meeting().await;
    let path = format!("meetings/{meeting}/participants");
    let nameless = json!({ "custom_participant_id": "x", "preset_name": "group_call_guest" });
    let added = data(api.post(&path, nameless).await);
    assert_eq!(api.emulator.join(&meeting, &id(&added)).unwrap_err().status(), 400);
    data(api.patch(&format!("{path}/{}", id(&added)), json!({ "name": "" })).await);
    api.emulator.join(&meeting, added["token"].as_str().unwrap()).unwrap();
    let foreign = api.emulator.join(&meeting, "eyJhbGciOiJub25lIn0.e30.c2ln").unwrap_err();
    assert!(foreign.status() == 401 && !foreign.to_string().contains("eyJ"), "{foreign}");
    data(api.patch(&format!("meetings/{meeting}"), json!({ "status": "INACTIVE" })).await);
    assert_eq!(api.emulator.join(&meeting, &id(&added)).unwrap_err().status(), 403);
}

#[tokio::test]
async fn people_can_be_kicked_and_muted() {
    let api = Caller::new().await;
    let meeting = api.meeting().await;
    let path = format!("meetings/{meeting}/active-session");
    assert_eq!(refusal(api.post(&format!("{path}/kick"), json!({})).await).0, 404);
    let mut people = Vec::new();
    for name in ["a", "b", "c", "d"] {
        people.push(api.participant(&meeting, name).await);
        api.emulator.join(&meeting, people.last().unwrap()).unwrap();
    }
    let muted = data(api.post(&format!("{path}/mute"), json!({ "participant_ids": [people[0]] })).await);
    assert_eq!(muted["participants"][0]["id"], json!(people[0]));
    let all = data(api.post(&format!("{path}/mute-all"), json!({ "allow_unmute": false })).await);
    assert_eq!(all["muted_participants_count"], 4);
    let kick = json!({ "participant_ids": [people[0]], "custom_participant_ids": ["b"] });
    let kicked = data(api.post(&format!("{path}/kick"), kick).await);
    assert_eq!(kicked["participants"].as_array().unwrap().len(), 2);
    let kicked = data(api.send(reqwest::Method::POST, &format!("{path}/kick-all"), None).await);
    assert_eq!(kicked["kicked_participants_count"], 2);
    let poll = json!({ "question": "Tea?", "options": ["yes", "no"] });
    assert_eq!(data(api.post(&format!("{path}/poll"), poll).await)["poll"]["options"][1]["text"], "no");
}

#[tokio::test]
async fn sessions_are_filtered_by_associated_id_and_not_by_meeting_id() {
    let api = Caller::new().await;
    let mut meetings = Vec::new();
    for name in ["alpha", "zulu"] {
        let meeting = api.meeting().await;
        let person = api.participant(&meeting, name).await;
        api.emulator.join(&meeting, &person).unwrap();
        meetings.push(meeting);
    }
    let count = async |query: &str| api.data(&format!("sessions?{query}")).await["sessions"].as_array().unwrap().len();
    assert_eq!(count(&format!("associated_id={}", meetings[0])).await, 1);
    assert_eq!(count(&format!("meeting_id={}", meetings[0])).await, 2);
    assert_eq!(count("participants=zul").await, 1);
    assert_eq!(count("status=ENDED").await, 0);
    api.emulator.end_session(&meetings[0]).unwrap();
    assert_eq!(count("status=ENDED").await, 1);
    assert_eq!(count("sort_by=minutesConsumed&sort_order=DESC&per_page=1").await, 1);
}

#[tokio::test]
async fn breakout_rooms_belong_to_their_session() {
    let api = Caller::new().await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    let joined = api.emulator.join(&meeting, &ada).unwrap();
    let room = api.emulator.open_breakout_room(&meeting, "Group 1", &[&ada]).unwrap();
    let path = format!("sessions/{}", joined.session_id);
    assert_eq!(api.data(&path).await.get("breakout_rooms"), None);
    api.emulator.end_session(&meeting).unwrap();
    let rooms = api.data(&format!("{path}?include_breakout_rooms=true")).await["breakout_rooms"].clone();
    assert_eq!((&rooms[0]["id"], &rooms[0]["status"]), (&json!(room), &json!("ENDED")));
}

#[tokio::test]
async fn people_in_breakout_rooms_are_counted_once() {
    let api = at_a_fixed_time().await;
    let meeting = api.meeting().await;
    let (ada, grace) = (api.participant(&meeting, "ada").await, api.participant(&meeting, "grace").await);
    let joined = api.emulator.join(&meeting, &ada).unwrap();
    api.emulator.join(&meeting, &grace).unwrap();
    api.emulator.advance(minutes(10));
    api.emulator.open_breakout_room(&meeting, "One", &[&ada]).unwrap();
    api.emulator.advance(minutes(20));
    let room = api.emulator.open_breakout_room(&meeting, "Two", &[&ada]).unwrap();
    api.emulator.advance(minutes(30));
    let parent = api.data(&format!("meetings/{meeting}/active-session")).await;
    assert_eq!((&parent["live_participants"], &parent["minutes_consumed"]), (&json!(1), &json!(70.0)));
    let inner = api.data(&format!("sessions/{room}")).await;
    assert_eq!((&inner["live_participants"], &inner["minutes_consumed"]), (&json!(1), &json!(30.0)));

    let path = format!("sessions/{}/participants", joined.session_id);
    let durations = async |query: &str| {
        let people = api.data(&format!("{path}?sort_by=duration&{query}")).await;
        let people = people["participants"].as_array().unwrap().iter();
        people.map(|one| (one["id"] == json!(joined.peer_id), one["duration"].as_f64().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(durations("").await, [(true, 10.0), (false, 60.0)]);
    assert_eq!(durations("view=raw").await, [(true, 10.0), (false, 60.0)]);
    assert_eq!(durations("view=consolidated").await, [(true, 60.0), (false, 60.0)]);
    let stats = api.data("analytics/daywise").await["session_stats"].clone();
    assert_eq!((&stats["sessions_count"], &stats["sessions_minutes_consumed"]), (&json!(1), &json!(120.0)));
}

#[tokio::test]
async fn people_in_breakout_rooms_are_still_in_the_meeting() {
    let api = at_a_fixed_time().await;
    let meeting = api.meeting().await;
    let mut people = Vec::new();
    for name in ["a", "b", "c"] {
        people.push(api.participant(&meeting, name).await);
        api.emulator.join(&meeting, people.last().unwrap()).unwrap();
    }
    let everything = json!({ "name": "n", "url": "http://127.0.0.1:9", "events": ["meeting.participantLeft"] });
    data(api.post("webhooks", everything).await);
    let room = api.emulator.open_breakout_room(&meeting, "All", &[&people[0], &people[1], &people[2]]).unwrap();
    api.emulator.advance(minutes(5));
    let live = api.data(&format!("meetings/{meeting}/active-session")).await;
    assert_eq!(live["status"], "LIVE", "no participant has left");
    api.emulator.say(&meeting, &people[0], "Hello").unwrap();
    api.emulator.speak(&meeting, &people[0], "Good morning").unwrap();
    api.emulator.leave(&meeting, &people[0]).unwrap();
    let path = format!("meetings/{meeting}/active-session");
    let muted = data(api.post(&format!("{path}/mute-all"), json!({ "allow_unmute": true })).await);
    assert_eq!(muted["muted_participants_count"], 2);
    let kicked = data(api.post(&format!("{path}/kick"), json!({ "participant_ids": [people[1]] })).await);
    assert_eq!(kicked["participants"][0]["id"], json!(people[1]));
    let kicked = data(api.send(reqwest::Method::POST, &format!("{path}/kick-all"), None).await);
    assert_eq!(kicked["kicked_participants_count"], 1);
    let left: Vec<Value> = api.emulator.deliveries().iter().map(realtimekit_emulator::Delivery::json).collect();
    assert_eq!(left.len(), 3, "one event for each person: {left:?}");
    assert!(left.iter().all(|event| event["meeting"]["sessionId"] == live["id"]), "{left:?}");

    api.emulator.advance(minutes(1));
    assert_eq!(api.data(&format!("sessions/{}", id(&live))).await["status"], "ENDED");
    let chat = api.data(&format!("sessions/{room}/chat")).await;
    let chat = api.http.get(chat["chat_download_url"].as_str().unwrap()).send().await.unwrap().text().await.unwrap();
    assert!(chat.contains("Hello"), "{chat}");
}

#[tokio::test]
async fn minutes_are_shared_out_by_the_kind_of_preset() {
    let api = at_a_fixed_time().await;
    let meeting = api.meeting().await;
    let host = api.participant(&meeting, "host").await;
    let viewer = json!({ "custom_participant_id": "v", "name": "V", "preset_name": "livestream_viewer" });
    let viewer = id(&data(api.post(&format!("meetings/{meeting}/participants"), viewer).await));
    api.emulator.join(&meeting, &host).unwrap();
    data(api.post(&format!("meetings/{meeting}/livestreams"), json!({})).await);
    api.emulator.advance(minutes(3));
    api.emulator.join(&meeting, &viewer).unwrap();
    api.emulator.advance(minutes(2));
    let session = api.data(&format!("meetings/{meeting}/active-session")).await;
    let share = |kind: &str| session[format!("{kind}_minutes_consumed")].as_f64().unwrap();
    assert_eq!((share("group_call"), share("livestream"), share("webinar")), (5.0, 2.0, 0.0));
}

#[tokio::test]
async fn chat_transcript_and_summary_are_kept_for_a_week() {
    let api = at_a_fixed_time().await;
    let meeting = id(&data(api.post("meetings", json!({ "title": "Sync", "summarize_on_end": true })).await));
    let ada = api.participant(&meeting, "ada").await;
    let session = api.emulator.join(&meeting, &ada).unwrap().session_id;
    api.emulator.advance(minutes(1));
    api.emulator.say(&meeting, &ada, "Hello, \"all\"").unwrap();
    api.emulator.speak(&meeting, &ada, "Good morning everybody").unwrap();
    let path = format!("sessions/{session}");
    let download = async |value: &Value| {
        let response = api.http.get(value.as_str().unwrap()).send().await.unwrap();
        assert_eq!(response.status(), 200);
        response.text().await.unwrap()
    };
    let transcript = async |format: &str| {
        let link = api.data(&format!("{path}/transcript?format={format}")).await;
        download(&link["transcript_download_url"]).await
    };
    assert_eq!(transcript("JSON").await, "[]", "a live session has a link and no content");
    assert_eq!(transcript("CSV").await, "");
    api.emulator.end_session(&meeting).unwrap();

    let chat = api.data(&format!("{path}/chat")).await;
    assert_eq!(chat["chat_download_url_expiry"], "2026-03-08T09:01:00.000Z");
    let chat = download(&chat["chat_download_url"]).await;
    assert!(chat.starts_with("id,participantId,sessionId,meetingId,displayName,pinned,isEdited,payloadType,payload,"));
    assert!(chat.contains(",ada,false,false,TEXT_MESSAGE,\"Hello, \"\"all\"\"\",2026-03-01T09:01:00.000Z\n"), "{chat}");
    let sentences: Value = serde_json::from_str(&transcript("JSON").await).unwrap();
    assert_eq!(sentences[0]["sentence"], "Good morning everybody");
    assert_eq!((&sentences[0]["startTime"], &sentences[0]["endTime"]), (&json!(60_000), &json!(61_200)));
    assert!(transcript("SRT").await.starts_with("1\n00:01:00,000 --> 00:01:01,200\nada: Good morning"));
    assert!(transcript("VTT").await.starts_with("WEBVTT\n\n1\n00:01:00.000 --> "));
    assert!(transcript("CSV").await.starts_with("60000,"));
    let summary = api.data(&format!("{path}/summary")).await;
    assert!(download(&summary["summaryDownloadUrl"]).await.starts_with("# Sync"));

    api.emulator.advance(Duration::from_secs(7 * 86_400));
    for file in ["chat", "transcript", "summary"] {
        assert_eq!(refusal(api.get(&format!("{path}/{file}")).await).0, 404, "{file}");
    }
    let expired = api.http.get(summary["summaryDownloadUrl"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(expired.status(), 403);
}

#[tokio::test]
async fn a_summary_can_be_asked_for() {
    let api = Caller::new().await;
    let meeting = api.meeting().await;
    let ada = api.participant(&meeting, "ada").await;
    let session = api.emulator.join(&meeting, &ada).unwrap().session_id;
    let path = format!("sessions/{session}/summary");
    assert_eq!(refusal(api.send(reqwest::Method::POST, &path, None).await).0, 404);
    api.emulator.speak(&meeting, &ada, "Something").unwrap();
    api.emulator.end_session(&meeting).unwrap();
    assert_eq!(refusal(api.get(&path).await).0, 404);
    assert_eq!(data(api.send(reqwest::Method::POST, &path, None).await)["session_id"], json!(session));
    assert_eq!(api.get(&path).await.0, 200);
}

/// A session with these settings of the meeting, in which a person with this preset spoke; it has ended.
async fn spoken(api: &Caller, settings: Value, preset: &str) -> String {
    let meeting = id(&data(api.post("meetings", settings).await));
    let body = json!({ "custom_participant_id": "ada", "name": "Ada", "preset_name": preset });
    let ada = id(&data(api.post(&format!("meetings/{meeting}/participants"), body).await));
    let session = api.emulator.join(&meeting, &ada).unwrap().session_id;
    api.emulator.speak(&meeting, &ada, "Something").unwrap();
    api.emulator.advance(minutes(1));
    api.emulator.end_session(&meeting).unwrap();
    session
}

#[tokio::test]
async fn without_transcription_there_is_neither_transcript_nor_summary() {
    let api = at_a_fixed_time().await;
    let mut silent = api.data("presets").await[0].clone();
    silent = api.data(&format!("presets/{}", id(&silent))).await;
    silent["name"] = json!("silent");
    silent["permissions"]["transcription_enabled"] = json!(false);
    let definition = json!({
        "name": "silent", "config": silent["config"], "permissions": silent["permissions"], "ui": silent["ui"],
    });
    data(api.post("presets", definition).await);
    let webhook =
        json!({ "name": "n", "url": "http://127.0.0.1:9", "events": ["meeting.transcript", "meeting.summary"] });
    data(api.post("webhooks", webhook).await);
    for (settings, preset) in [
        (json!({ "transcribe_on_end": false, "summarize_on_end": true }), "group_call_host"),
        (json!({ "transcribe_on_end": true, "summarize_on_end": true }), "silent"),
        (json!({ "summarize_on_end": true }), "silent"),
    ] {
        let path = format!("sessions/{}", spoken(&api, settings, preset).await);
        assert_eq!(api.data(&path).await["transcription_minutes_consumed"], 0.0);
        for file in ["transcript", "summary"] {
            assert_eq!(refusal(api.get(&format!("{path}/{file}")).await).0, 404, "{file} with {preset}");
        }
        assert_eq!(refusal(api.send(reqwest::Method::POST, &format!("{path}/summary"), None).await).0, 404);
    }
    assert!(api.emulator.deliveries().is_empty());

    let path = format!("sessions/{}", spoken(&api, json!({ "transcribe_on_end": true }), "group_call_host").await);
    assert_eq!(api.data(&path).await["transcription_minutes_consumed"], 1.0);
    assert_eq!(api.get(&format!("{path}/transcript")).await.0, 200);
    api.emulator.advance(minutes(1));
    assert_eq!(api.emulator.deliveries().len(), 1);
}

#[tokio::test]
async fn observed_transcripts_lack_speakers_and_contain_the_time_of_day() {
    let (mut firsts, mut names) = (BTreeSet::new(), BTreeSet::new());
    for seed in 0..16 {
        let builder = Emulator::builder().observed().seed(seed).fixed_clock(START.parse().unwrap());
        let api = Caller::with(builder.transcript_delay(Duration::ZERO)).await;
        let result = |(_, response): (u16, Value)| response.get("data").unwrap_or(&response["result"]).clone();
        let meeting = id(&result(api.post("meetings", json!({})).await));
        let body = json!({ "custom_participant_id": "ada", "name": "Ada", "preset_name": "group_call_host" });
        let ada = id(&result(api.post(&format!("meetings/{meeting}/participants"), body).await));
        let session = api.emulator.join(&meeting, &ada).unwrap().session_id;
        api.emulator.speak(&meeting, &ada, "Hello").unwrap();
        api.emulator.end_session(&meeting).unwrap();
        let link = result(api.get(&format!("sessions/{session}/transcript")).await);
        let link = link.get("transcriptDownloadUrl").unwrap_or(&link["transcript_download_url"]).clone();
        let file = api.http.get(link.as_str().unwrap()).send().await.unwrap().text().await.unwrap();
        let fields: Vec<&str> = file.trim_end().split(',').collect();
        firsts.insert(fields[0].to_owned());
        names.insert(fields[4].to_owned());
        assert_eq!((fields.len(), fields[5]), (6, "Hello"), "{file}");
    }
    assert_eq!(firsts, BTreeSet::from(["0".to_owned(), "2026-03-01T09:00:00.000Z".to_owned()]));
    assert_eq!(names, BTreeSet::from(["Ada".to_owned(), "Speaker".to_owned()]));
}
