//! How a command fails: one line for a person, an exit code for a program.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::process::ExitCode;

use realtimekit::jobs::{EndError, WaitError};
use realtimekit::{Error, ErrorKind};

use crate::printable::printable;
use crate::say::say;
use crate::signals::Signal;

/// The advice for a response that may not be one of the API.
const DOCTOR: &str = "`rtk doctor` checks the settings";

/// The advice for credentials that are not accepted, if their source is not known.
const LOGIN: &str = "log in again with `rtk login`";

/// The advice for a host that is not reached.
const NETWORK: &str = "check the network and the base URL";

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

    /// A signal ended the command: exit code 128 and its number, as shells report it.
    pub fn ended_by(signal: Signal) -> Self {
        Self::with_code(signal.exit_code(), signal.outcome())
    }

    /// The command is complete although not all of it was executed (`--dry-run`, `--curl`, a reader that closed the
    /// pipe): exit code 0, and no message.
    pub fn quiet() -> Self {
        Self::with_code(0, "")
    }

    /// Standard output cannot be written. A reader that has seen enough is no failure: `rtk meetings ls | head -1`.
    pub fn output(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::quiet(),
            _ => Self::other(format!("standard output cannot be written: {error}")),
        }
    }

    /// Whether there is no such object.
    pub fn is_not_found(&self) -> bool {
        self.code == 3
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds what else to do.
    pub fn and_hint(mut self, hint: impl Into<String>) -> Self {
        let hint = hint.into();
        self.hint = Some(self.hint.map_or(hint.clone(), |first| format!("{first}; {hint}")));
        self
    }

    /// Advises in terms of the source of the credentials, and of the variable with the proxy, if there is one.
    pub fn advise(mut self, source: Option<String>, proxy: Option<&str>) -> Self {
        match (self.hint.as_deref(), source, proxy) {
            (Some(LOGIN), Some(source), _) => self.hint = Some(source),
            (Some(NETWORK), _, Some(proxy)) => {
                self.hint = Some(format!("check the network, the base URL, and the proxy that {proxy} names"));
            }
            _ => {}
        }
        self
    }

    /// What failed, without advice.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Whether there is no failure: the command is complete.
    pub fn is_quiet(&self) -> bool {
        self.code == 0
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
            // Only storage hosts are asked without an operation.
            ErrorKind::Unauthorized | ErrorKind::Forbidden | ErrorKind::NotFound
                if error.operation().is_none() && error.status().is_some() =>
            {
                (1, Some("repeat the command, which requests a new link"))
            }
            ErrorKind::Unauthorized | ErrorKind::Forbidden if error.messages().is_empty() => (4, Some(DOCTOR)),
            ErrorKind::NotFound if error.messages().is_empty() && error.status().is_some() => (3, Some(DOCTOR)),
            ErrorKind::NotFound => (3, Some("check the identifier, and the app with `--app`")),
            ErrorKind::Unauthorized | ErrorKind::Forbidden => (4, Some(LOGIN)),
            ErrorKind::RateLimited => (5, Some("wait, then repeat the command")),
            ErrorKind::Conflict => (1, Some("`ls` and `show` print what is there")),
            ErrorKind::Server | ErrorKind::Timeout | ErrorKind::Transport if may_act_twice(error) => {
                (1, Some("check whether it took effect before you repeat the command"))
            }
            ErrorKind::Server | ErrorKind::Transport => (1, Some("wait, then repeat the command")),
            ErrorKind::Timeout => (1, Some("repeat the command, or allow more time with --max-wait")),
            ErrorKind::Decode => (1, Some(DOCTOR)),
            ErrorKind::Connect => (1, Some(NETWORK)),
            ErrorKind::File if is_taken(error) => (1, Some("choose another folder, or add --overwrite")),
            _ => (1, None),
        };
        let mut failure = Self::with_code(code, in_terms_of_rtk(error.to_string()));
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

/// What the SDK advises in terms of Rust, and what `rtk` has in its place.
const TERMS: [(&str, &str); 11] = [
    (" (overwrite replaces it)", ""),
    (": remove the object to copy the file again", ""),
    ("the wait asked for is longer than RetryPolicy::max_retry_after", "the service asks for a wait of more than 60 s"),
    ("; `ignore_reported_size` accepts this", ""),
    ("; ClientBuilder::max_response_bytes permits more", ""),
    (": use https, or permit it with ClientBuilder::allow_insecure_http", "; use https"),
    (": use ClientBuilder::basic_auth", "; use an API token"),
    ("or call ClientBuilder::account_id", "or run `rtk login`"),
    ("or call ClientBuilder::api_token", "or run `rtk login`"),
    (": serialise its value with `Exposed`", "; --show-secrets prints it"),
    (": use `query` for parameters", ""),
];

fn in_terms_of_rtk(text: String) -> String {
    TERMS.iter().fold(text, |text, (rust, rtk)| text.replace(rust, rtk))
}

/// Whether the request may have been executed, and would act a second time.
fn may_act_twice(error: &Error) -> bool {
    error.attempts() > 0 && error.operation().is_some_and(|operation| !operation.idempotent)
}

/// Whether a file was not written because another one is in its place.
fn is_taken(error: &Error) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    source.is_some_and(|source| source.kind() == io::ErrorKind::AlreadyExists)
}

impl From<WaitError> for Failure {
    fn from(error: WaitError) -> Self {
        let is_over = error.is_timed_out();
        let failure = Self::from(Error::from(error));
        if is_over { failure.hint("repeat the command, or wait longer with --wait") } else { failure }
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
        Self::other(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use realtimekit::Client;

    use super::*;

    fn refused(base_url: &str, account: Option<&str>, token: Option<&str>) -> String {
        let mut builder = Client::builder().base_url(base_url);
        if let Some(account) = account {
            builder = builder.account_id(account);
        }
        if let Some(token) = token {
            builder = builder.api_token(token);
        }
        Failure::from(builder.build().unwrap_err()).to_string()
    }

    #[test]
    fn advice_of_the_sdk_is_in_terms_of_rtk() {
        let here = "http://127.0.0.1:1";
        let insecure = refused("http://example.com", Some("a"), Some("t"));
        assert_eq!(insecure, "base URL \"http://example.com\" sends the credentials unencrypted; use https");
        let credentials = refused("https://a:b@example.com", Some("a"), Some("t"));
        assert_eq!(credentials, "base URL must not contain credentials; use an API token");
        let account = refused(here, None, Some("t"));
        assert_eq!(account, "account id is missing: set CLOUDFLARE_ACCOUNT_ID or run `rtk login`");
        let token = refused(here, Some("a"), None);
        assert_eq!(token, "API token is missing: set CLOUDFLARE_API_TOKEN or run `rtk login`");
    }
}
