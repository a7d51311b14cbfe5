//! Turns items into files, and files into a checkout: writes them, or says how they differ.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use syn::Item;
use walkdir::WalkDir;

use super::rust::unparse;

/// Generated files by their path in the workspace.
pub type Files = BTreeMap<PathBuf, String>;

/// How many lines of differences are shown for one file, and for how many files.
const DIFF_LINES: usize = 60;
const DIFF_FILES: usize = 4;

/// A Rust source file with the header that says where it comes from.
pub fn rust_file(what: &str, items: Vec<Item>) -> String {
    format!("{}//! {what}\n\n{}", header("//"), spaced(&unparse(items)))
}

/// The first lines of every generated file.
pub fn header(comment: &str) -> String {
    format!(
        "{comment} Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or\n\
         {comment} the step in xtask/src/codegen/ that writes this, and run the command again.\n\n"
    )
}

/// A blank line between items; prettyplease sets none.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 20);
    let mut previous = "";
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let starts_item = line.trim_start().starts_with("///") || line.starts_with("impl ");
        let comment = previous.trim_start().starts_with("//");
        let ends_item = previous.trim() == "}" || (indent == 0 && previous.ends_with([';', '}']) && !comment);
        let before = previous.len() - previous.trim_start().len();
        if ends_item
            && (starts_item || indent == 0)
            && before == indent
            && !line.trim().starts_with('}')
            && !line.is_empty()
        {
            let both_uses = line.starts_with("use ") || line.starts_with("mod ") || line.starts_with("pub use ");
            if !both_uses {
                spaced.push('\n');
            }
        }
        spaced.push_str(line);
        spaced.push('\n');
        previous = line;
    }
    spaced
}

/// Writes the files and removes generated files that are no longer made.
pub fn write(root: &Path, files: &Files, folders: &[&str]) -> Result<usize, String> {
    let mut written = 0;
    for (path, text) in files {
        let target = root.join(path);
        if fs::read_to_string(&target).is_ok_and(|present| present == *text) {
            continue;
        }
        let parent = target.parent().unwrap_or(root);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&target, text))
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
        written += 1;
    }
    for path in stale(root, files, folders)? {
        fs::remove_file(root.join(&path)).map_err(|error| format!("{} cannot be removed: {error}", path.display()))?;
        written += 1;
    }
    Ok(written)
}

/// Differences between the files and the checkout, readable, or nothing.
pub fn compare(root: &Path, files: &Files, folders: &[&str]) -> Result<Option<String>, String> {
    let mut report = String::new();
    let mut shown = 0;
    for (path, text) in files {
        match fs::read_to_string(root.join(path)) {
            Ok(present) if present == *text => {}
            Ok(_) if shown >= DIFF_FILES => report.push_str(&format!("{}: differs\n", path.display())),
            Ok(present) => {
                shown += 1;
                report.push_str(&difference(path, &present, text));
            }
            Err(_) => report.push_str(&format!("{}: missing\n", path.display())),
        }
    }
    for path in stale(root, files, folders)? {
        report.push_str(&format!("{}: no longer generated\n", path.display()));
    }
    Ok((!report.is_empty()).then_some(report))
}

fn difference(path: &Path, present: &str, wanted: &str) -> String {
    let diff = TextDiff::from_lines(present, wanted);
    let text = diff
        .unified_diff()
        .context_radius(2)
        .header(&format!("{} (checked in)", path.display()), &format!("{} (generated)", path.display()))
        .to_string();
    let lines: Vec<&str> = text.lines().collect();
    let mut shown = lines.iter().take(DIFF_LINES).map(|line| format!("{line}\n")).collect::<String>();
    if lines.len() > DIFF_LINES {
        shown.push_str(&format!("… {} more lines of differences in {}\n", lines.len() - DIFF_LINES, path.display()));
    }
    shown
}

/// Files that stand in a generated folder and are not made any more.
fn stale(root: &Path, files: &Files, folders: &[&str]) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for folder in folders {
        let present = below(&root.join(folder))?;
        found.extend(present.into_iter().filter_map(|path| path.strip_prefix(root).map(Path::to_owned).ok()));
    }
    found.retain(|path| !files.contains_key(path));
    found.sort();
    Ok(found)
}

/// All files below a folder, sorted; none if there is no such folder.
pub fn below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries: Result<Vec<_>, _> = WalkDir::new(folder).sort_by_file_name().into_iter().collect();
    let entries = entries.map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    Ok(entries.into_iter().filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("realtimekit-xtask-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn what_was_written_compares_equal_and_stale_files_go() {
        let root = folder("write");
        let folders = ["out"];
        let files: Files = [(PathBuf::from("out/a/b.rs"), "fn b() {}\n".to_owned())].into();
        assert_eq!(compare(&root, &files, &folders).unwrap().unwrap(), "out/a/b.rs: missing\n");
        assert_eq!(write(&root, &files, &folders).unwrap(), 1);
        assert_eq!(compare(&root, &files, &folders).unwrap(), None);
        fs::write(root.join("out/old.rs"), "").unwrap();
        assert_eq!(compare(&root, &files, &folders).unwrap().unwrap(), "out/old.rs: no longer generated\n");
        assert_eq!(write(&root, &files, &folders).unwrap(), 1);
        assert!(!root.join("out/old.rs").exists());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_difference_is_shown_as_a_diff() {
        let text = difference(Path::new("a.rs"), "one\ntwo\n", "one\nthree\n");
        assert!(text.contains("-two\n+three\n"), "{text}");
        let long = difference(Path::new("a.json"), &"a\n".repeat(900), &"b\n".repeat(900));
        assert!(long.ends_with("more lines of differences in a.json\n"), "{long}");
    }

    #[test]
    fn items_are_separated() {
        let items = syn::parse_file(
            "use a; struct A; /// B\n struct B { /// x\n x: u8, /// y\n y: u8 } impl B { fn a() {} /// b\n fn b() {} }",
        )
        .unwrap()
        .items;
        let text = rust_file("Things.", items);
        assert!(text.contains("struct A;\n\n/// B\nstruct B {\n    /// x\n    x: u8,\n    /// y\n"), "{text}");
        assert!(text.contains("}\n\nimpl B {\n    fn a() {}\n"), "{text}");
    }
}
