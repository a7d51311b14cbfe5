use std::time::Duration;

use realtimekit::webhooks::{BodyHash, Claim, DeduplicationPolicy, Deduplicator, DeliveryKey, Lease};
use realtimekit_redis::{RedisDeduplicator, Store};

use crate::server::RedisServer;

pub fn key(delivery: &str, webhook: &str, body: &str) -> DeliveryKey {
    DeliveryKey::new(delivery, webhook, BodyHash::of(body.as_bytes()))
}

fn deduplicator(server: &RedisServer, policy: DeduplicationPolicy) -> RedisDeduplicator {
    let store = Store::open(&server.url()).unwrap().timeout(Duration::from_secs(10));
    RedisDeduplicator::new(store, policy)
}

async fn lease(deduplicator: &RedisDeduplicator, key: &DeliveryKey) -> Lease {
    match deduplicator.claim(key).await.unwrap() {
        Claim::New(lease) => lease,
        other => panic!("{other:?}"),
    }
}

/// Claims a delivery and completes it; returns whether it was new.
async fn handle(deduplicator: &RedisDeduplicator, delivery: &str, webhook: &str, body: &str) -> bool {
    let key = key(delivery, webhook, body);
    match deduplicator.claim(&key).await.unwrap() {
        Claim::New(_) => {
            deduplicator.complete(&key).await.unwrap();
            true
        }
        Claim::Duplicate => false,
        Claim::InProgress => panic!("{key:?} is claimed"),
    }
}

#[tokio::test]
async fn id_and_body_are_recognised_by_all_replicas() {
    let Some(server) = RedisServer::start() else { return };
    let [one, other] = [(); 2].map(|()| deduplicator(&server, DeduplicationPolicy::default()));
    assert!(handle(&one, "a", "w", "1").await);
    assert!(!handle(&other, "a", "w", "1").await);
    assert!(!handle(&other, "a", "w", "2").await, "the same id");
    assert!(!handle(&other, "b", "w", "1").await, "the same body");
    assert!(handle(&other, "b", "w", "3").await);
    assert!(handle(&other, "a", "v", "1").await, "another webhook");
}

#[tokio::test]
async fn bodies_are_not_compared_with_an_age_of_zero() {
    let Some(server) = RedisServer::start() else { return };
    let one = deduplicator(&server, DeduplicationPolicy::default().body_age(Duration::ZERO));
    assert!(handle(&one, "1", "w", "LIVE").await && handle(&one, "2", "w", "LIVE").await);
    assert!(!handle(&one, "1", "w", "LIVE").await);
}

#[tokio::test]
async fn a_released_delivery_is_new_again() {
    let Some(server) = RedisServer::start() else { return };
    let [one, other] = [(); 2].map(|()| deduplicator(&server, DeduplicationPolicy::default()));
    let key = key("a", "w", "1");
    for _ in 0..3 {
        let lease = lease(&one, &key).await;
        assert_eq!(other.claim(&key).await.unwrap(), Claim::InProgress);
        one.release(&key, &lease).await.unwrap();
    }
    assert!(server.command::<Vec<String>>(&["KEYS", "*"]).is_empty());
}

#[tokio::test]
async fn a_claim_is_taken_over_when_its_lease_ends() {
    let Some(server) = RedisServer::start() else { return };
    let dying = deduplicator(&server, DeduplicationPolicy::default().lease(Duration::from_millis(1)));
    let other = deduplicator(&server, DeduplicationPolicy::default());
    let key = key("a", "w", "1");
    let lost = lease(&dying, &key).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    let held = lease(&other, &key).await;
    dying.release(&key, &lost).await.unwrap();
    assert_eq!(other.claim(&key).await.unwrap(), Claim::InProgress, "only the holder releases");
    dying.complete(&key).await.unwrap();
    other.release(&key, &held).await.unwrap();
    assert_eq!(other.claim(&key).await.unwrap(), Claim::Duplicate, "a completed delivery is not released");
}

#[tokio::test]
async fn a_captured_body_with_invented_webhooks_is_new_a_limited_number_of_times() {
    let Some(server) = RedisServer::start() else { return };
    let one = deduplicator(&server, DeduplicationPolicy::default());
    assert!(handle(&one, "genuine", "w", "captured").await);
    let mut accepted = 0;
    for n in 0..100 {
        accepted += usize::from(handle(&one, &n.to_string(), &format!("w{n}"), "captured").await);
    }
    assert_eq!(accepted, 15, "16 webhooks with the genuine one");
}

#[tokio::test]
async fn all_keys_expire_share_one_slot_and_contain_no_ids() {
    let Some(server) = RedisServer::start() else { return };
    let store = Store::open(&server.url()).unwrap().prefix("mine").timeout(Duration::from_secs(10));
    let one = RedisDeduplicator::new(store, DeduplicationPolicy::default());
    assert!(handle(&one, "the-delivery", "the-webhook", "1").await);
    assert!(matches!(one.claim(&key("another", "the-webhook", "2")).await.unwrap(), Claim::New(_)));
    let keys: Vec<String> = server.command(&["KEYS", "*"]);
    assert_eq!(keys.len(), 6, "{keys:?}");
    for key in keys {
        assert!(key.starts_with("{mine}:") && !key.contains("the-"), "{key}");
        assert!(server.command::<i64>(&["PTTL", &key]) > 0, "{key} has no expiry");
    }
}
