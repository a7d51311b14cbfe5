//! The apps of an account.

use std::sync::Arc;

use crate::core::Core;
use crate::request::Request;
use crate::requests::{AppsCreate, AppsList};

/// The apps of an account.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = realtimekit_emulator::Emulator::start().await?;
/// # let client: realtimekit::Client = emulator.client()?;
/// # let app = client.app(emulator.app_id());
/// let created = client.apps().create("Clinic").send().await?;
/// let apps = client.apps().list().all().await?;
/// assert!(apps.iter().any(|app| app.id == created.id));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Apps {
    pub(crate) core: Arc<Core>,
}

impl Apps {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Lists the apps of the account.
    ///
    /// Returns the apps of the account, a page at a time. Returns 403 with code 10000 when the token is
    /// wrong, lacks the Realtime permission, or the account has not been onboarded.
    ///
    /// `GET /accounts/{account_id}/realtime/kit/apps`
    pub fn list(&self) -> Request<AppsList> {
        Request::list(&self.core, AppsList::new())
    }

    /// Creates an app. Names need not be unique.
    ///
    /// Creates an app in the account. Names need not be unique: sending the request twice creates two apps.
    /// There is no operation that deletes an app.
    ///
    /// `POST /accounts/{account_id}/realtime/kit/apps`
    pub fn create(&self, name: impl Into<String>) -> Request<AppsCreate> {
        Request::new(&self.core, AppsCreate::new(name))
    }
}
