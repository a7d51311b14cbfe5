//! Which credentials a request has, and whether they are accepted.

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::http::call::PathParameters;
use crate::http::query::Query;
use crate::world::links;
use crate::world::refusal::Refusal;

/// The account and the token that an emulator accepts.
#[derive(Clone, Debug)]
pub(crate) struct Credentials {
    pub(crate) account_id: String,
    pub(crate) api_token: String,
}

impl Credentials {
    /// The checks of the gateway.
    pub(crate) fn check(&self, path: &PathParameters, headers: &HeaderMap) -> Result<(), Refusal> {
        let Some(value) = headers.get(header::AUTHORIZATION) else {
            return Err(Refusal::gateway(403, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers"));
        };
        let Some(token) = value.to_str().ok().and_then(|value| value.split_once(' ')) else {
            return Err(Refusal::gateway(400, 6003, "Invalid request headers"));
        };
        match token {
            (scheme, token) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
                if token.trim() != self.api_token {
                    return Err(Refusal::gateway(403, 10000, "Authentication error"));
                }
            }
            _ => {
                return Err(Refusal::gateway(
                    400,
                    9106,
                    "Authentication failed: the Authorization header has no bearer token",
                ));
            }
        }
        let account = path.get("account_id");
        if account == self.account_id {
            Ok(())
        } else if account.len() > 32 {
            let message = format!("Could not route to /accounts/{account}, perhaps your object identifier is invalid?");
            Err(Refusal::gateway(404, 7003, message))
        } else {
            Err(Refusal::gateway(403, 10000, "Authentication error"))
        }
    }

    /// Whether the request contains the API token.
    pub(crate) fn are_in(&self, request: &Parts) -> bool {
        has_token(request, &self.api_token)
    }
}

/// Whether the token is in a header or parameter for credentials. Only whole values count: a short token occurs in other
/// texts by chance.
fn has_token(request: &Parts, token: &str) -> bool {
    let headers = request.headers.iter().filter(|(name, _)| {
        **name == header::AUTHORIZATION || **name == header::PROXY_AUTHORIZATION || name.as_str().starts_with("x-")
    });
    let mut credentials = headers.filter_map(|(_, value)| value.to_str().ok()).flat_map(|value| {
        let after_scheme = value.split_once(' ').map_or(value, |(_, credentials)| credentials);
        [value.trim(), after_scheme.trim()]
    });
    let query = Query::parse(request.uri.query().unwrap_or_default());
    let mut parameters = query.0.iter().filter(|(name, _)| !links::PARAMETERS.contains(&name.as_str()));
    !token.is_empty() && (credentials.any(|value| value == token) || parameters.any(|(_, value)| value == token))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn leaks(token: &str, uri: &str, header: (&str, &str)) -> bool {
        let request = Request::builder().uri(uri).header(header.0, header.1);
        has_token(&request.body(()).unwrap().into_parts().0, token)
    }

    #[test]
    fn a_token_is_found_in_headers_and_query() {
        assert!(leaks("s3cret", "/files", ("authorization", "Bearer s3cret")));
        assert!(leaks("s3cret", "/files", ("authorization", "s3cret")));
        assert!(leaks("s3cret", "/files", ("x-auth-key", "s3cret")));
        assert!(leaks("s3cret", "/files?expires=1&api_token=s3cret", ("accept", "*/*")));
        assert!(leaks("a b", "/files?token=a%20b", ("accept", "*/*")));
    }

    #[test]
    fn a_short_token_is_not_found_in_other_texts() {
        assert!(!leaks("1", "/files/1", ("host", "127.0.0.1:8787")));
        assert!(!leaks("1", "/files", ("dnt", "1")));
        assert!(!leaks("1", "/files", ("authorization", "Bearer 21")));
        assert!(!leaks("abc", "/files?expires=1&signature=abc", ("accept", "*/*")));
        assert!(!leaks("", "/files?empty=", ("x-auth-key", "")));
    }
}
