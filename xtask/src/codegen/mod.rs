//! From the OpenAPI document to the generated sources.
//!
//! `document → model → prepare → progenitor → types, functions (syntax tree) → files → output`, and next to it what
//! follows from the model alone: requests, checks, operations, events, the emulator's copy. What the generator does not
//! support is refused before, by the dialect and the rules.

mod by_id;
mod checks;
mod commands;
mod events;
mod files;
mod functions;
mod handles;
mod operations;
mod output;
mod prepare;
mod progenitor;
mod request_docs;
mod requests;
mod rust;
mod setters;
#[cfg(test)]
mod tests;
mod types;

use std::path::Path;

use crate::document::{Document, Problem};
use crate::rules;

pub use handles::Handles;
pub use output::Files;

/// Folders that hold nothing but generated files.
pub const FOLDERS: [&str; 4] = [
    "crates/realtimekit-api/src/generated",
    "crates/realtimekit/src/generated",
    "crates/realtimekit-emulator/src/generated",
    "crates/realtimekit-cli/src/generated",
];

/// Everything that is generated from `document`, or everything that is wrong with it. The handles are only referred to,
/// and documented.
pub fn generate(document: &Document, handles: &Handles) -> Result<Files, Vec<Problem>> {
    let api = rules::read(document)?;
    let files = progenitor::generate(&prepare::prepare(&api)).and_then(|generated| {
        let types = types::items(generated.types, &api)?;
        let mut files = files::files(&api, document, handles, types, &generated.methods)?;
        files.append(&mut handles.with_facts(&api));
        Ok(files)
    });
    files.map_err(|problem| vec![problem])
}

/// Writes the generated files into the workspace, returns how many changed.
pub fn write(root: &Path, document: &Document) -> Result<usize, String> {
    let files = generate(document, &Handles::read(root)?).map_err(|problems| document.report(&problems))?;
    output::write(root, &files, &FOLDERS)
}

/// Compares the generated files with the workspace, returns the differences.
pub fn check(root: &Path, document: &Document) -> Result<Option<String>, String> {
    let files = generate(document, &Handles::read(root)?).map_err(|problems| document.report(&problems))?;
    output::compare(root, &files, &FOLDERS)
}
