//! The guard works: a change of the document is reported, with a diff and the command that fixes it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs `cargo xtask` with a changed copy of the document.
fn run(old: &str, new: &str, arguments: &[&str]) -> Output {
    let text = std::fs::read_to_string(root().join("openapi/realtimekit.yaml")).unwrap();
    let edited = text.replacen(old, new, 1);
    assert_ne!(text, edited, "the edit must change the document");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("edited.yaml");
    std::fs::write(&file, edited).unwrap();
    Command::new(env!("CARGO_BIN_EXE_xtask")).arg("--document").arg(&file).args(arguments).output().unwrap()
}

#[test]
fn changes_are_reported_with_a_diff() {
    for (old, new, line) in [
        ("        live_participants:\n", "        present_participants:\n", "+    pub present_participants: "),
        (
            "enum: [ACTIVE, INACTIVE]\n      x-enum-descriptions:\n",
            "enum: [ACTIVE, INACTIVE, ARCHIVED]\n      x-enum-descriptions:\n        ARCHIVED: Kept.\n",
            "+    Archived,",
        ),
        ("operationId: webhooks_delete\n", "operationId: webhooks_remove\n", "webhooks_remove"),
    ] {
        let output = run(old, new, &["codegen", "--check"]);
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && text.contains(line), "{line}: {text}");
        assert!(text.contains("Run `cargo xtask codegen`, review the changes and commit them."), "{text}");
    }
}

#[test]
fn broken_documents_are_explained_by_every_command() {
    for (old, new, expected) in [
        ("openapi: 3.0.3", "openapi: [3.0.3", "neither YAML nor JSON"),
        ("schemas/AppListResponse' }", "schemas/AppsListResponse' }", "points nowhere"),
        ("      operationId: apps_list\n", "", "`operationId` is missing"),
        ("openapi: 3.0.3", &format!("{}openapi: 3.0.3", "- ".repeat(20_000)), "nested deeper than"),
    ] {
        for arguments in [&["codegen", "--check"][..], &["spec", "check"], &["spec", "coverage"]] {
            let output = run(old, new, arguments);
            let text = String::from_utf8(output.stderr).unwrap();
            assert!(!output.status.success() && text.contains(expected), "{arguments:?}: {text}");
            assert!(text.contains(".yaml") && !text.contains("panicked"), "{arguments:?}: {text}");
        }
    }
}

#[test]
fn the_workspace_is_the_one_that_cargo_runs_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["spec", "check"]).env("CARGO_MANIFEST_DIR", folder.path().join("xtask"));
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("openapi/realtimekit.yaml cannot be read: "), "{text}");
}
