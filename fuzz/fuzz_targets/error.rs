//! Responses that are failures: nothing panics, and the error can be printed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use realtimekit::test_support::error_of;

// Two bytes are the status, the next ones up to a zero the value of the headers that are read, the rest is the body.
fuzz_target!(|input: &[u8]| {
    let [high, low, rest @ ..] = input else { return };
    let status = 100 + u16::from_le_bytes([*high, *low]) % 900;
    let (value, body) = match rest.iter().position(|byte| *byte == 0) {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (&rest[..0], rest),
    };
    let names: [&[u8]; 6] =
        [b"retry-after", b"ratelimit", b"ratelimit-policy", b"x-ratelimit-reset", b"cf-ray", b"content-type"];
    let headers = names.map(|name| (name, value));
    let error = error_of(status, &headers, body).expect("the status exists");
    let text = format!("{error} {error:?}");
    assert!(!text.is_empty());
    assert!(error.messages().iter().all(|message| error.message().is_some() || message.text.is_empty()));
});
