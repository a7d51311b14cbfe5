// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `active-session`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, sealed::Sealed};
use crate::request::Request;

/// Get the live session of a meeting.
///
/// Returns the session that is live in the meeting; there is never more than one at a time. Returns 404
/// when no session is live in the meeting. Fields that other operations always send may be absent here.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session`
///
/// Official reference: [Active Session: Fetch details of an active session](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`ActiveSessionHandle::get`](crate::resources::ActiveSessionHandle::get).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).active_session().get().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ActiveSessionGet {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
}

impl ActiveSessionGet {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
        }
    }
}

impl Sealed for ActiveSessionGet {}

impl Operation for ActiveSessionGet {
    type Data = types::Session;
    type Output = Option<types::Session>;
    fn operation() -> &'static operations::Operation {
        &operations::ACTIVE_SESSION_GET
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.active_session_get(account_id, &self.app_id, &self.meeting_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        Some(response.data)
    }

    /// A 404 that reports that there is none is a result, not an error.
    fn absent(error: &crate::error::Error) -> Option<Self::Output> {
        error.reports_absence("No active session found").then_some(None)
    }
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
///
/// Returned by [`ActiveSessionHandle::kick`](crate::resources::ActiveSessionHandle::kick).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).active_session().kick(["0a08343d-a9dc-45f0-9feb-6a64afcc4f81"]).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_custom_participant_ids`.
///
/// * **`custom_participant_ids(impl IntoIterator<Item = impl Into<String>>)`**: People to remove, by
///   the identifier that the caller chose. The service has been seen to return 200 to this and remove
///   nobody.
/// * **`participant_ids(impl IntoIterator<Item = impl Into<String>>)`**: People to remove, by the id
///   that adding them to the meeting returned (`user_id` of a session participant, not the peer id).
#[doc(alias = "custom_participant_ids")]
#[doc(alias = "participant_ids")]
#[derive(Clone, Debug)]
pub struct ActiveSessionKick {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) body: types::ActiveSessionKick,
}

impl ActiveSessionKick {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body: types::ActiveSessionKick::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        meeting_id: &str,
        body: types::ActiveSessionKick,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body,
        }
    }
}

impl Sealed for ActiveSessionKick {}

impl Operation for ActiveSessionKick {
    type Data = types::ActiveSessionParticipantActionData;
    type Output = types::ActiveSessionParticipantActionData;
    fn operation() -> &'static operations::Operation {
        &operations::ACTIVE_SESSION_KICK
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.active_session_kick(account_id, &self.app_id, &self.meeting_id, &self.body)
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
impl Request<ActiveSessionKick> {
    /// People to remove, by the identifier that the caller chose. The service has been seen to return 200
    /// to this and remove nobody.
    pub fn custom_participant_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.operation.body.custom_participant_ids = Some(
            value.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// As [`custom_participant_ids`](Self::custom_participant_ids) if there is a value; `None` changes
    /// nothing.
    pub fn maybe_custom_participant_ids(
        self,
        value: Option<impl IntoIterator<Item = impl Into<String>>>,
    ) -> Self {
        match value {
            Some(value) => self.custom_participant_ids(value),
            None => self,
        }
    }

    /// People to remove, by the id that adding them to the meeting returned (`user_id` of a session
    /// participant, not the peer id).
    pub fn participant_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.operation.body.participant_ids = Some(
            value.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// As [`participant_ids`](Self::participant_ids) if there is a value; `None` changes nothing.
    pub fn maybe_participant_ids(
        self,
        value: Option<impl IntoIterator<Item = impl Into<String>>>,
    ) -> Self {
        match value {
            Some(value) => self.participant_ids(value),
            None => self,
        }
    }
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
///
/// Returned by [`ActiveSessionHandle::kick_all`](crate::resources::ActiveSessionHandle::kick_all).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).active_session().kick_all().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ActiveSessionKickAll {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
}

impl ActiveSessionKickAll {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
        }
    }
}

impl Sealed for ActiveSessionKickAll {}

impl Operation for ActiveSessionKickAll {
    type Data = types::ActiveSessionKickAllData;
    type Output = types::ActiveSessionKickAllData;
    fn operation() -> &'static operations::Operation {
        &operations::ACTIVE_SESSION_KICK_ALL
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.active_session_kick_all(account_id, &self.app_id, &self.meeting_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
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
///
/// Returned by [`ActiveSessionHandle::mute`](crate::resources::ActiveSessionHandle::mute).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).active_session().mute(["0a08343d-a9dc-45f0-9feb-6a64afcc4f81"]).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_custom_participant_ids`.
///
/// * **`custom_participant_ids(impl IntoIterator<Item = impl Into<String>>)`**: People to mute, by the
///   identifier that the caller chose.
/// * **`participant_ids(impl IntoIterator<Item = impl Into<String>>)`**: People to mute, by the id that
///   adding them to the meeting returned (`user_id` of a session participant, not the peer id).
#[doc(alias = "custom_participant_ids")]
#[doc(alias = "participant_ids")]
#[derive(Clone, Debug)]
pub struct ActiveSessionMute {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) body: types::ActiveSessionMute,
}

impl ActiveSessionMute {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body: types::ActiveSessionMute::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        meeting_id: &str,
        body: types::ActiveSessionMute,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body,
        }
    }
}

