//! Checksums that storage hosts send along with a file.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use md5::Md5;
use reqwest::header::HeaderMap;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The checksum of a whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Checksum {
    Sha256(Vec<u8>),
    Md5(Vec<u8>),
}

/// Computes a checksum.
pub(crate) enum Hasher {
    Sha256(Sha256),
    Md5(Md5),
}

impl Checksum {
    /// The strongest checksum in the headers of a response with the whole file.
    pub(crate) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let values = |name: &'static str| headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        let named = |name: &'static str, algorithm: &'static str| {
            values(name).flat_map(|value| value.split(',')).find_map(move |entry| {
                let (key, value) = entry.trim().split_once('=')?;
                key.eq_ignore_ascii_case(algorithm).then(|| value.trim_matches(':'))
            })
        };
        let sha256 = named("repr-digest", "sha-256").or_else(|| named("digest", "sha-256"));
        // The checksum of a file that was uploaded in parts is that of the checksums of its parts.
        let sha256 = sha256.or_else(|| values("x-amz-checksum-sha256").find(|value| !value.contains('-')));
        let md5 =
            named("repr-digest", "md5").or_else(|| named("digest", "md5")).or_else(|| named("x-goog-hash", "md5"));
        let md5 = md5.or_else(|| values("x-ms-blob-content-md5").next()).or_else(|| values("content-md5").next());
        let decoded =
            |value: &str, length: usize| BASE64_STANDARD.decode(value).ok().filter(|bytes| bytes.len() == length);
        let sha256 = sha256.and_then(|value| decoded(value, 32)).map(Self::Sha256);
        sha256.or_else(|| md5.and_then(|value| decoded(value, 16)).map(Self::Md5))
    }

    pub(crate) fn hasher(&self) -> Hasher {
        match self {
            Self::Sha256(_) => Hasher::Sha256(Sha256::new()),
            Self::Md5(_) => Hasher::Md5(Md5::new()),
        }
    }

    pub(crate) fn algorithm(&self) -> &'static str {
        match self {
            Self::Sha256(_) => "SHA-256",
            Self::Md5(_) => "MD5",
        }
    }
}

impl Hasher {
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(hasher) => hasher.update(bytes),
            Self::Md5(hasher) => hasher.update(bytes),
        }
    }

    pub(crate) fn finish(self) -> Checksum {
        match self {
            Self::Sha256(hasher) => Checksum::Sha256(hasher.finalize().to_vec()),
            Self::Md5(hasher) => Checksum::Md5(hasher.finalize().to_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checksum(headers: &[(&'static str, &str)]) -> Option<Checksum> {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        Checksum::from_headers(&headers.collect())
    }

    #[test]
    fn the_strongest_checksum_is_taken() {
        let (md5, sha256) = ("XUFAKrxLKna5cZ2REBfFkg==", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
        let mut hasher = Checksum::Sha256(Vec::new()).hasher();
        hasher.update(b"hel");
        hasher.update(b"lo");
        let hello = hasher.finish();
        let mut hasher = Checksum::Md5(Vec::new()).hasher();
        hasher.update(b"hello");
        let hello_md5 = hasher.finish();
        assert_eq!(checksum(&[("repr-digest", &format!("md5=:{md5}:, sha-256=:{sha256}:"))]), Some(hello.clone()));
        assert_eq!(checksum(&[("x-amz-checksum-sha256", sha256), ("content-md5", md5)]), Some(hello));
        assert_eq!(
            checksum(&[("x-goog-hash", "crc32c=mnG7TA=="), ("x-goog-hash", &format!("md5={md5}"))]),
            Some(hello_md5.clone())
        );
        assert_eq!(checksum(&[("content-md5", md5)]), Some(hello_md5));
        for none in [
            &[][..],
            &[("content-md5", "x")],
            &[("x-amz-checksum-sha256", &format!("{sha256}-3"))],
            &[("digest", "sha-256=AAAA")],
        ] {
            assert_eq!(checksum(none), None, "{none:?}");
        }
    }
}
