// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `meetings`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
    /// List meetings.
    ///
    /// Returns the meetings of the app, a page at a time, active and inactive ones unless `status` narrows
    /// it. Returns 403 with code 10000 when the token is wrong or lacks the Realtime permission, and 404
    /// when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings`
    ///
    /// Official reference: [Meetings: Fetch all meetings for an App](https://developers.cloudflare.com/api/resources/realtime_kit/)
    #[allow(clippy::too_many_arguments)]
    pub fn meetings_list(
        &self,
        account_id: &str,
        app_id: &str,
        end_time: Option<&crate::Timestamp>,
        page_no: Option<u64>,
        per_page: Option<u64>,
        search: Option<&str>,
        start_time: Option<&crate::Timestamp>,
        status: Option<&types::MeetingStatus>,
    ) -> Result<Call<Vec<types::Meeting>>, Error> {
        let request = self
            .request(Method::GET, &operations::MEETINGS_LIST, &[account_id, app_id])?
            .parameter("end_time", end_time)
            .parameter("page_no", page_no)
            .parameter("per_page", per_page)
            .parameter("search", search)
            .parameter("start_time", start_time)
            .parameter("status", status);
        Ok(Call::new(self, &operations::MEETINGS_LIST, request))
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
    pub fn meetings_create(
        &self,
        account_id: &str,
        app_id: &str,
        body: &types::MeetingCreate,
    ) -> Result<Call<types::Meeting>, Error> {
        let request = self
            .request(Method::POST, &operations::MEETINGS_CREATE, &[account_id, app_id])?
            .json(body)?;
        Ok(Call::new(self, &operations::MEETINGS_CREATE, request))
    }

    /// Get a meeting.
    ///
    /// Returns one meeting with its settings. Returns 404 when the app has no such meeting, also because of
    /// a wrong app identifier.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`
    ///
    /// Official reference: [Meetings: Fetch a meeting for an App](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn meetings_get(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        name: Option<&str>,
    ) -> Result<Call<types::Meeting>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::MEETINGS_GET,
                &[account_id, app_id, meeting_id],
            )?
            .parameter("name", name);
        Ok(Call::new(self, &operations::MEETINGS_GET, request))
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
    pub fn meetings_replace(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        body: &types::MeetingReplace,
    ) -> Result<Call<types::Meeting>, Error> {
        let request = self
            .request(
                Method::PUT,
                &operations::MEETINGS_REPLACE,
                &[account_id, app_id, meeting_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::MEETINGS_REPLACE, request))
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
    pub fn meetings_update(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        body: &types::MeetingUpdate,
    ) -> Result<Call<types::Meeting>, Error> {
        let request = self
            .request(
                Method::PATCH,
                &operations::MEETINGS_UPDATE,
                &[account_id, app_id, meeting_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::MEETINGS_UPDATE, request))
    }
}
