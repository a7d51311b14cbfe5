//! What the decoder reads, by the operations that it is known from.

use serde_json::{Value, json};

use super::*;
use crate::Operation;
use crate::operations;
use crate::types::{
    App, Livestream, LivestreamDetails, LivestreamSession, Meeting, MeetingCreate, ParticipantUpdate, Recording,
    Session, SessionParticipant, StorageConfig,
};

fn read<T: Decode>(operation: &'static Operation, body: &Value) -> Result<Decoded<T>, String> {
    decode(operation, body.to_string().as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn a_result_may_lie_one_level_deeper() {
    for body in [
        json!({ "success": true, "data": { "id": "r", "status": "PAUSED" } }),
        json!({ "data": { "recording": { "id": "r", "status": "PAUSED" } } }),
        json!({ "data": { "extra": 1, "recording": { "id": "r", "status": "PAUSED" } } }),
        json!({ "result": { "id": "r", "status": "PAUSED" }, "success": true }),
    ] {
        let recording = read::<Recording>(&operations::RECORDINGS_GET, &body).unwrap().data;
        assert_eq!((recording.id.as_str(), recording.status.unwrap().as_str()), ("r", "PAUSED"), "{body}");
    }
    let app = read::<App>(&operations::APPS_CREATE, &json!({ "data": { "app": { "id": "a" } } })).unwrap();
    assert_eq!(app.data.id, "a");
}

#[test]
fn paging_is_next_to_or_inside_data() {
    let paging = json!({ "total_count": "3", "start_offset": 1, "end_offset": 1 });
    let items = json!([{ "id": "s" }]);
    for body in [
        json!({ "data": { "participants": items }, "paging": paging }),
        json!({ "data": { "participants": items, "paging": paging } }),
        json!({ "data": { "data": items, "paging": paging } }),
        json!({ "data": items, "paging": paging }),
        json!({ "data": { "people": items, "paging": paging } }),
    ] {
        let page = read::<Vec<SessionParticipant>>(&operations::SESSIONS_LIST_PARTICIPANTS, &body).unwrap();
        assert_eq!((page.data.len(), page.paging.unwrap().total_count), (1, Some(3)), "{body}");
    }
}

#[test]
fn a_livestream_has_one_session_or_several() {
    for sessions in [json!({ "session": { "id": "s" } }), json!({ "sessions": [{ "id": "s" }] })] {
        let mut data = json!({ "livestream": { "id": "l", "disabled": "false" } });
        data.as_object_mut().unwrap().extend(sessions.as_object().unwrap().clone());
        let details = read::<LivestreamDetails>(&operations::LIVESTREAMS_GET, &json!({ "data": data })).unwrap().data;
        assert_eq!(details.sessions.unwrap()[0].id, "s");
    }
}

#[test]
fn an_unreadable_identity_is_named_with_its_path_and_not_shown() {
    let body = json!({ "data": { "sessions": [{ "id": "a" }, { "id": ["s3cr3t"] }] } });
    let error = read::<Vec<Session>>(&operations::SESSIONS_LIST, &body).unwrap_err();
    assert_eq!(
        error,
        "sessions_list: the service executed the request, but its response cannot be read: \
         data.sessions[1].id: a string expected, a list of 1 found"
    );
    let body = json!({ "data": { "sessions": [{ "id": "a" }, { "name": "b" }] } });
    let error = read::<Vec<Session>>(&operations::SESSIONS_LIST, &body).unwrap_err();
    assert!(error.ends_with("data.sessions[1].id: a value expected, nothing found"), "{error}");
}

/// What was left out, as text.
fn left_out<T: Decode>(operation: &'static Operation, body: &Value) -> (T, Vec<String>) {
    let decoded = read::<T>(operation, body).unwrap();
    (decoded.data, decoded.unreadable.iter().map(ToString::to_string).collect())
}

#[test]
fn an_unreadable_optional_value_is_none_and_reported_with_its_path() {
    let sessions =
        |started: Value| json!({ "data": { "sessions": [{ "id": "a" }, { "id": "b", "started_at": started }] } });
    for (value, found) in [
        (json!("s3cr3t"), "a string of 6 characters"),
        (json!({ "a": 1 }), "an object with one key"),
        (json!([1, 2]), "a list of 2"),
        (json!(true), "a boolean"),
        (json!(7), "a whole number"),
    ] {
        let (sessions, unreadable) = left_out::<Vec<Session>>(&operations::SESSIONS_LIST, &sessions(value));
        assert_eq!((sessions.len(), sessions[1].started_at), (2, None));
        let [report] = unreadable.as_slice() else { panic!("{unreadable:?}") };
        assert!(report.starts_with("data.sessions[1].started_at: a "), "{report}");
        assert!(report.ends_with(&format!(" expected, {found} found")), "{report}");
    }
    for value in [json!(null), json!(""), json!("null")] {
        assert_eq!(left_out::<Vec<Session>>(&operations::SESSIONS_LIST, &sessions(value)).1, Vec::<String>::new());
    }
}

#[test]
fn nulls_are_counted_among_the_items_of_the_result_only() {
    let webhooks = json!({ "data": [null, { "id": "a", "events": [null, "meeting.ended", null] }, null] });
    let sessions = json!({ "data": { "sessions": [{ "id": "a", "breakout_rooms": [null] }, null] } });
    let nulls = read::<Vec<crate::types::Webhook>>(&operations::WEBHOOKS_LIST, &webhooks).unwrap().nulls;
    assert_eq!((nulls, read::<Vec<Session>>(&operations::SESSIONS_LIST, &sessions).unwrap().nulls), (2, 1));
}

#[test]
fn many_unreadable_values_are_left_out_and_nothing_else() {
    let item = |index: usize| {
        let started = if index.is_multiple_of(2) {
            json!("2026-01-01T00:00:00Z")
        } else {
            json!(format!("the {index}th of May"))
        };
        json!({ "id": index.to_string(), "started_at": started, "minutes_consumed": if index == 7 { json!({}) } else { json!(1) } })
    };
    let body = json!({ "data": { "sessions": (0..200).map(item).collect::<Vec<_>>() } });
    let (sessions, unreadable) = left_out::<Vec<Session>>(&operations::SESSIONS_LIST, &body);
    assert_eq!(sessions.len(), 200);
    for (index, session) in sessions.iter().enumerate() {
        assert_eq!(
            (session.started_at.is_some(), session.minutes_consumed.is_some()),
            (index.is_multiple_of(2), index != 7)
        );
    }
    assert_eq!(unreadable.len(), 17);
    assert!(unreadable[16].contains("85 more"), "{}", unreadable[16]);
}

#[test]
fn the_nearest_optional_value_is_left_out() {
    let meeting = json!({ "id": "m", "created_at": "2026-01-01T00:00:00Z" });
    let body = json!({ "data": { "id": "r", "status": "RECORDING", "meeting": meeting, "file_size": 7 } });
    let (recording, unreadable) = left_out::<Recording>(&operations::RECORDINGS_GET, &body);
    assert_eq!(recording.meeting.unwrap().id, "m");
    assert_eq!(unreadable, Vec::<String>::new());
    assert_eq!((recording.file_size, recording.status.unwrap().as_str()), (Some(7), "RECORDING"));
    let body = json!({ "data": { "id": "r", "meeting": { "title": "without identity" }, "file_size": 7 } });
    let (recording, unreadable) = left_out::<Recording>(&operations::RECORDINGS_GET, &body);
    assert_eq!((recording.meeting.is_none(), recording.file_size), (true, Some(7)));
    assert!(unreadable[0].starts_with("data.meeting."), "{unreadable:?}");
}

#[test]
fn identifiers_come_from_the_path_but_an_empty_response_to_a_read_is_no_object() {
    let path = "/client/v4/accounts/a/realtime/kit/b/presets/c%20d";
    let decoded = |operation, body: &str| {
        decode_response::<crate::types::Preset>(operation, path, body.as_bytes()).map(|preset| preset.data.id)
    };
    assert!(decoded(&operations::PRESETS_UPDATE, "").is_err());
    for body in ["{}", r#"{"success":true,"data":null}"#, r#"{"data":{"id":""}}"#, r#"{"data":{"name":"x"}}"#] {
        assert_eq!(decoded(&operations::PRESETS_UPDATE, body).unwrap(), "c d", "{body}");
    }
    assert_eq!(decoded(&operations::PRESETS_GET, r#"{"data":{"name":"x"}}"#).unwrap(), "c d");
    for body in ["", "{}", r#"{"success":true,"data":null}"#, r#"{"hello":1}"#] {
        assert_eq!(decoded(&operations::PRESETS_GET, body).unwrap_err().path(), Some("data"), "{body}");
    }
    let body = br#"{"data":{"sessions":[],"sessions":{"id":"s"}}}"#;
    assert_eq!(decode::<Vec<Session>>(&operations::SESSIONS_LIST, body).unwrap().data[0].id, "s");
}

#[test]
fn one_bad_item_does_not_lose_the_others() {
    let body =
        json!({ "data": { "sessions": [{ "id": "a" }, { "name": "b" }, { "id": "c", "minutes_consumed": "1.5" }] } });
    let page = decode_items::<Session>(&operations::SESSIONS_LIST, body.to_string().as_bytes()).unwrap();
    let [Ok(_), Err(bad), Ok(third)] = page.data.as_slice() else { panic!("{:?}", page.data) };
    assert_eq!((bad.error.path(), bad.json.as_str()), (Some("data.sessions[1].id"), "{\"name\":\"b\"}"));
    assert_eq!(third.minutes_consumed, Some(1.5));
    let body =
        json!({ "data": { "livestream": { "id": "l" }, "session": { "id": "s" }, "paging": { "total_count": 1 } } });
    let page = decode_items::<LivestreamSession>(&operations::LIVESTREAMS_GET, body.to_string().as_bytes()).unwrap();
    assert_eq!((page.data.len(), page.paging.unwrap().total_count), (1, Some(1)));
    let error = decode_items::<LivestreamSession>(&operations::LIVESTREAMS_GET, br#"{"data":{"livestream":{}}}"#);
    assert_eq!(error.unwrap_err().path(), Some("data.sessions"));
}

#[test]
fn a_list_that_is_absent_or_unreadable_is_none_and_not_empty() {
    let details = |sessions: &str| {
        let body = format!(r#"{{"data":{{"livestream":{{"id":"l"}}{sessions}}}}}"#);
        decode::<LivestreamDetails>(&operations::LIVESTREAMS_GET, body.as_bytes()).unwrap().data.sessions
    };
    for unknown in ["", r#","sessions":null"#, r#","sessions":"""#, r#","sessions":"null""#, r#","sessions":7"#] {
        assert_eq!(details(unknown), None, "{unknown}");
    }
    for empty in [r#","sessions":[]"#, r#","sessions":{}"#, r#","sessions":[null]"#] {
        assert_eq!(details(empty), Some(Vec::new()), "{empty}");
    }
}

#[test]
fn failures_under_a_status_of_success_are_failures() {
    for body in [json!({ "success": false, "error": "x" }), json!({ "success": "false", "data": { "id": "m" } })] {
        let error = decode::<Meeting>(&operations::MEETINGS_GET, body.to_string().as_bytes()).unwrap_err();
        assert!(error.is_failure(), "{body}");
    }
}

#[test]
fn nothing_is_fine_where_nothing_is_required() {
    let stopped = decode::<crate::types::LivestreamStopResult>(&operations::LIVESTREAMS_STOP, b" \n").unwrap();
    assert_eq!(stopped.data.message, None);
    let error = decode::<Meeting>(&operations::MEETINGS_GET, b"").unwrap_err().to_string();
    assert!(error.ends_with("data: an object expected, nothing found"), "{error}");
    for (body, found) in [
        (&br#"{"success":true,"data":null}"#[..], "null"),
        (br#"{"success":true}"#, "nothing"),
        (b"{}", "nothing"),
        (b"", "nothing"),
        (br#"{"message":"later"}"#, "nothing"),
    ] {
        let error = decode::<Vec<Meeting>>(&operations::MEETINGS_LIST, body).unwrap_err().to_string();
        assert!(error.ends_with(&format!("data: a list expected, {found} found")), "{error}");
        let items = decode_items::<Meeting>(&operations::MEETINGS_LIST, body).unwrap_err().to_string();
        assert_eq!(items, error);
        assert_eq!(decode::<Option<Meeting>>(&operations::MEETINGS_GET, body).unwrap().data, None);
    }
}

#[test]
fn repeated_and_unknown_fields_are_tolerated() {
    let body =
        br#"{"success":true,"success":true,"data":{"id":"r","id":"s","new":{"x":[1]},"status":"MELTING"},"new":1}"#;
    let recording = decode::<Recording>(&operations::RECORDINGS_GET, body).unwrap().data;
    assert_eq!((recording.id.as_str(), recording.status.unwrap().as_str()), ("s", "MELTING"));
}

#[test]
fn halves_of_characters_are_replaced_and_whole_ones_are_kept() {
    let title = |title: &str| {
        let body = format!(
            r#"{{"data":{{"id":"m","title":"{title}","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}}}}"#
        );
        decode::<Meeting>(&operations::MEETINGS_GET, body.as_bytes()).map(|meeting| meeting.data.title.unwrap())
    };
    assert_eq!(title(r"a\ud83d").unwrap(), "a\u{fffd}");
    assert_eq!(title(r"\ude00b").unwrap(), "\u{fffd}b");
    assert_eq!(title(r"\ud83d\ud83d\ude00").unwrap(), "\u{fffd}😀");
    assert_eq!(title(r"\\ud83d \ud83d").unwrap(), "\\ud83d \u{fffd}");
    assert!(title(r"\ud83d\x").is_err());
    let body = b"{\"data\":{\"id\":\"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\"}}";
    assert_eq!(decode::<Meeting>(&operations::MEETINGS_GET, body).unwrap().data.id, "?".repeat(12));
    let body = b"{\"data\":{\"id\":\"\xff\",\"created_at\":\"2026-01-01\",\"updated_at\":\"2026-01-01\"}}";
    assert_eq!(decode::<Meeting>(&operations::MEETINGS_GET, body).unwrap().data.id, "\u{fffd}");
}

#[test]
fn a_result_without_an_envelope_is_read_and_anything_else_is_not_nothing() {
    let list = decode::<Vec<App>>(&operations::APPS_LIST, br#"[{"id":"a"}]"#).unwrap();
    assert_eq!(list.data[0].id, "a");
    let bare = br#"{"sessions":[{"id":"s"}],"paging":{"total_count":1}}"#;
    let list = decode::<Vec<Session>>(&operations::SESSIONS_LIST, bare).unwrap();
    assert_eq!((list.data[0].id.as_str(), list.paging.unwrap().total_count), ("s", Some(1)));
    for body in ["[]", "7", "\"x\"", "true", "null"] {
        let error = decode::<crate::types::LivestreamStopResult>(&operations::LIVESTREAMS_STOP, body.as_bytes());
        assert_eq!(error.unwrap_err().path(), Some("body"), "{body}");
    }
}

#[test]
fn an_object_without_the_list_is_neither_an_empty_list_nor_an_item() {
    for (data, path, found) in [
        (json!({}), "data", "an object with 0 keys"),
        (json!({ "sessions": null }), "data.sessions", "null"),
        (json!({ "sessions": {} }), "data.sessions", "an object with 0 keys"),
        (json!({ "x": 1 }), "data", "an object with one key"),
        (json!({ "message": "come back later" }), "data", "an object with one key"),
        (json!({ "x": [{ "id": "s" }], "y": [{ "id": "t" }] }), "data", "an object with 2 keys"),
        (json!("x"), "data", "a string of 1 character"),
    ] {
        let body = json!({ "data": data });
        let error = read::<Vec<Session>>(&operations::SESSIONS_LIST, &body).unwrap_err();
        assert!(error.ends_with(&format!("{path}: a list expected, {found} found")), "{error}");
        let items = decode_items::<Session>(&operations::SESSIONS_LIST, body.to_string().as_bytes()).unwrap_err();
        assert_eq!(items.to_string(), error);
    }
    let one = json!({ "data": { "id": "s" } });
    assert_eq!(read::<Vec<Session>>(&operations::SESSIONS_LIST, &one).unwrap().data[0].id, "s");
}

#[test]
fn a_body_that_is_not_json_is_named() {
    let error = decode::<Meeting>(&operations::MEETINGS_GET, b"<html>").unwrap_err().to_string();
    assert!(error.contains("is not JSON: a value is expected at line 1 column 1"), "{error}");
    let error = decode::<Meeting>(&operations::MEETINGS_GET, br#"{"data":{"id""#).unwrap_err().to_string();
    assert!(error.contains("it ends too early"), "{error}");
}

fn read_at<T: Decode>(operation: &'static Operation, path: &str, body: &str) -> Result<T, String> {
    decode_response(operation, path, body.as_bytes()).map(|decoded| decoded.data).map_err(|error| error.to_string())
}

#[test]
fn identifiers_of_the_path_fill_in_for_missing_ones_also_where_they_are_optional() {
    let path = "/kit/app/meetings/m%201/active-session";
    for body in [
        r#"{"data":{"id":"s"}}"#,
        r#"{"data":{"associated_id":null,"id":"s"}}"#,
        r#"{"data":{"id":"s","associated_id":""}}"#,
    ] {
        let session: Session = read_at(&operations::ACTIVE_SESSION_GET, path, body).unwrap();
        assert_eq!((session.id.as_str(), session.associated_id.as_deref()), ("s", Some("m 1")), "{body}");
    }
    let body = r#"{"data":{"id":"s","associated_id":"other"}}"#;
    let session: Session = read_at(&operations::ACTIVE_SESSION_GET, path, body).unwrap();
    assert_eq!(session.associated_id.as_deref(), Some("other"));
    // Another spelling of the field is no missing one, and an item of a list has no identifier of the path.
    for key in ["sessionId", "session_id"] {
        let body = format!(r#"{{"data":{{"{key}":"own"}}}}"#);
        let summary: crate::types::SessionSummary =
            read_at(&operations::SESSIONS_GET_SUMMARY, "/kit/app/sessions/s/summary", &body).unwrap();
        assert_eq!(summary.session_id, "own");
    }
}

#[test]
fn a_result_under_an_undocumented_key_is_read_or_refused_and_not_lost() {
    let meeting = |data: &str| {
        let path = "/kit/app/meetings/m";
        read_at::<Meeting>(&operations::MEETINGS_GET, path, &format!(r#"{{"success":true,"data":{data}}}"#))
    };
    for data in [r#"{"meeting":{"id":"m","title":"T"}}"#, r#"{"x":[1],"meeting":{"title":"T"},"y":{"z":1}}"#] {
        let meeting = meeting(data).unwrap();
        assert_eq!((meeting.id.as_str(), meeting.title.as_deref()), ("m", Some("T")), "{data}");
    }
    for (data, found) in [
        (r#"{"a":{"title":"T"},"b":{"title":"U"}}"#, "a field of the result expected, an object with 2 keys found"),
        (r#"{"a":{"b":{"title":"T"}}}"#, "a field of the result expected, an object with one key found"),
        (r#"{"note":"come back later"}"#, "a field of the result expected, an object with one key found"),
        ("{}", "data.id: a value expected, nothing found"),
        (r#"{"a":null}"#, "data.id: a value expected, nothing found"),
    ] {
        let error = meeting(data).unwrap_err();
        assert!(error.ends_with(found), "{data}: {error}");
    }
}

#[test]
fn a_write_without_a_result_was_executed() {
    let path = "/kit/app/meetings/m";
    for body in
        [r#"{"message":"updated"}"#, r#"{"success":true}"#, r#"{"data":null}"#, r#"{"data":{"changed":1}}"#, "{}"]
    {
        assert_eq!(read_at::<Meeting>(&operations::MEETINGS_UPDATE, path, body).unwrap().id, "m", "{body}");
    }
    let error = read_at::<Meeting>(&operations::MEETINGS_CREATE, "/kit/app/meetings", r#"{"message":"created"}"#);
    assert_eq!(
        error.unwrap_err(),
        "meetings_create: the service executed the request, but its response cannot be read: data: an object expected, \
         nothing found (to find what was created, list the meetings and look for the title and the time of creation)"
    );
    for operation in operations::ALL {
        let creates = matches!(operation.id, "participants_add" | "recordings_start" | "recordings_start_track")
            || (operation.id.ends_with("_create") && operation.method == "POST");
        assert_eq!(!operation.result.find.is_empty(), creates, "{}", operation.id);
    }
}

#[test]
fn objects_that_lack_the_same_field_are_left_out_and_complete_ones_are_kept() {
    let storages = [
        json!({ "bucket": "a" }),
        json!({ "bucket": "b", "region": "c" }),
        json!({ "bucket": "d" }),
        json!({ "bucket": "e", "type": null }),
        json!({ "bucket": "f", "type": "aws" }),
        json!({ "type": "sftp" }),
    ];
    let meetings: Vec<_> = storages
        .iter()
        .map(|storage| json!({ "id": "m", "recording_config": { "max_seconds": 60, "storage_config": storage } }))
        .collect();
    let (meetings, left_out) =
        left_out::<Vec<Meeting>>(&operations::MEETINGS_LIST, &json!({ "success": true, "data": meetings }));
    let read: Vec<_> = meetings
        .into_iter()
        .map(|meeting| meeting.recording_config.unwrap().storage_config.map(|storage| storage.type_.to_string()))
        .collect();
    assert_eq!(read, [None, None, None, None, Some("aws".to_owned()), Some("sftp".to_owned())]);
    let path = |index| format!("data[{index}].recording_config.storage_config.type: a value expected");
    let expected = [0, 1, 2].map(|index| format!("{}, nothing found", path(index)));
    assert_eq!(left_out, [&expected[..], &[format!("{}, null found", path(3))]].concat());
}

#[test]
fn numbers_are_the_nearest_floats() {
    for text in [
        "0",
        "-0",
        "0.1",
        "-12.5",
        "0.30000000000000004",
        "9007199254740993",
        "9007199254740992.5",
        "900719925474099.3",
        "1234567890123456.789",
        "0.0000000000000000001",
        "0.00000000000000000001",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890.5",
        "1e3",
        "1.5E-7",
        "4.9e-324",
    ] {
        for written in [text.to_owned(), format!("\"{text}\"")] {
            let body = format!(r#"{{"data":{{"participant":{{"id":"p","duration":{written}}}}}}}"#);
            let participant: SessionParticipant = read_at(&operations::SESSIONS_GET_PARTICIPANT, "", &body).unwrap();
            assert_eq!(participant.duration.map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits), "{written}");
        }
    }
}

#[test]
fn what_a_program_wrote_is_read_whole_or_not_at_all() {
    let error = |json: Value| serde_json::from_value::<MeetingCreate>(json).unwrap_err().to_string();
    assert_eq!(
        error(json!({ "recording_config": { "max_seconds": "soon" } })),
        "recording_config.max_seconds: a whole number from 0 expected, a string of 4 characters found"
    );
    assert_eq!(error(json!([1])), "invalid type: sequence, expected an object");
    // The format may have made a number of the text 1.10.
    assert_eq!(error(json!({ "title": 1.1 })), "title: a string expected, a fraction found");
    let storage = json!({ "type": "aws", "secret": "[redacted]" });
    let error = serde_json::from_value::<StorageConfig>(storage).unwrap_err().to_string();
    assert_eq!(error, "secret: a secret that is not redacted expected, a string of 10 characters found");
    // Of what is sent, `null` is not the same as nothing.
    for json in [json!({ "name": null }), json!({})] {
        let update: ParticipantUpdate = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&update).unwrap(), json);
    }
}

#[test]
fn objects_are_flattened_and_unknown_keys_skipped() {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Stored {
        #[serde(flatten)]
        livestream: Livestream,
        #[serde(flatten)]
        rest: serde_json::Map<String, Value>,
    }
    let stored: Stored = serde_json::from_str(r#"{"id":"l","stream_key":"s3cr3t","own":1}"#).unwrap();
    assert_eq!((stored.livestream.id.as_str(), stored.rest.len()), ("l", 1));
    let text = serde_json::to_string(&crate::Redacted(&stored)).unwrap();
    assert_eq!(text, r#"{"id":"l","stream_key":"[redacted]","own":1}"#);
    for unknown in ["1e999", r#""\ud800""#, &("[".repeat(200) + &"]".repeat(200))] {
        let text = format!(r#"{{"id":"l","new":{unknown}}}"#);
        assert_eq!(serde_json::from_str::<Livestream>(&text).map_err(|error| error.to_string()).unwrap().id, "l");
    }
    let twice = serde_json::from_str::<Livestream>(r#"{"id":"l","id":"m"}"#).unwrap_err().to_string();
    assert!(twice.contains("duplicate field `id`"), "{twice}");
}
