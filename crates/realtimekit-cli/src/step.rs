//! The action that was taken, or would be taken, to make an object exist.

use std::fmt;

use realtimekit::jobs::{Change, Ensured, Outcome, Plan};
use serde_json::{Value, json};

use crate::context::Context;
use crate::failure::Failure;
use crate::output::Format;
use crate::printable::printable;
use crate::urls::hide_passwords;

/// One object, and what happened to it or would happen.
#[derive(Debug)]
pub struct Step {
    /// `preset`, `webhook`, `app`.
    pub kind: &'static str,
    pub name: String,
    pub outcome: Outcome,
    pub id: Option<String>,
    pub changes: Vec<Change>,
    /// Identifiers of other objects that match.
    pub duplicates: Vec<String>,
    pub is_plan: bool,
}

impl Step {
    pub fn planned(kind: &'static str, name: impl Into<String>, plan: Plan) -> Self {
        let Plan { outcome, id, changes, .. } = plan;
        Self::planned_changes(kind, name, outcome, id, changes)
    }

    pub fn planned_changes(
        kind: &'static str,
        name: impl Into<String>,
        outcome: Outcome,
        id: Option<String>,
        changes: Vec<Change>,
    ) -> Self {
        Self { kind, name: name.into(), outcome, id, changes, duplicates: Vec::new(), is_plan: true }
    }

    /// An object in an app that does not exist yet.
    pub fn creation(kind: &'static str, name: impl Into<String>) -> Self {
        Self::planned_changes(kind, name, Outcome::Created, None, Vec::new())
    }

    pub fn done<T>(kind: &'static str, name: impl Into<String>, ensured: Ensured<T>, id: impl Fn(&T) -> &str) -> Self {
        let Ensured { outcome, changes, ref value, ref duplicates, .. } = ensured;
        let duplicates = duplicates.iter().map(|duplicate| id(duplicate).to_owned()).collect();
        let id = Some(id(value).to_owned());
        Self { kind, name: name.into(), outcome, id, changes, duplicates, is_plan: false }
    }

    pub fn is_unchanged(&self) -> bool {
        self.outcome == Outcome::Unchanged
    }

    /// The step as it is printed: without passwords, unless they are asked for.
    pub fn shown(mut self, context: &Context) -> Self {
        if !context.output.show_secrets {
            for change in &mut self.changes {
                hide_passwords(&mut change.from);
                hide_passwords(&mut change.to);
            }
        }
        self
    }

    fn json(&self) -> Value {
        let change = |change: &Change| json!({ "path": change.path, "from": change.from, "to": change.to });
        json!({
            "kind": self.kind,
            "name": self.name,
            "outcome": self.outcome.to_string(),
            "dry_run": self.is_plan,
            "id": self.id,
            "changes": self.changes.iter().map(change).collect::<Vec<_>>(),
            "duplicates": self.duplicates,
        })
    }
}

/// `preset doctor: would be updated`, and a line for each field.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let would = if self.is_plan && !self.is_unchanged() { "would be " } else { "" };
        writeln!(f, "{} {}: {would}{}", self.kind, printable(&self.name), self.outcome)?;
        self.changes.iter().try_for_each(|change| writeln!(f, "  {}", printable(&change.to_string())))?;
        match self.duplicates.as_slice() {
            [] => Ok(()),
            duplicates => writeln!(f, "  not used: {}", printable(&duplicates.join(", "))),
        }
    }
}

/// Prints steps: lines as soon as they are known, or with `--json` one list at the end.
pub struct Report<'a> {
    context: &'a Context,
    steps: Vec<Value>,
}

impl<'a> Report<'a> {
    pub fn new(context: &'a Context) -> Self {
        Self { context, steps: Vec::new() }
    }

    pub fn add(&mut self, step: Step) -> Result<(), Failure> {
        let step = step.shown(self.context);
        match self.context.output.format {
            Format::Table if !self.context.output.has_fields() => self.context.output.text(&step.to_string()),
            Format::JsonLines => self.context.output.raw(&step.json()),
            Format::Table | Format::Json => {
                self.steps.push(step.json());
                Ok(())
            }
        }
    }

    pub fn end(self) -> Result<(), Failure> {
        match self.context.output.format {
            Format::Json => self.context.output.raw(&Value::Array(self.steps)),
            Format::Table if self.context.output.has_fields() => self.context.output.list(&self.steps, &[]),
            _ => Ok(()),
        }
    }
}

/// Prints the only step of a command.
pub fn print(context: &Context, step: Step) -> Result<(), Failure> {
    let step = step.shown(context);
    match context.output.format {
        Format::Table if context.output.has_fields() => context.output.object(&step.json(), &[]),
        Format::Table => context.output.text(&step.to_string()),
        _ => context.output.raw(&step.json()),
    }
}

/// Names of the fields of a step, for `--fields`.
pub const FIELDS: &[&str] = &["kind", "name", "outcome", "dry_run", "id", "changes", "duplicates"];

/// Refuses `--curl`, for commands of several requests, each of which depends on the response to the one before.
pub fn without_curl(context: &Context, instead: &str) -> Result<(), Failure> {
    match context.global.curl {
        true => Err(Failure::usage("--curl prints one request, and this command sends several").hint(instead)),
        false => Ok(()),
    }
}
