//! Checks of what is about to be sent against the bounds that the document states.

use std::fmt;

/// The path to a value, built only when it is needed.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// The start of the path.
    Root(&'a str),
    /// A field of an object.
    Key(&'a Place<'a>, &'a str),
    /// An item of a list.
    Index(&'a Place<'a>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(name) => f.write_str(name),
            Self::Key(Self::Root(""), key) => f.write_str(key),
            Self::Key(above, key) => write!(f, "{above}.{key}"),
            Self::Index(above, index) => write!(f, "{above}[{index}]"),
        }
    }
}

/// A value that breaks a documented rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    place: String,
    problem: String,
}

impl InvalidValue {
    fn new(place: Place<'_>, problem: String) -> Self {
        Self { place: place.to_string(), problem }
    }

    pub(crate) fn empty(place: Place<'_>, names: &str) -> Self {
        let place = place.to_string();
        let separator = if place.is_empty() { "" } else { "." };
        Self { place: format!("{place}{separator}{names}"), problem: "is empty, but must have an entry".to_owned() }
    }

    /// The field or parameter, such as `recording_config.max_seconds`.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place, self.problem)
    }
}

impl std::error::Error for InvalidValue {}

/// A type whose values can be checked. Implemented for every type that is sent and has rules.
pub trait Check {
    /// Checks all documented rules.
    ///
    /// # Errors
    ///
    /// Fails with the first value that breaks its rule.
    fn check(&self, place: Place<'_>) -> Result<(), InvalidValue>;
}

/// The place of a request body and of query parameters: their fields are named without a prefix.
pub fn body() -> Place<'static> {
    Place::Root("")
}

/// One function for each kind of rule.
pub mod rules {
    use std::fmt::Display;

    use super::{InvalidValue, Place};

    /// A whole number within bounds.
    ///
    /// # Errors
    ///
    /// Fails if it is out of bounds.
    pub fn whole(
        place: Place<'_>,
        value: impl Into<i128>,
        min: Option<i64>,
        max: Option<i64>,
    ) -> Result<(), InvalidValue> {
        within(place, value.into(), min.map(i128::from), max.map(i128::from))
    }

    /// A number within bounds. NaN is outside of any bounds.
    ///
    /// # Errors
    ///
    /// Fails if it is out of bounds.
    pub fn number(place: Place<'_>, value: f64, min: Option<f64>, max: Option<f64>) -> Result<(), InvalidValue> {
        within(place, value, min, max)
    }

    /// A text of a length within bounds, in characters.
    ///
    /// # Errors
    ///
    /// Fails when it is shorter or longer. The text itself is not part of the error.
    pub fn length(place: Place<'_>, text: &str, min: Option<u64>, max: Option<u64>) -> Result<(), InvalidValue> {
        let count = text.chars().count() as u64;
        let fits = min.is_none_or(|min| count >= min) && max.is_none_or(|max| count <= max);
        if fits {
            return Ok(());
        }
        let rule = bounds(min, max);
        Err(InvalidValue::new(place, format!("has {count} characters, but must have {rule}")))
    }

    /// A list of a length within bounds.
    ///
    /// # Errors
    ///
    /// Fails when it is shorter or longer.
    pub fn items(place: Place<'_>, count: usize, min: Option<u64>, max: Option<u64>) -> Result<(), InvalidValue> {
        let count = count as u64;
        let fits = min.is_none_or(|min| count >= min) && max.is_none_or(|max| count <= max);
        if fits {
            return Ok(());
        }
        let rule = bounds(min, max);
        Err(InvalidValue::new(place, format!("has {count} entries, but must have {rule}")))
    }

    /// A text that is a URL.
    ///
    /// # Errors
    ///
    /// Fails when it is none.
    pub fn url(place: Place<'_>, text: &str) -> Result<(), InvalidValue> {
        parse(text).map_err(|error| {
            let shown: String = text.chars().take(64).collect();
            InvalidValue::new(place, format!("is {shown:?}, but must be a URL: {error}"))
        })
    }

