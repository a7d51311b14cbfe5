//! A cluster of three masters.

use std::time::{Duration, Instant};

use realtimekit::Limiter;
use realtimekit::webhooks::{Claim, DeduplicationPolicy, Deduplicator};
use realtimekit_redis::{RedisDeduplicator, RedisRateLimiter, Store};

use crate::deduplicator::key;
use crate::server::{RedisServer, free_port};

const MASTERS: usize = 3;
const SLOTS: usize = 16_384;

/// Starts the masters; prints the reason and returns `None` if that is not possible.
async fn cluster() -> Option<Vec<RedisServer>> {
    let mut nodes = Vec::new();
    for _ in 0..MASTERS {
        let bus = free_port().to_string();
        let options = ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-port", &bus];
        nodes.push((RedisServer::with(&options)?, bus));
    }
    for (number, (node, _)) in nodes.iter().enumerate() {
        let [first, last] = [SLOTS * number / MASTERS, SLOTS * (number + 1) / MASTERS - 1].map(|slot| slot.to_string());
        node.command::<()>(&["CLUSTER", "ADDSLOTSRANGE", &first, &last]);
        let (other, bus) = &nodes[0];
        if number > 0 {
            node.command::<()>(&["CLUSTER", "MEET", "127.0.0.1", &other.port().to_string(), bus]);
        }
    }
    let nodes: Vec<_> = nodes.into_iter().map(|(node, _)| node).collect();
    until_all_slots_are_served(&nodes).await;
    Some(nodes)
}

async fn until_all_slots_are_served(nodes: &[RedisServer]) {
    let start = Instant::now();
    let is_ready = |node: &RedisServer| {
        let info: String = node.command(&["CLUSTER", "INFO"]);
        info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3")
    };
    while !nodes.iter().all(is_ready) {
        assert!(start.elapsed() < Duration::from_secs(60), "the cluster does not come up");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn store(nodes: &[RedisServer], prefix: &str) -> Store {
    let urls: Vec<_> = nodes.iter().map(RedisServer::url).collect();
    let store = Store::open_cluster(urls.iter().map(String::as_str)).await.unwrap();
    store.prefix(prefix).timeout(Duration::from_secs(10))
}

fn after(seconds: u64) -> Instant {
    Instant::now() + Duration::from_secs(seconds)
}

/// Which of the nodes have keys.
fn nodes_with_keys(nodes: &[RedisServer]) -> Vec<bool> {
    nodes.iter().map(|node| node.command::<u64>(&["DBSIZE"]) > 0).collect()
}

#[tokio::test]
async fn all_keys_of_a_prefix_are_on_one_node_and_the_prefixes_share_the_nodes() {
    let Some(nodes) = cluster().await else { return };
    for number in 0..12 {
        let store = store(&nodes, &format!("account-{number}")).await;
        let [one, other] = [(); 2].map(|()| RedisRateLimiter::new(store.clone(), 2, Duration::from_secs(3600)));
        one.acquire(1, after(60)).await.unwrap();
        other.acquire(1, after(60)).await.unwrap();
        assert!(one.acquire(1, after(60)).await.unwrap_err().wait().is_some(), "the limit is shared");
        other.penalty(after(3600)).await;

        let [one, other] = [(); 2].map(|()| RedisDeduplicator::new(store.clone(), DeduplicationPolicy::default()));
        let key = key("a", "w", "1");
        let Claim::New(lease) = one.claim(&key).await.unwrap() else { panic!("the delivery is new") };
        assert_eq!(other.claim(&key).await.unwrap(), Claim::InProgress);
        one.release(&key, &lease).await.unwrap();
        assert!(matches!(other.claim(&key).await.unwrap(), Claim::New(_)));
        other.complete(&key).await.unwrap();
        assert_eq!(one.claim(&key).await.unwrap(), Claim::Duplicate);
        if number == 0 {
            assert_eq!(nodes_with_keys(&nodes).into_iter().filter(|has| *has).count(), 1);
        }
    }
    assert_eq!(nodes_with_keys(&nodes), [true; MASTERS]);
}

#[tokio::test]
async fn a_node_that_is_killed_and_restarted_is_used_again() {
    let Some(mut nodes) = cluster().await else { return };
    let store = store(&nodes, "mine").await.timeout(Duration::from_secs(3));
    let deduplicator = RedisDeduplicator::new(store, DeduplicationPolicy::default());
    let handled = key("a", "w", "1");
    assert!(matches!(deduplicator.claim(&handled).await.unwrap(), Claim::New(_)));
    deduplicator.complete(&handled).await.unwrap();
    let holder = nodes_with_keys(&nodes).into_iter().position(|has| has).unwrap();
    nodes[holder].kill();
    let new = key("b", "w", "2");
    let decision = tokio::time::timeout(Duration::from_secs(60), deduplicator.claim(&new));
    assert!(decision.await.expect("a decision does not hang").is_err());
    nodes[holder].restart();
    until_all_slots_are_served(&nodes).await;
    let start = Instant::now();
    loop {
        match deduplicator.claim(&handled).await {
            Ok(claim) => break assert_eq!(claim, Claim::Duplicate, "the records are persistent"),
            Err(error) => assert!(start.elapsed() < Duration::from_secs(60), "{error}"),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
