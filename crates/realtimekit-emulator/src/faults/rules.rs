//! The faults that are set up, and which of them acts on a request.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use realtimekit_api::operations;

use crate::faults::injection::Injection;

/// All faults of an emulator.
#[derive(Debug)]
pub(crate) struct Faults {
    pub(crate) rules: Mutex<Vec<Rule>>,
    pub(crate) added: AtomicU64,
    pub(crate) random: Mutex<fastrand::Rng>,
}

/// The name under which downloads are logged and can be made to fail.
pub(crate) const DOWNLOAD: &str = "download";

#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: u64,
    pub(crate) operation: String,
    pub(crate) injection: Injection,
    /// How many requests are still to pass.
    pub(crate) skip: u64,
    pub(crate) times: Option<u64>,
    pub(crate) probability: f64,
    pub(crate) quota: Option<Quota>,
    pub(crate) hits: u64,
}

/// Requests that pass before a fault acts.
#[derive(Debug)]
pub(crate) struct Quota {
    pub(crate) requests: usize,
    pub(crate) window: Duration,
    /// When requests passed, no longer ago than the window.
    pub(crate) passed: VecDeque<Instant>,
}

impl Quota {
    pub(crate) fn admits(&mut self, now: Instant) -> bool {
        while self.passed.front().is_some_and(|first| now.saturating_duration_since(*first) >= self.window) {
            self.passed.pop_front();
        }
        let admitted = self.passed.len() < self.requests;
        if admitted {
            self.passed.push_back(now);
        }
        admitted
    }
}

impl Faults {
    pub(crate) fn new(seed: u64) -> Arc<Self> {
        Arc::new(Self {
            rules: Mutex::default(),
            added: AtomicU64::new(0),
            random: Mutex::new(fastrand::Rng::with_seed(seed)),
        })
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Vec<Rule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a fault that does nothing yet.
    pub(crate) fn add(&self, operation: &str) -> u64 {
        let id = self.added.fetch_add(1, Ordering::Relaxed);
        self.lock().push(Rule {
            id,
            operation: operation.to_owned(),
            injection: Injection::default(),
            skip: 0,
            times: None,
            probability: 1.0,
            quota: None,
            hits: 0,
        });
        id
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// Ends a fault; false when there is no such one.
    pub(crate) fn remove(&self, id: u64) -> bool {
        let mut rules = self.lock();
        let before = rules.len();
        rules.retain(|rule| rule.id != id);
        rules.len() < before
    }

    /// Each fault's number and operation, and how often it has acted.
    pub(crate) fn list(&self) -> Vec<(u64, String, u64)> {
        self.lock().iter().map(|rule| (rule.id, rule.operation.clone(), rule.hits)).collect()
    }

    /// The effect on a request of this operation. The first fault that applies acts alone.
    pub(crate) fn next(&self, operation: &str) -> Injection {
        let mut rules = self.lock();
        // The files represent another host, which `*` does not include.
        let any = if operation == DOWNLOAD { operation } else { "*" };
        for rule in rules.iter_mut().filter(|rule| rule.operation == operation || rule.operation == any) {
            // Still being set up.
            if rule.injection.is_nothing() {
                continue;
            }
            if rule.skip > 0 {
                rule.skip -= 1;
                continue;
            }
            if rule.times.is_some_and(|times| rule.hits >= times) || !self.chance(rule.probability) {
                continue;
            }
            if rule.quota.as_mut().is_some_and(|quota| quota.admits(Instant::now())) {
                continue;
            }
            rule.hits += 1;
            return rule.injection.clone();
        }
        Injection::default()
    }

    pub(crate) fn chance(&self, probability: f64) -> bool {
        probability >= 1.0 || self.random.lock().unwrap_or_else(PoisonError::into_inner).f64() < probability
    }
}

/// Whether a fault can be set up for this operation.
pub(crate) fn can_fail(operation: &str) -> bool {
    operation == "*" || operation == DOWNLOAD || operations::ALL.iter().any(|known| known.id == operation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_holds_in_every_window() {
        let mut quota = Quota { requests: 2, window: Duration::from_secs(10), passed: VecDeque::new() };
        let start = Instant::now();
        let admitted = [0, 5, 9, 10, 11, 14, 15].map(|second| quota.admits(start + Duration::from_secs(second)));
        assert_eq!(admitted, [true, true, false, true, false, false, true]);
    }
}
