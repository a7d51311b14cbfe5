//! Finds tokens in a JSON text. Strict about the grammar of RFC 8259, with one exception: half of a surrogate pair, which
//! careless truncation leaves behind, becomes U+FFFD.
//!
//! Nothing here is generic, so nothing of it is compiled again for each type.

use std::borrow::Cow;

use super::fault::{Fault, Kind};

/// Containers may be nested this deep, as in `serde_json`.
pub(super) const DEEPEST: u32 = 127;

#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'de> {
    pub(super) text: &'de str,
    pub(super) at: usize,
}

/// A number as it is written, or the integer that it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    Natural(u64),
    Negative(i64),
    Fraction(f64),
}

impl<'de> Scanner<'de> {
    pub(super) fn new(text: &'de str, at: usize) -> Self {
        Self { text, at }
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The text between two offsets, both at the boundaries of tokens.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'de str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Skips white space and returns the byte there, without taking it.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<u8, Fault> {
        loop {
            match self.byte(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return Ok(byte),
                None => return Err(self.truncated()),
            }
        }
    }

    #[cold]
    fn truncated(&self) -> Fault {
        Fault::new(Kind::Truncated, self.text.len())
    }

    /// Refuses the byte at the scanner.
    #[cold]
    pub(super) fn refuse(&self, rule: &'static str) -> Fault {
        if self.at >= self.text.len() { self.truncated() } else { Fault::syntax(rule, self.at) }
    }

