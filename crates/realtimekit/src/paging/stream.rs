//! A list item by item.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use super::pages::Pages;
use crate::error::Error;
use crate::operation::Paged;

/// A list item by item; see [`Request::stream`](crate::Request::stream).
#[must_use = "a stream does nothing until it is read"]
pub struct Stream<O: Paged> {
    pages: Pages<O>,
    /// Remaining items of the current page.
    items: IntoIter<Result<O::Item, Error>>,
    /// Number of the current page.
    page: u64,
}

impl<O: Paged> Unpin for Stream<O> {}

impl<O: Paged> Stream<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self { pages, items: Vec::new().into_iter(), page: 0 }
    }

    /// The next item, or `None` after the last.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send); the list ends with the first error, which reports the
    /// [page](Error::page). With [`lenient`](crate::Request::lenient) an item that cannot be decoded does not end it.
    pub async fn try_next(&mut self) -> Result<Option<O::Item>, Error> {
        // Items are large, and each layer of polling would copy them once more.
        match self.items.next() {
            Some(Ok(item)) => Ok(Some(item)),
            Some(Err(error)) => Err(error.with_page(self.page)),
            None => poll_fn(|context| self.poll_item(context)).await.transpose(),
        }
    }

    /// All remaining items.
    ///
    /// # Errors
    ///
    /// Fails with the first error; the items before it are dropped.
    pub async fn try_collect(mut self) -> Result<Vec<O::Item>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error>>> {
        loop {
            match self.items.next() {
                Some(Ok(item)) => return Poll::Ready(Some(Ok(item))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error.with_page(self.page)))),
                None => {}
            }
            match ready!(self.pages.poll_fetched(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok((number, page))) => (self.page, self.items) = (number, page.items::<O>().into_iter()),
            }
        }
    }
}

impl<O: Paged> futures_core::Stream for Stream<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<O: Paged> fmt::Debug for Stream<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("pages", &self.pages).finish_non_exhaustive()
    }
}
