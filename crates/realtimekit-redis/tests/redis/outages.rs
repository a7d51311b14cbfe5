//! What callers see while Redis does not work.

use std::future::Future;
use std::time::{Duration, Instant};

use realtimekit::Limiter;
use realtimekit::webhooks::{Claim, DeduplicationPolicy, Deduplicator};
use realtimekit_redis::{RedisDeduplicator, RedisRateLimiter, Store, WhenUnavailable};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::deduplicator::key;
use crate::server::RedisServer;

struct Replica {
    deduplicator: RedisDeduplicator,
    limiter: RedisRateLimiter,
}

impl Replica {
    fn new(url: &str, behaviour: WhenUnavailable) -> Self {
        // On a busy machine, a working Redis must not count as away.
        let store = Store::open(url).unwrap().timeout(Duration::from_secs(3));
        Self {
            deduplicator: RedisDeduplicator::new(store.clone(), DeduplicationPolicy::default())
                .when_unavailable(behaviour),
            limiter: RedisRateLimiter::new(store, 1000, Duration::from_secs(1)).when_unavailable(behaviour, 2),
        }
    }

    /// What becomes of a new delivery, of the same delivery again, and of a request.
    async fn outcome(&self, delivery: &str) -> [&'static str; 3] {
        let key = key(delivery, "w", delivery);
        let first = claim(&self.deduplicator, &key).await;
        let _ = bounded(self.deduplicator.complete(&key)).await;
        let again = claim(&self.deduplicator, &key).await;
        let request = match bounded(self.limiter.acquire(1, after(20_000))).await {
            Ok(()) => "admitted",
            Err(error) if error.wait().is_none() => "fails",
            Err(error) => panic!("{error}"),
        };
        [first, again, request]
    }

    /// Waits until Redis is used again.
    async fn recovers(&self) {
        bounded(async {
            for attempt in 0.. {
                let name = format!("recovery {attempt}");
                let key = key(&name, "w", &name);
                // The claim of another process is only seen in Redis.
                if let Ok(Claim::New(lease)) = self.deduplicator.claim(&key).await
                    && lease.token().contains('-')
                {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        })
        .await;
    }
}

async fn claim(deduplicator: &RedisDeduplicator, key: &realtimekit::webhooks::DeliveryKey) -> &'static str {
    match bounded(deduplicator.claim(key)).await {
        Ok(Claim::New(_)) => "new",
        Ok(Claim::Duplicate) => "duplicate",
        Ok(Claim::InProgress) => "in progress",
        Err(_) => "fails",
    }
}

fn after(milliseconds: u64) -> Instant {
    Instant::now() + Duration::from_millis(milliseconds)
}

/// Nothing may hang.
async fn bounded<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), future).await.expect("it hangs")
}

const WORKS: [&str; 3] = ["new", "duplicate", "admitted"];
const FAILS: [&str; 3] = ["fails", "fails", "fails"];

fn replicas(url: &str) -> [Replica; 2] {
    [Replica::new(url, WhenUnavailable::Fail), Replica::new(url, WhenUnavailable::Local)]
}

#[tokio::test]
async fn a_killed_redis_fails_or_is_replaced_locally_and_is_used_again_after_a_restart() {
    let Some(mut server) = RedisServer::start() else { return };
    let [failing, local] = replicas(&server.url());
    assert_eq!((failing.outcome("1").await, local.outcome("2").await), (WORKS, WORKS));
    server.kill();
    assert_eq!((failing.outcome("3").await, local.outcome("4").await), (FAILS, WORKS));
    assert_eq!(claim(&local.deduplicator, &key("2", "w", "2")).await, "duplicate", "it was handled here");
    server.restart();
    failing.recovers().await;
    local.recovers().await;
    assert_eq!((failing.outcome("5").await, local.outcome("6").await), (WORKS, WORKS));
    assert_eq!(claim(&failing.deduplicator, &key("1", "w", "1")).await, "duplicate", "the records are persistent");
}

#[tokio::test]
async fn redis_may_be_away_when_the_replica_starts() {
    let Some(mut server) = RedisServer::start() else { return };
    server.kill();
    let [failing, local] = replicas(&server.url());
    assert_eq!((failing.outcome("1").await, local.outcome("2").await), (FAILS, WORKS));
    server.restart();
    failing.recovers().await;
    local.recovers().await;
}

