//! Input that is refused before anything is sent.

use crate::world::World;

/// Runs commands that must fail with exit code 2 and name what is wrong, without a request.
fn are_refused(world: &World, commands: &[(&[&str], &str)]) {
    for (command, expected) in commands {
        world.emulator.forget_received();
        let refused = world.run(command);
        assert_eq!(refused.code, Some(2), "{command:?}: {refused}");
        assert!(refused.err.contains(expected), "{command:?}: {refused}");
        assert!(refused.out.is_empty() && world.emulator.received_all().is_empty(), "{command:?}: {refused}");
    }
}

#[test]
fn unknown_fields_are_refused_and_the_known_ones_listed() {
    let world = World::demo();
    let meeting = world.meeting("Town hall");
    let file = world.file("rtk.toml", "[presets.doctor]\ntemplate = \"group_call\"\n");
    are_refused(
        &world,
        &[
            (&["meetings", "ls", "--fields", "id,titel"], "there is no field \"titel\": the fields are "),
            (&["meetings", "ls", "--fields", "x", "--json"], "created_at, id, "),
            (&["meetings", "show", &meeting, "--fields", "recording_config.x"], "recording_config has no field \"x\""),
            (&["meetings", "create", "New", "--fields", "x"], "the fields are "),
            (&["meetings", "end", &meeting, "--yes", "--fields", "x"], "people_removed"),
            (&["who", "--fields", "x"], "custom_participant_id"),
            (&["join", &meeting, "user", "-p", "group_call_host", "--fields", "x"], "token"),
            (&["recordings", "download", "weekly", "--fields", "x"], "received"),
            (&["session", "ls", "--jsonl", "--fields", "x"], "live_participants"),
            (&["livestream", "start", &meeting, "--fields", "x"], "playback_url"),
            (&["presets", "show", "group_call_host", "--fields", "x"], "permissions"),
            (&["webhooks", "ls", "--fields", "x"], "url"),
            (&["plan", &file, "--fields", "x"], "outcome"),
            (&["doctor", "--fields", "x"], "findings"),
            (&["api", "meetings", "list", "--all", "--fields", "x"], "persist_chat"),
        ],
    );
    // An optional field that no item has is known all the same, and one inside an object too.
    for fields in ["id,session_keep_alive_time_in_secs", "title,recording_config.max_seconds"] {
        let listed = world.run(&["meetings", "ls", "--json", "--fields", fields]);
        assert_eq!(listed.code, Some(0), "{listed}");
    }
    let rows = world.run(&["session", "attendance", "Weekly sync", "--fields", "x"]);
    assert!(rows.code == Some(2) && rows.err.contains("intervals") && rows.out.is_empty(), "{rows}");
    let found =
        world.run(&["session", "attendance", "Weekly sync", "--jsonl", "--fields", "name,intervals.0.joined_at"]);
    assert!(found.code == Some(0) && found.out.contains("intervals.0.joined_at"), "{found}");
    let below = world.run(&["session", "attendance", "Weekly sync", "--fields", "name.x"]);
    assert!(below.code == Some(2) && below.err.contains("name is one value"), "{below}");
}

#[test]
fn unknown_events_are_refused_and_the_known_ones_listed() {
    let world = World::new();
    let url = "https://example.com/hooks";
    are_refused(
        &world,
        &[
            (
                &["webhooks", "ensure", "a", url, "--events", "meeting.begun"],
                "\"meeting.begun\": the events are meeting.started, ",
            ),
            (&["webhooks", "listen", "--events", "meeting.ended,x"], "--events: there is no event \"x\""),
            (&["webhooks", "replay", "--event", "x", "--dry-run"], "--event: there is no event \"x\""),
            (&["webhooks", "replay", "--event", "", "--dry-run"], "--event: there is no event \"\""),
        ],
    );
}

#[test]
fn empty_arguments_are_refused_by_name() {
    let world = World::demo();
    let meeting = world.meeting("Town hall");
    let body = world.file("body.json", "not JSON");
    let list = world.file("list.json", "[]");
    let twice = world.file("twice.json", "{\"a\": 1, \"a\": 2}");
    let url = "http://127.0.0.1:9";
    are_refused(
        &world,
        &[
            (&["join", &meeting, "", "-p", "group_call_host"], "<USER>"),
            (&["join", &meeting, "user", "-p", ""], "--preset <PRESET>"),
            (&["join", "", "user", "-p", "group_call_host"], "the meeting is empty"),
            (&["meetings", "show", " "], "the meeting is empty"),
            (&["kick", &meeting, ""], "[PEOPLE]"),
            (
                &[
                    "presets",
                    "ensure",
                    "a",
                    "--template",
                    "webinar",
                    "--set",
                    r#"config={"view_type":"a","view_type":"b"}"#,
                ],
                "the key view_type occurs twice",
            ),
            (&["presets", "ensure", "a", "--template", "webinar", "--set", "config={"], "JSON is expected: EOF"),
            (&["webhooks", "replay", "--body", &twice, "--forward", url], "the key a occurs twice"),
            (&["presets", "ensure", "a", "--template", "webinar", "--set", "name=b"], "the preset is \"a\", not \"b\""),
            (
                &["webhooks", "listen", "--key-origin", "x"],
                "--key-origin: the origin of the webhook key, \"x\", is not a URL",
            ),
            (&["man", "-"], "a folder is expected"),
            (&["logout", "--profile", "absent"], "there is no profile absent"),
            (&["meetings", "ls", "--profile", "absent"], "there is no profile absent"),
            (&["meetings", "ls", "--fields", "title.x"], "title is one value"),
            (&["presets", "ensure", "", "--template", "group_call"], "<NAME>"),
            (&["webhooks", "ensure", "", "https://example.com"], "<NAME>"),
            (&["apps", "ensure", ""], "<NAME>"),
            (&["api", "meetings", "create", "--body", "[]"], "--body: a JSON object is expected, not a list"),
            (&["api", "meetings", "create", "--body", "1"], "--body: a JSON object is expected, not one value"),
            (&["webhooks", "replay", "", "--forward", url], "[IDS]"),
            (&["webhooks", "replay", "--body", &body, "--forward", url], "--body: "),
            (&["webhooks", "replay", "--body", &list, "--forward", url], "is not a JSON object"),
        ],
    );
}

