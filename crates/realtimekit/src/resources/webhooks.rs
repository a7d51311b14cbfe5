//! Webhooks: URLs to which the service sends events.

use realtimekit_api::types::WebhookEvent;

use super::scope::Scope;
use crate::request::Request;
use crate::requests::{
    WebhooksCreate, WebhooksDelete, WebhooksGet, WebhooksList, WebhooksListEvents, WebhooksReplace, WebhooksUpdate,
};

/// The webhooks of an app.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// // URLs are unique in an app.
/// let url = "https://hooks.example.com/realtimekit";
/// let known = app.webhooks().list().send().await?;
/// if !known.iter().any(|webhook| webhook.url.as_deref() == Some(url)) {
///     app.webhooks().create("production", url, ["meeting.started", "meeting.ended"]).send().await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Webhooks {
    pub(crate) scope: Scope,
}

impl Webhooks {
    pub(crate) fn new(scope: Scope) -> Self {
        Self { scope }
    }

    /// Lists all webhooks of the app; the list is not paged. It is empty if there are none.
    ///
    /// Returns all webhooks of the app; the list has no pages. **When none is registered, the service has
    /// been seen to return 404 (`Webhook not found`) instead of an empty list**; a wrong app id returns 404
    /// too.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks`
    pub fn list(&self) -> Request<WebhooksList> {
        self.scope.request(WebhooksList::new(self.scope.app_id()))
    }

    /// Registers a URL for kinds of events.
    ///
    /// Registers a URL to which events of the app are sent. Deliveries are signed with a key of the
    /// service, not with a secret of the webhook. Returns 409 when the app has a webhook with the same URL;
    /// whether names must be unique is reported both ways. Returns another 4xx status when `name`, `url` or
    /// `events` is missing.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/{app_id}/webhooks`
    pub fn create(
        &self,
        name: impl Into<String>,
        url: impl Into<String>,
        events: impl IntoIterator<Item = impl Into<WebhookEvent>>,
    ) -> Request<WebhooksCreate> {
        self.scope.request(WebhooksCreate::new(self.scope.app_id(), events, name, url))
    }

    /// Lists the kinds of events that the service knows.
    ///
    /// Returns the names of all events that a webhook can be registered for, not the webhooks themselves.
    /// New names may appear. The official client libraries do not offer this operation.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks/all`
    pub fn events(&self) -> Request<WebhooksListEvents> {
        self.scope.request(WebhooksListEvents::new(self.scope.app_id()))
    }
}

/// One webhook.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// # let created = app.webhooks().create("a", "https://hooks.example.com/a", ["meeting.started"]).send().await?;
/// let webhook = app.webhook(created.id);
/// webhook.update().enabled(false).send().await?;
/// assert_eq!(webhook.get().send().await?.enabled, Some(false));
/// webhook.delete().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct WebhookHandle {
    pub(crate) scope: Scope,
    id: String,
}

impl WebhookHandle {
    pub(crate) fn new(scope: Scope, id: String) -> Self {
        Self { scope, id }
    }

    /// Identifier of the webhook.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the webhook.
    ///
    /// Returns one webhook. Returns 404 (`Webhook not found`) when the app has no webhook with this id.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`
    pub fn get(&self) -> Request<WebhooksGet> {
        self.scope.request(WebhooksGet::new(self.scope.app_id(), &self.id))
    }

    /// Changes the fields that are set, and keeps the others.
    ///
    /// Changes the fields that are sent and leaves the others. The list of events is replaced, not
    /// extended. Repeating the request has no further effect. Returns 404 (`Webhook not found`) when the
    /// app has no webhook with this id.
    ///
    /// `PATCH /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`
    pub fn update(&self) -> Request<WebhooksUpdate> {
        self.scope.request(WebhooksUpdate::new(self.scope.app_id(), &self.id))
    }

    /// Replaces the webhook.
    ///
    /// Replaces the webhook by a complete definition; the id stays. The response is a partial echo of the
    /// request. Returns 404 (`Webhook not found`) when the app has no webhook with this id, and another 4xx
    /// status when `name`, `url` or `events` is missing.
    ///
    /// `PUT /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`
    pub fn replace(
        &self,
        name: impl Into<String>,
        url: impl Into<String>,
        events: impl IntoIterator<Item = impl Into<WebhookEvent>>,
    ) -> Request<WebhooksReplace> {
        self.scope.request(WebhooksReplace::new(self.scope.app_id(), &self.id, events, name, url))
    }

    /// Deletes the webhook.
    ///
    /// Deletes the webhook and returns what it was. Events that occur afterwards are not sent to its URL.
    /// Returns 404 (`Webhook not found`) when the app has no webhook with this id, so a repetition after
    /// success does too.
    ///
    /// `DELETE /accounts/{account_id}/realtime/kit/{app_id}/webhooks/{webhook_id}`
    pub fn delete(&self) -> Request<WebhooksDelete> {
        self.scope.request(WebhooksDelete::new(self.scope.app_id(), &self.id))
    }
}
