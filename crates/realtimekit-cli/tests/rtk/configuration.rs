//! Commands that configure an app: webhooks, presets, plan, apply; and doctor.

use crate::world::{World, outcome, snapshot};

const MANIFEST: &str = r#"
[presets.doctor]
template = "group_call"
permissions.can_record = false

[presets.patient]
template = "group_call"
role = "participant"

[webhooks.production]
url = "https://clinic.example.com/hooks"
events = ["meeting.ended", "recording.statusUpdate"]
"#;

#[test]
fn webhooks_are_listed_ensured_and_deleted() {
    let world = World::fixed();
    snapshot(
        "webhooks_are_listed_ensured_and_deleted",
        &world.transcripts(&[
            "webhooks ls",
            "webhooks ensure production https://example.com/hooks --events meeting.started --dry-run",
            "webhooks ensure production https://example.com/hooks --events meeting.started",
            "webhooks ensure production https://example.com/hooks --events meeting.started",
            "webhooks ensure production https://example.com/hooks --events meeting.started,meeting.ended --json",
            "webhooks ls",
            "webhooks ls --json",
            "webhooks show production",
            "webhooks show absent",
            "webhooks delete production",
            "webhooks delete production --dry-run",
            "webhooks delete https://example.com/hooks --yes",
            "webhooks ls --jsonl",
            "webhooks ensure all https://example.com/all --dry-run --curl",
        ]),
    );
}

#[test]
fn passwords_in_urls_of_webhooks_are_redacted() {
    let world = World::fixed();
    let url = "https://user:s3cr3t@example.com/hooks";
    let file = world.file("rtk.toml", &format!("[webhooks.a]\nurl = \"{url}\"\nevents = [\"meeting.ended\"]\n"));
    let other = world
        .file("other.toml", "[webhooks.a]\nurl = \"https://u:s3cr3t2@example.com/\"\nevents = [\"meeting.ended\"]\n");
    for command in [
        &["plan", &file][..],
        &["apply", &file, "--yes"],
        &["plan", &other],
        &["plan", &other, "--json"],
        &["webhooks", "ls"],
        &["webhooks", "ls", "--json"],
        &["webhooks", "show", "a"],
        &["api", "webhooks", "list"],
        &["webhooks", "delete", "a"],
    ] {
        let printed = world.run(command);
        assert!(!printed.to_string().contains("s3cr3t"), "{command:?}: {printed}");
    }
    let shown = world.run(&["webhooks", "show", "a", "--show-secrets"]);
    assert!(shown.out.contains(url), "{shown}");
    assert!(world.run(&["webhooks", "delete", url, "--yes"]).out.contains("user:[redacted]@"));
}

#[test]
fn apps_are_listed_shown_and_ensured() {
    let world = World::fixed();
    snapshot(
        "apps_are_listed_shown_and_ensured",
        &world.transcripts(&[
            "apps ls",
            "apps ensure Clinic --dry-run",
            "apps ensure Clinic",
            "apps ensure Clinic --json --fields name,outcome",
            "apps show clinic --fields name",
            "apps show absent",
            "apps show Clinic --curl",
        ]),
    );
    assert_eq!(world.emulator.executed("apps_create"), 1);
}

#[test]
fn presets_are_listed_edited_and_ensured() {
    let world = World::fixed();
    snapshot("presets_are_listed_edited_and_ensured", &world.transcripts(&[
        "presets ls",
        "presets ensure student --template group_call --role participant --dry-run",
        "presets ensure student --template group_call --role participant --set permissions.can_edit_display_name=true",
        "presets show student",
        "presets show student --fields name,permissions.can_edit_display_name --json",
        "presets edit student --set permissions.can_edit_display_name=false --dry-run",
        "presets edit student --set permissions.can_edit_display_name=false --set config.media.video.frame_rate=15",
        "presets edit student --set permissions.can_edit_display_name=false --json",
        "presets edit student --set permissions.can_edit_displayname=true",
        "presets edit student --set config.media.video.frame_rate=999",
        "presets edit student --set a..b=1",
        "presets edit absent --set name=x",
        "presets ensure other --set name=other",
        "presets ensure other --role viewer",
        "presets delete student",
        "presets delete student absent --yes",
        "presets delete student --dry-run --fields id",
        "presets delete student --yes",
        "presets delete student --yes",
    ]));
}

#[test]
fn an_object_that_is_named_twice_is_deleted_once() {
    let world = World::demo();
    let deleted = world.run(&["presets", "delete", "group_call_guest", "group_call_guest", "--yes"]);
    assert_eq!((deleted.code, deleted.out.as_str()), (Some(0), "Deleted the preset group_call_guest\n"), "{deleted}");
    let kicked = world.run(&["kick", "Town hall", "mary", "Mary", "--yes", "--json"]);
    assert_eq!((kicked.code, kicked.json()), (Some(0), serde_json::json!({ "removed": ["Mary"] })), "{kicked}");
}

