//! The requests and deliveries of a day, counted by the emulator:
//! `cargo run -p realtimekit-tests --example scale -- [participants] [poll]`.
//!
//! Ten participants a meeting, one session of 60 minutes, all meetings recorded. The emulator's clock runs ahead, so that
//! a day takes as long as its requests. The program creates meetings and participants and receives everything else as
//! webhooks. With `poll` it has no webhook and asks for the active session of each meeting every 30 seconds instead.

#![allow(clippy::print_stdout)] // it is a program that reports

use std::collections::{BTreeMap, HashSet};
use std::time::{Duration, Instant};

use futures::StreamExt as _;
use realtimekit::{Client, operations};
use realtimekit_emulator::{DeliveryState, Emulator};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

const PEOPLE_PER_MEETING: usize = 10;
/// Meetings that take place at the same time.
const PARALLEL: usize = 50;
const SESSION: Duration = Duration::from_secs(3600);
const POLL: Duration = Duration::from_secs(30);
const EVENTS: [&str; 8] = [
    "meeting.started",
    "meeting.ended",
    "meeting.participantJoined",
    "meeting.participantLeft",
    "recording.statusUpdate",
    "meeting.chatSynced",
    "meeting.transcript",
    "meeting.summary",
];

type AnyError = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let people = arguments.first().map_or(Ok(1000), |people| people.parse::<usize>())?;
    let poll = arguments.iter().any(|argument| argument == "poll");
    let emulator = Emulator::builder().keep_requests(0).start().await?;
    let client = Client::builder()
        .base_url(emulator.base_url())
        .account_id(emulator.account_id())
        .api_token(emulator.api_token())
        .build()?;
    let app = client.app(emulator.app_id());
    if !poll {
        app.webhooks().create("all", sink().await?, EVENTS).send().await?;
    }

    let start = Instant::now();
    let mut uploaded = HashSet::new();
    let (mut seen, mut deliveries) = (HashSet::new(), BTreeMap::<String, usize>::new());
    let meetings = people.div_ceil(PEOPLE_PER_MEETING);
    for begin in (0..meetings).step_by(PARALLEL) {
        let numbers = begin..meetings.min(begin + PARALLEL);
        let create = futures::stream::iter(numbers).map(|number| hold(&emulator, &client, number)).buffered(16);
        let open = create.collect::<Vec<_>>().await.into_iter().collect::<Result<Vec<_>, _>>()?;
        for _ in 0..SESSION.as_secs() / POLL.as_secs() {
            emulator.advance(POLL);
            for id in open.iter().filter(|_| poll) {
                app.meeting(id).active_session().get().send().await?;
            }
        }
        for id in &open {
            emulator.end_session(id)?;
        }
        for event in emulator.deliveries().iter().filter(|delivery| delivery.event == "recording.statusUpdate") {
            let recording = &event.json()["recording"];
            if let (Some("UPLOADING"), Some(id)) = (recording["status"].as_str(), recording["id"].as_str())
                && uploaded.insert(id.to_owned())
            {
                emulator.finish_upload(id, 1_000_000)?;
            }
        }
        emulator.advance(Duration::from_secs(600));
        let settled = emulator.wait_for_deliveries(Duration::from_secs(300), |all| {
            all.iter().all(|delivery| delivery.state != DeliveryState::Pending).then(|| all.to_vec())
        });
        for delivery in settled.await.ok_or("the deliveries do not end")? {
            if seen.insert(delivery.id) {
                *deliveries.entry(delivery.event).or_default() += 1;
            }
        }
    }

    let requests = operations::ALL.iter().map(|operation| (operation.id, emulator.executed(operation.id)));
    let requests: Vec<_> = requests.filter(|(id, count)| *count > 0 && *id != "webhooks_create").collect();
    let total: u64 = requests.iter().map(|(_, count)| count).sum();
    println!("{people} participants: {total} requests {requests:?}");
    println!("{} deliveries {deliveries:?}", deliveries.values().sum::<usize>());
    println!("in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Creates a meeting and its participants, and lets them join.
async fn hold(emulator: &Emulator, client: &Client, number: usize) -> Result<String, AnyError> {
    let app = client.app(emulator.app_id());
    let meeting = app.meetings().create().title(format!("Meeting {number}")).record_on_start(true).send().await?.id;
    for person in 0..PEOPLE_PER_MEETING {
        let user = format!("user-{number}-{person}");
        let add = app.meeting(&meeting).participants().add(user, "group_call_host").name("Guest");
        emulator.join(&meeting, &add.send().await?.id)?;
    }
    Ok(meeting)
}

/// A server that accepts deliveries; returns its URL.
async fn sink() -> Result<String, AnyError> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/webhooks", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(accept(stream));
        }
    });
    Ok(url)
}

async fn accept(stream: TcpStream) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if line == "\r\n" {
                break;
            }
        }
        stream.read_exact(&mut vec![0; length]).await?;
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await?;
    }
}
