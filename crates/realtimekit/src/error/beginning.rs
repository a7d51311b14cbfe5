//! Reads the beginning of a JSON text: the messages of an error response are there, and many small values take fifty times
//! the memory of their text.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Values that are kept. Of lists and objects behind them the text is checked, but nothing is kept.
const MAX_VALUES: usize = 4096;

/// Reads a body; `None` if it is not JSON.
pub(super) fn read(body: &[u8]) -> Option<Value> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let mut left = MAX_VALUES;
    let value = Beginning { left: &mut left }.deserialize(&mut json).ok()?;
    json.end().ok().map(|()| value)
}

/// Reads a value while some are left.
struct Beginning<'a> {
    left: &'a mut usize,
}

impl Beginning<'_> {
    fn next(&mut self) -> Option<Beginning<'_>> {
        *self.left = self.left.checked_sub(1)?;
        Some(Beginning { left: self.left })
    }
}

impl<'de> DeserializeSeed<'de> for Beginning<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Beginning<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(seed) = self.next() {
            match items.next_element_seed(seed)? {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(seed) = self.next() {
            match entries.next_key::<String>()? {
                Some(key) => drop(map.insert(key, entries.next_value_seed(seed)?)),
                None => return Ok(Value::Object(map)),
            }
        }
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_small_body_is_read_as_it_is() {
        let body = json!({ "a": [1, -2, 0.5, "x", null, true, {}, []], "b": { "c": "\n" } });
        assert_eq!(read(body.to_string().as_bytes()), Some(body));
        for body in ["", "{", "[1,]", "{}x", "<html>"] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn a_large_body_is_checked_and_its_beginning_is_kept() {
        let many = vec![json!({ "message": "m" }); 10_000];
        let body = json!({ "errors": many }).to_string();
        let kept = read(body.as_bytes()).unwrap();
        let kept = kept["errors"].as_array().unwrap();
        assert!((1_000..MAX_VALUES).contains(&kept.len()), "{}", kept.len());
        assert_eq!(kept[0]["message"], "m");
        assert_eq!(read(&body.as_bytes()[..body.len() - 1]), None);
    }
}