#[test]
fn names_are_printed_without_control_characters() {
    let world = World::fixed();
    let name = "a\u{1b}[2J\nb";
    let url = "https://example.com/hooks";
    for arguments in [
        &["apps", "ensure", name][..],
        &["presets", "ensure", name, "--template", "group_call"],
        &["webhooks", "ensure", name, url],
        &["presets", "delete", name, "--yes"],
        &["webhooks", "delete", url, "--yes"],
    ] {
        let outcome = world.run(arguments);
        assert_eq!((outcome.code, outcome.out.contains("a [2J b")), (Some(0), true), "{arguments:?}: {outcome}");
        assert!(!outcome.out.contains('\u{1b}'), "{arguments:?}: {outcome}");
    }
}

#[test]
fn a_file_is_applied_once() {
    let world = World::fixed();
    let file = world.file("rtk.toml", MANIFEST);
    let lines = [
        "plan FILE",
        "plan FILE --exit-code",
        "apply FILE",
        "apply FILE --yes",
        "apply FILE",
        "plan FILE --exit-code --json",
    ];
    let first =
        lines.map(|line| world.transcript(&line.replace("FILE", &file).split(' ').collect::<Vec<_>>())).join("\n");
    world.file("rtk.toml", &MANIFEST.replace("can_record = false", "can_record = true").replace("production", "live"));
    let second = ["plan FILE", "apply FILE --yes --json"];
    let second =
        second.map(|line| world.transcript(&line.replace("FILE", &file).split(' ').collect::<Vec<_>>())).join("\n");
    snapshot("a_file_is_applied_once", &format!("{first}\n{second}"));
    let written = ["presets_create", "presets_update", "webhooks_create", "webhooks_update"];
    assert_eq!(written.map(|operation| world.emulator.executed(operation)), [2, 1, 1, 1]);
}

