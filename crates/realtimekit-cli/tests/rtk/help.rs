//! Help, completion and manual pages.

use std::collections::BTreeSet;

use crate::world::{World, outcome, snapshot};

/// All commands; those below `rtk api` are generated.
const COMMANDS: &[&str] = &[
    "api",
    "apply",
    "apps",
    "apps ensure",
    "apps ls",
    "apps show",
    "completion",
    "doctor",
    "emulator",
    "emulator stop",
    "join",
    "kick",
    "livestream",
    "livestream create",
    "livestream ls",
    "livestream show",
    "livestream start",
    "livestream stop",
    "login",
    "logout",
    "man",
    "meetings",
    "meetings create",
    "meetings end",
    "meetings ls",
    "meetings open",
    "meetings show",
    "plan",
    "presets",
    "presets delete",
    "presets edit",
    "presets ensure",
    "presets ls",
    "presets show",
    "record",
    "recordings",
    "recordings archive",
    "recordings download",
    "recordings ls",
    "recordings show",
    "session",
    "session attendance",
    "session chat",
    "session export",
    "session ls",
    "session show",
    "session summary",
    "session transcript",
    "webhooks",
    "webhooks delete",
    "webhooks ensure",
    "webhooks listen",
    "webhooks ls",
    "webhooks replay",
    "webhooks show",
    "who",
];

#[test]
fn help_names_arguments_and_options() {
    let world = World::new();
    snapshot("help", &world.transcript(&["--help"]));
    for line in COMMANDS {
        let arguments: Vec<&str> = line.split(' ').chain(["--help"]).collect();
        let help = world.transcript(&arguments);
        // Those are the same everywhere.
        let own = help.split("\nGlobal options:").next().unwrap_or(&help);
        snapshot(&format!("help {line}").replace(' ', "_"), own);
    }
}

#[test]
fn every_command_has_a_manual_page_and_is_in_this_test() {
    let world = World::new();
    let written = world.run(&["man", "pages"]);
    assert_eq!(written.code, Some(0), "{written}");
    let pages = std::fs::read_dir(world.home.path().join("pages")).unwrap();
    let mut pages: BTreeSet<String> = pages.map(|page| page.unwrap().file_name().into_string().unwrap()).collect();
    assert!(pages.contains("rtk-api-meetings-create.1"), "generated commands have pages too");
    pages.retain(|page| !page.starts_with("rtk-api-") && !page.contains("help"));
    let known = COMMANDS.iter().map(|line| format!("rtk-{}.1", line.replace(' ', "-"))).chain(["rtk.1".to_owned()]);
    assert_eq!(pages, known.collect());
}

#[test]
fn completion_offers_commands_and_identifiers_of_the_last_list() {
    let world = World::demo();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = world.run(&["completion", shell]);
        assert!(script.code == Some(0) && script.out.contains("RTK_COMPLETE"), "{script}");
    }
    let id = world.meeting("Planning");
    let offered = |words: &[&str]| {
        let mut command = world.bare(&[&["--", "rtk"], words].concat());
        outcome(command.env("RTK_COMPLETE", "fish").output().unwrap()).out
    };
    assert!(offered(&["meet"]).contains("meetings"));
    let ids = offered(&["meetings", "show", ""]);
    assert!(ids.contains(&id) && ids.contains("Planning"), "{ids}");
    assert!(offered(&["api", "meetings", "cr"]).contains("create"));
    assert!(offered(&["api", "meetings", "list", "--status", ""]).contains("INACTIVE"));
}

#[test]
fn completion_offers_files_and_what_begins_as_it_was_typed() {
    let world = World::demo();
    world.file("rtk-app.toml", "");
    let offered = |words: &[&str]| {
        let mut command = world.bare(&[&["--", "rtk"], words].concat());
        let offered = outcome(command.env("RTK_COMPLETE", "fish").output().unwrap()).out;
        offered.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for words in [
        &["plan", "rtk-"][..],
        &["apply", "rtk-"],
        &["presets", "edit", "a", "--file", "rtk-"],
        &["presets", "ensure", "a", "--file", "rtk-"],
        &["webhooks", "replay", "--body", "rtk-"],
    ] {
        assert_eq!(offered(words), ["rtk-app.toml"], "{words:?}");
    }
    let id = world.meeting("Planning");
    let begins = &id[..3];
    for title in [format!("{begins}-standup"), format!("{begins} with spaces"), "Other".to_owned()] {
        assert_eq!(world.run(&["meetings", "create", &title]).code, Some(0));
    }
    world.run(&["meetings", "ls"]);
    let candidates = offered(&["meetings", "show", begins]);
    assert!(candidates.contains(&id) && candidates.contains(&format!("{begins}-standup")), "{candidates:?}");
    assert!(candidates.iter().all(|one| one.starts_with(begins) && !one.contains(' ')), "{candidates:?}");
    assert_eq!(offered(&["meetings", "show", "Oth"]), ["Other"]);
}

#[test]
fn the_version_is_that_of_the_crate() {
    let world = World::new();
    for line in [&["--version"][..], &["-V"], &["--verbose", "--version"]] {
        let outcome = world.run(line);
        assert_eq!((outcome.code, outcome.out), (Some(0), format!("rtk {}\n", env!("CARGO_PKG_VERSION"))), "{line:?}");
    }
}

#[test]
fn help_of_help_is_help() {
    let world = World::new();
    for line in
        [&["help", "--help"][..], &["help", "-h"], &["meetings", "help", "--help"], &["api", "meetings", "help", "-h"]]
    {
        let outcome = world.run(line);
        assert!(outcome.code == Some(0) && outcome.out.contains("Usage: rtk"), "{line:?}: {outcome}");
    }
}
