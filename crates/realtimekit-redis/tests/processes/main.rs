//! Several processes share one `redis-server`. Run with `-- --measure` for the long versions and their figures.
//!
//! The processes are this program again, with the name of their job as first argument.

#![allow(clippy::print_stderr, clippy::print_stdout)] // the protocol of the workers, and figures

#[path = "../redis/server.rs"]
mod server;
mod worker;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use server::RedisServer;

const PROCESSES: usize = 8;

/// A line that a worker printed, and when it was read.
struct Line {
    worker: usize,
    text: String,
    at: Instant,
}

struct Worker {
    child: Child,
    input: ChildStdin,
}

impl Worker {
    fn start(number: usize, job: &[String], lines: Sender<Line>) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let mut child = command.args(job).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for text in output.lines().map_while(Result::ok) {
                let _ = lines.send(Line { worker: number, text, at: Instant::now() });
            }
        });
        Self { input: child.stdin.take().unwrap(), child }
    }

    fn tell(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the processes and waits until each has connected.
fn start(job: &[&str]) -> (Vec<Worker>, Receiver<Line>) {
    start_each(|_| job.iter().map(|&word| word.to_owned()).collect())
}

/// Starts the processes, each with its job.
fn start_each(job: impl Fn(usize) -> Vec<String>) -> (Vec<Worker>, Receiver<Line>) {
    let (sender, lines) = channel();
    let workers: Vec<_> = (0..PROCESSES).map(|number| Worker::start(number, &job(number), sender.clone())).collect();
    for _ in &workers {
        assert_eq!(next(&lines).text, "ready");
    }
    (workers, lines)
}

fn next(lines: &Receiver<Line>) -> Line {
    lines.recv_timeout(Duration::from_secs(60)).expect("the workers respond")
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["limiter", url, requests, window, tasks] => worker::limiter(url, requests, window, tasks),
        ["deduplicator", url, lease] => worker::deduplicator(url, lease),
        _ => {
            let measure = words.contains(&"--measure");
            let Some(server) = RedisServer::start() else { return };
            one_limit_for_all_processes(&server, measure);
            server.command::<()>(&["FLUSHALL"]);
            no_process_starves_next_to_a_busy_one(&server, measure);
            server.command::<()>(&["FLUSHALL"]);
            each_delivery_is_handled_once(&server, measure);
            server.command::<()>(&["FLUSHALL"]);
            deliveries_of_a_killed_process_are_handled_by_others(&server);
            if measure {
                for persistence in ["always", "everysec"] {
                    server.command::<()>(&["CONFIG", "SET", "appendfsync", persistence]);
                    println!("appendfsync {persistence}");
                    worker::decisions(&server.url());
                    server.command::<()>(&["FLUSHALL"]);
                }
            }
            println!("processes: ok");
        }
    }
}

/// No window contains more than the limit, it is used, and each process gets its share; a penalty pauses all of them.
fn one_limit_for_all_processes(server: &RedisServer, measure: bool) {
    let (limit, window, length) = if measure { (100, 10, 60) } else { (40, 1, 4) };
    let (mut workers, lines) = start(&["limiter", &server.url(), &limit.to_string(), &window.to_string(), "8"]);
    let begin = Instant::now();
    let (window, length) = (Duration::from_secs(window), Duration::from_secs(length));
    workers.iter_mut().for_each(|worker| worker.tell("begin"));
    let mut times = Vec::new();
    let mut shares: BTreeMap<usize, usize> = BTreeMap::new();
    while begin.elapsed() < length {
        if let Ok(line) = lines.recv_timeout(Duration::from_millis(100)) {
            assert_eq!(line.text, "sent");
            times.push(line.at);
            *shares.entry(line.worker).or_default() += 1;
        }
    }
    times.sort();
    // A line can be read late, but none is read before its permit was granted.
    for (number, at) in times.iter().enumerate() {
        let earliest = window * u32::try_from(number / limit).unwrap();
        assert!(at.duration_since(begin) >= earliest, "request {number} was sent too early");
    }
    assert_eq!(shares.len(), PROCESSES, "a process got no permit");
    let in_window =
        |start: &Instant| times.iter().filter(|at| *at >= start && at.duration_since(*start) < window).count();
    let fullest = times.iter().map(in_window).max().unwrap();
    let possible = limit * (length.as_secs() / window.as_secs()) as usize;
    let used = times.len() as f64 / possible as f64;
    let mean = times.len() as f64 / PROCESSES as f64;
    let [least, most] = [shares.values().min(), shares.values().max()].map(|count| *count.unwrap() as f64 / mean);
    println!(
        "limit {limit} in {window:?} for {length:?}: {} requests, {:.1} % of the limit, at most {fullest} in a window, \
         shares {least:.2} to {most:.2} of the mean",
        times.len(),
        100.0 * used,
    );
    if !measure {
        return; // the rest depends on how busy the machine is
    }
    assert!(fullest <= limit && used >= 0.95 && least >= 0.8 && most <= 1.2);

    // One of the processes receives a wait.
    workers[0].tell("penalty 5");
    let penalised = loop {
        let line = next(&lines);
        if line.text == "penalised" {
            break line.at;
        }
    };
    let mut late = Duration::ZERO;
    let resumed = loop {
        let line = next(&lines);
        let after = line.at.saturating_duration_since(penalised);
        if after > Duration::from_millis(500) {
            break after;
        }
        late = after;
    };
    println!("penalty of 5 s: the last request {late:?} after it, the next one {resumed:?} after it");
    assert!(late <= Duration::from_millis(50) && resumed >= Duration::from_millis(4950));
}

