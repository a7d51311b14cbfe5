//! A moderator's page: who is in the meeting, remove a person, end the meeting for everybody, open it again.
//!
//! Uses an emulator in this process, which also plays the people.

#![allow(clippy::print_stdout)] // an example shows what it does

use std::time::Duration;

use realtimekit::jobs::CustomParticipantId;
use realtimekit::resources::MeetingHandle;
use realtimekit::{Client, Error};
use realtimekit_emulator::Emulator;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::start().await?;
    let client: Client = emulator.client()?;
    let app = client.app(emulator.app_id());
    let meeting = app.meeting(app.meetings().create().title("Town hall").send().await?.id);
    show(&meeting).await?;

    for (user, name) in [("user-1", "Ada"), ("user-2", "Grace"), ("user-3", "Mallory")] {
        let joined = meeting.join(user, "group_call_guest").name(name).send().await?;
        emulator.join(meeting.id(), &joined.participant.id)?;
    }
    meeting.recordings().start().send().await?;
    emulator.advance(Duration::from_secs(60));
    show(&meeting).await?;

    if let Some(people) = meeting.people().await? {
        let kicked = people.kick([CustomParticipantId::from("user-3"), CustomParticipantId::from("user-9")]).await?;
        for person in &kicked.removed {
            println!("{} was removed", person.name.as_deref().unwrap_or("a participant"));
        }
        println!("Not in the meeting: {:?}", kicked.missed);
    }
    show(&meeting).await?;

    // Recordings first, then the people: in the other order, a recording may never be uploaded.
    match meeting.end().recording_wait(Duration::from_secs(10)).send().await {
        Ok(ended) => println!("Ended: {ended:?}"),
        Err(error) => {
            println!("{error}\nWhat was done before: {:?}", error.done);
            return Err(error.into());
        }
    }
    show(&meeting).await?;

    meeting.reopen().await?;
    println!("The meeting is open again");
    Ok(())
}

async fn show(meeting: &MeetingHandle) -> Result<(), Error> {
    let Some(people) = meeting.people().await? else {
        println!("No session is live");
        return Ok(());
    };
    let names: Vec<&str> = people.iter().filter_map(|person| person.name.as_deref()).collect();
    println!("In session {}: {}", people.session_id(), names.join(", "));
    Ok(())
}
