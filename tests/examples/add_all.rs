//! Adds many people against a limit of 1,200 requests in five minutes, and reports requests, failures and memory:
//! `cargo run -p realtimekit-tests --example add_all -- [people]`.
//!
//! The emulator runs in a separate process, so that the memory is the client's. The clocks of both processes stand still
//! while requests are running, and are moved forward while the client waits for the limit.

#![allow(clippy::print_stdout)] // it is a program that reports

use std::cell::Cell;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use peak_alloc::PeakAlloc;
use realtimekit::Client;
use realtimekit::types::ParticipantCreate;
use realtimekit_emulator::Emulator;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const WINDOW: Duration = Duration::from_secs(300);
const DAY: Duration = Duration::from_secs(86_400);

type AnyError = Box<dyn std::error::Error>;

fn main() -> Result<(), AnyError> {
    let argument = std::env::args().nth(1);
    if argument.as_deref() == Some("--serve") {
        return tokio::runtime::Runtime::new()?.block_on(serve());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(import(argument.map_or(Ok(10_000), |people| people.parse())?))
}

/// The other process: advances its clock by the milliseconds on each line, and replies with the number of requests.
async fn serve() -> Result<(), AnyError> {
    let builder = Emulator::builder().rate_limit(1200, WINDOW).keep_requests(1_000_000);
    let emulator = builder.start().await?;
    println!("{} {} {} {}", emulator.base_url(), emulator.account_id(), emulator.api_token(), emulator.app_id());
    for line in std::io::stdin().lines() {
        match line?.parse() {
            Ok(millis) => {
                emulator.advance(Duration::from_millis(millis));
                println!("advanced");
            }
            Err(_) => println!("{} {}", emulator.received_all().len(), emulator.executed("participants_add")),
        }
    }
    Ok(())
}

/// The emulator in the other process.
struct Server {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Server {
    fn start() -> Result<Self, AnyError> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut process = command.arg("--serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (input, output) = process.stdin.take().zip(process.stdout.take()).ok_or("the process has no pipes")?;
        Ok(Self { process, input, output: BufReader::new(output) })
    }

    fn line(&mut self) -> Result<String, AnyError> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }

    fn ask(&mut self, command: &str) -> Result<String, AnyError> {
        writeln!(self.input, "{command}")?;
        self.line()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn import(people: usize) -> Result<(), AnyError> {
    let mut server = Server::start()?;
    let settings = server.line()?;
    let [base_url, account_id, token, app_id] = settings.split(' ').collect::<Vec<_>>()[..] else {
        return Err(format!("the emulator did not start: {settings}").into());
    };
    // A machine that is slow must not be taken for a service that is.
    let client =
        Client::builder().base_url(base_url).account_id(account_id).api_token(token).timeout(DAY).deadline(DAY);
    let app = client.build()?.app(app_id);
    let participants = app.meeting(app.meetings().create().send().await?.id).participants();
    let person = |number| ParticipantCreate::new(format!("user-{number}"), "group_call_guest").name("Guest");

    tokio::time::pause();
    let finished = Cell::new(0);
    let (before, began) = (HEAP.current_usage_as_kb(), tokio::time::Instant::now());
    HEAP.reset_peak_usage();
    let mut job = participants.add_all((0..people).map(person)).stream();
    let (mut failed, mut tokens) = (0, 0);
    let run = async {
        while let Some(item) = job.try_next().await? {
            finished.set(item.progress.finished());
            match item.result {
                Ok(Some(added)) => tokens += usize::from(!added.token.is_empty()),
                Ok(None) => {}
                Err(_) => failed += 1,
            }
            if finished.get().is_multiple_of(1000) {
                println!("{} (heap: at most {:.0} KiB more)", item.progress, HEAP.peak_usage_as_kb() - before);
            }
        }
        Ok::<(), AnyError>(())
    };
    tokio::select! {
        result = run => result?,
        result = pass_time(&mut server, &finished) => result?,
    }
    let counts = server.ask("count")?;
    let (received, executed) = counts.split_once(' ').ok_or("no counts")?;
    println!("{people} people: {received} requests, {executed} people added, {tokens} tokens, {failed} failures");
    println!("clock: {:.1} minutes", began.elapsed().as_secs_f64() / 60.0);
    println!("heap of the client: at most {:.0} KiB more than before", HEAP.peak_usage_as_kb() - before);
    if failed > 0 || executed != people.to_string() { Err("people are missing".into()) } else { Ok(()) }
}

/// Moves both clocks while no request finishes.
async fn pass_time(server: &mut Server, finished: &Cell<u64>) -> Result<(), AnyError> {
    let mut step = Duration::from_millis(10);
    loop {
        let before = finished.get();
        // A blocking task keeps the paused clock of the runtime from advancing alone.
        tokio::task::spawn_blocking(|| std::thread::sleep(Duration::from_millis(2))).await?;
        if finished.get() > before {
            step = Duration::from_millis(10);
            continue;
        }
        server.ask(&step.as_millis().to_string())?;
        tokio::time::advance(step).await;
        step = (2 * step).min(Duration::from_secs(1));
    }
}
