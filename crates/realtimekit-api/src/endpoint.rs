//! The base URL of the API and the credentials, passed from a server for tests to a client.

use crate::values::Secret;

/// The base URL of the API, and the credentials for it.
///
/// A server for tests returns one (`Emulator::endpoint` of the crate `realtimekit-emulator`), and a client is created from
/// it (`Client` and `ClientBuilder` of the crate `realtimekit`). Neither crate depends on the other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// Base URL of all requests, such as `https://api.cloudflare.com/client/v4`.
    pub base_url: String,
    /// Identifier of the account.
    pub account_id: String,
    /// The API token.
    pub api_token: Secret,
    /// The app to use if a program names no other.
    pub app_id: Option<String>,
}

impl Endpoint {
    /// An endpoint without an app.
    pub fn new(base_url: impl Into<String>, account_id: impl Into<String>, api_token: impl Into<Secret>) -> Self {
        Self { base_url: base_url.into(), account_id: account_id.into(), api_token: api_token.into(), app_id: None }
    }

    /// Sets the app to use if a program names no other.
    #[must_use]
    pub fn app_id(mut self, app_id: impl Into<String>) -> Self {
        self.app_id = Some(app_id.into());
        self
    }
}
