//! Attendance: from events in any order, and from the API.

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use realtimekit::Client;
use realtimekit::jobs::Attendance;
use realtimekit::webhooks::Event;
use realtimekit_emulator::{Emulator, Fidelity};
use serde_json::{Value, json};

const BEGIN: i64 = 1_764_000_000;
/// Seconds of the session.
const LENGTH: i64 = 600;

fn time(seconds: i64) -> String {
    realtimekit::Timestamp::from_unix_millis((BEGIN + seconds) * 1000).to_string()
}

fn event(name: &str, mut body: Value) -> Event {
    body["event"] = json!(name);
    Event::from_slice(body.to_string().as_bytes()).unwrap()
}

/// A connection: the person, when they join, and when they leave, if that is before the end of the session.
type Stay = (u8, i64, Option<i64>);

fn meeting() -> Value {
    json!({ "id": "m", "sessionId": "s", "startedAt": time(0) })
}

fn events(stays: &[Stay], ended: bool) -> Vec<Event> {
    let mut events = Vec::new();
    for (number, (person, joined, left)) in stays.iter().enumerate() {
        let id = format!("user-{person}");
        let mut participant = json!({ "peerId": format!("p{number}"), "customParticipantId": id, "userDisplayName": id, "joinedAt": time(*joined) });
        events.push(event("meeting.participantJoined", json!({ "meeting": meeting(), "participant": participant })));
        if let Some(left) = left {
            participant["leftAt"] = json!(time(*left));
            events.push(event("meeting.participantLeft", json!({ "meeting": meeting(), "participant": participant })));
        }
    }
    if ended {
        let mut meeting = meeting();
        meeting["endedAt"] = json!(time(LENGTH));
        events.push(event("meeting.ended", json!({ "meeting": meeting })));
    }
    events
}

/// Seconds in which a person has any connection.
fn seconds(stays: &[Stay], person: u8, end: i64) -> u64 {
    let is_there = |second| {
        stays.iter().any(|(who, joined, left)| *who == person && (*joined..left.unwrap_or(end)).contains(&second))
    };
    (0..LENGTH).filter(|second| is_there(*second)).count() as u64
}

fn record<'a>(events: impl IntoIterator<Item = &'a Event>) -> Attendance {
    let mut attendance = Attendance::new("s");
    for event in events {
        assert!(attendance.record(event));
    }
    attendance
}

prop_compose! {
    fn stay()(person in 0..3u8, joined in 0..LENGTH, length in proptest::option::of(0..LENGTH)) -> Stay {
        (person, joined, length.map(|length| (joined + length).min(LENGTH)))
    }
}

proptest! {
    // The same cases in every run; PROPTEST_CASES adds more.
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(0x5eed), ..ProptestConfig::default() })]

    #[test]
    fn order_and_repetition_do_not_matter(
        (stays, ended, deliveries) in (proptest::collection::vec(stay(), 1..8), any::<bool>()).prop_flat_map(|(stays, ended)| {
            let count = events(&stays, ended).len();
            // Each event once, and any number of repetitions.
            let repeated = proptest::collection::vec(0..count, 0..12);
            let all = repeated.prop_map(move |more| (0..count).chain(more).collect::<Vec<_>>()).prop_shuffle();
            (Just(stays), Just(ended), all)
        }),
        split in any::<prop::sample::Index>(),
    ) {
        let events = events(&stays, ended);
        let in_order = record(&events);
        let shuffled: Vec<&Event> = deliveries.iter().map(|index| &events[*index]).collect();
        prop_assert_eq!(&record(shuffled.iter().copied()), &in_order);
        // As two processes receive them.
        let (one, other) = shuffled.split_at(split.index(shuffled.len()));
        let mut merged = record(one.iter().copied());
        prop_assert!(merged.merge(record(other.iter().copied())));
        prop_assert_eq!(&merged, &in_order);
        // As it is stored and read again.
        let stored: Attendance = serde_json::from_str(&serde_json::to_string(&in_order).unwrap()).unwrap();
        prop_assert_eq!(&stored, &in_order);

        for gap in [0, 60] {
            let attendance = in_order.clone().gap(Duration::from_secs(gap));
            let people = attendance.people_at(realtimekit::Timestamp::from_unix_millis((BEGIN + LENGTH) * 1000));
            let mut persons: Vec<u8> = stays.iter().map(|(person, ..)| *person).collect();
            persons.sort_unstable();
            persons.dedup();
            prop_assert_eq!(people.len(), persons.len());
            for person in persons {
                let id = format!("user-{person}");
                let attendee = people.iter().find(|one| one.custom_id.as_ref().is_some_and(|one| one.as_str() == id)).unwrap();
                prop_assert_eq!(attendee.total.as_secs(), seconds(&stays, person, LENGTH));
                prop_assert_eq!(attendee.peers.len(), stays.iter().filter(|(who, ..)| *who == person).count());
                let open = stays.iter().any(|(who, _, left)| *who == person && left.is_none());
                prop_assert_eq!(attendee.is_present(), open && !ended);
                let apart = |pair: &[realtimekit::jobs::Interval]| pair[1].joined_at.duration_since(pair[0].left_at.unwrap()).unwrap();
                prop_assert!(attendee.intervals.windows(2).all(|pair| apart(pair) > Duration::from_secs(gap)));
            }
        }
    }
}

