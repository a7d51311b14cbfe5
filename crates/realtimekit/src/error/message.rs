//! Messages of the service in an error response.

use std::fmt;

use serde_json::Value;

use crate::redact::redact_text;

/// Most messages that an error keeps.
const MAX_MESSAGES: usize = 16;

/// A message of the service in an error response.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiMessage {
    /// Code of the message: the HTTP status again, or a code of the gateway such as 10000.
    pub code: Option<i64>,
    /// The text as the service wrote it. It may contain identifiers, tokens and links.
    pub text: String,
    /// The text for people.
    redacted: String,
}

impl ApiMessage {
    fn new(code: Option<i64>, text: &str) -> Self {
        Self { code, text: text.to_owned(), redacted: redact_text(text, &[]) }
    }

    /// The text for people, without secrets.
    pub(super) fn redacted(&self) -> &str {
        &self.redacted
    }

    /// Redacts the credentials of the client too.
    pub(super) fn redact(&mut self, own: &[&str]) {
        self.redacted = redact_text(&self.text, own);
    }
}

impl fmt::Debug for ApiMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiMessage").field("code", &self.code).field("text", &self.redacted).finish()
    }
}

/// The first messages in an error body, in whichever envelope.
pub(super) fn messages(body: &Value) -> Vec<ApiMessage> {
    let mut found = Vec::new();
    collect(&body["error"], 0, &mut found);
    for error in body["errors"].as_array().into_iter().flatten() {
        collect(error, 0, &mut found);
    }
    if found.is_empty() {
        collect(body, 0, &mut found);
        collect(&body["data"], 0, &mut found);
    }
    for message in body["messages"].as_array().into_iter().flatten() {
        collect(message, 0, &mut found);
    }
    found
}

/// Adds a message, given as text or as an object, and the chain of errors behind it.
fn collect(value: &Value, depth: usize, found: &mut Vec<ApiMessage>) {
    const MAX_DEPTH: usize = 8;
    if found.len() >= MAX_MESSAGES {
        return;
    }
    match value {
        Value::String(text) if !text.is_empty() => found.push(ApiMessage::new(None, text)),
        Value::Object(map) => {
            let text = ["message", "error", "detail"].iter().find_map(|key| map.get(*key)?.as_str());
            let code = map.get("code").and_then(|code| code.as_i64().or_else(|| code.as_str()?.trim().parse().ok()));
            if let Some(text) = text {
                found.push(ApiMessage::new(code, text));
            } else if let Some(code) = code {
                found.push(ApiMessage::new(Some(code), ""));
            }
            for error in map.get("error_chain").and_then(Value::as_array).into_iter().flatten() {
                if depth < MAX_DEPTH {
                    collect(error, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_envelope_is_read() {
        for (body, first, others) in [
            (
                r#"{"success":false,"error":{"code":404,"message":"Meeting x not found"}}"#,
                (Some(404), "Meeting x not found"),
                &[][..],
            ),
            (r#"{"success":false,"error":"Participant already exists"}"#, (None, "Participant already exists"), &[]),
            (r#"{"message":"Unauthorized"}"#, (None, "Unauthorized"), &[]),
            (r#"{"success":false,"data":{"message":"No such thing"}}"#, (None, "No such thing"), &[]),
            (
                r#"{"success":false,"errors":[{"code":"7003","message":"Bad id","error_chain":[{"code":1,"message":"Deep"}]},{"message":"c"}],"messages":["see docs",{"message":"also"}],"result":null}"#,
                (Some(7003), "Bad id"),
                &["Deep", "c", "see docs", "also"],
            ),
        ] {
            let found = messages(&serde_json::from_str(body).unwrap());
            assert_eq!((found[0].code, found[0].text.as_str()), first, "{body}");
            let rest: Vec<_> = found[1..].iter().map(|message| message.text.as_str()).collect();
            assert_eq!(rest, others, "{body}");
        }
    }

    #[test]
    fn the_number_of_messages_is_bounded() {
        let texts = vec!["no"; 1000];
        let chain = vec![serde_json::json!({ "message": "no" }); 1000];
        for body in [
            serde_json::json!({ "errors": texts }),
            serde_json::json!({ "messages": texts }),
            serde_json::json!({ "errors": [{ "message": "no", "error_chain": chain }] }),
        ] {
            assert_eq!(messages(&body).len(), MAX_MESSAGES);
        }
    }
}
