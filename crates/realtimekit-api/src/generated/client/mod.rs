// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! One function for each operation, by resource.

mod active_session;
mod analytics;
mod apps;
mod livestreams;
mod meetings;
mod participants;
mod presets;
mod recordings;
mod sessions;
mod webhooks;
