//! Reads a JSON text into what a type asks for, in one pass.
//!
//! The type says what it expects, and where that is known the reader takes the forms in which the service sends it. The
//! generic functions only ask the scanner and visit: each is compiled for every type.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::cursor::{Key, List, Mode, Object};
use super::fault::{Fault, Hint, Kind};
use super::rules::Rules;
use super::scanner::{DEEPEST, Number, Scanner};

/// Bytes that a result may take besides its strings, however short the text is.
const LEAST_MEMORY: usize = 16 << 20;

/// The offset of no value.
const NOWHERE: usize = usize::MAX;

pub(crate) struct Reader<'de> {
    pub(super) scanner: Scanner<'de>,
    pub(super) rules: Rules<'de>,
    /// Offset of the result.
    root: usize,
    depth: u32,
    /// Bytes that items and entries may take, and may still take in this pass.
    budget: usize,
    memory: usize,
    /// Offset of the value that was last asked for as an optional one.
    optional: usize,
    /// Offset of the value that was last taken for a list of one.
    single: usize,
    /// Of the values that are offered for fields of the result: which of them the result has, one bit each; how many were
    /// looked at; and the JSON of the one to read next.
    present: u32,
    filled: usize,
    fill: Option<&'de str>,
    probing: bool,
    probe: Probe,
    /// Whether a result without any known field is refused, and one with an object under one of these keys: it may be
    /// what is around the result.
    pub(super) refused: Option<&'static [&'static str]>,
}

/// What a type asks for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Probe {
    /// A list of what `fields` says.
    pub(super) list: bool,
    /// Whatever there is.
    pub(super) any: bool,
    /// Fields of the struct, with all their spellings.
    pub(super) fields: &'static [&'static str],
}

/// Asks a type what it expects.
pub(super) fn probe<T: for<'de> Deserialize<'de>>() -> Probe {
    let mut reader = Reader::new("null");
    reader.probing = true;
    drop(T::deserialize(&mut reader));
    reader.probe
}

/// Reads the value at an offset, leaving out what cannot be read and may be left out.
pub(super) fn read<'de, T>(
    reader: &mut Reader<'de>,
    at: usize,
    mut value: impl FnMut(&mut Reader<'de>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    loop {
        reader.restart(at);
        match value(reader) {
            Ok(value) => return Ok(value),
            Err(fault) => reader.rules.learn(fault, reader.scanner.text)?,
        }
    }
}

