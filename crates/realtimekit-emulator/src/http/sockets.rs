//! The sockets of an emulator.

use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::http::abort::Abort;

/// Accepts connections until the future is dropped, which closes all of them.
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
    // Responses are small and complete; waiting to fill a packet only costs time.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let aborted = Arc::new(AtomicBool::new(false));
    let abort = Arc::clone(&aborted);
    let respond = service_fn(move |request: Request<Incoming>| {
        let pending = hyper::service::Service::call(&service, request);
        let abort = Arc::clone(&abort);
        Box::pin(async move {
            let response = pending.await.unwrap_or_else(|never| match never {});
            if response.extensions().get::<Abort>().is_none() {
                return Ok(response);
            }
            abort.store(true, Ordering::Relaxed);
            Err(io::Error::from(io::ErrorKind::ConnectionReset))
        })
    });
    let mut connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), respond);
    // How a connection ends is the client's affair.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if aborted.load(Ordering::Relaxed) {
        // Closing without lingering makes the system send a reset.
        let _ = stream.set_zero_linger();
    }
}

/// Binds a socket, and returns it with its address.
pub(crate) async fn bind(wanted: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let explained = |error: io::Error| io::Error::new(error.kind(), format!("cannot listen at {wanted}: {error}"));
    let listener = TcpListener::bind(wanted).await.map_err(explained)?;
    let address = listener.local_addr().map_err(explained)?;
    Ok((listener, address))
}
