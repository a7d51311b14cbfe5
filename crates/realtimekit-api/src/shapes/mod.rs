//! Hand-written types, and methods of generated types that the OpenAPI document cannot describe.

mod analytics;
mod plugin_config;
mod preset_definition;
mod recording_download;
#[cfg(feature = "events")]
mod stop_reason;
mod storage_config;

pub use analytics::{AppAnalytics, LivestreamAnalytics};
pub use recording_download::{RecordingDownload, TrackDownload};
#[cfg(feature = "events")]
pub use stop_reason::WebhookStopReason;
