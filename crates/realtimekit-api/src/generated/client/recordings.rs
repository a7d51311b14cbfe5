// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `recordings`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
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
    #[allow(clippy::too_many_arguments)]
    pub fn recordings_list(
        &self,
        account_id: &str,
        app_id: &str,
        end_time: Option<&crate::Timestamp>,
        expired: Option<bool>,
        meeting_id: Option<&str>,
        page_no: Option<u64>,
        per_page: Option<u64>,
        search: Option<&str>,
        sort_by: Option<&types::RecordingSortBy>,
        sort_order: Option<&types::SortOrder>,
        start_time: Option<&crate::Timestamp>,
        status: Option<&Vec<types::RecordingStatus>>,
    ) -> Result<Call<Vec<types::Recording>>, Error> {
        let request = self
            .request(Method::GET, &operations::RECORDINGS_LIST, &[account_id, app_id])?
            .parameter("end_time", end_time)
            .parameter("expired", expired)
            .parameter("meeting_id", meeting_id)
            .parameter("page_no", page_no)
            .parameter("per_page", per_page)
            .parameter("search", search)
            .parameter("sort_by", sort_by)
            .parameter("sort_order", sort_order)
            .parameter("start_time", start_time)
            .repeated("status", status);
        Ok(Call::new(self, &operations::RECORDINGS_LIST, request))
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
    pub fn recordings_start(
        &self,
        account_id: &str,
        app_id: &str,
        body: &types::RecordingStart,
    ) -> Result<Call<types::Recording>, Error> {
        let request = self
            .request(Method::POST, &operations::RECORDINGS_START, &[account_id, app_id])?
            .json(body)?;
        Ok(Call::new(self, &operations::RECORDINGS_START, request))
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
    pub fn recordings_get_active(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
    ) -> Result<Call<types::Recording>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::RECORDINGS_GET_ACTIVE,
                &[account_id, app_id, meeting_id],
            )?;
        Ok(Call::new(self, &operations::RECORDINGS_GET_ACTIVE, request))
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
    pub fn recordings_start_track(
        &self,
        account_id: &str,
        app_id: &str,
        body: &types::TrackRecordingStart,
    ) -> Result<Call<types::Recording>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::RECORDINGS_START_TRACK,
                &[account_id, app_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::RECORDINGS_START_TRACK, request))
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
    pub fn recordings_get(
        &self,
        account_id: &str,
        app_id: &str,
        recording_id: &str,
    ) -> Result<Call<types::Recording>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::RECORDINGS_GET,
                &[account_id, app_id, recording_id],
            )?;
        Ok(Call::new(self, &operations::RECORDINGS_GET, request))
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
    pub fn recordings_control(
        &self,
        account_id: &str,
        app_id: &str,
        recording_id: &str,
        body: &types::RecordingControl,
    ) -> Result<Call<types::RecordingChange>, Error> {
        let request = self
            .request(
                Method::PUT,
                &operations::RECORDINGS_CONTROL,
                &[account_id, app_id, recording_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::RECORDINGS_CONTROL, request))
    }
}
