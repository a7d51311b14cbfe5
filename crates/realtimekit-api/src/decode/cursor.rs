//! Where a reader is in an object or a list.

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
pub(crate) struct Object {
    pub(super) mode: Mode,
    pub(super) name: &'static str,
    pub(super) at: usize,
    pub(super) first: bool,
    pub(super) done: bool,
    pub(super) key_at: usize,
    pub(super) value_at: usize,
    /// Whether some of its values do not count, because another spelling of their field does.
    pub(super) has_losers: bool,
    /// Bytes that an entry takes.
    pub(super) room: usize,
}

impl Object {
    pub(super) fn new(mode: Mode, name: &'static str, at: usize) -> Self {
        Self { mode, name, at, first: true, done: false, key_at: at, value_at: at, has_losers: false, room: 0 }
    }

    /// Makes room for entries of this size, with their keys and what trees leave free.
    pub(crate) fn with_entries(self, size: usize) -> Self {
        Self { room: 2 * (size + size_of::<String>()), ..self }
    }

    /// The error for a field without which the object cannot be read.
    #[cold]
    pub(crate) fn lacks(&self, field: &'static str) -> Fault {
        Fault::new(Kind::Missing(field), self.at)
    }

    /// Adds to a fault of the object what the code of its type does not know.
    #[cold]
    pub(super) fn stamped(&self, mut fault: Fault) -> Fault {
        if let (None, Kind::Repeated { object, object_at, key_at, .. }) = (fault.0.at, &mut fault.0.kind) {
            (*object, *object_at, *key_at) = (self.name, self.at, self.key_at);
            // If there is no way to choose among the keys, the later one is left out.
            fault.around(Part::Field { object: "", key_at: self.key_at }, self.value_at);
        }
        fault.within(self.at);
        fault
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
pub(crate) struct List {
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
