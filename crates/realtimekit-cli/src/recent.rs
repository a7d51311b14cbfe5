//! The identifiers of the last lists, which completion offers.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::named::HasName;
use crate::printable::printable;
use crate::state::{create_private, state_folder};

/// How many identifiers of a list are kept.
pub const KEPT: usize = 200;

/// Keeps the identifiers of a list in a file that only its owner can read. Completion is a convenience: if it cannot be
/// written, nothing is lost.
pub fn keep<T: HasName>(kind: &str, items: &[T]) {
    let write = || {
        let path = path(kind)?;
        let line = |item: &T| format!("{}\t{}\n", printable(item.id()), printable(item.title().unwrap_or_default()));
        let text: String = items.iter().take(KEPT).map(line).collect();
        if fs::read(&path).is_ok_and(|kept| kept == text.as_bytes()) {
            return Some(());
        }
        let folder = path.parent()?;
        create_private(folder).ok()?;
        let mut file = tempfile::NamedTempFile::new_in(folder).ok()?;
        file.write_all(text.as_bytes()).ok()?;
        file.persist(path).ok().map(drop)
    };
    write();
}

/// Completes identifiers of a kind, and titles that a shell takes as they are. All candidates begin with what was typed:
/// shells replace it by the beginning that they share.
pub fn completer(kind: &'static str) -> ArgValueCompleter {
    ArgValueCompleter::new(move |current: &OsStr| {
        let begins = current.to_string_lossy();
        let text = path(kind).and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        let candidate = |line: &str| {
            let (id, title) = line.split_once('\t')?;
            let is_plain = title.chars().all(|letter| letter.is_alphanumeric() || "-_.".contains(letter));
            let (offered, other) = match (id.starts_with(&*begins), is_plain && title.starts_with(&*begins)) {
                (true, _) => (id, title),
                (false, true) => (title, id),
                (false, false) => return None,
            };
            Some(CompletionCandidate::new(offered).help(Some(other.to_owned().into())))
        };
        text.lines().filter_map(candidate).collect()
    })
}

fn path(kind: &str) -> Option<PathBuf> {
    state_folder().ok().map(|folder| folder.join(format!("recent-{kind}")))
}
