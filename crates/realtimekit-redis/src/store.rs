//! The connection to Redis, and whether it works.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{ConnectionAddr, FromRedisValue, RedisError, Script};

const TIMEOUT: Duration = Duration::from_millis(500);

/// How long Redis is not asked again after a failure.
const PAUSE: Duration = Duration::from_secs(1);

/// The behaviour of a limiter or deduplicator while Redis is unavailable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenUnavailable {
    /// Fails: deliveries are not handled and sent again later, requests are not sent.
    #[default]
    Fail,
    /// Continues within the process: each replica recognises its own deliveries only, and uses its part of the limit.
    Local,
}

/// A connection to Redis. Cheap to clone; clones share the connection.
#[derive(Clone)]
pub struct Store {
    connection: Connection,
    prefix: String,
    timeout: Duration,
    health: Arc<Mutex<Health>>,
}

#[derive(Clone)]
enum Connection {
    Single(ConnectionManager),
    #[cfg(feature = "cluster")]
    Cluster(redis::cluster_async::ClusterConnection),
}

#[derive(Default)]
struct Health {
    is_down: bool,
    /// When Redis is asked again.
    retry_at: Option<Instant>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("prefix", &self.prefix).field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

/// The reason why Redis made no decision.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// The URL is not valid, or the client could not be created.
    Client(RedisError),
    /// There is no Tokio runtime.
    NoRuntime,
    /// The connection failed, or Redis returned an error.
    Redis(RedisError),
    /// Redis did not respond in time.
    Timeout(Duration),
    /// Redis failed less than a second ago and was not asked.
    Unavailable,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(_) => f.write_str("the Redis client could not be created"),
            Self::NoRuntime => f.write_str("a Redis store must be opened inside a Tokio runtime"),
            Self::Redis(_) => f.write_str("Redis failed"),
            Self::Timeout(limit) => write!(f, "Redis did not respond within {limit:?}"),
            Self::Unavailable => f.write_str("Redis is unavailable"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Client(error) | Self::Redis(error) => Some(error),
            _ => None,
        }
    }
}

impl Store {
    /// Opens a connection when it is first used, for example to `redis://:password@host:6379/0`, or `rediss://` for TLS
    /// with the feature `rustls` or `native-tls`.
    ///
    /// # Errors
    ///
    /// Fails if the URL is not valid, or outside of a Tokio runtime.
    pub fn open(url: &str) -> Result<Self, StoreError> {
        Self::with_client(redis::Client::open(url).map_err(StoreError::Client)?)
    }

    /// Uses a client of the `redis` crate, for example one with TLS certificates. Connects when it is first used.
    ///
    /// # Errors
    ///
    /// Fails outside of a Tokio runtime.
    pub fn with_client(client: redis::Client) -> Result<Self, StoreError> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(StoreError::NoRuntime);
        }
        choose_cryptography(matches!(client.get_connection_info().addr(), ConnectionAddr::TcpTls { .. }));
        // The store has its own timeout and pause, so the connection fails fast and is tried again by the next decision.
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(0)
            .set_connection_timeout(Some(Duration::from_secs(2)))
            .set_response_timeout(Some(Duration::from_secs(10)));
        let manager = ConnectionManager::new_lazy_with_config(client, config).map_err(StoreError::Client)?;
        Ok(Self::new(Connection::Single(manager)))
    }

    /// Connects to a cluster.
    ///
    /// # Errors
    ///
    /// Fails if a URL is not valid, or no node can be reached.
    #[cfg(feature = "cluster")]
    pub async fn open_cluster<'a>(urls: impl IntoIterator<Item = &'a str>) -> Result<Self, StoreError> {
        let urls: Vec<_> = urls.into_iter().collect();
        choose_cryptography(urls.iter().any(|url| url.starts_with("rediss")));
        let client = redis::cluster::ClusterClient::new(urls).map_err(StoreError::Client)?;
        let connection = client.get_async_connection().await.map_err(StoreError::Redis)?;
        Ok(Self::new(Connection::Cluster(connection)))
    }

    fn new(connection: Connection) -> Self {
        Self { connection, prefix: "realtimekit".to_owned(), timeout: TIMEOUT, health: Arc::default() }
    }

    /// Sets the prefix of all keys: `realtimekit` by default. Replicas that share a limit or deduplicate together need
    /// the same one.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Sets how long a decision waits for Redis: 500 ms by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Returns a key below the prefix.
    pub(crate) fn key(&self, kind: &str, digest: &[u8]) -> String {
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        // The braces are the hash tag of a cluster.
        format!("{{{}}}:{kind}:{digest}", self.prefix)
    }

    /// Runs a script, for at most the timeout or `limit`.
    pub(crate) async fn run<T: FromRedisValue>(
        &self,
        script: &Script,
        keys: &[String],
        arguments: &[String],
        limit: Option<Duration>,
    ) -> Result<T, StoreError> {
        if self.health().retry_at.is_some_and(|at| Instant::now() < at) {
            return Err(StoreError::Unavailable);
        }
        let timeout = limit.map_or(self.timeout, |limit| limit.min(self.timeout));
        let result = match tokio::time::timeout(timeout, self.invoke(script, keys, arguments)).await {
            Ok(result) => result.map_err(StoreError::Redis),
            Err(_) => Err(StoreError::Timeout(timeout)),
        };
        // A timeout that the caller shortened says nothing about Redis.
        let is_down = match &result {
            Ok(_) => Some(false),
            Err(StoreError::Timeout(limit)) if *limit < self.timeout => None,
            Err(_) => Some(true),
        };
        if let Some(is_down) = is_down {
            self.record(is_down, result.as_ref().err());
        }
        result
    }

    async fn invoke<T: FromRedisValue>(
        &self,
        script: &Script,
        keys: &[String],
        arguments: &[String],
    ) -> Result<T, RedisError> {
        let mut invocation = script.prepare_invoke();
        for key in keys {
            invocation.key(key);
        }
        for argument in arguments {
            invocation.arg(argument);
        }
        match self.connection.clone() {
            Connection::Single(mut manager) => invocation.invoke_async(&mut manager).await,
            #[cfg(feature = "cluster")]
            Connection::Cluster(mut connection) => invocation.invoke_async(&mut connection).await,
        }
    }

    fn record(&self, is_down: bool, error: Option<&StoreError>) {
        let mut health = self.health();
        health.retry_at = is_down.then(|| Instant::now() + PAUSE);
        if std::mem::replace(&mut health.is_down, is_down) == is_down {
            return;
        }
        match error {
            Some(error) => {
                let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
                tracing::warn!(%error, cause, prefix = self.prefix, "Redis is unavailable");
            }
            None => tracing::info!(prefix = self.prefix, "Redis is available again"),
        }
    }

    fn health(&self) -> MutexGuard<'_, Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Rustls panics if it has no cryptography, or several to choose from, and none was installed. Installs one for TLS, unless
/// the program has.
fn choose_cryptography(is_tls: bool) {
    #[cfg(feature = "rustls")]
    if is_tls && rustls::crypto::CryptoProvider::get_default().is_none() {
        // An error means that another thread has installed one.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    }
    #[cfg(not(feature = "rustls"))]
    let _ = is_tls;
}

/// A duration in whole milliseconds, at least `least`.
pub(crate) fn milliseconds(duration: Duration, least: u64) -> String {
    // Redis refuses expiries that overflow its clock; ten years are enough.
    const LONGEST: u64 = 10 * 365 * 86_400_000;
    u64::try_from(duration.as_millis()).unwrap_or(LONGEST).clamp(least, LONGEST).to_string()
}
