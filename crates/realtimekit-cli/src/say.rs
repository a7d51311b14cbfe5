//! Messages on standard error.

use std::io::Write;

/// Prints lines to standard error. A message that cannot be written does not end the command.
pub fn say(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
