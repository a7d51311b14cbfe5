//! `cargo xtask`: everything that follows from the OpenAPI document.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program speaks on its output

mod acyclic;
mod api;
mod codegen;
mod document;
mod folder;
mod footprint;
mod instructions;
mod parts;
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
    /// Check, summarise or compare the document itself.
    #[command(subcommand)]
    Spec(spec::Command),
    /// Measure what it costs to depend on the SDK, beside plain reqwest.
    Footprint(footprint::Footprint),
    /// Count the instructions of calls and decoding, beside the same work by hand. Needs valgrind.
    Instructions(instructions::Instructions),
    /// Run a program and print its processor seconds and the bytes of its largest process.
    #[command(hide = true)]
    Measure {
        /// The program and its arguments.
        #[arg(last = true, required = true)]
        command: Vec<String>,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned();
    let file = arguments.document.unwrap_or_else(|| root.join("openapi/realtimekit.yaml"));
    match run(arguments.command, &root, &file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command, root: &Path, file: &Path) -> Result<(), String> {
    let document = || {
        let document = Document::load(file).map_err(|problem| problem.to_string())?;
        Ok::<_, String>(document.named(file.strip_prefix(root).unwrap_or(file)))
    };
    match command {
        Command::Codegen { check: false } => {
            let changed = codegen::write(root, &document()?)?;
            println!("{changed} generated files changed");
            Ok(())
        }
        Command::Codegen { check: true } => match codegen::check(root, &document()?)? {
            None => {
                println!("generated files are up to date");
                Ok(())
            }
            Some(report) => Err(format!(
                "{report}\nThe generated files do not match {}. Run `cargo xtask codegen`, review the changes and commit them.",
                file.display()
            )),
        },
        Command::Acyclic => {
            println!("{} files: no circle, none too long", acyclic::check(root)?);
            Ok(())
        }
        Command::Spec(command) => spec::run(&command, root, &document()?),
        Command::Footprint(options) => footprint::run(&options, root, &document()?),
        Command::Instructions(options) => instructions::run(&options, root),
        Command::Measure { command } => footprint::measure(&command),
    }
}
