//! The context of every command: client, output, and how requests are shown, confirmed and sent.

use std::cell::{Cell, OnceCell, RefCell};
use std::io::{self, BufRead, IsTerminal, Write, stderr, stdin};
use std::time::{Duration, Instant};

use clap::Args;
use realtimekit::requests::{Operation, Paged};
use realtimekit::resources::AppHandle;
use realtimekit::{Client, DryRun, Request};
use serde::Serialize;
use serde_json::json;

use crate::api::table::TABLE;
use crate::curl::curl;
use crate::failure::Failure;
use crate::output::{Column, Format, Output};
use crate::printable::printable;
use crate::progress::Progress;
use crate::recent;
use crate::say::say;
use crate::settings::Settings;
use crate::signals::{Signal, Signals, next_signal};
use crate::urls::proxy;

/// How long Ctrl-C may take to reach the process: input that follows it may be faster.
const GRACE: Duration = Duration::from_millis(100);

/// The least time after which the same signal is meant as a second one.
const REPEATED: Duration = Duration::from_secs(1);

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
    /// The longest time for a request with all its attempts and waits; 120 by default. The download of a recording has no
    /// limit without it
    #[arg(long, global = true, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub max_wait: Option<u64>,
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

/// Options of commands that list.
#[derive(Args, Clone, Copy, Debug)]
pub struct Limit {
    /// How many to show
    #[arg(long, value_name = "NUMBER", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..))]
    limit: u64,
    /// Show all of them
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

/// Option of commands that can wait for what is being made.
#[derive(Args, Clone, Copy, Debug)]
pub struct Patience {
    /// Wait until it is there, at most so long; asks at growing intervals
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    wait: Option<u64>,
}

impl Global {
    /// The longest time for a request.
    pub fn request_limit(&self) -> Duration {
        Duration::from_secs(self.max_wait.unwrap_or(120))
    }
}

impl Patience {
    /// How long to wait, if at all.
    pub fn limit(self) -> Option<Duration> {
        self.wait.map(Duration::from_secs)
    }
}

impl Limit {
    pub const ALL: Self = Self { limit: 0, all: true };
}

/// Client, output and options of a command.
#[derive(Debug)]
pub struct Context {
    pub global: Global,
    pub output: Output,
    settings: OnceCell<Settings>,
    client: OnceCell<Client>,
    continuation: RefCell<Option<String>>,
    handles_signals: Cell<bool>,
    ignores_interrupts: Cell<bool>,
    is_reading: Cell<bool>,
}

impl Context {
    pub fn new(global: Global) -> Self {
        let format = match (global.json, global.jsonl) {
            (true, _) => Format::Json,
            (_, true) => Format::JsonLines,
            _ => Format::Table,
        };
        let output = Output::new(format, global.fields.clone(), global.show_secrets);
        let (settings, client) = (OnceCell::new(), OnceCell::new());
        Self {
            global,
            output,
            settings,
            client,
            continuation: RefCell::new(None),
            handles_signals: Cell::new(false),
            ignores_interrupts: Cell::new(false),
            is_reading: Cell::new(false),
        }
    }

    /// The destination of requests.
    pub fn settings(&self) -> Result<&Settings, Failure> {
        if self.settings.get().is_none() {
            let settings = Settings::find(self.global.profile.as_deref(), self.global.app.as_deref())?;
            let _ = self.settings.set(settings);
        }
        self.settings.get().ok_or_else(|| Failure::other("there are no settings"))
    }

