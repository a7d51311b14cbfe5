//! What holds for all commands: failures, exit codes, pipes, narrow terminals, no secrets.

use std::process::Stdio;

use crate::world::{Outcome, World, outcome as finished};

/// A command that talks to the service. `{meeting}`, `{session}`, `{recording}` and `{livestream}` are identifiers.
const COMMANDS: &[&str] = &[
    "meetings ls",
    "meetings show {meeting}",
    "meetings create Title",
    "meetings end {meeting} --yes",
    "meetings open {meeting}",
    "who",
    "who --every-meeting",
    "who {meeting}",
    "join {meeting} user-1 --preset group_call_host",
    "kick {meeting} mary --yes",
    "kick {meeting} --everybody --yes",
    "record {meeting} start",
    "record {meeting} pause",
    "record {meeting} stop",
    "recordings ls",
    "recordings show {recording}",
    "recordings download {recording}",
    "recordings archive archive",
    "session ls",
    "session show {session}",
    "session attendance {session}",
    "session transcript {session}",
    "session chat {session}",
    "session summary {session}",
    "session export {session} export",
    "livestream ls",
    "livestream show {livestream}",
    "livestream create Title",
    "livestream start {meeting}",
    "livestream stop {meeting}",
    "api meetings list",
    "api meetings get {meeting}",
];

struct Lines {
    world: World,
    commands: Vec<Vec<String>>,
}

/// An emulator with its demo, and the commands with identifiers of objects in it.
fn lines() -> Lines {
    let world = World::demo();
    let uploaded = world.run(&["recordings", "ls", "--status", "uploaded", "--json"]).json();
    let ended = world.run(&["session", "ls", "--status", "ended", "--json"]).json();
    let ids = [
        ("{meeting}", world.meeting("Town hall")),
        ("{recording}", uploaded[0]["id"].as_str().unwrap().to_owned()),
        ("{session}", ended[0]["id"].as_str().unwrap().to_owned()),
        ("{livestream}", world.run(&["livestream", "ls", "--json"]).json()[0]["id"].as_str().unwrap().to_owned()),
    ];
    let filled = |word: &str| ids.iter().fold(word.to_owned(), |word, (name, id)| word.replace(name, id));
    let commands = COMMANDS.iter().map(|line| line.split(' ').map(filled).collect()).collect();
    Lines { world, commands }
}

impl Lines {
    /// Runs every command under the same conditions.
    fn each(&self, change: impl Fn(&mut std::process::Command), check: impl Fn(&str, &Outcome)) {
        for command in &self.commands {
            let words: Vec<&str> = command.iter().map(String::as_str).collect();
            let mut process = self.world.command(&[&words[..], &["--max-wait", "10"]].concat());
            change(&mut process);
            check(&command.join(" "), &finished(process.output().unwrap()));
        }
    }
}

/// One line on standard error that says what failed.
fn is_one_line(outcome: &Outcome) -> bool {
    outcome.err.lines().count() == 1 && outcome.err.starts_with("rtk: ")
}

#[test]
fn a_refused_token_is_exit_code_4() {
    let lines = lines();
    let token = "wrong-token-wrong-token";
    let wrong = |process: &mut std::process::Command| {
        process.env("CLOUDFLARE_API_TOKEN", token);
    };
    lines.each(wrong, |name, outcome| {
        assert_eq!(outcome.code, Some(4), "{name}: {outcome}");
        assert!(is_one_line(outcome) && outcome.err.contains("CLOUDFLARE_API_TOKEN"), "{name}: {outcome}");
        assert!(!outcome.err.contains(token), "{name}: {outcome}");
    });
}

#[test]
fn a_missing_object_is_exit_code_3() {
    let lines = lines();
    lines.world.emulator.fault("*").status(404);
    lines.each(
        |_| {},
        |name, outcome| match outcome.code {
            // "There is none" is no failure for these.
            Some(0) => assert!(name.starts_with("who ") || name.starts_with("meetings end"), "{name}: {outcome}"),
            code => assert!(code == Some(3) && is_one_line(outcome), "{name}: {outcome}"),
        },
    );
}

#[test]
fn the_rate_limit_is_exit_code_5() {
    let lines = lines();
    lines.world.emulator.fault("*").rate_limited().retry_after(60);
    lines.each(
        |_| {},
        |name, outcome| {
            assert_eq!(outcome.code, Some(5), "{name}: {outcome}");
            assert!(is_one_line(outcome) && outcome.err.contains("wait"), "{name}: {outcome}");
        },
    );
}

#[test]
fn a_dead_host_is_exit_code_1() {
    let lines = lines();
    let dead = |process: &mut std::process::Command| {
        // A free port could be taken by the emulator of another test.
        process.env("REALTIMEKIT_BASE_URL", "http://127.0.0.1:9");
    };
    lines.each(dead, |name, outcome| {
        assert_eq!(outcome.code, Some(1), "{name}: {outcome}");
        assert!(is_one_line(outcome) && outcome.err.contains("network"), "{name}: {outcome}");
    });
}

/// Neither colours nor signs of life reach a pipe, and the C locale changes nothing.
#[test]
fn output_without_a_terminal_is_plain_and_without_secrets() {
    let lines = lines();
    let plain = |process: &mut std::process::Command| {
        process.env("LANG", "C").env("LC_ALL", "C");
    };
    lines.each(plain, |name, outcome| {
        assert!(!outcome.out.contains('\u{1b}') && !outcome.err.contains('\u{1b}'), "{name}: {outcome}");
        assert!(!outcome.out.contains("signature="), "{name}: {outcome}");
        assert!(name.starts_with("join") || !outcome.out.contains("eyJ"), "{name}: {outcome}");
        if outcome.code != Some(0) {
            assert!(is_one_line(outcome), "{name}: {outcome}");
        }
    });
}

