// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `recordings`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, Paged, sealed::Sealed};
use crate::page::Page;
use crate::request::Request;

/// List recordings.
///
/// Returns the recordings of the app, a page at a time, each with the meeting it belongs to.
/// `meeting_id` really narrows the list here, unlike in the list of sessions. Files in the RealtimeKit
/// bucket are kept for 7 days. Recordings have a separate rate limit, documented as 1,000 requests in
/// 50 seconds; beyond it the response is 429. Returns 404 when the app does not exist.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings`
///
/// Official reference: [Recordings: Fetch all recordings for an App](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Recordings::list`](crate::resources::Recordings::list), [`MeetingRecordings::list`](crate::resources::MeetingRecordings::list).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).recordings().list().send().await?;
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
/// * **`expired(bool)`**: `true` returns only recordings whose file has expired in the RealtimeKit
///   bucket, `false` only those whose file is still there. Left out, both are returned.
/// * **`meeting_id(impl Into<String>)`**: Only recordings of this meeting. Left out, recordings of all
///   meetings are returned.
/// * **`search(impl Into<String>)`**: Text to search for in the identifiers and names of the items.
/// * **`sort_by(impl Into<RecordingSortBy>)`**: Field by which the recordings are ordered. The order
///   without it is not documented.
/// * **`sort_order(impl Into<SortOrder>)`**: Direction of the order. The default is not documented.
/// * **`start_time(impl Into<crate::Timestamp>)`**: Start of the time range, RFC 3339. Which time of
///   the recording is compared, and whether the limit itself counts, is not documented. Left out, the
///   range is open at this end.
/// * **`status(impl IntoIterator<Item = impl Into<RecordingStatus>>)`**: Only recordings in one of
///   these states; the parameter is repeated for each state. Left out, every state counts.
#[doc(alias = "end_time")]
#[doc(alias = "expired")]
#[doc(alias = "meeting_id")]
#[doc(alias = "search")]
#[doc(alias = "sort_by")]
#[doc(alias = "sort_order")]
#[doc(alias = "start_time")]
#[doc(alias = "status")]
#[derive(Clone, Debug)]
pub struct RecordingsList {
    pub(crate) app_id: String,
    pub(crate) end_time: Option<api::Timestamp>,
    pub(crate) expired: Option<bool>,
    pub(crate) meeting_id: Option<String>,
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
    pub(crate) search: Option<String>,
    pub(crate) sort_by: Option<types::RecordingSortBy>,
    pub(crate) sort_order: Option<types::SortOrder>,
    pub(crate) start_time: Option<api::Timestamp>,
    pub(crate) status: Option<Vec<types::RecordingStatus>>,
}

impl RecordingsList {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            end_time: None,
            expired: None,
            meeting_id: None,
            page_no: None,
            per_page: None,
            search: None,
            sort_by: None,
            sort_order: None,
            start_time: None,
            status: None,
        }
    }
}

impl Sealed for RecordingsList {}

