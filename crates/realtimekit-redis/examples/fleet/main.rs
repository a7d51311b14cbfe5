//! A fleet on one machine: three replicas that receive webhooks and import people, one Redis, and the emulator.
//!
//! The replicas share a rate limit and handle each delivery once, although a load balancer distributes them. One replica
//! is killed in the middle: the others take over its people immediately, and its deliveries when their leases end.
//!
//! `cargo run --example fleet` needs `redis-server`.

#![allow(clippy::print_stdout)] // an example shows what it does

mod redis_server;
mod replica;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::time::Duration;

use realtimekit::Client;
use realtimekit_emulator::{DeliveryState, Emulator};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc;

use crate::redis_server::RedisServer;

type AnyError = Box<dyn std::error::Error + Send + Sync>;

const REPLICAS: usize = 3;
const PEOPLE: usize = 150;
/// The limit that the replicas share. The emulator admits more, for the requests that do not use the limiter.
const LIMIT: (u32, Duration) = (45, Duration::from_secs(1));

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("replica") => replica::run(&arguments[1..]).await,
        _ => fleet().await,
    }
}

/// One of the processes.
struct Replica {
    process: Child,
    input: ChildStdin,
}

impl Replica {
    async fn tell(&mut self, line: &str) -> Result<(), AnyError> {
        Ok(self.input.write_all(format!("{line}\n").as_bytes()).await?)
    }
}

async fn fleet() -> Result<(), AnyError> {
    let Some(redis) = RedisServer::start().await? else {
        println!("This example needs redis-server: apt-get install redis-server, or brew install redis");
        return Ok(());
    };
    let emulator = Emulator::builder()
        .rate_limit(50, Duration::from_secs(1))
        .webhook_attempts(10, Duration::from_millis(200))
        .start()
        .await?;
    let client: Client = emulator.client()?;
    let app = client.app(emulator.app_id());
    let meeting = app.meetings().create().title("All hands").send().await?;

    let balancer = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/webhooks", balancer.local_addr()?);
    let webhook = app.webhooks().create("fleet", &url, ["meeting.participantJoined"]).send().await?;

    let (sender, mut lines) = mpsc::unbounded_channel();
    let mut replicas = Vec::new();
    for number in 0..REPLICAS {
        let mut process = Command::new(std::env::current_exe()?)
            .arg("replica")
            .args([redis.url(), emulator.root_url(), emulator.base_url()])
            .args([emulator.account_id(), emulator.api_token(), emulator.app_id()])
            .args([&meeting.id, &webhook.id])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (input, output) = (process.stdin.take().ok_or("no input")?, process.stdout.take().ok_or("no output")?);
        let sender = sender.clone();
        tokio::spawn(async move {
            let mut output = BufReader::new(output).lines();
            while let Ok(Some(line)) = output.next_line().await {
                let _ = sender.send((number, line));
            }
        });
        replicas.push(Replica { process, input });
    }
    let mut ports = BTreeMap::new();
    while ports.len() < REPLICAS {
        let (number, line) = lines.recv().await.ok_or("a replica ended")?;
        ports.insert(number, line.parse::<u16>()?);
    }
    tokio::spawn(balance(balancer, ports.into_values().collect()));
    println!("{REPLICAS} replicas share the Redis at {} and {} requests a second", redis.url(), LIMIT.0);

    // The people are distributed among the replicas, and reassigned when a replica dies.
    let mut open: BTreeMap<usize, usize> = (0..PEOPLE).map(|person| (person, person % REPLICAS)).collect();
    for (person, number) in &open {
        replicas[*number].tell(&format!("import {person}")).await?;
    }
    let mut imported = [0; REPLICAS];
    let mut handled = [0; REPLICAS];
    let (mut events, mut twice) = (BTreeSet::new(), 0);
    let mut in_progress: [BTreeSet<String>; REPLICAS] = Default::default();
    let mut killed = false;
    while events.len() < PEOPLE || !open.is_empty() {
        let next = tokio::time::timeout(Duration::from_secs(60), lines.recv()).await;
        let (number, line) = next.map_err(|_| "the fleet has stopped")?.ok_or("the fleet has ended")?;
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["imported", person, participant] => {
                if open.remove(&person.parse()?).is_some() {
                    imported[number] += 1;
                    emulator.join(&meeting.id, participant)?;
                }
            }
            ["handling", delivery] => {
                in_progress[number].insert(delivery.to_owned());
            }
            ["handled", delivery] => {
                in_progress[number].remove(delivery);
                handled[number] += 1;
                twice += usize::from(!events.insert(delivery.to_owned()));
            }
            _ => println!("replica {number}: {line}"),
        }
        // The busiest replica, so that deliveries are interrupted.
        let victim = (0..REPLICAS).max_by_key(|number| in_progress[*number].len()).unwrap_or_default();
        if !killed && events.len() >= PEOPLE / 3 && !in_progress[victim].is_empty() {
            killed = true;
            replicas[victim].process.kill().await?;
            let orphans: Vec<usize> = open.iter().filter(|(_, n)| **n == victim).map(|(person, _)| *person).collect();
            println!(
                "replica {victim} is killed while it handles {} deliveries and has {} people to import",
                in_progress[victim].len(),
                orphans.len()
            );
            for person in orphans {
                let heir = (victim + 1 + person % (REPLICAS - 1)) % REPLICAS;
                open.insert(person, heir);
                replicas[heir].tell(&format!("import {person}")).await?;
            }
        }
    }
    let ended = |deliveries: &[realtimekit_emulator::Delivery]| {
        deliveries.iter().all(|delivery| delivery.state == DeliveryState::Delivered).then_some(deliveries.len())
    };
    let sent = emulator.wait_for_deliveries(Duration::from_secs(60), ended).await.ok_or("a delivery was lost")?;
    for number in 0..REPLICAS {
        println!("replica {number} imported {} people and handled {} deliveries", imported[number], handled[number]);
    }
    println!("{sent} deliveries: each handled; {PEOPLE} people imported");
    println!("{twice} deliveries were handled twice: the killed replica had not recorded that it handled them");
    println!("requests to import them: {}", emulator.received("participants_add").len());
    Ok(())
}

/// Forwards each connection to the next replica that accepts it.
async fn balance(listener: TcpListener, ports: Vec<u16>) {
    let mut turn = 0;
    while let Ok((mut client, _)) = listener.accept().await {
        for _ in 0..ports.len() {
            turn = (turn + 1) % ports.len();
            if let Ok(mut replica) = TcpStream::connect(("127.0.0.1", ports[turn])).await {
                tokio::spawn(async move { tokio::io::copy_bidirectional(&mut client, &mut replica).await });
                break;
            }
        }
    }
}
