//! The forms that the real service has been observed to send, where they differ from its documents.
//!
//! Which of several forms a response takes follows from the seed of the emulator.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::http::envelope::Reply;
use crate::observed::values::{
    OFTEN, camel_case, drop_keys, each, keep, leave_out, named, rename, snake_case, vary_values, wrap,
};
use crate::world::ids::Ids;

/// Fields that may be missing, by operation: from which object, and which of its fields. An empty list means all of them.
const OPTIONAL: [(&str, &str, &[&str]); 5] = [
    ("sessions_get_participant", "/participant", &PERSON),
    ("sessions_get_peer_report", "/participant", &PERSON),
    ("sessions_get_peer_report", "/participant/peer_report", &["quality"]),
    ("sessions_get_peer_report", "/participant/peer_report/metadata", &[]),
    ("active_session_get", "", &["live_participants", "updated_at", "settings", "meta"]),
];

/// All fields of a session participant except the peer id.
const PERSON: [&str; 10] = [
    "user_id",
    "custom_participant_id",
    "display_name",
    "preset_name",
    "role",
    "duration",
    "joined_at",
    "left_at",
    "created_at",
    "updated_at",
];

/// Turns a documented response into an observed one.
pub(crate) fn reshape(operation: &str, mut reply: Reply, ids: &mut Ids) -> Reply {
    match operation {
        "participants_add" => reply.status = Some(if ids.chance(0.5) { 200 } else { 201 }),
        "sessions_generate_summary" => summary_started(&mut reply, ids),
        _ => {}
    }
    if let Some(data) = reply.body.get_mut("data") {
        for (_, path, fields) in OPTIONAL.into_iter().filter(|(known, ..)| *known == operation) {
            leave_out(data, path, fields, ids);
        }
        reshape_data(operation, data, ids);
        vary_values(data, ids);
        if let Value::Object(data) = data
            && ids.chance(0.5)
        {
            data.insert("field_of_next_year".to_owned(), json!({ "since": 2027 }));
        }
    }
    reshape_paging(operation, &mut reply.body, ids);
    reshape_envelope(&mut reply.body, ids);
    reply
}

/// Whether a response is to name a key twice.
pub(crate) fn repeats_a_key(ids: &mut Ids) -> bool {
    ids.chance(0.1)
}

/// The text of a response with a key twice in it, which a JSON object should not have and some have.
pub(crate) fn with_repeated_key(response: &Value) -> String {
    let text = response.to_string();
    match (text.strip_prefix('{'), response.get("success")) {
        (Some(rest), Some(success)) => format!("{{\"success\":{success},{rest}"),
        _ if response.is_null() => String::new(),
        _ => text,
    }
}

/// `success` is absent or misspelt, and some responses come in the envelope of the gateway.
fn reshape_envelope(body: &mut Value, ids: &mut Ids) {
    let Some(body) = body.as_object_mut() else { return };
    match ids.fraction() {
        ..0.15 => drop(body.remove("success")),
        ..0.3 => {
            if let Some(success) = body.remove("success") {
                body.insert("succes".to_owned(), success);
            }
        }
        ..0.4 => {
            if let Some(data) = body.remove("data") {
                body.extend([("result", data), ("errors", json!([])), ("messages", json!([]))].map(named));
            }
        }
        _ => {}
    }
}

/// Some lists come without the block, and a livestream that is alone in its list is sent as the object that the schema
/// promises.
fn reshape_paging(operation: &str, body: &mut Value, ids: &mut Ids) {
    let Some(fields) = body.as_object_mut().filter(|fields| fields.contains_key("paging")) else { return };
    let alone = fields.get_mut("data").and_then(Value::as_array_mut).filter(|items| items.len() == 1);
    let lone = alone.filter(|_| operation == "livestreams_list" && ids.chance(0.5)).and_then(Vec::pop);
    if let Some(mut lone) = lone {
        lone["paging"] = fields.remove("paging").unwrap_or_default();
        fields.insert("data".to_owned(), lone);
    } else if ids.chance(0.15) {
        fields.remove("paging");
    }
}

