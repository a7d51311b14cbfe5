//! Lists: one page after the other, or one item after the other with the pages behind it.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use realtimekit_api::{self as api, Paging};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

use crate::error::{Error, ErrorKind};
use crate::request::{Paged, Request, report_unreadable};

/// Items on a page, unless the caller says otherwise. The service does not document its own default, nor the most it
/// gives; 100 works.
const DEFAULT_PER_PAGE: u64 = 100;

/// Largest page that is asked for: far above what is known to work, and below what would be a mistake.
const MAX_PER_PAGE: u64 = 1000;

/// Most pages that are fetched ahead; more would only meet the rate limit sooner.
const MAX_CONCURRENCY: usize = 64;

/// How a list is read.
#[derive(Clone, Debug)]
pub(crate) struct PageOptions {
    per_page: u64,
    start_page: u64,
    limit: Option<u64>,
    concurrency: usize,
    lenient: bool,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self { per_page: DEFAULT_PER_PAGE, start_page: 1, limit: None, concurrency: 1, lenient: false }
    }
}

impl PageOptions {
    /// Checks what the caller set.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let refuse = |name: &str, value: u64, rule: &str| {
            Err(Error::invalid_input(format!("{name} is {value}, but must be {rule}")))
        };
        match self {
            Self { per_page, .. } if !(1..=MAX_PER_PAGE).contains(per_page) => {
                refuse("per_page", *per_page, &format!("between 1 and {MAX_PER_PAGE}"))
            }
            Self { start_page: 0, .. } => refuse("start_page", 0, "at least 1: pages are counted from 1"),
            Self { limit: Some(0), .. } => refuse("limit", 0, "at least 1"),
            Self { concurrency, .. } if !(1..=MAX_CONCURRENCY).contains(concurrency) => {
                refuse("concurrency", *concurrency as u64, &format!("between 1 and {MAX_CONCURRENCY}"))
            }
            _ => Ok(()),
        }
    }

    /// Items on a page: not more than are wanted at all. The place of any page but the first depends on the size that the
    /// caller has in mind.
    fn size(&self) -> u64 {
        self.limit.filter(|_| self.start_page == 1).map_or(self.per_page, |limit| limit.min(self.per_page))
    }
}

impl<O: Paged> Request<O> {
    /// A request for the first page of a list.
    pub(crate) fn list(client: &crate::Client, operation: O) -> Self {
        Self::new(client, operation).at_page()
    }

    fn at_page(mut self) -> Self {
        self.operation.set_page(self.pages.start_page, self.pages.size());
        self
    }

    /// Number of items on a page, from 1 to 1000. The default is 100; what the service accepts at most is not documented.
    pub fn per_page(mut self, items: u64) -> Self {
        self.pages.per_page = items;
        self.at_page()
    }

    /// The page to begin with, counted from 1, of pages of [`per_page`](Self::per_page) items.
    pub fn start_page(mut self, page: u64) -> Self {
        self.pages.start_page = page;
        self.at_page()
    }

    /// Largest number of items to return, over all pages.
    pub fn limit(mut self, items: u64) -> Self {
        self.pages.limit = Some(items);
        self.at_page()
    }

    /// How many pages to fetch at the same time, from 1 to 64; items keep their order. The first page comes alone, since
    /// it tells how many there are. Where the service does not tell, up to this many requests go past the end.
    ///
    /// With more than one, pages are fetched in tasks of the Tokio runtime, also while the caller works on the items of
    /// the page before. They end when the stream is dropped.
    pub fn concurrency(mut self, pages: usize) -> Self {
        self.pages.concurrency = pages;
        self
    }

    /// Makes the stream go on after an item that cannot be read: it yields an error for that item, whose
    /// [`body`](Error::body) is the item's JSON, and then the others. Without this the whole page is an error, and so it is
    /// for [`pages`](Self::pages), which have no place for single errors.
    pub fn lenient(mut self) -> Self {
        self.pages.lenient = true;
        self
    }

