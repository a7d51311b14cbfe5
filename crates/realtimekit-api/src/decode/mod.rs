//! Reads the responses of the service: takes the envelope off and tolerates known deviations from the document.
//!
//! A body is read in one pass over its text. Nothing is built but the result.
//!
//! # What is required
//!
//! Only the identity of an object is required. Any other field that is absent, `null` or cannot be read is `None`, lists
//! included: an unknown list is not an empty one. Values that could not be read are reported in [`Decoded::unreadable`], with
//! their paths; the body itself is the place to look them up. An object without its identity is an error, and so is a page
//! with such an object; [`decode_items`] reads the rest of the page. Where the identity is part of the path of the request,
//! [`decode_response`] takes it from there.
//!
//! # What is tolerated
//!
//! * `null`, and for identifiers, links, tokens and enums also `""`, mean "none" for an optional field;
//! * numbers and booleans may be written as strings, timestamps in several forms, `"null"` for none;
//! * one object may be in place of a list; the result may be one level deeper than promised, under any
//!   key, the paging block next to or
//!   inside `data`, the result under `result` instead of `data`, or without any envelope;
//! * keys may be repeated or have another known spelling; unknown fields and `null` among items are ignored;
//! * `[]` is an object without keys;
//! * a byte order mark is skipped; bytes that are not UTF-8 and halves of surrogate pairs become U+FFFD (`?` in a
//!   body of which more than an eighth is not UTF-8).
//!
//! A number beyond the range of `f64` is a value that cannot be read.
//!
//! Everything else that is not JSON (RFC 8259) is an error, and so are values that are nested more than 127 levels deep
//! and lists whose items would take far more memory than the body.
//!
//! A response without a result (`{}`, `data: null`, an empty body) is an error where something is required of the result.
//! It is never an empty list. The response to a read is an error too if it holds values, but no field of the result. A
//! write was executed, so that a response such as `{"message":…}` is enough where the path of the request contains
//! everything that is required; an operation that creates something requires its id, and the error says how to find what
//! was created.

mod cursor;
mod envelope;
mod error;
#[cfg(feature = "events")]
mod event;
mod fault;
mod items;
mod reader;
mod response;
mod rules;
mod scanner;
#[cfg(test)]
mod tests;
mod types;
mod values;

pub(crate) use cursor::Object;
pub use error::{DecodeError, Unreadable};
#[cfg(feature = "events")]
pub(crate) use event::{EventBody, NoEvent, read_event};
pub(crate) use fault::Fault;
pub use items::{BadItem, decode_items};
pub(crate) use reader::{Field, Form, Reader};
#[cfg(any(feature = "events", feature = "test-support"))]
pub(crate) use response::read_text;
pub use response::{Decoded, decode, decode_any, decode_response};
pub(crate) use scanner::Number;
pub use types::{Decode, Reading, decode_value};
pub(crate) use types::{deserialize, deserialize_record, items, read_json};