#[test]
fn a_file_may_name_the_app_and_be_yaml_or_json() {
    let world = World::new();
    let yaml = world.file("rtk.yaml", "app: Clinic\npresets:\n  doctor: { template: webinar }\nwebhooks:\n  a:\n    url: https://example.com/a\n    events: [meeting.ended]\n");
    let planned = world.run(&["plan", &yaml]);
    assert_eq!(
        planned.out, "app Clinic: would be created\npreset doctor: would be created\nwebhook a: would be created\n",
        "{}",
        planned.err
    );
    let applied = world.run(&["apply", &yaml, "--yes"]);
    assert_eq!(applied.out, "app Clinic: created\npreset doctor: created\nwebhook a: created\n", "{}", applied.err);
    let json = world.file("rtk.json", r#"{"app": "Clinic", "presets": {"doctor": {"template": "webinar"}}}"#);
    let applied = world.run(&["apply", &json]);
    assert_eq!(
        (applied.code, applied.out.as_str()),
        (Some(0), "app Clinic: unchanged\npreset doctor: unchanged\n"),
        "{}",
        applied.err
    );
    let apps = world.run(&["apps", "ls"]);
    assert!(apps.out.contains("Clinic"), "{}", apps.out);
}

#[test]
fn files_have_any_letter_case_and_byte_order_marks() {
    let world = World::new();
    for (name, text) in [
        ("A.JSON", r#"{"presets": {"a": {"template": "webinar"}}}"#),
        ("B.Yaml", "presets: { a: { template: webinar } }\n"),
        ("C.toml", "[presets.a]\ntemplate = \"webinar\"\n"),
    ] {
        for mark in ["", "\u{feff}"] {
            let planned = world.run(&["plan", &world.file(name, &format!("{mark}{text}"))]);
            assert_eq!(
                (planned.code, planned.out.as_str()),
                (Some(0), "preset a: would be created\n"),
                "{name}: {planned}"
            );
        }
    }
}

#[test]
fn edits_of_presets_are_checked() {
    let world = World::new();
    for (assignment, expected) in [
        ("config.max_screenshare_count=few", "config.max_screenshare_count: a whole number is expected"),
        ("name=", "name: the name of a preset is expected, but it is empty"),
        ("id=x", "id: unknown key"),
    ] {
        let refused = world.run(&["presets", "edit", "group_call_host", "--set", assignment]);
        assert_eq!((refused.code, refused.err.contains(expected)), (Some(2), true), "{assignment}: {refused}");
    }
    assert!(world.emulator.received("presets_update").is_empty());
}

#[test]
fn what_is_wrong_in_a_file_is_named_before_anything_is_sent() {
    let world = World::new();
    for (name, text, expected) in [
        (
            "a.toml",
            "[presets.doctor]\ntemplate = \"group_call\"\npermissions.can_recrod = true\n",
            "a.toml: presets.doctor.permissions.can_recrod: unknown key, did you mean can_record?",
        ),
        ("b.toml", "app = \"a\"\nb = [\n", "b.toml: line 2: "),
        ("c.yaml", "a: [\n", "c.yaml: line "),
        ("d.json", "{", "d.json: EOF while parsing"),
        ("f.yaml", "- a\n", "f.yaml: a table is expected, not a list"),
        ("g.yaml", "5\n", "g.yaml: a table is expected, not a number"),
        ("h.yaml", "null\n", "h.yaml: a table is expected, not null"),
        ("i.json", "[]", "i.json: a table is expected, not a list"),
        ("j.json", "{}", "j.json: a table is expected, but there is nothing in it"),
        ("k.yaml", "", "k.yaml: a table is expected, but there is nothing in it"),
        ("l.toml", "\n# nothing\n", "l.toml: a table is expected, but there is nothing in it"),
        (
            "M.JSON",
            r#"{"presets": {"a": {"template": "webinar", "permissions": {"can_record": true, "can_record": false}}}}"#,
            "M.JSON: the key presets.a.permissions.can_record occurs twice at line 1",
        ),
        (
            "n.yaml",
            "webhooks:\n  a: { url: 'https://a', events: [meeting.ended] }\n  b: { url: 'https://a/', events: [nope] }\n",
            "n.yaml: webhooks.b.events: there is no event \"nope\": the events are meeting.started, ",
        ),
        (
            "o.yaml",
            "webhooks:\n  a: { url: 'https://a', events: [meeting.ended] }\n  b: { url: 'https://a/', events: [meeting.started] }\n",
            "o.yaml: webhooks.b.url: webhooks.a has the same URL",
        ),
        (
            "p.toml",
            "[presets.a]\ntemplate = \"webinar\"\nconfig.max_screenshare_count = \"few\"\n",
            "p.toml: presets.a.config.max_screenshare_count: a whole number is expected",
        ),
        (
            "e.toml",
            "[webhooks.a]\nurl = \"example.com\"\n",
            "webhooks.a.events is missing; webhooks.a.url: a URL is expected",
        ),
    ] {
        let file = world.file(name, text);
        for command in ["plan", "apply"] {
            let refused = world.run(&[command, &file]);
            assert_eq!((refused.code, refused.err.lines().count()), (Some(2), 1), "{}", refused.err);
            assert!(refused.err.contains(expected), "{}", refused.err);
        }
    }
    assert_eq!(world.run(&["plan", "absent.toml"]).code, Some(2));
    let list = world.run(&["presets", "ensure", "a", "--template", "webinar", "--file", "f.yaml"]);
    assert_eq!((list.code, list.err.as_str()), (Some(2), "rtk: f.yaml: a table is expected, not a list\n"), "{list}");
    let named = world.file("app.toml", "app = \"Clinic\"\n");
    let two = world.run(&["plan", &named, "--app", "0d1c6a52-8f4e-4a8e-9d0f-64f1f0f1b001"]);
    assert_eq!((two.code, two.err.contains("names the app \"Clinic\", and --app another")), (Some(2), true), "{two}");
    assert_eq!(world.emulator.received_all().len(), 0);
}

#[test]
fn what_was_done_before_a_failure_is_printed() {
    let world = World::new();
    let file = world.file("rtk.toml", MANIFEST);
    world.emulator.fault("webhooks_create").status(400).message("no more webhooks");
    let failed = world.run(&["apply", &file, "--yes"]);
    assert_eq!((failed.code, failed.out.as_str()), (Some(1), "preset doctor: created\npreset patient: created\n"));
    assert!(failed.err.contains("no more webhooks"), "{}", failed.err);
    world.emulator.clear_faults();
    let applied = world.run(&["apply", &file, "--yes"]);
    assert_eq!(applied.out, "preset doctor: unchanged\npreset patient: unchanged\nwebhook production: created\n");
}

#[test]
fn doctor_reports_what_is_wrong() {
    let world = World::fixed();
    let mut text = world.transcripts(&["doctor", "doctor --json", "doctor --app absent"]);
    let mut command = world.command(&["doctor"]);
    let wrong =
        outcome(command.env("CLOUDFLARE_API_TOKEN", "wrong-token-0123456789abcdefghijklmnop").output().unwrap());
    assert_eq!(wrong.code, Some(4), "{}", wrong.err);
    assert!(!wrong.err.contains("wrong-token") && !wrong.out.contains("wrong-token"), "{}", wrong.err);
    text.push_str(&wrong.out.replace(world.emulator.base_url(), "BASE_URL"));
    text.push_str(&wrong.err);
    let mut command = world.command(&["doctor"]);
    let account = outcome(command.env("CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef").output().unwrap());
    assert!(account.code == Some(4) && account.out.contains("suspect  account: "), "{account}");
    snapshot("doctor_reports_what_is_wrong", &text);
}
