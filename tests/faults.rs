//! The fault matrix: what every fault does to a read, an idempotent write, a write that must not be repeated, and a list.
//!
//! `tests/FAULTS.md` is written from the run and compared; `INSTA_UPDATE=always` rewrites it.

use std::path::Path;
use std::time::Duration;

use crate::clients::ClosedPort;
use realtimekit::{Client, Error, RetryPolicy};
use realtimekit_emulator::{Emulator, Fault};
use tokio::sync::Barrier;

/// How many attempts a call makes at most under the default policy.
const MOST_ATTEMPTS: u32 = 4;

/// A fault.
pub struct Case {
    pub name: &'static str,
    pub apply: fn(Fault) -> Fault,
    /// Whether the fault ends only when an attempt runs out of time.
    pub silent: bool,
}

const fn case(name: &'static str, apply: fn(Fault) -> Fault) -> Case {
    Case { name, apply, silent: false }
}

const fn silent(name: &'static str, apply: fn(Fault) -> Fault) -> Case {
    Case { name, apply, silent: true }
}

/// All faults.
pub const CASES: &[Case] = &[
    case("late by 50 ms", |fault| fault.delay(Duration::from_millis(50))),
    case("302 to another host", |fault| fault.status(302).empty().header("location", "https://elsewhere.example/")),
    case("400", |fault| fault.status(400)),
    case("400, malformed credentials", |fault| fault.status(400).gateway(6003)),
    case("401", |fault| fault.status(401)),
    case("403", |fault| fault.status(403)),
    case("403, code 10000", |fault| fault.status(403).gateway(10_000)),
    case("404", |fault| fault.status(404)),
    case("404, no route", |fault| fault.status(404).gateway(7003)),
    case("405", |fault| fault.status(405)),
    case("407", |fault| fault.status(407)),
    case("408", |fault| fault.status(408)),
    case("409", |fault| fault.status(409)),
    case("422", |fault| fault.status(422)),
    case("429, Retry-After 0", |fault| fault.rate_limited().retry_after(0)),
    case("429, Retry-After as a date", |fault| fault.rate_limited().retry_after_date(Duration::ZERO)),
    case("429 without headers", |fault| fault.status(429)),
    case("429, Retry-After beyond the limit", |fault| fault.rate_limited().retry_after(240)),
    case("429, web page", |fault| fault.status(429).html()),
    case("500", |fault| fault.status(500)),
    case("500, throttled (code 971)", |fault| fault.status(500).gateway(971)),
    case("500, empty", |fault| fault.status(500).empty()),
    case("501", |fault| fault.status(501)),
    case("502, web page", |fault| fault.status(502).html()),
    case("503, Retry-After 0", |fault| fault.status(503).retry_after(0)),
    case("503, Retry-After beyond the limit", |fault| fault.status(503).retry_after(240)),
    case("504", |fault| fault.status(504)),
    case("520, web page", |fault| fault.status(520).html()),
    case("524, web page", |fault| fault.status(524).html()),
    case("530, web page", |fault| fault.status(530).html()),
    case("200, web page", |fault| fault.status(200).html()),
    case("200, empty", |fault| fault.status(200).empty()),
    case("200, success false", |fault| {
        fault.status(200).body(r#"{"success":false,"error":{"code":500,"message":"No"}}"#)
    }),
    case("reset before it is executed", Fault::reset_before),
    case("reset after it is executed", Fault::reset_after),
    case("body cut off", Fault::truncated),
    case("body garbled", Fault::garbage),
    case("body larger than allowed", |fault| fault.huge(3 * 1024 * 1024)),
    case("panic in the server", Fault::panic),
    case("first page again", Fault::repeated_page),
    silent("no response", Fault::hang),
    silent("half of a response", Fault::stalled),
    silent("a byte a second", |fault| fault.trickled(Duration::from_secs(1))),
];

/// What kind of request a fault meets. The texts are the headings of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    Read,
    IdempotentWrite,
    OtherWrite,
    List,
}

const CALLS: [Call; 4] = [Call::Read, Call::IdempotentWrite, Call::OtherWrite, Call::List];

