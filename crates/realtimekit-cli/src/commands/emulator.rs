//! `rtk emulator`: a local server to try everything on.

use std::io::IsTerminal;
use std::net::SocketAddr;

use clap::{Args, Subcommand, ValueEnum};
use realtimekit_emulator::Emulator;

use crate::background::{self, Running};
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Format;
use crate::stop::stop_signal;

const EXAMPLE: &str = r#"Every other command talks to it after:
  eval "$(rtk emulator --env)""#;

/// Start a local server that behaves like the service
///
/// It keeps everything in memory and needs no account. It is filled with meetings, sessions, recordings, livestreams and
/// a webhook, unless --empty is written.
///
/// It runs until Ctrl-C. With --env it runs in the background, and the environment for a shell is printed.
///
/// Its control API, at the URL that it prints, simulates what requests cannot cause, such as people who join. Its token
/// and its keys are public: use it for tests.
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

#[derive(Args, Debug)]
struct Options {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// Start with an empty app
    #[arg(long)]
    empty: bool,
    /// Respond in the forms that the service was observed to send, instead of those of its documents
    #[arg(long)]
    observed: bool,
    /// Where identifiers come from: the same seed and the same requests lead to the same responses
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
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
        match (self.command, self.env) {
            (Some(EmulatorCommand::Stop), _) => stop(context),
            (None, true) => {
                let running = match Running::find()? {
                    Some(running) => {
                        anstream::eprintln!("Using the emulator that is already running; `rtk emulator stop` stops it");
                        running
                    }
                    None => Running::start(&self.options.arguments())?,
                };
                if std::io::stdout().is_terminal() {
                    context.note("To use it in this shell: eval \"$(rtk emulator --env)\"");
                }
                context.output.text(&environment(&running, self.shell))
            }
            (None, false) => {
                let stop = stop_signal()?;
                context.handle_interrupts();
                let emulator = self.options.start().await?;
                if self.background {
                    return background::serve(emulator, stop).await;
                }
                greet(context, &emulator)?;
                stop.await;
                Ok(())
            }
        }
    }
}

impl Options {
    async fn start(&self) -> Result<Emulator, Failure> {
        let mut builder = Emulator::builder().listen(self.listen).seed(self.seed);
        if !self.empty {
            builder = builder.demo();
        }
        if self.observed {
            builder = builder.observed();
        }
        let failed = |error: std::io::Error| Failure::other(error.to_string()).hint("--listen takes another address");
        builder.start().await.map_err(failed)
    }

    /// The arguments that start an emulator with these options in the background.
    fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["emulator".to_owned(), "--background".to_owned()];
        arguments.extend(["--listen".to_owned(), self.listen.to_string(), "--seed".to_owned(), self.seed.to_string()]);
        arguments.extend(self.empty.then(|| "--empty".to_owned()));
        arguments.extend(self.observed.then(|| "--observed".to_owned()));
        arguments
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

fn variables(running: &Running) -> [(&'static str, &str); 4] {
    [
        ("CLOUDFLARE_ACCOUNT_ID", &running.account_id),
        ("CLOUDFLARE_API_TOKEN", &running.api_token),
        ("REALTIMEKIT_APP_ID", &running.app_id),
        ("REALTIMEKIT_BASE_URL", &running.base_url),
    ]
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

fn greet(context: &Context, emulator: &Emulator) -> Result<(), Failure> {
    let running = Running::new(emulator);
    if context.output.format != Format::Table {
        return context.output.raw(&serde_json::json!({
            "base_url": running.base_url,
            "account_id": running.account_id,
            "api_token": running.api_token,
            "app_id": running.app_id,
            "root_url": emulator.root_url(),
        }));
    }
    let control = format!("Its control API: curl {}/_emulator", emulator.root_url());
    let text = format!(
        "The emulator is running, stop it with Ctrl-C. In another shell:\n\n{}\n{control}\n",
        environment(&running, Shell::Sh)
    );
    context.output.text(&text)
}
