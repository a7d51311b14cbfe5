//! The folder for what commands remember.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use crate::failure::Failure;

/// `RTK_STATE_DIR`, or the folder `realtimekit` in the state folder of the platform.
pub fn state_folder() -> Result<PathBuf, Failure> {
    let folder = env::var_os("RTK_STATE_DIR").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let of_platform = || dirs::state_dir().or_else(dirs::data_local_dir).map(|folder| folder.join("realtimekit"));
    let missing = || Failure::other("no folder for the state of programs is known").hint("set RTK_STATE_DIR");
    folder.or_else(of_platform).ok_or_else(missing)
}

/// Creates a folder that only its owner can read.
pub fn create_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
