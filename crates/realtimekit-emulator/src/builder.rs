//! How an emulator is set up and started.

use std::collections::HashSet;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use realtimekit_api::Timestamp;
use tokio::sync::{mpsc, oneshot};

use crate::control::demo;
use crate::emulator::{Emulator, Running};
use crate::environment;
use crate::faults::rules::Faults;
use crate::http::authentication::Credentials;
use crate::http::requests::RequestLog;
use crate::http::routing;
use crate::resources::apps::new_app;
use crate::runtime::run;
use crate::server::{Server, Settings};
use crate::webhooks::delivery::{Deliveries, RetryPlan, Waiting};
use crate::world::clock::Clock;
use crate::world::deviation::Deviation;
use crate::world::fidelity::Fidelity;
use crate::world::ids::Ids;
use crate::world::state::World;

/// The default account and token.
const ACCOUNT_ID: &str = "023e105f4ecef8ad9ca31a8372d0c353";

const API_TOKEN: &str = "emulator-token-0123456789abcdefghijklmnop";

/// The configuration of an emulator. Created by [`Emulator::builder`].
#[derive(Clone, Debug)]
pub struct EmulatorBuilder {
    listen: SocketAddr,
    public_host: Option<String>,
    settings: Settings,
    fidelity: Option<Fidelity>,
    excluded: HashSet<Deviation>,
    seed: Option<u64>,
    fixed_clock: Option<Timestamp>,
    keep_requests: usize,
    transcript_delay: Option<Duration>,
    link_lifetime: Option<Duration>,
    files_listen: Option<SocketAddr>,
    retries: RetryPlan,
    demo: bool,
}

impl Default for EmulatorBuilder {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_host: None,
            settings: Settings {
                credentials: Credentials { account_id: ACCOUNT_ID.to_owned(), api_token: API_TOKEN.to_owned() },
                check_responses: false,
                log: false,
                rate_limit: None,
                body_time: Duration::from_secs(30),
            },
            fidelity: None,
            excluded: HashSet::new(),
            seed: None,
            fixed_clock: None,
            keep_requests: 10_000,
            transcript_delay: None,
            link_lifetime: None,
            files_listen: None,
            retries: RetryPlan { attempts: 5, first_wait: Duration::from_millis(200) },
            demo: false,
        }
    }
}

impl EmulatorBuilder {
    /// Address to listen on. By default a free port of 127.0.0.1.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Host name or address by which clients reach the emulator, if it differs from the one it listens on. It appears in
    /// the base URL and in links. By default an emulator that listens on all addresses calls itself 127.0.0.1 or ::1.
    pub fn public_host(mut self, host: impl Into<String>) -> Self {
        self.public_host = Some(host.into());
        self
    }

