//! The client of the SDK.

use realtimekit_emulator::Emulator;

#[tokio::test]
async fn an_emulator_has_a_client() {
    let emulator = Emulator::start().await.unwrap();
    let app = emulator.client().unwrap().default_app().unwrap();
    let meeting = app.meetings().create().title("Weekly sync").send().await.unwrap();
    assert_eq!(app.meeting(meeting.id).get().send().await.unwrap().title.as_deref(), Some("Weekly sync"));
}
