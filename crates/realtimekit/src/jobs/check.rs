//! Which part of the configuration is wrong.

use std::fmt;

use crate::client::Client;
use crate::error::Error;

/// Part of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// The connection to the API.
    Connection,
    /// The account id.
    Account,
    /// The API token.
    Token,
    /// The permissions of the token.
    Scope,
    /// RealtimeKit is enabled for the account.
    Entitlement,
    /// The default app of the client.
    App,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connection => "connection",
            Self::Account => "account",
            Self::Token => "token",
            Self::Scope => "scope",
            Self::Entitlement => "entitlement",
            Self::App => "app",
        })
    }
}

/// Whether a part of the configuration is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The service accepted it.
    Right,
    /// The service refused it.
    Wrong,
    /// One of several parts that the response of the service does not distinguish.
    Suspect,
    /// Not reached, because of another part.
    Unknown,
}

/// The state of one part of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The part.
    pub subject: Subject,
    /// Whether it is right.
    pub verdict: Verdict,
    /// One sentence: what is known, and what to do.
    pub text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.subject, self.text)
    }
}

/// The findings of [`Client::check`]. The text has one line for each.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Check {
    /// One finding for each part of the configuration, in the order in which a request needs them.
    pub findings: Vec<Finding>,
    /// The error that the findings are about, if a request failed.
    pub error: Option<std::sync::Arc<Error>>,
}

impl Check {
    /// Whether everything is right.
    pub fn is_right(&self) -> bool {
        self.error.is_none() && self.findings.iter().all(|finding| finding.verdict == Verdict::Right)
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut findings = self.findings.iter();
        findings.next().map_or(Ok(()), |first| write!(f, "{first}"))?;
        findings.try_for_each(|finding| write!(f, "\n{finding}"))
    }
}

const SUBJECTS: [Subject; 6] =
    [Subject::Connection, Subject::Account, Subject::Token, Subject::Scope, Subject::Entitlement, Subject::App];

impl Client {
    /// Checks the configuration, with two requests: which of account, token, permissions, entitlement and default app is
    /// wrong. For the start of a program; it changes nothing.
    ///
    /// The service does not distinguish a wrong token, a token for another account, a missing permission and an account
    /// without RealtimeKit; they are all reported as suspect then.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// let check = client.check().await;
    /// if !check.is_right() {
    ///     eprintln!("{check}");
    /// }
    /// # assert!(check.is_right(), "{check}");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn check(&self) -> Check {
        let account = self.apps().list().limit(1).send().await.err();
        // The list of apps may be forbidden to a token that may use one of them.
        let app = match self.default_app() {
            Ok(app) if account.as_ref().is_none_or(Error::is_forbidden) => {
                Some(app.meetings().list().limit(1).send().await.err())
            }
            _ => None,
        };
        let findings = SUBJECTS.map(|subject| {
            let (verdict, text) = match (&account, &app) {
                (None, Some(None)) => judge(None, subject, true),
                (None, None) if subject == Subject::App => {
                    (Verdict::Right, "no default app is set, so none was checked".to_owned())
                }
                (None, Some(Some(error))) if subject == Subject::App => judge_app(error),
                (None, _) => judge(None, subject, true),
                // The app answers: the token may use it, and not list apps.
                (Some(_), Some(None)) => judge(None, subject, true),
                (Some(error), _) => judge(Some(error), subject, false),
            };
            Finding { subject, verdict, text }
        });
        let error = match (account, app) {
            (_, Some(None)) => None,
            (None, Some(error)) => error,
            (account, _) => account,
        };
        Check { findings: findings.into(), error: error.map(std::sync::Arc::new) }
    }
}

fn judge_app(error: &Error) -> (Verdict, String) {
    let text = if error.is_not_found() || error.is_forbidden() || error.is_invalid_request() {
        "the account has no such app, or the token has no access to it: check the app id"
    } else {
        return (Verdict::Unknown, format!("could not be checked: {error}"));
    };
    (Verdict::Wrong, text.to_owned())
}

/// The state of a part, from the response to the list of apps.
fn judge(error: Option<&Error>, subject: Subject, accepted: bool) -> (Verdict, String) {
    let Some(error) = error.filter(|_| !accepted) else { return (Verdict::Right, "accepted".to_owned()) };
    let unreached = (Verdict::Unknown, "was not reached".to_owned());
    let is_route = error.code() == Some(7000);
    let is_account = error.code() == Some(7003) || error.is_not_found();
    let malformed = matches!(error.code(), Some(6003 | 6111 | 9106));
    // The API sends a message with every failure.
    let is_foreign = error.is_decode() || (error.status().is_some() && error.messages().is_empty());
    let (culprits, text): (&[Subject], &str) = if error.is_connect() {
        (&[Subject::Connection], "no connection to the base URL could be made: check the base URL and the network")
    } else if error.is_timeout() || error.is_server() || error.is_rate_limited() {
        (&[Subject::Connection], "the API did not respond as expected: try again later")
    } else if is_foreign {
        let text = "the response is not one of the API: check the base URL, and whether a proxy responds in its place";
        (&[Subject::Connection], text)
    } else if is_route {
        let text = match subject {
            Subject::Connection => "the API knows no such path: check the base URL, which ends with /client/v4",
            _ => "the API knows no such path: check the account id, which has 32 characters",
        };
        (&[Subject::Connection, Subject::Account], text)
    } else if is_account {
        (&[Subject::Account], "the API knows no such account: check the account id, which has 32 characters")
    } else if malformed {
        (
            &[Subject::Token],
            "the token is not well-formed: check that it was copied completely, without spaces or line breaks",
        )
    } else if error.is_unauthorized() || error.is_forbidden() {
        let text = match subject {
            Subject::Account => "may be another one than that of the token: check the account id",
            Subject::Token => "may be wrong, expired or revoked: check the token",
            Subject::Scope => "the token may lack the permission \"Realtime\": check its permissions",
            _ => "the account may have no RealtimeKit: check that it is enabled",
        };
        (&[Subject::Account, Subject::Token, Subject::Scope, Subject::Entitlement], text)
    } else {
        return match subject {
            Subject::Connection => (Verdict::Wrong, format!("the request failed: {error}")),
            _ => unreached,
        };
    };
    let position = |subject: &Subject| SUBJECTS.iter().position(|other| other == subject);
    let before = culprits.first().and_then(|first| Some(position(&subject)? < position(first)?));
    match (culprits.contains(&subject), culprits.len()) {
        (true, 1) => (Verdict::Wrong, text.to_owned()),
        (true, _) => (Verdict::Suspect, text.to_owned()),
        (false, _) if before == Some(true) => (Verdict::Right, "accepted".to_owned()),
        _ => unreached,
    }
}
