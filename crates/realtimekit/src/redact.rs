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

/// Redacts text of the service for people: links, tokens, values after secret names, and the client's own credentials.
/// Control characters are escaped, and text beyond 300 characters is cut.
pub(crate) fn redact_text(text: &str, own: &[&str]) -> String {
    const MAX_LENGTH: usize = 300;
    // The credentials of the client are redacted everywhere, in any form.
    let own = own.iter().filter(|secret| secret.len() >= 4);
    let text = own.fold(Cow::Borrowed(text), |text, secret| match text.contains(secret) {
        true => text.replace(secret, REDACTED).into(),
        false => text,
    });
    let mut clean = String::new();
    let mut rest = &*text;
    while !rest.is_empty() && clean.len() <= MAX_LENGTH {
        rest = redact_next(rest, &mut clean);
    }
    if clean.len() > MAX_LENGTH || !rest.is_empty() {
        let cut = (0..=MAX_LENGTH).rev().find(|index| clean.is_char_boundary(*index)).unwrap_or(0);
        clean.truncate(cut);
        clean.push('…');
    }
    clean
}

/// Moves the next piece of a text to its redacted form, and returns what follows it.
fn redact_next<'a>(text: &'a str, clean: &mut String) -> &'a str {
    if let Some(after) = text.strip_prefix(REDACTED) {
        clean.push_str(REDACTED);
        return after;
    }
    let word = prefix(text, is_word);
    let after = text.get(word.len()..).unwrap_or_default();
    if word.is_empty() {
        let Some(letter) = text.chars().next() else { return "" };
        let after = text.get(letter.len_utf8()..).unwrap_or_default();
        if letter == '?' && prefix(after, |letter| !ends_link(letter)).contains('=') {
            // The query of a link without a scheme.
            clean.push('?');
            clean.push_str(REDACTED);
            return after.trim_start_matches(|letter| !ends_link(letter));
        }
        push_escaped(letter, clean);
        return after;
    }
    if let Some(link) = ["://", ":\\/\\/"].iter().find_map(|mark| after.strip_prefix(mark)) {
        // The path is redacted too: in RTMP links it contains the stream key.
        let authority = prefix(link, |letter| !ends_link(letter) && !matches!(letter, '/' | '\\' | '?' | '#'));
        if link.is_empty() || link.starts_with(ends_link) {
            // Prose about schemes, such as "must begin with https://".
            clean.push_str(&format!("{word}://"));
            return link;
        }
        let host = authority.rsplit('@').next().unwrap_or_default();
        clean.push_str(&format!("{word}://{host}/{REDACTED}"));
        return link.trim_start_matches(|letter| !ends_link(letter));
    }
    if ["bearer", "basic"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme)) {
        let credentials = after.trim_start_matches(' ');
        let value = prefix(credentials, |letter| is_word(letter) || matches!(letter, '+' | '/' | '=' | '~' | ':'));
        if after.starts_with(' ') && !value.is_empty() && !is_plain_word(value) {
            clean.push_str(&format!("{word} {REDACTED}"));
            return credentials.get(value.len()..).unwrap_or_default();
        }
    }
    if is_token(word, after) {
        clean.push_str(REDACTED);
        // A key in Base64 continues beyond the word.
        return after.trim_start_matches(|letter| is_word(letter) || matches!(letter, '+' | '/' | '='));
    }
    clean.push_str(word);
    if is_secret_name(word)
        && let Some((separator, value)) = value_after_name(after)
    {
        clean.push_str(separator);
        clean.push_str(REDACTED);
        return after.get(separator.len() + value.len()..).unwrap_or_default();
    }
    after
}

/// The value that follows a name, and what separates the two: `: value`, `=value`, `": "value"`.
fn value_after_name(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches(['\\', '"', '\'', ']']).trim_start_matches(' ');
    let rest = rest.strip_prefix([':', '='])?.trim_start_matches(['>', ' ']);
    let quoted = rest.trim_start_matches('\\').strip_prefix(['"', '\'']);
    let (value, length) = match quoted {
        Some(value) => (value, value.find(['"', '\'']).unwrap_or(value.len())),
        None => {
            let end = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '&' | '}' | ')' | '"');
            let mut length = rest.find(end).unwrap_or(rest.len());
            let scheme = rest.get(..length).unwrap_or_default();
            if ["bearer", "basic"].iter().any(|name| scheme.eq_ignore_ascii_case(name)) {
                let more = rest.get(length + 1..).unwrap_or_default();
                length += 1 + more.find(end).unwrap_or(more.len());
            }
            (rest, length.min(rest.len()))
        }
    };
    let value = value.get(..length)?;
    // Validators write `token: is required`; such words are no secrets.
    const WORDS: [&str; 13] = [
        "", "Required", "required", "Invalid", "invalid", "Expected", "expected", "must", "is", "should", "cannot",
        "missing", "null",
    ];
    if WORDS.contains(&value) {
        return None;
    }
    let begin = text.len() - (quoted.unwrap_or(rest)).len();
    Some((text.get(..begin)?, value))
}

