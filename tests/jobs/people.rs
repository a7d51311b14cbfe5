//! Join, people and end, against one service.

use std::time::Duration;

use realtimekit::jobs::{CustomParticipantId, EndStep, ParticipantId};
use realtimekit::resources::MeetingHandle;
use realtimekit_emulator::Emulator;

use crate::clients::{client, steady};

async fn meeting(emulator: &Emulator) -> MeetingHandle {
    let app = client(emulator).app(emulator.app_id());
    let id = app.meetings().create().title("Sync").send().await.unwrap().id;
    app.meeting(id)
}

/// A meeting with people of these custom ids in it.
async fn with_people(emulator: &Emulator, people: &[&str]) -> MeetingHandle {
    let meeting = meeting(emulator).await;
    for person in people {
        let joined = meeting.join(*person, "group_call_host").name(*person).send().await.unwrap();
        emulator.join(meeting.id(), &joined.participant.id).unwrap();
    }
    meeting
}

#[tokio::test]
async fn join_adds_once_and_then_renews_the_token() {
    let emulator = steady().await;
    let meeting = meeting(&emulator).await;
    let first = meeting.join("user-42", "group_call_host").send().await.unwrap();
    assert_eq!(first.participant.name.as_deref(), Some(""), "a participant without a name cannot enter");
    assert!(first.is_new && first.expires_at.is_some());
    // The three responses to a custom id that the service knows.
    for status in [None, Some(409), Some(422)] {
        emulator.advance(Duration::from_secs(1));
        let fault = status.map(|status| emulator.fault("participants_add").status(status));
        let again = meeting.join("user-42", "group_call_host").name("Mary").send().await.unwrap();
        assert_eq!((&again.participant.id, again.is_new), (&first.participant.id, false), "{status:?}");
        assert_eq!(again.participant.name.as_deref(), Some("Mary"));
        assert_ne!(again.token.expose(), first.token.expose());
        if let Some(fault) = fault {
            fault.remove();
        }
    }
    let unnamed = meeting.join("user-42", "group_call_guest").send().await.unwrap();
    assert_eq!((unnamed.participant.name.as_deref(), unnamed.is_new), (Some("Mary"), false));
    let listed = meeting.participants().list().all().await.unwrap();
    assert_eq!(listed.iter().map(|person| person.name.as_deref()).collect::<Vec<_>>(), [Some("Mary")]);
    let missing = meeting.join("user-43", "no such preset").send().await.unwrap_err();
    assert!(missing.is_not_found(), "{missing}");
}

#[tokio::test]
async fn a_refusal_for_another_reason_is_reported() {
    let emulator = Emulator::start().await.unwrap();
    let meeting = meeting(&emulator).await;
    emulator.fault("participants_add").status(422).message("\"picture\" must be a URL");
    let error = meeting.join("user-42", "group_call_host").send().await.unwrap_err();
    assert!(error.is_invalid_request() && error.to_string().contains("picture"), "{error}");
}

