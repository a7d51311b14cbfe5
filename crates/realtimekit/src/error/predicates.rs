//! Predicates of errors, with advice for each kind.

use super::Error;
use super::kind::ErrorKind;

impl Error {
    /// Whether an input was refused before anything was sent.
    ///
    /// # Troubleshooting
    ///
    /// The text names the input, its value and the rule it breaks. Fix the caller; a retry cannot help.
    pub fn is_invalid_input(&self) -> bool {
        self.kind() == ErrorKind::InvalidInput
    }

    /// Whether the credentials were not accepted.
    ///
    /// # Troubleshooting
    ///
    /// Code 10000 has three causes that the service does not distinguish: the token is wrong or expired, it lacks the
    /// permission "Realtime" or "Realtime Admin", or the account has not been onboarded to RealtimeKit. Check that the
    /// account id belongs to the token. Codes 6003 and 6111 mean that the header is malformed.
    pub fn is_unauthorized(&self) -> bool {
        self.kind() == ErrorKind::Unauthorized
    }

    /// Whether the credentials are valid but do not permit the operation.
    ///
    /// # Troubleshooting
    ///
    /// Give the token the permission "Realtime Admin", or use one that has it.
    pub fn is_forbidden(&self) -> bool {
        self.kind() == ErrorKind::Forbidden
    }

    /// Whether something that the request names does not exist.
    ///
    /// # Troubleshooting
    ///
    /// The service responds with 404 for unknown meetings, participants, sessions and so on, for a wrong app id, for an
    /// active session or recording when there is none, and for recordings, chats, transcripts and summaries after 7 days.
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::NotFound
    }

    /// Whether a participant could not be added or changed because the app has no preset of the given name. The meeting
    /// exists.
    ///
    /// # Troubleshooting
    ///
    /// The service responds with 404 as for a missing meeting. Names of presets are case-sensitive; list the presets of the
    /// app, or create the missing one.
    pub fn is_preset_not_found(&self) -> bool {
        self.reports_absence("No preset found")
    }

    /// Whether the request needs a live session, and the meeting has none. Removing everybody from it has succeeded then.
    ///
    /// # Troubleshooting
    ///
    /// The service responds with 404 as for a missing meeting. People may have left since; nothing was changed.
    pub fn is_no_active_session(&self) -> bool {
        self.reports_absence("No active session found")
    }

    /// Whether the request conflicts with the state of what it names (status 409).
    ///
    /// # Troubleshooting
    ///
    /// For example, a preset of this name or a webhook with this URL exists already, a recording already runs, or a preset
    /// is still in use. A creation that failed with status 500 may have been executed: its repetition then conflicts. Fetch
    /// the present state, and adopt or change what is there.
    pub fn is_conflict(&self) -> bool {
        self.kind() == ErrorKind::Conflict
    }

    /// Whether the service refused the request as malformed or against its rules (status 400 or 422, or a path that it
    /// does not serve).
    ///
    /// # Troubleshooting
    ///
    /// The message names the field. A code of 7000 or 7003 means that the path is not served: check the account id.
    pub fn is_invalid_request(&self) -> bool {
        self.kind() == ErrorKind::InvalidRequest
    }

    /// Whether too many requests were made.
    ///
    /// # Troubleshooting
    ///
    /// Wait for [`retry_after`](Self::retry_after), or some minutes if the service does not report it. The client pauses all
    /// its calls meanwhile: [`gave_up`](Self::gave_up) reports why this one did not wait. The limit is shared by everything
    /// that uses the account.
    pub fn is_rate_limited(&self) -> bool {
        self.kind() == ErrorKind::RateLimited
    }

    /// Whether the service, or the edge in front of it, failed.
    ///
    /// # Troubleshooting
    ///
    /// Idempotent requests have been retried already. For others, check whether the request took effect before sending it
    /// again. Report the ray id if it persists.
    pub fn is_server(&self) -> bool {
        self.kind() == ErrorKind::Server
    }

    /// Whether a timeout or the deadline expired.
    ///
    /// # Troubleshooting
    ///
    /// The service may have executed the request, unless [`attempts`](Self::attempts) is 0. Raise the limits with `timeout` and `deadline`, of the client or of the
    /// request.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether no connection could be made.
    ///
    /// # Troubleshooting
    ///
    /// The service has not received the request. The text names host, port and cause: check the base URL, name resolution,
    /// proxies and certificates.
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether the connection broke before the whole response was received.
    ///
    /// # Troubleshooting
    ///
    /// The service may have executed the request. Idempotent requests have been retried already; for others, check whether
    /// the request took effect before sending it again.
    pub fn is_transport(&self) -> bool {
        self.kind() == ErrorKind::Transport
    }

    /// Whether the response to an executed request could not be decoded.
    ///
    /// # Troubleshooting
    ///
    /// The service executed the request: do not send it again blindly. [`json_path`](Self::json_path) names the value,
    /// [`body`](Self::body) contains the response, and `send_raw` returns it undecoded. Please report it.
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }

    /// Whether a local file could not be read or written.
    ///
    /// # Troubleshooting
    ///
    /// The text names the path. Free space or correct the permissions, and start the download again: it continues where
    /// it stopped.
    pub fn is_file(&self) -> bool {
        self.kind() == ErrorKind::File
    }

    /// Whether a file is not the one that was announced.
    ///
    /// # Troubleshooting
    ///
    /// The storage host sent another length or checksum than it or the API reports, or the file changes while it is
    /// downloaded. Nothing was left at the target. Try again later, and report it if it lasts.
    pub fn is_integrity(&self) -> bool {
        self.kind() == ErrorKind::Integrity
    }

    /// Whether the same request may succeed later without a change, and may safely be sent again by the caller.
    ///
    /// # Troubleshooting
    ///
    /// The client has retried already as often as its policy allows. Try again after a longer pause.
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            ErrorKind::Connect => true,
            // It was not sent.
            ErrorKind::Timeout if self.attempts() == 0 => true,
            // Throttling under another status than 429 does not guarantee that nothing was executed.
            ErrorKind::RateLimited => self.status().is_none_or(|status| status.as_u16() == 429) || self.is_idempotent(),
            ErrorKind::Server | ErrorKind::Timeout | ErrorKind::Transport => self.is_idempotent(),
            _ => false,
        }
    }
}
