//! Figures of an app: totals with or without days, or a list of days.

use crate::decode::{Decode, Fault, Form, Reader, items};
use crate::encode::{Encode, Json};
use crate::types::{
    AppAnalyticsDay, AppAnalyticsTotals, AppRecordingStats, AppSessionStats, LivestreamDayAnalytics, RecordingDayStats,
    SessionDayStats,
};
use crate::values::{Record, record, serde};

/// Sessions and recordings of an app over a range of days.
///
/// The service documents an object with totals and the figures of each day; an example has a list of days instead, another
/// document three totals alone. All are read into this type; the totals of a list of days are the sums over
/// its days.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AppAnalytics {
    /// The recordings of the range.
    pub recording_stats: Option<AppRecordingStats>,
    /// The sessions of the range.
    pub session_stats: Option<AppSessionStats>,
}

/// The livestreams of an app over a whole time range.
///
/// The service documents one object with the totals, and an example of it has a list of days in its place. Both are read
/// into this type; the totals of a list of days are the sums over its days.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamAnalytics {
    /// Number of livestreams in the range.
    pub count: Option<i64>,
    /// Seconds for which the livestreams were fed with video, added up.
    pub total_ingest_seconds: Option<f64>,
    /// Seconds for which viewers watched, added up over all viewers.
    pub total_viewer_seconds: Option<f64>,
    /// The same figures day by day; `None` where the service sends totals.
    pub days: Option<Vec<LivestreamDayAnalytics>>,
}

/// The sum of what is known; `None` when nothing is, or when the sum is beyond its type.
fn sum_counts(values: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    values.flatten().try_fold((0i64, false), |(sum, _), value| Some((sum.checked_add(value)?, true))).and_then(reported)
}

/// The sum of what is known; `None` when nothing is.
fn sum_amounts(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    reported(values.flatten().fold((0.0, false), |(sum, _), value| (sum + value, true)))
}

fn reported<T>((sum, any): (T, bool)) -> Option<T> {
    any.then_some(sum)
}

impl From<AppAnalyticsTotals> for AppAnalytics {
    fn from(totals: AppAnalyticsTotals) -> Self {
        let AppAnalyticsTotals {
            recording_stats,
            session_stats,
            sessions_count,
            sessions_minutes_consumed,
            recordings_minutes_consumed,
        } = totals;
        Self {
            recording_stats: recording_stats.or_else(|| {
                let recording_minutes_consumed = Some(recordings_minutes_consumed?);
                Some(AppRecordingStats { recording_minutes_consumed, ..AppRecordingStats::default() })
            }),
            session_stats: session_stats.or_else(|| {
                let reported = sessions_count.is_some() || sessions_minutes_consumed.is_some();
                reported.then_some(AppSessionStats { sessions_count, sessions_minutes_consumed, day_stats: None })
            }),
        }
    }
}

impl From<Vec<AppAnalyticsDay>> for AppAnalytics {
    fn from(days: Vec<AppAnalyticsDay>) -> Self {
        let session_days = days.iter().map(|day| SessionDayStats {
            day: day.date.clone(),
            total_sessions: day.sessions_count,
            total_session_minutes: day.sessions_minutes_consumed,
        });
        let recording_days = days.iter().map(|day| RecordingDayStats {
            day: day.date.clone(),
            // The list of days has no number of recordings.
            total_recordings: None,
            total_recording_minutes: day.recordings_minutes_consumed,
        });
        let sessions = AppSessionStats {
            sessions_count: sum_counts(days.iter().map(|day| day.sessions_count)),
            sessions_minutes_consumed: sum_amounts(days.iter().map(|day| day.sessions_minutes_consumed)),
            day_stats: Some(session_days.collect()),
        };
        let recordings = AppRecordingStats {
            recording_count: None,
            recording_minutes_consumed: sum_amounts(days.iter().map(|day| day.recordings_minutes_consumed)),
            day_stats: Some(recording_days.collect()),
        };
        Self { recording_stats: Some(recordings), session_stats: Some(sessions) }
    }
}

