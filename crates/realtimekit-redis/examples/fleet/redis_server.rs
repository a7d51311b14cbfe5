//! A `redis-server` with a temporary folder, which ends with the example.

use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

use crate::AnyError;

pub struct RedisServer {
    _process: Child,
    _folder: TempDir,
    url: String,
}

impl RedisServer {
    /// Starts a server, unless it is not installed.
    pub async fn start() -> Result<Option<Self>, AnyError> {
        let folder = TempDir::new()?;
        let address = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
        let process = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--save", "", "--port", &address.port().to_string(), "--dir"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        let Ok(process) = process else { return Ok(None) };
        for _ in 0..500 {
            if TcpStream::connect(address).await.is_ok() {
                return Ok(Some(Self { _process: process, _folder: folder, url: format!("redis://{address}/") }));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err("redis-server does not accept connections".into())
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}
