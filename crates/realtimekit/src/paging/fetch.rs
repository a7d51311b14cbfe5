//! Fetches one page of a list.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use realtimekit_api::Paging;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

use crate::error::{Error, ErrorKind};
use crate::operation::Paged;
use crate::request::Request;
use crate::response::RawResponse;

/// A page as it was fetched.
pub(super) struct Fetched<T> {
    pub(super) items: VecDeque<Result<T, Error>>,
    pub(super) paging: Option<Paging>,
}

pub(super) type Fetching<T> = Pin<Box<dyn Future<Output = Result<Fetched<T>, Error>> + Send>>;

impl<O: Paged> Request<O> {
    pub(super) async fn fetch(self) -> Result<Fetched<O::Item>, Error> {
        let undecoded = self.execute().await?;
        let response = &undecoded.response;
        if self.pages.lenient {
            let decoded = undecoded.decode_items::<O>().await?;
            let items = decoded.data.into_iter().map(|item| {
                item.map_err(|bad| {
                    let item = RawResponse { body: Bytes::from(bad.json), ..response.clone() };
                    undecoded.failed(Error::from_decode(&bad.error, &item))
                })
            });
            return Ok(Fetched { items: items.collect(), paging: decoded.paging });
        }
        let decoded = undecoded.decode::<O>().await?;
        let (items, inside) = O::split(decoded.data);
        let items = items.ok_or_else(|| {
            // An empty page would end the list without an error.
            let error = Error::new(ErrorKind::Decode, "the response does not contain the list");
            undecoded.failed(error.with_response(response))
        })?;
        Ok(Fetched { items: items.into_iter().map(Ok).collect(), paging: decoded.paging.or(inside) })
    }
}

/// A page that is fetched in a task of its own. While the caller processes an earlier page, the time limits of this one
/// must not expire although its response was received.
struct Ahead<T>(JoinHandle<Result<Fetched<T>, Error>>);

/// Fetches a page in a task of its own, if there is a runtime.
pub(super) fn fetch_ahead<T: Send + 'static>(
    page: impl Future<Output = Result<Fetched<T>, Error>> + Send + 'static,
) -> Fetching<T> {
    let page = page.in_current_span().with_current_subscriber();
    match Handle::try_current() {
        Ok(runtime) => Box::pin(Ahead(runtime.spawn(page))),
        Err(_) => Box::pin(page),
    }
}

impl<T> Future for Ahead<T> {
    type Output = Result<Fetched<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match ready!(Pin::new(&mut self.0).poll(context)) {
            Ok(page) => Poll::Ready(page),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(error) => {
                    let reason = "the runtime was shut down while the page was fetched";
                    Poll::Ready(Err(Error::new(ErrorKind::Transport, reason).with_source(error)))
                }
            },
        }
    }
}

impl<T> Drop for Ahead<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
