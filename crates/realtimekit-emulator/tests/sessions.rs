//! Sessions, from the first to join to the files that are left.

mod caller;

use std::time::Duration;

use caller::{Caller, data, id, refusal};
use realtimekit_emulator::Emulator;
use serde_json::{Value, json};

const START: &str = "2026-03-01T09:00:00Z";

async fn at_a_fixed_time() -> Caller {
    Caller::with(Emulator::builder().check_answers().fixed_clock(START.parse().unwrap())).await
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
async fn coming_back_keeps_the_session_alive() {
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
async fn joining_can_be_refused() {
    let api = Caller::new().await;
    let meeting = api.meeting().await;
    let path = format!("meetings/{meeting}/participants");
    let nameless = json!({ "custom_participant_id": "x", "preset_name": "group_call_guest" });
    let added = data(api.post(&path, nameless).await);
    assert_eq!(api.emulator.join(&meeting, &id(&added)).unwrap_err().status(), 400);
    data(api.patch(&format!("{path}/{}", id(&added)), json!({ "name": "" })).await);
    let stale = api.emulator.join(&meeting, added["token"].as_str().unwrap());
    assert_eq!(stale.unwrap_err().status(), 404);
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
