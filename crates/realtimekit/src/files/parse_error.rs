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

/// Most errors of a file that are kept.
const MOST_ERRORS: usize = 1000;

/// Keeps an error of a file, or counts it if there are many already: each takes more memory than the line it is about.
pub(crate) fn keep(errors: &mut Vec<ParseError>, more: &mut u64, error: ParseError) {
    if errors.len() < MOST_ERRORS { errors.push(error) } else { *more += 1 }
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
