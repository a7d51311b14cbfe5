//! A list item by item.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::pages::Pages;
use crate::error::Error;
use crate::operation::Paged;

/// A list item by item; see [`Request::stream`](crate::Request::stream).
#[must_use = "a stream does nothing until it is read"]
pub struct Stream<O: Paged> {
    pages: Pages<O>,
    /// Remaining items of the current page.
    items: VecDeque<Result<O::Item, Error>>,
}

impl<O: Paged> Unpin for Stream<O> {}

impl<O: Paged> Stream<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self { pages, items: VecDeque::new() }
    }

    /// The next item, or `None` after the last.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send); the list ends with the first error, which reports the
    /// [page](Error::page). With [`lenient`](crate::Request::lenient) an item that cannot be decoded does not end it.
    pub async fn try_next(&mut self) -> Result<Option<O::Item>, Error> {
        // Items are large, and each layer of polling would copy them once more.
        if let Some(item) = self.items.pop_front() {
            return item.map(Some);
        }
        poll_fn(|context| self.poll_item(context)).await.transpose()
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
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(item));
            }
            match ready!(self.pages.poll_fetched(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok((number, page))) => {
                    self.items = page.items;
                    if self.pages.is_lenient() {
                        self.items = std::mem::take(&mut self.items)
                            .into_iter()
                            .map(|item| item.map_err(|error| error.with_page(number)))
                            .collect();
                    }
                }
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
