//! Range requests.

use std::ops::Range;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Everything,
    Part(Range<u64>),
    Nothing,
}

/// Reads `bytes=from-to`, `bytes=from-` and `bytes=-last`. Other forms, several ranges included, are ignored
/// as HTTP allows.
pub(crate) fn wanted_range(text: &str, length: u64) -> Wanted {
    let Some((from, to)) = text.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Wanted::Everything;
    };
    let part = match (from.trim().parse::<u64>(), to.trim().parse::<u64>()) {
        (Ok(from), Ok(to)) if from <= to => from..to.saturating_add(1).min(length),
        (Ok(from), Err(_)) if to.trim().is_empty() => from..length,
        (Err(_), Ok(last)) if from.trim().is_empty() => length.saturating_sub(last)..length,
        _ => return Wanted::Everything,
    };
    if part.start < part.end { Wanted::Part(part) } else { Wanted::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        assert_eq!(wanted_range("bytes=0-3", 10), Wanted::Part(0..4));
        assert_eq!(wanted_range("bytes=4-", 10), Wanted::Part(4..10));
        assert_eq!(wanted_range("bytes=-3", 10), Wanted::Part(7..10));
        assert_eq!(wanted_range("bytes=5-99", 10), Wanted::Part(5..10));
        assert_eq!(wanted_range("bytes=10-", 10), Wanted::Nothing);
        assert_eq!(wanted_range("bytes=0-18446744073709551615", 10), Wanted::Part(0..10));
        assert_eq!(wanted_range("bytes=3-1", 10), Wanted::Everything);
        assert_eq!(wanted_range("lines=1-2", 10), Wanted::Everything);
    }
}
