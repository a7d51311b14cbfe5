//! The client: connection pool, credentials and policies.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use realtimekit_api::{self as api, Secret};
use reqwest::Method;
use reqwest::header::{HeaderValue, InvalidHeaderValue};

use crate::error::Error;
use crate::rate_limit::{RateLimit, RateLimitState};
#[cfg(feature = "rate-limiter")]
use crate::rate_limiter::RateLimiter;
use crate::request::RawRequest;
use crate::resources::{App, Apps};
use crate::retry::{RETRIES_ON_CREDIT, RetryBudget, RetryPolicy};

/// The public API host.
const DEFAULT_BASE_URL: &str = "https://api.cloudflare.com/client/v4";

/// Name and version in the `User-Agent` header.
pub(crate) const USER_AGENT: &str = concat!("realtimekit-rust/", env!("CARGO_PKG_VERSION"));

/// A client of one Cloudflare account.
///
/// It holds the connection pool, the credentials and the policies. Cloning is cheap and shares all of them; use one
/// client for the whole program.
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
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) api: api::Client,
    pub(crate) account_id: String,
    pub(crate) default_app: Option<String>,
    pub(crate) authorization: HeaderValue,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeout: Duration,
    /// What the HTTP client does of itself; `None` where it is the caller's.
    pub(crate) http_timeout: Option<Duration>,
    pub(crate) deadline: Duration,
    pub(crate) max_response_bytes: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) rate_limit: RateLimitState,
    #[cfg(feature = "rate-limiter")]
    pub(crate) limiter: Option<RateLimiter>,
}

impl Client {
    /// Starts to configure a client; account and credentials are required.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A client configured by the environment: `CLOUDFLARE_ACCOUNT_ID` and `CLOUDFLARE_API_TOKEN`, and if present
    /// `REALTIMEKIT_APP_ID` (see [`default_app`](Self::default_app)) and `REALTIMEKIT_BASE_URL`.
    ///
    /// # Errors
    ///
    /// Fails when a variable is missing or cannot be used; the error names it.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env().build()
    }

    /// The apps of the account.
    pub fn apps(&self) -> Apps {
        Apps::new(self.clone())
    }

    /// One app, to which meetings, presets, recordings and everything else belong.
    pub fn app(&self, app_id: impl Into<String>) -> App {
        App::new(self.clone(), app_id.into())
    }

    /// The app named with [`ClientBuilder::app_id`] or by the variable `REALTIMEKIT_APP_ID`.
    ///
    /// # Errors
    ///
    /// Fails when none was named.
    pub fn default_app(&self) -> Result<App, Error> {
        let app_id = self.inner.default_app.clone();
        app_id.map(|app_id| self.app(app_id)).ok_or_else(|| {
            Error::invalid_input("app id is missing: set REALTIMEKIT_APP_ID or call ClientBuilder::app_id")
        })
    }

    /// A request to any path below the account's `realtime/kit/`, with the same credentials, retries and errors: for
    /// operations that this version does not know.
    ///
    /// ```no_run
    /// # async fn run(client: realtimekit::Client) -> Result<(), realtimekit::Error> {
    /// let answer = client.request(reqwest::Method::GET, "/my-app-id/new-thing").query("page_no", 1).send().await?;
    /// println!("{}: {}", answer.status, answer.json()?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(self.clone(), method, path.into())
    }

    /// What the service last said about its rate limit, on any request of this client or its clones.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.inner.rate_limit.latest()
    }

    /// Identifier of the account.
    pub fn account_id(&self) -> &str {
        &self.inner.account_id
    }

    /// The base URL of all requests.
    pub fn base_url(&self) -> &str {
        self.inner.api.base_url()
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("account_id", &self.account_id())
            .field("credentials", &format_args!("[redacted]"))
            .finish_non_exhaustive()
    }
}

/// How requests prove who sends them.
#[derive(Clone, Default)]
enum Credentials {
    #[default]
    None,
    Bearer(Secret),
    Basic {
        user: String,
        password: Secret,
    },
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
    retry: RetryPolicy,
    retry_budget: u32,
    allow_insecure_http: bool,
    #[cfg(feature = "rate-limiter")]
    limiter: Option<RateLimiter>,
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
            retry: RetryPolicy::default(),
            retry_budget: RETRIES_ON_CREDIT,
            allow_insecure_http: false,
            #[cfg(feature = "rate-limiter")]
            limiter: None,
        }
    }
}

impl ClientBuilder {
    /// A builder with what the environment says; see [`Client::from_env`].
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

