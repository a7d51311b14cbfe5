//! Each job with each fault at each of its requests: nothing is made twice, no token is lost, and repeating the job
//! completes it.
//!
//! `tests/JOBS.md` is written from the run and compared in every later run; `INSTA_UPDATE=always` rewrites it.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use futures::future::join_all;
use realtimekit::jobs::{Bulk, CustomParticipantId, Work};
use realtimekit::resources::{AppHandle, MeetingHandle};
use realtimekit::types::{MeetingStatus, ParticipantCreate, PresetDefinition};
use realtimekit::{Client, Error};
use realtimekit_emulator::{Deviation, Emulator, Fidelity};
use tokio::sync::Barrier;

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
    Uploaded,
    Ended,
    Sweep,
    AddAll,
    InviteAll,
    RefreshAll,
    RemoveAll,
}

const JOBS: [Job; 16] = [
    Job::CreatePreset,
    Job::UpdatePreset,
    Job::Webhook,
    Job::App,
    Job::Meeting,
    Job::Join,
    Job::Rejoin,
    Job::Kick,
    Job::End,
    Job::Uploaded,
    Job::Ended,
    Job::Sweep,
    Job::AddAll,
    Job::InviteAll,
    Job::RefreshAll,
    Job::RemoveAll,
];

const URL: &str = "https://hooks.example.com/a";

struct World {
    emulator: Emulator,
    client: Client,
    app: AppHandle,
    meeting: MeetingHandle,
    recording_id: String,
    session_id: String,
    /// Another meeting, for the job that needs one.
    other: MeetingHandle,
}

/// The time for an attempt where a response arrives, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(300);

fn client(emulator: &Emulator, timeout: Duration) -> Client {
    // One connection pool for all cells: making one reads the certificates of the platform.
    static HTTP: LazyLock<reqwest::Client> = LazyLock::new(|| {
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).pool_max_idle_per_host(1);
        builder.no_proxy().build().unwrap()
    });
    let builder = builder(emulator).http_client(HTTP.clone()).timeout(timeout).deadline(4 * PATIENCE);
    builder.max_response_bytes(1024 * 1024).build().unwrap()
}

impl World {
    async fn new(emulator: Emulator, timeout: Duration) -> Self {
        let client = client(&emulator, timeout);
        let app = client.app(emulator.app_id());
        let meeting = app.meeting(app.meetings().create().title("Sync").send().await.unwrap().id);
        let other = meeting.clone();
        Self { emulator, client, app, meeting, other, recording_id: String::new(), session_id: String::new() }
    }

    /// Continues with another client.
    fn connect(&mut self, timeout: Duration) {
        self.client = client(&self.emulator, timeout);
        self.app = self.client.app(self.emulator.app_id());
        self.meeting = self.app.meeting(self.meeting.id());
        self.other = self.app.meeting(self.other.id());
    }
}

impl Job {
    /// What there is before the job.
    async fn prepare(self, silent: bool) -> World {
        // The table counts requests, which vary with the responses of the observed fidelity.
        let emulator = Emulator::builder().fidelity(Fidelity::Documented).start().await.unwrap();
        // Where no response arrives, each attempt costs this long; it must be enough for the attempts with a response.
        let timeout = if silent { Duration::from_secs(10) } else { PATIENCE };
        let mut world = World::new(emulator, PATIENCE).await;
        match self {
            Self::UpdatePreset => {
                let host = PresetDefinition::webinar("teacher");
                world.app.presets().create(host).send().await.unwrap();
            }
            Self::Rejoin | Self::Kick | Self::End | Self::Uploaded | Self::Ended | Self::Sweep => {
                if self == Self::Sweep {
                    world.emulator.deviate(Deviation::SessionsStayLive);
                }
                let added = world.meeting.join("user-42", "group_call_guest").name("Mary").send().await.unwrap();
                let joined = world.emulator.join(world.meeting.id(), &added.participant.id).unwrap();
                world.session_id = joined.session_id;
            }
            Self::InviteAll => {
                world.other = world.app.meeting(world.app.meetings().create().title("Other").send().await.unwrap().id);
            }
            Self::RefreshAll | Self::RemoveAll => {
                world.meeting.join("user-42", "group_call_guest").name("Mary").send().await.unwrap();
            }
            _ => {}
        }
        if matches!(self, Self::End | Self::Uploaded) {
            world.recording_id = world.meeting.recordings().start().send().await.unwrap().id;
            world.emulator.advance(Duration::from_secs(10));
        }
        match self {
            Self::End => drop(world.meeting.livestreams().start().send().await.unwrap()),
            Self::Uploaded => {
                world.app.recording(&world.recording_id).stop().send().await.unwrap();
                world.emulator.finish_upload(&world.recording_id, 1000).unwrap();
            }
            Self::Ended => drop(world.emulator.end_session(world.meeting.id()).unwrap()),
            Self::Sweep => {
                world.meeting.update().status(MeetingStatus::Inactive).send().await.unwrap();
                let session = world.meeting.people().await.unwrap().unwrap();
                world.emulator.leave(world.meeting.id(), session[0].peer_id.as_str()).unwrap();
                world.emulator.advance(Duration::from_secs(3600));
            }
            _ => {}
        }
        world.emulator.forget_received();
        world.connect(timeout);
        world
    }

