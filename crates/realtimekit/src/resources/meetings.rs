//! Meetings: permanent rooms, in which sessions take place.

use realtimekit_api::types::MeetingReplace;

use super::active_session::ActiveSessionHandle;
use super::livestreams::MeetingLivestreams;
use super::participants::{ParticipantHandle, Participants};
use super::recordings::MeetingRecordings;
use super::scope::Scope;
use super::sessions::MeetingSessions;
use crate::request::Request;
use crate::requests::{MeetingsCreate, MeetingsGet, MeetingsList, MeetingsReplace, MeetingsUpdate};

/// The meetings of an app.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// app.meetings().create().title("Weekly sync").record_on_start(true).send().await?;
///
/// let mut meetings = app.meetings().list().search("sync").stream();
/// while let Some(meeting) = meetings.try_next().await? {
///     println!("{} {}", meeting.id, meeting.title.as_deref().unwrap_or("without a title"));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Meetings {
    pub(crate) scope: Scope,
}

impl Meetings {
    pub(crate) fn new(scope: Scope) -> Self {
        Self { scope }
    }

    /// Lists the meetings of the app.
    ///
    /// Returns the meetings of the app, a page at a time, active and inactive ones unless `status` narrows
    /// it. Returns 403 with code 10000 when the token is wrong or lacks the Realtime permission, and 404
    /// when the app does not exist.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings`
    pub fn list(&self) -> Request<MeetingsList> {
        self.scope.list(MeetingsList::new(self.scope.app_id()))
    }

    /// Creates a meeting. The client does not retry it after it may have been executed, since each request creates
    /// another meeting.
    ///
    /// Creates a meeting in the app. Titles need not be unique and meetings cannot be deleted: repeating
    /// the request after a lost response leaves a second meeting behind. The response can be as short as
    /// the identifier; read the meeting again for the rest. A value out of bounds is refused with 400 or
    /// 422, an unknown app with 404.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/meetings`
    pub fn create(&self) -> Request<MeetingsCreate> {
        self.scope.request(MeetingsCreate::new(self.scope.app_id()))
    }
}

/// One meeting.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// let created = app.meetings().create().title("Weekly sync").send().await?;
/// let meeting = app.meeting(created.id);
/// meeting.update().title("Weekly sync, moved").send().await?;
/// let mary = meeting.participants().add("user-42", "group_call_host").name("Mary Sue").send().await?;
/// assert_eq!(meeting.get().send().await?.title.as_deref(), Some("Weekly sync, moved"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MeetingHandle {
    pub(crate) scope: Scope,
    id: String,
}

impl MeetingHandle {
    pub(crate) fn new(scope: Scope, id: String) -> Self {
        Self { scope, id }
    }

    /// Identifier of the meeting.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the meeting.
    ///
    /// Returns one meeting with its settings. Returns 404 when the app has no such meeting, also because of
    /// a wrong app identifier.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`
    pub fn get(&self) -> Request<MeetingsGet> {
        self.scope.request(MeetingsGet::new(self.scope.app_id(), &self.id))
    }

    /// Changes the fields that are set, and keeps the others.
    ///
    /// Sets the given properties and keeps the others. Setting `status` to INACTIVE refuses new joins but
    /// disconnects no one; to end a meeting cleanly, stop its recordings first, then remove everybody from
    /// the live session, then set the status. Whether nested objects are merged is not documented: send
    /// them complete. Returns 404 when the app has no such meeting, 400 or 422 when a value is out of
    /// bounds.
    ///
    /// `PATCH /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`
    pub fn update(&self) -> Request<MeetingsUpdate> {
        self.scope.request(MeetingsUpdate::new(self.scope.app_id(), &self.id))
    }

    /// Replaces the meeting: fields that are not set return to their defaults.
    ///
    /// Replaces all properties of the meeting by the given ones. Storage secrets are not returned by any
    /// operation, so send them again if the meeting uploads to your storage. The status is not part of the
    /// request; to set only some properties, or the status, use `meetings_update`. Returns 404 when the app
    /// has no such meeting, 400 or 422 when a value is out of bounds.
    ///
    /// `PUT /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`
    pub fn replace(&self) -> Request<MeetingsReplace> {
        self.scope.request(MeetingsReplace::new(self.scope.app_id(), &self.id))
    }

    /// Replaces the meeting by a complete definition, such as the meeting itself with a change.
    ///
    /// Replaces all properties of the meeting by the given ones. Storage secrets are not returned by any
    /// operation, so send them again if the meeting uploads to your storage. The status is not part of the
    /// request; to set only some properties, or the status, use `meetings_update`. Returns 404 when the app
    /// has no such meeting, 400 or 422 when a value is out of bounds.
    ///
    /// `PUT /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}`
    ///
    /// ```
    /// # async fn run(meeting: realtimekit::resources::MeetingHandle) -> Result<(), realtimekit::Error> {
    /// let mut present = meeting.get().send().await?;
    /// present.title = Some("Weekly sync".to_owned());
    /// meeting.replace_with(present).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn replace_with(&self, definition: impl Into<MeetingReplace>) -> Request<MeetingsReplace> {
        self.scope.request(MeetingsReplace::with_body(self.scope.app_id(), &self.id, definition.into()))
    }

    /// The people who may enter the meeting.
    pub fn participants(&self) -> Participants {
        Participants::new(self.scope.clone(), self.id.clone())
    }

    /// One of the people who may enter the meeting.
    pub fn participant(&self, participant_id: impl Into<String>) -> ParticipantHandle {
        ParticipantHandle::new(self.scope.clone(), self.id.clone(), participant_id.into())
    }

    /// The live session of the meeting.
    pub fn active_session(&self) -> ActiveSessionHandle {
        ActiveSessionHandle::new(self.scope.clone(), self.id.clone())
    }

    /// The sessions of the meeting, past ones included.
    pub fn sessions(&self) -> MeetingSessions {
        MeetingSessions::new(self.scope.clone(), self.id.clone())
    }

    /// The recordings of the meeting.
    pub fn recordings(&self) -> MeetingRecordings {
        MeetingRecordings::new(self.scope.clone(), self.id.clone())
    }

    /// The livestreams of the meeting.
    pub fn livestreams(&self) -> MeetingLivestreams {
        MeetingLivestreams::new(self.scope.clone(), self.id.clone())
    }
}
