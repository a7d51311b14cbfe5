//! `cargo footprint`: what it costs to depend on the SDK. Two minimal programs are built cold, one with plain `reqwest`,
//! one with `realtimekit`.
//!
//! Both are built in the release profile (`--dev`: in the development profile), each into an empty target folder in a
//! temporary place, with the versions of this workspace's lock file. Downloads are made before and not counted.
//!
//! Processor time and memory are what the operating system counted for cargo and everything it started: each build runs
//! in a separate process (`footprint measure`), which asks for the usage of its children when they have ended. The
//! memory is that of the largest single process, normally a compiler or the linker.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program writes to its output

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use clap::{Parser, Subcommand};
use walkdir::WalkDir;

/// Measures what it costs to depend on the SDK, next to plain reqwest.
#[derive(Parser)]
struct Footprint {
    #[command(subcommand)]
    inner: Option<Inner>,
    /// Measure the development profile instead of the release profile.
    #[arg(long)]
    dev: bool,
    /// Leave the documentation out: it is the same in each run and costs another build.
    #[arg(long)]
    no_doc: bool,
    /// Features of the SDK besides the default ones.
    #[arg(long, value_delimiter = ',')]
    features: Vec<String>,
    /// Do not reach for the network; everything must have been downloaded before.
    #[arg(long)]
    offline: bool,
}

#[derive(Subcommand)]
enum Inner {
    /// Run a program and print its processor seconds and the bytes of its largest process.
    #[command(hide = true)]
    Measure {
        /// The program and its arguments.
        #[arg(last = true, required = true)]
        command: Vec<String>,
    },
}

fn main() -> ExitCode {
    let options = Footprint::parse();
    // The workspace is the one that cargo runs this program in.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let package = package.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    let done = match &options.inner {
        Some(Inner::Measure { command }) => measure(command),
        None => run(&options, package.ancestors().nth(4).unwrap_or(Path::new("."))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The same work in both programs: one meeting fetched and printed.
const PLAIN: Program = Program {
    name: "plain",
    dependencies: r#"
reqwest = { version = "0.13", features = ["json"] }
serde = { version = "1", features = ["derive"] }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
"#,
    source: r#"
#[derive(serde::Deserialize)]
struct Envelope {
    data: Meeting,
}

#[derive(serde::Deserialize)]
struct Meeting {
    id: String,
    title: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let account = std::env::var("CLOUDFLARE_ACCOUNT_ID")?;
    let token = std::env::var("CLOUDFLARE_API_TOKEN")?;
    let url = format!("https://api.cloudflare.com/client/v4/accounts/{account}/realtime/kit/app/meetings/meeting");
    let response = reqwest::Client::new().get(url).bearer_auth(token).send().await?.error_for_status()?;
    let meeting = response.json::<Envelope>().await?.data;
    println!("{} {}", meeting.id, meeting.title.unwrap_or_default());
    Ok(())
}
"#,
};

const OURS: Program = Program {
    name: "ours",
    dependencies: r#"
realtimekit = { path = "@ROOT@/crates/realtimekit", features = [@FEATURES@] }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
"#,
    source: r#"
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = realtimekit::Client::from_env()?;
    let meeting = client.app("app").meeting("meeting").get().send().await?;
    println!("{} {}", meeting.id, meeting.title.unwrap_or_default());
    Ok(())
}
"#,
};

struct Program {
    name: &'static str,
    dependencies: &'static str,
    source: &'static str,
}

/// What one build took.
struct Cost {
    processor_seconds: f64,
    /// Bytes of the largest process.
    peak_memory: f64,
    crates: usize,
    /// Bytes of the stripped program.
    binary: f64,
}

fn run(options: &Footprint, root: &Path) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| format!("temporary folder: {error}"))?;
    let folder = folder.path();
    let profile = if options.dev { "dev" } else { "release" };
    println!("Two programs, built cold in the profile {profile}; this takes some minutes.\n");
    let plain = build(&PLAIN, options, root, folder)?;
    let ours = build(&OURS, options, root, folder)?;

    const MEBI: f64 = 1024.0 * 1024.0;
    println!("{:<34} {:>10} {:>12} {:>9}   target", "", "reqwest", "realtimekit", "ratio");
    let line = |what: &str, plain: f64, ours: f64, digits: usize, target: &str| {
        println!("{what:<34} {plain:>10.digits$} {ours:>12.digits$} {:>8.2}x   {target}", ours / plain);
    };
    line("build, processor seconds", plain.processor_seconds, ours.processor_seconds, 1, "<= 1.20");
    line(
        "largest process of the build, MiB",
        plain.peak_memory / MEBI,
        ours.peak_memory / MEBI,
        0,
        "<= 1.40 and <= 700 MB",
    );
    let extra = ours.crates.saturating_sub(plain.crates);
    println!(
        "{:<34} {:>10} {:>12} {:>+9}   <= +15",
        "crates in the tree (extra)",
        plain.crates,
        ours.crates,
        i64::try_from(extra).unwrap_or(i64::MAX)
    );
    line("stripped program, MiB", plain.binary / MEBI, ours.binary / MEBI, 2, "<= 1.20");

    let codegen = || finish(cargo(root, options).args(["xtask", "codegen", "--check"]));
    codegen()?; // builds it
    let start = Instant::now();
    codegen()?;
    println!("{:<34} {:>23.2}             <= 5", "cargo xtask codegen, seconds", start.elapsed().as_secs_f64());

    println!();
    for name in ["crates/realtimekit-api/src/generated", "crates/realtimekit/src/generated"] {
        println!("{name:<52} {:>7} lines", lines(&root.join(name))?);
    }
    if !options.no_doc {
        let target = folder.join("doc");
        let mut cargo = cargo(root, options);
        cargo.args(["doc", "--quiet", "--no-deps", "--package", "realtimekit", "--package", "realtimekit-api"]);
        finish(cargo.env("CARGO_TARGET_DIR", &target))?;
        for name in ["realtimekit", "realtimekit_api"] {
            let (files, bytes) = size(&target.join("doc").join(name));
            #[allow(clippy::cast_precision_loss)] // sizes of folders are far below 2^53
            let mebi = bytes as f64 / MEBI;
            println!("{:<52} {mebi:>7.1} MiB in {files} files", format!("documentation of {name}"));
        }
    }
    Ok(())
}

