//! Removes many participants from a meeting.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::bulk::Bulk;
use super::inputs::Inputs;
use super::key::ParticipantKey;
use super::patience::Patience;
use super::roster::{Member, Members, Roster};
use super::work::sealed::Sealed;
use super::work::{Step, Work};
use crate::ahead;
use crate::error::{Error, ErrorKind};
use crate::resources::{ParticipantHandle, Participants};

/// The job of [`Participants::remove_all`].
#[derive(Debug)]
pub struct RemoveAll {
    members: Members,
    /// Whether the meeting is known to exist: a 404 for a participant could mean the meeting.
    exists: Arc<AtomicBool>,
}

impl Participants {
    /// Removes many participants from the meeting, which revokes all their tokens, and skips those whom the meeting does
    /// not have: see [`Bulk`]. People who are in the live session stay there: remove them with
    /// [`People::kick`](crate::jobs::People::kick) before.
    ///
    /// If an input is a custom id, the participants of the meeting are listed once, 100 with a request. Do not pass a list
    /// of participants that is still being read: removing people moves the others to pages that were read already.
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
    /// # let participants = app.meeting(id).participants();
    /// # participants.add("user-1", "group_call_guest").name("Ada").send().await?;
    /// let everybody = participants.list().all().await?;
    /// let summary = participants.remove_all(everybody).send().await?;
    /// assert_eq!((summary.progress.done, summary.failed.len()), (1, 0));
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_all<'a>(&self, people: impl Inputs<'a, ParticipantKey>) -> Bulk<'a, RemoveAll> {
        Bulk::new(RemoveAll { members: Members::new(self.clone()), exists: Arc::default() }, people)
    }
}

impl Sealed for RemoveAll {}

impl Work for RemoveAll {
    type Input = ParticipantKey;
    type Output = ();

    fn start(&mut self, input: &ParticipantKey, patience: Patience) -> Step<()> {
        match self.members.resolve(input) {
            Err(error) => Step::Fail(error),
            Ok(Member::Unread) => Step::Load(self.members.load(patience)),
            Ok(Member::Absent) => Step::Skip,
            Ok(Member::Present(id)) => {
                let (participants, exists) = (self.members.participants.clone(), Arc::clone(&self.exists));
                Step::Send(ahead::spawn(remove(self.members.handle(id), participants, exists, patience)))
            }
        }
    }

    fn loaded(&mut self, roster: Result<Roster, Error>) -> Result<(), Error> {
        self.members.keep(Ok(roster?));
        self.exists.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn is_same(one: &ParticipantKey, other: &ParticipantKey) -> bool {
        one == other
    }
}

/// Removes a participant; `None` if the meeting does not have them.
async fn remove(
    participant: ParticipantHandle,
    participants: Participants,
    exists: Arc<AtomicBool>,
    mut patience: Patience,
) -> Result<Option<()>, Error> {
    loop {
        let error = match participant.delete().send().await {
            Ok(removed) if removed.custom_participant_id.is_some() => return Ok(Some(())),
            Ok(_) => match is_absent(&participant, &participants, &exists).await {
                Ok(true) => return Ok(Some(())),
                Ok(false) => {
                    let reason =
                        "the response does not confirm the removal, and the participant is still in the meeting";
                    return Err(Error::new(ErrorKind::Decode, reason));
                }
                Err(error) => error,
            },
            Err(error) if error.is_not_found() => match is_absent(&participant, &participants, &exists).await {
                Ok(true) => return Ok(None),
                Ok(false) => return Err(error),
                Err(error) => error,
            },
            Err(error) => error,
        };
        patience.wait(error).await?;
    }
}

/// Whether the meeting does not have a participant, whose removal was not confirmed.
async fn is_absent(
    participant: &ParticipantHandle,
    participants: &Participants,
    exists: &AtomicBool,
) -> Result<bool, Error> {
    match participant.get().send().await {
        Ok(_) => return Ok(false),
        Err(error) if error.is_not_found() => {}
        Err(error) => return Err(error),
    }
    if !exists.load(Ordering::Relaxed) {
        participants.list().limit(1).send().await?;
        exists.store(true, Ordering::Relaxed);
    }
    Ok(true)
}
