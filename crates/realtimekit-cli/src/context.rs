//! What every command needs: client, output, and how requests are shown, confirmed and sent.

use std::cell::{Cell, OnceCell, RefCell};
use std::io::{BufRead, IsTerminal, Write, stdin};

use clap::Args;
use realtimekit::requests::{Operation, Paged};
use realtimekit::resources::AppHandle;
use realtimekit::{Client, DryRun, Request};
use serde_json::json;

use crate::curl::curl;
use crate::failure::Failure;
use crate::output::{Format, Output};
use crate::progress::Progress;
use crate::settings::Settings;

/// Options of all commands.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The profile with account, token and app; without it the environment, or the profile of the last login
    #[arg(long, global = true, value_name = "NAME", env = "RTK_PROFILE", hide_env_values = true)]
    pub profile: Option<String>,
    /// The app; without it that of the profile, or REALTIMEKIT_APP_ID
    #[arg(long, short, global = true, value_name = "APP_ID")]
    pub app: Option<String>,
    /// Print JSON
    #[arg(long, global = true, conflicts_with = "jsonl")]
    pub json: bool,
    /// Print a line of JSON for each item
    #[arg(long, global = true)]
    pub jsonl: bool,
    /// Print these fields, such as id,title,recording_config.max_seconds
    #[arg(long, global = true, value_name = "FIELDS", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Print tokens, stream keys and signed links, which are redacted otherwise
    #[arg(long, global = true)]
    pub show_secrets: bool,
    /// Print the curl command for the request, and do not send it
    #[arg(long, global = true)]
    pub curl: bool,
    /// Print attempts, waits and ray ids to standard error
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

/// Option of commands that change something.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Change {
    /// Print the request and do not send it
    #[arg(long)]
    pub dry_run: bool,
}

/// Options of commands that destroy something.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Destroy {
    #[command(flatten)]
    pub change: Change,
    /// Do not ask for confirmation
    #[arg(long, short)]
    pub yes: bool,
}

/// Client, output and options of a command.
#[derive(Debug)]
pub struct Context {
    pub global: Global,
    pub output: Output,
    settings: OnceCell<Settings>,
    client: OnceCell<Client>,
    continuation: RefCell<Option<String>>,
    handles_interrupts: Cell<bool>,
}

impl Context {
    pub fn new(global: Global) -> Self {
        let format = match (global.json, global.jsonl) {
            (true, _) => Format::Json,
            (_, true) => Format::JsonLines,
            _ => Format::Table,
        };
        let output = Output { format, fields: global.fields.clone(), show_secrets: global.show_secrets };
        let (settings, client) = (OnceCell::new(), OnceCell::new());
        Self {
            global,
            output,
            settings,
            client,
            continuation: RefCell::new(None),
            handles_interrupts: Cell::new(false),
        }
    }

    /// Where requests are sent.
    pub fn settings(&self) -> Result<&Settings, Failure> {
        if self.settings.get().is_none() {
            let settings = Settings::find(self.global.profile.as_deref(), self.global.app.as_deref())?;
            let _ = self.settings.set(settings);
        }
        self.settings.get().ok_or_else(|| Failure::other("there are no settings"))
    }

    pub fn client(&self) -> Result<&Client, Failure> {
        if self.client.get().is_none() {
            let _ = self.client.set(self.settings()?.client()?);
        }
        self.client.get().ok_or_else(|| Failure::other("there is no client"))
    }

    /// The app that is named by `--app`, the profile or the environment.
    pub fn app(&self) -> Result<AppHandle, Failure> {
        let missing = |_| Failure::usage("no app is named").hint("write --app APP_ID, or set REALTIMEKIT_APP_ID");
        self.client()?.default_app().map_err(missing)
    }

    /// Sends a request that changes nothing. With `--curl` it is printed instead.
    pub async fn send<O: Operation>(&self, request: Request<O>) -> Result<O::Output, Failure> {
        self.preview(Change::default(), [&request])?;
        let _spinner = Progress::spinner(O::operation().summary);
        Ok(request.send().await?)
    }

