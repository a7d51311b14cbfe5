// Made from openapi/realtimekit.yaml by `cargo xtask codegen`. Do not edit: change the document or
// the step in xtask/src/codegen/ that writes this, and run the command again.

//! The requests of `webhooks`.

use realtimekit_api::decode::Decoded;
use realtimekit_api::{self as api, Call, operations, types};
use crate::operation::{Operation, sealed::Sealed};
use crate::request::Request;

/// List webhooks.
///
/// Returns all webhooks of the app; the list has no pages. **When none is registered, the service has
/// been seen to return 404 (`Webhook not found`) instead of an empty list**; a wrong app id returns 404
/// too.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks`
///
/// Official reference: [Webhooks: Fetch all webhooks details](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Webhooks::list`](crate::resources::Webhooks::list).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).webhooks().list().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct WebhooksList {
    pub(crate) app_id: String,
}

impl WebhooksList {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self { app_id: app_id.to_owned() }
    }
}

impl Sealed for WebhooksList {}

impl Operation for WebhooksList {
    type Data = Vec<types::Webhook>;
    type Output = Vec<types::Webhook>;
    fn operation() -> &'static operations::Operation {
        &operations::WEBHOOKS_LIST
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.webhooks_list(account_id, &self.app_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }

    /// A 404 that reports that there is none is a result, not an error.
    fn absent(error: &crate::error::Error) -> Option<Self::Output> {
        error.reports_absence("Webhook not found").then(Vec::new)
    }
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
///
/// Returned by [`Webhooks::create`](crate::resources::Webhooks::create).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, events: [&str; 2]) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).webhooks().create("recordings-archive", "https://hooks.example.com/realtimekit", events).enabled(true).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_enabled`.
///
/// * **`enabled(bool)`**: Whether events are sent from now on. The default is not documented; send it
///   explicitly.
#[doc(alias = "enabled")]
#[derive(Clone, Debug)]
pub struct WebhooksCreate {
    pub(crate) app_id: String,
    pub(crate) body: types::WebhookCreate,
}

impl WebhooksCreate {
    #[allow(dead_code)]
    pub(crate) fn new(
        app_id: &str,
        events: impl IntoIterator<Item = impl Into<types::WebhookEvent>>,
        name: impl Into<String>,
        url: impl Into<String>,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body: types::WebhookCreate::new(events, name, url),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(app_id: &str, body: types::WebhookCreate) -> Self {
        Self {
            app_id: app_id.to_owned(),
            body,
        }
    }
}

impl Sealed for WebhooksCreate {}

impl Operation for WebhooksCreate {
    type Data = types::Webhook;
    type Output = types::Webhook;
    fn operation() -> &'static operations::Operation {
        &operations::WEBHOOKS_CREATE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.webhooks_create(account_id, &self.app_id, &self.body)
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
impl Request<WebhooksCreate> {
    /// Whether events are sent from now on. The default is not documented; send it explicitly.
    pub fn enabled(mut self, value: bool) -> Self {
        self.operation.body.enabled = Some(value);
        self
    }

    /// As [`enabled`](Self::enabled) if there is a value; `None` changes nothing.
    pub fn maybe_enabled(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.enabled(value),
            None => self,
        }
    }
}

/// List webhook events.
///
/// Returns the names of all events that a webhook can be registered for, not the webhooks themselves.
/// New names may appear. The official client libraries do not offer this operation.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks/all`
///
/// Official reference: [Webhooks](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`Webhooks::events`](crate::resources::Webhooks::events).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).webhooks().events().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct WebhooksListEvents {
    pub(crate) app_id: String,
}

impl WebhooksListEvents {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str) -> Self {
        Self { app_id: app_id.to_owned() }
    }
}

impl Sealed for WebhooksListEvents {}

impl Operation for WebhooksListEvents {
    type Data = Vec<types::WebhookEvent>;
    type Output = Vec<types::WebhookEvent>;
    fn operation() -> &'static operations::Operation {
        &operations::WEBHOOKS_LIST_EVENTS
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.webhooks_list_events(account_id, &self.app_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}

/// Get a webhook.
///
/// Returns one webhook. Returns 404 (`Webhook not found`) when the app has no webhook with this id.
///
/// `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`
///
/// Official reference: [Webhooks: Fetch details of a webhook](https://developers.cloudflare.com/api/resources/realtime_kit/)
///
/// Returned by [`WebhookHandle::get`](crate::resources::WebhookHandle::get).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, webhook_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).webhook(webhook_id).get().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct WebhooksGet {
    pub(crate) app_id: String,
    pub(crate) webhook_id: String,
}

impl WebhooksGet {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, webhook_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            webhook_id: webhook_id.to_owned(),
        }
    }
}

impl Sealed for WebhooksGet {}

