// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `livestreams`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
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
    #[allow(clippy::too_many_arguments)]
    pub fn livestreams_list(
        &self,
        account_id: &str,
        app_id: &str,
        end_time: Option<&crate::Timestamp>,
        exclude_meetings: Option<bool>,
        page_no: Option<u64>,
        per_page: Option<u64>,
        sort_order: Option<&types::LivestreamSortOrder>,
        start_time: Option<&crate::Timestamp>,
        status: Option<&types::LivestreamStatus>,
    ) -> Result<Call<Vec<types::Livestream>>, Error> {
        let request = self
            .request(Method::GET, &operations::LIVESTREAMS_LIST, &[account_id, app_id])?
            .parameter("end_time", end_time)
            .parameter("exclude_meetings", exclude_meetings)
            .parameter("page_no", page_no)
            .parameter("per_page", per_page)
            .parameter("sort_order", sort_order)
            .parameter("start_time", start_time)
            .parameter("status", status);
        Ok(Call::new(self, &operations::LIVESTREAMS_LIST, request))
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
    pub fn livestreams_create(
        &self,
        account_id: &str,
        app_id: &str,
        body: &types::LivestreamCreate,
    ) -> Result<Call<types::Livestream>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::LIVESTREAMS_CREATE,
                &[account_id, app_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::LIVESTREAMS_CREATE, request))
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
    pub fn livestreams_get_session(
        &self,
        account_id: &str,
        app_id: &str,
        livestream_session_id: &str,
    ) -> Result<Call<types::LivestreamSession>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::LIVESTREAMS_GET_SESSION,
                &[account_id, app_id, livestream_session_id],
            )?;
        Ok(Call::new(self, &operations::LIVESTREAMS_GET_SESSION, request))
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
    pub fn livestreams_get(
        &self,
        account_id: &str,
        app_id: &str,
        livestream_id: &str,
        page_no: Option<u64>,
        per_page: Option<u64>,
    ) -> Result<Call<types::LivestreamDetails>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::LIVESTREAMS_GET,
                &[account_id, app_id, livestream_id],
            )?
            .parameter("page_no", page_no)
            .parameter("per_page", per_page);
        Ok(Call::new(self, &operations::LIVESTREAMS_GET, request))
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
    pub fn livestreams_get_active_session(
        &self,
        account_id: &str,
        app_id: &str,
        livestream_id: &str,
    ) -> Result<Call<types::LivestreamActiveSession>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::LIVESTREAMS_GET_ACTIVE_SESSION,
                &[account_id, app_id, livestream_id],
            )?;
        Ok(Call::new(self, &operations::LIVESTREAMS_GET_ACTIVE_SESSION, request))
    }

    /// Get the active livestream of a meeting.
    ///
    /// Returns the livestream that the meeting broadcasts at this moment. Expect 404 when there is none; it
    /// also means that there is no such meeting.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream`
    ///
    /// Official reference: [Livestreams: Fetch active livestreams for a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn livestreams_get_active(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
    ) -> Result<Call<types::Livestream>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::LIVESTREAMS_GET_ACTIVE,
                &[account_id, app_id, meeting_id],
            )?;
        Ok(Call::new(self, &operations::LIVESTREAMS_GET_ACTIVE, request))
    }

    /// Stop livestreaming a meeting.
    ///
    /// Ends the livestream of the meeting; the meeting itself goes on. Not idempotent: a repetition may be
    /// refused with 400, 404 or 409, because nothing is left to stop. Takes no body.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-livestream/stop`
    ///
    /// Official reference: [Livestreams: Stop livestreaming a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn livestreams_stop(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
    ) -> Result<Call<types::LivestreamStopResult>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::LIVESTREAMS_STOP,
                &[account_id, app_id, meeting_id],
            )?;
        Ok(Call::new(self, &operations::LIVESTREAMS_STOP, request))
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
    pub fn livestreams_list_for_meeting(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        page_no: Option<u64>,
        per_page: Option<u64>,
    ) -> Result<Call<Vec<types::Livestream>>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::LIVESTREAMS_LIST_FOR_MEETING,
                &[account_id, app_id, meeting_id],
            )?
            .parameter("page_no", page_no)
            .parameter("per_page", per_page);
        Ok(Call::new(self, &operations::LIVESTREAMS_LIST_FOR_MEETING, request))
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
    pub fn livestreams_start(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        body: &types::LivestreamStart,
    ) -> Result<Call<types::StartedLivestream>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::LIVESTREAMS_START,
                &[account_id, app_id, meeting_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::LIVESTREAMS_START, request))
    }
}
