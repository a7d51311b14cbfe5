//! `rtk api` against the emulator: what is printed, what is sent, and the exit codes.

use std::process::Command;

use realtimekit_emulator::Emulator;
use serde_json::Value;

struct Outcome {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs `rtk` with credentials of the emulator.
async fn rtk(emulator: &Emulator, arguments: &[&str]) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rtk"));
    command
        .args(arguments)
        .env("CLOUDFLARE_ACCOUNT_ID", emulator.account_id())
        .env("CLOUDFLARE_API_TOKEN", emulator.api_token())
        .env("REALTIMEKIT_APP_ID", emulator.app_id())
        .env("REALTIMEKIT_BASE_URL", emulator.base_url());
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Outcome { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn json(outcome: &Outcome) -> Value {
    serde_json::from_str(&outcome.out).unwrap_or_else(|error| panic!("{error}: {} {}", outcome.out, outcome.err))
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_are_called_and_lists_are_followed() {
    let emulator = Emulator::start().await.unwrap();
    let created = rtk(&emulator, &["api", "meetings", "create", "--title", "Weekly", "--record-on-start"]).await;
    let id = json(&created)["id"].as_str().unwrap().to_owned();
    for _ in 0..4 {
        rtk(&emulator, &["api", "meetings", "create"]).await;
    }
    let shown = rtk(&emulator, &["api", "meetings", "get", &id]).await;
    assert_eq!(json(&shown)["title"], "Weekly");
    let all = rtk(&emulator, &["api", "meetings", "list", "--all", "--per-page", "2"]).await;
    assert_eq!(json(&all).as_array().map(Vec::len), Some(5), "{}", all.out);
    assert_eq!(emulator.received("meetings_list").len(), 3);
    let updated = rtk(&emulator, &["api", "meetings", "update", &id, "--title", "Other"]).await;
    assert_eq!(json(&updated)["title"], "Other");
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_have_one_line_and_an_exit_code() {
    let emulator = Emulator::start().await.unwrap();
    let missing = rtk(&emulator, &["api", "meetings", "get", "00000000-0000-4000-8000-000000000000"]).await;
    assert_eq!((missing.code, missing.err.lines().count()), (Some(3), 1), "{}", missing.err);
    let usage = rtk(&emulator, &["api", "meetings", "get"]).await;
    assert_eq!(usage.code, Some(2));
    let bound = rtk(&emulator, &["api", "meetings", "create", "--recording-config.max-seconds", "1"]).await;
    assert_eq!(bound.code, Some(2));
    assert!(bound.err.contains("a number from 60 to 86400 is expected"), "{}", bound.err);
    assert_eq!(emulator.received_all().len(), 1, "only the first request was sent");
    let mut command = Command::new(env!("CARGO_BIN_EXE_rtk"));
    command
        .args(["api", "apps", "list"])
        .env("CLOUDFLARE_API_TOKEN", "wrong-token-wrong-token")
        .env("REALTIMEKIT_BASE_URL", emulator.base_url());
    command.env("CLOUDFLARE_ACCOUNT_ID", emulator.account_id());
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert_eq!(output.status.code(), Some(4));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(!error.contains("wrong-token-wrong-token"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_and_dry_runs_show_only_what_is_asked_for() {
    let emulator = Emulator::start().await.unwrap();
    let meeting = rtk(&emulator, &["api", "meetings", "create"]).await;
    let meeting = json(&meeting)["id"].as_str().unwrap().to_owned();
    let add = ["api", "participants", "add", &meeting, "user-1", "group_call_host"];
    let dry = rtk(&emulator, &[&add[..], &["--dry-run"]].concat()).await;
    assert_eq!(json(&dry)["body"]["custom_participant_id"], "user-1");
    assert_eq!(emulator.received("participants_add").len(), 0);
    let hidden = rtk(&emulator, &add).await;
    assert_eq!(json(&hidden)["token"], "[redacted]", "{}", hidden.out);
    let other = ["api", "participants", "add", &meeting, "user-2", "group_call_host", "--show-secrets"];
    assert_ne!(json(&rtk(&emulator, &other).await)["token"], "[redacted]");
}

#[test]
fn help_names_flags_and_values() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_rtk")).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run(&["--help"]).contains("Call any operation of the API"));
    let help = run(&["api", "meetings", "create", "--help"]);
    assert!(help.contains("--recording-config.max-seconds <NUMBER>"), "{help}");
    let help = run(&["api", "meetings", "list", "--help"]);
    assert!(help.contains("ACTIVE") && help.contains("--all"), "{help}");
}
