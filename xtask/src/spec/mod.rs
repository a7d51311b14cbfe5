//! Checks and comparisons of the document itself.

mod coverage;
mod diff;

use std::path::{Path, PathBuf};

use clap::Subcommand;

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
    /// Compare another OpenAPI document (YAML or JSON), such as a newer one of upstream, with this one.
    Diff {
        /// The other document.
        file: PathBuf,
    },
}

pub fn run(command: &Command, root: &Path, document: &Document) -> Result<String, String> {
    match command {
        Command::Check => rules::check(document).map_err(|problems| {
            let count =
                if problems.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.len()) };
            format!("{}\n{count}", document.report(&problems))
        }),
        Command::Coverage { check: false } => coverage::write(root, document),
        Command::Coverage { check: true } => coverage::check(root, document),
        Command::Diff { file } => diff::run(document, file),
    }
}