    /// Basic credentials, as the older hosts of the API take them: the id of the organization and its key.
    pub fn basic_auth(mut self, organization_id: impl Into<String>, api_key: impl Into<Secret>) -> Self {
        self.credentials = Credentials::Basic { user: organization_id.into(), password: api_key.into() };
        self
    }

    /// The app of [`Client::default_app`].
    pub fn app_id(mut self, app_id: impl Into<String>) -> Self {
        self.app_id = Some(app_id.into());
        self
    }

    /// Another host or an emulator. The default is `https://api.cloudflare.com/client/v4`.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Allows a base URL with `http` on a host other than this machine. The credentials then travel in the clear.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.allow_insecure_http = allow;
        self
    }

    /// Name and version of the calling program, appended to the `User-Agent`.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// An HTTP client of the caller's, for proxies or certificates. Its own time-outs and redirect policy apply too;
    /// [`connect_timeout`](Self::connect_timeout) does not. Turn redirects off in it: the API sends none.
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// Time allowed for a connection to be made. The default is 10 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Time allowed for one attempt, from its start to the last byte of the answer. The default is 30 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Time allowed for a call with all its attempts and waits. The default is 120 seconds.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Largest answer that is read into memory, after decompression. The default is 64 MiB.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// When and how often to try again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many retries all calls of the client together may be ahead of their successes: where everything fails, more of
    /// them only add load. The default is 100, five successes earn one more, and nobody tries again while none is left. 0
    /// allows no retry at all, [`u32::MAX`] sets no limit in practice.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = retries;
        self
    }

    /// Lets requests pass only as fast as the service accepts them. There is no limiter by default.
    #[cfg(feature = "rate-limiter")]
    pub fn rate_limiter(mut self, limiter: RateLimiter) -> Self {
        self.limiter = Some(limiter);
        self
    }

    /// Checks the configuration and makes the client. No request is sent.
    ///
    /// # Errors
    ///
    /// Fails when the account or the credentials are missing or cannot be used, when the base URL is not one that
    /// credentials may be sent to, or when a time limit is 0.
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
        let authorization = authorization(&self.credentials)?;
        let loopback = check_base_url(&self.base_url, self.allow_insecure_http)?;
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
                    // The API sends no redirects; one that came anyway could lead the request to another host.
                    .redirect(reqwest::redirect::Policy::none());
                // A proxy has no way to this machine's own address, and would see the credentials in the clear.
                let builder = if loopback { builder.no_proxy() } else { builder };
                let http = builder.build();
                http.map_err(|error| Error::invalid_input("the HTTP client cannot be made").with_source(error))?
            }
        };
        Ok(Client {
            inner: Arc::new(Inner {
                api: api::Client::new(&self.base_url, http),
                account_id,
                default_app: self.app_id,
                authorization,
                user_agent,
                timeout: self.timeout,
                http_timeout,
                deadline: self.deadline,
                max_response_bytes: self.max_response_bytes,
                budget: RetryBudget::new(self.retry_budget),
                retry: self.retry,
                rate_limit: RateLimitState::default(),
                #[cfg(feature = "rate-limiter")]
                limiter: self.limiter,
            }),
        })
    }
}

/// Refuses a time limit that nothing could keep.
pub(crate) fn check_limit(name: &str, limit: Duration) -> Result<(), Error> {
    if limit.is_zero() {
        return Err(Error::invalid_input(format!("{name} is 0, but must be longer: no answer comes in no time")));
    }
    Ok(())
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &shown_url(&self.base_url))
            .field("account_id", &self.account_id)
            .field("credentials", &format_args!("[redacted]"))
            .finish_non_exhaustive()
    }
}

/// The `Authorization` header, marked so that it is never printed.
fn authorization(credentials: &Credentials) -> Result<HeaderValue, Error> {
    let unusable = |_: InvalidHeaderValue| {
        Error::invalid_input(
            "the credentials cannot stand in a header: they must be visible ASCII, without a line break at the end",
        )
    };
    let visible = |secret: &Secret| secret.expose().bytes().all(|byte| (0x21..=0x7e).contains(&byte));
    let mut value = match credentials {
        Credentials::None => {
            return Err(Error::invalid_input(
                "API token is missing: set CLOUDFLARE_API_TOKEN or call ClientBuilder::api_token",
            ));
        }
        Credentials::Bearer(token) if token.is_empty() => {
            return Err(Error::invalid_input(
                "API token is empty: set CLOUDFLARE_API_TOKEN or call ClientBuilder::api_token",
            ));
        }
        // A blank or a non-ASCII letter is legal in a header and never part of a token.
        Credentials::Bearer(token) if !visible(token) => HeaderValue::from_str("\n").map_err(unusable)?,
        Credentials::Bearer(token) => HeaderValue::from_str(&format!("Bearer {}", token.expose())).map_err(unusable)?,
        Credentials::Basic { user, password } => {
            let pair = base64(format!("{user}:{}", password.expose()).as_bytes());
            HeaderValue::from_str(&format!("Basic {pair}")).map_err(unusable)?
        }
    };
    value.set_sensitive(true);
    Ok(value)
}

