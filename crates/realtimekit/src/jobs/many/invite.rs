//! Adds the same people to several meetings.

use std::sync::Arc;

use realtimekit_api::types::ParticipantCreate;

use super::add::start_adding;
use super::bulk::Bulk;
use super::patience::Patience;
use super::requests::Added;
use super::roster::{Members, Roster};
use super::work::sealed::Sealed;
use super::work::{Step, Work, concerns_all};
use crate::error::Error;
use crate::resources::{Meetings, Participants};

/// The job of [`Meetings::invite_all`].
#[derive(Debug)]
pub struct InviteAll {
    meetings: Meetings,
    /// The meeting whose people are added now.
    members: Option<Members>,
    refresh_existing: bool,
}

/// A person who is to be added to one of several meetings.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Invitation {
    /// Identifier of the meeting.
    pub meeting_id: Arc<str>,
    /// The person.
    pub person: ParticipantCreate,
}

impl Meetings {
    /// Adds the same people to several meetings, and skips those who are in one already: see [`Bulk`] and
    /// [`Participants::add_all`].
    ///
    /// The meetings are filled one after the other, each after its people were listed. Where that fails, for example because
    /// there is no such meeting, every invitation to that meeting fails, and the others are sent. A person counts once for
    /// each meeting.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client = realtimekit::Client::builder()
    /// #     .base_url(emulator.base_url())
    /// #     .account_id(emulator.account_id())
    /// #     .api_token(emulator.api_token())
    /// #     .build()?;
    /// # let app = client.app(emulator.app_id());
    /// # let mut meetings = Vec::new();
    /// # for title in ["Algebra", "Biology"] {
    /// #     meetings.push(app.meetings().create().title(title).send().await?.id);
    /// # }
    /// use realtimekit::types::ParticipantCreate;
    ///
    /// let teacher = ParticipantCreate::new("teacher-7", "group_call_host").name("Ada");
    /// let summary = app.meetings().invite_all(meetings, [teacher]).send().await?;
    /// assert_eq!(summary.progress.done, 2);
    /// # Ok(())
    /// # }
    /// ```
    pub fn invite_all<'a, M>(
        &self,
        meetings: M,
        people: impl IntoIterator<Item: Into<ParticipantCreate>>,
    ) -> Bulk<'a, InviteAll>
    where
        M: IntoIterator<Item: Into<String>, IntoIter: Send + 'a>,
    {
        let people: Arc<[ParticipantCreate]> = people.into_iter().map(Into::into).collect();
        let meetings = meetings.into_iter();
        let (least, most) = meetings.size_hint();
        let total = most.filter(|most| *most == least).and_then(|meetings| meetings.checked_mul(people.len()));
        let invitations = meetings.flat_map(move |meeting_id| {
            let (meeting_id, people) = (Arc::<str>::from(meeting_id.into()), Arc::clone(&people));
            (0..people.len()).filter_map(move |index| {
                Some(Invitation { meeting_id: Arc::clone(&meeting_id), person: people.get(index)?.clone() })
            })
        });
        let bulk = Bulk::new(InviteAll { meetings: self.clone(), members: None, refresh_existing: false }, invitations);
        match total {
            Some(total) => bulk.total(total as u64),
            None => bulk,
        }
    }
}

impl Bulk<'_, InviteAll> {
    /// Whether people who are in a meeting already get a new token for it, instead of being skipped. The default is false.
    pub fn refresh_existing(mut self, refresh: bool) -> Self {
        self.work.refresh_existing = refresh;
        self
    }
}

impl Sealed for InviteAll {}

impl Work for InviteAll {
    type Input = Invitation;
    type Output = Added;

    fn start(&mut self, input: &Invitation, patience: Patience) -> Step<Added> {
        let present = self.members.take().filter(|members| *members.participants.meeting_id == *input.meeting_id);
        let members = present.unwrap_or_else(|| {
            Members::new(Participants::new(self.meetings.scope.clone(), input.meeting_id.to_string()))
        });
        let members = self.members.insert(members);
        start_adding(members, &input.person, self.refresh_existing, patience)
    }

    fn loaded(&mut self, roster: Result<Roster, Error>) -> Result<(), Error> {
        if let Err(error) = roster.as_ref()
            && concerns_all(error)
        {
            return roster.map(drop);
        }
        if let Some(members) = &mut self.members {
            members.keep(roster);
        }
        Ok(())
    }

    fn is_same(one: &Invitation, other: &Invitation) -> bool {
        one.meeting_id == other.meeting_id && one.person.custom_participant_id == other.person.custom_participant_id
    }
}
