//! Runs `rtk` against an emulator.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

use realtimekit_emulator::Emulator;
use serde_json::Value;
use tempfile::TempDir;

/// What a run printed, and its exit code.
pub struct Outcome {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Outcome {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self}"))
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, out, err } = self;
        write!(f, "exit code {}\n{out}", code.map_or("none".to_owned(), |code| code.to_string()))?;
        if err.is_empty() { Ok(()) } else { write!(f, "--- standard error\n{err}") }
    }
}

/// An emulator, and a folder for profiles and files.
pub struct Setup {
    pub emulator: Emulator,
    pub folder: TempDir,
}

impl Setup {
    /// An emulator with its demo, whose identifiers and times are the same in every run.
    pub async fn demo() -> Self {
        let now = "2026-11-20T12:00:00Z".parse().unwrap();
        let emulator = Emulator::builder().seed(1).fixed_clock(now).demo().start().await.unwrap();
        Self { emulator, folder: tempfile::tempdir().unwrap() }
    }

    /// `rtk` with the credentials of the emulator.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare(arguments);
        command
            .env("CLOUDFLARE_ACCOUNT_ID", self.emulator.account_id())
            .env("CLOUDFLARE_API_TOKEN", self.emulator.api_token())
            .env("REALTIMEKIT_APP_ID", self.emulator.app_id())
            .env("REALTIMEKIT_BASE_URL", self.emulator.base_url());
        command
    }

    /// `rtk` without credentials.
    pub fn bare(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rtk"));
        command.args(arguments).env_clear().env("RTK_CONFIG_DIR", self.path()).stdin(Stdio::null());
        command.current_dir(self.path());
        command
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub async fn rtk(&self, arguments: &[&str]) -> Outcome {
        self.run(self.command(arguments)).await
    }

    /// Runs a command. What differs from run to run is replaced.
    pub async fn run(&self, mut command: Command) -> Outcome {
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            let text = text.replace(self.emulator.base_url(), "[base]").replace(self.emulator.files_url(), "[files]");
            text.replace(self.path().to_str().unwrap(), "[folder]")
        };
        Outcome { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The identifier of the first item that a list prints.
    pub async fn first(&self, noun: &str) -> String {
        let list = self.rtk(&[noun, "ls", "--json"]).await.json();
        list[0]["id"].as_str().unwrap_or_else(|| panic!("{noun}: {list}")).to_owned()
    }

    /// The identifier of the meeting with this title.
    pub async fn meeting(&self, title: &str) -> String {
        let list = self.rtk(&["meetings", "ls", "--json"]).await.json();
        let found = list.as_array().unwrap().iter().find(|meeting| meeting["title"] == title);
        found.unwrap_or_else(|| panic!("{title}: {list}"))["id"].as_str().unwrap().to_owned()
    }
}
