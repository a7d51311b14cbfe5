//! The thread of an emulator.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::{MethodRouter, any};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use crate::control::remote;
use crate::front;
use crate::front::Service;
use crate::http::sockets::{bind, serve};
use crate::server::Server;
use crate::webhooks::delivery::Waiting;

/// The addresses of the API and of the files.
pub(crate) type Ready = oneshot::Sender<io::Result<[SocketAddr; 2]>>;

/// The work of the emulator's thread, until the handle is dropped.
pub(crate) fn run(
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
    // Name lookups for webhooks may still run; they are not awaited.
    runtime.shutdown_background();
}

async fn listen(addresses: [SocketAddr; 2]) -> io::Result<((TcpListener, SocketAddr), (TcpListener, SocketAddr))> {
    Ok((bind(addresses[0]).await?, bind(addresses[1]).await?))
}

/// Fires timers even if no request arrives.
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
        .route(remote::PREFIX, control.clone())
        .route(&format!("{}/{{*command}}", remote::PREFIX), control)
        .fallback(service(server, Service::Api))
}

fn files_router(server: &Arc<Server>) -> Router {
    Router::new().fallback(service(server, Service::Files))
}

fn service(server: &Arc<Server>, service: Service) -> MethodRouter {
    let server = Arc::clone(server);
    any(move |request: Request<Body>| front::respond(Arc::clone(&server), service, request))
}