impl Sealed for ActiveSessionMute {}

impl Operation for ActiveSessionMute {
    type Data = types::ActiveSessionParticipantActionData;
    type Output = types::ActiveSessionParticipantActionData;
    fn operation() -> &'static operations::Operation {
        &operations::ACTIVE_SESSION_MUTE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.active_session_mute(account_id, &self.app_id, &self.meeting_id, &self.body)
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
impl Request<ActiveSessionMute> {
    /// People to mute, by the identifier that the caller chose.
    pub fn custom_participant_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.operation.body.custom_participant_ids = Some(
            value.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// As [`custom_participant_ids`](Self::custom_participant_ids) if there is a value; `None` changes
    /// nothing.
    pub fn maybe_custom_participant_ids(
        self,
        value: Option<impl IntoIterator<Item = impl Into<String>>>,
    ) -> Self {
        match value {
            Some(value) => self.custom_participant_ids(value),
            None => self,
        }
    }

    /// People to mute, by the id that adding them to the meeting returned (`user_id` of a session
    /// participant, not the peer id).
    pub fn participant_ids(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.operation.body.participant_ids = Some(
            value.into_iter().map(Into::into).collect(),
        );
        self
    }

    /// As [`participant_ids`](Self::participant_ids) if there is a value; `None` changes nothing.
    pub fn maybe_participant_ids(
        self,
        value: Option<impl IntoIterator<Item = impl Into<String>>>,
    ) -> Self {
        match value {
            Some(value) => self.participant_ids(value),
            None => self,
        }
    }
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
///
/// Returned by [`ActiveSessionHandle::mute_all`](crate::resources::ActiveSessionHandle::mute_all).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).active_session().mute_all(true).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ActiveSessionMuteAll {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) body: types::ActiveSessionMuteAll,
}

impl ActiveSessionMuteAll {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str, allow_unmute: bool) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body: types::ActiveSessionMuteAll::new(allow_unmute),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        meeting_id: &str,
        body: types::ActiveSessionMuteAll,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body,
        }
    }
}

impl Sealed for ActiveSessionMuteAll {}

impl Operation for ActiveSessionMuteAll {
    type Data = types::ActiveSessionMuteAllData;
    type Output = types::ActiveSessionMuteAllData;
    fn operation() -> &'static operations::Operation {
        &operations::ACTIVE_SESSION_MUTE_ALL
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.active_session_mute_all(
            account_id,
            &self.app_id,
            &self.meeting_id,
            &self.body,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
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
///
/// Returned by [`ActiveSessionHandle::create_poll`](crate::resources::ActiveSessionHandle::create_poll).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).active_session().create_poll("When do we meet next?", ["Monday", "Thursday"]).anonymous(false).hide_votes(true).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_anonymous`.
///
/// * **`anonymous(bool)`**: Whether votes are shown without the names of the voters. The default is not
///   documented.
/// * **`hide_votes(bool)`**: Whether votes stay hidden from a person until that person has voted. The
///   default is not documented.
#[doc(alias = "anonymous")]
#[doc(alias = "hide_votes")]
#[derive(Clone, Debug)]
pub struct ActiveSessionCreatePoll {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) body: types::PollCreate,
}

impl ActiveSessionCreatePoll {
    #[allow(dead_code)]
    pub(crate) fn new(
        app_id: &str,
        meeting_id: &str,
        options: impl IntoIterator<Item = impl Into<String>>,
        question: impl Into<String>,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body: types::PollCreate::new(options, question),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        meeting_id: &str,
        body: types::PollCreate,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body,
        }
    }
}

impl Sealed for ActiveSessionCreatePoll {}

impl Operation for ActiveSessionCreatePoll {
    type Data = types::PollData;
    type Output = types::PollData;
    fn operation() -> &'static operations::Operation {
        &operations::ACTIVE_SESSION_CREATE_POLL
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.active_session_create_poll(
            account_id,
            &self.app_id,
            &self.meeting_id,
            &self.body,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

#[doc(hidden)]
impl Request<ActiveSessionCreatePoll> {
    /// Whether votes are shown without the names of the voters. The default is not documented.
    pub fn anonymous(mut self, value: bool) -> Self {
        self.operation.body.anonymous = Some(value);
        self
    }

    /// As [`anonymous`](Self::anonymous) if there is a value; `None` changes nothing.
    pub fn maybe_anonymous(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.anonymous(value),
            None => self,
        }
    }

    /// Whether votes stay hidden from a person until that person has voted. The default is not documented.
    pub fn hide_votes(mut self, value: bool) -> Self {
        self.operation.body.hide_votes = Some(value);
        self
    }

    /// As [`hide_votes`](Self::hide_votes) if there is a value; `None` changes nothing.
    pub fn maybe_hide_votes(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.hide_votes(value),
            None => self,
        }
    }
}
