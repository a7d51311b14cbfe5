//! `cargo instructions`: instruction counts of the SDK next to the same hand-written work. They hold on a busy machine,
//! where times do not.
//!
//! The program that measures times (`crates/realtimekit/benches/comparison`) runs one side of one case under valgrind, once
//! with few and once with more rounds; the difference, by round, is free of what happens at start and end. Only the thread
//! of the client is counted, not the server in the same process.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program writes to its output

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::Parser;
use serde_json::Value;

/// Counts the instructions of calls and decoding, next to the same hand-written work. Needs valgrind.
#[derive(Parser)]
struct Instructions {
    /// Compare with the checked-in counts, fail where one grew by more than 10 %.
    #[arg(long, conflicts_with = "write")]
    check: bool,
    /// Replace the checked-in counts.
    #[arg(long)]
    write: bool,
}

fn main() -> ExitCode {
    // The workspace is the one that cargo runs this program in.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let package = package.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    match run(&Instructions::parse(), package.ancestors().nth(4).unwrap_or(Path::new("."))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Counts of this workspace at the last `--write`.
const BASELINE: &str = "crates/realtimekit/benches/instructions.txt";

/// What a count may grow by.
const ALLOWED: f64 = 1.10;

/// A case of the program, rounds of the shorter and the longer run, and the target of the ratio.
struct Case {
    name: &'static str,
    rounds: (u64, u64),
    target: Option<f64>,
}

const CASES: &[Case] = &[
    Case { name: "call", rounds: (50, 250), target: Some(1.10) },
    // Ten pages of a hundred items.
    Case { name: "list", rounds: (2, 12), target: Some(1.10) },
    Case { name: "meetings", rounds: (2, 12), target: Some(0.95) },
    Case { name: "participants", rounds: (2, 12), target: Some(0.95) },
    Case { name: "report", rounds: (2, 12), target: Some(0.95) },
    // With a deviation in every item; by hand, the same body without it.
    Case { name: "numbers-as-strings", rounds: (2, 12), target: Some(1.20) },
    Case { name: "report-as-strings", rounds: (2, 12), target: Some(1.20) },
    Case { name: "null-keys", rounds: (2, 12), target: Some(1.20) },
    Case { name: "object-for-list", rounds: (2, 12), target: Some(1.20) },
    Case { name: "unreadable-value", rounds: (2, 12), target: Some(2.50) },
    Case { name: "missing-identity", rounds: (2, 12), target: Some(2.50) },
    Case { name: "webhook", rounds: (10, 60), target: None },
    Case { name: "request", rounds: (20, 120), target: None },
];

/// Instructions of one round of a case.
struct Count {
    case: String,
    by_hand: u64,
    by_sdk: u64,
}

fn run(options: &Instructions, root: &Path) -> Result<(), String> {
    let program = build(root)?;
    let mut counts = Vec::new();
    println!("{:<20} {:>12} {:>12} {:>7}   target", "per round", "by hand", "realtimekit", "ratio");
    for case in CASES {
        let by_hand = count(&program, case, "by-hand")?;
        let by_sdk = count(&program, case, "realtimekit")?;
        let target = case.target.map_or_else(String::new, |target| format!("<= {target:.2}"));
        println!("{:<20} {by_hand:>12} {by_sdk:>12} {:>6.2}x   {target}", case.name, ratio(by_sdk, by_hand));
        counts.push(Count { case: case.name.to_owned(), by_hand, by_sdk });
    }
    let file = root.join(BASELINE);
    if options.write {
        return fs::write(&file, render(&counts)).map_err(|error| format!("{}: {error}", file.display()));
    }
    if options.check {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let grown = grown(&read(&text), &counts);
        if !grown.is_empty() {
            return Err(format!("{grown}If this is meant, run `cargo instructions --write` and commit {BASELINE}."));
        }
        println!("no count grew by more than 10 % over {BASELINE}");
    }
    Ok(())
}

/// Builds the program, optimised, and returns its path.
fn build(root: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let arguments = ["bench", "--no-run", "--quiet", "--package", "realtimekit", "--bench", "comparison"];
    let features = ["--features", "webhooks-testing"];
    let mut command = Command::new(cargo);
    command.current_dir(root).args(arguments).args(features).args(["--message-format", "json-render-diagnostics"]);
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| format!("cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo bench ended with {}", output.status));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = messages.filter(|message| message["target"]["name"] == "comparison");
    let program = programs.find_map(|message| message["executable"].as_str().map(PathBuf::from));
    program.ok_or_else(|| "cargo built no benchmark".to_owned())
}