    pub fn client(&self) -> Result<&Client, Failure> {
        if self.client.get().is_none() {
            let _ = self.client.set(self.settings()?.client(self.global.request_limit())?);
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

    /// Sends a request, and prints its result. With `--dry-run` or `--curl` the request is printed instead.
    pub async fn show<O: Operation>(
        &self,
        change: Change,
        request: Request<O>,
        columns: &[Column<'_>],
    ) -> Result<(), Failure>
    where
        O::Output: Serialize,
    {
        self.expect::<O>(false)?;
        self.preview(change, [&request])?;
        self.output.object(&self.send(request).await?, columns)
    }

    /// Checks the chosen fields against the result of an operation, or against an item of its list.
    pub fn expect<O: Operation>(&self, items: bool) -> Result<(), Failure> {
        if self.global.fields.is_empty() {
            return Ok(()); // the table need not be read
        }
        let operation = O::operation();
        TABLE.find(operation.method, operation.path).map_or(Ok(()), |operation| self.output.expect(operation, items))
    }

    /// Fetches and prints a list: so many items, or all. With `--curl` the request for the first page is printed instead.
    ///
    /// Returns the items; with `--jsonl` only the first ones, since each is printed when it arrives.
    pub async fn list<O: Paged>(
        &self,
        request: Request<O>,
        limit: Limit,
        columns: &[Column<'_>],
    ) -> Result<Vec<O::Item>, Failure>
    where
        O::Item: Serialize,
    {
        self.expect::<O>(true)?;
        let request = if limit.all { request } else { request.limit(limit.limit) };
        self.preview(Change::default(), [&request])?;
        let spinner = Progress::spinner(O::operation().summary);
        if self.output.format != Format::JsonLines {
            let items = request.all().await?;
            drop(spinner);
            self.output.list(&items, columns)?;
            if !limit.all && items.len() as u64 == limit.limit {
                self.note(&format!("The first {}; `--all` shows all", limit.limit));
            }
            return Ok(items);
        }
        let (mut first, mut items) = (Vec::new(), request.stream());
        while let Some(item) = items.try_next().await? {
            self.output.list(std::slice::from_ref(&item), columns)?;
            if first.len() < recent::KEPT {
                first.push(item);
            }
        }
        Ok(first)
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
    pub async fn confirm(&self, destroy: Destroy, question: &str) -> Result<(), Failure> {
        if destroy.yes {
            return Ok(());
        }
        if !stdin().is_terminal() || !stderr().is_terminal() {
            let message = format!("{question} There is no terminal to ask on");
            return Err(Failure::usage(message).hint("repeat the command with --yes"));
        }
        match self.ask(&format!("{} [y/N] ", printable(question))).await?.as_str() {
            "y" | "Y" | "yes" => Ok(()),
            _ => Err(Failure::other("not confirmed, nothing was changed")),
        }
    }

    /// Prints a question to standard error, and reads a line from standard input, without the spaces around it.
    pub async fn ask(&self, question: &str) -> Result<String, Failure> {
        let question = question.to_owned();
        self.read(move || {
            let mut err = stderr();
            write!(err, "{question}")?;
            err.flush()?;
            let mut line = String::new();
            stdin().lock().read_line(&mut line)?;
            Ok(line.trim().to_owned())
        })
        .await
    }

    /// Reads input in another thread, so that a signal ends the command before the input is complete.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce() -> io::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let signal = next_signal()?;
        tokio::select! {
            biased; // input that was received together with the signal does not count
            signal = signal => {
                let _ = writeln!(stderr()); // ends the line of the question
                Err(self.ended(signal))
            }
            read = self.in_another_thread(read) => Ok(read??),
        }
    }

    /// Runs another program that uses the terminal and handles Ctrl-C itself, such as an editor.
    pub async fn without_interrupts<T: Send + 'static>(
        &self,
        run: impl FnOnce() -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.ignores_interrupts.set(true);
        let run = self.in_another_thread(run).await;
        self.ignores_interrupts.set(false);
        run?
    }

    async fn in_another_thread<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> io::Result<T> {
        self.is_reading.set(true);
        let result = tokio::task::spawn_blocking(work).await;
        tokio::time::sleep(GRACE).await;
        self.is_reading.set(false);
        result.map_err(io::Error::other)
    }

    /// Whether a thread still waits for input that the command no longer needs.
    pub fn is_reading(&self) -> bool {
        self.is_reading.get()
    }

    /// Tells a person something that is not the result: on standard error, and only if it is a terminal.
    pub fn note(&self, text: &str) {
        if stderr().is_terminal() {
            say(text);
        }
    }

    /// Sets how to continue if a signal ends the command from here on.
    pub fn on_signal(&self, text: impl Into<String>) {
        self.continuation.replace(Some(text.into()));
    }

    /// From here on, the command itself handles signals.
    pub fn handle_signals(&self) {
        self.handles_signals.set(true);
    }

    /// Prints a message to standard error, even if it is not a terminal.
    pub fn warn(&self, text: &str) {
        say(&printable(text));
    }

    /// Waits for the signal that ends the command. A command that handles signals is ended by one that is repeated after
    /// a second: closing a terminal sends several signals at about the same time.
    pub async fn ended_by(&self, mut signals: Signals) -> Signal {
        let mut handled: Vec<(Signal, Instant)> = Vec::new();
        loop {
            let signal = signals.next().await;
            if signal == Signal::Interrupt && self.ignores_interrupts.get() {
                continue;
            }
            let before = handled.iter().find(|(other, _)| *other == signal);
            if !self.handles_signals.get() || before.is_some_and(|(_, at)| at.elapsed() >= REPEATED) {
                return signal;
            }
            if before.is_none() {
                handled.push((signal, Instant::now()));
            }
        }
    }

    /// The failure of the command, with advice that fits its settings.
    pub fn advise(&self, failure: Failure) -> Failure {
        let proxy = self.client.get().and_then(|client| proxy(client.base_url()));
        failure.advise(self.settings.get().map(Settings::advice), proxy)
    }

    /// The failure of a command that a signal ended.
    pub fn ended(&self, signal: Signal) -> Failure {
        self.continuation.take().into_iter().fold(Failure::ended_by(signal), Failure::hint)
    }
}
