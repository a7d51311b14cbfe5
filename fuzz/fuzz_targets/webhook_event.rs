//! No body makes the decoder of events panic, no object that names an event is refused, and what is read can be written
//! and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use realtimekit_api::{Event, Exposed};
use serde_json::Value;

fuzz_target!(|body: &[u8]| {
    let event = match Event::from_slice(body) {
        Ok(event) => event,
        Err(error) => {
            let json = serde_json::from_slice::<Value>(body).unwrap_or_default();
            assert!(json.get("event").is_none_or(|name| !name.is_string()), "{error}");
            return;
        }
    };
    let _ = (event.meeting_id(), event.session_id(), format!("{event:?}"));
    if let Event::RecordingStatusUpdate(event) = &event {
        let _ = event.recording.stop_reason.as_ref().map(|stop| stop.reason());
    }
    let written = serde_json::to_vec(&Exposed(&event)).expect("an event can be written");
    let again = Event::from_slice(&written).expect("what was written can be read");
    assert_eq!(again.name(), event.name());
    // Numbers with more digits than a float holds may come back as their neighbours, so the whole is not compared, and
    // one that could not be read may be readable then.
    if event.unreadable().is_none() {
        assert_eq!(std::mem::discriminant(&again), std::mem::discriminant(&event));
        assert_eq!(again.meeting_id(), event.meeting_id());
    }
});
