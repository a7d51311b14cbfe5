//! The participants that a meeting has when a bulk job begins.

use std::collections::HashMap;

use super::key::ParticipantKey;
use super::patience::Patience;
use crate::ahead::{self, Ahead};
use crate::error::{Error, ErrorKind};
use crate::resources::{ParticipantHandle, Participants};

/// Ids of participants by custom id.
pub type Roster = HashMap<String, String>;

/// The participants of one meeting, listed when that is needed first.
#[derive(Debug)]
pub(super) struct Members {
    pub(super) participants: Participants,
    roster: Option<Result<Roster, (ErrorKind, String)>>,
}

/// The known state of a participant.
pub(super) enum Member {
    Unread,
    Absent,
    Present(String),
}

impl Members {
    pub(super) fn new(participants: Participants) -> Self {
        Self { participants, roster: None }
    }

    pub(super) fn handle(&self, id: String) -> ParticipantHandle {
        ParticipantHandle::new(self.participants.scope.clone(), self.participants.meeting_id.clone(), id)
    }

    /// Looks a participant up by custom id.
    ///
    /// # Errors
    ///
    /// Fails if the participants could not be listed, and the caller has kept that with [`keep`](Self::keep).
    pub(super) fn find(&self, custom_id: &str) -> Result<Member, Error> {
        match &self.roster {
            None => Ok(Member::Unread),
            Some(Err((kind, reason))) => Err(Error::new(*kind, reason.clone())),
            Some(Ok(roster)) => Ok(roster.get(custom_id).cloned().map_or(Member::Absent, Member::Present)),
        }
    }

    /// Looks a participant up by either identifier.
    pub(super) fn resolve(&self, key: &ParticipantKey) -> Result<Member, Error> {
        match key {
            ParticipantKey::Participant(id) => Ok(Member::Present(id.as_str().to_owned())),
            ParticipantKey::Custom(id) => self.find(id.as_str()),
        }
    }

    /// Keeps the roster, or the reason why there is none.
    pub(super) fn keep(&mut self, roster: Result<Roster, Error>) {
        let meeting = &self.participants.meeting_id;
        self.roster = Some(roster.map_err(|error| (error.kind(), format!("meeting {meeting}: {error}"))));
    }

    /// Lists the participants. A page that the rate limit refused is fetched again, the pages before it are not.
    pub(super) fn load(&self, mut patience: Patience) -> Ahead<Roster> {
        let participants = self.participants.clone();
        ahead::spawn(async move {
            let mut roster = Roster::new();
            let mut next = 1;
            loop {
                let mut pages = participants.list().start_page(next).pages();
                let error = loop {
                    match pages.try_next().await {
                        Ok(None) => return Ok(roster),
                        Ok(Some(page)) => {
                            next = page.number + 1;
                            let ids = page.into_iter().filter_map(|one| Some((one.custom_participant_id?, one.id)));
                            roster.extend(ids);
                        }
                        Err(error) => break error,
                    }
                };
                patience.wait(error).await?;
            }
        })
    }
}
