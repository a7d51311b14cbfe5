//! What every request goes through, whichever service it is for: its body is read, a panic is caught, a line is logged.

use std::any::Any;
use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::{HeaderValue, Method, Request, Response, header};
use bytes::Bytes;
use futures_util::{FutureExt, StreamExt};
use serde_json::json;

use crate::envelope::{Refusal, json_response};
use crate::server::{Abort, Server};
use crate::{dispatch, files, remote_control};

/// The largest request body that is read.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// What a request can be meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    Api,
    /// The public key of the webhooks.
    Key,
    Control,
    Files,
}

/// Answers a request.
pub(crate) async fn answer(server: Arc<Server>, service: Service, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let mut line = Line::new(&server, format!("{} {}", parts.method, parts.uri.path()));
    let work = async {
        match service {
            Service::Api => dispatch::answer(&server, &parts, body, &mut line).await,
            Service::Key => public_key(&server, &parts.method),
            Service::Control => remote_control::answer(&server, &parts, body).await,
            Service::Files => files::answer(&server, &parts, &mut line).await,
        }
    };
    // A panic is a mistake of ours. It must not take the connection with it.
    let outcome = AssertUnwindSafe(work).catch_unwind().await;
    let mut response = outcome.unwrap_or_else(|payload| {
        server.report_panic(line.subject(), panic_message(payload.as_ref()));
        Refusal::service(500, "Internal server error").into_response()
    });
    if service == Service::Api
        && let Ok(ray) = HeaderValue::try_from(format!("{:016x}-EMU", server.next_ray()))
    {
        response.headers_mut().insert("cf-ray", ray);
    }
    line.end(&response);
    response
}

fn public_key(server: &Server, method: &Method) -> Response<Body> {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Refusal::service(405, "The key can only be fetched").into_response();
    }
    let key = server.deliveries.signer.public_pem();
    json_response(200, &json!({ "success": true, "data": { "publicKey": key }, "message": "" }))
}

/// The body of a request: what has come of it, and why that is not everything.
pub(crate) struct ReadBody {
    pub(crate) bytes: Bytes,
    pub(crate) problem: Option<Refusal>,
}

impl ReadBody {
    /// Reads a body that may take so long to arrive.
    pub(crate) async fn read(body: Body, time: Duration) -> Self {
        let mut bytes = Vec::new();
        let problem = tokio::time::timeout(time, fill(&mut bytes, body))
            .await
            .unwrap_or_else(|_| Some(Refusal::gateway(408, 408, "The request body did not arrive in time")));
        Self { bytes: Bytes::from(bytes), problem }
    }
}

/// Fills the buffer, and says what is wrong when that does not succeed.
async fn fill(bytes: &mut Vec<u8>, body: Body) -> Option<Refusal> {
    let too_large = || Some(Refusal::gateway(413, 7005, "The request body is too large"));
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return too_large();
    }
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        match chunk {
            Ok(chunk) if bytes.len() + chunk.len() > BODY_LIMIT => return too_large(),
            Ok(chunk) => bytes.extend_from_slice(&chunk),
            Err(_) => return Some(Refusal::gateway(400, 6003, "The request body is incomplete")),
        }
    }
    None
}

/// The answer to a request whose body was not read to its end: nothing else can come over its connection.
pub(crate) fn last(refusal: Refusal) -> Response<Body> {
    let mut response = refusal.into_response();
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// What a panic said.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without a message".to_owned())
}

/// The line of the log about one request. Dropped before its end, it says that there was no answer.
pub(crate) struct Line<'a> {
    server: &'a Server,
    request: String,
    /// Empty until it is known.
    pub(crate) operation: &'static str,
    outcome: String,
}

impl<'a> Line<'a> {
    fn new(server: &'a Server, request: String) -> Self {
        Self { server, request, operation: "", outcome: "no answer".to_owned() }
    }

    /// What a report is about: the operation, or else the request itself.
    fn subject(&self) -> &str {
        if self.operation.is_empty() { &self.request } else { self.operation }
    }

    fn end(mut self, response: &Response<Body>) {
        let reset = response.extensions().get::<Abort>().is_some();
        self.outcome = if reset { "connection reset".to_owned() } else { response.status().as_u16().to_string() };
    }
}

impl Drop for Line<'_> {
    fn drop(&mut self) {
        if self.server.settings.log {
            let Self { request, operation, outcome, .. } = self;
            let space = if operation.is_empty() { "" } else { " " };
            // Nobody to tell when standard error is closed.
            let _ = writeln!(std::io::stderr(), "{request}{space}{operation} -> {outcome}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use futures_util::stream;

    use super::*;

    const LONG: Duration = Duration::from_secs(600);

    fn refused(body: &ReadBody) -> Option<u16> {
        body.problem.as_ref().map(|problem| problem.status)
    }

    #[tokio::test]
    async fn what_came_of_a_body_is_kept() {
        let first = || stream::iter([Ok::<_, io::Error>(Bytes::from_static(b"{\"ti"))]);
        let silent = Body::from_stream(first().chain(stream::pending()));
        let late = ReadBody::read(silent, Duration::from_millis(20)).await;
        assert_eq!((&late.bytes[..], refused(&late)), (&b"{\"ti"[..], Some(408)));
        let failure = stream::iter([Err(io::Error::from(io::ErrorKind::UnexpectedEof))]);
        let broken = ReadBody::read(Body::from_stream(first().chain(failure)), LONG).await;
        assert_eq!((&broken.bytes[..], refused(&broken)), (&b"{\"ti"[..], Some(400)));
        let whole = ReadBody::read(Body::from("{}"), LONG).await;
        assert_eq!((&whole.bytes[..], refused(&whole)), (&b"{}"[..], None));
    }

    #[tokio::test]
    async fn a_body_is_refused_for_its_size_whether_announced_or_not() {
        let announced = ReadBody::read(Body::from(vec![0; BODY_LIMIT + 1]), LONG).await;
        assert_eq!((announced.bytes.len(), refused(&announced)), (0, Some(413)));
        let chunk = Bytes::from(vec![0; BODY_LIMIT / 4]);
        let chunks = stream::repeat_with(move || Ok::<_, io::Error>(chunk.clone()));
        let endless = ReadBody::read(Body::from_stream(chunks), LONG).await;
        assert_eq!((endless.bytes.len(), refused(&endless)), (BODY_LIMIT, Some(413)));
        let full = ReadBody::read(Body::from(vec![0; BODY_LIMIT]), LONG).await;
        assert_eq!((full.bytes.len(), refused(&full)), (BODY_LIMIT, None));
    }
}
