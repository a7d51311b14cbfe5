// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `livestreams`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, Paged, sealed::Sealed};
use crate::page::Page;
use crate::request::Request;

/// List livestreams.
///
/// Returns the livestreams of the app, a page at a time: the independent ones and, unless
/// `exclude_meetings` is set, those of meetings. The schema documents one object with `paging` inside
/// it; the official example shows a list with `paging` next to it. Stream keys are part of the
/// response. Returns 404 when the app does not exist.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/livestreams`
///
/// Official reference: [Livestreams: Fetch all livestreams](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Livestreams::list`](crate::resources::Livestreams::list).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).livestreams().list().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_end_time`.
///
/// * **`end_time(impl Into<crate::Timestamp>)`**: End of the time range, RFC 3339. Left out, the range
///   is open at this end.
/// * **`exclude_meetings(bool)`**: `true` leaves out the livestreams of meetings, so that only
///   independent ones are returned. `false` or left out, both kinds are returned.
/// * **`sort_order(impl Into<LivestreamSortOrder>)`**: Direction of the order. Descending is spelled
///   `DSC` here and nowhere else. The default and the field compared are not documented.
/// * **`start_time(impl Into<crate::Timestamp>)`**: Start of the time range, RFC 3339. Which time of
///   the livestream is compared is not documented. Left out, the range is open at this end.
/// * **`status(impl Into<LivestreamStatus>)`**: Only livestreams in this state; `OFFLINE` belongs to
///   webhooks and is no filter. Left out, every state counts.
#[doc(alias = "end_time")]
#[doc(alias = "exclude_meetings")]
#[doc(alias = "sort_order")]
#[doc(alias = "start_time")]
#[doc(alias = "status")]
#[derive(Clone, Debug)]
pub struct LivestreamsList {
    pub(crate) app_id: String,
    pub(crate) end_time: Option<api::Timestamp>,
    pub(crate) exclude_meetings: Option<bool>,
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
    pub(crate) sort_order: Option<types::LivestreamSortOrder>,
    pub(crate) start_time: Option<api::Timestamp>,
    pub(crate) status: Option<types::LivestreamStatus>,
}

impl LivestreamsList {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            end_time: None,
            exclude_meetings: None,
            page_no: None,
            per_page: None,
            sort_order: None,
            start_time: None,
            status: None,
        }
    }
}

impl Sealed for LivestreamsList {}

impl Operation for LivestreamsList {
    type Data = Vec<types::Livestream>;
    type Output = Page<types::Livestream>;
    fn operation() -> &'static operations::Operation {
        &operations::LIVESTREAMS_LIST
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.livestreams_list(
            account_id,
            &self.app_id,
            self.end_time.as_ref(),
            self.exclude_meetings,
            self.page_no,
            self.per_page,
            self.sort_order.as_ref(),
            self.start_time.as_ref(),
            self.status.as_ref(),
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        Page::new(response.data, self.page_no.unwrap_or(1), response.paging)
    }
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        use api::check::rules;
        if let (Some(start), Some(end)) = (&self.start_time, &self.end_time) {
            rules::order("start_time", start, "end_time", end)?;
        }
        Ok(())
    }
}

impl Paged for LivestreamsList {
    type Item = types::Livestream;
    fn set_page(&mut self, page_no: u64, per_page: u64) {
        self.page_no = Some(page_no);
        self.per_page = Some(per_page);
    }
    fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>) {
        (Some(data), None)
    }
    fn id(item: &Self::Item) -> Option<&str> {
        Some(&item.id)
    }
}

#[doc(hidden)]
impl Request<LivestreamsList> {
    /// End of the time range, RFC 3339. Left out, the range is open at this end.
    pub fn end_time(mut self, value: impl Into<api::Timestamp>) -> Self {
        self.operation.end_time = Some(value.into());
        self
    }

    /// As [`end_time`](Self::end_time) if there is a value; `None` changes nothing.
    pub fn maybe_end_time(self, value: Option<impl Into<api::Timestamp>>) -> Self {
        match value {
            Some(value) => self.end_time(value),
            None => self,
        }
    }

    /// `true` leaves out the livestreams of meetings, so that only independent ones are returned. `false` or left out, both kinds are returned.
    pub fn exclude_meetings(mut self, value: bool) -> Self {
        self.operation.exclude_meetings = Some(value);
        self
    }

