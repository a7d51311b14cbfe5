//! Kinds of failure.

use std::fmt;

/// The kind of failure that an [`Error`](crate::Error) reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An input breaks a documented rule; nothing was sent.
    InvalidInput,
    /// The credentials were not accepted.
    Unauthorized,
    /// The credentials are valid, but do not permit the operation.
    Forbidden,
    /// Something that the request names does not exist.
    NotFound,
    /// The request conflicts with the state of what it names.
    Conflict,
    /// The service refused the request as malformed or against its rules.
    InvalidRequest,
    /// Too many requests were made.
    RateLimited,
    /// The service, or the edge in front of it, failed.
    Server,
    /// A timeout or the deadline expired.
    Timeout,
    /// No connection was made; the service has not received the request.
    Connect,
    /// The connection broke; the service may have executed the request.
    Transport,
    /// The service executed the request, but its response cannot be decoded.
    Decode,
    /// The response is larger than the client accepts.
    TooLarge,
    /// A local file could not be read or written.
    File,
    /// A file is not the one that was announced: it changed, is cut off, or has another checksum.
    Integrity,
    /// The service repeats the pages of a list, or never ends it.
    Pagination,
    /// Another failure that the service reported.
    Other,
}

impl ErrorKind {
    /// The kind in snake case, for metrics and logs: `rate_limited`, `not_found`, …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid_input",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::InvalidRequest => "invalid_request",
            Self::RateLimited => "rate_limited",
            Self::Server => "server",
            Self::Timeout => "timeout",
            Self::Connect => "connect",
            Self::Transport => "transport",
            Self::Decode => "decode",
            Self::TooLarge => "too_large",
            Self::File => "file",
            Self::Integrity => "integrity",
            Self::Pagination => "pagination",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorKind::{self, *};

    #[test]
    fn the_text_of_a_kind_is_its_name_in_snake_case() {
        let snake = |kind: ErrorKind| {
            let name = format!("{kind:?}");
            let words =
                name.split_inclusive(|_: char| true).map(|letter| match letter.chars().all(char::is_uppercase) {
                    true => format!("_{}", letter.to_lowercase()),
                    false => letter.to_owned(),
                });
            words.collect::<String>().trim_start_matches('_').to_owned()
        };
        for kind in [
            InvalidInput,
            Unauthorized,
            Forbidden,
            NotFound,
            Conflict,
            InvalidRequest,
            RateLimited,
            Server,
            Timeout,
            Connect,
            Transport,
            Decode,
            TooLarge,
            Pagination,
            Other,
        ] {
            assert_eq!((kind.to_string(), kind.as_str()), (snake(kind), &*snake(kind)));
        }
    }
}
