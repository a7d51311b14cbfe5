//! Reads scalars in all forms in which the service sends them, and describes values without showing them.

use std::borrow::Cow;

use super::fault::{Fault, Hint, Kind};
use super::scanner::{EXACT, Number, Scanner};
use crate::values::Timestamp;

impl<'de> Scanner<'de> {
    #[cold]
    pub(super) fn unfit(&self, hint: Hint) -> Fault {
        Fault::new(Kind::Unfit(hint), self.at)
    }

    /// Takes a boolean, which may be written as a string or as 0 or 1.
    pub(super) fn boolean(&mut self) -> Result<bool, Fault> {
        let mut ahead = *self;
        let value = match ahead.peek()? {
            b't' => ahead.word("true").map(|()| Some(true))?,
            b'f' => ahead.word("false").map(|()| Some(false))?,
            b'"' => match ahead.string()?.trim() {
                text if text.eq_ignore_ascii_case("true") => Some(true),
                text if text.eq_ignore_ascii_case("false") => Some(false),
                _ => None,
            },
            b'0' | b'1' => match ahead.number()? {
                Number::Natural(0) => Some(false),
                Number::Natural(1) => Some(true),
                _ => None,
            },
            _ => None,
        };
        self.take(ahead, value, Hint::Boolean)
    }

    /// Takes a whole number, which may be written as a string or with a fraction of zero.
    pub(super) fn integer(&mut self) -> Result<i64, Fault> {
        let mut ahead = *self;
        let value = match ahead.written_number()? {
            Some(Number::Natural(value)) => i64::try_from(value).ok(),
            Some(Number::Negative(value)) => Some(value),
            Some(Number::Fraction(value)) => whole(value),
            None => None,
        };
        self.take(ahead, value, Hint::Integer)
    }

    /// Takes a whole number from 0, in the same forms.
    pub(super) fn natural(&mut self) -> Result<u64, Fault> {
        let mut ahead = *self;
        let value = match ahead.written_number()? {
            Some(Number::Natural(value)) => Some(value),
            Some(Number::Fraction(value)) => whole(value).and_then(|value| u64::try_from(value).ok()),
            Some(Number::Negative(_)) | None => None,
        };
        self.take(ahead, value, Hint::Natural)
    }

    /// Takes a number, which may be written as a string.
    pub(super) fn float(&mut self) -> Result<f64, Fault> {
        let mut ahead = *self;
        #[allow(clippy::cast_precision_loss)] // the nearest value is what a float is for
        let value = ahead.written_number()?.map(|number| match number {
            Number::Natural(value) => value as f64,
            Number::Negative(value) => value as f64,
            Number::Fraction(value) => value,
        });
        self.take(ahead, value, Hint::Number)
    }