#[tokio::test]
async fn a_paused_redis_fails_or_is_replaced_locally() {
    let Some(server) = RedisServer::start() else { return };
    let [failing, local] = replicas(&server.url());
    assert_eq!((failing.outcome("1").await, local.outcome("2").await), (WORKS, WORKS));
    server.command::<()>(&["CLIENT", "PAUSE", "10000", "ALL"]);
    let outcomes = futures::future::join(failing.outcome("3"), local.outcome("4")).await;
    assert_eq!(outcomes, (FAILS, WORKS));
    futures::future::join(failing.recovers(), local.recovers()).await;
    assert_eq!((failing.outcome("5").await, local.outcome("6").await), (WORKS, WORKS));
}

#[tokio::test]
async fn a_full_redis_fails_or_is_replaced_locally() {
    let Some(server) = RedisServer::start() else { return };
    let [failing, local] = replicas(&server.url());
    server.command::<()>(&["CONFIG", "SET", "maxmemory", "1"]);
    assert_eq!((failing.outcome("1").await, local.outcome("2").await), (FAILS, WORKS));
    server.command::<()>(&["CONFIG", "SET", "maxmemory", "0"]);
    failing.recovers().await;
    local.recovers().await;
}

#[tokio::test]
async fn a_redis_that_evicts_forgets_deliveries_but_works() {
    let Some(server) = RedisServer::start() else { return };
    let [failing, _] = replicas(&server.url());
    server.command::<()>(&["CONFIG", "SET", "maxmemory-policy", "allkeys-random"]);
    assert_eq!(failing.outcome("1").await, WORKS);
    server.command::<()>(&["FLUSHALL"]);
    assert_eq!(failing.outcome("1").await, WORKS, "the delivery is handled again");
}

#[tokio::test]
async fn evicted_records_are_the_oldest_and_no_decision_fails() {
    let Some(server) = RedisServer::with(&["--appendonly", "no"]) else { return };
    let Replica { deduplicator, limiter } = Replica::new(&server.url(), WhenUnavailable::Fail);
    let number = |section: &str, name: &str| -> u64 {
        let info: String = server.command(&["INFO", section]);
        info.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().parse().unwrap()
    };
    server.command::<()>(&["CONFIG", "SET", "maxmemory-samples", "64"]);
    server.command::<()>(&["CONFIG", "SET", "maxmemory-policy", "allkeys-lru"]);
    server.command::<()>(&["CONFIG", "SET", "maxmemory", &(number("memory", "used_memory:") + 500_000).to_string()]);
    // Some 600 bytes each: four times what fits.
    for delivery in 0..4000 {
        let name = delivery.to_string();
        let key = key(&name, "w", &name);
        assert_eq!(claim(&deduplicator, &key).await, "new", "{delivery}");
        bounded(deduplicator.complete(&key)).await.unwrap();
        if delivery % 100 == 0 {
            bounded(limiter.acquire(1, after(20_000))).await.unwrap();
        }
    }
    assert!(number("stats", "evicted_keys:") > 1000);
    // Redis counts the time since the last use in seconds, so a single record proves nothing.
    let mut kept = [0, 0];
    for (kept, deliveries) in kept.iter_mut().zip([3900..4000, 0..100]) {
        for delivery in deliveries.map(|delivery: u32| delivery.to_string()) {
            *kept += usize::from(claim(&deduplicator, &key(&delivery, "w", &delivery)).await == "duplicate");
        }
    }
    assert!(kept[0] > 50 && kept[1] < 50, "{} of the newest 100 records were kept, {} of the oldest", kept[0], kept[1]);
}

/// Forwards connections to Redis, and each response 200 ms later.
async fn slow(address: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redis://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(&address).await.unwrap();
            let ((mut from_client, mut to_client), (mut from_server, mut to_server)) =
                (client.into_split(), server.into_split());
            tokio::spawn(async move { tokio::io::copy(&mut from_client, &mut to_server).await });
            tokio::spawn(async move {
                let mut buffer = vec![0; 64 * 1024];
                while let Ok(length @ 1..) = from_server.read(&mut buffer).await {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                    if to_client.write_all(&buffer[..length]).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    url
}

#[tokio::test]
async fn a_slow_redis_works_and_a_deadline_is_kept() {
    let Some(server) = RedisServer::start() else { return };
    let url = slow(server.address()).await;
    let store = Store::open(&url).unwrap().timeout(Duration::from_secs(20));
    let limiter = RedisRateLimiter::new(store.clone(), 1000, Duration::from_secs(1));
    limiter.acquire(1, after(60_000)).await.unwrap();
    // Shorter than a round trip: refused, but Redis does not count as unavailable.
    assert!(limiter.acquire(1, after(50)).await.is_err());
    limiter.acquire(1, after(60_000)).await.unwrap();
}
