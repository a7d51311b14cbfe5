//! Errors of the low-level client.

use std::fmt;

use crate::call::RawResponse;
use crate::decode::DecodeError;

/// Why a call could not be made, or what came instead of a result.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// An identifier cannot be used in a path; nothing was sent.
    InvalidId(InvalidId),
    /// The request could not be built or sent, or the answer could not be received.
    Transport(reqwest::Error),
    /// The service answered with a status other than 2xx. The answer is kept whole.
    Status(Box<RawResponse>),
    /// The service performed the request, but the answer could not be read.
    Decode(Box<DecodeError>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidId(error) => error.fmt(f),
            Self::Transport(_) => f.write_str("the request could not be sent or its answer not received"),
            Self::Status(response) => write!(f, "the service answered with status {}", response.status),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
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

/// An identifier that cannot be used in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidId {
    name: &'static str,
    value: String,
    rule: &'static str,
}

impl InvalidId {
    pub(crate) fn new(name: &'static str, value: &str, rule: &'static str) -> Self {
        Self { name, value: value.chars().take(64).collect(), rule }
    }

    /// Name of the parameter, such as `meeting_id`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The refused value, shortened to 64 characters.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The rule that the value breaks.
    pub fn rule(&self) -> &'static str {
        self.rule
    }
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} {}", self.name, self.value, self.rule)
    }
}

impl std::error::Error for InvalidId {}
