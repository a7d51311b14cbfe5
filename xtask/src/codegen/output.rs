//! Turns items into files, and files into a checkout: writes them, or says how they differ.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use syn::Item;

use super::rust::unparse;
use crate::folder;

/// Generated files by their path in the workspace.
pub type Files = BTreeMap<PathBuf, String>;

/// The first lines of every generated source file.
const HEADER: &str = "// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or\n\
                      // the step in xtask/src/codegen/ that writes this, and run the command again.\n\n";

/// How many lines of differences are shown for one file, and for how many files.
const DIFF_LINES: usize = 60;
const DIFF_FILES: usize = 4;

/// A Rust source file with the header that names its source.
pub fn rust_file(what: &str, items: Vec<Item>) -> String {
    format!("{HEADER}//! {what}\n\n{}", spaced(&unparse(items)))
}

/// A blank line between items; prettyplease sets none.
fn spaced(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let (mut spaced, mut previous) = (String::new(), "");
    for line in text.lines() {
        let top = indent(line) == 0;
        let ends = previous.trim() == "}" || top && previous.ends_with([';', '}']) && !previous.starts_with("//");
        let starts = if top {
            !line.is_empty() && !["}", "use ", "mod ", "pub use "].iter().any(|word| line.starts_with(word))
        } else {
            line.trim_start().starts_with("///")
        };
        if ends && starts && indent(previous) == indent(line) {
            spaced.push('\n');
        }
        spaced.extend([line, "\n"]);
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
        found.extend(folder::files(root, folder, "")?);
    }
    found.retain(|path| !files.contains_key(path));
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_files_compare_equal_and_stale_files_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let folders = ["out"];
        let files: Files = [(PathBuf::from("out/a/b.rs"), "fn b() {}\n".to_owned())].into();
        assert_eq!(compare(root, &files, &folders).unwrap().unwrap(), "out/a/b.rs: missing\n");
        assert_eq!(write(root, &files, &folders).unwrap(), 1);
        assert_eq!(compare(root, &files, &folders).unwrap(), None);
        fs::write(root.join("out/old.rs"), "").unwrap();
        assert_eq!(compare(root, &files, &folders).unwrap().unwrap(), "out/old.rs: no longer generated\n");
        assert_eq!(write(root, &files, &folders).unwrap(), 1);
        assert!(!root.join("out/old.rs").exists());
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