impl Operation for WebhooksGet {
    type Data = types::Webhook;
    type Output = types::Webhook;
    fn operation() -> &'static operations::Operation {
        &operations::WEBHOOKS_GET
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.webhooks_get(account_id, &self.app_id, &self.webhook_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
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
///
/// Returned by [`WebhookHandle::replace`](crate::resources::WebhookHandle::replace).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, webhook_id: &str, events: [&str; 2]) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).webhook(webhook_id).replace("recordings-archive", "https://hooks.example.com/realtimekit/v2", events).enabled(true).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_enabled`.
///
/// * **`enabled(bool)`**: Whether events are sent. Whether an absent value keeps the old one is not
///   documented; send it explicitly.
#[doc(alias = "enabled")]
#[derive(Clone, Debug)]
pub struct WebhooksReplace {
    pub(crate) app_id: String,
    pub(crate) webhook_id: String,
    pub(crate) body: types::WebhookReplace,
}

impl WebhooksReplace {
    #[allow(dead_code)]
    pub(crate) fn new(
        app_id: &str,
        webhook_id: &str,
        events: impl IntoIterator<Item = impl Into<types::WebhookEvent>>,
        name: impl Into<String>,
        url: impl Into<String>,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            webhook_id: webhook_id.to_owned(),
            body: types::WebhookReplace::new(events, name, url),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        webhook_id: &str,
        body: types::WebhookReplace,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            webhook_id: webhook_id.to_owned(),
            body,
        }
    }
}

impl Sealed for WebhooksReplace {}

impl Operation for WebhooksReplace {
    type Data = types::Webhook;
    type Output = types::Webhook;
    fn operation() -> &'static operations::Operation {
        &operations::WEBHOOKS_REPLACE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.webhooks_replace(account_id, &self.app_id, &self.webhook_id, &self.body)
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
impl Request<WebhooksReplace> {
    /// Whether events are sent. Whether an absent value keeps the old one is not documented; send it
    /// explicitly.
    pub fn enabled(mut self, value: bool) -> Self {
        self.operation.body.enabled = Some(value);
        self
    }

    /// As [`enabled`](Self::enabled) if there is a value; `None` changes nothing.
    pub fn maybe_enabled(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.enabled(value),
            None => self,
        }
    }
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
///
/// Returned by [`WebhookHandle::update`](crate::resources::WebhookHandle::update).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, webhook_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).webhook(webhook_id).update().enabled(false).send().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Inputs
///
/// Optional, and set by methods of the [`Request`](crate::Request). Each has a twin that takes an
/// `Option`, such as `maybe_enabled`.
///
/// * **`enabled(bool)`**: `false` stops the sending of events without deleting the webhook, `true`
///   resumes it.
/// * **`events(impl IntoIterator<Item = impl Into<WebhookEvent>>)`**: The events to send from now on.
///   The list takes the place of the old one; it is not added to it.
/// * **`name(impl Into<String>)`**: New name of the webhook.
/// * **`url(impl Into<String>)`**: New URL to which events are sent by POST.
#[doc(alias = "enabled")]
#[doc(alias = "events")]
#[doc(alias = "name")]
#[doc(alias = "url")]
#[derive(Clone, Debug)]
pub struct WebhooksUpdate {
    pub(crate) app_id: String,
    pub(crate) webhook_id: String,
    pub(crate) body: types::WebhookUpdate,
}

impl WebhooksUpdate {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, webhook_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            webhook_id: webhook_id.to_owned(),
            body: types::WebhookUpdate::new(),
        }
    }
    #[allow(dead_code)]
    pub(crate) fn with_body(
        app_id: &str,
        webhook_id: &str,
        body: types::WebhookUpdate,
    ) -> Self {
        Self {
            app_id: app_id.to_owned(),
            webhook_id: webhook_id.to_owned(),
            body,
        }
    }
}

impl Sealed for WebhooksUpdate {}

impl Operation for WebhooksUpdate {
    type Data = types::Webhook;
    type Output = types::Webhook;
    fn operation() -> &'static operations::Operation {
        &operations::WEBHOOKS_UPDATE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.webhooks_update(account_id, &self.app_id, &self.webhook_id, &self.body)
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
impl Request<WebhooksUpdate> {
    /// `false` stops the sending of events without deleting the webhook, `true` resumes it.
    pub fn enabled(mut self, value: bool) -> Self {
        self.operation.body.enabled = Some(value);
        self
    }

    /// As [`enabled`](Self::enabled) if there is a value; `None` changes nothing.
    pub fn maybe_enabled(self, value: Option<bool>) -> Self {
        match value {
            Some(value) => self.enabled(value),
            None => self,
        }
    }

    /// The events to send from now on. The list takes the place of the old one; it is not added to it.
    pub fn events(
        mut self,
        value: impl IntoIterator<Item = impl Into<types::WebhookEvent>>,
    ) -> Self {
        self.operation.body.events = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// As [`events`](Self::events) if there is a value; `None` changes nothing.
    pub fn maybe_events(
        self,
        value: Option<impl IntoIterator<Item = impl Into<types::WebhookEvent>>>,
    ) -> Self {
        match value {
            Some(value) => self.events(value),
            None => self,
        }
    }

    /// New name of the webhook.
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

    /// New URL to which events are sent by POST.
    pub fn url(mut self, value: impl Into<String>) -> Self {
        self.operation.body.url = Some(value.into());
        self
    }

    /// As [`url`](Self::url) if there is a value; `None` changes nothing.
    pub fn maybe_url(self, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.url(value),
            None => self,
        }
    }
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
///
/// Returned by [`WebhookHandle::delete`](crate::resources::WebhookHandle::delete).
///
/// ```no_run
/// # async fn example(client: realtimekit::Client, app_id: &str, webhook_id: &str) -> Result<(), realtimekit::Error> {
/// let result = client.app(app_id).webhook(webhook_id).delete().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct WebhooksDelete {
    pub(crate) app_id: String,
    pub(crate) webhook_id: String,
}

impl WebhooksDelete {
    #[allow(dead_code)]
    pub(crate) fn new(app_id: &str, webhook_id: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            webhook_id: webhook_id.to_owned(),
        }
    }
}

impl Sealed for WebhooksDelete {}

impl Operation for WebhooksDelete {
    type Data = types::Webhook;
    type Output = types::Webhook;
    fn operation() -> &'static operations::Operation {
        &operations::WEBHOOKS_DELETE
    }
    fn call(
        &self,
        api: &api::Client,
        account_id: &str,
    ) -> Result<Call<Self::Data>, api::Error> {
        api.webhooks_delete(account_id, &self.app_id, &self.webhook_id)
    }
    fn output(&self, response: Decoded<Self::Data>) -> Self::Output {
        response.data
    }
}
