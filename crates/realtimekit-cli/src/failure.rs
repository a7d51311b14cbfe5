//! How a command fails: one line for a person, an exit code for a program.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::process::ExitCode;

use realtimekit::jobs::{EndError, WaitError};
use realtimekit::{Error, ErrorKind};

use crate::printable::printable;
use crate::say::say;

/// Why a command ended early.
#[derive(Debug)]
pub struct Failure {
    message: String,
    /// Advice for the user.
    hint: Option<String>,
    /// Further lines for `--verbose`.
    details: Vec<String>,
    code: u8,
}

impl Failure {
    fn with_code(code: u8, message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, details: Vec::new(), code }
    }

    /// A failure of no particular kind: exit code 1.
    pub fn other(message: impl Into<String>) -> Self {
        Self::with_code(1, message)
    }

    /// Input that cannot be sent: exit code 2, as for arguments that are not understood.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::with_code(2, message)
    }

    /// There is no such object: exit code 3.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::with_code(3, message)
    }

    /// There are no credentials, or they do not permit the request: exit code 4.
    pub fn not_authorised(message: impl Into<String>) -> Self {
        Self::with_code(4, message)
    }

    /// The command was interrupted: exit code 130, as shells report it.
    pub fn interrupted(message: impl Into<String>) -> Self {
        Self::with_code(130, message)
    }

    /// The command is complete although not all of it was executed (`--dry-run`, `--curl`, a reader that closed the
    /// pipe): exit code 0, and no message.
    pub fn quiet() -> Self {
        Self::with_code(0, "")
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Prints the failure to standard error, with details if they are asked for.
    pub fn report(&self, verbose: bool) {
        if !self.message.is_empty() {
            say(&format!("rtk: {self}"));
        }
        for detail in self.details.iter().filter(|_| verbose) {
            say(&format!("  {}", one_line(detail)));
        }
    }

    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One line, even if the service sent several.
        f.write_str(&one_line(&self.message))?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, ": {}", one_line(hint)))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let (code, hint) = match error.kind() {
            ErrorKind::InvalidInput => (2, None),
            ErrorKind::NotFound => (3, Some("check the identifier, and the app with `--app`")),
            ErrorKind::Unauthorized | ErrorKind::Forbidden => (4, Some("log in again with `rtk login`")),
            ErrorKind::RateLimited => (5, Some("wait, then repeat the command")),
            ErrorKind::Connect => (1, Some("check the network and the base URL")),
            ErrorKind::File if is_taken(error) => (1, Some("choose another folder, or add --overwrite")),
            _ => (1, None),
        };
        let mut failure = Self::with_code(code, error.to_string());
        failure.hint = hint.map(str::to_owned);
        failure.details.push(format!("attempts: {}, in {:.1} s", error.attempts(), error.elapsed().as_secs_f64()));
        failure.details.extend(error.ray_id().map(|ray| format!("ray id: {ray}")));
        let mut source = error.source();
        while let Some(cause) = source {
            failure.details.push(format!("cause: {cause}"));
            source = cause.source();
        }
        failure
    }
}

/// Whether a file was not written because another one is in its place.
fn is_taken(error: &Error) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    source.is_some_and(|source| source.kind() == io::ErrorKind::AlreadyExists)
}

impl From<WaitError> for Failure {
    fn from(error: WaitError) -> Self {
        Self::from(Error::from(error))
    }
}

impl From<EndError> for Failure {
    fn from(error: EndError) -> Self {
        let message = error.to_string();
        Self { message, ..Self::from(error.source) }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // The reader has seen enough: `rtk meetings ls | head -1`.
            io::ErrorKind::BrokenPipe => Self::quiet(),
            _ => Self::other(error.to_string()),
        }
    }
}