fn reshape_data(operation: &str, data: &mut Value, ids: &mut Ids) {
    match operation {
        "meetings_create" => keep(data, &["id", "record_on_start", "created_at", "updated_at"]),
        "active_session_get" => drop_keys(data, &["associated_id", "organization_id", "type", "created_at"]),
        "presets_update" => drop_keys(data, &["id"]),
        // Sent by no client, and present.
        "presets_get" => {
            if let Some(video) = data.pointer_mut("/config/media/video").filter(|video| video.is_object()) {
                video["simulcast"] = json!(false);
            }
        }
        "sessions_get" => {
            session(data);
            wrap(data, "session", ids);
        }
        "sessions_list" => each(&mut data["sessions"], session),
        "sessions_get_peer_report" => {
            let events = data.pointer_mut("/participant/peer_report/metadata/events");
            events.into_iter().for_each(|events| each(events, |event| plain_metadata(event, ids)));
        }
        "recordings_list" => each(data, |one| {
            if one["type"] == "TRACK" {
                one["type"] = json!("");
            }
            recording(one, ids);
        }),
        "recordings_start" | "recordings_get" | "recordings_get_active" => {
            recording(data, ids);
            wrap(data, "recording", ids);
        }
        "recordings_start_track" => {
            *data = data["recording"].take();
            recording(data, ids);
            wrap(data, "recording", ids);
        }
        "recordings_control" if ids.chance(0.5) => keep(data, &["status"]),
        "recordings_control" => {
            recording(data, ids);
            wrap(data, "recording", ids);
        }
        "sessions_get_chat" | "sessions_get_transcript" | "sessions_get_summary" => respell(data, ids),
        "livestreams_get" => {
            each(&mut data["sessions"], |one| forget_invocation(one, ids));
            if ids.chance(0.5) {
                one_broadcast(data);
            }
        }
        "livestreams_get_session" => forget_invocation(data, ids),
        "livestreams_get_active_session" => forget_invocation(&mut data["session"], ids),
        "sessions_list_livestream_sessions" => each(&mut data["data"], |one| forget_invocation(one, ids)),
        "analytics_get_daywise" if ids.chance(0.5) => *data = days(data),
        "analytics_get_livestreams_overall" if ids.chance(0.5) => {
            let mut figures = data.take();
            figures["date"] = Value::Null;
            *data = json!([figures]);
        }
        _ => {}
    }
}

fn session(session: &mut Value) {
    if session["ended_at"].is_null() {
        session["ended_at"] = json!("null");
    }
}

fn recording(recording: &mut Value, ids: &mut Ids) {
    if matches!(recording["type"].as_str(), Some("TRACK" | "")) {
        recording["file_size"] = json!(0);
        recording["audio_download_url"] = json!("");
        if ids.chance(0.5) {
            let links = recording["download_url"].take();
            recording["download_url"] = json!({ "links": if links.is_null() { json!([]) } else { links } });
        }
    } else {
        recording["storage_config"] = match recording["storage_config"].take() {
            Value::Null => json!({ "type": "cloudflare", "bucket": "realtimekit" }),
            storage => storage,
        };
        if ids.chance(0.5)
            && let Some(fields) = recording.as_object_mut()
        {
            let url = fields.remove("audio_download_url").unwrap_or_default();
            fields.insert("download_audio_url".to_owned(), url);
        }
    }
}

fn summary_started(reply: &mut Reply, ids: &mut Ids) {
    match ids.fraction() {
        // An empty body.
        ..0.33 => reply.body = Value::Null,
        ..0.66 => reply.body = json!({ "success": true, "message": "Summary generation started" }),
        _ => {}
    }
}

/// The metadata of an event is an object, a plain value, or nothing.
fn plain_metadata(event: &mut Value, ids: &mut Ids) {
    match ids.fraction() {
        ..0.33 => event["metadata"] = Value::Null,
        ..0.66 => event["metadata"] = json!("relay"),
        _ => {}
    }
}

/// The names of a link are mixed as documented, all in camel case, or all in snake case.
fn respell(data: &mut Value, ids: &mut Ids) {
    match ids.fraction() {
        ..0.33 => rename(data, camel_case),
        ..0.66 => rename(data, snake_case),
        _ => {}
    }
}

/// When a broadcast was asked for is not always known.
fn forget_invocation(broadcast: &mut Value, ids: &mut Ids) {
    if broadcast.is_object() && ids.chance(OFTEN) {
        broadcast["invoked_time"] = Value::Null;
    }
}

