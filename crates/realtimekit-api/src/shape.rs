//! Repairs JSON that does not have the shape the document promises.
//!
//! The service sends numbers as strings, `null` for absent fields, one object in place of a list and more. Decoding
//! tries the promised form first; only when that fails, the JSON is repaired here and decoded again. The shapes are
//! generated from the document, so every rule holds for every type.

use std::fmt;

use serde_json::{Map, Number, Value};

use crate::values::Timestamp;

/// What a place of a response is expected to hold.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Nothing is known: left as it is.
    Any,
    Boolean,
    Integer,
    /// A whole number from 0.
    Natural,
    Number,
    String,
    Timestamp,
    List(&'static Shape),
    /// An object with free keys.
    Map(&'static Shape),
    Object(&'static [Field]),
    /// One of several forms, told apart by what comes; a value of none of them is left to its type.
    OneOf(&'static [&'static Shape]),
}

/// A property of an object.
#[derive(Debug)]
pub(crate) struct Field {
    name: &'static str,
    aliases: &'static [&'static str],
    required: bool,
    shape: &'static Shape,
}

impl Field {
    pub(crate) const fn required(name: &'static str, aliases: &'static [&'static str], shape: &'static Shape) -> Self {
        Self { name, aliases, required: true, shape }
    }

    pub(crate) const fn optional(name: &'static str, aliases: &'static [&'static str], shape: &'static Shape) -> Self {
        Self { name, aliases, required: false, shape }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn shape(&self) -> &'static Shape {
        self.shape
    }

    /// Takes the value of the field out of an object: of its spellings the first with a value, or else the first at all.
    pub(crate) fn take(&self, map: &mut Map<String, Value>) -> Option<Value> {
        let mut chosen: Option<(u8, Value)> = None;
        for key in std::iter::once(&self.name).chain(self.aliases) {
            if let Some(value) = map.remove(*key) {
                let weight = match &value {
                    Value::Null => 0,
                    Value::String(text) if text.is_empty() => 1,
                    Value::Array(items) if items.is_empty() => 1,
                    value if self.shape.means_none(value) => 1,
                    _ => 2,
                };
                if chosen.as_ref().is_none_or(|(best, _)| weight > *best) {
                    chosen = Some((weight, value));
                }
            }
        }
        chosen.map(|(_, value)| value)
    }
}

/// A place whose value no rule can bring into the expected shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// Path of the place, such as `data.sessions[3].started_at`.
    pub(crate) path: String,
    pub(crate) expected: &'static str,
    pub(crate) found: String,
}

/// The path to a place, built only when it is needed.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// Where the path begins.
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

impl Shape {
    /// What people call the shape.
    fn name(&self) -> &'static str {
        match self {
            Self::Any => "anything",
            Self::Boolean => "a boolean",
            Self::Integer => "a whole number",
            Self::Natural => "a whole number from 0",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Timestamp => "a point in time",
            Self::List(_) => "a list",
            Self::Map(_) | Self::Object(_) => "an object",
            Self::OneOf(_) => "one of the documented forms",
        }
    }

    /// Whether a list may come here.
    pub(crate) fn may_be_list(&self) -> bool {
        match self {
            Self::List(_) => true,
            Self::OneOf(forms) => forms.iter().any(|form| form.may_be_list()),
            _ => false,
        }
    }

    /// Whether an object has a field of this shape, or of the items of this list.
    pub(crate) fn knows_any(&self, map: &Map<String, Value>) -> bool {
        match self {
            Self::Object(fields) => fields
                .iter()
                .any(|field| std::iter::once(&field.name).chain(field.aliases).any(|key| map.contains_key(*key))),
            Self::List(item) => item.knows_any(map),
            Self::Map(_) | Self::Any => true,
            Self::OneOf(forms) => forms.iter().any(|form| form.knows_any(map)),
            _ => false,
        }
    }

    /// The items of a list whose items have this shape. One item may stand in place of the list, and nothing for none.
    pub(crate) fn items(&self, value: &mut Value) -> Option<Vec<Value>> {
        match (self, &mut *value) {
            (_, Value::Array(items)) => Some(std::mem::take(items)),
            (_, Value::Null) => Some(Vec::new()),
            (_, Value::Object(map)) if map.is_empty() => Some(Vec::new()),
            (Self::Object(_) | Self::Map(_), Value::Object(map)) if self.knows_any(map) => Some(vec![value.take()]),
            (Self::String, Value::String(text)) if text.is_empty() => Some(Vec::new()),
            (Self::String, Value::String(_)) => Some(vec![value.take()]),
            _ => None,
        }
    }

    /// Says that `value` is not of this shape.
    pub(crate) fn mismatch(&self, value: &Value, place: Place<'_>) -> Mismatch {
        Mismatch { path: place.to_string(), expected: self.name(), found: describe(value) }
    }

