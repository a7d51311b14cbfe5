//! `cargo xtask`: everything that follows from the OpenAPI document.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program writes to its output

mod acyclic;
mod codegen;
mod dialect;
mod document;
mod folder;
mod links;
mod model;
mod rules;
mod spec;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use document::Document;

/// Generates and checks everything that follows from openapi/realtimekit.yaml.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The OpenAPI document to read instead of the checked-in one.
    #[arg(long, global = true, value_name = "FILE")]
    document: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Regenerate the low-level client, the requests, the tables and the emulator's copy of the document.
    Codegen {
        /// Compare instead of writing; fail and show the differences if anything is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Check that no two files of a crate import each other and that no hand-written file exceeds 600 lines.
    ///
    /// Follows `use` declarations and paths in code and macros to the file that defines the item. Test modules and
    /// generated files do not count. Each circle is reported as the shortest chain of files that leads back to its start.
    Acyclic,
    /// Check the links of all Markdown files: files, headings, and pages of the rendered documentation.
    Links,
    /// Check, summarise or compare the document itself.
    #[command(subcommand)]
    Spec(spec::Command),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok((text, to_decide)) => {
            println!("{}", text.trim_end());
            if to_decide { ExitCode::from(2) } else { ExitCode::SUCCESS }
        }
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

/// The text to print, and whether something in it needs a decision.
fn run(arguments: Arguments) -> Result<(String, bool), String> {
    let root = workspace();
    let file = arguments.document.unwrap_or_else(|| root.join("openapi/realtimekit.yaml"));
    let document = Document::load(&file, file.strip_prefix(&root).unwrap_or(&file))?;
    let text = match arguments.command {
        Command::Spec(command) => return spec::run(&command, &root, &document),
        Command::Codegen { check: false } => {
            codegen::write(&root, &document).map(|changed| format!("{changed} generated files changed"))
        }
        Command::Codegen { check: true } => match codegen::check(&root, &document)? {
            None => Ok("generated files are up to date".to_owned()),
            Some(report) => Err(format!(
                "{report}\nThe generated files do not match {}. Run `cargo xtask codegen`, review the changes and commit \
                 them.",
                file.display()
            )),
        },
        Command::Links => links::check(&root),
        Command::Acyclic => {
            let files = folder::texts(&root, "", ".rs")?;
            let problems = [acyclic::check(&files)?, folder::too_long(&files)].concat();
            let count = files.len();
            if problems.is_empty() {
                Ok(format!("{count} files: no circle, none too long"))
            } else {
                Err(problems.join("\n"))
            }
        }
    };
    text.map(|text| (text, false))
}

/// The workspace that cargo runs this program in: with one target folder for two checkouts, the one that the program
/// was built in may be the wrong one.
fn workspace() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let package = package.filter(|package| package.ends_with("xtask"));
    let package = package.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    package.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}