    /// As [`exclude_meetings`](Self::exclude_meetings) if there is a value; `None` changes nothing.
    pub fn maybe_exclude_meetings(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.exclude_meetings(value),
            None => self,
        }
    }

    /// Direction of the order. Descending is spelled `DSC` here and nowhere else. The default and the field
    /// compared are not documented.
    pub fn sort_order(mut self, value: impl Into<types::LivestreamSortOrder>) -> Self {
        self.operation.sort_order = Some(value.into());
        self
    }

    /// As [`sort_order`](Self::sort_order) if there is a value; `None` changes nothing.
    pub fn maybe_sort_order(
        self,
        value: Option<impl Into<types::LivestreamSortOrder>>,
    ) -> Self {
        match value {
            Some(value) => self.sort_order(value),
            None => self,
        }
    }

    /// Start of the time range, RFC 3339. Which time of the livestream is compared is not documented. Left
    /// out, the range is open at this end.
    pub fn start_time(mut self, value: impl Into<api::Timestamp>) -> Self {
        self.operation.start_time = Some(value.into());
        self
    }

    /// As [`start_time`](Self::start_time) if there is a value; `None` changes nothing.
    pub fn maybe_start_time(self, value: Option<impl Into<api::Timestamp>>) -> Self {
        match value {
            Some(value) => self.start_time(value),
            None => self,
        }
    }

    /// Only livestreams in this state; `OFFLINE` belongs to webhooks and is no filter. Left out, every
    /// state counts.
    pub fn status(mut self, value: impl Into<types::LivestreamStatus>) -> Self {
        self.operation.status = Some(value.into());
        self
    }

    /// As [`status`](Self::status) if there is a value; `None` changes nothing.
    pub fn maybe_status(
        self,
        value: Option<impl Into<types::LivestreamStatus>>,
    ) -> Self {
        match value {
            Some(value) => self.status(value),
            None => self,
        }
    }
}

/// Create an independent livestream.
///
/// Creates a livestream that belongs to no meeting and returns the server and the key to feed it with,
/// and the address to watch it at. Any encoder that speaks RTMP can feed it. Names need not be unique:
/// sending the request twice creates two livestreams, and there is no operation to delete one. The
/// newest official SDK no longer has this operation, so it may be refused with 404.
///
/// `POST /accounts/{account_id}/realtime/kit/{app_id}/livestreams`
///
/// Official reference: [Livestreams: Create an independent livestream](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Livestreams::create`](crate::resources::Livestreams::create).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).livestreams().create().name("town-hall").send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_name`.
///
/// * **`name(impl Into<String>)`**: Name of the livestream. It need not be unique. `null` or left out,
///   it has none.
#[doc(alias = "name")]
#[derive(Clone, Debug)]
pub struct LivestreamsCreate {
    pub(crate) app_id: String,
    pub(crate) body: types::LivestreamCreate,
}

impl LivestreamsCreate {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body: types::LivestreamCreate::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(app_id: &str, body: types::LivestreamCreate) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body,
        }
    }
}

impl Sealed for LivestreamsCreate {}

impl Operation for LivestreamsCreate {
    type Data = types::Livestream;
    type Output = types::Livestream;
    fn operation() -> &'static operations::Operation {
        &operations::LIVESTREAMS_CREATE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.livestreams_create(account_id, &self.app_id, &self.body)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

#[doc(hidden)]
impl Request<LivestreamsCreate> {
    /// Name of the livestream. It need not be unique. `null` or left out, it has none.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.operation.body.name = Some(value.into());
        self
    }

    /// As [`name`](Self::name) if there is a value; `None` changes nothing.
    pub fn maybe_name(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.name(value),
            None => self,
        }
    }
}

/// Get a livestream session.
///
/// Returns one broadcast of a livestream: when it ran, how long it was fed and how long it was watched.
/// The id is that of an item in the sessions of a livestream; it is not the id of a meeting's session.
/// Returns 404 when there is no such livestream session.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/livestreams/sessions/{livestream_session_id}`
///
/// Official reference: [Livestreams: Fetch livestream session details using livestream session ID](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Livestreams::session`](crate::resources::Livestreams::session).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, livestream_session_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).livestreams().session(livestream_session_id).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct LivestreamsGetSession {
    pub(crate) app_id: String,
    pub(crate) livestream_session_id: String,
}

impl LivestreamsGetSession {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, livestream_session_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            livestream_session_id: livestream_session_id.to_owned(),
        }
    }
}

impl Sealed for LivestreamsGetSession {}

