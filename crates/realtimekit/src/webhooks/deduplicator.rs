//! The trait that recognises deliveries that are sent again.

use std::sync::Arc;
use std::time::Duration;

use futures_core::future::BoxFuture;

use super::delivery::DeliveryKey;

/// The error of a [`Deduplicator`], as reported by its store.
pub type DeduplicatorError = Box<dyn std::error::Error + Send + Sync>;

/// Records deliveries in order to recognise the ones that are sent again.
///
/// The service sends a delivery again if the response was a failure or was lost, and has been observed to change the id
/// when it did. Two deliveries are the same if their webhook and their ids agree, or if their webhook and their bodies
/// agree within [`DeduplicationPolicy::body_age`].
///
/// That age is short because the same body can report something new: a livestream is `LIVE`, `OFFLINE` and `LIVE` again,
/// a recording is paused a second time, and the body contains no time. Within the age the second event is
/// taken for the first and lost; after it, a delivery that is sent again under another id is handled twice. If your
/// handler tolerates the latter, set the age to zero.
///
/// A delivery is first *claimed*, and *completed* or *released* after the handler ran. A claim is a lease: if the process
/// that holds it dies, the delivery can be claimed again when the lease ends. A handler that runs longer than the lease
/// can run twice.
///
/// [`MemoryDeduplicator`](super::MemoryDeduplicator) serves one process. If several processes receive deliveries, or a
/// restart must not lose the records, keep them in a shared store. The best place is the database that holds the effects
/// of your events: record the delivery in the same transaction, and both happen or neither does. For PostgreSQL:
///
/// ```sql
/// CREATE TABLE webhook_delivery (
///     webhook_id    text        NOT NULL,
///     delivery_id   text        NOT NULL,
///     body_hash     bytea,       -- null once bodies are no longer compared
///     lease         bigint      GENERATED ALWAYS AS IDENTITY,
///     claimed_until timestamptz, -- null once completed
///     received_at   timestamptz NOT NULL DEFAULT now(),
///     PRIMARY KEY (webhook_id, delivery_id),
///     UNIQUE (webhook_id, body_hash)
/// );
///
/// -- claim, in one transaction. After a minute the same body reports something new:
/// UPDATE webhook_delivery SET body_hash = NULL
///     WHERE webhook_id = $1 AND body_hash = $3 AND received_at < now() - interval '1 minute';
/// -- a lease that ended no longer counts:
/// DELETE FROM webhook_delivery
///     WHERE webhook_id = $1 AND (delivery_id = $2 OR body_hash = $3) AND claimed_until < now();
/// -- a returned row is `Claim::New` with its lease:
/// INSERT INTO webhook_delivery (webhook_id, delivery_id, body_hash, claimed_until)
///     VALUES ($1, $2, $3, now() + interval '5 minutes') ON CONFLICT DO NOTHING RETURNING lease;
/// -- otherwise `Claim::Duplicate` if this is true, and `Claim::InProgress` if not:
/// SELECT bool_or(claimed_until IS NULL) FROM webhook_delivery
///     WHERE webhook_id = $1 AND (delivery_id = $2 OR body_hash = $3);
///
/// -- complete:
/// UPDATE webhook_delivery SET claimed_until = NULL WHERE webhook_id = $1 AND delivery_id = $2;
///
/// -- release:
/// DELETE FROM webhook_delivery
///     WHERE webhook_id = $1 AND delivery_id = $2 AND lease = $4 AND claimed_until IS NOT NULL;
///
/// -- from time to time:
/// DELETE FROM webhook_delivery WHERE received_at < now() - interval '7 days';
/// ```
///
/// The crate [`realtimekit-redis`](https://docs.rs/realtimekit-redis/latest/realtimekit_redis/index.html) implements it for Redis and Valkey.
///
/// The methods return boxed futures, so that `dyn Deduplicator` works; implement them with `Box::pin(async move { … })`.
pub trait Deduplicator: Send + Sync {
    /// Claims a delivery. Of several concurrent claims of the same delivery at most one is [`Claim::New`].
    ///
    /// # Errors
    ///
    /// Fails if the store fails. The delivery must then not be handled.
    fn claim<'a>(&'a self, key: &'a DeliveryKey) -> BoxFuture<'a, Result<Claim, DeduplicatorError>>;

