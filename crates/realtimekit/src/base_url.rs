//! Base URLs: which hosts the credentials may be sent to.

use reqwest::Url;

use crate::error::Error;
use crate::redact::redact_base_url;

/// Checks that credentials may be sent to this URL.
pub(crate) fn check_base_url(base_url: &str, allow_insecure_http: bool) -> Result<Url, Error> {
    let refuse = |rule: &str| Err(Error::invalid_input(format!("base URL {:?} {rule}", redact_base_url(base_url))));
    // The parser would ignore them, and the requests would not.
    if base_url.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return refuse("must not contain spaces or control characters");
    }
    let url = match Url::parse(base_url) {
        Ok(url) => url,
        Err(error) => return refuse(&format!("is not a URL: {error}")),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::invalid_input("base URL must not contain credentials: use ClientBuilder::basic_auth"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refuse("must not have a query or a fragment");
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) || allow_insecure_http => Ok(url),
        "http" => {
            refuse("sends the credentials unencrypted: use https, or permit it with ClientBuilder::allow_insecure_http")
        }
        _ => refuse("must begin with https://"),
    }
}

/// Whether a URL leads to this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match host.trim_matches(['[', ']']).parse::<std::net::IpAddr>() {
        Ok(ip) => ip.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str) -> String {
        check_base_url(url, false).expect_err("must be refused").to_string()
    }

    #[test]
    fn http_is_accepted_for_this_machine_only() {
        for url in ["http://127.0.0.1:8080/client/v4", "http://[::1]:1", "http://localhost:80", "https://example.com/"]
        {
            check_base_url(url, false).unwrap();
        }
        assert!(refused("http://example.com").contains("unencrypted"));
        check_base_url("http://example.com", true).unwrap();
        assert!(refused("ftp://example.com").contains("must begin with https://"));
        assert!(refused("example.com").contains("is not a URL"));
        for url in [" https://example.com", "https://example.com\n", "https://exa mple.com", "https://example.com/\t"] {
            assert!(refused(url).contains("must not contain spaces"), "{url:?}");
        }
    }

    #[test]
    fn credentials_are_refused_and_not_printed() {
        let text = refused("https://user:s3cr3t@example.com");
        assert!(text.contains("must not contain credentials"), "{text}");
        for url in
            ["https://user:s3cr3t@[bad", "https://example.com/?key=s3cr3t", "https://example.com/#s3cr3t", "x:s3cr3t@y"]
        {
            let text = refused(url);
            assert!(!text.contains("s3cr3t"), "{text}");
        }
    }
}
