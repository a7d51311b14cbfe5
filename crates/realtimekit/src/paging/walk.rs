//! Walks a list page by page, whatever its items are.

use std::collections::VecDeque;
use std::task::{Context, Poll};

use realtimekit_api::Operation;

use super::end::End;
use super::fetch::Fetched;
use crate::ahead::Ahead;
use crate::error::Error;
use crate::page_options::PageOptions;

enum Slot {
    Fetching(Ahead<Fetched>),
    Fetched(Result<Fetched, Error>),
}

/// How far a list was read.
pub(super) struct Walk {
    /// Pages being fetched, in the order of the list.
    slots: VecDeque<(u64, Slot)>,
    /// The next page to fetch.
    pub(super) next: u64,
    end: End,
    /// Whether a page was received yet.
    begun: bool,
    ended: bool,
    /// Items that may still be returned.
    wanted: Option<u64>,
}

/// What is the same for all pages of a list.
pub(super) struct List<'a> {
    pub(super) operation: &'static Operation,
    pub(super) options: &'a PageOptions,
    /// Begins to fetch a page.
    pub(super) fetch: &'a dyn Fn(u64) -> Ahead<Fetched>,
}

impl Walk {
    pub(super) fn new(options: &PageOptions) -> Self {
        Self {
            next: options.start_page,
            wanted: options.limit,
            slots: VecDeque::new(),
            end: End::default(),
            begun: false,
            ended: false,
        }
    }

    pub(super) fn poll(
        &mut self,
        list: &List<'_>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<(u64, Fetched), Error>>> {
        if !self.ended
            && !self.begun
            && let Err(error) = list.options.check()
        {
            // A limit of 0 would otherwise end the list without an error.
            self.stop();
            return Poll::Ready(Some(Err(error.with_operation(Some(list.operation)))));
        }
        while !self.ended {
            self.begin_fetching(list);
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
            let accepted = result.and_then(|mut page| self.accept(list, number, &mut page).map(|()| page));
            match accepted {
                Ok(page) if page.count == 0 => {}
                Ok(page) => {
                    if list.options.concurrency > 1 {
                        self.begin_fetching(list);
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
    fn begin_fetching(&mut self, list: &List<'_>) {
        let allowed = if self.begun { list.options.concurrency.max(1) } else { 1 };
        while self.slots.len() < allowed {
            let beyond = self.end.last().is_some_and(|last| self.next > last);
            let ahead = self.slots.len() as u64 * list.options.size();
            if beyond || self.wanted.is_some_and(|wanted| ahead >= wanted) {
                break;
            }
            self.slots.push_back((self.next, Slot::Fetching((list.fetch)(self.next))));
            self.next = self.next.saturating_add(1);
        }
    }

    /// Examines a page that was received: whether the list continues after it, and how many of its items are wanted.
    fn accept(&mut self, list: &List<'_>, number: u64, page: &mut Fetched) -> Result<(), Error> {
        self.begun = true;
        let examined = self.end.examine(number, list.options.size(), &page.hashes, page.nulls, page.paging);
        examined.map_err(|error| error.with_operation(Some(list.operation)))?;
        if let Some(wanted) = &mut self.wanted {
            page.count = page.count.min(usize::try_from(*wanted).unwrap_or(usize::MAX));
            *wanted -= page.count as u64;
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

    /// Ends the list.
    pub(super) fn stop(&mut self) {
        self.ended = true;
        self.slots.clear();
    }
}