/// A single broadcast is sent as an object instead of a list.
fn one_broadcast(data: &mut Value) {
    let Some(fields) = data.as_object_mut() else { return };
    if fields.get("sessions").and_then(Value::as_array).is_some_and(|sessions| sessions.len() == 1) {
        let session = fields.remove("sessions").and_then(|mut sessions| sessions.as_array_mut()?.pop());
        fields.insert("session".to_owned(), session.unwrap_or_default());
    }
}

/// The figures of an app as a list of days.
fn days(data: &Value) -> Value {
    let mut days: BTreeMap<&str, Value> = BTreeMap::new();
    let empty = json!({ "sessions_count": 0, "sessions_minutes_consumed": 0, "recordings_minutes_consumed": 0 });
    let mut put = |stats: &str, from: &[(&str, &str)]| {
        for figures in data[stats]["day_stats"].as_array().into_iter().flatten() {
            let Some(date) = figures["day"].as_str() else { continue };
            let day = days.entry(date).or_insert_with(|| empty.clone());
            day["date"] = json!(date);
            for (name, key) in from {
                day[*name] = figures[*key].clone();
            }
        }
    };
    let sessions = [("sessions_count", "total_sessions"), ("sessions_minutes_consumed", "total_session_minutes")];
    put("session_stats", &sessions);
    put("recording_stats", &[("recordings_minutes_consumed", "total_recording_minutes")]);
    days.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observed::events::reshape_event;
    use crate::observed::refusals::refusal;
    use crate::observed::values::{camel_case, rename, snake_case};
    use crate::world::refusal::Refusal;

    #[test]
    fn names_have_two_spellings() {
        let data = json!({ "sessionId": 1, "transcript_download_url": 2 });
        let spelt = |spelling| {
            let mut data = data.clone();
            rename(&mut data, spelling);
            data
        };
        assert_eq!(spelt(camel_case), json!({ "sessionId": 1, "transcriptDownloadUrl": 2 }));
        assert_eq!(spelt(snake_case), json!({ "session_id": 1, "transcript_download_url": 2 }));
    }

    #[test]
    fn a_repeated_key_keeps_its_value() {
        let text = with_repeated_key(&json!({ "data": {}, "success": true }));
        assert_eq!(text, r#"{"success":true,"data":{},"success":true}"#);
        assert_eq!(with_repeated_key(&Value::Null), "");
    }

    /// In how many of the seeds a shape occurs.
    fn count(occurs: impl Fn(&mut Ids) -> bool) -> usize {
        (0..SEEDS).filter(|seed| occurs(&mut Ids::new(*seed))).count()
    }

    const SEEDS: u64 = 300;

    type Shape = fn(&Value) -> bool;

    /// Reshapes a documented response with many seeds: each shape must occur, and none of them always.
    #[track_caller]
    fn varies(operation: &str, documented: &Value, shapes: &[(&str, Shape)]) {
        for (name, shape) in shapes {
            let occurs = |ids: &mut Ids| {
                let reply = Reply { status: None, body: documented.clone() };
                shape(&reshape(operation, reply, ids).body)
            };
            let found = count(occurs);
            assert!(0 < found && found < SEEDS as usize, "{operation}: {name} in {found} of {SEEDS}");
        }
    }

    fn response(data: Value) -> Value {
        json!({ "success": true, "data": data })
    }

    const TIME: &str = "2026-03-01T09:00:00.000Z";

    #[test]
    fn the_envelope_varies() {
        let item = json!({ "id": "l", "name": null, "meeting_id": null, "disabled": false, "created_at": TIME });
        let paging = json!({ "total_count": 1, "start_offset": 1, "end_offset": 1 });
        let list = json!({ "success": true, "data": [item], "paging": paging });
        let shapes: [(&str, Shape); 9] = [
            ("no success", |body| body.get("success").is_none() && body.get("succes").is_none()),
            ("success misspelt", |body| body.get("succes").is_some()),
            ("result for data", |body| body.get("data").is_none() && !body["result"].is_null()),
            ("no paging", |body| body.get("paging").is_none() && body["data"].is_array()),
            ("an object for a list", |body| body["data"]["paging"].is_object()),
            ("a boolean as text", |body| body["data"][0]["disabled"] == "false"),
            ("an empty id", |body| body["data"][0]["meeting_id"] == ""),
            ("null left out", |body| body["data"][0].is_object() && body["data"][0].get("name").is_none()),
            ("a space in a time", |body| body["data"][0]["created_at"] == TIME.replace('T', " ")),
        ];
        varies("livestreams_list", &list, &shapes);
        let gateway = Refusal::gateway(403, 10000, "why");
        let forms: [Shape; 4] = [
            |body| body["messages"][0].is_object(),
            |body| body["messages"][0].is_string(),
            |body| body["errors"][0]["error_chain"][0]["code"] == 10000,
            |body| body["errors"][0]["code"].is_string(),
        ];
        for form in forms {
            let found = count(|ids| form(&refusal(&gateway, ids)));
            assert!(0 < found && found < SEEDS as usize, "{found}");
        }
    }

    #[test]
    fn the_figures_vary() {
        let totals = response(json!({ "count": 1, "total_ingest_seconds": 1.5, "total_viewer_seconds": 2.5 }));
        varies("analytics_get_livestreams_overall", &totals, &[("a list of days", |body| body["data"].is_array())]);
        let stats =
            response(json!({ "session_stats": { "sessions_count": 3, "day_stats": [] }, "recording_stats": {} }));
        let shapes: [(&str, Shape); 2] = [
            ("a list of days", |body| body["data"].is_array()),
            ("a number as text", |body| body["data"]["session_stats"]["sessions_count"] == "3"),
        ];
        varies("analytics_get_daywise", &stats, &shapes);
    }

    #[test]
    fn the_names_of_links_vary() {
        for (kind, operation) in [
            ("chat", "sessions_get_chat"),
            ("transcript", "sessions_get_transcript"),
            ("summary", "sessions_get_summary"),
        ] {
            let documented = response(json!({ "sessionId": "s", format!("{kind}_download_url"): "u" }));
            let shapes: [(&str, Shape); 3] = [
                ("mixed", |body| body.to_string().contains("sessionId") && body.to_string().contains("_download_url")),
                ("camel case", |body| body.to_string().contains("DownloadUrl")),
                ("snake case", |body| body.to_string().contains("session_id")),
            ];
            varies(operation, &documented, &shapes);
        }
    }

    #[test]
    fn data_about_people_varies() {
        let event = json!({ "name": "connect", "metadata": { "attempt": 1 } });
        let report = json!({ "metadata": { "events": [event], "device_info": {} }, "quality": {} });
        let person = json!({
            "id": "p", "display_name": "Ada", "role": "host", "joined_at": TIME, "left_at": null, "peer_report": report,
        });
        let shapes: [(&str, Shape); 7] = [
            ("no name", |body| body["data"]["participant"].get("display_name").is_none()),
            ("no quality", |body| body["data"]["participant"]["peer_report"].get("quality").is_none()),
            ("no device", |body| !body.to_string().contains("device_info")),
            ("plain metadata", |body| body.to_string().contains("\"metadata\":\"relay\"")),
            ("metadata of nothing", |body| {
                let event = &body["data"]["participant"]["peer_report"]["metadata"]["events"][0];
                event.is_object() && event.get("metadata").is_none_or(Value::is_null)
            }),
            ("a trailing quote", |body| body["data"]["participant"]["joined_at"] == format!("{TIME}\"")),
            ("null in quotes", |body| body["data"]["participant"]["left_at"] == "null"),
        ];
        varies("sessions_get_peer_report", &response(json!({ "participant": person })), &shapes);
        let shapes: [(&str, Shape); 1] = [("no role", |body| body["data"]["participant"].get("role").is_none())];
        varies("sessions_get_participant", &response(json!({ "participant": person })), &shapes);
    }

    #[test]
    fn sessions_recordings_and_livestreams_vary() {
        let session = json!({ "id": "s", "type": "meeting", "ended_at": null });
        let shapes: [(&str, Shape); 2] = [
            ("one level deeper", |body| body["data"]["session"].is_object()),
            ("an unknown type", |body| body["data"]["type"] == "HYBRID"),
        ];
        varies("sessions_get", &response(session), &shapes);
        let track = json!({ "id": "r", "type": "TRACK", "status": "UPLOADED", "download_url": [] });
        let shapes: [(&str, Shape); 3] = [
            ("one level deeper", |body| body["data"]["recording"].is_object()),
            ("an object with links", |body| body["data"]["download_url"]["links"].is_array()),
            ("its type", |body| body["data"]["type"] == "TRACK"),
        ];
        varies("recordings_get", &response(track.clone()), &shapes);
        let listed = reshape("recordings_list", Reply::data(json!([track])), &mut Ids::new(1)).body;
        assert_eq!(listed["data"][0]["type"], "");
        let broadcast = json!({ "id": "b", "invoked_time": TIME, "viewer_seconds": 1.5 });
        let details = response(json!({ "livestream": { "id": "l" }, "sessions": [broadcast] }));
        let shapes: [(&str, Shape); 4] = [
            ("a list", |body| body["data"]["sessions"].is_array()),
            ("an object", |body| body["data"]["session"].is_object()),
            ("no time of invocation", |body| {
                body["data"]["sessions"][0].get("invoked_time").is_none_or(Value::is_null)
            }),
            ("seconds as text", |body| body["data"]["sessions"][0]["viewer_seconds"] == "1.5"),
        ];
        varies("livestreams_get", &details, &shapes);
    }

    #[test]
    fn webhooks_vary() {
        let meeting = json!({ "id": "m", "roomName": "m", "endedAt": null, "startedAt": TIME });
        let recording = json!({ "id": "r", "fileSize": 7, "startedTime": TIME, "outputFileName": "f" });
        let livestream = json!({ "streamId": "l", "status": "LIVE", "streamKey": "k", "meeting": meeting });
        let summary = json!({ "meeting": { "id": "m", "sessionId": "s", "title": "t" }, "summaryDownloadUrl": "u" });
        let cases: [(&str, Value, Shape); 10] = [
            ("meeting.summary", summary.clone(), |body| body["meeting"] == json!({ "id": "m", "sessionId": "s" })),
            ("meeting.summary", summary, |body| {
                body.get("meeting").is_none() && (&body["meetingId"], &body["sessionId"]) == (&json!("m"), &json!("s"))
            }),
            ("meeting.started", json!({ "meeting": meeting }), |body| body["meeting"].get("roomName").is_none()),
            ("meeting.started", json!({ "meeting": meeting }), |body| body["meeting"].get("endedAt").is_none()),
            ("meeting.started", json!({ "meeting": meeting }), |body| body["meeting"]["startedAt"] != TIME),
            ("recording.statusUpdate", json!({ "recording": recording }), |body| body["recording"]["fileSize"] == "7"),
            ("recording.statusUpdate", json!({ "recording": recording }), |body| {
                body["recording"]["startedTime"] == TIME.replace('T', " ")
            }),
            ("recording.statusUpdate", json!({ "recording": recording }), |body| {
                body["recording"].get("outputFileName").is_none()
            }),
            ("livestreaming.statusUpdate", livestream.clone(), |body| body.get("streamKey").is_none()),
            ("livestreaming.statusUpdate", livestream, |body| {
                body.get("streamKey").is_some() && body.get("meeting").is_none()
            }),
        ];
        for (number, (event, documented, shape)) in cases.into_iter().enumerate() {
            let found = count(|ids| {
                let mut body = documented.clone();
                reshape_event(event, &mut body, ids);
                shape(&body)
            });
            assert!(0 < found && found < SEEDS as usize, "{event}, case {number}: {found} of {SEEDS}");
        }
    }

    #[test]
    fn figures_become_days() {
        let stats = json!({
            "session_stats": { "day_stats": [{ "day": "2026-03-01", "total_sessions": 2, "total_session_minutes": 1.5 }] },
            "recording_stats": { "day_stats": [{ "day": "2026-03-02", "total_recording_minutes": 3.25 }] },
        });
        let days = days(&stats);
        assert_eq!((&days[0]["date"], &days[0]["sessions_count"]), (&json!("2026-03-01"), &json!(2)));
        assert_eq!((&days[1]["sessions_count"], &days[1]["recordings_minutes_consumed"]), (&json!(0), &json!(3.25)));
    }
}
