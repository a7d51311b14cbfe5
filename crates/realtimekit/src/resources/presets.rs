//! Presets: what a participant may do, and how the meeting looks to them.

use realtimekit_api::types::PresetDefinition;

use super::App;
use crate::request::Request;
use crate::requests::{PresetsCreate, PresetsDelete, PresetsGet, PresetsList, PresetsReplace, PresetsUpdate};

/// The presets of an app.
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
/// use realtimekit::types::PresetDefinition;
///
/// let mut student = PresetDefinition::group_call("student").as_participant();
/// student.permissions.can_edit_display_name = true;
/// let created = app.presets().create(student).send().await?;
///
/// // "Ensure that this preset exists": names are unique in practice, and case-sensitive.
/// let presets = app.presets().list().stream().try_collect().await?;
/// assert!(presets.iter().any(|preset| preset.name.as_deref() == Some("student")));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Presets {
    app: App,
}

impl Presets {
    pub(crate) fn new(app: App) -> Self {
        Self { app }
    }

    /// Lists the presets of the app: ids, names and times. [`Preset::get`] fetches a whole one.
    pub fn list(&self) -> Request<PresetsList> {
        self.app.list(PresetsList::new(self.app.id()))
    }

    /// Creates a preset. The service wants the complete definition.
    pub fn create(&self, definition: PresetDefinition) -> Request<PresetsCreate> {
        self.app.request(PresetsCreate::with_body(self.app.id(), definition))
    }
}

/// One preset, by its id.
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
/// # let created = app.presets().create(realtimekit::types::PresetDefinition::webinar("host")).send().await?;
/// use realtimekit::types::PresetDefinition;
///
/// let preset = app.preset(created.id);
/// // Read, change, write: a part that is sent may replace the old one as a whole.
/// let mut definition = PresetDefinition::try_from(&preset.get().send().await?)?;
/// definition.permissions.can_record = false;
/// preset.replace(definition).send().await?;
/// preset.delete().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Preset {
    app: App,
    id: String,
}

impl Preset {
    pub(crate) fn new(app: App, id: String) -> Self {
        Self { app, id }
    }

    /// Identifier of the preset.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the preset.
    pub fn get(&self) -> Request<PresetsGet> {
        self.app.request(PresetsGet::new(self.app.id(), &self.id))
    }

    /// Changes the parts that are set. A nested object may be replaced as a whole: fetch, change and send all of it.
    pub fn update(&self) -> Request<PresetsUpdate> {
        self.app.request(PresetsUpdate::new(self.app.id(), &self.id))
    }

    /// Replaces the preset by a complete definition.
    pub fn replace(&self, definition: PresetDefinition) -> Request<PresetsReplace> {
        self.app.request(PresetsReplace::with_body(self.app.id(), &self.id, definition))
    }

    /// Deletes the preset; refused while participants have it.
    pub fn delete(&self) -> Request<PresetsDelete> {
        self.app.request(PresetsDelete::new(self.app.id(), &self.id))
    }
}
