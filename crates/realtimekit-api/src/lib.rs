//! Low-level client of the Cloudflare RealtimeKit REST API, generated from `openapi/realtimekit.yaml`.
//!
//! Most programs want the crate `realtimekit`, which adds builders, page streams, retries and error kinds on top of
//! this one. Use this crate directly to control every byte that is sent.
//!
//! Each operation is a function of [`Client`] that checks the identifiers, builds the request and returns a [`Call`]
//! without sending it. A call can be inspected, changed, sent with [`Call::send`], or taken apart with
//! [`Call::into_parts`] and sent by other means; [`decode`] then reads the answer.
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
//! What is generated lies in `src/generated/`; everything beside it is written by hand.

#![warn(missing_docs)]
// Nothing that a caller or the service sends may end the program.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod analytics;
mod call;
pub mod check;
pub mod decode;
mod error;
#[cfg(feature = "events")]
mod event;
pub mod explicit_null;
#[rustfmt::skip] // formatted by the generator, which needs no rustfmt
mod generated;
mod meeting_replace;
mod open_enum;
mod operation;
mod paging;
mod path;
mod plugin_config;
mod preset_definition;
mod recording_download;
mod secret;
#[cfg(feature = "events")]
mod stop_reason;
mod storage_config;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod test_support;
mod timestamp;

pub use analytics::{AppAnalytics, LivestreamAnalytics};
pub use call::{Call, Client, RawResponse, Response};
pub use error::{Error, InvalidId};
#[cfg(feature = "events")]
pub use event::EventError;
#[cfg(feature = "events")]
pub use generated::events::Event;
pub use generated::types;
pub use operation::{Operation, Pagination};
pub use paging::Paging;
pub use path::path_segment;
pub use recording_download::{RecordingDownload, TrackDownload};
pub use secret::{Exposed, Secret, censored};
pub use timestamp::{InvalidTimestamp, Timestamp};

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
