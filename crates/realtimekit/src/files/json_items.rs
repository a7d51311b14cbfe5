//! The items of a JSON list, one at a time.

use std::io::{self, BufRead};

use serde_json::Value;

use super::parse_error::ParseError;

/// Reads the items of a JSON list without keeping more than one of them. Values one after the other, as in JSON Lines,
/// are read as well.
pub(crate) struct JsonItems<R> {
    reader: R,
    state: State,
    number: u64,
    item: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the list.
    Start,
    /// In the list.
    List,
    /// Between values that are not in a list.
    Values,
    End,
}

impl<R: BufRead> JsonItems<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, state: State::Start, number: 0, item: Vec::new() }
    }

    fn fail(&mut self, error: ParseError) -> Option<Result<(u64, Value), ParseError>> {
        self.state = State::End;
        Some(Err(error))
    }

    /// The next byte that begins an item, not consumed; none at the end of the list or file.
    fn seek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let Some(byte) = self.reader.fill_buf()?.first().copied() else { return Ok(None) };
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b',' => {}
                b'[' if self.state == State::Start => self.state = State::List,
                _ => return Ok(Some(byte)),
            }
            self.reader.consume(1);
        }
    }

    /// Copies one value into `item`. Whether it is valid is seen when it is parsed.
    fn copy(&mut self) -> io::Result<()> {
        let (mut depth, mut quoted, mut escaped) = (0u32, false, false);
        self.item.clear();
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let mut end = None;
            for (index, byte) in buffer.iter().enumerate() {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if quoted => escaped = true,
                    b'"' => quoted = !quoted,
                    _ if quoted => {}
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' if depth > 1 => depth -= 1,
                    b'}' | b']' if depth == 1 => {
                        end = Some((index + 1, index + 1));
                        break;
                    }
                    b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => {
                        // A bracket that closes nothing belongs to the item, or the list would never go on.
                        let length = if index == 0 && self.item.is_empty() { 1 } else { index };
                        end = Some((length, length));
                        break;
                    }
                    _ => {}
                }
            }
            let (copied, consumed) = end.unwrap_or((buffer.len(), buffer.len()));
            self.item.extend_from_slice(buffer.get(..copied).unwrap_or_default());
            self.reader.consume(consumed);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Iterator for JsonItems<R> {
    /// The number of an item, counted from 1, and the item.
    type Item = Result<(u64, Value), ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let number = self.number + 1;
            let next = match self.state {
                State::End => return None,
                _ => self.seek(),
            };
            match (next, self.state) {
                (Err(error), _) => return self.fail(ParseError::io(number, "item", &error)),
                (Ok(None), State::List) => {
                    return self.fail(ParseError::item(number, "the list has no end: the file is cut off"));
                }
                (Ok(None), _) => return None,
                (Ok(Some(b']')), State::List) => {
                    self.state = State::End;
                    return None;
                }
                (Ok(Some(_)), State::Start) => self.state = State::Values,
                (Ok(Some(_)), _) => {}
            }
            self.number = number;
            if let Err(error) = self.copy() {
                return self.fail(ParseError::io(number, "item", &error));
            }
            match serde_json::from_slice(&self.item) {
                Ok(Value::Null) => {}
                Ok(item) => return Some(Ok((number, item))),
                // Only kind and position: the text of serde_json may quote a value.
                Err(error) if error.is_eof() => {
                    return self.fail(ParseError::item(number, "the item has no end: the file is cut off"));
                }
                Err(error) => {
                    return Some(Err(ParseError::item(
                        number,
                        format!("is not JSON at its column {}", error.column()),
                    )));
                }
            }
        }
    }
}

/// The first of these fields that is neither absent nor `null`.
pub(crate) fn field<'a>(item: &'a Value, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| item.get(name).filter(|value| !value.is_null()))
}

/// The first of these fields that is a text with content, or a number.
pub(crate) fn text(item: &Value, names: &[&str]) -> Option<String> {
    match field(item, names)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn items(text: &str) -> Vec<Result<Value, String>> {
        let reader = io::BufReader::with_capacity(3, text.as_bytes());
        JsonItems::new(reader).map(|item| item.map(|(_, item)| item).map_err(|error| error.to_string())).collect()
    }

    #[test]
    fn lists_and_lines_are_read_item_by_item() {
        let expected = vec![Ok(json!({"a": "},]\\\""})), Ok(json!([1, [2]])), Ok(json!("x")), Ok(json!(3))];
        assert_eq!(items(r#" [ {"a":"},]\\\""} , [1,[2]], null, "x",3 ]"#), expected);
        assert_eq!(items("{\"a\":1}\n{\"a\":2}\n"), [Ok(json!({"a": 1})), Ok(json!({"a": 2}))]);
        assert_eq!(items("[]"), []);
        assert_eq!(items(" "), []);
    }

    #[test]
    fn a_bad_item_is_not_the_end() {
        assert_eq!(
            items("[1, nope, 2]"),
            [Ok(json!(1)), Err("item 2: is not JSON at its column 2".into()), Ok(json!(2))]
        );
        assert_eq!(items("[}, 2]"), [Err("item 1: is not JSON at its column 1".into()), Ok(json!(2))]);
    }

    #[test]
    fn a_file_that_was_cut_off_is_an_error() {
        assert_eq!(
            items("[1, 2"),
            [Ok(json!(1)), Ok(json!(2)), Err("item 3: the list has no end: the file is cut off".into())]
        );
        assert_eq!(items("[{\"a\":"), [Err("item 1: the item has no end: the file is cut off".into())]);
    }
}