impl Operation for RecordingsList {
    type Data = Vec<types::Recording>;
    type Output = Page<types::Recording>;
    fn operation() -> &'static operations::Operation {
        &operations::RECORDINGS_LIST
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.recordings_list(
            account_id,
            &self.app_id,
            self.end_time.as_ref(),
            self.expired,
            self.meeting_id.as_deref(),
            self.page_no,
            self.per_page,
            self.search.as_deref(),
            self.sort_by.as_ref(),
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

impl Paged for RecordingsList {
    type Item = types::Recording;
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
impl Request<RecordingsList> {
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

    /// `true` returns only recordings whose file has expired in the RealtimeKit bucket, `false` only those whose file is still there. Left out, both are returned.
    pub fn expired(mut self, value: bool) -> Self {
        self.operation.expired = Some(value);
        self
    }

    /// As [`expired`](Self::expired) if there is a value; `None` changes nothing.
    pub fn maybe_expired(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.expired(value),
            None => self,
        }
    }

    /// Only recordings of this meeting. Left out, recordings of all meetings are returned.
    pub fn meeting_id(mut self, value: impl Into<String>) -> Self {
        self.operation.meeting_id = Some(value.into());
        self
    }

    /// As [`meeting_id`](Self::meeting_id) if there is a value; `None` changes nothing.
    pub fn maybe_meeting_id(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.meeting_id(value),
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

    /// Field by which the recordings are ordered. The order without it is not documented.
    pub fn sort_by(mut self, value: impl Into<types::RecordingSortBy>) -> Self {
        self.operation.sort_by = Some(value.into());
        self
    }

    /// As [`sort_by`](Self::sort_by) if there is a value; `None` changes nothing.
    pub fn maybe_sort_by(
        self,
        value: Option<impl Into<types::RecordingSortBy>>,
    ) -> Self {
        match value {
            Some(value) => self.sort_by(value),
            None => self,
        }
    }

    /// Direction of the order. The default is not documented.
    pub fn sort_order(mut self, value: impl Into<types::SortOrder>) -> Self {
        self.operation.sort_order = Some(value.into());
        self
    }

    /// As [`sort_order`](Self::sort_order) if there is a value; `None` changes nothing.
    pub fn maybe_sort_order(self, value: Option<impl Into<types::SortOrder>>) -> Self {
        match value {
            Some(value) => self.sort_order(value),
            None => self,
        }
    }

    /// Start of the time range, RFC 3339. Which time of the recording is compared, and whether the limit
    /// itself counts, is not documented. Left out, the range is open at this end.
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

    /// Only recordings in one of these states; the parameter is repeated for each state. Left out, every
    /// state counts.
    pub fn status(
        mut self,
        value: impl IntoIterator<Item = impl Into<types::RecordingStatus>>,
    ) -> Self {
        self.operation.status = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// As [`status`](Self::status) if there is a value; `None` changes nothing.
    pub fn maybe_status(
        self,
        value: Option<impl IntoIterator<Item = impl Into<types::RecordingStatus>>>,
    ) -> Self {
        match value {
            Some(value) => self.status(value),
            None => self,
        }
    }
}

/// Start recording a meeting.
///
/// Starts a composite recording: the whole meeting as one video file, and one audio file where
/// `audio_config` asks for it. The recording begins as INVOKED and turns into RECORDING some seconds
/// later. A meeting without participants is accepted too; its recording may end as ERRORED. Settings
/// given here win over those of the meeting and of the app. A meeting has one recording at a time
/// unless `allow_multiple_recordings` is set; then sending the request twice makes two recordings.
/// Returns 404 when the meeting does not exist, and 409 (`A RECORDER is already running for meeting`)
/// when a recording already runs.
///
/// `POST /accounts/{account_id}/realtime/kit/{app_id}/recordings`
///
/// Official reference: [Recordings: Start recording a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Recordings::start`](crate::resources::Recordings::start), [`MeetingRecordings::start`](crate::resources::MeetingRecordings::start).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).recordings().start(meeting_id).file_name_prefix("weekly-sync").allow_multiple_recordings(false).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_allow_multiple_recordings`.
///
/// * **`allow_multiple_recordings(bool)`**: Whether this recording may run at the same time as another
///   one of the meeting, for instance to record a second layout. `false` by default: the meeting must
///   have no running recording.
/// * **`audio_config(impl Into<AudioConfig>)`**: Codec and channels of the audio, and whether to export
///   it to a separate file. With a VP8 or VP9 video it cannot be chosen.
/// * **`file_name_prefix(impl Into<String>)`**: Text that the name of the file begins with. Left out,
///   the service chooses one.
/// * **`interactive_config(impl Into<InteractiveConfig>)`**: Timed metadata to put into the recording.
///   Left out, there is none.
/// * **`max_seconds(u64)`**: Length in seconds at which the recording stops automatically, from 60 to
///   86,400. Left out, it may last 86,400 seconds (24 hours).
/// * **`realtimekit_bucket_config(impl Into<RealtimekitBucketConfig>)`**: Whether to store the files in
///   the RealtimeKit bucket. Switched off, there are no download links.
/// * **`rtmp_out_config(impl Into<LivestreamingConfig>)`**: RTMP server to which the recorded video is
///   sent as well. Left out, nothing is streamed.
/// * **`storage_config(impl Into<StorageConfig>)`**: Storage of the caller to copy the files to. `null`
///   or left out, nothing is copied.
/// * **`url(impl Into<String>)`**: URL of a recording app of the caller, whose page is recorded instead
///   of the standard layout. Left out, the standard layout is used.
/// * **`video_config(impl Into<VideoConfig>)`**: Codec, size and watermark of the video. Left out, the
///   defaults of the service hold.
#[doc(alias = "allow_multiple_recordings")]
#[doc(alias = "audio_config")]
#[doc(alias = "file_name_prefix")]
#[doc(alias = "interactive_config")]
#[doc(alias = "max_seconds")]
#[doc(alias = "realtimekit_bucket_config")]
#[doc(alias = "rtmp_out_config")]
#[doc(alias = "storage_config")]
#[doc(alias = "url")]
#[doc(alias = "video_config")]
#[derive(Clone, Debug)]
pub struct RecordingsStart {
    pub(crate) app_id: String,
    pub(crate) body: types::RecordingStart,
}

impl RecordingsStart {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: impl Into<String>) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body: types::RecordingStart::new(meeting_id),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(app_id: &str, body: types::RecordingStart) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body,
        }
    }
}

impl Sealed for RecordingsStart {}

impl Operation for RecordingsStart {
    type Data = types::Recording;
    type Output = types::Recording;
    fn operation() -> &'static operations::Operation {
        &operations::RECORDINGS_START
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.recordings_start(account_id, &self.app_id, &self.body)
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
impl Request<RecordingsStart> {
    /// Whether this recording may run at the same time as another one of the meeting, for instance to
    /// record a second layout. `false` by default: the meeting must have no running recording.
    pub fn allow_multiple_recordings(mut self, value: bool) -> Self {
        self.operation.body.allow_multiple_recordings = Some(value);
        self
    }

