//! A job for every hour: end unused sessions that stay LIVE, and are billed.
//!
//! Uses an emulator in this process, which also plays the people and keeps their sessions LIVE.

#![allow(clippy::print_stdout)] // an example shows what it does

use std::time::Duration;

use realtimekit::resources::{AppHandle, MeetingHandle};
use realtimekit::{Client, Error};
use realtimekit_emulator::{Deviation, Emulator};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::start().await?;
    emulator.deviate(Deviation::SessionsStayLive);
    let client = Client::builder()
        .base_url(emulator.base_url())
        .account_id(emulator.account_id())
        .api_token(emulator.api_token())
        .build()?;
    let app = client.app(emulator.app_id());

    let used = room(&app, "Algebra").await?;
    let (forgotten, person) = (room(&app, "Geometry").await?, "user-42");
    for room in [&used, &forgotten] {
        let joined = room.join(person, "group_call_host").name("Mary").send().await?;
        emulator.join(room.id(), &joined.participant.id)?;
    }
    // The lesson is over: everybody leaves, and the room is closed. Its session stays LIVE.
    let people = forgotten.people().await?.ok_or("a session is live")?;
    for person in people.iter() {
        emulator.leave(forgotten.id(), person.peer_id.as_str())?;
    }
    forgotten.update().status("INACTIVE").send().await?;
    emulator.advance(Duration::from_secs(24 * 3600));

    let sweep = app.sweep().empty_for(Duration::from_secs(3600)).grace(Duration::from_secs(1));
    println!("The plan: {}", sweep.plan().await?);
    let swept = sweep.send().await?;
    for session in &swept.ended {
        println!("Ended: {session}");
    }
    for failed in &swept.failed {
        println!("Failed, to be repeated: {failed}");
    }
    println!("Algebra is still in use: {}", used.people().await?.is_some());
    println!("Geometry is still in use: {}", forgotten.people().await?.is_some());
    Ok(())
}

async fn room(app: &AppHandle, title: &str) -> Result<MeetingHandle, Error> {
    Ok(app.meeting(app.meetings().ensure(title).send().await?.value.id))
}
