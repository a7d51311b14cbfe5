//! Errors of the low-level client.

use std::fmt;

use crate::decode::DecodeError;
use crate::invalid_id::InvalidId;
use crate::response::RawResponse;

/// Why a call could not be made, or why it has no result.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// An identifier is not valid in a path; nothing was sent.
    InvalidId(InvalidId),
    /// The body cannot be written as JSON; nothing was sent.
    Body(serde_json::Error),
    /// The request could not be built or sent, or the response could not be received.
    Transport(reqwest::Error),
    /// The service responded with a status other than 2xx. The response is kept whole.
    Status(Box<RawResponse>),
    /// The service executed the request, but its response could not be read.
    Decode(Box<DecodeError>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidId(error) => error.fmt(f),
            Self::Body(_) => f.write_str("the body of the request cannot be written"),
            Self::Transport(_) => f.write_str("the request could not be sent or its response not received"),
            Self::Status(response) => write!(f, "the service responded with status {}", response.status),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Body(error) => Some(error),
            Self::Transport(error) => Some(error),
            _ => None,
        }
    }
}

impl From<InvalidId> for Error {
    fn from(error: InvalidId) -> Self {
        Self::InvalidId(error)
    }
}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        // The URL holds account and app identifiers and adds nothing that the caller does not know.
        Self::Transport(error.without_url())
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}
