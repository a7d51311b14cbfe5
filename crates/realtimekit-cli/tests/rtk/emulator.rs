//! `rtk emulator`: in the foreground and in the background.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::world::{interrupt, outcome, rtk};

#[test]
fn the_environment_leads_every_other_command_to_it() {
    let home = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| outcome(rtk(home.path()).args(arguments).output().unwrap());
    // Below the ports that the system gives away: nothing else listens there after the emulator has stopped.
    let mut ports = (10_000 + std::process::id() % 20_000)..;
    let port = ports.find(|port| std::net::TcpListener::bind(("127.0.0.1", *port as u16)).is_ok()).unwrap();
    let listen = format!("127.0.0.1:{port}");
    let started = run(&["emulator", "--env", "--listen", &listen]);
    assert_eq!(started.code, Some(0), "{}", started.err);
    let mut command = rtk(home.path());
    let variables: Vec<(String, String)> = started
        .out
        .lines()
        .map(|line| {
            let (name, value) = line.strip_prefix("export ").unwrap().split_once('=').unwrap();
            (name.to_owned(), value.trim_matches('\'').to_owned())
        })
        .collect();
    assert_eq!(variables.len(), 5);
    let (_, root) = variables.iter().find(|(name, _)| name == "REALTIMEKIT_EMULATOR_URL").unwrap();
    assert!(variables.iter().any(|(_, value)| value.starts_with(root) && value != root), "{variables:?}");
    let listed = outcome(command.envs(variables.iter().cloned()).args(["meetings", "ls", "--json"]).output().unwrap());
    assert!(listed.json().as_array().unwrap().iter().any(|meeting| meeting["title"] == "Town hall"), "{}", listed.err);
    let again = run(&["emulator", "--env"]);
    assert_eq!(again.out, started.out, "it is used again");
    assert!(again.err.contains("already running"), "{}", again.err);
    for option in [&["--seed", "7"][..], &["--empty"], &["--observed"], &["--listen", "127.0.0.1:1"]] {
        let refused = run(&[&["emulator", "--env"], option].concat());
        let named = refused.err.contains(&format!("an emulator without {}", option.join(" ")));
        assert_eq!((refused.code, refused.out.as_str(), named), (Some(1), "false\n", true), "{}", refused.err);
    }
    let same = run(&["emulator", "--env", "--seed", "0", "--listen", &listen, "--json"]);
    assert_eq!(same.json()["root_url"], root.as_str(), "{}", same.err);
    let fish = run(&["emulator", "--env", "--shell", "fish"]);
    assert!(fish.out.starts_with("set -gx CLOUDFLARE_ACCOUNT_ID '"), "{}", fish.out);
    let stopped = run(&["emulator", "stop"]);
    assert_eq!(stopped.code, Some(0), "{}", stopped.err);
    let gone = outcome(rtk(home.path()).envs(variables).args(["doctor"]).output().unwrap());
    assert_eq!(gone.code, Some(1), "{}", gone.out);
    let stopped = run(&["emulator", "stop"]);
    assert_eq!(stopped.code, Some(3), "{}", stopped.err);
}

