//! A verified delivery and the key that identifies it.

use std::fmt;

use aws_lc_rs::digest::{Context, Digest, SHA256, digest};
use realtimekit_api::Event;

/// A delivery whose signature was verified.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Delivery {
    /// Identifier of the delivery, from a header, which is not signed.
    pub id: String,
    /// Identifier of the webhook, from a header, which is not signed.
    pub webhook_id: String,
    /// The event in the body.
    pub event: Event,
    /// SHA-256 of the body: recognises a delivery that is sent again under another id.
    pub body_hash: BodyHash,
}

impl Delivery {
    /// Returns the key under which a [`Deduplicator`](super::Deduplicator) records the delivery.
    pub fn key(&self) -> DeliveryKey {
        DeliveryKey::new(&self.id, &self.webhook_id, self.body_hash)
    }
}

/// SHA-256 of a body. Prints as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BodyHash([u8; 32]);

impl BodyHash {
    /// Hashes a body.
    pub fn of(body: &[u8]) -> Self {
        Self::from_digest(&digest(&SHA256, body))
    }

    /// Returns the bytes of the hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn from_digest(digest: &Digest) -> Self {
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(digest.as_ref()).for_each(|(to, from)| *to = *from);
        Self(bytes)
    }
}

impl fmt::Display for BodyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for BodyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Identifies a delivery: its id, the webhook it was sent to, and the hash of its body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DeliveryKey {
    delivery_id: String,
    webhook_id: String,
    body_hash: BodyHash,
}

impl DeliveryKey {
    /// Creates a key; [`Delivery::key`] does it for a delivery.
    pub fn new(delivery_id: impl Into<String>, webhook_id: impl Into<String>, body_hash: BodyHash) -> Self {
        Self { delivery_id: delivery_id.into(), webhook_id: webhook_id.into(), body_hash }
    }

    /// Returns the identifier of the delivery.
    pub fn delivery_id(&self) -> &str {
        &self.delivery_id
    }

    /// Returns the identifier of the webhook.
    pub fn webhook_id(&self) -> &str {
        &self.webhook_id
    }

    /// Returns the hash of the body.
    pub fn body_hash(&self) -> BodyHash {
        self.body_hash
    }

    /// Returns SHA-256 of the webhook and the delivery id: a name of fixed length for stores that index by id.
    pub fn id_digest(&self) -> [u8; 32] {
        self.digest(0, self.delivery_id.as_bytes())
    }

    /// Returns SHA-256 of the webhook and the body: a name of fixed length for stores that index by body.
    pub fn body_digest(&self) -> [u8; 32] {
        self.digest(1, self.body_hash.as_bytes())
    }

    fn digest(&self, kind: u8, identity: &[u8]) -> [u8; 32] {
        let mut context = Context::new(&SHA256);
        context.update(&[kind]);
        // The length separates the webhook id from the bytes that follow it.
        context.update(&(self.webhook_id.len() as u64).to_be_bytes());
        context.update(self.webhook_id.as_bytes());
        context.update(identity);
        BodyHash::from_digest(&context.finish()).0
    }
}
