//! Signed links to files, valid for a while.

use std::time::Duration;

use realtimekit_api::Timestamp;
use ring::hmac;

use crate::world::clock::later;

/// How long the service keeps files, and how long a link to one is valid.
pub(crate) const RETENTION: Duration = Duration::from_secs(7 * 24 * 3600);

/// The parameters that a link has itself.
pub(crate) const PARAMETERS: [&str; 2] = ["expires", "signature"];

/// Makes and checks links.
#[derive(Debug)]
pub(crate) struct Links {
    /// URL of the port that serves the files, without a trailing slash.
    pub(crate) base: String,
    /// How long a link is valid, if not as long as its file is kept.
    pub(crate) lifetime: Option<Duration>,
    key: hmac::Key,
}

/// A link and when it expires.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) url: String,
    pub(crate) expiry: String,
}

impl Links {
    pub(crate) fn new(secret: &str) -> Self {
        Self {
            base: "http://127.0.0.1".to_owned(),
            lifetime: None,
            key: hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()),
        }
    }

    /// When a link that is made now to a file that is kept until then expires.
    pub(crate) fn expiry(&self, kept_until: Timestamp, now: Timestamp) -> Timestamp {
        self.lifetime.map_or(kept_until, |lifetime| later(now, lifetime).min(kept_until))
    }

    /// A link to a path of the file port.
    pub(crate) fn sign(&self, path: &str, expiry: Timestamp) -> Link {
        let expires = expiry.unix_seconds();
        let signature = hex(hmac::sign(&self.key, signed_text(path, expires).as_bytes()).as_ref());
        Link { url: format!("{}{path}?expires={expires}&signature={signature}", self.base), expiry: expiry.to_string() }
    }

    /// Why a link does not open its file, if it does not.
    pub(crate) fn refusal(
        &self,
        path: &str,
        expires: Option<i64>,
        signature: Option<&str>,
        now: Timestamp,
    ) -> Option<&'static str> {
        let (Some(expires), Some(signature)) = (expires, signature.and_then(unhex)) else {
            return Some("The link has no signature");
        };
        if hmac::verify(&self.key, signed_text(path, expires).as_bytes(), &signature).is_err() {
            return Some("The signature does not match the link");
        }
        (expires <= now.unix_seconds()).then_some("Request has expired")
    }
}

fn signed_text(path: &str, expires: i64) -> String {
    format!("{path}\n{expires}")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}
