//! Attendance of a lesson, once from webhooks while it is live and once from the API afterwards: both are the same.
//!
//! Uses an emulator in this process, which also plays the people. A server receives the events with
//! `webhooks::receiver::receive`, as the example `webhook_receiver` shows.

#![allow(clippy::print_stdout)] // an example shows what it does

use std::time::Duration;

use realtimekit::Client;
use realtimekit::jobs::Attendance;
use realtimekit::webhooks::Event;
use realtimekit_emulator::Emulator;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::start().await?;
    let client = Client::builder()
        .base_url(emulator.base_url())
        .account_id(emulator.account_id())
        .api_token(emulator.api_token())
        .build()?;
    let app = client.app(emulator.app_id());
    let events = ["meeting.participantJoined", "meeting.participantLeft", "meeting.ended"];
    app.webhooks().ensure("attendance", "http://127.0.0.1:9/", events).send().await?;
    let meeting = app.meeting(app.meetings().create().title("Algebra").send().await?.id);
    let ada = meeting.join("pupil-1", "group_call_guest").name("Ada").send().await?.participant;
    let bob = meeting.join("pupil-2", "group_call_guest").name("Bob").send().await?.participant;

    // Ada changes from her telephone to her computer; Bob leaves and returns.
    let telephone = emulator.join(meeting.id(), &ada.id)?;
    let first = emulator.join(meeting.id(), &bob.id)?;
    emulator.advance(10 * MINUTE);
    emulator.join(meeting.id(), &ada.id)?;
    emulator.leave(meeting.id(), &first.peer_id)?;
    emulator.advance(MINUTE);
    emulator.leave(meeting.id(), &telephone.peer_id)?;
    emulator.advance(14 * MINUTE);
    emulator.join(meeting.id(), &bob.id)?;
    emulator.advance(20 * MINUTE);
    let session_id = emulator.end_session(meeting.id())?;

    // Deliveries arrive in any order, and some of them twice.
    let mut from_events = Attendance::new(&session_id);
    let mut deliveries = emulator.deliveries();
    deliveries.extend(deliveries.clone());
    for delivery in deliveries.iter().rev() {
        from_events.record(&Event::from_slice(&delivery.body)?);
    }

    let from_api = app.session(&session_id).attendance().await?;
    for person in from_api.people() {
        let name = person.name.as_deref().unwrap_or("a participant");
        let minutes = person.total.as_secs_f64() / 60.0;
        println!("{name}: {minutes:.0} minutes, {} intervals, {} devices", person.intervals.len(), person.peers.len());
    }
    println!("\n{}", from_api.to_csv());
    assert_eq!(from_api.people(), from_events.people());
    Ok(())
}