    /// Runs the job. Its failure is the kind of the error, or that the removal of a person was not confirmed.
    async fn run(self, world: &World) -> Result<(), String> {
        match self.requests(world).await {
            Ok(true) => Ok(()),
            Ok(false) => Err("missed".to_owned()),
            Err(error) => Err(format!("{:?}", error.kind())),
        }
    }

    async fn requests(self, world: &World) -> Result<bool, Error> {
        let World { client, app, meeting, other, .. } = world;
        match self {
            Self::CreatePreset | Self::UpdatePreset => {
                app.presets().ensure(PresetDefinition::group_call("teacher")).send().await?;
            }
            Self::Webhook => drop(app.webhooks().ensure("production", URL, ["meeting.ended"]).send().await?),
            Self::App => drop(client.apps().ensure("Clinic").send().await?),
            Self::Meeting => drop(app.meetings().ensure("course-7").send().await?),
            Self::Join | Self::Rejoin => {
                let joined = meeting.join("user-42", "group_call_host").name("Mary").send().await?;
                assert!(!joined.token.is_empty());
            }
            Self::Kick => {
                if let Some(people) = meeting.people().await?.filter(|people| !people.is_empty()) {
                    let kicked = people.kick([CustomParticipantId::from("user-42")]).await?;
                    return Ok(kicked.missed.is_empty());
                }
            }
            Self::End => drop(meeting.end().recording_wait(Duration::from_secs(60)).send().await?),
            // A limit of zero: one look, with the retries of the client.
            Self::Uploaded => drop(app.recording(&world.recording_id).wait_until_uploaded(Duration::ZERO).await?),
            Self::Ended => drop(app.session(&world.session_id).wait_until_ended(Duration::ZERO).await?),
            Self::Sweep => {
                let mut swept = app.sweep().grace(Duration::ZERO).send().await?;
                if let Some(failed) = swept.failed.pop() {
                    return Err(failed.error);
                }
                return Ok(swept.left.is_empty() && swept.spared.is_empty());
            }
            Self::AddAll => return bulk(meeting.participants().add_all(pupils()).refresh_existing(true), 2).await,
            Self::InviteAll => {
                let meetings = [meeting.id(), other.id()];
                return bulk(app.meetings().invite_all(meetings, pupils().take(1)).refresh_existing(true), 2).await;
            }
            Self::RefreshAll => {
                let people = [CustomParticipantId::from("user-42")];
                return bulk(meeting.participants().refresh_all(people), 1).await;
            }
            Self::RemoveAll => {
                let people = [CustomParticipantId::from("user-42")];
                return bulk(meeting.participants().remove_all(people), 0).await;
            }
        }
        Ok(true)
    }

