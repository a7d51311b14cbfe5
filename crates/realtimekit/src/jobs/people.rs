//! The people in a meeting now.

use std::fmt;
use std::ops::Deref;

use realtimekit_api::Timestamp;
use realtimekit_api::types::SessionParticipant;

use crate::error::Error;
use crate::resources::{MeetingHandle, SessionHandle};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier! {
    /// Identifier of one connection of a person to a session.
    PeerId
}
identifier! {
    /// Identifier of a participant of a meeting, which adding them returned.
    ParticipantId
}
identifier! {
    /// Your identifier of a person.
    CustomParticipantId
}

/// A person, by one of the three kinds of identifiers. Not made from text, which could be any of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PersonId {
    /// One connection. The service removes the participant with all connections.
    Peer(PeerId),
    /// The participant.
    Participant(ParticipantId),
    /// The person of your program.
    Custom(CustomParticipantId),
}

impl From<PeerId> for PersonId {
    fn from(id: PeerId) -> Self {
        Self::Peer(id)
    }
}

impl From<ParticipantId> for PersonId {
    fn from(id: ParticipantId) -> Self {
        Self::Participant(id)
    }
}

impl From<CustomParticipantId> for PersonId {
    fn from(id: CustomParticipantId) -> Self {
        Self::Custom(id)
    }
}

impl From<&Person> for PersonId {
    fn from(person: &Person) -> Self {
        Self::Peer(person.peer_id.clone())
    }
}

/// A connection of a person to the live session.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Person {
    /// The connection: a person with two tabs is listed twice.
    pub peer_id: PeerId,
    /// The participant, if the service reports it.
    pub participant_id: Option<ParticipantId>,
    /// Your identifier.
    pub custom_id: Option<CustomParticipantId>,
    /// Name that others see.
    pub name: Option<String>,
    /// When the person entered.
    pub since: Option<Timestamp>,
    /// Name of the preset.
    pub preset: Option<String>,
}

impl Person {
    fn new(participant: SessionParticipant) -> Option<Self> {
        Some(Self {
            peer_id: participant.id?.into(),
            participant_id: participant.user_id.map(Into::into),
            custom_id: participant.custom_participant_id.map(Into::into),
            name: participant.display_name,
            since: participant.joined_at,
            preset: participant.preset_name,
        })
    }

    /// The identifier by which the service removes the person.
    fn known_as(&self) -> &str {
        self.participant_id.as_ref().map_or(self.peer_id.as_str(), ParticipantId::as_str)
    }

    fn is(&self, id: &PersonId) -> bool {
        match id {
            PersonId::Peer(id) => self.peer_id == *id,
            PersonId::Participant(id) => self.participant_id.as_ref() == Some(id),
            PersonId::Custom(id) => self.custom_id.as_ref() == Some(id),
        }
    }
}

/// The people in a meeting at the time of the request. Dereferences to a slice of them.
#[derive(Clone, Debug)]
pub struct People {
    meeting: MeetingHandle,
    session_id: String,
    people: Vec<Person>,
}

/// The outcome of [`People::kick`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Kicked {
    /// People who were removed.
    pub removed: Vec<Person>,
    /// Identifiers of people who were not in the meeting, or who are still in it.
    pub missed: Vec<PersonId>,
}

impl MeetingHandle {
    /// Fetches the people who are in the meeting now; `None` if the meeting has no live session.
    ///
    /// This uses the active session, since the list of sessions was observed to be empty while people were connected.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for both requests.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// # let meeting = app.meeting(app.meetings().create().title("Weekly sync").send().await?.id);
    /// # let mary = meeting.join("user-42", "group_call_host").name("Mary").send().await?.participant;
    /// # emulator.join(meeting.id(), &mary.id)?;
    /// use realtimekit::jobs::CustomParticipantId;
    ///
    /// if let Some(people) = meeting.people().await? {
    ///     for person in people.iter() {
    ///         println!("{:?} is here since {:?}", person.name, person.since);
    ///     }
    ///     let kicked = people.kick([CustomParticipantId::from("user-42")]).await?;
    ///     assert!(kicked.missed.is_empty());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn people(&self) -> Result<Option<People>, Error> {
        let Some(session) = self.active_session().get().send().await? else { return Ok(None) };
        let participants = SessionHandle::new(self.scope.clone(), session.id.clone()).participants();
        let mut people = participants.all().await?;
        people.retain(|person| person.left_at.is_none());
        let people = people.into_iter().filter_map(Person::new).collect();
        Ok(Some(People { meeting: self.clone(), session_id: session.id, people }))
    }
}

impl People {
    /// Identifier of the live session.
    pub fn session_id(&self) -> &str {
        &self.session_id
    }

    /// Removes people from the session.
    ///
    /// The identifiers are resolved to those by which the service removes people: by custom ids it was observed to remove
    /// no one, with status 200. The response is compared with the request, and what it does not confirm with the people
    /// who are in the meeting afterwards.
    ///
    /// A string does not compile as identifier, since it could be any of them:
    ///
    /// ```compile_fail
    /// # async fn run(people: realtimekit::jobs::People) {
    /// people.kick(["user-42"]).await;
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send). An empty session is not an error.
    pub async fn kick(&self, people: impl IntoIterator<Item = impl Into<PersonId>>) -> Result<Kicked, Error> {
        let asked: Vec<PersonId> = people.into_iter().map(Into::into).collect();
        let found: Vec<&Person> = self.people.iter().filter(|person| asked.iter().any(|id| person.is(id))).collect();
        let mut ids: Vec<&str> = found.iter().map(|person| person.known_as()).collect();
        ids.sort_unstable();
        ids.dedup();
        let confirmed = if ids.is_empty() {
            Vec::new()
        } else {
            match self.meeting.active_session().kick(ids).send().await {
                Ok(response) => response.participants.unwrap_or_default(),
                Err(error) if error.is_not_found() => Vec::new(),
                Err(error) => return Err(error),
            }
        };
        let is_confirmed = |person: &Person| {
            confirmed
                .iter()
                .any(|confirmed| [person.peer_id.as_str(), person.known_as()].contains(&confirmed.id.as_str()))
        };
        let (mut removed, unconfirmed): (Vec<Person>, Vec<Person>) =
            found.into_iter().cloned().partition(|person| is_confirmed(person));
        if !unconfirmed.is_empty() {
            // If the first response was lost, the repetition has no one to remove.
            let present = self.meeting.people().await?;
            let is_here = |person: &Person| {
                present.iter().flat_map(|people| people.iter()).any(|other| other.peer_id == person.peer_id)
            };
            removed.extend(unconfirmed.into_iter().filter(|person| !is_here(person)));
        }
        let missed = asked.into_iter().filter(|id| !removed.iter().any(|person| person.is(id))).collect();
        Ok(Kicked { removed, missed })
    }
}

impl Deref for People {
    type Target = [Person];

    fn deref(&self) -> &[Person] {
        &self.people
    }
}

impl IntoIterator for People {
    type Item = Person;
    type IntoIter = std::vec::IntoIter<Person>;

    fn into_iter(self) -> Self::IntoIter {
        self.people.into_iter()
    }
}