    /// The only account that the emulator knows.
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.settings.credentials.account_id = account_id.into();
        self
    }

    /// The only token that the emulator accepts.
    pub fn api_token(mut self, api_token: impl Into<String>) -> Self {
        self.settings.credentials.api_token = api_token.into();
        self
    }

    /// How closely responses follow the documents: as documented, or as observed on the real service. By default the
    /// value of the environment variable `REALTIMEKIT_EMULATOR_FIDELITY`, `documented` or `observed`, so that a test suite
    /// can run in both without a change; documented if it is not set.
    pub fn fidelity(mut self, fidelity: Fidelity) -> Self {
        self.fidelity = Some(fidelity);
        self
    }

    /// Short for `fidelity(Fidelity::Observed)`.
    pub fn observed(self) -> Self {
        self.fidelity(Fidelity::Observed)
    }

    /// Keeps a deviation from occurring by chance in the observed fidelity, for a test that depends on the documented
    /// behaviour.
    pub fn without(mut self, deviation: Deviation) -> Self {
        self.excluded.insert(deviation);
        self
    }

    /// Keeps all deviations from occurring by chance.
    pub fn without_deviations(mut self) -> Self {
        self.excluded.extend(Deviation::ALL.map(|(_, deviation)| deviation));
        self
    }

    /// Seed of identifiers, of the shapes of the observed fidelity, and of the probabilities of faults. The same seed and the
    /// same requests lead to the same responses, except for the port in the links to files. By default the value of the
    /// environment variable `REALTIMEKIT_EMULATOR_SEED`, or 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Stops the clock at this time; only [`Emulator::advance`] moves it then. Otherwise it runs with the system's.
    pub fn fixed_clock(mut self, time: Timestamp) -> Self {
        self.fixed_clock = Some(time);
        self
    }

    /// How many requests [`Emulator::received`] remembers; 10,000 by default, and no more than fit into 32 MiB.
    pub fn keep_requests(mut self, requests: usize) -> Self {
        self.keep_requests = requests;
        self
    }

    /// Validates every response against the OpenAPI document; see [`Emulator::contradictions`].
    pub fn check_responses(mut self) -> Self {
        self.settings.check_responses = true;
        self
    }

    /// How long after the end of a session its transcript has content. By default immediately, and 5 minutes in the observed
    /// fidelity.
    pub fn transcript_delay(mut self, delay: Duration) -> Self {
        self.transcript_delay = Some(delay);
        self
    }

    /// How long a link to a file is valid. By default as long as the file is kept: 7 days.
    pub fn link_lifetime(mut self, lifetime: Duration) -> Self {
        self.link_lifetime = Some(lifetime);
        self
    }

    /// Address of the port that serves recordings, chats, transcripts and summaries. By default a free port of the same
    /// host as the API.
    pub fn files_listen(mut self, address: SocketAddr) -> Self {
        self.files_listen = Some(address);
        self
    }

    /// How often a webhook is sent at most, and the wait before the second attempt, which doubles each time. By default
    /// 5 times from 200 ms, in real time.
    pub fn webhook_attempts(mut self, attempts: u32, first_wait: Duration) -> Self {
        self.retries = RetryPlan { attempts, first_wait };
        self
    }

    /// Fills the app: meetings, a live session with people in it, an ended one with chat, transcript, summary and
    /// recordings, a livestream, and webhooks.
    pub fn demo(mut self) -> Self {
        self.demo = true;
        self
    }

    /// Refuses requests beyond this number in each window of the emulator's clock, as the gateway does: with 429
    /// and code 971. Each response then reports in `Ratelimit` and `Ratelimit-Policy` how much is left.
    pub fn rate_limit(mut self, requests: u64, window: Duration) -> Self {
        self.settings.rate_limit = Some((requests, window));
        self
    }

    /// Writes a line about each request to standard error, those of the control API and to the files included.
    pub fn log_requests(mut self) -> Self {
        self.settings.log = true;
        self
    }

    /// Starts the emulator.
    ///
    /// # Errors
    ///
    /// Fails if an address cannot be bound, which the error names, if one of the environment variables has another value
    /// than documented, or if the system refuses another thread.
    pub async fn start(self) -> io::Result<Emulator> {
        let (ready, started) = oneshot::channel();
        let (stop, stopped) = oneshot::channel();
        let files = self.files_listen.unwrap_or_else(|| SocketAddr::new(self.listen.ip(), 0));
        let addresses = [self.listen, files];
        let (server, waiting, app_id) = self.server()?;
        let shared = Arc::clone(&server);
        let thread = std::thread::Builder::new()
            .name("realtimekit-emulator".to_owned())
            .spawn(move || run(shared, waiting, addresses, ready, stopped))?;
        let ended = || Err(io::Error::other("the thread of the emulator has ended"));
        let addresses = started.await.unwrap_or_else(|_| ended())?;
        let [root, files_url] = addresses.map(|address| self.url(address));
        let own_host = self.public_host.clone().unwrap_or_else(|| addresses[0].ip().to_string());
        server.set_own_host(own_host);
        server.world(|world| world.context.links.base.clone_from(&files_url));
        if self.demo {
            demo::fill(&server, &app_id);
        }
        let base_url = format!("{root}{}", routing::PREFIX);
        let running = Running { server, root, base_url, files_url, app_id, stop: Some(stop), thread: Some(thread) };
        Ok(Emulator { running: Arc::new(running) })
    }

    /// The URL by which clients reach an address.
    fn url(&self, mut address: SocketAddr) -> String {
        if let Some(host) = &self.public_host {
            let brackets = if host.parse::<Ipv6Addr>().is_ok() { ["[", "]"] } else { ["", ""] };
            return format!("http://{}{host}{}:{}", brackets[0], brackets[1], address.port());
        }
        if address.ip().is_unspecified() {
            address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
        }
        format!("http://{address}")
    }

    fn server(&self) -> io::Result<(Arc<Server>, mpsc::UnboundedReceiver<Waiting>, String)> {
        let seed = self.seed.map_or_else(environment::seed, Ok)?;
        let fidelity = self.fidelity.map_or_else(environment::fidelity, Ok)?;
        // As on the service, a transcript takes its time.
        let transcript_delay = self.transcript_delay.unwrap_or(match fidelity {
            Fidelity::Documented => Duration::ZERO,
            Fidelity::Observed => Duration::from_secs(300),
        });
        let mut world =
            World::new(Clock::new(self.fixed_clock), Ids::new(seed), fidelity, self.excluded.clone(), transcript_delay);
        world.context.links.lifetime = self.link_lifetime;
        let app = new_app(&mut world.context, "emulator");
        let app_id = app.id.clone();
        world.apps.insert(app_id.clone(), app);
        let (deliveries, waiting) = Deliveries::new(self.retries, fidelity == Fidelity::Observed);
        let requests = RequestLog::new(self.keep_requests);
        let server = Server::new(self.settings.clone(), Faults::new(seed), requests, deliveries, world);
        Ok((Arc::new(server), waiting, app_id))
    }
}

