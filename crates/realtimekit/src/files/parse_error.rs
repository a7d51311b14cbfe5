//! The error of one line or item of a file.

use std::fmt;

/// Longest part of a value that an error quotes.
const QUOTED: usize = 40;

/// A line or item of a transcript or chat that could not be read, or a file that is neither.
///
/// `Display` names the position, the value and the rule. Links are never quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseError {
    /// Number of the line in CSV, SRT and VTT, of the item in JSON, counted from 1; 0 for the file as a whole.
    pub number: u64,
    /// The value and the rule that it breaks.
    pub reason: String,
    unit: &'static str,
}

impl ParseError {
    pub(crate) fn line(number: u64, reason: impl Into<String>) -> Self {
        Self { number, reason: reason.into(), unit: "line" }
    }

    pub(crate) fn item(number: u64, reason: impl Into<String>) -> Self {
        Self { number, reason: reason.into(), unit: "item" }
    }

    pub(crate) fn file(reason: impl Into<String>) -> Self {
        Self { number: 0, reason: reason.into(), unit: "file" }
    }

    pub(crate) fn io(number: u64, unit: &'static str, error: &std::io::Error) -> Self {
        Self { number, reason: format!("the rest could not be read: {error}"), unit }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            0 => f.write_str(&self.reason),
            number => write!(f, "{} {number}: {}", self.unit, self.reason),
        }
    }
}

impl std::error::Error for ParseError {}

/// The beginning of a value, for an error.
pub(crate) fn quoted(value: &str) -> String {
    match value.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{:?}…", value.get(..end).unwrap_or_default()),
        None => format!("{value:?}"),
    }
}
