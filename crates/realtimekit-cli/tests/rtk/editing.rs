//! Presets in an editor, on a terminal.

use crate::world::{World, has_terminal, outcome, typed};

#[test]
fn ctrl_c_in_an_editor_is_that_of_the_editor() {
    if !has_terminal() {
        return;
    }
    let world = World::fixed();
    let mut command = world.command(&["presets", "edit", "group_call_host"]);
    let command = command.env("EDITOR", "trap 'echo caught' INT; echo ready; read line; read line; sed -i s/15/20/");
    let (code, rest) = typed(command, "ready", "\u{3}\n\n");
    assert_eq!(
        (code, rest.contains("caught"), rest.contains("preset group_call_host: ")),
        (Some(0), true, true),
        "{rest}"
    );
}

#[test]
fn a_preset_is_edited_in_an_editor() {
    if !has_terminal() {
        return;
    }
    let world = World::fixed();
    let edit = |editor: &str| {
        let mut command = world.command(&["presets", "edit", "group_call_host"]);
        let (code, out) = typed(command.env("EDITOR", editor), "", "");
        (code, out.replace("\r\n", "\n"))
    };
    let changed = edit("sed -i 's/\"can_record\": true/\"can_record\": false/'");
    assert_eq!(changed.1, "preset group_call_host: updated\n  permissions.can_record: true -> false\n");
    assert_eq!(edit("true").1, "preset group_call_host: unchanged\n");
    let failed = edit("false");
    assert_eq!(failed.0, Some(1));
    assert!(failed.1.contains("so nothing was changed"), "{}", failed.1);
    let unusable = edit("sed -i 's/{/[/'");
    assert_eq!(unusable.0, Some(2));
    let kept = unusable.1.rsplit("--file ").next().unwrap().trim();
    assert!(std::fs::read_to_string(kept).unwrap().contains("can_record"), "{}", unusable.1);
    let removed = edit("sed -i '/can_record/d'");
    assert_eq!(removed.0, Some(2));
    assert!(removed.1.contains("permissions.can_record was removed"), "{}", removed.1);
    let missing = edit("no-such-editor-here");
    assert_eq!(missing.0, Some(1));
    let mut command = world.command(&["presets", "edit", "group_call_host"]);
    let refused = outcome(command.env("EDITOR", "true").output().unwrap());
    assert_eq!((refused.code, refused.err.contains("--set")), (Some(2), true), "without a terminal: {refused}");
    assert_eq!(typed(&world.command(&["presets", "edit", "group_call_host"]), "", "").0, Some(2), "without an editor");
    assert_eq!(world.emulator.executed("presets_update"), 1);
}

/// Files with edits that were kept.
fn kept(world: &World) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(world.home.path()).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("rtk-")).collect()
}

#[test]
fn no_failure_loses_edits() {
    if !has_terminal() {
        return;
    }
    let world = World::fixed();
    let refuse = |status| world.emulator.fault("presets_update").status(status).retry_after(3600);
    for (editor, status, code, expected) in [
        (
            r#"sed -i 's/"can_record": true/"can_record": "x"/'"#,
            200,
            2,
            "permissions.can_record: true or false is expected",
        ),
        (r#"sed -i 's/"can_record": true/"can_recrod": false/'"#, 200, 2, "permissions.can_recrod: unknown key"),
        (
            r#"sed -i 's/"can_record": true/"can_record": false, "can_record": true/'"#,
            200,
            2,
            "can_record occurs twice",
        ),
        ("sed -i /can_record/d", 200, 2, "permissions.can_record was removed"),
        (r#"sed -i 's/^{/{ "id": "x",/'"#, 200, 2, "id: unknown key"),
        ("echo [] >", 200, 2, "a table is expected, not a list"),
        (
            r#"f() { sed -i 's/"can_record": true/"can_record": false/' "$1"; return 3; }; f"#,
            200,
            1,
            "so nothing was changed",
        ),
        (r#"sed -i 's/"can_record": true/"can_record": false/'"#, 403, 4, "presets_update failed with status 403"),
        (r#"sed -i 's/"can_record": true/"can_record": false/'"#, 429, 5, "presets_update failed with status 429"),
    ] {
        let fault = (status != 200).then(|| refuse(status));
        let mut command = world.command(&["presets", "edit", "group_call_host"]);
        let (ended, out) = typed(command.env("EDITOR", editor), "", "");
        let files = kept(&world);
        assert_eq!((ended, out.contains(expected), files.len()), (Some(code), true, 1), "{editor}: {out}");
        let file = files[0].to_str().unwrap();
        assert!(
            out.contains(&format!("the edits are kept in {file}: write them with --file {file}")),
            "{editor}: {out}"
        );
        if let Some(fault) = fault {
            fault.remove();
        }
        let again = world.run(&["presets", "edit", "group_call_host", "--file", file, "--dry-run"]);
        let is_usable = status != 200 || code == 1;
        assert_eq!(again.out.contains("can_record: true -> false"), is_usable, "{editor}: {again}");
        std::fs::remove_file(file).unwrap();
    }
    assert_eq!(world.emulator.executed("presets_update"), 0);
    for (editor, code, expected) in [
        ("rm", 1, "the editor \"rm\" removed the file with the preset, so nothing was changed"),
        ("false", 1, "so nothing was changed"),
        (r#"sed -i 's/"can_record": true/"can_record": false/'"#, 0, "updated"),
    ] {
        let mut command = world.command(&["presets", "edit", "group_call_host"]);
        let (ended, out) = typed(command.env("EDITOR", editor), "", "");
        assert_eq!((ended, out.contains(expected), kept(&world).len()), (Some(code), true, 0), "{editor}: {out}");
    }
}
