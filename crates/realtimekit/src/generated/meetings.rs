// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `meetings`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, Paged, sealed::Sealed};
use crate::page::Page;
use crate::request::Request;

/// List meetings.
///
/// Returns the meetings of the app, a page at a time, active and inactive ones unless `status` narrows
/// it. Returns 403 with code 10000 when the token is wrong or lacks the Realtime permission, and 404
/// when the app does not exist.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings`
///
/// Official reference: [Meetings: Fetch all meetings for an App](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Meetings::list`](crate::resources::Meetings::list).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meetings().list().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_end_time`.
///
/// * **`end_time(impl Into<crate::Timestamp>)`**: End of the time range from which meetings are
///   returned, presumably by their creation: which of their times counts is not documented. Left out, the
///   range is open at this end.
/// * **`search(impl Into<String>)`**: Text to search for in the identifiers and names of the items.
/// * **`start_time(impl Into<crate::Timestamp>)`**: Start of the time range from which meetings are
///   returned, presumably by their creation: which of their times counts is not documented. Left out, the
///   range is open at this end.
/// * **`status(impl Into<MeetingStatus>)`**: Status that the meetings must have. Left out, meetings of
///   either status are returned.
#[doc(alias = "end_time")]
#[doc(alias = "search")]
#[doc(alias = "start_time")]
#[doc(alias = "status")]
#[derive(Clone, Debug)]
pub struct MeetingsList {
    pub(crate) app_id: String,
    pub(crate) end_time: Option<api::Timestamp>,
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
    pub(crate) search: Option<String>,
    pub(crate) start_time: Option<api::Timestamp>,
    pub(crate) status: Option<types::MeetingStatus>,
}

impl MeetingsList {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            end_time: None,
            page_no: None,
            per_page: None,
            search: None,
            start_time: None,
            status: None,
        }
    }
}

impl Sealed for MeetingsList {}

impl Operation for MeetingsList {
    type Data = Vec<types::Meeting>;
    type Output = Page<types::Meeting>;
    fn operation() -> &'static operations::Operation {
        &operations::MEETINGS_LIST
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.meetings_list(
            account_id,
            &self.app_id,
            self.end_time.as_ref(),
            self.page_no,
            self.per_page,
            self.search.as_deref(),
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

impl Paged for MeetingsList {
    type Item = types::Meeting;
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
impl Request<MeetingsList> {
    /// End of the time range from which meetings are returned, presumably by their creation: which of their
    /// times counts is not documented. Left out, the range is open at this end.
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

    /// Text to search for in the identifiers and names of the items.
    pub fn search(mut self, value: impl Into<String>) -> Self {
        self.operation.search = Some(value.into());
        self
    }

    /// As [`search`](Self::search) if there is a value; `None` changes nothing.
    pub fn maybe_search(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.search(value),
            None => self,
        }
    }

    /// Start of the time range from which meetings are returned, presumably by their creation: which of
    /// their times counts is not documented. Left out, the range is open at this end.
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

    /// Status that the meetings must have. Left out, meetings of either status are returned.
    pub fn status(mut self, value: impl Into<types::MeetingStatus>) -> Self {
        self.operation.status = Some(value.into());
        self
    }

    /// As [`status`](Self::status) if there is a value; `None` changes nothing.
    pub fn maybe_status(self, value: Option<impl Into<types::MeetingStatus>>) -> Self {
        match value {
            Some(value) => self.status(value),
            None => self,
        }
    }
}

/// Create a meeting.
///
/// Creates a meeting in the app. Titles need not be unique and meetings cannot be deleted: repeating
/// the request after a lost response leaves a second meeting behind. The response can be as short as
/// the identifier; read the meeting again for the rest. A value out of bounds is refused with 400 or
/// 422, an unknown app with 404.
///
/// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings`
///
/// Official reference: [Meetings: Create a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Meetings::create`](crate::resources::Meetings::create).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meetings().create().title("weekly-sync").live_stream_on_start(false).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_ai_config`.
///
/// * **`ai_config(impl Into<AiConfig>)`**: How transcripts and summaries of the sessions of a meeting
///   are made.
/// * **`live_stream_on_start(bool)`**: Whether a livestream begins automatically when a session starts.
///   Left out or `null`, the choice is left to the service.
/// * **`persist_chat(bool)`**: Whether chat messages stay visible in the meeting for a week, across its
///   sessions.
/// * **`record_on_start(bool)`**: Whether recording begins automatically as soon as the first person
///   joins. Left out or `null`, the choice is left to the service.
/// * **`recording_config(impl Into<RecordingConfig>)`**: How the recordings of a meeting are made and
///   where they go. What is set here takes precedence over the settings of the app; what is left out
///   follows them.
/// * **`session_keep_alive_time_in_secs(u64)`**: Seconds, 60 to 600, for which a session stays live
///   after the last person left.
/// * **`summarize_on_end(bool)`**: Whether a summary is made automatically after each session. It is
///   made from the transcript, so transcription has to be on as well.
/// * **`title(impl Into<String>)`**: Name of the meeting for people; need not be unique. Left out or
///   `null`, the meeting has no title.
/// * **`transcribe_on_end(bool)`**: Whether a transcript is made automatically after each session.
#[doc(alias = "ai_config")]
#[doc(alias = "live_stream_on_start")]
#[doc(alias = "persist_chat")]
#[doc(alias = "record_on_start")]
#[doc(alias = "recording_config")]
#[doc(alias = "session_keep_alive_time_in_secs")]
#[doc(alias = "summarize_on_end")]
#[doc(alias = "title")]
#[doc(alias = "transcribe_on_end")]
#[derive(Clone, Debug)]
pub struct MeetingsCreate {
    pub(crate) app_id: String,
    pub(crate) body: types::MeetingCreate,
}

impl MeetingsCreate {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body: types::MeetingCreate::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(app_id: &str, body: types::MeetingCreate) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body,
        }
    }
}