/// Standard Base64 with padding: one header in a client's life does not justify a dependency.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place) & 63) as usize).filter(|_| place <= chunk.len());
            text.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    text
}

/// A base URL that was not checked yet, without what could be credentials in it.
fn shown_url(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let plain = url.get(..end).unwrap_or_default();
    match plain.rsplit_once('@') {
        Some((before, after)) => {
            let scheme = before.split_once("://").map_or("", |(scheme, _)| scheme);
            format!("{scheme}://[redacted]@{after}")
        }
        None => plain.to_owned(),
    }
}

/// Whether credentials may be sent to this URL, and if so, whether it is on this machine.
fn check_base_url(base_url: &str, allow_insecure_http: bool) -> Result<bool, Error> {
    let refuse = |rule: &str| Err(Error::invalid_input(format!("base URL {:?} {rule}", shown_url(base_url))));
    let url = match reqwest::Url::parse(base_url) {
        Ok(url) => url,
        Err(error) => return refuse(&format!("is not a URL: {error}")),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::invalid_input("base URL must not carry credentials: use ClientBuilder::basic_auth"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refuse("must not have a query or a fragment");
    }
    let loopback = is_loopback(&url);
    match url.scheme() {
        "https" => Ok(loopback),
        "http" if loopback || allow_insecure_http => Ok(loopback),
        "http" => {
            refuse("sends the credentials in the clear: use https, or allow it with ClientBuilder::allow_insecure_http")
        }
        _ => refuse("must begin with https://"),
    }
}

/// Whether a URL leads to this machine.
pub(crate) fn is_loopback(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match host.trim_matches(['[', ']']).parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
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
    fn what_is_missing_is_named_with_variable_and_method() {
        let text = refused(Client::builder().api_token("t"));
        assert!(text.contains("CLOUDFLARE_ACCOUNT_ID") && text.contains("ClientBuilder::account_id"), "{text}");
        let text = refused(Client::builder().account_id("a"));
        assert!(text.contains("CLOUDFLARE_API_TOKEN") && text.contains("ClientBuilder::api_token"), "{text}");
        let client = builder().build().unwrap();
        let text = client.default_app().expect_err("no app").to_string();
        assert!(text.contains("REALTIMEKIT_APP_ID") && text.contains("ClientBuilder::app_id"), "{text}");
    }

    #[test]
    fn tokens_that_break_a_header_are_refused_and_not_printed() {
        for token in ["s3cr3t\n", "s3\rcr3t", "s3cr3t\u{e9}", "s3 cr3t", "\u{feff}s3cr3t"] {
            let text = refused(builder().api_token(token));
            assert!(text.contains("visible ASCII") && !text.contains("cr3t"), "{text}");
        }
    }

    #[test]
    fn account_ids_that_change_the_path_are_refused() {
        for account_id in ["", "..", "a/b"] {
            assert!(refused(builder().account_id(account_id)).contains("account_id"));
        }
    }

    #[test]
    fn http_is_for_this_machine_only() {
        for url in ["http://127.0.0.1:8080/client/v4", "http://[::1]:1", "http://localhost:80", "https://example.com/"]
        {
            builder().base_url(url).build().unwrap();
        }
        assert!(refused(builder().base_url("http://example.com")).contains("in the clear"));
        builder().base_url("http://example.com").allow_insecure_http(true).build().unwrap();
        assert!(refused(builder().base_url("ftp://example.com")).contains("must begin with https://"));
        assert!(refused(builder().base_url("example.com")).contains("is not a URL"));
        let text = refused(builder().base_url("https://user:s3cr3t@example.com"));
        assert!(text.contains("must not carry credentials") && !text.contains("s3cr3t"), "{text}");
        for url in
            ["https://user:s3cr3t@[bad", "https://example.com/?key=s3cr3t", "https://example.com/#s3cr3t", "x:s3cr3t@y"]
        {
            let text = refused(builder().base_url(url));
            assert!(!text.contains("s3cr3t"), "{text}");
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

    #[test]
    fn base64_pads() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foo"), "Zm9v");
        assert_eq!(base64(b"org:key\xff"), "b3JnOmtlef8=");
    }
}
