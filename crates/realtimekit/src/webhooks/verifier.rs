//! Verifies deliveries.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_lc_rs::digest::{Digest, SHA256, digest};
use realtimekit_api::Event;
use reqwest::Url;

use super::delivery::{BodyHash, Delivery};
use super::headers::{Headers, Signed};
use super::key_cache::{Clock, KeyCache, Keys, Newer, Timing};
use super::keys::{KeyError, PublicKey};
use super::verify_error::VerifyError;
use crate::error::Error;
use crate::options::check_limit;

/// The host on which the service publishes its key.
const ORIGIN: &str = "https://api.realtime.cloudflare.com";
const WELL_KNOWN: &str = "/.well-known/webhooks.json";

/// Verifies deliveries. Cheap to clone; clones share the key.
///
/// The work for one delivery is bounded: one hash of a body of limited size, and at most two verifications with each
/// cached key. The number of key fetches that wrong signatures cause is bounded by
/// [`VerifierBuilder::refetch_interval`].
#[derive(Clone)]
pub struct Verifier {
    inner: Arc<Inner>,
}

struct Inner {
    keys: KeySource,
    rules: Rules,
}

/// The rules that do not depend on the key.
#[derive(Clone)]
struct Rules {
    old_headers: bool,
    max_body_bytes: usize,
    body_timeout: Duration,
    webhook_ids: Option<Vec<String>>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            old_headers: false,
            max_body_bytes: 1024 * 1024,
            body_timeout: Duration::from_secs(10),
            webhook_ids: None,
        }
    }
}

enum KeySource {
    Fixed(Vec<PublicKey>),
    Fetched(KeyCache),
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = f.debug_struct("Verifier");
        match &self.inner.keys {
            KeySource::Fixed(keys) => text.field("keys", keys),
            KeySource::Fetched(cache) => text.field("keys", cache),
        };
        text.field("webhook_ids", &self.inner.rules.webhook_ids).finish_non_exhaustive()
    }
}

/// Configures a [`Verifier`]. Created by [`Verifier::builder`].
#[derive(Clone)]
pub struct VerifierBuilder {
    fixed: Vec<PublicKey>,
    origin: String,
    http: Option<reqwest::Client>,
    timing: Timing,
    clock: Clock,
    rules: Rules,
}

/// Without the origin, which may contain credentials until it is checked.
impl fmt::Debug for VerifierBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifierBuilder").field("fixed", &self.fixed).finish_non_exhaustive()
    }
}

impl Default for VerifierBuilder {
    fn default() -> Self {
        Self {
            fixed: Vec::new(),
            origin: ORIGIN.to_owned(),
            http: None,
            timing: Timing {
                max_age: Duration::from_secs(24 * 3600),
                overlap: Duration::from_secs(3600),
                refetch_interval: Duration::from_secs(30),
                timeout: Duration::from_secs(10),
            },
            clock: Arc::new(Instant::now),
            rules: Rules::default(),
        }
    }
}

impl VerifierBuilder {
    /// Accepts deliveries signed with this key, and fetches no key. Call it again to accept several keys.
    pub fn public_key(mut self, key: PublicKey) -> Self {
        self.fixed.push(key);
        self
    }

