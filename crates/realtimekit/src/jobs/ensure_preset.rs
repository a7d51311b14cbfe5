//! Makes sure that a preset exists as defined.

use realtimekit_api::types::{Preset, PresetDefinition};

use super::attempts::{ATTEMPTS, is_uncertain, pause};
use super::changes::{differences, from_json, json, merged};
use super::ensured::{Ensured, Outcome, Plan};
use super::modify::write_preset;
use crate::awaited::awaited;
use crate::error::Error;
use crate::resources::{PresetHandle, Presets};

impl Presets {
    /// Makes sure that the app has a preset with the name and the content of `definition`.
    ///
    /// The job finds the preset by its exact name on all pages of the list. It creates the preset if there is none, and
    /// otherwise updates the parts that differ. Only the fields of the definition count: fields that the service adds
    /// are kept and not compared. If another program creates the preset at the same time (409), or the response to the
    /// creation is lost, the job continues with the existing preset.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// use realtimekit::jobs::Outcome;
    /// use realtimekit::types::PresetDefinition;
    ///
    /// let mut student = PresetDefinition::group_call("student").as_participant();
    /// let created = app.presets().ensure(student.clone()).send().await?;
    /// assert_eq!(created.outcome, Outcome::Created);
    ///
    /// student.permissions.can_edit_display_name = true;
    /// let plan = app.presets().ensure(student.clone()).plan().await?;
    /// assert_eq!(plan.to_string(), "update\n  permissions.can_edit_display_name: false -> true");
    /// let updated = app.presets().ensure(student).send().await?;
    /// assert_eq!(updated.outcome, Outcome::Updated);
    /// # Ok(())
    /// # }
    /// ```
    pub fn ensure(&self, definition: PresetDefinition) -> EnsurePreset {
        EnsurePreset { presets: self.clone(), definition }
    }
}

/// The job of [`Presets::ensure`].
#[derive(Clone, Debug)]
#[must_use = "a job does nothing until it is awaited"]
pub struct EnsurePreset {
    presets: Presets,
    definition: PresetDefinition,
}

awaited!([] EnsurePreset, 'static, send -> Result<Ensured<Preset>, Error>);

impl EnsurePreset {
    /// Returns what [`send`](Self::send) would do. Only reads.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for each of the requests.
    pub async fn plan(self) -> Result<Plan, Error> {
        let Some(preset) = self.find(true).await? else { return Ok(Plan::new(None)) };
        let changes = differences(&json(&self.definition)?, &json(&preset)?);
        Ok(Plan::new(Some((preset.id, changes))))
    }

    /// Creates or updates the preset, or leaves it as it is.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for each of the requests. "Conflict" means that the service refuses the
    /// name although no preset in the list has it: the name of a deleted preset may stay taken.
    pub async fn send(self) -> Result<Ensured<Preset>, Error> {
        if let Some(preset) = self.find(true).await? {
            return self.update(preset).await;
        }
        let mut attempt = 0;
        loop {
            let error = match self.presets.create(self.definition.clone()).send().await {
                Ok(created) => {
                    let value = from_json(&merged(&json(&self.definition)?, &json(&created)?))?;
                    return Ok(Ensured::new(Outcome::Created, value, Vec::new()));
                }
                Err(error) if is_uncertain(&error) || error.is_conflict() => error,
                Err(error) => return Err(error),
            };
            attempt += 1;
            if let Some(preset) = self.find(false).await? {
                let mut ensured = self.update(preset).await?;
                if !error.is_conflict() && ensured.outcome == Outcome::Unchanged {
                    ensured.outcome = Outcome::Created;
                }
                return Ok(ensured);
            }
            if attempt == ATTEMPTS {
                return Err(error);
            }
            pause(attempt).await;
        }
    }

    /// The preset of the name. The filter of the service matches parts of names.
    async fn find(&self, search: bool) -> Result<Option<Preset>, Error> {
        let name = self.definition.name.as_str();
        let mut presets = self.presets.list().maybe_search(search.then_some(name)).stream();
        while let Some(summary) = presets.try_next().await? {
            if summary.name.as_deref() == Some(name) {
                return get(&PresetHandle::new(self.presets.scope.clone(), summary.id)).await;
            }
        }
        Ok(None)
    }

    async fn update(&self, preset: Preset) -> Result<Ensured<Preset>, Error> {
        let (wanted, present) = (json(&self.definition)?, json(&preset)?);
        let changes = differences(&wanted, &present);
        if changes.is_empty() {
            return Ok(Ensured::existing(preset, changes));
        }
        let handle = PresetHandle::new(self.presets.scope.clone(), preset.id);
        let preset = write_preset(&handle, merged(&wanted, &present), &changes).await?;
        Ok(Ensured::existing(preset, changes))
    }
}

/// How often a listed preset is read while the service refuses it, as it does for some seconds after a creation: with
/// the pauses in between, for almost 8 seconds.
const ATTEMPTS_WHILE_FORBIDDEN: u32 = 6;

/// Fetches a preset that is in the list. Shortly after its creation, the service may refuse it.
async fn get(preset: &PresetHandle) -> Result<Option<Preset>, Error> {
    let mut attempt = 0;
    loop {
        pause(attempt).await;
        attempt += 1;
        match preset.get().send().await {
            Ok(preset) => return Ok(Some(preset)),
            Err(error) if attempt < ATTEMPTS && error.is_not_found() => {}
            Err(error) if attempt < ATTEMPTS_WHILE_FORBIDDEN && error.is_forbidden() => {}
            Err(error) if error.is_not_found() => return Ok(None),
            Err(error) => return Err(error),
        }
    }
}
