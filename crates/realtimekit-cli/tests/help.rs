//! Help, completion and manual pages.

use insta::assert_snapshot;

use crate::program::Setup;

/// Commands below the root; those of `rtk api` are generated.
const NOUNS: &[&[&str]] = &[
    &[],
    &["api"],
    &["completion"],
    &["join"],
    &["kick"],
    &["livestream"],
    &["livestream", "ls"],
    &["livestream", "show"],
    &["livestream", "start"],
    &["livestream", "stop"],
    &["login"],
    &["logout"],
    &["man"],
    &["meetings"],
    &["meetings", "create"],
    &["meetings", "end"],
    &["meetings", "ls"],
    &["meetings", "open"],
    &["meetings", "show"],
    &["record"],
    &["recordings"],
    &["recordings", "archive"],
    &["recordings", "download"],
    &["recordings", "ls"],
    &["recordings", "show"],
    &["session"],
    &["session", "attendance"],
    &["session", "chat"],
    &["session", "export"],
    &["session", "ls"],
    &["session", "show"],
    &["session", "summary"],
    &["session", "transcript"],
    &["who"],
];

#[tokio::test(flavor = "multi_thread")]
async fn every_command_has_help() {
    let setup = Setup::demo().await;
    for command in NOUNS {
        let mut help = setup.bare(&[*command, &["--help"]].concat());
        help.env("COLUMNS", "100");
        let outcome = setup.run(help).await;
        assert_snapshot!(format!("help {}", command.join(" ")), outcome);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_commands_in_this_test_is_complete() {
    let setup = Setup::demo().await;
    let pages = setup.rtk(&["man", "pages"]).await;
    assert_eq!(pages.code, Some(0), "{pages}");
    let pages = std::fs::read_dir(setup.path().join("pages")).unwrap();
    let mut pages: Vec<String> = pages.map(|page| page.unwrap().file_name().into_string().unwrap()).collect();
    assert!(pages.contains(&"rtk-api-meetings-create.1".to_owned()), "generated commands have pages too");
    pages.retain(|page| !page.starts_with("rtk-api-") && !page.contains("help"));
    pages.sort();
    let mut known: Vec<String> =
        NOUNS.iter().map(|command| format!("{}.1", [&["rtk"], *command].concat().join("-"))).collect();
    known.sort();
    assert_eq!(pages, known);
}

#[tokio::test(flavor = "multi_thread")]
async fn completion_offers_commands_and_identifiers_of_the_last_list() {
    let setup = Setup::demo().await;
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = setup.bare(&["completion", shell]);
        let outcome = setup.run(script).await;
        assert!(outcome.code == Some(0) && outcome.out.contains("RTK_COMPLETE"), "{outcome}");
    }
    setup.rtk(&["meetings", "ls"]).await;
    let id = setup.meeting("Planning").await;
    let offered = async |words: &[&str]| {
        let mut command = setup.bare(&[&["--", "rtk"], words].concat());
        command.env("RTK_COMPLETE", "fish");
        setup.run(command).await.out
    };
    assert!(offered(&["meet"]).await.contains("meetings"));
    let ids = offered(&["meetings", "show", ""]).await;
    assert!(ids.contains(&id) && ids.contains("Planning"), "{ids}");
    assert!(offered(&["api", "meetings", "cr"]).await.contains("create"));
    assert!(offered(&["api", "meetings", "list", "--status", ""]).await.contains("INACTIVE"));
}
