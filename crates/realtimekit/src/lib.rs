//! SDK for [Cloudflare RealtimeKit](https://developers.cloudflare.com/realtime/realtimekit/): video meetings from a
//! Rust backend.
//!
//! ```no_run
//! # async fn run() -> Result<(), realtimekit::Error> {
//! let client = realtimekit::Client::from_env()?; // CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN
//! let app = client.app("my-app-id");
//!
//! let meeting = app.meetings().create().title("Weekly sync").send().await?;
//! let mary = app.meeting(&meeting.id).participants().add("user-42", "group_call_host").name("Mary Sue").send().await?;
//! println!("token for the browser of Mary: {} characters", mary.token.expose().len());
//!
//! let mut meetings = app.meetings().list().search("sync").stream();
//! while let Some(meeting) = meetings.try_next().await? {
//!     println!("{}", meeting.id);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Structure
//!
//! * [`Client`] holds the connection pool, the credentials and the policies. It is cheap to clone.
//! * Handles such as [`resources::Meetings`] lead to the operations: `client.app(id).meeting(id).participants()`. They
//!   do no I/O.
//! * Each operation is a [`Request`]: optional inputs are setters, [`send`](Request::send) sends it. For a list, `send`
//!   returns one [`Page`], and [`all`](Request::all), [`stream`](Request::stream) and [`pages`](Request::pages) the whole.
//! * Tasks of several requests are [`jobs`]: ensure, join, end, and others.
//! * Results are plain structs of [`types`]; every failure is an [`Error`].
//!
//! # Features
//!
//! | feature | default | what it does |
//! |---|---|---|
//! | `rustls` | yes | TLS by rustls |
//! | `native-tls` | no | TLS by the library of the platform |
//! | `gzip` | no | accepts compressed responses |
//! | `rate-limiter` | no | a client-side rate limiter, `RateLimiter` |
//! | `files` | no | lists files of recordings and sessions, parses transcripts, chats and summaries: module `files` |
//! | `download` | no | downloads files, exports sessions: `files::Download`, `SessionHandle::export_to` |
//! | `object-store` | no | archives recordings into S3, R2, GCS, Azure or a folder: `Recordings::archive` |
//! | `webhooks` | no | receives webhooks: module `webhooks` |
//! | `axum` | no | receives webhooks in an axum server: module `webhooks::receiver` |
//! | `webhooks-testing` | no | signs deliveries in tests: module `webhooks::testing` |
//! | `schemars` | no | JSON schemas of all types |

#![warn(missing_docs)]
// No input of a caller or of the service may cause a panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod ahead;
mod base_url;
mod budget;
mod client;
mod core;
mod credentials;
mod decoding;
mod dry_run;
mod error;
#[cfg(feature = "files")]
pub mod files;
mod gate;
#[rustfmt::skip] // formatted by the generator, which needs no rustfmt
mod generated;
mod jitter;
pub mod jobs;
#[cfg(feature = "rate-limiter")]
mod limiter;
mod operation;
mod options;
mod page;
mod page_options;
mod paging;
mod rate_limit_headers;
mod raw_request;
mod redact;
mod request;
pub mod requests;
pub mod resources;
mod response;
mod retry;
mod spans;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod test_support;
mod transport;
#[cfg(feature = "webhooks")]
pub mod webhooks;

pub use client::{Client, ClientBuilder};
pub use dry_run::DryRun;
pub use error::{ApiMessage, Error, ErrorKind, GaveUp};
#[cfg(feature = "rate-limiter")]
pub use limiter::{Limiter, LimiterError, LimiterFuture, RateLimiter};
pub use page::Page;
pub use paging::{Pages, Stream};
pub use rate_limit_headers::RateLimit;
pub use raw_request::RawRequest;
pub use realtimekit_api::{Exposed, Redacted, Secret, Timestamp, operations};
pub use request::Request;
/// The HTTP library whose types some functions take, in the matching version.
pub use reqwest;
pub use response::RawResponse;
pub use retry::RetryPolicy;

/// The types of the API: results, and the objects in requests.
pub mod types {
    #[cfg(feature = "webhooks")]
    pub use realtimekit_api::WebhookStopReason;
    pub use realtimekit_api::types::*;
    pub use realtimekit_api::{AppAnalytics, LivestreamAnalytics, Paging, RecordingDownload, TrackDownload};
}

/// The examples of the README are compiled with the tests.
#[cfg(all(doctest, feature = "axum", feature = "webhooks-testing"))]
#[doc = include_str!("../README.md")]
mod readme {}