    /// Sets the base URL of the key, which is fetched from `/.well-known/webhooks.json` below it. The default is that of
    /// the service.
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.origin = origin.into();
        self
    }

    /// Sets the client that fetches the key, for example one with a proxy. It must not send credentials or follow
    /// redirects to other hosts.
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// Sets the timeout of a key fetch: 10 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timing.timeout = timeout;
        self
    }

    /// Sets the age after which a key is fetched again: 24 hours by default. The old key is used until the fetch
    /// succeeds.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.timing.max_age = age;
        self
    }

    /// Sets how long a replaced key is still accepted, for deliveries that were signed before: 1 hour by default.
    pub fn key_overlap(mut self, overlap: Duration) -> Self {
        self.timing.overlap = overlap;
        self
    }

    /// Sets how often wrong signatures may cause the key to be fetched again, in case it was replaced: once in 30 seconds
    /// by default, with a burst of four.
    ///
    /// If wrong signatures have used this up, the key was fetched within the interval, and further wrong signatures are
    /// refused without a fetch. If the key is replaced during such a flood, deliveries signed with the new key are
    /// refused for up to this long.
    pub fn refetch_interval(mut self, interval: Duration) -> Self {
        self.timing.refetch_interval = interval;
        self
    }

    /// Also accepts deliveries whose headers have the older names, which begin with `dyte-`.
    pub fn accept_old_headers(mut self) -> Self {
        self.rules.old_headers = true;
        self
    }

    /// Sets the size of the largest accepted body: 1 MiB by default.
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.rules.max_body_bytes = bytes;
        self
    }

    /// Sets how long `receiver::receive` waits for the whole body: 10 seconds by default.
    pub fn body_timeout(mut self, timeout: Duration) -> Self {
        self.rules.body_timeout = timeout;
        self
    }

    /// Accepts deliveries for these webhooks only. By default all webhooks are accepted.
    ///
    /// Set it: headers are not signed, so a captured body can be sent again in the name of other webhooks, which makes
    /// it a new delivery.
    pub fn webhook_ids(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.rules.webhook_ids = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// Sets the clock that determines the age of keys, for tests.
    pub fn clock(mut self, clock: impl Fn() -> Instant + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Builds the verifier. The key is not fetched yet.
    ///
    /// # Errors
    ///
    /// Fails if the origin is not an `https` URL (`http` is accepted for loopback hosts), if it contains credentials, a
    /// query or a fragment, or begins or ends with spaces, if a timeout or the largest body is 0, and if TLS cannot be
    /// initialised.
    pub fn build(self) -> Result<Verifier, Error> {
        check_limit("timeout", self.timing.timeout)?;
        check_limit("body_timeout", self.rules.body_timeout)?;
        if self.rules.max_body_bytes == 0 {
            return Err(Error::invalid_input("max_body_bytes is 0, but must be greater than zero"));
        }
        let keys = if self.fixed.is_empty() {
            let url = key_url(&self.origin)?;
            let http = match self.http {
                Some(http) => http,
                None => http_client(crate::base_url::is_loopback(&url))?,
            };
            KeySource::Fetched(KeyCache::new(url, http, self.timing, self.clock))
        } else {
            KeySource::Fixed(self.fixed)
        };
        Ok(Verifier { inner: Arc::new(Inner { keys, rules: self.rules }) })
    }
}

fn key_url(origin: &str) -> Result<Url, Error> {
    // The value is part of the message unless it may contain credentials.
    let value = if origin.contains(['@', '?', '#', '%']) { String::new() } else { format!(", {origin:?},") };
    let refuse = |rule: &str| Error::invalid_input(format!("the origin of the webhook key{value} {rule}"));
    if origin.contains(char::is_whitespace) {
        return Err(refuse("must not contain spaces"));
    }
    let url = Url::parse(origin).map_err(|error| refuse(&format!("is not a URL: {error}")))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("must not contain credentials"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("must not contain a query or a fragment"));
    }
    let is_secure = url.scheme() == "https" || (url.scheme() == "http" && crate::base_url::is_loopback(&url));
    if !is_secure {
        return Err(refuse("must begin with https://, because anybody who can replace the key can forge deliveries"));
    }
    let key = format!("{}{WELL_KNOWN}", url.as_str().trim_end_matches('/'));
    Url::parse(&key).map_err(|error| refuse(&format!("is not a URL: {error}")))
}

fn http_client(is_loopback: bool) -> Result<reqwest::Client, Error> {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    // A proxy cannot reach this machine's loopback address, and could replace the key.
    let builder = if is_loopback { builder.no_proxy() } else { builder };
    let built = builder.user_agent(crate::core::USER_AGENT).build();
    built.map_err(|error| Error::invalid_input(format!("the HTTP client of the webhook key cannot be built: {error}")))
}

