//! No body makes the decoder of events panic, and what it reads it can write and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use realtimekit_api::{Event, Exposed};

fuzz_target!(|body: &[u8]| {
    let Ok(event) = Event::from_slice(body) else { return };
    let _ = (event.meeting_id(), event.session_id(), format!("{event:?}"));
    if let Event::RecordingStatusUpdate(event) = &event {
        let _ = event.recording.parsed_stop_reason();
    }
    let written = serde_json::to_vec(&Exposed(&event)).expect("an event can be written");
    let again = Event::from_slice(&written).expect("what was written can be read");
    // Numbers with more digits than a float holds may come back as their neighbours, so the whole is not compared.
    assert_eq!(std::mem::discriminant(&again), std::mem::discriminant(&event));
    assert_eq!((again.name(), again.meeting_id()), (event.name(), event.meeting_id()));
});
