//! Identifiers that are refused.

use std::fmt;

/// An identifier that is not valid in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidId {
    name: &'static str,
    value: String,
    rule: &'static str,
}

impl InvalidId {
    pub(crate) fn new(name: &'static str, value: &str, rule: &'static str) -> Self {
        Self { name, value: value.chars().take(64).collect(), rule }
    }

    /// Name of the parameter, such as `meeting_id`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The refused value, shortened to 64 characters.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The rule that the value breaks.
    pub fn rule(&self) -> &'static str {
        self.rule
    }
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} {}", self.name, self.value, self.rule)
    }
}

impl std::error::Error for InvalidId {}
