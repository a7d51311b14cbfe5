//! Finds the result in the body of a response: under `data`, `result`, or without an envelope, one level deeper or not.

use std::borrow::Cow;

use super::fault::Fault;
use super::reader::{Probe, Reader, knows_any};
use super::scanner::Scanner;
use super::types::read;
use crate::operation::ResultForm;
use crate::paging::Paging;

/// Where the result is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) at: usize,
    /// Path of the result in the body.
    pub(super) path: Cow<'static, str>,
    pub(super) paging: Option<Paging>,
    /// Fields of the result that are next to `data`, as JSON.
    pub(super) beside: Vec<(&'static &'static str, std::ops::Range<usize>)>,
    /// Number of objects around the result.
    levels: u8,
}

/// What a body holds.
pub(super) enum Body {
    Result(Place),
    /// `success` is `false`.
    Failure,
    /// No result.
    Nothing {
        /// What is in its place.
        found: &'static str,
    },
    /// Something that is neither an envelope nor a result.
    Other,
}

impl Place {
    fn new(at: usize, path: &'static str, levels: u8) -> Self {
        Self { at, path: Cow::Borrowed(path), paging: None, beside: Vec::new(), levels }
    }

    /// Moves to a value of the object.
    fn step_into(&mut self, at: usize, key: &str) {
        self.at = at;
        self.path.to_mut().push('.');
        self.path.to_mut().push_str(key);
        self.levels += 1;
    }

    /// Takes the rest of the body after the result, with the paging block if it is there; `false` if the body reports a
    /// failure, or holds another result.
    pub(super) fn close(&mut self, scanner: &mut Scanner<'_>) -> Result<bool, Fault> {
        let mut success = true;
        for level in (0..self.levels).rev() {
            while scanner.next_key(false)? {
                let (key, _) = scanner.key()?;
                match &*key {
                    "paging" if level > 0 || self.paging.is_none() => {
                        self.paging = read_paging(scanner)?.or(self.paging);
                    }
                    "success" | "succes" if level == 0 => success &= !is_false(scanner)?,
                    "data" | "result" => return Ok(false),
                    key if level > 0 && self.path.ends_with(key) => return Ok(false),
                    _ => scanner.skip()?,
                }
            }
        }
        scanner.end().map(|()| success)
    }
}

/// Finds the result where the service promises it, without looking at more of the body than is before it.
pub(super) fn open(text: &str, form: &ResultForm) -> Option<Place> {
    let mut scanner = Scanner::new(text, 0);
    if !form.beside.is_empty() || scanner.peek().ok()? != b'{' {
        return None;
    }
    scanner.at += 1;
    let (mut first, mut paging) = (true, None);
    while scanner.next_key(first).ok()? {
        first = false;
        let (key, byte) = scanner.key().ok()?;
        match (&*key, byte) {
            ("data", b'n') | ("success" | "succes", b'f' | b'"') | ("result", _) => return None,
            ("data", _) => {
                let mut place = Place { paging, ..Place::new(scanner.at, "data", 1) };
                if byte == b'{' && form.list {
                    place.enter_list(scanner, form, false)?;
                } else if byte == b'{' && !form.wrapped_in.is_empty() {
                    place.enter_object(scanner, form, true);
                }
                return Some(place);
            }
            ("paging", _) => paging = read_paging(&mut scanner).ok()?,
            _ => scanner.skip().ok()?,
        }
    }
    None
}

impl Place {
    /// Moves to the first or the last list in the object ahead that is under a known key.
    fn enter_list(&mut self, mut object: Scanner<'_>, form: &ResultForm, last: bool) -> Option<()> {
        let mut found: Option<(usize, String)> = None;
        object.children(|key, mut value| {
            if key == "paging" {
                self.paging = read_paging(&mut value).ok().flatten().or(self.paging);
            } else if is_list_key(key, form) {
                let again = found.as_ref().is_some_and(|(_, held)| held == key) && !value.is_empty();
                // One item under a key that is repeated stands for a list of it.
                if value.peek().is_ok_and(|byte| byte == b'[' || (byte == b'{' && again)) {
                    found = Some((value.at, key.to_owned()));
                }
            }
            last || found.is_none()
        });
        found.map(|(at, key)| self.step_into(at, &key))
    }

    /// Moves to the object that holds the result, if there is one; or if it is the first value.
    fn enter_object(&mut self, mut object: Scanner<'_>, form: &ResultForm, first: bool) {
        let mut found = None;
        object.children(|key, mut value| {
            if form.wrapped_in.contains(&key) && value.peek().is_ok_and(|byte| byte == b'{') {
                found = Some((value.at, key.to_owned()));
            }
            found.is_none() && !first
        });
        if let Some((at, key)) = found {
            self.step_into(at, &key);
        }
    }
}

/// Whether the items of a list may be under this key.
fn is_list_key(key: &str, form: &ResultForm) -> bool {
    key == "data" || form.wrapped_in.contains(&key)
}

