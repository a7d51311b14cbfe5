//! The public key with which deliveries are verified.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::digest::Digest;
use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::der;

/// Lengths of keys that are accepted, in bits of the modulus.
const BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// Longest text of a key that is read.
const LONGEST: usize = 64 * 1024;

/// An RSA public key.
#[derive(Clone)]
pub struct PublicKey {
    inner: Arc<Inner>,
}

struct Inner {
    key: ParsedPublicKey,
    bits: usize,
}

/// Why something is no key for deliveries.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// The text is not PEM, or its base64 is damaged.
    Pem,
    /// The PEM holds something else than a public key, such as a private key or a certificate.
    NotPublic,
    /// The bytes are not the DER of a public key.
    Der,
    /// The key is not for RSA signatures of PKCS #1.
    Algorithm {
        /// What it is for.
        found: &'static str,
    },
    /// The key is too short to be trusted: fewer than 2048 bits.
    TooShort {
        /// Length of the key.
        bits: usize,
    },
    /// The key is longer than 8192 bits.
    TooLong {
        /// Length of the key.
        bits: usize,
    },
    /// The document of the well-known address is not of the expected form.
    Document,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pem => f.write_str("the key is not PEM: a block from BEGIN PUBLIC KEY to END PUBLIC KEY is expected"),
            Self::NotPublic => f.write_str("the PEM does not hold a public key"),
            Self::Der => f.write_str("the key is not the DER of an RSA public key"),
            Self::Algorithm { found } => write!(f, "the key is for {found}, an RSA key is expected"),
            Self::TooShort { bits } => write!(f, "the key has {bits} bits, at least 2048 are expected"),
            Self::TooLong { bits } => write!(f, "the key has {bits} bits, at most 8192 are expected"),
            Self::Document => f.write_str("the document does not hold a key in `data.publicKey`"),
        }
    }
}

impl std::error::Error for KeyError {}

/// The document at `/.well-known/webhooks.json`.
#[derive(Deserialize)]
struct Document {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    #[serde(rename = "publicKey")]
    public_key: String,
}

impl PublicKey {
    /// Reads a key in PEM: `BEGIN PUBLIC KEY` as the service publishes it, or `BEGIN RSA PUBLIC KEY`.
    ///
    /// # Errors
    ///
    /// Every mistake has an error of its own.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let (label, body) = block(pem)?;
        let bytes = STANDARD.decode(body).map_err(|_| KeyError::Pem)?;
        match label {
            "PUBLIC KEY" => Self::from_der(&bytes),
            "RSA PUBLIC KEY" => Self::from_rsa(&bytes),
            _ => Err(KeyError::NotPublic),
        }
    }

    /// Reads a key in DER, as a `SubjectPublicKeyInfo`.
    ///
    /// # Errors
    ///
    /// As [`from_pem`](Self::from_pem).
    pub fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        Self::from_rsa(der::rsa_of_spki(der)?)
    }

    /// Reads a key out of the document that the service publishes at
    /// `https://api.realtime.cloudflare.com/.well-known/webhooks.json`.
    ///
    /// # Errors
    ///
    /// As [`from_pem`](Self::from_pem).
    pub fn from_well_known(document: &[u8]) -> Result<Self, KeyError> {
        let document: Document = serde_json::from_slice(document).map_err(|_| KeyError::Document)?;
        Self::from_pem(&document.data.public_key)
    }

    fn from_rsa(der: &[u8]) -> Result<Self, KeyError> {
        let bits = der::modulus_bits(der)?;
        if bits < *BITS.start() {
            return Err(KeyError::TooShort { bits });
        }
        if bits > *BITS.end() {
            return Err(KeyError::TooLong { bits });
        }
        let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der).map_err(|_| KeyError::Der)?;
        Ok(Self { inner: Arc::new(Inner { key, bits }) })
    }

    /// Length of the key in bits.
    pub fn bits(&self) -> usize {
        self.inner.bits
    }

    /// Length of its signatures in bytes.
    pub(super) fn signature_length(&self) -> usize {
        self.bits().div_ceil(8)
    }

    /// Whether a signature is one of this key over what was hashed with SHA-256.
    pub(super) fn verifies(&self, digest: &Digest, signature: &[u8]) -> bool {
        self.inner.key.verify_digest_sig(digest, signature).is_ok()
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.inner.key.as_ref() == other.inner.key.as_ref()
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicKey").field("bits", &self.bits()).finish_non_exhaustive()
    }
}

