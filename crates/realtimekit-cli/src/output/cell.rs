//! The cells of a table: where their values are, and how people read them.

use anstyle::AnsiColor;
use realtimekit::Timestamp;
use serde_json::Value;

use crate::fields::at;
use crate::printable::printable;

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    pub name: &'a str,
    /// Dotted path of the value.
    pub path: &'a str,
    pub unit: Unit,
}

/// How a value is written for people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    /// As it is.
    Plain,
    /// An identifier: never shortened.
    Id,
    /// A date and time, to the minute.
    Time,
    /// A length of time, from seconds.
    Seconds,
    /// A length of time, from minutes.
    Minutes,
    /// A size, from bytes.
    Bytes,
    /// A state, coloured.
    Status,
}

impl<'a> Column<'a> {
    pub const fn plain(name: &'a str, path: &'a str) -> Self {
        Self { name, path, unit: Unit::Plain }
    }

    pub const fn id(name: &'a str, path: &'a str) -> Self {
        Self { name, path, unit: Unit::Id }
    }

    pub const fn time(name: &'a str, path: &'a str) -> Self {
        Self { name, path, unit: Unit::Time }
    }

    pub const fn seconds(name: &'a str, path: &'a str) -> Self {
        Self { name, path, unit: Unit::Seconds }
    }

    pub const fn minutes(name: &'a str, path: &'a str) -> Self {
        Self { name, path, unit: Unit::Minutes }
    }

    pub const fn bytes(name: &'a str, path: &'a str) -> Self {
        Self { name, path, unit: Unit::Bytes }
    }

    pub const fn status(name: &'a str, path: &'a str) -> Self {
        Self { name, path, unit: Unit::Status }
    }

    /// The text of the cell. Control characters are replaced: a title must not move the cursor of the terminal.
    pub fn text(&self, item: &Value) -> String {
        let text = at(item, self.path).map_or_else(String::new, |value| self.unit.write(value));
        printable(&text)
    }

    /// Whether the text is never shortened.
    pub fn is_fixed(&self) -> bool {
        matches!(self.unit, Unit::Id | Unit::Time | Unit::Status)
    }

    /// The colour of the cell.
    pub fn colour(&self, text: &str) -> Option<AnsiColor> {
        match (self.unit, text) {
            (Unit::Status, "ACTIVE" | "LIVE" | "RECORDING" | "UPLOADED" | "true" | "ok") => Some(AnsiColor::Green),
            (Unit::Status, "ERRORED" | "FAILED" | "wrong") => Some(AnsiColor::Red),
            (Unit::Status, "INACTIVE" | "ENDED" | "OFFLINE" | "false") => Some(AnsiColor::BrightBlack),
            (Unit::Status, _) => Some(AnsiColor::Yellow),
            _ => None,
        }
    }
}

impl Unit {
    fn write(self, value: &Value) -> String {
        let text = match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(items) => items.iter().map(|item| Self::Plain.write(item)).collect::<Vec<_>>().join(", "),
            other => other.to_string(),
        };
        let number = value.as_f64().or_else(|| text.parse().ok());
        match (self, number) {
            // The form that the SDK writes need not be read again.
            (Self::Time, _) if text.ends_with('Z') && text.get(10..11) == Some("T") => minute(&text),
            (Self::Time, _) => text.parse().map_or(text, |time: Timestamp| minute(&time.to_string())),
            (Self::Seconds, Some(seconds)) => duration(seconds),
            (Self::Minutes, Some(minutes)) => duration(minutes * 60.0),
            (Self::Bytes, Some(0.0)) => String::new(), // the service reports 0 for a size that it does not know
            (Self::Bytes, Some(bytes)) => indicatif::HumanBytes(bytes as u64).to_string(),
            _ => text,
        }
    }
}

/// `2026-11-25T18:15:40.123Z` as `2026-11-25 18:15`.
fn minute(text: &str) -> String {
    text.get(..16).unwrap_or(text).replace('T', " ")
}

fn duration(seconds: f64) -> String {
    let seconds = seconds.max(0.0).round() as u64;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds}s"),
        (0, minutes, seconds) => format!("{minutes}m{seconds:02}s"),
        (hours, minutes, _) => format!("{hours}h{minutes:02}m"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_are_written_for_people() {
        let item = json!({ "at": "2026-11-25T18:15:40.123Z", "size": 1536, "unknown": 0, "long": 3725.4, "title": "a\u{1b}[2Jb\nc",
            "tags": ["x", "y"], "none": null, "offset": "2026-11-25T18:15:40+01:00" });
        let text = |unit, path| Column { name: "", path, unit }.text(&item);
        assert_eq!(text(Unit::Time, "at"), "2026-11-25 18:15");
        assert_eq!(text(Unit::Bytes, "size"), "1.50 KiB");
        assert_eq!(text(Unit::Bytes, "unknown"), "");
        assert_eq!(text(Unit::Seconds, "long"), "1h02m");
        assert_eq!(text(Unit::Plain, "title"), "a [2Jb c");
        assert_eq!(text(Unit::Plain, "tags"), "x, y");
        assert_eq!(text(Unit::Plain, "tags.1"), "y");
        assert_eq!(text(Unit::Time, "none"), "");
        assert_eq!(text(Unit::Time, "offset"), "2026-11-25 17:15");
        assert_eq!(text(Unit::Plain, "missing.path"), "");
    }
}
