//! A deduplicator in memory.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_core::future::BoxFuture;
use tokio::time::Instant;

use super::deduplicator::{Claim, DeduplicationPolicy, Deduplicator, DeduplicatorError, Lease};
use super::delivery::{BodyHash, DeliveryKey};

const CAPACITY: usize = 100_000;

/// Records deliveries in memory, a bounded number for a bounded time. Clones share the records.
#[derive(Clone)]
pub struct MemoryDeduplicator {
    shared: Arc<Shared>,
}

struct Shared {
    capacity: usize,
    policy: DeduplicationPolicy,
    records: Mutex<Records>,
}

impl fmt::Debug for MemoryDeduplicator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { capacity, policy, .. } = &*self.shared;
        f.debug_struct("MemoryDeduplicator").field("capacity", capacity).field("policy", policy).finish_non_exhaustive()
    }
}

impl Default for MemoryDeduplicator {
    /// Keeps 100,000 deliveries with the default [`DeduplicationPolicy`].
    fn default() -> Self {
        Self::new(CAPACITY, DeduplicationPolicy::default())
    }
}

impl MemoryDeduplicator {
    /// Keeps at most `capacity` deliveries; the oldest are dropped first.
    pub fn new(capacity: usize, policy: DeduplicationPolicy) -> Self {
        Self { shared: Arc::new(Shared { capacity, policy, records: Mutex::default() }) }
    }

    fn records(&self) -> MutexGuard<'_, Records> {
        self.shared.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn try_claim(&self, key: &DeliveryKey) -> Claim {
        let Shared { capacity, policy, .. } = &*self.shared;
        let now = Instant::now();
        let mut records = self.records();
        let same = records.same(key, now, policy);
        let mut recorded = same.iter().filter_map(|number| records.by_number.get(number));
        if recorded.clone().any(|record| record.completed) {
            return Claim::Duplicate;
        }
        if recorded.any(|record| record.age(now) < policy.lease) {
            return Claim::InProgress;
        }
        if records.exceeds_webhooks(key, policy) {
            tracing::debug!(webhook.id = key.webhook_id(), "a webhook body was received for too many webhooks");
            return Claim::Duplicate;
        }
        same.iter().for_each(|number| records.remove(*number));
        let number = records.insert(key, now, false);
        records.shrink(*capacity, policy, now);
        Claim::New(Lease::new(number.to_string()))
    }

    fn record_completion(&self, key: &DeliveryKey) {
        let Shared { capacity, policy, .. } = &*self.shared;
        let now = Instant::now();
        let mut records = self.records();
        let number = records.by_id.get(&key.id_digest()).copied();
        match number.and_then(|number| records.by_number.get_mut(&number)) {
            Some(record) => record.completed = true,
            None => {
                records.insert(key, now, true);
                records.shrink(*capacity, policy, now);
            }
        }
    }

    fn give_up(&self, key: &DeliveryKey, lease: &Lease) {
        let mut records = self.records();
        let number = records.by_id.get(&key.id_digest()).copied();
        if let Some(number) = number
            && lease.token() == number.to_string()
            && records.by_number.get(&number).is_some_and(|record| !record.completed)
        {
            records.remove(number);
        }
    }
}

impl Deduplicator for MemoryDeduplicator {
    fn claim<'a>(&'a self, key: &'a DeliveryKey) -> BoxFuture<'a, Result<Claim, DeduplicatorError>> {
        Box::pin(async move { Ok(self.try_claim(key)) })
    }

    fn complete<'a>(&'a self, key: &'a DeliveryKey) -> BoxFuture<'a, Result<(), DeduplicatorError>> {
        Box::pin(async move {
            self.record_completion(key);
            Ok(())
        })
    }

    fn release<'a>(&'a self, key: &'a DeliveryKey, lease: &'a Lease) -> BoxFuture<'a, Result<(), DeduplicatorError>> {
        Box::pin(async move {
            self.give_up(key, lease);
            Ok(())
        })
    }
}

struct Record {
    id: [u8; 32],
    body: [u8; 32],
    body_hash: BodyHash,
    since: Instant,
    completed: bool,
}

impl Record {
    fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.since)
    }
}

