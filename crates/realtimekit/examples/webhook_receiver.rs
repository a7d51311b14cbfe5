//! A webhook receiver in one program: it registers itself, verifies what comes with a key fetched over HTTP, and prints
//! the events of a meeting as they happen.
//!
//! Everything runs on this machine: an emulator stands in for the service, and lets people join, write and leave. For the
//! real service leave out the emulator, take `Verifier::new()`, and register an address that the internet can reach.

#![allow(clippy::print_stdout)] // an example shows what it does

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use realtimekit::Client;
use realtimekit::webhooks::axum::receive;
use realtimekit::webhooks::{Delivery, Event, MemoryDeduplicator, Verifier};
use realtimekit_emulator::{DeliveryState, Emulator};
use tokio::sync::mpsc;

type AnyError = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let emulator = Emulator::start().await?;

    // The receiver: deliveries are verified before the handler sees them, and each is handled once.
    let (seen, mut events) = mpsc::unbounded_channel();
    let handler = move |delivery: Delivery| {
        println!("  {}", describe(&delivery.event));
        let _ = seen.send(delivery.event);
        async { Ok::<(), Infallible>(()) }
    };
    let verifier = Verifier::builder().origin(emulator.root_url()).build()?;
    let app = Router::new().route("/webhooks", receive(verifier, MemoryDeduplicator::default(), handler));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/webhooks", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, app).await });

    // It registers itself for all events that this version knows.
    let client = Client::builder()
        .base_url(emulator.base_url())
        .account_id(emulator.account_id())
        .api_token(emulator.api_token())
        .build()?;
    let app = client.app(emulator.app_id());
    let webhook = app.webhooks().create("receiver", &url, Event::KNOWN.iter().copied()).send().await?;
    println!("Registered {url} as webhook {}", webhook.id);
    println!("Deliveries are verified with the key at {}/.well-known/webhooks.json\n", emulator.root_url());

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

    println!("  ... somebody records, and the service replaces its key meanwhile");
    let recording = app.recordings().start(&meeting.id).send().await?;
    emulator.rotate_webhook_key();
    app.recording(&recording.id).stop().send().await?;
    emulator.finish_upload(&recording.id, 1_048_576)?;
    emulator.end_session(&meeting.id)?;
    until(&mut events, |event| matches!(event, Event::ChatSynced(_))).await?;

    // Whatever is still under way arrives: the order is not promised.
    let ended = |deliveries: &[realtimekit_emulator::Delivery]| {
        let count = |state| deliveries.iter().filter(|delivery| delivery.state == state).count();
        (count(DeliveryState::Pending) == 0).then(|| (count(DeliveryState::Delivered), deliveries.len()))
    };
    let ended = emulator.wait_for_deliveries(Duration::from_secs(10), ended).await;
    let (accepted, sent) = ended.ok_or("some deliveries did not come to an end")?;
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

/// One line about an event.
fn describe(event: &Event) -> String {
    let name = event.name();
    match event {
        Event::MeetingStarted(event) => format!("{name}: {:?}", event.meeting.title.as_deref().unwrap_or_default()),
        Event::MeetingEnded(event) => {
            format!("{name}: {}", event.reason.as_ref().map_or("for no known reason", |reason| reason.as_str()))
        }
        Event::ParticipantJoined(event) => format!("{name}: {}", person(&event.participant)),
        Event::ParticipantLeft(event) => format!("{name}: {}", person(&event.participant)),
        Event::RecordingStatusUpdate(event) => {
            let why = event.recording.parsed_stop_reason().and_then(|why| why.reason);
            let why = why.map(|why| format!(", stopped by {why}")).unwrap_or_default();
            let size = event.recording.file_size.map(|size| format!(", {size} bytes")).unwrap_or_default();
            format!("{name}: {}{why}{size}", event.recording.status)
        }
        Event::ChatSynced(event) => format!("{name}: the chat of session {} can be downloaded", event.session_id),
        _ => name.to_owned(),
    }
}

fn person(participant: &realtimekit::types::WebhookParticipant) -> &str {
    participant.user_display_name.as_deref().unwrap_or("somebody")
}
