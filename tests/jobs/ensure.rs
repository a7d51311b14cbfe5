//! Ensure, modify and check, against one service.

use realtimekit::jobs::{Outcome, Subject, Verdict};
use realtimekit::types::{MeetingCreate, MeetingStatus, PresetDefinition};
use realtimekit_emulator::Emulator;

use crate::clients::{ClosedPort, builder, client, steady};

#[tokio::test]
async fn ensure_finds_a_preset_among_names_that_contain_its_name() {
    let emulator = steady().await;
    let presets = client(&emulator).app(emulator.app_id()).presets();
    for number in 0..120 {
        presets.create(PresetDefinition::webinar(format!("host {number}"))).send().await.unwrap();
    }
    assert_eq!(presets.ensure(PresetDefinition::webinar("host")).send().await.unwrap().outcome, Outcome::Created);
    emulator.forget_received();
    assert_eq!(presets.ensure(PresetDefinition::webinar("host")).send().await.unwrap().outcome, Outcome::Unchanged);
    assert!(emulator.received_all().iter().all(|request| request.method == "GET"));
}

#[tokio::test]
async fn ensure_sends_only_the_parts_of_a_preset_that_differ() {
    let emulator = steady().await;
    let presets = client(&emulator).app(emulator.app_id()).presets();
    let mut host = PresetDefinition::group_call("host");
    presets.ensure(host.clone()).send().await.unwrap();
    host.permissions.can_record = !host.permissions.can_record;
    let planned = presets.ensure(host.clone()).plan().await.unwrap();
    assert_eq!(emulator.received("presets_update").len(), 0, "a plan only reads");
    let updated = presets.ensure(host).send().await.unwrap();
    assert_eq!((updated.outcome, &updated.changes), (Outcome::Updated, &planned.changes));
    let sent = emulator.received("presets_update").remove(0).body;
    assert_eq!(sent.as_object().unwrap().keys().collect::<Vec<_>>(), ["permissions"]);
    assert!(sent["permissions"].as_object().unwrap().len() > 5, "the object is whole");
}

