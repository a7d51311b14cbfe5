//! `rtk`: Cloudflare RealtimeKit from a terminal.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program writes to its output

mod api;
#[cfg(feature = "emulator")]
mod background;
mod commands;
mod context;
mod curl;
mod editor;
mod events;
mod failure;
mod fields;
mod json;
mod listen;
mod manifest;
mod named;
mod names;
mod output;
mod pick;
mod printable;
mod progress;
mod recent;
mod say;
mod schema;
mod settings;
mod signals;
mod state;
mod step;
mod urls;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser};
use clap_complete::CompleteEnv;

use commands::{COMPLETE, Command};
use context::{Context, Global};
use failure::Failure;
use signals::Signals;

/// Cloudflare RealtimeKit from a terminal
///
/// Log in with `rtk login`, or set CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN and REALTIMEKIT_APP_ID.
///
/// Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 not authorised, 5 rate limited, 130 interrupted.
///
/// Profiles are in profiles.toml in the folder realtimekit of the platform's configuration folder, such as
/// ~/.config/realtimekit, or in RTK_CONFIG_DIR. Deliveries of webhooks, the identifiers of the last lists and the log of
/// the emulator are in the folder realtimekit of its state folder, such as ~/.local/state/realtimekit, or in RTK_STATE_DIR.
#[derive(Debug, Parser)]
#[command(name = "rtk", version, arg_required_else_help = true, subcommand_required = true)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

fn command() -> clap::Command {
    Arguments::command().subcommand(api::command())
}

fn main() -> ExitCode {
    CompleteEnv::with_factory(command).var(COMPLETE).complete();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let [_, only] = arguments.as_slice()
        && (only == "--version" || only == "-V")
    {
        // Scripts ask for it often, and it needs none of the commands.
        return match writeln!(io::stdout(), "rtk {}", env!("CARGO_PKG_VERSION")) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => ended(Err(Failure::output(error)), false),
        };
    }
    let matches = match matches(arguments) {
        Ok(matches) => matches,
        Err(code) => return code,
    };
    let mut global = Global::from_arg_matches(&matches).unwrap_or_default();
    if matches.value_source("profile") == Some(ValueSource::EnvVariable) {
        global.profile = global.profile.filter(|name| !name.is_empty()); // as for the other variables
    }
    let verbose = global.verbose;
    if verbose {
        log_attempts();
    }
    let context = Context::new(global);
    ended(run(&matches, &context).map_err(|failure| context.advise(failure)), verbose)
}

fn ended(result: Result<(), Failure>, verbose: bool) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report(verbose);
            failure.exit_code()
        }
    }
}

/// Reads the arguments; prints help, or what is wrong with them, and fails with the exit code then.
fn matches(mut arguments: Vec<OsString>) -> Result<ArgMatches, ExitCode> {
    let mut command = command();
    let words = arguments.clone();
    match command.try_get_matches_from_mut(&arguments) {
        Ok(matches) => Ok(matches),
        Err(mut error) => {
            // `rtk meetings help --help`: `help` has no help of its own.
            if let [.., help, last] = arguments.as_slice()
                && help == "help"
                && (last == "--help" || last == "-h")
                && error.kind() == ErrorKind::InvalidSubcommand
            {
                arguments.pop();
                match command.try_get_matches_from(arguments) {
                    Ok(matches) => return Ok(matches),
                    Err(help) => error = help,
                }
            }
            if cfg!(feature = "emulator") && error.exit_code() != 0 && is_evaluated(&words) {
                let _ = writeln!(io::stdout(), "false");
            }
            let printed = error.print().and_then(|()| io::stdout().flush());
            Err(match (printed, u8::try_from(error.exit_code())) {
                (Err(failed), Ok(0)) => ended(Err(Failure::output(failed)), false),
                (_, code) => ExitCode::from(code.unwrap_or(1)),
            })
        }
    }
}

/// Whether a shell evaluates the output: `eval "$(rtk emulator --env)"`. The evaluation of nothing would succeed.
fn is_evaluated(arguments: &[OsString]) -> bool {
    ["emulator", "--env"].iter().all(|word| arguments.iter().any(|argument| argument == word))
}

fn run(matches: &ArgMatches, context: &Context) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let work = async {
        match matches.subcommand() {
            Some(("api", matches)) => api::run(matches, context).await,
            _ => {
                let arguments = Arguments::from_arg_matches(matches);
                arguments.map_err(|error| Failure::usage(error.to_string()))?.command.run(context, command).await
            }
        }
    };
    let done = runtime.block_on(async {
        let signals = Signals::new()?;
        tokio::select! {
            biased; // a prompt handles its signals
            done = work => done,
            signal = context.ended_by(signals) => Err(context.ended(signal)),
        }
    });
    if context.is_reading() {
        runtime.shutdown_background(); // otherwise the process would wait for the next line of input
    }
    done
}

/// Prints the events of the SDK: attempts with status, wait and ray id.
fn log_attempts() {
    use tracing_subscriber::filter::{LevelFilter, Targets};
    use tracing_subscriber::layer::SubscriberExt;
    use tracing_subscriber::util::SubscriberInitExt;

    let layer = tracing_subscriber::fmt::layer().compact().without_time().with_target(false);
    let layer = layer.with_ansi(false).with_writer(std::io::stderr).log_internal_errors(false);
    let only = Targets::new().with_target("realtimekit", LevelFilter::DEBUG);
    tracing_subscriber::registry().with(layer).with(only).init();
}
