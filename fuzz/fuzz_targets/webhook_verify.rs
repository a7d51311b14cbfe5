//! No delivery is accepted but those that the test key signed, and nothing panics.
//!
//! The input is cut at its zero bytes into signature, id of the delivery, id of the webhook, a key in PEM, and the body.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use realtimekit::webhooks::testing::TestSigner;
use realtimekit::webhooks::{PublicKey, Verifier};

struct Fixed {
    signer: TestSigner,
    verifier: Verifier,
    runtime: tokio::runtime::Runtime,
}

static FIXED: LazyLock<Fixed> = LazyLock::new(|| {
    let signer = TestSigner::new();
    let verifier = signer.verifier_builder().accept_old_headers().build().expect("a fixed key is enough");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime without drivers");
    Fixed { signer, verifier, runtime }
});

fuzz_target!(|input: &[u8]| {
    let mut parts = input.splitn(5, |byte| *byte == 0);
    let mut next = || parts.next().unwrap_or_default();
    let (signature, id, webhook, key, body) = (next(), next(), next(), next(), next());
    let Fixed { signer, verifier, runtime } = &*FIXED;
    for prefix in ["rtk", "dyte"] {
        let headers = [
            (format!("{prefix}-signature"), signature),
            (format!("{prefix}-uuid"), id),
            (format!("{prefix}-webhook-id"), webhook),
        ];
        if runtime.block_on(verifier.verify(&headers, body)).is_ok() {
            // The signature of a body is always the same.
            assert_eq!(signature, signer.sign(body).as_bytes());
        }
    }
    let _ = PublicKey::from_der(key);
    let _ = PublicKey::from_well_known(key);
    if let Some(other) = std::str::from_utf8(key).ok().and_then(|key| PublicKey::from_pem(key).ok()) {
        assert!((2048..=8192).contains(&other.bits()));
    }
});