#[tokio::test]
async fn ensure_continues_with_a_preset_that_is_created_meanwhile() {
    let emulator = Emulator::start().await.unwrap();
    let presets = client(&emulator).app(emulator.app_id()).presets();
    presets.create(PresetDefinition::webinar("host")).send().await.unwrap();
    // The first check is too early.
    emulator.fault("presets_list").status(200).body(r#"{"success":true,"data":[]}"#).times(1);
    let ensured = presets.ensure(PresetDefinition::group_call("host")).send().await.unwrap();
    assert_eq!((ensured.outcome, emulator.received("presets_create").len()), (Outcome::Updated, 2));
}

#[tokio::test]
async fn ensure_reports_a_name_that_is_taken_and_not_listed() {
    let emulator = Emulator::start().await.unwrap();
    let presets = client(&emulator).app(emulator.app_id()).presets();
    emulator.fault("presets_create").status(409);
    let error = presets.ensure(PresetDefinition::webinar("host")).send().await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
}

#[tokio::test]
async fn ensure_enables_a_webhook_and_ignores_the_order_of_events() {
    let emulator = steady().await;
    let webhooks = client(&emulator).app(emulator.app_id()).webhooks();
    let url = "https://hooks.example.com";
    let created = webhooks.create("a", url, ["meeting.ended", "meeting.started"]).enabled(false).send().await.unwrap();
    let twin = webhooks.create("a", "https://old.example.com", ["meeting.ended"]).send().await.unwrap();
    let ensure = || webhooks.ensure("a", format!("{url}/"), ["meeting.started", "meeting.ended"]);
    assert_eq!(ensure().plan().await.unwrap().to_string(), "update\n  enabled: false -> true");
    let ensured = ensure().send().await.unwrap();
    assert_eq!((ensured.value.id, ensured.value.enabled), (created.id, Some(true)));
    assert_eq!(ensured.duplicates.iter().map(|webhook| &webhook.id).collect::<Vec<_>>(), [&twin.id]);
    assert_eq!(ensure().remove_duplicates(true).send().await.unwrap().outcome, Outcome::Unchanged);
    assert_eq!(webhooks.list().send().await.unwrap().len(), 1);
    // A webhook of the name moves to the new URL.
    let moved = webhooks.ensure("a", "https://new.example.com", ["meeting.ended"]).send().await.unwrap();
    assert_eq!(moved.changes.iter().map(|change| change.path.as_str()).collect::<Vec<_>>(), ["url", "events"]);
    assert_eq!(webhooks.list().send().await.unwrap()[0].url.as_deref(), Some("https://new.example.com"));
}

#[tokio::test]
async fn ensure_uses_the_oldest_app_of_a_name() {
    let emulator = steady().await;
    let apps = client(&emulator).apps();
    let oldest = apps.create("Clinic").send().await.unwrap();
    emulator.advance(std::time::Duration::from_secs(1));
    let youngest = apps.create("Clinic").send().await.unwrap();
    let ensured = apps.ensure("Clinic").send().await.unwrap();
    assert_eq!((ensured.outcome, ensured.value.id), (Outcome::Unchanged, oldest.id));
    assert_eq!(ensured.duplicates[0].id, youngest.id);
}

#[tokio::test]
async fn ensure_distinguishes_meetings_by_the_exact_key() {
    let emulator = steady().await;
    let meetings = client(&emulator).app(emulator.app_id()).meetings();
    for title in ["course-70", "my course-7", "course-7 [old]", "[course-7] notes"] {
        meetings.create().title(title).send().await.unwrap();
    }
    let ensure = || meetings.ensure("course-7").title("Algebra").settings(MeetingCreate::new().persist_chat(true));
    assert_eq!(ensure().plan().await.unwrap().outcome, Outcome::Created);
    let created = ensure().send().await.unwrap();
    assert_eq!(created.outcome, Outcome::Created);
    assert_eq!(ensure().send().await.unwrap().outcome, Outcome::Unchanged);
    // A new title and other settings are changes; the key stays.
    let renamed = meetings.ensure("course-7").title("Geometry").settings(MeetingCreate::new().persist_chat(false));
    let renamed = renamed.send().await.unwrap();
    assert_eq!((renamed.outcome, renamed.value.id), (Outcome::Updated, created.value.id));
    assert_eq!(
        renamed.changes.iter().map(|change| change.path.as_str()).collect::<Vec<_>>(),
        ["persist_chat", "title"]
    );
    meetings.ensure(" ").send().await.unwrap_err();
}

#[tokio::test]
async fn ensure_activates_an_inactive_meeting_before_it_creates_another() {
    let emulator = steady().await;
    let app = client(&emulator).app(emulator.app_id());
    let meeting = app.meetings().ensure("course-7").send().await.unwrap().value;
    app.meeting(&meeting.id).update().status(MeetingStatus::Inactive).send().await.unwrap();
    let ensured = app.meetings().ensure("course-7").send().await.unwrap();
    assert_eq!(
        (ensured.value.id, ensured.changes[0].to_string()),
        (meeting.id, "status: \"INACTIVE\" -> \"ACTIVE\"".into())
    );
}

#[tokio::test]
async fn modify_sends_nothing_if_nothing_differs_and_refuses_to_remove_a_field() {
    let emulator = steady().await;
    let app = client(&emulator).app(emulator.app_id());
    let meeting = app.meeting(app.meetings().create().title("Sync").send().await.unwrap().id);
    assert_eq!(meeting.modify(|_| {}).await.unwrap().outcome, Outcome::Unchanged);
    let error = meeting.modify(|meeting| meeting.title = None).await.unwrap_err();
    assert!(error.is_invalid_input() && error.to_string().contains("title was removed"), "{error}");
    assert_eq!(emulator.received("meetings_update").len(), 0);
    meeting.modify(|meeting| meeting.title = Some("Retro".to_owned())).await.unwrap();
    assert_eq!(emulator.received("meetings_update")[0].body, serde_json::json!({ "title": "Retro" }));
}

#[tokio::test]
async fn check_names_the_part_that_is_wrong() {
    let emulator = Emulator::start().await.unwrap();
    let right = client(&emulator).check().await;
    assert!(right.is_right() && right.findings.iter().all(|finding| finding.verdict == Verdict::Right), "{right}");
    assert_eq!(emulator.received_all().len(), 2);
    let closed = ClosedPort::new();
    for (client, verdict, subjects) in [
        (
            builder(&emulator).api_token("wrong"),
            Verdict::Suspect,
            vec![Subject::Account, Subject::Token, Subject::Scope, Subject::Entitlement],
        ),
        (
            builder(&emulator).account_id("0123456789abcdef0123456789abcdef"),
            Verdict::Suspect,
            vec![Subject::Account, Subject::Token, Subject::Scope, Subject::Entitlement],
        ),
        (builder(&emulator).app_id("0d1c6a52-8f4e-4a8e-9d0f-64f1f0f1b001"), Verdict::Wrong, vec![Subject::App]),
        (builder(&emulator).base_url(closed.url()), Verdict::Wrong, vec![Subject::Connection]),
        (
            builder(&emulator).base_url(emulator.root_url()),
            Verdict::Suspect,
            vec![Subject::Connection, Subject::Account],
        ),
    ] {
        let check = client.build().unwrap().check().await;
        let found = check.findings.iter().filter(|finding| finding.verdict == verdict).map(|finding| finding.subject);
        assert_eq!(found.collect::<Vec<_>>(), subjects, "{check}");
        assert!(!check.is_right());
    }
    for (code, status, subjects) in [(7003, 404, vec![Subject::Account]), (6003, 400, vec![Subject::Token])] {
        let fault = emulator.fault("apps_list").status(status).gateway(code);
        let check = client(&emulator).check().await;
        let wrong =
            check.findings.iter().filter(|finding| finding.verdict == Verdict::Wrong).map(|finding| finding.subject);
        assert_eq!(wrong.collect::<Vec<_>>(), subjects, "{check}");
        fault.remove();
    }
    // A web page in place of the API, with any status.
    for status in [200, 404, 403, 301] {
        let fault = emulator.fault("*").status(status).html();
        let check = client(&emulator).check().await;
        let [connection, others @ ..] = check.findings.as_slice() else { panic!("{check}") };
        assert_eq!((connection.subject, connection.verdict), (Subject::Connection, Verdict::Wrong), "{check}");
        assert!(connection.text.contains("check the base URL"), "{status}: {check}");
        assert!(others.iter().all(|finding| finding.verdict == Verdict::Unknown), "{status}: {check}");
        fault.remove();
    }
}