#[derive(Default)]
struct Records {
    /// By a number that rises, so that the first is the oldest.
    by_number: BTreeMap<u64, Record>,
    by_id: HashMap<[u8; 32], u64>,
    /// The newest record of each webhook and body.
    by_body: HashMap<[u8; 32], u64>,
    /// For how many webhooks each body is recorded.
    webhooks: HashMap<BodyHash, u32>,
    next: u64,
}

impl Records {
    /// The records of the same delivery: by id, and by body.
    fn same(&self, key: &DeliveryKey, now: Instant, policy: &DeduplicationPolicy) -> Vec<u64> {
        let younger = |number: &u64, age| self.by_number.get(number).is_some_and(|record| record.age(now) < age);
        let by_id = self.by_id.get(&key.id_digest()).copied().filter(|number| younger(number, policy.id_age));
        let by_body = self.by_body.get(&key.body_digest()).copied().filter(|number| younger(number, policy.body_age));
        by_id.into_iter().chain(by_body).collect()
    }

    fn exceeds_webhooks(&self, key: &DeliveryKey, policy: &DeduplicationPolicy) -> bool {
        let webhooks = self.webhooks.get(&key.body_hash()).copied().unwrap_or_default();
        webhooks >= policy.webhooks_per_body && !self.by_body.contains_key(&key.body_digest())
    }

    fn insert(&mut self, key: &DeliveryKey, since: Instant, completed: bool) -> u64 {
        let number = self.next;
        self.next += 1;
        let record =
            Record { id: key.id_digest(), body: key.body_digest(), body_hash: key.body_hash(), since, completed };
        self.by_id.insert(record.id, number);
        if self.by_body.insert(record.body, number).is_none() {
            *self.webhooks.entry(record.body_hash).or_default() += 1;
        }
        self.by_number.insert(number, record);
        number
    }

    fn remove(&mut self, number: u64) {
        let Some(record) = self.by_number.remove(&number) else { return };
        // The entries of a newer record stay.
        if self.by_id.get(&record.id) == Some(&number) {
            self.by_id.remove(&record.id);
        }
        if self.by_body.get(&record.body) == Some(&number) {
            self.by_body.remove(&record.body);
            if let Some(webhooks) = self.webhooks.get_mut(&record.body_hash) {
                *webhooks = webhooks.saturating_sub(1);
                if *webhooks == 0 {
                    self.webhooks.remove(&record.body_hash);
                }
            }
        }
    }

