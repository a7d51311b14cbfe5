//! How a command fails: one line for a person, an exit code for a program.

use std::fmt;
use std::process::ExitCode;

use realtimekit::{Error, ErrorKind};

/// Why a command failed.
#[derive(Debug)]
pub struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// A failure of no particular kind: exit code 1.
    pub fn other(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 1 }
    }

    /// Input that cannot be sent: exit code 2, as for arguments that are not understood.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 2 }
    }

    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One line, whatever the service sent.
        f.write_str(&self.message.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = match error.kind() {
            ErrorKind::InvalidInput => 2,
            ErrorKind::NotFound => 3,
            ErrorKind::Unauthorized | ErrorKind::Forbidden => 4,
            ErrorKind::RateLimited => 5,
            _ => 1,
        };
        Self { message: error.to_string(), code }
    }
}