/// One process has 64 tasks, the others have one each: permits are granted in the order in which they are asked for, so
/// each task gets as many as any other.
fn no_process_starves_next_to_a_busy_one(server: &RedisServer, measure: bool) {
    const BUSY: usize = 64;
    let (limit, length) = (50, Duration::from_secs(if measure { 30 } else { 5 }));
    let job = |number| {
        let tasks = if number == 0 { BUSY } else { 1 };
        ["limiter", &server.url(), &limit.to_string(), "1", &tasks.to_string()].map(str::to_owned).to_vec()
    };
    let (mut workers, lines) = start_each(job);
    let begin = Instant::now();
    workers.iter_mut().for_each(|worker| worker.tell("begin"));
    let (mut counts, mut longest, mut last) = ([0; PROCESSES], Duration::ZERO, [begin; PROCESSES]);
    while begin.elapsed() < length {
        if let Ok(line) = lines.recv_timeout(Duration::from_millis(100)) {
            assert_eq!(line.text, "sent");
            counts[line.worker] += 1;
            if line.worker > 0 {
                longest = longest.max(line.at.duration_since(last[line.worker]));
                last[line.worker] = line.at;
            }
        }
    }
    let mean = counts.iter().sum::<usize>() as f64 / (BUSY + PROCESSES - 1) as f64;
    let [least, most] = [counts[1..].iter().min(), counts[1..].iter().max()].map(|count| *count.unwrap());
    println!(
        "one process of {BUSY} tasks and {} of one, limit {limit} a second for {length:?}: {mean:.1} permits a task; those \
         of one task got {least} to {most} and waited at most {longest:.1?} (a round takes {:.1} s)",
        PROCESSES - 1,
        (BUSY + PROCESSES - 1) as f64 / limit as f64,
    );
    assert!(least > 0, "a process got no permit");
    assert!(!measure || least as f64 >= 0.8 * mean, "a process got less than its share");
}

/// Each delivery is sent to all processes at the same time.
fn each_delivery_is_handled_once(server: &RedisServer, measure: bool) {
    let deliveries = if measure { 1000 } else { 100 };
    let (mut workers, lines) = start(&["deduplicator", &server.url(), "60000"]);
    for number in 0..deliveries {
        workers.iter_mut().for_each(|worker| worker.tell(&format!("handle {number}")));
    }
    let mut handled: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..deliveries * PROCESSES {
        let line = next(&lines);
        if let Some(number) = line.text.strip_prefix("handled ") {
            *handled.entry(number.to_owned()).or_default() += 1;
        } else {
            assert!(line.text.starts_with("skipped "), "{}", line.text);
        }
    }
    assert_eq!(handled.len(), deliveries);
    assert!(handled.values().all(|times| *times == 1), "{handled:?}");
    println!("{deliveries} deliveries, each to {PROCESSES} processes: each handled exactly once");
}

/// A process is killed while it handles deliveries.
fn deliveries_of_a_killed_process_are_handled_by_others(server: &RedisServer) {
    const HELD: usize = 50;
    let (mut workers, lines) = start(&["deduplicator", &server.url(), "1500"]);
    for number in 0..HELD {
        workers[0].tell(&format!("hold {number}"));
    }
    for _ in 0..HELD {
        assert!(next(&lines).text.starts_with("holds "));
    }
    workers[0].child.kill().unwrap();
    workers[0].child.wait().unwrap();
    // The service sends again what was not acknowledged, to any process, until it is.
    let mut open: BTreeSet<usize> = (0..HELD).collect();
    let mut rounds = 0;
    while !open.is_empty() {
        rounds += 1;
        assert!(rounds < 200, "never handled: {open:?}");
        for number in &open {
            workers[1 + number % (PROCESSES - 1)].tell(&format!("handle {number}"));
        }
        for _ in 0..open.len() {
            let line = next(&lines);
            if let Some(number) = line.text.strip_prefix("handled ") {
                assert!(open.remove(&number.parse().unwrap()), "{number} was handled twice");
            }
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    println!("{HELD} deliveries of a killed process: all handled by others after the lease, none twice");
}
