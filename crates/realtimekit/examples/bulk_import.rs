//! Imports a school's pupils into a meeting: with progress, a broken record, an interruption, and a second run.
//!
//! Uses an emulator in this process that limits requests as the service does.

#![allow(clippy::print_stdout)] // an example shows what it does

use std::time::Duration;

use realtimekit::Client;
use realtimekit::jobs::CustomParticipantId;
use realtimekit::types::ParticipantCreate;
use realtimekit_emulator::Emulator;

const PUPILS: usize = 300;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().rate_limit(200, Duration::from_secs(1)).start().await?;
    let client = Client::builder()
        .base_url(emulator.base_url())
        .account_id(emulator.account_id())
        .api_token(emulator.api_token())
        .build()?;
    let app = client.app(emulator.app_id());
    let meeting = app.meeting(app.meetings().create().title("Assembly").send().await?.id);
    let participants = meeting.participants();

    // The process is stopped after 100 pupils.
    let mut interrupted = participants.add_all((0..PUPILS).map(pupil)).stream();
    while let Some(item) = interrupted.try_next().await? {
        if item.progress.finished() == 100 {
            break;
        }
    }
    println!("Interrupted: {}", interrupted.progress());
    drop(interrupted);

    // The next run skips those who are there. It never has more than 8 requests running, and keeps only the failures.
    let job = participants.add_all((0..PUPILS).map(pupil)).on_progress(|progress| {
        if progress.finished() % 100 == 0 {
            println!("  {progress}");
        }
    });
    let summary = job.send().await?;
    for (pupil, error) in &summary.failed {
        println!("Not imported: {}: {error}", pupil.custom_participant_id);
    }

    // The same for several meetings: the teacher in all of them.
    let mut classes = Vec::new();
    for title in ["Algebra", "Biology", "Chemistry"] {
        classes.push(app.meetings().ensure(title).send().await?.value.id);
    }
    let teacher = ParticipantCreate::new("teacher-7", "group_call_host").name("Ada");
    println!("Invited: {}", app.meetings().invite_all(classes, [teacher]).send().await?.progress);

    // New tokens for a class, and everybody is removed at the end of the year.
    let class = (0..30).map(|number| CustomParticipantId::from(format!("pupil-{number}")));
    let renewed = participants.refresh_all(class).keep_results(true).send().await?;
    println!("New tokens: {}", renewed.results.len());
    let everybody = participants.list().all().await?;
    println!("Removed: {}", participants.remove_all(everybody).send().await?.progress);
    Ok(())
}

fn pupil(number: usize) -> ParticipantCreate {
    // One record of the school is wrong.
    let preset = if number == 250 { "group_call_gust" } else { "group_call_guest" };
    ParticipantCreate::new(format!("pupil-{number}"), preset).name(format!("Pupil {number}"))
}
