//! Each job with each fault at each of its requests: nothing is made twice, no token is lost, and repeating the job
//! completes it.
//!
//! `tests/JOBS.md` is written from the run and compared in every later run; `INSTA_UPDATE=always` rewrites it.

use std::time::Duration;

use futures::future::join_all;
use realtimekit::jobs::CustomParticipantId;
use realtimekit::resources::{AppHandle, MeetingHandle};
use realtimekit::types::{MeetingStatus, PresetDefinition};
use realtimekit::{Client, Error};
use realtimekit_emulator::Emulator;

use crate::clients::builder;
use crate::faults::{CASES, Case, assert_file};

/// The texts are the headings of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    CreatePreset,
    UpdatePreset,
    Webhook,
    App,
    Meeting,
    Join,
    Rejoin,
    Kick,
    End,
}

const JOBS: [Job; 9] = [
    Job::CreatePreset,
    Job::UpdatePreset,
    Job::Webhook,
    Job::App,
    Job::Meeting,
    Job::Join,
    Job::Rejoin,
    Job::Kick,
    Job::End,
];

const URL: &str = "https://hooks.example.com/a";

struct World {
    emulator: Emulator,
    client: Client,
    app: AppHandle,
    meeting: MeetingHandle,
}

impl Job {
    /// What there is before the job.
    async fn prepare(self, silent: bool) -> World {
        let emulator = Emulator::start().await.unwrap();
        // Where no response arrives, each attempt costs this long; it must be enough for the attempts with a response.
        let timeout = Duration::from_secs(if silent { 5 } else { 60 });
        let client = builder(&emulator).timeout(timeout).max_response_bytes(1024 * 1024).build().unwrap();
        let app = client.app(emulator.app_id());
        let meeting = app.meeting(app.meetings().create().title("Sync").send().await.unwrap().id);
        let world = World { emulator, client, app, meeting };
        match self {
            Self::UpdatePreset => {
                let host = PresetDefinition::webinar("teacher");
                world.app.presets().create(host).send().await.unwrap();
            }
            Self::Rejoin | Self::Kick | Self::End => {
                let added = world.meeting.join("user-42", "group_call_guest").name("Mary").send().await.unwrap();
                world.emulator.join(world.meeting.id(), &added.participant.id).unwrap();
            }
            _ => {}
        }
        if self == Self::End {
            world.meeting.recordings().start().send().await.unwrap();
            world.meeting.livestreams().start().send().await.unwrap();
            world.emulator.advance(Duration::from_secs(10));
        }
        world.emulator.forget_received();
        world
    }

    async fn run(self, world: &World) -> Result<(), Error> {
        let World { client, app, meeting, .. } = world;
        match self {
            Self::CreatePreset | Self::UpdatePreset => {
                app.presets().ensure(PresetDefinition::group_call("teacher")).send().await.map(drop)
            }
            Self::Webhook => app.webhooks().ensure("production", URL, ["meeting.ended"]).send().await.map(drop),
            Self::App => client.apps().ensure("Clinic").send().await.map(drop),
            Self::Meeting => app.meetings().ensure("course-7").send().await.map(drop),
            Self::Join | Self::Rejoin => {
                let joined = meeting.join("user-42", "group_call_host").name("Mary").send().await?;
                assert!(!joined.token.is_empty());
                Ok(())
            }
            Self::Kick => {
                if let Some(people) = meeting.people().await? {
                    people.kick([CustomParticipantId::from("user-42")]).await?;
                }
                Ok(())
            }
            Self::End => Ok(meeting.end().send().await.map(drop)?),
        }
    }

