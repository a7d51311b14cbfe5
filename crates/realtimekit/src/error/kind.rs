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

    /// The kind of a response that is not a success, from its status and the code of its first message.
    pub(crate) fn of_response(status: u16, code: Option<i64>) -> Self {
        match (status, code) {
            // The status comes first: older throttling responses carry the code of failed authentication.
            (429, _) | (_, Some(971)) => Self::RateLimited,
            (500..=599, _) => Self::Server,
            (_, Some(10_000 | 9106 | 9107 | 9109 | 6003 | 6111)) => Self::Unauthorized,
            (_, Some(7000 | 7003)) => Self::InvalidRequest,
            (401, _) => Self::Unauthorized,
            (403, _) => Self::Forbidden,
            (404 | 410, _) => Self::NotFound,
            (408, _) => Self::Timeout,
            (409, _) => Self::Conflict,
            (400 | 405 | 411 | 413 | 414 | 415 | 422, _) => Self::InvalidRequest,
            _ => Self::Other,
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
    fn responses_are_classified_by_status_and_code() {
        for (status, code, kind) in [
            (403, Some(10_000), Unauthorized),
            (401, Some(10_000), Unauthorized),
            (403, Some(9106), Unauthorized),
            (400, Some(9106), Unauthorized),
            (400, Some(6003), Unauthorized),
            (400, Some(6111), Unauthorized),
            (401, Some(9107), Unauthorized),
            (403, Some(9109), Unauthorized),
            (400, Some(7000), InvalidRequest),
            (404, Some(7003), InvalidRequest),
            (429, Some(971), RateLimited),
            (500, Some(971), RateLimited),
            (429, Some(10_000), RateLimited),
            (429, None, RateLimited),
            (502, None, Server),
            (520, None, Server),
            (530, None, Server),
            (401, None, Unauthorized),
            (403, None, Forbidden),
            (404, Some(404), NotFound),
            (409, Some(409), Conflict),
            (400, Some(400), InvalidRequest),
            (422, Some(422), InvalidRequest),
            (408, None, Timeout),
            (501, Some(501), Server),
            (418, None, Other),
            (302, None, Other),
        ] {
            assert_eq!(ErrorKind::of_response(status, code), kind, "{status} {code:?}");
        }
    }

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
