//! Lets a person edit JSON in an editor.

use std::io::{IsTerminal, Write, stdin, stdout};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use crate::failure::Failure;

/// Opens `$VISUAL` or `$EDITOR` with the value, and returns what was saved.
pub fn edit(value: &Value) -> Result<Value, Failure> {
    let variable = |name: &str| env::var(name).ok().filter(|text| !text.trim().is_empty());
    let editor = variable("VISUAL").or_else(|| variable("EDITOR"));
    let editor = editor.filter(|_| stdin().is_terminal() && stdout().is_terminal());
    let missing =
        || Failure::usage("there is no editor, or no terminal for it").hint("set EDITOR, or write --set or --file");
    let editor = editor.ok_or_else(missing)?;
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::other(error.to_string()))?;
    // A temporary file is readable by its owner only.
    let mut file = tempfile::Builder::new().prefix("rtk-").suffix(".json").tempfile()?;
    writeln!(file, "{text}")?;
    let path = file.into_temp_path();
    let status = command(&editor).arg(&path).status();
    let status = status.map_err(|error| Failure::other(format!("the editor {editor:?} cannot be started: {error}")))?;
    if !status.success() {
        return Err(Failure::other(format!("the editor {editor:?} failed ({status}), so nothing was changed")));
    }
    let edited = fs::read_to_string(&path)?;
    serde_json::from_str(&edited).map_err(|error| {
        let kept = path.keep().map_or_else(|error| error.to_string(), |path| path.display().to_string());
        Failure::usage(format!("what was saved is not JSON: {error}"))
            .hint(format!("correct {kept}, then use --file {kept}"))
    })
}

/// The editor may have arguments, such as `code --wait`.
fn command(editor: &str) -> Command {
    if cfg!(unix) {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{editor} \"$@\""), "rtk"]);
        return command;
    }
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}
