//! The commands for tasks: tables, JSON, and what they do.

use insta::assert_snapshot;

use crate::program::Setup;

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_objects_have_tables_and_json() {
    let setup = Setup::demo().await;
    for command in [
        &["meetings", "ls"][..],
        &["meetings", "show", "Weekly sync"],
        &["who"],
        &["who", "Town hall"],
        &["session", "ls"],
        &["recordings", "ls"],
        &["livestream", "ls"],
    ] {
        assert_snapshot!(format!("table {}", command.join(" ")), setup.rtk(command).await);
        let json = setup.rtk(&[command, &["--json"]].concat()).await;
        assert_snapshot!(format!("json {}", command.join(" ")), json);
    }
    let lines = setup.rtk(&["meetings", "ls", "--jsonl", "--fields", "title,status"]).await;
    assert_snapshot!("jsonl with fields", lines);
    assert_snapshot!("table with fields", setup.rtk(&["meetings", "ls", "--fields", "title,created_at"]).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_of_a_session_is_shown_and_exported() {
    let setup = Setup::demo().await;
    for part in ["show", "attendance", "transcript", "chat", "summary"] {
        let outcome = setup.rtk(&["session", part, "Weekly sync"]).await;
        assert_snapshot!(format!("session {part}"), outcome);
    }
    let subtitles = setup.rtk(&["session", "transcript", "Weekly sync", "--format", "vtt"]).await;
    assert!(subtitles.out.starts_with("WEBVTT"), "{subtitles}");
    assert_snapshot!("session export", setup.rtk(&["session", "export", "Weekly sync", "export"]).await);
    assert!(setup.path().join("export/attendance.csv").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn recordings_are_downloaded_and_archived() {
    let setup = Setup::demo().await;
    let uploaded = setup.rtk(&["recordings", "ls", "--status", "uploaded", "--json"]).await.json();
    let ids: Vec<&str> =
        uploaded.as_array().unwrap().iter().map(|recording| recording["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 2);
    for id in &ids {
        let outcome = setup.rtk(&["recordings", "download", &id[..8], "--to", "files"]).await;
        assert_eq!(outcome.code, Some(0), "{outcome}");
    }
    assert!(std::fs::read_dir(setup.path().join("files")).unwrap().count() >= 2);
    let archived = setup.rtk(&["recordings", "archive", "archive"]).await;
    assert_snapshot!("recordings archive", archived);
    let again = setup.rtk(&["recordings", "archive", "archive"]).await;
    assert!(again.out.starts_with("0 files copied"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_created_joined_recorded_and_ended() {
    let setup = Setup::demo().await;
    let created = setup.rtk(&["meetings", "create", "Rehearsal", "--record", "--json"]).await.json();
    assert_eq!((&created["title"], &created["record_on_start"]), (&"Rehearsal".into(), &true.into()));
    let id = created["id"].as_str().unwrap();
    let token = setup.rtk(&["join", "Rehearsal", "user-42", "--preset", "group_call_host", "--name", "Mary"]).await;
    assert_eq!((token.code, token.out.lines().count()), (Some(0), 1), "{token}");
    assert!(token.out.starts_with("eyJ"), "{token}");
    let template = "https://example.com/{meeting}?token={token}";
    let link = setup.rtk(&["join", id, "user-42", "-p", "group_call_host", "--url", template]).await;
    assert!(link.out.starts_with(&format!("https://example.com/{id}?token=eyJ")), "{link}");

    let joined = setup.rtk(&["join", id, "user-42", "-p", "group_call_host", "--name", "Mary", "--json"]).await.json();
    setup.emulator.join(id, joined["participant_id"].as_str().unwrap()).unwrap();
    let who = setup.rtk(&["who", "Rehearsal", "--json"]).await.json();
    assert_eq!(who[0]["custom_participant_id"], "user-42");
    for action in ["pause", "resume", "stop"] {
        setup.emulator.advance(std::time::Duration::from_secs(30));
        let outcome = setup.rtk(&["record", "Rehearsal", action]).await;
        assert_eq!(outcome.code, Some(0), "{action}: {outcome}");
    }
    let kicked = setup.rtk(&["kick", "Rehearsal", "Mary"]).await;
    assert_eq!(kicked.code, Some(2), "without a terminal it must not ask: {kicked}");
    let kicked = setup.rtk(&["kick", "Rehearsal", "Mary", "--yes"]).await;
    assert_eq!((kicked.code, kicked.out.as_str()), (Some(0), "Removed Mary\n"), "{kicked}");

    let ended = setup.rtk(&["meetings", "end", "Rehearsal", "--yes", "--json"]).await.json();
    assert_eq!(ended["id"], id);
    assert_eq!(setup.rtk(&["meetings", "show", id, "--json"]).await.json()["status"], "INACTIVE");
    let opened = setup.rtk(&["meetings", "open", "Rehearsal", "--json"]).await.json();
    assert_eq!(opened["status"], "ACTIVE");
}

#[tokio::test(flavor = "multi_thread")]
async fn livestreams_are_started_and_stopped() {
    let setup = Setup::demo().await;
    setup.rtk(&["meetings", "create", "Gala"]).await;
    let id = setup.meeting("Gala").await;
    let joined = setup.rtk(&["join", &id, "user-1", "--preset", "livestream_host", "--json"]).await.json();
    setup.emulator.join(&id, joined["participant_id"].as_str().unwrap()).unwrap();
    let started = setup.rtk(&["livestream", "start", "Gala", "--name", "Stage"]).await;
    assert_eq!(started.code, Some(0), "{started}");
    let shown = setup.rtk(&["livestream", "show", "Conference stage"]).await;
    assert_snapshot!("livestream show", shown);
    let stopped = setup.rtk(&["livestream", "stop", "Gala"]).await;
    assert_eq!(stopped.code, Some(0), "{stopped}");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_resolved_or_candidates_are_listed() {
    let setup = Setup::demo().await;
    let id = setup.meeting("Planning").await;
    for name in [id.as_str(), "planning", &id[..6]] {
        let shown = setup.rtk(&["meetings", "show", name, "--fields", "id", "--jsonl"]).await;
        assert_eq!(shown.json()["id"], id.as_str(), "{name}: {shown}");
    }
    assert_snapshot!("an unknown name", setup.rtk(&["meetings", "show", "Planing"]).await);
    setup.rtk(&["meetings", "create", "Planning"]).await;
    assert_snapshot!("an ambiguous name", setup.rtk(&["meetings", "show", "Planning"]).await);
    let short = setup.rtk(&["meetings", "show", &id[..5]]).await;
    assert_eq!(short.code, Some(3), "{short}");
}

#[tokio::test(flavor = "multi_thread")]
async fn dry_runs_and_curl_commands_send_nothing_that_changes() {
    let setup = Setup::demo().await;
    let meeting = setup.meeting("Town hall").await;
    for (name, command) in [
        ("create", &["meetings", "create", "It's \"me\"", "--record"][..]),
        ("end", &["meetings", "end", &meeting]),
        ("open", &["meetings", "open", &meeting]),
        ("join", &["join", &meeting, "user-1", "--preset", "group_call_host"]),
        ("kick", &["kick", &meeting, "--everybody"]),
        ("record", &["record", &meeting, "start"]),
        ("livestream", &["livestream", "start", &meeting]),
    ] {
        setup.emulator.forget_received();
        assert_snapshot!(format!("dry run {name}"), setup.rtk(&[command, &["--dry-run"]].concat()).await);
        assert_snapshot!(format!("curl {name}"), setup.rtk(&[command, &["--curl"]].concat()).await);
        assert!(setup.emulator.received_all().is_empty(), "{name}");
    }
    assert_snapshot!("curl list", setup.rtk(&["meetings", "ls", "--search", "a b", "--curl"]).await);
}