    /// Takes a string, or a number or boolean as the string that it is.
    pub(super) fn text(&mut self) -> Result<Cow<'de, str>, Fault> {
        match self.peek()? {
            b'"' => self.string(),
            b'-' | b'0'..=b'9' | b't' | b'f' => {
                let from = self.at;
                self.skip()?;
                Ok(Cow::Borrowed(self.slice(from, self.at)))
            }
            _ => Err(self.unfit(Hint::Text)),
        }
    }

    /// The number ahead, also in a string.
    fn written_number(&mut self) -> Result<Option<Number>, Fault> {
        match self.peek()? {
            b'-' | b'0'..=b'9' => self.number().map(Some),
            b'"' => self.string().map(|text| numeric(&text)),
            _ => Ok(None),
        }
    }

    fn take<T>(&mut self, ahead: Self, value: Option<T>, hint: Hint) -> Result<T, Fault> {
        match value {
            Some(value) => {
                *self = ahead;
                Ok(value)
            }
            None => Err(self.unfit(hint)),
        }
    }

    /// Whether the value ahead can be read as what was asked for.
    pub(super) fn suits(mut self, hint: Hint) -> bool {
        match hint {
            Hint::Boolean => self.boolean().is_ok(),
            Hint::Integer => self.integer().is_ok(),
            Hint::Natural => self.natural().is_ok(),
            Hint::Number => self.float().is_ok(),
            Hint::Text => self.text().is_ok(),
            Hint::Timestamp => self.text().is_ok_and(|text| text.parse::<Timestamp>().is_ok()),
            Hint::List => self.peek().is_ok_and(|byte| matches!(byte, b'[' | b'{' | b'"')),
            Hint::Object => self.peek().is_ok_and(|byte| byte == b'{'),
            Hint::FilledObject => self.peek().is_ok_and(|byte| byte == b'{') && !self.is_empty(),
        }
    }

    /// Whether the value ahead is `{}` or `[]`.
    pub(super) fn is_empty(mut self) -> bool {
        matches!(self.peek(), Ok(b'{' | b'[')) && {
            self.at += 1;
            matches!(self.peek(), Ok(b'}' | b']'))
        }
    }

    /// Whether the object ahead has a key with a value that says something.
    pub(super) fn holds_anything(mut self) -> bool {
        let mut holds = false;
        self.children(|_, value| {
            holds = !value.means_none(Some(Hint::Object));
            !holds
        });
        holds
    }

    /// Whether the value ahead stands for none where a value of this kind is optional.
    pub(super) fn means_none(mut self, hint: Option<Hint>) -> bool {
        match self.peek() {
            Ok(b'n') => true,
            Ok(b'"') => self.string().is_ok_and(|text| matches!(text.trim(), "" | "null")),
            Ok(b'{' | b'[') => matches!(hint, Some(Hint::Object | Hint::FilledObject)) && self.is_empty(),
            _ => false,
        }
    }

    /// What the value ahead is, without its value: it may be a secret.
    pub(super) fn describe(mut self) -> String {
        let from = self.at;
        match self.peek() {
            Ok(b'n') => "null".to_owned(),
            Ok(b't' | b'f') => "a boolean".to_owned(),
            Ok(b'"') => {
                let count = self.string().map_or(0, |text| text.chars().count());
                let plural = if count == 1 { "" } else { "s" };
                format!("a string of {count} character{plural}")
            }
            Ok(b'[') => format!("a list of {}", self.count()),
            Ok(b'{') => match self.count() {
                1 => "an object with one key".to_owned(),
                count => format!("an object with {count} keys"),
            },
            _ if self.at >= self.text.len() => "nothing".to_owned(),
            _ => {
                let whole = self.skip().is_ok() && !self.slice(from, self.at).contains(['.', 'e', 'E']);
                if whole { "a whole number".to_owned() } else { "a fraction".to_owned() }
            }
        }
    }

    /// Number of items or keys of the container ahead.
    fn count(mut self) -> usize {
        let mut count = 0;
        self.children(|_, _| {
            count += 1;
            true
        });
        count
    }

    /// Visits the items or entries of the container ahead until `visit` returns `false`: the key, empty for an item, and
    /// a scanner at the value. Ends where the text is no JSON.
    pub(super) fn children(&mut self, mut visit: impl FnMut(&str, Self) -> bool) {
        let Ok(open @ (b'{' | b'[')) = self.peek() else { return };
        self.at += 1;
        let mut first = true;
        loop {
            let key = if open == b'{' {
                let Ok(true) = self.next_key(first) else { return };
                let Ok((key, _)) = self.key() else { return };
                key
            } else {
                let (Ok(true), Ok(_)) = (self.next_item(first), self.peek()) else { return };
                Cow::Borrowed("")
            };
            if !visit(&key, *self) || self.skip().is_err() {
                return;
            }
            first = false;
        }
    }

    /// Visits the entries of the object ahead that are not `null`.
    pub(super) fn filled(&mut self, mut visit: impl FnMut(&str, Self) -> bool) {
        self.children(|key, mut value| value.peek().is_ok_and(|byte| byte == b'n') || visit(key, value));
    }

    /// Adds the path of the value at `target` to the path of the value ahead.
    pub(super) fn path(mut self, target: usize, path: &mut String) {
        while let Ok(open) = self.peek() {
            let (mut index, mut inside) = (0usize, None);
            let mut children = self;
            children.children(|key, value| {
                let mut end = value;
                if end.skip().is_ok() && end.at <= target {
                    index += 1;
                    return true;
                }
                inside = (value.at <= target).then(|| (key.to_owned(), value));
                false
            });
            let Some((key, value)) = inside else { return };
            if open == b'[' {
                path.push_str(&format!("[{index}]"));
            } else {
                // Keys come from the service: shortened, and without characters that a terminal would act on.
                path.push('.');
                path.extend(key.chars().take(64).flat_map(char::escape_debug));
            }
            self = value;
        }
    }
}

/// The whole number that a float is.
fn whole(value: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    // within ±2^53, where every whole f64 is exact
    (value.fract() == 0.0 && value.abs() <= EXACT as f64).then_some(value as i64)
}

/// A number written as text.
fn numeric(text: &str) -> Option<Number> {
    let text = text.trim();
    let mut scanner = Scanner::new(text, 0);
    if let (Some(b'-' | b'0'..=b'9'), Ok(number)) = (text.bytes().next(), scanner.number())
        && scanner.at == text.len()
    {
        return Some(number);
    }
    let plain = text.strip_prefix('+').unwrap_or(text);
    if !plain.strip_prefix('-').unwrap_or(plain).starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    if let Ok(value) = plain.parse() {
        return Some(Number::Natural(value));
    }
    if let Ok(value) = plain.parse() {
        return Some(Number::Negative(value));
    }
    plain.parse().ok().filter(|value: &f64| value.is_finite()).map(Number::Fraction)
}
