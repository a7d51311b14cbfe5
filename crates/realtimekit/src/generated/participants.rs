// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `participants`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, Paged, sealed::Sealed};
use crate::page::Page;
use crate::request::Request;

/// List the participants of a meeting.
///
/// Returns everybody who was added to the meeting, a page at a time, whether they ever joined or not;
/// who was in a session is reported by the participants of that session. The list holds no tokens.
/// Returns 404 when the app has no such meeting.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants`
///
/// Official reference: [Meetings: Fetch all participants of a meeting](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Participants::list`](crate::resources::Participants::list).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).participants().list().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ParticipantsList {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
}

impl ParticipantsList {
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

impl Sealed for ParticipantsList {}

impl Operation for ParticipantsList {
    type Data = Vec<types::Participant>;
    type Output = Page<types::Participant>;
    fn operation() -> &'static operations::Operation {
        &operations::PARTICIPANTS_LIST
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.participants_list(
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

impl Paged for ParticipantsList {
    type Item = types::Participant;
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
///
/// Returned by [`Participants::add`](crate::resources::Participants::add).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str, custom_participant_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).participants().add(custom_participant_id, "group_call_host").name("Asha Rao").picture("https://static.example.com/people/asha.png").send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_name`.
///
/// * **`name(impl Into<String>)`**: Name shown in the meeting. Always send one: left out or `null`, the
///   token cannot join, while an empty string is enough.
/// * **`picture(impl Into<String>)`**: URL of a picture shown in the meeting. Left out or `null` means
///   no picture.
#[doc(alias = "name")]
#[doc(alias = "picture")]
#[derive(Clone, Debug)]
pub struct ParticipantsAdd {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) body: types::ParticipantCreate,
}

impl ParticipantsAdd {
    #[allow(dead_code)]
    pub(crate) fn new(
        app_id: &str,
        meeting_id: &str,
        custom_participant_id: impl Into<String>,
        preset_name: impl Into<String>,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body: types::ParticipantCreate::new(custom_participant_id, preset_name),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        meeting_id: &str,
        body: types::ParticipantCreate,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            body,
        }
    }
}

impl Sealed for ParticipantsAdd {}

impl Operation for ParticipantsAdd {
    type Data = types::ParticipantWithToken;
    type Output = types::ParticipantWithToken;
    fn operation() -> &'static operations::Operation {
        &operations::PARTICIPANTS_ADD
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.participants_add(account_id, &self.app_id, &self.meeting_id, &self.body)
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
impl Request<ParticipantsAdd> {
    /// Name shown in the meeting. Always send one: left out or `null`, the token cannot join, while an
    /// empty string is enough.
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

    /// URL of a picture shown in the meeting. Left out or `null` means no picture.
    pub fn picture(mut self, value: impl Into<String>) -> Self {
        self.operation.body.picture = Some(value.into());
        self
    }

    /// As [`picture`](Self::picture) if there is a value; `None` changes nothing.
    pub fn maybe_picture(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.picture(value),
            None => self,
        }
    }
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
///
/// Returned by [`ParticipantHandle::get`](crate::resources::ParticipantHandle::get).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str, participant_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).participant(participant_id).get().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ParticipantsGet {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) participant_id: String,
}

impl ParticipantsGet {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str, participant_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            participant_id: participant_id.to_owned(),
        }
    }
}

impl Sealed for ParticipantsGet {}

impl Operation for ParticipantsGet {
    type Data = types::Participant;
    type Output = types::Participant;
    fn operation() -> &'static operations::Operation {
        &operations::PARTICIPANTS_GET
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.participants_get(
            account_id,
            &self.app_id,
            &self.meeting_id,
            &self.participant_id,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
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
///
/// Returned by [`ParticipantHandle::update`](crate::resources::ParticipantHandle::update).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str, participant_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).participant(participant_id).update().name("Asha Rao (guest)").picture("https://static.example.com/people/asha-2.png").send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_name`.
///
/// * **`name(impl Into<String>)`**: New name shown in the meeting. What `null` does is not documented;
///   a participant without a name cannot join. `clear_name()` sets it to `null`.
/// * **`picture(impl Into<String>)`**: URL of the new picture. What `null` does is not documented.
///   `clear_picture()` sets it to `null`.
/// * **`preset_name(impl Into<String>)`**: Name (not identifier) of the preset that applies from now
///   on. Upper and lower case matter. What `null` does is not documented. `clear_preset_name()` sets it
///   to `null`.
#[doc(alias = "name")]
#[doc(alias = "picture")]
#[doc(alias = "preset_name")]
#[derive(Clone, Debug)]
pub struct ParticipantsUpdate {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) participant_id: String,
    pub(crate) body: types::ParticipantUpdate,
}

impl ParticipantsUpdate {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str, participant_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            participant_id: participant_id.to_owned(),
            body: types::ParticipantUpdate::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        meeting_id: &str,
        participant_id: &str,
        body: types::ParticipantUpdate,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            participant_id: participant_id.to_owned(),
            body,
        }
    }
}

