//! Many concurrent callers create one object.

use futures::future::try_join_all;
use realtimekit::types::PresetDefinition;
use realtimekit_emulator::Emulator;

use crate::clients::client;

const CALLERS: [usize; 3] = [2, 10, 50];

#[tokio::test(flavor = "multi_thread")]
async fn callers_make_one_preset() {
    for callers in CALLERS {
        let emulator = Emulator::start().await.unwrap();
        let presets = client(&emulator).app(emulator.app_id()).presets();
        let ensure = |_| presets.ensure(PresetDefinition::webinar("teacher")).send();
        let ensured = try_join_all((0..callers).map(ensure)).await.unwrap();
        assert!(ensured.iter().all(|one| one.value.id == ensured[0].value.id), "{callers} callers");
        assert_eq!(emulator.executed("presets_create"), 1, "{callers} callers");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn callers_make_one_webhook() {
    for callers in CALLERS {
        let emulator = Emulator::start().await.unwrap();
        let webhooks = client(&emulator).app(emulator.app_id()).webhooks();
        let ensure = |_| webhooks.ensure("production", "https://hooks.example.com/a", ["meeting.ended"]).send();
        try_join_all((0..callers).map(ensure)).await.unwrap();
        assert_eq!(webhooks.list().send().await.unwrap().len(), 1, "{callers} callers");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn callers_agree_on_one_active_meeting() {
    for callers in CALLERS {
        let emulator = Emulator::start().await.unwrap();
        let meetings = client(&emulator).app(emulator.app_id()).meetings();
        let ensured = try_join_all((0..callers).map(|_| meetings.ensure("course-7").send())).await.unwrap();
        assert!(ensured.iter().all(|one| one.value.id == ensured[0].value.id), "{callers} callers");
        let active = meetings.list().status("ACTIVE").all().await.unwrap();
        assert_eq!(active.len(), 1, "{callers} callers");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn callers_join_as_one_participant() {
    for callers in CALLERS {
        let emulator = Emulator::start().await.unwrap();
        let app = client(&emulator).app(emulator.app_id());
        let meeting = app.meeting(app.meetings().create().title("Sync").send().await.unwrap().id);
        let join = |_| meeting.join("user-42", "group_call_host").name("Mary").send();
        let joined = try_join_all((0..callers).map(join)).await.unwrap();
        assert!(joined.iter().all(|one| one.participant.id == joined[0].participant.id && !one.token.is_empty()));
        assert_eq!(meeting.participants().list().all().await.unwrap().len(), 1, "{callers} callers");
    }
}
