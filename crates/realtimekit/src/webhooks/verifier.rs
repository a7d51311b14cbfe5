//! Verifies deliveries.

use std::collections::HashMap;
use std::fmt;
use std::hash::BuildHasher;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_lc_rs::digest::{Digest, SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use realtimekit_api::{Event, EventError};
use reqwest::Url;
use reqwest::header::HeaderMap;

use super::key_cache::{Clock, FetchError, KeyCache, Keys, Newer, Timing};
use super::keys::{KeyError, PublicKey};
use crate::error::Error;

/// Where the service publishes its key.
const ORIGIN: &str = "https://api.realtime.cloudflare.com";
const WELL_KNOWN: &str = "/.well-known/webhooks.json";

/// Lengths of signatures in bytes that any accepted key can make.
const SIGNATURE_BYTES: std::ops::RangeInclusive<usize> = 256..=1024;

/// Longest signature in base64.
const SIGNATURE_TEXT: usize = 1368;

/// Longest identifier in a header.
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

/// The headers of a request, whatever the server calls them.
pub trait Headers {
    /// The values of all headers with a name, which is given in lower case.
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
        let wanted = move |(key, _): &&(N, V)| key.as_ref().eq_ignore_ascii_case(name);
        self.iter().filter(wanted).map(|(_, value)| value.as_ref())
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
        let wanted = move |(key, _): &(&N, &V)| key.as_ref().eq_ignore_ascii_case(name);
        self.iter().filter(wanted).map(|(_, value)| value.as_ref())
    }
}

/// A delivery whose signature was verified.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Delivery {
    /// Identifier of the delivery, from a header, which is not signed.
    pub id: String,
    /// Identifier of the webhook, from a header, which is not signed.
    pub webhook_id: String,
    /// What the delivery tells.
    pub event: Event,
    /// SHA-256 of the body: recognises a delivery that comes again under another id.
    pub body_hash: BodyHash,
}

/// SHA-256 of a body. Prints as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BodyHash([u8; 32]);

impl BodyHash {
    /// The hash of a body.
    pub fn of(body: &[u8]) -> Self {
        Self::from_digest(&digest(&SHA256, body))
    }

    /// The bytes of the hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn from_digest(digest: &Digest) -> Self {
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(digest.as_ref()).for_each(|(to, from)| *to = *from);
        Self(bytes)
    }
}

impl fmt::Display for BodyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for BodyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a delivery was not accepted.
///
/// The texts are fit to be shown to the sender: they say nothing that is not known to everybody.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum VerifyError {
    /// A header is missing.
    MissingHeader(&'static str),
    /// A header is there more than once.
    RepeatedHeader(&'static str),
    /// The identifier in a header is empty, too long, or not printable ASCII.
    MalformedHeader(&'static str),
    /// The signature is not base64 as the standard wants it.
    MalformedSignature,
    /// The signature has another length than those of the key, such as one that was cut off.
    SignatureLength,
    /// The signature is not of this body, or not of this key.
    WrongSignature,
    /// The signature does not fit the key at hand, and whether there is a newer one cannot be found out just now.
    Unconfirmed,
    /// The key could not be fetched, and there is no older one.
    KeyUnavailable(FetchError),
    /// The delivery is for none of the webhooks named with [`VerifierBuilder::webhook_ids`].
    UnknownWebhook,
    /// The body is larger than allowed.
    BodyTooLarge,
    /// The delivery is genuine, but its body is no JSON object that names an event. A field that cannot be read is no
    /// error: see [`Event::unreadable`].
    Event(EventError),
}

impl VerifyError {
    /// The status to answer: 401 for what is not genuine, 413 and 422 for bodies that are too large or cannot be read,
    /// and 503 where the service is to send the delivery again.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unconfirmed | Self::KeyUnavailable(_) => 503,
            Self::BodyTooLarge => 413,
            Self::Event(_) => 422,
            _ => 401,
        }
    }

    /// Whether the same delivery may be accepted later.
    pub fn is_temporary(&self) -> bool {
        self.status() >= 500
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingHeader(name) => write!(f, "the header {name} is missing"),
            Self::RepeatedHeader(name) => write!(f, "the header {name} is there more than once"),
            Self::MalformedHeader(name) => write!(f, "the header {name} does not hold an identifier"),
            Self::MalformedSignature => f.write_str("the signature is not base64"),
            Self::SignatureLength => f.write_str("the signature does not have the right length"),
            Self::WrongSignature => f.write_str("the signature is wrong"),
            Self::Unconfirmed | Self::KeyUnavailable(_) => f.write_str("the signature cannot be verified just now"),
            Self::UnknownWebhook => f.write_str("the webhook is not known here"),
            Self::BodyTooLarge => f.write_str("the body is too large"),
            Self::Event(_) => f.write_str("the body tells of no event"),
        }
    }
}

