//! One export at a time writes to a folder.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind};
use crate::files::lock::lock;

/// An empty file in the folder of an export, which is locked while the export runs and removed at its end.
pub(crate) struct FolderLock {
    path: PathBuf,
    /// Closing it ends the lock.
    _file: File,
}

impl FolderLock {
    pub(crate) fn take(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("manifest.json.lock");
        if std::fs::symlink_metadata(&path).is_ok_and(|there| !there.is_file() || there.len() > 0) {
            let reason = format!("{path:?} exists already, and is not the lock of an export (remove it)");
            return Err(Error::new(ErrorKind::File, reason));
        }
        let file = lock(&path, "export writes to the same folder")?;
        Ok(Self { path, _file: file })
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Before the file is closed: the path can be that of another export afterwards.
        let _ = std::fs::remove_file(&self.path);
    }
}