#[cfg(unix)]
#[test]
fn in_the_foreground_it_runs_until_it_is_interrupted() {
    let home = tempfile::tempdir().unwrap();
    let mut command = rtk(home.path());
    let command = command.args(["emulator", "--listen", "127.0.0.1:0", "--empty", "--jsonl"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let greeting: serde_json::Value = serde_json::from_str(&line).unwrap();
    let mut listed = rtk(home.path());
    for (name, field) in [
        ("CLOUDFLARE_ACCOUNT_ID", "account_id"),
        ("CLOUDFLARE_API_TOKEN", "api_token"),
        ("REALTIMEKIT_APP_ID", "app_id"),
        ("REALTIMEKIT_BASE_URL", "base_url"),
    ] {
        listed.env(name, greeting[field].as_str().unwrap());
    }
    let listed = outcome(listed.args(["meetings", "ls", "--json"]).output().unwrap());
    assert_eq!(listed.json(), serde_json::json!([]), "{}", listed.err);
    assert_eq!(interrupt(child).code, Some(0));
}

/// `nohup rtk emulator &` outlives the terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_hangup_that_is_ignored_does_not_end_it() {
    let home = tempfile::tempdir().unwrap();
    let command = rtk(home.path());
    let mut shell = std::process::Command::new("sh");
    shell.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let script = "trap '' HUP; exec \"$0\" emulator --listen 127.0.0.1:0 --jsonl";
    let mut child = shell
        .args(["-c", script])
        .arg(command.get_program())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("base_url"), "{line}");
    let sent = std::process::Command::new("kill").args(["-HUP", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let greeting: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = greeting["root_url"].as_str().unwrap().trim_start_matches("http://").to_owned();
    for _ in 0..20 {
        std::thread::sleep(std::time::Duration::from_millis(10));
        std::net::TcpStream::connect(&address).unwrap();
    }
    assert_eq!(interrupt(child).code, Some(0));
}

#[test]
fn commands_that_start_one_together_start_only_one() {
    let home = tempfile::tempdir().unwrap();
    let start = || {
        let mut command = rtk(home.path());
        let command = command.args(["emulator", "--env", "--listen", "127.0.0.1:0"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let started = [start(), start(), start()].map(|child| outcome(child.wait_with_output().unwrap()));
    let stopped = outcome(rtk(home.path()).args(["emulator", "stop"]).output().unwrap());
    assert_eq!(stopped.code, Some(0), "{stopped}");
    for one in &started {
        assert_eq!((one.code, &one.out), (Some(0), &started[0].out), "{one}");
    }
}

#[test]
fn an_address_in_use_is_named() {
    let home = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for arguments in [vec!["emulator", "--listen", &address], vec!["emulator", "--env", "--listen", &address]] {
        let failed = outcome(rtk(home.path()).args(&arguments).output().unwrap());
        assert_eq!(failed.code, Some(1));
        assert!(failed.err.contains(&address) && failed.err.contains("--listen takes another"), "{}", failed.err);
        assert_eq!(failed.err.lines().count(), 1, "{}", failed.err);
    }
}

/// `eval` of nothing would succeed, and the commands after it would reach a real account.
#[cfg(unix)]
#[test]
fn eval_fails_if_the_emulator_cannot_be_started() {
    let home = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let command = rtk(home.path());
    let script = "eval \"$(\"$0\" emulator --env --listen \"$1\")\" && echo reached";
    let mut shell = std::process::Command::new("sh");
    shell.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.args(["-c", script]).arg(command.get_program()).arg(&address);
    let failed = outcome(shell.output().unwrap());
    assert_eq!((failed.code, failed.out.as_str()), (Some(1), ""), "{failed}");
    let printed = |shell: &str| {
        let arguments = ["emulator", "--env", "--listen", &address, "--shell", shell];
        outcome(rtk(home.path()).args(arguments).output().unwrap()).out
    };
    assert_eq!((printed("fish").as_str(), printed("powershell").starts_with("throw ")), ("false\n", true));
    let wrong = outcome(rtk(home.path()).args(["emulator", "--env", "--seed", "x"]).output().unwrap());
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(2), "false\n"), "{wrong}");
    let unusable = outcome(rtk(home.path()).args(["emulator", "--env", "--fields", "app_id"]).output().unwrap());
    assert_eq!((unusable.code, unusable.out.as_str()), (Some(2), "false\n"), "{unusable}");
}

#[test]
fn a_free_port_is_taken_if_none_is_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let _taken = std::net::TcpListener::bind("127.0.0.1:8787"); // or another program has it
    let started = outcome(rtk(home.path()).args(["emulator", "--env", "--json"]).output().unwrap());
    let root = started.json()["root_url"].as_str().unwrap().to_owned();
    assert!(started.code == Some(0) && !root.ends_with(":8787"), "{started}");
    assert_eq!(started.err, format!("The emulator runs at {root}; `rtk emulator stop` stops it\n"));
    let stopped = outcome(rtk(home.path()).args(["emulator", "stop"]).output().unwrap());
    assert_eq!(stopped.code, Some(0), "{stopped}");
}
