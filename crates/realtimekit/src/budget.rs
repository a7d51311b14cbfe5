//! The retry budget of a client: if everything fails, retries only add load.

use std::sync::atomic::{AtomicU32, Ordering};

/// Limits the retries of all calls of a client together.
///
/// A retry takes [`RETRY_COST`] tokens, a success returns one. Without enough tokens there is no retry.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    tokens: AtomicU32,
    most: u32,
}

/// Retries that a full budget allows by default.
pub(crate) const DEFAULT_RETRY_BUDGET: u32 = 100;
/// Tokens that a retry takes.
pub(crate) const RETRY_COST: u32 = 5;

impl RetryBudget {
    /// A full budget for this many retries.
    pub(crate) fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(RETRY_COST);
        Self { tokens: AtomicU32::new(most), most }
    }

    pub(crate) fn tokens(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed)
    }

    /// Takes the tokens of one retry, if there are enough.
    pub(crate) fn take(&self) -> Option<Ticket<'_>> {
        let take = |tokens: u32| tokens.checked_sub(RETRY_COST);
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).ok().map(|_| Ticket(Some(self)))
    }

    /// Records a success.
    pub(crate) fn success(&self) {
        // The budget is nearly always full; reading first leaves the shared cache line unmodified.
        if self.tokens() < self.most {
            self.add(1);
        }
    }

    fn add(&self, tokens: u32) {
        let add = |present: u32| Some(present.saturating_add(tokens).min(self.most));
        let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

/// Tokens taken for a retry that has not begun. They are returned if the call is dropped before.
pub(crate) struct Ticket<'a>(Option<&'a RetryBudget>);

impl Ticket<'_> {
    /// Keeps the tokens: the retry begins.
    pub(crate) fn spend(mut self) {
        self.0 = None;
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        if let Some(budget) = self.0 {
            budget.add(RETRY_COST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_spend_the_budget_and_successes_refill_it() {
        let budget = RetryBudget::new(DEFAULT_RETRY_BUDGET);
        let retry = || budget.take().map(Ticket::spend).is_some();
        assert_eq!(std::iter::repeat_with(retry).take_while(|taken| *taken).count(), 100);
        (0..4).for_each(|_| budget.success());
        assert!(!retry());
        budget.success();
        assert!(retry());
        (0..10_000).for_each(|_| budget.success());
        assert_eq!(budget.tokens(), DEFAULT_RETRY_BUDGET * RETRY_COST);
        drop(budget.take());
        assert_eq!(budget.tokens(), DEFAULT_RETRY_BUDGET * RETRY_COST, "unspent tokens are returned");
    }
}