#[test]
fn events_of_other_sessions_change_nothing() {
    let mut attendance = record(&events(&[(1, 0, Some(60))], true));
    let before = attendance.clone();
    let mut other = meeting();
    other["sessionId"] = json!("another");
    let participant = json!({ "peerId": "x", "joinedAt": time(0) });
    let joined =
        |meeting: &Value| event("meeting.participantJoined", json!({ "meeting": meeting, "participant": participant }));
    assert!(!attendance.record(&joined(&other)));
    other["sessionId"] = Value::Null;
    assert!(!attendance.record(&joined(&other)));
    assert!(!attendance.record(&event("meeting.started", json!({ "meeting": meeting() }))));
    assert!(!attendance.merge(Attendance::new("another")));
    assert_eq!(attendance, before);
}

#[test]
fn missing_reports_are_tolerated() {
    // The report that the person left is lost, or contains no time; so is the time of the end.
    let lost = events(&[(1, 0, None), (2, 30, Some(300))], false);
    let ended = event("meeting.ended", json!({ "meeting": meeting() }));
    let people = record(lost.iter().chain([&ended])).people();
    assert_eq!(people.iter().map(|person| person.total.as_secs()).collect::<Vec<_>>(), [300, 270]);
    // Only the end of a connection was reported, without its begin.
    let participant = json!({ "peerId": "x", "clientSpecificId": "user-9", "leftAt": time(50) });
    let left = event("meeting.participantLeft", json!({ "meeting": meeting(), "participant": participant }));
    let people = record(lost.iter().chain([&left, &ended])).people();
    let last = people.last().unwrap();
    assert_eq!((last.custom_id.as_ref().map(|id| id.as_str()), last.intervals.len()), (Some("user-9"), 0));
    assert_eq!((last.first_joined_at(), last.is_present()), (None, false));
}

/// A lesson with a change of device, a return, and a person who stays until the end.
async fn lesson(fidelity: Fidelity) -> (Attendance, Attendance) {
    let emulator = Emulator::builder().fidelity(fidelity).start().await.unwrap();
    let client = Client::builder()
        .base_url(emulator.base_url())
        .account_id(emulator.account_id())
        .api_token(emulator.api_token())
        .build()
        .unwrap();
    let app = client.app(emulator.app_id());
    app.webhooks().create("all", "http://127.0.0.1:9/", Event::KNOWN.iter().copied()).send().await.unwrap();
    let meeting = app.meeting(app.meetings().create().title("Algebra").send().await.unwrap().id);
    let minutes = |minutes: u64| emulator.advance(Duration::from_secs(60 * minutes));
    let mut ids = Vec::new();
    for name in ["ada", "bob", "eve"] {
        ids.push(meeting.join(name, "group_call_guest").name(name).send().await.unwrap().participant.id);
    }
    let telephone = emulator.join(meeting.id(), &ids[0]).unwrap();
    let first = emulator.join(meeting.id(), &ids[1]).unwrap();
    minutes(5);
    emulator.join(meeting.id(), &ids[0]).unwrap();
    emulator.join(meeting.id(), &ids[2]).unwrap();
    minutes(1);
    emulator.leave(meeting.id(), &telephone.peer_id).unwrap();
    emulator.leave(meeting.id(), &first.peer_id).unwrap();
    minutes(10);
    emulator.join(meeting.id(), &ids[1]).unwrap();
    minutes(20);
    let session_id = emulator.end_session(meeting.id()).unwrap();
    let deliveries = emulator.wait_for_deliveries(Duration::from_secs(30), |deliveries| {
        deliveries.iter().any(|delivery| delivery.event == "meeting.ended").then(|| deliveries.to_vec())
    });
    let mut from_events = Attendance::new(&session_id);
    for delivery in deliveries.await.unwrap().iter().rev() {
        from_events.record(&Event::from_slice(&delivery.body).unwrap());
    }
    (app.session(&session_id).attendance().await.unwrap(), from_events)
}

#[tokio::test]
async fn events_and_api_agree() {
    for fidelity in [Fidelity::Documented, Fidelity::Observed] {
        let (from_api, from_events) = lesson(fidelity).await;
        assert_eq!(from_api.people(), from_events.people(), "{fidelity:?}");
        assert_eq!(from_api.to_csv(), from_events.to_csv());
        let of =
            |name: &str| from_api.people().into_iter().find(|person| person.name.as_deref() == Some(name)).unwrap();
        let minutes = |name: &str| (of(name).total.as_secs_f64() / 60.0).round() as u64;
        assert_eq!((minutes("ada"), minutes("bob"), minutes("eve")), (36, 26, 31), "{from_api:?}");
        let count = |name: &str| (of(name).intervals.len(), of(name).peers.len());
        assert_eq!((count("ada"), count("bob"), count("eve")), ((1, 2), (2, 2), (1, 1)));
        assert!(from_api.people().iter().all(|person| !person.is_present()));
        assert_eq!(from_api.to_csv().lines().count(), 4);
    }
}
