//! The main job in one program: an app, a meeting, people with tokens, a list read page by page, a change, an error.
//!
//! With `CLOUDFLARE_API_TOKEN` and `CLOUDFLARE_ACCOUNT_ID` in the environment it talks to the real service and creates
//! an app and a meeting there. Without them it starts an emulator inside this process.

#![allow(clippy::print_stdout)] // an example shows what it does

use realtimekit::{Client, Error};
use realtimekit_emulator::Emulator;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::var("CLOUDFLARE_API_TOKEN").is_ok_and(|token| !token.is_empty()) {
        println!("CLOUDFLARE_API_TOKEN is set: talking to the real service.");
        return Ok(tour(Client::from_env()?).await?);
    }
    println!("No CLOUDFLARE_API_TOKEN in the environment: starting an emulator inside this process.");
    let emulator = Emulator::start().await?;
    println!("It listens on {}\n", emulator.base_url());
    let client: Client = emulator.client()?;
    Ok(tour(client).await?)
}

async fn tour(client: Client) -> Result<(), Error> {
    let app = client.apps().create("Quickstart").send().await?;
    println!("Created the app {} ({})", app.name.as_deref().unwrap_or("without a name"), app.id);
    let app = client.app(app.id);

    let meeting = app.meetings().create().title("Weekly sync").send().await?;
    println!("Created the meeting {}", meeting.id);
    let meeting = app.meeting(meeting.id);

    let presets = app.presets().list().all().await?;
    let names: Vec<_> = presets.iter().map(|preset| preset.name.as_deref().unwrap_or_default()).collect();
    println!("The app has these presets: {}", names.join(", "));
    // Some apps spell their stock presets with hyphens.
    let host = names.iter().find(|name| name.replace('-', "_") == "group_call_host").copied();

    for (user, name) in [("user-1", "Ada"), ("user-2", "Grace"), ("user-3", "Edsger")] {
        let preset = host.unwrap_or("group_call_host");
        let added = meeting.participants().add(user, preset).name(name).send().await?;
        // Only the browser of this participant should ever see the token.
        println!("Added {name}; the token has {} characters", added.token.expose().len());
    }

    let mut pages = meeting.participants().list().per_page(2).pages();
    while let Some(page) = pages.try_next().await? {
        let names: Vec<_> = page.items.iter().map(|item| item.name.as_deref().unwrap_or("?")).collect();
        println!("Page {} of the participants: {}", page.number, names.join(", "));
    }

    let changed = meeting.update().title("Weekly sync, moved to Tuesday").send().await?;
    println!("The meeting is now called {:?}", changed.title.unwrap_or_default());

    match app.meeting("00000000-0000-0000-0000-000000000000").get().send().await {
        Ok(meeting) => println!("Found a meeting that should not exist: {}", meeting.id),
        Err(error) if error.is_not_found() => println!("An error reads like this: {error}"),
        Err(error) => return Err(error),
    }
    match app.meeting("../secrets").get().send().await {
        Ok(_) => println!("An id with slashes was sent, which should not happen"),
        Err(error) => println!("And bad input is refused before it is sent: {error}"),
    }
    println!("\nDone.");
    Ok(())
}