impl Verifier {
    /// Creates a verifier with the key of the service, which is fetched when the first delivery arrives.
    ///
    /// # Errors
    ///
    /// Fails if TLS cannot be initialised.
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// Creates a verifier with a fixed key in PEM.
    ///
    /// # Errors
    ///
    /// As [`PublicKey::from_pem`].
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        Ok(Self::fixed(PublicKey::from_pem(pem)?))
    }

    /// Creates a verifier with the key in a copy of the JSON document that the service publishes at
    /// `https://api.realtime.cloudflare.com/.well-known/webhooks.json`.
    ///
    /// # Errors
    ///
    /// As [`PublicKey::from_well_known`].
    pub fn from_well_known(document: &[u8]) -> Result<Self, KeyError> {
        Ok(Self::fixed(PublicKey::from_well_known(document)?))
    }

    /// Starts to configure a verifier.
    pub fn builder() -> VerifierBuilder {
        VerifierBuilder::default()
    }

    fn fixed(key: PublicKey) -> Self {
        Self { inner: Arc::new(Inner { keys: KeySource::Fixed(vec![key]), rules: Rules::default() }) }
    }

    /// Returns the size of the largest accepted body.
    pub fn max_body_bytes(&self) -> usize {
        self.inner.rules.max_body_bytes
    }

    /// Returns how long a server should wait for the whole body.
    pub fn body_timeout(&self) -> Duration {
        self.inner.rules.body_timeout
    }

    /// Checks everything that can be checked before the body is read: that the headers are well-formed and the webhook
    /// is known. [`verify`](Self::verify) checks it again.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify).
    pub fn check_headers(&self, headers: &(impl Headers + ?Sized)) -> Result<(), VerifyError> {
        self.signed(headers).map(drop)
    }

    /// Verifies a delivery: its headers, and the bytes of its body exactly as they were received.
    ///
    /// With a fixed key this does no I/O. Otherwise the key is fetched in a task of the current Tokio runtime, which
    /// continues if this future is dropped, as servers do when a connection ends. Only a delivery that no cached key
    /// matches waits for the fetch.
    ///
    /// A known event with an unreadable field is [`Event::Unknown`] with the whole JSON, because the service does not
    /// send a refused delivery again; [`Event::unreadable`] returns the reason.
    ///
    /// # Errors
    ///
    /// [`VerifyError::status`] returns the status to respond with. If the key cannot be fetched, this is traced at WARN,
    /// once in a [`refetch_interval`](VerifierBuilder::refetch_interval).
    pub async fn verify(&self, headers: &(impl Headers + ?Sized), body: &[u8]) -> Result<Delivery, VerifyError> {
        let Signed { signature, id, webhook_id } = self.signed(headers)?;
        if body.len() > self.max_body_bytes() {
            return Err(VerifyError::BodyTooLarge);
        }
        let digest = digest(&SHA256, body);
        match &self.inner.keys {
            KeySource::Fixed(keys) => check(keys, &digest, &signature)?,
            KeySource::Fetched(cache) => check_fetched(cache, &digest, &signature).await?,
        }
        let (event, unreadable) = Event::decode(body).map_err(VerifyError::Event)?;
        for value in &unreadable {
            tracing::warn!(event = event.name(), %value, "an optional value of a webhook event cannot be read and is left out");
        }
        if let Some(error) = event.unreadable() {
            tracing::warn!(error = %error, "a webhook event cannot be read and is passed on as JSON");
        }
        Ok(Delivery { id, webhook_id, event, body_hash: BodyHash::from_digest(&digest) })
    }

    fn signed(&self, headers: &(impl Headers + ?Sized)) -> Result<Signed, VerifyError> {
        let Rules { old_headers, webhook_ids, .. } = &self.inner.rules;
        let signed = Signed::read(headers, *old_headers)?;
        if webhook_ids.as_ref().is_some_and(|known| !known.contains(&signed.webhook_id)) {
            return Err(VerifyError::UnknownWebhook);
        }
        Ok(signed)
    }
}

fn check<'a>(
    keys: impl IntoIterator<Item = &'a PublicKey>,
    digest: &Digest,
    signature: &[u8],
) -> Result<(), VerifyError> {
    let mut error = VerifyError::SignatureLength;
    for key in keys {
        if key.signature_length() == signature.len() {
            if key.verifies(digest, signature) {
                return Ok(());
            }
            error = VerifyError::WrongSignature;
        }
    }
    Err(error)
}

async fn check_fetched(cache: &KeyCache, digest: &Digest, signature: &[u8]) -> Result<(), VerifyError> {
    fn all(keys: &Keys) -> impl Iterator<Item = &PublicKey> {
        keys.current.iter().chain(&keys.previous)
    }
    let keys = cache.usable().await.map_err(VerifyError::KeyUnavailable)?;
    let Err(mismatch) = check(all(&keys), digest, signature) else { return Ok(()) };
    match cache.newer(&keys).await {
        Newer::Fetched(keys) => check(all(&keys), digest, signature),
        Newer::Recent => Err(mismatch),
        Newer::Unavailable => Err(VerifyError::Unconfirmed),
    }
}
