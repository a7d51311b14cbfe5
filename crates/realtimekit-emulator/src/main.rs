//! The emulator as a binary.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use realtimekit_api::Timestamp;
use realtimekit_emulator::{Deviation, Emulator};

/// A local server for the Cloudflare RealtimeKit REST API.
///
/// Keeps everything in memory and needs no set-up: it starts with one app that has the stock presets. Events
/// outside of the API (people who join, uploads that end, time that passes) and faults are caused by POST requests below
/// /_emulator/; GET /_emulator lists them.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Address to listen at; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// Address of the port for recordings, chats, transcripts and summaries. By default a free port of the same host.
    #[arg(long, value_name = "ADDR")]
    files_listen: Option<SocketAddr>,
    /// Name or address under which clients reach the emulator, for the base URL and the links that it gives out. By
    /// default the one it listens at.
    #[arg(long, value_name = "HOST", value_parser = host)]
    public_host: Option<String>,
    /// The account that the emulator knows.
    #[arg(long, value_name = "ID", value_parser = account)]
    account: Option<String>,
    /// The API token that the emulator accepts.
    #[arg(long, value_name = "TOKEN", value_parser = token)]
    token: Option<String>,
    /// Fill the app: meetings, a live session with people in it, an ended one with chat, transcript, summary and
    /// recordings, livestreams, a webhook.
    #[arg(long)]
    demo: bool,
    /// Respond as observed on the real service instead of as documented.
    #[arg(long)]
    observed: bool,
    /// A deviation that does not occur by chance with --observed, such as sessions_stay_live. May be repeated.
    #[arg(long, value_name = "DEVIATION", value_parser = deviation)]
    without: Vec<Deviation>,
    /// Seed of identifiers and probabilities: the same seed and the same requests lead to the same responses. 0 by default.
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    seed: Option<u64>,
    /// Stop the clock at this time, such as 2026-03-01T09:00:00Z; only POST /_emulator/advance moves it then.
    #[arg(long, value_name = "TIME")]
    fixed_clock: Option<Timestamp>,
    /// Refuse requests beyond this number in this many seconds of the emulator's clock, such as 1200/300.
    #[arg(long, value_name = "REQUESTS/SECONDS", value_parser = rate)]
    rate_limit: Option<(u64, Duration)>,
    /// How often a webhook is sent at most; the second attempt follows after 200 ms, and the wait doubles each time.
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    webhook_attempts: u32,
    /// How long after the end of a session its transcript has content. By default 0, and 300 with --observed.
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    transcript_delay: Option<u64>,
    /// How many requests GET /_emulator/received remembers.
    #[arg(long, value_name = "NUMBER", default_value_t = 10_000)]
    keep_requests: usize,
    /// Print one line of JSON with base_url, account_id, api_token and app_id, instead of text for people.
    #[arg(long)]
    json: bool,
    /// Ask the emulator that listens on this address whether it is up, and exit with 0 if it is.
    #[arg(long, value_name = "ADDR")]
    check_health: Option<SocketAddr>,
    /// Write a line about each request to standard error, also about those for files and below /_emulator/.
    #[arg(short, long)]
    verbose: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(address) = arguments.check_health {
        return if is_healthy(address).unwrap_or(false) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = runtime.and_then(|runtime| runtime.block_on(run(arguments)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "realtimekit-emulator: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Asks a running emulator: a container has no other program that could.
fn is_healthy(address: SocketAddr) -> io::Result<bool> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    stream.write_all(b"GET /_emulator/health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    Ok(response.starts_with("HTTP/1.1 200"))
}

async fn run(arguments: Arguments) -> io::Result<()> {
    let json = arguments.json;
    for address in [Some(arguments.listen), arguments.files_listen].into_iter().flatten() {
        if !address.ip().is_loopback() {
            let warning = "everyone who can reach it can use the control API and read what the emulator holds";
            writeln!(io::stderr(), "realtimekit-emulator: warning: {address} is not a loopback address: {warning}")?;
        }
    }
    let emulator = start(arguments).await?;
    // Before the greeting: its reader may send a signal immediately.
    let stop = stop_signal()?;
    greet(&emulator, json)?;
    stop.await
}

async fn start(arguments: Arguments) -> io::Result<Emulator> {
    let mut builder = Emulator::builder()
        .listen(arguments.listen)
        .keep_requests(arguments.keep_requests)
        .webhook_attempts(arguments.webhook_attempts, Duration::from_millis(200));
    if let Some(seed) = arguments.seed {
        builder = builder.seed(seed);
    }
    if let Some(address) = arguments.files_listen {
        builder = builder.files_listen(address);
    }
    if let Some(host) = arguments.public_host {
        builder = builder.public_host(host);
    }
    if let Some(time) = arguments.fixed_clock {
        builder = builder.fixed_clock(time);
    }
    if let Some((requests, window)) = arguments.rate_limit {
        builder = builder.rate_limit(requests, window);
    }
    if let Some(seconds) = arguments.transcript_delay {
        builder = builder.transcript_delay(Duration::from_secs(seconds));
    }
    if let Some(account) = arguments.account {
        builder = builder.account_id(account);
    }
    if let Some(token) = arguments.token {
        builder = builder.api_token(token);
    }
    if arguments.demo {
        builder = builder.demo();
    }
    if arguments.observed {
        builder = builder.observed();
    }
    for deviation in arguments.without {
        builder = builder.without(deviation);
    }
    if arguments.verbose {
        builder = builder.log_requests();
    }
    builder.start().await
}

/// Reads a name or an address without anything around it.
fn host(text: &str) -> Result<String, String> {
    let plain = !text.is_empty() && !text.contains(|letter: char| "/?#@".contains(letter) || letter.is_whitespace());
    if plain {
        Ok(text.to_owned())
    } else {
        Err("a name or an address is expected, without scheme and path".to_owned())
    }
}

/// Reads an identifier that is valid in a path and is no longer than the service's.
fn account(text: &str) -> Result<String, String> {
    let fits = (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if fits { Ok(text.to_owned()) } else { Err("1 to 32 letters, digits and hyphens are expected".to_owned()) }
}

/// Reads a token that is valid in a header.
fn token(text: &str) -> Result<String, String> {
    let fits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(text.to_owned()) } else { Err("visible ASCII is expected".to_owned()) }
}

/// Reads the name of a deviation.
fn deviation(text: &str) -> Result<Deviation, String> {
    Deviation::from_name(text).ok_or_else(|| "a deviation is expected; GET /_emulator lists them".to_owned())
}

/// Reads a number of requests and of seconds.
fn rate(text: &str) -> Result<(u64, Duration), String> {
    let parts = text.split_once('/').and_then(|(requests, seconds)| {
        Some((requests.parse().ok()?, seconds.parse().ok().filter(|seconds| *seconds > 0)?))
    });
    let (requests, seconds) = parts.ok_or("requests and seconds are expected, such as 1200/300")?;
    Ok((requests, Duration::from_secs(seconds)))
}

/// Prints where the emulator is and what it accepts.
fn greet(emulator: &Emulator, json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let (base, account, token, app) =
        (emulator.base_url(), emulator.account_id(), emulator.api_token(), emulator.app_id());
    if json {
        let line = serde_json::json!({
            "base_url": base,
            "account_id": account,
            "api_token": token,
            "app_id": app,
            "root_url": emulator.root_url(),
            "files_url": emulator.files_url(),
        });
        writeln!(out, "{line}")?;
    } else {
        writeln!(out, "The RealtimeKit emulator is running.\n")?;
        for (name, value) in [("base URL", base), ("account", account), ("API token", token), ("app", app)] {
            writeln!(out, "  {name:<10}{value}")?;
        }
        writeln!(
            out,
            "\nTry:\n  curl -H 'Authorization: Bearer {token}' {base}/accounts/{account}/realtime/kit/{app}/meetings"
        )?;
        writeln!(out, "  curl {}/_emulator", emulator.root_url())?;
    }
    out.flush()
}

/// Waits for SIGINT or SIGTERM, which are caught from the call on.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = io::Result<()>>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        Ok(())
    })
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = io::Result<()>>> {
    Ok(tokio::signal::ctrl_c())
}
