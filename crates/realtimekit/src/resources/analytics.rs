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
    pub fn daywise(&self) -> Request<AnalyticsGetDaywise> {
        self.scope.request(AnalyticsGetDaywise::new(self.scope.app_id()))
    }

    /// Livestreams by day.
    pub fn livestreams_daywise(&self) -> Request<AnalyticsGetLivestreamsDaywise> {
        self.scope.request(AnalyticsGetLivestreamsDaywise::new(self.scope.app_id()))
    }

    /// Livestreams overall.
    pub fn livestreams_overall(&self) -> Request<AnalyticsGetLivestreamsOverall> {
        self.scope.request(AnalyticsGetLivestreamsOverall::new(self.scope.app_id()))
    }
}