impl Sealed for MeetingsCreate {}

impl Operation for MeetingsCreate {
    type Data = types::Meeting;
    type Output = types::Meeting;
    fn operation() -> &'static operations::Operation {
        &operations::MEETINGS_CREATE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.meetings_create(account_id, &self.app_id, &self.body)
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
impl Request<MeetingsCreate> {
    /// How transcripts and summaries of the sessions of a meeting are made.
    pub fn ai_config(mut self, value: impl Into<types::AiConfig>) -> Self {
        self.operation.body.ai_config = Some(value.into());
        self
    }

    /// As [`ai_config`](Self::ai_config) if there is a value; `None` changes nothing.
    pub fn maybe_ai_config(self, value: Option<impl Into<types::AiConfig>>) -> Self {
        match value {
            Some(value) => self.ai_config(value),
            None => self,
        }
    }

    /// Whether a livestream begins automatically when a session starts. Left out or `null`, the choice is
    /// left to the service.
    pub fn live_stream_on_start(mut self, value: bool) -> Self {
        self.operation.body.live_stream_on_start = Some(value);
        self
    }

    /// As [`live_stream_on_start`](Self::live_stream_on_start) if there is a value; `None` changes nothing.
    pub fn maybe_live_stream_on_start(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.live_stream_on_start(value),
            None => self,
        }
    }

    /// Whether chat messages stay visible in the meeting for a week, across its sessions.
    pub fn persist_chat(mut self, value: bool) -> Self {
        self.operation.body.persist_chat = Some(value);
        self
    }

