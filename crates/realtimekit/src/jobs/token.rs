//! The expiry of participants' tokens.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use realtimekit_api::{Secret, Timestamp};
use serde_json::Value;

use crate::error::Error;
use crate::resources::ParticipantHandle;

/// When the token of a participant expires, according to the token itself; `None` if it contains no expiry.
///
/// The signature is not verified: use it to decide when to refresh a token that the service issued, and never to decide
/// whether to trust one.
pub fn token_expires_at(token: &Secret) -> Option<Timestamp> {
    let payload = token.expose().split('.').nth(1)?;
    let payload = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    let claims: Value = serde_json::from_slice(&payload).ok()?;
    let seconds = claims.get("exp")?.as_f64()?;
    // Years beyond 9999 are no dates.
    (0.0..253_402_300_800.0).contains(&seconds).then(|| Timestamp::from_unix_millis((seconds * 1000.0) as i64))
}

impl ParticipantHandle {
    /// Returns `token` if it is valid for longer than `within`, and a new token otherwise. A token without a readable
    /// expiry is replaced. The previous token remains valid until it expires.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// # let id = app.meetings().create().title("Weekly sync").send().await?.id;
    /// use std::time::Duration;
    ///
    /// let meeting = app.meeting(id);
    /// let mary = meeting.join("user-42", "group_call_host").send().await?;
    /// let hour = Duration::from_secs(3600);
    /// let token = meeting.participant(&mary.participant.id).refresh_if_expiring(&mary.token, hour).await?;
    /// assert_eq!(token.expose(), mary.token.expose(), "tokens are valid for about 100 days");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn refresh_if_expiring(&self, token: &Secret, within: Duration) -> Result<Secret, Error> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let limit = i128::try_from(now.saturating_add(within).as_millis()).unwrap_or(i128::MAX);
        match token_expires_at(token) {
            Some(expiry) if i128::from(expiry.unix_millis()) > limit => Ok(token.clone()),
            _ => Ok(self.refresh_token().send().await?.token),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expiry_is_read_from_the_payload() {
        let token = |payload: &str| Secret::new(format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(payload)));
        let read = |payload: &str| token_expires_at(&token(payload)).map(|time| time.to_string());
        assert_eq!(read(r#"{"exp":1764028800}"#).as_deref(), Some("2025-11-25T00:00:00.000Z"));
        for payload in [r#"{"exp":"soon"}"#, r#"{"exp":1e30}"#, r#"{"exp":-1}"#, "{}", "[]", "text"] {
            assert_eq!(read(payload), None, "{payload}");
        }
        for text in ["", "a", "a.b", "a.!.c", "..", "a.e30.c"] {
            assert_eq!(token_expires_at(&Secret::new(text)), None, "{text}");
        }
    }
}