    /// Whether only white space is left.
    pub(super) fn end(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Ok(_) => Err(Fault::syntax("nothing is expected after the value", self.at)),
            Err(_) => Ok(()),
        }
    }

    /// Takes `true`, `false` or `null`.
    pub(super) fn word(&mut self, word: &'static str) -> Result<(), Fault> {
        for (offset, expected) in word.bytes().enumerate() {
            if self.byte(self.at + offset) != Some(expected) {
                self.at += offset;
                return Err(self.refuse("a value is expected"));
            }
        }
        self.at += word.len();
        Ok(())
    }

    /// Moves to the next key of an object; `false` at its end, which is taken.
    pub(super) fn next_key(&mut self, first: bool) -> Result<bool, Fault> {
        match self.peek()? {
            b'}' => {
                self.at += 1;
                return Ok(false);
            }
            b',' if !first => {
                self.at += 1;
                self.peek()?;
            }
            _ if first => {}
            _ => return Err(self.refuse("a comma or the end of the object is expected")),
        }
        if self.byte(self.at) == Some(b'"') {
            Ok(true)
        } else {
            Err(self.refuse("a key in quotation marks is expected"))
        }
    }

    /// Moves to the next item of a list; `false` at its end, which is taken.
    pub(super) fn next_item(&mut self, first: bool) -> Result<bool, Fault> {
        match self.peek()? {
            b']' => {
                self.at += 1;
                return Ok(false);
            }
            b',' if !first => {
                self.at += 1;
                if self.peek()? == b']' {
                    return Err(self.refuse("a value is expected"));
                }
            }
            _ if first => {}
            _ => return Err(self.refuse("a comma or the end of the list is expected")),
        }
        Ok(true)
    }

    /// Takes a key with its colon and moves to the value; returns the first byte of that.
    pub(super) fn key(&mut self) -> Result<(Cow<'de, str>, u8), Fault> {
        let key = self.string()?;
        let value = self.colon()?;
        Ok((key, value))
    }

    fn colon(&mut self) -> Result<u8, Fault> {
        if self.peek()? != b':' {
            return Err(self.refuse("a colon is expected"));
        }
        self.at += 1;
        self.peek()
    }

    /// Takes the string at the scanner.
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>, Fault> {
        let from = self.at + 1;
        let end = self.plain_end(from);
        if self.byte(end) == Some(b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(self.slice(from, end)));
        }
        self.escaped(from, end).map(Cow::Owned)
    }

    /// Takes a string with escapes, whose first one is at `end`.
    fn escaped(&mut self, mut from: usize, mut end: usize) -> Result<String, Fault> {
        let mut string = String::new();
        loop {
            string.push_str(self.slice(from, end));
            self.at = end;
            match self.byte(end) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(string);
                }
                Some(b'\\') => string.push(self.escape()?),
                _ => return Err(self.refuse("control characters in strings must be escaped")),
            }
            from = self.at;
            end = self.plain_end(from);
        }
    }

    /// Takes the escape at the scanner.
    fn escape(&mut self) -> Result<char, Fault> {
        self.at += 1;
        let letter = match self.byte(self.at) {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(self.refuse("an escape is expected after a backslash")),
        };
        self.at += 1;
        Ok(letter)
    }

    /// Takes `uXXXX`, and a second one if both are the halves of one character.
    fn unicode(&mut self) -> Result<char, Fault> {
        let unit = self.four_digits(self.at + 1)?;
        self.at += 5;
        if !(0xd800..0xdc00).contains(&unit) {
            return Ok(char::from_u32(unit).unwrap_or('\u{fffd}'));
        }
        let follows = (self.byte(self.at), self.byte(self.at + 1)) == (Some(b'\\'), Some(b'u'));
        let end = self.at;
        let second = if follows { self.four_digits(end + 2).ok() } else { None };
        // What follows and is no second half is read as a separate escape.
        self.at = end;
        match second {
            Some(low @ 0xdc00..0xe000) => {
                self.at += 6;
                let letter = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                Ok(char::from_u32(letter).unwrap_or('\u{fffd}'))
            }
            _ => Ok('\u{fffd}'),
        }
    }

    fn four_digits(&mut self, from: usize) -> Result<u32, Fault> {
        let mut value = 0;
        for at in from..from + 4 {
            let Some(digit) = self.byte(at).and_then(|byte| char::from(byte).to_digit(16)) else {
                self.at = at;
                return Err(self.refuse("four hexadecimal digits are expected after \\u"));
            };
            value = value * 16 + digit;
        }
        Ok(value)
    }

    /// Offset of the first byte from `at` on that is a quotation mark, a backslash or a control character.
    #[inline]
    fn plain_end(&self, mut at: usize) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGHS: u64 = 0x8080_8080_8080_8080;
        let bytes = self.text.as_bytes();
        // Eight bytes in one step: the highest bit of a byte is set where it is one of those. Borrows may set bits of later
        // bytes wrongly, never of an earlier one, and the first is all that counts.
        while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let word = u64::from_le_bytes(*eight);
            let zero = |word: u64| word.wrapping_sub(ONES) & !word;
            let quotes = zero(word ^ (ONES * b'"' as u64));
            let backslashes = zero(word ^ (ONES * b'\\' as u64));
            let controls = word.wrapping_sub(ONES * 0x20) & !word;
            let found = (quotes | backslashes | controls) & HIGHS;
            if found != 0 {
                return at + (found.trailing_zeros() / 8) as usize;
            }
            at += 8;
        }
        while self.byte(at).is_some_and(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
            at += 1;
        }
        at
    }

    /// Takes a string without keeping it.
    fn skip_string(&mut self) -> Result<(), Fault> {
        self.at += 1;
        loop {
            self.at = self.plain_end(self.at);
            match self.byte(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => drop(self.escape()?),
                _ => return Err(self.refuse("control characters in strings must be escaped")),
            }
        }
    }

    /// Takes the number at the scanner.
    pub(super) fn number(&mut self) -> Result<Number, Fault> {
        let from = self.at;
        let negative = self.byte(self.at) == Some(b'-');
        let (mut value, mut exact) = (0u64, true);
        self.at += usize::from(negative);
        let digits = self.at;
        while let Some(digit @ b'0'..=b'9') = self.byte(self.at) {
            match value.checked_mul(10).and_then(|tens| tens.checked_add(u64::from(digit - b'0'))) {
                Some(next) => value = next,
                None => exact = false,
            }
            self.at += 1;
        }
        if self.at == digits || (self.byte(digits) == Some(b'0') && self.at > digits + 1) {
            self.at = digits + usize::from(self.at > digits);
            return Err(self.refuse("a number without leading zeros is expected"));
        }
        if !matches!(self.byte(self.at), Some(b'.' | b'e' | b'E')) && exact {
            if !negative {
                return Ok(Number::Natural(value));
            }
            if let (Some(value), true) = (0i64.checked_sub_unsigned(value), value > 0) {
                return Ok(Number::Negative(value));
            }
        }
        self.fraction(from)
    }

    /// Takes the rest of a number whose whole part was taken.
    fn fraction(&mut self, from: usize) -> Result<Number, Fault> {
        if self.byte(self.at) == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte(self.at) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        let value = self.slice(from, self.at).parse::<f64>().ok().filter(|value| value.is_finite());
        value
            .map(Number::Fraction)
            .ok_or_else(|| Fault::new(Kind::Refused("a number within the range of f64".into()), from))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let from = self.at;
        while let Some(b'0'..=b'9') = self.byte(self.at) {
            self.at += 1;
        }
        if self.at > from { Ok(()) } else { Err(self.refuse("a digit is expected")) }
    }

    /// Takes any value.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        // One bit for each open container: set for an object.
        let (mut open, mut depth) = (0u128, 0u32);
        loop {
            // A value.
            let first = match self.peek()? {
                b'"' => {
                    self.skip_string()?;
                    false
                }
                b @ (b'{' | b'[') => {
                    if depth == DEEPEST {
                        return Err(self.refuse("values may be nested 127 levels deep"));
                    }
                    open = open << 1 | u128::from(b == b'{');
                    depth += 1;
                    self.at += 1;
                    true
                }
                b't' => {
                    self.word("true")?;
                    false
                }
                b'f' => {
                    self.word("false")?;
                    false
                }
                b'n' => {
                    self.word("null")?;
                    false
                }
                b'-' | b'0'..=b'9' => {
                    self.skip_number()?;
                    false
                }
                _ => return Err(self.refuse("a value is expected")),
            };
            // What follows a value, or the beginning of a container.
            let mut first = first;
            loop {
                if depth == 0 {
                    return Ok(());
                }
                let more = if open & 1 == 1 {
                    let more = self.next_key(first)?;
                    if more {
                        self.skip_string()?;
                        self.colon()?;
                    }
                    more
                } else {
                    self.next_item(first)?
                };
                if more {
                    break;
                }
                open >>= 1;
                depth -= 1;
                first = false;
            }
        }
    }

    /// Takes a number of any size.
    fn skip_number(&mut self) -> Result<(), Fault> {
        match self.number() {
            Err(fault) if matches!(fault.0.kind, Kind::Refused(_)) => Ok(()),
            other => other.map(drop),
        }
    }
}
