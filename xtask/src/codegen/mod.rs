//! From the OpenAPI document to the generated sources.
//!
//! `document → prepare → client (progenitor) → enums, types, methods (syntax tree) → split → output`, and beside it the
//! tables that follow from the document alone: operations, events, requests, the emulator's copy. What is not
//! supported is refused before (`api/supported.rs`) or by a step, with its place; `names` finds what would have one name
//! in Rust, and `net` turns panics of the libraries into errors.

mod by_id;
mod checks;
mod client;
mod enums;
mod events;
mod methods;
mod names;
mod net;
mod operations;
mod output;
mod prepare;
mod requests;
mod rust;
mod split;
mod types;

use std::path::{Path, PathBuf};

use crate::api::Api;
use crate::document::{Document, Problem, lines};

pub use output::Files;

/// Folders that hold nothing but generated files.
pub const FOLDERS: [&str; 3] = [
    "crates/realtimekit-api/src/generated",
    "crates/realtimekit/src/generated",
    "crates/realtimekit-emulator/src/generated",
];

/// Everything that is generated from `document`, or everything that is in the way.
pub fn generate(document: &Document) -> Result<Files, Vec<Problem>> {
    let api = Api::read(document)?;
    let missing: Vec<Problem> = client::missing_components(&api).map(|problem| document.locate(problem)).collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let files = net::catch(|| steps(document, &api));
    let files = files.unwrap_or_else(|words| Err(Problem::at("", format!("a step of the generator failed: {words}"))));
    files.map_err(|problem| vec![document.locate(problem)])
}

fn steps(document: &Document, api: &Api) -> Result<Files, Problem> {
    let prepared = prepare::prepare(document, api);
    let generated = client::generate(&prepared)?;
    let usage = types::Usage::of(api);
    let opened = enums::open(generated.types, api)?;
    let (types, structs) = types::patch(opened, api, &usage)?;
    names::check(&types, &[], |name| match api.schemas.contains_key(name) {
        true => format!("/components/schemas/{name}"),
        false => "/components/schemas".to_owned(),
    })?;
    let mut rewritten = std::collections::BTreeMap::new();
    for operation in &api.operations {
        let method = generated.methods.get(&operation.id);
        let method = method.ok_or_else(|| operation.problem("", "progenitor wrote no method for it"))?;
        rewritten.insert(operation.id.clone(), methods::rewrite(method, operation)?);
    }
    split::files(api, document, types, &structs, &usage, &rewritten)
}

/// Writes the generated files into the workspace, returns how many changed.
pub fn write(root: &Path, document: &Document) -> Result<usize, String> {
    let files = generate(document).map_err(|problems| lines(&problems))?;
    output::write(root, &files, &folders())
}

/// Compares the generated files with the workspace, returns the differences.
pub fn check(root: &Path, document: &Document) -> Result<Option<String>, String> {
    let files = generate(document).map_err(|problems| lines(&problems))?;
    output::compare(root, &files, &folders())
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
            ("link: {", "hyperlink: {", "pub hyperlink: Option<String>,"),
            ("operationId: rooms_get", "operationId: rooms_fetch", "pub fn rooms_fetch("),
            (
                "enum: [OPEN, half open]\n      x-enum-descriptions: { OPEN: All may enter.,",
                "enum: [OPEN, SHUT, half open]\n      x-enum-descriptions: { OPEN: All may enter., SHUT: None may enter.,",
                "/// `SHUT`: None may enter.",
            ),
        ];
        for (old, new, line) in edits {
            let text = SMALL.replace(old, new);
            assert_ne!(text, SMALL, "{old}");
            let document = Document::parse(Path::new("small.yaml"), &text).unwrap();
            let after = generate(&document).unwrap();
            let rust = after.iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "rs"));
            let changed = rust.filter(|(path, text)| before.get(*path) != Some(text));
            let lines: Vec<&str> = changed.flat_map(|(_, text)| text.lines().map(str::trim)).collect();
            assert!(lines.contains(&line), "{line}: {lines:#?}");
        }
    }

    #[test]
    fn files_are_small() {
        let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/realtimekit.yaml");
        for (path, text) in generate(&Document::load(&document).unwrap()).unwrap() {
            if path.extension().is_some_and(|extension| extension == "rs") {
                let lines = text.lines().count();
                assert!(lines <= split::LINES, "{path:?} has {lines} lines");
            }
        }
    }

    #[test]
    fn files_say_where_they_come_from() {
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