/// Instructions of one round.
fn count(program: &Path, case: &Case, side: &str) -> Result<u64, String> {
    let (few, more) = case.rounds;
    let difference = total(program, case.name, side, more)?.saturating_sub(total(program, case.name, side, few)?);
    Ok(difference / (more - few))
}

/// Instructions of the first thread of a run.
fn total(program: &Path, case: &str, side: &str, rounds: u64) -> Result<u64, String> {
    let prefix = std::env::temp_dir().join(format!("realtimekit-instructions-{}", std::process::id()));
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--tool=callgrind", "--separate-threads=yes"]);
    valgrind.arg(format!("--callgrind-out-file={}", prefix.display()));
    valgrind.arg(program).args(["count", case, side, &rounds.to_string()]);
    let output = valgrind.output().map_err(|error| {
        format!("valgrind: {error}. It counts the instructions and has to be installed, on Debian with `apt-get install valgrind`.")
    })?;
    let text = fs::read_to_string(format!("{}-01", prefix.display()));
    remove(&prefix);
    if !output.status.success() {
        return Err(format!("valgrind ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr)));
    }
    let text = text.map_err(|error| format!("the counts of valgrind: {error}"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: ")));
    line.and_then(|count| count.trim().parse().ok()).ok_or_else(|| "valgrind wrote no total".to_owned())
}

/// Removes the files of one run: one for each thread.
fn remove(prefix: &Path) {
    let (Some(folder), Some(name)) = (prefix.parent(), prefix.file_name().and_then(|name| name.to_str())) else {
        return;
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(|file| file.starts_with(name)) {
            // Temporary files that cannot be removed do no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn ratio(by_sdk: u64, by_hand: u64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // counts are far below 2^53
    let ratio = by_sdk as f64 / by_hand.max(1) as f64;
    ratio
}

/// The text of the file with the counts.
fn render(counts: &[Count]) -> String {
    let mut text = "# Instructions of one round, hand-written and with the SDK.\n\
                    # Written by `cargo instructions --write`, compared by `cargo instructions --check`.\n"
        .to_owned();
    for Count { case, by_hand, by_sdk } in counts {
        let _ = writeln!(text, "{case} {by_hand} {by_sdk}");
    }
    text
}

fn read(text: &str) -> Vec<Count> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let counts = lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        let case = words.next()?.to_owned();
        Some(Count { case, by_hand: words.next()?.parse().ok()?, by_sdk: words.next()?.parse().ok()? })
    });
    counts.collect()
}

/// One line for each case that grew too much, or of which nothing is known.
fn grown(baseline: &[Count], counts: &[Count]) -> String {
    let mut text = String::new();
    for now in counts {
        let _ = match baseline.iter().find(|before| before.case == now.case) {
            None => writeln!(text, "{}: has no count in {BASELINE}", now.case),
            Some(before) if ratio(now.by_sdk, before.by_sdk) > ALLOWED => writeln!(
                text,
                "{}: {} instructions, {:.2} times the {} before; by hand {:.2} times as many as before",
                now.case,
                now.by_sdk,
                ratio(now.by_sdk, before.by_sdk),
                before.by_sdk,
                ratio(now.by_hand, before.by_hand)
            ),
            Some(_) => Ok(()),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(by_sdk: u64) -> Vec<Count> {
        vec![Count { case: "call".to_owned(), by_hand: 100, by_sdk }]
    }

    #[test]
    fn counts_survive_their_file() {
        let read = read(&render(&counts(110)));
        assert_eq!((read.len(), read[0].case.as_str(), read[0].by_hand, read[0].by_sdk), (1, "call", 100, 110));
    }

    #[test]
    fn only_growth_beyond_a_tenth_is_reported() {
        assert_eq!(grown(&counts(1000), &counts(1100)), "");
        assert_eq!(grown(&counts(1000), &counts(10)), "");
        assert!(grown(&counts(1000), &counts(1101)).contains("call: 1101 instructions, 1.10 times the 1000 before"));
        assert!(grown(&[], &counts(1)).contains("has no count"));
    }
}
