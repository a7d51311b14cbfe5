//! The client: connection pool, credentials and policies.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use realtimekit_api::{self as api, Endpoint, Secret};
use reqwest::Method;
use reqwest::header::HeaderValue;

use crate::base_url::{check_base_url, is_loopback};
use crate::budget::{DEFAULT_RETRY_BUDGET, RetryBudget};
use crate::core::{Core, USER_AGENT};
use crate::credentials::Credentials;
use crate::error::Error;
use crate::gate::Gate;
#[cfg(feature = "rate-limiter")]
use crate::limiter::Limiter;
use crate::options::check_limit;
use crate::rate_limit_headers::{RateLimit, RateLimitState};
use crate::raw_request::RawRequest;
use crate::redact::{REDACTED, redact_base_url};
use crate::resources::{AppHandle, Apps};
use crate::retry::RetryPolicy;

/// The public API host.
const DEFAULT_BASE_URL: &str = "https://api.cloudflare.com/client/v4";

/// A client of one Cloudflare account.
///
/// It holds the connection pool, the credentials and the policies. Clones are cheap and share all of them; use one client
/// for the whole program.
///
/// Calls need a Tokio runtime, of any kind, with I/O and time enabled: outside of one, Tokio panics.
///
/// ```no_run
/// # fn run() -> Result<(), realtimekit::Error> {
/// use std::time::Duration;
///
/// let client = realtimekit::Client::builder()
///     .account_id("023e105f4ecef8ad9ca31a8372d0c353")
///     .api_token("token")
///     .timeout(Duration::from_secs(10))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    core: Arc<Core>,
}

impl Client {
    /// Returns a builder. Account and credentials are required.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Creates a client from environment variables: `CLOUDFLARE_ACCOUNT_ID` and `CLOUDFLARE_API_TOKEN`, and if present
    /// `REALTIMEKIT_APP_ID` (see [`default_app`](Self::default_app)) and `REALTIMEKIT_BASE_URL`.
    ///
    /// # Errors
    ///
    /// Fails if a variable is missing or invalid; the error names it.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env().build()
    }

    /// The apps of the account.
    pub fn apps(&self) -> Apps {
        Apps::new(Arc::clone(&self.core))
    }

    /// One app, to which meetings, presets, recordings and everything else belong.
    pub fn app(&self, app_id: impl Into<String>) -> AppHandle {
        AppHandle::new(Arc::clone(&self.core), app_id.into())
    }

    /// The app that [`ClientBuilder::app_id`] or the variable `REALTIMEKIT_APP_ID` names.
    ///
    /// # Errors
    ///
    /// Fails if neither names one.
    pub fn default_app(&self) -> Result<AppHandle, Error> {
        let app_id = self.core.default_app.clone();
        app_id.map(|app_id| self.app(app_id)).ok_or_else(|| {
            Error::invalid_input("app id is missing: set REALTIMEKIT_APP_ID or call ClientBuilder::app_id")
        })
    }

    /// A request to any path below the account's `realtime/kit/`, with the same credentials, retries and errors: for
    /// operations that this version does not know.
    ///
    /// ```no_run
    /// # async fn run(client: realtimekit::Client) -> Result<(), realtimekit::Error> {
    /// let response = client.request(reqwest::Method::GET, "/my-app-id/new-thing").query("page_no", 1).send().await?;
    /// println!("{}: {}", response.status, response.json()?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(Arc::clone(&self.core), method, path.into())
    }

    /// The rate limit that the service reported last, on any request of this client or its clones.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.core.rate_limit.latest()
    }

    /// Identifier of the account.
    pub fn account_id(&self) -> &str {
        &self.core.account_id
    }

    /// The base URL of all requests.
    pub fn base_url(&self) -> &str {
        self.core.api.base_url()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("account_id", &self.account_id())
            .field("credentials", &format_args!("{REDACTED}"))
            .finish_non_exhaustive()
    }
}

/// A client for an endpoint, with the default settings; use [`ClientBuilder::from`] to change them.
impl TryFrom<Endpoint> for Client {
    type Error = Error;

    fn try_from(endpoint: Endpoint) -> Result<Self, Error> {
        ClientBuilder::from(endpoint).build()
    }
}