    /// Records that a delivery was handled, even if the lease has ended since.
    ///
    /// # Errors
    ///
    /// Fails if the store fails. The delivery may then be handled again after its lease.
    fn complete<'a>(&'a self, key: &'a DeliveryKey) -> BoxFuture<'a, Result<(), DeduplicatorError>>;

    /// Gives up a claim because the handler failed, so that the delivery is new when it is sent again. Does nothing if
    /// the lease has been taken over by another claim, or the delivery was completed.
    ///
    /// # Errors
    ///
    /// Fails if the store fails. The delivery can then be claimed again after its lease.
    fn release<'a>(&'a self, key: &'a DeliveryKey, lease: &'a Lease) -> BoxFuture<'a, Result<(), DeduplicatorError>>;
}

impl<D: Deduplicator + ?Sized> Deduplicator for Arc<D> {
    fn claim<'a>(&'a self, key: &'a DeliveryKey) -> BoxFuture<'a, Result<Claim, DeduplicatorError>> {
        (**self).claim(key)
    }

    fn complete<'a>(&'a self, key: &'a DeliveryKey) -> BoxFuture<'a, Result<(), DeduplicatorError>> {
        (**self).complete(key)
    }

    fn release<'a>(&'a self, key: &'a DeliveryKey, lease: &'a Lease) -> BoxFuture<'a, Result<(), DeduplicatorError>> {
        (**self).release(key, lease)
    }
}

/// The result of [`Deduplicator::claim`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The delivery is new and now claimed: handle it, then complete or release it.
    New(Lease),
    /// The delivery was handled before: respond with 2xx.
    Duplicate,
    /// The delivery is being handled: respond with 5xx, so that it is sent again and not lost if that handler fails.
    InProgress,
}

/// Identifies a claim, so that only its holder can release it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease(String);

impl Lease {
    /// Creates a lease from a token of the store that is unique among the claims of a delivery.
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// Returns the token.
    pub fn token(&self) -> &str {
        &self.0
    }
}

/// How long a [`Deduplicator`] of this project keeps its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeduplicationPolicy {
    /// How long ids are recognised: 24 hours by default. How long the service keeps sending again is not documented.
    pub id_age: Duration,
    /// How long bodies are recognised: 1 minute by default. With [`Duration::ZERO`] bodies are not compared.
    pub body_age: Duration,
    /// How long a claim lasts unless it is completed or released: 5 minutes by default.
    pub lease: Duration,
    /// How many webhooks one body is accepted for within [`id_age`](Self::id_age); deliveries for further webhooks are
    /// duplicates. 16 by default.
    ///
    /// Headers are not signed, so a captured body can be sent again in the name of any number of webhooks. The limit
    /// prevents such a flood from displacing the records of other deliveries.
    pub webhooks_per_body: u32,
}

impl Default for DeduplicationPolicy {
    fn default() -> Self {
        Self {
            id_age: Duration::from_secs(24 * 3600),
            body_age: Duration::from_secs(60),
            lease: Duration::from_secs(5 * 60),
            webhooks_per_body: 16,
        }
    }
}

impl DeduplicationPolicy {
    /// Sets [`id_age`](Self::id_age).
    pub fn id_age(mut self, age: Duration) -> Self {
        self.id_age = age;
        self
    }

    /// Sets [`body_age`](Self::body_age).
    pub fn body_age(mut self, age: Duration) -> Self {
        self.body_age = age;
        self
    }

    /// Sets [`lease`](Self::lease).
    pub fn lease(mut self, duration: Duration) -> Self {
        self.lease = duration;
        self
    }

    /// Sets [`webhooks_per_body`](Self::webhooks_per_body).
    pub fn webhooks_per_body(mut self, webhooks: u32) -> Self {
        self.webhooks_per_body = webhooks;
        self
    }
}
