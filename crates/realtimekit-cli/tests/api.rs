//! `rtk api` against the emulator: what is printed, what is sent, and the exit codes.

use realtimekit_emulator::Emulator;

use crate::program::Setup;

async fn setup() -> Setup {
    let emulator = Emulator::start().await.unwrap();
    Setup { emulator, folder: tempfile::tempdir().unwrap() }
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_are_called_and_lists_are_followed() {
    let setup = setup().await;
    let created = setup.rtk(&["api", "meetings", "create", "--title", "Weekly", "--record-on-start"]).await;
    let id = created.json()["id"].as_str().unwrap().to_owned();
    for _ in 0..4 {
        setup.rtk(&["api", "meetings", "create"]).await;
    }
    let shown = setup.rtk(&["api", "meetings", "get", &id]).await;
    assert_eq!(shown.json()["title"], "Weekly");
    let all = setup.rtk(&["api", "meetings", "list", "--all", "--per-page", "2"]).await;
    assert_eq!(all.json().as_array().map(Vec::len), Some(5), "{}", all.out);
    assert_eq!(setup.emulator.received("meetings_list").len(), 3);
    let updated = setup.rtk(&["api", "meetings", "update", &id, "--title", "Other"]).await;
    assert_eq!(updated.json()["title"], "Other");
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_have_one_line_and_an_exit_code() {
    let setup = setup().await;
    let missing = setup.rtk(&["api", "meetings", "get", "00000000-0000-4000-8000-000000000000"]).await;
    assert_eq!((missing.code, missing.err.lines().count()), (Some(3), 1), "{}", missing.err);
    let usage = setup.rtk(&["api", "meetings", "get"]).await;
    assert_eq!(usage.code, Some(2));
    let bound = setup.rtk(&["api", "meetings", "create", "--recording-config.max-seconds", "1"]).await;
    assert_eq!(bound.code, Some(2));
    assert!(bound.err.contains("a number from 60 to 86400 is expected"), "{}", bound.err);
    assert_eq!(setup.emulator.received_all().len(), 1, "only the first request was sent");
    let mut command = setup.command(&["api", "apps", "list"]);
    command.env("CLOUDFLARE_API_TOKEN", "wrong-token-wrong-token");
    let output = setup.run(command).await;
    assert_eq!(output.code, Some(4));
    let error = output.err;
    assert!(!error.contains("wrong-token-wrong-token"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_and_dry_runs_show_only_what_is_asked_for() {
    let setup = setup().await;
    let meeting = setup.rtk(&["api", "meetings", "create"]).await;
    let meeting = meeting.json()["id"].as_str().unwrap().to_owned();
    let add = ["api", "participants", "add", &meeting, "user-1", "group_call_host"];
    let dry = setup.rtk(&[&add[..], &["--dry-run"]].concat()).await;
    assert_eq!(dry.json()["body"]["custom_participant_id"], "user-1");
    assert_eq!(setup.emulator.received("participants_add").len(), 0);
    let hidden = setup.rtk(&add).await;
    assert_eq!(hidden.json()["token"], "[redacted]", "{}", hidden.out);
    let other = ["api", "participants", "add", &meeting, "user-2", "group_call_host", "--show-secrets"];
    assert_ne!(setup.rtk(&other).await.json()["token"], "[redacted]");
}

#[tokio::test(flavor = "multi_thread")]
async fn generated_help_names_flags_and_values() {
    let setup = setup().await;
    let help = setup.rtk(&["api", "meetings", "create", "--help"]).await.out;
    assert!(help.contains("--recording-config.max-seconds <NUMBER>"), "{help}");
    let help = setup.rtk(&["api", "meetings", "list", "--help"]).await.out;
    assert!(help.contains("ACTIVE") && help.contains("--all"), "{help}");
}
