//! Creates new tokens for many participants.

use realtimekit_api::Secret;

use super::bulk::Bulk;
use super::inputs::Inputs;
use super::key::ParticipantKey;
use super::patience::Patience;
use super::requests::refresh;
use super::roster::{Member, Members, Roster};
use super::work::sealed::Sealed;
use super::work::{Step, Work};
use crate::ahead;
use crate::error::{Error, ErrorKind};
use crate::resources::Participants;

/// The job of [`Participants::refresh_all`].
#[derive(Debug)]
pub struct RefreshAll(Members);

impl Participants {
    /// Creates new tokens for many participants of the meeting: see [`Bulk`]. The earlier tokens remain valid until they
    /// expire. A participant who does not exist is a failure of kind "not found".
    ///
    /// If an input is a custom id, the participants of the meeting are listed once, 100 with a request.
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
    /// use realtimekit::jobs::CustomParticipantId;
    ///
    /// let people = ["user-1", "user-2"].map(CustomParticipantId::from);
    /// let summary = participants.refresh_all(people).keep_results(true).send().await?;
    /// for (person, token) in &summary.results {
    ///     println!("{person:?}: {} characters", token.expose().len());
    /// }
    /// assert!(summary.failed[0].1.is_not_found());
    /// # Ok(())
    /// # }
    /// ```
    pub fn refresh_all<'a>(&self, people: impl Inputs<'a, ParticipantKey>) -> Bulk<'a, RefreshAll> {
        Bulk::new(RefreshAll(Members::new(self.clone())), people)
    }
}

impl Sealed for RefreshAll {}

impl Work for RefreshAll {
    type Input = ParticipantKey;
    type Output = Secret;

    fn start(&mut self, input: &ParticipantKey, patience: Patience) -> Step<Secret> {
        match self.0.resolve(input) {
            Err(error) => Step::Fail(error),
            Ok(Member::Unread) => Step::Load(self.0.load(patience)),
            Ok(Member::Absent) => {
                let reason = format!("the meeting has no participant with the {input}");
                Step::Fail(Error::new(ErrorKind::NotFound, reason))
            }
            Ok(Member::Present(id)) => {
                let handle = self.0.handle(id);
                Step::Send(ahead::spawn(async move { refresh(handle, patience).await.map(Some) }))
            }
        }
    }

    fn loaded(&mut self, roster: Result<Roster, Error>) -> Result<(), Error> {
        self.0.keep(Ok(roster?));
        Ok(())
    }

    fn is_same(one: &ParticipantKey, other: &ParticipantKey) -> bool {
        one == other
    }
}
