//! The start of a program: check the configuration, then make sure that everything it needs exists.
//!
//! Run it as often as you like, from several replicas at the same time: it creates nothing twice. With `CLOUDFLARE_API_TOKEN`,
//! `CLOUDFLARE_ACCOUNT_ID` and `WEBHOOK_URL` in the environment it uses the real service, and otherwise an emulator in
//! this process.

#![allow(clippy::print_stdout)] // an example shows what it does

use realtimekit::Client;
use realtimekit::types::{MeetingCreate, PresetDefinition};
use realtimekit_emulator::Emulator;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::var("CLOUDFLARE_API_TOKEN").is_ok_and(|token| !token.is_empty()) {
        return start(Client::from_env()?, &std::env::var("WEBHOOK_URL")?).await;
    }
    let emulator = Emulator::start().await?;
    let client: Client = emulator.client()?;
    start(client.clone(), "https://hooks.example.com/realtimekit").await?;
    println!("\nThe second start finds everything:");
    start(client, "https://hooks.example.com/realtimekit").await
}

async fn start(client: Client, webhook_url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let check = client.check().await;
    if !check.is_right() {
        return Err(format!("the configuration is wrong\n{check}").into());
    }

    let app = client.apps().ensure("Course platform").send().await?;
    println!("The app {} is {}", app.value.id, app.outcome);
    let app = client.app(app.value.id);

    let mut student = PresetDefinition::group_call("student").as_participant();
    student.permissions.can_edit_display_name = false;
    for definition in [PresetDefinition::group_call("teacher"), student] {
        let name = definition.name.clone();
        let job = app.presets().ensure(definition);
        println!("Plan for the preset {name}: {}", job.clone().plan().await?);
        println!("The preset {name} is {}", job.send().await?.outcome);
    }

    let events = ["meeting.started", "meeting.ended", "meeting.participantJoined", "meeting.participantLeft"];
    let webhook = app.webhooks().ensure("production", webhook_url, events).send().await?;
    println!("The webhook is {}", webhook.outcome);
    for duplicate in &webhook.duplicates {
        println!(
            "Another webhook has the same name: {} for {}",
            duplicate.id,
            duplicate.url.as_deref().unwrap_or("no URL")
        );
    }

    // Keep the id in your database, next to the key: then this is needed once for each room.
    let settings = MeetingCreate::new().persist_chat(true).transcribe_on_end(true);
    let meeting = app.meetings().ensure("course-7").title("Algebra").settings(settings).send().await?;
    println!("The meeting {} is {}", meeting.value.title.as_deref().unwrap_or_default(), meeting.outcome);
    Ok(())
}
