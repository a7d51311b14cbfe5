//! Files that only one task or process uses at a time. Links are never followed.

use std::fs::{File, OpenOptions};
use std::io::ErrorKind::{AlreadyExists, NotFound};
use std::path::Path;
use std::time::Duration;

use super::local::{create_new, file_error, taken};
use crate::error::{Error, ErrorKind};

/// How often a lock that another has is asked for.
const TRIES: u32 = 20;

/// Creates or opens a file, and locks it. Waits a little for a task that was cancelled and writes its last bytes.
/// `other` names what has the lock otherwise.
pub(crate) fn lock(path: &Path, other: &str) -> Result<File, Error> {
    for attempt in 0..=TRIES {
        if attempt > 0 {
            std::thread::sleep(Duration::from_millis(50));
        }
        let file = match open(path)? {
            Some(file) => file,
            None => match create_new(path) {
                Err(error) if error.kind() == AlreadyExists => continue,
                created => created.map_err(|error| file_error("created", path, error))?,
            },
        };
        match fs4::FileExt::try_lock(&file) {
            // The task that had the lock may have removed the file after it was opened here.
            Ok(()) if is_at(&file, path) => return Ok(file),
            Ok(()) | Err(fs4::TryLockError::WouldBlock) => {}
            Err(fs4::TryLockError::Error(error)) => return Err(file_error("locked", path, error)),
        }
    }
    Err(Error::new(ErrorKind::File, format!("{path:?} is locked: another {other}")))
}

/// Opens a file for reading and writing; `None` if there is none. Fails if it is a link or a folder.
pub(crate) fn open(path: &Path) -> Result<Option<File>, Error> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(taken(path, "and is not a regular file")),
        Ok(_) => {}
        Err(error) if error.kind() == NotFound => return Ok(None),
        Err(error) => return Err(file_error("read", path, error)),
    }
    match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => Ok(Some(file).filter(|file| is_at(file, path))),
        Err(error) if error.kind() == NotFound => Ok(None),
        Err(error) => Err(file_error("opened", path, error)),
    }
}

/// Removes a file or link, if there is one.
pub(crate) fn remove(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != NotFound => Err(file_error("removed", path, error)),
        _ => Ok(()),
    }
}

/// Whether a file that is open is still the one at its path, and not reached through a link.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let open = file.metadata().map(|metadata| (metadata.dev(), metadata.ino()));
    let there = std::fs::symlink_metadata(path).map(|metadata| (metadata.dev(), metadata.ino()));
    matches!((open, there), (Ok(open), Ok(there)) if open == there)
}

/// A file that is open cannot be replaced at its path here.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}
