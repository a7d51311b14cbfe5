//! The state that a client, its clones and all handles share.

use std::time::Duration;

use realtimekit_api::{self as api, Secret};
use reqwest::header::{AUTHORIZATION, HeaderValue, USER_AGENT as USER_AGENT_HEADER};

use crate::budget::RetryBudget;
use crate::error::Error;
use crate::gate::Gate;
#[cfg(feature = "rate-limiter")]
use crate::limiter::Limiter;
use crate::rate_limit_headers::RateLimitState;
use crate::retry::RetryPolicy;

/// Name and version in the `User-Agent` header.
pub(crate) const USER_AGENT: &str = concat!("realtimekit-rust/", env!("CARGO_PKG_VERSION"));

/// The state that a client, its clones and all handles share: connection pool, credentials, policies and limits.
pub(crate) struct Core {
    pub(crate) api: api::Client,
    pub(crate) account_id: String,
    pub(crate) default_app: Option<String>,
    pub(crate) authorization: HeaderValue,
    /// The texts that are redacted everywhere: token, key, and the pair in the header.
    pub(crate) secrets: Vec<Secret>,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeout: Duration,
    /// Timeout that is set in the HTTP client itself; `None` if the caller made the HTTP client.
    pub(crate) http_timeout: Option<Duration>,
    pub(crate) deadline: Duration,
    pub(crate) max_response_bytes: usize,
    pub(crate) retry_policy: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) rate_limit: RateLimitState,
    pub(crate) gate: Gate,
    #[cfg(feature = "rate-limiter")]
    pub(crate) limiter: Option<std::sync::Arc<dyn Limiter>>,
    /// HTTP client for storage hosts, which the first download makes.
    #[cfg(feature = "download")]
    pub(crate) storage: std::sync::OnceLock<Option<reqwest::Client>>,
}

impl Core {
    /// Redacts the credentials in the messages of an error.
    pub(crate) fn redact(&self, error: Error) -> Error {
        let secrets: Vec<&str> = self.secrets.iter().map(Secret::expose).collect();
        error.with_own_redacted(&secrets)
    }

    /// Adds credentials and user agent.
    pub(crate) fn sign(&self, request: &mut reqwest::Request) {
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, self.authorization.clone());
        headers.insert(USER_AGENT_HEADER, self.user_agent.clone());
    }
}

impl std::fmt::Debug for Core {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core")
            .field("base_url", &self.api.base_url())
            .field("account_id", &self.account_id)
            .finish_non_exhaustive()
    }
}
