//! Bodies that do not arrive whole or in time.

use futures_util::StreamExt;
use std::io;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, stream};

/// These chunks as they are.
pub(crate) fn none(chunks: impl Iterator<Item = Bytes> + Send + 'static) -> Body {
    Body::from_stream(whole(chunks))
}

/// These chunks, and then a broken connection. The pause lets them reach the client before it closes.
pub(crate) fn cut_off(chunks: impl Iterator<Item = Bytes> + Send + 'static) -> Body {
    let failure = stream::once(async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Body::from_stream(whole(chunks).chain(failure))
}

/// These chunks, and then silence.
pub(crate) fn stalled(chunks: impl Iterator<Item = Bytes> + Send + 'static) -> Body {
    Body::from_stream(whole(chunks).chain(stream::pending()))
}

/// One byte after the other, with this pause before each.
pub(crate) fn trickled(chunks: impl Iterator<Item = Bytes> + Send + 'static, pause: Duration) -> Body {
    let bytes = stream::iter(chunks.flatten()).then(move |byte| async move {
        tokio::time::sleep(pause).await;
        Ok::<_, io::Error>(Bytes::from(vec![byte]))
    });
    Body::from_stream(bytes)
}

/// At least this many spaces, made while they are sent.
pub(crate) fn spaces(bytes: u64) -> impl Iterator<Item = Bytes> + Send + 'static {
    const CHUNK: usize = 64 * 1024;
    let padding = Bytes::from(vec![b' '; CHUNK]);
    (0..bytes.div_ceil(CHUNK as u64)).map(move |_| padding.clone())
}

fn whole(chunks: impl Iterator<Item = Bytes> + Send + 'static) -> impl Stream<Item = io::Result<Bytes>> + Send {
    stream::iter(chunks.map(Ok))
}
