//! Makes sure that the account has an app of a name.

use realtimekit_api::types::App;

use super::attempts::{ATTEMPTS, is_uncertain, pause};
use super::ensured::{Ensured, Outcome, Plan};
use crate::awaited::awaited;
use crate::error::Error;
use crate::order::sorted;
use crate::resources::Apps;

impl Apps {
    /// Makes sure that the account has an app of this name.
    ///
    /// Names of apps are not unique, and apps can be neither renamed nor deleted: the job uses the oldest app of exactly
    /// this name, and creates one only if there is none. Younger apps of the name are reported as
    /// [`duplicates`](Ensured::duplicates). Two programs that create the app at the same time use the same one afterwards;
    /// the other one remains unused.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// let created = client.apps().ensure("Clinic").send().await?;
    /// let again = client.apps().ensure("Clinic").send().await?;
    /// assert_eq!(created.value.id, again.value.id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn ensure(&self, name: impl Into<String>) -> EnsureApp {
        EnsureApp { apps: self.clone(), name: name.into() }
    }
}

/// The job of [`Apps::ensure`].
#[derive(Clone, Debug)]
#[must_use = "a job does nothing until it is awaited"]
pub struct EnsureApp {
    apps: Apps,
    name: String,
}

awaited!([] EnsureApp, 'static, send -> Result<Ensured<App>, Error>);

impl EnsureApp {
    /// Returns what [`send`](Self::send) would do. Only reads.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub async fn plan(self) -> Result<Plan, Error> {
        Ok(Plan::new(self.find().await?.into_iter().next().map(|app| (app.id, Vec::new()))))
    }

    /// Finds or creates the app.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for each of the requests. "Forbidden" and "unauthorized" mean that the
    /// token lacks the permission "Realtime", or that the account has no RealtimeKit. A failed creation is not repeated if
    /// the service may have executed it: call the job again, which first looks for the app.
    pub async fn send(self) -> Result<Ensured<App>, Error> {
        if let Some(found) = first(Outcome::Unchanged, self.find().await?) {
            return Ok(found);
        }
        let created = self.apps.create(&self.name).send().await;
        for attempt in 0..ATTEMPTS {
            pause(attempt).await;
            match (&created, self.find().await) {
                (_, Ok(apps)) if !apps.is_empty() => {
                    let outcome = match (&created, apps.first()) {
                        (Ok(created), Some(oldest)) if created.id != oldest.id => Outcome::Unchanged,
                        _ => Outcome::Created,
                    };
                    if let Some(found) = first(outcome, apps) {
                        return Ok(found);
                    }
                }
                (Err(error), _) if is_uncertain(error) => {}
                _ => break,
            }
        }
        created.map(|app| Ensured::new(Outcome::Created, app, Vec::new()))
    }

    /// The apps of the name, the oldest first.
    async fn find(&self) -> Result<Vec<App>, Error> {
        let mut apps = self.apps.list().all().await?;
        apps.retain(|app| app.name.as_deref() == Some(self.name.as_str()));
        Ok(sorted(apps, &|one, other| {
            let age = |app: &App| (app.created_at.is_none(), app.created_at);
            age(one).cmp(&age(other)).then_with(|| one.id.cmp(&other.id))
        }))
    }
}

fn first(outcome: Outcome, apps: Vec<App>) -> Option<Ensured<App>> {
    let mut apps = apps.into_iter();
    let oldest = apps.next()?;
    Some(Ensured::new(outcome, oldest, Vec::new()).with_duplicates(apps.collect()))
}
