//! What a reader has learnt about a text: which values to leave out.
//!
//! When a value cannot be read, whatever waits for it is consumed already, so nothing can be put in its place. The text is
//! read again without the value. What was learnt holds for every value of the same field, so that a page on which each
//! item has the same deviation is read twice, not once for each item.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::cursor::Object;
use super::fault::{Fault, Hint, Kind, Part, Reason};
use super::scanner::Scanner;

/// Bytes that may be read to recover from faults, over all passes; a body of which this is a small part is read a few
/// times all the same.
const READ_AGAIN: usize = 64 << 20;

/// Values left out that are reported one by one.
const REPORTED: usize = 16;

#[derive(Debug, Default)]
pub(super) struct Rules<'de> {
    fields: Vec<FieldRule<'de>>,
    /// Single values to leave out, by their offsets, and why.
    offsets: BTreeMap<usize, Reason>,
    /// Keys of one field of a struct of which one counts.
    repeated: Vec<Repeated>,
    /// Offsets of the values of such keys that do not count.
    losers: BTreeSet<usize>,
    /// Fields of the result that are read from elsewhere, each as JSON.
    fills: Vec<Fill<'de>>,
    learnt: bool,
    passes: usize,
    /// Values that were left out in this pass, and how many more.
    pub(super) dropped: Vec<Reason>,
    pub(super) more: usize,
}

/// Which values of a field are left out.
#[derive(Debug)]
struct FieldRule<'de> {
    object: &'static str,
    key: Cow<'de, str>,
    test: Test<'de>,
    /// The field that these values lack.
    missing: Option<&'static str>,
    expected: Cow<'static, str>,
}

#[derive(Debug)]
enum Test<'de> {
    /// Those that do not suit this.
    Unfit(Hint),
    /// Those that are written as one of these.
    Literals(BTreeSet<&'de str>),
    /// Objects with these keys and no others, apart from those with `null`.
    Keys(BTreeSet<String>),
}

#[derive(Debug)]
struct Repeated {
    object: &'static str,
    /// Name of the field and its other spellings.
    keys: Vec<String>,
}

#[derive(Debug)]
struct Fill<'de> {
    /// Name of the field and its other spellings.
    names: &'static [&'static str],
    json: &'de str,
}

impl<'de> Rules<'de> {
    pub(super) fn is_empty(&self) -> bool {
        !self.learnt
    }

    /// Begins another value of the same text.
    pub(super) fn forget_passes(&mut self) {
        self.passes = 0;
    }

