//! Why a request was refused.

/// A request that was refused, by the service or by the gateway in front of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) message: String,
    /// The code of the gateway; without one, the service itself refuses.
    pub(crate) gateway: Option<i64>,
}

impl Refusal {
    /// In the service's envelope `{success, error: {code, message}}`.
    pub(crate) fn service(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), gateway: None }
    }

    /// In the gateway's envelope `{success, errors, messages, result}`.
    pub(crate) fn gateway(status: u16, code: i64, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), gateway: Some(code) }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::service(400, message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::service(404, message)
    }

    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::service(409, message)
    }
}
