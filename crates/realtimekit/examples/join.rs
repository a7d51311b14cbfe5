//! The button "Join": one call for the first time and for every later one, and a token that is renewed in time.
//!
//! Uses an emulator in this process. In a server, `join` is the handler behind the button.

#![allow(clippy::print_stdout)] // an example shows what it does

use std::time::Duration;

use realtimekit::jobs::Joined;
use realtimekit::resources::MeetingHandle;
use realtimekit::{Client, Error};
use realtimekit_emulator::Emulator;

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::start().await?;
    let client: Client = emulator.client()?;
    let app = client.app(emulator.app_id());
    let meeting = app.meeting(app.meetings().ensure("course-7").send().await?.value.id);

    let first = join(&meeting, "user-42", "Mary Sue").await?;
    println!("{} is new: {}", name(&first), first.is_new);
    println!("The token has {} characters, and expires at {:?}", first.token.expose().len(), first.expires_at);

    // She reloads the page a second later: the same participant, another token. The first token remains valid.
    emulator.advance(Duration::from_secs(1));
    let second = join(&meeting, "user-42", "Mary Sue-Smith").await?;
    println!("{} is new: {}", name(&second), second.is_new);
    assert_eq!(first.participant.id, second.participant.id);

    // A token that the program keeps is renewed when less than a day is left of its 100 days.
    let participant = meeting.participant(&second.participant.id);
    let kept = participant.refresh_if_expiring(&second.token, DAY).await?;
    println!("The kept token is still good: {}", kept == second.token);
    let renewed = participant.refresh_if_expiring(&second.token, 101 * DAY).await?;
    println!("It was renewed: {}", renewed != second.token);

    // A program that keeps no participant ids finds people by its own identifiers.
    let found = meeting.participants().find("user-42").await?;
    println!("Found by the custom id: {}", found.is_some());

    match meeting.join("user-43", "no such preset").send().await {
        Ok(_) => println!("The service knows a preset of this name"),
        Err(error) => println!("A wrong preset reads like this: {error}"),
    }
    Ok(())
}

async fn join(meeting: &MeetingHandle, user_id: &str, name: &str) -> Result<Joined, Error> {
    meeting.join(user_id, "group_call_guest").name(name).send().await
}

fn name(joined: &Joined) -> &str {
    joined.participant.name.as_deref().unwrap_or("a participant")
}
