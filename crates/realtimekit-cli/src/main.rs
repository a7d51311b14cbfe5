//! `rtk`: Cloudflare RealtimeKit from a terminal.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program writes to its output

mod api;
mod failure;

use std::process::ExitCode;

use clap::Command;

use failure::Failure;

fn command() -> Command {
    Command::new("rtk")
        .about("Cloudflare RealtimeKit from a terminal")
        .version(env!("CARGO_PKG_VERSION"))
        .arg_required_else_help(true)
        .subcommand_required(true)
        .subcommand(api::command())
}

fn main() -> ExitCode {
    let matches = command().get_matches();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let done = runtime.map_err(|error| Failure::other(error.to_string())).and_then(|runtime| {
        runtime.block_on(async {
            match matches.subcommand() {
                Some(("api", matches)) => api::run(matches).await,
                _ => Ok(()),
            }
        })
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("rtk: {failure}");
            failure.exit_code()
        }
    }
}
