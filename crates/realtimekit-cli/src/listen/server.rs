//! Receives deliveries: verifies, keeps and forwards them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use realtimekit::Timestamp;
use realtimekit::reqwest::header::HeaderMap;
use realtimekit::webhooks::{Verifier, VerifyError};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::failure::Failure;
use crate::listen::delivery::{Delivery, of_the_message};
use crate::listen::folder::Folder;
use crate::listen::target::{Forwarded, Target};

/// The handling of deliveries.
pub struct Receiver {
    pub verifier: Verifier,
    pub folder: Option<Folder>,
    pub target: Option<Target>,
    /// The channel for reports of received requests.
    pub reports: mpsc::Sender<Report>,
}

/// A received request, and its outcome.
#[derive(Debug)]
pub enum Report {
    /// A genuine delivery.
    Delivery { delivery: Box<Delivery>, forwarded: Option<Forwarded>, status: StatusCode, not_kept: Option<Failure> },
    /// A request that is not a genuine delivery.
    Refused { at: Timestamp, reason: String, status: StatusCode },
}

/// Serves until the future ends.
pub async fn serve(listener: TcpListener, receiver: Receiver) -> Result<(), Failure> {
    let router = Router::new().fallback(receive).with_state(Arc::new(receiver));
    Ok(axum::serve(listener, router).await?)
}

async fn receive(State(receiver): State<Arc<Receiver>>, request: Request) -> Response {
    if request.method() != Method::POST {
        return (StatusCode::METHOD_NOT_ALLOWED, "webhooks are delivered by POST\n").into_response();
    }
    let (parts, body) = request.into_parts();
    // A sender that hangs up before the target has responded must not cancel what has begun.
    let task = tokio::spawn(async move { receiver.handle(parts.headers, body).await });
    match task.await {
        Ok(status) => status.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl Receiver {
    /// Returns the status for the sender. It is that of the target, so that the service repeats what it would repeat if
    /// it delivered to the target itself; 502 if the target did not respond; 204 if there is no target.
    async fn handle(&self, headers: HeaderMap, body: Body) -> StatusCode {
        let at = Timestamp::from_unix_millis(Timestamp::now().unix_millis());
        let (status, report) = match self.verified(at, &headers, body).await {
            Err((status, reason)) => (status, Report::Refused { at, reason, status }),
            Ok((delivery, body)) => {
                // Before it is forwarded: the target may stop this program.
                let kept = self.folder.as_ref().map(|folder| match delivery.body.as_bytes() == body {
                    true => folder.keep(&delivery),
                    false => Err(Failure::other("the body is not UTF-8")),
                });
                let forwarded = match &self.target {
                    Some(target) => Some(target.send(of_the_message(&headers), body).await),
                    None => None,
                };
                let status = match forwarded.as_ref().map(|forwarded| &forwarded.status) {
                    Some(Ok(status)) => *status,
                    Some(Err(_)) => StatusCode::BAD_GATEWAY,
                    None => StatusCode::NO_CONTENT,
                };
                let not_kept = kept.and_then(Result::err);
                (status, Report::Delivery { delivery: Box::new(delivery), forwarded, status, not_kept })
            }
        };
        // The reader is gone when the command ends.
        let _ = self.reports.send(report).await;
        status
    }

    /// The delivery and its body, or the status and the reason of the refusal.
    async fn verified(
        &self,
        received_at: Timestamp,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<(Delivery, Bytes), (StatusCode, String)> {
        let refused = |error: &VerifyError| {
            let cause = std::error::Error::source(error).map_or_else(String::new, |cause| format!(": {cause}"));
            (StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNAUTHORIZED), format!("{error}{cause}"))
        };
        self.verifier.check_headers(headers).map_err(|error| refused(&error))?;
        let body = self.read(body).await?;
        let verified = self.verifier.verify(headers, &body).await.map_err(|error| refused(&error))?;
        let text = |value: &[u8]| String::from_utf8(value.to_vec()).ok();
        let kept = of_the_message(headers);
        let kept = kept.iter().filter_map(|(name, value)| Some((name.to_string(), text(value.as_bytes())?)));
        let delivery = Delivery {
            received_at,
            id: verified.id,
            webhook_id: verified.webhook_id,
            event: verified.event.name().to_owned(),
            headers: kept.collect(),
            body: String::from_utf8_lossy(&body).into_owned(),
        };
        Ok((delivery, body))
    }

    async fn read(&self, body: Body) -> Result<Bytes, (StatusCode, String)> {
        let limit = self.verifier.max_body_bytes();
        let time: Duration = self.verifier.body_timeout();
        match tokio::time::timeout(time, axum::body::to_bytes(body, limit)).await {
            Ok(Ok(body)) => Ok(body),
            Ok(Err(_)) => {
                let reason = format!("the body is larger than {limit} bytes, or was not received completely");
                Err((StatusCode::PAYLOAD_TOO_LARGE, reason))
            }
            Err(_) => {
                let reason = format!("the body was not received within {} s", time.as_secs());
                Err((StatusCode::SERVICE_UNAVAILABLE, reason))
            }
        }
    }
}
