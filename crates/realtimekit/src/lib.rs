// On this page the links of the README lead to the items of this version.
//! [`Client`]: Client
//! [`Error`]: Error
//! [`Page`]: Page
//! [`Request`]: Request
//! [`Secret`]: Secret
//! [`requests`]: requests
//! [`resources`]: resources
//! [setup]: guide::setup
//! [join]: guide::join
//! [end]: guide::end
//! [files]: guide::files
//! [transcripts]: guide::transcripts
//! [webhooks]: guide::webhooks
//! [limits]: guide::limits
//! [testing]: guide::testing
//! [scaling]: guide::scaling
//! [deviations]: guide::deviations
//! [rtk]: guide::rtk
//! [migrating]: guide::migrating
//!
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs)]
// No input of a caller or of the service may cause a panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod ahead;
mod awaited;
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
pub mod guide;
mod jitter;
#[cfg(feature = "jobs")]
pub mod jobs;
#[cfg(feature = "rate-limiter")]
mod limiter;
mod operation;
mod options;
#[cfg(feature = "jobs")]
mod order;
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
mod time_limit;
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
pub use realtimekit_api::{Endpoint, Exposed, Redacted, Secret, Timestamp, operations};
pub use request::Request;
/// The HTTP library whose types some functions take, in the matching version.
pub use reqwest;
pub use response::RawResponse;
pub use retry::RetryPolicy;

/// The types of the API: results, and the objects in requests. They are plain data: [`Meeting`](types::Meeting) is what was
/// received, [`MeetingHandle`](resources::MeetingHandle) is the way to the requests about it.
pub mod types {
    #[cfg(feature = "webhooks")]
    pub use realtimekit_api::WebhookStopReason;
    pub use realtimekit_api::types::*;
    pub use realtimekit_api::{AppAnalytics, LivestreamAnalytics, Paging, RecordingDownload, TrackDownload};
}

/// The examples of the README are compiled with the tests.
#[cfg(all(doctest, feature = "axum", feature = "object-store"))]
#[doc = include_str!("../README.md")]
mod readme {}
