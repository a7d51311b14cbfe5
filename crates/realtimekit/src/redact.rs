//! Redaction: which names belong to secrets, and text, URLs and JSON without them.

use std::borrow::Cow;

use reqwest::Url;
use serde_json::Value;

/// Replaces a secret wherever one would be shown.
pub(crate) const REDACTED: &str = "[redacted]";

/// Whether a header, parameter or field of this name probably holds a secret. Used for names that the OpenAPI document
/// does not describe.
pub(crate) fn is_secret_name(name: &str) -> bool {
    const WORDS: [&str; 9] =
        ["auth", "token", "key", "secret", "password", "passphrase", "cookie", "signature", "credential"];
    let name = name.to_ascii_lowercase();
    WORDS.iter().any(|word| name.contains(word))
}

/// Text of the service without links, long tokens and values after secret names, cut after about 300 characters.
pub(crate) fn redact_text(text: &str) -> String {
    const MAX_LENGTH: usize = 300;
    let mut clean = String::new();
    for piece in
        text.split_inclusive(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ',' | '<' | '>'))
    {
        let word = piece
            .trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ',' | '<' | '>'));
        let end = &piece[word.len()..];
        if let Some((scheme, rest)) = word.split_once("://") {
            // The path is redacted too: in RTMP links it contains the stream key.
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let host = host.rsplit('@').next().unwrap_or_default();
            clean.push_str(&format!("{scheme}://{host}/{REDACTED}"));
        } else if let Some((before, _)) = word.split_once('?').filter(|(_, query)| query.contains('=')) {
            clean.push_str(before);
            clean.push('?');
            clean.push_str(REDACTED);
        } else if let Some((name, _)) = word.split_once('=').filter(|(name, _)| is_secret_name(name)) {
            clean.push_str(name);
            clean.push('=');
            clean.push_str(REDACTED);
        } else if is_token(word) {
            clean.push_str(REDACTED);
        } else {
            clean.push_str(word);
        }
        clean.push_str(end);
        if clean.len() > MAX_LENGTH {
            let cut = (0..=MAX_LENGTH).rev().find(|index| clean.is_char_boundary(*index)).unwrap_or(0);
            clean.truncate(cut);
            clean.push('…');
            break;
        }
    }
    clean
}

/// Whether a word looks like a key: long, and not a UUID.
fn is_token(word: &str) -> bool {
    let longest = word.split([':', '=', '(', ')', '[', ']', '{', '}', ';', '&']).map(str::len).max().unwrap_or(0);
    // A JSON Web Token begins with the Base64 of `{"`.
    let signed = word.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_.".contains(letter));
    let signed = signed.into_iter().any(|part| part.starts_with("eyJ") && part.matches('.').count() >= 2);
    signed || longest >= 40 || word.split('.').filter(|part| part.len() >= 8).count() >= 3
}

/// A URL that was not parsed yet, without its query, its fragment and anything that could be credentials.
pub(crate) fn redact_base_url(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let plain = url.get(..end).unwrap_or_default();
    match plain.rsplit_once('@') {
        Some((before, after)) => {
            let scheme = before.split_once("://").map_or("", |(scheme, _)| scheme);
            format!("{scheme}://{REDACTED}@{after}")
        }
        None => plain.to_owned(),
    }
}

/// Redacts the values of the query parameters for which `is_secret` returns true.
pub(crate) fn redact_query(url: &mut Url, is_secret: impl Fn(&str) -> bool) {
    if !url.query_pairs().any(|(name, _)| is_secret(&name)) {
        return;
    }
    let redact = |(name, value): (Cow<'_, str>, Cow<'_, str>)| {
        let value = if is_secret(&name) { REDACTED.into() } else { value.into_owned() };
        (name.into_owned(), value)
    };
    let pairs: Vec<(String, String)> = url.query_pairs().map(redact).collect();
    url.query_pairs_mut().clear().extend_pairs(pairs);
}

/// Redacts the text of a JSON field and of the fields inside it, where the name probably belongs to a secret.
pub(crate) fn redact_json(name: &str, value: &mut Value) {
    match value {
        Value::String(text) if is_secret_name(name) => REDACTED.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| redact_json(name, item)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| redact_json(name, value)),
        _ => {}
    }
}

/// Whether a JSON value contains a redacted text in place of a secret.
pub(crate) fn contains_redacted(value: &Value) -> bool {
    match value {
        Value::String(text) => text == REDACTED,
        Value::Array(items) => items.iter().any(contains_redacted),
        Value::Object(fields) => fields.values().any(contains_redacted),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_redacted_by_name_and_by_form() {
        assert_eq!(
            redact_text("files.example.com/a?sig=s3cr3t, stream_key=s3cr3t"),
            "files.example.com/a?[redacted], stream_key=[redacted]"
        );
        assert_eq!(redact_text("token=(eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln)"), "token=[redacted]");
        assert_eq!(redact_text("bad (eyJhIjoxfQ.eyJh.c2ln)"), "bad [redacted]");
        assert_eq!(
            redact_text(
                "'https://files.example.com/a.mp4?X-Amz-Signature=s3cr3t' and rtmp://live.example.com/app/s3cr3t"
            ),
            "'https://files.example.com/[redacted]' and rtmp://live.example.com/[redacted]"
        );
    }

    #[test]
    fn identifiers_are_not_redacted() {
        let harmless = "Meeting 497f6eca-6276-4993-bfeb-53cbbbba6f08 not found in 1b9e8a0c54f24e6f9d0e6a7f3c2b1a90.";
        assert_eq!(redact_text(harmless), harmless);
    }

    #[test]
    fn long_text_is_cut() {
        assert!(redact_text(&"word ".repeat(200)).chars().count() <= 301);
        assert!(redact_text(&"é ".repeat(400)).ends_with('…'));
    }

    #[test]
    fn base_urls_lose_credentials_query_and_fragment() {
        for (url, redacted) in [
            ("https://user:s3cr3t@[bad", "https://[redacted]@[bad"),
            ("https://example.com/?key=s3cr3t", "https://example.com/"),
            ("https://example.com/#s3cr3t", "https://example.com/"),
            ("x:s3cr3t@y", "://[redacted]@y"),
        ] {
            assert_eq!(redact_base_url(url), redacted);
        }
    }
}
