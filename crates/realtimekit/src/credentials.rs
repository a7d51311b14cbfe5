//! Credentials of a client and the header that carries them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use realtimekit_api::Secret;
use reqwest::header::HeaderValue;

use crate::error::Error;

/// How requests authenticate.
#[derive(Clone, Default)]
pub(crate) enum Credentials {
    #[default]
    None,
    Bearer(Secret),
    Basic {
        user: String,
        password: Secret,
    },
}

impl Credentials {
    /// The texts that must never be printed.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::None => Vec::new(),
            Self::Bearer(token) => vec![token.clone()],
            Self::Basic { password, .. } => vec![password.clone(), self.pair().into()],
        }
    }

    /// User and password as the header contains them; empty for other credentials.
    fn pair(&self) -> String {
        match self {
            Self::Basic { user, password } => BASE64.encode(format!("{user}:{}", password.expose())),
            _ => String::new(),
        }
    }

    /// The `Authorization` header, marked as sensitive.
    pub(crate) fn header(&self) -> Result<HeaderValue, Error> {
        let refuse = |what: &str| {
            Error::invalid_input(format!("API token {what}: set CLOUDFLARE_API_TOKEN or call ClientBuilder::api_token"))
        };
        let text = match self {
            Self::None => return Err(refuse("is missing")),
            Self::Bearer(token) if token.is_empty() => return Err(refuse("is empty")),
            // A space or a non-ASCII letter is valid in a header, but never part of a token.
            Self::Bearer(token) if !token.expose().bytes().all(|byte| byte.is_ascii_graphic()) => {
                return Err(Error::invalid_input(
                    "API token is not valid in a header: it must be visible ASCII, without spaces and line breaks",
                ));
            }
            Self::Bearer(token) => format!("Bearer {}", token.expose()),
            Self::Basic { user, password } => {
                let refuse = |what: &str| Err(Error::invalid_input(format!("{what}: see ClientBuilder::basic_auth")));
                match user {
                    _ if user.is_empty() => return refuse("organization id is empty"),
                    _ if user.contains(':') => return refuse("organization id contains a colon"),
                    _ if password.is_empty() => return refuse("API key is empty"),
                    _ => format!("Basic {}", self.pair()),
                }
            }
        };
        let header = HeaderValue::from_str(&text);
        let mut header = header.map_err(|_| Error::invalid_input("the credentials are not valid in a header"))?;
        header.set_sensitive(true);
        Ok(header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_that_break_a_header_are_refused_and_not_printed() {
        for token in ["s3cr3t\n", "s3\rcr3t", "s3cr3t\u{e9}", "s3 cr3t", "\u{feff}s3cr3t"] {
            let text = Credentials::Bearer(token.into()).header().unwrap_err().to_string();
            assert!(text.contains("visible ASCII") && !text.contains("cr3t"), "{text}");
        }
    }

    #[test]
    fn headers_carry_token_or_pair_and_are_sensitive() {
        let header = |credentials: Credentials| {
            let header = credentials.header().unwrap();
            assert!(header.is_sensitive());
            header.to_str().unwrap().to_owned()
        };
        assert_eq!(header(Credentials::Bearer("t".into())), "Bearer t");
        let basic = |user: &str, key: &str| Credentials::Basic { user: user.to_owned(), password: key.into() };
        assert_eq!(header(basic("org", "key")), "Basic b3JnOmtleQ==");
        for (user, key, reason) in [
            ("", "key", "organization id is empty"),
            ("o:rg", "key", "organization id contains a colon"),
            ("org", "", "API key is empty"),
        ] {
            let error = basic(user, key).header().unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }
}