    /// As [`allow_multiple_recordings`](Self::allow_multiple_recordings) if there is a value; `None`
    /// changes nothing.
    pub fn maybe_allow_multiple_recordings(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.allow_multiple_recordings(value),
            None => self,
        }
    }

    /// Codec and channels of the audio, and whether to export it to a separate file. With a VP8 or VP9
    /// video it cannot be chosen.
    pub fn audio_config(mut self, value: impl Into<types::AudioConfig>) -> Self {
        self.operation.body.audio_config = Some(value.into());
        self
    }

    /// As [`audio_config`](Self::audio_config) if there is a value; `None` changes nothing.
    pub fn maybe_audio_config(
        self,
        value: Option<impl Into<types::AudioConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.audio_config(value),
            None => self,
        }
    }

    /// Text that the name of the file begins with. Left out, the service chooses one.
    pub fn file_name_prefix(mut self, value: impl Into<String>) -> Self {
        self.operation.body.file_name_prefix = Some(value.into());
        self
    }

    /// As [`file_name_prefix`](Self::file_name_prefix) if there is a value; `None` changes nothing.
    pub fn maybe_file_name_prefix(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.file_name_prefix(value),
            None => self,
        }
    }

    /// Timed metadata to put into the recording. Left out, there is none.
    pub fn interactive_config(
        mut self,
        value: impl Into<types::InteractiveConfig>,
    ) -> Self {
        self.operation.body.interactive_config = Some(value.into());
        self
    }

    /// As [`interactive_config`](Self::interactive_config) if there is a value; `None` changes nothing.
    pub fn maybe_interactive_config(
        self,
        value: Option<impl Into<types::InteractiveConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.interactive_config(value),
            None => self,
        }
    }

    /// Length in seconds at which the recording stops automatically, from 60 to 86,400. Left out, it may
    /// last 86,400 seconds (24 hours).
    pub fn max_seconds(mut self, value: u64) -> Self {
        self.operation.body.max_seconds = Some(value);
        self
    }

    /// As [`max_seconds`](Self::max_seconds) if there is a value; `None` changes nothing.
    pub fn maybe_max_seconds(self, value: Option<u64>) -> Self {
        match value {
            Some(value) => self.max_seconds(value),
            None => self,
        }
    }

    /// Whether to store the files in the RealtimeKit bucket. Switched off, there are no download links.
    pub fn realtimekit_bucket_config(
        mut self,
        value: impl Into<types::RealtimekitBucketConfig>,
    ) -> Self {
        self.operation.body.realtimekit_bucket_config = Some(value.into());
        self
    }

    /// As [`realtimekit_bucket_config`](Self::realtimekit_bucket_config) if there is a value; `None`
    /// changes nothing.
    pub fn maybe_realtimekit_bucket_config(
        self,
        value: Option<impl Into<types::RealtimekitBucketConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.realtimekit_bucket_config(value),
            None => self,
        }
    }

    /// RTMP server to which the recorded video is sent as well. Left out, nothing is streamed.
    pub fn rtmp_out_config(
        mut self,
        value: impl Into<types::LivestreamingConfig>,
    ) -> Self {
        self.operation.body.rtmp_out_config = Some(value.into());
        self
    }

    /// As [`rtmp_out_config`](Self::rtmp_out_config) if there is a value; `None` changes nothing.
    pub fn maybe_rtmp_out_config(
        self,
        value: Option<impl Into<types::LivestreamingConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.rtmp_out_config(value),
            None => self,
        }
    }

    /// Storage of the caller to copy the files to. `null` or left out, nothing is copied.
    pub fn storage_config(mut self, value: impl Into<types::StorageConfig>) -> Self {
        self.operation.body.storage_config = Some(value.into());
        self
    }

    /// As [`storage_config`](Self::storage_config) if there is a value; `None` changes nothing.
    pub fn maybe_storage_config(
        self,
        value: Option<impl Into<types::StorageConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.storage_config(value),
            None => self,
        }
    }

    /// URL of a recording app of the caller, whose page is recorded instead of the standard layout. Left
    /// out, the standard layout is used.
    pub fn url(mut self, value: impl Into<String>) -> Self {
        self.operation.body.url = Some(value.into());
        self
    }

    /// As [`url`](Self::url) if there is a value; `None` changes nothing.
    pub fn maybe_url(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.url(value),
            None => self,
        }
    }

    /// Codec, size and watermark of the video. Left out, the defaults of the service hold.
    pub fn video_config(mut self, value: impl Into<types::VideoConfig>) -> Self {
        self.operation.body.video_config = Some(value.into());
        self
    }

    /// As [`video_config`](Self::video_config) if there is a value; `None` changes nothing.
    pub fn maybe_video_config(
        self,
        value: Option<impl Into<types::VideoConfig>>,
    ) -> Self {
        match value {
            Some(value) => self.video_config(value),
            None => self,
        }
    }
}

