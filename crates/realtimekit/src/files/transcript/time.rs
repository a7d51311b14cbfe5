//! Times in transcripts.

use std::time::Duration;

use realtimekit_api::Timestamp;
use serde_json::Value;

/// When a sentence begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Time since the start of the session.
    Offset(Duration),
    /// A date and time.
    At(Timestamp),
}

/// The unit of a number that represents a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Seconds,
    Milliseconds,
}

/// 9 September 2001 as Unix time. A session does not last that long, so a larger number is a date.
pub(crate) const EARLIEST_DATE: Duration = Duration::from_secs(1_000_000_000);

impl Moment {
    /// Reads a number of this unit, or a time in ISO 8601.
    pub(crate) fn parse(text: &str, unit: Unit) -> Option<Self> {
        let text = text.trim();
        match text.parse::<u64>() {
            Ok(number) => Some(Self::from_duration(match unit {
                Unit::Seconds => Duration::from_secs(number),
                Unit::Milliseconds => Duration::from_millis(number),
            })),
            Err(_) => match text.parse::<f64>() {
                Ok(number) => Self::from_number(number, unit),
                Err(_) => text.parse().ok().map(Self::At),
            },
        }
    }

    pub(crate) fn from_json(value: &Value, unit: Unit) -> Option<Self> {
        match value {
            Value::String(text) => Self::parse(text, unit),
            Value::Number(number) => Self::parse(&number.to_string(), unit),
            _ => None,
        }
    }

    fn from_number(number: f64, unit: Unit) -> Option<Self> {
        let seconds = match unit {
            Unit::Seconds => number,
            Unit::Milliseconds => number / 1000.0,
        };
        // To the microsecond: what a number with a fraction has beyond that is rounding.
        let micros = Duration::try_from_secs_f64(seconds).ok()?.as_nanos().saturating_add(500) / 1000;
        Some(Self::from_duration(Duration::from_micros(u64::try_from(micros).ok()?)))
    }

    fn from_duration(time: Duration) -> Self {
        if time < EARLIEST_DATE {
            return Self::Offset(time);
        }
        Self::At(Timestamp::from_unix_millis(i64::try_from(time.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Time from `start`, zero if `start` is later; `None` if one of the two is a date and the other an offset.
    pub fn since(self, start: Self) -> Option<Duration> {
        match (self, start) {
            (Self::Offset(time), Self::Offset(start)) => Some(time.saturating_sub(start)),
            (Self::At(time), Self::At(start)) => {
                let [time, start] = [time, start].map(std::time::SystemTime::from);
                Some(time.duration_since(start).unwrap_or_default())
            }
            _ => None,
        }
    }

    /// As [`parse`](Self::parse) reads it with milliseconds.
    pub(crate) fn to_text(self) -> String {
        match self {
            Self::Offset(time) => time.as_millis().to_string(),
            Self::At(time) => time.to_string(),
        }
    }

    /// As [`from_json`](Self::from_json) reads it with seconds.
    pub(crate) fn to_json(self) -> Value {
        match self {
            Self::Offset(time) => time.as_secs_f64().into(),
            Self::At(time) => time.to_string().into(),
        }
    }
}
