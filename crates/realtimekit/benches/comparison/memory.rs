//! Whether the memory that a stream needs depends on how long the list is.

use std::fs;
use std::process::Command;

/// Lengths of the lists, as the server and as people read them.
const LISTS: [(&str, &str); 3] = [("1000", "1,000"), ("10000", "10,000"), ("100000", "100,000")];

/// Lists meetings in separate processes, so that nothing else has raised their peak, and prints the peaks.
pub fn print() {
    println!("\n{:<38} {:>11} {:>11}", "memory of the whole process", "by hand", "realtimekit");
    for (items, name) in LISTS {
        let [by_hand, by_sdk] = ["by-hand", "realtimekit"].map(|side| highest_mark(items, side));
        println!("{:<38} {by_hand:>11} {by_sdk:>11}", format!("listing {name} meetings"));
    }
}

fn highest_mark(items: &str, side: &str) -> String {
    let program =
        std::env::current_exe().and_then(|program| Command::new(program).args(["list", side, items]).output());
    let output = program.expect("this program can be started again").stdout;
    match String::from_utf8_lossy(&output).trim().parse::<u64>() {
        Ok(kibibytes) => format!("{:.1} MiB", kibibytes as f64 / 1024.0),
        Err(_) => "unknown".to_owned(),
    }
}

/// The most memory this process has held, in KiB. Only Linux reports it.
pub fn of_this_process() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
