//! Identifiers on their way into a path.

use std::borrow::Cow;

use crate::error::InvalidId;

/// Checks an identifier and encodes it for use as one segment of a path.
///
/// # Errors
///
/// Refuses what could change the path: an empty value, `.` and `..`, and values with `/`, `\`, `?`, `#`, `%` or control
/// characters.
pub fn path_segment<'a>(name: &'static str, value: &'a str) -> Result<Cow<'a, str>, InvalidId> {
    // Nearly all identifiers are such: one pass over their bytes is all that each request pays for the rules below.
    if value.bytes().any(|byte| byte != b'.') && value.bytes().all(is_plain) {
        return Ok(Cow::Borrowed(value));
    }
    let refuse = |rule| Err(InvalidId::new(name, value, rule));
    if value.is_empty() {
        return refuse("must not be empty");
    }
    if value == "." || value == ".." {
        return refuse("must not be a dot segment, which would change the path");
    }
    if value.chars().any(|letter| matches!(letter, '/' | '\\' | '?' | '#' | '%')) {
        return refuse("must not contain any of / \\ ? # %, which would change the path");
    }
    if value.chars().any(char::is_control) {
        return refuse("must not contain control characters");
    }
    Ok(if value.bytes().all(is_plain) {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(progenitor_client::encode_path(value))
    })
}

/// Whether a byte stands in a path as itself.
#[allow(clippy::indexing_slicing)] // a byte is always below 256
fn is_plain(byte: u8) -> bool {
    // A table: each byte of each identifier of each request is looked at.
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut byte = 0;
        while byte < plain.len() {
            plain[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'_' | b'.' | b'~');
            byte += 1;
        }
        plain
    };
    PLAIN[usize::from(byte)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_pass_and_are_encoded() {
        assert_eq!(path_segment("id", "497f6eca-6276").unwrap(), "497f6eca-6276");
        assert_eq!(path_segment("id", "a..b").unwrap(), "a..b");
        assert_eq!(path_segment("id", "...").unwrap(), "...");
        assert_eq!(path_segment("id", "a b").unwrap(), "a%20b");
    }

    #[test]
    fn what_could_change_the_path_is_refused() {
        for value in ["", ".", "..", "a/b", "a\\b", "a?b", "a#b", "%2e%2e", "a\nb", "a\u{7f}"] {
            let error = path_segment("meeting_id", value).unwrap_err();
            assert_eq!(error.name(), "meeting_id");
            assert!(error.to_string().contains("meeting_id"), "{error}");
        }
    }
}