impl std::error::Error for VerifyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::KeyUnavailable(error) => Some(error),
            Self::Event(error) => Some(error),
            _ => None,
        }
    }
}

/// Verifies deliveries. Cheap to clone; clones share the key.
///
/// The work for one delivery is bounded whatever it holds: one hash of a body of limited size, and at most two
/// verifications with each key at hand. Bad signatures cause few fetches of the key, however many there are.
#[derive(Clone)]
pub struct Verifier {
    inner: Arc<Inner>,
}

struct Inner {
    keys: KeySource,
    old_headers: bool,
    max_body_bytes: usize,
    webhook_ids: Option<Vec<String>>,
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
        text.field("webhook_ids", &self.inner.webhook_ids).finish_non_exhaustive()
    }
}

/// How deliveries are to be verified. Made by [`Verifier::builder`].
#[derive(Clone)]
pub struct VerifierBuilder {
    fixed: Vec<PublicKey>,
    origin: String,
    http: Option<reqwest::Client>,
    timing: Timing,
    clock: Clock,
    old_headers: bool,
    max_body_bytes: usize,
    webhook_ids: Option<Vec<String>>,
}

impl fmt::Debug for VerifierBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifierBuilder")
            .field("origin", &self.origin)
            .field("fixed", &self.fixed)
            .finish_non_exhaustive()
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
            old_headers: false,
            max_body_bytes: 1024 * 1024,
            webhook_ids: None,
        }
    }
}

impl VerifierBuilder {
    /// Accepts deliveries signed with this key, and fetches none. May be called again to accept another one too.
    pub fn public_key(mut self, key: PublicKey) -> Self {
        self.fixed.push(key);
        self
    }

    /// Where the key is fetched from: `/.well-known/webhooks.json` below this address. By default that of the service.
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.origin = origin.into();
        self
    }

    /// Fetches the key with this client, for example through a proxy. It must not send credentials or follow redirects
    /// to other hosts.
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// How long a fetch of the key may take: 10 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timing.timeout = timeout;
        self
    }

    /// How long a fetched key is used before it is fetched again: 24 hours by default. Meanwhile, and when that fails, it
    /// is used on.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.timing.max_age = age;
        self
    }

    /// How long a key that was replaced is still accepted, for deliveries that were under way: 1 hour by default.
    pub fn key_overlap(mut self, overlap: Duration) -> Self {
        self.timing.overlap = overlap;
        self
    }

    /// How often signatures that do not fit may cause the key to be fetched again, in case it was replaced: by default
    /// once in 30 seconds, and four times in a row after a time without.
    pub fn refetch_interval(mut self, interval: Duration) -> Self {
        self.timing.refetch_interval = interval;
        self
    }

    /// Accepts deliveries whose headers have the older names, beginning with `dyte-`, too.
    pub fn accept_old_headers(mut self) -> Self {
        self.old_headers = true;
        self
    }

    /// Refuses larger bodies: 1 MiB by default.
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.max_body_bytes = bytes;
        self
    }

    /// Accepts deliveries for these webhooks only. By default for all.
    pub fn webhook_ids(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.webhook_ids = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// Where the age of keys is read from; for tests.
    pub fn clock(mut self, clock: impl Fn() -> Instant + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Makes the verifier. Nothing is fetched yet.
    ///
    /// # Errors
    ///
    /// Fails when the origin is not an `https` address (or `http` on this machine), or TLS cannot be set up.
    pub fn build(self) -> Result<Verifier, Error> {
        let keys = if self.fixed.is_empty() {
            let url = key_url(&self.origin)?;
            let http = match self.http {
                Some(http) => http,
                None => http_client()?,
            };
            KeySource::Fetched(KeyCache::new(url, http, self.timing, self.clock))
        } else {
            KeySource::Fixed(self.fixed)
        };
        Ok(Verifier {
            inner: Arc::new(Inner {
                keys,
                old_headers: self.old_headers,
                max_body_bytes: self.max_body_bytes,
                webhook_ids: self.webhook_ids,
            }),
        })
    }
}

fn key_url(origin: &str) -> Result<Url, Error> {
    let refuse = |rule: &str| Error::invalid_input(format!("the origin of the key, {origin:?}, {rule}"));
    let url = Url::parse(&format!("{}{WELL_KNOWN}", origin.trim_end_matches('/')));
    let url = url.map_err(|error| refuse(&format!("is not a URL: {error}")))?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if crate::base_url::is_loopback(&url) => Ok(url),
        _ => Err(refuse("must begin with https://: whoever can replace the key can forge deliveries")),
    }
}

fn http_client() -> Result<reqwest::Client, Error> {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let built = builder.user_agent(crate::core::USER_AGENT).build();
    built.map_err(|error| Error::invalid_input(format!("the HTTP client of the webhook key cannot be made: {error}")))
}

