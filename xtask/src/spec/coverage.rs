//! How far each operation has come: from the document to a method that people call.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

use crate::api::Api;
use crate::document::{Document, lines};
use crate::folder;

const FILE: &str = "openapi/COVERAGE.md";
const MEND: &str = "cargo xtask spec coverage";

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
    let file = root.join(FILE);
    if fs::read_to_string(&file).is_ok_and(|present| present == text) {
        return Ok(text);
    }
    fs::write(&file, &text).map_err(|error| format!("{FILE} cannot be written: {error}"))?;
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
    Err(format!("{report}{FILE} is out of date. Run `{MEND}` and commit the change."))
}

fn rows(root: &Path, document: &Document) -> Result<Vec<Row>, String> {
    let api = Api::read(document).map_err(|problems| lines(&problems))?;
    let generated = Words::of(root, &files(root, "crates/realtimekit-api/src/generated/client", "rs")?)?;
    let ours = files(root, "crates/realtimekit/src", "rs")?;
    let ours: Vec<PathBuf> =
        ours.into_iter().filter(|path| !path.starts_with("crates/realtimekit/src/generated")).collect();
    let ergonomic = Words::of(root, &ours)?;
    let routing = PathBuf::from("crates/realtimekit-emulator/src/routing.rs");
    let routing = if root.join(&routing).exists() { vec![routing] } else { Vec::new() };
    let emulator = Words::of(root, &routing)?;
    let snapshots = snapshots(&files(root, "tests/snapshots/wire", "snap")?);
    let mut operations = api.operations;
    operations.sort_by_key(|operation| document.line(&operation.place));
    Ok(operations
        .into_iter()
        .map(|operation| {
            let id = operation.id.as_str();
            let request = operation.request_name();
            let reached = [
                true,
                generated.has(&["fn", id]),
                ["new", "with_body"].iter().any(|constructor| ergonomic.has(&[&request, ":", ":", constructor])),
                emulator.has(&[&format!("{id:?}")]),
                snapshots.contains(id),
            ];
            Row {
                call: format!("{} {}", operation.method, short(&operation.path)),
                id: operation.id,
                tag: operation.tag,
                reached,
            }
        })
        .collect())
}

/// The path below an account, which all operations share.
fn short(path: &str) -> &str {
    path.strip_prefix("/accounts/{account_id}/realtime/kit").unwrap_or(path)
}

/// Files below `folder` with an extension, relative to the root; none when there is no such folder yet.
fn files(root: &Path, folder: &str, extension: &str) -> Result<Vec<PathBuf>, String> {
    let found = folder::files(&root.join(folder)).map_err(|error| format!("{folder} cannot be read: {error}"))?;
    let found = found.into_iter().filter(|path| path.extension().is_some_and(|found| found == extension));
    Ok(found.map(|path| path.strip_prefix(root).map(Path::to_owned).unwrap_or(path)).collect())
}

/// The operations that have a snapshot of their request: the name of the file begins with the operationId and a dot.
fn snapshots(files: &[PathBuf]) -> BTreeSet<String> {
    let names = files.iter().filter_map(|file| file.file_name()?.to_str()?.split('.').next());
    names.map(str::to_owned).collect()
}

/// The words of Rust files, without comments and layout.
struct Words(Vec<Vec<String>>);

impl Words {
    fn of(root: &Path, files: &[PathBuf]) -> Result<Self, String> {
        let mut words = Vec::new();
        for file in files {
            let text = fs::read_to_string(root.join(file))
                .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
            words.push(words_of(&text).map_err(|error| format!("{} is not Rust: {error}", file.display()))?);
        }
        Ok(Self(words))
    }

    /// Whether the words follow one another in a file.
    fn has(&self, sequence: &[&str]) -> bool {
        self.0.iter().any(|words| words.windows(sequence.len()).any(|window| window.iter().eq(sequence)))
    }
}

fn words_of(text: &str) -> Result<Vec<String>, String> {
    fn collect(tokens: TokenStream, words: &mut Vec<String>) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    words.push("(".to_owned()); // keeps what stands before and in a group apart
                    collect(group.stream(), words);
                    words.push(")".to_owned());
                }
                token => words.push(token.to_string()),
            }
        }
    }
    let tokens: TokenStream = text.parse().map_err(|error: proc_macro2::LexError| error.to_string())?;
    let mut words = Vec::new();
    collect(tokens, &mut words);
    Ok(words)
}

