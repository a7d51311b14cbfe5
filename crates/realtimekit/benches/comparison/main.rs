//! The SDK compared with the same work hand-written with `reqwest` and `serde`, against a server on this machine.
//!
//! `cargo bench -p realtimekit` measures times; the two sides alternate within one run, so that what else the machine does
//! meets both. `cargo instructions` runs one side of one case with a fixed number of rounds under a counter of
//! instructions: `comparison count CASE SIDE ROUNDS`. `comparison list SIDE ITEMS` lists once and prints the memory it took.
//! See `benches/README.md`.

#![allow(clippy::print_stdout, clippy::expect_used)] // a program that reports, and stops at the first surprise

mod by_hand;
mod deviations;
mod memory;
mod report;
mod responses;
mod server;
#[cfg(feature = "webhooks-testing")]
mod webhook;

use std::cell::RefCell;
use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::Bencher;
use realtimekit::types::{Meeting, PeerReportParticipant, PresetDefinition, SessionParticipant};
use realtimekit::{Client, operations};
use realtimekit_api::decode::decode;
use serde_json::from_slice;
use tokio::runtime::Runtime;

use server::Server;

pub const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
pub const TOKEN: &str =
    "v1.0-144c9defac04969c7bfad8ef-631a41d003a32d25fe878081ef365c49503f7fada600da935e2851a1c7326084b85cbf6429";
const APP: &str = "2ae5ad60-3e4b-4d2d-8e1f-0b3b7b5c9c1d";
const MEETING: &str = "bbb97a34-7a11-4f5c-9d4b-000000000001";
/// The app id sets the length of the list on the server.
const LONG_LIST: &str = "100000";

static AT_ONCE: LazyLock<Server> = LazyLock::new(|| Server::start(Duration::ZERO));
static AFTER_20_MS: LazyLock<Server> = LazyLock::new(|| Server::start(Duration::from_millis(20)));

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, case, side, rounds] = arguments.as_slice()
        && command == "count"
    {
        let rounds = rounds.parse().expect("a number of rounds");
        return count(case, side, rounds);
    }
    if let [command, side, items] = arguments.as_slice()
        && command == "list"
    {
        list_once(&clients(&AT_ONCE), side, items);
        return println!("{}", memory::of_this_process().map_or_else(String::new, |kibibytes| kibibytes.to_string()));
    }
    divan::main();
    report::print();
    if arguments.iter().all(|argument| argument.starts_with('-') || argument.contains("list")) {
        memory::print();
    }
}

/// Runs one side of a case a number of times.
fn count(case: &str, side: &str, rounds: usize) {
    let ours = side == "realtimekit";
    match case {
        "call" => {
            let (runtime, realtimekit, by_hand) = clients(&AT_ONCE);
            runtime.block_on(async {
                for _ in 0..rounds {
                    if ours {
                        black_box(call(&realtimekit).await);
                    } else {
                        black_box(by_hand.meeting(APP, MEETING).await.expect("a response"));
                    }
                }
            });
        }
        "list" => {
            let clients = clients(&AT_ONCE);
            for _ in 0..rounds {
                list_once(&clients, side, "1000");
            }
        }
        "meetings" => meetings(ours, rounds, &responses::page_of_full_meetings()),
        "participants" => participants(ours, rounds, &responses::page_of_participants()),
        "report" => reports(ours, rounds, &responses::peer_report()),
        "request" => {
            let (_, realtimekit, by_hand) = clients(&AT_ONCE);
            let mut preset = Preset::new(&realtimekit, &by_hand);
            for _ in 0..rounds {
                if ours { preset.by_sdk() } else { preset.by_hand() }
            }
        }
        #[cfg(feature = "webhooks-testing")]
        "webhook" => {
            let (runtime, webhook) = (clients(&AT_ONCE).0, webhook::Webhook::new());
            for _ in 0..rounds {
                if ours {
                    black_box(runtime.block_on(webhook.by_sdk()));
                } else {
                    black_box(webhook.by_hand());
                }
            }
        }
        case => deviating(case, ours, rounds),
    }
}

/// Runs one side of a case with a deviation in every item; the side by hand reads the same body without it.
fn deviating(case: &str, ours: bool, rounds: usize) {
    type Change = fn(&[u8]) -> Vec<u8>;
    let body = |body: Vec<u8>, deviate: Change| if ours { deviate(&body) } else { body };
    let people = responses::page_of_participants();
    match case {
        "numbers-as-strings" => participants(ours, rounds, &body(people, deviations::numbers_as_strings)),
        "report-as-strings" => reports(ours, rounds, &body(responses::peer_report(), deviations::numbers_as_strings)),
        "null-keys" => participants(ours, rounds, &body(people, deviations::null_keys)),
        "object-for-list" => {
            participants(ours, rounds, &body(deviations::one_event(&people), deviations::object_for_list));
        }
        "unreadable-value" => participants(ours, rounds, &body(people, deviations::unreadable_value)),
        "missing-identity" => {
            meetings(ours, rounds, &body(responses::page_of_full_meetings(), deviations::missing_identity));
        }
        _ => panic!("no such case: {case}"),
    }
}