impl Operation for LivestreamsGetSession {
    type Data = types::LivestreamSession;
    type Output = types::LivestreamSession;
    fn operation() -> &'static operations::Operation {
        &operations::LIVESTREAMS_GET_SESSION
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.livestreams_get_session(
            account_id,
            &self.app_id,
            &self.livestream_session_id,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

/// Get a livestream and its sessions.
///
/// Returns a livestream together with its broadcasts, a page of broadcasts at a time. The page
/// parameters count the broadcasts; the livestream itself is repeated on each page. They arrive as the
/// list `sessions` or as the single object `session`. Returns 404 when there is no such livestream.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/livestreams/{livestream_id}`
///
/// Official reference: [Livestreams: Fetch livestream details using livestream ID](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`LivestreamHandle::get`](crate::resources::LivestreamHandle::get).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, livestream_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).livestream(livestream_id).get().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct LivestreamsGet {
    pub(crate) app_id: String,
    pub(crate) livestream_id: String,
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
}

impl LivestreamsGet {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, livestream_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            livestream_id: livestream_id.to_owned(),
            page_no: None,
            per_page: None,
        }
    }
}

impl Sealed for LivestreamsGet {}

impl Operation for LivestreamsGet {
    type Data = types::LivestreamDetails;
    type Output = types::LivestreamDetails;
    fn operation() -> &'static operations::Operation {
        &operations::LIVESTREAMS_GET
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.livestreams_get(
            account_id,
            &self.app_id,
            &self.livestream_id,
            self.page_no,
            self.per_page,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

impl Paged for LivestreamsGet {
    type Item = types::LivestreamSession;
    fn set_page(&mut self, page_no: u64, per_page: u64) {
        self.page_no = Some(page_no);
        self.per_page = Some(per_page);
    }
    fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>) {
        (data.sessions, data.paging)
    }
    fn id(item: &Self::Item) -> Option<&str> {
        Some(&item.id)
    }
}

/// Get the active session of a livestream.
///
/// Returns a livestream together with the broadcast that runs at this moment. Expect 404, or a response
/// without `session`, when none runs: the documents do not say which. 404 also means that there is no
/// such livestream.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/livestreams/{livestream_id}/active-livestream-session`
///
/// Official reference: [Livestreams: Fetch active livestream session details](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`LivestreamHandle::active_session`](crate::resources::LivestreamHandle::active_session).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, livestream_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).livestream(livestream_id).active_session().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct LivestreamsGetActiveSession {
    pub(crate) app_id: String,
    pub(crate) livestream_id: String,
}

impl LivestreamsGetActiveSession {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, livestream_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            livestream_id: livestream_id.to_owned(),
        }
    }
}

impl Sealed for LivestreamsGetActiveSession {}

impl Operation for LivestreamsGetActiveSession {
    type Data = types::LivestreamActiveSession;
    type Output = types::LivestreamActiveSession;
    fn operation() -> &'static operations::Operation {
        &operations::LIVESTREAMS_GET_ACTIVE_SESSION
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.livestreams_get_active_session(account_id, &self.app_id, &self.livestream_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

/// Get the active livestream of a meeting.
///
/// Returns the livestream that the meeting broadcasts at this moment. Expect 404 when there is none; it
/// also means that there is no such meeting.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream`
///
/// Official reference: [Livestreams: Fetch active livestreams for a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`MeetingLivestreams::active`](crate::resources::MeetingLivestreams::active).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).livestreams().active().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct LivestreamsGetActive {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
}

impl LivestreamsGetActive {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
        }
    }
}

impl Sealed for LivestreamsGetActive {}

impl Operation for LivestreamsGetActive {
    type Data = types::Livestream;
    type Output = types::Livestream;
    fn operation() -> &'static operations::Operation {
        &operations::LIVESTREAMS_GET_ACTIVE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.livestreams_get_active(account_id, &self.app_id, &self.meeting_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

/// Stop livestreaming a meeting.
///
/// Ends the livestream of the meeting; the meeting itself goes on. Not idempotent: a repetition may be
/// refused with 400, 404 or 409, because nothing is left to stop. Takes no body.
///
/// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream/stop`
///
/// Official reference: [Livestreams: Stop livestreaming a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`MeetingLivestreams::stop`](crate::resources::MeetingLivestreams::stop).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).livestreams().stop().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct LivestreamsStop {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
}

impl LivestreamsStop {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
        }
    }
}

impl Sealed for LivestreamsStop {}

