//! Starting, asking and stopping an emulator.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::{MethodRouter, any};
use realtimekit_api::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use crate::clock::Clock;
use crate::delivery::{Deliveries, RetryPlan, Waiting};
use crate::faults::{Fault, Faults};
use crate::front::{self, Service};
use crate::ids::Ids;
use crate::requests::{ReceivedRequest, RequestLog};
use crate::server::{Server, Settings, bind, serve};
use crate::state::{App, Mood, World};
use crate::{demo, remote_control};

/// Account and token when the caller does not choose them.
const ACCOUNT_ID: &str = "023e105f4ecef8ad9ca31a8372d0c353";
const API_TOKEN: &str = "emulator-token-0123456789abcdefghijklmnop";

/// A running emulator. Clones are handles to the same one; it stops when the last of them is dropped.
///
/// It serves from a thread of its own, so the runtime of the caller may be of any kind.
#[derive(Clone)]
pub struct Emulator {
    running: Arc<Running>,
}

struct Running {
    server: Arc<Server>,
    root: String,
    base_url: String,
    files_url: String,
    app_id: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("base_url", &self.running.base_url).finish_non_exhaustive()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // Wait, so that nothing answers any more once the handle is gone. Its end takes no work.
            let _ = thread.join();
        }
    }
}

/// How an emulator is to be started. Made by [`Emulator::builder`].
#[derive(Clone, Debug)]
pub struct EmulatorBuilder {
    listen: SocketAddr,
    public_host: Option<String>,
    settings: Settings,
    mood: Mood,
    seed: u64,
    fixed_clock: Option<Timestamp>,
    keep_requests: usize,
    transcript_delay: Option<Duration>,
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
                account_id: ACCOUNT_ID.to_owned(),
                api_token: API_TOKEN.to_owned(),
                check_answers: false,
                log: false,
                rate_limit: None,
                body_time: Duration::from_secs(30),
            },
            mood: Mood::Documented,
            seed: 0,
            fixed_clock: None,
            keep_requests: 10_000,
            transcript_delay: None,
            files_listen: None,
            retries: RetryPlan { attempts: 5, first_wait: Duration::from_millis(200) },
            demo: false,
        }
    }
}

impl EmulatorBuilder {
    /// Address to listen at. By default a free port of 127.0.0.1.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Name or address under which clients reach the emulator, where it is not the one it listens at: for the base URL and
    /// the links that it gives out. Without it, an emulator that listens at all addresses calls itself 127.0.0.1 or ::1.
    pub fn public_host(mut self, host: impl Into<String>) -> Self {
        self.public_host = Some(host.into());
        self
    }

    /// The only account that the emulator knows.
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.settings.account_id = account_id.into();
        self
    }

    /// The only token that the emulator accepts.
    pub fn api_token(mut self, api_token: impl Into<String>) -> Self {
        self.settings.api_token = api_token.into();
        self
    }

    /// Answers as the document says, or as the real service has been seen to.
    pub fn mood(mut self, mood: Mood) -> Self {
        self.mood = mood;
        self
    }

    /// Short for `mood(Mood::Wild)`.
    pub fn wild(self) -> Self {
        self.mood(Mood::Wild)
    }

    /// Where identifiers, the shapes of the wild mood and the chances of faults come from. The same seed and the same
    /// requests lead to the same answers, up to the address in the links to files.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
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

    /// Holds every answer of a handler against the OpenAPI document; see [`Emulator::contradictions`].
    pub fn check_answers(mut self) -> Self {
        self.settings.check_answers = true;
        self
    }

    /// How long after the end of a session its transcript has content. By default none, and 5 minutes in the wild mood.
    pub fn transcript_delay(mut self, delay: Duration) -> Self {
        self.transcript_delay = Some(delay);
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

    /// Refuses what goes beyond so many requests in each window of the emulator's clock, as the gateway does: with 429
    /// and code 971. Each answer then says in `Ratelimit` and `Ratelimit-Policy` how much is left.
    pub fn rate_limit(mut self, requests: u64, window: Duration) -> Self {
        self.settings.rate_limit = Some((requests, window));
        self
    }

    /// Writes a line about each request to standard error, those of the control handle and to the files included.
    pub fn log_requests(mut self) -> Self {
        self.settings.log = true;
        self
    }

    /// Starts the emulator.
    ///
    /// # Errors
    ///
    /// When an address cannot be listened at, which the error then names, or the system refuses another thread.
    pub async fn start(self) -> io::Result<Emulator> {
        let (ready, started) = oneshot::channel();
        let (stop, stopped) = oneshot::channel();
        let files = self.files_listen.unwrap_or_else(|| SocketAddr::new(self.listen.ip(), 0));
        let addresses = [self.listen, files];
        let (server, waiting, app_id) = self.server();
        let shared = Arc::clone(&server);
        let thread = std::thread::Builder::new()
            .name("realtimekit-emulator".to_owned())
            .spawn(move || run(shared, waiting, addresses, ready, stopped))?;
        let ended = || Err(io::Error::other("the thread of the emulator has ended"));
        let [root, files_url] = started.await.unwrap_or_else(|_| ended())?.map(|address| self.url(address));
        server.world(|world| world.context.links.base.clone_from(&files_url));
        if self.demo {
            demo::fill(&server, &app_id);
        }
        let base_url = format!("{root}{}", crate::routing::PREFIX);
        let running = Running { server, root, base_url, files_url, app_id, stop: Some(stop), thread: Some(thread) };
        Ok(Emulator { running: Arc::new(running) })
    }

    /// An address as clients reach it.
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

    /// In the wild mood a transcript takes its time, as on the service.
    fn chosen_transcript_delay(&self) -> Duration {
        self.transcript_delay.unwrap_or(match self.mood {
            Mood::Documented => Duration::ZERO,
            Mood::Wild => Duration::from_secs(300),
        })
    }

    fn server(&self) -> (Arc<Server>, mpsc::UnboundedReceiver<Waiting>, String) {
        let clock = Clock::new(self.fixed_clock);
        let mut world = World::new(clock, Ids::new(self.seed), self.mood, self.chosen_transcript_delay());
        let app = App::new(&mut world.context, "emulator");
        let app_id = app.id.clone();
        world.apps.insert(app_id.clone(), app);
        let (deliveries, waiting) = Deliveries::new(self.retries, self.mood == Mood::Wild);
        let requests = RequestLog::new(self.keep_requests);
        let server = Server::new(self.settings.clone(), Faults::new(self.seed), requests, deliveries, world);
        (Arc::new(server), waiting, app_id)
    }
}

