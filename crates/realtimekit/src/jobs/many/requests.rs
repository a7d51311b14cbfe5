//! The requests for one input, which wait for the rate limit and are repeated where that is safe.

use realtimekit_api::Secret;
use realtimekit_api::types::ParticipantCreate;

use super::patience::Patience;
use crate::error::{Error, ErrorKind};
use crate::jobs::people::ParticipantId;
use crate::requests::ParticipantsAdd;
use crate::resources::{ParticipantHandle, Participants};

/// A person who was added, or found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Added {
    /// The participant.
    pub participant_id: ParticipantId,
    /// The token with which the browser joins.
    pub token: Secret,
    /// Whether this job added the participant, rather than found them in the meeting.
    pub is_new: bool,
}

/// Adds a person. A person who is there already is `None`, or gets a new token if `refresh` is set.
pub(super) async fn add(
    participants: Participants,
    mut person: ParticipantCreate,
    refresh: bool,
    mut patience: Patience,
) -> Result<Option<Added>, Error> {
    // A participant without a name cannot enter.
    person.name.get_or_insert_default();
    let (app_id, meeting_id) = (participants.scope.app_id(), &participants.meeting_id);
    let mut was_sent = false;
    loop {
        let add = ParticipantsAdd::with_body(app_id, meeting_id, person.clone());
        // The custom id makes it safe to send the request twice: the service responds to a known one with the same
        // participant and a new token, with 409, or with 422.
        let error = match participants.scope.request(add).idempotent(true).send().await {
            Ok(added) => {
                let participant_id = added.id.into();
                return Ok(Some(Added { participant_id, token: added.token, is_new: true }));
            }
            Err(error) => error,
        };
        if is_unreadable(&error) && !was_sent {
            was_sent = true;
            continue;
        }
        let error = match is_present(&error) {
            // An attempt whose response was lost may have added the person.
            true => match found(&participants, &person, refresh, was_sent || error.attempts() > 1).await {
                Ok(Found::Nobody) => return Err(error),
                Ok(Found::Skipped) => return Ok(None),
                Ok(Found::Somebody(added)) => return Ok(Some(added)),
                Err(error) => error,
            },
            false => error,
        };
        patience.wait(error).await?;
    }
}

enum Found {
    Nobody,
    Skipped,
    Somebody(Added),
}

/// Finds a person whom the service refused to add again.
async fn found(
    participants: &Participants,
    person: &ParticipantCreate,
    refresh: bool,
    is_new: bool,
) -> Result<Found, Error> {
    let Some(participant) = participants.find(&person.custom_participant_id).await? else { return Ok(Found::Nobody) };
    if !refresh && !is_new {
        return Ok(Found::Skipped);
    }
    let (scope, meeting_id) = (participants.scope.clone(), participants.meeting_id.clone());
    let handle = ParticipantHandle::new(scope, meeting_id, participant.id.clone());
    let token = handle.refresh_token().idempotent(true).send().await?.token;
    Ok(Found::Somebody(Added { participant_id: participant.id.into(), token, is_new }))
}

/// Creates a new token for a participant.
pub(super) async fn refresh(participant: ParticipantHandle, mut patience: Patience) -> Result<Secret, Error> {
    let mut was_sent = false;
    loop {
        // Another token invalidates none: the earlier ones remain valid.
        match participant.refresh_token().idempotent(true).send().await {
            Ok(refreshed) => return Ok(refreshed.token),
            Err(error) if is_unreadable(&error) && !was_sent => was_sent = true,
            Err(error) => patience.wait(error).await?,
        }
    }
}

/// Whether the service executed the request, and its response cannot be used.
fn is_unreadable(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Decode | ErrorKind::TooLarge)
}

/// Whether the service refused to add a person because the meeting has a participant of this custom id.
fn is_present(error: &Error) -> bool {
    let exists = || error.message().is_some_and(|message| message.to_lowercase().contains("already exist"));
    error.is_conflict() || (error.is_invalid_request() && exists())
}
