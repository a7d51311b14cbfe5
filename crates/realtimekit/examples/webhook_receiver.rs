//! A webhook receiver: it registers itself, verifies deliveries with a key fetched over HTTP, and prints the events of a
//! meeting as they happen.
//!
//! Everything runs on this machine: an emulator replaces the service, and simulates people who join, write and leave. For
//! the real service omit the emulator and `origin`, and register a URL that is reachable from the internet.

#![allow(clippy::print_stdout)] // an example shows what it does

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use realtimekit::Client;
use realtimekit::webhooks::receiver::receive;
use realtimekit::webhooks::{Delivery, Event, MemoryDeduplicator, Verifier};
use realtimekit_emulator::{DeliveryState, Emulator};
use tokio::sync::mpsc;

type AnyError = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let emulator = Emulator::start().await?;

    // The receiver registers itself for all events that this version knows.
    let client: Client = emulator.client()?;
    let app = client.app(emulator.app_id());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/webhooks", listener.local_addr()?);
    let webhook = app.webhooks().create("receiver", &url, Event::KNOWN.iter().copied()).send().await?;
    println!("Registered {url} as webhook {}", webhook.id);
    println!("Deliveries are verified with the key at {}/.well-known/webhooks.json\n", emulator.root_url());

    // Deliveries are verified before the handler runs, and each is handled once.
    let (sender, mut events) = mpsc::unbounded_channel();
    let handler = move |delivery: Delivery| {
        println!("  {}", describe(&delivery.event));
        let _ = sender.send(delivery.event);
        async { Ok::<(), Infallible>(()) }
    };
    let verifier = Verifier::builder().origin(emulator.root_url()).webhook_ids([&webhook.id]).build()?;
    let route = receive(verifier, MemoryDeduplicator::default(), handler);
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/webhooks", route)).await });

    // A meeting takes place.
    let meeting = app.meetings().create().title("Weekly sync").send().await?;
    let participants = app.meeting(&meeting.id).participants();
    for (user, name) in [("user-1", "Ada"), ("user-2", "Grace")] {
        let participant = participants.add(user, "group_call_host").name(name).send().await?;
        emulator.join(&meeting.id, &participant.id)?;
        if name == "Ada" {
            emulator.say(&meeting.id, &participant.id, "Shall we begin?")?;
        }
    }
    until(&mut events, |event| matches!(event, Event::ParticipantJoined(joined) if is(joined, "Grace"))).await?;

    println!("  ... a recording starts, and the service replaces its key");
    let recording = app.recordings().start(&meeting.id).send().await?;
    emulator.rotate_webhook_key();
    emulator.advance(Duration::from_secs(2)); // INVOKED becomes RECORDING, which can be stopped
    app.recording(&recording.id).stop().send().await?;
    emulator.finish_upload(&recording.id, 1_048_576)?;
    emulator.end_session(&meeting.id)?;
    until(&mut events, |event| matches!(event, Event::ChatSynced(_))).await?;

    // Wait for the remaining deliveries: their order is not guaranteed.
    let ended = |deliveries: &[realtimekit_emulator::Delivery]| {
        let count = |state| deliveries.iter().filter(|delivery| delivery.state == state).count();
        (count(DeliveryState::Pending) == 0).then(|| (count(DeliveryState::Delivered), deliveries.len()))
    };
    let ended = emulator.wait_for_deliveries(Duration::from_secs(10), ended).await;
    let (accepted, sent) = ended.ok_or("some deliveries are still pending")?;
    println!("\n{accepted} of {sent} deliveries were verified and handled.");
    Ok(())
}

fn is(joined: &realtimekit::types::ParticipantJoinedEvent, name: &str) -> bool {
    joined.participant.user_display_name.as_deref() == Some(name)
}

/// Waits for an event.
async fn until(events: &mut mpsc::UnboundedReceiver<Event>, wanted: impl Fn(&Event) -> bool) -> Result<(), AnyError> {
    let search = async {
        while let Some(event) = events.recv().await {
            if wanted(&event) {
                return Ok(());
            }
        }
        Err("the receiver has stopped".into())
    };
    tokio::time::timeout(Duration::from_secs(10), search).await.map_err(|_| "no such event within 10 seconds")?
}

/// Describes an event in one line.
fn describe(event: &Event) -> String {
    let name = event.name();
    match event {
        Event::MeetingStarted(event) => format!("{name}: {:?}", event.meeting.title.as_deref().unwrap_or_default()),
        Event::MeetingEnded(event) => {
            format!("{name}: {}", event.reason.as_ref().map_or("for an unknown reason", |reason| reason.as_str()))
        }
        Event::ParticipantJoined(event) => format!("{name}: {}", person(&event.participant)),
        Event::ParticipantLeft(event) => format!("{name}: {}", person(&event.participant)),
        Event::RecordingStatusUpdate(event) => {
            let why = event.recording.stop_reason.as_ref().and_then(|why| why.reason()?.reason.as_ref());
            let why = why.map(|why| format!(", stopped by {why}")).unwrap_or_default();
            let size = event.recording.file_size.map(|size| format!(", {size} bytes")).unwrap_or_default();
            let status = event.recording.status.as_ref().map_or("no status", |status| status.as_str());
            format!("{name}: {status}{why}{size}")
        }
        Event::ChatSynced(event) => format!("{name}: the chat of session {} can be downloaded", event.session_id),
        _ => name.to_owned(),
    }
}

fn person(participant: &realtimekit::types::WebhookParticipant) -> &str {
    participant.user_display_name.as_deref().unwrap_or("a participant without a name")
}