/// The addresses of the API and of the files.
type Ready = oneshot::Sender<io::Result<[SocketAddr; 2]>>;

/// The work of the emulator's thread, until the handle is dropped.
fn run(
    server: Arc<Server>,
    waiting: mpsc::UnboundedReceiver<Waiting>,
    addresses: [SocketAddr; 2],
    ready: Ready,
    stopped: oneshot::Receiver<()>,
) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return drop(ready.send(Err(error))),
    };
    runtime.block_on(async move {
        let ((api, api_address), (files, files_address)) = match listen(addresses).await {
            Ok(listeners) => listeners,
            Err(error) => return drop(ready.send(Err(error))),
        };
        let _ = ready.send(Ok([api_address, files_address]));
        tokio::select! {
            _ = stopped => {}
            never = serve(api, api_router(&server)) => match never {},
            never = serve(files, files_router(&server)) => match never {},
            () = Arc::clone(&server.deliveries).run(waiting) => {}
            never = let_time_pass(&server) => match never {},
        }
    });
    // Name look-ups for webhooks may still run; nobody waits for them.
    runtime.shutdown_background();
}

async fn listen(addresses: [SocketAddr; 2]) -> io::Result<((TcpListener, SocketAddr), (TcpListener, SocketAddr))> {
    Ok((bind(addresses[0]).await?, bind(addresses[1]).await?))
}

/// Lets things happen in time even when nobody asks.
async fn let_time_pass(server: &Server) -> Infallible {
    loop {
        tokio::time::sleep(Duration::from_millis(250)).await;
        // A panic here would end the thread, and with it the emulator.
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| server.world(|_| ()))) {
            server.report_panic("the clock", front::panic_message(payload.as_ref()));
        }
    }
}

fn api_router(server: &Arc<Server>) -> Router {
    let control = service(server, Service::Control);
    Router::new()
        .route("/.well-known/webhooks.json", service(server, Service::Key))
        .route(remote_control::PREFIX, control.clone())
        .route(&format!("{}/{{*command}}", remote_control::PREFIX), control)
        .fallback(service(server, Service::Api))
}

fn files_router(server: &Arc<Server>) -> Router {
    Router::new().fallback(service(server, Service::Files))
}

fn service(server: &Arc<Server>, service: Service) -> MethodRouter {
    let server = Arc::clone(server);
    any(move |request: Request<Body>| front::answer(Arc::clone(&server), service, request))
}

