//! The sockets of an emulator and the state behind them.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Request, Response, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::delivery::Deliveries;
use crate::faults::Faults;
use crate::links;
use crate::query::Query;
use crate::rate_limit::RateLimit;
use crate::requests::RequestLog;
use crate::state::World;

/// What an emulator was started with.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) account_id: String,
    pub(crate) api_token: String,
    /// Whether each answer is held against the document.
    pub(crate) check_answers: bool,
    /// Whether each request is written to standard error.
    pub(crate) log: bool,
    /// How many requests are allowed in which time.
    pub(crate) rate_limit: Option<(u64, Duration)>,
    /// How long the body of a request may take to arrive.
    pub(crate) body_time: Duration,
}

/// Everything that the connections of an emulator share.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) settings: Settings,
    pub(crate) faults: Arc<Faults>,
    pub(crate) requests: RequestLog,
    pub(crate) deliveries: Arc<Deliveries>,
    pub(crate) rate_limit: Option<RateLimit>,
    world: Mutex<World>,
    reports: Mutex<Reports>,
    leaked_tokens: AtomicU64,
    performed: Mutex<BTreeMap<&'static str, u64>>,
    rays: AtomicU64,
}

#[derive(Debug, Default)]
struct Reports {
    panics: Vec<String>,
    contradictions: Vec<String>,
}

impl Server {
    pub(crate) fn new(
        settings: Settings,
        faults: Arc<Faults>,
        requests: RequestLog,
        deliveries: Arc<Deliveries>,
        world: World,
    ) -> Self {
        Self {
            rate_limit: settings.rate_limit.map(|(requests, window)| RateLimit::new(requests, window)),
            settings,
            faults,
            requests,
            deliveries,
            world: Mutex::new(world),
            reports: Mutex::default(),
            leaked_tokens: AtomicU64::new(0),
            performed: Mutex::default(),
            rays: AtomicU64::new(0x8f00_0000_0000_0000),
        }
    }

    /// Works on the state, alone, at the present time of the clock. What happens is handed to the webhooks.
    pub(crate) fn world<T>(&self, work: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        world.wake();
        let result = work(&mut world);
        for event in world.context.events.drain(..) {
            self.deliveries.tell(event);
        }
        result
    }

    /// Whether a request to the port of the files has credentials. Those with the API token are counted.
    pub(crate) fn notice_leak(&self, request: &Parts) -> bool {
        let leaked = has_token(request, &self.settings.api_token);
        if leaked {
            self.leaked_tokens.fetch_add(1, Ordering::Relaxed);
        }
        leaked || request.headers.contains_key(header::AUTHORIZATION)
    }

    pub(crate) fn leaked_tokens(&self) -> u64 {
        self.leaked_tokens.load(Ordering::Relaxed)
    }

