//! A list page by page.

use std::fmt;
use std::future::poll_fn;
use std::hash::RandomState;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::fetch::{Fetched, fetch};
use super::walk::{List, Walk};
use crate::error::Error;
use crate::operation::Paged;
use crate::page::Page;
use crate::request::Request;

/// A list page by page; see [`Request::pages`].
#[must_use = "a stream does nothing until it is read"]
pub struct Pages<O: Paged> {
    request: Request<O>,
    walk: Walk,
    hasher: RandomState,
}

impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Pages<O> {
    pub(super) fn new(request: Request<O>) -> Self {
        Self { walk: Walk::new(&request.pages), request, hasher: RandomState::new() }
    }

    /// The next page, or `None` after the last.
    ///
    /// # Errors
    ///
    /// As [`Request::send`]; the list ends with the first error, which reports the [page](Error::page).
    pub async fn try_next(&mut self) -> Result<Option<Page<O::Item>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<O::Item>, Error>>> {
        let Some(fetched) = ready!(self.poll_fetched(context)) else { return Poll::Ready(None) };
        Poll::Ready(Some(fetched.and_then(|(number, page)| {
            let paging = page.paging;
            let items = page.items::<O>().into_iter().collect::<Result<Vec<_>, _>>();
            let items = items.inspect_err(|_| self.walk.stop()).map_err(|error| error.with_page(number))?;
            Ok(Page::new(items, number, paging))
        })))
    }

    /// The next page with its number, or the error of fetching it.
    pub(super) fn poll_fetched(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<(u64, Fetched), Error>>> {
        let Self { request, walk, hasher } = self;
        let fetch = |page| fetch(request, page, hasher);
        walk.poll(&List { operation: O::operation(), options: &request.pages, fetch: &fetch }, context)
    }
}

impl<O: Paged> futures_core::Stream for Pages<O> {
    type Item = Result<Page<O::Item>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("request", &self.request).field("next", &self.walk.next).finish_non_exhaustive()
    }
}
