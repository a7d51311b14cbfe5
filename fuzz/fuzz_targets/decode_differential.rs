//! The reader of the decoder and `serde_json` read the same values from the same texts and refuse the same texts, but for
//! halves of surrogate pairs, which the reader replaces.
#![no_main]

use libfuzzer_sys::fuzz_target;
use realtimekit_api::test_support::read_json;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let read = read_json(text.as_bytes());
    match serde_json::from_str::<Value>(text) {
        Ok(expected) => assert_eq!(read, Some(expected)),
        // A number that no `f64` holds is an unreadable value, which the decoder leaves out.
        Err(error) if error.to_string().starts_with("number out of range") => {}
        Err(_) => assert!(read.is_none() || text.to_ascii_lowercase().contains("\\ud")),
    }
});
