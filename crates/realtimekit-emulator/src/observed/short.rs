//! Responses that hold less than their operations document: short responses to writes, sparse objects.

use serde_json::{Map, Value};

use crate::observed::values::keep;
use crate::world::ids::Ids;

/// Fields that identify an object, and fields that distinguish one kind of event or result from another.
const IDENTITIES: [&str; 13] = [
    "id",
    "event",
    "sessionId",
    "meetingId",
    "streamId",
    "recordingId",
    "roomUUID",
    "peerId",
    "user_id",
    "date",
    "day",
    "token",
    "status",
];

/// Fields that hold the objects of a response, and so stay.
const CONTAINERS: [&str; 13] = [
    "data",
    "paging",
    "app",
    "participant",
    "participants",
    "sessions",
    "session",
    "livestream",
    "recording",
    "meeting",
    "peer_report",
    "poll",
    "links",
];

/// How often a field is missing in a sparse object.
const SPARSE: f64 = 0.3;

/// Cuts the response to a write down to what the caller cannot know: the identifier of what was created, a token, a
/// status. The responses to replaced and changed objects echo a part of the request, without an identifier.
pub(crate) fn shorten(operation: &str, data: &mut Value, sent: &Map<String, Value>) {
    match operation {
        "apps_create" => keep(&mut data["app"], &["id"]),
        "meetings_create" | "presets_create" | "webhooks_create" | "livestreams_create" => keep(data, &["id"]),
        "recordings_start" => keep(data, &["id", "status"]),
        "recordings_start_track" => keep(&mut data["recording"], &["id", "status"]),
        "participants_add" => keep(data, &["id", "token"]),
        "participants_update" | "participants_refresh_token" => keep(data, &["token"]),
        "recordings_control" | "livestreams_start" => keep(data, &["status"]),
        _ if operation.ends_with("_update") || operation.ends_with("_replace") => {
            if let Value::Object(fields) = data {
                fields.retain(|name, value| name == "updated_at" || (sent.contains_key(name) && !value.is_object()));
            }
        }
        _ if operation.ends_with("_delete") => keep(data, &[]),
        _ if operation.starts_with("active_session_") && operation != "active_session_get" => keep(data, &["action"]),
        _ => {}
    }
}

/// Leaves out some of the fields that do not identify an object, here and in the objects within.
pub(crate) fn thin_out(value: &mut Value, ids: &mut Ids) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| thin_out(item, ids)),
        Value::Object(fields) => {
            fields.retain(|name, _| {
                let stays = IDENTITIES.contains(&name.as_str()) || CONTAINERS.contains(&name.as_str());
                stays || !ids.chance(SPARSE)
            });
            fields.iter_mut().filter(|(name, _)| *name != "paging").for_each(|(_, value)| thin_out(value, ids));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn writes_are_cut_down_to_what_the_caller_cannot_know() {
        let short = |operation, mut data: Value, sent: Value| {
            shorten(operation, &mut data, sent.as_object().unwrap());
            data
        };
        let webhook = json!({ "id": "w", "name": "n", "url": "u", "enabled": true, "updated_at": "t" });
        let echo = short("webhooks_replace", webhook.clone(), json!({ "name": "n", "events": [] }));
        assert_eq!(echo, json!({ "name": "n", "updated_at": "t" }));
        assert_eq!(short("webhooks_create", webhook.clone(), json!({})), json!({ "id": "w" }));
        assert_eq!(short("webhooks_get", webhook.clone(), json!({})), webhook);
        assert_eq!(short("livestreams_start", json!({ "id": "l", "status": "INVOKED" }), json!({}))["id"], Value::Null);
    }

    #[test]
    fn sparse_objects_keep_their_identity() {
        let whole = json!({ "sessions": [{ "id": "s", "meeting": { "id": "m", "title": "t" }, "title": "x" }] });
        let mut missing = 0;
        for seed in 0..100 {
            let mut sparse = whole.clone();
            thin_out(&mut sparse, &mut Ids::new(seed));
            let session = &sparse["sessions"][0];
            assert_eq!((&session["id"], &session["meeting"]["id"]), (&json!("s"), &json!("m")));
            missing += usize::from(session.get("title").is_none());
        }
        assert!((10..60).contains(&missing), "{missing}");
    }
}