    /// As [`persist_chat`](Self::persist_chat) if there is a value; `None` changes nothing.
    pub fn maybe_persist_chat(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.persist_chat(value),
            None => self,
        }
    }

    /// Whether recording begins automatically as soon as the first person joins. Left out or `null`, the
    /// choice is left to the service.
    pub fn record_on_start(mut self, value: bool) -> Self {
        self.operation.body.record_on_start = Some(value);
        self
    }

    /// As [`record_on_start`](Self::record_on_start) if there is a value; `None` changes nothing.
    pub fn maybe_record_on_start(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.record_on_start(value),
            None => self,
        }
    }

    /// How the recordings of a meeting are made and where they go. What is set here takes precedence over
    /// the settings of the app; what is left out follows them.
    pub fn recording_config(mut self, value: impl Into<types::RecordingConfig>) -> Self {
        self.operation.body.recording_config = Some(value.into());
        self
    }

    /// As [`recording_config`](Self::recording_config) if there is a value; `None` changes nothing.
    pub fn maybe_recording_config(
        self,
        value: Option<impl Into<types::RecordingConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.recording_config(value),
            None => self,
        }
    }

    /// Seconds, 60 to 600, for which a session stays live after the last person left.
    pub fn session_keep_alive_time_in_secs(mut self, value: u64) -> Self {
        self.operation.body.session_keep_alive_time_in_secs = Some(value);
        self
    }

    /// As [`session_keep_alive_time_in_secs`](Self::session_keep_alive_time_in_secs) if there is a value;
    /// `None` changes nothing.
    pub fn maybe_session_keep_alive_time_in_secs(self, value: Option<u64>) -> Self {
        match value {
            Some(value) => self.session_keep_alive_time_in_secs(value),
            None => self,
        }
    }

    /// Whether a summary is made automatically after each session. It is made from the transcript, so
    /// transcription has to be on as well.
    pub fn summarize_on_end(mut self, value: bool) -> Self {
        self.operation.body.summarize_on_end = Some(value);
        self
    }

    /// As [`summarize_on_end`](Self::summarize_on_end) if there is a value; `None` changes nothing.
    pub fn maybe_summarize_on_end(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.summarize_on_end(value),
            None => self,
        }
    }

    /// Name of the meeting for people; need not be unique. Left out or `null`, the meeting has no title.
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.operation.body.title = Some(value.into());
        self
    }

    /// As [`title`](Self::title) if there is a value; `None` changes nothing.
    pub fn maybe_title(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.title(value),
            None => self,
        }
    }

    /// Whether a transcript is made automatically after each session.
    pub fn transcribe_on_end(mut self, value: bool) -> Self {
        self.operation.body.transcribe_on_end = Some(value);
        self
    }

    /// As [`transcribe_on_end`](Self::transcribe_on_end) if there is a value; `None` changes nothing.
    pub fn maybe_transcribe_on_end(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.transcribe_on_end(value),
            None => self,
        }
    }
}

/// Get a meeting.
///
/// Returns one meeting with its settings. Returns 404 when the app has no such meeting, also because of
/// a wrong app identifier.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`
///
/// Official reference: [Meetings: Fetch a meeting for an App](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`MeetingHandle::get`](crate::resources::MeetingHandle::get).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).get().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_name`.
///
/// * **`name(impl Into<String>)`**: A name, presumably of the meeting. Its effect is not documented and
///   it is not needed: the path already identifies the meeting.
#[doc(alias = "name")]
#[derive(Clone, Debug)]
pub struct MeetingsGet {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) name: Option<String>,
}

impl MeetingsGet {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            name: None,
        }
    }
}

impl Sealed for MeetingsGet {}

impl Operation for MeetingsGet {
    type Data = types::Meeting;
    type Output = types::Meeting;
    fn operation() -> &'static operations::Operation {
        &operations::MEETINGS_GET
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.meetings_get(
            account_id,
            &self.app_id,
            &self.meeting_id,
            self.name.as_deref(),
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

#[doc(hidden)]
impl Request<MeetingsGet> {
    /// A name, presumably of the meeting. Its effect is not documented and it is not needed: the path
    /// already identifies the meeting.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.operation.name = Some(value.into());
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

/// Replace all properties of a meeting.
///
/// Replaces all properties of the meeting by the given ones. Storage secrets are not returned by any
/// operation, so send them again if the meeting uploads to your storage. The status is not part of the
/// request; to set only some properties, or the status, use `meetings_update`. Returns 404 when the app
/// has no such meeting, 400 or 422 when a value is out of bounds.
///
/// `PUT /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`
///
/// Official reference: [Meetings: Replace a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`MeetingHandle::replace`](crate::resources::MeetingHandle::replace), [`MeetingHandle::replace_with`](crate::resources::MeetingHandle::replace_with).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).replace().title("weekly-sync").live_stream_on_start(false).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_ai_config`.
///
/// * **`ai_config(impl Into<AiConfig>)`**: How transcripts and summaries of the sessions of a meeting
///   are made.
/// * **`live_stream_on_start(bool)`**: Whether a livestream begins automatically when a session starts.
///   Left out or `null`, the choice is left to the service.
/// * **`persist_chat(bool)`**: Whether chat messages stay visible in the meeting for a week, across its
///   sessions.
/// * **`record_on_start(bool)`**: Whether recording begins automatically as soon as the first person
///   joins. Left out or `null`, the choice is left to the service.
/// * **`recording_config(impl Into<RecordingConfig>)`**: How the recordings of a meeting are made and
///   where they go. What is set here takes precedence over the settings of the app; what is left out
///   follows them.
/// * **`session_keep_alive_time_in_secs(u64)`**: Seconds, 60 to 600, for which a session stays live
///   after the last person left.
/// * **`summarize_on_end(bool)`**: Whether a summary is made automatically after each session. It is
///   made from the transcript, so transcription has to be on as well.
/// * **`title(impl Into<String>)`**: Name of the meeting for people; need not be unique. Left out or
///   `null`, the meeting has no title.
/// * **`transcribe_on_end(bool)`**: Whether a transcript is made automatically after each session.
#[doc(alias = "ai_config")]
#[doc(alias = "live_stream_on_start")]
#[doc(alias = "persist_chat")]
#[doc(alias = "record_on_start")]
#[doc(alias = "recording_config")]
#[doc(alias = "session_keep_alive_time_in_secs")]
#[doc(alias = "summarize_on_end")]
#[doc(alias = "title")]
#[doc(alias = "transcribe_on_end")]
#[derive(Clone, Debug)]
pub struct MeetingsReplace {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) body: types::MeetingReplace,
}

impl MeetingsReplace {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body: types::MeetingReplace::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        meeting_id: &str,
        body: types::MeetingReplace,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body,
        }
    }
}

