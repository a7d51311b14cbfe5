//! The shapes that the real service has been seen to send, where they differ from its documents.
//!
//! Which of several shapes an answer takes follows from the seed of the emulator.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::envelope::{Refusal, Reply};
use crate::ids::Ids;

/// Turns a documented answer into one as the service sends it.
pub(crate) fn reshape(operation: &str, mut reply: Reply, ids: &mut Ids) -> Reply {
    match operation {
        "participants_add" => reply.status = Some(if ids.chance(0.5) { 200 } else { 201 }),
        "sessions_generate_summary" => summary_started(&mut reply, ids),
        _ => {}
    }
    if let Some(data) = reply.body.get_mut("data") {
        reshape_data(operation, data, ids);
        weather(data, ids);
        if let Value::Object(data) = data
            && ids.chance(0.5)
        {
            data.insert("field_of_next_year".to_owned(), json!({ "since": 2027 }));
        }
    }
    misspell_success(&mut reply.body, ids);
    reply
}

/// The body of a refusal by the service, in one of its forms.
pub(crate) fn refusal(refusal: &Refusal, ids: &mut Ids) -> Value {
    match (refusal.gateway, ids.fraction()) {
        (None, ..0.25) => json!({ "success": false, "error": refusal.message }),
        (None, ..0.5) => json!({ "message": refusal.message }),
        (None, ..0.75) => json!({ "success": false, "data": { "message": refusal.message } }),
        (Some(code), ..0.5) => json!({
            "success": false,
            "errors": [{ "code": code.to_string(), "message": refusal.message, "error_chain": [] }],
            "messages": ["see the documentation"],
            "result": null,
        }),
        _ => refusal.body(),
    }
}

/// Whether an answer is to name a key twice.
pub(crate) fn repeats_a_key(ids: &mut Ids) -> bool {
    ids.chance(0.1)
}

/// The text of an answer with a key twice in it, which a JSON object should not have and some have.
pub(crate) fn with_repeated_key(answer: &Value) -> String {
    let text = answer.to_string();
    match (text.strip_prefix('{'), answer.get("success")) {
        (Some(rest), Some(success)) => format!("{{\"success\":{success},{rest}"),
        _ if answer.is_null() => String::new(),
        _ => text,
    }
}

fn misspell_success(body: &mut Value, ids: &mut Ids) {
    let Some(body) = body.as_object_mut() else { return };
    match ids.fraction() {
        ..0.15 => drop(body.remove("success")),
        ..0.3 => {
            if let Some(success) = body.remove("success") {
                body.insert("succes".to_owned(), success);
            }
        }
        _ => {}
    }
}

fn reshape_data(operation: &str, data: &mut Value, ids: &mut Ids) {
    match operation {
        "meetings_create" => keep(data, &["id", "record_on_start", "created_at", "updated_at"]),
        "active_session_get" => drop_keys(data, &["associated_id", "organization_id", "type", "created_at"]),
        "sessions_get" => {
            session(data);
            wrap(data, "session", ids);
        }
        "sessions_list" => each(&mut data["sessions"], session),
        "recordings_list" => each(data, |one| recording(one, ids)),
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
        "recordings_control" => wrap(data, "recording", ids),
        "sessions_get_transcript" if ids.chance(0.5) => camel_case(data),
        "livestreams_get" => one_broadcast(data),
        "analytics_get_daywise" => *data = days(data),
        "analytics_get_livestreams_overall" => {
            let mut figures = data.take();
            figures["date"] = Value::Null;
            *data = json!([figures]);
        }
        _ => {}
    }
}

fn keep(data: &mut Value, keys: &[&str]) {
    if let Value::Object(data) = data {
        data.retain(|key, _| keys.contains(&key.as_str()));
    }
}

fn drop_keys(data: &mut Value, keys: &[&str]) {
    if let Value::Object(data) = data {
        data.retain(|key, _| !keys.contains(&key.as_str()));
    }
}

fn each(items: &mut Value, change: impl FnMut(&mut Value)) {
    items.as_array_mut().into_iter().flatten().for_each(change);
}

/// Half of the answers have the object one level deeper.
fn wrap(data: &mut Value, name: &str, ids: &mut Ids) {
    if ids.chance(0.5) {
        *data = json!({ name: data.take() });
    }
}

fn session(session: &mut Value) {
    if session["ended_at"].is_null() {
        session["ended_at"] = json!("null");
    }
}

fn recording(recording: &mut Value, ids: &mut Ids) {
    if recording["type"] == "TRACK" {
        recording["type"] = json!("");
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

/// `transcript_download_url` becomes `transcriptDownloadUrl`.
fn camel_case(data: &mut Value) {
    let Value::Object(fields) = data else { return };
    let renamed: Map<String, Value> = std::mem::take(fields)
        .into_iter()
        .map(|(key, value)| {
            let mut words = key.split('_');
            let first = words.next().unwrap_or_default().to_owned();
            let name = words.fold(first, |name, word| {
                let (initial, rest) = word.split_at(word.len().min(1));
                name + &initial.to_uppercase() + rest
            });
            (name, value)
        })
        .collect();
    *fields = renamed;
}

/// A single broadcast comes as an object instead of a list.
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

/// What happens to single values here and there: a blank in a time, a stray quote, numbers and booleans as text, an
/// empty text for none.
fn weather(value: &mut Value, ids: &mut Ids) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| weather(item, ids)),
        Value::Object(fields) => {
            for (key, value) in fields {
                weather_field(key, value, ids);
                weather(value, ids);
            }
        }
        _ => {}
    }
}

fn weather_field(key: &str, value: &mut Value, ids: &mut Ids) {
    let changed = match (key, &*value) {
        ("picture" | "audio_download_url", Value::Null) => json!(""),
        ("ingest_seconds" | "viewer_seconds" | "file_size", Value::Number(number)) => json!(number.to_string()),
        ("disabled", Value::Bool(flag)) => json!(flag.to_string()),
        ("joined_at", Value::String(time)) => json!(format!("{time}\"")),
        (key, Value::String(time)) if is_time(key, time) => json!(time.replacen('T', " ", 1)),
        _ => return,
    };
    if ids.chance(0.3) {
        *value = changed;
    }
}

fn is_time(key: &str, text: &str) -> bool {
    (key.ends_with("_at") || key.ends_with("_time") || key.ends_with("_expiry"))
        && text.as_bytes().get(10) == Some(&b'T')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_camel_case() {
        let mut data = json!({ "sessionId": 1, "transcript_download_url": 2 });
        camel_case(&mut data);
        assert_eq!(data, json!({ "sessionId": 1, "transcriptDownloadUrl": 2 }));
    }

    #[test]
    fn a_repeated_key_keeps_its_value() {
        let text = with_repeated_key(&json!({ "data": {}, "success": true }));
        assert_eq!(text, r#"{"success":true,"data":{},"success":true}"#);
        assert_eq!(with_repeated_key(&Value::Null), "");
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
