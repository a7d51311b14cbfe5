//! Reads the bodies that the service sends to webhooks.

use std::fmt;

use crate::decode::{EventBody, NoEvent, Unreadable, read_event};
use crate::generated::events::Event;

/// How much of the name of an event an error keeps.
const KEPT_NAME: usize = 64;

/// A body that is no event, or what of an event cannot be read: see [`Event::from_slice`] and [`Event::unreadable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventError {
    name: Option<String>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// Not JSON at all.
    Syntax(String),
    /// JSON that names no event.
    Nameless,
    /// An event of another form.
    Unreadable(Unreadable),
}

impl EventError {
    /// Name of the event, where there is one.
    pub fn event(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Path of the value that could not be read, such as `body.meeting.id`.
    pub fn path(&self) -> Option<&str> {
        match &self.kind {
            Kind::Unreadable(value) => Some(&value.path),
            _ => None,
        }
    }
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Syntax(message) => write!(f, "the body is not JSON: {message}"),
            Kind::Nameless => f.write_str("the body is not an object that names an event"),
            Kind::Unreadable(value) => {
                let name = self.name.as_deref().unwrap_or_default();
                write!(f, "the event {name:?} cannot be read: {value}")
            }
        }
    }
}

impl std::error::Error for EventError {}

impl Event {
    /// Reads the body of a delivery.
    ///
    /// Deviations from the document are tolerated as in responses. An optional value that cannot be read is
    /// `None`; [`decode`](Self::decode) reports it. An event that this version does not know becomes [`Event::Unknown`], and
    /// so does a known one without its identity, since a delivery is not sent again: its JSON is kept, and
    /// [`unreadable`](Self::unreadable) distinguishes them.
    ///
    /// Verify the signature of a delivery before.
    ///
    /// # Errors
    ///
    /// Fails if the body is not a JSON object with the name of an event, or if it is nested more than 127 levels deep.
    pub fn from_slice(body: &[u8]) -> Result<Self, EventError> {
        Self::decode(body).map(|(event, _)| event)
    }

    /// Reads the body of a delivery and reports the optional values that could not be read, at most 17 of them.
    ///
    /// # Errors
    ///
    /// As [`from_slice`](Self::from_slice).
    pub fn decode(body: &[u8]) -> Result<(Self, Vec<Unreadable>), EventError> {
        match read_event(body, Self::read) {
            Ok(EventBody::Known(event, unreadable)) => Ok((event, unreadable)),
            Ok(EventBody::Other { name, json, .. }) => Ok((Self::Unknown { name, json }, Vec::new())),
            Err(NoEvent::Syntax(message)) => Err(EventError { name: None, kind: Kind::Syntax(message) }),
            Err(NoEvent::Nameless) => Err(EventError { name: None, kind: Kind::Nameless }),
            Err(NoEvent::TooLarge(value)) => Err(EventError { name: None, kind: Kind::Unreadable(value) }),
        }
    }

    /// Why an event with a known name is [`Event::Unknown`]: its identity is missing or unreadable. `None` for all other
    /// events.
    ///
    /// Nothing in the JSON of such an event is redacted, including the stream key of a livestream.
    pub fn unreadable(&self) -> Option<EventError> {
        let Self::Unknown { name, json } = self else { return None };
        match read_event(json.to_string().as_bytes(), Self::read) {
            Ok(EventBody::Other { error: Some(value), .. }) => {
                Some(EventError { name: Some(name.chars().take(KEPT_NAME).collect()), kind: Kind::Unreadable(value) })
            }
            _ => None,
        }
    }

    /// Identifier of the meeting that the event is about, where it is about one.
    pub fn meeting_id(&self) -> Option<&str> {
        match self {
            Self::ChatSynced(event) => event.meeting_id.as_deref(),
            Self::RecordingStatusUpdate(event) => {
                // The official sample has two different ids; `meeting.id` is the one of all other events.
                let meeting = event.meeting.as_ref().map(|meeting| meeting.id.as_str());
                meeting.or(event.recording.meeting_id.as_deref())
            }
            other => other.meeting().map(|meeting| meeting.id.as_str()),
        }
    }

