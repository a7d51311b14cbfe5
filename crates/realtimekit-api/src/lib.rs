//! Low-level client of the Cloudflare RealtimeKit REST API, generated from `openapi/realtimekit.yaml`.
//!
//! Most programs want the crate `realtimekit`, which adds builders, page streams, retries and error kinds on top of
//! this one. Use this crate directly to control every byte that is sent.
//!
//! Each operation is a function of [`Client`] that checks the identifiers, builds the request and returns a [`Call`]
//! without sending it. A call can be inspected, changed, sent with [`Call::send`], or taken apart with
//! [`Call::into_parts`] and sent by other means; [`decode`] then reads the response.
//!
//! ```no_run
//! # async fn run() -> Result<(), realtimekit_api::Error> {
//! use realtimekit_api::{Client, types::MeetingCreate};
//!
//! let http = reqwest::Client::new(); // with an `Authorization` default header, in a real program
//! let client = Client::new("https://api.cloudflare.com/client/v4", http);
//! let body = MeetingCreate::new().title("Weekly sync");
//! let meeting = client.meetings_create("account-id", "app-id", &body)?.send().await?;
//! println!("{}", meeting.data.id);
//! # Ok(())
//! # }
//! ```
//!
//! `src/generated/` is generated; everything else is hand-written.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs)]
// No input of a caller and no response of the service may cause a panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod call;
pub mod check;
pub mod decode;
mod encode;
mod endpoint;
mod error;
#[cfg(feature = "events")]
mod event;
#[rustfmt::skip] // formatted by the generator, which needs no rustfmt
mod generated;
mod inputs;
mod invalid_id;
mod operation;
mod paging;
mod path;
mod response;
mod shapes;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod test_support;
mod values;

pub use call::{Call, Client};
pub use encode::Encode;
pub use endpoint::Endpoint;
pub use error::Error;
#[cfg(feature = "events")]
pub use event::EventError;
#[cfg(feature = "events")]
pub use generated::events::Event;
pub use generated::types;
pub use invalid_id::InvalidId;
pub use operation::{Operation, Pagination};
pub use paging::Paging;
pub use path::path_segment;
pub use response::{RawResponse, Response};
#[cfg(feature = "events")]
pub use shapes::WebhookStopReason;
pub use shapes::{AppAnalytics, LivestreamAnalytics, RecordingDownload, TrackDownload};
#[doc(hidden)]
pub use values::redacted;
pub use values::{Exposed, InvalidTimestamp, Redacted, Secret, Timestamp};
pub(crate) use values::{open_enum, record};

/// JSON schemas of all types, by their names.
#[cfg(feature = "schemars")]
pub fn schemas() -> serde_json::Map<String, serde_json::Value> {
    let mut generator = schemars::SchemaGenerator::default();
    generated::schemas::register(&mut generator);
    generator.take_definitions(true)
}

/// The operation table: one entry for each operation of the API.
pub mod operations {
    pub use crate::generated::operations::*;
    pub use crate::operation::{Operation, Pagination};
}
