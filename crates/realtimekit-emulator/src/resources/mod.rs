//! The operations, one file for each resource.

pub(crate) mod active_session;
pub(crate) mod analytics;
pub(crate) mod apps;
pub(crate) mod handlers;
pub(crate) mod livestreams;
pub(crate) mod meetings;
pub(crate) mod merging;
pub(crate) mod participants;
pub(crate) mod peer_report;
pub(crate) mod presets;
pub(crate) mod recordings;
pub(crate) mod sessions;
pub(crate) mod stock_presets;
pub(crate) mod timeline;
pub(crate) mod transcripts;
pub(crate) mod webhooks;
