//! Timestamps as the service writes them.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A timestamp in UTC with nanoseconds, in the years 0 to 9999.
///
/// Reads RFC 3339, and the deviations that the service sends: a space instead of the `T`, a missing zone (taken as UTC),
/// and quotes around the value. Prints RFC 3339 in UTC with 3, 6 or 9 digits of the second, as few as are needed.
///
/// Adding and subtracting a [`Duration`] saturates at the ends of the range; [`checked_add`](Self::checked_add) and
/// [`checked_sub`](Self::checked_sub) report the overflow. Conversions from and to [`SystemTime`] are always available,
/// those for `chrono`, `jiff` and `time` with the feature of that name.
///
/// ```
/// # use realtimekit_api::Timestamp;
/// let time: Timestamp = "2023-01-25 04:51:35.903816Z".parse().unwrap();
/// assert_eq!(time.to_string(), "2023-01-25T04:51:35.903816Z");
/// assert_eq!(time.unix_millis(), 1_674_622_295_903);
/// assert_eq!((time + std::time::Duration::from_secs(60)).to_string(), "2023-01-25T04:52:35.903816Z");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds since 1970; negative before.
    seconds: i64,
    /// Nanoseconds after `seconds`.
    nanos: u32,
}

/// Nanoseconds in a second.
const SECOND: u32 = 1_000_000_000;

/// First and last second that RFC 3339 can write: the years 0 to 9999.
const RANGE: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

impl Timestamp {
    /// The form that a deserializer expects.
    pub(crate) const EXPECTED: &'static str = "a timestamp such as 2026-11-20T09:30:00Z";

    /// The start of the year 0.
    pub const MIN: Self = Self { seconds: *RANGE.start(), nanos: 0 };

    /// The last nanosecond of the year 9999.
    pub const MAX: Self = Self { seconds: *RANGE.end(), nanos: 999_999_999 };

    /// Returns the timestamp of a number of milliseconds since 1970; [`MIN`](Self::MIN) or [`MAX`](Self::MAX) if it is out
    /// of range.
    pub fn from_unix_millis(millis: i64) -> Self {
        let nanos = u32::try_from(millis.rem_euclid(1000)).unwrap_or(0) * 1_000_000;
        Self::saturating(millis.div_euclid(1000), nanos)
    }

    /// The nearest timestamp in the range.
    pub(super) fn saturating(seconds: i64, nanos: u32) -> Self {
        match Self::from_unix(seconds, nanos) {
            Some(timestamp) => timestamp,
            None if seconds < 0 => Self::MIN,
            None => Self::MAX,
        }
    }

    fn from_unix(seconds: i64, nanos: u32) -> Option<Self> {
        RANGE.contains(&seconds).then_some(Self { seconds, nanos })
    }

    /// Returns the current time.
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// Whole seconds since 1970.
    pub fn unix_seconds(self) -> i64 {
        self.seconds
    }

    /// Whole milliseconds since 1970.
    pub fn unix_millis(self) -> i64 {
        self.seconds * 1000 + i64::from(self.nanos / 1_000_000)
    }

    /// Nanoseconds within the second.
    pub fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// Adds a duration; `None` if the result is after the year 9999.
    pub fn checked_add(self, duration: Duration) -> Option<Self> {
        let nanos = self.nanos + duration.subsec_nanos();
        let seconds = self.seconds.checked_add_unsigned(duration.as_secs())?;
        Self::from_unix(seconds.checked_add(i64::from(nanos / SECOND))?, nanos % SECOND)
    }

    /// Subtracts a duration; `None` if the result is before the year 0.
    pub fn checked_sub(self, duration: Duration) -> Option<Self> {
        let nanos = self.nanos + SECOND - duration.subsec_nanos();
        let seconds = self.seconds.checked_sub_unsigned(duration.as_secs())?;
        Self::from_unix(seconds.checked_sub(1)?.checked_add(i64::from(nanos / SECOND))?, nanos % SECOND)
    }

    /// Returns the time since `earlier`; `None` if `earlier` is later.
    pub fn duration_since(self, earlier: Self) -> Option<Duration> {
        let nanos = |time: Self| i128::from(time.seconds) * i128::from(SECOND) + i128::from(time.nanos);
        let difference = u128::try_from(nanos(self) - nanos(earlier)).ok()?;
        let second = u128::from(SECOND);
        Some(Duration::new(u64::try_from(difference / second).ok()?, u32::try_from(difference % second).ok()?))
    }

