//! Totals over days.

use super::App;
use crate::request::Request;
use crate::requests::{AnalyticsGetDaywise, AnalyticsGetLivestreamsDaywise, AnalyticsGetLivestreamsOverall};

/// Totals of an app.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client = realtimekit::Client::builder()
/// #     .base_url(emulator.base_url())
/// #     .account_id(emulator.account_id())
/// #     .api_token(emulator.api_token())
/// #     .build()?;
/// # let app = client.app(emulator.app_id());
/// let totals = app.analytics().daywise().start_date("2026-11-01").end_date("2026-11-20").send().await?;
/// println!("{:?} sessions", totals.session_stats.and_then(|stats| stats.sessions_count));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Analytics {
    app: App,
}

impl Analytics {
    pub(crate) fn new(app: App) -> Self {
        Self { app }
    }

    /// Sessions and recordings, in all and by day.
    pub fn daywise(&self) -> Request<AnalyticsGetDaywise> {
        self.app.request(AnalyticsGetDaywise::new(self.app.id()))
    }

    /// Livestreams by day.
    pub fn livestreams_daywise(&self) -> Request<AnalyticsGetLivestreamsDaywise> {
        self.app.request(AnalyticsGetLivestreamsDaywise::new(self.app.id()))
    }

    /// Livestreams in all.
    pub fn livestreams_overall(&self) -> Request<AnalyticsGetLivestreamsOverall> {
        self.app.request(AnalyticsGetLivestreamsOverall::new(self.app.id()))
    }
}