/// The totals, and the days too where [`LivestreamAnalytics`] was stored and is read again.
struct LivestreamTotals {
    count: Option<i64>,
    total_ingest_seconds: Option<f64>,
    total_viewer_seconds: Option<f64>,
    days: Option<Vec<LivestreamDayAnalytics>>,
}

record! {
    LivestreamTotals {
        "count" => count: optional,
        "total_ingest_seconds" => total_ingest_seconds: optional,
        "total_viewer_seconds" => total_viewer_seconds: optional,
        "days" => days: optional,
    }
}

impl From<LivestreamTotals> for LivestreamAnalytics {
    fn from(totals: LivestreamTotals) -> Self {
        let LivestreamTotals { count, total_ingest_seconds, total_viewer_seconds, days } = totals;
        Self { count, total_ingest_seconds, total_viewer_seconds, days }
    }
}

impl From<Vec<LivestreamDayAnalytics>> for LivestreamAnalytics {
    fn from(days: Vec<LivestreamDayAnalytics>) -> Self {
        Self {
            count: sum_counts(days.iter().map(|day| day.count)),
            total_ingest_seconds: sum_amounts(days.iter().map(|day| day.total_ingest_seconds)),
            total_viewer_seconds: sum_amounts(days.iter().map(|day| day.total_viewer_seconds)),
            days: Some(days),
        }
    }
}

/// Reads an object of totals or a list of days.
fn totals_or_days<T, D, A>(reader: &mut Reader<'_>) -> Result<A, Fault>
where
    T: Record,
    D: Decode,
    A: From<T> + From<Vec<D>>,
{
    let at = reader.position();
    match reader.form()? {
        Form::Object(object) => T::read(reader, object).map(A::from),
        Form::List(list) => {
            let days: Vec<Option<D>> = items(reader, list)?;
            Ok(A::from(days.into_iter().flatten().collect::<Vec<D>>()))
        }
        _ => Err(Fault::refused("an object with totals or a list of days", at)),
    }
}

impl Decode for AppAnalytics {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        totals_or_days::<AppAnalyticsTotals, AppAnalyticsDay, Self>(reader)
    }
}

impl Decode for LivestreamAnalytics {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        totals_or_days::<LivestreamTotals, LivestreamDayAnalytics, Self>(reader)
    }
}

impl Encode for AppAnalytics {
    fn encode(&self, json: &mut Json) -> Result<(), serde_json::Error> {
        json.object(&[("recording_stats", &self.recording_stats), ("session_stats", &self.session_stats)])
    }
}

impl Encode for LivestreamAnalytics {
    fn encode(&self, json: &mut Json) -> Result<(), serde_json::Error> {
        json.object(&[
            ("count", &self.count),
            ("total_ingest_seconds", &self.total_ingest_seconds),
            ("total_viewer_seconds", &self.total_viewer_seconds),
            ("days", &self.days),
        ])
    }
}