    /// Reads the forms named at [`Timestamp`] from bytes, without an allocation.
    fn parse(text: &[u8]) -> Option<Self> {
        let (date, rest) = trim(text).split_first_chunk::<10>()?;
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *date else { return None };
        let (year, month, day) = (pair(y1, y2)? * 100 + pair(y3, y4)?, pair(m1, m2)?, pair(d1, d2)?);
        if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        let (mut seconds, mut nanos) = (days_from_civil(year, month, day) * 86_400, 0);
        if let Some((time, mut rest)) = rest.split_first_chunk::<9>() {
            let [b'T' | b't' | b' ' | b'_', h1, h2, b':', m1, m2, b':', s1, s2] = *time else { return None };
            let (hour, minute, second) = (pair(h1, h2)?, pair(m1, m2)?, pair(s1, s2)?);
            // 60 is a leap second; Unix time has none, so it becomes the second before.
            if hour > 23 || minute > 59 || second > 60 {
                return None;
            }
            seconds += hour * 3600 + minute * 60 + second.min(59);
            if let [b'.' | b',', digits @ ..] = rest {
                rest = digits;
                let mut unit = SECOND;
                while let [digit @ b'0'..=b'9', after @ ..] = rest {
                    unit /= 10;
                    nanos += u32::from(digit - b'0') * unit;
                    rest = after;
                }
                if rest.len() == digits.len() {
                    return None;
                }
            }
            seconds -= offset(trim(rest))?;
        } else if !rest.is_empty() {
            return None;
        }
        Self::from_unix(seconds, nanos)
    }
}

/// The number of two digits.
#[inline]
fn pair(tens: u8, ones: u8) -> Option<i64> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
}

/// Seconds east of UTC.
fn offset(zone: &[u8]) -> Option<i64> {
    match zone {
        [] | [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, rest @ ..] => {
            let minutes = match rest {
                [] => 0,
                [b':', m1, m2] | [m1, m2] => pair(*m1, *m2)?,
                _ => return None,
            };
            let seconds = pair(*h1, *h2)? * 3600 + minutes * 60;
            Some(if *sign == b'+' { seconds } else { -seconds })
        }
        _ => None,
    }
}

/// The text without spaces and quotes at its ends.
fn trim(mut text: &[u8]) -> &[u8] {
    while let [b' ' | b'"' | b'\'', rest @ ..] = text {
        text = rest;
    }
    while let [rest @ .., b' ' | b'"' | b'\''] = text {
        text = rest;
    }
    text
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970 of a date of the Gregorian calendar, counted in eras of 400 years that begin in March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// A text that is not a timestamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp(String);

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a timestamp such as 2026-11-20T09:30:00Z", self.0)
    }
}

