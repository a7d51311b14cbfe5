//! The sweep of unused sessions.

use std::time::Duration;

use realtimekit::jobs::{Spared, StaleReason, Sweep};
use realtimekit::resources::{AppHandle, MeetingHandle};
use realtimekit::types::MeetingStatus;
use realtimekit_emulator::{Deviation, Emulator};
use serde_json::json;

use crate::clients::{client, steady};

struct World {
    emulator: Emulator,
    app: AppHandle,
    meeting: MeetingHandle,
    person: String,
}

/// A meeting whose session stays LIVE after the only person has left.
async fn world() -> World {
    world_in(steady().await).await
}

async fn world_in(emulator: Emulator) -> World {
    emulator.deviate(Deviation::SessionsStayLive);
    let app = client(&emulator).app(emulator.app_id());
    let meeting = app.meeting(app.meetings().create().title("Sync").send().await.unwrap().id);
    let person = meeting.join("ada", "group_call_host").send().await.unwrap().participant.id;
    emulator.join(meeting.id(), &person).unwrap();
    emulator.leave(meeting.id(), &person).unwrap();
    // The emulator's clock is then ahead of the system's, by which the sweep measures.
    emulator.advance(Duration::from_secs(3600));
    World { emulator, app, meeting, person }
}

impl World {
    async fn close(&self) {
        self.meeting.update().status(MeetingStatus::Inactive).send().await.unwrap();
    }

    fn sweep(&self) -> Sweep {
        self.app.sweep().grace(Duration::ZERO)
    }

    /// Why the only session is spared.
    async fn spared(&self, sweep: Sweep) -> Spared {
        let swept = sweep.send().await.unwrap();
        assert_eq!((swept.ended.len(), swept.failed.len()), (0, 0), "{swept:?}");
        assert!(self.emulator.received("active_session_kick_all").is_empty());
        assert_eq!(swept.spared.len(), 1, "{swept:?}");
        swept.spared[0].reason.clone()
    }
}

#[tokio::test]
async fn the_session_of_an_inactive_meeting_is_ended() {
    let world = world().await;
    world.close().await;
    world.emulator.forget_received();
    let plan = world.sweep().plan().await.unwrap();
    assert_eq!(plan.stale[0].reason, StaleReason::MeetingInactive);
    assert!(plan.stale[0].empty_since.is_some() && plan.stale[0].title.as_deref() == Some("Sync"));
    assert!(plan.to_string().starts_with("end 1 sessions\n  end session "), "{plan}");
    assert!(world.emulator.received_all().iter().all(|request| request.method == "GET"), "a plan only reads");
    let swept = world.sweep().send().await.unwrap();
    assert_eq!(swept.ended, plan.stale);
    assert!(world.meeting.active_session().get().send().await.unwrap().is_none());
    assert_eq!(world.sweep().plan().await.unwrap().to_string(), "nothing to end");
}

#[tokio::test]
async fn an_empty_session_of_an_active_meeting_is_ended_after_a_time() {
    let world = world().await;
    assert_eq!(world.spared(world.sweep()).await, Spared::RecentlyUsed);
    let swept = world.sweep().empty_for(Duration::ZERO).send().await.unwrap();
    assert_eq!(swept.ended[0].reason, StaleReason::Empty);
    let status = world.meeting.get().send().await.unwrap().status;
    assert_eq!(status, Some(MeetingStatus::Active), "the meeting keeps its status");
}

#[tokio::test]
async fn recordings_are_stopped_before_the_session_is_ended() {
    let world = world().await;
    world.emulator.join(world.meeting.id(), &world.person).unwrap();
    world.meeting.recordings().start().send().await.unwrap();
    world.emulator.advance(Duration::from_secs(10));
    world.emulator.leave(world.meeting.id(), &world.person).unwrap();
    world.close().await;
    world.emulator.advance(Duration::from_secs(3600));
    world.emulator.forget_received();
    assert_eq!(world.sweep().send().await.unwrap().ended.len(), 1);
    let writes = world.emulator.received_all().into_iter().filter(|request| request.method != "GET");
    let order: Vec<_> = writes.map(|request| request.operation).collect();
    assert_eq!(order, ["recordings_control", "livestreams_stop", "active_session_kick_all"]);
}

#[tokio::test]
async fn a_session_with_people_is_never_ended() {
    let world = world().await;
    world.emulator.join(world.meeting.id(), &world.person).unwrap();
    world.close().await;
    assert_eq!(world.spared(world.sweep().empty_for(Duration::ZERO)).await, Spared::InUse);
    // They have moved to a breakout room: the session itself is empty.
    world.emulator.open_breakout_room(world.meeting.id(), "Room", &[&world.person]).unwrap();
    assert_eq!(world.spared(world.sweep().empty_for(Duration::ZERO)).await, Spared::InUse);
}