    fn reports<T>(&self, work: impl FnOnce(&mut Reports) -> T) -> T {
        work(&mut self.reports.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn report_panic(&self, operation: &str, message: String) {
        self.reports(|reports| reports.panics.push(format!("{operation}: {message}")));
    }

    pub(crate) fn report_contradiction(&self, operation: &str, problem: &str) {
        self.reports(|reports| reports.contradictions.push(format!("{operation}: {problem}")));
    }

    pub(crate) fn panics(&self) -> Vec<String> {
        self.reports(|reports| reports.panics.clone())
    }

    pub(crate) fn contradictions(&self) -> Vec<String> {
        self.reports(|reports| reports.contradictions.clone())
    }

    pub(crate) fn count_performed(&self, operation: &'static str) {
        *self.performed.lock().unwrap_or_else(PoisonError::into_inner).entry(operation).or_default() += 1;
    }

    pub(crate) fn performed(&self, operation: &str) -> u64 {
        self.performed.lock().unwrap_or_else(PoisonError::into_inner).get(operation).copied().unwrap_or_default()
    }

    pub(crate) fn next_ray(&self) -> u64 {
        self.rays.fetch_add(1, Ordering::Relaxed)
    }
}

/// Whether the token stands where credentials do. Only whole values count: a short token is part of many a text.
fn has_token(request: &Parts, token: &str) -> bool {
    let headers = request.headers.iter().filter(|(name, _)| {
        **name == header::AUTHORIZATION || **name == header::PROXY_AUTHORIZATION || name.as_str().starts_with("x-")
    });
    let mut credentials = headers.filter_map(|(_, value)| value.to_str().ok()).flat_map(|value| {
        let after_scheme = value.split_once(' ').map_or(value, |(_, credentials)| credentials);
        [value.trim(), after_scheme.trim()]
    });
    let query = Query::parse(request.uri.query().unwrap_or_default());
    let mut parameters = query.0.iter().filter(|(name, _)| !links::PARAMETERS.contains(&name.as_str()));
    !token.is_empty() && (credentials.any(|value| value == token) || parameters.any(|(_, value)| value == token))
}

/// Marks a response that must not be sent: the connection is reset instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Abort;

impl Abort {
    pub(crate) fn response() -> Response<Body> {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(Abort);
        response
    }
}

/// Accepts connections for ever. Dropping the future closes all of them.
///
/// An accept loop of our own, because a fault that resets a connection needs its socket.
pub(crate) async fn serve(listener: TcpListener, router: Router) -> Infallible {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(connections.spawn(connection(stream, router.clone()))),
                // Out of sockets: wait for one to be closed.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(stream: TcpStream, router: Router) {
    // Answers are small and complete; waiting to fill a packet only costs time.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let aborted = Arc::new(AtomicBool::new(false));
    let abort = Arc::clone(&aborted);
    let answer = service_fn(move |request: Request<Incoming>| {
        let answer = hyper::service::Service::call(&service, request);
        let abort = Arc::clone(&abort);
        Box::pin(async move {
            let response = answer.await.unwrap_or_else(|never| match never {});
            if response.extensions().get::<Abort>().is_none() {
                return Ok(response);
            }
            abort.store(true, Ordering::Relaxed);
            Err(io::Error::from(io::ErrorKind::ConnectionReset))
        })
    });
    let mut connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), answer);
    // How a connection ends is the client's affair.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if aborted.load(Ordering::Relaxed) {
        // Closing without lingering makes the system send a reset.
        let _ = stream.set_zero_linger();
    }
}

/// A socket to listen at, and the address it got.
pub(crate) async fn bind(wanted: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let explained = |error: io::Error| io::Error::new(error.kind(), format!("cannot listen at {wanted}: {error}"));
    let listener = TcpListener::bind(wanted).await.map_err(explained)?;
    let address = listener.local_addr().map_err(explained)?;
    Ok((listener, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaks(token: &str, uri: &str, header: (&str, &str)) -> bool {
        let request = Request::builder().uri(uri).header(header.0, header.1);
        has_token(&request.body(()).unwrap().into_parts().0, token)
    }

    #[test]
    fn a_token_is_found_where_credentials_stand() {
        assert!(leaks("s3cret", "/files", ("authorization", "Bearer s3cret")));
        assert!(leaks("s3cret", "/files", ("authorization", "s3cret")));
        assert!(leaks("s3cret", "/files", ("x-auth-key", "s3cret")));
        assert!(leaks("s3cret", "/files?expires=1&api_token=s3cret", ("accept", "*/*")));
        assert!(leaks("a b", "/files?token=a%20b", ("accept", "*/*")));
    }

    #[test]
    fn a_short_token_is_not_found_in_other_texts() {
        assert!(!leaks("1", "/files/1", ("host", "127.0.0.1:8787")));
        assert!(!leaks("1", "/files", ("dnt", "1")));
        assert!(!leaks("1", "/files", ("authorization", "Bearer 21")));
        assert!(!leaks("abc", "/files?expires=1&signature=abc", ("accept", "*/*")));
        assert!(!leaks("", "/files?empty=", ("x-auth-key", "")));
    }
}
