//! Adds many people to a meeting.

use realtimekit_api::types::ParticipantCreate;

use super::bulk::Bulk;
use super::inputs::Inputs;
use super::patience::Patience;
use super::requests::{Added, add, refresh};
use super::roster::{Member, Members, Roster};
use super::work::sealed::Sealed;
use super::work::{Step, Work};
use crate::ahead;
use crate::error::Error;
use crate::resources::Participants;

/// The job of [`Participants::add_all`].
#[derive(Debug)]
pub struct AddAll {
    members: Members,
    refresh_existing: bool,
}

impl Participants {
    /// Adds many people to the meeting, and skips those who are in it already: see [`Bulk`].
    ///
    /// The people of the meeting are listed once, 100 with a request, and kept in memory until the end; they are recognised
    /// by their custom ids and not changed. That makes repeating a job cheap, and unlike the response to a second addition
    /// it does not depend on which of three documented ways the service chooses. People who are added by others at the
    /// same time are recognised by the response. If the inputs name a person twice, the second one counts.
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
    /// # let id = app.meetings().create().title("Algebra").send().await?.id;
    /// use realtimekit::types::ParticipantCreate;
    ///
    /// let participants = app.meeting(id).participants();
    /// let pupil = |number| ParticipantCreate::new(format!("user-{number}"), "group_call_guest").name("Pupil");
    /// let summary = participants.add_all((0..30).map(pupil)).send().await?;
    /// assert_eq!((summary.progress.done, summary.failed.len()), (30, 0));
    ///
    /// // One by one, with the tokens: also of people who were added before.
    /// let mut people = participants.add_all((0..40).map(pupil)).refresh_existing(true).stream();
    /// while let Some(person) = people.try_next().await? {
    ///     match person.result {
    ///         Ok(Some(added)) => println!("{} {}", person.progress, added.participant_id),
    ///         Ok(None) => {}
    ///         Err(error) => eprintln!("{}: {error}", person.input.custom_participant_id),
    ///     }
    /// }
    /// assert_eq!(people.progress().done, 40);
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_all<'a>(&self, people: impl Inputs<'a, ParticipantCreate>) -> Bulk<'a, AddAll> {
        let work = AddAll { members: Members::new(self.clone()), refresh_existing: false };
        Bulk::new(work, people)
    }
}

impl Bulk<'_, AddAll> {
    /// Whether people who are in the meeting already get a new token, instead of being skipped. The default is false. Set
    /// it if you need everybody's token, also after a run that was interrupted.
    pub fn refresh_existing(mut self, refresh: bool) -> Self {
        self.work.refresh_existing = refresh;
        self
    }
}

/// Begins to add a person to a meeting.
pub(super) fn start_adding(
    members: &Members,
    person: &ParticipantCreate,
    refresh_existing: bool,
    patience: Patience,
) -> Step<Added> {
    match members.find(&person.custom_participant_id) {
        Err(error) => Step::Fail(error),
        Ok(Member::Unread) => Step::Load(members.load(patience)),
        Ok(Member::Absent) => {
            let participants = members.participants.clone();
            Step::Send(ahead::spawn(add(participants, person.clone(), refresh_existing, patience)))
        }
        Ok(Member::Present(_)) if !refresh_existing => Step::Skip,
        Ok(Member::Present(id)) => {
            let handle = members.handle(id.clone());
            Step::Send(ahead::spawn(async move {
                let token = refresh(handle, patience).await?;
                Ok(Some(Added { participant_id: id.into(), token, is_new: false }))
            }))
        }
    }
}

impl Sealed for AddAll {}

impl Work for AddAll {
    type Input = ParticipantCreate;
    type Output = Added;

    fn start(&mut self, input: &ParticipantCreate, patience: Patience) -> Step<Added> {
        start_adding(&self.members, input, self.refresh_existing, patience)
    }

    fn loaded(&mut self, roster: Result<Roster, Error>) -> Result<(), Error> {
        self.members.keep(Ok(roster?));
        Ok(())
    }

    fn is_same(one: &ParticipantCreate, other: &ParticipantCreate) -> bool {
        one.custom_participant_id == other.custom_participant_id
    }
}