    /// What must hold after the job, whatever happened before.
    async fn verify(self, world: &World) {
        let World { emulator, client, app, meeting } = world;
        match self {
            Self::CreatePreset | Self::UpdatePreset => {
                let presets = app.presets().list().all().await.unwrap();
                let named: Vec<_> = presets.iter().filter(|preset| preset.name.as_deref() == Some("teacher")).collect();
                assert_eq!(named.len(), 1);
                let plan = app.presets().ensure(PresetDefinition::group_call("teacher")).plan().await.unwrap();
                assert_eq!(plan.to_string(), "nothing to do");
            }
            Self::Webhook => assert_eq!(app.webhooks().list().send().await.unwrap().len(), 1),
            Self::App => {
                let apps = client.apps().list().all().await.unwrap();
                assert_eq!(apps.iter().filter(|app| app.name.as_deref() == Some("Clinic")).count(), 1);
            }
            Self::Meeting => {
                let meetings = app.meetings().list().all().await.unwrap();
                assert_eq!(meetings.iter().filter(|meeting| meeting.title.as_deref() == Some("course-7")).count(), 1);
            }
            Self::Join | Self::Rejoin => {
                let participants = meeting.participants().list().all().await.unwrap();
                assert_eq!(participants.len(), 1);
                assert_eq!(participants[0].preset_name, "group_call_host");
            }
            Self::Kick => {
                let people = meeting.people().await.unwrap();
                assert!(people.is_none_or(|people| people.is_empty()));
            }
            Self::End => {
                assert_eq!(meeting.get().send().await.unwrap().status, Some(MeetingStatus::Inactive));
                let recordings = meeting.recordings().list().all().await.unwrap();
                assert!(recordings.iter().all(|recording| recording.stopped_time.is_some()), "{recordings:?}");
                assert!(meeting.people().await.unwrap().is_none_or(|people| people.is_empty()));
            }
        }
        assert_eq!(emulator.panics().iter().filter(|text| !text.contains("fault")).count(), 0);
    }

    /// Number of requests of the job without a fault.
    async fn steps(self) -> usize {
        let world = self.prepare(false).await;
        self.run(&world).await.unwrap();
        let steps = world.emulator.received_all().len();
        self.verify(&world).await;
        steps
    }
}

/// The outcome of one job with one fault at its request number `step`, or from there on.
async fn cell(job: Job, case: &Case, step: usize, lasts: bool) -> Result<(), String> {
    let world = job.prepare(case.silent).await;
    let fault = (case.apply)(world.emulator.fault("*")).after(step as u64 - 1);
    let fault = if lasts { fault } else { fault.times(1) };
    let result = job.run(&world).await;
    fault.remove();
    if result.is_err() || case.name.contains("first page") {
        job.run(&world).await.unwrap_or_else(|error| panic!("{job:?}, {} at {step}, repeated: {error}", case.name));
    }
    job.verify(&world).await;
    result.map_err(|error| format!("{:?}", error.kind()))
}

fn text(outcomes: &[Result<(), String>]) -> String {
    let failures =
        outcomes.iter().enumerate().filter_map(|(index, outcome)| Some((index + 1, outcome.as_ref().err()?)));
    let failures: Vec<String> = failures.map(|(step, kind)| format!("{step} {kind}")).collect();
    if failures.is_empty() { "ok".to_owned() } else { failures.join(", ") }
}

async fn row(case: &Case, steps: &[usize], lasts: bool) -> String {
    let cells = JOBS.iter().zip(steps).map(|(job, steps)| async move {
        text(&join_all((1..=*steps).map(|step| cell(*job, case, step, lasts))).await)
    });
    format!("| {} | {} |\n", case.name, join_all(cells).await.join(" | "))
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_make_nothing_twice_and_can_be_repeated() {
    let steps = join_all(JOBS.iter().map(|job| job.steps())).await;
    let mut tables = [const { String::new() }; 2];
    for (table, lasts) in tables.iter_mut().zip([false, true]) {
        // A fault without any response is the same as a reset for a job, and slower to wait for: once is enough.
        for case in CASES.iter().filter(|case| !(case.silent && lasts)) {
            *table += &row(case, &steps, lasts).await;
        }
    }
    let head = JOBS.iter().zip(&steps).map(|(job, steps)| format!("{job:?} ({steps})")).collect::<Vec<_>>().join(" | ");
    let head = format!("| fault | {head} |\n|---|{}\n", "---|".repeat(JOBS.len()));
    let [once, lasting] = tables;
    let text = format!(
        "# Jobs and faults

Written by `tests/jobs/faults.rs` from a run against the emulator and compared in every later run; do not edit it.
`INSTA_UPDATE=always cargo test -p realtimekit-tests jobs` rewrites it.

Each job runs once for each of its requests (the number in the heading), with a fault at that request. A cell lists the
requests at which the job fails, with the `ErrorKind`; `ok` means that it succeeds wherever the fault acts. After each
failure the job is repeated without the fault. In every cell the repetition succeeds, and there is one preset, webhook,
app, meeting or participant.

## The fault acts once

{head}{once}
## The fault lasts

{head}{lasting}"
    );
    assert_file("JOBS.md", &text);
}
