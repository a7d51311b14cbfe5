// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The operations of `webhooks`.

use crate::generated::{operations, types};
use crate::inputs::Inputs;
use crate::{Call, Client, Error};
use reqwest::Method;

impl Client {
    /// List webhooks.
    ///
    /// Returns all webhooks of the app; the list has no pages. **When none is registered, the service has
    /// been seen to return 404 (`Webhook not found`) instead of an empty list**; a wrong app id returns 404
    /// too.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks`
    ///
    /// Official reference: [Webhooks: Fetch all webhooks details](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn webhooks_list(
        &self,
        account_id: &str,
        app_id: &str,
    ) -> Result<Call<Vec<types::Webhook>>, Error> {
        let request = self
            .request(Method::GET, &operations::WEBHOOKS_LIST, &[account_id, app_id])?;
        Ok(Call::new(self, &operations::WEBHOOKS_LIST, request))
    }

    /// Create a webhook.
    ///
    /// Registers a URL to which events of the app are sent. Deliveries are signed with a key of the
    /// service, not with a secret of the webhook. Returns 409 when the app has a webhook with the same URL;
    /// whether names must be unique is reported both ways. Returns another 4xx status when `name`, `url` or
    /// `events` is missing.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/webhooks`
    ///
    /// Official reference: [Webhooks: Add a webhook](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn webhooks_create(
        &self,
        account_id: &str,
        app_id: &str,
        body: &types::WebhookCreate,
    ) -> Result<Call<types::Webhook>, Error> {
        let request = self
            .request(Method::POST, &operations::WEBHOOKS_CREATE, &[account_id, app_id])?
            .json(body)?;
        Ok(Call::new(self, &operations::WEBHOOKS_CREATE, request))
    }

    /// List webhook events.
    ///
    /// Returns the names of all events that a webhook can be registered for, not the webhooks themselves.
    /// New names may appear. The official client libraries do not offer this operation.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks/all`
    ///
    /// Official reference: [Webhooks](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn webhooks_list_events(
        &self,
        account_id: &str,
        app_id: &str,
    ) -> Result<Call<Vec<types::WebhookEvent>>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::WEBHOOKS_LIST_EVENTS,
                &[account_id, app_id],
            )?;
        Ok(Call::new(self, &operations::WEBHOOKS_LIST_EVENTS, request))
    }

    /// Get a webhook.
    ///
    /// Returns one webhook. Returns 404 (`Webhook not found`) when the app has no webhook with this id.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`
    ///
    /// Official reference: [Webhooks: Fetch details of a webhook](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn webhooks_get(
        &self,
        account_id: &str,
        app_id: &str,
        webhook_id: &str,
    ) -> Result<Call<types::Webhook>, Error> {
        let request = self
            .request(
                Method::GET,
                &operations::WEBHOOKS_GET,
                &[account_id, app_id, webhook_id],
            )?;
        Ok(Call::new(self, &operations::WEBHOOKS_GET, request))
    }

    /// Replace a webhook.
    ///
    /// Replaces the webhook by a complete definition; the id stays. The response is a partial echo of the
    /// request. Returns 404 (`Webhook not found`) when the app has no webhook with this id, and another 4xx
    /// status when `name`, `url` or `events` is missing.
    ///
    /// `PUT /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`
    ///
    /// Official reference: [Webhooks: Replace a webhook](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn webhooks_replace(
        &self,
        account_id: &str,
        app_id: &str,
        webhook_id: &str,
        body: &types::WebhookReplace,
    ) -> Result<Call<types::Webhook>, Error> {
        let request = self
            .request(
                Method::PUT,
                &operations::WEBHOOKS_REPLACE,
                &[account_id, app_id, webhook_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::WEBHOOKS_REPLACE, request))
    }

    /// Update a webhook.
    ///
    /// Changes the fields that are sent and leaves the others. The list of events is replaced, not
    /// extended. Repeating the request has no further effect. Returns 404 (`Webhook not found`) when the
    /// app has no webhook with this id.
    ///
    /// `PATCH /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`
    ///
    /// Official reference: [Webhooks: Edit a webhook](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn webhooks_update(
        &self,
        account_id: &str,
        app_id: &str,
        webhook_id: &str,
        body: &types::WebhookUpdate,
    ) -> Result<Call<types::Webhook>, Error> {
        let request = self
            .request(
                Method::PATCH,
                &operations::WEBHOOKS_UPDATE,
                &[account_id, app_id, webhook_id],
            )?
            .json(body)?;
        Ok(Call::new(self, &operations::WEBHOOKS_UPDATE, request))
    }

    /// Delete a webhook.
    ///
    /// Deletes the webhook and returns what it was. Events that occur afterwards are not sent to its URL.
    /// Returns 404 (`Webhook not found`) when the app has no webhook with this id, so a repetition after
    /// success does too.
    ///
    /// `DELETE /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`
    ///
    /// Official reference: [Webhooks: Delete a webhook](https://developers.cloudflare.com/api/resources/realtime_kit/)
    pub fn webhooks_delete(
        &self,
        account_id: &str,
        app_id: &str,
        webhook_id: &str,
    ) -> Result<Call<types::Webhook>, Error> {
        let request = self
            .request(
                Method::DELETE,
                &operations::WEBHOOKS_DELETE,
                &[account_id, app_id, webhook_id],
            )?;
        Ok(Call::new(self, &operations::WEBHOOKS_DELETE, request))
    }
}