impl Call {
    fn operation(self) -> &'static str {
        match self {
            Self::Read => "meetings_get",
            Self::IdempotentWrite => "meetings_replace",
            Self::OtherWrite => "meetings_create",
            Self::List => "meetings_list",
        }
    }

    /// Items that the caller got, for a list.
    async fn make(self, client: &Client, meeting_id: &str) -> (usize, Result<(), Error>) {
        let app = client.default_app().expect("the client has an app");
        match self {
            Self::Read => (0, app.meeting(meeting_id).get().send().await.map(drop)),
            Self::IdempotentWrite => (0, app.meeting(meeting_id).replace().title("new").send().await.map(drop)),
            Self::OtherWrite => (0, app.meetings().create().title("another").send().await.map(drop)),
            Self::List => {
                let mut items = 0;
                let mut stream = app.meetings().list().per_page(2).stream();
                loop {
                    match stream.try_next().await {
                        Ok(Some(_)) => items += 1,
                        Ok(None) => return (items, Ok(())),
                        Err(error) => return (items, Err(error)),
                    }
                }
            }
        }
    }
}

fn client(emulator: &Emulator, silent: bool) -> Client {
    // Where nothing responses, every attempt costs this long; it must be enough for the attempts that are responded to.
    let timeout = Duration::from_secs(if silent { 5 } else { 60 });
    crate::clients::builder(emulator)
        .timeout(timeout)
        .max_response_bytes(1024 * 1024)
        .build()
        .expect("the emulator's credentials are good")
}

/// Runs one cell and writes it down. What must hold in every cell is asserted here. Nothing is called before all cells
/// that run together are `ready`: making them ready costs time that the time limits of others are not meant for.
async fn cell(case: &Case, call: Call, once: bool, ready: &Barrier) -> String {
    let emulator = Emulator::start().await.expect("a port is free");
    let client = client(&emulator, case.silent);
    let mut meeting_id = String::new();
    let meetings = crate::clients::client(&emulator).app(emulator.app_id()).meetings();
    for _ in 0..5 {
        meeting_id = meetings.create().send().await.expect("no fault acts yet").id;
    }
    let before = (emulator.received(call.operation()).len(), emulator.executed(call.operation()));
    let mut fault = (case.apply)(emulator.fault(call.operation()));
    if call == Call::List {
        fault = fault.after(1);
    }
    if once {
        fault.times(1);
    }
    ready.wait().await;
    let (items, result) = call.make(&client, &meeting_id).await;
    let what = format!("{} × {}", case.name, call.operation());

    // Of a list, only its second page is looked at.
    let received = emulator.received(call.operation()).split_off(before.0);
    let attempts =
        received.iter().filter(|request| call != Call::List || request.query("page_no") == Some("2")).count();
    let executed = emulator.executed(call.operation()) - before.1;
    assert!((1..=MOST_ATTEMPTS as usize).contains(&attempts), "{what}: {attempts} attempts");
    let ending = match &result {
        Ok(()) => "ok".to_owned(),
        Err(error) => {
            // The error of a repeated page is found when the page has come.
            let counted = if error.attempts() == 0 { 1 } else { error.attempts() as usize };
            assert_eq!(counted, attempts, "{what}: {error}");
            assert_eq!(error.operation().map(|operation| operation.id), Some(call.operation()), "{what}");
            assert_eq!(error.page(), (call == Call::List).then_some(2), "{what}: {error}");
            assert_eq!(error.first_attempt().is_some(), attempts > 1, "{what}");
            format!("{:?}", error.kind())
        }
    };
    let attempts_text = if attempts == 1 { "1 attempt".to_owned() } else { format!("{attempts} attempts") };
    match call {
        Call::Read => format!("{ending}, {attempts_text}"),
        Call::List => {
            format!("{ending}, {attempts_text}, {items} items")
        }
        Call::IdempotentWrite => format!("{ending}, {attempts_text}, executed {executed}×"),
        Call::OtherWrite => {
            assert!(executed <= 1, "{what}: a write that must not be repeated was executed {executed} times");
            let created = emulator.executed(call.operation()) - 5;
            let listed = meetings.list().send().await.expect("the list has no fault");
            assert_eq!(listed.len() as u64, 5 + created, "{what}");
            format!("{ending}, {attempts_text}, executed {executed}×")
        }
    }
}

