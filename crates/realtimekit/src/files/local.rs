//! Files of this machine.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind};

/// An error of a local file.
pub(crate) fn file_error(action: &str, path: &Path, error: io::Error) -> Error {
    let hint = match error.kind() {
        io::ErrorKind::StorageFull => " (free some space; the next run continues where this one stopped)",
        io::ErrorKind::PermissionDenied => " (check the permissions of the folder)",
        _ => "",
    };
    Error::new(ErrorKind::File, format!("{path:?} could not be {action}: {error}{hint}")).with_source(error)
}

/// The error of a file that would be replaced. Its source has the kind `AlreadyExists`.
pub(crate) fn taken(path: &Path, what: impl std::fmt::Display) -> Error {
    let message = format!("{path:?} exists already, {what} (overwrite replaces it)");
    Error::new(ErrorKind::File, message).with_source(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// Creates a folder and those above it.
pub(crate) fn create_folder(folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let error = match error.kind() {
            // The kind of the error of a file that could be overwritten.
            io::ErrorKind::AlreadyExists => io::Error::new(io::ErrorKind::NotADirectory, "a file is in its place"),
            _ => error,
        };
        file_error("created", folder, error)
    })
}

/// Runs blocking work on a thread for that.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => {
            Err(Error::new(ErrorKind::File, "the runtime was shut down while a file was written").with_source(error))
        }
    }
}

/// A path with more at the end of its last segment.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Writes a small file completely or not at all, through a file that no other program uses.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let unfinished = with_suffix(path, ".realtimekit-tmp");
    let created = match create_new(&unfinished) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            // Of a run that was killed.
            std::fs::remove_file(&unfinished).and_then(|()| create_new(&unfinished))
        }
        created => created,
    };
    let written = created.and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| file_error("written", &unfinished, error))?;
    std::fs::rename(&unfinished, path).map_err(|error| file_error("created", path, error))
}

/// Creates a file. Fails if there is one, even a link to nothing.
pub(crate) fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).open(path)
}