#[tokio::test]
async fn kick_resolves_identifiers_and_reports_who_was_missed() {
    let emulator = steady().await;
    let meeting = with_people(&emulator, &["ada", "bob", "eve"]).await;
    let people = meeting.people().await.unwrap().unwrap();
    assert_eq!(people.len(), 3);
    let kicked = people.kick([CustomParticipantId::from("ada"), "nobody".into()]).await.unwrap();
    assert_eq!(kicked.removed.iter().map(|person| person.name.as_deref()).collect::<Vec<_>>(), [Some("ada")]);
    assert_eq!(kicked.missed, [CustomParticipantId::from("nobody").into()]);
    let bob = people.iter().find(|person| person.name.as_deref() == Some("bob")).unwrap();
    people.kick([bob]).await.unwrap();
    let rest = meeting.people().await.unwrap().unwrap();
    assert_eq!(rest.iter().map(|person| person.name.as_deref()).collect::<Vec<_>>(), [Some("eve")]);
    // The service confirms no one.
    emulator.fault("active_session_kick").status(200).body(r#"{"success":true,"data":{"participants":[]}}"#).times(1);
    let eve = rest[0].participant_id.clone().unwrap();
    assert_eq!(rest.kick([eve.clone()]).await.unwrap().missed, [eve.into()]);
    emulator.forget_received();
    assert_eq!(rest.kick([ParticipantId::from("unknown")]).await.unwrap().missed.len(), 1);
    assert!(emulator.received_all().is_empty(), "nothing is sent for people who are not there");
}

#[tokio::test]
async fn people_is_none_without_a_live_session() {
    let emulator = Emulator::start().await.unwrap();
    assert!(meeting(&emulator).await.people().await.unwrap().is_none());
}

#[tokio::test]
async fn people_of_an_app_are_listed_by_meeting_and_each_meeting_once() {
    let emulator = steady().await;
    let app = client(&emulator).app(emulator.app_id());
    assert!(app.people().every_meeting(true).send().await.unwrap().is_empty());
    let mut ids = Vec::new();
    // More than are asked at the same time.
    for number in 0..10 {
        let name = format!("person-{number}");
        ids.push(with_people(&emulator, &[name.as_str()]).await.id().to_owned());
    }
    for every_meeting in [false, true] {
        let listed: Vec<String> = match every_meeting {
            false => app
                .sessions()
                .list()
                .status("LIVE")
                .all()
                .await
                .unwrap()
                .into_iter()
                .filter_map(|one| one.associated_id)
                .collect(),
            true => app.meetings().list().status("ACTIVE").all().await.unwrap().into_iter().map(|one| one.id).collect(),
        };
        let live = app.people().every_meeting(every_meeting).send().await.unwrap();
        assert_eq!(live.iter().map(|meeting| meeting.meeting_id.clone()).collect::<Vec<_>>(), listed);
        assert!(live.iter().all(|meeting| meeting.people.len() == 1 && meeting.title.as_deref() == Some("Sync")));
    }
    let session = |id: &str| serde_json::json!({ "id": id, "status": "LIVE", "associated_id": ids[0] });
    let sessions = [session("left over"), session("live")];
    let body = serde_json::json!({ "success": true, "data": { "sessions": sessions }, "paging": { "total_count": 2 } });
    let fault = emulator.fault("sessions_list").status(200).body(body.to_string());
    assert_eq!(app.people().send().await.unwrap().len(), 1);
    fault.remove();
    emulator.fault("active_session_get").status(500);
    assert!(app.people().send().await.is_err());
}

#[tokio::test]
async fn end_keeps_the_order_and_can_be_repeated() {
    let emulator = steady().await;
    let meeting = with_people(&emulator, &["ada", "bob"]).await;
    meeting.recordings().start().send().await.unwrap();
    meeting.livestreams().start().send().await.unwrap();
    emulator.advance(Duration::from_secs(10));
    emulator.forget_received();
    let ended = meeting.end().send().await.unwrap();
    assert_eq!((ended.recordings_stopped.len(), ended.people_removed), (1, 2));
    assert!(ended.livestream_stopped && ended.inactive && ended.recordings_left.is_empty());
    let writes = emulator.received_all().into_iter().filter(|request| request.method != "GET");
    let order: Vec<_> = writes.map(|request| request.operation).collect();
    let expected = [
        "recordings_control",
        "livestreams_stop",
        "active_session_kick_all",
        "meetings_update",
        "active_session_kick_all",
    ];
    assert_eq!(order, expected);
    let again = meeting.end().send().await.unwrap();
    assert_eq!((again.recordings_stopped.len(), again.people_removed, again.livestream_stopped), (0, 0, false));
    assert!(again.inactive);
    assert_eq!(meeting.reopen().await.unwrap().status, Some("ACTIVE".into()));
}

#[tokio::test]
async fn end_reports_a_recording_that_does_not_start() {
    let emulator = steady().await;
    let meeting = with_people(&emulator, &["ada"]).await;
    let recording = serde_json::json!({ "id": "r", "status": "INVOKED", "meeting_id": meeting.id() });
    let list = serde_json::json!({ "success": true, "data": [recording] });
    emulator.fault("recordings_list").status(200).body(list.to_string());
    emulator
        .fault("recordings_get")
        .status(200)
        .body(serde_json::json!({ "success": true, "data": recording }).to_string());
    let ended = meeting.end().recording_wait(Duration::from_millis(600)).send().await.unwrap();
    assert_eq!((ended.recordings_left, ended.people_removed, ended.inactive), (vec!["r".to_owned()], 1, true));
    assert_eq!(emulator.received("recordings_control").len(), 0, "the service cannot stop it");
}

#[tokio::test]
async fn end_reports_the_completed_steps() {
    let emulator = steady().await;
    let meeting = with_people(&emulator, &["ada"]).await;
    emulator.fault("meetings_update").status(403);
    let error = meeting.end().send().await.unwrap_err();
    assert_eq!((error.step, error.done.people_removed, error.done.inactive), (EndStep::SetInactive, 1, false));
    assert!(error.source.is_forbidden());
    let text = error.to_string();
    assert!(text.contains("setting the meeting to INACTIVE failed") && text.contains("1 people removed"), "{text}");
}
