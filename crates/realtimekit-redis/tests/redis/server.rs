//! A `redis-server` on a free port with a temporary folder. The variable `REDIS_SERVER` names another program, for example
//! `valkey-server`.

#![allow(dead_code)] // each of the test binaries uses a part

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub struct RedisServer {
    child: Child,
    program: String,
    options: Vec<String>,
    folder: TempDir,
    port: u16,
}

/// Whether a program can be started; prints the reason if it cannot.
pub fn is_installed(program: &str, package: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("skipped: {program} is not installed (apt-get install {package})");
    }
    found
}

/// A free port, below those that the system gives away: it stays free while its server is down.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 10_000 + (std::process::id() % 1000) as u16 * 20;
    let mut ports = std::iter::repeat_with(|| first + NEXT.fetch_add(1, Ordering::Relaxed));
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap()
}

impl RedisServer {
    /// Starts a server; prints the reason and returns `None` if `redis-server` is not installed.
    pub fn start() -> Option<Self> {
        Self::with(&[])
    }

    /// Starts a server with further options; prints the reason and returns `None` if it was built without them.
    pub fn with(options: &[&str]) -> Option<Self> {
        let program = std::env::var("REDIS_SERVER").unwrap_or_else(|_| "redis-server".to_owned());
        if !is_installed(&program, &program) {
            return None;
        }
        let (folder, port) = (TempDir::new().unwrap(), free_port());
        let options: Vec<_> = options.iter().map(|&option| option.to_owned()).collect();
        let child = Self::spawn(&program, port, &folder, &options);
        let mut server = Self { child, program, options, folder, port };
        let runs = server.wait();
        if !runs {
            eprintln!("skipped: this {} does not accept {:?}", server.program, server.options);
        }
        runs.then_some(server)
    }

    fn spawn(program: &str, port: u16, folder: &TempDir, more: &[String]) -> Child {
        let folder = folder.path().to_str().unwrap();
        let port = port.to_string();
        // The operating system writes in its own time: a busy disk must not delay decisions, and only the server is killed.
        let options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync", "no"];
        let mut command = Command::new(program);
        command.args(["--port", &port, "--dir", folder]).args(options).args(more).stdout(Stdio::null());
        command.spawn().expect("the server can be started")
    }

    /// Waits for the server; returns whether it runs, which it must unless it has further options.
    fn wait(&mut self) -> bool {
        let start = Instant::now();
        while redis::Client::open(self.url()).unwrap().get_connection().is_err() {
            let ended = self.child.try_wait().unwrap().is_some();
            assert!(!ended || !self.options.is_empty(), "the server has ended");
            if ended {
                return false;
            }
            assert!(start.elapsed() < Duration::from_secs(30), "the server does not accept connections");
            std::thread::sleep(Duration::from_millis(20));
        }
        true
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends a command on a separate connection.
    pub fn command<T: redis::FromRedisValue>(&self, words: &[&str]) -> T {
        let mut command = redis::cmd(words[0]);
        command.arg(&words[1..]);
        command.query(&mut redis::Client::open(self.url()).unwrap().get_connection().unwrap()).unwrap()
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn restart(&mut self) {
        self.child = Self::spawn(&self.program, self.port, &self.folder, &self.options);
        assert!(self.wait(), "the server has ended");
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
