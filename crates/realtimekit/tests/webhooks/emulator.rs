//! Deliveries of the emulator, from the registration to the handler.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use realtimekit::Client;
use realtimekit::types::RecordingStatus;
use realtimekit::webhooks::receiver::receive;
use realtimekit::webhooks::testing::TestSigner;
use realtimekit::webhooks::{Delivery, Event, MemoryDeduplicator, PublicKey, Verifier};
use realtimekit_emulator::{DeliveryState, Deviation, Emulator, Fidelity};

type Events = Arc<Mutex<Vec<Event>>>;

/// Registers a receiver for all events.
async fn receiving(emulator: &Emulator) -> (realtimekit::resources::AppHandle, Events) {
    let events = Events::default();
    let kept = Arc::clone(&events);
    let handler = move |delivery: Delivery| {
        kept.lock().unwrap().push(delivery.event);
        async { Ok::<(), Infallible>(()) }
    };
    let verifier = Verifier::builder().origin(emulator.root_url()).build().unwrap();
    let router = Router::new().route("/", receive(verifier, MemoryDeduplicator::default(), handler));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let client: Client = emulator.client().unwrap();
    let app = client.app(emulator.app_id());
    app.webhooks().create("test", url, Event::KNOWN.iter().copied()).send().await.unwrap();
    (app, events)
}

/// Waits until no delivery is pending, and returns the number of deliveries.
async fn settled(emulator: &Emulator, at_least: usize) -> usize {
    let ended = emulator.wait_for_deliveries(Duration::from_secs(30), |deliveries| {
        let pending = deliveries.iter().any(|delivery| delivery.state == DeliveryState::Pending);
        (deliveries.len() >= at_least && !pending).then_some(deliveries.len())
    });
    let sent = ended.await.expect("the deliveries come to an end");
    for delivery in emulator.deliveries() {
        assert_eq!(delivery.state, DeliveryState::Delivered, "{delivery:?}");
    }
    sent
}

#[tokio::test]
async fn each_event_of_a_meeting_is_delivered() {
    // In the observed fidelity events lack fields, and a transcript takes minutes.
    let emulator = Emulator::builder().fidelity(Fidelity::Documented).start().await.unwrap();
    let (app, events) = receiving(&emulator).await;
    let meeting = app.meetings().create().title("Weekly sync").send().await.unwrap();
    let added =
        app.meeting(&meeting.id).participants().add("user-1", "group_call_host").name("Ada").send().await.unwrap();
    let joined = emulator.join(&meeting.id, &added.id).unwrap();
    emulator.say(&meeting.id, &added.id, "Hello").unwrap();
    emulator.speak(&meeting.id, &added.id, "Good morning.").unwrap();
    let recording = app.recordings().start(&meeting.id).send().await.unwrap();
    emulator.advance(Duration::from_secs(2)); // INVOKED becomes RECORDING, which can be stopped
    app.recording(&recording.id).stop().send().await.unwrap();
    emulator.finish_upload(&recording.id, 4096).unwrap();
    emulator.end_session(&meeting.id).unwrap();
    settled(&emulator, 10).await;

    let events = events.lock().unwrap();
    for name in ["meeting.started", "meeting.participantJoined", "meeting.participantLeft", "meeting.ended"] {
        assert_eq!(events.iter().filter(|event| event.name() == name).count(), 1, "{name} in {events:?}");
    }
    for event in events.iter() {
        assert_eq!(event.meeting_id(), Some(meeting.id.as_str()), "{event:?}");
        assert_eq!(event.session_id(), Some(joined.session_id.as_str()), "{event:?}");
    }
    let uploaded = events.iter().find_map(|event| match event {
        Event::RecordingStatusUpdate(event) if event.recording.status == Some(RecordingStatus::Uploaded) => {
            Some(&event.recording)
        }
        _ => None,
    });
    let uploaded = uploaded.expect("the recording was uploaded");
    assert_eq!((uploaded.id.as_str(), uploaded.file_size), (recording.id.as_str(), Some(4096)));
    assert!(uploaded.stop_reason.as_ref().unwrap().reason().unwrap().reason.is_some(), "{uploaded:?}");
    assert!(events.iter().any(|event| matches!(event, Event::ChatSynced(_))));
    assert!(events.iter().any(|event| matches!(event, Event::Transcript(_))));
}