fn meetings(ours: bool, rounds: usize, body: &[u8]) {
    repeat(ours, rounds, body, decode_meetings, |body| from_slice::<by_hand::Envelope<Vec<by_hand::Meeting>>>(body));
}

fn participants(ours: bool, rounds: usize, body: &[u8]) {
    repeat(ours, rounds, body, decode_participants, |body| {
        from_slice::<by_hand::Envelope<by_hand::Participants>>(body)
    });
}

fn reports(ours: bool, rounds: usize, body: &[u8]) {
    repeat(ours, rounds, body, decode_report, |body| from_slice::<by_hand::Envelope<by_hand::Participant>>(body));
}

/// Lists this many meetings, one after the other.
fn list_once((runtime, ours, by_hand): &(Runtime, Client, by_hand::Client), side: &str, items: &str) {
    if side == "realtimekit" {
        black_box(runtime.block_on(list(ours, items, 1)));
    } else {
        let listed = runtime.block_on(by_hand.meetings(items, |meeting| drop(black_box(meeting))));
        listed.expect("answers");
    }
}

fn repeat<A, B, E: std::fmt::Debug>(
    ours: bool,
    rounds: usize,
    body: &[u8],
    by_sdk: fn(&[u8]) -> A,
    by_hand: fn(&[u8]) -> Result<B, E>,
) {
    for _ in 0..rounds {
        if ours {
            black_box(by_sdk(black_box(body)));
        } else {
            black_box(by_hand(black_box(body)).expect("a body of this form"));
        }
    }
}

/// A runtime on this thread, and the two clients.
fn clients(server: &Server) -> (Runtime, Client, by_hand::Client) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = Client::builder().base_url(server.base_url()).account_id(ACCOUNT).api_token(TOKEN);
    let ours = client.build().expect("a client of complete settings");
    (runtime, ours, by_hand::Client::new(server.base_url()))
}

/// Measures both sides of a case alternately.
fn compare(bencher: Bencher<'_, '_>, name: &'static str, mut by_hand: impl FnMut(), mut by_sdk: impl FnMut()) {
    let times = RefCell::new(report::Times::default());
    // divan calls the first closure once for each call of the second, outside of what it times itself.
    bencher
        .with_inputs(|| {
            let start = Instant::now();
            by_hand();
            times.borrow_mut().by_hand.push(start.elapsed());
        })
        .bench_local_values(|()| {
            let start = Instant::now();
            by_sdk();
            times.borrow_mut().by_sdk.push(start.elapsed());
        });
    report::add(name, times.into_inner());
}

async fn call(client: &Client) -> Meeting {
    client.app(APP).meeting(MEETING).get().send().await.expect("a response")
}

#[divan::bench(sample_count = 300, sample_size = 10)]
fn a_one_call(bencher: Bencher<'_, '_>) {
    let (runtime, ours, by_hand) = clients(&AT_ONCE);
    compare(
        bencher,
        "(a) one small call",
        || drop(black_box(runtime.block_on(by_hand.meeting(APP, MEETING)).expect("a response"))),
        || drop(black_box(runtime.block_on(call(&ours)))),
    );
}

#[divan::bench(sample_count = 200, sample_size = 1)]
fn b_calls_in_flight(bencher: Bencher<'_, '_>) {
    let (runtime, ours, by_hand) = clients(&AT_ONCE);
    compare(
        bencher,
        "(b) 64 calls in flight",
        || {
            let calls = (0..64).map(|_| by_hand.meeting(APP, MEETING));
            for response in runtime.block_on(futures::future::join_all(calls)) {
                black_box(response.expect("a response"));
            }
        },
        || {
            let calls = (0..64).map(|_| call(&ours));
            black_box(runtime.block_on(futures::future::join_all(calls)));
        },
    );
}

fn decode_meetings(body: &[u8]) -> Vec<Meeting> {
    decode(&operations::MEETINGS_LIST, body).expect("meetings").data
}

fn decode_participants(body: &[u8]) -> Vec<SessionParticipant> {
    decode(&operations::SESSIONS_LIST_PARTICIPANTS, body).expect("participants").data
}

fn decode_report(body: &[u8]) -> PeerReportParticipant {
    decode(&operations::SESSIONS_GET_PEER_REPORT, body).expect("a report").data
}

#[divan::bench(sample_count = 300, sample_size = 3)]
fn c_decode_meetings(bencher: Bencher<'_, '_>) {
    let body = responses::page_of_full_meetings();
    compare(
        bencher,
        "(c) decode 100 full meetings",
        || drop(black_box(from_slice::<by_hand::Envelope<Vec<by_hand::Meeting>>>(black_box(&body)).expect("meetings"))),
        || drop(black_box(decode_meetings(black_box(&body)))),
    );
}