impl Sealed for ParticipantsUpdate {}

impl Operation for ParticipantsUpdate {
    type Data = types::UpdatedParticipant;
    type Output = types::UpdatedParticipant;
    fn operation() -> &'static operations::Operation {
        &operations::PARTICIPANTS_UPDATE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.participants_update(
            account_id,
            &self.app_id,
            &self.meeting_id,
            &self.participant_id,
            &self.body,
        )
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
impl Request<ParticipantsUpdate> {
    /// New name shown in the meeting. What `null` does is not documented; a participant without a name
    /// cannot join.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.operation.body.name = Some(Some(value.into()));
        self
    }

    /// Sets `name` to `null`, which clears it; leaving it out keeps the value it has.
    pub fn clear_name(mut self) -> Self {
        self.operation.body.name = Some(None);
        self
    }

    /// As [`name`](Self::name) if there is a value; `None` changes nothing.
    pub fn maybe_name(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.name(value),
            None => self,
        }
    }

    /// URL of the new picture. What `null` does is not documented.
    pub fn picture(mut self, value: impl Into<String>) -> Self {
        self.operation.body.picture = Some(Some(value.into()));
        self
    }

    /// Sets `picture` to `null`, which clears it; leaving it out keeps the value it has.
    pub fn clear_picture(mut self) -> Self {
        self.operation.body.picture = Some(None);
        self
    }

    /// As [`picture`](Self::picture) if there is a value; `None` changes nothing.
    pub fn maybe_picture(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.picture(value),
            None => self,
        }
    }

    /// Name (not identifier) of the preset that applies from now on. Upper and lower case matter. What
    /// `null` does is not documented.
    pub fn preset_name(mut self, value: impl Into<String>) -> Self {
        self.operation.body.preset_name = Some(Some(value.into()));
        self
    }

    /// Sets `preset_name` to `null`, which clears it; leaving it out keeps the value it has.
    pub fn clear_preset_name(mut self) -> Self {
        self.operation.body.preset_name = Some(None);
        self
    }

    /// As [`preset_name`](Self::preset_name) if there is a value; `None` changes nothing.
    pub fn maybe_preset_name(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.preset_name(value),
            None => self,
        }
    }
}

/// Delete a participant of a meeting.
///
/// Deletes the participant and revokes all of its tokens. The response has no identifier of the
/// participant. Returns 404 when the meeting has no such participant, as on a repeated request.
///
/// `DELETE /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/participants/{participant_id}`
///
/// Official reference: [Meetings: Delete a participant](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`ParticipantHandle::delete`](crate::resources::ParticipantHandle::delete).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str, participant_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).participant(participant_id).delete().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ParticipantsDelete {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) participant_id: String,
}

impl ParticipantsDelete {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str, participant_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            participant_id: participant_id.to_owned(),
        }
    }
}

impl Sealed for ParticipantsDelete {}

impl Operation for ParticipantsDelete {
    type Data = types::DeletedParticipant;
    type Output = types::DeletedParticipant;
    fn operation() -> &'static operations::Operation {
        &operations::PARTICIPANTS_DELETE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.participants_delete(
            account_id,
            &self.app_id,
            &self.meeting_id,
            &self.participant_id,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
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
///
/// Returned by [`ParticipantHandle::refresh_token`](crate::resources::ParticipantHandle::refresh_token).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, meeting_id: &str, participant_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).meeting(meeting_id).participant(participant_id).refresh_token().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ParticipantsRefreshToken {
    pub(crate) app_id: String,
    pub(crate) meeting_id: String,
    pub(crate) participant_id: String,
}

impl ParticipantsRefreshToken {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, meeting_id: &str, participant_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            meeting_id: meeting_id.to_owned(),
            participant_id: participant_id.to_owned(),
        }
    }
}

impl Sealed for ParticipantsRefreshToken {}

impl Operation for ParticipantsRefreshToken {
    type Data = types::ParticipantToken;
    type Output = types::ParticipantToken;
    fn operation() -> &'static operations::Operation {
        &operations::PARTICIPANTS_REFRESH_TOKEN
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.participants_refresh_token(
            account_id,
            &self.app_id,
            &self.meeting_id,
            &self.participant_id,
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}