impl<'de> Reader<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self {
            scanner: Scanner::new(text, 0),
            rules: Rules::default(),
            root: NOWHERE,
            depth: 0,
            budget: (text.len() / 3 * 2).max(LEAST_MEMORY),
            memory: LEAST_MEMORY,
            optional: NOWHERE,
            single: NOWHERE,
            present: 0,
            filled: 0,
            fill: None,
            probing: false,
            probe: Probe::default(),
            refused: None,
        }
    }

    fn restart(&mut self, at: usize) {
        self.scanner.at = at;
        self.root = at;
        self.depth = 0;
        self.memory = self.budget;
        (self.optional, self.single) = (NOWHERE, NOWHERE);
        (self.present, self.filled, self.fill) = (0, 0, None);
        self.rules.restart();
    }

    /// Accounts for memory that is taken besides what is read.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), Fault> {
        self.memory = self.budget;
        self.charge(bytes)?;
        self.budget = self.memory;
        Ok(())
    }

    /// Accounts for memory that an item or entry takes in its container.
    #[inline]
    fn charge(&mut self, bytes: usize) -> Result<(), Fault> {
        match self.memory.checked_sub(bytes) {
            Some(left) => {
                self.memory = left;
                Ok(())
            }
            None => Err(Fault::new(Kind::TooLarge, self.scanner.at)),
        }
    }

    /// Takes the bracket that opens a container.
    fn enter(&mut self) -> Result<(), Fault> {
        if self.depth == DEEPEST {
            return Err(self.scanner.refuse("values may be nested 127 levels deep"));
        }
        self.depth += 1;
        self.scanner.at += 1;
        Ok(())
    }

    /// Opens the value ahead as a struct.
    fn open_struct(&mut self, name: &'static str, fields: &'static [&'static str]) -> Result<Object, Fault> {
        if self.probing {
            self.probe.fields = fields;
            return Err(Fault::new(Kind::Probed, 0));
        }
        let byte = self.scanner.peek()?;
        let at = self.scanner.at;
        let empty = || Object { done: true, ..Object::new(Mode::Struct, name, at) };
        match byte {
            b'{' => {
                if self.single == at && !knows_any(self.scanner, fields) {
                    return Err(self.scanner.unfit(Hint::List));
                }
                if self.refused.is_some() && self.root == at && !knows_any(self.scanner, fields) {
                    return Err(self.scanner.unfit(Hint::Object));
                }
                let mut object = Object::new(Mode::Struct, name, at);
                if !self.rules.is_empty() {
                    object.has_losers = self.rules.choose(name, self.scanner);
                }
                self.enter()?;
                Ok(object)
            }
            // Some languages write an object without keys as an empty list.
            b'[' if self.optional != at && self.scanner.is_empty() => {
                self.scanner.skip()?;
                Ok(empty())
            }
            // There is no result: that is enough where nothing is required of it.
            b'n' if self.root == at => {
                self.scanner.word("null")?;
                Ok(empty())
            }
            _ => Err(self.scanner.unfit(Hint::Object)),
        }
    }

    /// Opens the value ahead as an object with free keys.
    fn open_map(&mut self) -> Result<Object, Fault> {
        let byte = self.scanner.peek()?;
        let at = self.scanner.at;
        let mut object = Object::new(Mode::Map, "", at);
        match byte {
            b'{' => self.enter()?,
            b'[' if self.scanner.is_empty() => {
                self.scanner.skip()?;
                object.done = true;
            }
            b'n' | b'"' if self.scanner.means_none(None) => return Err(self.scanner.unfit(Hint::Object)),
            // Nothing is known about what such an object holds, so nothing can be wrong with it.
            _ => {
                object.mode = Mode::Lone;
                object.value_at = at;
            }
        }
        Ok(object)
    }

    fn open_list(&mut self) -> Result<List, Fault> {
        if self.probing {
            self.probe.list = true;
            return Ok(List { single: true, ..List::new(0) });
        }
        let byte = self.scanner.peek()?;
        let at = self.scanner.at;
        let mut list = List::new(at);
        match byte {
            b'[' => self.enter()?,
            // Where a list is the result, nothing is not an empty one.
            b'n' | b'{' | b'"' if self.root == at && self.scanner.stands_for_no_list() => {
                return Err(self.scanner.unfit(Hint::List));
            }
            // Of a list that may be absent, a text that says nothing is not an empty one.
            b'"' if self.optional == at && self.scanner.means_none(None) => {
                return Err(self.scanner.unfit(Hint::List));
            }
            b'n' | b'{' | b'"' if self.scanner.stands_for_no_list() => {
                self.scanner.skip()?;
                list.done = true;
            }
            // One item in place of a list of it.
            b'{' | b'"' => {
                self.single = at;
                list.single = true;
            }
            _ => return Err(self.scanner.unfit(Hint::List)),
        }
        Ok(list)
    }

    /// Moves to the next value of an object; its key.
    fn advance(&mut self, object: &mut Object) -> Result<Option<Cow<'de, str>>, Fault> {
        if object.mode == Mode::Lone {
            return Ok((!std::mem::replace(&mut object.done, true)).then_some(Cow::Borrowed("value")));
        }
        let is_result = object.mode == Mode::Struct && object.at == self.root;
        while !object.done {
            if !self.scanner.next_key(object.first)? {
                object.done = true;
                self.depth -= 1;
                break;
            }
            object.first = false;
            object.key_at = self.scanner.at;
            let (key, byte) = self.scanner.key()?;
            object.value_at = self.scanner.at;
            if byte == b'{' && object.at == self.root && self.refused.is_some_and(|keys| keys.contains(&&*key)) {
                return Err(self.scanner.unfit(Hint::Object));
            }
            if object.mode == Mode::Struct && byte == b'n' {
                // As if it were absent; so another spelling of the field counts.
                self.scanner.word("null")?;
                continue;
            }
            let offered = if is_result { self.rules.offered(&key) } else { None };
            if (offered.is_some() && byte == b'"' && self.scanner.means_none(None))
                || (!self.rules.is_empty() && self.rules.leave_out(object, &key, self.scanner))
            {
                self.scanner.skip()?;
                continue;
            }
            self.present |= offered.map_or(0, bit);
            return Ok(Some(key));
        }
        Ok(if is_result { self.next_fill() } else { None })
    }

    /// The name of the next field of the result that the text lacks and that is offered.
    fn next_fill(&mut self) -> Option<Cow<'de, str>> {
        self.fill = None;
        while let Some((name, json)) = self.rules.fill(self.filled) {
            self.filled += 1;
            if self.present & bit(self.filled - 1) == 0 {
                self.fill = Some(json);
                return Some(Cow::Borrowed(name));
            }
        }
        None
    }

    /// Moves to the next item of a list; `false` at its end.
    fn advance_item(&mut self, list: &mut List) -> Result<bool, Fault> {
        if list.single {
            return Ok(!std::mem::replace(&mut list.done, true));
        }
        while !list.done {
            if !self.scanner.next_item(list.first)? {
                list.done = true;
                self.depth -= 1;
                break;
            }
            list.first = false;
            let byte = self.scanner.peek()?;
            list.item_at = self.scanner.at;
            if byte == b'n' && list.skips_nulls {
                self.scanner.word("null")?;
            } else if self.rules.leave_out_item(self.scanner) {
                self.scanner.skip()?;
            } else {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes what the visitor has left of an object.
    fn close(&mut self, object: &mut Object) -> Result<(), Fault> {
        while !object.done {
            if self.advance(object)?.is_some() && self.fill.take().is_none() {
                self.scanner.skip()?;
            }
        }
        Ok(())
    }

    fn close_list(&mut self, list: &mut List) -> Result<(), Fault> {
        while !list.done {
            if self.advance_item(list)? {
                self.scanner.skip()?;
            }
        }
        Ok(())
    }

    // Results are not taken apart here and below: a large one would be moved each time.
    fn object<V: Visitor<'de>>(&mut self, mut object: Object, visitor: V) -> Result<V::Value, Fault> {
        let mut value = visitor.visit_map(Fields { reader: self, object: &mut object });
        if let Err(fault) = &mut value {
            object.stamp(fault);
        } else if let Err(fault) = self.close(&mut object) {
            value = Err(fault);
        }
        value
    }

    fn list<V: Visitor<'de>>(&mut self, mut list: List, visitor: V) -> Result<V::Value, Fault> {
        let mut value = visitor.visit_seq(Items { reader: self, list: &mut list });
        if let Err(fault) = &mut value {
            fault.within(list.at);
        } else if let Err(fault) = self.close_list(&mut list) {
            value = Err(fault);
        }
        value
    }
}

