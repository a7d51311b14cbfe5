// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `participants`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
    /// List the participants of a meeting.
    ///
    /// Returns everybody who was added to the meeting, a page at a time, whether they ever joined or not;
    /// who was in a session is reported by the participants of that session. The list holds no tokens.
    /// Returns 404 when the app has no such meeting.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants`
    ///
    /// Official reference: [Meetings: Fetch all participants of a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn participants_list(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        page_no: Option<u64>,
        per_page: Option<u64>,
    ) -> Result<Call<Vec<types::Participant>>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::PARTICIPANTS_LIST,
                &[account_id, app_id, meeting_id],
            )?
            .parameter("page_no", page_no)
            .parameter("per_page", per_page);
        Ok(Call::new(self, &operations::PARTICIPANTS_LIST, request))
    }

    /// Add a participant to a meeting.
    ///
    /// Adds a person to the meeting and issues the token for joining it. The status is 201; 200 has been
    /// seen as well. According to one source, a `custom_participant_id` that the meeting already has leads
    /// to the same participant with a new token; another shows it refused with 422 and "Participant already
    /// exists". So the request does not count as safe to repeat. Tokens are issued for inactive meetings
    /// too, although such a meeting cannot be joined. Returns 400 without a custom participant id, 404 when
    /// the app has no such meeting, and an error beginning with "No preset found" when no preset has the
    /// given name.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants`
    ///
    /// Official reference: [Meetings: Add a participant](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn participants_add(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        body: &types::ParticipantCreate,
    ) -> Result<Call<types::ParticipantWithToken>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::PARTICIPANTS_ADD,
                &[account_id, app_id, meeting_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::PARTICIPANTS_ADD, request))
    }

    /// Get a participant of a meeting.
    ///
    /// Returns one participant, without a token; `participants_refresh_token` issues one. The path takes
    /// the `id` from adding the participant, not the peer id of a session. Returns 404 when the meeting has
    /// no such participant.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`
    ///
    /// Official reference: [Meetings: Fetch a participant's detail](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn participants_get(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        participant_id: &str,
    ) -> Result<Call<types::Participant>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::PARTICIPANTS_GET,
                &[account_id, app_id, meeting_id, participant_id],
            )?;
        Ok(Call::new(self, &operations::PARTICIPANTS_GET, request))
    }

    /// Change a participant of a meeting.
    ///
    /// Sets the name, the picture or the preset of a participant and keeps what is not given. The response
    /// carries a fresh token; earlier tokens stay valid. The `custom_participant_id` cannot be changed.
    /// Returns 404 when the meeting has no such participant, and an error beginning with "No preset found"
    /// when no preset has the given name.
    ///
    /// `PATCH /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`
    ///
    /// Official reference: [Meetings: Edit a participant's detail](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn participants_update(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        participant_id: &str,
        body: &types::ParticipantUpdate,
    ) -> Result<Call<types::UpdatedParticipant>, Error> {
        let request = self
            .request(
                Method::PATCH,
                &operations::PARTICIPANTS_UPDATE,
                &[account_id, app_id, meeting_id, participant_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::PARTICIPANTS_UPDATE, request))
    }

    /// Delete a participant of a meeting.
    ///
    /// Deletes the participant and revokes all of its tokens. The response has no identifier of the
    /// participant. Returns 404 when the meeting has no such participant, as on a repeated request.
    ///
    /// `DELETE /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`
    ///
    /// Official reference: [Meetings: Delete a participant](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn participants_delete(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        participant_id: &str,
    ) -> Result<Call<types::DeletedParticipant>, Error> {
        let request = self
            .request(
                Method::DELETE,
                &operations::PARTICIPANTS_DELETE,
                &[account_id, app_id, meeting_id, participant_id],
            )?;
        Ok(Call::new(self, &operations::PARTICIPANTS_DELETE, request))
    }

    /// Issue a new token for a participant.
    ///
    /// Issues a new token with which the participant can join, also after an earlier one has expired; the
    /// participant and its preset stay the same. There is no request body. Every request returns another
    /// token, and earlier ones stay valid until they expire. Returns 404 when the meeting has no such
    /// participant.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}/token`
    ///
    /// Official reference: [Meetings: Refresh participant's authentication token](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn participants_refresh_token(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        participant_id: &str,
    ) -> Result<Call<types::ParticipantToken>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::PARTICIPANTS_REFRESH_TOKEN,
                &[account_id, app_id, meeting_id, participant_id],
            )?;
        Ok(Call::new(self, &operations::PARTICIPANTS_REFRESH_TOKEN, request))
    }
}
