//! `rtk completion`, `rtk man`: what `rtk` gives to the shell.

use std::path::PathBuf;

use clap::Args;
use clap_complete::env::Shells;

use crate::context::Context;
use crate::failure::Failure;

/// The variable by which the completion script of a shell asks for candidates.
pub const COMPLETE: &str = "RTK_COMPLETE";

/// Print the completion script of a shell, such as `source <(rtk completion bash)`
///
/// Completion offers commands, options, values, and the identifiers of the last lists.
#[derive(Args, Debug)]
pub struct Completion {
    /// The shell
    #[arg(value_parser = ["bash", "elvish", "fish", "powershell", "zsh"])]
    shell: String,
}

/// Write manual pages into a folder
#[derive(Args, Debug)]
pub struct Man {
    /// The folder, such as /usr/local/share/man/man1
    #[arg(value_parser = folder)]
    folder: PathBuf,
}

/// Manual pages are several files, which standard output cannot take.
fn folder(text: &str) -> Result<PathBuf, String> {
    match text {
        "-" => Err("a folder is expected: there are several manual pages".to_owned()),
        folder => Ok(folder.into()),
    }
}

impl Completion {
    pub fn run(&self, context: &Context) -> Result<(), Failure> {
        let shells = Shells::builtins();
        let shell = shells.completer(&self.shell).ok_or_else(|| Failure::usage("the shell is not known"))?;
        let mut script = Vec::new();
        shell.write_registration(COMPLETE, "rtk", "rtk", "rtk", &mut script)?;
        context.output.text(&String::from_utf8_lossy(&script))
    }
}

impl Man {
    pub fn run(&self, context: &Context, command: clap::Command) -> Result<(), Failure> {
        let failed = |error| Failure::other(format!("{} cannot be written: {error}", self.folder.display()));
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        clap_mangen::generate_to(command, &self.folder).map_err(failed)?;
        context.output.done(&format!("Wrote manual pages into {}", self.folder.display()), &self.folder)
    }
}
