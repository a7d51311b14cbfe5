//! Reads a JSON text into what a type asks for, in one pass.
//!
//! The type asks for what it expects, and the reader accepts it in the forms in which the service sends it. Nothing
//! here is generic: types read themselves by [`Decode`](super::Decode), with code that is compiled once.

use std::borrow::Cow;

use super::cursor::{List, Mode, Object};
use super::fault::{Fault, Hint, Kind};
use super::rules::Rules;
use super::scanner::{DEEPEST, Number, Scanner};

/// Bytes that a result may take besides its strings, however short the text is.
const LEAST_MEMORY: usize = 16 << 20;

/// The offset of no value.
const NOWHERE: usize = usize::MAX;

// Public, as `Fault` is, because `Decode` is; no other crate can name it.
pub struct Reader<'de> {
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
    /// Number of `null`s among the items of the result, in this pass.
    pub(super) nulls: u64,
    probing: bool,
    probe: Probe,
    /// Whether `null` is a value of a field, not the absence of one.
    strict: bool,
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
pub(super) fn probe(decode: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Fault>) -> Probe {
    let mut reader = Reader::new("null");
    reader.probing = true;
    // The type is asked, not read.
    let _probed = decode(&mut reader);
    reader.probe
}

/// Reads the value at an offset, leaving out what cannot be read and may be left out.
pub(super) fn read<'de>(
    reader: &mut Reader<'de>,
    at: usize,
    decode: &mut dyn FnMut(&mut Reader<'de>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    loop {
        reader.restart(at);
        match decode(reader) {
            Ok(()) => return Ok(()),
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
            nulls: 0,
            probing: false,
            probe: Probe::default(),
            strict: false,
            refused: None,
        }
    }

    /// A reader for a text that a program wrote: it reads all or nothing.
    pub(super) fn strict(text: &'de str) -> Self {
        Self { strict: true, budget: usize::MAX, memory: usize::MAX, ..Self::new(text) }
    }

    fn restart(&mut self, at: usize) {
        self.scanner.at = at;
        self.nulls = 0;
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
    pub(crate) fn open_struct(&mut self, name: &'static str, fields: &'static [&'static str]) -> Result<Object, Fault> {
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
    pub(crate) fn open_map(&mut self) -> Result<Object, Fault> {
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

    pub(crate) fn open_list(&mut self) -> Result<List, Fault> {
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
            if object.mode == Mode::Struct && byte == b'n' && !self.strict {
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
                // The list of the result is inside nothing or one object. Those of its items are inside at least two.
                self.nulls += u64::from(self.depth <= 2);
            } else if self.rules.leave_out_item(self.scanner) {
                self.scanner.skip()?;
            } else {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads the fields of an object: `field` reads the value ahead, which is that of the key.
    pub(crate) fn fields(
        &mut self,
        object: &mut Object,
        field: &mut dyn FnMut(&str, &mut Self) -> Result<Field, Fault>,
    ) -> Result<(), Fault> {
        while let Some(key) = self.advance(object).map_err(|fault| object.stamped(fault))? {
            self.charge(object.room)?;
            let end = self.fill.take().map(|json| std::mem::replace(&mut self.scanner, Scanner::new(json, 0)));
            let filled = end.is_some();
            let read = match field(&key, self) {
                Ok(Field::Unknown) => self.scanner.skip().map(|()| Field::Read),
                read => read,
            };
            if let Some(end) = end {
                self.scanner = end;
            }
            match read {
                Ok(Field::Repeated(name)) => return Err(object.stamped(Fault::repeated(name))),
                Ok(Field::Read | Field::Unknown) => {}
                Err(mut fault) => {
                    if !filled {
                        object.stamp_value(&mut fault);
                    }
                    return Err(object.stamped(fault));
                }
            }
        }
        Ok(())
    }

    /// Reads the items of a list, each of which takes `size` bytes: `item` reads the value ahead.
    pub(crate) fn items(
        &mut self,
        list: &mut List,
        size: usize,
        item: &mut dyn FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        while self.advance_item(list)? {
            self.charge(size)?;
            if let Err(mut fault) = item(self) {
                list.stamp_item(&mut fault);
                return Err(fault);
            }
        }
        Ok(())
    }

    /// Takes the value ahead if it stands for none where one is optional.
    pub(crate) fn none(&mut self) -> Result<bool, Fault> {
        if self.probing {
            return Ok(false);
        }
        let byte = self.scanner.peek()?;
        let at = self.scanner.at;
        if byte == b'n' || (at == self.root && self.scanner.is_empty()) {
            return self.scanner.skip().map(|()| true);
        }
        self.optional = at;
        Ok(false)
    }

    /// Offset of the value ahead.
    pub(crate) fn position(&mut self) -> usize {
        // A missing value is an error of reading it.
        let _ahead = self.scanner.peek();
        self.scanner.at
    }

    /// Takes a string, or a number or boolean as the string that it is: not from a program, whose format may have guessed
    /// that a text is a number, and changed it.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Cow<'de, str>, Fault> {
        if self.strict && self.scanner.peek()? != b'"' {
            return Err(self.scanner.unfit(Hint::Text));
        }
        self.scanner.text()
    }

    /// Opens the value ahead, of which the type takes several forms.
    pub(crate) fn form(&mut self) -> Result<Form<'de>, Fault> {
        if self.probing {
            self.probe.any = true;
            return Err(Fault::new(Kind::Probed, 0));
        }
        let byte = self.scanner.peek()?;
        let at = self.scanner.at;
        Ok(match byte {
            b'{' => {
                self.enter()?;
                Form::Object(Object::new(Mode::Map, "", at))
            }
            b'[' => {
                self.enter()?;
                Form::List(List { skips_nulls: false, ..List::new(at) })
            }
            b'"' => Form::Text(self.scanner.text()?),
            b't' => self.scanner.word("true").map(|()| Form::Boolean(true))?,
            b'f' => self.scanner.word("false").map(|()| Form::Boolean(false))?,
            b'n' => self.scanner.word("null").map(|()| Form::Null)?,
            _ => Form::Number(self.scanner.number()?),
        })
    }
}

/// What became of the value of a key.
pub(crate) enum Field {
    Read,
    /// It is still ahead, and may be skipped.
    Unknown,
    /// The field with this name was read before, and the value is still ahead.
    Repeated(&'static str),
}

/// A value whose form is known.
pub(crate) enum Form<'de> {
    Object(Object),
    List(List),
    Text(Cow<'de, str>),
    Boolean(bool),
    Number(Number),
    Null,
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