    /// What must hold after the job, whatever happened before.
    async fn verify(self, world: &World, what: &str) {
        let World { client, app, meeting, other, .. } = world;
        match self {
            Self::CreatePreset | Self::UpdatePreset => {
                let presets = app.presets().list().all().await.unwrap();
                let named: Vec<_> = presets.iter().filter(|preset| preset.name.as_deref() == Some("teacher")).collect();
                assert_eq!(named.len(), 1, "{what}");
                let plan = app.presets().ensure(PresetDefinition::group_call("teacher")).plan().await.unwrap();
                assert_eq!(plan.to_string(), "nothing to do", "{what}");
            }
            Self::Webhook => assert_eq!(app.webhooks().list().send().await.unwrap().len(), 1, "{what}"),
            Self::App => {
                let apps = client.apps().list().all().await.unwrap();
                assert_eq!(apps.iter().filter(|app| app.name.as_deref() == Some("Clinic")).count(), 1, "{what}");
            }
            Self::Meeting => {
                let meetings = app.meetings().list().all().await.unwrap();
                assert_eq!(
                    meetings.iter().filter(|meeting| meeting.title.as_deref() == Some("course-7")).count(),
                    1,
                    "{what}"
                );
            }
            Self::Join | Self::Rejoin => {
                let participants = meeting.participants().list().all().await.unwrap();
                assert_eq!(participants.len(), 1, "{what}");
                assert_eq!(participants[0].preset_name.as_deref(), Some("group_call_host"), "{what}");
            }
            Self::AddAll | Self::InviteAll | Self::RefreshAll | Self::RemoveAll => {
                let expected: &[&str] = match self {
                    Self::AddAll => &["user-42", "user-43"],
                    Self::InviteAll | Self::RefreshAll => &["user-42"],
                    _ => &[],
                };
                for meeting in [meeting, other] {
                    let participants = meeting.participants().list().all().await.unwrap();
                    let mut ids: Vec<_> =
                        participants.iter().filter_map(|one| one.custom_participant_id.as_deref()).collect();
                    ids.sort_unstable();
                    assert_eq!(ids, expected, "{what}");
                }
            }
            Self::Kick => {
                let people = meeting.people().await.unwrap();
                assert!(people.is_none_or(|people| people.is_empty()), "{what}");
            }
            Self::End => {
                assert_eq!(meeting.get().send().await.unwrap().status, Some(MeetingStatus::Inactive), "{what}");
                let recordings = meeting.recordings().list().all().await.unwrap();
                assert!(recordings.iter().all(|recording| recording.stopped_time.is_some()), "{what}: {recordings:?}");
                assert!(meeting.people().await.unwrap().is_none_or(|people| people.is_empty()), "{what}");
            }
            Self::Sweep => assert!(meeting.active_session().get().send().await.unwrap().is_none(), "{what}"),
            Self::Uploaded | Self::Ended => {}
        }
    }

    /// Number of requests of the job without a fault.
    async fn steps(self) -> usize {
        let world = self.prepare(false).await;
        self.run(&world).await.unwrap();
        let steps = world.emulator.received_all().len();
        self.verify(&world, "without a fault").await;
        steps
    }
}

fn pupils() -> impl Iterator<Item = ParticipantCreate> + Send {
    ["user-42", "user-43"].into_iter().map(|id| ParticipantCreate::new(id, "group_call_host").name("Mary"))
}

/// Runs a bulk job; success needs at least this many results. Its failure is the error that ended it, or that of an input.
async fn bulk<W: Work>(job: Bulk<'_, W>, results: usize) -> Result<bool, Error> {
    let job = job.concurrency(1).keep_results(true).rate_limit_wait(Duration::from_secs(1));
    let mut summary = job.send().await.map_err(|error| error.source)?;
    match summary.failed.pop() {
        Some((_, error)) => Err(error),
        None => Ok(summary.results.len() >= results),
    }
}

