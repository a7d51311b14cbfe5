//! Random numbers that spread waits.

use std::sync::atomic::{AtomicU64, Ordering};

/// A number from 0 to 1 that differs between processes and calls. It spreads waits; nothing secret depends on it.
pub(crate) fn random() -> f64 {
    static STATE: AtomicU64 = AtomicU64::new(0);
    let step = STATE.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
    let seed = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), step);
    #[allow(clippy::cast_precision_loss)] // the upper 53 bits fit an f64 exactly
    let share = (seed >> 11) as f64 / (1u64 << 53) as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_numbers_are_between_zero_and_one_and_differ() {
        let numbers: Vec<f64> = (0..100).map(|_| random()).collect();
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        assert!(numbers.windows(2).any(|pair| pair[0] != pair[1]));
    }
}
