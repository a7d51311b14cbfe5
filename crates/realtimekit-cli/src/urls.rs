//! URLs: of this machine, by way of a proxy, and with passwords, such as those of webhooks with basic authentication.

use std::borrow::Cow;

use realtimekit::reqwest::Url;
use serde_json::Value;

/// The text that is printed in place of a password.
const HIDDEN: &str = "[redacted]";

/// Redacts the passwords of URLs in all texts of a value.
pub fn hide_passwords(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(hidden) = without_password(text) {
                *text = hidden;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide_passwords),
        Value::Object(map) => map.values_mut().for_each(hide_passwords),
        _ => {}
    }
}

/// A URL, with its password redacted if it has one. Other text is returned as it is.
pub fn without_password(text: &str) -> Cow<'_, str> {
    let hidden = || {
        let (scheme, rest) = text.split_once("://")?;
        let is_scheme = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
        let authority = rest.get(..rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()))?;
        let (credentials, _) = authority.rsplit_once('@')?;
        let (user, password) = credentials.split_once(':')?;
        let after = rest.get(credentials.len()..)?;
        (scheme.chars().all(is_scheme) && !password.is_empty() && password != HIDDEN)
            .then(|| format!("{scheme}://{user}:{HIDDEN}{after}"))
    };
    hidden().map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Scheme, host and port of a base URL on this machine: that of an emulator, which publishes its key there.
pub fn local_origin(base_url: &str) -> Option<String> {
    let url = Url::parse(base_url).ok()?;
    let host = url.host_str()?;
    let is_local =
        host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    is_local.then(|| url.origin().ascii_serialization())
}

/// The variable with the proxy for a URL, if one is set. None is used on this machine.
pub fn proxy(url: &str) -> Option<&'static str> {
    const SECURE: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    const PLAIN: [&str; 4] = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
    if local_origin(url).is_some() {
        return None;
    }
    let names = if url.starts_with("https:") { SECURE } else { PLAIN };
    names.into_iter().find(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn passwords_of_urls_are_redacted() {
        for (text, expected) in [
            ("https://user:p%40ss@example.com/hooks?a=b", "https://user:[redacted]@example.com/hooks?a=b"),
            ("https://:pass@example.com", "https://:[redacted]@example.com"),
            ("https://user@example.com", "https://user@example.com"),
            ("https://example.com/a:b@c", "https://example.com/a:b@c"),
            ("a note: see x@example.com", "a note: see x@example.com"),
        ] {
            assert_eq!(without_password(text), expected);
            let mut value = json!({ "urls": [{ "url": text }] });
            hide_passwords(&mut value);
            assert_eq!(value, json!({ "urls": [{ "url": expected }] }));
        }
    }

    #[test]
    fn only_an_emulator_on_this_machine_has_its_own_key() {
        for (base_url, origin) in [
            ("http://127.0.0.1:8787/client/v4", Some("http://127.0.0.1:8787")),
            ("http://localhost:1/client/v4", Some("http://localhost:1")),
            ("http://[::1]:9", Some("http://[::1]:9")),
            ("https://api.cloudflare.com/client/v4", None),
            ("http://127.0.0.1.example.com/client/v4", None),
            ("nonsense", None),
        ] {
            assert_eq!(local_origin(base_url).as_deref(), origin, "{base_url}");
        }
    }
}
