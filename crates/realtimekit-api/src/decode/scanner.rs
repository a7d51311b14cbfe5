//! Finds tokens in a JSON text. Strict about the grammar of RFC 8259, with one exception: half of a surrogate pair, which
//! careless truncation leaves behind, becomes U+FFFD.
//!
//! Nothing here is generic, so nothing of it is compiled again for each type. What is read for each key is inlined always:
//! left alone, the compiler decides otherwise in every other build.

use std::borrow::Cow;

use super::fault::{Fault, Kind};

/// Containers may be nested this deep, as in `serde_json`.
pub(super) const DEEPEST: u32 = 127;

/// Digits that every `u64` has room for.
const MOST_DIGITS: usize = 19;

/// Every whole number up to this one is exact as an `f64`.
pub(super) const EXACT: u64 = 1 << 53;

/// Powers of ten, which are exact up to 10^22; no number has more decimals than digits.
const POWERS_OF_TEN: [f64; MOST_DIGITS + 1] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19];

#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'de> {
    pub(super) text: &'de str,
    pub(super) at: usize,
}

/// A number as it is written, or the integer that it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    Natural(u64),
    Negative(i64),
    Fraction(f64),
}

impl<'de> Scanner<'de> {
    pub(super) fn new(text: &'de str, at: usize) -> Self {
        Self { text, at }
    }

    #[inline(always)]
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The text between two offsets, both at the boundaries of tokens.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'de str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Skips white space and returns the byte there, without taking it.
    #[inline(always)]
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
    #[inline]
    pub(super) fn word(&mut self, word: &'static str) -> Result<(), Fault> {
        if self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            self.at += word.len();
            return Ok(());
        }
        Err(self.misspelt(word))
    }

    #[cold]
    fn misspelt(&mut self, word: &'static str) -> Fault {
        self.at +=
            word.bytes().enumerate().take_while(|(offset, byte)| self.byte(self.at + offset) == Some(*byte)).count();
        self.refuse("a value is expected")
    }

    /// Moves to the next key of an object; `false` at its end, which is taken.
    #[inline(always)]
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
    #[inline]
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
    #[inline(always)]
    pub(super) fn key(&mut self) -> Result<(Cow<'de, str>, u8), Fault> {
        let key = self.string()?;
        let value = self.colon()?;
        Ok((key, value))
    }

    #[inline(always)]
    fn colon(&mut self) -> Result<u8, Fault> {
        if self.peek()? != b':' {
            return Err(self.refuse("a colon is expected"));
        }
        self.at += 1;
        self.peek()
    }

    /// Takes the string at the scanner.
    #[inline(always)]
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
    #[cold]
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
    #[inline(always)]
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
        self.at += usize::from(negative);
        let digits = self.at;
        let mut value = 0;
        self.accumulate(&mut value);
        let whole = self.at - digits;
        if whole == 0 || (whole > 1 && self.byte(digits) == Some(b'0')) {
            self.at = digits + usize::from(whole > 0);
            return Err(self.refuse("a number without leading zeros is expected"));
        }
        let mut decimals = 0;
        if self.byte(self.at) == Some(b'.') {
            self.at += 1;
            self.accumulate(&mut value);
            decimals = self.at - digits - whole - 1;
            if decimals == 0 {
                return Err(self.refuse("a digit is expected"));
            }
        }
        if matches!(self.byte(self.at), Some(b'e' | b'E')) || whole + decimals > MOST_DIGITS {
            return self.inexact(from);
        }
        if decimals == 0 {
            if !negative {
                return Ok(Number::Natural(value));
            }
            if let (Some(value), true) = (0i64.checked_sub_unsigned(value), value > 0) {
                return Ok(Number::Negative(value));
            }
        }
        // The quotient of two numbers that are exact as floats is the nearest float.
        match POWERS_OF_TEN.get(decimals) {
            Some(power) if value <= EXACT => {
                #[allow(clippy::cast_precision_loss)] // up to 2^53, every whole number is exact
                let value = value as f64 / power;
                Ok(Number::Fraction(if negative { -value } else { value }))
            }
            _ => self.inexact(from),
        }
    }

    /// Takes digits and appends them to a value, which wraps if there are too many.
    #[inline(always)]
    fn accumulate(&mut self, value: &mut u64) {
        while let Some(digit @ b'0'..=b'9') = self.byte(self.at) {
            *value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            self.at += 1;
        }
    }

    /// Takes the exponent of a number, if it has one; the number may have any length.
    fn inexact(&mut self, from: usize) -> Result<Number, Fault> {
        if let Some(b'e' | b'E') = self.byte(self.at) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        let text = self.slice(from, self.at);
        if let Ok(value) = text.parse() {
            return Ok(Number::Natural(value));
        }
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
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
