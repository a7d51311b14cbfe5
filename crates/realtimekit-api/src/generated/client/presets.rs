// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `presets`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
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
    pub fn presets_list(
        &self,
        account_id: &str,
        app_id: &str,
        page_no: Option<u64>,
        per_page: Option<u64>,
        search: Option<&str>,
    ) -> Result<Call<Vec<types::PresetSummary>>, Error> {
        let request = self
            .request(Method::GET, &operations::PRESETS_LIST, &[account_id, app_id])?
            .parameter("page_no", page_no)
            .parameter("per_page", per_page)
            .parameter("search", search);
        Ok(Call::new(self, &operations::PRESETS_LIST, request))
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
    pub fn presets_create(
        &self,
        account_id: &str,
        app_id: &str,
        body: &types::PresetDefinition,
    ) -> Result<Call<types::Preset>, Error> {
        let request = self
            .request(Method::POST, &operations::PRESETS_CREATE, &[account_id, app_id])?
            .json(body)?;
        Ok(Call::new(self, &operations::PRESETS_CREATE, request))
    }

    /// Get a preset.
    ///
    /// Returns the complete preset with configuration, permissions and user interface. Returns 404 when the
    /// app has no preset with this id. The path takes the id, not the name.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/presets/{preset_id}`
    ///
    /// Official reference: [Presets: Fetch details of a preset](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn presets_get(
        &self,
        account_id: &str,
        app_id: &str,
        preset_id: &str,
    ) -> Result<Call<types::Preset>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::PRESETS_GET,
                &[account_id, app_id, preset_id],
            )?;
        Ok(Call::new(self, &operations::PRESETS_GET, request))
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
    pub fn presets_replace(
        &self,
        account_id: &str,
        app_id: &str,
        preset_id: &str,
        body: &types::PresetDefinition,
    ) -> Result<Call<types::Preset>, Error> {
        let request = self
            .request(
                Method::PUT,
                &operations::PRESETS_REPLACE,
                &[account_id, app_id, preset_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::PRESETS_REPLACE, request))
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
    pub fn presets_update(
        &self,
        account_id: &str,
        app_id: &str,
        preset_id: &str,
        body: &types::PresetUpdate,
    ) -> Result<Call<types::Preset>, Error> {
        let request = self
            .request(
                Method::PATCH,
                &operations::PRESETS_UPDATE,
                &[account_id, app_id, preset_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::PRESETS_UPDATE, request))
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
    pub fn presets_delete(
        &self,
        account_id: &str,
        app_id: &str,
        preset_id: &str,
    ) -> Result<Call<types::Preset>, Error> {
        let request = self
            .request(
                Method::DELETE,
                &operations::PRESETS_DELETE,
                &[account_id, app_id, preset_id],
            )?;
        Ok(Call::new(self, &operations::PRESETS_DELETE, request))
    }
}
