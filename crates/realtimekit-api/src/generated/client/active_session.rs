// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `active-session`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
    /// Get the live session of a meeting.
    ///
    /// Returns the session that is live in the meeting; there is never more than one at a time. Returns 404
    /// when no session is live in the meeting. Fields that other operations always send may be absent here.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session`
    ///
    /// Official reference: [Active Session: Fetch details of an active session](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn active_session_get(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
    ) -> Result<Call<types::Session>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::ACTIVE_SESSION_GET,
                &[account_id, app_id, meeting_id],
            )?;
        Ok(Call::new(self, &operations::ACTIVE_SESSION_GET, request))
    }

    /// Kick participants from the live session.
    ///
    /// Removes people from the live session; they may join again while their tokens are valid. Name them by
    /// `participant_ids`: naming them by `custom_participant_ids` has been seen to return 200 without
    /// removing anyone, so check the returned `participants`. Without a live session the response is 200
    /// with an empty list, or 404 as documented. Removing a person who has left has no effect.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/kick`
    ///
    /// Official reference: [Active Session: Kick participants from an active session](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn active_session_kick(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        body: &types::ActiveSessionKick,
    ) -> Result<Call<types::ActiveSessionParticipantActionData>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::ACTIVE_SESSION_KICK,
                &[account_id, app_id, meeting_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::ACTIVE_SESSION_KICK, request))
    }

    /// Kick everybody from the live session.
    ///
    /// Removes everybody from the live session, which then ends 60 to 600 seconds later, as the meeting is
    /// set up. Takes no body. Stop recordings first: a recording that outlives the people in the room may
    /// stay in the status UPLOADING and never be finished. To keep people from joining again, set the
    /// meeting to INACTIVE. Not idempotent: a repetition also removes those who have joined since. Returns
    /// 404 when no session is live; 400 and 409 have been accepted as the same.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/kick-all`
    ///
    /// Official reference: [Active Session: Kick all participants](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn active_session_kick_all(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
    ) -> Result<Call<types::ActiveSessionKickAllData>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::ACTIVE_SESSION_KICK_ALL,
                &[account_id, app_id, meeting_id],
            )?;
        Ok(Call::new(self, &operations::ACTIVE_SESSION_KICK_ALL, request))
    }

    /// Mute participants of the live session.
    ///
    /// Mutes people in the live session. Muting a person who is already muted has no effect. Check the
    /// returned `participants`: kicking by `custom_participant_ids` has been seen to have no effect, and
    /// muting may behave the same. Returns 404 when no session is live in the meeting.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/mute`
    ///
    /// Official reference: [Active Session: Mute participants of an active session](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn active_session_mute(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        body: &types::ActiveSessionMute,
    ) -> Result<Call<types::ActiveSessionParticipantActionData>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::ACTIVE_SESSION_MUTE,
                &[account_id, app_id, meeting_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::ACTIVE_SESSION_MUTE, request))
    }

    /// Mute everybody in the live session.
    ///
    /// Mutes everybody in the live session and sets whether they may unmute themselves. Not idempotent: a
    /// repetition also mutes those who have come in, or have unmuted themselves, since. Returns 404 when no
    /// session is live in the meeting.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/mute-all`
    ///
    /// Official reference: [Active Session: Mute all participants](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn active_session_mute_all(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        body: &types::ActiveSessionMuteAll,
    ) -> Result<Call<types::ActiveSessionMuteAllData>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::ACTIVE_SESSION_MUTE_ALL,
                &[account_id, app_id, meeting_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::ACTIVE_SESSION_MUTE_ALL, request))
    }

    /// Create a poll in the live session.
    ///
    /// Asks the people in the live session a question with answers to choose from. Sending the request
    /// twice asks twice. Returns 404 when no session is live in the meeting. Returns 400 when the question
    /// or the options are missing. Older documents give 201 for success.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/poll`
    ///
    /// Official reference: [Active Session: Create a poll](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn active_session_create_poll(
        &self,
        account_id: &str,
        app_id: &str,
        meeting_id: &str,
        body: &types::PollCreate,
    ) -> Result<Call<types::PollData>, Error> {
        let request = self
            .request(
                Method::POST,
                &operations::ACTIVE_SESSION_CREATE_POLL,
                &[account_id, app_id, meeting_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::ACTIVE_SESSION_CREATE_POLL, request))
    }
}