/// Get the active recording of a meeting.
///
/// Returns the recording that runs in the meeting at this moment. Returns 404 when there is none, so a
/// 404 here does not say that the meeting is missing. Which one is returned while several run is not
/// documented.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings/active-recording/{meeting_id}`
///
/// Official reference: [Recordings: Fetch active recording](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Recordings::active`](crate::resources::Recordings::active), [`MeetingRecordings::active`](crate::resources::MeetingRecordings::active).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).recordings().active(meeting_id).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct RecordingsGetActive {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
}

impl RecordingsGetActive {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
        }
    }
}

impl Sealed for RecordingsGetActive {}

impl Operation for RecordingsGetActive {
    type Data = types::Recording;
    type Output = Option<types::Recording>;
    fn operation() -> &'static operations::Operation {
        &operations::RECORDINGS_GET_ACTIVE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.recordings_get_active(account_id, &self.app_id, &self.meeting_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        Some(response.data)
    }

    /// A 404 that reports that there is none is a result, not an error.
    fn absent(error: &crate::error::Error) -> Option<Self::Output> {
        error.reports_absence("").then_some(None)
    }
}

/// Start recording tracks.
///
/// Starts a track recording: the audio of each participant is written to a separate WebM file. The
/// meeting must have a live session. The documents call `layers` optional, but one live source was
/// refused with 422 `"layers.default.outputs" is required` until it sent a layer `default` with an
/// output `REALTIMEKIT_BUCKET`. Returns 409 when a track recording already runs in the meeting, so a
/// repeated request starts no second one but fails; 404 when the meeting or its session is missing.
///
/// `POST /accounts/{account_id}/realtime/kit/{app_id}/recordings/track`
///
/// Official reference: [Recordings: Start recording participant audio tracks](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Recordings::start_track`](crate::resources::Recordings::start_track), [`MeetingRecordings::start_track`](crate::resources::MeetingRecordings::start_track).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).recordings().start_track(meeting_id).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_layers`.
///
/// * **`layers(impl IntoIterator<Item = (impl Into<String>, TrackLayer)>)`**: Settings per layer by the
///   name of the layer; `default` is the usual name. Left out, the audio of all participants is recorded
///   with default settings, if the service accepts that: see the operation.
/// * **`max_seconds(i64)`**: Length in seconds at which the recording stops automatically. Documented
///   in an older version only, without bounds.
/// * **`user_ids(impl IntoIterator<Item = impl Into<String>>)`**: Record only these participants, by
///   the id from adding the participant; the official guide allows 100 of them. Left out, everybody is
///   recorded. The feature is in beta and may have to be enabled for the account.
#[doc(alias = "layers")]
#[doc(alias = "max_seconds")]
#[doc(alias = "user_ids")]
#[derive(Clone, Debug)]
pub struct RecordingsStartTrack {
    pub(crate) app_id: String,
    pub(crate) body: types::TrackRecordingStart,
}

impl RecordingsStartTrack {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: impl Into<String>) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body: types::TrackRecordingStart::new(meeting_id),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(app_id: &str, body: types::TrackRecordingStart) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body,
        }
    }
}

impl Sealed for RecordingsStartTrack {}

