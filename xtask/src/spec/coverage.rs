//! How far each operation has come: from the document to a method that people call.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::document::Document;
use crate::folder::{files, texts};
use crate::model::Operation;
use crate::rules;

const FILE: &str = "openapi/COVERAGE.md";
const COMMAND: &str = "cargo xtask spec coverage";

/// The columns after the operation.
const STAGES: [&str; 5] = ["document", "generated", "ergonomic", "emulator", "wire snapshot"];

/// One operation and the stages it has reached.
struct Row {
    id: String,
    call: String,
    tag: String,
    reached: [bool; STAGES.len()],
}

/// Writes the table, and returns it for printing.
pub fn write(root: &Path, document: &Document) -> Result<String, String> {
    let text = markdown(&rows(root, document)?);
    fs::write(root.join(FILE), &text).map_err(|error| format!("{FILE} cannot be written: {error}"))?;
    Ok(text)
}

/// Compares the table with the one that is checked in.
pub fn check(root: &Path, document: &Document) -> Result<String, String> {
    let text = markdown(&rows(root, document)?);
    let present = fs::read_to_string(root.join(FILE)).unwrap_or_default();
    if present == text {
        return Ok(format!("{FILE} is up to date"));
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let (old, new) = (lines(&present), lines(&text));
    let mut report = String::new();
    for (mark, one, other) in [('-', &old, &new), ('+', &new, &old)] {
        for line in one.difference(other) {
            report.push_str(&format!("{mark}{line}\n"));
        }
    }
    Err(format!("{report}{FILE} is out of date. Run `{COMMAND}` and commit the change."))
}

fn rows(root: &Path, document: &Document) -> Result<Vec<Row>, String> {
    let api = rules::read(document).map_err(|problems| document.report(&problems))?;
    let generated = code(root, "crates/realtimekit-api/src/generated/client", |_| true)?;
    let ergonomic = code(root, "crates/realtimekit/src", |path| !path.contains("/generated/"))?;
    let emulator = code(root, "crates/realtimekit-emulator/src", |path| path.ends_with("/handlers.rs"))?;
    // The name of the file begins with the operationId and a dot.
    let snapshots = files(root, "tests/snapshots/wire", ".snap")?;
    let names = snapshots.iter().filter_map(|file| file.file_name()?.to_str()?.split('.').next());
    let snapshots: BTreeSet<&str> = names.collect();
    let mut operations: Vec<_> = api.operations.iter().collect();
    operations.sort_by_key(|operation| document.line(&operation.at));
    let row = |operation: &Operation| {
        let id = operation.id.as_str();
        let request = operation.request_name();
        let constructors = ["new", "with_body"].map(|name| format!("{request}::{name}("));
        let reached = [
            true,
            contains(&generated, &format!("fn {id}(")),
            constructors.iter().any(|constructor| contains(&ergonomic, constructor)),
            emulator.contains(&format!("{id:?}")),
            snapshots.contains(id),
        ];
        // All operations share the path of the account.
        let path = operation.path.strip_prefix("/accounts/{account_id}/realtime/kit").unwrap_or(&operation.path);
        Row { id: id.to_owned(), call: format!("{} {path}", operation.method), tag: operation.tag.clone(), reached }
    };
    Ok(operations.into_iter().map(row).collect())
}

/// The text of Rust files without the lines that are comments.
fn code(root: &Path, folder: &str, wanted: fn(&str) -> bool) -> Result<String, String> {
    let texts = texts(root, folder, ".rs")?;
    let texts = texts.iter().filter(|(file, _)| wanted(&file.to_string_lossy()));
    let lines = texts.flat_map(|(_, text)| text.lines()).filter(|line| !line.trim_start().starts_with("//"));
    Ok(lines.flat_map(|line| [line, "\n"]).collect())
}

/// Whether a text contains a word, not as the end of a longer one.
fn contains(text: &str, word: &str) -> bool {
    let ends = |before: &str| !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    text.match_indices(word).any(|(at, _)| ends(&text[..at]))
}

fn markdown(rows: &[Row]) -> String {
    let mut text = format!(
        "# Coverage\n\n\
         Made by `{COMMAND}`; do not edit.\n\n\
         How far each operation has come: described in the *document*, in the *generated* client, callable through the\n\
         *ergonomic* crate, implemented by the *emulator*, and with a *wire snapshot* of the request.\n\
         Paths are below `/accounts/{{account_id}}/realtime/kit`.\n"
    );
    let mut tag = "";
    for row in rows {
        if row.tag != tag {
            tag = &row.tag;
            text.push_str(&format!("\n## {tag}\n\n| operation | request | {} |\n", STAGES.join(" | ")));
            text.push_str(&format!("|---|---|{}\n", ":-:|".repeat(STAGES.len())));
        }
        let marks = row.reached.map(|reached| if reached { "yes" } else { "no" });
        text.push_str(&format!("| `{}` | `{}` | {} |\n", row.id, row.call, marks.join(" | ")));
    }
    let totals = STAGES.iter().enumerate().map(|(stage, name)| {
        let count = rows.iter().filter(|row| row.reached[stage]).count();
        format!("{name} {count}")
    });
    let totals: Vec<String> = totals.collect();
    text.push_str(&format!("\nOf {} operations: {}.\n", rows.len(), totals.join(", ")));
    text
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::document::tests::small;

    fn workspace(files: &[(&str, &str)]) -> TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files.iter().chain(&[("openapi/README.md", "")]) {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn stages_are_found_in_the_files() {
        let routing = "const A: &[&str] = &[\"rooms_get\"];\n// \"rooms_list\"";
        let root = workspace(&[
            (
                "crates/realtimekit-api/src/generated/client/rooms.rs",
                "impl A { pub fn rooms_list(&self) {} pub fn rooms_get() {} fn rooms_create_all() {} }",
            ),
            (
                "crates/realtimekit/src/rooms.rs",
                "// RoomsGet::new(\nfn a() { call(RoomsList::new(1)); b!(x, RoomsUpdate::with_body(y)); MyRoomsGet::new() }",
            ),
            ("crates/realtimekit/src/generated/rooms.rs", "fn a() { RoomsCreate::new() }"),
            ("crates/realtimekit-emulator/src/resources/handlers.rs", routing),
            ("tests/snapshots/wire/rooms_list.snap", ""),
            ("tests/snapshots/wire/rooms_update.all.snap", ""),
            ("tests/snapshots/wire/rooms_get_more.least.snap", ""),
            ("tests/snapshots/rooms_create.snap", ""),
        ]);
        let rows = rows(root.path(), &small()).unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.id.as_str(), row.reached)).collect();
        let wanted = [
            ("rooms_list", [true, true, true, false, true]),
            ("rooms_create", [true, false, false, false, false]),
            ("rooms_get", [true, true, false, true, false]),
            ("rooms_update", [true, false, true, false, true]),
            ("front_doors_get", [true, false, false, false, false]),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn the_table_is_written_and_checked() {
        let folder = workspace(&[]);
        let root = folder.path();
        assert!(check(root, &small()).unwrap_err().ends_with("Run `cargo xtask spec coverage` and commit the change."));
        let text = write(root, &small()).unwrap();
        assert!(text.contains("| `rooms_list` | `GET /apps/{app_id}/rooms` | yes | no | no | no | no |\n"), "{text}");
        assert!(text.contains("\nOf 5 operations: document 5, generated 0, "), "{text}");
        assert_eq!(check(root, &small()).unwrap(), "openapi/COVERAGE.md is up to date");
        fs::create_dir_all(root.join("tests/snapshots/wire")).unwrap();
        fs::write(root.join("tests/snapshots/wire/rooms_get.snap"), "").unwrap();
        let text = check(root, &small()).unwrap_err();
        let line = "\n+| `rooms_get` | `GET /apps/{app_id}/rooms/{room_id}` | yes | no | no | no | yes |\n";
        assert!(text.contains(line), "{text}");
    }
}
