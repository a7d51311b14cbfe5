//! Values of inputs: how they are read from an argument, and the bounds that they keep.

use std::ffi::OsStr;
use std::io::Read;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command};
use realtimekit::Timestamp;
use serde_json::Value;

use super::table::{Input, Kind};

impl Input {
    /// Reads a value from the text of an argument.
    pub fn parse(&self, text: &str) -> Result<Value, String> {
        let value = match self.kind {
            Kind::Boolean => text.parse().map(Value::Bool).map_err(|_| "true or false is expected".to_owned())?,
            Kind::Integer => {
                text.parse::<i64>().map(Value::from).map_err(|_| "a whole number is expected".to_owned())?
            }
            Kind::Number => text.parse::<f64>().map(Value::from).map_err(|_| "a number is expected".to_owned())?,
            Kind::Secret => Value::String(secret(text)?),
            Kind::Json | Kind::Object => json(text)?,
            Kind::Text | Kind::Timestamp => text.into(),
        };
        self.check(&value)?;
        Ok(value)
    }

    /// Checks a value against the documented bounds.
    pub fn check(&self, value: &Value) -> Result<(), String> {
        if let (Some(text), Kind::Timestamp) = (value.as_str(), self.kind) {
            let wanted = "a date and time is expected, such as 2026-01-31T12:00:00Z";
            return text.parse::<Timestamp>().map(|_| ()).map_err(|_| wanted.to_owned());
        }
        if let Some(text) = value.as_str() {
            let length = text.chars().count();
            if self.min_length.is_some_and(|min| length < min) || self.max_length.is_some_and(|max| length > max) {
                return Err(format!(
                    "{} characters are expected, not {length}",
                    range(self.min_length, self.max_length)
                ));
            }
            if self.format.is_some() && !text.starts_with("https://") && !text.starts_with("http://") {
                return Err("a URL is expected that begins with https:// or http://".to_owned());
            }
        }
        let bound = |number: &Option<serde_json::Number>| number.as_ref().and_then(serde_json::Number::as_f64);
        if let Some(number) = value.as_f64() {
            let (min, max) = (bound(&self.minimum), bound(&self.maximum));
            let low = min.is_some_and(|min| number < min || (self.exclusive_minimum && number <= min));
            let high = max.is_some_and(|max| number > max || (self.exclusive_maximum && number >= max));
            if low || high {
                return Err(format!("a number {} is expected", range(self.minimum.as_ref(), self.maximum.as_ref())));
            }
        }
        Ok(())
    }
}

fn range<T: std::fmt::Display>(min: Option<T>, max: Option<T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("from {min} to {max}"),
        (Some(min), None) => format!("from {min}"),
        (None, Some(max)) => format!("up to {max}"),
        (None, None) => String::new(),
    }
}

/// Arguments show in the list of processes and in the history of the shell, so a secret is read from a file or from
/// standard input.
fn secret(text: &str) -> Result<String, String> {
    match text == "-" || text.starts_with('@') {
        true => read(text).map(|text| text.trim_end_matches(['\r', '\n']).to_owned()),
        false => Err("a secret does not belong into an argument: write @FILE, or - for standard input".to_owned()),
    }
}

/// JSON from an argument, or from `@FILE`, or from standard input for `-`.
pub fn json(text: &str) -> Result<Value, String> {
    let read = if text == "-" || text.starts_with('@') { read(text)? } else { text.to_owned() };
    crate::json::parse(&read).map_err(|reason| format!("JSON is expected: {reason}"))
}

fn read(source: &str) -> Result<String, String> {
    let Some(file) = source.strip_prefix('@') else {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        return read.map(|_| text).map_err(|error| format!("standard input cannot be read: {error}"));
    };
    std::fs::read_to_string(file).map_err(|error| format!("{file} cannot be read: {error}"))
}

/// Reads a body. A message about it does not quote it: it may be long, and contain secrets.
#[derive(Clone)]
pub struct BodyParser;

impl TypedValueParser for BodyParser {
    type Value = Value;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Value, clap::Error> {
        let text = value.to_str().ok_or_else(|| clap::Error::new(ErrorKind::InvalidUtf8).with_cmd(command))?;
        json(text).map_err(|reason| {
            let name = arg.map_or_else(String::new, ToString::to_string);
            let message = format!("invalid value for '{name}': {reason}\n");
            clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command)
        })
    }
}

/// Reads the values of one input, and knows those of an enum for help and completion.
#[derive(Clone)]
pub struct Parser(pub &'static Input);

impl TypedValueParser for Parser {
    type Value = Value;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Value, clap::Error> {
        let text = value.to_str().ok_or_else(|| clap::Error::new(ErrorKind::InvalidUtf8).with_cmd(command))?;
        self.0.parse(text).map_err(|reason| {
            let name = arg.map_or_else(String::new, ToString::to_string);
            let message = match self.0.kind {
                // A secret that was given literally must not be shown again, nor those in JSON.
                Kind::Secret | Kind::Json | Kind::Object => format!("invalid value for '{name}': {reason}\n"),
                _ => format!("invalid value '{text}' for '{name}': {reason}\n"),
            };
            clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values = self.0.values.iter().map(|(value, help)| PossibleValue::new(value.as_str()).help(help.as_str()));
        (!self.0.values.is_empty()).then(|| Box::new(values) as Box<dyn Iterator<Item = PossibleValue>>)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(text: &str) -> Input {
        let mut value: Value = serde_json::from_str(text).unwrap();
        for (key, default) in [("name", "a"), ("flag", "a"), ("help", "")] {
            value[key] = default.into();
        }
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn bounds_are_checked() {
        let seconds = input(r#"{"kind":"integer","minimum":60,"maximum":86400}"#);
        assert_eq!(seconds.parse("60"), Ok(Value::from(60)));
        assert_eq!(seconds.parse("59").unwrap_err(), "a number from 60 to 86400 is expected");
        assert_eq!(seconds.parse("x").unwrap_err(), "a whole number is expected");
        let name = input(r#"{"kind":"text","maxLength":3}"#);
        assert_eq!(name.parse("äöüß").unwrap_err(), "up to 3 characters are expected, not 4");
        let url = input(r#"{"kind":"text","format":"uri"}"#);
        assert!(url.parse("ftp://a").is_err() && url.parse("https://a").is_ok());
        let time = input(r#"{"kind":"timestamp"}"#);
        assert!(time.parse("yesterday").is_err() && time.parse("2026-01-31T12:00:00Z").is_ok());
        let share = input(r#"{"kind":"number","minimum":0,"exclusiveMinimum":true}"#);
        assert!(share.parse("0").is_err() && share.parse("0.5").is_ok());
    }

    #[test]
    fn secrets_come_from_files_only() {
        let secret = input(r#"{"kind":"secret"}"#);
        assert!(secret.parse("hunter2").unwrap_err().contains("write @FILE"));
        let file = std::env::temp_dir().join(format!("rtk-secret-{}", std::process::id()));
        std::fs::write(&file, "hunter2\n").unwrap();
        assert_eq!(secret.parse(&format!("@{}", file.display())), Ok("hunter2".into()));
        std::fs::remove_file(file).unwrap();
    }
}