impl Sealed for MeetingsReplace {}

impl Operation for MeetingsReplace {
    type Data = types::Meeting;
    type Output = types::Meeting;
    fn operation() -> &'static operations::Operation {
        &operations::MEETINGS_REPLACE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.meetings_replace(account_id, &self.app_id, &self.meeting_id, &self.body)
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
impl Request<MeetingsReplace> {
    /// How transcripts and summaries of the sessions of a meeting are made.
    pub fn ai_config(mut self, value: impl Into<types::AiConfig>) -> Self {
        self.operation.body.ai_config = Some(value.into());
        self
    }

    /// As [`ai_config`](Self::ai_config) if there is a value; `None` changes nothing.
    pub fn maybe_ai_config(self, value: Option<impl Into<types::AiConfig>>) -> Self {
        match value {
            Some(value) => self.ai_config(value),
            None => self,
        }
    }

    /// Whether a livestream begins automatically when a session starts. Left out or `null`, the choice is
    /// left to the service.
    pub fn live_stream_on_start(mut self, value: bool) -> Self {
        self.operation.body.live_stream_on_start = Some(value);
        self
    }

    /// As [`live_stream_on_start`](Self::live_stream_on_start) if there is a value; `None` changes nothing.
    pub fn maybe_live_stream_on_start(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.live_stream_on_start(value),
            None => self,
        }
    }

    /// Whether chat messages stay visible in the meeting for a week, across its sessions.
    pub fn persist_chat(mut self, value: bool) -> Self {
        self.operation.body.persist_chat = Some(value);
        self
    }

    /// As [`persist_chat`](Self::persist_chat) if there is a value; `None` changes nothing.
    pub fn maybe_persist_chat(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.persist_chat(value),
            None => self,
        }
    }

    /// Whether recording begins automatically as soon as the first person joins. Left out or `null`, the
    /// choice is left to the service.
    pub fn record_on_start(mut self, value: bool) -> Self {
        self.operation.body.record_on_start = Some(value);
        self
    }

    /// As [`record_on_start`](Self::record_on_start) if there is a value; `None` changes nothing.
    pub fn maybe_record_on_start(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.record_on_start(value),
            None => self,
        }
    }

    /// How the recordings of a meeting are made and where they go. What is set here takes precedence over
    /// the settings of the app; what is left out follows them.
    pub fn recording_config(mut self, value: impl Into<types::RecordingConfig>) -> Self {
        self.operation.body.recording_config = Some(value.into());
        self
    }

    /// As [`recording_config`](Self::recording_config) if there is a value; `None` changes nothing.
    pub fn maybe_recording_config(
        self,
        value: Option<impl Into<types::RecordingConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.recording_config(value),
            None => self,
        }
    }

    /// Seconds, 60 to 600, for which a session stays live after the last person left.
    pub fn session_keep_alive_time_in_secs(mut self, value: u64) -> Self {
        self.operation.body.session_keep_alive_time_in_secs = Some(value);
        self
    }

    /// As [`session_keep_alive_time_in_secs`](Self::session_keep_alive_time_in_secs) if there is a value;
    /// `None` changes nothing.
    pub fn maybe_session_keep_alive_time_in_secs(self, value: Option<u64>) -> Self {
        match value {
            Some(value) => self.session_keep_alive_time_in_secs(value),
            None => self,
        }
    }

    /// Whether a summary is made automatically after each session. It is made from the transcript, so
    /// transcription has to be on as well.
    pub fn summarize_on_end(mut self, value: bool) -> Self {
        self.operation.body.summarize_on_end = Some(value);
        self
    }

    /// As [`summarize_on_end`](Self::summarize_on_end) if there is a value; `None` changes nothing.
    pub fn maybe_summarize_on_end(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.summarize_on_end(value),
            None => self,
        }
    }

    /// Name of the meeting for people; need not be unique. Left out or `null`, the meeting has no title.
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.operation.body.title = Some(value.into());
        self
    }

    /// As [`title`](Self::title) if there is a value; `None` changes nothing.
    pub fn maybe_title(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.title(value),
            None => self,
        }
    }

    /// Whether a transcript is made automatically after each session.
    pub fn transcribe_on_end(mut self, value: bool) -> Self {
        self.operation.body.transcribe_on_end = Some(value);
        self
    }

    /// As [`transcribe_on_end`](Self::transcribe_on_end) if there is a value; `None` changes nothing.
    pub fn maybe_transcribe_on_end(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.transcribe_on_end(value),
            None => self,
        }
    }
}

