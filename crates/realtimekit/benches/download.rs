//! A download of 1 GiB from this machine next to the same by curl: time, CPU and memory.
//!
//! `cargo bench -p realtimekit --features download --bench download [-- BYTES]`. Host, download and curl are separate
//! processes, so that each has its own CPU time.

#![allow(clippy::print_stdout)] // the figures

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use realtimekit::files::Download;

const GIB: u64 = 1024 * 1024 * 1024;
const ROUNDS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve", size] => serve(size.parse().unwrap()),
        ["download", link, path, connections] => download(link, path, connections.parse().unwrap()),
        [size] => compare(size.parse().unwrap()),
        _ => compare(GIB),
    }
}

/// Serves one file with ranges; writes its port on the first line of its output.
fn serve(size: u64) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("{}", listener.local_addr().unwrap().port());
    for stream in listener.incoming().flatten() {
        std::thread::spawn(move || drop(response(stream, size)));
    }
}

fn response(stream: TcpStream, size: u64) -> std::io::Result<()> {
    let block: Vec<u8> = (0..1024 * 1024u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    loop {
        let (mut range, mut line, mut first) = (None, String::new(), true);
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("range: bytes=") {
                let (start, last) = value.trim().split_once('-').unwrap_or_default();
                range = Some((start.parse().unwrap_or(0), last.parse().map_or(size, |last: u64| last + 1)));
            }
            if line == "\r\n" && !first {
                break;
            }
            first = false;
        }
        let (start, end) = range.unwrap_or((0, size));
        let status = match range {
            Some(_) => format!("206 Partial Content\r\nContent-Range: bytes {start}-{}/{size}", end - 1),
            None => "200 OK".to_owned(),
        };
        let length = end - start;
        stream.write_all(
            format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nETag: \"v1\"\r\nAccept-Ranges: bytes\r\n\r\n")
                .as_bytes(),
        )?;
        let mut offset = start;
        while offset < end {
            let from = (offset % block.len() as u64) as usize;
            let length = ((end - offset) as usize).min(block.len() - from);
            stream.write_all(&block[from..from + length])?;
            offset += length as u64;
        }
    }
}

fn download(link: &str, path: &str, connections: usize) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let done = runtime.block_on(Download::from_link(link).connections(connections).overwrite(true).to(path)).unwrap();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    println!("{} bytes, {memory}", done.size);
}

/// Runs a process to its end: wall clock, CPU time, output.
fn run(command: &mut Command) -> (Duration, Duration, String) {
    let cpu = || {
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
        let time = |value: nix::sys::time::TimeVal| {
            Duration::from_micros((value.tv_sec() * 1_000_000 + value.tv_usec()) as u64)
        };
        time(usage.user_time()) + time(usage.system_time())
    };
    let (before, started) = (cpu(), Instant::now());
    let output = command.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "{command:?}");
    (started.elapsed(), cpu() - before, String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn compare(size: u64) {
    let program = std::env::current_exe().unwrap();
    let mut host = Command::new(&program).args(["serve", &size.to_string()]).stdout(Stdio::piped()).spawn().unwrap();
    let mut port = String::new();
    BufReader::new(host.stdout.as_mut().unwrap()).read_line(&mut port).unwrap();
    let link = format!("http://127.0.0.1:{}/file.mp4", port.trim());
    let folder = std::env::temp_dir().join(format!("realtimekit-download-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (ours, theirs) = (folder.join("ours"), folder.join("theirs"));
    let mut lines = Vec::new();
    for round in 0..ROUNDS {
        for connections in ["1", "4"] {
            let (time, cpu, memory) =
                run(Command::new(&program).arg("download").arg(&link).arg(&ours).arg(connections));
            lines.push((format!("realtimekit, {connections} connections"), time, cpu, memory));
        }
        let (time, cpu, _) = run(Command::new("curl").args(["--noproxy", "*", "-s", "-o"]).arg(&theirs).arg(&link));
        lines.push(("curl".to_owned(), time, cpu, String::new()));
        if round == 0 {
            assert!(same(&ours, &theirs), "the files differ");
        }
    }
    for name in ["realtimekit, 1 connections", "realtimekit, 4 connections", "curl"] {
        let mut of: Vec<_> = lines.iter().filter(|(other, ..)| other == name).collect();
        of.sort_by_key(|(_, time, ..)| *time);
        let (_, time, cpu, memory) = of[of.len() / 2];
        let rate = size as f64 / time.as_secs_f64() / 1e6;
        println!("{name}: {time:.2?}, {rate:.0} MB/s, {cpu:.2?} CPU, {memory} (median of {ROUNDS})");
    }
    let _ = host.kill();
    let _ = host.wait();
    let _ = std::fs::remove_dir_all(folder);
}

fn same(first: &Path, second: &Path) -> bool {
    let mut files = [first, second].map(|path| BufReader::with_capacity(1 << 20, std::fs::File::open(path).unwrap()));
    loop {
        let mut blocks = [vec![0; 1 << 20], vec![0; 1 << 20]];
        let mut lengths = [0; 2];
        for (index, file) in files.iter_mut().enumerate() {
            lengths[index] = file.by_ref().take(1 << 20).read(&mut blocks[index]).unwrap();
        }
        if lengths[0] != lengths[1] || blocks[0][..lengths[0]] != blocks[1][..lengths[1]] {
            return false;
        }
        if lengths[0] == 0 {
            return true;
        }
    }
}
