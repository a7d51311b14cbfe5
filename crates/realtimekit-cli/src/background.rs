//! An emulator in the background: its file with address and credentials, start and stop.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use clap::Args;
use realtimekit_emulator::Emulator;
use serde::{Deserialize, Serialize};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::failure::Failure;
use crate::signals::Signal;
use crate::state::{create_private, state_folder};

/// The text that stops the emulator when it is sent to its port.
const STOP: &[u8] = b"stop\n";

/// The port of an emulator if none is asked for.
const PORT: u16 = 8787;

/// How long an emulator may take to respond or to stop.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The line that an emulator in the background prints when it is ready.
const READY: &str = "ready";

/// How an emulator is started.
#[derive(Args, Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Options {
    /// Address to listen on; port 0 takes a free one [default: 127.0.0.1:8787, and with --env a free port if it is taken]
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// Start with an empty app
    #[arg(long)]
    empty: bool,
    /// Respond in the forms that the service was observed to send, instead of those of its documents
    #[arg(long)]
    observed: bool,
    /// Where identifiers come from: the same seed and the same requests lead to the same responses [default: 0]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
}

impl Options {
    /// Starts an emulator in this process.
    pub async fn start(&self, is_background: bool) -> Result<Emulator, Failure> {
        let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, PORT));
        let is_taken = || std::net::TcpListener::bind(usual).is_err();
        let listen = match self.listen {
            Some(listen) => listen,
            None if is_background && is_taken() => SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            None => usual,
        };
        let mut builder = Emulator::builder().listen(listen).seed(self.seed.unwrap_or_default());
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
        arguments.extend(self.listen.map(|listen| format!("--listen={listen}")));
        arguments.extend(self.seed.map(|seed| format!("--seed={seed}")));
        arguments.extend(self.empty.then(|| "--empty".to_owned()));
        arguments.extend(self.observed.then(|| "--observed".to_owned()));
        arguments
    }
}

/// Address and credentials of an emulator.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Running {
    /// Scheme, host and port.
    pub root_url: String,
    pub base_url: String,
    pub account_id: String,
    pub api_token: String,
    pub app_id: String,
    options: Options,
    /// Port of this machine that stops it.
    stop_port: u16,
}

impl Running {
    pub fn new(emulator: &Emulator, options: Options) -> Self {
        Self {
            root_url: emulator.root_url().to_owned(),
            base_url: emulator.base_url().to_owned(),
            account_id: emulator.account_id().to_owned(),
            api_token: emulator.api_token().to_owned(),
            app_id: emulator.app_id().to_owned(),
            options,
            stop_port: 0,
        }
    }

    /// The first of these options that it was not started with.
    pub fn differs_in(&self, wanted: &Options) -> Option<String> {
        let present = &self.options;
        let is_here = |listen: &SocketAddr| listen.port() == 0 || self.root_url == format!("http://{listen}");
        let listen = wanted.listen.filter(|listen| !is_here(listen)).map(|listen| format!("--listen {listen}"));
        let seed = wanted.seed.filter(|seed| *seed != present.seed.unwrap_or_default());
        let flag = |name: &str, wanted: bool, present: bool| (wanted && !present).then(|| name.to_owned());
        listen
            .or_else(|| seed.map(|seed| format!("--seed {seed}")))
            .or_else(|| flag("--empty", wanted.empty, present.empty))
            .or_else(|| flag("--observed", wanted.observed, present.observed))
    }

    /// The emulator that runs in the background, if there is one.
    pub fn find() -> Result<Option<Self>, Failure> {
        let Ok(text) = fs::read(file()?) else { return Ok(None) };
        let running = serde_json::from_slice::<Self>(&text).ok();
        // The file may be left of one that was killed.
        Ok(running.filter(|running| running.connect().is_ok()))
    }

    /// Keeps other commands from starting an emulator too, until the file is closed.
    pub fn lock() -> Result<File, Failure> {
        let folder = state_folder()?;
        let path = folder.join("emulator.lock");
        let lock = || {
            create_private(&folder)?;
            let file = File::options().create(true).truncate(false).write(true).open(&path)?;
            fs4::FileExt::lock(&file)?;
            Ok(file)
        };
        lock().map_err(|error: std::io::Error| Failure::other(format!("{} cannot be locked: {error}", path.display())))
    }

    /// Starts an emulator in the background: this program again.
    pub fn start(options: &Options) -> Result<Self, Failure> {
        let failed = |reason: String| Failure::other(format!("the emulator cannot be started: {reason}"));
        let log = state_folder()?.join("emulator.log");
        let log_file = File::create(&log).map_err(|error| failed(format!("{}: {error}", log.display())))?;
        let program = std::env::current_exe()?;
        let mut command = Command::new(program);
        command.args(options.arguments()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log_file);
        // Ctrl-C in the terminal is not meant for it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        if line.trim() != READY {
            child.wait()?;
            let text = fs::read_to_string(&log).unwrap_or_default();
            let reason = text.lines().last().unwrap_or("it has ended").trim_start_matches("rtk: ").to_owned();
            return Err(failed(reason));
        }
        Self::find()?.ok_or_else(|| failed(format!("it has ended; see {}", log.display())))
    }

    /// Stops it, and waits until it has ended.
    pub fn stop(&self) -> Result<(), Failure> {
        let mut stream = self.connect()?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.write_all(STOP)?;
        // It closes the connection when it has ended.
        stream.read_to_end(&mut Vec::new())?;
        Ok(())
    }

    fn connect(&self) -> std::io::Result<TcpStream> {
        TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, self.stop_port)), TIMEOUT)
    }
}

/// Writes the file, reports to the process that started this one, and waits until the emulator is stopped.
pub async fn serve(emulator: Emulator, running: Running, stop: impl Future<Output = Signal>) -> Result<(), Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let running = Running { stop_port: listener.local_addr()?.port(), ..running };
    write(&running)?;
    // The reader goes away after this line.
    writeln!(std::io::stdout(), "{READY}")?;
    let connection = tokio::select! {
        connection = stopped(&listener) => Some(connection),
        _ = stop => None,
    };
    drop(emulator);
    // Another one may have been started since.
    if fs::read(file()?).is_ok_and(|text| serde_json::from_slice(&text).is_ok_and(|other: Running| other == running)) {
        fs::remove_file(file()?)?;
    }
    drop(connection);
    Ok(())
}

/// Waits for a connection that stops the emulator.
async fn stopped(listener: &TcpListener) -> tokio::net::TcpStream {
    loop {
        let Ok((mut connection, _)) = listener.accept().await else { continue };
        let mut text = [0; STOP.len()];
        let read = tokio::time::timeout(TIMEOUT, connection.read_exact(&mut text)).await;
        if matches!(read, Ok(Ok(_))) && text == STOP {
            return connection;
        }
    }
}

fn file() -> Result<PathBuf, Failure> {
    Ok(state_folder()?.join("emulator.json"))
}

/// Writes the file, which only its owner can read.
fn write(running: &Running) -> Result<(), Failure> {
    let path = file()?;
    let failed = |error: std::io::Error| Failure::other(format!("{} cannot be written: {error}", path.display()));
    let folder = state_folder()?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    let text = serde_json::to_string(running).map_err(|error| Failure::other(error.to_string()))?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.persist(&path).map_err(|error| failed(error.error))?;
    Ok(())
}
