//! The commands for tasks: tables, JSON, and what they do.

use crate::world::{World, snapshot};

/// The name of a snapshot.
fn name(form: &str, command: &[&str]) -> String {
    format!("{form} {}", command.join(" ")).replace(' ', "_")
}

#[test]
fn lists_and_objects_have_tables_and_json() {
    let world = World::demo();
    for command in [
        &["meetings", "ls"][..],
        &["meetings", "show", "Weekly sync"],
        &["who"],
        &["who", "Town hall"],
        &["session", "ls"],
        &["recordings", "ls"],
        &["livestream", "ls"],
    ] {
        snapshot(&name("table", command), &world.transcript(command));
        snapshot(&name("json", command), &world.transcript(&[command, &["--json"]].concat()));
    }
    let fields = ["meetings ls --jsonl --fields title,status", "meetings ls --fields title,created_at"];
    snapshot("chosen_fields", &world.transcripts(&fields));
}

#[test]
fn what_is_left_of_a_session_is_shown_and_exported() {
    let world = World::demo();
    for part in ["show", "attendance", "transcript", "chat", "summary"] {
        snapshot(&format!("session_{part}"), &world.transcript(&["session", part, "Weekly sync"]));
    }
    let table = world.run(&["session", "attendance", "Weekly sync", "--csv"]);
    assert!(table.out.starts_with("custom_participant_id,name,") && table.out.contains("\r\nada,Ada,"), "{table}");
    let people = world.run(&["session", "attendance", "Weekly sync", "--json"]).json();
    assert!(people[0]["intervals"][0]["joined_at"].is_string(), "{people}");
    let subtitles = world.run(&["session", "transcript", "Weekly sync", "--format", "vtt"]);
    assert!(subtitles.out.starts_with("WEBVTT"), "{subtitles}");
    for part in ["transcript", "summary"] {
        let (waited, not) = (["session", part, "Weekly sync", "--wait", "60"], ["session", part, "Weekly sync"]);
        assert_eq!(world.run(&waited).out, world.run(&not).out, "{part}");
    }
    snapshot("session_export", &world.transcript(&["session", "export", "Weekly sync", "export"]));
    assert!(world.home.path().join("export/attendance.csv").exists());
}