    fn shrink(&mut self, capacity: usize, policy: &DeduplicationPolicy, now: Instant) {
        let oldest = policy.id_age.max(policy.body_age);
        while let Some((number, record)) = self.by_number.first_key_value() {
            if self.by_number.len() <= capacity && record.age(now) < oldest {
                break;
            }
            let number = *number;
            self.remove(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    fn deduplicator(capacity: usize) -> MemoryDeduplicator {
        MemoryDeduplicator::new(capacity, DeduplicationPolicy::default())
    }

    fn key(delivery: &str, webhook: &str, body: &str) -> DeliveryKey {
        DeliveryKey::new(delivery, webhook, BodyHash::of(body.as_bytes()))
    }

    impl MemoryDeduplicator {
        /// Claims a delivery and completes it; returns whether it was new.
        fn handle(&self, delivery: &str, webhook: &str, body: &str) -> bool {
            let key = key(delivery, webhook, body);
            match self.try_claim(&key) {
                Claim::New(_) => {
                    self.record_completion(&key);
                    true
                }
                Claim::Duplicate => false,
                Claim::InProgress => panic!("{key:?} is claimed"),
            }
        }

        fn lease(&self, key: &DeliveryKey) -> Lease {
            match self.try_claim(key) {
                Claim::New(lease) => lease,
                other => panic!("{other:?}"),
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn id_and_body_are_recognised_for_one_webhook() {
        let memory = deduplicator(10);
        assert!(memory.handle("a", "w", "1"));
        assert!(!memory.handle("a", "w", "1"));
        assert!(!memory.handle("a", "w", "2"), "the same id");
        assert!(!memory.handle("b", "w", "1"), "the same body");
        assert!(memory.handle("b", "w", "3"));
        assert!(memory.handle("a", "v", "1"), "another webhook");
        assert!(memory.handle("bw", "", "4") && memory.handle("w", "b", "5"));
    }

    #[tokio::test(start_paused = true)]
    async fn bodies_expire_before_ids() {
        let memory = deduplicator(10);
        assert!(memory.handle("a", "w", "LIVE"));
        advance(Duration::from_secs(59)).await;
        assert!(!memory.handle("b", "w", "LIVE"));
        advance(Duration::from_secs(1)).await;
        assert!(memory.handle("b", "w", "LIVE"), "the stream is live again");
        assert!(!memory.handle("c", "w", "LIVE"));
        assert!(!memory.handle("a", "w", "other") && !memory.handle("b", "w", "other"));
        advance(Duration::from_secs(86_400 - 60)).await;
        assert!(memory.handle("a", "w", "other"));
    }

    #[tokio::test(start_paused = true)]
    async fn bodies_are_not_compared_with_an_age_of_zero() {
        let memory = MemoryDeduplicator::new(10, DeduplicationPolicy::default().body_age(Duration::ZERO));
        assert!(memory.handle("1", "w", "LIVE") && memory.handle("2", "w", "LIVE"));
        assert!(!memory.handle("1", "w", "LIVE") && !memory.handle("2", "w", "LIVE"));
    }

    #[tokio::test(start_paused = true)]
    async fn records_are_bounded_in_number_and_age() {
        let memory = deduplicator(100);
        for number in 0..1000 {
            assert!(memory.handle(&number.to_string(), "w", &number.to_string()));
            let records = memory.records();
            let sizes = [records.by_number.len(), records.by_id.len(), records.by_body.len(), records.webhooks.len()];
            assert!(sizes.iter().all(|size| *size <= 100), "{sizes:?}");
        }
        assert!(!memory.handle("999", "w", "other"));
        assert!(memory.handle("0", "w", "another"), "the oldest is dropped");
        advance(Duration::from_secs(90_000)).await;
        assert!(memory.handle("new", "w", "new"));
        assert_eq!(memory.records().by_number.len(), 1, "records that are too old are dropped");
    }

    #[tokio::test(start_paused = true)]
    async fn a_released_delivery_is_new_again() {
        let memory = deduplicator(2);
        let key = key("a", "w", "1");
        for _ in 0..10 {
            let lease = memory.lease(&key);
            assert_eq!(memory.try_claim(&key), Claim::InProgress);
            memory.give_up(&key, &lease);
        }
        assert!(memory.records().webhooks.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_claim_is_taken_over_when_its_lease_ends() {
        let memory = deduplicator(10);
        let key = key("a", "w", "1");
        let first = memory.lease(&key);
        advance(Duration::from_secs(299)).await;
        assert_eq!(memory.try_claim(&key), Claim::InProgress);
        advance(Duration::from_secs(1)).await;
        let second = memory.lease(&key);
        assert_ne!(first, second);
        memory.give_up(&key, &first);
        assert_eq!(memory.try_claim(&key), Claim::InProgress, "only the holder releases");
        memory.record_completion(&key);
        memory.give_up(&key, &second);
        assert_eq!(memory.try_claim(&key), Claim::Duplicate, "a completed delivery is not released");
    }

    #[tokio::test(start_paused = true)]
    async fn completion_is_recorded_after_the_record_was_dropped() {
        let memory = deduplicator(1);
        let key = key("a", "w", "1");
        memory.lease(&key);
        assert!(memory.handle("b", "w", "2"));
        memory.record_completion(&key);
        assert_eq!(memory.try_claim(&key), Claim::Duplicate);
    }

    #[tokio::test(start_paused = true)]
    async fn a_captured_body_with_invented_ids_displaces_no_other_delivery() {
        let memory = deduplicator(100);
        assert!(memory.handle("genuine", "w", "captured") && memory.handle("other", "w", "other"));
        let accepted = (0..10_000).filter(|n| memory.handle(&n.to_string(), &format!("w{n}"), "captured")).count();
        assert_eq!(accepted, 15, "16 webhooks with the genuine one");
        assert!(!memory.handle("x", "w", "captured") && !memory.handle("y", "w", "other"), "recognised by body");
        assert!(!memory.handle("genuine", "w", "1") && !memory.handle("other", "w", "2"), "recognised by id");
    }

    #[test]
    fn one_of_many_concurrent_claims_is_new() {
        let memory = deduplicator(1000);
        let new: usize = std::thread::scope(|scope| {
            let claim = || {
                let is_new =
                    |n: &u32| matches!(memory.try_claim(&key(&n.to_string(), "w", &n.to_string())), Claim::New(_));
                (0..100).filter(is_new).count()
            };
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(claim)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(new, 100);
    }
}