    /// A secret that is a URL; the error does not show it.
    ///
    /// # Errors
    ///
    /// Fails when it is none.
    pub fn secret_url(place: Place<'_>, text: &str) -> Result<(), InvalidValue> {
        parse(text).map_err(|error| InvalidValue::new(place, format!("must be a URL: {error}")))
    }

    /// Two ends of a range in their order.
    ///
    /// # Errors
    ///
    /// Fails if the end is before the start.
    pub fn order<T: PartialOrd + Display>(
        start_name: &str,
        start: &T,
        end_name: &str,
        end: &T,
    ) -> Result<(), InvalidValue> {
        if start <= end {
            return Ok(());
        }
        let problem = format!("is {end}, but must not be before {start_name}, which is {start}");
        Err(InvalidValue::new(Place::Key(&super::body(), end_name), problem))
    }

    fn parse(text: &str) -> Result<(), String> {
        let url = reqwest::Url::parse(text).map_err(|error| error.to_string())?;
        // `example.com:8443/hook` is a URL of the scheme `example.com`, which is not meant.
        if url.has_host() { Ok(()) } else { Err("it has no host; did you leave out `https://`?".to_owned()) }
    }

    fn within<T: PartialOrd + Display + Copy>(
        place: Place<'_>,
        value: T,
        min: Option<T>,
        max: Option<T>,
    ) -> Result<(), InvalidValue> {
        let fits = min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max);
        if fits {
            return Ok(());
        }
        Err(InvalidValue::new(place, format!("is {value}, but must be {}", bounds(min, max))))
    }

    fn bounds<T: Display>(min: Option<T>, max: Option<T>) -> String {
        match (min, max) {
            (Some(min), Some(max)) => format!("between {min} and {max}"),
            (Some(min), None) => format!("at least {min}"),
            (None, Some(max)) => format!("at most {max}"),
            (None, None) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{LivestreamingConfig, RecordingConfig, SummarizationConfig, VideoConfig, Watermark};

    fn refused(value: &impl Check) -> String {
        value.check(body()).unwrap_err().to_string()
    }

    #[test]
    fn a_refusal_names_field_value_and_bound() {
        let config = RecordingConfig::new().max_seconds(5);
        assert_eq!(refused(&config), "max_seconds is 5, but must be between 60 and 86400");
        let config = RecordingConfig::new().video_config(VideoConfig::new().width(4000));
        assert_eq!(refused(&config), "video_config.width is 4000, but must be between 1 and 1920");
        let config = SummarizationConfig::new().word_limit(1);
        assert_eq!(refused(&config), "word_limit is 1, but must be between 150 and 1000");
    }

    #[test]
    fn urls_are_checked_and_secret_ones_not_shown() {
        let mark = Watermark::new().url("no url");
        assert_eq!(refused(&mark), "url is \"no url\", but must be a URL: relative URL without a base");
        for text in ["example.com:8443/hook", "localhost:3000", "javascript:1", "mailto:mary@example.com"] {
            let text = refused(&Watermark::new().url(text));
            assert!(text.ends_with("but must be a URL: it has no host; did you leave out `https://`?"), "{text}");
        }
        let stream = LivestreamingConfig::new().rtmp_url("s3cr3t");
        assert_eq!(refused(&stream), "rtmp_url must be a URL: relative URL without a base");
    }

    #[test]
    fn bounds_belong_to_the_range() {
        for (value, fits) in [(59, false), (60, true), (86_400, true), (86_401, false)] {
            assert_eq!(RecordingConfig::new().max_seconds(value).check(body()).is_ok(), fits, "{value}");
        }
        assert!(rules::number(body(), f64::NAN, Some(0.0), None).is_err());
        assert!(rules::length(body(), "äöü", Some(3), Some(3)).is_ok());
        assert!(rules::order("start", &2, "end", &1).is_err() && rules::order("start", &1, "end", &1).is_ok());
    }
}