    /// Brings `value` into this shape, or names the first place where that is impossible.
    pub(crate) fn repair(&self, value: &mut Value, place: Place<'_>) -> Result<(), Mismatch> {
        let mismatch = |value: &Value| self.mismatch(value, place);
        match (self, &mut *value) {
            (Self::Any, _)
            | (Self::Boolean, Value::Bool(_))
            | (Self::String, Value::String(_))
            | (Self::Number, Value::Number(_)) => {}
            (Self::Boolean, Value::String(text)) if text.trim().eq_ignore_ascii_case("true") => *value = true.into(),
            (Self::Boolean, Value::String(text)) if text.trim().eq_ignore_ascii_case("false") => *value = false.into(),
            (Self::Boolean, Value::Number(number)) if number.as_u64() == Some(0) => *value = false.into(),
            (Self::Boolean, Value::Number(number)) if number.as_u64() == Some(1) => *value = true.into(),
            (Self::Integer | Self::Natural, Value::Number(number)) => {
                *value = self.whole(number).ok_or_else(|| mismatch(value))?;
            }
            (Self::Integer | Self::Natural, Value::String(text)) => {
                let number = numeric(text).and_then(|number| self.whole(&number));
                *value = number.ok_or_else(|| mismatch(value))?;
            }
            (Self::Number, Value::String(text)) => {
                *value = numeric(text).map(Value::Number).ok_or_else(|| mismatch(value))?;
            }
            // Identifiers that look like numbers are sent as such by careless serialisers.
            (Self::String, Value::Number(number)) => *value = Value::String(number.to_string()),
            (Self::String, Value::Bool(flag)) => *value = Value::String(flag.to_string()),
            (Self::Timestamp, Value::String(text)) if text.parse::<Timestamp>().is_ok() => {}
            (Self::List(shape), _) => {
                let mut items = shape.items(value).ok_or_else(|| mismatch(value))?;
                for (index, item) in items.iter_mut().enumerate().filter(|(_, item)| !item.is_null()) {
                    shape.repair(item, Place::Index(&place, index))?;
                }
                // A `null` among items is no item.
                items.retain(|item| !item.is_null() || matches!(shape, Self::Any));
                *value = Value::Array(items);
            }
            (Self::Map(shape), Value::Object(map)) => {
                map.retain(|_, item| !item.is_null() || matches!(shape, Self::Any));
                for (key, item) in map {
                    shape.repair(item, Place::Key(&place, key))?;
                }
            }
            (Self::Object(fields), Value::Object(map)) => {
                for field in *fields {
                    field.repair(map, &place)?;
                }
            }
            // Some languages write an object without keys as an empty list.
            (Self::Map(_) | Self::Object(_), Value::Array(items)) if items.is_empty() => {
                *value = Value::Object(Map::new());
                self.repair(value, place)?;
            }
            // Nothing is known about what a free object holds, so nothing can be wrong with it.
            (Self::Map(Self::Any), scalar) if !scalar.is_null() => {
                *value = Map::from_iter([("value".to_owned(), scalar.take())]).into();
            }
            (Self::OneOf(forms), _) => {
                let mut first = None;
                let any = forms.iter().any(|form| form.suits(value));
                for form in forms.iter().filter(|form| !any || form.suits(value)) {
                    let mut repaired = value.clone();
                    match form.repair(&mut repaired, place) {
                        Ok(()) => {
                            *value = repaired;
                            return Ok(());
                        }
                        Err(mismatch) => first = first.or(Some(mismatch)),
                    }
                }
                // An object may have a form that only its type knows.
                if !value.is_object() {
                    return Err(first.filter(|_| any).unwrap_or_else(|| mismatch(value)));
                }
            }
            _ => return Err(mismatch(value)),
        }
        Ok(())
    }

    /// Whether a value is of the kind of JSON that this shape is, before any repair.
    fn suits(&self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Boolean => value.is_boolean(),
            Self::Integer | Self::Natural | Self::Number => value.is_number(),
            Self::String | Self::Timestamp => value.is_string(),
            Self::List(_) => value.is_array(),
            Self::Map(_) | Self::Object(_) => value.is_object(),
            Self::OneOf(forms) => forms.iter().any(|form| form.suits(value)),
        }
    }

    /// The whole number that a number is, be it written with a fraction of zero.
    fn whole(&self, number: &Number) -> Option<Value> {
        let natural = matches!(self, Self::Natural);
        if number.is_i64() || number.is_u64() {
            let fits = if natural { number.is_u64() } else { number.is_i64() };
            return fits.then(|| Value::Number(number.clone()));
        }
        let value = number.as_f64()?;
        let exact = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 && (value >= 0.0 || !natural);
        #[allow(clippy::cast_possible_truncation)] // within ±2^53, where every whole f64 is exact
        exact.then(|| Value::from(value as i64))
    }

    /// Whether a value stands for "none" where it is optional.
    pub(crate) fn means_none(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null) => true,
            (Self::OneOf(forms), value) => forms.iter().all(|form| form.means_none(value)),
            (Self::String | Self::Any, _) => false,
            (_, Value::String(text)) => text.trim().is_empty() || text.trim() == "null",
            (Self::Object(_) | Self::Map(_), Value::Array(items)) => items.is_empty(),
            _ => false,
        }
    }
}