impl Emulator {
    /// Starts an emulator with one app that has the stock presets.
    ///
    /// # Errors
    ///
    /// Fails if no port can be bound, or if the system refuses another thread.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Prepares an emulator.
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder::default()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// Sends this much of a request, and reads until the emulator closes the connection.
    fn response_to(emulator: &Emulator, request: &str) -> String {
        let mut stream = TcpStream::connect(emulator.root_url().trim_start_matches("http://")).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response.to_ascii_lowercase()
    }

    #[tokio::test]
    async fn a_body_that_does_not_end_is_given_up() {
        let mut builder = Emulator::builder();
        builder.settings.body_time = Duration::from_millis(20);
        let emulator = builder.start().await.unwrap();
        let path = format!("/client/v4/accounts/{}/realtime/kit/apps", emulator.account_id());
        for path in [path.as_str(), "/_emulator/join"] {
            let request = format!(
                "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{{\"name\":"
            );
            let response = response_to(&emulator, &request);
            assert!(response.starts_with("http/1.1 408") && response.contains("connection: close"), "{response}");
            assert_eq!(response.contains("cf-ray"), path.ends_with("apps"), "{response}");
        }
        let received = emulator.received_all();
        assert_eq!((received.len(), received[0].operation.as_str()), (1, "apps_create"));
        assert_eq!(emulator.executed("apps_create"), 0);
    }

    #[tokio::test]
    async fn a_body_that_announces_too_much_is_refused_immediately() {
        let emulator = Emulator::start().await.unwrap();
        let path = format!("/client/v4/accounts/{}/realtime/kit/apps", emulator.account_id());
        let response =
            response_to(&emulator, &format!("POST {path} HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999\r\n\r\n"));
        assert!(response.starts_with("http/1.1 413") && response.contains("cf-ray"), "{response}");
        assert_eq!(emulator.received("apps_create").len(), 1);
    }

    #[tokio::test]
    async fn a_request_that_breaks_off_is_remembered() {
        let emulator = Emulator::start().await.unwrap();
        let path = format!("/client/v4/accounts/{}/realtime/kit/apps", emulator.account_id());
        let mut stream = TcpStream::connect(emulator.root_url().trim_start_matches("http://")).unwrap();
        write!(stream, "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{{\"name\":").unwrap();
        drop(stream);
        while emulator.received("apps_create").is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert_eq!(&emulator.received_all()[0].body_bytes[..], b"{\"name\":");
    }

    #[tokio::test]
    async fn the_public_host_is_in_all_urls() {
        let anywhere = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
        let emulator = Emulator::builder().listen(anywhere).public_host("emulator.test").start().await.unwrap();
        assert!(emulator.base_url().starts_with("http://emulator.test:"), "{}", emulator.base_url());
        assert!(emulator.files_url().starts_with("http://emulator.test:"), "{}", emulator.files_url());
        let other = EmulatorBuilder::default().public_host("::2");
        assert_eq!(other.url(SocketAddr::from((Ipv4Addr::LOCALHOST, 7))), "http://[::2]:7");
        assert_eq!(EmulatorBuilder::default().url(SocketAddr::from((Ipv6Addr::UNSPECIFIED, 7))), "http://[::1]:7");
    }

    #[tokio::test]
    async fn an_address_in_use_is_named() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap();
        let error = Emulator::builder().files_listen(address).start().await.unwrap_err();
        assert!(error.to_string().contains(&format!("cannot listen at {address}")), "{error}");
    }
}
