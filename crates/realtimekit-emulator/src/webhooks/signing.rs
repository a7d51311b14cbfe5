//! The keys with which webhooks are signed.

use base64::Engine;
use std::sync::{LazyLock, Mutex, PoisonError};

use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature;

/// Two key pairs that belong to all emulators, so that a start takes no time and tests can rotate.
///
/// They are published with this crate and protect nothing: trusting the key of an emulator means trusting everyone. A
/// program must fetch the key from the service that it works with.
static KEYS: LazyLock<[Option<Key>; 2]> = LazyLock::new(|| {
    [
        Key::read(
            include_bytes!("keys/emulator_only_signing_key_1.pk8"),
            include_str!("keys/emulator_only_public_key_1.pem"),
        ),
        Key::read(
            include_bytes!("keys/emulator_only_signing_key_2.pk8"),
            include_str!("keys/emulator_only_public_key_2.pem"),
        ),
    ]
});

struct Key {
    pair: KeyPair,
    public_pem: &'static str,
}

impl Key {
    fn read(private: &[u8], public_pem: &'static str) -> Option<Self> {
        Some(Self { pair: KeyPair::from_pkcs8(private).ok()?, public_pem })
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256, in base64.
    fn sign(&self, body: &[u8]) -> Option<String> {
        let mut bytes = vec![0; self.pair.public().modulus_len()];
        self.pair.sign(&signature::RSA_PKCS1_SHA256, &SystemRandom::new(), body, &mut bytes).ok()?;
        Some(STANDARD.encode(bytes))
    }
}

/// A signature, and which key made it.
#[derive(Debug, Default)]
pub(crate) struct Signature {
    pub(crate) key: Option<usize>,
    pub(crate) text: String,
}

/// The key in use.
#[derive(Debug, Default)]
pub(crate) struct Signer {
    current: Mutex<usize>,
}

impl Signer {
    /// The place of the key in use.
    pub(crate) fn current(&self) -> usize {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The signature of a body; empty when the embedded key cannot be read, which a test rules out.
    pub(crate) fn sign(&self, body: &[u8]) -> Signature {
        let key = self.current();
        let text = KEYS.get(key).and_then(|key| key.as_ref()?.sign(body)).unwrap_or_default();
        Signature { key: Some(key), text }
    }

    pub(crate) fn public_pem(&self) -> &'static str {
        KEYS.get(self.current()).and_then(Option::as_ref).map_or("", |key| key.public_pem)
    }

    /// Goes over to the other key.
    pub(crate) fn rotate(&self) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        *current = (*current + 1) % 2;
    }
}