    /// A value for a field of the result, which is read if the result has none.
    pub(super) fn offer(&mut self, names: &'static [&'static str], json: &'de str) {
        self.fills.push(Fill { names, json });
    }

    /// Number of the value that is offered for this field of the result.
    pub(super) fn offered(&self, key: &str) -> Option<usize> {
        self.fills.iter().position(|fill| fill.names.contains(&key))
    }

    /// The `index`th value that is offered, with the name of its field.
    pub(super) fn fill(&self, index: usize) -> Option<(&'static str, &'de str)> {
        let fill = self.fills.get(index)?;
        Some((fill.names.first()?, fill.json))
    }

    /// Begins another pass.
    pub(super) fn restart(&mut self) {
        self.dropped.clear();
        self.losers.clear();
        self.more = 0;
    }

    /// Whether the value at the scanner is to be left out.
    pub(super) fn leave_out(&mut self, object: &Object, key: &str, value: Scanner<'de>) -> bool {
        (object.has_losers && self.losers.contains(&value.at)) || self.forbid(object.name, key, value)
    }

    fn forbid(&mut self, object: &'static str, key: &str, value: Scanner<'de>) -> bool {
        let rule = self.fields.iter().find(|rule| rule.object == object && rule.key == key && rule.forbids(value));
        let (hint, reason) = match rule {
            Some(rule) => (rule.hint(), rule.reason(value)),
            None => match self.offsets.get(&value.at) {
                Some(reason) => (Some(Hint::Object), reason.clone()),
                None => return false,
            },
        };
        if value.means_none(hint) {
            // Not reported: this is how the service writes "none".
        } else if self.dropped.len() < REPORTED {
            self.dropped.push(reason);
        } else {
            self.more += 1;
        }
        true
    }

    /// Whether an item of a list is to be left out.
    pub(super) fn leave_out_item(&mut self, value: Scanner<'de>) -> bool {
        !self.offsets.is_empty() && self.forbid("", "", value)
    }

    /// Why the value of a field is left out, if it is not because of what the field asks for.
    pub(super) fn cause(&self, key: &str, value: Scanner<'de>) -> Option<Reason> {
        let lacks = |rule: &&FieldRule<'_>| rule.key == key && rule.missing.is_some() && rule.forbids(value);
        let rule = self.fields.iter().find(lacks).map(|rule| rule.reason(value));
        self.offsets.get(&value.at).cloned().or(rule)
    }

    /// What was asked for at a field that was left out.
    pub(super) fn expected(&self, key: &str) -> Option<Cow<'static, str>> {
        self.fields
            .iter()
            .rev()
            .find(|rule| rule.key == key && rule.missing.is_none())
            .map(|rule| rule.expected.clone())
    }

    /// Finds the values of repeated keys of the object ahead that do not count: those with less in them, or the earlier
    /// ones. Returns whether there are any.
    pub(super) fn choose(&mut self, object: &'static str, scanner: Scanner<'de>) -> bool {
        let before = self.losers.len();
        for group in self.repeated.iter().filter(|group| group.object == object) {
            let mut best: Option<(u8, std::cmp::Reverse<usize>, usize)> = None;
            let mut children = scanner;
            children.children(|key, value| {
                if let Some(spelling) = group.keys.iter().position(|name| name == key) {
                    let weight = if value.means_none(None) { 0 } else { u8::from(!value.is_empty()) + 1 };
                    let this = (weight, std::cmp::Reverse(spelling), value.at);
                    // Of values under the same key the last one counts, whatever it is.
                    let wins = best.is_none_or(|held| held.1 == this.1 || this > held);
                    let loser = if wins { best.replace(this) } else { Some(this) };
                    self.losers.extend(loser.map(|(.., at)| at));
                }
                true
            });
        }
        self.losers.len() > before
    }

    /// Learns from a fault what to leave out; gives the fault back if it cannot be recovered from.
    #[cold]
    pub(super) fn learn(&mut self, fault: Fault, text: &'de str) -> Result<(), Fault> {
        let limit = (READ_AGAIN / text.len().max(1)).clamp(8, 1000);
        self.passes += 1;
        self.learnt = true;
        if self.passes > limit {
            return Err(fault);
        }
        let learnt = match &fault.0.kind {
            Kind::Syntax(_) | Kind::Truncated | Kind::TooLarge | Kind::Probed => false,
            Kind::Repeated { field, object, object_at, key_at } => {
                self.choose_one(field, object, Scanner::new(text, *key_at))
                    || self.leave_out_earlier(&fault, Scanner::new(text, *object_at), *key_at)
                    || self.leave_out_around(&fault, text, limit)
            }
            Kind::Missing(_) | Kind::Unfit(_) | Kind::Refused(_) => self.leave_out_around(&fault, text, limit),
        };
        if learnt { Ok(()) } else { Err(fault) }
    }

    /// Learns that two keys are one field; `false` if that was known.
    fn choose_one(&mut self, field: &'static str, object: &'static str, mut key: Scanner<'de>) -> bool {
        let Ok((key, _)) = key.key() else { return false };
        if object.is_empty() {
            return false;
        }
        let known =
            self.repeated.iter_mut().find(|group| group.object == object && group.keys.iter().any(|k| k == field));
        let keys = match known {
            Some(group) => &mut group.keys,
            None => {
                self.repeated.push(Repeated { object, keys: vec![field.to_owned()] });
                match self.repeated.last_mut() {
                    Some(group) if key == field => return !group.keys.is_empty(),
                    Some(group) => &mut group.keys,
                    None => return false,
                }
            }
        };
        let new = !keys.iter().any(|name| **name == key);
        if new {
            keys.push(key.into_owned());
        }
        new
    }

    /// Leaves out the earlier value of a key that is repeated as it is written.
    fn leave_out_earlier(&mut self, fault: &Fault, mut object: Scanner<'de>, key_at: usize) -> bool {
        let Ok((later, _)) = Scanner::new(object.text, key_at).key() else { return false };
        let mut earlier = None;
        object.children(|key, value| {
            if key == later && value.at < key_at && !self.offsets.contains_key(&value.at) {
                earlier = Some(value);
            }
            value.at < key_at
        });
        earlier.is_some_and(|value| self.leave_out_one(value.at, fault))
    }

    /// Leaves out the nearest value around the fault without which the rest may be readable: a field, or an item of a list
    /// that is not the result itself.
    fn leave_out_around(&mut self, fault: &Fault, text: &'de str, limit: usize) -> bool {
        let around = &fault.0.around;
        for (index, step) in around.iter().enumerate() {
            let value = Scanner::new(text, step.at);
            match step.part {
                Part::Item if around.iter().skip(index + 1).all(|outer| matches!(outer.part, Part::Item)) => {
                    return false;
                }
                // One item in place of a list: there is a name for the whole.
                Part::Item if around.get(index + 1).is_some_and(|outer| outer.at == step.at) => {}
                // Lists and maps full of unreadable values are left out whole in the end.
                Part::Item | Part::Entry if self.passes > limit / 2 => {}
                Part::Item | Part::Entry => {
                    if self.leave_out_one(step.at, fault) {
                        return true;
                    }
                }
                Part::Field { object, key_at } => {
                    if self.leave_out_field(fault, object, Scanner::new(text, key_at), value) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Learns to leave out a single value; `false` if that was known.
    fn leave_out_one(&mut self, at: usize, fault: &Fault) -> bool {
        self.offsets.insert(at, fault.reason()).is_none()
    }

    fn leave_out_field(
        &mut self,
        fault: &Fault,
        object: &'static str,
        mut key: Scanner<'de>,
        value: Scanner<'de>,
    ) -> bool {
        // A fault inside the value says nothing about the other values of the field.
        let own = fault.0.at == Some(value.at) && !object.is_empty();
        let (test, missing, expected) = match &fault.0.kind {
            Kind::Unfit(hint) if own => (Test::Unfit(*hint), None, Cow::Borrowed(hint.name())),
            Kind::Refused(expected) if own => (Test::Literals(BTreeSet::new()), None, expected.clone()),
            Kind::Missing(_) if own && value.is_empty() => {
                (Test::Unfit(Hint::FilledObject), None, Cow::Borrowed(Hint::Object.name()))
            }
            Kind::Missing(field) if own && let Some(keys) = self.keys(value) => {
                (Test::Keys(keys), Some(*field), fault.reason().expected)
            }
            _ => return self.leave_out_one(value.at, fault),
        };
        let Ok((key, _)) = key.key() else { return false };
        let known =
            self.fields.iter_mut().find(|rule| rule.object == object && rule.key == key && rule.test.is_like(&test));
        match (known, test) {
            (Some(FieldRule { test: Test::Literals(literals), .. }), _) => literals.insert(literal(value)),
            (Some(_), _) => self.leave_out_one(value.at, fault),
            (None, mut test) => {
                if let Test::Literals(literals) = &mut test {
                    literals.insert(literal(value));
                }
                self.fields.push(FieldRule { object, key, test, missing, expected });
                true
            }
        }
    }

    /// The keys of an object that lacks a field. Another object with these keys lacks it too, unless the value of one of
    /// them was left out: then `None`.
    fn keys(&self, mut object: Scanner<'de>) -> Option<BTreeSet<String>> {
        let (mut keys, mut read) = (BTreeSet::new(), true);
        object.filled(|key, value| {
            read = !self.offsets.contains_key(&value.at) && !self.fields.iter().any(|rule| rule.key == key);
            keys.insert(key.to_owned());
            read
        });
        read.then_some(keys)
    }
}

impl FieldRule<'_> {
    fn reason(&self, value: Scanner<'_>) -> Reason {
        Reason { at: value.at, field: self.missing, expected: self.expected.clone() }
    }

    /// What the values of the field are read as, if that is known.
    fn hint(&self) -> Option<Hint> {
        match self.test {
            Test::Unfit(hint) => Some(hint),
            Test::Literals(_) => None,
            Test::Keys(_) => Some(Hint::FilledObject),
        }
    }

    /// Whether this value of the field is to be left out.
    fn forbids(&self, mut value: Scanner<'_>) -> bool {
        match &self.test {
            Test::Unfit(hint) => !value.suits(*hint),
            Test::Literals(literals) => literals.contains(literal(value)),
            Test::Keys(keys) => {
                let mut left = Some(keys.len());
                let object = value.peek().is_ok_and(|byte| byte == b'{');
                value.filled(|key, _| {
                    left = left.filter(|_| keys.contains(key)).and_then(|left| left.checked_sub(1));
                    left.is_some()
                });
                object && left == Some(0)
            }
        }
    }
}

impl Test<'_> {
    /// Whether both say the same, apart from literals.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unfit(hint), Self::Unfit(other)) => hint == other,
            (Self::Literals(_), Self::Literals(_)) => true,
            (Self::Keys(keys), Self::Keys(other)) => keys == other,
            _ => false,
        }
    }
}

/// The value at the scanner as it is written.
fn literal<'de>(mut value: Scanner<'de>) -> &'de str {
    let from = value.at;
    if value.skip().is_ok() { value.slice(from, value.at) } else { "" }
}