    /// Identifier of the session that the event is about, where it is about one.
    pub fn session_id(&self) -> Option<&str> {
        match self {
            Self::ChatSynced(event) => Some(&event.session_id),
            Self::RecordingStatusUpdate(event) => {
                let named = event.recording.room_uuid.as_deref();
                named.or(event.meeting.as_ref().and_then(|meeting| meeting.session_id.as_deref()))
            }
            other => other.meeting().and_then(|meeting| meeting.session_id.as_deref()),
        }
    }

    /// The block `meeting` of the event.
    pub fn meeting(&self) -> Option<&crate::types::WebhookMeeting> {
        match self {
            Self::MeetingStarted(event) => Some(&event.meeting),
            Self::MeetingEnded(event) => Some(&event.meeting),
            Self::ParticipantJoined(event) => Some(&event.meeting),
            Self::ParticipantLeft(event) => Some(&event.meeting),
            Self::Transcript(event) => Some(&event.meeting),
            Self::Summary(event) => Some(&event.meeting),
            Self::RecordingStatusUpdate(event) => event.meeting.as_ref(),
            Self::LivestreamStatusUpdate(event) => event.meeting.as_ref(),
            Self::ChatSynced(_) | Self::Unknown { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::Exposed;
    use crate::types::{LivestreamStatus, MeetingEndReason, RecordingStatus};

    fn read(body: Value) -> Event {
        Event::from_slice(body.to_string().as_bytes()).unwrap()
    }

    fn refused(body: &[u8]) -> String {
        Event::from_slice(body).unwrap_err().to_string()
    }

    #[test]
    fn old_and_new_recordings_are_read() {
        for (size, time) in [
            (json!(2_044_680), "2023-04-14 04:46:08.306221Z"),
            (json!("2044680"), "2023-04-14T04:46:08.306221Z"),
            (json!(2_044_680.0), "2023-04-14 04:46:08.306221"),
        ] {
            let event = read(json!({ "event": "recording.statusUpdate", "recording": {
                "id": "r", "status": "UPLOADED", "fileSize": size, "startedTime": time, "downloadUrl": "",
                "stoppedTime": null, "audioDownloadUrl": null, "recordingDuration": "12.5",
            } }));
            let Event::RecordingStatusUpdate(event) = event else { panic!("{event:?}") };
            let recording = event.recording;
            assert_eq!((recording.status, recording.file_size), (Some(RecordingStatus::Uploaded), Some(2_044_680)));
            assert_eq!(recording.started_time.unwrap().to_string(), "2023-04-14T04:46:08.306221Z");
            assert_eq!((recording.download_url, recording.audio_download_url), (None, None));
            assert_eq!((recording.stopped_time, recording.recording_duration), (None, Some(12.5)));
            assert!(event.meeting.is_none());
        }
    }

    #[test]
    fn absent_parts_are_none() {
        let event = read(json!({ "event": "livestreaming.statusUpdate", "streamId": "s", "status": "OFFLINE" }));
        let Event::LivestreamStatusUpdate(event) = event else { panic!("{event:?}") };
        assert_eq!(event.status, Some(LivestreamStatus::Offline));
        assert!(event.stream_key.is_none() && event.meeting.is_none());
        for ended in [json!(null), json!(""), json!("null")] {
            let meeting = json!({ "id": "m", "endedAt": ended, "title": null, "organizedBy": null });
            let event = read(json!({ "event": "meeting.ended", "meeting": meeting, "reason": "" }));
            let Event::MeetingEnded(event) = event else { panic!("{event:?}") };
            assert_eq!((event.meeting.ended_at, event.meeting.title, event.reason), (None, None, None));
        }
    }

    #[test]
    fn unknown_values_are_kept() {
        let event = read(json!({ "event": "meeting.ended", "meeting": { "id": "m" }, "reason": "FIRE", "new": [1] }));
        let Event::MeetingEnded(event) = event else { panic!("{event:?}") };
        assert_eq!(event.reason, Some(MeetingEndReason::Unknown("FIRE".into())));
        let body = json!({ "event": "meeting.exploded", "secret": "s3cr3t" });
        let event = read(body.clone());
        assert!(!format!("{event:?}").contains("s3cr3t"));
        assert_eq!(serde_json::to_value(&event).unwrap(), body);
        assert_eq!(event, Event::Unknown { name: "meeting.exploded".into(), json: body });
    }

    #[test]
    fn secrets_are_not_printed() {
        let body =
            json!({ "event": "livestreaming.statusUpdate", "streamId": "s", "status": "LIVE", "streamKey": "s3cr3t" });
        let event = read(body);
        assert!(!format!("{event:?}").contains("s3cr3t"), "{event:?}");
        assert!(serde_json::to_string(&event).is_err());
        assert!(!serde_json::to_string(&crate::Redacted(&event)).unwrap().contains("s3cr3t"));
        assert!(serde_json::to_string(&Exposed(&event)).unwrap().contains("s3cr3t"));
    }

    #[test]
    fn repeated_keys_are_read_as_one() {
        let body = br#"{"event":"meeting.started","event":"meeting.started","meeting":{"id":"a","id":"b"}}"#;
        let Event::MeetingStarted(event) = Event::from_slice(body).unwrap() else { panic!() };
        assert_eq!(event.meeting.id, "b");
    }

    #[test]
    fn the_last_of_two_names_counts() {
        let event = Event::from_slice(br#"{"event":"a.b","meetingId":"m","event":"c.d"}"#).unwrap();
        let written = serde_json::to_vec(&Exposed(&event)).unwrap();
        assert_eq!((event.name(), Event::from_slice(&written).unwrap().name()), ("c.d", "c.d"));
        assert_eq!(refused(br#"{"event":"a.b","event":5}"#), refused(br#"{"event":5}"#));
        let body = br#"{"event":"meeting.transcript","meetingId":"a","meetingId":"b","sessionId":"s"}"#;
        assert_eq!(Event::from_slice(body).unwrap().meeting_id(), Some("b"));
    }

    #[test]
    fn bodies_without_an_event_are_refused() {
        assert_eq!(refused(b""), "the body is not JSON: it ends too early at line 1 column 1");
        assert_eq!(
            refused(b"{\"event\":\"meeting.started\"} x"),
            "the body is not JSON: nothing is expected after the value at line 1 column 29"
        );
        for body in ["null", "[]", "7", "\"meeting.started\"", "{}", r#"{"event":null}"#, r#"{"event":{}}"#] {
            assert_eq!(refused(body.as_bytes()), "the body is not an object that names an event", "{body}");
        }
    }

    #[test]
    fn an_unreadable_optional_value_does_not_cost_the_event() {
        let recording = |field: &str, value: Value| {
            let mut recording = json!({ "id": "r", "status": "UPLOADED" });
            recording[field] = value;
            json!({ "event": "recording.statusUpdate", "recording": recording })
        };
        let organized = |by: Value| json!({ "event": "meeting.started", "meeting": { "id": "m", "organizedBy": by } });
        for (body, report) in [
            (
                recording("fileSize", json!("1.2 MB")),
                "body.recording.fileSize: a whole number from 0 expected, a string of 6 characters found",
            ),
            (organized(json!("Acme")), "body.meeting.organizedBy: an object expected, a string of 4 characters found"),
            // Not as an object whose fields are in the order of the list.
            (organized(json!(["a", "b"])), "body.meeting.organizedBy: an object expected, a list of 2 found"),
        ] {
            let (event, unreadable) = Event::decode(body.to_string().as_bytes()).unwrap();
            assert!(!matches!(event, Event::Unknown { .. }), "{event:?}");
            let unreadable: Vec<_> = unreadable.iter().map(ToString::to_string).collect();
            assert_eq!(unreadable, [report]);
        }
    }

    #[test]
    fn a_known_event_without_its_identity_keeps_its_json() {
        for (body, reason) in [
            (json!({ "event": "meeting.started" }), "body.meeting: a value expected, nothing found"),
            (
                json!({ "event": "meeting.started", "meeting": { "title": "x" } }),
                "body.meeting.id: a value expected, nothing found",
            ),
            (
                json!({ "event": "meeting.started", "meeting": { "id": ["m"] } }),
                "body.meeting.id: a string expected, a list of 1 found",
            ),
        ] {
            let event = read(body.clone());
            let name = body["event"].as_str().unwrap();
            assert_eq!(event, Event::Unknown { name: name.into(), json: body.clone() });
            let error = event.unreadable().unwrap();
            let text = format!("the event \"meeting.started\" cannot be read: {reason}");
            assert_eq!((error.to_string(), error.event()), (text, Some(name)));
            assert!(error.path().unwrap().starts_with("body."), "{error}");
            assert_eq!((event.name(), &serde_json::to_value(&event).unwrap()), (name, &body));
        }
        assert_eq!(read(json!({ "event": "meeting.exploded", "meeting": 7 })).unreadable(), None);
    }

    #[test]
    fn a_name_that_was_cut_in_the_middle_of_a_character_is_read() {
        let body = |name: &[u8]| {
            let before = br#"{"event":"meeting.started","meeting":{"id":"m","title":"A"#;
            [&before[..], name, br#""}}"#].concat()
        };
        for name in [&b"\\ud83d"[..], b"\xf0\x9f"] {
            let Ok(Event::MeetingStarted(event)) = Event::from_slice(&body(name)) else { panic!("{name:?}") };
            assert_eq!(event.meeting.title.as_deref(), Some("A\u{fffd}"));
        }
    }

    #[test]
    fn deep_nesting_is_refused_or_skipped_but_does_not_end_the_program() {
        let bomb = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        for bomb in [bomb("[", "]"), bomb("{\"a\":", "}")] {
            assert!(refused(bomb.as_bytes()).starts_with("the body is not JSON"));
            let unknown = format!("{{\"event\":\"new\",\"a\":{bomb}}}");
            assert!(refused(unknown.as_bytes()).starts_with("the body is not JSON"));
            let skipped = format!("{{\"event\":\"meeting.started\",\"meeting\":{{\"id\":\"m\"}},\"a\":{bomb}}}");
            let _either = Event::from_slice(skipped.as_bytes());
        }
    }

    #[test]
    fn identifiers_next_to_the_fields_stand_for_the_meeting() {
        let body =
            br#"{"event":"meeting.transcript","meetingId":"m","sessionId":"s","transcriptDownloadUrl":"https://x"}"#;
        let Event::Transcript(event) = Event::from_slice(body).unwrap() else { panic!("another event") };
        assert_eq!((event.meeting.id.as_str(), event.meeting.session_id.as_deref()), ("m", Some("s")));
        let body = br#"{"event":"meeting.summary","meetingId":"other","meeting":{"id":"m","title":"T"}}"#;
        let Event::Summary(event) = Event::from_slice(body).unwrap() else { panic!("another event") };
        assert_eq!((event.meeting.id.as_str(), event.meeting.title.as_deref()), ("m", Some("T")));
        for body in
            [&br#"{"event":"meeting.summary","sessionId":"s"}"#[..], br#"{"event":"meeting.summary","meetingId":7}"#]
        {
            assert!(matches!(Event::from_slice(body).unwrap(), Event::Unknown { .. }));
        }
    }
}