fn markdown(rows: &[Row]) -> String {
    let mut text = format!(
        "# Coverage\n\n\
         Made by `{MEND}`; do not edit.\n\n\
         How far each operation has come: described in the *document*, in the *generated* client, callable through the\n\
         *ergonomic* crate, answered by the *emulator*, and with the request that it sends pinned by a *wire snapshot*.\n\
         Paths stand below `/accounts/{{account_id}}/realtime/kit`.\n"
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
    use super::*;
    use crate::api::tests::small;

    fn workspace(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let root = std::env::temp_dir().join(format!("realtimekit-xtask-coverage-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        for (path, text) in files.iter().chain(&[("openapi/README.md", "")]) {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    fn reached(files: &[(&str, &str)], name: &str) -> Vec<(String, [bool; STAGES.len()])> {
        let root = workspace(name, files);
        let rows = rows(&root, &small()).unwrap();
        fs::remove_dir_all(root).unwrap();
        rows.into_iter().map(|row| (row.id, row.reached)).collect()
    }

    #[test]
    fn stages_are_found_in_the_files() {
        let found = reached(
            &[
                (
                    "crates/realtimekit-api/src/generated/client/rooms.rs",
                    "impl A { pub fn rooms_list(&self) {} pub async fn rooms_get<T>() {} }",
                ),
                (
                    "crates/realtimekit/src/rooms.rs",
                    "fn a() { call(RoomsList::new(1)); b!(x, RoomsUpdate::with_body(y)) }",
                ),
                ("crates/realtimekit/src/generated/rooms.rs", "fn a() { RoomsCreate::new() }"),
                (
                    "crates/realtimekit-emulator/src/routing.rs",
                    "const A: &[&str] = &[\"rooms_get\"]; // \"rooms_list\"",
                ),
                ("tests/snapshots/wire/rooms_list.least.snap", ""),
                ("tests/snapshots/wire/rooms_update.all.snap", ""),
                ("tests/snapshots/wire/rooms_get_more.least.snap", ""),
                ("tests/snapshots/public_api__rooms_create.snap", ""),
            ],
            "stages",
        );
        let wanted = [
            ("rooms_list", [true, true, true, false, true]),
            ("rooms_create", [true, false, false, false, false]),
            ("rooms_get", [true, true, false, true, false]),
            ("rooms_update", [true, false, true, false, true]),
        ];
        assert_eq!(found, wanted.map(|(id, reached)| (id.to_owned(), reached)));
    }

    #[test]
    fn comments_and_longer_names_do_not_count() {
        let found = reached(
            &[
                ("crates/realtimekit-api/src/generated/client/rooms.rs", "/* fn rooms_list( */ fn rooms_list_all() {}"),
                (
                    "crates/realtimekit/src/rooms.rs",
                    "// RoomsList::new(\nfn a() { MyRoomsList::new(); RoomsList::newer() }",
                ),
            ],
            "comments",
        );
        assert_eq!(found[0], ("rooms_list".to_owned(), [true, false, false, false, false]));
    }

    #[test]
    fn the_table_is_written_and_checked() {
        let root = workspace("table", &[]);
        let text = check(&root, &small()).unwrap_err();
        assert!(text.ends_with("Run `cargo xtask spec coverage` and commit the change."), "{text}");
        let text = write(&root, &small()).unwrap();
        assert!(text.contains("| `rooms_list` | `GET /apps/{app_id}/rooms` | yes | no | no | no | no |\n"), "{text}");
        let totals = "Of 4 operations: document 4, generated 0, ergonomic 0, emulator 0, wire snapshot 0.\n";
        assert!(text.ends_with(totals), "{text}");
        assert_eq!(check(&root, &small()).unwrap(), "openapi/COVERAGE.md is up to date");
        fs::create_dir_all(root.join("tests/snapshots/wire")).unwrap();
        fs::write(root.join("tests/snapshots/wire/rooms_get.least.snap"), "").unwrap();
        let text = check(&root, &small()).unwrap_err();
        assert!(
            text.contains("\n+| `rooms_get` | `GET /apps/{app_id}/rooms/{room_id}` | yes | no | no | no | yes |\n"),
            "{text}"
        );
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn what_is_not_rust_is_named() {
        let root = workspace("rust", &[("crates/realtimekit/src/lib.rs", "fn (")]);
        let text = write(&root, &small()).unwrap_err();
        assert!(text.starts_with("crates/realtimekit/src/lib.rs is not Rust: "), "{text}");
        fs::remove_dir_all(root).unwrap();
    }
}
