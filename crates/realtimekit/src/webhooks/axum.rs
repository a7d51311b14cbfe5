//! Receiving webhooks with axum (feature `axum`).
//!
//! [`receive`] makes a route that does everything: it verifies, recognises repetitions, and answers what the service
//! expects.
//!
//! ```no_run
//! # async fn run() -> Result<(), realtimekit::Error> {
//! use axum::Router;
//! use realtimekit::webhooks::{Delivery, MemoryDeduplicator, Verifier, axum::receive};
//!
//! async fn handle(delivery: Delivery) -> Result<(), std::io::Error> {
//!     println!("{}", delivery.event.name());
//!     Ok(())
//! }
//!
//! let route = receive(Verifier::new()?, MemoryDeduplicator::default(), handle);
//! let app: Router = Router::new().route("/webhooks", route);
//! # Ok(())
//! # }
//! ```
//!
//! [`Webhook`] is an extractor, for handlers that do more by themselves:
//!
//! ```no_run
//! # async fn run() -> Result<(), realtimekit::Error> {
//! use axum::{Router, http::StatusCode, routing::post};
//! use realtimekit::webhooks::{Verifier, axum::Webhook};
//!
//! async fn handle(Webhook(delivery): Webhook) -> StatusCode {
//!     println!("{}", delivery.event.name());
//!     StatusCode::NO_CONTENT
//! }
//!
//! let app: Router = Router::new().route("/webhooks", post(handle)).with_state(Verifier::new()?);
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use ::axum::body::Body;
use ::axum::extract::{FromRef, FromRequest, Request};
use ::axum::http::{HeaderMap, StatusCode, header};
use ::axum::response::{IntoResponse, Response};
use ::axum::routing::{MethodRouter, post};
use futures_core::Stream as _;

use super::{Deduplicator, Delivery, Verifier, VerifyError};

/// A verified delivery, as an argument of a handler.
///
/// The state of the router is a [`Verifier`], or holds one, by [`FromRef`]. What is not genuine, too large or no event
/// is answered before the handler runs; take `Result<Webhook, Rejection>` to see it.
#[derive(Clone, Debug)]
pub struct Webhook(
    /// The delivery.
    pub Delivery,
);

/// Why a request was refused before the handler.
#[derive(Debug)]
#[non_exhaustive]
pub enum Rejection {
    /// It was not accepted as a delivery.
    Refused(VerifyError),
    /// Its body did not come to an end.
    Interrupted,
}

impl Rejection {
    /// The status that is answered.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNAUTHORIZED),
            // The connection is broken, so nobody reads it.
            Self::Interrupted => StatusCode::BAD_REQUEST,
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => fmt::Display::fmt(error, f),
            Self::Interrupted => f.write_str("the body did not come to an end"),
        }
    }
}

impl std::error::Error for Rejection {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Refused(error) => Some(error),
            Self::Interrupted => None,
        }
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        match &self {
            // Genuine, and lost unless somebody looks: the service does not send it again.
            Self::Refused(VerifyError::Event(error)) => {
                tracing::error!(error = %error, "the body of a genuine webhook tells of no event");
            }
            Self::Refused(error) if error.is_temporary() => {
                tracing::warn!(error = %error, "a webhook cannot be verified just now");
            }
            _ => tracing::debug!(error = %self, "a request to a webhook was refused"),
        }
        (self.status(), self.to_string()).into_response()
    }
}

impl<S> FromRequest<S> for Webhook
where
    Verifier: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
        verified(&Verifier::from_ref(state), request).await.map(Self)
    }
}

async fn verified(verifier: &Verifier, request: Request) -> Result<Delivery, Rejection> {
    let (parts, body) = request.into_parts();
    let body = whole(&parts.headers, body, verifier.max_body_bytes()).await?;
    verifier.verify(&parts.headers, &body).await.map_err(Rejection::Refused)
}

/// The body, unless it is too large.
async fn whole(headers: &HeaderMap, body: Body, limit: usize) -> Result<Vec<u8>, Rejection> {
    const TOO_LARGE: Rejection = Rejection::Refused(VerifyError::BodyTooLarge);
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(TOO_LARGE);
    }
    let mut chunks = body.into_data_stream();
    let mut whole = Vec::new();
    while let Some(chunk) = std::future::poll_fn(|context| Pin::new(&mut chunks).poll_next(context)).await {
        let chunk = chunk.map_err(|_| Rejection::Interrupted)?;
        if whole.len() + chunk.len() > limit {
            return Err(TOO_LARGE);
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole)
}

/// A route for POST that takes deliveries and gives each to `handler` once.
///
/// Answers 204 when the handler was successful, or the delivery was seen before; 500 when the handler failed or
/// panicked, so that the service sends it again, and forgets that it was seen; and what [`VerifyError::status`] says when
/// it is not accepted. The handler runs to its end even if the service does not wait for it.
///
/// While a handler runs, its delivery counts as seen. If the service sends it again meanwhile and the handler then fails,
/// nobody sends it once more: let handlers do little, such as to put the event into a queue.
pub fn receive<S, D, H, F, E>(verifier: Verifier, deduplicator: D, handler: H) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
    D: Deduplicator<Error: fmt::Display + Send> + Send + Sync + 'static,
    H: Fn(Delivery) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: fmt::Display + Send + 'static,
{
    let shared = Arc::new((deduplicator, handler));
    post(move |request: Request| {
        let (verifier, shared) = (verifier.clone(), Arc::clone(&shared));
        async move {
            match verified(&verifier, request).await {
                Ok(delivery) => once(shared, delivery).await.into_response(),
                Err(rejection) => rejection.into_response(),
            }
        }
    })
}

/// Handles a delivery that was not seen before.
async fn once<D, H, F, E>(shared: Arc<(D, H)>, delivery: Delivery) -> StatusCode
where
    D: Deduplicator<Error: fmt::Display + Send> + Send + Sync + 'static,
    H: Fn(Delivery) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: fmt::Display + Send + 'static,
{
    // In a task of its own, which goes on when the connection ends: otherwise a delivery could count as seen without
    // having been handled.
    let task = tokio::spawn(async move {
        let deduplicator = &shared.0;
        match delivery.is_repeated(deduplicator).await {
            Ok(true) => return StatusCode::NO_CONTENT,
            Ok(false) => {}
            Err(error) => {
                tracing::error!(error = %error, "it is not known whether a webhook was seen before");
                return StatusCode::INTERNAL_SERVER_ERROR;
            }
        }
        let (again, handled, event) = (Arc::clone(&shared), delivery.clone(), delivery.event.name());
        let failure = match tokio::spawn(async move { (again.1)(handled).await }).await {
            Ok(Ok(())) => return StatusCode::NO_CONTENT,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "it panicked".to_owned(),
        };
        tracing::error!(error = %failure, event, "the handler of a webhook failed");
        if let Err(error) = delivery.forget(deduplicator).await {
            tracing::error!(error = %error, "a webhook that was not handled counts as seen");
        }
        StatusCode::INTERNAL_SERVER_ERROR
    });
    task.await.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