    /// Fetches items of a list: so many, or all. With `--curl` the request for the first page is printed instead.
    pub async fn items<O: Paged>(&self, request: Request<O>, limit: Option<u64>) -> Result<Vec<O::Item>, Failure> {
        self.preview(Change::default(), [&request])?;
        let _spinner = Progress::spinner(O::operation().summary);
        let request = limit.into_iter().fold(request, |request, limit| request.limit(limit));
        Ok(request.all().await?)
    }

    /// Sends a request that changes something. With `--dry-run` or `--curl` it is printed instead.
    pub async fn change<O: Operation>(&self, change: Change, request: Request<O>) -> Result<O::Output, Failure> {
        self.preview(change, [&request])?;
        self.send(request).await
    }

    /// With `--dry-run` or `--curl`: prints requests, and ends the command. For jobs that send several.
    pub fn preview<'a, O: Operation>(
        &self,
        change: Change,
        requests: impl IntoIterator<Item = &'a Request<O>>,
    ) -> Result<(), Failure> {
        if !change.dry_run && !self.global.curl {
            return Ok(());
        }
        let requests = requests.into_iter().map(Request::dry_run).collect::<Result<Vec<_>, _>>()?;
        self.print(change, &requests)
    }

    /// As [`preview`](Self::preview), for requests of several operations.
    pub fn print(&self, change: Change, requests: &[DryRun]) -> Result<(), Failure> {
        if !change.dry_run && !self.global.curl {
            return Ok(());
        }
        for request in requests {
            let DryRun { method, url, body, .. } = request;
            match (self.global.curl, self.output.format) {
                (true, _) => self.output.text(&curl(request))?,
                (false, Format::Table) => {
                    let body = body.as_ref().map(|body| format!("{body:#}\n")).unwrap_or_default();
                    self.output.text(&format!("{method} {url}\n{body}"))?;
                }
                (false, _) => self.output.raw(&json!({ "method": method, "url": url, "body": body }))?,
            }
        }
        Err(Failure::quiet())
    }

    /// Asks before something is destroyed. Where there is no terminal, `--yes` is required.
    pub fn confirm(&self, destroy: Destroy, question: &str) -> Result<(), Failure> {
        if destroy.yes {
            return Ok(());
        }
        if !stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return Err(Failure::usage(format!("{question} There is no terminal to ask")).hint("repeat with --yes"));
        }
        let mut err = std::io::stderr();
        write!(err, "{question} [y/N] ")?;
        err.flush()?;
        let mut line = String::new();
        stdin().lock().read_line(&mut line)?;
        match line.trim() {
            "y" | "Y" | "yes" => Ok(()),
            _ => Err(Failure::other("not confirmed, nothing was changed")),
        }
    }

    /// Tells a person something that is not the result: on standard error, and only if it is a terminal.
    pub fn note(&self, text: &str) {
        if std::io::stderr().is_terminal() {
            anstream::eprintln!("{text}");
        }
    }

    /// Sets how to continue if the command is interrupted from here on.
    pub fn on_interrupt(&self, text: impl Into<String>) {
        self.continuation.replace(Some(text.into()));
    }

    /// From here on, the command ends by itself when it is interrupted.
    pub fn handle_interrupts(&self) {
        self.handles_interrupts.set(true);
    }

    /// Waits for an interrupt that ends the command. The second one always does.
    pub async fn ended_by_interrupt(&self) {
        let mut is_first = true;
        loop {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
            if !(is_first && self.handles_interrupts.get()) {
                return;
            }
            is_first = false;
        }
    }

    /// The failure of an interrupted command.
    pub fn interrupted(&self) -> Failure {
        let failure = Failure::interrupted("interrupted");
        self.continuation.take().into_iter().fold(failure, Failure::hint)
    }
}