/// The rows of these cases in both tables: the fault lasts, the fault acts once.
async fn rows(cases: &[&Case]) -> [String; 2] {
    let ready = Barrier::new(2 * cases.len() * CALLS.len());
    let table = |once| {
        let cell = |case| CALLS.map(|call| cell(case, call, once, &ready));
        futures::future::join_all(cases.iter().map(|case| futures::future::join_all(cell(case))))
    };
    let (lasting, passing) = futures::join!(table(false), table(true));
    [lasting, passing].map(|rows| {
        let rows = cases.iter().zip(rows).map(|(case, cells)| format!("| {} | {} |\n", case.name, cells.join(" | ")));
        rows.collect()
    })
}

/// What happens when there is nothing to connect to.
async fn unreachable_rows() -> String {
    let closed = ClosedPort::new();
    let client = Client::builder()
        .base_url(closed.url())
        .account_id("account")
        .api_token("token")
        .app_id("app")
        .retry_policy(RetryPolicy::default().base_delay(Duration::from_millis(1)))
        .build()
        .expect("the configuration is good");
    let mut cells = Vec::new();
    for call in CALLS {
        let (items, result) = call.make(&client, "meeting").await;
        let error = result.expect_err("no listener");
        assert_eq!((error.attempts(), items), (MOST_ATTEMPTS, 0), "{error}");
        cells.push(format!("{:?}, {} attempts", error.kind(), error.attempts()));
    }
    format!("| no listener | {} |\n", cells.join(" | "))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_meets_every_kind_of_request() {
    let mut tables = [const { String::new() }; 2];
    let (silent, loud): (Vec<&Case>, Vec<&Case>) = CASES.iter().partition(|case| case.silent);
    // The silent ones do nothing but wait, so all of them go together.
    for cases in loud.chunks(1).chain([silent.as_slice()]) {
        for (table, rows) in tables.iter_mut().zip(rows(cases).await) {
            *table += &rows;
        }
    }
    let head = "| fault | read | idempotent write | other write | list, on its second page |\n|---|---|---|---|---|\n";
    let [lasting, passing] = tables.map(|rows| format!("{head}{rows}"));
    let text = format!(
        "# Faults

Written by `tests/faults.rs` from a run against the emulator and compared in every later run; do not edit it.
`INSTA_UPDATE=always cargo test -p realtimekit-tests faults` rewrites it.

Each cell reports how the call ended (`ok`, or the `ErrorKind`), how many requests the server received for it, and for writes
how often the server executed them. The read is `meetings_get`, the idempotent write `meetings_replace`, the other write
`meetings_create`, the list five meetings on three pages of `meetings_list`. The policy is the default one: three retries.

## The fault lasts

{lasting}{}
## The fault acts once

{passing}
## Load

300 additions of participants against a limit of 20 requests a second with `Retry-After: 1`, with 8, 16, 32 and 64
concurrent calls, no limiter in the client, and nothing reported to it before. Asserted by `tests/pressure.rs` (300 of 300, at most 360
requests), whose output has the figures of a run; these are of 20 runs on two cores with a load of 17 to 23, next to those of
a version that handled a 429 in one call only. Of the first burst, the limit refuses all but 20: 12 of 32, 44 of 64.

| concurrent calls | requests | failed | time | before: requests | failed |
|---|---|---|---|---|---|
| 8 | 300 | 0 | 15.8 to 17.0 s | 413 | 0 |
| 16 | 300 | 0 | 15.6 to 16.7 s | 432 | 117 |
| 32 | 304 to 313 | 0 | 15.6 to 16.9 s | 412 | 205 |
| 64 | 325 to 345 | 0 | 15.5 to 16.7 s | 408 | 237 |
",
        unreachable_rows().await
    );
    assert_file("FAULTS.md", &text);
}

/// Compares a file of this folder with its text from this run, or rewrites it.
pub fn assert_file(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::write(&path, text).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    for (line, (now, before)) in text.lines().zip(kept.lines()).enumerate() {
        assert_eq!(now, before, "line {} of {name}; INSTA_UPDATE=always accepts the change", line + 1);
    }
    assert_eq!(text.lines().count(), kept.lines().count(), "{name} has other lines; INSTA_UPDATE=always rewrites it");
}
