//! Refusals as the service has been observed to send them.

use serde_json::{Value, json};

use crate::http::envelope::error_body;
use crate::world::ids::Ids;
use crate::world::refusal::Refusal;

/// The body of a refusal by the service, in one of its forms.
pub(crate) fn refusal(refusal: &Refusal, ids: &mut Ids) -> Value {
    match (refusal.gateway, ids.fraction()) {
        (None, ..0.25) => json!({ "success": false, "error": refusal.message }),
        (None, ..0.5) => json!({ "message": refusal.message }),
        (None, ..0.75) => json!({ "success": false, "data": { "message": refusal.message } }),
        (Some(code), ..0.5) => json!({
            "success": false,
            "errors": [{
                "code": code.to_string(),
                "message": refusal.message,
                "error_chain": [{ "code": code, "message": refusal.message }],
            }],
            "messages": if ids.chance(0.5) {
                json!(["see the documentation"])
            } else {
                json!([{ "code": code, "message": "see the documentation" }])
            },
            "result": null,
        }),
        _ => error_body(refusal),
    }
}