/// The outcome of one job with one fault at its request number `step`, or from there on.
///
/// Nothing runs before all cells that run together are `ready`: making them ready costs time that the timeouts are not
/// meant for.
async fn cell(job: Job, case: &Case, step: usize, lasts: bool, ready: &Barrier) -> Result<(), String> {
    let mut world = job.prepare(case.silent).await;
    ready.wait().await;
    let fault = (case.apply)(world.emulator.fault("*")).after(step as u64 - 1);
    let fault = if lasts { fault } else { fault.times(1) };
    let result = job.run(&world).await;
    fault.remove();
    let what = format!("{job:?}, {} at {step}: {result:?}", case.name);
    // As after a restart: the first client keeps to the pause that the service asked for.
    world.connect(PATIENCE);
    if result.is_err() {
        job.run(&world).await.unwrap_or_else(|error| panic!("{what}, repeated: {error}"));
    }
    // The job believes that a participant is gone if neither DELETE nor GET finds it, although the list has it.
    if !(lasts && job == Job::RemoveAll && case.name.starts_with("404")) {
        job.verify(&world, &what).await;
    }
    result
}

/// The kinds of failures with the requests at which they occur.
fn text(outcomes: &[Result<(), String>]) -> String {
    let mut steps: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (index, outcome) in outcomes.iter().enumerate() {
        if let Err(kind) = outcome {
            steps.entry(kind).or_default().push((index + 1).to_string());
        }
    }
    let texts = steps.iter().map(|(kind, steps)| match steps.len() == outcomes.len() {
        true => (*kind).to_owned(),
        false => format!("{kind} at {}", steps.join(", ")),
    });
    if steps.is_empty() { "ok".to_owned() } else { texts.collect::<Vec<_>>().join("; ") }
}

async fn row(case: &Case, steps: &[usize], lasts: bool, ready: &Barrier) -> String {
    let cells = JOBS.iter().zip(steps).map(|(job, steps)| async move {
        text(&join_all((1..=*steps).map(|step| cell(*job, case, step, lasts, ready))).await)
    });
    format!("| {} | {} |\n", case.name, join_all(cells).await.join(" | "))
}

/// The rows of these faults. The jobs wait more than they work, so several rows run concurrently.
async fn rows(cases: &[&Case], steps: &[usize], lasts: bool) -> String {
    let (silent, loud): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.silent);
    let mut text = String::new();
    for cases in loud.chunks(2).chain([silent.as_slice()]).filter(|cases| !cases.is_empty()) {
        let ready = Barrier::new(cases.len() * steps.iter().sum::<usize>());
        text += &join_all(cases.iter().map(|case| row(case, steps, lasts, &ready))).await.concat();
    }
    text
}

/// Faults that last until the job is repeated: one of each kind of failure.
const LASTING: [&str; 7] =
    ["401", "404", "409", "429 without headers", "500", "200, empty", "reset after it is executed"];

#[tokio::test(flavor = "multi_thread")]
async fn jobs_make_nothing_twice_and_can_be_repeated() {
    let steps = join_all(JOBS.iter().map(|job| job.steps())).await;
    let once = rows(&CASES.iter().collect::<Vec<_>>(), &steps, false).await;
    let lasting: Vec<&Case> = CASES.iter().filter(|case| LASTING.contains(&case.name)).collect();
    assert_eq!(lasting.len(), LASTING.len(), "a fault was renamed");
    rows(&lasting, &steps, true).await;
    let head = JOBS.iter().zip(&steps).map(|(job, steps)| format!("{job:?} ({steps})")).collect::<Vec<_>>().join(" | ");
    let columns = "---|".repeat(JOBS.len());
    let text = format!(
        "# Jobs and faults

Written by `tests/jobs/faults.rs` from a run against the emulator and compared in every later run; do not edit it.
`INSTA_UPDATE=always cargo test -p realtimekit-tests jobs` rewrites it.

Each job runs once for each of its requests (their number is in the heading), with a fault that acts once, at that
request. A cell contains the kinds of errors with which the job fails, and at which requests if not at all of them; `ok`
means that it succeeds wherever the fault acts, and `missed` that it reports a person who was not removed or a session
that did not end. The waits have a limit of zero: one look, with the retries of the client. After each
failure the job is repeated without the fault. In every cell the repetition succeeds, and there is exactly one preset,
webhook, app and meeting, or one participant for each person; a repeated `AddAll` or `InviteAll` has returned a token for
each. The same holds for faults that last until the repetition, with one exception: `RemoveAll` believes a participant to
be gone if neither DELETE nor GET finds it.

| fault | {head} |
|---|{columns}
{once}"
    );
    assert_file("JOBS.md", &text);
}
