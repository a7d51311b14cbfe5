//! One call for the first join and every later one.

use realtimekit_api::types::Participant;
use realtimekit_api::{Secret, Timestamp};

use super::attempts::{ATTEMPTS, is_uncertain, pause};
use super::changes::{from_json, json};
use super::token::token_expires_at;
use crate::awaited::awaited;
use crate::error::Error;
use crate::resources::{MeetingHandle, ParticipantHandle, Participants};

impl Participants {
    /// Finds the participant with this custom id; `None` if the meeting has none.
    ///
    /// The service has no filter for custom ids: this reads the list until the participant is found.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub async fn find(&self, custom_participant_id: &str) -> Result<Option<Participant>, Error> {
        let mut participants = self.list().stream();
        while let Some(participant) = participants.try_next().await? {
            if participant.custom_participant_id.as_deref() == Some(custom_participant_id) {
                return Ok(Some(participant));
            }
        }
        Ok(None)
    }
}

impl MeetingHandle {
    /// Lets a person in: adds them as participant, or finds them by their custom id, and returns a token.
    ///
    /// One call for the first join and for every later one. The service is reported to respond in three ways to a custom
    /// id that it knows: with the same participant and a new token, with 422, and with 409; the job handles all of them.
    /// An existing participant with another name, picture or preset is updated. Without [`name`](Join::name), an
    /// existing participant keeps their name, and a new one is given an empty name, since a participant without a name
    /// cannot enter.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// # let id = app.meetings().create().title("Weekly sync").send().await?.id;
    /// let meeting = app.meeting(id);
    /// let first = meeting.join("user-42", "group_call_host").name("Mary Sue").send().await?;
    /// // The browser joins with `first.token.expose()`.
    /// let later = meeting.join("user-42", "group_call_host").name("Mary Sue").send().await?;
    /// assert_eq!(first.participant.id, later.participant.id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn join(&self, custom_participant_id: impl Into<String>, preset_name: impl Into<String>) -> Join {
        Join {
            participants: self.participants(),
            custom_participant_id: custom_participant_id.into(),
            preset_name: preset_name.into(),
            name: None,
            picture: None,
        }
    }
}

/// The job of [`MeetingHandle::join`].
#[derive(Clone, Debug)]
#[must_use = "a job does nothing until it is awaited"]
pub struct Join {
    participants: Participants,
    custom_participant_id: String,
    preset_name: String,
    name: Option<String>,
    picture: Option<String>,
}

/// A person who may enter now.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Joined {
    /// The participant.
    pub participant: Participant,
    /// The token with which the browser joins.
    pub token: Secret,
    /// When the token expires, if it contains an expiry.
    pub expires_at: Option<Timestamp>,
    /// Whether the participant was added, rather than found. If the service adds and finds in one request, this is
    /// judged by the timestamps of the participant.
    pub is_new: bool,
}

awaited!([] Join, 'static, send -> Result<Joined, Error>);

impl Join {
    /// Name that others see.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// URL of a picture that others see.
    pub fn picture(mut self, picture: impl Into<String>) -> Self {
        self.picture = Some(picture.into());
        self
    }

    /// Adds or finds the participant.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for each of the requests. "Not found" means that there is no such
    /// meeting or no such preset. No token is lost: after an error, the job can be repeated.
    pub async fn send(self) -> Result<Joined, Error> {
        let mut attempt = 0;
        loop {
            let add = self.participants.add(&self.custom_participant_id, &self.preset_name);
            let add = add.maybe_name(self.name.as_deref());
            let error = match add.maybe_picture(self.picture.as_deref()).send().await {
                Ok(added) => {
                    let is_new = added.created_at == added.updated_at;
                    let participant: Participant = from_json(&json(&added)?)?;
                    if self.fits(&participant) {
                        return Ok(Joined::new(participant, added.token, is_new));
                    }
                    return self.rejoin(participant).await.map(|joined| joined.with_new(is_new));
                }
                Err(error) => error,
            };
            let is_known = error.is_conflict() || error.is_invalid_request();
            if !is_known && !is_uncertain(&error) {
                return Err(error);
            }
            attempt += 1;
            match self.participants.find(&self.custom_participant_id).await {
                Ok(Some(participant)) => {
                    return self.rejoin(participant).await.map(|joined| joined.with_new(!is_known));
                }
                Ok(None) if is_known || attempt == ATTEMPTS => return Err(error),
                Ok(None) => pause(attempt).await,
                // The refusal says more than the failed search for what caused it.
                Err(_) if is_known => return Err(error),
                Err(other) => return Err(other),
            }
        }
    }

    /// Whether a participant has what was set.
    fn fits(&self, participant: &Participant) -> bool {
        let same = |wanted: &Option<String>, present: &Option<String>| wanted.is_none() || wanted == present;
        participant.preset_name.as_ref() == Some(&self.preset_name)
            && participant.name.is_some()
            && same(&self.name, &participant.name)
            && same(&self.picture, &participant.picture)
    }

    /// A new token for a participant of the meeting.
    async fn rejoin(&self, mut participant: Participant) -> Result<Joined, Error> {
        let scope = self.participants.scope.clone();
        let handle = ParticipantHandle::new(scope, self.participants.meeting_id.clone(), participant.id.clone());
        let mut token = None;
        if !self.fits(&participant) {
            let name = self.name.clone().or_else(|| participant.name.clone()).unwrap_or_default();
            let update = handle.update().preset_name(&self.preset_name).name(&name);
            let updated = update.maybe_picture(self.picture.as_deref()).send().await?;
            participant.preset_name = Some(self.preset_name.clone());
            participant.name = Some(name);
            if self.picture.is_some() {
                participant.picture.clone_from(&self.picture);
            }
            token = updated.token;
        }
        let token = match token {
            Some(token) => token,
            None => handle.refresh_token().send().await?.token,
        };
        Ok(Joined::new(participant, token, false))
    }
}

impl Joined {
    fn new(participant: Participant, token: Secret, is_new: bool) -> Self {
        let expires_at = token_expires_at(&token);
        Self { participant, token, expires_at, is_new }
    }

    fn with_new(self, is_new: bool) -> Self {
        Self { is_new, ..self }
    }
}