#[divan::bench(sample_count = 300, sample_size = 3)]
fn c_decode_participants(bencher: Bencher<'_, '_>) {
    let body = responses::page_of_participants();
    compare(
        bencher,
        "(c) decode 100 session participants",
        || drop(black_box(from_slice::<by_hand::Envelope<by_hand::Participants>>(black_box(&body)).expect("people"))),
        || drop(black_box(decode_participants(black_box(&body)))),
    );
}

#[divan::bench(sample_count = 300, sample_size = 3)]
fn c_decode_quality_statistics(bencher: Bencher<'_, '_>) {
    let body = responses::peer_report();
    compare(
        bencher,
        "(c) decode 400 quality samples",
        || drop(black_box(from_slice::<by_hand::Envelope<by_hand::Participant>>(black_box(&body)).expect("a report"))),
        || drop(black_box(decode_report(black_box(&body)))),
    );
}

/// Reads a whole list as a stream.
async fn list(client: &Client, app: &str, concurrency: usize) -> usize {
    let mut meetings = client.app(app).meetings().list().concurrency(concurrency).stream();
    let mut number = 0;
    while let Some(meeting) = meetings.try_next().await.expect("a response") {
        black_box(meeting);
        number += 1;
    }
    number
}

fn compare_lists(bencher: Bencher<'_, '_>, name: &'static str, server: &Server, concurrency: usize) {
    let (runtime, ours, by_hand) = clients(server);
    compare(
        bencher,
        name,
        || {
            let mut number = 0;
            let use_meeting = |meeting| {
                black_box(meeting);
                number += 1;
            };
            let listed = runtime.block_on(async {
                match concurrency {
                    1 => by_hand.meetings(LONG_LIST, use_meeting).await,
                    _ => by_hand.meetings_ahead(LONG_LIST, concurrency, use_meeting).await,
                }
            });
            listed.expect("answers");
            assert_eq!(number, 100_000);
        },
        || assert_eq!(runtime.block_on(list(&ours, LONG_LIST, concurrency)), 100_000),
    );
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn d_list_sequentially(bencher: Bencher<'_, '_>) {
    compare_lists(bencher, "(d) list 100,000 meetings", &AT_ONCE, 1);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn d_list_ahead(bencher: Bencher<'_, '_>) {
    compare_lists(bencher, "(d) the same, concurrency(8)", &AT_ONCE, 8);
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn d_list_sequentially_with_latency(bencher: Bencher<'_, '_>) {
    compare_lists(bencher, report::SLOW, &AFTER_20_MS, 1);
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn d_list_ahead_with_latency(bencher: Bencher<'_, '_>) {
    compare_lists(bencher, report::SLOW_AHEAD, &AFTER_20_MS, 8);
}

#[cfg(feature = "webhooks-testing")]
#[divan::bench(sample_count = 300, sample_size = 10)]
fn e_verify_a_webhook(bencher: Bencher<'_, '_>) {
    let (runtime, webhook) = (clients(&AT_ONCE).0, webhook::Webhook::new());
    compare(
        bencher,
        "(e) verify and decode a webhook",
        || drop(black_box(webhook.by_hand())),
        || drop(black_box(runtime.block_on(webhook.by_sdk()))),
    );
}

/// The largest request: a complete preset.
struct Preset {
    api: realtimekit_api::Client,
    ours: PresetDefinition,
    client: by_hand::Client,
    by_hand: by_hand::PresetDefinition,
}

impl Preset {
    fn new(client: &Client, by_hand: &by_hand::Client) -> Self {
        let ours = PresetDefinition::group_call("host");
        let value = serde_json::to_value(&ours).expect("a preset as JSON");
        Self {
            api: realtimekit_api::Client::new(client.base_url(), reqwest::Client::new()),
            ours,
            client: by_hand.clone(),
            by_hand: serde_json::from_value(value).expect("the same preset"),
        }
    }

    fn by_hand(&mut self) {
        let preset = black_box(&self.by_hand).clone();
        black_box(self.client.create_preset(APP, &preset).expect("a request"));
    }

    fn by_sdk(&mut self) {
        let preset = black_box(&self.ours).clone();
        black_box(self.api.presets_create(ACCOUNT, APP, &preset).expect("a request").into_parts());
    }
}

#[divan::bench(sample_count = 300, sample_size = 20)]
fn f_build_a_request(bencher: Bencher<'_, '_>) {
    let (_, ours, by_hand) = clients(&AT_ONCE);
    let preset = RefCell::new(Preset::new(&ours, &by_hand));
    compare(
        bencher,
        "(f) build and serialise a preset",
        || preset.borrow_mut().by_hand(),
        || preset.borrow_mut().by_sdk(),
    );
}
