//! Kinds of errors by HTTP status and by the codes of Cloudflare's messages.

use super::kind::ErrorKind;

impl ErrorKind {
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
}
