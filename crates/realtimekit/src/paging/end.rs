//! Recognises the end of a list, and lists that never end.

use std::collections::HashSet;

use realtimekit_api::Paging;

use crate::error::{Error, ErrorKind};
use crate::page_options::DEFAULT_PER_PAGE;

/// Most pages without a new item in a row.
const MAX_STALLED_PAGES: u32 = 16;

/// Facts about the end of a list, from the pages received so far.
#[derive(Default)]
pub(super) struct End {
    /// The last page, as far as is known.
    last: Option<u64>,
    /// Hashes of the sets of items on the pages so far.
    sets: HashSet<u64>,
    /// Hashes of the items so far.
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
}

impl End {
    /// The last page, as far as is known.
    pub(super) fn last(&self) -> Option<u64> {
        self.last
    }

    /// Makes a page the last.
    pub(super) fn set_last(&mut self, number: u64) {
        self.last = Some(number);
    }

    /// Examines page `number` of a list of pages of `size` items: it has items with these hashes, and `nulls` in place of
    /// others.
    ///
    /// # Errors
    ///
    /// Fails if the service repeats the pages of the list, or goes on without new items.
    pub(super) fn examine(
        &mut self,
        number: u64,
        size: u64,
        hashes: &[u64],
        nulls: u64,
        paging: Option<Paging>,
    ) -> Result<(), Error> {
        let count = hashes.len() as u64;
        // Their order does not count.
        let set = hashes.iter().copied().fold(0, u64::wrapping_add);
        let repeated = !self.sets.insert(set);
        let new = hashes.iter().filter(|hash| self.seen.insert(**hash)).count();
        self.received = self.received.saturating_add(count);
        let start = paging.and_then(|paging| paging.start_offset);
        if new > 0 {
            self.stalled = 0;
        } else {
            // Items move to later pages if others are created meanwhile. Where the offset moves on, a single item may have
            // moved too, and the service may have left items out.
            self.stalled += 1;
            let again = repeated && (count > 1 || (count == 1 && start <= self.start));
            if again || self.stalled > MAX_STALLED_PAGES {
                let reason = "the service returned a page without new items again; the list would never end";
                return Err(Error::new(ErrorKind::Pagination, reason));
            }
        }
        self.start = start;
        let paging = paging.filter(|paging| is_consistent(paging, count, self.received));
        let full = *self.full.get_or_insert(if size <= DEFAULT_PER_PAGE { size } else { count + nulls });
        let end = paging.and_then(|paging| paging.end_offset);
        let more = match paging.and_then(|paging| paging.has_more()) {
            // If the offset moves on, an empty page is not the end: the service may have left its items out.
            Some(more) => more && (count > 0 || end > self.reached),
            None => count + nulls > 0 && count + nulls >= full,
        };
        self.reached = end;
        if !more {
            self.last = Some(number);
        } else if let Some(Paging { total_count: Some(total), end_offset: Some(end), .. }) = paging {
            // The service may send fewer items on a page than requested. A later page may report that the list is longer.
            let on_a_page = if count == 0 { size } else { count };
            self.last = Some(number.saturating_add(total.saturating_sub(end).div_ceil(on_a_page)));
        }
        Ok(())
    }
}

/// Whether a paging block contradicts neither itself nor the items: one that does says nothing about the end.
fn is_consistent(paging: &Paging, count: u64, received: u64) -> bool {
    let Paging { total_count, start_offset, end_offset, .. } = *paging;
    let within = |low: Option<u64>, high: Option<u64>| low.zip(high).is_none_or(|(low, high)| low <= high);
    let positions = end_offset.zip(start_offset).map(|(end, start)| end.saturating_sub(start).saturating_add(1));
    within(end_offset, total_count)
        && within(Some(received), total_count)
        && (count == 0 || (within(start_offset, end_offset) && within(Some(count), positions)))
}