/// Change some properties of a meeting.
///
/// Sets the given properties and keeps the others. Setting `status` to INACTIVE refuses new joins but
/// disconnects no one; to end a meeting cleanly, stop its recordings first, then remove everybody from
/// the live session, then set the status. Whether nested objects are merged is not documented: send
/// them complete. Returns 404 when the app has no such meeting, 400 or 422 when a value is out of
/// bounds.
///
/// `PATCH /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`
///
/// Official reference: [Meetings: Update a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`MeetingHandle::update`](crate::resources::MeetingHandle::update).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).update().title("weekly-sync (closed)").live_stream_on_start(false).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_ai_config`.
///
/// * **`ai_config(impl Into<AiConfig>)`**: How transcripts and summaries of the sessions of a meeting
///   are made.
/// * **`live_stream_on_start(bool)`**: Whether a livestream begins automatically when a session starts.
/// * **`persist_chat(bool)`**: Whether chat messages stay visible in the meeting for a week, across its
///   sessions.
/// * **`record_on_start(bool)`**: Whether recording begins automatically as soon as the first person
///   joins.
/// * **`recording_config(impl Into<RecordingConfig>)`**: How the recordings of a meeting are made and
///   where they go. What is set here takes precedence over the settings of the app; what is left out
///   follows them.
/// * **`session_keep_alive_time_in_secs(u64)`**: Seconds, 60 to 600, for which a session stays live
///   after the last person left.
/// * **`status(impl Into<MeetingStatus>)`**: Whether people may join the meeting. The status does not
///   say whether a session is live.
/// * **`summarize_on_end(bool)`**: Whether a summary is made automatically after each session. It is
///   made from the transcript, so transcription has to be on as well.
/// * **`title(impl Into<String>)`**: New name of the meeting for people; need not be unique.
/// * **`transcribe_on_end(bool)`**: Whether a transcript is made automatically after each session.
#[doc(alias = "ai_config")]
#[doc(alias = "live_stream_on_start")]
#[doc(alias = "persist_chat")]
#[doc(alias = "record_on_start")]
#[doc(alias = "recording_config")]
#[doc(alias = "session_keep_alive_time_in_secs")]
#[doc(alias = "status")]
#[doc(alias = "summarize_on_end")]
#[doc(alias = "title")]
#[doc(alias = "transcribe_on_end")]
#[derive(Clone, Debug)]
pub struct MeetingsUpdate {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) body: types::MeetingUpdate,
}

impl MeetingsUpdate {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body: types::MeetingUpdate::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        meeting_id: &str,
        body: types::MeetingUpdate,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body,
        }
    }
}

impl Sealed for MeetingsUpdate {}

impl Operation for MeetingsUpdate {
    type Data = types::Meeting;
    type Output = types::Meeting;
    fn operation() -> &'static operations::Operation {
        &operations::MEETINGS_UPDATE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.meetings_update(account_id, &self.app_id, &self.meeting_id, &self.body)
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
impl Request<MeetingsUpdate> {
    /// How transcripts and summaries of the sessions of a meeting are made.
    pub fn ai_config(mut self, value: impl Into<types::AiConfig>) -> Self {
        self.operation.body.ai_config = Some(value.into());
        self
    }

