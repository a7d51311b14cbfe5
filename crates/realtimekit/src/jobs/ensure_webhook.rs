//! Makes sure that a URL receives events.

use realtimekit_api::types::{Webhook, WebhookEvent};
use reqwest::Url;

use super::attempts::{ATTEMPTS, is_uncertain, pause};
use super::changes::Change;
use super::ensured::{Ensured, Outcome, Plan};
use crate::awaited::awaited;
use crate::error::Error;
use crate::order::sorted;
use crate::resources::{WebhookHandle, Webhooks};

impl Webhooks {
    /// Makes sure that the app has an enabled webhook with this name, URL and these events, in any order.
    ///
    /// The job finds the webhook by its URL, otherwise by its name; URLs are unique in an app. It creates the webhook if
    /// there is none, and otherwise updates the fields that differ. If another program creates it at the same time (409),
    /// or the response to the creation is lost, the job continues with the existing webhook.
    ///
    /// Other webhooks of the same name are reported as [`duplicates`](Ensured::duplicates), and deleted only after
    /// [`remove_duplicates`](EnsureWebhook::remove_duplicates).
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = realtimekit_emulator::Emulator::start().await?;
    /// # let client: realtimekit::Client = emulator.client()?;
    /// # let app = client.app(emulator.app_id());
    /// use realtimekit::jobs::Outcome;
    ///
    /// let url = "https://hooks.example.com/realtimekit";
    /// let ensured = app.webhooks().ensure("production", url, ["meeting.started", "meeting.ended"]).send().await?;
    /// assert_eq!(ensured.outcome, Outcome::Created);
    /// let again = app.webhooks().ensure("production", url, ["meeting.ended", "meeting.started"]).send().await?;
    /// assert_eq!(again.outcome, Outcome::Unchanged);
    /// # Ok(())
    /// # }
    /// ```
    pub fn ensure(
        &self,
        name: impl Into<String>,
        url: impl Into<String>,
        events: impl IntoIterator<Item = impl Into<WebhookEvent>>,
    ) -> EnsureWebhook {
        EnsureWebhook {
            webhooks: self.clone(),
            name: name.into(),
            url: url.into(),
            events: events.into_iter().map(Into::into).collect(),
            remove_duplicates: false,
        }
    }
}

/// The job of [`Webhooks::ensure`].
#[derive(Clone, Debug)]
#[must_use = "a job does nothing until it is awaited"]
pub struct EnsureWebhook {
    webhooks: Webhooks,
    name: String,
    url: String,
    events: Vec<WebhookEvent>,
    remove_duplicates: bool,
}

awaited!([] EnsureWebhook, 'static, send -> Result<Ensured<Webhook>, Error>);

impl EnsureWebhook {
    /// Whether to delete other webhooks of the same name. Default: no.
    pub fn remove_duplicates(mut self, remove: bool) -> Self {
        self.remove_duplicates = remove;
        self
    }

    /// Returns what [`send`](Self::send) would do. Only reads.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub async fn plan(self) -> Result<Plan, Error> {
        let found = self.find().await?;
        Ok(Plan::new(found.map(|(webhook, _)| (webhook.id.clone(), self.differences(&webhook)))))
    }

    /// Creates or updates the webhook, or leaves it as it is.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send), for each of the requests. "Conflict" means that the service refuses the
    /// URL although no webhook in the list has it.
    pub async fn send(self) -> Result<Ensured<Webhook>, Error> {
        if let Some((webhook, duplicates)) = self.find().await? {
            return self.update(webhook, duplicates).await;
        }
        let mut attempt = 0;
        loop {
            let create = self.webhooks.create(&self.name, &self.url, self.events.clone()).enabled(true);
            let error = match create.send().await {
                Ok(created) => return Ok(Ensured::new(Outcome::Created, created, Vec::new())),
                Err(error) if is_uncertain(&error) || error.is_conflict() => error,
                Err(error) => return Err(error),
            };
            attempt += 1;
            if let Some((webhook, duplicates)) = self.find().await? {
                let mut ensured = self.update(webhook, duplicates).await?;
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

    /// The webhook of the URL, otherwise the oldest of the name; and the others of the name.
    async fn find(&self) -> Result<Option<(Webhook, Vec<Webhook>)>, Error> {
        let mut webhooks = self.webhooks.list().send().await?;
        webhooks.retain(|webhook| webhook.name.as_ref() == Some(&self.name) || self.has_url(webhook));
        let rank = |webhook: &Webhook| (!self.has_url(webhook), webhook.created_at);
        let mut webhooks = sorted(webhooks, &|one, other| rank(one).cmp(&rank(other))).into_iter();
        Ok(webhooks.next().map(|webhook| (webhook, webhooks.collect())))
    }

    fn has_url(&self, webhook: &Webhook) -> bool {
        webhook.url.as_ref().is_some_and(|url| same_url(url, &self.url))
    }

    /// The known differences. A webhook without a URL was found by its name alone.
    fn differences(&self, present: &Webhook) -> Vec<Change> {
        let events = |events: &[WebhookEvent]| {
            let mut names: Vec<String> = events.iter().map(ToString::to_string).collect();
            names.sort();
            names.dedup();
            names
        };
        let mut changes = Vec::new();
        if let Some(name) = present.name.as_deref().filter(|name| *name != self.name) {
            changes.push(Change::new("name", name, self.name.as_str()));
        }
        if !self.has_url(present) {
            changes.push(Change::new("url", present.url.as_deref(), self.url.as_str()));
        }
        // Events that are not reported are set: whether they differ is not known.
        let present_events = present.events.as_deref().map(events);
        if present_events != Some(events(&self.events)) {
            changes.push(Change::new("events", present_events, events(&self.events)));
        }
        if present.enabled == Some(false) {
            changes.push(Change::new("enabled", false, true));
        }
        changes
    }

    async fn update(&self, mut webhook: Webhook, mut duplicates: Vec<Webhook>) -> Result<Ensured<Webhook>, Error> {
        let handle = |id: &str| WebhookHandle::new(self.webhooks.scope.clone(), id.to_owned());
        let changes = self.differences(&webhook);
        if !changes.is_empty() {
            let mut update = handle(&webhook.id).update();
            for change in &changes {
                update = match change.path.as_str() {
                    "name" => update.name(&self.name),
                    "url" => update.url(&self.url),
                    "events" => update.events(self.events.clone()),
                    _ => update.enabled(true),
                };
            }
            update.send().await?;
            // The response may repeat only a part of the webhook.
            webhook.name = Some(self.name.clone());
            webhook.url = Some(self.url.clone());
            webhook.events = Some(self.events.clone());
            webhook.enabled = Some(true);
        }
        if self.remove_duplicates {
            for duplicate in duplicates.drain(..) {
                match handle(&duplicate.id).delete().send().await {
                    Err(error) if !error.is_not_found() => return Err(error),
                    _ => {}
                }
            }
        }
        Ok(Ensured::existing(webhook, changes).with_duplicates(duplicates))
    }
}

/// Whether two texts are the same URL, such as `https://example.com` and `https://example.com/`.
fn same_url(one: &str, other: &str) -> bool {
    one == other || matches!((Url::parse(one), Url::parse(other)), (Ok(one), Ok(other)) if one == other)
}