impl Operation for RecordingsStartTrack {
    type Data = types::Recording;
    type Output = types::Recording;
    fn operation() -> &'static operations::Operation {
        &operations::RECORDINGS_START_TRACK
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.recordings_start_track(account_id, &self.app_id, &self.body)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

#[doc(hidden)]
impl Request<RecordingsStartTrack> {
    /// Settings per layer by the name of the layer; `default` is the usual name. Left out, the audio of all
    /// participants is recorded with default settings, if the service accepts that: see the operation.
    pub fn layers(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, types::TrackLayer)>,
    ) -> Self {
        self.operation.body.layers = Some(
            value.into_iter().map(|(key, value)| (key.into(), value)).collect(),
        );
        self
    }

    /// As [`layers`](Self::layers) if there is a value; `None` changes nothing.
    pub fn maybe_layers(
        self,
        value: Option<impl IntoIterator<Item = (impl Into<String>, types::TrackLayer)>>,
    ) -> Self {
        match value {
            Some(value) => self.layers(value),
            None => self,
        }
    }

    /// Length in seconds at which the recording stops automatically. Documented in an older version only,
    /// without bounds.
    pub fn max_seconds(mut self, value: i64) -> Self {
        self.operation.body.max_seconds = Some(value);
        self
    }

    /// As [`max_seconds`](Self::max_seconds) if there is a value; `None` changes nothing.
    pub fn maybe_max_seconds(self, value: Option<i64>) -> Self {
        match value {
            Some(value) => self.max_seconds(value),
            None => self,
        }
    }

    /// Record only these participants, by the id from adding the participant; the official guide allows 100
    /// of them. Left out, everybody is recorded. The feature is in beta and may have to be enabled for the
    /// account.
    pub fn user_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.operation.body.user_ids = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// As [`user_ids`](Self::user_ids) if there is a value; `None` changes nothing.
    pub fn maybe_user_ids(
        self,
        value: Option<impl IntoIterator<Item = impl Into<String>>>,
    ) -> Self {
        match value {
            Some(value) => self.user_ids(value),
            None => self,
        }
    }
}

/// Get a recording.
///
/// Returns one recording with its state, the reasons of its start and end, and, once it is UPLOADED,
/// its download links. The shape of `download_url` differs between composite and track recordings. The
/// links are signed and valid for 7 days; they point to storage hosts, where the API token must not go.
/// Returns 404 when there is no such recording or it has expired.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}`
///
/// Official reference: [Recordings: Fetch details of a recording](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`RecordingHandle::get`](crate::resources::RecordingHandle::get).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, recording_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).recording(recording_id).get().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct RecordingsGet {
    pub(crate) app_id: String,
    pub(crate) recording_id: String,
}

impl RecordingsGet {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, recording_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            recording_id: recording_id.to_owned(),
        }
    }
}

impl Sealed for RecordingsGet {}

impl Operation for RecordingsGet {
    type Data = types::Recording;
    type Output = types::Recording;
    fn operation() -> &'static operations::Operation {
        &operations::RECORDINGS_GET
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.recordings_get(account_id, &self.app_id, &self.recording_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

/// Pause, resume or stop a recording.
///
/// Changes the state of a running recording: RECORDING becomes PAUSED and back again, or the recording
/// ends and becomes UPLOADING. Not idempotent: the action depends on the state. Stopping a recording in
/// INVOKED or after its end returns 400 (`The recording is not in progress`), and so does pausing or
/// resuming in a wrong state. The response may be a partial object with little more than `status`. Stop
/// a recording before kicking everybody out: stopped afterwards, it may never leave UPLOADING.
///
/// `PUT /accounts/{account_id}/realtime/kit/{app_id}/recordings/{recording_id}`
///
/// Official reference: [Recordings: Pause/Resume/Stop recording](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`RecordingHandle::pause`](crate::resources::RecordingHandle::pause), [`RecordingHandle::resume`](crate::resources::RecordingHandle::resume), [`RecordingHandle::stop`](crate::resources::RecordingHandle::stop).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, recording_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).recording(recording_id).pause().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct RecordingsControl {
    pub(crate) app_id: String,
    pub(crate) recording_id: String,
    pub(crate) body: types::RecordingControl,
}

impl RecordingsControl {
    #[allow(dead_code)]
    pub(crate) fn new(
        app_id: &str,
        recording_id: &str,
        action: impl Into<types::RecordingAction>,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            recording_id: recording_id.to_owned(),
            body: types::RecordingControl::new(action),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        recording_id: &str,
        body: types::RecordingControl,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            recording_id: recording_id.to_owned(),
            body,
        }
    }
}

impl Sealed for RecordingsControl {}

impl Operation for RecordingsControl {
    type Data = types::RecordingChange;
    type Output = types::RecordingChange;
    fn operation() -> &'static operations::Operation {
        &operations::RECORDINGS_CONTROL
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.recordings_control(account_id, &self.app_id, &self.recording_id, &self.body)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}