    /// The list page by page. Pages without items are left out.
    ///
    /// The end is reached where the paging block says so, or else by a short or empty page. (With more than 100 items on a
    /// page, short means shorter than the first page, since the service may give fewer than it is asked for.) A service
    /// that sends the same page again ends the list with an error. If the list grows or shrinks while it is read, an item may come
    /// twice or not at all: the service counts positions, it keeps none.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self)
    }

    /// The list item by item; pages are fetched as they are needed. See [`pages`](Self::pages) for its end.
    pub fn stream(self) -> Stream<O> {
        Stream { pages: self.pages(), items: VecDeque::new() }
    }

    async fn fetch(self) -> Result<Fetched<O::Item>, Error> {
        let answer = self.execute().await?;
        let response = &answer.response;
        if response.body.trim_ascii().is_empty() {
            // Taken as a page without items it would end the list in silence.
            let error = Error::new(ErrorKind::Decode, "the answer is empty instead of a page of the list");
            return Err(answer.failed(error.with_response(response)));
        }
        let fingerprint = Fingerprint::Body(response.body.clone());
        if self.pages.lenient {
            let decoded = api::decode::decode_items::<O::Item>(O::operation(), &response.body);
            let decoded = decoded.map_err(|error| answer.failed(Error::from_decode(&error, response)))?;
            report_unreadable(O::operation(), &decoded.unreadable);
            let items = decoded.data.into_iter().map(|item| {
                item.map_err(|bad| {
                    let error = Error::from_decode(&bad.error, response);
                    answer.failed(error.with_body(Bytes::from(bad.json.to_string())))
                })
            });
            return Ok(Fetched { items: items.collect(), paging: decoded.paging, fingerprint });
        }
        let decoded = answer.decode::<O>()?;
        let (items, inside) = O::split(decoded.data);
        Ok(Fetched { items: items.into_iter().map(Ok).collect(), paging: decoded.paging.or(inside), fingerprint })
    }
}

/// One page of a list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Number of the page, counted from 1.
    pub number: u64,
    /// Where the page lies in the whole list, if the service tells.
    pub paging: Option<Paging>,
}

/// A page as it was fetched.
struct Fetched<T> {
    items: VecDeque<Result<T, Error>>,
    paging: Option<Paging>,
    fingerprint: Fingerprint,
}

/// A page and its number, or why it did not come.
type NumberedPage<T> = Result<(u64, Fetched<T>), Error>;

/// What two pages are compared by.
#[derive(PartialEq, Eq)]
enum Fingerprint {
    /// The whole answer, for items without identifiers.
    Body(Bytes),
    /// Hash of the identifiers of all items, in their order.
    Ids(u64),
}

type Fetching<T> = Pin<Box<dyn Future<Output = Result<Fetched<T>, Error>> + Send>>;

/// A page that is fetched whether or not anybody polls: while the caller works on the page before, its time limits must
/// not run out with the answer at hand.
struct Ahead<T>(JoinHandle<Result<Fetched<T>, Error>>);

