//! A download as a stream of bytes.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::checksum::{Checksum, Hasher};
use super::deadline::{Deadline, within};
use super::reader::{Fault, Reader, integrity};
use crate::error::Error;

/// The bytes of a file in order: see [`Download::stream`](super::Download::stream).
///
/// A broken connection is continued. The stream ends with an error if the file changes in between, or if it does not
/// have the checksum that the storage host reports.
pub struct ByteStream {
    state: State,
}

type Step = Pin<Box<dyn Future<Output = (Box<Source>, Result<Option<Bytes>, Error>)> + Send>>;

enum State {
    Idle(Box<Source>),
    Busy(Step),
    Ended,
}

struct Source {
    reader: Reader,
    total: Option<u64>,
    expected: Option<u64>,
    checksum: Option<(Checksum, Hasher)>,
    deadline: Option<Deadline>,
}

impl ByteStream {
    /// Connects, so that a refusal is seen before the first byte is wanted.
    pub(crate) async fn open(
        mut reader: Reader,
        expected: Option<u64>,
        deadline: Option<Deadline>,
    ) -> Result<Self, Error> {
        let opened = async { reader.open().await.map_err(final_error) };
        let head = within(deadline, opened).await?;
        let checksum = head.checksum.map(|checksum| {
            let hasher = checksum.hasher();
            (checksum, hasher)
        });
        let source = Source { reader, total: head.total, expected, checksum, deadline };
        Ok(Self { state: State::Idle(Box::new(source)) })
    }

    /// Size of the file, where the storage host reports it.
    pub fn size(&self) -> Option<u64> {
        match &self.state {
            State::Idle(source) => source.total,
            _ => None,
        }
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// Fails as [`Download::stream`](super::Download::stream) does.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }
}

/// The error of a fault after which bytes that were handed out cannot be taken back.
pub(crate) fn final_error(fault: Fault) -> Error {
    match fault {
        Fault::Failed(error) | Fault::Restart(error) => error,
        Fault::NoRanges => integrity("the storage host does not send parts of the file"),
    }
}

impl Source {
    async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        let read = async { self.reader.chunk().await.map_err(final_error) };
        let chunk = within(self.deadline, read).await?;
        match &chunk {
            Some(bytes) => {
                if let Some((_, hasher)) = &mut self.checksum {
                    hasher.update(bytes);
                }
            }
            None => {
                let size = self.reader.offset();
                if let Some(expected) = self.expected.filter(|expected| *expected != size) {
                    return Err(integrity(format!("{size} bytes arrived, but the API reports {expected}")));
                }
                if let Some((checksum, hasher)) = self.checksum.take()
                    && hasher.finish() != checksum
                {
                    let algorithm = checksum.algorithm();
                    return Err(integrity(format!(
                        "the file does not have the {algorithm} checksum that the storage host reports"
                    )));
                }
            }
        }
        Ok(chunk)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Idle(mut source) => {
                    self.state = State::Busy(Box::pin(async move {
                        let result = source.next().await;
                        (source, result)
                    }));
                }
                State::Busy(mut step) => match step.as_mut().poll(context) {
                    Poll::Pending => {
                        self.state = State::Busy(step);
                        return Poll::Pending;
                    }
                    Poll::Ready((source, Ok(Some(bytes)))) => {
                        self.state = State::Idle(source);
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                    Poll::Ready((_, result)) => return Poll::Ready(result.transpose()),
                },
                State::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").finish_non_exhaustive()
    }
}
