// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! Types of `analytics`.

#[allow(unused_imports)]
use super::*;

/// The sessions and recordings of an app on one day.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AppAnalyticsDay {
    /// The day that the figures belong to. Its time zone is not documented.
    pub date: Option<String>,
    /// Minutes recorded on that day, with fractions.
    pub recordings_minutes_consumed: Option<f64>,
    /// Number of sessions on that day.
    pub sessions_count: Option<i64>,
    /// Minutes that the sessions of that day consumed, with fractions.
    pub sessions_minutes_consumed: Option<f64>,
}

crate::record! {
    AppAnalyticsDay { "date" => date : non_empty, "recordings_minutes_consumed" =>
    recordings_minutes_consumed : optional, "sessions_count" => sessions_count :
    optional, "sessions_minutes_consumed" => sessions_minutes_consumed : optional }
}

/// Sessions and recordings of an app over a range of days: either `session_stats` and
/// `recording_stats`, in total and per day, or the three other fields.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AppAnalyticsTotals {
    /// The recordings of the range.
    pub recording_stats: Option<AppRecordingStats>,
    /// Minutes recorded in the range, with fractions, where `recording_stats` is absent.
    pub recordings_minutes_consumed: Option<f64>,
    /// The sessions of the range.
    pub session_stats: Option<AppSessionStats>,
    /// Number of sessions in the range, where `session_stats` is absent.
    pub sessions_count: Option<i64>,
    /// Minutes that the sessions of the range consumed, with fractions, where `session_stats` is absent.
    pub sessions_minutes_consumed: Option<f64>,
}

crate::record! {
    AppAnalyticsTotals { "recording_stats" => recording_stats : optional,
    "recordings_minutes_consumed" => recordings_minutes_consumed : optional,
    "session_stats" => session_stats : optional, "sessions_count" => sessions_count :
    optional, "sessions_minutes_consumed" => sessions_minutes_consumed : optional }
}

/// How many recordings an app made in a range of days, in total and per day.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AppRecordingStats {
    /// The same figures day by day.
    pub day_stats: Option<Vec<RecordingDayStats>>,
    /// Number of recordings in the range.
    pub recording_count: Option<i64>,
    /// Minutes recorded in the range, with fractions.
    pub recording_minutes_consumed: Option<f64>,
}

crate::record! {
    AppRecordingStats { "day_stats" => day_stats : optional, "recording_count" =>
    recording_count : optional, "recording_minutes_consumed" =>
    recording_minutes_consumed : optional }
}

/// How many sessions an app had in a range of days, in total and per day.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AppSessionStats {
    /// The same figures day by day.
    pub day_stats: Option<Vec<SessionDayStats>>,
    /// Number of sessions in the range.
    pub sessions_count: Option<i64>,
    /// Minutes that the sessions of the range consumed, with fractions.
    pub sessions_minutes_consumed: Option<f64>,
}

crate::record! {
    AppSessionStats { "day_stats" => day_stats : optional, "sessions_count" =>
    sessions_count : optional, "sessions_minutes_consumed" => sessions_minutes_consumed :
    optional }
}

/// The livestreams of an app over a whole time range, in total.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamAnalyticsTotals {
    /// Number of livestreams in the range.
    pub count: Option<i64>,
    /// Seconds for which the livestreams were fed with video, added up.
    pub total_ingest_seconds: Option<f64>,
    /// Seconds for which viewers watched, added up over all viewers.
    pub total_viewer_seconds: Option<f64>,
}

crate::record! {
    LivestreamAnalyticsTotals { "count" => count : optional, "total_ingest_seconds" =>
    total_ingest_seconds : optional, "total_viewer_seconds" => total_viewer_seconds :
    optional }
}

/// The livestreams of an app on one day.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LivestreamDayAnalytics {
    /// Number of livestream sessions on that day.
    pub count: Option<i64>,
    /// The day that the figures belong to. `null` when they cannot be assigned to a day.
    pub date: Option<String>,
    /// Seconds for which the livestreams were fed with video, added up.
    pub total_ingest_seconds: Option<f64>,
    /// Seconds for which viewers watched, added up over all viewers.
    pub total_viewer_seconds: Option<f64>,
}

crate::record! {
    LivestreamDayAnalytics { "count" => count : optional, "date" => date : non_empty,
    "total_ingest_seconds" => total_ingest_seconds : optional, "total_viewer_seconds" =>
    total_viewer_seconds : optional }
}

/// The recordings of one day.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecordingDayStats {
    /// The day that the figures belong to. Its time zone is not documented.
    pub day: Option<String>,
    /// Minutes recorded on that day, with fractions.
    pub total_recording_minutes: Option<f64>,
    /// Number of recordings on that day.
    pub total_recordings: Option<i64>,
}

crate::record! {
    RecordingDayStats { "day" => day : non_empty, "total_recording_minutes" =>
    total_recording_minutes : optional, "total_recordings" => total_recordings : optional
    }
}

/// The sessions of one day.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SessionDayStats {
    /// The day that the figures belong to. Its time zone is not documented.
    pub day: Option<String>,
    /// Minutes that the sessions of that day consumed, with fractions.
    pub total_session_minutes: Option<f64>,
    /// Number of sessions on that day.
    pub total_sessions: Option<i64>,
}

crate::record! {
    SessionDayStats { "day" => day : non_empty, "total_session_minutes" =>
    total_session_minutes : optional, "total_sessions" => total_sessions : optional }
}
