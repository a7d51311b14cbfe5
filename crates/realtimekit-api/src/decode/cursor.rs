//! Where a reader is in an object or a list.

use std::borrow::Cow;

use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::fault::{Fault, Hint, Kind, Part};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Struct,
    /// Keys are free, and `null` is a value.
    Map,
    /// A value in place of an object with free keys.
    Lone,
}

/// Where the reader is in an object.
pub(super) struct Object {
    pub(super) mode: Mode,
    pub(super) name: &'static str,
    pub(super) at: usize,
    pub(super) first: bool,
    pub(super) done: bool,
    pub(super) key_at: usize,
    pub(super) value_at: usize,
    /// Whether some of its values do not count, because another spelling of their field does.
    pub(super) has_losers: bool,
}

impl Object {
    pub(super) fn new(mode: Mode, name: &'static str, at: usize) -> Self {
        Self { mode, name, at, first: true, done: false, key_at: at, value_at: at, has_losers: false }
    }

    /// Adds to a fault of the object what the code of its type does not know.
    #[cold]
    pub(super) fn stamp(&self, fault: &mut Fault) {
        if let (None, Kind::Repeated { object, object_at, key_at, .. }) = (fault.0.at, &mut fault.0.kind) {
            (*object, *object_at, *key_at) = (self.name, self.at, self.key_at);
            // If there is no way to choose among the keys, the later one is left out.
            fault.around(Part::Field { object: "", key_at: self.key_at }, self.value_at);
        }
        fault.within(self.at);
    }

    /// Adds the value that was read last to a fault in it.
    #[cold]
    pub(super) fn stamp_value(&self, fault: &mut Fault) {
        let part = match self.mode {
            Mode::Struct => Part::Field { object: self.name, key_at: self.key_at },
            Mode::Map | Mode::Lone => Part::Entry,
        };
        fault.around(part, self.value_at);
    }
}

/// Where the reader is in a list.
pub(super) struct List {
    pub(super) at: usize,
    pub(super) item_at: usize,
    pub(super) first: bool,
    pub(super) done: bool,
    pub(super) single: bool,
    pub(super) skips_nulls: bool,
}

impl List {
    pub(super) fn new(at: usize) -> Self {
        Self { at, item_at: at, first: true, done: false, single: false, skips_nulls: true }
    }

    /// Adds the item to a fault in it.
    #[cold]
    pub(super) fn stamp_item(&self, fault: &mut Fault) {
        if let (true, Kind::Unfit(hint)) = (self.single && fault.0.at == Some(self.at), &mut fault.0.kind) {
            // It is no item either.
            *hint = Hint::List;
        }
        fault.around(Part::Item, self.item_at);
    }
}

/// The key of an object, borrowed from the text unless it has escapes.
pub(super) struct Key<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Cow::Borrowed(key) => visitor.visit_borrowed_str(key),
            Cow::Owned(key) => visitor.visit_string(key),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
