//! The reasons why a delivery is not accepted.

use std::fmt;

use realtimekit_api::EventError;

use super::key_cache::FetchError;

/// The reason why a delivery was not accepted.
///
/// The messages can be returned to the sender: they contain nothing that is not public.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum VerifyError {
    /// A header is missing.
    MissingHeader(&'static str),
    /// A header occurs more than once.
    RepeatedHeader(&'static str),
    /// The identifier in a header is empty, longer than 128 bytes, or not printable ASCII.
    MalformedHeader(&'static str),
    /// The signature is not standard base64.
    MalformedSignature,
    /// The signature does not have the length of the key's signatures, for example because it was truncated.
    SignatureLength,
    /// The signature does not belong to this body or to the key.
    WrongSignature,
    /// The signature does not match the cached key, and a newer key could not be fetched.
    Unconfirmed,
    /// The key could not be fetched, and none is cached.
    KeyUnavailable(FetchError),
    /// The webhook is not among [`VerifierBuilder::webhook_ids`](super::VerifierBuilder::webhook_ids).
    UnknownWebhook,
    /// The body is larger than [`VerifierBuilder::max_body_bytes`](super::VerifierBuilder::max_body_bytes).
    BodyTooLarge,
    /// The delivery is genuine, but its body is not a JSON object that names an event. An unreadable field is not an
    /// error: see [`Event::unreadable`](super::Event::unreadable).
    Event(EventError),
}

impl VerifyError {
    /// Returns the status to respond with: 401 for a delivery that is not genuine, 413 for a body that is too large, 422
    /// for one that is not an event, and 503 if the service should send the delivery again.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unconfirmed | Self::KeyUnavailable(_) => 503,
            Self::BodyTooLarge => 413,
            Self::Event(_) => 422,
            _ => 401,
        }
    }

    /// Returns whether the same delivery may be accepted later.
    pub fn is_temporary(&self) -> bool {
        self.status() >= 500
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingHeader(name) => write!(f, "the header {name} is missing"),
            Self::RepeatedHeader(name) => write!(f, "the header {name} occurs more than once"),
            Self::MalformedHeader(name) => write!(f, "the header {name} is not an identifier"),
            Self::MalformedSignature => f.write_str("the signature is not base64"),
            Self::SignatureLength => f.write_str("the signature has the wrong length"),
            Self::WrongSignature => f.write_str("the signature is wrong"),
            Self::Unconfirmed | Self::KeyUnavailable(_) => {
                f.write_str("the signature cannot be verified at the moment")
            }
            Self::UnknownWebhook => f.write_str("the webhook is unknown"),
            Self::BodyTooLarge => f.write_str("the body is too large"),
            Self::Event(_) => f.write_str("the body is not a webhook event"),
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
