//! An emulator with a session that has everything.

use std::time::Duration;

use realtimekit::Client;
use realtimekit::resources::{AppHandle, SessionHandle};
use realtimekit::types::AudioConfig;
use realtimekit_emulator::Emulator;

pub struct World {
    pub emulator: Emulator,
    pub app: AppHandle,
    pub session_id: String,
    pub recording_id: String,
}

/// Size of the recording.
pub const SIZE: u64 = 300_000;

pub async fn world() -> World {
    let emulator =
        Emulator::builder().without_deviations().transcript_delay(Duration::from_secs(60)).start().await.unwrap();
    let client: Client = emulator.client().unwrap();
    let app = client.app(emulator.app_id());
    let meeting = app.meetings().create().title("Weekly sync").summarize_on_end(true).send().await.unwrap();
    let mut people = Vec::new();
    for name in ["Mary", "Bob"] {
        let person =
            app.meeting(&meeting.id).participants().add(name, "group_call_host").name(name).send().await.unwrap();
        emulator.join(&meeting.id, &person.id).unwrap();
        people.push(person.id);
    }
    let recordings = app.recordings();
    let started =
        recordings.start(&meeting.id).audio_config(AudioConfig::new().export_file(true)).send().await.unwrap();
    emulator.advance(Duration::from_secs(10));
    emulator.say(&meeting.id, &people[0], "Hello, \"all\"").unwrap();
    emulator.speak(&meeting.id, &people[0], "We begin, I think.").unwrap();
    emulator.speak(&meeting.id, &people[1], "Yes.").unwrap();
    emulator.advance(Duration::from_secs(100));
    let session_id = emulator.end_session(&meeting.id).unwrap();
    World { emulator, app, session_id, recording_id: started.id }
}

impl World {
    pub fn session(&self) -> SessionHandle {
        self.app.session(&self.session_id)
    }

    /// Lets the service finish its files.
    pub fn finish(&self) {
        self.emulator.finish_upload(&self.recording_id, SIZE).unwrap();
        self.emulator.advance(Duration::from_secs(120));
    }
}

impl Drop for World {
    fn drop(&mut self) {
        assert_eq!(self.emulator.leaked_tokens(), 0, "the token was sent to the storage host");
    }
}
