//! Why a response could not be read, and what of it was left out.

use std::borrow::Cow;
use std::fmt;

use super::fault::{Fault, Kind as Cause, Reason};
use super::rules::Rules;
use super::scanner::Scanner;
use crate::operation::Operation;

/// A response with a status of success that could not be read.
///
/// The service has executed the request all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    operation: &'static str,
    /// How to find what the request created.
    find: &'static str,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// `success` is `false`.
    Failure,
    /// Not JSON at all.
    Syntax(String),
    /// JSON of another form.
    Unreadable(Unreadable),
}

/// A value that could not be read: where it is, what was expected, and what was found there.
///
/// The value itself may be a secret and is not part of this.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unreadable {
    /// Path of the value in the body, such as `data.sessions[3].started_at`.
    pub path: String,
    /// What was expected, such as `a timestamp`.
    pub expected: Cow<'static, str>,
    /// What was found, such as `a string of 9 characters`.
    pub found: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if self.path.is_empty() { "" } else { ": " };
        write!(f, "{}{separator}{} expected, {} found", self.path, self.expected, self.found)
    }
}

impl std::error::Error for Unreadable {}

impl Unreadable {
    /// A value that could not be written as JSON.
    pub(crate) fn not_written(error: serde_json::Error) -> Self {
        Self { path: String::new(), expected: "JSON".into(), found: error.to_string() }
    }

    /// Describes everything that was left out of the value at `root`.
    pub(super) fn all(text: &str, root: usize, prefix: &str, rules: &Rules<'_>) -> Vec<Self> {
        let mut all: Vec<_> = rules.dropped.iter().map(|reason| Self::new(text, root, prefix, rules, reason)).collect();
        if rules.more > 0 {
            let found = format!("{} more values of other forms", rules.more);
            all.push(Self { path: prefix.to_owned(), expected: "the documented form".into(), found });
        }
        all
    }

    /// Describes a value in a body, of which the value at `root` has the path `prefix`.
    pub(super) fn new(text: &str, root: usize, prefix: &str, rules: &Rules<'_>, reason: &Reason) -> Self {
        let value = Scanner::new(text, reason.at);
        let mut path = prefix.to_owned();
        Scanner::new(text, root).path(reason.at, &mut path);
        let Some(field) = reason.field else {
            return Self { path, expected: reason.expected.clone(), found: value.describe() };
        };
        // A required field that is there was left out because it could not be read.
        let mut left_out = None;
        value.clone().children(|key, value| {
            left_out = (key == field).then_some(value);
            left_out.is_none()
        });
        if let Some(cause) = left_out.and_then(|value| rules.cause(field, value)) {
            return Self::new(text, root, prefix, rules, &cause);
        }
        path.push('.');
        path.push_str(field);
        let expected = left_out.and_then(|_| rules.expected(field)).unwrap_or_else(|| reason.expected.clone());
        Self { path, expected, found: left_out.map_or_else(|| "nothing".to_owned(), Scanner::describe) }
    }
}

impl DecodeError {
    pub(super) fn failure(operation: &Operation) -> Self {
        Self::new(operation, Kind::Failure)
    }

    fn new(operation: &Operation, kind: Kind) -> Self {
        Self { operation: operation.id, find: operation.result.find, kind }
    }

    pub(super) fn unreadable(operation: &Operation, value: Unreadable) -> Self {
        Self::new(operation, Kind::Unreadable(value))
    }

    pub(super) fn expected(operation: &Operation, path: &str, expected: &'static str, found: String) -> Self {
        Self::unreadable(operation, Unreadable { path: path.to_owned(), expected: expected.into(), found })
    }

    /// An error from a fault in the value at `root`, which has the path `prefix`.
    pub(super) fn from_fault(
        operation: &Operation,
        (text, root, prefix): (&str, usize, &str),
        rules: &Rules<'_>,
        fault: &Fault,
    ) -> Self {
        let kind = match syntax(text, fault) {
            Some(message) => Kind::Syntax(message),
            None => Kind::Unreadable(Unreadable::new(text, root, prefix, rules, &fault.reason())),
        };
        Self::new(operation, kind)
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Whether the response itself reports that the operation failed (`success: false`).
    pub fn is_failure(&self) -> bool {
        self.kind == Kind::Failure
    }

    /// Path of the value that could not be read, such as `data.sessions[3].id`.
    pub fn path(&self) -> Option<&str> {
        match &self.kind {
            Kind::Unreadable(value) => Some(&value.path),
            _ => None,
        }
    }
}

/// What is wrong with a text that is no JSON.
pub(super) fn syntax(text: &str, fault: &Fault) -> Option<String> {
    let rule = match fault.0.kind {
        Cause::Syntax(rule) => rule,
        Cause::Truncated => "it ends too early",
        _ => return None,
    };
    let before = text.get(..fault.0.at?).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some(format!("{rule} at line {line} column {column}"))
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation;
        match &self.kind {
            Kind::Failure => {
                let reason = "the response reports that the operation failed, under a status of success";
                return write!(f, "{operation}: {reason}");
            }
            Kind::Syntax(message) => {
                write!(f, "{operation}: the service executed the request, but its response is not JSON: {message}")?;
            }
            Kind::Unreadable(value) => {
                write!(f, "{operation}: the service executed the request, but its response cannot be read: {value}")?;
            }
        }
        if self.find.is_empty() { Ok(()) } else { write!(f, " (to find what was created, {})", self.find) }
    }
}

impl std::error::Error for DecodeError {}