#[test]
fn recordings_are_downloaded_and_archived() {
    let world = World::demo();
    let running = world.run(&["recordings", "ls", "--status", "recording", "--json"]).json();
    let running = running[0]["id"].as_str().unwrap();
    let pending = world.run(&["recordings", "download", running]);
    assert!(pending.code == Some(3) && pending.err.contains("--wait"), "{pending}");
    let waited = world.run(&["recordings", "download", running, "--wait", "1"]);
    assert!(waited.code == Some(1) && waited.err.contains("RECORDING"), "{waited}");
    let uploaded = world.run(&["recordings", "ls", "--status", "uploaded", "--json"]).json();
    let ids: Vec<&str> =
        uploaded.as_array().unwrap().iter().map(|recording| recording["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 2);
    for id in &ids {
        let outcome = world.run(&["recordings", "download", &id[..8], "--to", "files"]);
        assert_eq!(outcome.code, Some(0), "{outcome}");
    }
    assert!(std::fs::read_dir(world.home.path().join("files")).unwrap().count() >= 2);
    snapshot("recordings_archive", &world.transcript(&["recordings", "archive", "archive"]));
    let again = world.run(&["recordings", "archive", "archive"]);
    assert!(again.out.starts_with("0 files copied"), "{again}");
}

#[test]
fn a_meeting_is_created_joined_recorded_and_ended() {
    let world = World::demo();
    let created = world.run(&["meetings", "create", "Rehearsal", "--record", "--json"]).json();
    assert_eq!((&created["title"], &created["record_on_start"]), (&"Rehearsal".into(), &true.into()));
    let id = created["id"].as_str().unwrap();
    let token = world.run(&["join", "Rehearsal", "user-42", "--preset", "group_call_host", "--name", "Mary"]);
    assert_eq!((token.code, token.out.lines().count()), (Some(0), 1), "{token}");
    assert!(token.out.starts_with("eyJ"), "{token}");
    let template = "https://example.com/{meeting}?token={token}";
    let link = world.run(&["join", id, "user-42", "-p", "group_call_host", "--url", template]);
    assert!(link.out.starts_with(&format!("https://example.com/{id}?token=eyJ")), "{link}");
    let added = world.emulator.received("participants_add");
    assert!(added[1].body.get("name").is_none(), "without --name the person keeps theirs: {}", added[1].body);

    let joined = world.run(&["join", id, "user-42", "-p", "group_call_host", "--name", "Mary", "--json"]).json();
    world.emulator.join(id, joined["participant_id"].as_str().unwrap()).unwrap();
    let who = world.run(&["who", "Rehearsal", "--json"]).json();
    assert_eq!(who[0]["custom_participant_id"], "user-42");
    for action in ["pause", "resume", "stop"] {
        world.emulator.advance(std::time::Duration::from_secs(30));
        let outcome = world.run(&["record", "Rehearsal", action]);
        assert_eq!(outcome.code, Some(0), "{action}: {outcome}");
    }
    let kicked = world.run(&["kick", "Rehearsal", "Mary"]);
    assert_eq!(kicked.code, Some(2), "without a terminal it must not ask: {kicked}");
    let kicked = world.run(&["kick", "Rehearsal", "Mary", "--yes"]);
    assert_eq!((kicked.code, kicked.out.as_str()), (Some(0), "Removed Mary\n"), "{kicked}");

    let ended = world.run(&["meetings", "end", "Rehearsal", "--yes", "--json"]).json();
    assert_eq!(ended["id"], id);
    assert_eq!(world.run(&["meetings", "show", id, "--json"]).json()["status"], "INACTIVE");
    let opened = world.run(&["meetings", "open", "Rehearsal", "--json"]).json();
    assert_eq!(opened["status"], "ACTIVE");
}

#[test]
fn a_join_into_a_meeting_that_was_ended_is_warned_of() {
    let world = World::demo();
    let join = ["join", "Planning", "user-1", "-p", "group_call_host"];
    assert_eq!(world.run(&join).err, "");
    assert_eq!(world.run(&["meetings", "end", "Planning", "--yes"]).code, Some(0));
    let warned = world.run(&join);
    assert_eq!((warned.code, warned.out.lines().count(), warned.err.lines().count()), (Some(0), 1, 1), "{warned}");
    assert!(warned.err.contains("INACTIVE") && warned.err.contains("rtk meetings open"), "{warned}");
}

#[test]
fn titles_of_others_do_no_harm() {
    let world = World::new();
    let title = format!("a\u{1b}]0;x\u{7}\u{202e}{}", "b".repeat(5000));
    let body = serde_json::json!({ "title": title }).to_string();
    assert_eq!(world.run(&["api", "meetings", "create", "--body", &body]).code, Some(0));
    assert_eq!(world.run(&["meetings", "create", "Short"]).code, Some(0));
    let listed = world.run(&["meetings", "ls"]);
    assert!(listed.out.lines().all(|line| line.chars().count() < 200), "{listed}");
    let kept = std::fs::read_to_string(world.home.path().join("state/recent-meetings")).unwrap();
    assert!(!kept.contains(['\u{1b}', '\u{7}', '\u{202e}']) && kept.lines().count() == 2, "{kept:?}");
}

#[test]
fn livestreams_are_started_and_stopped() {
    let world = World::demo();
    world.run(&["meetings", "create", "Gala"]);
    let id = world.meeting("Gala");
    let joined = world.run(&["join", &id, "user-1", "--preset", "livestream_host", "--json"]).json();
    world.emulator.join(&id, joined["participant_id"].as_str().unwrap()).unwrap();
    let started = world.run(&["livestream", "start", "Gala", "--name", "Stage"]);
    assert_eq!(started.code, Some(0), "{started}");
    snapshot("livestream_show", &world.transcript(&["livestream", "show", "Conference stage"]));
    let created = world.run(&["livestream", "create", "Studio", "--json"]);
    let (name, key) = (&created.json()["name"], &created.json()["stream_key"]);
    assert_eq!((name, key), (&"Studio".into(), &"[redacted]".into()), "{created}");
    let dry = world.run(&["livestream", "create", "Studio", "--dry-run"]);
    assert!(dry.out.starts_with("POST ") && dry.out.contains("\"Studio\""), "{dry}");
    let stopped = world.run(&["livestream", "stop", "Gala"]);
    assert_eq!(stopped.code, Some(0), "{stopped}");
}

#[test]
fn names_are_resolved_or_candidates_are_listed() {
    let world = World::demo();
    let id = world.meeting("Planning");
    for name in [id.as_str(), "planning", &id[..6]] {
        let shown = world.run(&["meetings", "show", name, "--fields", "id", "--jsonl"]);
        assert_eq!(shown.json()["id"], id.as_str(), "{name}: {shown}");
    }
    let several = world.run(&["recordings", "show", "Weekly sync"]);
    assert!(several.code == Some(2) && several.err.starts_with("rtk: 2 recordings match"), "{several}");
    let one = world.run(&["recordings", "show", "town hall", "--json"]);
    assert_eq!(one.json()["status"], "RECORDING", "{one}");
    snapshot("an_unknown_name", &world.transcript(&["meetings", "show", "Planing"]));
    world.run(&["meetings", "create", "Planning"]);
    snapshot("an_ambiguous_name", &world.transcript(&["meetings", "show", "Planning"]));
    let short = world.run(&["meetings", "show", &id[..5]]);
    assert_eq!(short.code, Some(3), "{short}");
}

#[test]
fn dry_runs_and_curl_commands_send_nothing_that_changes() {
    let world = World::demo();
    let meeting = world.meeting("Town hall");
    for (name, command) in [
        ("create", &["meetings", "create", "It's \"me\"", "--record"][..]),
        ("end", &["meetings", "end", &meeting]),
        ("open", &["meetings", "open", &meeting]),
        ("join", &["join", &meeting, "user-1", "--preset", "group_call_host"]),
        ("kick", &["kick", &meeting, "--everybody"]),
        ("record", &["record", &meeting, "start"]),
        ("livestream", &["livestream", "start", &meeting]),
    ] {
        world.emulator.forget_received();
        snapshot(&format!("dry_run_{name}"), &world.transcript(&[command, &["--dry-run"]].concat()));
        snapshot(&format!("curl_{name}"), &world.transcript(&[command, &["--curl"]].concat()));
        assert!(world.emulator.received_all().is_empty(), "{name}");
    }
    snapshot("curl_list", &world.transcript(&["meetings", "ls", "--search", "a b", "--curl"]));
}

#[test]
fn the_meeting_that_is_ended_is_shown_with_title_and_id() {
    let world = World::demo();
    let id = world.meeting("Town hall");
    for name in [&id[..6], "town hall", &id] {
        let asked = world.run(&["meetings", "end", name]);
        let question = format!("End the meeting \"Town hall\" ({id}) for everybody?");
        assert_eq!((asked.code, asked.err.contains(&question)), (Some(2), true), "{asked}");
    }
    assert_eq!(world.emulator.executed("meetings_update"), 0);
}

#[test]
fn recordings_that_go_on_are_named() {
    let world = World::demo();
    let id = world.meeting("Town hall");
    let allowed = r#"{"allow_multiple_recordings": true}"#;
    let second = world.run(&["api", "recordings", "start", &id, "--body", allowed]);
    assert_eq!(second.code, Some(0), "{second}");
    world.emulator.advance(std::time::Duration::from_secs(10)); // it is recording then
    let running = || {
        let listed =
            world.run(&["recordings", "ls", "--meeting", &id, "--status", "recording,invoked", "--json"]).json();
        listed.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = running();
    assert_eq!(before.len(), 2);
    let stopped = world.run(&["record", "Town hall", "stop", "--json"]);
    let after = running();
    assert_eq!((stopped.code, after.len()), (Some(0), 1), "{stopped}");
    let expected = format!("Other recordings of the meeting go on: {};", after[0]);
    assert!(stopped.err.starts_with(&expected) && stopped.json()["id"] != after[0].as_str(), "{stopped}");
    let last = world.run(&["record", "Town hall", "stop"]);
    assert_eq!((last.code, last.err.as_str()), (Some(0), ""), "{last}");
}

#[test]
fn chosen_fields_are_no_json_unless_it_is_asked_for() {
    let world = World::demo();
    let joined = world.run(&["join", "Planning", "user-1", "-p", "group_call_host", "--fields", "token"]);
    assert!(joined.code == Some(0) && joined.out.starts_with("token  eyJ"), "{joined}");
    let archived = world.run(&["recordings", "archive", "archive", "--fields", "present,failed"]);
    assert!(archived.code == Some(0) && archived.out.starts_with("present  0\n"), "{archived}");
    let file = world.file("rtk.toml", "[presets.a]\ntemplate = \"webinar\"\n[presets.b]\ntemplate = \"webinar\"\n");
    let planned = world.run(&["plan", &file, "--fields", "name,outcome"]);
    assert_eq!(planned.out, "NAME  OUTCOME\na     created\nb     created\n", "{planned}");
    let ensured = world.run(&["presets", "ensure", "a", "--template", "webinar", "--fields", "outcome"]);
    assert_eq!(ensured.out, "outcome  created\n", "{ensured}");
    let checked = world.run(&["doctor", "--fields", "right"]);
    assert_eq!(checked.out, "right  true\n", "{checked}");
}
