// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `analytics`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
    /// Get daily session and recording figures.
    ///
    /// Returns how many sessions and recordings the app had in a range of days and how many minutes they
    /// took, in total and day by day. Not paged. The schema documents an object; an official example shows
    /// a list with one entry per day instead, and another document the totals alone (see `AppAnalytics`).
    /// Returns 404 when the app does not exist; malformed dates are refused with a client error whose
    /// status is not documented.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/analytics/daywise`
    ///
    /// Official reference: [Analytics: Fetch day-wise session and recording analytics data for an App](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn analytics_get_daywise(
        &self,
        account_id: &str,
        app_id: &str,
        end_date: Option<&str>,
        start_date: Option<&str>,
    ) -> Result<Call<crate::AppAnalytics>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::ANALYTICS_GET_DAYWISE,
                &[account_id, app_id],
            )?
            .parameter("end_date", end_date)
            .parameter("start_date", start_date);
        Ok(Call::new(self, &operations::ANALYTICS_GET_DAYWISE, request))
    }

    /// Get daily livestream figures.
    ///
    /// Returns, for each day of a time range, how many livestream sessions there were, how long they were
    /// fed and how long they were watched. Not paged. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/analytics/livestreams/daywise`
    ///
    /// Official reference: [Livestreams: Fetch day-wise analytics data for your livestreams](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn analytics_get_livestreams_daywise(
        &self,
        account_id: &str,
        app_id: &str,
        end_time: Option<i64>,
        filters: Option<&str>,
        start_time: Option<i64>,
    ) -> Result<Call<Vec<types::LivestreamDayAnalytics>>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::ANALYTICS_GET_LIVESTREAMS_DAYWISE,
                &[account_id, app_id],
            )?
            .parameter("end_time", end_time)
            .parameter("filters", filters)
            .parameter("start_time", start_time);
        Ok(Call::new(self, &operations::ANALYTICS_GET_LIVESTREAMS_DAYWISE, request))
    }

    /// Get overall livestream figures.
    ///
    /// Returns how many livestreams there were in a time range, how long they were fed and how long they
    /// were watched. Not paged. The schema documents one object; an official example shows a list with one
    /// entry per day, each with a `date`. Returns 404 when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/analytics/livestreams/overall`
    ///
    /// Official reference: [Livestreams: Fetch complete analytics data for your livestreams](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn analytics_get_livestreams_overall(
        &self,
        account_id: &str,
        app_id: &str,
        end_time: Option<i64>,
        filters: Option<&str>,
        start_time: Option<i64>,
    ) -> Result<Call<crate::LivestreamAnalytics>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::ANALYTICS_GET_LIVESTREAMS_OVERALL,
                &[account_id, app_id],
            )?
            .parameter("end_time", end_time)
            .parameter("filters", filters)
            .parameter("start_time", start_time);
        Ok(Call::new(self, &operations::ANALYTICS_GET_LIVESTREAMS_OVERALL, request))
    }
}