/// Whether a word looks like a key or token: a JSON Web Token, or long. `after` follows the word in the text.
fn is_token(word: &str, after: &str) -> bool {
    // Paths of fields are long, dotted and in lower case.
    if word.chars().all(|letter| letter.is_ascii_lowercase() || matches!(letter, '_' | '.')) {
        return false;
    }
    let beyond = prefix(after, |letter| is_word(letter) || matches!(letter, '+' | '/' | '='));
    let parts = word.split('.').filter(|part| part.len() >= 8).count();
    // A JSON Web Token begins with the Base64 of `{"`.
    let signed = word.starts_with("eyJ") && word.matches('.').count() >= 2;
    signed || parts >= 3 || word.len() + beyond.len() >= 40
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

/// Whether a word is a word of prose: letters of one case, the first one excepted.
fn is_plain_word(word: &str) -> bool {
    word.chars().skip(1).all(|letter| letter.is_ascii_lowercase())
        && word.starts_with(|first: char| first.is_alphabetic())
}

fn ends_link(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '\'' | ',' | '<' | '>')
}

/// The longest beginning of a text that consists of such letters.
fn prefix(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|letter| !belongs(letter)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Text with control characters escaped.
pub(crate) fn escape_text(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_control) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    text.chars().for_each(|letter| push_escaped(letter, &mut escaped));
    escaped.into()
}

fn push_escaped(letter: char, clean: &mut String) {
    if is_control(letter) {
        clean.extend(letter.escape_default());
    } else {
        clean.push(letter);
    }
}

/// Whether a letter can break a line of a log, control a terminal or reorder text.
fn is_control(letter: char) -> bool {
    let reorders =
        matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    letter.is_control() || reorders || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// A URL that was not parsed yet, without its query, its fragment and anything that could be credentials.
pub(crate) fn redact_base_url(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let plain = url.get(..end).unwrap_or_default();
    // Percent-encoded too: such a URL cannot be parsed, and is then printed.
    match ["@", "%40"].iter().filter_map(|at| plain.rfind(at).map(|begin| begin + at.len())).max() {
        Some(host) => {
            let (credentials, host) = plain.split_at(host);
            let scheme = credentials.split_once("://").map_or("", |(scheme, _)| scheme);
            format!("{scheme}://{REDACTED}@{host}")
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

    fn redact(text: &str) -> String {
        redact_text(text, &["hunter2", "x"])
    }

    #[test]
    fn text_is_redacted_by_name_and_by_form() {
        for (text, redacted) in [
            (
                "files.example.com/a?sig=s3cr3t, stream_key=s3cr3t",
                "files.example.com/a?[redacted], stream_key=[redacted]",
            ),
            ("token=(eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln)", "token=[redacted])"),
            ("bad (eyJhIjoxfQ.eyJh.c2ln)", "bad ([redacted])"),
            (
                "'https://files.example.com/a.mp4?X-Amz-Signature=s3cr3t' and rtmp://u:p@live.example.com/app/s3cr3t",
                "'https://files.example.com/[redacted]' and rtmp://live.example.com/[redacted]",
            ),
            ("rtmps:\\/\\/live.example.com:443\\/app\\/s3cr3t now", "rtmps://live.example.com:443/[redacted] now"),
            (r#"{"password":"s3cr3t pass","a":1}"#, r#"{"password":"[redacted]","a":1}"#),
            (r#"{\"api_key\":\"s3cr3t\"}"#, r#"{\"api_key\":\"[redacted]"}"#),
            ("password: s3cr3t, retry", "password: [redacted], retry"),
            ("Authorization: Basic dXNlcjpzM2NyM3Q= was refused", "Authorization: [redacted] was refused"),
            ("header Bearer s3cr3t-1 refused", "header Bearer [redacted] refused"),
            ("a=1&token=s3cr3t&b=2", "a=1&token=[redacted]&b=2"),
            ("key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY+abc= is bad", "key [redacted] is bad"),
            ("the pass hunter2 is wrong", "the pass [redacted] is wrong"),
        ] {
            assert_eq!(redact(text), redacted, "{text}");
        }
    }

    #[test]
    fn identifiers_and_paths_of_fields_are_not_redacted() {
        for text in [
            "Meeting 497f6eca-6276-4993-bfeb-53cbbbba6f08 not found in 1b9e8a0c54f24e6f9d0e6a7f3c2b1a90.",
            "recording_config.storage_config.access_key is required",
            "ai_config.transcription.language must be one of en-US, en-IN",
            r#""recording_config.storage_config.private_key" is not allowed to be empty"#,
            "Bearer token is missing",
            "Basic authentication failed",
            "token: Required",
            "url must begin with rtmp:// or rtmps://",
        ] {
            assert_eq!(redact(text), text);
        }
    }

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(redact("a\nb\u{1b}[31m\u{202e}c\r"), r"a\nb\u{1b}[31m\u{202e}c\r");
        assert_eq!(escape_text("data.x\n"), r"data.x\n");
    }

    #[test]
    fn long_text_is_cut() {
        assert!(redact(&"word ".repeat(200)).chars().count() <= 301);
        assert!(redact(&"é ".repeat(400)).ends_with('…'));
        assert!(redact(&"?a=b".repeat(100_000)).len() < 400);
    }

    #[test]
    fn base_urls_lose_credentials_query_and_fragment() {
        for (url, redacted) in [
            ("https://user:s3cr3t@[bad", "https://[redacted]@[bad"),
            ("https://example.com/?key=s3cr3t", "https://example.com/"),
            ("https://example.com/#s3cr3t", "https://example.com/"),
            ("x:s3cr3t@y", "://[redacted]@y"),
            ("https://user%3As3cr3t%40example.com/v4", "https://[redacted]@example.com/v4"),
        ] {
            assert_eq!(redact_base_url(url), redacted);
        }
    }
}
