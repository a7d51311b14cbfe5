//! A list page by page.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use realtimekit_api::Paging;

use super::fetch::Fetched;
use crate::ahead::{self, Ahead};
use crate::error::{Error, ErrorKind};
use crate::operation::Paged;
use crate::page::Page;
use crate::page_options::DEFAULT_PER_PAGE;
use crate::request::Request;

/// Most pages without a new item in a row.
const MAX_STALLED_PAGES: u32 = 16;

/// Whether a paging block contradicts neither itself nor the items: one that does says nothing about the end.
fn is_consistent(paging: &Paging, count: u64, received: u64) -> bool {
    let Paging { total_count, start_offset, end_offset, .. } = *paging;
    let within = |low: Option<u64>, high: Option<u64>| low.zip(high).is_none_or(|(low, high)| low <= high);
    let positions = end_offset.zip(start_offset).map(|(end, start)| end.saturating_sub(start).saturating_add(1));
    within(end_offset, total_count)
        && within(Some(received), total_count)
        && (count == 0 || (within(start_offset, end_offset) && within(Some(count), positions)))
}

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
    /// The last page of the list, as far as is known.
    last: Option<u64>,
    /// Whether a page was received yet.
    begun: bool,
    ended: bool,
    /// Items that may still be returned.
    wanted: Option<u64>,
    /// Hashes of the sets of items on the pages so far.
    seen: HashSet<u64>,
    /// Pages without a new item in a row.
    stalled: u32,
    /// Items on the pages so far.
    received: u64,
    /// Start offset of the previous page.
    start: Option<u64>,
    /// End offset of the previous page.
    reached: Option<u64>,
    /// Items on a full page, if the service does not report how the list continues.
    full: Option<u64>,
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
            last: None,
            begun: false,
            ended: false,
            seen: HashSet::new(),
            stalled: 0,
            received: 0,
            start: None,
            reached: None,
            full: None,
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
            self.end();
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
                    self.end();
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
            let beyond = self.last.is_some_and(|last| self.next > last);
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

    /// Examines a page that was received: whether it is new, whether the list continues, how many items are wanted.
    fn accept(&mut self, number: u64, page: &mut Fetched<O::Item>) -> Result<(), Error> {
        self.begun = true;
        let size = self.request.pages.size();
        let count = page.items.len() as u64;
        self.received = self.received.saturating_add(count);
        if count > 0 && !self.is_repeated(page) {
            self.stalled = 0;
        } else {
            // Where the offset moves on, a single item may have moved too, and the service may have left items out.
            let start = page.paging.and_then(|paging| paging.start_offset);
            self.stalled += 1;
            if count > 1 || (count == 1 && start <= self.start) || self.stalled > MAX_STALLED_PAGES {
                let reason = "the service returned a page without new items again; the list would never end";
                return Err(Error::new(ErrorKind::Pagination, reason).with_operation(Some(O::operation())));
            }
        }
        self.start = page.paging.and_then(|paging| paging.start_offset);
        let paging = page.paging.filter(|paging| is_consistent(paging, count, self.received));
        let full = *self.full.get_or_insert(if size <= DEFAULT_PER_PAGE { size } else { count });
        let end = paging.and_then(|paging| paging.end_offset);
        let more = match paging.and_then(|paging| paging.has_more()) {
            // If the offset moves on, an empty page is not the end: the service may have left its items out.
            Some(more) => more && (count > 0 || end > self.reached),
            None => count > 0 && count >= full,
        };
        self.reached = end;
        if !more {
            self.last = Some(number);
        } else if let Some(Paging { total_count: Some(total), end_offset: Some(end), .. }) = paging {
            // The service may send fewer items on a page than requested.
            let on_a_page = if count == 0 { size } else { count };
            self.last = Some(number.saturating_add(total.saturating_sub(end).div_ceil(on_a_page)));
        }
        if let Some(last) = self.last {
            self.slots.retain(|(number, _)| *number <= last);
            // A later page may report that the list is longer.
            self.next = self.next.min(last.saturating_add(1));
        }
        if let Some(wanted) = &mut self.wanted {
            page.items.truncate(usize::try_from(*wanted).unwrap_or(usize::MAX));
            *wanted -= page.items.len() as u64;
            if *wanted == 0 {
                self.last = Some(number);
                self.slots.clear();
            }
        }
        Ok(())
    }

    /// Whether an earlier page consisted of the same items. A service that ignores the page number would send them forever.
    fn is_repeated(&mut self, page: &Fetched<O::Item>) -> bool {
        let key = |item: &Result<O::Item, Error>| match item {
            Ok(item) => match O::id(item) {
                Some(id) => self.hasher.hash_one(id),
                None => self.hasher.hash_one(format!("{item:?}")),
            },
            Err(error) => self.hasher.hash_one(error.body()),
        };
        // A sum, because the order of the items does not count.
        let set = page.items.iter().map(key).fold(0, u64::wrapping_add);
        !self.seen.insert(set)
    }

    fn end(&mut self) {
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