impl Operation for LivestreamsStop {
    type Data = types::LivestreamStopResult;
    type Output = types::LivestreamStopResult;
    fn operation() -> &'static operations::Operation {
        &operations::LIVESTREAMS_STOP
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.livestreams_stop(account_id, &self.app_id, &self.meeting_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

/// List the livestreams of a meeting.
///
/// Returns the livestreams of one meeting, past and present, a page at a time. Neither the API
/// reference nor an official SDK has the operation, only upstream's OpenAPI document, so it may be
/// refused with 400 or 404. The path ends in the singular `livestream`; the plural starts one. Returns
/// 404 when there is no such meeting.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/livestream`
///
/// Official reference: [Livestreams: not in the API reference, whose resources this page lists](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`MeetingLivestreams::list`](crate::resources::MeetingLivestreams::list).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).livestreams().list().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct LivestreamsListForMeeting {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
}

impl LivestreamsListForMeeting {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            page_no: None,
            per_page: None,
        }
    }
}

impl Sealed for LivestreamsListForMeeting {}

impl Operation for LivestreamsListForMeeting {
    type Data = Vec<types::Livestream>;
    type Output = Page<types::Livestream>;
    fn operation() -> &'static operations::Operation {
        &operations::LIVESTREAMS_LIST_FOR_MEETING
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.livestreams_list_for_meeting(
            account_id,
            &self.app_id,
            &self.meeting_id,
            self.page_no,
            self.per_page,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        Page::new(response.data, self.page_no.unwrap_or(1), response.paging)
    }
}

impl Paged for LivestreamsListForMeeting {
    type Item = types::Livestream;
    fn set_page(&mut self, page_no: u64, per_page: u64) {
        self.page_no = Some(page_no);
        self.per_page = Some(per_page);
    }
    fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>) {
        (Some(data), None)
    }
    fn id(item: &Self::Item) -> Option<&str> {
        Some(&item.id)
    }
}

/// Start livestreaming a meeting.
///
/// Starts to broadcast the meeting. The response is sparse: any field but `status` may be missing, and
/// `playback_url` can be sent later; fetch the active livestream for it. The livestream begins as
/// INVOKED and turns LIVE some seconds later. Returns 404 when there is no such meeting, 400 when it is
/// already being broadcast or a broadcast was stopped seconds ago, and 422 for `destinations`.
///
/// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/livestreams`
///
/// Official reference: [Livestreams: Start livestreaming a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`MeetingLivestreams::start`](crate::resources::MeetingLivestreams::start).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).livestreams().start().name("weekly-sync").send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_name`.
///
/// * **`name(impl Into<String>)`**: Name of the livestream. It need not be unique. `null` or left out,
///   it has none.
/// * **`video_config(impl Into<LivestreamVideoConfig>)`**: Size of the video. Left out, the service
///   chooses it.
#[doc(alias = "name")]
#[doc(alias = "video_config")]
#[derive(Clone, Debug)]
pub struct LivestreamsStart {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) body: types::LivestreamStart,
}

impl LivestreamsStart {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body: types::LivestreamStart::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        meeting_id: &str,
        body: types::LivestreamStart,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body,
        }
    }
}

impl Sealed for LivestreamsStart {}

impl Operation for LivestreamsStart {
    type Data = types::StartedLivestream;
    type Output = types::StartedLivestream;
    fn operation() -> &'static operations::Operation {
        &operations::LIVESTREAMS_START
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.livestreams_start(account_id, &self.app_id, &self.meeting_id, &self.body)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        let place = api::check::body();
        api::check::Check::check(&self.body, place)?;
        Ok(())
    }
}

#[doc(hidden)]
impl Request<LivestreamsStart> {
    /// Name of the livestream. It need not be unique. `null` or left out, it has none.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.operation.body.name = Some(value.into());
        self
    }

    /// As [`name`](Self::name) if there is a value; `None` changes nothing.
    pub fn maybe_name(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.name(value),
            None => self,
        }
    }

    /// Size of the video. Left out, the service chooses it.
    pub fn video_config(
        mut self,
        value: impl Into<types::LivestreamVideoConfig>,
    ) -> Self {
        self.operation.body.video_config = Some(value.into());
        self
    }

    /// As [`video_config`](Self::video_config) if there is a value; `None` changes nothing.
    pub fn maybe_video_config(
        self,
        value: Option<impl Into<types::LivestreamVideoConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.video_config(value),
            None => self,
        }
    }
}
