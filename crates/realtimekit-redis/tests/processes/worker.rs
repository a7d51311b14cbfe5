//! The jobs of the processes. They read commands from standard input and print what they did.

use std::future::Future;
use std::io::BufRead;
use std::time::{Duration, Instant};

use realtimekit::webhooks::{BodyHash, Claim, DeduplicationPolicy, Deduplicator, DeliveryKey, MemoryDeduplicator};
use realtimekit::{Limiter, RateLimiter};
use realtimekit_redis::{RedisDeduplicator, RedisRateLimiter, Store};

fn run(job: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(job);
}

/// Reads commands until the parent ends.
fn commands() -> tokio::sync::mpsc::UnboundedReceiver<String> {
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
        std::process::exit(0);
    });
    receiver
}

fn store(url: &str) -> Store {
    Store::open(url).unwrap().timeout(Duration::from_secs(20))
}

fn after(seconds: u64) -> Instant {
    Instant::now() + Duration::from_secs(seconds)
}

fn key(name: &str) -> DeliveryKey {
    DeliveryKey::new(name, "w", BodyHash::of(name.as_bytes()))
}

pub fn limiter(url: &str, requests: &str, window: &str, tasks: &str) {
    run(async {
        let window = Duration::from_secs(window.parse().unwrap());
        let limiter = RedisRateLimiter::new(store(url), requests.parse().unwrap(), window);
        let mut commands = commands();
        // Opens the connection.
        limiter.penalty(Instant::now()).await;
        println!("ready");
        assert_eq!(commands.recv().await.unwrap(), "begin");
        for _ in 0..tasks.parse().unwrap() {
            let limiter = limiter.clone();
            tokio::spawn(async move {
                loop {
                    limiter.acquire(1, after(600)).await.unwrap();
                    println!("sent");
                }
            });
        }
        while let Some(command) = commands.recv().await {
            let pause = command.strip_prefix("penalty ").unwrap().parse().unwrap();
            limiter.penalty(after(pause)).await;
            println!("penalised");
        }
    });
}

pub fn deduplicator(url: &str, lease: &str) {
    run(async {
        let policy = DeduplicationPolicy::default().lease(Duration::from_millis(lease.parse().unwrap()));
        let deduplicator = RedisDeduplicator::new(store(url), policy);
        let mut commands = commands();
        assert!(matches!(deduplicator.claim(&key(&std::process::id().to_string())).await, Ok(Claim::New(_))));
        println!("ready");
        while let Some(command) = commands.recv().await {
            let (verb, name) = command.split_once(' ').unwrap();
            let (claim, key) = (deduplicator.claim(&key(name)).await.unwrap(), key(name));
            match (verb, claim) {
                ("handle", Claim::New(_)) => {
                    deduplicator.complete(&key).await.unwrap();
                    println!("handled {name}");
                }
                ("hold", Claim::New(_)) => println!("holds {name}"),
                (_, claim) => println!("skipped {name}: {claim:?}"),
            }
        }
    });
}

/// Prints the decisions a second of one process, and the latency that a decision adds.
pub fn decisions(url: &str) {
    run(async {
        let redis = RedisDeduplicator::new(store(url), DeduplicationPolicy::default());
        let limiter = RedisRateLimiter::new(store(url), 1_000_000, Duration::from_secs(1));
        let memory = MemoryDeduplicator::default();
        measure("claim in memory", async |n: usize| drop(memory.claim(&key(&n.to_string())).await.unwrap())).await;
        measure("claim in Redis", async |n: usize| drop(redis.claim(&key(&n.to_string())).await.unwrap())).await;
        let local = RateLimiter::new(1_000_000, Duration::from_secs(1));
        measure("permit in memory", async |_| local.acquire(1, after(600)).await.unwrap()).await;
        measure("permit from Redis", async |_| limiter.acquire(1, after(600)).await.unwrap()).await;
        let start = Instant::now();
        let tasks = (0..64).map(|_| async {
            for _ in 0..500 {
                limiter.acquire(1, after(600)).await.unwrap();
            }
        });
        futures::future::join_all(tasks).await;
        println!("64 tasks: {:.0} permits a second from one Redis", 32_000.0 / start.elapsed().as_secs_f64());
    });
}

async fn measure(name: &str, decision: impl AsyncFn(usize)) {
    let mut latencies = Vec::new();
    for n in 0..5000 {
        let start = Instant::now();
        decision(n).await;
        latencies.push(start.elapsed());
    }
    latencies.sort();
    println!("{name}: median {:?}, p99 {:?}", latencies[2500], latencies[4950]);
}
