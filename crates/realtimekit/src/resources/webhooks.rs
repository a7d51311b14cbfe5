//! Webhooks: where the service reports what happens.

use realtimekit_api::types::WebhookEvent;

use super::App;
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
/// # let client = realtimekit::Client::builder()
/// #     .base_url(emulator.base_url())
/// #     .account_id(emulator.account_id())
/// #     .api_token(emulator.api_token())
/// #     .build()?;
/// # let app = client.app(emulator.app_id());
/// // "Ensure that this webhook exists."
/// let url = "https://hooks.example.com/realtimekit";
/// let known = app.webhooks().list().send().await?;
/// if !known.iter().any(|webhook| webhook.url == url) {
///     app.webhooks().create("production", url, ["meeting.started", "meeting.ended"]).send().await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Webhooks {
    app: App,
}

impl Webhooks {
    pub(crate) fn new(app: App) -> Self {
        Self { app }
    }

    /// Lists the webhooks of the app; none is an empty list. The list is not paged.
    pub fn list(&self) -> Request<WebhooksList> {
        self.app.request(WebhooksList::new(self.app.id()))
    }

    /// Registers a URL for some kinds of events.
    pub fn create(
        &self,
        name: impl Into<String>,
        url: impl Into<String>,
        events: impl IntoIterator<Item = impl Into<WebhookEvent>>,
    ) -> Request<WebhooksCreate> {
        self.app.request(WebhooksCreate::new(self.app.id(), events, name, url))
    }

    /// Lists the kinds of events that the service knows.
    pub fn events(&self) -> Request<WebhooksListEvents> {
        self.app.request(WebhooksListEvents::new(self.app.id()))
    }
}

/// One webhook.
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
/// # let created = app.webhooks().create("a", "https://hooks.example.com/a", ["meeting.started"]).send().await?;
/// let webhook = app.webhook(created.id);
/// webhook.update().enabled(false).send().await?;
/// assert_eq!(webhook.get().send().await?.enabled, false);
/// webhook.delete().send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Webhook {
    app: App,
    id: String,
}

impl Webhook {
    pub(crate) fn new(app: App, id: String) -> Self {
        Self { app, id }
    }

    /// Identifier of the webhook.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches the webhook.
    pub fn get(&self) -> Request<WebhooksGet> {
        self.app.request(WebhooksGet::new(self.app.id(), &self.id))
    }

    /// Changes the fields that are set, and leaves the others alone.
    pub fn update(&self) -> Request<WebhooksUpdate> {
        self.app.request(WebhooksUpdate::new(self.app.id(), &self.id))
    }

    /// Replaces the webhook.
    pub fn replace(
        &self,
        name: impl Into<String>,
        url: impl Into<String>,
        events: impl IntoIterator<Item = impl Into<WebhookEvent>>,
    ) -> Request<WebhooksReplace> {
        self.app.request(WebhooksReplace::new(self.app.id(), &self.id, events, name, url))
    }

    /// Deletes the webhook.
    pub fn delete(&self) -> Request<WebhooksDelete> {
        self.app.request(WebhooksDelete::new(self.app.id(), &self.id))
    }
}
