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
//! # How it is built
//!
//! * [`Client`] holds the connection pool, the credentials and the policies. It is cheap to clone.
//! * Handles such as [`resources::Meetings`] lead to the operations: `client.app(id).meeting(id).participants()`. They
//!   do no I/O.
//! * Each operation gives a [`Request`]: optional inputs are setters, [`send`](Request::send) sends it. Lists have
//!   [`pages`](Request::pages) and [`stream`](Request::stream) too.
//! * Results are plain structs of [`types`]; every failure is an [`Error`].
//!
//! # Features
//!
//! | feature | default | what it does |
//! |---|---|---|
//! | `rustls` | yes | TLS by rustls |
//! | `native-tls` | no | TLS by the library of the platform |
//! | `gzip` | no | accepts compressed answers |
//! | `rate-limiter` | no | a limiter on the client's side, `RateLimiter` |
//! | `webhooks` | no | receives webhooks: module `webhooks` |
//! | `axum` | no | receives webhooks in an axum server: module `webhooks::receiver` |
//! | `webhooks-testing` | no | signs deliveries in tests: module `webhooks::testing` |
//! | `schemars` | no | JSON schemas of all types |

#![warn(missing_docs)]
// Nothing that a caller or the service sends may end the program.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod client;
mod error;
#[rustfmt::skip] // formatted by the generator, which needs no rustfmt
mod generated;
mod paging;
mod rate_limit;
#[cfg(feature = "rate-limiter")]
mod rate_limiter;
mod request;
pub mod resources;
mod retry;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod test_support;
mod transport;
#[cfg(feature = "webhooks")]
pub mod webhooks;

pub use client::{Client, ClientBuilder};
pub use error::{ApiMessage, Error, ErrorKind};
pub use paging::{Page, Pages, Stream};
pub use rate_limit::RateLimit;
#[cfg(feature = "rate-limiter")]
pub use rate_limiter::RateLimiter;
pub use realtimekit_api::{
    AppAnalytics, Exposed, LivestreamAnalytics, Operation, Paging, RecordingDownload, Redacted, Secret, Timestamp,
    TrackDownload, operations, types,
};
pub use request::{DryRun, RawRequest, RawResponse, Request};
/// The HTTP library whose types some functions take, in the version that fits.
pub use reqwest;
pub use retry::RetryPolicy;

/// The operations as types: what [`Request`] is made of.
pub mod requests {
    pub use crate::generated::active_session::*;
    pub use crate::generated::analytics::*;
    pub use crate::generated::apps::*;
    pub use crate::generated::livestreams::*;
    pub use crate::generated::meetings::*;
    pub use crate::generated::participants::*;
    pub use crate::generated::presets::*;
    pub use crate::generated::recordings::*;
    pub use crate::generated::sessions::*;
    pub use crate::generated::webhooks::*;
    pub use crate::request::{Operation, Paged};
}

/// The examples of the README are compiled with the tests.
#[cfg(all(doctest, feature = "axum", feature = "webhooks-testing"))]
#[doc = include_str!("../../../README.md")]
mod readme {}
