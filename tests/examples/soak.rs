//! A long run against random faults: `cargo run -p realtimekit-tests --example soak -- [seconds] [tasks] [seed]`.
//!
//! The emulator runs in a separate process, so that the measured memory is the client's. The run fails when a
//! task panics, when a call outlives its deadline, when a write that must not be repeated was executed twice, or when
//! the memory has doubled since the first tenth of the run.

#![allow(clippy::print_stdout)] // it is a program that reports

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use realtimekit::{Client, Error, RetryPolicy};
use realtimekit_emulator::{Emulator, Fault};

const TIMEOUT: Duration = Duration::from_secs(2);
const DEADLINE: Duration = Duration::from_secs(8);
/// By how much a call may outlive its deadline on a busy machine before it counts as hanging.
const GRACE: Duration = Duration::from_secs(10);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
    if arguments.first().is_some_and(|first| first == "--serve") {
        let seed = arguments.get(1).and_then(|seed| seed.parse().ok()).unwrap_or_default();
        runtime.block_on(serve(seed));
        return;
    }
    let number = |index: usize| arguments.get(index).and_then(|argument| argument.parse::<u64>().ok());
    let clock = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.as_secs());
    let (seconds, tasks, seed) = (number(0).unwrap_or(600), number(1).unwrap_or(32), number(2).unwrap_or_else(clock));
    println!("{seconds} s, {tasks} tasks, seed {seed}");
    let healthy = runtime.block_on(soak(Duration::from_secs(seconds), tasks, seed));
    std::process::exit(i32::from(!healthy));
}

/// The other process: an emulator whose faults change every two seconds, until it is stopped.
async fn serve(seed: u64) {
    let emulator = Emulator::builder().seed(seed).keep_requests(0).start().await.expect("a port is free");
    println!("{} {} {} {}", emulator.base_url(), emulator.account_id(), emulator.api_token(), emulator.app_id());
    let unrest = tokio::spawn({
        let emulator = emulator.clone();
        async move {
            let mut random = fastrand::Rng::with_seed(seed);
            loop {
                emulator.clear_faults();
                for _ in 0..random.usize(0..8) {
                    let share = random.f64() * 0.05;
                    random_fault(&mut random, emulator.fault("*").probability(share));
                }
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        }
    });
    let mut line = String::new();
    let _ = tokio::task::spawn_blocking(move || std::io::stdin().read_line(&mut line)).await;
    unrest.abort();
    let _ = unrest.await;
    emulator.clear_faults();
    println!("{} {}", emulator.executed("meetings_create"), emulator.panics().len());
    // The client still looks at what there is.
    let mut line = String::new();
    let _ = tokio::task::spawn_blocking(move || std::io::stdin().read_line(&mut line)).await;
}

fn random_fault(random: &mut fastrand::Rng, fault: Fault) -> Fault {
    match random.u32(0..16) {
        0 => fault.status(500),
        1 => fault.status(503).retry_after(random.u64(0..2)),
        2 => fault.status(502).html(),
        3 => fault.status(520).html(),
        // Without a reported quota, short, and not 0, which stands for a back-off: the tasks share a client, which would
        // pause for most of the run.
        4 => fault.status(429).retry_after(1),
        5 => fault.status(429).retry_after(3),
        6 => fault.status(408),
        7 => fault.reset_before(),
        8 => fault.reset_after(),
        9 => fault.truncated(),
        10 => fault.stalled(),
        11 => fault.hang(),
        12 => fault.trickled(Duration::from_millis(200)),
        13 => fault.garbage(),
        14 => fault.huge(2 * 1024 * 1024),
        _ => fault.delay(Duration::from_millis(random.u64(1..300))),
    }
}

#[derive(Default)]
struct Tally {
    calls: AtomicU64,
    hangs: AtomicU64,
    errors: Mutex<BTreeMap<String, u64>>,
    retried: AtomicU64,
    created: AtomicU64,
}

impl Tally {
    async fn count<T>(&self, call: impl Future<Output = Result<T, Error>>) -> Option<T> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let Ok(result) = tokio::time::timeout(DEADLINE + GRACE, call).await else {
            self.hangs.fetch_add(1, Ordering::Relaxed);
            return None;
        };
        if let Err(error) = &result {
            *self.errors.lock().expect("no panic").entry(format!("{:?}", error.kind())).or_default() += 1;
            if error.attempts() > 1 {
                self.retried.fetch_add(1, Ordering::Relaxed);
            }
        }
        result.ok()
    }
}