/// Configures a [`Client`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    base_url: String,
    account_id: Option<String>,
    app_id: Option<String>,
    credentials: Credentials,
    user_agent: Option<String>,
    http: Option<reqwest::Client>,
    connect_timeout: Duration,
    timeout: Duration,
    deadline: Duration,
    max_response_bytes: usize,
    retry_policy: RetryPolicy,
    retry_budget: u32,
    allow_insecure_http: bool,
    #[cfg(feature = "rate-limiter")]
    limiter: Option<Arc<dyn Limiter>>,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            base_url: DEFAULT_BASE_URL.to_owned(),
            account_id: None,
            app_id: None,
            credentials: Credentials::None,
            user_agent: None,
            http: None,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            deadline: Duration::from_secs(120),
            max_response_bytes: 64 * 1024 * 1024,
            retry_policy: RetryPolicy::default(),
            retry_budget: DEFAULT_RETRY_BUDGET,
            allow_insecure_http: false,
            #[cfg(feature = "rate-limiter")]
            limiter: None,
        }
    }
}

/// A builder with the base URL, the account, the token and the app of an endpoint, such as an emulator's.
impl From<Endpoint> for ClientBuilder {
    fn from(endpoint: Endpoint) -> Self {
        Self {
            base_url: endpoint.base_url,
            account_id: Some(endpoint.account_id),
            app_id: endpoint.app_id,
            credentials: Credentials::Bearer(endpoint.api_token),
            ..Self::default()
        }
    }
}

