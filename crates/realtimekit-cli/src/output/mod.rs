//! Standard output of the commands: a table for people, JSON for programs.

mod cell;
mod table;

pub use cell::{Column, Unit};

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, IsTerminal, Write};

use anstream::ColorChoice;
use realtimekit::{Exposed, Redacted};
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::api::table::Operation;
use crate::failure::Failure;
use crate::fields::{at, check_ends, check_names, check_operation, check_values};
use crate::printable::printable_lines;
use crate::urls::{hide_passwords, without_password};
use table::Layout;

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Format {
    /// A table, or lines of name and value.
    Table,
    /// One JSON value.
    Json,
    /// A JSON value a line.
    JsonLines,
}

/// Prints results.
#[derive(Debug)]
pub struct Output {
    pub format: Format,
    /// Dotted paths of the fields that are printed instead of the usual ones.
    fields: Vec<String>,
    pub show_secrets: bool,
    /// Whether the fields are those of the result.
    are_checked: Cell<bool>,
}

impl Output {
    pub fn new(format: Format, fields: Vec<String>, show_secrets: bool) -> Self {
        let are_checked = Cell::new(fields.is_empty());
        Self { format, fields, show_secrets, are_checked }
    }

    /// Checks the chosen fields before anything is sent: the result is that of an operation, or an item of its list.
    pub fn expect(&self, operation: &Operation, items: bool) -> Result<(), Failure> {
        self.check(|fields| check_operation(fields, operation, items))
    }

    /// As [`expect`](Self::expect), for a result in the form in which the service sends it.
    pub fn expect_raw(&self, operation: &Operation, items: bool) -> Result<(), Failure> {
        let unwrapped = |path: &String| match path.split_once('.') {
            Some((wrapper, rest)) if operation.wrapped_in.iter().any(|key| key == wrapper) => Some(rest.to_owned()),
            _ if operation.wrapped_in.contains(path) => None,
            _ => Some(path.clone()),
        };
        let fields: Vec<String> = self.fields.iter().filter_map(unwrapped).collect();
        self.check(|_| check_operation(&fields, operation, items))
    }

    /// Checks the chosen fields before anything is sent: the result has these.
    pub fn expect_fields(&self, names: &[&str]) -> Result<(), Failure> {
        self.check(|fields| check_names(fields, names.iter().copied()))
    }

    /// Refuses options that the output of the command would ignore: it has this form whatever they are.
    pub fn only(&self, form: &str) -> Result<(), Failure> {
        let ignored = match self.format {
            Format::Json => Some("--json"),
            Format::JsonLines => Some("--jsonl"),
            Format::Table => (!self.fields.is_empty()).then_some("--fields"),
        };
        let refused = |option| Failure::usage(format!("{form} and {option} exclude each other")).hint("leave out one");
        ignored.map_or(Ok(()), |option| Err(refused(option)))
    }

    /// Refuses chosen fields without JSON, for commands whose lines for people have no fields.
    pub fn fields_of_json(&self) -> Result<(), Failure> {
        match self.format == Format::Table && !self.fields.is_empty() {
            true => Err(Failure::usage("--fields: the output for people has no fields").hint("add --json or --jsonl")),
            false => Ok(()),
        }
    }

    /// Whether people get fields that they have chosen, instead of sentences.
    pub fn has_fields(&self) -> bool {
        !self.fields.is_empty()
    }

    /// Checks the chosen fields against a result.
    fn check_values(&self, items: &[Value]) -> Result<(), Failure> {
        self.check(|fields| check_values(fields, items))?;
        check_ends(&self.fields, items)
    }

    fn check(&self, check: impl FnOnce(&[String]) -> Result<(), Failure>) -> Result<(), Failure> {
        if !self.are_checked.get() {
            check(&self.fields)?;
            self.are_checked.set(true);
        }
        Ok(())
    }

