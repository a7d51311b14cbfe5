//! Webhook deliveries, recorded in Redis.

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_core::future::BoxFuture;
use realtimekit::webhooks::{
    Claim, DeduplicationPolicy, Deduplicator, DeduplicatorError, DeliveryKey, Lease, MemoryDeduplicator,
};
use redis::Script;

use crate::store::{Store, StoreError, WhenUnavailable, milliseconds};

/// How many deliveries are recorded in memory while Redis is unavailable.
const LOCAL_CAPACITY: usize = 100_000;

/// Records webhook deliveries in Redis, so that each is handled by one of several processes. Clones share it.
///
/// A delivery is claimed with a lease of [`DeduplicationPolicy::lease`]. If the process that claimed it dies, the lease
/// ends, and the delivery is handled by whichever process receives it next: the service sends it again, because it
/// received no 2xx.
///
/// If Redis executes a claim but its response is lost, the delivery cannot be claimed until the lease ends.
#[derive(Clone)]
pub struct RedisDeduplicator {
    shared: Arc<Shared>,
}

struct Shared {
    store: Store,
    policy: DeduplicationPolicy,
    local: Option<MemoryDeduplicator>,
    /// Distinguishes the claims of this process from those of others.
    process: u64,
    claims: AtomicU64,
    claim: Script,
    complete: Script,
    release: Script,
}

impl fmt::Debug for RedisDeduplicator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { store, policy, local, .. } = &*self.shared;
        f.debug_struct("RedisDeduplicator")
            .field("store", store)
            .field("policy", policy)
            .field("local", local)
            .finish_non_exhaustive()
    }
}

impl RedisDeduplicator {
    /// Creates a deduplicator that fails while Redis is unavailable.
    pub fn new(store: Store, policy: DeduplicationPolicy) -> Self {
        Self::with(store, policy, WhenUnavailable::Fail)
    }

    /// Sets what happens while Redis is unavailable. With [`WhenUnavailable::Local`] each process recognises the
    /// deliveries that it handled itself, and a delivery that reaches two processes is handled twice.
    pub fn when_unavailable(self, behaviour: WhenUnavailable) -> Self {
        Self::with(self.shared.store.clone(), self.shared.policy, behaviour)
    }

    fn with(store: Store, policy: DeduplicationPolicy, behaviour: WhenUnavailable) -> Self {
        let local = (behaviour == WhenUnavailable::Local).then(|| MemoryDeduplicator::new(LOCAL_CAPACITY, policy));
        Self {
            shared: Arc::new(Shared {
                store,
                policy,
                local,
                process: RandomState::new().build_hasher().finish(),
                claims: AtomicU64::new(0),
                claim: Script::new(include_str!("scripts/claim.lua")),
                complete: Script::new(include_str!("scripts/complete.lua")),
                release: Script::new(include_str!("scripts/release.lua")),
            }),
        }
    }
}

impl Shared {
    fn keys(&self, key: &DeliveryKey) -> [String; 3] {
        [
            self.store.key("delivery", &key.id_digest()),
            self.store.key("body", &key.body_digest()),
            self.store.key("webhooks", key.body_hash().as_bytes()),
        ]
    }

    async fn claim(&self, key: &DeliveryKey) -> Result<Claim, StoreError> {
        let DeduplicationPolicy { id_age, body_age, lease, webhooks_per_body, .. } = self.policy;
        let token = format!("{:016x}-{}", self.process, self.claims.fetch_add(1, Ordering::Relaxed));
        let arguments = [
            token.clone(),
            milliseconds(lease, 1),
            milliseconds(id_age, 1),
            milliseconds(body_age, 0),
            webhook(key),
            webhooks_per_body.to_string(),
        ];
        let state: u8 = self.store.run(&self.claim, &self.keys(key), &arguments, None).await?;
        Ok(match state {
            0 => Claim::New(Lease::new(token)),
            1 => Claim::InProgress,
            _ => Claim::Duplicate,
        })
    }

    async fn complete(&self, key: &DeliveryKey) -> Result<(), StoreError> {
        let [by_id, by_body, _] = self.keys(key);
        let arguments = [milliseconds(self.policy.id_age, 1)];
        self.store.run(&self.complete, &[by_id, by_body], &arguments, None).await.map(|_: u8| ())
    }

    async fn release(&self, key: &DeliveryKey, lease: &Lease) -> Result<(), StoreError> {
        let arguments = [lease.token().to_owned(), webhook(key)];
        self.store.run(&self.release, &self.keys(key), &arguments, None).await.map(|_: u8| ())
    }
}

/// Stands for the webhook among those of one body.
fn webhook(key: &DeliveryKey) -> String {
    key.body_digest().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Deduplicator for RedisDeduplicator {
    fn claim<'a>(&'a self, key: &'a DeliveryKey) -> BoxFuture<'a, Result<Claim, DeduplicatorError>> {
        Box::pin(async move {
            match (self.shared.claim(key).await, &self.shared.local) {
                (Err(_), Some(local)) => local.claim(key).await,
                (result, _) => Ok(result?),
            }
        })
    }

    fn complete<'a>(&'a self, key: &'a DeliveryKey) -> BoxFuture<'a, Result<(), DeduplicatorError>> {
        Box::pin(async move {
            let result = self.shared.complete(key).await;
            match &self.shared.local {
                // Also if Redis works: it is then recognised while Redis is unavailable.
                Some(local) => local.complete(key).await,
                None => Ok(result?),
            }
        })
    }

    fn release<'a>(&'a self, key: &'a DeliveryKey, lease: &'a Lease) -> BoxFuture<'a, Result<(), DeduplicatorError>> {
        Box::pin(async move {
            // Whichever of the two made the claim knows its token.
            let result = self.shared.release(key, lease).await;
            match &self.shared.local {
                Some(local) => local.release(key, lease).await,
                None => Ok(result?),
            }
        })
    }
}
