//! The table at the end: both sides, their ratio, and what it should be.

use std::sync::Mutex;
use std::time::Duration;

/// Names of the two cases whose times are compared with each other.
pub const SLOW: &str = "(d) the same, 20 ms latency";
pub const SLOW_AHEAD: &str = "(d) the same, 20 ms, concurrency(8)";

/// Upper limits of ratios that were set as targets for times.
const TARGETS: [(&str, f64); 2] = [("(c) decode 100 full meetings", 1.25), ("(d) list 100,000 meetings", 1.10)];

/// All times of a case.
#[derive(Default)]
pub struct Times {
    pub by_hand: Vec<Duration>,
    pub by_sdk: Vec<Duration>,
}

static TIMES: Mutex<Vec<(&str, Times)>> = Mutex::new(Vec::new());

/// Adds the times of a case to the table.
pub fn add(name: &'static str, times: Times) {
    TIMES.lock().expect("no thread failed").push((name, times));
}

/// Prints the table.
pub fn print() {
    let mut cases = TIMES.lock().expect("no thread failed");
    cases.sort_by_key(|(name, _)| *name);
    if cases.is_empty() {
        return;
    }
    println!("\n{:<38} {:>11} {:>11} {:>7} {:>8}   target", "fastest", "by hand", "realtimekit", "ratio", "medians");
    let mut slow = Vec::new();
    for (name, Times { by_hand, by_sdk }) in cases.iter_mut() {
        by_hand.sort();
        by_sdk.sort();
        let (Some(fastest_by_hand), Some(fastest)) = (by_hand.first(), by_sdk.first()) else { continue };
        let target = TARGETS.iter().find(|(case, _)| case == name);
        let target = target.map_or_else(String::new, |(_, limit)| format!("<= {limit:.2}"));
        println!(
            "{name:<38} {:>11} {:>11} {:>6.2}x {:>7.2}x   {target}",
            text(*fastest_by_hand),
            text(*fastest),
            ratio(*fastest, *fastest_by_hand),
            ratio(median(by_sdk), median(by_hand)),
        );
        if [SLOW, SLOW_AHEAD].contains(name) {
            slow.push((*name, *fastest));
        }
    }
    let of = |case: &str| slow.iter().find(|(name, _)| *name == case).map(|(_, time)| *time);
    if let (Some(sequential), Some(ahead)) = (of(SLOW), of(SLOW_AHEAD)) {
        println!(
            "{:<62} {:>6.2}x            >= 6",
            "concurrency(8) over sequential, 20 ms latency",
            ratio(sequential, ahead)
        );
    }
}

/// The middle of sorted times.
fn median(times: &[Duration]) -> Duration {
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn text(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds >= 1.0 => format!("{seconds:.2} s"),
        seconds if seconds >= 1e-3 => format!("{:.2} ms", seconds * 1e3),
        seconds => format!("{:.2} us", seconds * 1e6),
    }
}
