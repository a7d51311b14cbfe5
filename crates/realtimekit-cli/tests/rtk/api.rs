//! `rtk api` against the emulator: what is printed, what is sent, and the exit codes.

use crate::world::{World, outcome};

#[test]
fn operations_are_called_and_lists_are_followed() {
    let world = World::new();
    let created = world.run(&["api", "meetings", "create", "--title", "Weekly", "--record-on-start"]);
    let id = created.json()["id"].as_str().unwrap().to_owned();
    for _ in 0..4 {
        world.run(&["api", "meetings", "create"]);
    }
    let shown = world.run(&["api", "meetings", "get", &id]);
    assert_eq!(shown.json()["title"], "Weekly");
    let all = world.run(&["api", "meetings", "list", "--all", "--per-page", "2"]);
    assert_eq!(all.json().as_array().map(Vec::len), Some(5), "{}", all.out);
    assert_eq!(world.emulator.received("meetings_list").len(), 3);
    let updated = world.run(&["api", "meetings", "update", &id, "--title", "Other"]);
    assert_eq!(updated.json()["title"], "Other");
}

#[test]
fn failures_have_one_line_and_an_exit_code() {
    let world = World::new();
    let missing = world.run(&["api", "meetings", "get", "00000000-0000-4000-8000-000000000000"]);
    assert_eq!((missing.code, missing.err.lines().count()), (Some(3), 1), "{}", missing.err);
    let usage = world.run(&["api", "meetings", "get"]);
    assert_eq!(usage.code, Some(2));
    let bound = world.run(&["api", "meetings", "create", "--recording-config.max-seconds", "1"]);
    assert_eq!(bound.code, Some(2));
    assert!(bound.err.contains("a number from 60 to 86400 is expected"), "{}", bound.err);
    assert_eq!(world.emulator.received_all().len(), 1, "only the first request was sent");
    let mut command = world.command(&["api", "apps", "list"]);
    command.env("CLOUDFLARE_API_TOKEN", "wrong-token-wrong-token");
    let output = outcome(command.output().unwrap());
    assert_eq!(output.code, Some(4));
    let error = output.err;
    assert!(!error.contains("wrong-token-wrong-token"), "{error}");
}

#[test]
fn secrets_and_dry_runs_show_only_what_is_asked_for() {
    let world = World::new();
    let meeting = world.run(&["api", "meetings", "create"]);
    let meeting = meeting.json()["id"].as_str().unwrap().to_owned();
    let add = ["api", "participants", "add", &meeting, "user-1", "group_call_host"];
    let dry = world.run(&[&add[..], &["--dry-run"]].concat());
    assert_eq!(dry.json()["body"]["custom_participant_id"], "user-1");
    assert_eq!(world.emulator.received("participants_add").len(), 0);
    let hidden = world.run(&add);
    assert_eq!(hidden.json()["token"], "[redacted]", "{}", hidden.out);
    let other = ["api", "participants", "add", &meeting, "user-2", "group_call_host", "--show-secrets"];
    assert_ne!(world.run(&other).json()["token"], "[redacted]");
}

#[test]
fn generated_help_names_flags_and_values() {
    let world = World::new();
    let help = world.run(&["api", "meetings", "create", "--help"]).out;
    assert!(help.contains("--recording-config.max-seconds <NUMBER>"), "{help}");
    let help = world.run(&["api", "meetings", "list", "--help"]).out;
    assert!(help.contains("ACTIVE") && help.contains("--all"), "{help}");
}
