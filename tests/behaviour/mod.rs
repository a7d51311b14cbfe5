//! Documented and observed behaviour of the service that differs from its documents.
//!
//! Other places: pages that ignore a parameter in `paging.rs`, the headers of limits in `limits.rs`, files and links
//! after 7 days in the tests of the emulator, storage rules next to `StorageConfig`, webhook deliveries next to the client.

mod envelopes;
mod errors;
mod requests;
mod responses;
mod values;

use realtimekit::Timestamp;
use serde_json::{Value, json};

const TIME: &str = "2026-05-11T16:00:09.000Z";

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn data(data: Value) -> Value {
    json!({ "success": true, "data": data })
}