    /// As [`ai_config`](Self::ai_config) if there is a value; `None` changes nothing.
    pub fn maybe_ai_config(self, value: Option<impl Into<types::AiConfig>>) -> Self {
        match value {
            Some(value) => self.ai_config(value),
            None => self,
        }
    }

    /// Whether a livestream begins automatically when a session starts.
    pub fn live_stream_on_start(mut self, value: bool) -> Self {
        self.operation.body.live_stream_on_start = Some(value);
        self
    }

    /// As [`live_stream_on_start`](Self::live_stream_on_start) if there is a value; `None` changes nothing.
    pub fn maybe_live_stream_on_start(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.live_stream_on_start(value),
            None => self,
        }
    }

    /// Whether chat messages stay visible in the meeting for a week, across its sessions.
    pub fn persist_chat(mut self, value: bool) -> Self {
        self.operation.body.persist_chat = Some(value);
        self
    }

    /// As [`persist_chat`](Self::persist_chat) if there is a value; `None` changes nothing.
    pub fn maybe_persist_chat(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.persist_chat(value),
            None => self,
        }
    }

    /// Whether recording begins automatically as soon as the first person joins.
    pub fn record_on_start(mut self, value: bool) -> Self {
        self.operation.body.record_on_start = Some(value);
        self
    }

    /// As [`record_on_start`](Self::record_on_start) if there is a value; `None` changes nothing.
    pub fn maybe_record_on_start(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.record_on_start(value),
            None => self,
        }
    }

    /// How the recordings of a meeting are made and where they go. What is set here takes precedence over
    /// the settings of the app; what is left out follows them.
    pub fn recording_config(mut self, value: impl Into<types::RecordingConfig>) -> Self {
        self.operation.body.recording_config = Some(value.into());
        self
    }

    /// As [`recording_config`](Self::recording_config) if there is a value; `None` changes nothing.
    pub fn maybe_recording_config(
        self,
        value: Option<impl Into<types::RecordingConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.recording_config(value),
            None => self,
        }
    }

    /// Seconds, 60 to 600, for which a session stays live after the last person left.
    pub fn session_keep_alive_time_in_secs(mut self, value: u64) -> Self {
        self.operation.body.session_keep_alive_time_in_secs = Some(value);
        self
    }

    /// As [`session_keep_alive_time_in_secs`](Self::session_keep_alive_time_in_secs) if there is a value;
    /// `None` changes nothing.
    pub fn maybe_session_keep_alive_time_in_secs(self, value: Option<u64>) -> Self {
        match value {
            Some(value) => self.session_keep_alive_time_in_secs(value),
            None => self,
        }
    }

    /// Whether people may join the meeting. The status does not say whether a session is live.
    pub fn status(mut self, value: impl Into<types::MeetingStatus>) -> Self {
        self.operation.body.status = Some(value.into());
        self
    }

    /// As [`status`](Self::status) if there is a value; `None` changes nothing.
    pub fn maybe_status(self, value: Option<impl Into<types::MeetingStatus>>) -> Self {
        match value {
            Some(value) => self.status(value),
            None => self,
        }
    }

    /// Whether a summary is made automatically after each session. It is made from the transcript, so
    /// transcription has to be on as well.
    pub fn summarize_on_end(mut self, value: bool) -> Self {
        self.operation.body.summarize_on_end = Some(value);
        self
    }

    /// As [`summarize_on_end`](Self::summarize_on_end) if there is a value; `None` changes nothing.
    pub fn maybe_summarize_on_end(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.summarize_on_end(value),
            None => self,
        }
    }

    /// New name of the meeting for people; need not be unique.
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.operation.body.title = Some(value.into());
        self
    }

    /// As [`title`](Self::title) if there is a value; `None` changes nothing.
    pub fn maybe_title(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.title(value),
            None => self,
        }
    }

    /// Whether a transcript is made automatically after each session.
    pub fn transcribe_on_end(mut self, value: bool) -> Self {
        self.operation.body.transcribe_on_end = Some(value);
        self
    }

    /// As [`transcribe_on_end`](Self::transcribe_on_end) if there is a value; `None` changes nothing.
    pub fn maybe_transcribe_on_end(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.transcribe_on_end(value),
            None => self,
        }
    }
}
