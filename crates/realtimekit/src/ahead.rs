//! Futures that run in a separate task.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use tokio::runtime::Handle;
use tokio::task::{JoinError, JoinHandle};
use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

use crate::error::{Error, ErrorKind};

/// A future that makes progress while the caller is busy elsewhere, and is cancelled when it is dropped.
pub(crate) type Ahead<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// The task of such a future. While the caller does something else, the time limits of its requests must not expire
/// although their responses were received.
///
/// The runtime knows tasks without a result only: a task is much code, and would be compiled for each type of result.
struct Task<T> {
    handle: JoinHandle<()>,
    result: Arc<Mutex<Option<T>>>,
}

/// Runs a future in a separate task, if there is a runtime.
pub(crate) fn spawn<T: Send + 'static>(future: impl Future<Output = Result<T, Error>> + Send + 'static) -> Ahead<T> {
    let Ok(runtime) = Handle::try_current() else {
        return Box::pin(future.in_current_span().with_current_subscriber());
    };
    let result = Arc::new(Mutex::new(None));
    let place = Arc::clone(&result);
    let future: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(async move {
        let result = future.await;
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
    });
    let task = Task { handle: runtime.spawn(future.in_current_span().with_current_subscriber()), result };
    Box::pin(async { task.await? })
}

/// Runs a function on a thread where it may block.
pub(crate) async fn blocking<T: Send + 'static>(
    runtime: &Handle,
    function: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let result = Arc::new(Mutex::new(None));
    let place = Arc::clone(&result);
    let function: Box<dyn FnOnce() + Send> =
        Box::new(move || *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(function()));
    Task { handle: runtime.spawn_blocking(function), result }.await
}

impl<T> Future for Task<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let ended = ready!(Pin::new(&mut self.handle).poll(context));
        if let Some(result) = self.result.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Poll::Ready(Ok(result));
        }
        let error = Error::new(ErrorKind::Transport, "the runtime was shut down while the request was running");
        match ended.map_err(JoinError::try_into_panic) {
            Err(Ok(panic)) => std::panic::resume_unwind(panic),
            Err(Err(source)) => Poll::Ready(Err(error.with_source(source))),
            Ok(()) => Poll::Ready(Err(error)),
        }
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.handle.abort();
    }
}
