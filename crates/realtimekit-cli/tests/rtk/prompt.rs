//! Prompts on a terminal.

use crate::world::{World, has_terminal, typed};

#[test]
fn ctrl_c_at_a_confirmation_executes_nothing() {
    if !has_terminal() {
        return;
    }
    let world = World::demo();
    let command = world.command(&["presets", "delete", "group_call_guest"]);
    for input in ["\u{3}", "\u{3}y\n"] {
        let (code, rest) = typed(&command, "[y/N]", input);
        assert_eq!((code, rest.contains("rtk: interrupted")), (Some(130), true), "{input:?}: {rest}");
    }
    assert_eq!(world.emulator.received("presets_delete").len(), 0);
    let (code, rest) = typed(&command, "[y/N]", "y\n");
    assert_eq!((code, world.emulator.received("presets_delete").len()), (Some(0), 1), "{rest}");
}

#[test]
fn ctrl_c_ends_a_login() {
    if !has_terminal() {
        return;
    }
    let world = World::demo();
    for (arguments, prompt) in
        [(&["login"][..], "Account id:"), (&["login", "--account", "0123456789abcdef0123456789abcdef"], "API token")]
    {
        let (code, rest) = typed(&world.bare(arguments), prompt, "\u{3}");
        assert_eq!((code, rest.contains("rtk: interrupted")), (Some(130), true), "{arguments:?}: {rest}");
    }
}