fn build(program: &Program, options: &Footprint, root: &Path, scratch: &Path) -> Result<Cost, String> {
    let folder = scratch.join(program.name);
    let target = folder.join("target");
    let features: Vec<String> = options.features.iter().map(|feature| format!("{feature:?}")).collect();
    let dependencies = program.dependencies.replace("@ROOT@", &root.display().to_string());
    let dependencies = dependencies.replace("@FEATURES@", &features.join(", "));
    let manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]{dependencies}\n\
         [profile.dev]\nstrip = true\n\n[profile.release]\nstrip = true\n\n[workspace]\n",
        program.name
    );
    write(&folder.join("Cargo.toml"), &manifest)?;
    write(&folder.join("src/main.rs"), program.source)?;
    // The same versions on both sides; cargo removes what a program does not need.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    finish(cargo(&folder, options).args(["fetch", "--quiet"]))?;

    let tree =
        ["tree", "--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{p}", "--color", "never"];
    let tree = finish(cargo(&folder, options).args(tree))?;
    let crates: BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)").trim())
        .filter(|line| !line.is_empty() && !line.starts_with(&format!("{} v", program.name)))
        .collect();

    let this = std::env::current_exe().map_err(|error| format!("the path of this program: {error}"))?;
    let mut measured = Command::new(this);
    measured.current_dir(&folder).args(["measure", "--"]).arg(cargo_program()).args(["build", "--quiet"]);
    if !options.dev {
        measured.arg("--release");
    }
    if options.offline {
        measured.arg("--offline");
    }
    clean(&mut measured);
    let usage = finish(measured.env("CARGO_TARGET_DIR", &target))?;
    let mut numbers = usage.split_whitespace().map(str::parse::<f64>);
    let (Some(Ok(processor_seconds)), Some(Ok(peak_memory))) = (numbers.next(), numbers.next()) else {
        return Err(format!("the usage of the build cannot be read: {usage:?}"));
    };
    let profile = if options.dev { "debug" } else { "release" };
    let program = target.join(profile).join(format!("{}{}", program.name, std::env::consts::EXE_SUFFIX));
    #[allow(clippy::cast_precision_loss)] // programs are far smaller than 2^53 bytes
    let binary = fs::metadata(&program).map_err(|error| format!("{}: {error}", program.display()))?.len() as f64;
    // The next build needs the room more than anybody needs this one.
    fs::remove_dir_all(&target).map_err(|error| format!("{}: {error}", target.display()))?;
    Ok(Cost { processor_seconds, peak_memory, crates: crates.len(), binary })
}

/// Runs a program and prints the processor seconds of it and all its descendants, and the bytes of the largest of them.
#[cfg(unix)]
fn measure(command: &[String]) -> Result<(), String> {
    use nix::sys::resource::{UsageWho, getrusage};

    let (program, arguments) = command.split_first().ok_or("nothing to run")?;
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).status();
    let status = status.map_err(|error| format!("{program}: {error}"))?;
    if !status.success() {
        return Err(format!("{program} ended with {status}"));
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| format!("usage of the children: {error}"))?;
    #[allow(clippy::cast_precision_loss)] // some minutes in microseconds
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    // Apple counts bytes, all others count units of 1024.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    println!("{:.2} {}", seconds(usage.user_time()) + seconds(usage.system_time()), usage.max_rss() * unit);
    Ok(())
}

/// Other systems have no such count.
#[cfg(not(unix))]
fn measure(_: &[String]) -> Result<(), String> {
    Err("processor time and memory of a build are only measured on Unix".to_owned())
}

fn cargo_program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

fn cargo(folder: &Path, options: &Footprint) -> Command {
    let mut cargo = Command::new(cargo_program());
    cargo.current_dir(folder);
    if options.offline {
        cargo.env("CARGO_NET_OFFLINE", "true");
    }
    clean(&mut cargo);
    cargo
}

/// Takes away what would make a build warm, or different from a stranger's.
fn clean(command: &mut Command) {
    for name in ["RUSTC_WRAPPER", "CARGO_BUILD_RUSTC_WRAPPER", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(name);
    }
}

/// Runs to the end and returns what was printed.
fn finish(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| format!("{name}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{name} ended with {}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, text))
        .map_err(|error| format!("{}: {error}", file.display()))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect()
}

/// Lines of Rust below a folder.
fn lines(folder: &Path) -> Result<usize, String> {
    let mut sum = 0;
    for file in files(folder) {
        if file.extension().is_some_and(|extension| extension == "rs") {
            sum += fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?.lines().count();
        }
    }
    Ok(sum)
}

/// Number of files below a folder, and their bytes.
fn size(folder: &Path) -> (usize, u64) {
    let files = files(folder);
    let bytes = files.iter().filter_map(|file| fs::metadata(file).ok()).map(|data| data.len()).sum();
    (files.len(), bytes)
}
