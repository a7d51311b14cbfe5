// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `presets`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, Paged, sealed::Sealed};
use crate::page::Page;
use crate::request::Request;

/// List presets.
///
/// Returns the presets of the app, a page at a time, as summaries: id, name and times only. Adding a
/// participant takes the name of a preset, the operations on one preset take its id; this list
/// translates between the two. A new app has stock presets; whether their names have underscores
/// (`group_call_host`) or hyphens (`group-call-host`) depends on the app. Returns 403 with code 10000
/// when the token is wrong or lacks the Realtime permission.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/presets`
///
/// Official reference: [Presets: Fetch all presets](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Presets::list`](crate::resources::Presets::list).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).presets().list().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_search`.
///
/// * **`search(impl Into<String>)`**: Text to search for in the identifiers and names of the items.
#[doc(alias = "search")]
#[derive(Clone, Debug)]
pub struct PresetsList {
    pub(crate) app_id: String,
    pub(crate) page_no: Option<u64>,
    pub(crate) per_page: Option<u64>,
    pub(crate) search: Option<String>,
}

impl PresetsList {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            page_no: None,
            per_page: None,
            search: None,
        }
    }
}

impl Sealed for PresetsList {}

impl Operation for PresetsList {
    type Data = Vec<types::PresetSummary>;
    type Output = Page<types::PresetSummary>;
    fn operation() -> &'static operations::Operation {
        &operations::PRESETS_LIST
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.presets_list(
            account_id,
            &self.app_id,
            self.page_no,
            self.per_page,
            self.search.as_deref(),
        )
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        Page::new(response.data, self.page_no.unwrap_or(1), response.paging)
    }
}

impl Paged for PresetsList {
    type Item = types::PresetSummary;
    fn set_page(&mut self, page_no: u64, per_page: u64) {
        self.page_no = Some(page_no);
        self.per_page = Some(per_page);
    }
    fn split(data: Self::Data) -> (Option<Vec<Self::Item>>, Option<api::Paging>) {
        (Some(data), None)
    }
    fn id(item: &Self::Item) -> Option<&str> {
        Some(&item.id)
    }
}

#[doc(hidden)]
impl Request<PresetsList> {
    /// Text to search for in the identifiers and names of the items.
    pub fn search(mut self, value: impl Into<String>) -> Self {
        self.operation.search = Some(value.into());
        self
    }

    /// As [`search`](Self::search) if there is a value; `None` changes nothing.
    pub fn maybe_search(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.search(value),
            None => self,
        }
    }
}

/// Create a preset.
///
/// Creates a preset from a complete definition: configuration, every required permission and the user
/// interface, with `ui.config_diff` and `permissions.plugins.config`, for which `{}` is enough. Returns
/// a 4xx status when a required part is missing, and 409 when the app has a preset with this name. A
/// name that belonged to a preset in use cannot be created again.
///
/// `POST /accounts/{account_id}/realtime/kit/{app_id}/presets`
///
/// Official reference: [Presets: Create a preset](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Presets::create`](crate::resources::Presets::create).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, definition: realtimekit::types::PresetDefinition) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).presets().create(definition).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct PresetsCreate {
    pub(crate) app_id: String,
    pub(crate) body: types::PresetDefinition,
}

impl PresetsCreate {
    #[allow(dead_code)]
    pub(crate) fn new(
        app_id: &str,
        config: impl Into<types::PresetConfigDefinition>,
        name: impl Into<String>,
        permissions: impl Into<types::PresetPermissionsDefinition>,
        ui: impl Into<types::PresetUiDefinition>,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body: types::PresetDefinition::new(config, name, permissions, ui),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(app_id: &str, body: types::PresetDefinition) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body,
        }
    }
}

impl Sealed for PresetsCreate {}

impl Operation for PresetsCreate {
    type Data = types::Preset;
    type Output = types::Preset;
    fn operation() -> &'static operations::Operation {
        &operations::PRESETS_CREATE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.presets_create(account_id, &self.app_id, &self.body)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        let place = api::check::body();
        api::check::Check::check(&self.body, place)?;
        Ok(())
    }
}

/// Get a preset.
///
/// Returns the complete preset with configuration, permissions and user interface. Returns 404 when the
/// app has no preset with this id. The path takes the id, not the name.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`
///
/// Official reference: [Presets: Fetch details of a preset](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`PresetHandle::get`](crate::resources::PresetHandle::get).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, preset_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).preset(preset_id).get().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct PresetsGet {
    pub(crate) app_id: String,
    pub(crate) preset_id: String,
}

impl PresetsGet {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, preset_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            preset_id: preset_id.to_owned(),
        }
    }
}

impl Sealed for PresetsGet {}

impl Operation for PresetsGet {
    type Data = types::Preset;
    type Output = types::Preset;
    fn operation() -> &'static operations::Operation {
        &operations::PRESETS_GET
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.presets_get(account_id, &self.app_id, &self.preset_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

/// Replace a preset.
///
/// Replaces the preset by a complete definition. The id stays; optional fields that are not sent are
/// not expected to keep their old values. Returns a 4xx status when a required part is missing. Returns
/// 404 when the app has no preset with this id.
///
/// `PUT /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`
///
/// Official reference: [Presets: no separate heading, because only newer SDKs have this operation](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`PresetHandle::replace`](crate::resources::PresetHandle::replace).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, preset_id: &str, definition: realtimekit::types::PresetDefinition) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).preset(preset_id).replace(definition).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct PresetsReplace {
    pub(crate) app_id: String,
    pub(crate) preset_id: String,
    pub(crate) body: types::PresetDefinition,
}

impl PresetsReplace {
    #[allow(dead_code)]
    pub(crate) fn new(
        app_id: &str,
        preset_id: &str,
        config: impl Into<types::PresetConfigDefinition>,
        name: impl Into<String>,
        permissions: impl Into<types::PresetPermissionsDefinition>,
        ui: impl Into<types::PresetUiDefinition>,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            preset_id: preset_id.to_owned(),
            body: types::PresetDefinition::new(config, name, permissions, ui),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        preset_id: &str,
        body: types::PresetDefinition,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            preset_id: preset_id.to_owned(),
            body,
        }
    }
}

