//! Reads the files of the workspace.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// Folders without files of ours.
const SKIPPED: [&str; 3] = ["target", ".git", "node_modules"];

/// The most lines of a hand-written Rust file.
const LINES: usize = 600;

/// The files of `root` below a folder whose names end with `ending`, by their path in `root`. Empty if there is no such
/// folder.
pub fn files(root: &Path, folder: &str, ending: &str) -> Result<Vec<PathBuf>, String> {
    if !root.join(folder).exists() {
        return Ok(Vec::new());
    }
    let own = |entry: &DirEntry| !SKIPPED.contains(&entry.file_name().to_string_lossy().as_ref());
    let entries: Result<Vec<_>, _> = WalkDir::new(root.join(folder)).into_iter().filter_entry(own).collect();
    let entries = entries.map_err(|error| format!("{folder} cannot be read: {error}"))?;
    let files = entries.iter().filter(|entry| entry.file_type().is_file()).map(DirEntry::path);
    let files = files.filter(|path| path.to_string_lossy().ends_with(ending));
    Ok(files.map(|path| path.strip_prefix(root).unwrap_or(path).to_owned()).collect())
}

/// The texts of [`files`], in the order of their paths.
pub fn texts(root: &Path, folder: &str, ending: &str) -> Result<BTreeMap<PathBuf, String>, String> {
    let texts = files(root, folder, ending)?.into_iter().map(|file| match fs::read_to_string(root.join(&file)) {
        Ok(text) => Ok((file, text)),
        Err(error) => Err(format!("{} cannot be read: {error}", file.display())),
    });
    texts.collect()
}

/// Reports the hand-written files that are too long.
pub fn too_long(texts: &BTreeMap<PathBuf, String>) -> Vec<String> {
    let own = texts.iter().filter(|(file, _)| !file.iter().any(|folder| folder == "generated"));
    let long = own.map(|(file, text)| (file, text.lines().count())).filter(|(_, lines)| *lines > LINES);
    long.map(|(file, lines)| format!("{}: {lines} lines, at most {LINES}", file.display())).collect()
}
