//! Lets a person edit JSON in an editor.

use std::io::{self, IsTerminal, Write, stdin, stdout};
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use crate::failure::Failure;
use crate::json;

/// What a person saved in an editor.
#[derive(Debug)]
pub struct Edited {
    /// The value, or the reason why it cannot be used.
    pub value: Result<Value, Failure>,
    pub file: Kept,
}

/// The file with the edits, if there are any. It stays unless it is discarded: no failure loses the edits.
#[derive(Debug, Default)]
pub struct Kept(Option<PathBuf>);

impl Kept {
    /// How to continue with the edits. `None` if there are none.
    pub fn advice(&self) -> Option<String> {
        let file = self.0.as_ref()?.display();
        Some(format!("the edits are kept in {file}: write them with --file {file}"))
    }

    /// Removes the file: the edits were written.
    pub fn discard(self) {
        // One that stays is only clutter.
        let _ = self.0.map(fs::remove_file);
    }
}

/// Opens `$VISUAL` or `$EDITOR` with the value, and returns what was saved.
pub fn edit(value: &Value) -> Result<Edited, Failure> {
    let variable = |name: &str| env::var(name).ok().filter(|text| !text.trim().is_empty());
    let editor = variable("VISUAL").or_else(|| variable("EDITOR"));
    let editor = editor.filter(|_| stdin().is_terminal() && stdout().is_terminal());
    let missing =
        || Failure::usage("there is no editor, or no terminal for it").hint("set EDITOR, or write --set or --file");
    let editor = editor.ok_or_else(missing)?;
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::other(error.to_string()))?;
    let text = format!("{text}\n");
    // A temporary file is readable by its owner only.
    let mut file = tempfile::Builder::new().prefix("rtk-").suffix(".json").tempfile()?;
    file.write_all(text.as_bytes())?;
    let path = file.into_temp_path();
    let status = command(&editor).arg(&path).status();
    let status = status.map_err(|error| Failure::other(format!("the editor {editor:?} cannot be started: {error}")))?;
    let edited = fs::read(&path);
    let file = match &edited {
        Ok(edited) if edited != text.as_bytes() => Kept(Some(path.keep().map_err(|error| Failure::from(error.error))?)),
        _ => Kept(None),
    };
    let value = match (status.success(), edited) {
        (false, _) => Err(Failure::other(format!("the editor {editor:?} failed ({status}), so nothing was changed"))),
        (true, Ok(edited)) => read(edited),
        (true, Err(error)) => Err(unreadable(&editor, &error)),
    };
    Ok(Edited { value, file })
}

fn read(edited: Vec<u8>) -> Result<Value, Failure> {
    let text = String::from_utf8(edited).map_err(|_| Failure::usage("what was saved is not UTF-8"))?;
    json::parse(&text).map_err(|reason| Failure::usage(format!("what was saved is not JSON: {reason}")))
}

fn unreadable(editor: &str, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Failure::other(format!("the editor {editor:?} removed the file with the preset, so nothing was changed"))
        }
        _ => Failure::other(format!("the file of the editor {editor:?} cannot be read: {error}")),
    }
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
