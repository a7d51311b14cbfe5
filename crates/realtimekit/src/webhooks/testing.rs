//! Signed deliveries for tests of webhook handlers (feature `webhooks-testing`).
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! use realtimekit::webhooks::{Event, testing::TestSigner};
//!
//! let signer = TestSigner::new();
//! let body = r#"{"event":"meeting.started","meeting":{"id":"my-meeting"}}"#;
//! let headers = signer.headers(body);
//!
//! let delivery = signer.verifier().verify(&headers, body.as_bytes()).await.unwrap();
//! assert!(matches!(delivery.event, Event::MeetingStarted(_)));
//! # });
//! ```

#![allow(clippy::expect_used)] // used in tests only, where a panic is the right response to an impossible failure

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pem_rfc7468::LineEnding;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::keys::PublicKey;
use super::verifier::{Verifier, VerifierBuilder};

/// The keys of the emulator. They are published with this crate and protect nothing.
const KEYS: [&[u8]; 2] =
    [include_bytes!("keys/test_only_signing_key_1.pk8"), include_bytes!("keys/test_only_signing_key_2.pk8")];

/// The webhook id of [`TestSigner::headers`].
pub const WEBHOOK_ID: &str = "0ddba11-0000-4000-8000-7e57ab1e0000";

/// Signs deliveries as the service does, with a published key.
///
/// A verifier that trusts such a key accepts deliveries of anybody: use it in tests only.
pub struct TestSigner {
    pair: KeyPair,
    public: PublicKey,
    public_pem: String,
    next: AtomicU64,
}

impl fmt::Debug for TestSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestSigner").field("public", &self.public).finish_non_exhaustive()
    }
}

impl Default for TestSigner {
    fn default() -> Self {
        Self::new()
    }
}

impl TestSigner {
    /// Creates a signer with the first key of the emulator.
    pub fn new() -> Self {
        Self::embedded(KEYS[0])
    }

    /// Creates a signer with another key: the one that the emulator uses after its key is replaced.
    pub fn another() -> Self {
        Self::embedded(KEYS[1])
    }

    /// Creates a signer with a new key. Generating it takes some tenths of a second.
    pub fn generate() -> Self {
        Self::from_pair(KeyPair::generate(KeySize::Rsa2048).expect("the system has randomness"))
    }

    fn embedded(key: &[u8]) -> Self {
        Self::from_pair(KeyPair::from_pkcs8(key).expect("the embedded keys are good"))
    }

    fn from_pair(pair: KeyPair) -> Self {
        let der: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("an RSA key can be written");
        let public = PublicKey::from_der(der.as_ref()).expect("what was just written can be read");
        Self { public_pem: pem(der.as_ref()), public, pair, next: AtomicU64::new(1) }
    }

    /// Returns the public key.
    pub fn public_key(&self) -> PublicKey {
        self.public.clone()
    }

    /// Returns the public key in PEM.
    pub fn public_key_pem(&self) -> &str {
        &self.public_pem
    }

    /// Returns the JSON document that the service publishes, with this key.
    pub fn well_known(&self) -> String {
        let data = serde_json::json!({ "publicKey": self.public_pem });
        serde_json::json!({ "success": true, "data": data, "message": "" }).to_string()
    }

    /// Returns a verifier that trusts this key.
    pub fn verifier(&self) -> Verifier {
        self.verifier_builder().build().expect("a fixed key needs nothing that could fail")
    }

    /// Starts to configure a verifier that trusts this key.
    pub fn verifier_builder(&self) -> VerifierBuilder {
        Verifier::builder().public_key(self.public_key())
    }

    /// Returns the value of `rtk-signature` for a body.
    pub fn sign(&self, body: impl AsRef<[u8]>) -> String {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let signed = self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), body.as_ref(), &mut signature);
        signed.expect("the buffer has the length of a signature");
        STANDARD.encode(signature)
    }

    /// Returns the headers of a delivery, with a new id and [`WEBHOOK_ID`].
    pub fn headers(&self, body: impl AsRef<[u8]>) -> HeaderMap {
        let id = format!("7e57de11-0000-4000-8000-{:012x}", self.next.fetch_add(1, Ordering::Relaxed));
        self.headers_of(&id, WEBHOOK_ID, body)
    }

    /// Returns the headers of a delivery with these ids.
    ///
    /// # Panics
    ///
    /// Panics if an id is not valid in a header.
    pub fn headers_of(&self, delivery_id: &str, webhook_id: &str, body: impl AsRef<[u8]>) -> HeaderMap {
        let value = |text: &str| HeaderValue::from_str(text).expect("ids are printable ASCII");
        HeaderMap::from_iter([
            (HeaderName::from_static("content-type"), HeaderValue::from_static("application/json")),
            (HeaderName::from_static("rtk-signature"), value(&self.sign(body))),
            (HeaderName::from_static("rtk-uuid"), value(delivery_id)),
            (HeaderName::from_static("rtk-webhook-id"), value(webhook_id)),
        ])
    }
}

pub(super) fn pem(der: &[u8]) -> String {
    pem_rfc7468::encode_string("PUBLIC KEY", LineEnding::LF, der).expect("a public key is short")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_keys_are_readable() {
        for signer in [TestSigner::new(), TestSigner::another()] {
            assert_eq!(signer.public_key(), PublicKey::from_pem(signer.public_key_pem()).unwrap());
        }
    }

    #[tokio::test]
    async fn a_generated_key_signs() {
        let (one, other) = (TestSigner::generate(), TestSigner::new());
        let body = r#"{"event":"new"}"#;
        assert!(one.verifier().verify(&one.headers(body), body.as_bytes()).await.is_ok());
        assert!(other.verifier().verify(&one.headers(body), body.as_bytes()).await.is_err());
    }
}
