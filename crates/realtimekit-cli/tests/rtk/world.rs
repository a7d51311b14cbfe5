//! An emulator and a separate home for each test, and `rtk` run in it.

use std::fmt;
#[cfg(target_os = "linux")]
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use realtimekit_emulator::{Emulator, EmulatorBuilder};
use serde_json::Value;
use tempfile::TempDir;

/// What a command printed, and its exit code.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Outcome {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {} {}", self.out, self.err))
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}{}", self.code, self.out, self.err)
    }
}

pub struct World {
    pub emulator: Emulator,
    pub home: TempDir,
}

impl World {
    pub fn new() -> Self {
        Self::of(Emulator::builder())
    }

    /// With the same identifiers and times in every run.
    pub fn fixed() -> Self {
        Self::of(Emulator::builder().fixed_clock("2026-03-01T09:00:00Z".parse().unwrap()))
    }

    /// With the demo: a session of yesterday with files, and one that is live.
    pub fn demo() -> Self {
        Self::of(Emulator::builder().seed(1).fixed_clock("2026-11-20T12:00:00Z".parse().unwrap()).demo())
    }

    pub fn of(builder: EmulatorBuilder) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let emulator = runtime.block_on(builder.start()).unwrap();
        Self { emulator, home: tempfile::tempdir().unwrap() }
    }

    /// A command with credentials of the emulator, and nothing else of this environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = rtk(self.home.path());
        command
            .args(arguments)
            .env("CLOUDFLARE_ACCOUNT_ID", self.emulator.account_id())
            .env("CLOUDFLARE_API_TOKEN", self.emulator.api_token())
            .env("REALTIMEKIT_APP_ID", self.emulator.app_id())
            .env("REALTIMEKIT_BASE_URL", self.emulator.base_url());
        command
    }

    /// A command without credentials.
    pub fn bare(&self, arguments: &[&str]) -> Command {
        let mut command = rtk(self.home.path());
        command.args(arguments);
        command
    }

    /// The identifier of the meeting with this title.
    pub fn meeting(&self, title: &str) -> String {
        let list = self.run(&["meetings", "ls", "--json"]).json();
        let found = list.as_array().unwrap().iter().find(|meeting| meeting["title"] == title);
        found.unwrap_or_else(|| panic!("{title}: {list}"))["id"].as_str().unwrap().to_owned()
    }

    pub fn run(&self, arguments: &[&str]) -> Outcome {
        outcome(self.command(arguments).output().unwrap())
    }

    /// A file in the home.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.home.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Command, exit code and output, as a person sees them; without what differs between runs.
    pub fn transcript(&self, arguments: &[&str]) -> String {
        let Outcome { code, out, err } = self.run(arguments);
        let code = code.map_or_else(|| "none".to_owned(), |code| code.to_string());
        let text = format!("$ rtk {}\n{out}{err}[{code}]\n", arguments.join(" "));
        let home = self.home.path().to_str().unwrap();
        text.replace(self.emulator.base_url(), "BASE_URL")
            .replace(self.emulator.files_url(), "FILES_URL")
            .replace(self.emulator.root_url(), "ROOT_URL")
            .replace(home, "HOME")
    }

    pub fn transcripts(&self, lines: &[&str]) -> String {
        lines.iter().map(|line| self.transcript(&line.split(' ').collect::<Vec<_>>())).collect::<Vec<_>>().join("\n")
    }
}

/// The program, without the environment of the tests.
pub fn rtk(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rtk"));
    command.env_clear().current_dir(home).stdin(Stdio::null());
    for name in ["PATH", "SYSTEMROOT", "LLVM_PROFILE_FILE"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    for (name, folder) in [("HOME", ""), ("RTK_CONFIG_DIR", "config"), ("RTK_STATE_DIR", "state"), ("TMPDIR", "")] {
        command.env(name, home.join(folder));
    }
    command
}

pub fn outcome(output: Output) -> Outcome {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Outcome { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Sends Ctrl-C, and returns what the command printed.
#[cfg(unix)]
pub fn interrupt(child: Child) -> Outcome {
    signal(child, "INT")
}

/// Sends a signal, and returns what the command printed.
#[cfg(unix)]
pub fn signal(child: Child, name: &str) -> Outcome {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    outcome(child.wait_with_output().unwrap())
}

/// Whether the tests run under `nohup`, whose children ignore SIGHUP too.
#[cfg(unix)]
pub fn ignores_hangup() -> bool {
    let ignored = Command::new("sh").args(["-c", "kill -HUP $$; echo ignored"]).output().unwrap();
    !ignored.stdout.is_empty()
}

/// Whether a terminal can be simulated; prints the reason if it cannot.
#[cfg(target_os = "linux")]
#[allow(clippy::print_stderr)] // the reason why a test is skipped
pub fn has_terminal() -> bool {
    let found = Command::new("script").arg("--version").stdout(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("skipped: script is not installed (apt-get install bsdutils)");
    }
    found
}

/// Runs a command on a terminal, which `script` of util-linux simulates, until it prints `prompt`, types `input`, and
/// returns exit code and the rest of the output.
#[cfg(target_os = "linux")]
pub fn typed(command: &Command, prompt: &str, input: &str) -> (Option<i32>, String) {
    let line: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| format!("'{}'", word.to_str().unwrap()))
        .collect();
    let mut script = Command::new("script");
    // Without `exec`, the shell would end with the signal that the program handles.
    script.args(["-qec", &format!("exec {}", line.join(" ")), "/dev/null"]).env_clear();
    script.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    script.current_dir(command.get_current_dir().unwrap());
    let mut child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut keys, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (mut shown, mut byte) = (Vec::new(), [0]);
    while !String::from_utf8_lossy(&shown).contains(prompt) {
        assert_eq!(screen.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&shown));
        shown.push(byte[0]);
    }
    keys.write_all(input.as_bytes()).unwrap();
    let mut rest = String::new();
    screen.read_to_string(&mut rest).unwrap();
    drop(keys); // until here, the terminal has no end of input
    (child.wait().unwrap().code(), rest)
}

/// Compares with the snapshot of a name.
pub fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