impl Sealed for PresetsReplace {}

impl Operation for PresetsReplace {
    type Data = types::Preset;
    type Output = types::Preset;
    fn operation() -> &'static operations::Operation {
        &operations::PRESETS_REPLACE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.presets_replace(account_id, &self.app_id, &self.preset_id, &self.body)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        let place = api::check::body();
        api::check::Check::check(&self.body, place)?;
        Ok(())
    }
}

/// Update a preset.
///
/// Changes the parts of a preset that are sent. The response has been seen without the id. The service
/// may replace a nested object as a whole instead of merging it, and so drop keys that were not sent:
/// read the preset, change the nested object, and send all of it. Repeating the request has no further
/// effect. Returns 404 when the app has no preset with this id.
///
/// `PATCH /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`
///
/// Official reference: [Presets: Update a preset](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`PresetHandle::update`](crate::resources::PresetHandle::update).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, preset_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).preset(preset_id).update().send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_config`.
///
/// * **`config(impl Into<PresetConfig>)`**: The configuration of a preset. In a PATCH only the fields
///   sent are meant to change.
/// * **`name(impl Into<String>)`**: New name of the preset. Requests that add participants under the
///   old name fail afterwards. Absent: the name stays.
/// * **`permissions(impl Into<PresetPermissions>)`**: What a participant with the preset may do. In a
///   PATCH only the keys sent are meant to change.
/// * **`ui(impl Into<PresetUi>)`**: How the ready-made user interface looks.
#[doc(alias = "config")]
#[doc(alias = "name")]
#[doc(alias = "permissions")]
#[doc(alias = "ui")]
#[derive(Clone, Debug)]
pub struct PresetsUpdate {
    pub(crate) app_id: String,
    pub(crate) preset_id: String,
    pub(crate) body: types::PresetUpdate,
}

impl PresetsUpdate {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, preset_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            preset_id: preset_id.to_owned(),
            body: types::PresetUpdate::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        preset_id: &str,
        body: types::PresetUpdate,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            preset_id: preset_id.to_owned(),
            body,
        }
    }
}

impl Sealed for PresetsUpdate {}

impl Operation for PresetsUpdate {
    type Data = types::Preset;
    type Output = types::Preset;
    fn operation() -> &'static operations::Operation {
        &operations::PRESETS_UPDATE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.presets_update(account_id, &self.app_id, &self.preset_id, &self.body)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
    fn check(&self) -> Result<(), api::check::InvalidValue> {
        let place = api::check::body();
        api::check::Check::check(&self.body, place)?;
        Ok(())
    }
}

#[doc(hidden)]
impl Request<PresetsUpdate> {
    /// The configuration of a preset. In a PATCH only the fields sent are meant to change.
    pub fn config(mut self, value: impl Into<types::PresetConfig>) -> Self {
        self.operation.body.config = Some(value.into());
        self
    }

    /// As [`config`](Self::config) if there is a value; `None` changes nothing.
    pub fn maybe_config(self, value: Option<impl Into<types::PresetConfig>>) -> Self {
        match value {
            Some(value) => self.config(value),
            None => self,
        }
    }

    /// New name of the preset. Requests that add participants under the old name fail afterwards. Absent:
    /// the name stays.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.operation.body.name = Some(value.into());
        self
    }

    /// As [`name`](Self::name) if there is a value; `None` changes nothing.
    pub fn maybe_name(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.name(value),
            None => self,
        }
    }

    /// What a participant with the preset may do. In a PATCH only the keys sent are meant to change.
    pub fn permissions(mut self, value: impl Into<types::PresetPermissions>) -> Self {
        self.operation.body.permissions = Some(value.into());
        self
    }

    /// As [`permissions`](Self::permissions) if there is a value; `None` changes nothing.
    pub fn maybe_permissions(
        self,
        value: Option<impl Into<types::PresetPermissions>>,
    ) -> Self {
        match value {
            Some(value) => self.permissions(value),
            None => self,
        }
    }

    /// How the ready-made user interface looks.
    pub fn ui(mut self, value: impl Into<types::PresetUi>) -> Self {
        self.operation.body.ui = Some(value.into());
        self
    }

    /// As [`ui`](Self::ui) if there is a value; `None` changes nothing.
    pub fn maybe_ui(self, value: Option<impl Into<types::PresetUi>>) -> Self {
        match value {
            Some(value) => self.ui(value),
            None => self,
        }
    }
}

/// Delete a preset.
///
/// Deletes the preset and returns what it was. Refused with a 4xx status while the preset is in use:
/// give its participants another preset first. Returns 404 when the app has no preset with this id, so
/// a repetition after success does too.
///
/// `DELETE /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`
///
/// Official reference: [Presets: Delete a preset](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`PresetHandle::delete`](crate::resources::PresetHandle::delete).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, preset_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).preset(preset_id).delete().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct PresetsDelete {
    pub(crate) app_id: String,
    pub(crate) preset_id: String,
}

impl PresetsDelete {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, preset_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            preset_id: preset_id.to_owned(),
        }
    }
}

impl Sealed for PresetsDelete {}

impl Operation for PresetsDelete {
    type Data = types::Preset;
    type Output = types::Preset;
    fn operation() -> &'static operations::Operation {
        &operations::PRESETS_DELETE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.presets_delete(account_id, &self.app_id, &self.preset_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}
