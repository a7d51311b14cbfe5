//! Receives webhooks in an axum server (feature `axum`).
//!
//! [`receive`] creates a route that verifies deliveries, recognises duplicates, and responds as the service expects.
//!
//! ```no_run
//! # async fn run(webhook_id: &str) -> Result<(), realtimekit::Error> {
//! use axum::Router;
//! use realtimekit::webhooks::{Delivery, MemoryDeduplicator, Verifier, receiver::receive};
//!
//! async fn handle(delivery: Delivery) -> Result<(), std::io::Error> {
//!     println!("{}", delivery.event.name());
//!     Ok(())
//! }
//!
//! let verifier = Verifier::builder().webhook_ids([webhook_id]).build()?;
//! let route = receive(verifier, MemoryDeduplicator::default(), handle);
//! let app: Router = Router::new().route("/webhooks", route);
//! # Ok(())
//! # }
//! ```
//!
//! [`Webhook`] is an extractor for handlers that build the response themselves:
//!
//! ```no_run
//! # async fn run(webhook_id: &str) -> Result<(), realtimekit::Error> {
//! use axum::{Router, http::StatusCode, routing::post};
//! use realtimekit::webhooks::{Verifier, receiver::Webhook};
//!
//! async fn handle(Webhook(delivery): Webhook) -> StatusCode {
//!     println!("{}", delivery.event.name());
//!     StatusCode::NO_CONTENT
//! }
//!
//! let verifier = Verifier::builder().webhook_ids([webhook_id]).build()?;
//! let app: Router = Router::new().route("/webhooks", post(handle)).with_state(verifier);
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRef, FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};

use super::deduplicator::{Claim, Deduplicator};
use super::delivery::Delivery;
use super::verifier::Verifier;
use super::verify_error::VerifyError;

/// A verified delivery, as an argument of a handler.
///
/// The state of the router is a [`Verifier`], or contains one by [`FromRef`]. A request that is refused gets its response
/// before the handler runs; take `Result<Webhook, Rejection>` to handle it.
#[derive(Clone, Debug)]
pub struct Webhook(
    /// The delivery.
    pub Delivery,
);

/// The reason why a request was refused before the handler.
#[derive(Debug)]
#[non_exhaustive]
pub enum Rejection {
    /// The delivery was not accepted.
    Refused(VerifyError),
    /// The body was not received within [`VerifierBuilder::body_timeout`](super::VerifierBuilder::body_timeout).
    BodyTimeout,
    /// The body was not received completely.
    Interrupted,
}

impl Rejection {
    /// Returns the status of the response.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNAUTHORIZED),
            // The delivery may be genuine, and the service sends again after 5xx only.
            Self::BodyTimeout => StatusCode::SERVICE_UNAVAILABLE,
            // The connection was lost, so the response is not received.
            Self::Interrupted => StatusCode::BAD_REQUEST,
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => fmt::Display::fmt(error, f),
            Self::BodyTimeout => f.write_str("the body was not received in time"),
            Self::Interrupted => f.write_str("the body was not received completely"),
        }
    }
}

impl std::error::Error for Rejection {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Refused(error) => Some(error),
            Self::BodyTimeout | Self::Interrupted => None,
        }
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        match &self {
            // The delivery is genuine and lost, because the service does not send it again.
            Self::Refused(VerifyError::Event(error)) => {
                tracing::error!(%error, "the body of a genuine webhook delivery is not an event");
            }
            _ => tracing::debug!(error = %self, "a webhook delivery was refused"),
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

async fn verified(verifier: &Verifier, mut request: Request) -> Result<Delivery, Rejection> {
    let headers = request.headers().clone();
    // Before the body is read, so that requests without a signature cost no memory.
    verifier.check_headers(&headers).map_err(Rejection::Refused)?;
    let limit = verifier.max_body_bytes();
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > limit) {
        return Err(Rejection::Refused(VerifyError::BodyTooLarge));
    }
    DefaultBodyLimit::max(limit).apply(&mut request);
    let body = tokio::time::timeout(verifier.body_timeout(), Bytes::from_request(request, &())).await;
    let body = body.map_err(|_| Rejection::BodyTimeout)?.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Rejection::Refused(VerifyError::BodyTooLarge),
        _ => Rejection::Interrupted,
    })?;
    verifier.verify(&headers, &body).await.map_err(Rejection::Refused)
}

/// Creates a route for POST that verifies deliveries and passes each to `handler` once.
///
/// | outcome | status |
/// |---|---|
/// | the handler succeeded, or the delivery was handled before | 204 |
/// | the handler failed or panicked: the claim is released, the service sends the delivery again | 500 |
/// | the deduplicator failed: the handler does not run, the service sends the delivery again | 500 |
/// | the delivery is being handled: the service sends it again, in case the handler fails | 503 |
/// | the delivery is not accepted | [`Rejection::status`] |
///
/// The handler continues if the connection ends. Let it do little, such as appending the event to a queue: if it runs
/// longer than the lease of the deduplicator, the delivery can be handled twice.
pub fn receive<S, D, H, F, E>(verifier: Verifier, deduplicator: D, handler: H) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
    D: Deduplicator + 'static,
    H: Fn(Delivery) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: fmt::Display + Send + 'static,
{
    let shared = Arc::new((deduplicator, handler));
    post(move |request: Request| {
        let (verifier, shared) = (verifier.clone(), Arc::clone(&shared));
        async move {
            match verified(&verifier, request).await {
                // In its own task, which continues if the connection ends: otherwise a delivery could stay claimed.
                Ok(delivery) => match tokio::spawn(handle_once(shared, delivery)).await {
                    Ok(status) => status.into_response(),
                    Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                },
                Err(rejection) => rejection.into_response(),
            }
        }
    })
}

/// Handles a delivery unless it was handled before.
async fn handle_once<D, H, F, E>(shared: Arc<(D, H)>, delivery: Delivery) -> StatusCode
where
    D: Deduplicator + 'static,
    H: Fn(Delivery) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: fmt::Display + Send + 'static,
{
    let deduplicator = &shared.0;
    let (key, event) = (delivery.key(), delivery.event.name().to_owned());
    let lease = match deduplicator.claim(&key).await {
        Ok(Claim::New(lease)) => lease,
        Ok(Claim::Duplicate) => return StatusCode::NO_CONTENT,
        Ok(Claim::InProgress) => return StatusCode::SERVICE_UNAVAILABLE,
        Err(error) => {
            tracing::error!(%error, event, "the deduplicator failed to claim a webhook delivery");
            return StatusCode::INTERNAL_SERVER_ERROR;
        }
    };
    let handling = Arc::clone(&shared);
    // The error is formatted inside the task, because its `Display` can panic as well.
    let task = tokio::spawn(async move { (handling.1)(delivery).await.map_err(|error| error.to_string()) });
    let failure = match task.await {
        Ok(Ok(())) => {
            // The delivery was handled, so it must not be sent again.
            if let Err(error) = deduplicator.complete(&key).await {
                tracing::error!(%error, event, "the deduplicator failed to record that a webhook delivery was handled");
            }
            return StatusCode::NO_CONTENT;
        }
        Ok(Err(error)) => error,
        Err(error) if error.is_panic() => "the handler panicked".to_owned(),
        Err(_) => "the runtime was shut down".to_owned(),
    };
    tracing::error!(error = %failure, event, "the handler of a webhook delivery failed");
    if let Err(error) = deduplicator.release(&key, &lease).await {
        tracing::error!(%error, event, "the deduplicator failed to release a webhook delivery");
    }
    StatusCode::INTERNAL_SERVER_ERROR
}