#[test]
fn a_narrow_terminal_gets_whole_identifiers() {
    let lines = lines();
    let narrow = |process: &mut std::process::Command| {
        process.env("COLUMNS", "40");
    };
    lines.each(narrow, |name, outcome| {
        if name == "meetings ls" || name == "session ls" || name == "recordings ls" {
            let widest = outcome.out.lines().map(|line| line.chars().count()).max();
            assert!(widest.is_some_and(|widest| widest <= 60), "{name}: {outcome}");
            assert!(outcome.out.lines().any(|line| line.starts_with("id ") && line.len() >= 40), "{name}: {outcome}");
        }
    });
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let lines = lines();
    for command in &lines.commands {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let mut process = lines.world.command(&[&words[..], &["--max-wait", "5"]].concat());
        let name = command.join(" ");
        let mut child = process.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let Outcome { code, err: error, .. } = finished(child.wait_with_output().unwrap());
        assert!(!error.contains("panicked") && !error.contains("roken pipe"), "{name}: {error}");
        assert!(code.is_some() && code != Some(101), "{name}: {code:?} {error}");
    }
}

#[test]
fn verbose_failures_show_attempts_and_ray() {
    let world = World::demo();
    world.emulator.fault("meetings_list").status(503);
    let outcome = world.run(&["meetings", "ls", "--max-wait", "2", "--verbose"]);
    assert_eq!(outcome.code, Some(1), "{outcome}");
    assert!(outcome.err.contains("attempts: ") && outcome.err.contains("ray id: 8f0"), "{outcome}");
    assert!(outcome.err.contains("retry_in_ms"), "{outcome}");
    assert!(!outcome.err.contains(world.emulator.api_token()), "{outcome}");
}

#[test]
fn secrets_are_only_shown_if_asked_for() {
    let world = World::demo();
    let list = world.run(&["recordings", "ls", "--json"]);
    assert!(list.out.contains("[redacted]") && !list.out.contains("signature="), "{list}");
    let list = world.run(&["recordings", "ls", "--json", "--show-secrets"]);
    assert!(list.out.contains("signature="), "{list}");
}

#[cfg(unix)] // signals are sent by `kill`
#[test]
fn a_download_that_a_signal_ends_says_how_to_continue() {
    let world = World::demo();
    let uploaded = world.run(&["recordings", "ls", "--status", "uploaded", "--json"]).json();
    world.emulator.fault("download").hang();
    let signals = [("INT", 130, "interrupted"), ("TERM", 143, "terminated"), ("HUP", 129, "ended with its terminal")];
    for (name, code, outcome) in signals {
        if name == "HUP" && crate::world::ignores_hangup() {
            continue;
        }
        world.emulator.forget_received();
        let mut command = world.command(&["recordings", "download", uploaded[0]["id"].as_str().unwrap()]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        while world.emulator.received("download").is_empty() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let ended = crate::world::signal(child, name);
        assert_eq!((ended.code, ended.out.as_str()), (Some(code), ""), "{ended}");
        assert_eq!(ended.err, format!("rtk: {outcome}: repeat the command to continue the download\n"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let world = World::demo();
    for arguments in [
        &["--version"][..],
        &["-V"],
        &["--help"],
        &["meetings", "ls", "-h"],
        &["help", "meetings"],
        &["meetings", "help", "--help"],
        &["meetings", "ls"],
        &["completion", "bash"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let failed = finished(
            world.command(arguments).stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap(),
        );
        assert_eq!(failed.code, Some(1), "{arguments:?}: {failed}");
        assert!(is_one_line(&failed) && failed.err.contains("standard output cannot be written"), "{failed}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn messages_that_cannot_be_written_do_not_end_a_command() {
    let world = World::demo();
    for (arguments, code) in [(&["meetings", "show", "absent"][..], 3), (&["meetings", "ls", "--verbose"], 0)] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = world.command(arguments).stderr(full).stdout(std::process::Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_proxy_is_named_if_there_is_no_connection() {
    let world = World::new();
    let mut command = world.command(&["meetings", "ls", "--max-wait", "2"]);
    command.env("HTTPS_PROXY", "http://user:s3cr3t@127.0.0.1:9").env_remove("REALTIMEKIT_BASE_URL");
    let failed = finished(command.output().unwrap());
    assert!(failed.code == Some(1) && is_one_line(&failed), "{failed}");
    assert!(failed.err.contains("the proxy that HTTPS_PROXY names") && !failed.err.contains("s3cr3t"), "{failed}");
    let mut command = world.command(&["meetings", "ls", "--max-wait", "2"]);
    command.env("HTTPS_PROXY", "http://127.0.0.1:9").env("REALTIMEKIT_BASE_URL", "http://127.0.0.1:9");
    let failed = finished(command.output().unwrap());
    assert!(failed.err.contains("check the network") && !failed.err.contains("PROXY"), "not used here: {failed}");
}

#[test]
fn waits_that_are_too_long_are_reported_in_terms_of_rtk() {
    let world = World::new();
    world.emulator.fault("*").rate_limited().retry_after(3600);
    let failed = world.run(&["meetings", "ls"]);
    assert!(failed.code == Some(5) && !failed.err.contains("max_retry_after"), "{failed}");
    assert!(failed.err.contains("the service asks for a wait of more than 60 s"), "{failed}");
}
