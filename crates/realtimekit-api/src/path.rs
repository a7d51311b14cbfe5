//! Identifiers as segments of a path.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::invalid_id::InvalidId;

/// The characters that are encoded in a segment, besides all that are not ASCII.
const ENCODED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}');

/// Checks an identifier and encodes it for use as one segment of a path.
///
/// # Errors
///
/// Refuses values that could change the path: empty ones, `.` and `..`, those with `/`, `\`, `?`, `#`, `%` or control
/// characters, and those that begin or end with a space.
pub fn path_segment<'a>(name: &'static str, value: &'a str) -> Result<Cow<'a, str>, InvalidId> {
    if !value.is_empty() && is_plain(value) {
        return Ok(Cow::Borrowed(value));
    }
    let refuse = |rule| Err(InvalidId::new(name, value, rule));
    if value.is_empty() {
        return refuse("must not be empty");
    }
    if value == "." || value == ".." {
        return refuse("must not be a dot segment, which would change the path");
    }
    if value.contains(['/', '\\', '?', '#', '%']) {
        return refuse("must not contain any of / \\ ? # %, which would change the path");
    }
    if value.contains(char::is_control) {
        return refuse("must not contain control characters");
    }
    if value.trim() != value {
        return refuse("must not begin or end with a space");
    }
    Ok(utf8_percent_encode(value, ENCODED).into())
}

/// The path of a template below `base`, with the identifiers in their order, each checked and encoded.
pub(crate) fn path(base: &str, template: &'static str, identifiers: &[&str]) -> Result<String, InvalidId> {
    let length: usize = identifiers.iter().map(|identifier| identifier.len()).sum();
    let mut path = String::with_capacity(base.len() + template.len() + length);
    path.push_str(base);
    let mut identifiers = identifiers.iter();
    for part in template.split('{') {
        let literal = match part.split_once('}') {
            Some((name, literal)) => {
                path.push_str(&path_segment(name, identifiers.next().copied().unwrap_or_default())?);
                literal
            }
            None => part,
        };
        path.push_str(literal);
    }
    Ok(path)
}

/// Whether a text has only characters that mean nothing in a path or in JSON, as nearly all identifiers do: one pass over
/// it is all that each request pays for the rules.
pub(crate) fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
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
    fn identifiers_that_change_the_path_are_refused() {
        for value in ["", ".", "..", "a/b", "a\\b", "a?b", "a#b", "%2e%2e", "a\nb", "a\u{7f}", " a", "a\u{a0}"] {
            let error = path_segment("meeting_id", value).unwrap_err();
            assert_eq!(error.name(), "meeting_id");
            assert!(error.to_string().contains("meeting_id"), "{error}");
        }
    }
}