#[tokio::test]
async fn a_person_who_enters_during_the_grace_period_keeps_the_session() {
    let world = world().await;
    let session = world.meeting.active_session().get().send().await.unwrap().unwrap();
    let busy = json!({ "success": true, "data": { "id": session.id, "live_participants": 1 } });
    world.emulator.fault("active_session_get").status(200).body(busy.to_string()).after(1);
    assert_eq!(world.spared(world.sweep().empty_for(Duration::ZERO)).await, Spared::InUse);
    assert_eq!(world.emulator.received("active_session_get").len(), 3);
}

#[tokio::test]
async fn sessions_in_doubt_are_kept() {
    let world = world().await;
    world.close().await;
    let response = |operation: &str, data: serde_json::Value| {
        world.emulator.fault(operation).status(200).body(json!({ "success": true, "data": data }).to_string())
    };
    let fault = response("active_session_get", json!({ "id": "another", "live_participants": 0 }));
    assert_eq!(world.spared(world.sweep()).await, Spared::OtherSession);
    fault.remove();
    let fault = response("sessions_list", json!({ "sessions": [{ "id": "s", "status": "LIVE" }] }));
    assert!(matches!(world.spared(world.sweep()).await, Spared::Unclear(_)));
    fault.remove();
    let session = world.meeting.active_session().get().send().await.unwrap().unwrap();
    let data = json!({ "id": session.id, "associated_id": world.meeting.id(), "status": "LIVE" });
    let faults = [
        response("active_session_get", data.clone()),
        response("sessions_get", data),
        response("sessions_list_participants", json!({ "participants": [] })),
    ];
    assert_eq!(world.spared(world.sweep()).await, Spared::Unclear("the number of people is not reported"));
    faults.into_iter().for_each(|fault| fault.remove());
    response("sessions_list_participants", json!({ "participants": [{ "id": "p" }] }));
    assert!(matches!(world.spared(world.sweep()).await, Spared::Unclear(_)));
}

#[tokio::test]
async fn sessions_that_the_list_lacks_are_found_by_their_meetings() {
    let world = world().await;
    world.close().await;
    world.emulator.deviate(Deviation::SessionsUnlisted);
    assert!(world.sweep().plan().await.unwrap().stale.is_empty());
    assert_eq!(world.sweep().every_meeting(true).send().await.unwrap().ended.len(), 1);
}

#[tokio::test]
async fn a_failure_of_one_session_does_not_stop_the_sweep() {
    let world = world().await;
    world.close().await;
    let other = world.app.meeting(world.app.meetings().create().title("Retro").send().await.unwrap().id);
    let person = other.join("bob", "group_call_host").send().await.unwrap().participant.id;
    world.emulator.join(other.id(), &person).unwrap();
    world.emulator.leave(other.id(), &person).unwrap();
    other.update().status(MeetingStatus::Inactive).send().await.unwrap();
    world.emulator.advance(Duration::from_secs(3600));
    let fault = world.emulator.fault("active_session_get").status(403).times(1);
    let swept = world.sweep().send().await.unwrap();
    assert_eq!((swept.ended.len(), swept.failed.len()), (1, 1));
    assert!(swept.failed[0].error.is_forbidden() && swept.failed[0].to_string().starts_with("session "));
    fault.remove();
    // The service finds nothing to end.
    world.emulator.fault("active_session_kick_all").status(404).message("No active session found");
    let swept = world.sweep().send().await.unwrap();
    assert_eq!((swept.ended.len(), swept.left.len(), swept.failed.len()), (0, 1, 0));
}

#[tokio::test]
async fn undocumented_responses_neither_end_a_used_session_nor_keep_a_stale_one() {
    for seed in 0..10 {
        let world = world_in(Emulator::builder().observed().seed(seed).start().await.unwrap()).await;
        world.close().await;
        let mut ended = 0;
        // A response may lack what is needed to decide: then a later sweep decides.
        for _ in 0..5 {
            ended += world.sweep().every_meeting(true).send().await.unwrap().ended.len();
        }
        assert_eq!(ended, 1, "seed {seed}");
        world.meeting.reopen().await.unwrap();
        world.emulator.join(world.meeting.id(), &world.person).unwrap();
        for _ in 0..5 {
            let swept = world.sweep().every_meeting(true).empty_for(Duration::ZERO).send().await.unwrap();
            assert!(swept.ended.is_empty(), "seed {seed}: {swept:?}");
        }
        world.emulator.leave(world.meeting.id(), &world.person).unwrap();
    }
}
