//! Responses to all operations: nothing panics, what is read serialises, and an error names its operation and its place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use realtimekit_api::operations;
use realtimekit_api::test_support::decode;

// The first byte chooses the operation, its highest bit whether the rest is the whole body or what `data` holds.
fuzz_target!(|input: &[u8]| {
    let Some((first, rest)) = input.split_first() else { return };
    let operation = operations::ALL[usize::from(first & 0x7f) % operations::ALL.len()];
    let body = if first & 0x80 == 0 {
        rest.to_vec()
    } else {
        [b"{\"success\":true,\"data\":".as_slice(), rest, b"}"].concat()
    };
    match decode(operation.id, &body).expect("the operation is in the table") {
        Ok(decoded) => {
            let exposed = decoded.data.exposed();
            assert!(!exposed.is_null(), "{} was read and cannot be written", operation.id);
            // What was written is read again to the same. Lists come out of their objects, which are not written.
            let again = [b"{\"data\":".as_slice(), exposed.to_string().as_bytes(), b"}"].concat();
            let again = decode(operation.id, &again).expect("the operation is in the table");
            let again = again.expect("what was written can be read").data.exposed();
            assert_eq!(again, exposed, "{}", operation.id);
        }
        Err(error) => {
            assert_eq!(error.operation(), operation.id);
            assert!(error.to_string().starts_with(operation.id));
        }
    }
});
