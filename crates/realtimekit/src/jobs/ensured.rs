//! Results of the `ensure` jobs.

use std::fmt;

use super::changes::Change;

/// The action of an `ensure` job, taken or planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The object did not exist.
    Created,
    /// The object existed and differed, or the response did not contain a field that is wanted.
    Updated,
    /// The object existed as wanted; nothing was written.
    Unchanged,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
        })
    }
}

/// An object that now exists as wanted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Ensured<T> {
    /// The action that was taken.
    pub outcome: Outcome,
    /// The object.
    pub value: T,
    /// The fields that were changed; empty unless the outcome is [`Outcome::Updated`].
    pub changes: Vec<Change>,
    /// Further objects that match and are not used. Each job documents what it does about them.
    pub duplicates: Vec<T>,
}

impl<T> Ensured<T> {
    pub(super) fn new(outcome: Outcome, value: T, changes: Vec<Change>) -> Self {
        Self { outcome, value, changes, duplicates: Vec::new() }
    }

    /// An object that existed, after these changes.
    pub(super) fn existing(value: T, changes: Vec<Change>) -> Self {
        let outcome = if changes.is_empty() { Outcome::Unchanged } else { Outcome::Updated };
        Self::new(outcome, value, changes)
    }

    pub(super) fn with_duplicates(mut self, duplicates: Vec<T>) -> Self {
        self.duplicates = duplicates;
        self
    }
}

/// The plan of an `ensure` job. `Display` writes a line for each change.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Plan {
    /// The action that would be taken.
    pub outcome: Outcome,
    /// Identifier of the object, if it exists.
    pub id: Option<String>,
    /// The fields that would be changed.
    pub changes: Vec<Change>,
}

impl Plan {
    pub(super) fn new(present: Option<(String, Vec<Change>)>) -> Self {
        let Some((id, changes)) = present else {
            return Self { outcome: Outcome::Created, id: None, changes: Vec::new() };
        };
        let outcome = if changes.is_empty() { Outcome::Unchanged } else { Outcome::Updated };
        Self { outcome, id: Some(id), changes }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.outcome {
            Outcome::Created => "create",
            Outcome::Updated => "update",
            Outcome::Unchanged => "nothing to do",
        })?;
        self.changes.iter().try_for_each(|change| write!(f, "\n  {change}"))
    }
}