/// Label and base64 of the only block of a PEM text.
fn block(pem: &str) -> Result<(&str, String), KeyError> {
    if pem.len() > LONGEST {
        return Err(KeyError::Pem);
    }
    let blank = |letter| matches!(letter, ' ' | '\t' | '\r' | '\n');
    let mut lines = pem.trim_matches(blank).lines().map(|line| line.trim_matches(blank));
    let label = lines.next().and_then(|line| line.strip_prefix("-----BEGIN ")?.strip_suffix("-----"));
    let label = label.ok_or(KeyError::Pem)?;
    let end = lines.next_back().and_then(|line| line.strip_prefix("-----END ")?.strip_suffix("-----"));
    if end != Some(label) {
        return Err(KeyError::Pem);
    }
    Ok((label, lines.collect()))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
    use aws_lc_rs::rsa::{KeyPair, KeySize};
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

    use super::*;
    use crate::webhooks::testing::{TestSigner, pem};

    const OPENSSL_1024: &str = include_str!("../../tests/webhooks/openssl_1024_public_key.pem");
    const OPENSSL_RSA: &str = include_str!("../../tests/webhooks/openssl_rsa_public_key.pem");
    const OPENSSL_SPKI: &str = include_str!("../../tests/webhooks/openssl_public_key.pem");

    #[test]
    fn keys_are_read_in_both_forms() {
        let spki = PublicKey::from_pem(OPENSSL_SPKI).unwrap();
        assert_eq!(spki, PublicKey::from_pem(OPENSSL_RSA).unwrap());
        assert_eq!((spki.bits(), spki.signature_length()), (2048, 256));
        for text in [format!("\r\n {OPENSSL_SPKI}\n\n"), OPENSSL_SPKI.replace('\n', "\r\n"), OPENSSL_SPKI.trim().into()]
        {
            assert_eq!(PublicKey::from_pem(&text).unwrap(), spki);
        }
        let document = serde_json::json!({ "success": true, "data": { "publicKey": OPENSSL_SPKI }, "message": "" });
        assert_eq!(PublicKey::from_well_known(document.to_string().as_bytes()).unwrap(), spki);
    }

    #[test]
    fn longer_keys_are_read() {
        let pair = KeyPair::generate(KeySize::Rsa3072).unwrap();
        let der: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        assert_eq!(PublicKey::from_der(der.as_ref()).unwrap().bits(), 3072);
    }

    #[test]
    fn every_mistake_has_its_error() {
        let read = |text: &str| PublicKey::from_pem(text).unwrap_err();
        assert_eq!(read(OPENSSL_1024), KeyError::TooShort { bits: 1024 });
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let der: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        assert_eq!(read(&pem(der.as_ref())), KeyError::Algorithm { found: "an elliptic curve" });
        assert_eq!(read(&OPENSSL_SPKI.replace("PUBLIC KEY", "PRIVATE KEY")), KeyError::NotPublic);
        assert_eq!(read(&OPENSSL_SPKI.replace("PUBLIC KEY", "CERTIFICATE")), KeyError::NotPublic);
        assert_eq!(read(&OPENSSL_SPKI.replace("END PUBLIC", "END RSA PUBLIC")), KeyError::Pem);
        assert_eq!(read(&OPENSSL_SPKI.replace("PUBLIC KEY", "RSA PUBLIC KEY")), KeyError::Der);
        assert_eq!(read(&OPENSSL_RSA.replace("RSA PUBLIC KEY", "PUBLIC KEY")), KeyError::Der);
        assert_eq!(read(&OPENSSL_SPKI.repeat(2)), KeyError::Pem);
        assert_eq!(read(&OPENSSL_SPKI.replacen("IDAQAB", "IDAQA", 1)), KeyError::Pem);
        for text in ["", "key", "-----BEGIN PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY", "\0"] {
            assert_eq!(read(text), KeyError::Pem, "{text}");
        }
        assert_eq!(read("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"), KeyError::Der);
        assert_eq!(read(&" ".repeat(LONGEST + 1)), KeyError::Pem);
        for document in ["", "{}", r#"{"data":{}}"#, r#"{"data":{"publicKey":7}}"#, &"[".repeat(10_000)] {
            assert_eq!(PublicKey::from_well_known(document.as_bytes()).unwrap_err(), KeyError::Document);
        }
    }

    #[test]
    fn a_key_that_is_too_long_is_refused() {
        // 8193 bits: an odd number with its highest bit set in a byte of its own.
        let modulus = [&[1][..], &[0; 1023], &[1]].concat();
        let integer = [&[2, 0x82, 4, 1][..], &modulus].concat();
        let exponent = [2, 3, 1, 0, 1];
        let content = [&integer[..], &exponent].concat();
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        let der = [&[0x30, 0x82][..], &length, &content].concat();
        assert_eq!(PublicKey::from_rsa(&der).unwrap_err(), KeyError::TooLong { bits: 8193 });
    }

    #[test]
    fn no_flipped_bit_of_a_key_goes_unnoticed() {
        let signer = TestSigner::new();
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, b"{}");
        let signature = STANDARD.decode(signer.sign(b"{}")).unwrap();
        let pem = signer.public_key_pem();
        assert!(PublicKey::from_pem(pem).unwrap().verifies(&digest, &signature));
        let (mut refused, mut other) = (0, 0);
        for (index, bit) in (0..pem.len()).flat_map(|index| (0..7).map(move |bit| (index, bit))) {
            let mut flipped = pem.as_bytes().to_vec();
            flipped[index] ^= 1 << bit;
            match PublicKey::from_pem(std::str::from_utf8(&flipped).unwrap()) {
                Ok(key) => {
                    other += 1;
                    assert!(!key.verifies(&digest, &signature), "bit {bit} of byte {index}");
                }
                Err(_) => refused += 1,
            }
        }
        assert!(refused > 500 && other > 500, "{refused} refused, {other} read as another key");
    }
}
