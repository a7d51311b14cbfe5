//! How a list is read: page size, first page, limit, concurrency.

use crate::error::Error;

/// Items on a page by default. The service documents neither its own default nor its maximum; 100 works.
pub(crate) const DEFAULT_PER_PAGE: u64 = 100;

/// Largest page size: far above what is known to work, and below an obvious mistake.
const MAX_PER_PAGE: u64 = 1000;

/// Largest first page: far above every list, and low enough that no page number overflows.
const MAX_START_PAGE: u64 = 1_000_000_000;

/// Most pages that are fetched at the same time; more would only reach the rate limit sooner.
const MAX_CONCURRENCY: usize = 64;

/// How a list is read.
#[derive(Clone, Debug)]
pub(crate) struct PageOptions {
    pub(crate) per_page: u64,
    pub(crate) start_page: u64,
    pub(crate) limit: Option<u64>,
    pub(crate) concurrency: usize,
    pub(crate) lenient: bool,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self { per_page: DEFAULT_PER_PAGE, start_page: 1, limit: None, concurrency: 1, lenient: false }
    }
}

impl PageOptions {
    /// Checks the values that the caller set.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let refuse = |name: &str, value: u64, rule: &str| {
            Err(Error::invalid_input(format!("{name} is {value}, but must be {rule}")))
        };
        match self {
            Self { per_page, .. } if !(1..=MAX_PER_PAGE).contains(per_page) => {
                refuse("per_page", *per_page, &format!("between 1 and {MAX_PER_PAGE}"))
            }
            Self { start_page, .. } if !(1..=MAX_START_PAGE).contains(start_page) => {
                refuse("start_page", *start_page, &format!("between 1 and {MAX_START_PAGE}"))
            }
            Self { limit: Some(0), .. } => refuse("limit", 0, "at least 1"),
            Self { concurrency, .. } if !(1..=MAX_CONCURRENCY).contains(concurrency) => {
                refuse("concurrency", *concurrency as u64, &format!("between 1 and {MAX_CONCURRENCY}"))
            }
            _ => Ok(()),
        }
    }

    /// Items on a page: no more than the limit. With another first page the size is kept, because the position of that
    /// page depends on it.
    pub(crate) fn size(&self) -> u64 {
        self.limit.filter(|_| self.start_page == 1).map_or(self.per_page, |limit| limit.min(self.per_page))
    }
}