#[test]
fn commands_of_several_requests_say_what_to_use_instead_of_curl() {
    let world = World::demo();
    let file = world.file("rtk.toml", "[presets.doctor]\ntemplate = \"group_call\"\n");
    are_refused(
        &world,
        &[
            (&["plan", &file, "--curl"], "`rtk plan FILE` shows"),
            (&["apply", &file, "--curl"], "`rtk plan FILE` shows"),
            (&["doctor", "--curl"], "`rtk api apps list --curl`"),
            (&["who", "--curl"], "`rtk api sessions list --status LIVE --curl`"),
            (&["who", "Town hall", "--curl"], "`rtk api active-session get MEETING --curl`"),
            (&["who", "--every-meeting", "--curl"], "this command sends several"),
            (&["webhooks", "listen", "--curl"], "`rtk api webhooks create --curl`"),
            (&["session", "export", "Weekly sync", "export", "--curl"], "`rtk api sessions get SESSION --curl`"),
            (&["recordings", "archive", "archive", "--curl"], "`rtk api recordings list"),
            (&["presets", "ensure", "a", "--template", "webinar", "--curl"], "use --dry-run"),
            (&["emulator", "--curl"], "this command sends none"),
        ],
    );
    let emulator = world.run(&["emulator", "--env", "--curl"]);
    assert_eq!((emulator.code, emulator.out.as_str()), (Some(2), "false\n"), "{emulator}");
    assert!(!world.home.path().join("archive").exists() && !world.home.path().join("export").exists());
}

#[test]
fn json_that_cannot_be_read_is_not_quoted() {
    let world = World::demo();
    let twice = r#"{"title": "a", "recording_config": {"max_seconds": 60, "max_seconds": 70}}"#;
    are_refused(
        &world,
        &[
            (
                &["api", "meetings", "create", "--body", r#"{"title": "S3CRET""#],
                "EOF while parsing an object at line 1",
            ),
            (
                &["api", "meetings", "create", "--body", twice],
                "the key recording_config.max_seconds occurs twice at line 1",
            ),
        ],
    );
    let refused =
        world.run(&["api", "meetings", "create", "--body", &format!("{{\"S3CRET\": {}", "1".repeat(100_000))]);
    assert!(refused.err.len() < 300 && !refused.err.contains("S3CRET"), "{refused}");
    world.file("body.json", "\u{feff}{\"title\": \"Marked\"}");
    let created = world.run(&["api", "meetings", "create", "--body", "@body.json"]);
    assert_eq!((created.code, created.json()["title"].as_str()), (Some(0), Some("Marked")), "{created}");
}

#[test]
fn options_that_the_output_would_ignore_are_refused() {
    let world = World::demo();
    let transcript = ["session", "transcript", "Weekly sync"];
    let attendance = ["session", "attendance", "Weekly sync", "--csv"];
    let cases: Vec<(Vec<&str>, &str)> = vec![
        (
            [&transcript[..], &["--fields", "nope"]].concat(),
            "--fields: the output for people has no fields: add --json",
        ),
        ([&transcript[..], &["--format", "srt", "--json"]].concat(), "--format and --json exclude each other"),
        ([&transcript[..], &["--format", "text", "--jsonl"]].concat(), "--format and --jsonl exclude each other"),
        ([&attendance[..], &["--json"]].concat(), "--csv and --json exclude each other"),
        ([&attendance[..], &["--jsonl"]].concat(), "--csv and --jsonl exclude each other"),
        ([&attendance[..], &["--fields", "name"]].concat(), "--csv and --fields exclude each other"),
        (vec!["webhooks", "listen", "--fields", "id"], "--fields: the output for people has no fields"),
    ];
    for (command, expected) in &cases {
        are_refused(&world, &[(command, expected)]);
    }
    let chosen = world.run(&[&transcript[..], &["--jsonl", "--fields", "nope"]].concat());
    assert!(chosen.code == Some(2) && chosen.err.contains("there is no field \"nope\""), "{chosen}");
}

#[test]
fn curl_prints_the_request_that_is_sent() {
    let world = World::demo();
    for list in [&["meetings", "ls"][..], &["recordings", "ls", "--limit", "7"]] {
        let printed = world.run(&[list, &["--curl"]].concat());
        world.emulator.forget_received();
        assert_eq!(world.run(list).code, Some(0));
        let sent = world.emulator.received_all();
        assert!(sent[0].query.iter().any(|(name, _)| name == "per_page"));
        for (name, value) in &sent[0].query {
            assert!(printed.out.contains(&format!("{name}={value}")), "{name}={value}: {printed}");
        }
    }
}
