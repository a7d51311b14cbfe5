//! Receives webhooks: verifies deliveries, reads their events, and recognises duplicates.
//!
//! ```no_run
//! # async fn run(
//! #     webhook_id: &str, headers: reqwest::header::HeaderMap, body: Vec<u8>,
//! # ) -> Result<(), Box<dyn std::error::Error>> {
//! use realtimekit::webhooks::{Event, Verifier};
//!
//! // One verifier for the whole process: it fetches the key of the service when it is needed.
//! let verifier = Verifier::builder().webhook_ids([webhook_id]).build()?;
//! let delivery = verifier.verify(&headers, &body).await?; // the bytes as they were received, not re-encoded JSON
//! match delivery.event {
//!     Event::MeetingStarted(event) => println!("{} has started", event.meeting.id),
//!     Event::RecordingStatusUpdate(event) => println!("recording: {:?}", event.recording.status),
//!     other => println!("{}", other.name()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What a signature proves
//!
//! The service signs the bytes of the body with RSA (PKCS #1 v1.5) and SHA-256. It signs neither the headers nor a time,
//! so anybody who has seen a delivery can send it again under another id. Therefore:
//!
//! * Use a [`Deduplicator`]. It recognises a delivery by its id, and for a short time by its body, because the service
//!   itself has been observed to change the id when it sends again.
//! * Name your webhooks with [`VerifierBuilder::webhook_ids`]. Otherwise a delivery that is sent again in the name of
//!   another webhook is new.
//! * All customers of the service share one key. A signature proves that the service wrote the body, not that it is
//!   about your app: look up what the event names before you act on it.
//!
//! # Responses
//!
//! | outcome | response | the service |
//! |---|---|---|
//! | handled, or handled before | 2xx | is done |
//! | not genuine | 401 | is done |
//! | the handler failed, or the key could not be fetched | 5xx | sends the delivery again |
//!
//! [`VerifyError::status`] returns the status. The order of deliveries is not guaranteed.
//!
//! A genuine delivery is not refused because of an unreadable field: an optional one becomes `None`. An event that this
//! version does not know, or whose identity is missing, is [`Event::Unknown`] with its JSON.
//! [`Event::unreadable`] returns the reason.
//!
//! With axum, `receiver::receive` (feature `axum`) does all of it; see the example `webhook_receiver` of this crate.

mod deduplicator;
mod delivery;
mod headers;
mod key_cache;
mod keys;
mod memory;
#[cfg(feature = "axum")]
pub mod receiver;
#[cfg(any(feature = "webhooks-testing", test))]
pub mod testing;
mod verifier;
mod verify_error;

pub use deduplicator::{Claim, DeduplicationPolicy, Deduplicator, DeduplicatorError, Lease};
pub use delivery::{BodyHash, Delivery, DeliveryKey};
pub use headers::Headers;
pub use key_cache::FetchError;
pub use keys::{KeyError, PublicKey};
pub use memory::MemoryDeduplicator;
pub use realtimekit_api::{Event, EventError};
pub use verifier::{Verifier, VerifierBuilder};
pub use verify_error::VerifyError;
