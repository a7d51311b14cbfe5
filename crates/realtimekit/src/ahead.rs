//! Futures that run in a separate task.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

use crate::error::{Error, ErrorKind};

/// A future that makes progress while the caller is busy elsewhere, and is cancelled when it is dropped.
pub(crate) type Ahead<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// The task of such a future. While the caller does something else, the time limits of its requests must not expire
/// although their responses were received.
struct Task<T>(JoinHandle<Result<T, Error>>);

/// Runs a future in a separate task, if there is a runtime.
pub(crate) fn spawn<T: Send + 'static>(future: impl Future<Output = Result<T, Error>> + Send + 'static) -> Ahead<T> {
    let future = future.in_current_span().with_current_subscriber();
    match Handle::try_current() {
        Ok(runtime) => Box::pin(Task(runtime.spawn(future))),
        Err(_) => Box::pin(future),
    }
}

impl<T> Future for Task<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match ready!(Pin::new(&mut self.0).poll(context)) {
            Ok(result) => Poll::Ready(result),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(error) => {
                    let reason = "the runtime was shut down while the request was running";
                    Poll::Ready(Err(Error::new(ErrorKind::Transport, reason).with_source(error)))
                }
            },
        }
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
