//! Whether the memory that a stream needs depends on how long the list is.

use std::fs;

/// Lists 10,000 and 100,000 meetings and prints how far the memory of the process rose above where it stood before.
///
/// Only Linux tells, and resets, the highest mark.
pub fn print(list: &mut dyn FnMut(&str)) {
    // The first list fills pools and buffers that stay.
    list("10000");
    for (app, items) in [("10000", "10,000"), ("100000", "100,000")] {
        let before = fs::write("/proc/self/clear_refs", "5").ok().and_then(|()| kibibytes("VmRSS"));
        list(app);
        match (before, kibibytes("VmHWM")) {
            (Some(before), Some(peak)) => {
                println!("memory at most, listing {items:>7} meetings: {:>6} KiB more", peak.saturating_sub(before));
            }
            _ => println!("memory at most, listing {items:>7} meetings: not measured on this system"),
        }
    }
}

fn kibibytes(name: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
