//! Totals by day and overall.

use super::scope::Scope;
use crate::request::Request;
use crate::requests::{AnalyticsGetDaywise, AnalyticsGetLivestreamsDaywise, AnalyticsGetLivestreamsOverall};

/// Totals of an app.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// let totals = app.analytics().daywise().start_date("2026-11-01").end_date("2026-11-20").send().await?;
/// println!("{:?} sessions", totals.session_stats.and_then(|stats| stats.sessions_count));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Analytics {
    scope: Scope,
}

impl Analytics {
    pub(crate) fn new(scope: Scope) -> Self {
        Self { scope }
    }

    /// Sessions and recordings, overall and by day.
    ///
    /// Returns how many sessions and recordings the app had in a range of days and how many minutes they
    /// took, in total and day by day. Not paged. The schema documents an object; an official example shows
    /// a list with one entry per day instead, and another document the totals alone (see `AppAnalytics`).
    /// Returns 404 when the app does not exist; malformed dates are refused with a client error whose
    /// status is not documented.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/analytics/daywise`
    pub fn daywise(&self) -> Request<AnalyticsGetDaywise> {
        self.scope.request(AnalyticsGetDaywise::new(self.scope.app_id()))
    }

    /// Livestreams by day.
    ///
    /// Returns, for each day of a time range, how many livestream sessions there were, how long they were
    /// fed and how long they were watched. Not paged. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/analytics/livestreams/daywise`
    pub fn livestreams_daywise(&self) -> Request<AnalyticsGetLivestreamsDaywise> {
        self.scope.request(AnalyticsGetLivestreamsDaywise::new(self.scope.app_id()))
    }

    /// Livestreams overall.
    ///
    /// Returns how many livestreams there were in a time range, how long they were fed and how long they
    /// were watched. Not paged. The schema documents one object; an official example shows a list with one
    /// entry per day, each with a `date`. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/analytics/livestreams/overall`
    pub fn livestreams_overall(&self) -> Request<AnalyticsGetLivestreamsOverall> {
        self.scope.request(AnalyticsGetLivestreamsOverall::new(self.scope.app_id()))
    }
}