    /// Prints the items of a list: a table, a JSON array, or a line of JSON for each.
    pub fn list<T: Serialize>(&self, items: &[T], columns: &[Column<'_>]) -> Result<(), Failure> {
        let items = items.iter().map(|item| self.value(item)).collect::<Result<Vec<_>, _>>()?;
        self.check_values(&items)?;
        match self.format {
            Format::Table => self.text(&table::table(&items, &self.columns(columns), self.layout())),
            Format::Json => self.json(&items.iter().map(|item| self.chosen(item)).collect::<Vec<_>>()),
            Format::JsonLines => items.iter().try_for_each(|item| self.json(&self.chosen(item))),
        }
    }

    /// Prints one object: lines of name and value, or JSON.
    pub fn object<T: Serialize>(&self, item: &T, columns: &[Column<'_>]) -> Result<(), Failure> {
        let item = self.value(item)?;
        self.check_values(std::slice::from_ref(&item))?;
        match self.format {
            Format::Table => self.text(&table::block(&item, &self.columns(columns), self.layout())),
            Format::Json | Format::JsonLines => self.json(&self.chosen(&item)),
        }
    }

    /// Prints a value as JSON, with any format: the elements of a list one by one with `--jsonl`.
    pub fn raw(&self, value: &Value) -> Result<(), Failure> {
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        self.check_values(items)?;
        match value {
            Value::Array(items) if self.format == Format::JsonLines => {
                items.iter().try_for_each(|item| self.json(&self.chosen(item)))
            }
            Value::Array(items) => self.json(&items.iter().map(|item| self.chosen(item)).collect::<Vec<_>>()),
            value => self.json(&self.chosen(value)),
        }
    }

    /// Prints what was done: a sentence for people, `result` for programs.
    pub fn done<T: Serialize>(&self, sentence: &str, result: &T) -> Result<(), Failure> {
        match self.format {
            Format::Table if self.fields.is_empty() => self.text(&format!("{}\n", printable_lines(sentence))),
            _ => self.object(result, &[]),
        }
    }

    /// Prints text that other people wrote: to a terminal without control characters, which it would execute.
    pub fn foreign(&self, text: &str) -> Result<(), Failure> {
        match io::stdout().is_terminal() {
            true => self.text(&printable_lines(text)),
            false => self.text(text),
        }
    }

    /// Prints text as it is.
    pub fn text(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::output)
    }

    /// Serialises a result, without its secrets unless they are asked for.
    pub fn value<T: Serialize>(&self, item: &T) -> Result<Value, Failure> {
        let value = match self.show_secrets {
            true => serde_json::to_value(Exposed(item)),
            false => serde_json::to_value(Redacted(item)),
        };
        let mut value = value.map_err(|error| Failure::other(error.to_string()))?;
        if !self.show_secrets {
            hide_passwords(&mut value);
        }
        Ok(value)
    }

    /// A URL, without its password unless it is asked for.
    pub fn url<'a>(&self, url: &'a str) -> Cow<'a, str> {
        if self.show_secrets { Cow::Borrowed(url) } else { without_password(url) }
    }

    fn json(&self, value: &impl Serialize) -> Result<(), Failure> {
        let text = match self.format {
            Format::JsonLines => serde_json::to_string(value),
            Format::Table | Format::Json => serde_json::to_string_pretty(value),
        };
        self.text(&format!("{}\n", text.map_err(|error| Failure::other(error.to_string()))?))
    }

    /// The fields that were chosen.
    fn chosen<'a>(&'a self, item: &'a Value) -> Chosen<'a> {
        Chosen { item, fields: &self.fields }
    }

    fn layout(&self) -> Layout {
        Layout { width: width(), colours: is_coloured(), keeps_empty: !self.fields.is_empty() }
    }

    fn columns<'a>(&'a self, usual: &'a [Column<'a>]) -> Vec<Column<'a>> {
        match self.fields.is_empty() {
            true => usual.to_vec(),
            false => self
                .fields
                .iter()
                .map(|path| {
                    let usual = usual.iter().find(|column| column.path == path).copied();
                    usual.unwrap_or(Column { name: path, path, unit: Unit::Plain })
                })
                .collect(),
        }
    }
}

/// Fields of an object under their paths, in the order in which they were asked for; the whole object if none were.
struct Chosen<'a> {
    item: &'a Value,
    fields: &'a [String],
}

impl Serialize for Chosen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.fields.is_empty() {
            true => self.item.serialize(serializer),
            false => serializer.collect_map(self.fields.iter().map(|path| (path, at(self.item, path)))),
        }
    }
}

/// Width of the terminal; `None` if the output goes elsewhere and `COLUMNS` is not set.
fn width() -> Option<usize> {
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    match io::stdout().is_terminal() {
        true => terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into()).or_else(columns),
        false => columns(),
    }
}

/// Whether standard output is a terminal that shows colours, and neither `NO_COLOR` nor `TERM=dumb` is set.
fn is_coloured() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never
}
