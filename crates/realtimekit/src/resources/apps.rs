//! Apps of an account, and the way from an app to everything in it.

use std::sync::Arc;

use super::{
    Analytics, Livestream, Livestreams, Meeting, Meetings, Preset, Presets, Recording, Recordings, Session, Sessions,
    Webhook, Webhooks,
};
use crate::client::Client;
use crate::request::{Operation, Paged, Request};
use crate::requests::{AppsCreate, AppsList};

/// The apps of an account.
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
/// let created = client.apps().create("Clinic").send().await?;
/// let apps = client.apps().list().stream().try_collect().await?;
/// assert!(apps.iter().any(|app| app.id == created.id));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Apps {
    client: Client,
}

impl Apps {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists the apps of the account.
    pub fn list(&self) -> Request<AppsList> {
        Request::list(&self.client, AppsList::new())
    }

    /// Creates an app. Names need not be unique.
    pub fn create(&self, name: impl Into<String>) -> Request<AppsCreate> {
        Request::new(&self.client, AppsCreate::new(name))
    }
}

/// One app: the container of meetings, presets, recordings and everything else.
#[derive(Clone, Debug)]
pub struct App {
    client: Client,
    id: Arc<str>,
}

impl App {
    pub(crate) fn new(client: Client, id: String) -> Self {
        Self { client, id: id.into() }
    }

    /// Identifier of the app.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn request<O: Operation>(&self, operation: O) -> Request<O> {
        Request::new(&self.client, operation)
    }

    pub(crate) fn list<O: Paged>(&self, operation: O) -> Request<O> {
        Request::list(&self.client, operation)
    }

    /// The meetings of the app.
    pub fn meetings(&self) -> Meetings {
        Meetings::new(self.clone())
    }

    /// One meeting.
    pub fn meeting(&self, meeting_id: impl Into<String>) -> Meeting {
        Meeting::new(self.clone(), meeting_id.into())
    }

    /// The presets of the app.
    pub fn presets(&self) -> Presets {
        Presets::new(self.clone())
    }

    /// One preset, by its id (not its name).
    pub fn preset(&self, preset_id: impl Into<String>) -> Preset {
        Preset::new(self.clone(), preset_id.into())
    }

    /// The sessions that took place in the app.
    pub fn sessions(&self) -> Sessions {
        Sessions::new(self.clone())
    }

    /// One session.
    pub fn session(&self, session_id: impl Into<String>) -> Session {
        Session::new(self.clone(), session_id.into())
    }

    /// The recordings of the app.
    pub fn recordings(&self) -> Recordings {
        Recordings::new(self.clone())
    }

    /// One recording.
    pub fn recording(&self, recording_id: impl Into<String>) -> Recording {
        Recording::new(self.clone(), recording_id.into())
    }

    /// The livestreams of the app.
    pub fn livestreams(&self) -> Livestreams {
        Livestreams::new(self.clone())
    }

    /// One livestream.
    pub fn livestream(&self, livestream_id: impl Into<String>) -> Livestream {
        Livestream::new(self.clone(), livestream_id.into())
    }

    /// Totals over days.
    pub fn analytics(&self) -> Analytics {
        Analytics::new(self.clone())
    }

    /// The webhooks of the app.
    pub fn webhooks(&self) -> Webhooks {
        Webhooks::new(self.clone())
    }

    /// One webhook.
    pub fn webhook(&self, webhook_id: impl Into<String>) -> Webhook {
        Webhook::new(self.clone(), webhook_id.into())
    }
}