/// Finds the result wherever it is. `probe` is what its type asks for.
#[cold]
pub(super) fn search(text: &str, form: &ResultForm, probe: Probe) -> Result<Body, Fault> {
    let mut scanner = Scanner::new(text, 0);
    if text.trim_ascii().is_empty() {
        return Ok(Body::Nothing { found: "nothing" });
    }
    let first = scanner.peek()?;
    let root = scanner.at;
    let mut end = scanner;
    end.skip()?;
    end.end()?;
    match first {
        b'{' => {}
        // A list without an envelope is still the list.
        b'[' if probe.list || probe.any => return Ok(Body::Result(Place::new(root, "body", 0))),
        _ => return Ok(Body::Other),
    }
    let (mut failed, mut known, mut paging) = (false, false, None);
    let (mut data, mut result, mut beside) = (None, None, Vec::new());
    scanner.children(|key, mut value| {
        let at = value.at;
        let filled = value.peek().is_ok_and(|byte| byte != b'n');
        match key {
            "success" | "succes" => failed |= is_false(&mut value).unwrap_or(false),
            "paging" => paging = read_paging(&mut value).ok().flatten().or(paging),
            "data" => data = Some((at, filled)),
            "result" => result = Some((at, filled)),
            key => {
                known |= probe.fields.contains(&key) || form.wrapped_in.contains(&key);
                if let (Some(name), true, Ok(())) =
                    (form.beside.iter().find(|name| **name == key), filled, value.skip())
                {
                    beside.push((name, at..value.at));
                }
            }
        }
        true
    });
    if failed {
        return Ok(Body::Failure);
    }
    let mut place = match (data, result) {
        (Some((at, true)), _) => Place::new(at, "data", 1),
        (_, Some((at, true))) => Place::new(at, "result", 1),
        // The envelope may be missing as a whole.
        (None, _) if known => Place::new(root, "body", 0),
        (None, _) => return Ok(Body::Nothing { found: "nothing" }),
        (Some(_), _) => return Ok(Body::Nothing { found: "null" }),
    };
    place.paging = paging;
    place.beside = beside;
    let object = Scanner::new(text, place.at);
    if object.clone().peek()? == b'{' {
        if probe.list {
            place.paging = paging_in(object).or(place.paging);
            if place.enter_list(object, form, true).is_none() {
                place.enter_unknown_list(object, form, probe.fields);
            }
        } else {
            place.enter_object(object, form, false);
            place.enter_unknown_object(Scanner::new(text, place.at), probe.fields);
        }
    }
    Ok(Body::Result(place))
}

impl Place {
    /// Moves to the list in the object ahead if no list is under a known key: to the only one of such items, or to the
    /// value of a known key, whatever it is. An object with the fields of an item is one itself.
    fn enter_unknown_list(&mut self, mut object: Scanner<'_>, form: &ResultForm, fields: &[&str]) {
        let (mut named, mut of_items, mut several, mut empty) = (None, None, false, None);
        object.clone().children(|key, mut value| {
            let found = Some((value.at, key.to_owned()));
            if is_list_key(key, form) {
                named = named.take().or(found);
            } else if value.peek().is_ok_and(|byte| byte == b'[') {
                if value.is_empty() {
                    empty = empty.take().or(found);
                } else if holds_items(value, fields) {
                    several |= of_items.is_some();
                    of_items = found;
                }
            }
            true
        });
        let lone = if several { None } else { of_items.or(empty) };
        let found = named.or_else(|| lone.filter(|_| !knows_any(object, fields)));
        if let (Some((at, key)), Ok(_)) = (found, object.peek()) {
            self.step_into(at, &key);
        }
    }
}

impl Place {
    /// Moves to the only object with fields of the result in an object that has none of them.
    fn enter_unknown_object(&mut self, mut object: Scanner<'_>, fields: &[&str]) {
        if knows_any(object, fields) {
            return;
        }
        let (mut found, mut several) = (None, false);
        object.children(|key, value| {
            if knows_any(value, fields) {
                several |= found.replace((value.at, key.to_owned())).is_some();
            }
            true
        });
        if let Some((at, key)) = found.filter(|_| !several) {
            self.step_into(at, &key);
        }
    }

    /// Moves to the items of a result that holds other things too, if it has some.
    pub(super) fn enter_items(&mut self, text: &str, keys: &[&str]) -> bool {
        let mut found = None;
        self.paging = paging_in(Scanner::new(text, self.at)).or(self.paging);
        Scanner::new(text, self.at).children(|key, mut value| {
            if keys.contains(&key) && value.peek().is_ok_and(|byte| byte != b'n') {
                found = found.take().or(Some((value.at, key.to_owned())));
            }
            true
        });
        match found {
            Some((at, key)) => {
                self.step_into(at, &key);
                true
            }
            None => false,
        }
    }

    /// The place of an item of this list.
    pub(super) fn item(&self, at: usize, index: usize, lone: bool) -> Self {
        let path = if lone { self.path.clone() } else { format!("{}[{index}]", self.path).into() };
        Self { at, path, ..Self::new(at, "", 0) }
    }
}

/// Whether all items of the list ahead are objects with one of these fields.
fn holds_items(mut list: Scanner<'_>, fields: &[&str]) -> bool {
    let mut all = true;
    list.children(|_, mut item| {
        all = item.peek().is_ok_and(|byte| byte == b'n') || knows_any(item, fields);
        all
    });
    all
}

/// The paging block of the object ahead.
fn paging_in(mut object: Scanner<'_>) -> Option<Paging> {
    let mut paging = None;
    object.children(|key, mut value| {
        if key == "paging" {
            paging = read_paging(&mut value).ok().flatten();
        }
        true
    });
    paging
}

fn is_false(scanner: &mut Scanner<'_>) -> Result<bool, Fault> {
    let mut value = *scanner;
    scanner.skip()?;
    Ok(value.boolean().is_ok_and(|value| !value))
}

/// A paging block that cannot be read is none: it only finds the end of a list sooner.
pub(super) fn read_paging(scanner: &mut Scanner<'_>) -> Result<Option<Paging>, Fault> {
    let mut reader = Reader::new(scanner.text);
    let paging = read::<Paging>(&mut reader, scanner.at);
    scanner.skip()?;
    Ok(paging.ok().filter(|paging| *paging != Paging::default()))
}
