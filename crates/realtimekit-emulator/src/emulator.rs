//! Starting, asking and stopping an emulator.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use axum::routing::{any, get};
use realtimekit_api::Timestamp;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use crate::clock::Clock;
use crate::delivery::{Deliveries, RetryPlan, Waiting};
use crate::envelope::json_response;
use crate::faults::{Fault, Faults};
use crate::ids::Ids;
use crate::requests::{ReceivedRequest, RequestLog};
use crate::server::{Server, Settings, bind, serve};
use crate::state::{App, Mood, World};
use crate::{demo, dispatch, files, remote_control};

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
            settings: Settings {
                account_id: ACCOUNT_ID.to_owned(),
                api_token: API_TOKEN.to_owned(),
                check_answers: false,
                log: false,
                rate_limit: None,
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
    /// requests lead to the same answers.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Stops the clock at this time; only [`Emulator::advance`] moves it then. Otherwise it runs with the system's.
    pub fn fixed_clock(mut self, time: Timestamp) -> Self {
        self.fixed_clock = Some(time);
        self
    }

    /// How many requests [`Emulator::received`] remembers; 10,000 by default.
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

    /// Writes a line about each request to standard error.
    pub fn log_requests(mut self) -> Self {
        self.settings.log = true;
        self
    }

    /// Starts the emulator.
    ///
    /// # Errors
    ///
    /// When the address cannot be listened at, or the system refuses another thread.
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
        let [root, files_url] = started.await.unwrap_or_else(|_| ended())?.map(url);
        server.world(|world| world.context.links.base.clone_from(&files_url));
        if self.demo {
            demo::fill(&server, &app_id);
        }
        let base_url = format!("{root}{}", crate::routing::PREFIX);
        let running = Running { server, root, base_url, files_url, app_id, stop: Some(stop), thread: Some(thread) };
        Ok(Emulator { running: Arc::new(running) })
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

/// An address as clients of this machine reach it.
fn url(mut address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
    }
    format!("http://{address}")
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
        server.world(|_| ());
    }
}

fn api_router(server: &Arc<Server>) -> Router {
    let (api, control, key) = (Arc::clone(server), Arc::clone(server), Arc::clone(server));
    let control = move |request: Request<Body>| remote_control::answer(Arc::clone(&control), request);
    Router::new()
        .route("/.well-known/webhooks.json", get(move || async move { public_key(&key) }))
        .route(remote_control::PREFIX, any(control.clone()))
        .route(&format!("{}/{{*command}}", remote_control::PREFIX), any(control))
        .fallback(move |request: Request<Body>| dispatch::answer(Arc::clone(&api), request))
}

fn files_router(server: &Arc<Server>) -> Router {
    let server = Arc::clone(server);
    Router::new().fallback(move |request: Request<Body>| files::answer(Arc::clone(&server), request))
}

fn public_key(server: &Server) -> Response<Body> {
    let key = server.deliveries.signer.public_pem();
    json_response(200, &json!({ "success": true, "data": { "publicKey": key }, "message": "" }))
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

    /// All requests, oldest first, those without a route included.
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

    /// Panics in handlers, each with its operation. They are mistakes of the emulator; the client got a 500.
    pub fn panics(&self) -> Vec<String> {
        self.server().panics()
    }

    /// Answers that contradicted the OpenAPI document, when the emulator was started with
    /// [`check_answers`](EmulatorBuilder::check_answers). In the documented mood they are mistakes of the emulator.
    pub fn contradictions(&self) -> Vec<String> {
        self.server().contradictions()
    }
}