impl Emulator {
    /// Starts an emulator with one app that has the stock presets.
    ///
    /// # Errors
    ///
    /// When no port can be listened at, or the system refuses another thread.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Prepares an emulator.
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder::default()
    }

    pub(crate) fn server(&self) -> &Server {
        &self.running.server
    }

    /// Address of the API, as `https://api.cloudflare.com/client/v4` is that of the service; without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.running.base_url
    }

    /// Address of the server itself, without a slash at the end: `/.well-known/webhooks.json` and `/_emulator/` stand
    /// below it.
    pub fn root_url(&self) -> &str {
        &self.running.root
    }

    /// Address of the port that serves the files behind download links, without a slash at the end.
    pub fn files_url(&self) -> &str {
        &self.running.files_url
    }

    /// The account that the emulator knows.
    pub fn account_id(&self) -> &str {
        &self.server().settings.account_id
    }

    /// The token that the emulator accepts.
    pub fn api_token(&self) -> &str {
        &self.server().settings.api_token
    }

    /// An app that is ready for use. It has the presets `group_call_host`, `group_call_participant`,
    /// `group_call_guest`, `webinar_presenter`, `webinar_viewer`, `livestream_host` and `livestream_viewer`.
    pub fn app_id(&self) -> &str {
        &self.running.app_id
    }

    /// The requests of an operation such as `meetings_create`, oldest first.
    pub fn received(&self, operation: &str) -> Vec<ReceivedRequest> {
        self.server().requests.of(Some(operation))
    }

    /// All requests, oldest first: those without a route, to the files, and those whose body was too large or did not
    /// arrive whole included. Those of the control handle are not.
    pub fn received_all(&self) -> Vec<ReceivedRequest> {
        self.server().requests.of(None)
    }

    /// How often an operation was carried out with success since the start, whether or not the answer arrived.
    pub fn performed(&self, operation: &str) -> u64 {
        self.server().performed(operation)
    }

    /// Forgets the requests received so far.
    pub fn forget_received(&self) {
        self.server().requests.clear();
    }

    /// Sets up a fault of an operation such as `meetings_list`, of all with `*`, or of the files with `download`.
    ///
    /// # Panics
    ///
    /// When there is no such operation: the fault would never act, and a test would pass for the wrong reason.
    pub fn fault(&self, operation: &str) -> Fault {
        assert!(remote_control::can_fail(operation), "there is no operation {operation:?} that could fail");
        self.server().faults.add(operation)
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.server().faults.clear();
    }

    /// Panics while requests were answered, each with its operation. They are mistakes of the emulator, unless a
    /// [fault](Fault::panic) asked for them; the client got a 500.
    pub fn panics(&self) -> Vec<String> {
        self.server().panics()
    }

    /// Answers that contradicted the OpenAPI document, when the emulator was started with
    /// [`check_answers`](EmulatorBuilder::check_answers). In the documented mood they are mistakes of the emulator.
    pub fn contradictions(&self) -> Vec<String> {
        self.server().contradictions()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// Sends this much of a request, and reads until the emulator closes the connection.
    fn answer_to(emulator: &Emulator, request: &str) -> String {
        let mut stream = TcpStream::connect(emulator.root_url().trim_start_matches("http://")).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.to_ascii_lowercase()
    }

    #[tokio::test]
    async fn a_body_that_does_not_end_is_given_up() {
        let mut builder = Emulator::builder();
        builder.settings.body_time = Duration::from_millis(20);
        let emulator = builder.start().await.unwrap();
        let path = format!("/client/v4/accounts/{}/realtime/kit/apps", emulator.account_id());
        for path in [path.as_str(), "/_emulator/join"] {
            let request = format!("POST {path} HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{{\"name\":");
            let answer = answer_to(&emulator, &request);
            assert!(answer.starts_with("http/1.1 408") && answer.contains("connection: close"), "{answer}");
            assert_eq!(answer.contains("cf-ray"), path.ends_with("apps"), "{answer}");
        }
        let received = emulator.received_all();
        assert_eq!((received.len(), received[0].operation.as_str()), (1, "apps_create"));
        assert_eq!(emulator.performed("apps_create"), 0);
    }

    #[tokio::test]
    async fn a_body_that_announces_too_much_is_refused_at_once() {
        let emulator = Emulator::start().await.unwrap();
        let path = format!("/client/v4/accounts/{}/realtime/kit/apps", emulator.account_id());
        let answer =
            answer_to(&emulator, &format!("POST {path} HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999\r\n\r\n"));
        assert!(answer.starts_with("http/1.1 413") && answer.contains("cf-ray"), "{answer}");
        assert_eq!(emulator.received("apps_create").len(), 1);
    }

    #[tokio::test]
    async fn a_request_that_breaks_off_is_remembered() {
        let emulator = Emulator::start().await.unwrap();
        let path = format!("/client/v4/accounts/{}/realtime/kit/apps", emulator.account_id());
        let mut stream = TcpStream::connect(emulator.root_url().trim_start_matches("http://")).unwrap();
        write!(stream, "POST {path} HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{{\"name\":").unwrap();
        drop(stream);
        while emulator.received("apps_create").is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert_eq!(&emulator.received_all()[0].body_bytes[..], b"{\"name\":");
    }

    #[tokio::test]
    async fn the_public_host_stands_in_all_addresses() {
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
