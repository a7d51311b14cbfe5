// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `analytics`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, sealed::Sealed};
use crate::request::Request;

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
///
/// Returned by [`Analytics::daywise`](crate::resources::Analytics::daywise).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).analytics().daywise().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_end_date`.
///
/// * **`end_date(impl Into<String>)`**: Last day of the range, as `YYYY-MM-DD`. Left out, the range
///   ends today.
/// * **`start_date(impl Into<String>)`**: First day of the range, as `YYYY-MM-DD`. Left out, the range
///   begins 30 days ago.
#[doc(alias = "end_date")]
#[doc(alias = "start_date")]
#[derive(Clone, Debug)]
pub struct AnalyticsGetDaywise {
    pub(crate) app_id: String,
    pub(crate) end_date: Option<String>,
    pub(crate) start_date: Option<String>,
}

impl AnalyticsGetDaywise {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            end_date: None,
            start_date: None,
        }
    }
}

impl Sealed for AnalyticsGetDaywise {}

impl Operation for AnalyticsGetDaywise {
    type Data = api::AppAnalytics;
    type Output = api::AppAnalytics;
    fn operation() -> &'static operations::Operation {
        &operations::ANALYTICS_GET_DAYWISE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.analytics_get_daywise(
            account_id,
            &self.app_id,
            self.end_date.as_deref(),
            self.start_date.as_deref(),
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        use api::check::rules;
        if let (Some(start), Some(end)) = (&self.start_date, &self.end_date) {
            rules::order("start_date", start, "end_date", end)?;
        }
        Ok(())
    }
}

#[doc(hidden)]
impl Request<AnalyticsGetDaywise> {
    /// Last day of the range, as `YYYY-MM-DD`. Left out, the range ends today.
    pub fn end_date(mut self, value: impl Into<String>) -> Self {
        self.operation.end_date = Some(value.into());
        self
    }

    /// As [`end_date`](Self::end_date) if there is a value; `None` changes nothing.
    pub fn maybe_end_date(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.end_date(value),
            None => self,
        }
    }

    /// First day of the range, as `YYYY-MM-DD`. Left out, the range begins 30 days ago.
    pub fn start_date(mut self, value: impl Into<String>) -> Self {
        self.operation.start_date = Some(value.into());
        self
    }

    /// As [`start_date`](Self::start_date) if there is a value; `None` changes nothing.
    pub fn maybe_start_date(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.start_date(value),
            None => self,
        }
    }
}

/// Get daily livestream figures.
///
/// Returns, for each day of a time range, how many livestream sessions there were, how long they were
/// fed and how long they were watched. Not paged. Returns 404 when the app does not exist.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/analytics/livestreams/daywise`
///
/// Official reference: [Livestreams: Fetch day-wise analytics data for your livestreams](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Analytics::livestreams_daywise`](crate::resources::Analytics::livestreams_daywise).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).analytics().livestreams_daywise().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_end_time`.
///
/// * **`end_time(i64)`**: End of the time range, as a Unix timestamp in seconds. What holds without it
///   is not documented.
/// * **`filters(impl Into<String>)`**: Restricts which livestreams count. The syntax is not documented;
///   the example is a placeholder.
/// * **`start_time(i64)`**: Start of the time range, as a Unix timestamp in seconds. What holds without
///   it is not documented.
#[doc(alias = "end_time")]
#[doc(alias = "filters")]
#[doc(alias = "start_time")]
#[derive(Clone, Debug)]
pub struct AnalyticsGetLivestreamsDaywise {
    pub(crate) app_id: String,
    pub(crate) end_time: Option<i64>,
    pub(crate) filters: Option<String>,
    pub(crate) start_time: Option<i64>,
}

impl AnalyticsGetLivestreamsDaywise {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            end_time: None,
            filters: None,
            start_time: None,
        }
    }
}

impl Sealed for AnalyticsGetLivestreamsDaywise {}

impl Operation for AnalyticsGetLivestreamsDaywise {
    type Data = Vec<types::LivestreamDayAnalytics>;
    type Output = Vec<types::LivestreamDayAnalytics>;
    fn operation() -> &'static operations::Operation {
        &operations::ANALYTICS_GET_LIVESTREAMS_DAYWISE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.analytics_get_livestreams_daywise(
            account_id,
            &self.app_id,
            self.end_time,
            self.filters.as_deref(),
            self.start_time,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        use api::check::rules;
        if let (Some(start), Some(end)) = (&self.start_time, &self.end_time) {
            rules::order("start_time", start, "end_time", end)?;
        }
        Ok(())
    }
}

