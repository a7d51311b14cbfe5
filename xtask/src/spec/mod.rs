//! Checks and comparisons of the document itself.

mod coverage;
mod diff;

use std::path::Path;

use clap::Subcommand;

use crate::codegen;
use crate::document::Document;
use crate::rules;

#[derive(Subcommand)]
pub enum Command {
    /// Check the rules about the document.
    Check,
    /// Show how far each operation has come, and write the table to openapi/COVERAGE.md.
    Coverage {
        /// Compare openapi/COVERAGE.md instead of writing it; fail if it is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Show what is new in a document of upstream since the last reviewed one, and what of it our document has. The exit
    /// code is 2 if something needs a decision.
    Diff(diff::Diff),
}

/// The text to print, and whether something in it needs a decision.
pub fn run(command: &Command, root: &Path, document: &Document) -> Result<(String, bool), String> {
    let text = match command {
        Command::Diff(options) => return diff::run(options, root, document),
        // The last net: whatever the rules allow, the generator takes.
        Command::Check => rules::check(document)
            .and_then(|text| codegen::generate(document, &codegen::Handles::default()).map(|_| text))
            .map_err(|problems| {
                let count =
                    if problems.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.len()) };
                format!("{}\n{count}", document.report(&problems))
            }),
        Command::Coverage { check: false } => coverage::write(root, document),
        Command::Coverage { check: true } => coverage::check(root, document),
    };
    text.map(|text| (text, false))
}
