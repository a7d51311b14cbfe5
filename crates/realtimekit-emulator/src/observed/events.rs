//! Webhook events as the service has been observed to send them.

use serde_json::{Value, json};

use crate::observed::values::{OFTEN, RARELY, drop_keys, keep, leave_out, with_space};
use crate::world::ids::Ids;

/// The same for the bodies of webhooks, by event. An empty name is every event.
const OPTIONAL_IN_EVENTS: [(&str, &str, &[&str]); 5] = [
    ("", "/meeting", &["endedAt", "roomName"]),
    ("", "/participant", &["clientSpecificId"]),
    ("meeting.chatSynced", "", &["title", "createdAt", "startedAt", "endedAt"]),
    ("recording.statusUpdate", "/recording", &["meetingId", "outputFileName", "recordingDuration", "stopReason"]),
    ("livestreaming.statusUpdate", "", &["meeting"]),
];

/// Turns the body of a webhook into one as the service sends it.
pub(crate) fn reshape_event(event: &str, body: &mut Value, ids: &mut Ids) {
    if event == "livestreaming.statusUpdate" && ids.chance(0.5) {
        // All that older ones have.
        keep(body, &["streamId", "status"]);
    }
    if let Some(meeting) = body.get_mut("meeting") {
        match event {
            // Of a livestream and of a summary, newer pages show less of the meeting than of other events.
            "livestreaming.statusUpdate" if ids.chance(OFTEN) => drop_keys(meeting, &["sessionId"]),
            "meeting.summary" if ids.chance(OFTEN) => keep(meeting, &["id", "sessionId", "organizedBy"]),
            _ => {}
        }
    }
    if matches!(event, "meeting.transcript" | "meeting.summary" | "livestreaming.statusUpdate") && ids.chance(RARELY) {
        name_the_meeting(body);
    }
    for (known, path, fields) in OPTIONAL_IN_EVENTS {
        if known.is_empty() || known == event {
            leave_out(body, path, fields, ids);
        }
    }
    if let Some(size) = body.pointer_mut("/recording/fileSize")
        && ids.chance(0.5)
    {
        *size = json!(size.to_string());
    }
    for path in ["", "/meeting", "/participant", "/recording"] {
        for (key, value) in body.pointer_mut(path).and_then(Value::as_object_mut).into_iter().flatten() {
            if let Some(space) = with_space(key, value)
                && ids.chance(OFTEN)
            {
                *value = space;
            }
        }
    }
}

/// Identifiers of meeting and session next to the other fields, in place of the block `meeting`, as some programs read them.
fn name_the_meeting(body: &mut Value) {
    let Some(fields) = body.as_object_mut() else { return };
    let meeting = fields.remove("meeting").unwrap_or_default();
    for (name, key) in [("meetingId", "id"), ("sessionId", "sessionId")] {
        if let Some(id) = meeting.get(key) {
            fields.insert(name.to_owned(), id.clone());
        }
    }
}

/// The links to the files of a track recording are a list of layers, an object with `links`, or an empty text; the
/// reason why a recording was stopped is a text or an object.
pub(crate) fn reshape_links(body: &mut Value, ids: &mut Ids) {
    if let Some(links) = body.pointer_mut("/recording/downloadUrl").filter(|links| links.is_array()) {
        match ids.fraction() {
            ..0.33 => *links = json!({ "links": links.take() }),
            ..0.66 => *links = json!(""),
            _ => {}
        }
    }
    if let Some(reason) = body.pointer_mut("/recording/stopReason")
        && ids.chance(0.5)
    {
        *reason = json!({ "reason": "API_CALL", "caller": { "type": "ORGANIZATION" } });
    }
}
