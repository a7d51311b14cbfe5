// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The request of each operation, by resource: `active-session`, `analytics`, `apps`, `livestreams`, `meetings`, `participants`, `presets`, `recordings`, `sessions`, `webhooks`.

pub mod active_session;

pub mod analytics;

pub mod apps;

pub mod livestreams;

pub mod meetings;

pub mod participants;

pub mod presets;

pub mod recordings;

pub mod sessions;

pub mod webhooks;
