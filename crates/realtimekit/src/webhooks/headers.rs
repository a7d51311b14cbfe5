//! The headers of a delivery.

use std::collections::HashMap;
use std::hash::BuildHasher;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderMap;

use super::verify_error::VerifyError;

/// Lengths in bytes of the signatures of accepted keys.
const SIGNATURE_BYTES: std::ops::RangeInclusive<usize> = 256..=1024;

/// Longest signature in base64.
const SIGNATURE_TEXT: usize = 1368;

/// Longest identifier in bytes.
const LONGEST_ID: usize = 128;

/// The names of the headers.
#[derive(Clone, Copy)]
struct Names {
    signature: &'static str,
    delivery: &'static str,
    webhook: &'static str,
}

const NAMES: Names = Names { signature: "rtk-signature", delivery: "rtk-uuid", webhook: "rtk-webhook-id" };
const OLD_NAMES: Names = Names { signature: "dyte-signature", delivery: "dyte-uuid", webhook: "dyte-webhook-id" };

/// The headers of a request, independent of the type that an HTTP server uses for them.
pub trait Headers {
    /// Returns the values of all headers with a name, which is given in lower case.
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]>;
}

impl Headers for HeaderMap {
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        self.get_all(name).iter().map(|value| value.as_bytes())
    }
}

/// Names, in any case, and values.
impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for [(N, V)] {
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let has_name = move |(key, _): &&(N, V)| key.as_ref().eq_ignore_ascii_case(name);
        self.iter().filter(has_name).map(|(_, value)| value.as_ref())
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const LENGTH: usize> Headers for [(N, V); LENGTH] {
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        self.as_slice().values(name)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for Vec<(N, V)> {
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        self.as_slice().values(name)
    }
}

/// Names, in any case, and values.
impl<N: AsRef<str>, V: AsRef<[u8]>, S: BuildHasher> Headers for HashMap<N, V, S> {
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let has_name = move |(key, _): &(&N, &V)| key.as_ref().eq_ignore_ascii_case(name);
        self.iter().filter(has_name).map(|(_, value)| value.as_ref())
    }
}

/// The contents of the headers.
pub(super) struct Signed {
    pub(super) signature: Vec<u8>,
    pub(super) id: String,
    pub(super) webhook_id: String,
}

impl Signed {
    /// Reads the headers. With `old_headers` the older names count if those of today are missing.
    pub(super) fn read(headers: &(impl Headers + ?Sized), old_headers: bool) -> Result<Self, VerifyError> {
        let has = |names: Names| headers.values(names.signature).next().is_some();
        let names = if old_headers && !has(NAMES) && has(OLD_NAMES) { OLD_NAMES } else { NAMES };
        Ok(Self {
            signature: signature(only(headers, names.signature)?)?,
            id: identifier(headers, names.delivery)?,
            webhook_id: identifier(headers, names.webhook)?,
        })
    }
}

fn only<'a>(headers: &'a (impl Headers + ?Sized), name: &'static str) -> Result<&'a [u8], VerifyError> {
    let mut values = headers.values(name);
    let value = values.next().ok_or(VerifyError::MissingHeader(name))?;
    if values.next().is_some() { Err(VerifyError::RepeatedHeader(name)) } else { Ok(value) }
}

fn identifier(headers: &(impl Headers + ?Sized), name: &'static str) -> Result<String, VerifyError> {
    let value = only(headers, name)?;
    let valid = (1..=LONGEST_ID).contains(&value.len()) && value.iter().all(u8::is_ascii_graphic);
    let text = std::str::from_utf8(value).ok().filter(|_| valid);
    text.map(str::to_owned).ok_or(VerifyError::MalformedHeader(name))
}

fn signature(text: &[u8]) -> Result<Vec<u8>, VerifyError> {
    if text.len() > SIGNATURE_TEXT {
        return Err(VerifyError::SignatureLength);
    }
    let signature = STANDARD.decode(text).map_err(|_| VerifyError::MalformedSignature)?;
    if !SIGNATURE_BYTES.contains(&signature.len()) {
        return Err(VerifyError::SignatureLength);
    }
    Ok(signature)
}