#[doc(hidden)]
impl Request<AnalyticsGetLivestreamsDaywise> {
    /// End of the time range, as a Unix timestamp in seconds. What holds without it is not documented.
    pub fn end_time(mut self, value: i64) -> Self {
        self.operation.end_time = Some(value);
        self
    }

    /// As [`end_time`](Self::end_time) if there is a value; `None` changes nothing.
    pub fn maybe_end_time(self, value: Option<i64>) -> Self {
        match value {
            Some(value) => self.end_time(value),
            None => self,
        }
    }

    /// Restricts which livestreams count. The syntax is not documented; the example is a placeholder.
    pub fn filters(mut self, value: impl Into<String>) -> Self {
        self.operation.filters = Some(value.into());
        self
    }

    /// As [`filters`](Self::filters) if there is a value; `None` changes nothing.
    pub fn maybe_filters(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.filters(value),
            None => self,
        }
    }

    /// Start of the time range, as a Unix timestamp in seconds. What holds without it is not documented.
    pub fn start_time(mut self, value: i64) -> Self {
        self.operation.start_time = Some(value);
        self
    }

    /// As [`start_time`](Self::start_time) if there is a value; `None` changes nothing.
    pub fn maybe_start_time(self, value: Option<i64>) -> Self {
        match value {
            Some(value) => self.start_time(value),
            None => self,
        }
    }
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
///
/// Returned by [`Analytics::livestreams_overall`](crate::resources::Analytics::livestreams_overall).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).analytics().livestreams_overall().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_end_time`.
///
/// * **`end_time(i64)`**: End of the time range, in the same form as `start_time`. What holds without
///   it is not documented.
/// * **`filters(impl Into<String>)`**: Restricts which livestreams count. The syntax is not documented;
///   the example is a placeholder.
/// * **`start_time(i64)`**: Start of the time range, as a number. The unit is not documented for this
///   operation; the day-wise one takes Unix seconds, and older documents of this one took an RFC 3339
///   time. What holds without it is not documented.
#[doc(alias = "end_time")]
#[doc(alias = "filters")]
#[doc(alias = "start_time")]
#[derive(Clone, Debug)]
pub struct AnalyticsGetLivestreamsOverall {
    pub(crate) app_id: String,
    pub(crate) end_time: Option<i64>,
    pub(crate) filters: Option<String>,
    pub(crate) start_time: Option<i64>,
}

impl AnalyticsGetLivestreamsOverall {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            end_time: None,
            filters: None,
            start_time: None,
        }
    }
}

impl Sealed for AnalyticsGetLivestreamsOverall {}

impl Operation for AnalyticsGetLivestreamsOverall {
    type Data = api::LivestreamAnalytics;
    type Output = api::LivestreamAnalytics;
    fn operation() -> &'static operations::Operation {
        &operations::ANALYTICS_GET_LIVESTREAMS_OVERALL
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.analytics_get_livestreams_overall(
            account_id,
            &self.app_id,
            self.end_time,
            self.filters.as_deref(),
            self.start_time,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        use api::check::rules;
        if let (Some(start), Some(end)) = (&self.start_time, &self.end_time) {
            rules::order("start_time", start, "end_time", end)?;
        }
        Ok(())
    }
}

#[doc(hidden)]
impl Request<AnalyticsGetLivestreamsOverall> {
    /// End of the time range, in the same form as `start_time`. What holds without it is not documented.
    pub fn end_time(mut self, value: i64) -> Self {
        self.operation.end_time = Some(value);
        self
    }

    /// As [`end_time`](Self::end_time) if there is a value; `None` changes nothing.
    pub fn maybe_end_time(self, value: Option<i64>) -> Self {
        match value {
            Some(value) => self.end_time(value),
            None => self,
        }
    }

    /// Restricts which livestreams count. The syntax is not documented; the example is a placeholder.
    pub fn filters(mut self, value: impl Into<String>) -> Self {
        self.operation.filters = Some(value.into());
        self
    }

    /// As [`filters`](Self::filters) if there is a value; `None` changes nothing.
    pub fn maybe_filters(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.filters(value),
            None => self,
        }
    }

    /// Start of the time range, as a number. The unit is not documented for this operation; the day-wise
    /// one takes Unix seconds, and older documents of this one took an RFC 3339 time. What holds without it
    /// is not documented.
    pub fn start_time(mut self, value: i64) -> Self {
        self.operation.start_time = Some(value);
        self
    }

    /// As [`start_time`](Self::start_time) if there is a value; `None` changes nothing.
    pub fn maybe_start_time(self, value: Option<i64>) -> Self {
        match value {
            Some(value) => self.start_time(value),
            None => self,
        }
    }
}
