//! Why a text cannot be read: the error of the reader.
//!
//! A fault carries offsets into the text, not paths: paths are found by walking the text again, only when they are needed.

use std::borrow::Cow;

/// Boxed: a large error would make every result of the code of the types larger.
#[derive(Debug)]
pub struct Fault(pub(super) Box<Cause>);

#[derive(Debug)]
pub(super) struct Cause {
    pub(super) kind: Kind,
    /// Offset of the value in question; of the object, where a field is missing or repeated.
    pub(super) at: Option<usize>,
    /// The values around the one in question, from the inside out.
    pub(super) around: Vec<Step>,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// Not JSON, and why.
    Syntax(&'static str),
    /// The text ends within a value.
    Truncated,
    /// A value that cannot be read as what the reader was asked for.
    Unfit(Hint),
    /// A value that its type refuses.
    Refused(Cow<'static, str>),
    /// A field without which the object cannot be read.
    Missing(&'static str),
    /// Two keys for one field of an object: its name, and the offsets of the object and of the later key.
    Repeated { field: &'static str, object: &'static str, object_at: usize, key_at: usize },
    /// The result would take far more memory than the text.
    TooLarge,
    /// Not a fault: the type was asked for what it expects.
    Probed,
}

/// What the reader was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    Boolean,
    Integer,
    Natural,
    Number,
    Text,
    Timestamp,
    List,
    Object,
    /// An object that cannot be read without keys.
    FilledObject,
}

impl Hint {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Integer => "a whole number",
            Self::Natural => "a whole number from 0",
            Self::Number => "a number",
            Self::Text => "a string",
            Self::Timestamp => "a timestamp",
            Self::List => "a list",
            Self::Object | Self::FilledObject => "an object",
        }
    }
}

/// A value that contains the one in question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) part: Part,
    /// Offset of the value.
    pub(super) at: usize,
}

/// How a value is contained in what surrounds it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// A field of a struct with this name, empty where it is not known, and the offset of its key.
    Field { object: &'static str, key_at: usize },
    /// An item of a list.
    Item,
    /// An entry of an object with free keys.
    Entry,
}

/// Why a value cannot be read, without the value.
#[derive(Clone, Debug)]
pub(super) struct Reason {
    /// Offset of the value; of the object, where a field is missing.
    pub(super) at: usize,
    /// The missing field.
    pub(super) field: Option<&'static str>,
    pub(super) expected: Cow<'static, str>,
}

impl Fault {
    pub(super) fn reason(&self) -> Reason {
        let (field, expected) = match &self.0.kind {
            Kind::Missing(field) => (Some(*field), Cow::Borrowed("a value")),
            Kind::Unfit(hint) => (None, Cow::Borrowed(hint.name())),
            Kind::Refused(expected) => (None, expected.clone()),
            Kind::TooLarge => (None, Cow::Borrowed("a result of at most about four times the size of the body")),
            Kind::Syntax(_) | Kind::Truncated | Kind::Repeated { .. } | Kind::Probed => {
                (None, Cow::Borrowed("the documented form"))
            }
        };
        Reason { at: self.0.at.unwrap_or(0), field, expected }
    }

    #[cold]
    pub(super) fn new(kind: Kind, at: usize) -> Self {
        Self(Box::new(Cause { kind, at: Some(at), around: Vec::new() }))
    }

    /// A second key for the field; the object adds the place.
    #[cold]
    pub(super) fn repeated(field: &'static str) -> Self {
        let kind = Kind::Repeated { field, object: "", object_at: 0, key_at: 0 };
        Self(Box::new(Cause { kind, at: None, around: Vec::new() }))
    }

    /// A value that its type refuses, and what the type takes.
    #[cold]
    pub(crate) fn refused(expected: &'static str, at: usize) -> Self {
        Self::new(Kind::Refused(Cow::Borrowed(expected)), at)
    }

    #[cold]
    pub(super) fn syntax(rule: &'static str, at: usize) -> Self {
        Self::new(Kind::Syntax(rule), at)
    }

    /// Adds the offset of the value, if the fault has none.
    #[cold]
    pub(super) fn within(&mut self, at: usize) {
        self.0.at.get_or_insert(at);
    }

    /// Adds a value around the one in question.
    #[cold]
    pub(super) fn around(&mut self, part: Part, at: usize) {
        self.0.at.get_or_insert(at);
        self.0.around.push(Step { part, at });
    }
}
