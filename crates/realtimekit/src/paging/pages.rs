//! A list page by page.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::end::End;
use super::fetch::Fetched;
use crate::ahead::{self, Ahead};
use crate::error::Error;
use crate::operation::Paged;
use crate::page::Page;
use crate::request::Request;

/// A page with its number, or the error of fetching it.
pub(super) type NumberedPage<T> = Result<(u64, Fetched<T>), Error>;

enum Slot<T> {
    Fetching(Ahead<Fetched<T>>),
    Fetched(Result<Fetched<T>, Error>),
}

/// A list page by page; see [`Request::pages`].
#[must_use = "a stream does nothing until it is read"]
pub struct Pages<O: Paged> {
    request: Request<O>,
    /// Pages being fetched, in the order of the list.
    slots: VecDeque<(u64, Slot<O::Item>)>,
    /// The next page to fetch.
    next: u64,
    end: End,
    /// Whether a page was received yet.
    begun: bool,
    ended: bool,
    /// Items that may still be returned.
    wanted: Option<u64>,
    hasher: RandomState,
}

impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Pages<O> {
    pub(super) fn is_lenient(&self) -> bool {
        self.request.pages.lenient
    }

    pub(super) fn new(request: Request<O>) -> Self {
        Self {
            next: request.pages.start_page,
            wanted: request.pages.limit,
            request,
            slots: VecDeque::new(),
            end: End::default(),
            begun: false,
            ended: false,
            hasher: RandomState::new(),
        }
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
            let items = page.items.into_iter().collect::<Result<Vec<_>, _>>();
            let items = items.inspect_err(|_| self.ended = true).map_err(|error| error.with_page(number))?;
            Ok(Page::new(items, number, page.paging))
        })))
    }

    pub(super) fn poll_fetched(&mut self, context: &mut Context<'_>) -> Poll<Option<NumberedPage<O::Item>>> {
        if !self.ended
            && !self.begun
            && let Err(error) = self.request.pages.check()
        {
            // A limit of 0 would otherwise end the list without an error.
            self.stop();
            return Poll::Ready(Some(Err(error.with_operation(Some(O::operation())))));
        }
        while !self.ended {
            self.begin_fetching();
            for (_, slot) in &mut self.slots {
                if let Slot::Fetching(fetching) = slot
                    && let Poll::Ready(result) = fetching.as_mut().poll(context)
                {
                    *slot = Slot::Fetched(result);
                }
            }
            let (number, result) = match self.slots.pop_front() {
                None => {
                    self.ended = true;
                    break;
                }
                Some((number, Slot::Fetched(result))) => (number, result),
                Some(pending) => {
                    self.slots.push_front(pending);
                    return Poll::Pending;
                }
            };
            let accepted = result.and_then(|mut page| self.accept(number, &mut page).map(|()| page));
            match accepted {
                Ok(page) if page.items.is_empty() => {}
                Ok(page) => {
                    if self.request.pages.concurrency > 1 {
                        self.begin_fetching();
                    }
                    return Poll::Ready(Some(Ok((number, page))));
                }
                Err(error) => {
                    self.stop();
                    return Poll::Ready(Some(Err(error.with_page(number))));
                }
            }
        }
        self.slots.clear();
        Poll::Ready(None)
    }

    /// Fetches pages until as many are being fetched as are allowed.
    fn begin_fetching(&mut self) {
        let options = &self.request.pages;
        let allowed = if self.begun { options.concurrency.max(1) } else { 1 };
        while self.slots.len() < allowed {
            let beyond = self.end.last().is_some_and(|last| self.next > last);
            let ahead = self.slots.len() as u64 * options.size();
            if beyond || self.wanted.is_some_and(|wanted| ahead >= wanted) {
                break;
            }
            let mut request = self.request.clone();
            request.operation.set_page(self.next, options.size());
            let page = request.fetch();
            let fetching = if options.concurrency > 1 { ahead::spawn(page) } else { Box::pin(page) };
            self.slots.push_back((self.next, Slot::Fetching(fetching)));
            self.next = self.next.saturating_add(1);
        }
    }

    /// Examines a page that was received: whether the list continues after it, and how many of its items are wanted.
    fn accept(&mut self, number: u64, page: &mut Fetched<O::Item>) -> Result<(), Error> {
        self.begun = true;
        let (size, count, set) = (self.request.pages.size(), page.items.len() as u64, self.hash(page));
        let examined = self.end.examine(number, size, count, set, page.paging);
        examined.map_err(|error| error.with_operation(Some(O::operation())))?;
        if let Some(wanted) = &mut self.wanted {
            page.items.truncate(usize::try_from(*wanted).unwrap_or(usize::MAX));
            *wanted -= page.items.len() as u64;
            if *wanted == 0 {
                self.end.set_last(number);
            }
        }
        if let Some(last) = self.end.last() {
            self.slots.retain(|(number, _)| *number <= last);
            self.next = self.next.min(last.saturating_add(1));
        }
        Ok(())
    }

    /// A hash of the items of a page. It is a sum, because the order of the items does not count.
    fn hash(&self, page: &Fetched<O::Item>) -> u64 {
        let key = |item: &Result<O::Item, Error>| match item {
            Ok(item) => match O::id(item) {
                Some(id) => self.hasher.hash_one(id),
                None => self.hasher.hash_one(format!("{item:?}")),
            },
            Err(error) => self.hasher.hash_one(error.body()),
        };
        page.items.iter().map(key).fold(0, u64::wrapping_add)
    }

    /// Ends the stream.
    fn stop(&mut self) {
        self.ended = true;
        self.slots.clear();
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
        f.debug_struct("Pages").field("request", &self.request).field("next", &self.next).finish_non_exhaustive()
    }
}