async fn soak(time: Duration, tasks: u64, seed: u64) -> bool {
    let program = std::env::current_exe().expect("the program has a path");
    let mut server = Command::new(program)
        .args(["--serve", &seed.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the emulator starts");
    let mut orders = server.stdin.take().expect("the input is piped");
    let mut responses = BufReader::new(server.stdout.take().expect("the output is piped")).lines();
    let mut response = || responses.next().and_then(Result::ok).expect("the emulator responses");
    let address = response();
    let [base_url, account_id, api_token, app_id] = address.split(' ').collect::<Vec<_>>()[..] else {
        panic!("four words are expected: {address}");
    };
    let client = Client::builder()
        .base_url(base_url)
        .account_id(account_id)
        .api_token(api_token)
        .app_id(app_id)
        .timeout(TIMEOUT)
        .deadline(DEADLINE)
        .max_response_bytes(1024 * 1024)
        .retry_policy(RetryPolicy::default().base_delay(Duration::from_millis(50)).max_delay(Duration::from_secs(1)))
        .build()
        .expect("the configuration is good");
    let tally = Arc::new(Tally::default());
    let started = Instant::now();
    let workers: Vec<_> = (0..tasks)
        .map(|task| tokio::spawn(work(client.clone(), Arc::clone(&tally), task, seed ^ (task << 32), started + time)))
        .collect();
    tokio::time::sleep(time / 10).await;
    let early = memory();
    println!(
        "after {} s: {} calls, peak {} KiB",
        started.elapsed().as_secs(),
        tally.calls.load(Ordering::Relaxed),
        early
    );
    let mut panics = 0;
    for worker in workers {
        panics += u32::from(worker.await.is_err());
    }
    let late = memory();
    orders.write_all(b"stop\n").expect("the emulator listens");
    let closing = response();
    let mut titles: BTreeMap<String, u64> = BTreeMap::new();
    let app = client.default_app().expect("the client has an app");
    let mut meetings = app.meetings().list().stream();
    while let Some(meeting) = meetings.try_next().await.expect("there are no faults any more") {
        *titles.entry(meeting.title.unwrap_or_default()).or_default() += 1;
    }
    let duplicates = titles.values().filter(|count| **count > 1).count();
    drop(orders);
    let _ = server.wait();
    let hangs = tally.hangs.load(Ordering::Relaxed);
    println!(
        "after {} s: {} calls, peak {} KiB",
        started.elapsed().as_secs(),
        tally.calls.load(Ordering::Relaxed),
        late
    );
    println!("errors by kind: {:?}", tally.errors.lock().expect("no panic"));
    println!("errors after several attempts: {}", tally.retried.load(Ordering::Relaxed));
    println!("creations: {} confirmed, {} present", tally.created.load(Ordering::Relaxed), titles.len());
    println!("emulator: creations executed and panics: {closing}");
    println!("panics: {panics}, calls beyond their deadline: {hangs}, duplicates: {duplicates}");
    panics == 0 && hangs == 0 && duplicates == 0 && late < early.saturating_mul(2).max(1)
}

async fn work(client: Client, tally: Arc<Tally>, task: u64, seed: u64, end: Instant) {
    let app = client.default_app().expect("the client has an app");
    let mut random = fastrand::Rng::with_seed(seed);
    let mut own = None;
    let mut serial = 0;
    while Instant::now() < end {
        match (random.u32(0..100), &own) {
            (0, _) | (_, None) => {
                serial += 1;
                let create = app.meetings().create().title(format!("{task}-{serial}"));
                if let Some(meeting) = tally.count(create.send()).await {
                    tally.created.fetch_add(1, Ordering::Relaxed);
                    own = Some(meeting.id);
                }
            }
            (1..40, Some(id)) => drop(tally.count(app.meeting(id).get().send()).await),
            (40..55, Some(id)) => drop(tally.count(app.meeting(id).update().persist_chat(true).send()).await),
            (55..70, Some(id)) => {
                let participants = app.meeting(id).participants();
                let add = participants.add(format!("user-{}", random.u32(0..5)), "group_call_host").name("Mary");
                if let Some(added) = tally.count(add.send()).await
                    && random.bool()
                {
                    tally.count(app.meeting(id).participant(added.id).delete().send()).await;
                }
            }
            (70..80, _) => {
                let list = app.meetings().list().search(format!("{task}-")).per_page(5).limit(20).concurrency(2);
                tally.count(list.stream().try_collect()).await;
            }
            (80..90, _) => {
                // Dropped somewhere on the way.
                let call = app.meetings().list().per_page(5).send();
                let _ = tokio::time::timeout(Duration::from_millis(random.u64(0..20)), call).await;
            }
            (_, Some(id)) => drop(tally.count(app.meeting(id).participants().list().send_raw()).await),
        }
    }
}

/// The most memory that the process has used, in KiB; 0 where the system does not tell.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}