impl ClientBuilder {
    /// A builder with the settings of the environment; see [`Client::from_env`].
    pub fn from_env() -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let mut builder = Self {
            account_id: variable("CLOUDFLARE_ACCOUNT_ID"),
            app_id: variable("REALTIMEKIT_APP_ID"),
            ..Self::default()
        };
        if let Some(token) = variable("CLOUDFLARE_API_TOKEN") {
            builder.credentials = Credentials::Bearer(token.into());
        }
        if let Some(base_url) = variable("REALTIMEKIT_BASE_URL") {
            builder.base_url = base_url;
        }
        builder
    }

    /// Identifier of the Cloudflare account. Required.
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    /// An API token with the permission "Realtime" or "Realtime Admin". Required, unless
    /// [`basic_auth`](Self::basic_auth) is used.
    pub fn api_token(mut self, token: impl Into<Secret>) -> Self {
        self.credentials = Credentials::Bearer(token.into());
        self
    }

    /// Basic credentials, as the older hosts of the API accept them: the id of the organization and its key.
    pub fn basic_auth(mut self, organization_id: impl Into<String>, api_key: impl Into<Secret>) -> Self {
        self.credentials = Credentials::Basic { user: organization_id.into(), password: api_key.into() };
        self
    }

    /// The app of [`Client::default_app`].
    pub fn app_id(mut self, app_id: impl Into<String>) -> Self {
        self.app_id = Some(app_id.into());
        self
    }

    /// Base URL of another host or of an emulator. The default is `https://api.cloudflare.com/client/v4`.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Permits a base URL with `http` on a host other than this machine. The credentials are then sent unencrypted.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.allow_insecure_http = allow;
        self
    }

    /// Name and version of your program, appended to the `User-Agent`.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// A custom HTTP client, for proxies or certificates. Its own timeouts and redirect policy apply too;
    /// [`connect_timeout`](Self::connect_timeout) does not. Disable redirects in it: the API sends none.
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// Time allowed for establishing a connection. The default is 10 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Time allowed for one attempt, from its start to the last byte of the response. The default is 30 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Time allowed for a call with all its attempts and waits. The default is 120 seconds.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Largest response that is read into memory, in bytes after decompression. The default is 64 MiB.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// When and how often to retry.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.retry_policy = policy;
        self
    }

    /// Initial and largest retry budget, shared by all calls of the client: if everything fails, retries only add load. A
    /// retry takes one, every five successes add one, and without budget there is no retry. The default is 100; 0 disables
    /// retries, [`u32::MAX`] sets no limit in practice.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = retries;
        self
    }

    /// Limits requests to the rate that the service accepts: a [`RateLimiter`](crate::RateLimiter), or another
    /// [`Limiter`]. There is no limiter by default.
    #[cfg(feature = "rate-limiter")]
    pub fn rate_limiter(mut self, limiter: impl Limiter) -> Self {
        self.limiter = Some(Arc::new(limiter));
        self
    }

    /// Checks the configuration and creates the client. No request is sent.
    ///
    /// # Errors
    ///
    /// Fails if the account or the credentials are missing or invalid, if credentials may not be sent to the base URL, or
    /// if a time limit is 0.
    pub fn build(self) -> Result<Client, Error> {
        let account_id = self.account_id.ok_or_else(|| {
            Error::invalid_input("account id is missing: set CLOUDFLARE_ACCOUNT_ID or call ClientBuilder::account_id")
        })?;
        api::path_segment("account_id", &account_id).map_err(Error::from_invalid_id)?;
        for (name, limit) in
            [("connect_timeout", self.connect_timeout), ("timeout", self.timeout), ("deadline", self.deadline)]
        {
            check_limit(name, limit)?;
        }
        let authorization = self.credentials.header()?;
        let base_url = check_base_url(&self.base_url, self.allow_insecure_http)?;
        let user_agent = match &self.user_agent {
            Some(name) => HeaderValue::from_str(&format!("{USER_AGENT} {name}"))
                .map_err(|_| Error::invalid_input(format!("user agent {name:?} must be visible ASCII")))?,
            None => HeaderValue::from_static(USER_AGENT),
        };
        let http_timeout = self.http.is_none().then_some(self.timeout);
        let http = match self.http {
            Some(http) => http,
            None => {
                let builder = reqwest::Client::builder()
                    .connect_timeout(self.connect_timeout)
                    .timeout(self.timeout)
                    // Without it a retry would go over the same dead connection as the attempt that timed out.
                    .http2_keep_alive_interval(Duration::from_secs(10))
                    .http2_keep_alive_timeout(Duration::from_secs(10))
                    // The API sends no redirects; following one could lead the request to another host.
                    .redirect(reqwest::redirect::Policy::none());
                // A proxy cannot reach this machine's loopback address, and would see the credentials unencrypted.
                let builder = if is_loopback(&base_url) { builder.no_proxy() } else { builder };
                // Without TLS, the certificates of the platform need not be read, which takes longer than a request.
                #[cfg(any(feature = "rustls", feature = "native-tls"))]
                let builder = match is_loopback(&base_url) && base_url.scheme() == "http" {
                    true => builder.tls_certs_only([]),
                    false => builder,
                };
                let http = builder.build();
                http.map_err(|error| Error::invalid_input("the HTTP client cannot be created").with_source(error))?
            }
        };
        Ok(Client {
            core: Arc::new(Core {
                api: api::Client::new(&self.base_url, http),
                account_id,
                default_app: self.app_id,
                authorization,
                secrets: self.credentials.secrets(),
                user_agent,
                timeout: self.timeout,
                http_timeout,
                deadline: self.deadline,
                max_response_bytes: self.max_response_bytes,
                retry_policy: self.retry_policy,
                budget: RetryBudget::new(self.retry_budget),
                rate_limit: RateLimitState::default(),
                gate: Gate::default(),
                #[cfg(feature = "rate-limiter")]
                limiter: self.limiter,
                #[cfg(feature = "download")]
                storage: std::sync::OnceLock::new(),
            }),
        })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &redact_base_url(&self.base_url))
            .field("account_id", &self.account_id)
            .field("credentials", &format_args!("{REDACTED}"))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builder() -> ClientBuilder {
        Client::builder().account_id("acc").api_token("tok-s3cr3t")
    }

    fn refused(builder: ClientBuilder) -> String {
        builder.build().expect_err("must be refused").to_string()
    }

    #[test]
    fn missing_settings_are_named_with_variable_and_method() {
        let text = refused(Client::builder().api_token("t"));
        assert!(text.contains("CLOUDFLARE_ACCOUNT_ID") && text.contains("ClientBuilder::account_id"), "{text}");
        let text = refused(Client::builder().account_id("a"));
        assert!(text.contains("CLOUDFLARE_API_TOKEN") && text.contains("ClientBuilder::api_token"), "{text}");
        let client = builder().build().unwrap();
        let text = client.default_app().expect_err("no app").to_string();
        assert!(text.contains("REALTIMEKIT_APP_ID") && text.contains("ClientBuilder::app_id"), "{text}");
    }

    #[test]
    fn account_ids_that_change_the_path_are_refused() {
        for account_id in ["", "..", "a/b"] {
            assert!(refused(builder().account_id(account_id)).contains("account_id"));
        }
    }

    #[test]
    fn debug_shows_no_credentials() {
        let builder = builder();
        let client = builder.clone().build().unwrap();
        let odd = builder.clone().base_url("https://user:s3cr3t@example.com/?key=s3cr3t");
        for text in [format!("{builder:?}"), format!("{odd:?}"), format!("{client:?}"), format!("{client:#?}")] {
            assert!(!text.contains("s3cr3t") && text.contains("[redacted]"), "{text}");
        }
    }
}
