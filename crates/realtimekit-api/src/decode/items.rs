//! Reads a page item by item.

use std::fmt;

use super::envelope;
use super::error::DecodeError;
use super::fault::Fault;
use super::reader::{Reader, knows_any, probe, read};
use super::response::{Decoded, error, located, reports, text_of};
use super::scanner::Scanner;
use super::types::Decode;
use crate::operation::Operation;

/// Bytes that an item which could not be read takes besides its JSON: its error with the texts in it.
const BAD_ITEM: usize = 512;

/// An item of a list that could not be read, with its JSON.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct BadItem {
    /// Why it could not be read.
    pub error: DecodeError,
    /// The item as it was received. It may hold secrets.
    pub json: String,
}

impl fmt::Debug for BadItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BadItem").field("error", &self.error).finish_non_exhaustive()
    }
}

type Items<T> = Vec<Result<T, BadItem>>;

/// Reads one page of a list item by item, so that one that cannot be read does not lose the others.
///
/// # Errors
///
/// Fails if the body is not JSON, reports `success: false`, or holds no list.
pub fn decode_items<T: Decode>(operation: &'static Operation, body: &[u8]) -> Result<Decoded<Items<T>>, DecodeError> {
    let mut read = Vec::new();
    let decoded = decode_each(operation, body, size_of::<Result<T, BadItem>>(), &mut |reader| {
        read.push(T::decode(reader)?);
        Ok(())
    })?;
    let mut read = read.into_iter();
    let items =
        decoded.data.into_iter().filter_map(|item| item.map_or_else(|bad| Some(Err(bad)), |()| read.next().map(Ok)));
    Ok(Decoded { data: items.collect(), paging: decoded.paging, unreadable: decoded.unreadable, nulls: decoded.nulls })
}

/// Reads the items that `decode` reads, each of which takes `size` bytes: which of them it has read.
fn decode_each(
    operation: &'static Operation,
    body: &[u8],
    size: usize,
    decode: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Fault>,
) -> Result<Decoded<Items<()>>, DecodeError> {
    let text = text_of(body);
    let items_in = operation.result.items_in;
    let mut probe = probe(decode);
    probe.list = items_in.is_empty();
    let fields = probe.fields;
    if !probe.list {
        probe.fields = items_in;
    }
    let none = |found: String| DecodeError::expected(operation, "data", "a list", found);
    let place = located(operation, &text, envelope::search(&text, &operation.result, probe))?;
    let mut list = place.map_err(|found| none(found.to_owned()))?;
    if !probe.list && !list.enter_items(&text, items_in) {
        let path = format!("{}.{}", list.path, items_in.first().copied().unwrap_or_default());
        return Err(DecodeError::expected(operation, &path, "a list", "nothing".to_owned()));
    }
    let mut reader = Reader::new(&text);
    let mut decoded = Decoded { data: Vec::new(), paging: list.paging, unreadable: Vec::new(), nulls: 0 };
    let mut scanner = Scanner::new(&text, list.at);
    let failed = |fault: Fault| {
        DecodeError::from_fault(operation, (&text, list.at, &list.path), &Reader::new(&text).rules, &fault)
    };
    let lone = match scanner.peek().map_err(failed)? {
        b'[' => false,
        b'{' if knows_any(scanner, fields) => true,
        _ => return Err(DecodeError::expected(operation, &list.path, "a list", scanner.describe())),
    };
    scanner.at += usize::from(!lone);
    let mut index = 0;
    while (lone && index == 0) || (!lone && scanner.next_item(index == 0).map_err(failed)?) {
        let byte = scanner.peek().map_err(failed)?;
        // A `null` among the items is no item, here as elsewhere.
        if byte == b'n' && !lone {
            decoded.nulls += 1;
        } else {
            let place = list.item(scanner.at, index, lone);
            reader.rules.forget_passes();
            reader.spend(size).map_err(failed)?;
            decoded.data.push(match read(&mut reader, scanner.at, decode) {
                Ok(()) => {
                    decoded.unreadable.extend(reports(&reader, &place));
                    Ok(())
                }
                Err(fault) => {
                    reader.spend(BAD_ITEM).map_err(failed)?;
                    let mut end = scanner;
                    end.skip().map_err(failed)?;
                    let json = scanner.slice(scanner.at, end.at).to_owned();
                    Err(BadItem { error: error(operation, &reader, &place, &fault), json })
                }
            });
        }
        scanner.skip().map_err(failed)?;
        index += 1;
    }
    Ok(decoded)
}