serde! { AppAnalytics }
serde! { LivestreamAnalytics }

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::decode::decode;
    use crate::operations;

    fn app(data: &serde_json::Value) -> AppAnalytics {
        let body = json!({ "success": true, "data": data }).to_string();
        decode(&operations::ANALYTICS_GET_DAYWISE, body.as_bytes()).unwrap().data
    }

    fn livestreams(data: &serde_json::Value) -> LivestreamAnalytics {
        let body = json!({ "success": true, "data": data }).to_string();
        decode(&operations::ANALYTICS_GET_LIVESTREAMS_OVERALL, body.as_bytes()).unwrap().data
    }

    #[test]
    fn totals_of_an_app() {
        let figures = app(&json!({
            "session_stats": {
                "sessions_count": 3,
                "sessions_minutes_consumed": 41.5,
                "day_stats": [{ "day": "2026-11-02", "total_sessions": 3, "total_session_minutes": 41.5 }],
            },
            "recording_stats": { "recording_count": "2", "recording_minutes_consumed": 7 },
        }));
        let sessions = figures.session_stats.unwrap();
        assert_eq!(
            (sessions.sessions_count, sessions.day_stats.as_ref().unwrap()[0].day.as_deref()),
            (Some(3), Some("2026-11-02"))
        );
        assert_eq!(figures.recording_stats.unwrap().recording_count, Some(2));
    }

    #[test]
    fn totals_of_an_app_that_lie_side_by_side() {
        let flat =
            json!({ "sessions_count": 3, "sessions_minutes_consumed": "41.5", "recordings_minutes_consumed": 7 });
        let figures = app(&flat);
        let (sessions, recordings) = (figures.session_stats.unwrap(), figures.recording_stats.unwrap());
        assert_eq!((sessions.sessions_count, sessions.sessions_minutes_consumed), (Some(3), Some(41.5)));
        assert_eq!((recordings.recording_count, recordings.recording_minutes_consumed), (None, Some(7.0)));
        assert!(sessions.day_stats.is_none() && recordings.day_stats.is_none());
        // Statistics win over totals.
        let both = json!({ "session_stats": { "sessions_count": 4 }, "sessions_count": 3 });
        assert_eq!(app(&both).session_stats.unwrap().sessions_count, Some(4));
        assert_eq!(app(&json!({ "sessions_count": 3 })).recording_stats, None);
    }

    #[test]
    fn days_of_an_app() {
        let figures = app(&json!([
            { "date": "2026-11-02", "sessions_count": 3, "sessions_minutes_consumed": 41.5, "recordings_minutes_consumed": 7 },
            { "date": "2026-11-03", "sessions_count": "1", "sessions_minutes_consumed": 0.5 },
        ]));
        let (sessions, recordings) = (figures.session_stats.unwrap(), figures.recording_stats.unwrap());
        assert_eq!((sessions.sessions_count, sessions.sessions_minutes_consumed), (Some(4), Some(42.0)));
        assert_eq!(sessions.day_stats.unwrap()[1].total_session_minutes, Some(0.5));
        assert_eq!((recordings.recording_count, recordings.recording_minutes_consumed), (None, Some(7.0)));
        let days = recordings.day_stats.unwrap();
        assert_eq!(days[0].day.as_deref(), Some("2026-11-02"));
        assert_eq!(days[1].total_recording_minutes, None);
    }

    #[test]
    fn totals_and_days_of_livestreams() {
        let totals = livestreams(&json!({ "count": 2, "total_ingest_seconds": "40.5", "total_viewer_seconds": 900 }));
        assert_eq!((totals.count, totals.total_ingest_seconds, totals.days), (Some(2), Some(40.5), None));
        let days = livestreams(&json!([
            { "date": "2026-11-02", "count": 1, "total_ingest_seconds": 20, "total_viewer_seconds": 300 },
            { "date": null, "count": 1, "total_ingest_seconds": 20.5, "total_viewer_seconds": 600 },
        ]));
        assert_eq!(
            (days.count, days.total_ingest_seconds, days.total_viewer_seconds),
            (Some(2), Some(40.5), Some(900.0))
        );
        assert_eq!(days.days.unwrap()[0].date.as_deref(), Some("2026-11-02"));
    }

    #[test]
    fn no_days_are_no_totals_and_a_scalar_is_an_error() {
        let none = LivestreamAnalytics { days: Some(Vec::new()), ..LivestreamAnalytics::default() };
        assert_eq!(livestreams(&json!([])), none);
        assert_eq!(app(&json!({})), AppAnalytics::default());
        let error = decode::<AppAnalytics>(&operations::ANALYTICS_GET_DAYWISE, br#"{"data":7}"#).unwrap_err();
        assert_eq!(error.path(), Some("data"));
    }

    #[test]
    fn serialised_values_are_read_again() {
        let days = livestreams(&json!([{ "date": "2026-11-02", "count": 1 }]));
        assert_eq!(livestreams(&serde_json::to_value(&days).unwrap()), days);
        let days = app(&json!([{ "date": "2026-11-02", "sessions_count": 1 }]));
        assert_eq!(app(&serde_json::to_value(&days).unwrap()), days);
        let flat = app(&json!({ "sessions_count": 1, "recordings_minutes_consumed": 0.5 }));
        assert_eq!(app(&serde_json::to_value(&flat).unwrap()), flat);
    }

    #[test]
    fn sums_do_not_overflow() {
        let days = livestreams(&json!([{ "count": i64::MAX }, { "count": 1 }]));
        assert_eq!(days.count, None);
    }
}