impl Verifier {
    /// A verifier with the key of the service, which is fetched when the first delivery comes.
    ///
    /// # Errors
    ///
    /// Fails when TLS cannot be set up.
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// A verifier with a key of your own keeping, in PEM.
    ///
    /// # Errors
    ///
    /// Fails when the text is no such key.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        Ok(Self::fixed(PublicKey::from_pem(pem)?))
    }

    /// A verifier with the key in a copy of the document that the service publishes at
    /// `https://api.realtime.cloudflare.com/.well-known/webhooks.json`.
    ///
    /// # Errors
    ///
    /// Fails when the document holds no such key.
    pub fn from_well_known(document: &[u8]) -> Result<Self, KeyError> {
        Ok(Self::fixed(PublicKey::from_well_known(document)?))
    }

    /// Starts to configure a verifier.
    pub fn builder() -> VerifierBuilder {
        VerifierBuilder::default()
    }

    fn fixed(key: PublicKey) -> Self {
        let VerifierBuilder { old_headers, max_body_bytes, webhook_ids, .. } = VerifierBuilder::default();
        let keys = KeySource::Fixed(vec![key]);
        Self { inner: Arc::new(Inner { keys, old_headers, max_body_bytes, webhook_ids }) }
    }

    /// The largest body that is accepted.
    pub fn max_body_bytes(&self) -> usize {
        self.inner.max_body_bytes
    }

    /// Verifies a delivery: its headers, and the bytes of its body as they came.
    ///
    /// Does no I/O but to fetch the key, and so is done at once with a key of your own. The key is fetched in a task of
    /// the Tokio runtime that this runs in, so that it comes even if this is dropped, as servers do when a connection
    /// ends. Only who has no key, or none that fits, waits for it.
    ///
    /// A known event with a field that cannot be read is [`Event::Unknown`] with the whole JSON, since the service does
    /// not send again what was refused; [`Event::unreadable`] says why.
    ///
    /// # Errors
    ///
    /// [`VerifyError::status`] says what to answer.
    pub async fn verify(&self, headers: &(impl Headers + ?Sized), body: &[u8]) -> Result<Delivery, VerifyError> {
        let Signed { signature, id, webhook_id } = self.signed(headers)?;
        if body.len() > self.inner.max_body_bytes {
            return Err(VerifyError::BodyTooLarge);
        }
        let digest = digest(&SHA256, body);
        match &self.inner.keys {
            KeySource::Fixed(keys) => check(keys, &digest, &signature)?,
            KeySource::Fetched(cache) => check_fetched(cache, &digest, &signature).await?,
        }
        if self.inner.webhook_ids.as_ref().is_some_and(|known| !known.contains(&webhook_id)) {
            return Err(VerifyError::UnknownWebhook);
        }
        let event = Event::from_slice(body).map_err(VerifyError::Event)?;
        if let Some(error) = event.unreadable() {
            tracing::warn!(error = %error, "an event of a webhook is given on as it came");
        }
        Ok(Delivery { id, webhook_id, event, body_hash: BodyHash::from_digest(&digest) })
    }

    fn signed(&self, headers: &(impl Headers + ?Sized)) -> Result<Signed, VerifyError> {
        let old = self.inner.old_headers && headers.values(NAMES.signature).next().is_none();
        let names = if old && headers.values(OLD_NAMES.signature).next().is_some() { OLD_NAMES } else { NAMES };
        Ok(Signed {
            signature: signature(only(headers, names.signature)?)?,
            id: identifier(headers, names.delivery)?,
            webhook_id: identifier(headers, names.webhook)?,
        })
    }
}

/// What the headers say.
struct Signed {
    signature: Vec<u8>,
    id: String,
    webhook_id: String,
}

fn only<'a>(headers: &'a (impl Headers + ?Sized), name: &'static str) -> Result<&'a [u8], VerifyError> {
    let mut values = headers.values(name);
    let value = values.next().ok_or(VerifyError::MissingHeader(name))?;
    if values.next().is_some() { Err(VerifyError::RepeatedHeader(name)) } else { Ok(value) }
}

fn identifier(headers: &(impl Headers + ?Sized), name: &'static str) -> Result<String, VerifyError> {
    let value = only(headers, name)?;
    let good = (1..=LONGEST_ID).contains(&value.len()) && value.iter().all(u8::is_ascii_graphic);
    let text = std::str::from_utf8(value).ok().filter(|_| good);
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
    if check(all(&keys), digest, signature).is_ok() {
        return Ok(());
    }
    match cache.newer(&keys).await {
        Newer::Fetched(keys) => check(all(&keys), digest, signature),
        Newer::NotNow => Err(VerifyError::Unconfirmed),
    }
}
