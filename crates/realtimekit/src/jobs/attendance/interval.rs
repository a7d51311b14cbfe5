//! Times of presence.

use std::time::Duration;

use realtimekit_api::Timestamp;

use crate::order::sorted;

/// A time in which a person was in the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Interval {
    /// When the person entered.
    pub joined_at: Timestamp,
    /// When the person left; `None` if the person is still in the session.
    pub left_at: Option<Timestamp>,
}

impl Interval {
    pub(super) fn new(joined_at: Timestamp, left_at: Option<Timestamp>) -> Self {
        // The clocks of the service may differ.
        Self { joined_at, left_at: left_at.map(|left_at| left_at.max(joined_at)) }
    }

    /// Length of the interval; 0 while the person is still in the session.
    pub fn duration(&self) -> Duration {
        self.left_at.and_then(|left_at| left_at.duration_since(self.joined_at)).unwrap_or_default()
    }
}

/// The intervals in order, with those that overlap or that are at most `gap` apart joined into one.
pub(super) fn joined(intervals: Vec<Interval>, gap: Duration) -> Vec<Interval> {
    let intervals = sorted(intervals, &|one, other| one.joined_at.cmp(&other.joined_at));
    let mut result: Vec<Interval> = Vec::new();
    for next in intervals {
        let is_apart = |left_at: Timestamp| left_at.checked_add(gap).is_some_and(|end| end < next.joined_at);
        match result.last_mut() {
            Some(last) if !last.left_at.is_some_and(is_apart) => {
                last.left_at = last.left_at.zip(next.left_at).map(|(one, other)| one.max(other));
            }
            _ => result.push(next),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval((joined, left): (i64, Option<i64>)) -> Interval {
        let at = |seconds: i64| Timestamp::from_unix_millis(seconds * 1000);
        Interval::new(at(joined), left.map(at))
    }

    #[test]
    fn overlaps_and_small_gaps_are_joined() {
        for (given, gap, expected) in [
            (vec![], 0, vec![]),
            (vec![(0, Some(10))], 0, vec![(0, Some(10))]),
            (vec![(5, Some(15)), (0, Some(10))], 0, vec![(0, Some(15))]),
            (vec![(0, Some(20)), (5, Some(10))], 0, vec![(0, Some(20))]),
            (vec![(0, Some(10)), (10, Some(20))], 0, vec![(0, Some(20))]),
            (vec![(0, Some(10)), (11, Some(20))], 0, vec![(0, Some(10)), (11, Some(20))]),
            (vec![(0, Some(10)), (11, Some(20)), (31, Some(40))], 10, vec![(0, Some(20)), (31, Some(40))]),
            (vec![(0, Some(10)), (5, None)], 0, vec![(0, None)]),
            (vec![(0, None), (5, Some(10)), (50, Some(60))], 0, vec![(0, None)]),
            (vec![(9, Some(3))], 0, vec![(9, Some(9))]),
        ] {
            let joined = joined(given.iter().copied().map(interval).collect(), Duration::from_secs(gap));
            assert_eq!(joined, expected.into_iter().map(interval).collect::<Vec<_>>(), "{given:?}");
        }
    }
}
