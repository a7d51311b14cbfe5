//! The public key that verifies deliveries.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::digest::Digest;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaParameters};
use pem_rfc7468::Decoder;
use serde::Deserialize;

/// Accepted lengths of the modulus in bits.
const BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// Longest accepted PEM text in bytes.
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

/// The reason why a key was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// The text is not PEM, or its base64 is damaged.
    Pem,
    /// The PEM block is not a public key, for example a private key or a certificate.
    NotPublic,
    /// The bytes are not the DER of an RSA public key.
    NotRsa,
    /// The key has fewer than 2048 bits, which is not secure.
    TooShort {
        /// Length of the key in bits.
        bits: usize,
    },
    /// The key has more than 8192 bits.
    TooLong {
        /// Length of the key in bits.
        bits: usize,
    },
    /// The published JSON document has no text in `data.publicKey`.
    Document,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pem => f.write_str("the key is not PEM (expected one block from BEGIN PUBLIC KEY to END PUBLIC KEY)"),
            Self::NotPublic => f.write_str("the PEM block is not a public key"),
            Self::NotRsa => f.write_str("the key is not an RSA public key in DER"),
            Self::TooShort { bits } => write!(f, "the key has {bits} bits, but must have at least 2048"),
            Self::TooLong { bits } => write!(f, "the key has {bits} bits, but must have at most 8192"),
            Self::Document => f.write_str("the key document has no text in `data.publicKey`"),
        }
    }
}

impl std::error::Error for KeyError {}

/// The JSON document at `/.well-known/webhooks.json`.
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
    /// Fails if the text is not the PEM of an RSA public key of 2048 to 8192 bits; see [`KeyError`].
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        if pem.len() > LONGEST {
            return Err(KeyError::Pem);
        }
        let mut decoder = Decoder::new_detect_wrap(pem.trim().as_bytes()).map_err(|_| KeyError::Pem)?;
        let mut der = Vec::new();
        decoder.decode_to_end(&mut der).map_err(|_| KeyError::Pem)?;
        match decoder.type_label() {
            "PUBLIC KEY" | "RSA PUBLIC KEY" => Self::from_der(&der),
            _ => Err(KeyError::NotPublic),
        }
    }

    /// Reads a key in DER: a `SubjectPublicKeyInfo` or an `RSAPublicKey`.
    ///
    /// # Errors
    ///
    /// As [`from_pem`](Self::from_pem).
    pub fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let key = rsa::PublicKey::from_der(der).map_err(|_| KeyError::NotRsa)?;
        let bits = RsaParameters::public_modulus_len(key.as_ref()).map_err(|_| KeyError::NotRsa)?;
        let bits = usize::try_from(bits).map_err(|_| KeyError::NotRsa)?;
        if bits < *BITS.start() {
            return Err(KeyError::TooShort { bits });
        }
        if bits > *BITS.end() {
            return Err(KeyError::TooLong { bits });
        }
        let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.as_ref()).map_err(|_| KeyError::NotRsa)?;
        Ok(Self { inner: Arc::new(Inner { key, bits }) })
    }

    /// Reads a key from the JSON document that the service publishes at
    /// `https://api.realtime.cloudflare.com/.well-known/webhooks.json`.
    ///
    /// # Errors
    ///
    /// As [`from_pem`](Self::from_pem).
    pub fn from_well_known(document: &[u8]) -> Result<Self, KeyError> {
        let document: Document = serde_json::from_slice(document).map_err(|_| KeyError::Document)?;
        Self::from_pem(&document.data.public_key)
    }

    /// Returns the length of the key in bits.
    pub fn bits(&self) -> usize {
        self.inner.bits
    }

    /// Returns the length of its signatures in bytes.
    pub(super) fn signature_length(&self) -> usize {
        self.bits().div_ceil(8)
    }

    /// Verifies a signature over a SHA-256 digest.
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

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
    use aws_lc_rs::rsa::{KeyPair, KeySize};
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::webhooks::testing::{TestSigner, pem};

    const OPENSSL_1024: &str = include_str!("../../tests/webhooks/openssl_1024_public_key.pem");
    const OPENSSL_RSA: &str = include_str!("../../tests/webhooks/openssl_rsa_public_key.pem");
    const OPENSSL_SPKI: &str = include_str!("../../tests/webhooks/openssl_public_key.pem");

    #[test]
    fn both_forms_of_a_key_are_read() {
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
    fn a_damaged_or_unsuitable_key_is_refused_with_the_reason() {
        let read = |text: &str| PublicKey::from_pem(text).unwrap_err();
        assert_eq!(read(OPENSSL_1024), KeyError::TooShort { bits: 1024 });
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let der: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        assert_eq!(read(&pem(der.as_ref())), KeyError::NotRsa);
        assert_eq!(read(&OPENSSL_SPKI.replace("PUBLIC KEY", "PRIVATE KEY")), KeyError::NotPublic);
        assert_eq!(read(&OPENSSL_SPKI.replace("PUBLIC KEY", "CERTIFICATE")), KeyError::NotPublic);
        assert_eq!(read(&OPENSSL_SPKI.replace("END PUBLIC", "END RSA PUBLIC")), KeyError::Pem);
        assert_eq!(read(&OPENSSL_SPKI.repeat(2)), KeyError::Pem);
        assert_eq!(read(&OPENSSL_SPKI.replacen("IDAQAB", "IDAQA", 1)), KeyError::Pem);
        for text in ["", "key", "-----BEGIN PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY", "\0"] {
            assert_eq!(read(text), KeyError::Pem, "{text}");
        }
        assert_eq!(read("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"), KeyError::Pem);
        assert_eq!(read(&" ".repeat(LONGEST + 1)), KeyError::Pem);
        for document in ["", "{}", r#"{"data":{}}"#, r#"{"data":{"publicKey":7}}"#, &"[".repeat(10_000)] {
            assert_eq!(PublicKey::from_well_known(document.as_bytes()).unwrap_err(), KeyError::Document);
        }
    }

    #[test]
    fn a_key_over_8192_bits_is_refused() {
        // 8193 bits: an odd number with its highest bit alone in a byte.
        let modulus = [&[1][..], &[0; 1023], &[1]].concat();
        let integer = [&[2, 0x82, 4, 1][..], &modulus].concat();
        let exponent = [2, 3, 1, 0, 1];
        let content = [&integer[..], &exponent].concat();
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        let der = [&[0x30, 0x82][..], &length, &content].concat();
        assert_eq!(PublicKey::from_der(&der).unwrap_err(), KeyError::TooLong { bits: 8193 });
    }

    #[test]
    fn a_key_with_a_flipped_bit_does_not_verify() {
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
                    // A bit outside of the modulus and the exponent can leave the key as it is.
                    let is_same = key == signer.public_key();
                    assert!(is_same || !key.verifies(&digest, &signature), "bit {bit} of byte {index}");
                }
                Err(_) => refused += 1,
            }
        }
        assert!(refused > 500 && other > 500, "{refused} refused, {other} read as another key");
    }
}
