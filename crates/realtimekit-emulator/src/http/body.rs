//! The body of a request.

use axum::body::HttpBody;
use futures_util::StreamExt;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use bytes::Bytes;

use crate::http::envelope::error_response;
use crate::world::refusal::Refusal;

/// The largest request body that is read.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// The body of a request: what has come of it, and why that is not everything.
pub(crate) struct ReadBody {
    pub(crate) bytes: Bytes,
    pub(crate) problem: Option<Refusal>,
}

impl ReadBody {
    /// Reads a body, within this time.
    pub(crate) async fn read(body: Body, time: Duration) -> Self {
        let mut bytes = Vec::new();
        let problem = tokio::time::timeout(time, fill(&mut bytes, body))
            .await
            .unwrap_or_else(|_| Some(Refusal::gateway(408, 408, "The request body did not arrive in time")));
        Self { bytes: Bytes::from(bytes), problem }
    }
}

/// Fills the buffer, and returns the problem if the body could not be read whole.
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

/// The response to a request whose body was not read to its end; its connection cannot be used again.
pub(crate) fn last(refusal: &Refusal) -> Response<Body> {
    let mut response = error_response(refusal);
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
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
    async fn the_received_part_of_a_body_is_kept() {
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
