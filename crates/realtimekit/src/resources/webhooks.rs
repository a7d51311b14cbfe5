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
    pub fn list(&self) -> Request<WebhooksList> {
        self.scope.request(WebhooksList::new(self.scope.app_id()))
    }

    /// Registers a URL for kinds of events.
    pub fn create(
        &self,
        name: impl Into<String>,
        url: impl Into<String>,
        events: impl IntoIterator<Item = impl Into<WebhookEvent>>,
    ) -> Request<WebhooksCreate> {
        self.scope.request(WebhooksCreate::new(self.scope.app_id(), events, name, url))
    }

    /// Lists the kinds of events that the service knows.
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
    pub fn get(&self) -> Request<WebhooksGet> {
        self.scope.request(WebhooksGet::new(self.scope.app_id(), &self.id))
    }

    /// Changes the fields that are set, and keeps the others.
    pub fn update(&self) -> Request<WebhooksUpdate> {
        self.scope.request(WebhooksUpdate::new(self.scope.app_id(), &self.id))
    }

    /// Replaces the webhook.
    pub fn replace(
        &self,
        name: impl Into<String>,
        url: impl Into<String>,
        events: impl IntoIterator<Item = impl Into<WebhookEvent>>,
    ) -> Request<WebhooksReplace> {
        self.scope.request(WebhooksReplace::new(self.scope.app_id(), &self.id, events, name, url))
    }

    /// Deletes the webhook.
    pub fn delete(&self) -> Request<WebhooksDelete> {
        self.scope.request(WebhooksDelete::new(self.scope.app_id(), &self.id))
    }
}
