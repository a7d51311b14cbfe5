//! Lists: page by page, item by item, or all items together.

mod end;
mod fetch;
mod pages;
mod stream;
mod walk;

use std::sync::Arc;

pub use self::pages::Pages;
pub use self::stream::Stream;
use crate::core::Core;
use crate::error::Error;
use crate::operation::Paged;
use crate::request::Request;

impl<O: Paged> Request<O> {
    /// A request for the first page of a list.
    pub(crate) fn list(core: &Arc<Core>, operation: O) -> Self {
        Self::new(core, operation).at_page()
    }

    fn at_page(mut self) -> Self {
        self.operation.set_page(self.pages.start_page, self.pages.size());
        self
    }

    /// Number of items on a page, from 1 to 1000. The default is 100; the maximum that the service accepts is not
    /// documented.
    pub fn per_page(mut self, items: u64) -> Self {
        self.pages.per_page = items;
        self.at_page()
    }

    /// The first page to fetch, from 1 to 1,000,000,000, of pages of [`per_page`](Self::per_page) items.
    pub fn start_page(mut self, page: u64) -> Self {
        self.pages.start_page = page;
        self.at_page()
    }

    /// Largest number of items to return, over all pages.
    pub fn limit(mut self, items: u64) -> Self {
        self.pages.limit = Some(items);
        self.at_page()
    }

    /// Number of pages to fetch at the same time, from 1 to 64; items keep their order. The first page is fetched alone,
    /// since it reports how many there are. If the service does not report it, up to this many requests go past the end.
    ///
    /// With more than one, pages are fetched in tasks of the Tokio runtime, also while the caller processes the items of
    /// an earlier page. The tasks end when the stream is dropped.
    pub fn concurrency(mut self, pages: usize) -> Self {
        self.pages.concurrency = pages;
        self
    }

    /// Makes the stream continue after an item that cannot be decoded: it yields an error for that item, whose
    /// [`body`](Error::body) is the item's JSON, and then the other items. Without this the whole page is an error; for
    /// [`pages`](Self::pages) it always is, because a page cannot contain errors.
    pub fn lenient(mut self) -> Self {
        self.pages.lenient = true;
        self
    }

    /// The list page by page. Pages without items are left out.
    ///
    /// The list ends where the paging block reports its end, or after a short or empty page if there is no such block or it
    /// contradicts itself or the items. (With more than 100 items on a page, short means shorter than the first page, since
    /// the service may send fewer than requested.)
    ///
    /// The list ends with an error if the service returns the items of an earlier page again, in any order, or more
    /// than 16 pages without a new item in a row: empty ones, or items of several earlier pages. A service that invents new
    /// items forever is not recognised: set a [`limit`](Self::limit) if that matters. If the list grows or
    /// shrinks while it is read, an item may be returned twice or not at all, because the service pages by position.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self)
    }

    /// The list item by item; pages are fetched as they are needed. See [`pages`](Self::pages) for its end.
    pub fn stream(self) -> Stream<O> {
        Stream::new(self.pages())
    }

    /// All items of the list, over all pages. See [`pages`](Self::pages) for its end.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), for the first page that fails; the items received before are dropped.
    pub async fn all(self) -> Result<Vec<O::Item>, Error> {
        self.stream().try_collect().await
    }
}
