//! Prompts on a terminal, which `script` of util-linux simulates.

use std::io::{Read, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use crate::world::World;

/// Runs a command on a terminal until it prints `prompt`, types `input`, and returns exit code and the rest of the output.
fn typed(command: &Command, prompt: &str, input: &str) -> (Option<i32>, String) {
    let line: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| format!("'{}'", word.to_str().unwrap()))
        .collect();
    let mut script = Command::new("script");
    script.args(["-qec", &line.join(" "), "/dev/null"]).env_clear();
    script.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    script.current_dir(command.get_current_dir().unwrap());
    let mut child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut keys, mut screen): (ChildStdin, ChildStdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (mut shown, mut byte) = (Vec::new(), [0]);
    while !String::from_utf8_lossy(&shown).contains(prompt) {
        assert_eq!(screen.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&shown));
        shown.push(byte[0]);
    }
    keys.write_all(input.as_bytes()).unwrap();
    let mut rest = String::new();
    screen.read_to_string(&mut rest).unwrap();
    drop(keys); // until here, the terminal has no end of input
    (child.wait().unwrap().code(), rest)
}

#[test]
fn ctrl_c_at_a_confirmation_executes_nothing() {
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
    let world = World::demo();
    for (arguments, prompt) in
        [(&["login"][..], "Account id:"), (&["login", "--account", "0123456789abcdef0123456789abcdef"], "API token")]
    {
        let (code, rest) = typed(&world.bare(arguments), prompt, "\u{3}");
        assert_eq!((code, rest.contains("rtk: interrupted")), (Some(130), true), "{arguments:?}: {rest}");
    }
}
