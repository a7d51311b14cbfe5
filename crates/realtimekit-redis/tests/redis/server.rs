//! A `redis-server` on a free port with a temporary folder.

#![allow(dead_code)] // each of the test binaries uses a part

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub struct RedisServer {
    child: Child,
    folder: TempDir,
    port: u16,
}

impl RedisServer {
    /// Starts a server; prints the reason and returns `None` if `redis-server` is not installed.
    pub fn start() -> Option<Self> {
        if Command::new("redis-server").arg("--version").stdout(Stdio::null()).status().is_err() {
            eprintln!("skipped: redis-server is not installed (apt-get install redis-server)");
            return None;
        }
        let folder = TempDir::new().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Self { child: Self::spawn(port, &folder), folder, port };
        server.wait();
        Some(server)
    }

    fn spawn(port: u16, folder: &TempDir) -> Child {
        let folder = folder.path().to_str().unwrap();
        let port = port.to_string();
        let options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync", "always"];
        let mut command = Command::new("redis-server");
        command.args(["--port", &port, "--dir", folder]).args(options).stdout(Stdio::null());
        command.spawn().expect("redis-server can be started")
    }

    fn wait(&self) {
        let start = Instant::now();
        while redis::Client::open(self.url()).unwrap().get_connection().is_err() {
            assert!(start.elapsed() < Duration::from_secs(30), "redis-server does not accept connections");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends a command on a connection of its own.
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
        self.child = Self::spawn(self.port, &self.folder);
        self.wait();
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
