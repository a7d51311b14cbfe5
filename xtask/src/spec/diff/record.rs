//! The surface of the last reviewed document as a file: one line for each parameter and field, so that its changes can
//! be reviewed.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::surface::{Fact, Surface};

const HEADER: &str = "# What upstream's document has that was last reviewed: names, types, `required`, values of enums.\n\
                      # Written by `cargo xtask spec diff FILE --accept`; do not edit.\n";

/// Reads the record; it is empty if there is no file.
pub fn load(file: &Path) -> Result<Surface, String> {
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Surface::new()),
        text => text.map_err(|error| format!("{} cannot be read: {error}", file.display()))?,
    };
    let mut surface = Surface::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [key, kinds, required, values] = columns.as_slice() else {
            return Err(format!("{}:{}: four columns are expected", file.display(), index + 1));
        };
        let set = |text: &str| text.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let fact = Fact { required: *required == "required", kinds: set(kinds), values: set(values) };
        surface.insert((*key).to_owned(), fact);
    }
    Ok(surface)
}

/// Writes the record.
pub fn save(file: &Path, surface: &Surface) -> Result<(), String> {
    let mut text = HEADER.to_owned();
    for (key, Fact { required, kinds, values }) in surface {
        let join = |names: &std::collections::BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join("|");
        let required = if *required { "required" } else { "" };
        text.push_str(&format!("{key}\t{}\t{required}\t{}\n", join(kinds), join(values)));
    }
    fs::write(file, text).map_err(|error| format!("{} cannot be written: {error}", file.display()))
}
