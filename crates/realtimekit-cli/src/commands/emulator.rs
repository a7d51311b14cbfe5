//! `rtk emulator`: a local server to try everything on.

use std::io::IsTerminal;

use clap::{Args, Subcommand, ValueEnum};

use crate::background::{self, Options, Running};
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Format;
use crate::say::say;
use crate::signals::next_signal;

const EXAMPLE: &str = r#"Every other command talks to it after:
  eval "$(rtk emulator --env)"

Its control API simulates what requests cannot cause:
  curl $REALTIMEKIT_EMULATOR_URL/_emulator              lists its commands
  curl --json '{"meeting_id": "…", "participant_id": "…"}' $REALTIMEKIT_EMULATOR_URL/_emulator/join
  curl --json '{"meeting_id": "…"}' $REALTIMEKIT_EMULATOR_URL/_emulator/end_session
  curl --json '{"operation": "meetings_list", "status": 503, "times": 2}' $REALTIMEKIT_EMULATOR_URL/_emulator/fault
  curl $REALTIMEKIT_EMULATOR_URL/_emulator/deliveries   the deliveries of webhooks"#;

/// Start a local server that behaves like the service
///
/// It keeps everything in memory and needs no account. It is filled with meetings, sessions, recordings, livestreams and
/// a webhook, unless --empty is written.
///
/// It runs until Ctrl-C. With --env it runs in the background, and the environment for a shell is printed.
///
/// Its token and its keys are public: use it for tests.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, after_long_help = EXAMPLE)]
pub struct RunEmulator {
    #[command(subcommand)]
    command: Option<EmulatorCommand>,
    #[command(flatten)]
    options: Options,
    /// Run in the background, and print the environment for a shell. Uses a running one
    #[arg(long)]
    env: bool,
    /// The shell for --env
    #[arg(long, value_enum, default_value_t = Shell::Sh, requires = "env")]
    shell: Shell,
    /// Started by --env.
    #[arg(long, hide = true, conflicts_with = "env")]
    background: bool,
}

#[derive(Debug, Subcommand)]
enum EmulatorCommand {
    /// Stop the emulator in the background
    Stop,
}

/// A shell, by how it sets variables.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    /// bash, zsh and others
    Sh,
    Fish,
    Powershell,
}

impl RunEmulator {
    pub async fn run(self, context: &Context) -> Result<(), Failure> {
        let refused = match context.global.curl {
            true => Err(Failure::usage("--curl prints a request, and this command sends none")),
            false => Ok(()),
        };
        match (self.command, self.env) {
            (Some(EmulatorCommand::Stop), _) => refused.and_then(|()| stop(context)),
            (None, true) => {
                let shown = refused.and_then(|()| show(context, &self.options, self.shell));
                if shown.as_ref().is_err_and(|failure| !failure.is_quiet()) && context.output.format == Format::Table {
                    // `eval` of nothing succeeds, and the commands after it would reach a real account.
                    context.output.text(self.shell.failure())?;
                }
                shown
            }
            (None, false) => {
                refused?;
                context.output.fields_of_json()?;
                let stop = next_signal()?;
                context.handle_signals();
                let emulator = self.options.start(self.background).await?;
                let running = Running::new(&emulator, self.options);
                if self.background {
                    return background::serve(emulator, running, stop).await;
                }
                greet(context, &running)?;
                stop.await;
                Ok(())
            }
        }
    }
}

/// Starts the emulator in the background unless it is running, and prints the environment.
fn show(context: &Context, options: &Options, shell: Shell) -> Result<(), Failure> {
    context.output.fields_of_json()?;
    let _lock = Running::lock()?;
    let running = match Running::find()? {
        Some(running) => {
            if let Some(option) = running.differs_in(options) {
                let message = format!("an emulator without {option} is running at {}", running.root_url);
                return Err(Failure::other(message).hint("stop it with `rtk emulator stop`"));
            }
            say("Using the emulator that is already running; `rtk emulator stop` stops it");
            running
        }
        None => {
            let running = Running::start(options)?;
            say(&format!("The emulator runs at {}; `rtk emulator stop` stops it", running.root_url));
            running
        }
    };
    if std::io::stdout().is_terminal() {
        context.note("To use it in this shell: eval \"$(rtk emulator --env)\"");
    }
    match context.output.format {
        Format::Table => context.output.text(&environment(&running, shell)),
        _ => context.output.raw(&value(&running)),
    }
}

fn stop(context: &Context) -> Result<(), Failure> {
    match Running::find()? {
        Some(running) => {
            running.stop()?;
            context.output.done("Stopped the emulator", &serde_json::json!({ "base_url": running.base_url }))
        }
        None => Err(Failure::not_found("no emulator runs in the background")),
    }
}

fn variables(running: &Running) -> [(&'static str, &str); 5] {
    [
        ("CLOUDFLARE_ACCOUNT_ID", &running.account_id),
        ("CLOUDFLARE_API_TOKEN", &running.api_token),
        ("REALTIMEKIT_APP_ID", &running.app_id),
        ("REALTIMEKIT_BASE_URL", &running.base_url),
        // Of the control API, which `rtk` does not need.
        ("REALTIMEKIT_EMULATOR_URL", &running.root_url),
    ]
}

impl Shell {
    /// What makes `eval` fail.
    fn failure(self) -> &'static str {
        match self {
            Self::Sh | Self::Fish => "false\n",
            Self::Powershell => "throw 'the emulator was not started'\n",
        }
    }
}

/// The variables in the words of a shell.
fn environment(running: &Running, shell: Shell) -> String {
    let line = |(name, value)| match shell {
        Shell::Sh => format!("export {name}='{value}'\n"),
        Shell::Fish => format!("set -gx {name} '{value}'\n"),
        Shell::Powershell => format!("$Env:{name} = '{value}'\n"),
    };
    variables(running).into_iter().map(line).collect()
}

fn greet(context: &Context, running: &Running) -> Result<(), Failure> {
    if context.output.format != Format::Table {
        return context.output.raw(&value(running));
    }
    let control = format!("Its control API: curl {}/_emulator", running.root_url);
    let text = format!(
        "The emulator is running, stop it with Ctrl-C. In another shell:\n\n{}\n{control}\n",
        environment(running, Shell::Sh)
    );
    context.output.text(&text)
}

fn value(running: &Running) -> serde_json::Value {
    serde_json::json!({
        "base_url": running.base_url,
        "account_id": running.account_id,
        "api_token": running.api_token,
        "app_id": running.app_id,
        "root_url": running.root_url,
    })
}
