//! A delivery as it was received, in the form in which it is kept.

use realtimekit::Timestamp;
use realtimekit::reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use realtimekit::webhooks::Verifier;
use realtimekit::webhooks::testing::TestSigner;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::Failure;
use crate::printable::printable;

/// Headers of the connection that it was received over; a request that is sent again has its own.
const OF_THE_CONNECTION: [&str; 8] =
    ["connection", "content-length", "expect", "host", "keep-alive", "te", "transfer-encoding", "upgrade"];

/// Names of the header that identifies a delivery.
const ID_HEADERS: [&str; 2] = ["rtk-uuid", "dyte-uuid"];

/// Names of the header with the signature.
const SIGNATURE_HEADERS: [&str; 2] = ["rtk-signature", "dyte-signature"];

/// A delivery with everything that is needed to send it again.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    pub received_at: Timestamp,
    pub id: String,
    pub webhook_id: String,
    pub event: String,
    /// In the order in which they were received.
    pub headers: Vec<(String, String)>,
    /// Exactly as it was received: the signature is that of these bytes.
    pub body: String,
}

impl Delivery {
    /// The headers that are sent with the body.
    pub fn header_map(&self) -> Result<HeaderMap, Failure> {
        let mut map = HeaderMap::new();
        for (name, value) in &self.headers {
            let wrong = || Failure::other(format!("delivery {}: the header {name:?} cannot be sent", self.id));
            let name = HeaderName::try_from(name).map_err(|_| wrong())?;
            map.append(name, HeaderValue::from_str(value).map_err(|_| wrong())?);
        }
        Ok(map)
    }

    /// The body as JSON; `null` if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// Whether an emulator signed the delivery. Its keys are public.
    pub async fn is_emulated(&self) -> bool {
        let Ok(headers) = self.header_map() else { return false };
        for signer in [TestSigner::new(), TestSigner::another()] {
            let verifier: Verifier = signer.verifier();
            if verifier.verify(&headers, self.body.as_bytes()).await.is_ok() {
                return true;
            }
        }
        false
    }

    /// Signs the body as an emulator does that has just been started.
    pub fn sign(&mut self) {
        let signature = TestSigner::new().sign(&self.body);
        self.set(&SIGNATURE_HEADERS, &signature);
    }

    /// Gives the delivery another id. No signature covers it.
    pub fn set_id(&mut self, id: &str) {
        self.set(&ID_HEADERS, id);
        id.clone_into(&mut self.id);
    }

    fn set(&mut self, names: &[&str], value: &str) {
        for (name, present) in &mut self.headers {
            if names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted)) {
                value.clone_into(present);
            }
        }
    }
}

/// The headers that belong to the message and not to the connection.
pub fn of_the_message(headers: &HeaderMap) -> HeaderMap {
    let kept = headers.iter().filter(|(name, _)| !OF_THE_CONNECTION.contains(&name.as_str()));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// The subject of an event, in a few words.
pub fn subject(body: &Value) -> String {
    let text = |path: &str| body.pointer(path).and_then(Value::as_str).filter(|text| !text.is_empty());
    let meeting = ["/meeting/title", "/title", "/meeting/id", "/meetingId", "/meeting_id", "/streamId"];
    let detail =
        ["/participant/userDisplayName", "/participant/customParticipantId", "/recording/status", "/status", "/reason"];
    let first = |paths: &[&str]| paths.iter().find_map(|path| text(path)).map(printable);
    let parts = [first(&meeting), first(&detail)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn delivery(body: &str) -> Delivery {
        let headers = TestSigner::new().headers(body);
        let text = |name: &str| headers[name].to_str().unwrap().to_owned();
        Delivery {
            received_at: Timestamp::from_unix_millis(1_795_080_662_123),
            id: text("rtk-uuid"),
            webhook_id: text("rtk-webhook-id"),
            event: "meeting.started".to_owned(),
            headers: headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().into())).collect(),
            body: body.to_owned(),
        }
    }

    #[tokio::test]
    async fn an_edited_delivery_of_the_emulator_is_signed_again() {
        let mut delivery = delivery(r#"{"event":"meeting.started","meeting":{"id":"a"}}"#);
        assert!(delivery.is_emulated().await);
        delivery.body = delivery.body.replace("\"a\"", "\"b\"");
        assert!(!delivery.is_emulated().await);
        delivery.sign();
        delivery.set_id("another-id");
        let verified = TestSigner::new().verifier();
        let verified = verified.verify(&delivery.header_map().unwrap(), delivery.body.as_bytes()).await.unwrap();
        assert_eq!((verified.id.as_str(), delivery.id.as_str()), ("another-id", "another-id"));
    }

    #[test]
    fn the_subject_names_meeting_and_detail() {
        for (body, expected) in [
            (json!({ "meeting": { "id": "m", "title": "Weekly" } }), "Weekly"),
            (json!({ "meeting": { "id": "m" }, "participant": { "userDisplayName": "Mary" } }), "m: Mary"),
            (
                json!({ "meeting": { "title": "a\u{1b}[2Jb" }, "recording": { "status": "UPLOADED" } }),
                "a [2Jb: UPLOADED",
            ),
            (json!({ "streamId": "s", "status": "LIVE" }), "s: LIVE"),
            (json!({ "event": "new" }), ""),
        ] {
            assert_eq!(subject(&body), expected, "{body}");
        }
    }

    #[test]
    fn headers_of_the_connection_are_not_forwarded() {
        let headers = [("host", "a"), ("rtk-uuid", "b"), ("content-length", "3"), ("user-agent", "c")];
        let headers = headers.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let kept = of_the_message(&headers.into_iter().collect());
        assert_eq!(kept.keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["rtk-uuid", "user-agent"]);
    }
}
