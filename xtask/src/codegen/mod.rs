//! From the OpenAPI document to the generated sources.
//!
//! `document → prepare → client (progenitor) → enums, types, methods (syntax tree) → split → output`, and beside it the
//! tables that follow from the document alone: operations, events, shapes, requests, the emulator's copy.

mod by_id;
mod checks;
mod client;
mod enums;
mod events;
mod methods;
mod operations;
mod output;
mod prepare;
mod requests;
mod rust;
mod shapes;
mod split;
mod types;

use std::path::{Path, PathBuf};

use crate::api::Api;
use crate::document::Document;

pub use output::Files;

/// Folders that hold nothing but generated files.
pub const FOLDERS: [&str; 3] = [
    "crates/realtimekit-api/src/generated",
    "crates/realtimekit/src/generated",
    "crates/realtimekit-emulator/src/generated",
];

/// Everything that is generated from `document`.
pub fn generate(document: &Document) -> Result<Files, String> {
    let lines = |problems: Vec<crate::document::Problem>| {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let api = Api::read(document).map_err(lines)?;
    let prepared = prepare::prepare(document, &api);
    let generated = client::generate(&prepared)?;
    let usage = types::Usage::of(&api);
    let opened = enums::open(generated.types, &api)?;
    let (types, structs) = types::patch(opened, &api, &usage)?;
    let mut rewritten = std::collections::BTreeMap::new();
    for operation in &api.operations {
        let method = generated
            .methods
            .get(&operation.id)
            .ok_or_else(|| format!("progenitor wrote no method for {}", operation.id))?;
        rewritten.insert(operation.id.clone(), methods::rewrite(method, operation, &api)?);
    }
    split::files(&api, document, types, &structs, &usage, &rewritten)
}

/// Writes the generated files into the workspace, returns how many changed.
pub fn write(root: &Path, document: &Document) -> Result<usize, String> {
    let files = generate(document)?;
    output::write(root, &files, &folders())
}

/// Compares the generated files with the workspace, returns the differences.
pub fn check(root: &Path, document: &Document) -> Result<Option<String>, String> {
    let files = generate(document)?;
    Ok(output::compare(root, &files, &folders()))
}

fn folders() -> Vec<PathBuf> {
    FOLDERS.iter().map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tests::{SMALL, small};

    #[test]
    fn generation_is_deterministic() {
        let first = generate(&small()).unwrap();
        for _ in 0..3 {
            assert_eq!(generate(&small()).unwrap(), first);
        }
    }

    #[test]
    fn a_change_of_the_document_changes_the_generated_text() {
        let before = generate(&small()).unwrap();
        let edits = [
            ("link: {", "hyperlink: {"),
            ("operationId: rooms_get", "operationId: rooms_fetch"),
            (
                "enum: [OPEN, half open]\n      x-enum-descriptions: { OPEN: All may enter.,",
                "enum: [OPEN, SHUT, half open]\n      x-enum-descriptions: { OPEN: All may enter., SHUT: None may enter.,",
            ),
        ];
        for (old, new) in edits {
            let text = SMALL.replace(old, new);
            assert_ne!(text, SMALL, "{old}");
            let document = Document::parse(Path::new("small.yaml"), &text).unwrap();
            assert_ne!(generate(&document).unwrap(), before, "{old}");
        }
    }

    #[test]
    fn files_are_small_and_say_where_they_come_from() {
        for (path, text) in generate(&small()).unwrap() {
            if path.extension().is_some_and(|extension| extension == "rs") {
                assert!(
                    text.starts_with("// Made from openapi/realtimekit.yaml by `cargo xtask codegen`."),
                    "{path:?}"
                );
            }
        }
    }
}
