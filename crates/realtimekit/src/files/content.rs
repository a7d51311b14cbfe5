//! The beginning of a file, looked at before the rest is read.

use std::io::{self, Chain, Cursor, Read};

use super::parse_error::ParseError;

/// Bytes that are looked at to recognise a format.
const LOOKED_AT: u64 = 64 * 1024;

/// A file whose beginning is known.
pub(crate) struct Content<R> {
    beginning: Vec<u8>,
    rest: R,
}

impl<R: Read> Content<R> {
    pub(crate) fn open(mut reader: R) -> io::Result<Self> {
        let mut beginning = Vec::new();
        reader.by_ref().take(LOOKED_AT).read_to_end(&mut beginning)?;
        if beginning.starts_with(b"\xef\xbb\xbf") {
            beginning.drain(..3);
        }
        Ok(Self { beginning, rest: reader })
    }

    /// At most 64 KiB, without a byte order mark and spaces in front.
    pub(crate) fn beginning(&self) -> &[u8] {
        self.beginning.trim_ascii_start()
    }

    /// The whole file.
    pub(crate) fn into_reader(self) -> Chain<Cursor<Vec<u8>>, R> {
        Cursor::new(self.beginning).chain(self.rest)
    }
}

/// Fails if the file is a web page or the error of a storage host.
pub(crate) fn refuse_markup(beginning: &[u8], expected: &str) -> Result<(), ParseError> {
    let is = |tag: &str| beginning.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    let markup = ["<?xml", "<!doctype", "<html", "<error"].into_iter().find(|tag| is(tag));
    markup.map_or(Ok(()), |tag| {
        Err(ParseError::file(format!(
            "the file begins with {tag:?}: a web page or an error of the storage host, not {expected}"
        )))
    })
}
