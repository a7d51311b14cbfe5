//! Conversions between [`Timestamp`] and the types of `chrono`, `jiff` and `time`.
//!
//! A value outside the range of the target becomes the first or last value of that range.

use super::timestamp::Timestamp;

#[cfg(feature = "chrono")]
impl From<Timestamp> for chrono::DateTime<chrono::Utc> {
    fn from(time: Timestamp) -> Self {
        Self::from_timestamp(time.unix_seconds(), time.subsec_nanos()).unwrap_or(Self::MAX_UTC)
    }
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for Timestamp {
    fn from(time: chrono::DateTime<Z>) -> Self {
        // chrono counts a leap second as nanoseconds beyond the second.
        Self::saturating(time.timestamp(), time.timestamp_subsec_nanos().min(999_999_999))
    }
}

#[cfg(feature = "jiff")]
impl From<Timestamp> for jiff::Timestamp {
    /// The last 26 hours of the year 9999 become [`jiff::Timestamp::MAX`].
    fn from(time: Timestamp) -> Self {
        let nanos = i32::try_from(time.subsec_nanos()).unwrap_or(0);
        Self::new(time.unix_seconds(), nanos).unwrap_or(Self::MAX)
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        // jiff rounds the seconds towards zero; before 1970, the nanoseconds are negative.
        let nanos = time.as_nanosecond();
        let seconds = i64::try_from(nanos.div_euclid(1_000_000_000)).unwrap_or(i64::MIN);
        Self::saturating(seconds, u32::try_from(nanos.rem_euclid(1_000_000_000)).unwrap_or(0))
    }
}

#[cfg(feature = "time")]
impl From<Timestamp> for time::OffsetDateTime {
    fn from(time: Timestamp) -> Self {
        let whole = Self::from_unix_timestamp(time.unix_seconds()).unwrap_or(Self::UNIX_EPOCH);
        whole.replace_nanosecond(time.subsec_nanos()).unwrap_or(whole)
    }
}

#[cfg(feature = "time")]
impl From<time::OffsetDateTime> for Timestamp {
    fn from(time: time::OffsetDateTime) -> Self {
        Self::saturating(time.unix_timestamp(), time.to_offset(time::UtcOffset::UTC).nanosecond())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survives<T: From<Timestamp> + Into<Timestamp>>() {
        for text in [
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999999Z",
            "1970-01-01T00:00:00Z",
            "2026-11-20T09:30:00.123456789Z",
            "9999-12-30T21:59:59.999999999Z",
        ] {
            let time: Timestamp = text.parse().unwrap();
            assert_eq!(T::from(time).into(), time, "{text}");
        }
    }

    #[test]
    #[cfg(feature = "chrono")]
    fn chrono_and_back() {
        survives::<chrono::DateTime<chrono::Utc>>();
        assert_eq!(Timestamp::from(chrono::DateTime::<chrono::Utc>::MAX_UTC), Timestamp::MAX);
        assert_eq!(Timestamp::from(chrono::DateTime::<chrono::Utc>::MIN_UTC), Timestamp::MIN);
        let zoned = chrono::DateTime::parse_from_rfc3339("2026-11-20T09:30:00+02:00").unwrap();
        assert_eq!(Timestamp::from(zoned).to_string(), "2026-11-20T07:30:00.000Z");
    }

    #[test]
    #[cfg(feature = "jiff")]
    fn jiff_and_back() {
        survives::<jiff::Timestamp>();
        assert_eq!(jiff::Timestamp::from(Timestamp::MAX), jiff::Timestamp::MAX);
        assert_eq!(Timestamp::from(jiff::Timestamp::MIN), Timestamp::MIN);
    }

    #[test]
    #[cfg(feature = "time")]
    fn time_and_back() {
        survives::<time::OffsetDateTime>();
        assert_eq!(Timestamp::from(time::OffsetDateTime::from(Timestamp::MAX)), Timestamp::MAX);
        let zoned = time::OffsetDateTime::from(Timestamp::from_unix_millis(1500));
        let zoned = zoned.to_offset(time::UtcOffset::from_hms(2, 0, 0).unwrap());
        assert_eq!(Timestamp::from(zoned).unix_millis(), 1500);
    }
}
