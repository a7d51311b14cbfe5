//! Passwords in URLs, such as those of webhooks with basic authentication.

use std::borrow::Cow;

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
}