#[tokio::test]
async fn events_are_read_in_every_observed_form() {
    for seed in 0..8 {
        // A recording that stays INVOKED is not uploaded.
        let builder = Emulator::builder().observed().without(Deviation::RecordingsStayInvoked);
        let emulator = builder.seed(seed).start().await.unwrap();
        let (app, events) = receiving(&emulator).await;
        let meeting = app.meetings().create().title("Weekly sync").summarize_on_end(true).send().await.unwrap();
        let participants = app.meeting(&meeting.id).participants();
        let added = participants.add("user-1", "group_call_host").name("Ada").send().await.unwrap();
        emulator.join(&meeting.id, &added.id).unwrap();
        emulator.say(&meeting.id, &added.id, "Hello").unwrap();
        emulator.speak(&meeting.id, &added.id, "Good morning.").unwrap();
        let recording = app.recordings().start(&meeting.id).send().await.unwrap();
        let livestream = app.meeting(&meeting.id).livestreams().start().send().await.unwrap();
        emulator.advance(Duration::from_secs(10));
        emulator.end_session(&meeting.id).unwrap();
        emulator.finish_upload(&recording.id, 4096).unwrap();
        emulator.advance(Duration::from_secs(600));
        let sent = settled(&emulator, 14).await;

        let events = events.lock().unwrap();
        assert_eq!(events.len(), sent, "seed {seed}");
        for name in Event::KNOWN {
            assert!(events.iter().any(|event| event.name() == *name), "{name} with seed {seed}");
        }
        for event in events.iter() {
            match event {
                Event::Unknown { name, .. } => panic!("{name} with seed {seed}"),
                Event::RecordingStatusUpdate(event) if event.recording.status == Some(RecordingStatus::Uploaded) => {
                    // Each optional field is missing in some events of this fidelity, but never wrong.
                    assert!(event.recording.file_size.is_none_or(|size| size == 4096), "{event:?}");
                }
                Event::LivestreamStatusUpdate(event) => {
                    assert!(livestream.id.as_ref().is_none_or(|id| *id == event.stream_id), "{event:?}");
                }
                _ => {}
            }
        }
    }
}

#[tokio::test]
async fn replacing_the_key_during_a_stream_of_deliveries_loses_none() {
    // The number of deliveries is exact.
    let emulator = Emulator::builder().without_deviations().start().await.unwrap();
    let (app, events) = receiving(&emulator).await;
    let meeting = app.meetings().create().send().await.unwrap();
    let added =
        app.meeting(&meeting.id).participants().add("user-1", "group_call_host").name("Ada").send().await.unwrap();
    emulator.join(&meeting.id, &added.id).unwrap();
    emulator.leave(&meeting.id, &added.id).unwrap();
    // The receiver can only know a key that it fetched before it was replaced.
    emulator.delivered("meeting.participantLeft").await.expect("the receiver has the first key");
    for round in 1..=100 {
        emulator.join(&meeting.id, &added.id).unwrap();
        emulator.leave(&meeting.id, &added.id).unwrap();
        if round % 10 == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        if round == 50 {
            emulator.rotate_webhook_key();
        }
    }
    // The first join starts the session as well.
    let sent = settled(&emulator, 203).await;
    assert_eq!(events.lock().unwrap().len(), sent);
    let signatures = emulator.deliveries();
    let signed_by = |signer: &TestSigner| {
        let is_signed = |delivery: &&realtimekit_emulator::Delivery| {
            delivery.attempts.iter().any(|attempt| attempt.signature == signer.sign(&delivery.body))
        };
        signatures.iter().filter(is_signed).count()
    };
    let (before, after) = (signed_by(&TestSigner::new()), signed_by(&TestSigner::another()));
    assert!(before > 0 && after > 0 && before + after >= sent, "{before} before, {after} after, {sent} in all");
}

#[tokio::test]
async fn the_emulator_signs_with_the_keys_of_the_test_signer() {
    let emulator = Emulator::start().await.unwrap();
    for signer in [TestSigner::new(), TestSigner::another()] {
        assert_eq!(PublicKey::from_pem(emulator.webhook_public_key()).unwrap(), signer.public_key());
        emulator.rotate_webhook_key();
    }
}