impl Field {
    fn repair(&self, map: &mut Map<String, Value>, above: &Place<'_>) -> Result<(), Mismatch> {
        let place = Place::Key(above, self.name);
        match self.take(map) {
            Some(value) if !self.required && self.shape.means_none(&value) => Ok(()),
            Some(mut value) => {
                self.shape.repair(&mut value, place)?;
                map.insert(self.name.to_owned(), value);
                Ok(())
            }
            None if !self.required => Ok(()),
            None => Err(Mismatch { path: place.to_string(), expected: self.shape.name(), found: "nothing".to_owned() }),
        }
    }
}

/// A number written as text.
fn numeric(text: &str) -> Option<Number> {
    let text = text.trim();
    let plain = text.strip_prefix('+').unwrap_or(text);
    let starts = plain.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit());
    if let (true, Ok(number)) = (starts, plain.parse::<i64>()) {
        return Some(number.into());
    }
    if let (true, Ok(number)) = (starts, plain.parse::<u64>()) {
        return Some(number.into());
    }
    plain.parse::<f64>().ok().filter(|_| starts).and_then(Number::from_f64)
}

/// What was found, without its value: it may be a secret.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "a boolean".to_owned(),
        Value::Number(number) if number.is_f64() => "a fraction".to_owned(),
        Value::Number(_) => "a whole number".to_owned(),
        Value::String(text) => format!("a string of {} characters", text.chars().count()),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(map) if map.len() == 1 => "an object with one key".to_owned(),
        Value::Object(map) => format!("an object with {} keys", map.len()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    static ROOM: Shape = Shape::Object(&[
        Field::required("id", &[], &Shape::String),
        Field::optional("size", &[], &Shape::Integer),
        Field::optional("load", &[], &Shape::Number),
        Field::optional("open", &[], &Shape::Boolean),
        Field::optional("made_at", &[], &Shape::Timestamp),
        Field::optional("link", &["href", "downloadLink"], &Shape::String),
        Field::optional("rooms", &[], &Shape::List(&ROOM)),
        Field::optional("meta", &[], &Shape::Map(&Shape::Any)),
    ]);

    fn repaired(mut value: Value) -> Result<Value, String> {
        let result = ROOM.repair(&mut value, Place::Root("data"));
        result
            .map(|()| value)
            .map_err(|error| format!("{}: {} expected, {} found", error.path, error.expected, error.found))
    }

    #[test]
    fn null_and_empty_mean_none_where_the_field_is_optional() {
        let room =
            json!({ "id": "r", "size": null, "load": "", "made_at": "null", "rooms": null, "meta": null, "open": "" });
        assert_eq!(repaired(room).unwrap(), json!({ "id": "r" }));
        assert_eq!(repaired(json!({ "id": null })).unwrap_err(), "data.id: a string expected, null found");
    }

    #[test]
    fn numbers_and_booleans_may_come_as_strings() {
        let room = json!({ "id": "r", "size": "12", "load": "116.115", "open": "True" });
        assert_eq!(repaired(room).unwrap(), json!({ "id": "r", "size": 12, "load": 116.115, "open": true }));
        let room = json!({ "id": 7, "size": 12.0, "load": "-3" });
        assert_eq!(repaired(room).unwrap(), json!({ "id": "7", "size": 12, "load": -3 }));
    }

    #[test]
    fn what_is_no_number_is_not_made_one() {
        for text in ["inf", "NaN", "12a", "0x10", "--1", "1e999"] {
            let error = repaired(json!({ "id": "r", "load": text })).unwrap_err();
            assert!(error.starts_with("data.load: a number expected, a string of"), "{error}");
        }
        let error = repaired(json!({ "id": "r", "size": 1.5 })).unwrap_err();
        assert_eq!(error, "data.size: a whole number expected, a fraction found");
    }

    #[test]
    fn whole_numbers_keep_their_value_or_are_refused() {
        static COUNT: Shape = Shape::Natural;
        static OFFSET: Shape = Shape::Integer;
        let read = |shape: &Shape, mut value: Value| shape.repair(&mut value, Place::Root("n")).map(|()| value);
        for (sent, expected) in
            [(json!("18446744073709551615"), json!(u64::MAX)), (json!("+7"), json!(7)), (json!(7.0), json!(7))]
        {
            assert_eq!(read(&COUNT, sent).unwrap(), expected);
        }
        for (sent, expected) in [(json!("-9223372036854775808"), json!(i64::MIN)), (json!(-2.0), json!(-2))] {
            assert_eq!(read(&OFFSET, sent).unwrap(), expected);
        }
        for bad in [json!(-1), json!("-1"), json!(-1.0), json!(1e300), json!("18446744073709551616"), json!(true)] {
            assert!(read(&COUNT, bad.clone()).is_err(), "{bad}");
        }
        for bad in [json!(u64::MAX), json!("9223372036854775808"), json!(9.1e18), json!(0.5)] {
            assert!(read(&OFFSET, bad.clone()).is_err(), "{bad}");
        }
    }

    #[test]
    fn text_and_booleans_may_come_as_one_another_and_as_numbers() {
        let room = json!({ "id": true, "open": 1 });
        assert_eq!(repaired(room).unwrap(), json!({ "id": "true", "open": true }));
        assert!(repaired(json!({ "id": "r", "open": 2 })).is_err());
    }

    #[test]
    fn nothing_among_items_is_no_item_and_an_empty_list_may_be_an_empty_object() {
        let room = json!({ "id": "r", "rooms": [null, { "id": "s" }, null], "meta": { "a": null } });
        assert_eq!(repaired(room).unwrap(), json!({ "id": "r", "rooms": [{ "id": "s" }], "meta": { "a": null } }));
        assert_eq!(repaired(json!({ "id": "r", "meta": [] })).unwrap(), json!({ "id": "r" }));
        assert_eq!(
            repaired(json!({ "id": "r", "meta": "x" })).unwrap(),
            json!({ "id": "r", "meta": { "value": "x" } })
        );
    }

    #[test]
    fn an_object_that_is_no_item_does_not_become_a_list() {
        let error = repaired(json!({ "id": "r", "rooms": { "other": 1 } })).unwrap_err();
        assert_eq!(error, "data.rooms: a list expected, an object with one key found");
        assert_eq!(repaired(json!({ "id": "r", "rooms": {} })).unwrap(), json!({ "id": "r", "rooms": [] }));
    }

    #[test]
    fn the_form_that_comes_decides_among_several() {
        static FORMS: Shape = Shape::OneOf(&[&Shape::String, &Shape::List(&ROOM), &ROOM, &Shape::Map(&ROOM)]);
        let read = |mut value: Value| FORMS.repair(&mut value, Place::Root("f")).map(|()| value);
        assert_eq!(read(json!("7")).unwrap(), json!("7"));
        assert_eq!(read(json!(7)).unwrap(), json!("7"));
        assert_eq!(read(json!([{ "id": "r", "size": "1" }])).unwrap(), json!([{ "id": "r", "size": 1 }]));
        assert_eq!(read(json!({ "id": "r", "size": "1" })).unwrap(), json!({ "id": "r", "size": 1 }));
        assert_eq!(read(json!({ "a": { "id": "r", "size": "1" } })).unwrap(), json!({ "a": { "id": "r", "size": 1 } }));
        assert_eq!(read(json!([{ "size": 1 }])).unwrap_err().path, "f[0].id");
        assert_eq!(read(json!({ "x": 1 })).unwrap(), json!({ "x": 1 }));
    }

    #[test]
    fn one_object_may_come_in_place_of_a_list() {
        let room = json!({ "id": "r", "rooms": { "id": "s", "size": "1" } });
        assert_eq!(repaired(room).unwrap(), json!({ "id": "r", "rooms": [{ "id": "s", "size": 1 }] }));
    }

    #[test]
    fn the_first_spelling_with_a_value_wins() {
        assert_eq!(repaired(json!({ "id": "r", "href": "a" })).unwrap(), json!({ "id": "r", "link": "a" }));
        let both = json!({ "id": "r", "link": null, "href": "a", "downloadLink": "b" });
        assert_eq!(repaired(both).unwrap(), json!({ "id": "r", "link": "a" }));
    }

    #[test]
    fn a_mismatch_names_the_place_and_not_the_value() {
        let room =
            json!({ "id": "r", "rooms": [{ "id": "a" }, { "id": "b", "rooms": [{ "id": "c", "open": "secret" }] }] });
        let error = repaired(room).unwrap_err();
        assert_eq!(error, "data.rooms[1].rooms[0].open: a boolean expected, a string of 6 characters found");
    }

    #[test]
    fn unknown_fields_stay_for_serde_to_ignore() {
        assert_eq!(repaired(json!({ "id": "r", "new": [1] })).unwrap(), json!({ "id": "r", "new": [1] }));
    }
}
