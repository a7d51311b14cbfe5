//! Every command under refusals, a dead host and a closed pipe.

use std::process::Stdio;

use crate::world::{World, outcome};

/// Commands that send requests. Files and objects are those of [`prepared`].
const COMMANDS: &[&str] = &[
    "apps ls",
    "apps show emulator",
    "apps ensure Clinic",
    "doctor",
    "presets ls",
    "presets show group_call_host",
    "presets edit group_call_host --set permissions.can_record=false",
    "presets ensure student --template group_call",
    "presets delete webinar_viewer --yes",
    "webhooks ls",
    "webhooks show production",
    "webhooks ensure other https://example.com/other --events meeting.started",
    "webhooks delete production --yes",
    "webhooks listen --listen 127.0.0.1:0",
    "plan rtk.toml",
    "apply rtk.toml --yes",
];

/// An app with a webhook, and a file.
fn prepared() -> World {
    let world = World::new();
    world.file("rtk.toml", "[presets.doctor]\ntemplate = \"group_call\"\n");
    let ensured =
        world.run(&["webhooks", "ensure", "production", "https://example.com/hooks", "--events", "meeting.ended"]);
    assert_eq!(ensured.code, Some(0), "{}", ensured.err);
    world
}

#[test]
fn refusals_have_one_line_and_their_exit_code() {
    let world = prepared();
    for (status, code) in [(401, 4), (403, 4), (404, 3), (429, 5)] {
        // Longer than the command may wait.
        let fault = world.emulator.fault("*").status(status).retry_after(3600);
        for line in COMMANDS {
            // Another client each time, so no pause is left of the one before.
            let failed = world.run(&line.split(' ').collect::<Vec<_>>());
            let text = format!("{line} under {status}: {failed:?}");
            assert_eq!(failed.code, Some(code), "{text}");
            let lines = failed.err.lines().filter(|line| !line.starts_with("Listening")).count();
            assert_eq!(lines, 1, "{text}");
            assert!(failed.err.starts_with("rtk: ") && !failed.err.contains(world.emulator.api_token()), "{text}");
            assert!(failed.out.is_empty() || *line == "doctor", "{text}");
        }
        fault.remove();
    }
}

#[test]
fn a_dead_host_is_named() {
    let world = prepared();
    for line in COMMANDS {
        let mut command = world.command(&line.split(' ').collect::<Vec<_>>());
        let failed = outcome(command.env("REALTIMEKIT_BASE_URL", "http://127.0.0.1:9/client/v4").output().unwrap());
        assert_eq!((failed.code, failed.err.lines().count()), (Some(1), 1), "{line}: {failed:?}");
        assert!(failed.err.contains("check the network"), "{line}: {failed:?}");
    }
}

#[test]
fn a_closed_pipe_ends_a_command_quietly() {
    let world = prepared();
    for line in COMMANDS.iter().filter(|line| !line.contains("listen")) {
        let mut child = world.command(&line.split(' ').collect::<Vec<_>>());
        let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = outcome(child.wait_with_output().unwrap());
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{line}");
    }
}

#[test]
fn no_output_is_wider_than_a_narrow_terminal_needs() {
    let world = prepared();
    for line in ["apps ls", "presets ls", "webhooks ls", "doctor"] {
        let mut command = world.command(&line.split(' ').collect::<Vec<_>>());
        let shown = outcome(command.envs([("COLUMNS", "40"), ("LANG", "C")]).output().unwrap());
        assert!(shown.out.is_ascii() && shown.code == Some(0), "{line}: {shown:?}");
        // An identifier with its label is never shortened.
        let widest = shown.out.lines().map(str::len).max().unwrap_or_default();
        assert!(widest <= 50 || line == "doctor", "{line}: {}", shown.out);
    }
}