/// The bit of a value that is offered.
fn bit(index: usize) -> u32 {
    u32::try_from(index).ok().and_then(|index| 1u32.checked_shl(index)).unwrap_or(0)
}

impl Scanner<'_> {
    /// Whether the value ahead is one that a list without items is sent as.
    fn stands_for_no_list(mut self) -> bool {
        match self.peek() {
            Ok(b'n') => true,
            Ok(b'{') => self.is_empty(),
            _ => self.means_none(None),
        }
    }
}

/// Whether the object ahead has one of these keys.
pub(super) fn knows_any(mut scanner: Scanner<'_>, fields: &[&str]) -> bool {
    let mut knows = false;
    scanner.children(|key, _| {
        knows = fields.contains(&key);
        !knows
    });
    knows
}

struct Fields<'r, 'de> {
    reader: &'r mut Reader<'de>,
    object: &'r mut Object,
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Fault;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        match self.reader.advance(self.object)? {
            Some(key) => seed.deserialize(Key(key)).map(Some),
            None => Ok(None),
        }
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        if self.object.mode == Mode::Map {
            // With the key, and room that trees leave free.
            self.reader.charge(2 * (size_of::<S::Value>() + size_of::<String>()))?;
        } else if let Some(json) = self.reader.fill.take() {
            let end = std::mem::replace(&mut self.reader.scanner, Scanner::new(json, 0));
            let value = seed.deserialize(&mut *self.reader);
            self.reader.scanner = end;
            return value;
        }
        let mut value = seed.deserialize(&mut *self.reader);
        if let Err(fault) = &mut value {
            self.object.stamp_value(fault);
        }
        value
    }
}

struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    list: &'r mut List,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        if !self.reader.advance_item(self.list)? {
            return Ok(None);
        }
        self.reader.charge(size_of::<S::Value>())?;
        match seed.deserialize(&mut *self.reader) {
            Ok(item) => Ok(Some(item)),
            Err(mut fault) => {
                self.list.stamp_item(&mut fault);
                Err(fault)
            }
        }
    }
}

macro_rules! scalar {
    ($($method:ident $scan:ident $visit:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit(self.scanner.$scan()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.probing {
            self.probe.any = true;
            return Err(Fault::new(Kind::Probed, 0));
        }
        let byte = self.scanner.peek()?;
        let at = self.scanner.at;
        let mut value = match byte {
            b'{' => {
                self.enter()?;
                self.object(Object::new(Mode::Map, "", at), visitor)
            }
            b'[' => {
                self.enter()?;
                self.list(List { skips_nulls: false, ..List::new(at) }, visitor)
            }
            b'"' => match self.scanner.text()? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            b't' => self.scanner.word("true").and_then(|()| visitor.visit_bool(true)),
            b'f' => self.scanner.word("false").and_then(|()| visitor.visit_bool(false)),
            b'n' => self.scanner.word("null").and_then(|()| visitor.visit_unit()),
            _ => match self.scanner.number()? {
                Number::Natural(value) => visitor.visit_u64(value),
                Number::Negative(value) => visitor.visit_i64(value),
                Number::Fraction(value) => visitor.visit_f64(value),
            },
        };
        if let Err(fault) = &mut value {
            fault.within(at);
        }
        value
    }

    scalar! {
        deserialize_bool boolean visit_bool;
        deserialize_i8 integer visit_i64;
        deserialize_i16 integer visit_i64;
        deserialize_i32 integer visit_i64;
        deserialize_i64 integer visit_i64;
        deserialize_i128 integer visit_i64;
        deserialize_u8 natural visit_u64;
        deserialize_u16 natural visit_u64;
        deserialize_u32 natural visit_u64;
        deserialize_u64 natural visit_u64;
        deserialize_u128 natural visit_u64;
        deserialize_f32 float visit_f64;
        deserialize_f64 float visit_f64;
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.scanner.text()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.probing {
            return visitor.visit_some(self);
        }
        let byte = self.scanner.peek()?;
        let at = self.scanner.at;
        if byte == b'n' || (at == self.root && self.scanner.is_empty()) {
            return self.scanner.skip().and_then(|()| visitor.visit_none());
        }
        self.optional = at;
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.scanner.peek()? != b'n' {
            return Err(self.scanner.unfit(Hint::Nothing));
        }
        self.scanner.word("null").and_then(|()| visitor.visit_unit())
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let list = self.open_list()?;
        self.list(list, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let object = self.open_map()?;
        self.object(object, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let object = self.open_struct(name, fields)?;
        self.object(object, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        // Enums of the API are strings; those with values in their variants are hand-written.
        visitor.visit_enum(StrDeserializer::new(&self.scanner.text()?))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.scanner.skip()?;
        visitor.visit_unit()
    }
}
