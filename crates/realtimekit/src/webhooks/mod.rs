//! Receiving webhooks: is a delivery genuine, what does it tell, and has it been seen before?
//!
//! ```no_run
//! # async fn run(headers: reqwest::header::HeaderMap, body: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
//! use realtimekit::webhooks::{Event, Verifier};
//!
//! let verifier = Verifier::new()?; // once for the whole program; fetches the key of the service when it is needed
//! let delivery = verifier.verify(&headers, &body).await?; // the bytes as they came, not JSON written anew
//! match delivery.event {
//!     Event::MeetingStarted(event) => println!("{} has begun", event.meeting.id),
//!     Event::RecordingStatusUpdate(event) => println!("recording: {}", event.recording.status),
//!     other => println!("{}", other.name()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What a signature proves, and what it does not
//!
//! The service signs the bytes of the body with RSA (PKCS #1 v1.5) and SHA-256. The headers are not signed, and neither
//! is a time. So whoever once saw a delivery can send it again, under another id. What follows from it:
//!
//! * Use a [`Deduplicator`]. It recognises a delivery by its id, and for a short time by its body, since the service
//!   itself has been seen to use another id when it sent again.
//! * Name your webhooks with [`VerifierBuilder::webhook_ids`], or else a delivery that is sent again in the name of
//!   another webhook counts as new.
//! * All customers of the service share one key. A signature proves that the service wrote the body, not that it is
//!   about your app: look up what the event names before you act on it.
//!
//! # What to answer
//!
//! | outcome | answer | what the service does |
//! |---|---|---|
//! | handled, or seen before | 2xx | nothing more |
//! | not genuine | 401 | nothing more |
//! | your handler failed, or the key could not be fetched | 5xx | sends it again later |
//!
//! [`VerifyError::status`] says which one. The order of deliveries is not guaranteed.
//!
//! Nothing that is genuine is refused because of one odd field: an event that this version does not know, or cannot read,
//! is [`Event::Unknown`] with its JSON. [`Event::unreadable`] tells what could not be read.
//!
//! With axum, [`axum::receive`] does all of it; see [the example][example].
//!
//! [example]: https://github.com/realtimekit-rs/realtimekit/blob/main/crates/realtimekit/examples/webhook_receiver.rs

#[cfg(feature = "axum")]
pub mod axum;
mod dedup;
mod der;
mod key_cache;
mod keys;
#[cfg(any(feature = "webhooks-testing", test))]
pub mod testing;
mod verifier;

pub use dedup::{Deduplicator, MemoryDeduplicator};
pub use key_cache::FetchError;
pub use keys::{KeyError, PublicKey};
pub use realtimekit_api::{Event, EventError};
pub use verifier::{BodyHash, Delivery, Headers, Verifier, VerifierBuilder, VerifyError};