impl std::error::Error for InvalidTimestamp {}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text.as_bytes()).ok_or_else(|| InvalidTimestamp(text.chars().take(64).collect()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.seconds.div_euclid(86_400));
        let second = self.seconds.rem_euclid(86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.")?;
        match self.nanos {
            nanos if nanos % 1_000_000 == 0 => write!(f, "{:03}Z", nanos / 1_000_000),
            nanos if nanos % 1000 == 0 => write!(f, "{:06}Z", nanos / 1000),
            nanos => write!(f, "{nanos:09}Z"),
        }
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    /// The sum, or [`MAX`](Self::MAX) if it is out of range.
    fn add(self, duration: Duration) -> Self {
        self.checked_add(duration).unwrap_or(Self::MAX)
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    /// The difference, or [`MIN`](Self::MIN) if it is out of range.
    fn sub(self, duration: Duration) -> Self {
        self.checked_sub(duration).unwrap_or(Self::MIN)
    }
}

impl AddAssign<Duration> for Timestamp {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl SubAssign<Duration> for Timestamp {
    fn sub_assign(&mut self, duration: Duration) {
        *self = *self - duration;
    }
}

impl From<SystemTime> for Timestamp {
    /// A time out of range becomes [`MIN`](Self::MIN) or [`MAX`](Self::MAX).
    fn from(time: SystemTime) -> Self {
        let epoch = Self { seconds: 0, nanos: 0 };
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => epoch + after,
            Err(before) => epoch - before.duration(),
        }
    }
}

impl From<Timestamp> for SystemTime {
    fn from(time: Timestamp) -> Self {
        let seconds = Duration::from_secs(time.seconds.unsigned_abs());
        let whole = if time.seconds < 0 { UNIX_EPOCH - seconds } else { UNIX_EPOCH + seconds };
        whole + Duration::from_nanos(u64::from(time.nanos))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| Error::invalid_value(Unexpected::Str(&text), &Self::EXPECTED))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Timestamp {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-time" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        text.parse::<Timestamp>().unwrap().to_string()
    }

    #[test]
    fn both_forms_of_the_service_are_read() {
        assert_eq!(printed("2025-08-24T14:15:22Z"), "2025-08-24T14:15:22.000Z");
        assert_eq!(printed("2023-01-25 04:51:35.903816Z"), "2023-01-25T04:51:35.903816Z");
        assert_eq!(printed("2023-02-01T10:51:08.030Z\""), "2023-02-01T10:51:08.030Z");
        assert_eq!(printed("2026-11-20"), "2026-11-20T00:00:00.000Z");
        assert_eq!(printed("2026-11-20T09:30:00"), "2026-11-20T09:30:00.000Z");
    }

    #[test]
    fn zones_are_taken_to_utc() {
        assert_eq!(printed("2026-01-01T00:30:00+05:30"), "2025-12-31T19:00:00.000Z");
        assert_eq!(printed("2026-01-01T00:30:00.123456789-0130"), "2026-01-01T02:00:00.123456789Z");
        assert_eq!(printed("2026-01-01T00:30:00+02"), "2025-12-31T22:30:00.000Z");
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "null",
            "soon",
            "2026-13-01T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00Q",
            "2026-01-01T00:00",
            "20260101T000000Z",
            "2026-01-01T00:00:00+1",
            "２026-01-01T00:00:00Z",
        ] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_and_dates_agree_over_the_whole_range() {
        for days in (-719_528..2_932_897).step_by(17).chain([-719_528, 2_932_896, 0, 11_016, -1]) {
            let (year, month, day) = civil_from_days(days);
            assert!((1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month));
            assert_eq!(days_from_civil(year, month, day), days);
        }
        assert_eq!(civil_from_days(11_016), (2000, 2, 29));
    }

    #[test]
    fn system_times_survive() {
        for nanos in [0u64, 1, 1_674_622_295_903_816_001] {
            let after = UNIX_EPOCH + Duration::from_nanos(nanos);
            assert_eq!(SystemTime::from(Timestamp::from(after)), after);
            let before = UNIX_EPOCH - Duration::from_nanos(nanos);
            assert_eq!(SystemTime::from(Timestamp::from(before)), before);
        }
        assert_eq!(Timestamp::from_unix_millis(-1).to_string(), "1969-12-31T23:59:59.999Z");
        assert_eq!(Timestamp::from_unix_millis(i64::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::from_unix_millis(i64::MIN), Timestamp::MIN);
    }

    #[test]
    fn durations_are_added_and_subtracted() {
        let time: Timestamp = "1969-12-31T23:59:59.900Z".parse().unwrap();
        let step = Duration::from_millis(1_300);
        let later = time + step;
        assert_eq!(later.to_string(), "1970-01-01T00:00:01.200Z");
        assert_eq!(later - step, time);
        assert_eq!((later.duration_since(time), time.duration_since(later)), (Some(step), None));
        let mut moved = time;
        moved += step;
        moved -= Duration::from_nanos(1);
        assert_eq!(moved.to_string(), "1970-01-01T00:00:01.199999999Z");
        assert_eq!(time.duration_since(time), Some(Duration::ZERO));
    }

    #[test]
    fn arithmetic_saturates_or_reports_the_overflow() {
        let nano = Duration::from_nanos(1);
        assert_eq!((Timestamp::MAX + nano, Timestamp::MAX.checked_add(nano)), (Timestamp::MAX, None));
        assert_eq!((Timestamp::MIN - nano, Timestamp::MIN.checked_sub(nano)), (Timestamp::MIN, None));
        assert_eq!((Timestamp::MIN + Duration::MAX, Timestamp::MAX - Duration::MAX), (Timestamp::MAX, Timestamp::MIN));
        let whole = Timestamp::MAX.duration_since(Timestamp::MIN).unwrap();
        assert_eq!((Timestamp::MIN + whole, Timestamp::MAX - whole), (Timestamp::MAX, Timestamp::MIN));
        assert_eq!(Timestamp::MIN.to_string(), "0000-01-01T00:00:00.000Z");
        assert_eq!(Timestamp::MAX.to_string(), "9999-12-31T23:59:59.999999999Z");
    }
}