impl<T: Send + 'static> Ahead<T> {
    fn fetch(page: impl Future<Output = Result<Fetched<T>, Error>> + Send + 'static) -> Fetching<T> {
        let page = page.in_current_span().with_current_subscriber();
        match Handle::try_current() {
            Ok(runtime) => Box::pin(Self(runtime.spawn(page))),
            Err(_) => Box::pin(page),
        }
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

enum Slot<T> {
    Fetching(Fetching<T>),
    Fetched(Result<Fetched<T>, Error>),
}

/// A list page by page; see [`Request::pages`].
#[must_use = "a stream does nothing until it is read"]
pub struct Pages<O: Paged> {
    request: Request<O>,
    /// Pages under way, in the order of the list.
    slots: VecDeque<(u64, Slot<O::Item>)>,
    /// The next page to ask for.
    next: u64,
    /// The last page of the list, as far as is known.
    last: Option<u64>,
    /// Whether a page has come yet.
    begun: bool,
    ended: bool,
    /// Items that may still be returned.
    wanted: Option<u64>,
    /// Start offset and fingerprint of the page before.
    previous: Option<(Option<u64>, Fingerprint)>,
    /// End offset of the page before.
    reached: Option<u64>,
    /// Items on a full page, where the service does not tell how the list goes on.
    full: Option<u64>,
    hasher: RandomState,
}

impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Pages<O> {
    fn new(request: Request<O>) -> Self {
        Self {
            next: request.pages.start_page,
            wanted: request.pages.limit,
            request,
            slots: VecDeque::new(),
            last: None,
            begun: false,
            ended: false,
            previous: None,
            reached: None,
            full: None,
            hasher: RandomState::new(),
        }
    }

    /// The next page, or `None` after the last.
    ///
    /// # Errors
    ///
    /// As [`Request::send`]; the list ends with the first error, which [says](Error::page) on which page it happened.
    pub async fn try_next(&mut self) -> Result<Option<Page<O::Item>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<O::Item>, Error>>> {
        let Some(fetched) = ready!(self.poll_fetched(context)) else { return Poll::Ready(None) };
        Poll::Ready(Some(fetched.and_then(|(number, page)| {
            let items = page.items.into_iter().collect::<Result<Vec<_>, _>>();
            let items = items.inspect_err(|_| self.ended = true).map_err(|error| error.with_page(number))?;
            Ok(Page { items, number, paging: page.paging })
        })))
    }

    fn poll_fetched(&mut self, context: &mut Context<'_>) -> Poll<Option<NumberedPage<O::Item>>> {
        if !self.ended
            && !self.begun
            && let Err(error) = self.request.pages.check()
        {
            // A limit of 0 would otherwise be the end of the list before its beginning.
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

    /// Asks for pages until as many are under way as are allowed.
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
            let fetching = if options.concurrency > 1 { Ahead::fetch(page) } else { Box::pin(page) };
            self.slots.push_back((self.next, Slot::Fetching(fetching)));
            self.next = self.next.saturating_add(1);
        }
    }

    /// Looks at a page that came: whether it is new, whether the list goes on, how many of its items are wanted.
    fn accept(&mut self, number: u64, page: &mut Fetched<O::Item>) -> Result<(), Error> {
        self.begun = true;
        let size = self.request.pages.size();
        let count = page.items.len() as u64;
        if count > 0 {
            self.refuse_repetition(page)?;
        }
        let full = *self.full.get_or_insert(if size <= DEFAULT_PER_PAGE { size } else { count });
        let end = page.paging.and_then(|paging| paging.end_offset);
        let more = match page.paging.and_then(|paging| paging.has_more()) {
            // Where the place moves on, the items of a page may have been left out by the service: that is not the end.
            Some(more) => more && (count > 0 || end > self.reached),
            None => count > 0 && count >= full,
        };
        self.reached = end;
        if !more {
            self.last = Some(number);
        } else if let Some(Paging { total_count: Some(total), end_offset: Some(end), .. }) = page.paging {
            // The service may put fewer items on a page than were asked for.
            let on_a_page = if count == 0 { size } else { count };
            self.last = Some(number.saturating_add(total.saturating_sub(end).div_ceil(on_a_page)));
        }
        if let Some(last) = self.last {
            self.slots.retain(|(number, _)| *number <= last);
            // A later page may say that the list is longer after all.
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

    /// A service that ignores the page number would send its first page for ever.
    fn refuse_repetition(&mut self, page: &mut Fetched<O::Item>) -> Result<(), Error> {
        let ids: Option<Vec<&str>> = page.items.iter().map(|item| item.as_ref().ok().and_then(O::id)).collect();
        let fingerprint = match ids {
            Some(ids) => Fingerprint::Ids(self.hasher.hash_one(ids)),
            None => std::mem::replace(&mut page.fingerprint, Fingerprint::Ids(0)),
        };
        let start = page.paging.and_then(|paging| paging.start_offset);
        let current = (start, fingerprint);
        // Where the offset moved on, the service did turn the page: an item that slid onto it is no repetition.
        let repeated = self.previous.as_ref().is_some_and(|previous| match (previous.0, current.0) {
            (Some(before), Some(now)) => before == now,
            _ => previous.1 == current.1,
        });
        if repeated {
            let reason = "the service sent the page before again instead of the next one; the list would never end";
            return Err(Error::new(ErrorKind::Pagination, reason).with_operation(Some(O::operation())));
        }
        self.previous = Some(current);
        Ok(())
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

/// A list item by item; see [`Request::stream`].
#[must_use = "a stream does nothing until it is read"]
pub struct Stream<O: Paged> {
    pages: Pages<O>,
    /// Items of the present page, with its number.
    items: VecDeque<Result<O::Item, Error>>,
}

impl<O: Paged> Unpin for Stream<O> {}

impl<O: Paged> Stream<O> {
    /// The next item, or `None` after the last.
    ///
    /// # Errors
    ///
    /// As [`Request::send`]; the list ends with the first error, which [says](Error::page) on which page it happened.
    /// After [`lenient`](Request::lenient) an item that cannot be read does not end it.
    pub async fn try_next(&mut self) -> Result<Option<O::Item>, Error> {
        // Items are large, and each layer of a poll would copy them once more.
        if let Some(item) = self.items.pop_front() {
            return item.map(Some);
        }
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// All remaining items.
    ///
    /// # Errors
    ///
    /// Fails with the first error; what came before is dropped.
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
                    if self.pages.request.pages.lenient {
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
