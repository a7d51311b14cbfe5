//! Presets: permissions of participants, and the appearance of the meeting.

use realtimekit_api::types::PresetDefinition;

use super::scope::Scope;
use crate::request::Request;
use crate::requests::{PresetsCreate, PresetsDelete, PresetsGet, PresetsList, PresetsReplace, PresetsUpdate};

/// The presets of an app.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// use realtimekit::types::PresetDefinition;
///
/// let mut student = PresetDefinition::group_call("student").as_participant();
/// student.permissions.can_edit_display_name = true;
/// let created = app.presets().create(student).send().await?;
///
/// // Names are unique and case-sensitive.
/// let presets = app.presets().list().all().await?;
/// assert!(presets.iter().any(|preset| preset.name.as_deref() == Some("student")));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Presets {
    pub(crate) scope: Scope,
}

impl Presets {
    pub(crate) fn new(scope: Scope) -> Self {
        Self { scope }
    }

    /// Lists the presets of the app: ids, names and timestamps. [`PresetHandle::get`] fetches a complete one.
    ///
    /// Returns the presets of the app, a page at a time, as summaries: id, name and times only. Adding a
    /// participant takes the name of a preset, the operations on one preset take its id; this list
    /// translates between the two. A new app has stock presets; whether their names have underscores
    /// (`group_call_host`) or hyphens (`group-call-host`) depends on the app. Returns 403 with code 10000
    /// when the token is wrong or lacks the Realtime permission.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/presets`
    pub fn list(&self) -> Request<PresetsList> {
        self.scope.list(PresetsList::new(self.scope.app_id()))
    }

    /// Creates a preset. The service requires the complete definition.
    ///
    /// Creates a preset from a complete definition: configuration, every required permission and the user
    /// interface, with `ui.config_diff` and `permissions.plugins.config`, for which `{}` is enough. Returns
    /// a 4xx status when a required part is missing, and 409 when the app has a preset with this name. A
    /// name that belonged to a preset in use cannot be created again.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/presets`
    pub fn create(&self, definition: PresetDefinition) -> Request<PresetsCreate> {
        self.scope.request(PresetsCreate::with_body(self.scope.app_id(), definition))
    }
}

/// One preset, by its id.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// # let created = app.presets().create(realtimekit::types::PresetDefinition::webinar("host")).send().await?;
/// use realtimekit::types::PresetDefinition;
///
/// let preset = app.preset(created.id);
/// // Read, modify, write: an object that is sent may replace the present one completely.
/// let mut definition = PresetDefinition::try_from(&preset.get().send().await?)?;
/// definition.permissions.can_record = false;
/// preset.replace(definition).send().await?;
/// preset.delete().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct PresetHandle {
    pub(crate) scope: Scope,
    id: String,
}

impl PresetHandle {
    pub(crate) fn new(scope: Scope, id: String) -> Self {
        Self { scope, id }
    }

    /// Identifier of the preset.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the preset.
    ///
    /// Returns the complete preset with configuration, permissions and user interface. Returns 404 when the
    /// app has no preset with this id. The path takes the id, not the name.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`
    pub fn get(&self) -> Request<PresetsGet> {
        self.scope.request(PresetsGet::new(self.scope.app_id(), &self.id))
    }

    /// Changes the parts that are set. A nested object may be replaced completely: fetch, change and send all of it.
    ///
    /// Changes the parts of a preset that are sent. The response has been seen without the id. The service
    /// may replace a nested object as a whole instead of merging it, and so drop keys that were not sent:
    /// read the preset, change the nested object, and send all of it. Repeating the request has no further
    /// effect. Returns 404 when the app has no preset with this id.
    ///
    /// `PATCH /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`
    pub fn update(&self) -> Request<PresetsUpdate> {
        self.scope.request(PresetsUpdate::new(self.scope.app_id(), &self.id))
    }

    /// Replaces the preset by a complete definition.
    ///
    /// Replaces the preset by a complete definition. The id stays; optional fields that are not sent are
    /// not expected to keep their old values. Returns a 4xx status when a required part is missing. Returns
    /// 404 when the app has no preset with this id.
    ///
    /// `PUT /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`
    pub fn replace(&self, definition: PresetDefinition) -> Request<PresetsReplace> {
        self.scope.request(PresetsReplace::with_body(self.scope.app_id(), &self.id, definition))
    }

    /// Deletes the preset. The service refuses it while participants use the preset.
    ///
    /// Deletes the preset and returns what it was. Refused with a 4xx status while the preset is in use:
    /// give its participants another preset first. Returns 404 when the app has no preset with this id, so
    /// a repetition after success does too.
    ///
    /// `DELETE /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`
    pub fn delete(&self) -> Request<PresetsDelete> {
        self.scope.request(PresetsDelete::new(self.scope.app_id(), &self.id))
    }
}
